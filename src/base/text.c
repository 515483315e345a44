/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <string.h>

gsize
text_length (const char *text, gssize length)
{
    return length < 0 ? strlen (text) : (gsize) length;
}

gboolean
char_is_space (gunichar c)
{
    return c < 0x80 ? g_ascii_isspace ((char) c) || c == 0x0b : g_unichar_isspace (c) || c == 0xa0 || c == 0x202f;
}

char *
text_squeeze (const char *text, gssize length)
{
    gsize size = text_length (text, length);
    const char *end = text + size;
    GString *squeezed = g_string_sized_new (size);
    gboolean is_pending = FALSE;

    for (const char *p = text, *next; p < end; p = next) {
        next = g_utf8_next_char (p);
        if (char_is_space (g_utf8_get_char (p))) {
            is_pending = squeezed->len > 0;
            continue;
        }
        if (is_pending)
            g_string_append_c (squeezed, ' ');
        is_pending = FALSE;
        g_string_append_len (squeezed, p, next - p);
    }
    return g_string_free (squeezed, FALSE);
}

gboolean
text_is_blank (const char *text, gssize length)
{
    const char *end = text + text_length (text, length);

    for (const char *p = text; p < end; p = g_utf8_next_char (p))
        if (!char_is_space (g_utf8_get_char (p)))
            return FALSE;
    return TRUE;
}

glong
text_n_characters (const char *text, gssize length)
{
    return g_utf8_strlen (text, (gssize) text_length (text, length));
}

guint
text_n_words (const char *text)
{
    guint n_words = 0;
    gboolean in_word = FALSE;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gboolean is_space = char_is_space (g_utf8_get_char (p));

        n_words += !is_space && !in_word;
        in_word = !is_space;
    }
    return n_words;
}

char *
text_shorten (const char *text, glong n_characters)
{
    const char *cut, *space;

    if (g_utf8_strlen (text, -1) <= n_characters)
        return g_strdup (text);
    cut = g_utf8_offset_to_pointer (text, MAX (n_characters - 1, 0));
    space = g_strrstr_len (text, cut - text, " ");
    if (space != NULL && space > text + (cut - text) / 2)
        cut = space;
    while (cut > text && strchr (" ,;:.-", cut[-1]) != NULL)
        cut--;
    return g_strdup_printf ("%.*s…", (int) (cut - text), text);
}

gboolean
text_has_prefix_ci (const char *text, const char *prefix)
{
    return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

gboolean
text_has_suffix_ci (const char *text, const char *suffix)
{
    gsize length = strlen (text), suffix_length = strlen (suffix);

    return length >= suffix_length && g_ascii_strcasecmp (text + length - suffix_length, suffix) == 0;
}

gunichar
text_char_before (const char *text, const char *at)
{
    return at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
}

gboolean
char_is_opening_quote (gunichar c)
{
    return c == '"' || c == '\'' || c == 0xab || c == 0x2018 || c == 0x201a || c == 0x201c || c == 0x201e
           || c == 0x2039;
}

gboolean
char_is_closing_quote (gunichar c)
{
    return c == '"' || c == '\'' || c == 0xbb || c == 0x2019 || c == 0x201c || c == 0x201d || c == 0x203a;
}
