/* SPDX-License-Identifier: MIT */
#ifndef REPORT_BOOK_H
#define REPORT_BOOK_H

#include "entry.h"

/* A book, or an input that failed, as an item of a list on the page. */
void report_add_failure (GString *html, const JournalEntry *entry);

/* `folder` is that of the book, `link` leads there from the page.  Of the bytes that covers may still have, *n_left,
 * what this one has is taken away; a book whose cover has more is shown without. */
void report_add_book (GString *html, const JournalEntry *entry, const char *folder, const char *link, gsize *n_left);

#endif
