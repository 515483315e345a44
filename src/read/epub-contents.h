/* SPDX-License-Identifier: MIT */
#ifndef EPUB_CONTENTS_H
#define EPUB_CONTENTS_H

#include "epub-package.h"

/* The contents of an EPUB, and what they are read into. */
typedef struct {
    Store *store;
    Arena *arena;
    const char *name;      /* of the document that the references stand in */
    GHashTable *documents; /* name in the store -> place in the reading order, from 1 */
    EpubPackage *package;
} Contents;

/* Reads a navigation document, or else an NCX: where chapters begin, and which documents are none. */
void contents_read (const Contents *contents, const DomDocument *document, gboolean is_nav);

/* Marks the document that the reference means as none of the articles. */
void contents_mark_apparatus (const Contents *contents, const char *reference);

#endif
