/* SPDX-License-Identifier: MIT */
#include "glossary.h"

/* The order is that of a table without a header. */
enum { COLUMN_TERM, COLUMN_DEFINITION, COLUMN_ALIASES, COLUMN_SEE, COLUMN_EXPANSION, COLUMN_LANGUAGE, N_COLUMNS };

static const struct {
    const char *name;
    guint column;
} names[] = {
    { "term", COLUMN_TERM },         { "definition", COLUMN_DEFINITION },
    { "aliases", COLUMN_ALIASES },   { "alias", COLUMN_ALIASES },
    { "see", COLUMN_SEE },           { "see also", COLUMN_SEE },
    { "see_also", COLUMN_SEE },      { "expansion", COLUMN_EXPANSION },
    { "language", COLUMN_LANGUAGE },
};

static guint
find_column (const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (name, names[i].name) == 0)
            return names[i].column;
    return N_COLUMNS;
}

/* Takes the row for a header when it names the term and what explains it; else the columns stand in the
 * usual order, and the row is the first of the terms. */
static gboolean
take_header (Csv *csv)
{
    guint seen = csv_find_columns (csv, find_column, N_COLUMNS);

    if (seen & 1u << COLUMN_TERM && seen & (1u << COLUMN_DEFINITION | 1u << COLUMN_EXPANSION))
        return TRUE;
    g_array_set_size (csv->columns, 0);
    for (guint column = 0; column < N_COLUMNS; column++)
        g_array_append_val (csv->columns, column);
    return FALSE;
}

static void
note_unknown_columns (const Glossary *glossary, const Csv *csv)
{
    for (guint i = 0; i < csv->columns->len; i++)
        if (g_array_index (csv->columns, guint, i) == N_COLUMNS)
            report_note (glossary->book->report, NOTE_FIELD_UNKNOWN, glossary->path, 1, "%s",
                         (const char *) g_ptr_array_index (csv->fields, i));
}

static void
split (const char *field, GPtrArray *list)
{
    g_auto (GStrv) parts = g_strsplit (field != NULL ? field : "", ";", -1);

    for (guint i = 0; parts[i] != NULL; i++)
        g_ptr_array_add (list, g_strdup (parts[i]));
}

static void
add_row (const Glossary *glossary, const Csv *csv)
{
    const char *strings[N_COLUMNS + 1] = { NULL };
    g_auto (GlossaryRow) row;

    glossary_row_init (&row, csv->line);
    if (csv->fields->len > csv->columns->len) {
        glossary_note_row (glossary, csv->line,
                           "it has more fields than columns; text with a separator needs quotation marks");
        return;
    }
    for (guint i = 0; i < csv->fields->len; i++)
        strings[g_array_index (csv->columns, guint, i)] = g_ptr_array_index (csv->fields, i);
    row.term = strings[COLUMN_TERM];
    row.expansion = strings[COLUMN_EXPANSION];
    row.definition = strings[COLUMN_DEFINITION];
    row.language = strings[COLUMN_LANGUAGE];
    split (strings[COLUMN_ALIASES], row.aliases);
    split (strings[COLUMN_SEE], row.see);
    glossary_add (glossary, &row);
}

gboolean
glossary_read_csv (const Glossary *glossary, const Input *input, GError **error)
{
    g_auto (Csv) csv;
    gboolean is_end;

    csv_begin (&csv, input->text, input->length);
    for (gboolean is_first = TRUE; csv_read_row (&csv, &is_end, error); is_first = FALSE) {
        if (is_end)
            return TRUE;
        if (is_first && take_header (&csv))
            note_unknown_columns (glossary, &csv);
        else
            add_row (glossary, &csv);
    }
    return FALSE;
}
