/* SPDX-License-Identifier: MIT */
#include <json-glib/json-glib.h>

#include "cli.h"

static void
append_count (GString *line, guint n, const char *one, const char *many)
{
    g_string_append_printf (line, ", %u %s", n, n == 1 ? one : many);
}

char *
summary_line (SheafBook *book, const char *output)
{
    g_autofree char *path = escape_controls (output);
    g_autofree char *title = NULL;
    GString *line = g_string_new (path);
    SheafSummary summary;

    sheaf_book_get_summary (book, &summary);
    title = escape_controls (summary.title);
    g_string_append_printf (line, ": \"%s\"", title);
    append_count (line, summary.n_articles, "article", "articles");
    append_count (line, summary.n_pictures, "picture", "pictures");
    append_count (line, summary.n_terms, "glossary entry", "glossary entries");
    append_count (line, summary.n_sources, "source", "sources");
    g_string_append_c (line, '\n');
    return g_string_free (line, FALSE);
}

/* Paths, and the messages that name them, may be any bytes; JSON is UTF-8. */
static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name (builder, name);
    if (value == NULL) {
        json_builder_add_null_value (builder);
    } else {
        g_autofree char *valid = g_utf8_make_valid (value, -1);

        json_builder_add_string_value (builder, valid);
    }
}

static void
add_number (JsonBuilder *builder, const char *name, guint value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_int_value (builder, value);
}

static void
add_counts (JsonBuilder *builder, SheafBook *book)
{
    SheafSummary summary = { 0 };

    if (book != NULL)
        sheaf_book_get_summary (book, &summary);
    add_string (builder, "title", summary.n_articles > 0 ? summary.title : NULL);
    add_number (builder, "articles", summary.n_articles);
    add_number (builder, "pictures", summary.n_pictures);
    add_number (builder, "captions", summary.n_captions);
    add_number (builder, "glossary_entries", summary.n_terms);
    add_number (builder, "sources", summary.n_sources);
}

static void
add_note (JsonBuilder *builder, const SheafNote *note)
{
    json_builder_begin_object (builder);
    add_string (builder, "code", note->code);
    add_string (builder, "severity", sheaf_severity_name (note->severity));
    add_string (builder, "input", note->input);
    json_builder_set_member_name (builder, "line");
    if (note->line > 0)
        json_builder_add_int_value (builder, note->line);
    else
        json_builder_add_null_value (builder);
    add_string (builder, "message", note->message);
    json_builder_end_object (builder);
}

static void
add_notes (JsonBuilder *builder, SheafBook *book)
{
    guint n_notes = book != NULL ? sheaf_book_get_n_notes (book) : 0;

    json_builder_set_member_name (builder, "notes");
    json_builder_begin_array (builder);
    for (guint i = 0; i < n_notes; i++) {
        SheafNote note;

        sheaf_book_get_note (book, i, &note);
        add_note (builder, &note);
    }
    json_builder_end_array (builder);
}

static void
add_errors (JsonBuilder *builder, const GPtrArray *errors)
{
    json_builder_set_member_name (builder, "errors");
    json_builder_begin_array (builder);
    for (guint i = 0; i < errors->len; i++) {
        g_autofree char *valid = g_utf8_make_valid (g_ptr_array_index (errors, i), -1);

        json_builder_add_string_value (builder, valid);
    }
    json_builder_end_array (builder);
}

char *
summary_json (SheafBook *book, const char *output, const GPtrArray *errors)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;
    g_autofree char *json = NULL;

    json_builder_begin_object (builder);
    add_string (builder, "output", output);
    add_counts (builder, book);
    add_notes (builder, book);
    add_errors (builder, errors);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    json = json_to_string (root, FALSE);
    return g_strconcat (json, "\n", NULL);
}
