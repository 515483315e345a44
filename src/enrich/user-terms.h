/* SPDX-License-Identifier: MIT */
#ifndef USER_TERMS_H
#define USER_TERMS_H

#include "model/model.h"
#include "terms.h"

/* Where the terms of the user's glossaries are for articles in a language: those in that language, or in the
 * glossaries' main one if there are none; and those for any language.  NULL: there are none. */
#define N_USER_INDEXES 2

typedef struct {
    const TermIndex *items[N_USER_INDEXES];
} UserTermIndexes;

/* The indexes are made when an article first needs them, and shared by all others. */
UserTermIndexes user_terms_for (SheafBook *book, const char *language);

/* The term of that name, or with such an alias; NULL when there is none. */
UserTerm *user_terms_get (UserTermIndexes indexes, const char *name);

#endif
