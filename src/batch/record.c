/* SPDX-License-Identifier: MIT */
#include "record.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "name.h"

/* ---- JSON, gone through in place ---- */

/* Behind the string that begins at `p`, or NULL. */
static const char *
skip_string (const char *p)
{
    for (p++; *p != '\0' && *p != '"'; p++)
        if (*p == '\\' && p[1] != '\0')
            p++;
    return *p == '"' ? p + 1 : NULL;
}

/* Behind the value that begins at `p`, or NULL.  How deep it is does not matter. */
static const char *
skip_value (const char *p)
{
    guint depth = 0;

    while (p != NULL && *p != '\0') {
        if (depth == 0 && strchr (",]}", *p) != NULL)
            return p;
        if (*p == '"') {
            p = skip_string (p);
            continue;
        }
        if (*p == '{' || *p == '[')
            depth++;
        else if (*p == '}' || *p == ']')
            depth--;
        p++;
    }
    return NULL;
}

/* The text of the string from `p` to `end`, quotation marks included. */
static char *
decode (Arena *arena, const char *p, const char *end)
{
    g_autofree char *quoted = NULL, *clean = NULL;
    g_autoptr (JsonNode) node = NULL;

    if (*p != '"' || end - p < 2)
        return NULL;
    if (memchr (p, '\\', (gsize) (end - p)) == NULL) {
        clean = text_clean (p + 1, end - p - 2);
    } else {
        quoted = g_strndup (p, (gsize) (end - p));
        node = json_from_string (quoted, NULL);
        if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
            clean = text_clean (json_node_get_string (node), -1);
    }
    return clean != NULL && clean[0] != '\0' ? arena_strdup (arena, clean) : NULL;
}

/* Who are more than these are not found by their names, but a list of ten thousand helps nobody. */
#define MOST_AUTHORS 20

static char **
decode_list (Arena *arena, const char *p)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new ();

    while (p != NULL && (*p == '[' || *p == ',') && p[1] == '"' && texts->len < MOST_AUTHORS) {
        const char *end = skip_string (p + 1);
        char *text = end != NULL ? decode (arena, p + 1, end) : NULL;

        if (text != NULL)
            g_ptr_array_add (texts, text);
        p = end;
    }
    return arena_strv (arena, texts);
}

/* ---- a line ---- */

/* The members that are texts, by where they go. */
static const struct {
    const char *name;
    gsize offset;
} members[] = {
    { "output", G_STRUCT_OFFSET (Record, output) },           { "title", G_STRUCT_OFFSET (Record, title) },
    { "publication", G_STRUCT_OFFSET (Record, publication) }, { "published", G_STRUCT_OFFSET (Record, published) },
    { "language", G_STRUCT_OFFSET (Record, language) },       { "dek", G_STRUCT_OFFSET (Record, dek) },
    { "identifier", G_STRUCT_OFFSET (Record, identifier) },
};

static gboolean
is_named (const char *name, gsize length, const char *wanted)
{
    return strlen (wanted) == length && memcmp (name, wanted, length) == 0;
}

static void
take_member (Record *record, Arena *arena, const char *name, gsize length, const char *value, const char *end)
{
    if (is_named (name, length, "authors"))
        record->authors = decode_list (arena, value);
    if (is_named (name, length, "size"))
        record->size = g_ascii_strtoull (value, NULL, 10);
    for (guint i = 0; i < G_N_ELEMENTS (members); i++)
        if (is_named (name, length, members[i].name))
            G_STRUCT_MEMBER (const char *, record, members[i].offset) = decode (arena, value, end);
}

static gboolean
is_whole (const Record *record)
{
    return record->output != NULL && strchr (record->output, '/') == NULL && name_is_of_book (record->output)
           && record->title != NULL && record->identifier != NULL;
}

gboolean
record_parse (Record *record, Arena *arena, const char *line)
{
    const char *p = line;

    *record = (Record){
        .authors = arena_alloc (arena, sizeof (char *)),
        .publications = arena_alloc (arena, 2 * sizeof (char *)),
    };
    if (!g_utf8_validate (line, -1, NULL))
        return FALSE;
    while ((*p == '{' || *p == ',') && p[1] == '"') {
        const char *name = p + 2, *colon = skip_string (p + 1), *end;

        if (colon == NULL || *colon != ':' || (end = skip_value (colon + 1)) == NULL)
            return FALSE;
        take_member (record, arena, name, (gsize) (colon - 1 - name), colon + 1, end);
        p = end;
    }
    record->publications[0] = (char *) record->publication;
    return *p == '}' && is_whole (record);
}

/* ---- dates ---- */

gint64
record_time (const char *published)
{
    gsize length = published != NULL ? strlen (published) : 0;
    const char *rest = length == 4    ? "-01-01T00:00:00Z"
                       : length == 7  ? "-01T00:00:00Z"
                       : length == 10 ? "T00:00:00Z"
                                      : "";
    g_autofree char *whole = g_strconcat (published != NULL ? published : "", rest, NULL);
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
    g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, utc);

    return time != NULL ? g_date_time_to_unix (time) : G_MININT64;
}
