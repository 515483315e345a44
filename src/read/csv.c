/* SPDX-License-Identifier: MIT */
#include "csv.h"

#include <string.h>

/* A row of more fields is none of a table that somebody wrote. */
#define MOST_FIELDS 1000

/* The first comma, semicolon or tab outside quotation marks decides. */
static char
find_separator (const char *text)
{
    gboolean is_quoted = FALSE;

    for (const char *p = text; *p != '\0' && (is_quoted || *p != '\n'); p++) {
        if (*p == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && strchr (",;\t", *p) != NULL)
            return *p;
    }
    return ',';
}

void
csv_begin (Csv *csv, const char *text, gsize length)
{
    *csv = (Csv){ .p = text,
                  .end = text + length,
                  .next_line = 1,
                  .separator = find_separator (text),
                  .fields = g_ptr_array_new_with_free_func (g_free),
                  .columns = g_array_new (FALSE, FALSE, sizeof (guint)) };
}

void
csv_clear (Csv *csv)
{
    g_clear_pointer (&csv->fields, g_ptr_array_unref);
    g_clear_pointer (&csv->columns, g_array_unref);
}

/* Copies what stands between quotation marks, two of which are one; leaves p behind the last. */
static gboolean
read_quoted (Csv *csv, GString *field, GError **error)
{
    guint first_line = csv->next_line;

    for (csv->p++; csv->p < csv->end; csv->p++) {
        if (*csv->p == '"' && csv->p[1] != '"') {
            csv->p++;
            return TRUE;
        }
        csv->p += *csv->p == '"';
        csv->next_line += *csv->p == '\n';
        g_string_append_c (field, *csv->p);
    }
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX, "line %u: a quotation mark is never closed", first_line);
    return FALSE;
}

static gboolean
read_field (Csv *csv, GError **error)
{
    g_autoptr (GString) field = g_string_new (NULL);
    const char *start;

    if (*csv->p == '"' && !read_quoted (csv, field, error))
        return FALSE;
    start = csv->p;
    while (csv->p < csv->end && *csv->p != csv->separator && *csv->p != '\n')
        csv->p++;
    g_string_append_len (field, start, csv->p - start);
    g_ptr_array_add (csv->fields, g_string_free (g_steal_pointer (&field), FALSE));
    return TRUE;
}

static gboolean
read_row (Csv *csv, GError **error)
{
    csv->line = csv->next_line;
    g_ptr_array_set_size (csv->fields, 0);
    do {
        if (csv->fields->len > 0)
            csv->p++;
        if (csv->fields->len == MOST_FIELDS) {
            g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "line %u: has more than %d fields", csv->line,
                         MOST_FIELDS);
            return FALSE;
        }
        if (!read_field (csv, error))
            return FALSE;
    } while (csv->p < csv->end && *csv->p == csv->separator);
    if (csv->p < csv->end)
        csv->p++;
    csv->next_line++;
    while (csv->fields->len > 1 && text_is_blank (g_ptr_array_index (csv->fields, csv->fields->len - 1), -1))
        g_ptr_array_set_size (csv->fields, (gint) csv->fields->len - 1);
    return TRUE;
}

gboolean
csv_read_row (Csv *csv, gboolean *is_end, GError **error)
{
    *is_end = FALSE;
    while (csv->p < csv->end) {
        if (!read_row (csv, error))
            return FALSE;
        if (csv->fields->len > 1 || !text_is_blank (g_ptr_array_index (csv->fields, 0), -1))
            return TRUE;
    }
    *is_end = TRUE;
    return TRUE;
}

guint
csv_find_columns (Csv *csv, guint (*find) (const char *name), guint n_columns)
{
    guint seen = 0;

    g_array_set_size (csv->columns, 0);
    for (guint i = 0; i < csv->fields->len; i++) {
        g_autofree char *name = text_squeeze (g_ptr_array_index (csv->fields, i), -1);
        guint column = find (name);

        seen |= column < n_columns ? 1u << column : 0;
        g_array_append_val (csv->columns, column);
    }
    return seen;
}

/* A line that a table does not begin with: a list's item, JSON, a comment, or "term: definition". */
static gboolean
begins_as_yaml (const char *text)
{
    const char *p = text + strspn (text, " \n");
    const char *colon = strpbrk (p, ":,;\t\"\n");

    if (*p == '\0' || strchr ("-[{#", *p) != NULL)
        return TRUE;
    return colon != NULL && *colon == ':' && (colon[1] == ' ' || colon[1] == '\n' || colon[1] == '\0');
}

gboolean
table_is_yaml (const char *path, const char *text)
{
    if (text_has_suffix_ci (path, ".yaml") || text_has_suffix_ci (path, ".yml") || text_has_suffix_ci (path, ".json"))
        return TRUE;
    if (text_has_suffix_ci (path, ".csv") || text_has_suffix_ci (path, ".tsv"))
        return FALSE;
    return begins_as_yaml (text);
}
