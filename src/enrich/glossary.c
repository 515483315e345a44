/* SPDX-License-Identifier: MIT */
#include "passes.h"

#include <string.h>

#include "cited-work.h"
#include "lang/lang.h"
#include "user-terms.h"

/* What may become an entry: a term with all that is known of it before the text is searched. */
typedef struct {
    Term *term;
    UserTerm *user;  /* whose aliases are uses too; NULL: none */
    Span found;      /* where the pass that found it saw it */
    gboolean is_cut; /* markup begins or ends within the use that is known */
} Entry;

typedef struct {
    SheafBook *book;
    Article *article;
    UserTermIndexes user_terms;
    GPtrArray *entries;  /* Entry */
    GTree *by_name;      /* term_key() -> Entry; a tree, for hashes can be made to collide */
    GHashTable *by_user; /* UserTerm -> Entry */
    GArray *closed;      /* Span, in order: where no link may stand */
    guint n_passed;      /* of them, for uses that come nearly in the order of the text */
    GArray *cuts;        /* gsize, in order: where markup begins or ends within a line */
    guint n_cuts_passed;
} Glossary;

static char *
name_key (const Glossary *glossary, const char *name)
{
    return term_key (name, glossary->article->metadata.language);
}

static Entry *
add_entry (Glossary *glossary, TermKind kind, const char *name)
{
    Entry *entry = arena_make (glossary->article->arena, Entry);
    g_autofree char *key = name_key (glossary, name);

    entry->term = arena_make (glossary->article->arena, Term);
    entry->term->kind = kind;
    entry->term->term = name;
    g_ptr_array_add (glossary->entries, entry);
    if (g_tree_lookup (glossary->by_name, key) == NULL)
        g_tree_insert (glossary->by_name, g_steal_pointer (&key), entry);
    return entry;
}

static Entry *
find_entry (const Glossary *glossary, const char *name)
{
    g_autofree char *key = name_key (glossary, name);

    return g_tree_lookup (glossary->by_name, key);
}

/* ---- What the user explains ---- */

static Entry *
user_entry (Glossary *glossary, UserTerm *user)
{
    Entry *entry = g_hash_table_lookup (glossary->by_user, user);

    if (entry != NULL)
        return entry;
    entry = add_entry (glossary, TERM_USER, user->term);
    entry->term->expansion = user->expansion;
    entry->term->definition = user->definition;
    entry->term->see = user->see;
    entry->term->confidence = CONFIDENCE_CERTAIN;
    entry->user = user;
    g_hash_table_insert (glossary->by_user, user, entry);
    return entry;
}

static gboolean
is_named (const Glossary *glossary, const UserTerm *user, const char *name)
{
    g_autofree char *key = name_key (glossary, name), *own = name_key (glossary, user->term);

    return g_str_equal (key, own);
}

/* ---- What the text explains ---- */

static gboolean
is_plural_form (const Article *article, const Abbreviation *abbreviation)
{
    gsize length = strlen (abbreviation->short_form);

    return length > 2 && abbreviation->short_form[length - 1] == 's'
           && g_ascii_isupper (abbreviation->short_form[length - 2]) && g_str_has_suffix (abbreviation->long_form, "s")
           && (article->metadata.language == NULL || language_is_same (article->metadata.language, "en"));
}

/* The user's word stands before what was found; that a name is short for another stays true. */
static void
add_expansion (Glossary *glossary, UserTerm *user, const char *name, const char *expansion, Span use)
{
    Entry *entry;

    if (!is_named (glossary, user, name))
        return;
    entry = user_entry (glossary, user);
    if (entry->term->expansion == NULL)
        entry->term->expansion = expansion;
    if (span_is_empty (entry->found))
        entry->found = use;
}

static void
add_abbreviation (Glossary *glossary, const Abbreviation *abbreviation)
{
    Arena *arena = glossary->article->arena;
    const char *name = abbreviation->short_form, *expansion = abbreviation->long_form;
    UserTerm *user;
    Entry *entry;

    if (is_plural_form (glossary->article, abbreviation)) {
        name = arena_strndup (arena, name, strlen (name) - 1);
        expansion = arena_take (arena, term_singular (expansion, "en"));
    }
    user = user_terms_get (glossary->user_terms, name);
    if (user != NULL) {
        add_expansion (glossary, user, name, expansion, abbreviation->use);
        return;
    }
    /* A second meaning of the same letters would be a second entry of the same name; the first is the
     * one that the text goes on with. */
    if (find_entry (glossary, name) != NULL)
        return;
    entry = add_entry (glossary, TERM_ABBREVIATION, name);
    entry->term->expansion = expansion;
    entry->term->confidence = abbreviation->confidence;
    entry->found = abbreviation->use;
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

/* Found entries by their long forms: a definition of one is a definition of its short form. */
static GTree *
index_expansions (const Glossary *glossary)
{
    GTree *by_expansion = g_tree_new_full (compare_keys, NULL, g_free, NULL);

    for (guint i = glossary->entries->len; i-- > 0;) {
        Entry *entry = g_ptr_array_index (glossary->entries, i);

        if (entry->term->expansion != NULL)
            g_tree_replace (by_expansion, name_key (glossary, entry->term->expansion), entry);
    }
    return by_expansion;
}

static void
add_definition (Glossary *glossary, const Definition *definition, GTree *by_expansion)
{
    g_autofree char *key = name_key (glossary, definition->term);
    Entry *entry = g_tree_lookup (glossary->by_name, key);

    if (user_terms_get (glossary->user_terms, definition->term) != NULL)
        return;
    if (entry == NULL)
        entry = g_tree_lookup (by_expansion, key);
    if (entry == NULL) {
        entry = add_entry (glossary, TERM_DEFINITION, definition->term);
        entry->term->confidence = definition->confidence;
        entry->found = definition->use;
    }
    if (entry->term->definition == NULL) {
        entry->term->definition = definition->definition;
        entry->term->stated_by = definition->stated_by;
        entry->term->confidence = MIN (entry->term->confidence, definition->confidence);
    }
}

static void
collect (Glossary *glossary)
{
    Article *article = glossary->article;
    g_autoptr (GTree) by_expansion = NULL;

    for (guint i = 0; i < article->abbreviations->len; i++)
        add_abbreviation (glossary, g_ptr_array_index (article->abbreviations, i));
    by_expansion = index_expansions (glossary);
    for (guint i = 0; i < article->definitions->len; i++)
        add_definition (glossary, g_ptr_array_index (article->definitions, i), by_expansion);
}

/* ---- What a person corrected ---- */

static void
correct_fields (Term *term, const Term *found)
{
    term->expansion = corrected (term->expansion, found != NULL ? found->expansion : NULL);
    term->definition = corrected (term->definition, found != NULL ? found->definition : NULL);
    term->stated_by = corrected (term->stated_by, found != NULL ? found->stated_by : NULL);
    if (term->see == NULL && found != NULL)
        term->see = found->see;
    term->use = SPAN_NONE;
}

/* What was found, or is the user's, under that name. */
static Entry *
find_candidate (Glossary *glossary, const char *name)
{
    Entry *found = find_entry (glossary, name);
    UserTerm *user = found == NULL ? user_terms_get (glossary->user_terms, name) : NULL;

    return user != NULL && is_named (glossary, user, name) ? user_entry (glossary, user) : found;
}

/* What a person left in the sidecar is the glossary, entry for entry; of what was found stay only the
 * places and the aliases. */
static void
correct (Glossary *glossary, GPtrArray *corrected)
{
    GPtrArray *entries = g_ptr_array_new ();

    for (guint i = 0; i < corrected->len; i++) {
        const Term *term = g_ptr_array_index (corrected, i);
        Entry *found = find_candidate (glossary, term->term);
        Entry *entry = arena_make (glossary->article->arena, Entry);

        entry->term = arena_make (glossary->article->arena, Term);
        *entry->term = *term;
        entry->term->confidence = CONFIDENCE_CERTAIN;
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

/* ---- Where it is used ---- */

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
        if (length > 0 && at > block->span.start)
            g_array_append_val (glossary->cuts, at);
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
    const Span *closed = (const Span *) (gpointer) glossary->closed->data;
    guint n = glossary->n_passed;

    while (n > 0 && closed[n - 1].end > use.start)
        n--;
    while (n < glossary->closed->len && closed[n].end <= use.start)
        n++;
    glossary->n_passed = n;
    return n == glossary->closed->len || closed[n].start >= use.end;
}

/* Whether markup begins or ends within the use: then no link can stand around it. */
static gboolean
is_cut (Glossary *glossary, Span use)
{
    const gsize *cuts = (const gsize *) (gpointer) glossary->cuts->data;
    guint n = glossary->n_cuts_passed;

    while (n < glossary->cuts->len && cuts[n] <= use.start)
        n++;
    glossary->n_cuts_passed = n;
    return n < glossary->cuts->len && cuts[n] < use.end;
}

static gboolean
may_be_used (Span span, gpointer user_data)
{
    return is_open (user_data, span);
}

/* The first use counts; one that can be linked stands before one that cannot. */
static void
note_use (const TermUse *use, gpointer user_data)
{
    Glossary *glossary = user_data;
    Entry *entry = use->index < N_USER_INDEXES ? user_entry (glossary, use->data) : use->data;

    gboolean is_first = span_is_empty (entry->term->use), is_worse = is_cut (glossary, use->span);

    if (!is_first && (is_worse || !entry->is_cut))
        return;
    entry->term->use = use->span;
    entry->is_cut = is_worse;
}

/* Aliases follow all terms; one that is another term's stays that one's, whatever stands in a sidecar. */
static TermIndex *
index_entries (const Glossary *glossary)
{
    TermIndex *index = term_index_new ();

    for (guint i = 0; i < glossary->entries->len; i++) {
        Entry *entry = g_ptr_array_index (glossary->entries, i);

        term_index_add (index, entry->term->term, entry);
    }
    for (guint i = 0; i < glossary->entries->len; i++) {
        Entry *entry = g_ptr_array_index (glossary->entries, i);

        for (char **alias = entry->user != NULL ? entry->user->aliases : NULL; alias != NULL && *alias != NULL; alias++)
            if (user_terms_get (glossary->user_terms, *alias) == entry->user)
                term_index_add (index, *alias, entry);
    }
    return index;
}

/* The user's terms are looked for in their own indexes, unless a sidecar says which of them count. */
static void
find_uses (Glossary *glossary, gboolean is_corrected)
{
    g_autoptr (TermIndex) index = index_entries (glossary);
    const TermIndex *indexes[N_USER_INDEXES + 1] = { NULL };
    const TermSearch search = { may_be_used, note_use, glossary };

    if (!is_corrected)
        memcpy (indexes, glossary->user_terms.items, sizeof glossary->user_terms.items);
    indexes[N_USER_INDEXES] = index;
    term_index_find (indexes, G_N_ELEMENTS (indexes), glossary->article->text, glossary->article->text_length, &search);
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
    for (guint i = 0; i < glossary->entries->len; i++) {
        Entry *entry = g_ptr_array_index (glossary->entries, i);

        if (span_is_empty (entry->term->use))
            entry->term->use = entry->found;
    }
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
        if (entry->user != NULL && glossary->book->lender == NULL)
            entry->user->is_used = TRUE;
        g_ptr_array_add (glossary->article->terms, entry->term);
    }
}

void
enrich_glossary (SheafBook *book, Article *article)
{
    g_autoptr (GTree) by_name = g_tree_new_full (compare_keys, NULL, g_free, NULL);
    g_autoptr (GHashTable) by_user = g_hash_table_new (NULL, NULL);
    g_autoptr (GArray) closed = g_array_new (FALSE, FALSE, sizeof (Span));
    g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (gsize));
    Glossary glossary = {
        .book = book,
        .article = article,
        .user_terms = user_terms_for (book, article->metadata.language),
        .entries = g_ptr_array_new (),
        .by_name = by_name,
        .by_user = by_user,
        .closed = closed,
        .cuts = cuts,
    };
    gboolean is_corrected = article->corrections.terms != NULL;

    collect (&glossary);
    if (is_corrected)
        correct (&glossary, article->corrections.terms);
    close_blocks (&glossary);
    find_uses (&glossary, is_corrected);
    place_entries (&glossary);
    keep_entries (&glossary, is_corrected);
    terms_find_works (article);
    g_ptr_array_unref (glossary.entries);
}
