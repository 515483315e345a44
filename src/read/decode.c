/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "readers.h"

/* A charset guess needs no more than this to settle. */
#define GUESS_SIZE ((gsize) 256 * 1024)

typedef struct {
    const char *encoding; /* WHATWG name, which iconv knows too */
    const char *mark;
    gsize mark_length;
} ByteOrderMark;

/* The longer mark first: UTF-32LE begins as UTF-16LE does. */
static const ByteOrderMark marks[] = {
    { "UTF-8", "\xef\xbb\xbf", 3 }, { "UTF-32LE", "\xff\xfe\0\0", 4 }, { "UTF-32BE", "\0\0\xfe\xff", 4 },
    { "UTF-16LE", "\xff\xfe", 2 },  { "UTF-16BE", "\xfe\xff", 2 },
};

static const ByteOrderMark *
find_mark (const char *data, gsize size)
{
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (size >= marks[i].mark_length && memcmp (data, marks[i].mark, marks[i].mark_length) == 0)
            return &marks[i];
    return NULL;
}

/* Text has next to no control characters; pictures, archives and programs are full of them. */
static gboolean
is_binary (const char *data, gsize size)
{
    gsize n_controls = 0;

    for (gsize i = 0; i < size; i++) {
        guchar c = (guchar) data[i];

        n_controls += c == 0x7f || (c < 0x20 && strchr ("\t\n\v\f\r\x1a\x1b", c) == NULL) || c == 0;
    }
    return n_controls > size / 100;
}

/* The character at p and where the next one begins; 0xfffd for a byte that is no UTF-8. */
static gunichar
next_character (const char **p, const char *end)
{
    gunichar c = (guchar) * *p;

    if (c >= 0x80)
        c = g_utf8_get_char_validated (*p, end - *p);
    if (c == (gunichar) -1 || c == (gunichar) -2) {
        (*p)++;
        return 0xfffd;
    }
    *p = g_utf8_next_char (*p);
    return c;
}

/* Stray bytes in what is otherwise UTF-8 are damage: text in another encoding holds next to nothing that is
 * UTF-8 by chance. */
static gboolean
is_utf8 (const char *data, gsize size)
{
    gsize n_good = 0, n_bad = 0;

    for (const char *p = data; p < data + size;) {
        gunichar c = next_character (&p, data + size);

        n_bad += c == 0xfffd;
        n_good += c >= 0x80 && c != 0xfffd;
    }
    return n_bad <= n_good;
}

/* The WHATWG Encoding Standard reads these labels as supersets of what they name. */
static const char *
whatwg_name (const char *charset, Arena *arena)
{
    if (g_str_has_prefix (charset, "WINDOWS-"))
        return arena_printf (arena, "windows-%s", charset + strlen ("WINDOWS-"));
    if (*charset == '\0' || g_str_equal (charset, "ASCII") || g_str_equal (charset, "ISO-8859-1"))
        return "windows-1252";
    if (g_str_equal (charset, "ISO-8859-9"))
        return "windows-1254";
    if (g_str_equal (charset, "GB2312"))
        return "GB18030";
    return charset;
}

static const char *
guess_encoding (const char *data, gsize size, Arena *arena)
{
    uchardet_t detector = uchardet_new ();
    const char *encoding;

    (void) uchardet_handle_data (detector, data, MIN (size, GUESS_SIZE));
    uchardet_data_end (detector);
    encoding = arena_strdup (arena, whatwg_name (uchardet_get_charset (detector), arena));
    uchardet_delete (detector);
    return encoding;
}

/* Converts all of it; a byte that is wrong in the encoding becomes one that is wrong in UTF-8. */
static GString *
convert (const char *encoding, const char *data, gsize size)
{
    GIConv converter = g_iconv_open ("UTF-8", encoding);
    GString *text = converter == (GIConv) -1 ? NULL : g_string_sized_new (size);
    gchar *from = (gchar *) data;

    while (text != NULL && size > 0) {
        char buffer[4096], *to = buffer;
        gsize n_free = sizeof buffer, n = g_iconv (converter, &from, &size, &to, &n_free);
        gboolean is_bad = n == (gsize) -1 && errno != E2BIG;

        g_string_append_len (text, buffer, to - buffer);
        if (is_bad) {
            g_string_append_c (text, '\xff');
            from++;
            size--;
        }
    }
    if (text != NULL)
        g_iconv_close (converter);
    return text;
}

static gboolean
is_line_end (gunichar c)
{
    return c == '\n' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* What XML 1.0 cannot hold (its production Char), the C1 controls it discourages, and marks of byte
 * order inside the text. */
static gboolean
is_dropped (gunichar c)
{
    return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

typedef struct {
    GString *text;
    gsize n_dropped, n_bad;
    gboolean needs_nfc;
} Cleaner;

static void
clean_character (Cleaner *cleaner, gunichar c)
{
    if (is_line_end (c)) {
        g_string_append_c (cleaner->text, '\n');
    } else if (is_dropped (c)) {
        cleaner->n_dropped += c != 0xfeff;
    } else {
        g_string_append_unichar (cleaner->text, c);
        cleaner->needs_nfc = cleaner->needs_nfc || char_may_need_nfc (c);
        cleaner->n_bad += c == 0xfffd;
    }
}

static void
clean_all (Cleaner *cleaner, const char *data, gsize size)
{
    const char *end = data + size;

    for (const char *p = data; p < end;) {
        gunichar c = next_character (&p, end);

        if (c == '\r' && p < end && *p == '\n')
            continue;
        clean_character (cleaner, c == '\r' ? '\n' : c);
    }
    if (cleaner->needs_nfc) {
        GString *text = cleaner->text;

        cleaner->text = text_nfc (text->str, text->len);
        g_string_free (text, TRUE);
    }
}

/* A fragment keeps all its characters, so that offsets hold; what XML cannot hold becomes a space. */
static void
copy_all (Cleaner *cleaner, const char *data, gsize size)
{
    for (const char *p = data; p < data + size;) {
        gunichar c = next_character (&p, data + size);
        gboolean is_legal = (c >= 0x20 && (c & 0xfffe) != 0xfffe) || c == '\t' || c == '\n' || c == '\r';

        g_string_append_unichar (cleaner->text, is_legal ? c : ' ');
        cleaner->n_dropped += !is_legal;
    }
}

static void
clean (Input *input, const char *data, gsize size, Arena *arena)
{
    Cleaner cleaner = { .text = g_string_sized_new (size + 1) };
    Report *report = input->book->report;

    if (input->book->options.is_fragment)
        copy_all (&cleaner, data, size);
    else
        clean_all (&cleaner, data, size);
    if (cleaner.n_dropped > 0)
        report_note (report, NOTE_CHARACTER_DROPPED, input->path, 0, "%" G_GSIZE_FORMAT, cleaner.n_dropped);
    if (cleaner.n_bad > 0)
        report_note (report, NOTE_ENCODING_ERROR, input->path, 0, "%" G_GSIZE_FORMAT " in %s", cleaner.n_bad,
                     input->encoding);
    input->text = arena_strndup (arena, cleaner.text->str, cleaner.text->len);
    input->length = cleaner.text->len;
    g_string_free (cleaner.text, TRUE);
}

static const char *
choose_encoding (const Input *input, const ByteOrderMark *mark, const char *data, gsize size, Arena *arena)
{
    const char *guess;

    if (mark != NULL)
        return mark->encoding;
    if (is_utf8 (data, size))
        return "UTF-8";
    guess = guess_encoding (data, size, arena);
    report_note (input->book->report, NOTE_ENCODING_GUESSED, input->path, 0, "%s", guess);
    return guess;
}

gboolean
input_decode (Input *input, Arena *arena, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data (input->bytes, &size);
    gboolean is_fragment = input->book->options.is_fragment;
    const ByteOrderMark *mark = is_fragment ? NULL : find_mark (data, size);
    GString *converted = NULL;

    if (mark == NULL && !is_fragment && is_binary (data, size)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is no text, but binary data of a kind that is not known");
        return FALSE;
    }
    data += mark != NULL ? mark->mark_length : 0;
    size -= mark != NULL ? mark->mark_length : 0;
    input->encoding = choose_encoding (input, mark, data, size, arena);
    if (g_str_equal (input->encoding, "UTF-8")) {
        clean (input, data, size, arena);
        return TRUE;
    }
    converted = convert (input->encoding, data, size);
    if (converted == NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is in %s, which cannot be converted", input->encoding);
        return FALSE;
    }
    clean (input, converted->str, converted->len, arena);
    g_string_free (converted, TRUE);
    return TRUE;
}
