/* SPDX-License-Identifier: MIT */
#ifndef STEPS_H
#define STEPS_H

#include "arrange.h"

/* Leaves out the articles of days before that of the options. */
void drop_old (SheafBook *book);

/* Leaves out articles that are in the book already. */
void drop_duplicates (SheafBook *book);

/* Puts the articles in their order, and says in which part each is. */
void order_articles (SheafBook *book);

/* Takes the articles out of the book that are in `dropped`, a set. */
void drop_articles (SheafBook *book, GHashTable *dropped);

/* A part of the book while its articles are looked for. */
typedef struct {
    const char *title; /* NULL: of articles that are in no part */
    const char *place; /* what it is sorted by; NULL: it stands last, or first if it has no title */
    guint number;      /* its place among those with a title, from 1; else 0 */
} Group;

typedef struct _Groups Groups;

/* Looks through the articles for the groups that the options ask for. */
Groups *groups_new (SheafBook *book, Arena *arena);

/* That of the article, NULL without grouping. */
const Group *groups_find (const Groups *groups, const Article *article);

/* "Lee Ann B.": what the first of the authors is sorted by; NULL if there is none. */
const char *author_place (const Article *article, Arena *arena);

#endif
