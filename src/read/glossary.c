/* SPDX-License-Identifier: MIT */
#include "csv.h"

#include <string.h>

#define TERM_CHARACTERS 200

/* A user's glossary on its way into the book. */
typedef struct {
    SheafBook *book;
    const char *path;
    GTree *terms; /* those that are there, for duplicates; a tree, for hashes can be made to collide */
    GError **error;
} Glossary;

/* ---- what YAML and CSV have in common ---- */

static void
note_row (const Glossary *glossary, guint line, const char *what)
{
    report_note (glossary->book->report, NOTE_GLOSSARY_ROW, glossary->path, line, "%s", what);
}

static const char *
find_fault (const Glossary *glossary, const char *term, const char *definition)
{
    if (*term == '\0')
        return "it has no term";
    if (*definition == '\0')
        return "it has no definition";
    if (text_n_characters (term, -1) > TERM_CHARACTERS)
        return "its term is too long";
    if (g_tree_lookup (glossary->terms, term) != NULL)
        return "its term is there already";
    return NULL;
}

/* The strings are squeezed: line breaks and indentation of the file are no part of them. */
static void
add_term (const Glossary *glossary, guint line, const char *raw_term, const char *raw_definition, GPtrArray *aliases)
{
    g_autofree char *term = text_squeeze (raw_term != NULL ? raw_term : "", -1);
    g_autofree char *definition = text_squeeze (raw_definition != NULL ? raw_definition : "", -1);
    const char *fault = find_fault (glossary, term, definition);
    UserTerm *entry;

    if (fault != NULL) {
        note_row (glossary, line, fault);
        return;
    }
    entry = arena_make (glossary->book->arena, UserTerm);
    entry->term = arena_strdup (glossary->book->arena, term);
    entry->definition = arena_strdup (glossary->book->arena, definition);
    entry->aliases = arena_strv (glossary->book->arena, aliases);
    g_ptr_array_add (glossary->book->user_terms, entry);
    g_tree_insert (glossary->terms, (gpointer) entry->term, entry);
}

static void
add_alias (GPtrArray *aliases, const char *raw)
{
    g_autofree char *alias = text_squeeze (raw, -1);

    if (*alias != '\0')
        g_ptr_array_add (aliases, g_steal_pointer (&alias));
}

/* ---- YAML ---- */

static gboolean
take_aliases (const Yaml *value, GPtrArray *aliases)
{
    if (value->kind == YAML_MAPPING)
        return FALSE;
    if (value->kind == YAML_SCALAR && value->string != NULL)
        add_alias (aliases, value->string);
    for (const Yaml *item = value->first; item != NULL; item = item->next) {
        if (item->kind != YAML_SCALAR)
            return FALSE;
        if (item->string != NULL)
            add_alias (aliases, item->string);
    }
    return TRUE;
}

/* A mapping of term, definition and aliases; the term may be the key that the mapping stands at. */
static void
add_mapping (const Glossary *glossary, const Yaml *row)
{
    g_autoptr (GPtrArray) aliases = g_ptr_array_new_with_free_func (g_free);
    const char *term = row->key, *definition = NULL;

    for (const Yaml *value = row->first; value != NULL; value = value->next) {
        gboolean is_good = TRUE;

        if (g_str_equal (value->key, "aliases") || g_str_equal (value->key, "alias"))
            is_good = take_aliases (value, aliases);
        else if (value->kind != YAML_SCALAR)
            is_good = FALSE;
        else if (g_str_equal (value->key, "term"))
            term = value->string;
        else if (g_str_equal (value->key, "definition"))
            definition = value->string;
        else
            report_note (glossary->book->report, NOTE_FIELD_UNKNOWN, glossary->path, value->line, "%s", value->key);
        if (!is_good) {
            note_row (glossary, value->line, "a term or definition must be a text, and aliases a list of them");
            return;
        }
    }
    add_term (glossary, row->line, term, definition, aliases);
}

static void
add_yaml_row (const Glossary *glossary, const Yaml *row)
{
    g_autoptr (GPtrArray) no_aliases = g_ptr_array_new ();

    if (row->kind == YAML_MAPPING)
        add_mapping (glossary, row);
    else if (row->kind == YAML_SCALAR && row->key != NULL)
        add_term (glossary, row->line, row->key, row->string, no_aliases);
    else
        note_row (glossary, row->line, "it is no term with its definition");
}

static const Yaml *
find_rows (const Yaml *root)
{
    static const char *const keys[] = { "glossary", "terms" };

    for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
        const Yaml *member = yaml_member (root, keys[i]);

        if (member != NULL && member->kind != YAML_SCALAR)
            return member;
    }
    return root;
}

static gboolean
read_yaml (const Glossary *glossary, const Input *input)
{
    g_autoptr (Arena) arena = arena_new ();
    const Yaml *root = yaml_parse (arena, input->text, input->length, glossary->error);
    const Yaml *rows = root != NULL ? find_rows (root) : NULL;

    if (rows == NULL)
        return FALSE;
    if (rows->kind == YAML_SCALAR && rows->string != NULL) {
        g_set_error (glossary->error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX,
                     "line %u: a glossary is a list or mapping of terms", rows->line);
        return FALSE;
    }
    for (const Yaml *row = rows->first; row != NULL; row = row->next)
        add_yaml_row (glossary, row);
    return TRUE;
}

/* ---- CSV ---- */

enum { COLUMN_TERM, COLUMN_DEFINITION, COLUMN_ALIASES, N_COLUMNS };

static const char *const column_names[N_COLUMNS] = { "term", "definition", "aliases" };

static guint
find_column (const char *name)
{
    guint column = 0;

    while (column < N_COLUMNS && g_ascii_strcasecmp (name, column_names[column]) != 0)
        column++;
    return column;
}

/* Takes the row for a header when it names both term and definition; else the columns stand in the
 * usual order, and the row is the first of the terms. */
static gboolean
take_header (Csv *csv)
{
    guint seen = csv_find_columns (csv, find_column, N_COLUMNS), needed = 1u << COLUMN_TERM | 1u << COLUMN_DEFINITION;

    if ((seen & needed) == needed)
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
split_aliases (const char *field, GPtrArray *aliases)
{
    g_auto (GStrv) parts = g_strsplit (field, ";", -1);

    for (guint i = 0; parts[i] != NULL; i++)
        add_alias (aliases, parts[i]);
}

static void
add_csv_row (const Glossary *glossary, const Csv *csv)
{
    g_autoptr (GPtrArray) aliases = g_ptr_array_new_with_free_func (g_free);
    const char *strings[N_COLUMNS + 1] = { NULL };

    if (csv->fields->len > csv->columns->len) {
        note_row (glossary, csv->line, "it has more fields than columns; text with a separator needs quotation marks");
        return;
    }
    for (guint i = 0; i < csv->fields->len; i++)
        strings[g_array_index (csv->columns, guint, i)] = g_ptr_array_index (csv->fields, i);
    if (strings[COLUMN_ALIASES] != NULL)
        split_aliases (strings[COLUMN_ALIASES], aliases);
    add_term (glossary, csv->line, strings[COLUMN_TERM], strings[COLUMN_DEFINITION], aliases);
}

static gboolean
read_csv (const Glossary *glossary, const Input *input)
{
    g_auto (Csv) csv;
    gboolean is_end;

    csv_begin (&csv, input->text, input->length);
    for (gboolean is_first = TRUE; csv_read_row (&csv, &is_end, glossary->error); is_first = FALSE) {
        if (is_end)
            return TRUE;
        if (is_first && take_header (&csv))
            note_unknown_columns (glossary, &csv);
        else
            add_csv_row (glossary, &csv);
    }
    return FALSE;
}

static gboolean
read_decoded (const Glossary *glossary, Input *input, Arena *arena)
{
    if (!input_decode (input, arena, glossary->error))
        return FALSE;
    if (!g_str_equal (input->encoding, "UTF-8")) {
        g_set_error (glossary->error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is in %s; a glossary must be in UTF-8",
                     input->encoding);
        return FALSE;
    }
    return table_is_yaml (input->path, input->text) ? read_yaml (glossary, input) : read_csv (glossary, input);
}

static int
compare_terms (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

gboolean
read_glossary (SheafBook *book, GBytes *bytes, const char *path, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GTree) terms = g_tree_new_full (compare_terms, NULL, NULL, NULL);
    Glossary glossary = { book, path, terms, error };
    Input input = { .book = book, .path = path, .bytes = bytes };
    guint n_notes = report_length (book->report);

    for (guint i = 0; i < book->user_terms->len; i++) {
        UserTerm *entry = g_ptr_array_index (book->user_terms, i);

        g_tree_insert (terms, (gpointer) entry->term, entry);
    }
    if (read_decoded (&glossary, &input, arena))
        return TRUE;
    report_truncate (book->report, n_notes);
    return FALSE;
}
