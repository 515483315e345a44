/* SPDX-License-Identifier: MIT */
#include "term.h"

#include <string.h>

#include "language.h"

gunichar
term_character (gunichar c)
{
    if (c < 0x80)
        return g_ascii_isspace ((char) c) ? ' ' : c;
    switch (c) {
    case 0xad: return 0;
    case 0x2019:
    case 0x02bc: return '\'';
    case 0x2010:
    case 0x2011: return '-';
    default: break;
    }
    if (char_is_space (c))
        return ' ';
    return c >= 0x200b && g_unichar_type (c) == G_UNICODE_FORMAT ? 0 : c;
}

/* How many bytes to cut off for the singular, and whether a y takes their place. */
static gsize
plural_length (const char *term, gsize length, gboolean *has_y)
{
    static const char *const with_e[] = { "ches", "shes", "sses", "xes", "zes" };

    *has_y = length > 4 && g_str_has_suffix (term, "ies");
    if (*has_y)
        return 3;
    for (guint i = 0; i < G_N_ELEMENTS (with_e); i++)
        if (length > 4 && g_str_has_suffix (term, with_e[i]))
            return 2;
    return length > 2 && term[length - 1] == 's' && term[length - 2] != 's' ? 1 : 0;
}

/* In place: no singular is longer. */
static void
make_singular (char *term, const char *language)
{
    gsize length = strlen (term), n_cut;
    gboolean has_y;

    if (language == NULL || !language_is_same (language, "en"))
        return;
    n_cut = plural_length (term, length, &has_y);
    length -= n_cut;
    if (has_y)
        term[length++] = 'y';
    term[length] = '\0';
}

char *
term_singular (const char *term, const char *language)
{
    char *singular = g_strdup (term);

    make_singular (singular, language);
    return singular;
}

/* "VWD" and "VWDs": a plural s is the only small letter. */
static gboolean
is_capitals (char *term, gsize length)
{
    if (length > 2 && term[length - 1] == 's' && g_ascii_isupper (term[length - 2])) {
        term[length - 1] = '\0';
        if (text_is_capitals (term))
            return TRUE;
        term[length - 1] = 's';
    }
    return text_is_capitals (term);
}

/* Quotation marks are none of its letters. */
static GString *
fold_signs (const char *term)
{
    GString *plain = g_string_sized_new (strlen (term));

    for (const char *p = term; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p), counts = term_character (c);

        if (counts == 0 || (counts != '\'' && (char_is_opening_quote (c) || char_is_closing_quote (c))))
            continue;
        if (counts < 0x80)
            g_string_append_c (plain, (char) counts);
        else
            g_string_append_unichar (plain, counts);
    }
    return plain;
}

char *
term_key (const char *term, const char *language)
{
    g_autofree char *plain = g_string_free (fold_signs (term), FALSE);
    char *key = text_squeeze (plain, -1);

    if (is_capitals (key, strlen (key)))
        return key;
    if (g_str_is_ascii (key)) {
        for (char *p = key; *p != '\0'; p++)
            *p = g_ascii_tolower (*p);
    } else {
        g_free (plain);
        plain = key;
        key = g_utf8_casefold (plain, -1);
    }
    make_singular (key, language);
    return key;
}
