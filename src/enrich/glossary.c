/* SPDX-License-Identifier: MIT */
#include "passes.h"

#include <string.h>

#include "terms.h"
#include "words.h"

/* What may become an entry: a term with all that is known of it before the text is searched. */
typedef struct {
    Term *term;
    UserTerm *user; /* whose aliases are uses too; NULL: none */
    Span found;     /* where the pass that found it saw it */
} Entry;

typedef struct {
    SheafBook *book;
    Article *article;
    GPtrArray *entries;  /* Entry */
    GHashTable *by_name; /* folded name to Entry */
    GArray *closed;      /* Span, in order: where no link may stand */
    guint n_passed;      /* of them, for uses that come in the order of the text */
} Glossary;

static char *
fold_name (const char *name)
{
    g_autofree char *tidy = text_squeeze (name, -1);

    return g_utf8_casefold (tidy, -1);
}

static Entry *
add_entry (Glossary *glossary, TermKind kind, const char *name)
{
    Entry *entry = arena_make (glossary->article->arena, Entry);
    char *folded = fold_name (name);

    entry->term = arena_make (glossary->article->arena, Term);
    entry->term->kind = kind;
    entry->term->term = name;
    g_ptr_array_add (glossary->entries, entry);
    if (g_hash_table_contains (glossary->by_name, folded))
        g_free (folded);
    else
        g_hash_table_insert (glossary->by_name, folded, entry);
    return entry;
}

static Entry *
find_entry (const Glossary *glossary, const char *name)
{
    g_autofree char *folded = fold_name (name);

    return g_hash_table_lookup (glossary->by_name, folded);
}

/* "ships" to "ship", "boxes" to "box", "agencies" to "agency"; English only. */
static char *
singular (Arena *arena, const char *word)
{
    static const char *const with_e[] = { "ches", "shes", "sses", "xes", "zes" };
    gsize length = strlen (word);

    if (length > 4 && g_str_has_suffix (word, "ies"))
        return arena_printf (arena, "%.*sy", (int) length - 3, word);
    for (guint i = 0; i < G_N_ELEMENTS (with_e); i++)
        if (g_str_has_suffix (word, with_e[i]))
            return arena_strndup (arena, word, length - 2);
    if (g_str_has_suffix (word, "s") && !g_str_has_suffix (word, "ss"))
        return arena_strndup (arena, word, length - 1);
    return arena_strdup (arena, word);
}

static gboolean
is_plural_form (const Article *article, const Abbreviation *abbreviation)
{
    gsize length = strlen (abbreviation->short_form);

    return length > 2 && abbreviation->short_form[length - 1] == 's'
           && g_ascii_isupper (abbreviation->short_form[length - 2]) && g_str_has_suffix (abbreviation->long_form, "s")
           && (article->metadata.language == NULL || g_str_has_prefix (article->metadata.language, "en"));
}

static void
add_abbreviation (Glossary *glossary, const Abbreviation *abbreviation)
{
    Arena *arena = glossary->article->arena;
    const char *name = abbreviation->short_form, *expansion = abbreviation->long_form;
    Entry *entry;

    if (is_plural_form (glossary->article, abbreviation)) {
        name = arena_strndup (arena, name, strlen (name) - 1);
        expansion = singular (arena, expansion);
    }
    /* A second meaning of the same letters would be a second entry of the same name; the first is the
     * one that the text goes on with. */
    entry = find_entry (glossary, name);
    if (entry != NULL)
        return;
    entry = add_entry (glossary, TERM_ABBREVIATION, name);
    entry->term->expansion = expansion;
    entry->found = abbreviation->use;
}

/* Found entries by their long forms: a definition of one is a definition of its short form. */
static GHashTable *
index_expansions (const Glossary *glossary)
{
    GHashTable *by_expansion = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = glossary->entries->len; i-- > 0;) {
        Entry *entry = g_ptr_array_index (glossary->entries, i);

        if (entry->term->expansion != NULL)
            g_hash_table_replace (by_expansion, fold_name (entry->term->expansion), entry);
    }
    return by_expansion;
}

static void
add_definition (Glossary *glossary, const Definition *definition, GHashTable *by_expansion)
{
    g_autofree char *folded = fold_name (definition->term);
    g_autofree char *folded_singular = fold_name (singular (glossary->article->arena, definition->term));
    Entry *entry = find_entry (glossary, definition->term);

    if (entry == NULL)
        entry = g_hash_table_lookup (by_expansion, folded);
    if (entry == NULL)
        entry = g_hash_table_lookup (by_expansion, folded_singular);
    if (entry == NULL) {
        entry = add_entry (glossary, TERM_DEFINITION, definition->term);
        entry->found = definition->use;
    }
    if (entry->term->definition == NULL) {
        entry->term->definition = definition->definition;
        entry->term->stated_by = definition->stated_by;
    }
}

/* The user's word stands before what was found; that a name is short for another stays true. */
static void
take_entry (Entry *entry, UserTerm *user, Arena *arena)
{
    entry->term->kind = TERM_USER;
    entry->term->term = arena_strdup (arena, user->term);
    entry->term->definition = arena_strdup (arena, user->definition);
    entry->term->stated_by = NULL;
    entry->user = user;
}

/* An entry without a term is left out in the end. */
static void
drop_entry (Glossary *glossary, Entry *entry)
{
    g_autofree char *folded = fold_name (entry->term->term);

    g_hash_table_remove (glossary->by_name, folded);
    entry->term = NULL;
}

static void
add_user_term (Glossary *glossary, UserTerm *user)
{
    Arena *arena = glossary->article->arena;
    Entry *entry = find_entry (glossary, user->term);

    if (entry != NULL && entry->user != NULL)
        return;
    if (entry == NULL)
        entry = add_entry (glossary, TERM_USER, arena_strdup (arena, user->term));
    take_entry (entry, user, arena);
    for (char **alias = user->aliases; *alias != NULL; alias++) {
        Entry *other = find_entry (glossary, *alias);

        if (other != NULL && other->user == NULL)
            drop_entry (glossary, other);
    }
}

static void
collect (Glossary *glossary)
{
    Article *article = glossary->article;
    g_autoptr (GHashTable) by_expansion = NULL;

    for (guint i = 0; i < article->abbreviations->len; i++)
        add_abbreviation (glossary, g_ptr_array_index (article->abbreviations, i));
    by_expansion = index_expansions (glossary);
    for (guint i = 0; i < article->definitions->len; i++)
        add_definition (glossary, g_ptr_array_index (article->definitions, i), by_expansion);
    for (guint i = 0; i < glossary->book->user_terms->len; i++)
        add_user_term (glossary, g_ptr_array_index (glossary->book->user_terms, i));
}

static void
correct_fields (Term *term, const Term *found)
{
    term->expansion = corrected (term->expansion, found != NULL ? found->expansion : NULL);
    term->definition = corrected (term->definition, found != NULL ? found->definition : NULL);
    term->stated_by = corrected (term->stated_by, found != NULL ? found->stated_by : NULL);
    term->use = SPAN_NONE;
}

/* What a person left in the sidecar is the glossary, entry for entry; of what was found stay only the
 * places and the aliases. */
static void
correct (Glossary *glossary, GPtrArray *corrected)
{
    GPtrArray *entries = g_ptr_array_new ();

    for (guint i = 0; i < corrected->len; i++) {
        const Term *term = g_ptr_array_index (corrected, i);
        Entry *found = find_entry (glossary, term->term);
        Entry *entry = arena_make (glossary->article->arena, Entry);

        entry->term = arena_make (glossary->article->arena, Term);
        *entry->term = *term;
        correct_fields (entry->term, found != NULL ? found->term : NULL);
        if (found != NULL && found->term->kind == term->kind) {
            entry->user = found->user;
            entry->found = found->found;
        }
        g_ptr_array_add (entries, entry);
    }
    g_ptr_array_unref (glossary->entries);
    glossary->entries = entries;
}

static void
close_span (Glossary *glossary, Span span)
{
    if (!span_is_empty (span))
        g_array_append_val (glossary->closed, span);
}

/* The stretches of the block that are links or code already. */
static void
close_inlines (Glossary *glossary, const Node *block)
{
    gsize at = block->span.start, closed_from = 0;
    const Node *closed = NULL, *after = NULL;

    for (const Node *node = block; node != NULL; node = node_next_in_text (node, block)) {
        gsize length;

        if (closed != NULL && node == after) {
            close_span (glossary, (Span){ closed_from, at });
            closed = NULL;
        }
        if (closed == NULL && node_takes_no_link (node)) {
            closed = node;
            closed_from = at;
            after = node_skip (node, block);
        }
        node_own_text (node, block, &length);
        at += length;
    }
    if (closed != NULL)
        close_span (glossary, (Span){ closed_from, at });
}

static void
close_blocks (Glossary *glossary)
{
    for (guint i = 0; i < glossary->article->blocks->len; i++) {
        const Node *block = g_ptr_array_index (glossary->article->blocks, i);

        if (block->kind == NODE_HEADING || block->kind == NODE_PREFORMATTED)
            close_span (glossary, block->span);
        else
            close_inlines (glossary, block);
    }
}

static gboolean
is_open (Glossary *glossary, Span use)
{
    while (glossary->n_passed < glossary->closed->len
           && g_array_index (glossary->closed, Span, glossary->n_passed).end <= use.start)
        glossary->n_passed++;
    return glossary->n_passed == glossary->closed->len
           || g_array_index (glossary->closed, Span, glossary->n_passed).start >= use.end;
}

static void
note_use (gpointer data, Span use, gpointer user_data)
{
    Term *term = ((Entry *) data)->term;

    if (span_is_empty (term->use) && is_open (user_data, use))
        term->use = use;
}

static void
find_uses (Glossary *glossary)
{
    g_autoptr (Words) words = words_split (glossary->article->text, glossary->article->text_length);
    g_autoptr (TermIndex) index = term_index_new ();

    for (guint i = 0; i < glossary->entries->len; i++) {
        Entry *entry = g_ptr_array_index (glossary->entries, i);

        if (entry->term == NULL)
            continue;
        term_index_add (index, entry->term->term, entry);
        for (char **alias = entry->user != NULL ? entry->user->aliases : NULL; alias != NULL && *alias != NULL; alias++)
            term_index_add (index, *alias, entry);
    }
    term_index_find (index, words, note_use, glossary);
}

/* In the order of the text; what is not used stands last, in the order in which it came. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
    Span first = (*(Entry *const *) a)->term->use, second = (*(Entry *const *) b)->term->use;

    if (span_is_empty (first) || span_is_empty (second))
        return span_is_empty (first) - span_is_empty (second);
    return (first.start > second.start) - (first.start < second.start);
}

/* Short forms that are no words of their own, as "V.W.D.s", stand where the pass found them. */
static void
place_entries (Glossary *glossary)
{
    guint n_kept = 0;

    for (guint i = 0; i < glossary->entries->len; i++) {
        Entry *entry = g_ptr_array_index (glossary->entries, i);

        if (entry->term == NULL)
            continue;
        if (span_is_empty (entry->term->use))
            entry->term->use = entry->found;
        g_ptr_array_index (glossary->entries, n_kept++) = entry;
    }
    g_ptr_array_set_size (glossary->entries, (int) n_kept);
    glossary->n_passed = 0;
    g_ptr_array_sort (glossary->entries, compare_entries);
}

static void
keep_entries (Glossary *glossary, gboolean keeps_unused)
{
    gsize end = 0;

    for (guint i = 0; i < glossary->entries->len; i++) {
        Entry *entry = g_ptr_array_index (glossary->entries, i);

        if (!span_is_empty (entry->term->use)
            && (entry->term->use.start < end || !is_open (glossary, entry->term->use)))
            entry->term->use = SPAN_NONE;
        if (span_is_empty (entry->term->use) && !keeps_unused && entry->term->kind == TERM_USER)
            continue;
        end = MAX (end, entry->term->use.end);
        if (entry->user != NULL)
            entry->user->is_used = TRUE;
        g_ptr_array_add (glossary->article->terms, entry->term);
    }
}

void
enrich_glossary (SheafBook *book, Article *article)
{
    g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GArray) closed = g_array_new (FALSE, FALSE, sizeof (Span));
    Glossary glossary = { book, article, g_ptr_array_new (), by_name, closed, 0 };
    gboolean is_corrected = article->corrections.terms != NULL;

    collect (&glossary);
    if (is_corrected)
        correct (&glossary, article->corrections.terms);
    close_blocks (&glossary);
    find_uses (&glossary);
    place_entries (&glossary);
    keep_entries (&glossary, is_corrected);
    g_ptr_array_unref (glossary.entries);
}
