/* SPDX-License-Identifier: MIT */
#ifndef FEED_H
#define FEED_H

#include "dom/dom.h"
#include "readers.h"

/* What the readers of the feed formats make of an entry, and what becomes of that. */

/* A text of a feed.  NULL: there is none. */
typedef struct {
    const char *string;
    gsize length;
    gboolean is_html;
} FeedText;

typedef struct {
    const char *source, *type; /* as the feed says; the type may be NULL */
    FeedText caption, credit;
} FeedImage;

typedef struct {
    FeedText title, content, summary;
    const char *published, *updated; /* as they stand there */
    const char *language, *rights, *publication;
    const char *url;    /* of the article, a reference */
    const char *guid;   /* which is one too, unless the feed says otherwise */
    const char *base;   /* against which references are resolved, or NULL */
    GPtrArray *authors; /* char *: as they stand there */
    GArray *images;     /* FeedImage */
    guint line;
} FeedEntry;

/* A feed on its way into the book. */
typedef struct {
    const Input *input;
    FeedEntry head; /* what is said of the feed holds for an entry that says nothing else */
    guint n_entries, n_articles;
} Feed;

/* Makes an empty entry; its arrays, and strings that need a home, are in the arena. */
FeedEntry feed_entry_new (Arena *arena);

/* Appends the entry to the book as an article.  An entry without text is a note. */
void feed_add_entry (Feed *feed, Arena *arena, FeedEntry *entry);

/* Of an export of a weblog: whether the entry is no picture, menu or the like; the names of its authors by the names
 * that they log in by; and text as editors wrote it, with shortcodes, and without paragraphs. */
gboolean export_has_article (const DomNode *entry);
GHashTable *export_read_authors (const DomNode *head);
void export_name_authors (GHashTable *names, FeedEntry *entry);
gboolean export_is_written (FeedText text);
void export_append (GString *html, FeedText text);

/* The language that feed and entries have in common when they name none: guessed from `text`. */
void feed_guess_language (Feed *feed, const char *text, gsize length);

/* Whether there was an article.  Errors: SHEAF_ERROR_EMPTY. */
gboolean feed_finish (const Feed *feed, GError **error);

#endif
