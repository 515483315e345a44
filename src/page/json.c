/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <string.h>

typedef struct {
    Arena *arena;
    const char *p, *end;
    Json *top;       /* the array or object that is open */
    guint depth;     /* of it */
    guint n_ignored; /* brackets that are open below it and too deep */
    guint n_values;  /* so far */
    const char *key; /* of the value that comes next */
    GString *string; /* the latest */
} Reader;

const Json *
json_member (const Json *object, const char *key)
{
    const Json *member = object->kind == JSON_OBJECT ? object->first : NULL;

    for (guint i = 0; member != NULL && i < JSON_MOST_MEMBERS; member = member->next, i++)
        if (g_strcmp0 (member->key, key) == 0)
            return member;
    return NULL;
}

const Json *
json_next (const Json *json, const Json *root)
{
    if (json->first != NULL)
        return json->first;
    while (json != root) {
        if (json->next != NULL)
            return json->next;
        json = json->parent;
    }
    return NULL;
}

static Json *
add_value (Reader *reader, JsonKind kind)
{
    Json *value = arena_make (reader->arena, Json);

    value->kind = kind;
    value->key = g_steal_pointer (&reader->key);
    value->parent = reader->top;
    if (reader->top->last != NULL)
        reader->top->last->next = value;
    else
        reader->top->first = value;
    reader->top->last = value;
    reader->n_values++;
    return value;
}

static void
open_bracket (Reader *reader, JsonKind kind)
{
    if (reader->n_ignored > 0 || reader->depth == JSON_DEPTH) {
        reader->n_ignored++;
        return;
    }
    reader->top = add_value (reader, kind);
    reader->depth++;
}

static void
close_bracket (Reader *reader)
{
    reader->key = NULL;
    if (reader->n_ignored > 0) {
        reader->n_ignored--;
    } else if (reader->depth > 0) {
        reader->top = reader->top->parent;
        reader->depth--;
    }
}

/* A string, or a word: the key of what comes next, or a value. */
static void
take_text (Reader *reader, JsonKind kind, const char *text, gsize length)
{
    gboolean is_key = reader->top->kind == JSON_OBJECT && reader->key == NULL;

    if (reader->n_ignored > 0 || reader->depth == 0)
        return;
    if (is_key)
        reader->key = arena_strndup (reader->arena, text, length);
    else if (kind == JSON_WORD && length == 4 && memcmp (text, "null", 4) == 0)
        reader->key = NULL;
    else
        add_value (reader, kind)->string = arena_strndup (reader->arena, text, length);
}

static const char *
skip_spaces (const Reader *reader, const char *p)
{
    while (p < reader->end && g_ascii_isspace (*p))
        p++;
    return p;
}

/* Whether the quotation mark before `p` ends the string, to judge by what follows: many pages forget to escape
 * those inside. */
static gboolean
is_end_of_string (const Reader *reader, const char *p)
{
    const char *next = skip_spaces (reader, p);

    if (next == reader->end || strchr (":}]", *next) != NULL)
        return TRUE;
    if (*next == '"')
        return memchr (p, '\n', (gsize) (next - p)) != NULL;
    if (*next != ',')
        return FALSE;
    next = skip_spaces (reader, next + 1);
    return next == reader->end || strchr ("\"{}[]-0123456789", *next) != NULL
           || (reader->top->kind == JSON_ARRAY && strchr ("tfn", *next) != NULL);
}

static gboolean
read_hex (const Reader *reader, const char *p, gunichar *c)
{
    *c = 0;
    for (guint i = 0; i < 4; i++) {
        if (p + i >= reader->end || !g_ascii_isxdigit (p[i]))
            return FALSE;
        *c = *c << 4 | (gunichar) g_ascii_xdigit_value (p[i]);
    }
    return TRUE;
}

/* "\u00e9", or two of them for one character; `p` stands after the "u".  Returns where it ends. */
static const char *
read_code (Reader *reader, const char *p)
{
    gunichar c, low;

    if (!read_hex (reader, p, &c))
        return p;
    p += 4;
    if (c >= 0xd800 && c < 0xdc00 && reader->end - p > 6 && p[0] == '\\' && p[1] == 'u'
        && read_hex (reader, p + 2, &low) && low >= 0xdc00 && low < 0xe000) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        p += 6;
    }
    g_string_append_unichar (reader->string, g_unichar_validate (c) && c != 0 ? c : 0xfffd);
    return p;
}

/* `p` stands after the backslash.  Returns where the escape ends. */
static const char *
read_escape (Reader *reader, const char *p)
{
    if (p == reader->end)
        return p;
    if (*p == 'u')
        return read_code (reader, p + 1);
    if (*p == 'n' || *p == 'r')
        g_string_append_c (reader->string, '\n');
    else if (*p == 't' || *p == 'b' || *p == 'f')
        g_string_append_c (reader->string, ' ');
    else
        g_string_append_c (reader->string, *p);
    return p + 1;
}

static void
read_string (Reader *reader)
{
    const char *p = reader->p + 1;

    g_string_truncate (reader->string, 0);
    while (p < reader->end) {
        const char *start = p;

        while (p < reader->end && *p != '"' && *p != '\\')
            p++;
        g_string_append_len (reader->string, start, p - start);
        if (p == reader->end)
            break;
        if (*p++ == '\\')
            p = read_escape (reader, p);
        else if (is_end_of_string (reader, p))
            break;
        else
            g_string_append_c (reader->string, '"');
    }
    reader->p = p;
    take_text (reader, JSON_STRING, reader->string->str, reader->string->len);
}

static gboolean
is_of_word (char c)
{
    return !g_ascii_isspace (c) && strchr ("{}[]\",:/*<>", c) == NULL;
}

static void
read_word (Reader *reader)
{
    const char *start = reader->p;

    while (reader->p < reader->end && is_of_word (*reader->p))
        reader->p++;
    take_text (reader, JSON_WORD, start, (gsize) (reader->p - start));
}

static gboolean
skip_prefix (Reader *reader, const char *prefix)
{
    gsize length = strlen (prefix);

    if ((gsize) (reader->end - reader->p) < length || memcmp (reader->p, prefix, length) != 0)
        return FALSE;
    reader->p += length;
    return TRUE;
}

static void
read_mark (Reader *reader)
{
    if (skip_prefix (reader, "<![CDATA[") || skip_prefix (reader, "]]>"))
        return;
    switch (*reader->p++) {
    case '{': open_bracket (reader, JSON_OBJECT); break;
    case '[': open_bracket (reader, JSON_ARRAY); break;
    case '}':
    case ']': close_bracket (reader); break;
    case ',': reader->key = NULL; break;
    }
}

Json *
json_read (Arena *arena, const char *text, gsize length)
{
    g_autoptr (GString) string = g_string_new (NULL);
    Json *root = arena_make (arena, Json);
    Reader reader = { .arena = arena, .p = text, .end = text + length, .top = root, .string = string };

    root->kind = JSON_ARRAY;
    while (reader.p < reader.end && reader.n_values < JSON_MOST_VALUES) {
        if (*reader.p == '"')
            read_string (&reader);
        else if (is_of_word (*reader.p))
            read_word (&reader);
        else
            read_mark (&reader);
    }
    return root;
}
