/* SPDX-License-Identifier: MIT */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "model/model.h"

/* What a researcher's program takes over of a book: its articles, and the people, works and pages that they cite. */

/* An entry.  Strings may be NULL but for those that say otherwise. */
typedef struct {
    const char *id;   /* never NULL: "ranamathan-2025-ferry" */
    const char *type; /* never NULL: of CSL, "article-newspaper" */
    const char *title;
    char **authors;      /* names, NULL-terminated, or NULL */
    char **interviewers; /* of an interview */
    const char *container;
    const char *publisher;
    const char *url;
    const char *issued;   /* ISO 8601 */
    const char *accessed; /* ISO 8601 */
    const char *language; /* BCP 47 */
    const char *summary;
    GString *note; /* never NULL, may be empty */
} Reference;

typedef struct {
    Arena *arena;
    GPtrArray *items;  /* Reference */
    GHashTable *ids;   /* id without its number -> how many have it */
    GHashTable *pages; /* what all addresses of a page have in common -> Reference */
} References;

/* All references of the book, in the order of its articles. */
References *references_new (const SheafBook *book);
void references_free (References *references);

/* What kind of reference an article is, by where it was published, and a work, by what it is called. */
const char *reference_kind_of_article (const Article *article);
const char *reference_kind_of_work (const Source *source);
const char *reference_kind_of_link (const Link *link);

/* CSL-JSON, https://docs.citationstyles.org/en/stable/specification.html: an array with a line for each entry. */
char *references_csl (const References *references);

/* BibTeX, in UTF-8 and with the fields of biblatex. */
char *references_bibtex (const References *references);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (References, references_free)

#endif
