/* SPDX-License-Identifier: MIT */
#include "user-terms.h"

#include <string.h>

#include "enrich.h"

struct _UserTerms {
    GHashTable *by_language; /* first part of a tag -> TermIndex */
    TermIndex *common;       /* for any language */
    TermIndex *reserve;      /* for languages that no term is in */
};

static char *
language_key (const char *language)
{
    return g_ascii_strdown (language, (gssize) strcspn (language, "-_"));
}

static TermIndex *
index_of_language (UserTerms *terms, const char *language)
{
    g_autofree char *key = language_key (language);
    TermIndex *index = g_hash_table_lookup (terms->by_language, key);

    if (index == NULL) {
        index = term_index_new ();
        g_hash_table_insert (terms->by_language, g_steal_pointer (&key), index);
    }
    return index;
}

/* Adds a name of the term to all indexes that it belongs to. */
static void
add_name (UserTerms *terms, const char *name, UserTerm *term)
{
    term_index_add (term->language != NULL ? index_of_language (terms, term->language) : terms->common, name, term);
    if (term->is_reserve)
        term_index_add (terms->reserve, name, term);
}

static void
user_terms_free (gpointer data)
{
    UserTerms *terms = data;

    g_hash_table_unref (terms->by_language);
    term_index_free (terms->common);
    term_index_free (terms->reserve);
    g_free (terms);
}

static void
free_index (gpointer index)
{
    term_index_free (index);
}

/* Terms go first: they stand before the aliases of others. */
static UserTerms *
user_terms_new (const GPtrArray *user_terms)
{
    UserTerms *terms = g_new0 (UserTerms, 1);

    terms->by_language = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_index);
    terms->common = term_index_new ();
    terms->reserve = term_index_new ();
    for (guint i = 0; i < user_terms->len; i++) {
        UserTerm *term = g_ptr_array_index (user_terms, i);

        add_name (terms, term->term, term);
    }
    for (guint i = 0; i < user_terms->len; i++) {
        UserTerm *term = g_ptr_array_index (user_terms, i);

        for (char **alias = term->aliases; *alias != NULL; alias++)
            add_name (terms, *alias, term);
    }
    return terms;
}

/* Several books may borrow the same at a time, each in a thread of its own. */
void
enrich_prepare (SheafBook *book)
{
    static GMutex lock;

    g_mutex_lock (&lock);
    if (book->term_finder == NULL && book->user_terms->len > 0)
        book->term_finder = arena_own (book->arena, user_terms_new (book->user_terms), user_terms_free);
    g_mutex_unlock (&lock);
}

UserTermIndexes
user_terms_for (SheafBook *book, const char *language)
{
    UserTermIndexes indexes = { { NULL, NULL } };

    while (book->lender != NULL)
        book = book->lender;
    if (book->user_terms->len == 0)
        return indexes;
    if (book->term_finder == NULL)
        enrich_prepare (book);
    if (language != NULL) {
        g_autofree char *key = language_key (language);

        indexes.items[0] = g_hash_table_lookup (book->term_finder->by_language, key);
    }
    if (indexes.items[0] == NULL)
        indexes.items[0] = book->term_finder->reserve;
    indexes.items[1] = book->term_finder->common;
    return indexes;
}

UserTerm *
user_terms_get (UserTermIndexes indexes, const char *name)
{
    UserTerm *term = NULL;

    for (guint i = 0; term == NULL && i < N_USER_INDEXES; i++)
        if (indexes.items[i] != NULL)
            term = term_index_get (indexes.items[i], name);
    return term;
}
