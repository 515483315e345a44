/* SPDX-License-Identifier: MIT */
#ifndef FEED_FORMAT_H
#define FEED_FORMAT_H

#include "feed.h"

/* What feed.c has for the two formats, and they for it. */

typedef struct {
    const Record *record;
    const char *cover, *media_type; /* or NULL */
} FeedBook;

#define EPUB_TYPE "application/epub+zip"
#define REL_ACQUISITION "http://opds-spec.org/acquisition/open-access"
#define REL_NEWEST "http://opds-spec.org/sort/new"

/* The address of a file, or of a page of a feed, from this page.  Free it with g_free(). */
char *feed_reference (const FeedPage *page, const char *name);
char *feed_page_reference (const FeedPage *page, const Feed *feed, guint number, const char *ending);

/* The time as RFC 3339 has it.  Free it with g_free(). */
char *feed_time (gint64 time);

/* What a feed has so many of: "articles". */
const char *feed_unit (const Feed *feed);

/* Tells of each link of the page itself. */
typedef void (*FeedLink) (const char *rel, const Feed *feed, guint number, const FeedPage *page, gpointer data);
void feed_page_each_link (const FeedPage *page, FeedLink link, gpointer data);

void atom_begin (FeedPage *page);
void atom_add_book (FeedPage *page, const FeedBook *book);
void atom_add_feed (FeedPage *page, const Feed *feed, gboolean is_newest);
void atom_end (FeedPage *page);

void opds2_add_book (const FeedPage *page, const FeedBook *book, GString *list);
void opds2_add_feed (FeedPage *page, const Feed *feed, gboolean is_newest);
void opds2_end_group (FeedPage *page, const Feed *feed);
GString *opds2_finish (const FeedPage *page);

#endif
