/* SPDX-License-Identifier: MIT */
#ifndef CHECK_H
#define CHECK_H

#include <libxml/tree.h>

#include "fuzz.h"
#include "model/model.h"

/* What check-epub and check-page share. */

typedef struct {
    char *name; /* "EPUB/article-1.xhtml" */
    GBytes *bytes;
    xmlDoc *document; /* NULL: it is not XML */
    GHashTable *ids;  /* a set; NULL as the document */
} EpubPart;

/* The next node in document order within `root`, NULL after the last one. */
const xmlNode *node_after (const xmlNode *node, const xmlNode *root);

const char *attribute_value (const xmlAttr *attribute);

/* The reference leads to a file of the book, and to an id in it if it says so. */
void check_reference (GHashTable *parts, const EpubPart *from, const char *reference);

/* The page has nothing in it that runs or loads, and no element stands where it may not. */
void check_page (GHashTable *parts, const EpubPart *page);

#endif
