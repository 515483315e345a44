/* SPDX-License-Identifier: MIT */
#include "french.h"

#include <string.h>

gsize
french_skip_clitic (const char *text, gsize at, gsize end)
{
    const char *apostrophe = text + at + 1, *after;
    gunichar c;

    if (text[at] != 's' || apostrophe >= text + end)
        return at;
    c = g_utf8_get_char (apostrophe);
    after = g_utf8_next_char (apostrophe);
    if ((c != '\'' && c != 0x2019) || after >= text + end || !g_unichar_islower (g_utf8_get_char (after)))
        return at;
    return (gsize) (after - text);
}

gsize
french_cut_pronoun (const char *text, gsize at, gsize *end)
{
    static const char *const pronouns[] = { "elle", "elles", "il", "ils", "on" };
    const char *word = text + at, *hyphen = g_strrstr_len (word, (gssize) (*end - at), "-");
    gsize length = hyphen != NULL ? *end - (gsize) (hyphen - text) - 1 : 0;

    for (guint i = 0; hyphen > word && i < G_N_ELEMENTS (pronouns); i++) {
        if (strlen (pronouns[i]) != length || strncmp (hyphen + 1, pronouns[i], length) != 0)
            continue;
        *end = (gsize) (hyphen - text);
        if (hyphen - word > 2 && strncmp (hyphen - 2, "-t", 2) == 0)
            *end -= 2;
        return (gsize) (hyphen - text) + 1;
    }
    return 0;
}
