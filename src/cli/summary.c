/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "cli.h"

static void
append_count (GString *line, guint n, const char *one, const char *many)
{
    g_string_append_printf (line, ", %u %s", n, n == 1 ? one : many);
}

static char *
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

char *
summary_lines (SheafBook *book, const char *output)
{
    guint n_volumes = sheaf_book_get_n_volumes (book);
    GString *lines;

    if (n_volumes == 0)
        return summary_line (book, output);
    lines = g_string_new (NULL);
    for (guint i = 0; i < n_volumes; i++) {
        g_autofree char *path = sheaf_volume_path (output, i + 1);
        g_autofree char *line = summary_line (sheaf_book_get_volume (book, i), path);

        g_string_append (lines, line);
    }
    return g_string_free (lines, FALSE);
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

/* The volumes that a book is divided into, when they are written. */
static void
add_volumes (JsonBuilder *builder, SheafBook *book, const char *output)
{
    guint n_volumes = book != NULL && output != NULL ? sheaf_book_get_n_volumes (book) : 0;

    if (n_volumes == 0)
        return;
    json_builder_set_member_name (builder, "volumes");
    json_builder_begin_array (builder);
    for (guint i = 0; i < n_volumes; i++) {
        g_autofree char *path = sheaf_volume_path (output, i + 1);
        struct stat status;

        json_builder_begin_object (builder);
        add_string (builder, "output", path);
        add_counts (builder, sheaf_book_get_volume (book, i));
        json_builder_set_member_name (builder, "size");
        json_builder_add_int_value (builder, stat (path, &status) == 0 ? (gint64) status.st_size : 0);
        json_builder_end_object (builder);
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
    add_string (builder, "output", book != NULL && sheaf_book_get_n_volumes (book) > 0 ? NULL : output);
    add_counts (builder, book);
    add_volumes (builder, book, output);
    add_notes (builder, book);
    add_errors (builder, errors);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    json = json_text (root);
    return g_strconcat (json, "\n", NULL);
}
