/* SPDX-License-Identifier: MIT */
#include "pattern.h"

#include <string.h>

/* A state has a bit for each name and one for the end. */
#define MOST_NAMES 63

struct _Pattern {
    char **names;
    guint n_names;
};

gboolean
path_is_pattern (const char *path)
{
    const char *bracket = strchr (path, '[');

    return strpbrk (path, "*?") != NULL || (bracket != NULL && strchr (bracket, ']') != NULL);
}

gsize
pattern_folder_length (const char *path)
{
    const char *special = strpbrk (path, "*?[\\");

    while (special > path && special[-1] != '/')
        special--;
    return (gsize) (special - path);
}

static gboolean
is_any_folders (const char *name)
{
    return g_str_equal (name, "**");
}

/* Leaves out what says nothing: empty names, and ** behind another. */
Pattern *
pattern_new (const char *text)
{
    g_auto (GStrv) names = g_strsplit (text, "/", -1);
    g_autoptr (GPtrArray) kept = g_ptr_array_new ();
    Pattern *pattern = g_new0 (Pattern, 1);

    for (guint i = 0; names[i] != NULL; i++) {
        gboolean is_again = is_any_folders (names[i]) && kept->len > 0 && is_any_folders (kept->pdata[kept->len - 1]);

        if (*names[i] != '\0' && !g_str_equal (names[i], ".") && !is_again)
            g_ptr_array_add (kept, names[i]);
    }
    if (kept->len > MOST_NAMES) {
        g_ptr_array_set_size (kept, 0);
        g_ptr_array_add (kept, (gpointer) "/");
    }
    pattern->n_names = kept->len;
    g_ptr_array_add (kept, NULL);
    pattern->names = g_strdupv ((char **) kept->pdata);
    return pattern;
}

void
pattern_free (Pattern *pattern)
{
    if (pattern == NULL)
        return;
    g_strfreev (pattern->names);
    g_free (pattern);
}

/* The place before the name `i`, and those that are reached without a name. */
static PatternState
reach (const Pattern *pattern, guint i)
{
    PatternState state = (PatternState) 1 << i;

    while (i < pattern->n_names && is_any_folders (pattern->names[i]))
        state |= (PatternState) 1 << ++i;
    return state;
}

PatternState
pattern_begin (const Pattern *pattern)
{
    return reach (pattern, 0);
}

gboolean
pattern_fits (const Pattern *pattern, PatternState state)
{
    return (state >> pattern->n_names & 1) != 0;
}

gboolean
pattern_has_ending (const Pattern *pattern)
{
    return pattern->n_names > 0 && strchr (pattern->names[pattern->n_names - 1], '.') != NULL;
}

/* ---- one name ---- */

/* The character at *p, which is before `end`; a byte that is no UTF-8 stands for itself. */
static gunichar
take_character (const char **p, const char *end)
{
    gunichar c = g_utf8_get_char_validated (*p, end - *p);

    if (c == (gunichar) -1 || c == (gunichar) -2)
        return 0xdc00 + (guchar) * (*p)++;
    *p = g_utf8_next_char (*p);
    return c;
}

static gunichar
take_literal (const char **p, const char *end)
{
    if (**p == '\\' && *p + 1 < end)
        (*p)++;
    return take_character (p, end);
}

/* Whether the set behind "[" at *p has the character; steps over its "]".  Without one, "[" stands for itself. */
static gboolean
fits_set (const char **p, const char *end, gunichar c)
{
    const char *at = *p;
    gboolean is_negated = at < end && (*at == '!' || *at == '^'), has = FALSE;

    at += is_negated;
    for (const char *first = at; at < end && (*at != ']' || at == first);) {
        gunichar low = take_literal (&at, end), high = low;

        if (end - at > 1 && *at == '-' && at[1] != ']') {
            at++;
            high = take_literal (&at, end);
        }
        has = has || (low <= c && c <= high);
    }
    if (at == end)
        return c == '[';
    *p = at + 1;
    return has != is_negated;
}

static gboolean
fits_character (const char **p, const char *end, gunichar c)
{
    if (**p == '?' || **p == '[') {
        gboolean is_set = *(*p)++ == '[';

        return !is_set || fits_set (p, end, c);
    }
    return take_literal (p, end) == c;
}

/* The last * that was met takes one character more whenever what follows does not fit; those before it need not. */
static gboolean
fits_name (const char *p, const char *name, gsize length)
{
    const char *end = p + strlen (p), *name_end = name + length, *star = NULL, *after = NULL;

    while (name < name_end) {
        const char *next = name;
        gunichar c = take_character (&next, name_end);

        if (p < end && *p == '*') {
            star = ++p;
            after = name;
        } else if (p < end && fits_character (&p, end, c)) {
            name = next;
        } else if (star != NULL) {
            p = star;
            take_character (&after, name_end);
            name = after;
        } else {
            return FALSE;
        }
    }
    return strspn (p, "*") == (gsize) (end - p);
}

PatternState
pattern_go_on (const Pattern *pattern, PatternState state, const char *name, gsize length)
{
    PatternState next = 0;

    for (guint i = 0; i < pattern->n_names; i++) {
        if ((state >> i & 1) == 0)
            continue;
        if (is_any_folders (pattern->names[i]))
            next |= reach (pattern, i);
        else if (fits_name (pattern->names[i], name, length))
            next |= reach (pattern, i + 1);
    }
    return next;
}
