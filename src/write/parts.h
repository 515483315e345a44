/* SPDX-License-Identifier: MIT */
#ifndef PARTS_H
#define PARTS_H

#include "package.h"

/* A file of the book.  Package document and archive are views of one list of them. */
typedef struct {
    const char *id;         /* in the manifest; NULL: it stands outside of it */
    const char *path;       /* within the archive */
    const char *media_type; /* NULL outside the manifest */
    const char *properties; /* "nav", "cover-image", or NULL */
    gboolean is_in_spine;
    gboolean is_stored; /* not deflated: it is compressed already */
    GBytes *bytes;      /* NULL of a page: it is written when its turn comes, so that one is in memory at a time */
    const Page *page;   /* NULL: it is none */
} Part;

/* The package document's folder in the archive. */
#define PARTS_FOLDER "EPUB/"

/* The package document, https://www.w3.org/TR/epub-33/#sec-package-doc, whose manifest is `parts`. */
GBytes *opf_write (const Package *package, const GPtrArray *parts);

/* The NCX of EPUB 2 (http://www.daisy.org/z3986/2005/Z3986-2005.html), for readers that know no other
 * table of contents. */
GBytes *ncx_write (const Package *package);

/* A page's bytes. */
GBytes *page_write (const Package *package, const Page *page);

/* The archive: the parts in their order, with fixed times and nothing that depends on the machine. */
GBytes *zip_write (const Package *package, const GPtrArray *parts, GError **error);

#endif
