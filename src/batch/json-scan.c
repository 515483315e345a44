/* SPDX-License-Identifier: MIT */
#include "json-scan.h"

#include <string.h>

static gboolean
fail (char **scan)
{
    *scan = NULL;
    return FALSE;
}

/* Whether that comes next, but for white space. */
static gboolean
is_at (char **scan, char character)
{
    if (*scan == NULL)
        return FALSE;
    *scan += strspn (*scan, " \t\r\n");
    return **scan == character;
}

static gboolean
take (char **scan, char character)
{
    if (!is_at (scan, character))
        return fail (scan);
    (*scan)++;
    return TRUE;
}

gboolean
scan_enter (char **scan, char bracket)
{
    return take (scan, bracket);
}

/* A comma too many or too few is none of our concern. */
gboolean
scan_next (char **scan, char bracket, char **name)
{
    if (is_at (scan, ','))
        (*scan)++;
    if (is_at (scan, bracket == '{' ? '}' : ']')) {
        (*scan)++;
        return FALSE;
    }
    if (bracket == '{' && (!scan_string (scan, name) || !take (scan, ':')))
        return FALSE;
    return !is_at (scan, '\0') ? *scan != NULL : fail (scan);
}

/* ---- strings ---- */

/* The four hexadecimal digits at `p`, or -1. */
static gint32
unit_at (const char *p)
{
    gint32 unit = 0;

    for (int i = 0; i < 4; i++) {
        if (!g_ascii_isxdigit (p[i]))
            return -1;
        unit = unit << 4 | g_ascii_xdigit_value (p[i]);
    }
    return unit;
}

/* The character in one unit or in two, behind "\u". */
static gboolean
decode_unicode (const char **from, char **to)
{
    gint32 high = unit_at (*from), low = -1;
    gunichar c = (gunichar) high;

    if (high < 0)
        return FALSE;
    *from += 4;
    if (high >= 0xd800 && high < 0xdc00 && (*from)[0] == '\\' && (*from)[1] == 'u')
        low = unit_at (*from + 2);
    if (low >= 0xdc00 && low < 0xe000) {
        *from += 6;
        c = 0x10000 + ((c - 0xd800) << 10) + ((gunichar) low - 0xdc00);
    } else if (high == 0 || (high >= 0xd800 && high < 0xe000)) {
        c = 0xfffd;
    }
    *to += g_unichar_to_utf8 (c, *to);
    return TRUE;
}

/* What an escape stands for is never longer than it is. */
static gboolean
decode_escape (const char **from, char **to)
{
    static const char names[] = "\"\\/bfnrt", characters[] = "\"\\/\b\f\n\r\t";
    char name = *(*from)++;
    const char *found = name != '\0' ? strchr (names, name) : NULL;

    if (name == 'u')
        return decode_unicode (from, to);
    if (found != NULL)
        *(*to)++ = characters[found - names];
    return found != NULL;
}

gboolean
scan_string (char **scan, char **string)
{
    const char *from;
    char *to;

    if (!take (scan, '"'))
        return FALSE;
    *string = *scan;
    to = *scan + strcspn (*scan, "\"\\");
    for (from = to; *from != '"';) {
        gboolean is_escape = *from == '\\';

        if (*from == '\0')
            return fail (scan);
        if (!is_escape)
            *to++ = *from++;
        else if (from++, !decode_escape (&from, &to))
            return fail (scan);
    }
    *scan += from + 1 - *scan;
    *to = '\0';
    return TRUE;
}

/* ---- other values ---- */

gboolean
scan_number (char **scan, guint64 *number)
{
    gboolean is_negative = is_at (scan, '-');

    if (*scan == NULL || (!is_negative && !g_ascii_isdigit (**scan)))
        return fail (scan);
    *number = is_negative ? 0 : g_ascii_strtoull (*scan, NULL, 10);
    *scan += strspn (*scan, "+-.0123456789eE");
    return TRUE;
}

/* Behind the string that begins at `p`; NULL: it does not end. */
static char *
skip_string (char *p)
{
    for (p += 1 + strcspn (p + 1, "\"\\"); *p == '\\'; p += strcspn (p, "\"\\"))
        p += p[1] != '\0' ? 2 : 1;
    return *p == '"' ? p + 1 : NULL;
}

gboolean
scan_skip (char **scan)
{
    char *p = *scan;
    guint64 depth = 0;

    while (p != NULL && *p != '\0' && (depth > 0 || strchr (",]}", *p) == NULL)) {
        depth += *p == '{' || *p == '[' ? 1 : 0;
        depth -= *p == '}' || *p == ']' ? 1 : 0;
        p = *p == '"' ? skip_string (p) : p + 1;
        if (p != NULL)
            p += strcspn (p, "\"{}[],");
    }
    *scan = depth == 0 && p != *scan ? p : NULL;
    return *scan != NULL;
}

/* ---- what is no JSON ---- */

static const char *
skip_blank (const char *p)
{
    return p + strspn (p, " \t\r\n");
}

/* These return what is behind; NULL: it is none. */
static const char *
check_string (const char *p)
{
    if (*p++ != '"')
        return NULL;
    for (; *p != '"'; p++) {
        if ((guchar) *p < 0x20)
            return NULL;
        if (*p == '\\' && (*++p == '\0' || strchr ("\"\\/bfnrtu", *p) == NULL || (*p == 'u' && unit_at (p + 1) < 0)))
            return NULL;
    }
    return p + 1;
}

static const char *
check_digits (const char *p)
{
    return p != NULL && g_ascii_isdigit (*p) ? p + strspn (p, "0123456789") : NULL;
}

static const char *
check_number (const char *p)
{
    p += *p == '-';
    p = *p == '0' ? p + 1 : check_digits (p);
    if (p != NULL && *p == '.')
        p = check_digits (p + 1);
    if (p != NULL && (*p == 'e' || *p == 'E'))
        p = check_digits (p + 1 + (p[1] == '+' || p[1] == '-'));
    return p;
}

static const char *
check_scalar (const char *p)
{
    static const char *const words[] = { "true", "false", "null" };

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_has_prefix (p, words[i]))
            return p + strlen (words[i]);
    return *p == '"' ? check_string (p) : check_number (p);
}

static const char *
check_name (const char *p)
{
    p = check_string (skip_blank (p));
    if (p != NULL)
        p = skip_blank (p);
    return p != NULL && *p == ':' ? p + 1 : NULL;
}

/* Steps over the ends of what ends here, and the comma behind it. */
static const char *
check_end (const char *p, guint64 objects, guint *depth)
{
    for (p = skip_blank (p); *depth > 0; p = skip_blank (p + 1)) {
        gboolean is_object = objects >> *depth & 1;

        if (*p == ',')
            return is_object ? check_name (p + 1) : p + 1;
        if (*p != (is_object ? '}' : ']'))
            return NULL;
        --*depth;
    }
    return p;
}

gboolean
scan_is_json (const char *text, guint most_depth)
{
    guint64 objects = 0; /* a bit for each depth: whether it is an object there */
    guint depth = 0;

    if (!g_utf8_validate (text, -1, NULL))
        return FALSE;
    for (const char *p = skip_blank (text); p != NULL; p = skip_blank (p)) {
        gboolean is_object = *p == '{';

        if (is_object || *p == '[') {
            if (++depth > most_depth)
                return FALSE;
            objects = is_object ? objects | (guint64) 1 << depth : objects & ~((guint64) 1 << depth);
            p = skip_blank (p + 1);
            if (*p != (is_object ? '}' : ']')) {
                p = is_object ? check_name (p) : p;
                if (p == NULL)
                    return FALSE;
                continue;
            }
        } else if ((p = check_scalar (p)) == NULL) {
            return FALSE;
        }
        p = check_end (p, objects, &depth);
        if (p == NULL || depth == 0)
            return p != NULL && *p == '\0';
    }
    return FALSE;
}
