/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "encoding.h"

/* A short text may have some. */
#define CONTROLS_FREE 4

/* Text has next to no control characters; pictures, archives and programs are full of them. */
static gboolean
is_binary (const char *data, gsize size)
{
    const char *end = data + size;
    gsize n_controls = 0;

    for (const char *p = data + text_plain_length (data, end); p < end; p += 1 + text_plain_length (p + 1, end)) {
        guchar c = (guchar) *p;

        n_controls += c == 0x7f || (c < 0x20 && strchr ("\t\n\v\f\r\x1a\x1b", c) == NULL) || c == 0;
    }
    return n_controls > size / 100 + CONTROLS_FREE;
}

/* The bytes that may follow the first one of a character in UTF-8: how many, and the bounds of the first of
 * them (the Unicode Standard, table 3-7). */
static guint
trail_of (guchar lead, guchar *lowest, guchar *highest)
{
    *lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    *highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
}

/* The character at p, which is no ASCII, and where the next one begins; 0xfffd for as many bytes as could have
 * been the beginning of one. */
static gunichar
next_character (const char **p, const char *end)
{
    guchar lead = (guchar) * (*p)++, lowest, highest;
    guint n_trail = trail_of (lead, &lowest, &highest);
    gunichar c = lead & (0x3fu >> n_trail);

    if (lead < 0x80)
        return lead;
    if (n_trail == 0)
        return 0xfffd;
    for (; n_trail > 0; n_trail--) {
        if (*p == end || (guchar) * *p < lowest || (guchar) * *p > highest)
            return 0xfffd;
        c = c << 6 | ((guchar) * (*p)++ & 0x3f);
        lowest = 0x80;
        highest = 0xbf;
    }
    return c;
}

static gboolean
is_line_end (gunichar c)
{
    return c == '\n' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

typedef struct {
    GString *text;
    gsize n_dropped, n_bad;
    gboolean needs_nfc;
} Cleaner;

static gboolean
is_kept (gunichar c)
{
    return c != '\r' && c != 0xfffd && !is_line_end (c) && !char_is_forbidden (c);
}

/* What stands for a character that does not stay as it is. */
static void
replace_character (Cleaner *cleaner, gunichar c)
{
    if (c == '\r' || is_line_end (c)) {
        g_string_append_c (cleaner->text, '\n');
    } else if (c == 0xfffd) {
        g_string_append_unichar (cleaner->text, c);
        cleaner->n_bad++;
    } else {
        cleaner->n_dropped += c != 0xfeff;
    }
}

/* Stretches in which nothing changes are copied as a whole. */
static void
clean_all (Cleaner *cleaner, const char *data, gsize size)
{
    const char *end = data + size, *start = data;

    for (const char *p = data + text_plain_length (data, end); p < end; p += text_plain_length (p, end)) {
        const char *at = p;
        gunichar c = next_character (&p, end);

        if (is_kept (c)) {
            cleaner->needs_nfc = cleaner->needs_nfc || char_may_need_nfc (c);
            continue;
        }
        g_string_append_len (cleaner->text, start, at - start);
        start = p;
        if (c != '\r' || p == end || *p != '\n')
            replace_character (cleaner, c);
    }
    g_string_append_len (cleaner->text, start, end - start);
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
    input->length = cleaner.text->len;
    input->text = arena_own (arena, g_string_free (cleaner.text, FALSE), g_free);
}

/* The two characters that UTF-8 of one is when it was taken for windows-1252 and encoded again: "Ã©". */
static gboolean
is_encoded_twice (const char *p, const char *end)
{
    return end - p >= 4 && p[0] == '\xc3' && (p[1] == '\x82' || p[1] == '\x83') && p[2] == '\xc2';
}

/* It stays as it is, for nobody knows what was meant. */
static void
note_encoded_twice (const Input *input)
{
    const char *end = input->text + input->length;
    gsize n_pairs = 0, n_leads = 0;

    for (const char *p = input->text; p < end; p += 1 + text_plain_length (p + 1, end)) {
        n_leads += (guchar) *p >= 0xc0;
        n_pairs += is_encoded_twice (p, end);
    }
    if (n_pairs > 0 && 4 * n_pairs >= n_leads)
        report_note (input->book->report, NOTE_ENCODING_SUSPECT, input->path, 0, "%" G_GSIZE_FORMAT " times", n_pairs);
}

/* Nothing is in those encodings that hide tags from who looks for them. */
static gboolean
is_readable (const char *encoding, GError **error)
{
    if (!g_str_equal (encoding, "replacement"))
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT,
                 "is in an encoding that is not safe to read (HZ, ISO-2022-CN or -KR); convert it to UTF-8");
    return FALSE;
}

gboolean
input_decode (Input *input, Arena *arena, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data (input->bytes, &size);
    Encoding encoding = encoding_choose (input, arena);
    GString *converted = NULL;

    input->encoding = encoding.name;
    if (!g_str_has_prefix (encoding.name, "UTF-16") && !g_str_has_prefix (encoding.name, "UTF-32")
        && !input->book->options.is_fragment && is_binary (data, size)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is no text, but binary data of a kind that is not known");
        return FALSE;
    }
    if (!is_readable (encoding.name, error))
        return FALSE;
    if (encoding.is_guessed)
        report_note (input->book->report, NOTE_ENCODING_GUESSED, input->path, 0, "%s", encoding.name);
    data += encoding.mark_length;
    size -= encoding.mark_length;
    if (!g_str_equal (encoding.name, "UTF-8")) {
        converted = encoding_convert (encoding.name, data, size);
        if (converted == NULL) {
            g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is in %s, which cannot be converted", encoding.name);
            return FALSE;
        }
        data = converted->str;
        size = converted->len;
    }
    clean (input, data, size, arena);
    note_encoded_twice (input);
    if (converted != NULL)
        g_string_free (converted, TRUE);
    return TRUE;
}
