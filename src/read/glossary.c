/* SPDX-License-Identifier: MIT */
#include "glossary.h"

#include <string.h>

#include "lang/lang.h"

#define TERM_CHARACTERS 200

void
glossary_row_init (GlossaryRow *row, guint line)
{
    *row = (GlossaryRow){ .line = line,
                          .aliases = g_ptr_array_new_with_free_func (g_free),
                          .see = g_ptr_array_new_with_free_func (g_free) };
}

void
glossary_row_clear (GlossaryRow *row)
{
    g_clear_pointer (&row->aliases, g_ptr_array_unref);
    g_clear_pointer (&row->see, g_ptr_array_unref);
}

void
glossary_note_row (const Glossary *glossary, guint line, const char *what)
{
    report_note (glossary->book->report, NOTE_GLOSSARY_ROW, glossary->path, line, "%s", what);
}

/* The plural may be a term of its own. */
static char *
row_key (const char *term, const char *language)
{
    g_autofree char *key = term_key (term, NULL);

    return g_strdup_printf ("%s\n%.*s", key, language != NULL ? (int) strcspn (language, "-") : 0,
                            language != NULL ? language : "");
}

static const char *
find_fault (const Glossary *glossary, const UserTerm *entry, const char *key)
{
    if (entry->term == NULL)
        return "it has no term";
    if (entry->definition == NULL && entry->expansion == NULL && *entry->see == NULL)
        return "it has no definition";
    if (text_n_characters (entry->term, -1) > TERM_CHARACTERS)
        return "its term is too long";
    if (g_tree_lookup (glossary->terms, key) != NULL)
        return "its term is there already";
    return NULL;
}

static const char *
take_string (const Glossary *glossary, const char *raw)
{
    g_autofree char *tidy = raw != NULL ? text_clean (raw, -1) : NULL;

    return tidy != NULL && *tidy != '\0' ? arena_strdup (glossary->book->arena, tidy) : NULL;
}

static char **
take_strings (const Glossary *glossary, const GPtrArray *raw)
{
    g_autoptr (GPtrArray) tidy = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < raw->len; i++) {
        g_autofree char *string = text_clean (g_ptr_array_index (raw, i), -1);

        if (*string != '\0')
            g_ptr_array_add (tidy, g_steal_pointer (&string));
    }
    return arena_strv (glossary->book->arena, tidy);
}

void
glossary_add (const Glossary *glossary, const GlossaryRow *row)
{
    g_autofree char *language = row->language != NULL ? language_normalise (row->language) : NULL;
    UserTerm *entry = arena_make (glossary->book->arena, UserTerm);
    g_autofree char *key = NULL;
    const char *fault;

    entry->term = take_string (glossary, row->term);
    entry->expansion = take_string (glossary, row->expansion);
    entry->definition = take_string (glossary, row->definition);
    entry->aliases = take_strings (glossary, row->aliases);
    entry->see = take_strings (glossary, row->see);
    entry->language = take_string (glossary, language);
    entry->is_reserve = row->is_reserve;
    entry->file = glossary->path;
    entry->line = row->line;
    key = row_key (entry->term != NULL ? entry->term : "", language);
    fault = find_fault (glossary, entry, key);
    if (fault != NULL) {
        glossary_note_row (glossary, row->line, fault);
        return;
    }
    g_ptr_array_add (glossary->book->user_terms, entry);
    g_tree_insert (glossary->terms, g_steal_pointer (&key), entry);
}

/* A term of its own is never taken for another one's alias. */
static void
note_aliases (const Glossary *glossary, guint first)
{
    for (guint i = first; i < glossary->book->user_terms->len; i++) {
        const UserTerm *entry = g_ptr_array_index (glossary->book->user_terms, i);

        for (char **alias = entry->aliases; *alias != NULL; alias++) {
            g_autofree char *key = row_key (*alias, entry->language);
            const UserTerm *other = g_tree_lookup (glossary->terms, key);

            if (other != NULL && other != entry)
                report_note (glossary->book->report, NOTE_GLOSSARY_ALIAS, glossary->path, entry->line,
                             "\"%s\" of \"%s\"", *alias, entry->term);
        }
    }
}

static gboolean
read_decoded (const Glossary *glossary, Input *input, Arena *arena, GError **error)
{
    if (!input_decode (input, arena, error))
        return FALSE;
    if (glossary_is_tbx (input))
        return glossary_read_tbx (glossary, input, error);
    if (!g_str_equal (input->encoding, "UTF-8")) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is in %s; a glossary must be in UTF-8", input->encoding);
        return FALSE;
    }
    return table_is_yaml (input->path, input->text) ? glossary_read_yaml (glossary, input, error)
                                                    : glossary_read_csv (glossary, input, error);
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

static GTree *
index_terms (const GPtrArray *user_terms)
{
    GTree *terms = g_tree_new_full (compare_keys, NULL, g_free, NULL);

    for (guint i = 0; i < user_terms->len; i++) {
        UserTerm *entry = g_ptr_array_index (user_terms, i);

        g_tree_insert (terms, row_key (entry->term, entry->language), entry);
    }
    return terms;
}

gboolean
read_glossary (SheafBook *book, GBytes *bytes, const char *path, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GTree) terms = index_terms (book->user_terms);
    Glossary glossary = { book, arena_strdup (book->arena, path), terms };
    Input input = { .book = book, .path = path, .name = path, .bytes = bytes };
    guint n_notes = report_length (book->report), n_terms = book->user_terms->len;

    if (read_decoded (&glossary, &input, arena, error)) {
        note_aliases (&glossary, n_terms);
        return TRUE;
    }
    report_truncate (book->report, n_notes);
    return FALSE;
}
