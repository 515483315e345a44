/* SPDX-License-Identifier: MIT */
#ifndef EPUB_H
#define EPUB_H

#include "epub-package.h"

/* A stretch of a document that a chapter has: its place in the reading order, and nodes by their indices. */
typedef struct {
    guint place, start, end;
} EpubStretch;

/* An EPUB that is read. */
typedef struct {
    const Input *input;
    Store *store;
    EpubPackage *package;
    guint first; /* of the articles that come of it */
    /* the document that was parsed last */
    Arena *arena;
    const DomDocument *document;
    guint place;
    GArray *stretches;     /* EpubStretch: what is in the articles */
    gboolean is_encrypted; /* one of the documents was */
    char *fault;           /* why another could not be read, or NULL */
} Epub;

/* The document at that place of the reading order, as long as no other one is asked for; NULL, with a note, when it
 * cannot be read. */
const DomDocument *epub_document (Epub *epub, guint place);

/* Tells what no chapter has: contents, covers, indexes, and whatever stands before the first one. */
void epub_tell_rest (Epub *epub);

#endif
