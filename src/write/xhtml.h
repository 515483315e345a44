/* SPDX-License-Identifier: MIT */
#ifndef XHTML_H
#define XHTML_H

#include "package.h"
#include "xml.h"

/* The XHTML files of the book.  Each returns the whole file. */
GBytes *xhtml_cover (const Package *package, const Page *page);
GBytes *xhtml_title_page (const Package *package, const Page *page);
GBytes *xhtml_contents (const Package *package, const Page *page);
GBytes *xhtml_listing (const Package *package, const Page *page);
GBytes *xhtml_article (const Package *package, const Page *page);

/* Opens html, head and body; closes body and html. */
Xml *xhtml_begin (const char *title, const char *language);
GBytes *xhtml_end (Xml *xml);

/* A link that says `text`. */
void xhtml_link (Xml *xml, const char *href, const char *text);

/* The nodes of the page, within those that it is in the midst of. */
void xhtml_nodes (Xml *xml, const Package *package, const Page *page);

#endif
