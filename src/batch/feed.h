/* SPDX-License-Identifier: MIT */
#ifndef FEED_H
#define FEED_H

#include "record.h"

/* A feed of a catalogue, of books or of other feeds, page by page, and each page in both formats: OPDS 1.2, which is
 * Atom, in NAME.xml, and OPDS 2.0, which is JSON, in NAME.json. */

#define FEED_PAGE 100

/* What is to be known of a feed before its first page is written. */
typedef struct {
    const char *name;  /* of its first page, from the folder of the books: "catalog", "catalog/newest" */
    const char *title; /* what people read */
    const char *up;    /* the name of the feed that leads to it; NULL: it is the first one */
    gboolean has_books;
    guint n_items; /* on all its pages; 0: that is not told */
    gint64 time;   /* of the latest of its books; G_MININT64: not known */
} Feed;

/* What all feeds of a catalogue have in common. */
typedef struct {
    const char *title;
    gboolean root_has_books; /* the first feed lists the books themselves: there are only a few */
} FeedRoot;

/* A page in the making. */
typedef struct {
    const Feed *feed;
    const FeedRoot *root;
    guint number; /* from 1 */
    GString *atom;
    GString *publications, *navigation, *groups; /* lists of JSON, without their brackets */
} FeedPage;

/* How many pages it has: at least 1. */
guint feed_n_pages (const Feed *feed);

/* "catalog/newest-2".  Free it with g_free(). */
char *feed_page_name (const Feed *feed, guint number);

void feed_page_begin (FeedPage *page, const FeedRoot *root, const Feed *feed, guint number);

/* The cover's name from the folder of the books; NULL: there is none. */
void feed_page_add_book (FeedPage *page, const Record *record, const char *cover, const char *media_type);

/* Another feed, that this one leads to.  `is_newest`: whoever wants to see what is new should go there. */
void feed_page_add_feed (FeedPage *page, const Feed *feed, gboolean is_newest);

/* Books that are shown already in a feed of feeds, of `feed`: in OPDS 2.0, which can. */
void feed_page_add_to_group (FeedPage *page, const Record *record, const char *cover, const char *media_type);
void feed_page_end_group (FeedPage *page, const Feed *feed);

/* Returns the two texts, and the page is gone. */
void feed_page_end (FeedPage *page, GString **atom, GString **json);

#endif
