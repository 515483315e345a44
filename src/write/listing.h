/* SPDX-License-Identifier: MIT */
#ifndef LISTING_H
#define LISTING_H

#include "package.h"

/* The pages of a collection that lead to its articles: the contents, and one for each part.  A long list of them is
 * divided into pages. */

/* An article, or a part. */
typedef struct {
    const Article *article; /* NULL: a part */
    const char *title;
    const char *path;
    guint n_articles; /* of a part */
} Row;

struct _Listing {
    PageKind kind;
    const char *id;
    const char *title;
    gboolean has_deks;
    GArray *rows;     /* Row */
    GPtrArray *pages; /* Page */
};

/* Adds the contents to the pages of the package. */
void listing_add_contents (Package *package);

/* Adds the page of the part that begins with the chapter of that index, counted from 0. */
void listing_add_part (Package *package, guint first);

/* Whether the chapter of that index is the first of its part. */
gboolean listing_begins_part (const Package *package, guint index);

#endif
