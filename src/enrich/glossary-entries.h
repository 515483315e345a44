/* SPDX-License-Identifier: MIT */
#ifndef GLOSSARY_ENTRIES_H
#define GLOSSARY_ENTRIES_H

#include "passes.h"

/* The glossaries of all articles as the one of the book. */

/* A term as one article uses it. */
typedef struct {
    const Article *article;
    Term *term;
    guint number; /* of the article, from 1 */
} TermInArticle;

/* What the term means, as far as articles agree. */
typedef struct {
    const char *expansion, *definition, *stated_by; /* or NULL */
    const Source *work;                             /* that of `stated_by`, if it is a source; or NULL */
    gboolean is_quoted;                             /* the definition stands in an article */
    const Article *article;                         /* that says so, or uses it first; NULL: none */
    GArray *uses;                                   /* TermInArticle */
    Node *node;
} Sense;

/* A term with all that it means: articles that do not agree stand apart. */
typedef struct Headword Headword;
struct Headword {
    const char *term;
    GPtrArray *senses; /* Sense */
    GPtrArray *names;  /* char *, of other terms to be seen */
    GPtrArray *see;    /* Headword, those of them that are there */
};

typedef struct {
    Arena *arena;
    GPtrArray *headwords; /* in the order of the book's language */
    GTree *by_name;       /* key -> Headword */
} Entries;

Entries *entries_collect (SheafBook *book);
void entries_free (Entries *entries);

/* The headword that the expansion names, when it is not the headword's own; or NULL. */
Headword *entries_find_expansion (const Entries *entries, const Headword *headword, const Sense *sense);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entries, entries_free)

#endif
