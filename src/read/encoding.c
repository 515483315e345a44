/* SPDX-License-Identifier: MIT */
#include "encoding.h"

#include <errno.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "lang/lang.h"

/* A charset guess needs no more than this to settle. */
#define GUESS_SIZE ((gsize) 256 * 1024)

/* So much tells UTF-16 by its zeros. */
#define ZEROS_SIZE ((gsize) 4096)

typedef struct {
    const char *encoding;
    const char *mark;
    gsize mark_length;
} ByteOrderMark;

/* The longer mark first: UTF-32LE begins as UTF-16LE does. */
static const ByteOrderMark marks[] = {
    { "UTF-8", "\xef\xbb\xbf", 3 }, { "UTF-32LE", "\xff\xfe\0\0", 4 }, { "UTF-32BE", "\0\0\xfe\xff", 4 },
    { "UTF-16LE", "\xff\xfe", 2 },  { "UTF-16BE", "\xfe\xff", 2 },
};

/* What iconv calls the encodings that it knows by other names, or better. */
static const struct {
    const char *name, *iconv;
} converters[] = {
    { "Big5", "BIG5-HKSCS" },   { "EUC-JP", "EUC-JP-MS" },        { "EUC-KR", "CP949" },
    { "GBK", "GB18030" },       { "ISO-8859-8-I", "ISO-8859-8" }, { "Shift_JIS", "CP932" },
    { "windows-874", "CP874" }, { "x-mac-cyrillic", "MAC-UK" },   { "x-user-defined", "windows-1252" },
};

static const ByteOrderMark *
find_mark (const char *data, gsize size)
{
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (size >= marks[i].mark_length && memcmp (data, marks[i].mark, marks[i].mark_length) == 0)
            return &marks[i];
    return NULL;
}

const char *
encoding_of_label (const char *label, gsize length, Arena *arena)
{
    g_autofree char *key = text_squeeze (label, (gssize) length);
    g_autofree char *name = lexicon_get (LEXICON_ENCODING_LABELS, key, -1);

    return arena_strdup (arena, name);
}

/* UTF-16 without a mark: of text that is mostly ASCII, every other byte is zero. */
static const char *
find_utf16 (const char *data, gsize size)
{
    gsize n_zeros[2] = { 0 }, n_pairs = MIN (size, ZEROS_SIZE) / 2;

    for (gsize i = 0; i < 2 * n_pairs; i++)
        n_zeros[i % 2] += data[i] == '\0';
    if (n_zeros[1] > n_pairs / 2 && n_zeros[0] <= n_pairs / 20)
        return "UTF-16LE";
    return n_zeros[0] > n_pairs / 2 && n_zeros[1] <= n_pairs / 20 ? "UTF-16BE" : NULL;
}

/* What bytes are when they are read as UTF-8, ASCII left aside. */
typedef struct {
    gsize n_good; /* characters */
    gsize n_near; /* beginnings of one, or what is too long for it: hardly found in other encodings too */
    gsize n_bad;  /* other bytes */
} Utf8Count;

static gsize
trail_length (const char *p, const char *end)
{
    gsize n = 0;

    while (p + n < end && n < 3 && ((guchar) p[n] & 0xc0) == 0x80)
        n++;
    return n;
}

static Utf8Count
count_utf8 (const char *data, gsize size)
{
    const char *end = data + size;
    Utf8Count count = { 0 };

    for (const char *p = data + text_plain_length (data, end); p < end; p += text_plain_length (p, end)) {
        gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, end - p);
        gsize n_trail = c > 0x10ffff && (guchar) *p >= 0xc0 ? trail_length (p + 1, end) : 0;

        if (c <= 0x10ffff) {
            count.n_good += c >= 0x80;
            p = g_utf8_next_char (p);
            continue;
        }
        count.n_near += n_trail > 0;
        count.n_bad += n_trail == 0;
        p += 1 + n_trail;
    }
    return count;
}

/* uchardet's name for an encoding is a label of it, or of one that it is a part of. */
static const char *
guess_encoding (const char *data, gsize size, Arena *arena)
{
    uchardet_t detector = uchardet_new ();
    const char *charset, *name;

    (void) uchardet_handle_data (detector, data, MIN (size, GUESS_SIZE));
    uchardet_data_end (detector);
    charset = uchardet_get_charset (detector);
    name = encoding_of_label (charset, strlen (charset), arena);
    if (name == NULL)
        name = *charset == '\0' ? "windows-1252" : arena_strdup (arena, charset);
    uchardet_delete (detector);
    return name;
}

/* What the container, or the document itself, says. */
static const char *
declared_encoding (const Input *input, const char *data, gsize size, Arena *arena)
{
    const char *name =
        input->charset != NULL ? encoding_of_label (input->charset, strlen (input->charset), arena) : NULL;

    return name != NULL ? name : encoding_declared (data, size, arena);
}

/* Whether all bytes are ASCII and none of them shifts to other letters. */
static gboolean
is_plain_ascii (const char *data, gsize size, const Utf8Count *count)
{
    return size == 0
           || (count->n_good + count->n_near + count->n_bad == 0 && memchr (data, '\x1b', size) == NULL
               && memmem (data, size, "~{", 2) == NULL);
}

Encoding
encoding_choose (const Input *input, Arena *arena)
{
    gsize size;
    const char *data = g_bytes_get_data (input->bytes, &size);
    gboolean is_fragment = input->book->options.is_fragment;
    const ByteOrderMark *mark = is_fragment ? NULL : find_mark (data, size);
    const char *name = is_fragment || mark != NULL ? NULL : find_utf16 (data, size);
    Utf8Count count;

    if (mark != NULL)
        return (Encoding){ mark->encoding, mark->mark_length, FALSE };
    if (name != NULL)
        return (Encoding){ name, 0, TRUE };
    count = count_utf8 (data, size);
    if ((count.n_bad + count.n_near == 0 && count.n_good > 0) || is_plain_ascii (data, size, &count))
        return (Encoding){ "UTF-8", 0, FALSE };
    name = is_fragment ? NULL : declared_encoding (input, data, size, arena);
    if (name != NULL)
        return (Encoding){ name, 0, FALSE };
    /* Stray bytes in what is otherwise UTF-8 are damage: text in another encoding holds next to nothing that is
     * UTF-8 by chance. */
    if (count.n_bad <= count.n_good + count.n_near)
        return (Encoding){ "UTF-8", 0, FALSE };
    return (Encoding){ guess_encoding (data, size, arena), 0, TRUE };
}

static const char *
iconv_name (const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (converters); i++)
        if (g_str_equal (name, converters[i].name))
            return converters[i].iconv;
    return name;
}

/* The Encoding Standard leaves no byte of windows-1252 and its kin without a character: those that the code
 * pages do not have are C1 controls. */
static gboolean
is_control (const char *name, guchar byte)
{
    return byte >= 0x80 && byte < 0xa0 && g_str_has_prefix (name, "windows-");
}

GString *
encoding_convert (const char *name, const char *data, gsize size)
{
    GIConv converter = g_iconv_open ("UTF-8", iconv_name (name));
    GString *text = converter == (GIConv) -1 ? NULL : g_string_sized_new (size + size / 4);
    gchar *from = (gchar *) data;

    while (text != NULL && size > 0) {
        char buffer[4096], *to = buffer;
        gsize n_free = sizeof buffer, n = g_iconv (converter, &from, &size, &to, &n_free);
        gboolean is_bad = n == (gsize) -1 && errno != E2BIG;

        g_string_append_len (text, buffer, to - buffer);
        if (is_bad) {
            if (is_control (name, (guchar) *from))
                g_string_append_c (text, '\xc2');
            g_string_append_c (text, is_control (name, (guchar) *from) ? *from : '\xff');
            from++;
            size--;
        }
    }
    if (text != NULL)
        g_iconv_close (converter);
    return text;
}
