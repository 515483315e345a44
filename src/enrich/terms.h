/* SPDX-License-Identifier: MIT */
#ifndef TERMS_H
#define TERMS_H

#include "words.h"

/* A dictionary of terms that are all looked for in one pass over a text: a tree whose branches are
 * words.  Whole words only, none inside hyphenated ones; at each place the longest; a plural (-s, -es)
 * and a possessive are taken for the term; terms all in capitals match case, others do not. */
typedef struct _TermIndex TermIndex;

TermIndex *term_index_new (void);
void term_index_free (TermIndex *index);

/* Adds a term; `data` is what a find gives back.  Of two terms that are the same the first counts. */
void term_index_add (TermIndex *index, const char *term, gpointer data);

/* Calls `found` for every use, in the order of the text; uses do not overlap. */
typedef void (*TermFound) (gpointer data, Span use, gpointer user_data);
void term_index_find (TermIndex *index, const Words *words, TermFound found, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TermIndex, term_index_free)

#endif
