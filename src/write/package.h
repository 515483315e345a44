/* SPDX-License-Identifier: MIT */
#ifndef PACKAGE_H
#define PACKAGE_H

#include "imprint.h"
#include "model/model.h"

/* The plan of an EPUB: which files it has, what they are called, where every node is found.  Ids and
 * paths are decided here alone; package document, navigation and archive are views of this plan. */

typedef enum {
    PAGE_COVER,
    PAGE_TITLE,
    PAGE_CONTENTS, /* the navigation document */
    PAGE_LISTING,  /* of the contents of a collection */
    PAGE_PART,     /* of a collection: its title and its articles */
    PAGE_ARTICLE,  /* an article, or one of the pages that a long one is divided into */
} PageKind;

/* A list of articles, see listing.h. */
typedef struct _Listing Listing;

/* An XHTML file. */
typedef struct {
    PageKind kind;
    const char *id;
    const char *path; /* relative to the package document */
    const char *title;
    gboolean is_in_spine;
    const Article *article; /* of a PAGE_ARTICLE */
    const Node *first;      /* of the article's nodes that stand on it, in document order; `end` is the first */
    const Node *end;        /* that does not, NULL when all the rest do */
    gboolean is_opening;    /* the article's first page, with headline and byline */
    gboolean is_closing;    /* its last one, with the editor's note */
    const Listing *listing; /* of a PAGE_LISTING or PAGE_PART, and those of its rows that stand on it */
    guint first_row, end_row;
} Page;

/* Where a node is found. */
typedef struct {
    const Page *page;
    const char *id;
} Anchor;

/* An entry of the table of contents or the list of illustrations. */
typedef struct {
    guint depth; /* 1 is the outermost */
    const char *label;
    const char *href;
} Entry;

/* The picture on the front cover. */
typedef struct {
    GBytes *bytes;
    const char *path; /* relative to the package document */
    const char *media_type;
    guint width, height;
    const char *alt;
    const Caption *photo; /* that it shows, or NULL */
} Front;

typedef struct {
    SheafBook *book;
    Arena *arena;
    GPtrArray *pages;           /* Page, in reading order */
    GHashTable *anchors;        /* Node -> Anchor */
    GTree *addresses;           /* of articles, as address_key() has them -> path; NULL in a book of one article */
    GArray *toc;                /* Entry */
    GArray *illustrations;      /* Entry */
    const Article *illustrated; /* of which the last of them is, and how many it has */
    guint n_illustrations;
    const char *identifier; /* urn:uuid:... */
    const char *modified;   /* 2025-04-14T00:00:00Z */
    const char *title;
    const char *language;
    const char *common_publication; /* of all articles, or NULL */
    Imprint imprint;
    Front front; /* empty until front_prepare(), and for a book that has no cover */
} Package;

Package *package_new (SheafBook *book);
void package_free (Package *package);

/* Adds a page to the plan, in reading order. */
Page *package_add_page (Package *package, PageKind kind, const char *id, const char *title);

/* The id of the first page of an article, the chapter of that number from 1. */
const char *package_article_id (const Package *package, const Article *article, guint number);

/* What a menu calls a page that is called so. */
const char *package_short_label (const Package *package, const char *label);

/* The word that sheaf puts into the book, in the book's language. */
const char *package_label (const Package *package, const char *name);

/* The path of a picture, relative to the package document. */
const char *package_picture_path (const Package *package, const Picture *picture);

/* The id of the node, or NULL when nothing refers to it or when it begins on another page. */
const char *package_id (const Package *package, const Page *page, const Node *node);

/* The next node of the page in document order; page->end after the last one. */
const Node *page_next (const Page *page, const Node *node);

/* Where the page has to end, so that it is of a size that readers take: before a heading when half of it is full,
 * else between two blocks, items or terms.  What is larger than a page and cannot be cut is a page of its own. */
const Node *page_find_end (const Page *page);

/* The address of a node for a link that stands on `from`, NULL for a link from outside the pages.  NULL: it is not in
 * the book.  Free it with g_free(). */
char *package_href (const Package *package, const Page *from, const Node *target);

/* The path of the article in the book that has this address on the web, or NULL. */
const char *package_article_at (const Package *package, const char *url);

/* The page on which the article of that role begins, or NULL. */
const Page *package_page_of (const Package *package, ArticleRole role);

/* Whether the page, or any page, has a foreign element of that name: "math", "svg". */
gboolean package_page_holds (const Page *page, const char *name);
gboolean package_holds (const Package *package, const char *name);

/* Whether the book has a cover: unless the options forbid it. */
gboolean package_has_cover (const Package *package);

/* The page that the contents begin on; NULL: readers show them in their menus only. */
const Page *package_contents (const Package *package);

/* Whether the book holds more than one article. */
gboolean package_is_collection (const Package *package);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Package, package_free)

#endif
