/* SPDX-License-Identifier: MIT */
#ifndef EPUB_PACKAGE_H
#define EPUB_PACKAGE_H

#include "dom/dom.h"
#include "readers.h"

/* What the package document of an EPUB says: EPUB 3.3 and OPF 2.0.1.  All of it lives in the arena that it was
 * read with. */

/* A document of the reading order. */
typedef struct {
    const char *name;      /* in the store */
    gboolean is_apparatus; /* cover, title page, contents, index, glossary: no article */
    gboolean is_encrypted;
} EpubDocument;

/* Where a chapter begins. */
typedef struct {
    const char *label;    /* NULL: that of its heading */
    guint document;       /* its place in the reading order */
    const char *fragment; /* the id of the element, or NULL for the document's beginning */
    gboolean is_part;     /* its chapters are entries, too: it may be nothing but their common title */
} EpubEntry;

typedef struct {
    const char *title, *description, *publisher, *date, *language, *rights, *url;
    char **creators;      /* NULL-terminated */
    GPtrArray *documents; /* EpubDocument, the reading order */
    GPtrArray *entries;   /* EpubEntry, in that order; none if there are no contents */
} EpubPackage;

/* Errors: SHEAF_ERROR_FORMAT when there is no package document in it. */
EpubPackage *epub_package_read (const Input *input, Store *store, Arena *arena, GError **error);

/* Parses a member as XML.  NULL when it cannot be read or is none. */
const DomDocument *epub_parse (const Input *input, Store *store, const char *name, Arena *arena, GError **error);

/* Whether a word of epub:type, or of a guide's or landmarks' type, says that a document is no article. */
gboolean epub_is_apparatus (const char *types);

#endif
