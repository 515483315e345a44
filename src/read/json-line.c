/* SPDX-License-Identifier: MIT */
#include "json-line.h"

#include <string.h>

#define DEPTH_LIMIT 32

/* What of a key is shown in a message. */
#define KEY_CHARACTERS 40

typedef struct {
    Arena *arena;
    const char *p, *end;
    const char *counted; /* up to where characters were counted, */
    guint column;        /* and how many there are before it, and one more */
    GString *string;     /* the latest */
    guint *error_column;
    GError **error;
} Reader;

static Yaml *read_value (Reader *reader, guint depth);

/* Steps forward only, so that all columns together cost one way through the line. */
static guint
column_at (Reader *reader, const char *p)
{
    for (; reader->counted < p; reader->counted++)
        reader->column += ((guchar) *reader->counted & 0xc0) != 0x80;
    return reader->column;
}

static gpointer
fail (Reader *reader, const char *at, const char *what)
{
    *reader->error_column = column_at (reader, at);
    g_set_error (reader->error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "%s", what);
    return NULL;
}

static void
skip_blanks (Reader *reader)
{
    while (reader->p < reader->end && strchr (" \t\r\n", *reader->p) != NULL && *reader->p != '\0')
        reader->p++;
}

static gboolean
take (Reader *reader, char c)
{
    if (reader->p == reader->end || *reader->p != c)
        return FALSE;
    reader->p++;
    return TRUE;
}

/* ---- strings ---- */

/* The four digits at `p`; -1: there are none. */
static int
read_hex (const Reader *reader, const char *p)
{
    int high = reader->end - p >= 4 ? text_hex_byte (p) : -1, low = high >= 0 ? text_hex_byte (p + 2) : -1;

    return low >= 0 ? high << 8 | low : -1;
}

/* "\u00e9", or two of them for one character. */
static gboolean
read_code (Reader *reader)
{
    int c = read_hex (reader, reader->p), low = -1;
    gunichar character = (gunichar) c;

    if (c < 0)
        return FALSE;
    reader->p += 4;
    if (c >= 0xd800 && c < 0xdc00 && reader->end - reader->p >= 6 && reader->p[0] == '\\' && reader->p[1] == 'u')
        low = read_hex (reader, reader->p + 2);
    if (low >= 0xdc00 && low < 0xe000) {
        character = 0x10000 + (((gunichar) c - 0xd800) << 10) + ((gunichar) low - 0xdc00);
        reader->p += 6;
    }
    g_string_append_unichar (reader->string, g_unichar_validate (character) ? character : 0xfffd);
    return (character >= 0x20 || character == '\t' || character == '\n' || character == '\r')
           && (character & 0xfffe) != 0xfffe;
}

static gboolean
read_escape (Reader *reader)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/  \n\r\t";
    const char *letter = reader->p < reader->end && *reader->p != '\0' ? strchr (letters, *reader->p) : NULL;

    if (take (reader, 'u'))
        return read_code (reader);
    if (letter == NULL)
        return FALSE;
    g_string_append_c (reader->string, meanings[letter - letters]);
    reader->p++;
    return TRUE;
}

/* The string behind the quotation mark, in memory of the arena. */
static const char *
read_string (Reader *reader)
{
    g_string_truncate (reader->string, 0);
    for (;;) {
        const char *start = reader->p, *escape;

        while (reader->p < reader->end && (guchar) *reader->p >= 0x20 && *reader->p != '"' && *reader->p != '\\')
            reader->p++;
        g_string_append_len (reader->string, start, reader->p - start);
        escape = reader->p;
        if (take (reader, '"'))
            return arena_strndup (reader->arena, reader->string->str, reader->string->len);
        if (!take (reader, '\\'))
            return fail (reader, escape,
                         reader->p == reader->end ? "a quotation mark is never closed"
                                                  : "a control character in a text");
        if (!read_escape (reader))
            return fail (reader, escape, "an escape that stands for no text");
    }
}

/* ---- words ---- */

static gsize
skip_digits (const char **p, const char *end)
{
    const char *start = *p;

    while (*p < end && g_ascii_isdigit (**p))
        (*p)++;
    return (gsize) (*p - start);
}

/* Behind the number at `p`; NULL: there is none. */
static const char *
skip_number (const char *p, const char *end)
{
    gboolean has_zero;

    p += p < end && *p == '-';
    has_zero = p < end && *p == '0';
    if (has_zero)
        p++;
    else if (skip_digits (&p, end) == 0)
        return NULL;
    if (p < end && *p == '.') {
        p++;
        if (skip_digits (&p, end) == 0)
            return NULL;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        p += p < end && (*p == '+' || *p == '-');
        if (skip_digits (&p, end) == 0)
            return NULL;
    }
    return p;
}

static Yaml *
read_word (Reader *reader, Yaml *value)
{
    static const char *const words[] = { "true", "false", "null" };
    const char *start = reader->p, *end = skip_number (start, reader->end);

    for (guint i = 0; i < G_N_ELEMENTS (words) && end == NULL; i++)
        if ((gsize) (reader->end - start) >= strlen (words[i]) && memcmp (start, words[i], strlen (words[i])) == 0)
            end = start + strlen (words[i]);
    if (end == NULL || (end < reader->end && (g_ascii_isalnum (*end) || *end == '.')))
        return fail (reader, start, "neither a text in quotation marks nor a number");
    reader->p = end;
    value->is_word = *start != 'n';
    value->string = value->is_word ? arena_strndup (reader->arena, start, (gsize) (end - start)) : NULL;
    return value;
}

/* ---- objects and arrays ---- */

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
    return strcmp ((*(const Yaml *const *) a)->key, (*(const Yaml *const *) b)->key);
}

/* Sorted rather than hashed: keys can be made to share a hash. */
static gboolean
check_keys (Reader *reader, const Yaml *object)
{
    g_autoptr (GPtrArray) members = g_ptr_array_new ();

    for (Yaml *member = object->first; member != NULL; member = member->next)
        g_ptr_array_add (members, member);
    g_ptr_array_sort (members, compare_keys);
    for (guint i = 1; i < members->len; i++) {
        const Yaml *member = members->pdata[i], *other = members->pdata[i - 1];
        g_autofree char *shown = text_shorten (member->key, KEY_CHARACTERS);

        if (!g_str_equal (member->key, other->key))
            continue;
        *reader->error_column = MAX (member->column, other->column);
        g_set_error (reader->error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "the key \"%s\" is there twice", shown);
        return FALSE;
    }
    return TRUE;
}

/* A member of an array, or with its key of an object. */
static Yaml *
read_member (Reader *reader, gboolean has_key, guint depth) /* NOLINT(misc-no-recursion): DEPTH_LIMIT bounds it */
{
    const char *start = reader->p, *key = NULL;
    guint column = column_at (reader, start);
    Yaml *value;

    if (has_key) {
        if (!take (reader, '"'))
            return fail (reader, start, "a key in quotation marks must stand here");
        if ((key = read_string (reader)) == NULL)
            return NULL;
        skip_blanks (reader);
        if (!take (reader, ':'))
            return fail (reader, reader->p, "a colon must stand between key and value");
        skip_blanks (reader);
    }
    value = read_value (reader, depth);
    if (value != NULL && has_key) {
        value->key = key;
        value->column = column;
    }
    return value;
}

static Yaml *
read_members (Reader *reader, Yaml *value, char close, guint depth) /* NOLINT(misc-no-recursion) */
{
    Yaml **last = &value->first;

    skip_blanks (reader);
    if (take (reader, close))
        return value;
    for (;;) {
        Yaml *member = read_member (reader, close == '}', depth);

        if (member == NULL)
            return NULL;
        *last = member;
        last = &member->next;
        skip_blanks (reader);
        if (take (reader, close))
            return close == ']' || check_keys (reader, value) ? value : NULL;
        if (!take (reader, ','))
            return fail (reader, reader->p,
                         close == '}' ? "a comma or } must stand here" : "a comma or ] must stand here");
        skip_blanks (reader);
    }
}

static Yaml *
read_value (Reader *reader, guint depth) /* NOLINT(misc-no-recursion) */
{
    Yaml *value = arena_make (reader->arena, Yaml);

    value->column = column_at (reader, reader->p);
    if (depth > DEPTH_LIMIT)
        return fail (reader, reader->p, "objects and arrays are nested too deeply");
    if (take (reader, '"')) {
        value->string = read_string (reader);
        return value->string != NULL ? value : NULL;
    }
    if (take (reader, '{')) {
        value->kind = YAML_MAPPING;
        return read_members (reader, value, '}', depth + 1);
    }
    if (take (reader, '[')) {
        value->kind = YAML_SEQUENCE;
        return read_members (reader, value, ']', depth + 1);
    }
    return read_word (reader, value);
}

/* U+FFFE or U+FFFF, which no book may hold. */
static const char *
find_noncharacter (const char *text, gsize length)
{
    const char *found = g_strstr_len (text, (gssize) length, "\xef\xbf\xbe");

    return found != NULL ? found : g_strstr_len (text, (gssize) length, "\xef\xbf\xbf");
}

Yaml *
json_parse_line (Arena *arena, const char *text, gsize length, guint *column, GError **error)
{
    g_autoptr (GString) string = g_string_new (NULL);
    Reader reader = { arena, text, text + length, text, 1, string, column, error };
    const char *bad;
    Yaml *value;

    if (!g_utf8_validate_len (text, length, &bad))
        return fail (&reader, bad, "a byte that is no UTF-8");
    if ((bad = find_noncharacter (text, length)) != NULL)
        return fail (&reader, bad, "a character that is no text");
    skip_blanks (&reader);
    value = read_value (&reader, 0);
    skip_blanks (&reader);
    if (value != NULL && reader.p < reader.end)
        return fail (&reader, reader.p, "nothing may follow here");
    return value;
}
