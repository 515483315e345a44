/* SPDX-License-Identifier: MIT */
#include "scan.h"

#include "base/base.h"

gboolean
scan_is_capital (const char *text)
{
    gunichar c = g_utf8_get_char (text);

    return c < 0x80 ? g_ascii_isupper (c) : g_unichar_isupper (c) || g_unichar_istitle (c);
}

gsize
scan_word (const char *p)
{
    const char *end = p;

    for (; *end != '\0'; end = g_utf8_next_char (end)) {
        gunichar c = g_utf8_get_char (end);

        if (!g_unichar_isalpha (c) && c != '-' && c != '\'' && c != 0x2019)
            break;
    }
    return (gsize) (end - p);
}

const char *
scan_spaces (const char *p)
{
    while (*p != '\0' && char_is_space (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    return p;
}

const char *
scan_spaces_back (const char *text, const char *end)
{
    while (end > text && char_is_space (text_char_before (text, end)))
        end = g_utf8_prev_char (end);
    return end;
}

char *
scan_trimmed (const char *start, const char *end, const char *marks)
{
    while (start < end && char_is_space (g_utf8_get_char (start)))
        start = g_utf8_next_char (start);
    while (end > start) {
        const char *last = g_utf8_prev_char (end);

        if (!char_is_space (g_utf8_get_char (last)) && g_utf8_strchr (marks, -1, g_utf8_get_char (last)) == NULL)
            break;
        end = last;
    }
    return g_strndup (start, (gsize) (end - start));
}

gboolean
scan_is_stop (gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

gboolean
scan_is_upper (const char *start, const char *end)
{
    for (const char *p = start; p < end; p = g_utf8_next_char (p))
        if (g_unichar_islower (g_utf8_get_char (p)))
            return FALSE;
    return TRUE;
}
