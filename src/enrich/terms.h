/* SPDX-License-Identifier: MIT */
#ifndef TERMS_H
#define TERMS_H

#include "base/base.h"

/* A dictionary of terms that are all looked for in one pass over a text.  Whole words only, none inside hyphenated
 * ones; at each place the longest; a plural and a possessive are taken for the term; terms all in capitals match case,
 * others do not; hyphens, apostrophes and spaces of any kind are alike, and a word that was divided at a line's end is
 * whole. In scripts without spaces between words, a term may begin and end at any character. */
typedef struct _TermIndex TermIndex;

TermIndex *term_index_new (void);
void term_index_free (TermIndex *index);

/* Adds a term; `data` is what a find gives back.  Of two terms that are the same the first counts. */
void term_index_add (TermIndex *index, const char *term, gpointer data);

/* The data of a term that is added, as it stands or in the plural; NULL when there is none. */
gpointer term_index_get (const TermIndex *index, const char *term);

/* A place where a term is used. */
typedef struct {
    Span span;
    guint index; /* of the index that has it */
    gpointer data;
} TermUse;

/* Looks for the terms of all `n_indexes`, any of which may be NULL, and calls `found` for every use, in the order of
 * the text; uses do not overlap.  Of terms that are equally long the first index has it.  Where `may_be` says that a
 * stretch can be no use, a shorter term may be; it is asked with growing starts. */
typedef struct {
    gboolean (*may_be) (Span span, gpointer user_data);
    void (*found) (const TermUse *use, gpointer user_data);
    gpointer user_data;
} TermSearch;

void term_index_find (const TermIndex *const *indexes, guint n_indexes, const char *text, gsize length,
                      const TermSearch *search);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TermIndex, term_index_free)

#endif
