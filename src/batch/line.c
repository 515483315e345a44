/* SPDX-License-Identifier: MIT */
#include "line.h"

#include <string.h>

#include "json-scan.h"
#include "json.h"

/* More notes than these are counted only: somebody has to read the report. */
#define MOST_NOTES 1000

/* ---- writing ---- */

static void
add_files (GString *json, SheafBook *book)
{
    guint n = sheaf_book_get_n_files (book);

    json_begin (json, "files", '{');
    for (guint i = 0; i < n; i++) {
        SheafFile file;

        sheaf_book_get_file (book, i, &file);
        if (file.sha256 != NULL)
            json_add_text (json, file.name, file.sha256);
        else
            json_add_word (json, file.name, file.is_there ? "true" : "null");
    }
    json_end (json, '}');
}

static void
add_authors (GString *json, char **authors)
{
    json_begin (json, "authors", '[');
    for (; *authors != NULL; authors++)
        json_add_text (json, NULL, *authors);
    json_end (json, ']');
}

static void
add_summary (GString *json, SheafBook *book)
{
    SheafSummary summary;

    sheaf_book_get_summary (book, &summary);
    json_add_text (json, "title", summary.title);
    add_authors (json, summary.authors);
    json_add_text (json, "publication", summary.publication);
    json_add_text (json, "published", summary.published);
    json_add_text (json, "language", summary.language);
    json_add_text (json, "dek", summary.dek);
    json_add_text (json, "identifier", summary.identifier);
    json_add_number (json, "words", summary.n_words);
    json_add_number (json, "articles", summary.n_articles);
    json_add_number (json, "pictures", summary.n_pictures);
    json_add_number (json, "captions", summary.n_captions);
    json_add_number (json, "terms", summary.n_terms);
    json_add_number (json, "sources", summary.n_sources);
}

/* What a file is called from the input's folder, or in the input if that is an archive; NULL: it is the input. */
static const char *
name_beside (const char *file, const char *input)
{
    const char *slash = strrchr (input, '/');
    gsize length = strlen (input), n_folder = slash != NULL ? (gsize) (slash + 1 - input) : 0;

    if (strncmp (file, input, length) == 0 && (file[length] == '/' || file[length] == '\0'))
        return file[length] == '/' ? file + length + 1 : NULL;
    return strncmp (file, input, n_folder) == 0 ? file + n_folder : file;
}

static void
add_note (GString *json, const SheafNote *note, const char *input)
{
    json_begin (json, NULL, '{');
    json_add_text (json, "code", note->code);
    json_add_text (json, "severity", sheaf_severity_name (note->severity));
    json_add_text (json, "file", name_beside (note->input, input));
    if (note->line > 0)
        json_add_number (json, "line", note->line);
    json_add_text (json, "message", note->message);
    json_end (json, '}');
}

static void
add_notes (GString *json, const LineFacts *facts)
{
    guint n = facts->book != NULL ? sheaf_book_get_n_notes (facts->book) : 0, n_shown = 0;

    json_begin (json, "notes", '[');
    for (guint i = 0; i < n; i++) {
        SheafNote note;

        sheaf_book_get_note (facts->book, i, &note);
        if (n_shown++ < MOST_NOTES)
            add_note (json, &note, facts->input);
    }
    json_end (json, ']');
    if (n_shown > MOST_NOTES)
        json_add_number (json, "notes_left_out", n_shown - MOST_NOTES);
}

char *
line_write (const LineFacts *facts)
{
    GString *json = g_string_sized_new (1024);
    gboolean is_done = facts->output != NULL;

    json_begin (json, NULL, '{');
    json_add_text (json, "input", facts->input);
    json_add_text (json, "status", is_done ? "done" : "failed");
    json_add_text (json, "options", facts->options);
    if (facts->book != NULL)
        add_files (json, facts->book);
    if (is_done) {
        json_add_text (json, "output", facts->output);
        json_add_number (json, "size", g_bytes_get_size (facts->bytes));
        json_add_text (json, "sha256", facts->sha256);
        add_summary (json, facts->book);
    } else {
        json_add_text (json, "error", facts->error);
        json_add_number (json, "exit", (guint64) facts->exit);
    }
    add_notes (json, facts);
    json_end (json, '}');
    return g_string_free (json, FALSE);
}

/* ---- reading ---- */

/* No line of ours is deeper. */
#define MAX_DEPTH 4

static const char *
text_of (JsonNode *node)
{
    return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void
add_file (JsonObject *object, const char *name, JsonNode *value, gpointer files)
{
    SheafFile file = { .name = name, .sha256 = text_of (value), .is_there = !json_node_is_null (value) };

    g_array_append_val (files, file);
}

gboolean
line_parse (Line *line, const char *text)
{
    JsonNode *files, *size;
    JsonObject *object;

    *line = (Line){ .node = scan_is_json (text, MAX_DEPTH) ? json_from_string (text, NULL) : NULL };
    if (line->node == NULL || !JSON_NODE_HOLDS_OBJECT (line->node)) {
        g_clear_pointer (&line->node, json_node_unref);
        return FALSE;
    }
    object = json_node_get_object (line->node);
    line->is_done = g_strcmp0 (text_of (json_object_get_member (object, "status")), "done") == 0;
    line->options = text_of (json_object_get_member (object, "options"));
    line->output = text_of (json_object_get_member (object, "output"));
    line->sha256 = text_of (json_object_get_member (object, "sha256"));
    size = json_object_get_member (object, "size");
    line->size = size != NULL && json_node_get_value_type (size) == G_TYPE_INT64 ? json_node_get_int (size) : -1;
    line->files = g_array_new (FALSE, FALSE, sizeof (SheafFile));
    files = json_object_get_member (object, "files");
    if (files != NULL && JSON_NODE_HOLDS_OBJECT (files))
        json_object_foreach_member (json_node_get_object (files), add_file, line->files);
    return TRUE;
}

void
line_clear (Line *line)
{
    g_clear_pointer (&line->files, g_array_unref);
    g_clear_pointer (&line->node, json_node_unref);
}

char *
line_key (const char *text, gsize length)
{
    static const char head[] = "{\"input\":\"";
    const char *start = text + strlen (head), *end = text + length, *p = start;
    g_autofree char *quoted = NULL;
    g_autoptr (JsonNode) node = NULL;

    if (length < strlen (head) || memcmp (text, head, strlen (head)) != 0)
        return NULL;
    while (p < end && *p != '"')
        p += *p == '\\' ? 2 : 1;
    if (p >= end || memchr (text, '\0', length) != NULL)
        return NULL;
    if (memchr (start, '\\', (gsize) (p - start)) == NULL)
        return g_strndup (start, (gsize) (p - start));
    quoted = g_strndup (start - 1, (gsize) (p + 1 - (start - 1)));
    node = json_from_string (quoted, NULL);
    return g_strdup (text_of (node));
}

/* ---- shards ---- */

#define INDEX ",\"index\":"

/* More inputs than anybody has; and JSON's numbers are exact a thousand times further. */
#define GENERATION (G_GUINT64_CONSTANT (1) << 40)

/* `text` may have a line end. */
gint64
line_get_index (const char *text, gsize length, gsize *rest)
{
    gsize end = length, start;

    while (end > 0 && text[end - 1] == '\n')
        end--;
    if (end == 0 || text[--end] != '}')
        return -1;
    for (start = end; start > 0 && g_ascii_isdigit (text[start - 1]); start--)
        ;
    if (start == end || start < strlen (INDEX) || memcmp (text + start - strlen (INDEX), INDEX, strlen (INDEX)) != 0)
        return -1;
    *rest = start - strlen (INDEX);
    return g_ascii_strtoll (text + start, NULL, 10);
}

static void
replace_index (GString *line, const char *index)
{
    gboolean has_end = line->len > 0 && line->str[line->len - 1] == '\n';
    gsize rest;

    if (line_get_index (line->str, line->len, &rest) < 0)
        rest = line->len - (has_end ? 2 : 1);
    g_string_truncate (line, rest);
    g_string_append_printf (line, "%s}%s", index, has_end ? "\n" : "");
}

void
line_set_index (GString *line, guint64 index)
{
    g_autofree char *member = g_strdup_printf (INDEX "%" G_GUINT64_FORMAT, index);

    replace_index (line, member);
}

void
line_remove_index (GString *line)
{
    replace_index (line, "");
}

guint64
line_older_index (const GString *line)
{
    gsize rest;
    gint64 index = line_get_index (line->str, line->len, &rest);

    return GENERATION + (guint64) MAX (index, 0);
}
