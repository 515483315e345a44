/* SPDX-License-Identifier: MIT */
#ifndef PAGE_H
#define PAGE_H

#include "dom/dom.h"
#include "model/model.h"
#include "store/store.h"

/* A saved page on its way into the book: what it says of itself, which part of it is the article, its figures,
 * and all that as nodes. */

/* What becomes of a node and all below it that has no mark of its own. */
typedef enum {
    PAGE_INHERIT, /* as its parent; of the root: dropped */
    PAGE_KEEP,    /* belongs to the article */
    PAGE_DROP,    /* does not, though something below it may */
} PageMark;

/* A picture as the page names it. */
typedef struct {
    const DomNode *element;     /* the img, svg or video; NULL: only the page's data name it */
    const char *source;         /* its address on the web, or where it lies in the store; NULL: in the page itself */
    const char *alt;            /* NULL: none */
    Picture *picture;           /* NULL: not to be had */
    const PhotoFacts *embedded; /* what its file says of it; or NULL */
} PageImage;

/* A figure, however the page marks it up.  It becomes one NODE_FIGURE, its images one below the other or,
 * where they are several, as a gallery; and with an SVG drawing as the drawing itself.  All of its element is
 * taken to be in it: nothing else below it comes into the book, but for the link to a video.
 *
 * Captions and credits may stand beside the element: they are marked as dropped there.  What is marked so below
 * a caption (its credit, what it says twice) is left out of it. */
typedef struct {
    GPtrArray *images;    /* PageImage: one, or several of a gallery; none: the picture is lost, its caption is not */
    GPtrArray *captions;  /* DomNode: the elements whose text is its caption */
    GPtrArray *credits;   /* DomNode: and those whose text is its credit line */
    const char *caption;  /* a caption that is no text of the page, but an attribute or data; or NULL */
    const char *credit;   /* likewise */
    gboolean is_of_table; /* it is a table that the caption belongs to */
} PageFigure;

/* What the page's data say of a picture. */
typedef struct {
    const char *caption, *credit; /* NULL: nothing */
} PageImageText;

/* What the text of a page is taken for that is not in its article.  Those that readers know, and:
 * details    headline, byline, date and what else the book tells in a place of its own
 * fields     what a page asks its readers for, and the buttons for it
 * parts      of a book: contents, index, and what else is no chapter
 * noscript   what only readers without scripts would see
 * pictures   what is said of pictures for those who cannot see them, and they are not there either
 * templates  what scripts would make the page of */
#define DROPPED_KINDS(KIND)                                                                                            \
    KIND (OTHER, "other")                                                                                              \
    KIND (ADVERTISING, "advertising")                                                                                  \
    KIND (AUTHORS, "authors")                                                                                          \
    KIND (COMMENTS, "comments")                                                                                        \
    KIND (DETAILS, "details")                                                                                          \
    KIND (DRAWINGS, "drawings")                                                                                        \
    KIND (EMBEDDED, "embedded")                                                                                        \
    KIND (FIELDS, "fields")                                                                                            \
    KIND (FOOTERS, "footers")                                                                                          \
    KIND (HEADERS, "headers")                                                                                          \
    KIND (HIDDEN, "hidden")                                                                                            \
    KIND (NAVIGATION, "navigation")                                                                                    \
    KIND (NEWSLETTERS, "newsletters")                                                                                  \
    KIND (NOSCRIPT, "noscript")                                                                                        \
    KIND (NOTICES, "notices")                                                                                          \
    KIND (PARTS, "parts")                                                                                              \
    KIND (PICTURES, "pictures")                                                                                        \
    KIND (RELATED, "related")                                                                                          \
    KIND (SHARING, "sharing")                                                                                          \
    KIND (SIDEBARS, "sidebars")                                                                                        \
    KIND (TEMPLATES, "templates")

#define DROPPED_ID(id, name) DROPPED_##id,
typedef enum { DROPPED_KINDS (DROPPED_ID) N_DROPPED_KINDS } DroppedKind;
#undef DROPPED_ID

/* What becomes of the page's text. */
typedef struct {
    guint8 *taken; /* of every node, by its index: whether its text, or its picture's, is in the article */
    guint8 *kinds; /* DroppedKind of every node, as far as it is known: what it is if it is not taken */
    guint n_words[N_DROPPED_KINDS];
} Dropped;

typedef struct {
    SheafBook *book;
    Article *article; /* what is known already, of front matter or a feed, stands before what the page says */
    const char *path; /* names the input in notes */
    const char *url;  /* where the page was saved from, or NULL: links are resolved against it */
    const char *base; /* the address that they are resolved against instead; or NULL */
    Store *store;     /* where its pictures lie, or NULL */
    const char *name; /* of the page in the store */
    const DomDocument *document;
    gboolean is_whole; /* all of it is the article: Markdown, a feed's entry, a chapter */

    guint first, end; /* the nodes that are to be told of if they are dropped, by their indices; 0: all */

    Dropped dropped;
    guint8 *marks;            /* PageMark of every node, by its index; NULL: none is marked yet */
    const char *article_body; /* the article's text as the page's JSON-LD has it, or NULL */
    GHashTable *image_texts;  /* the name of a file without size and ending -> PageImageText; or NULL */
    GHashTable *figures;      /* DomNode -> PageFigure: the element that a figure stands in the place of */
    PageFigure *lead;         /* that stood outside what is kept, near the headline; opens the article; or NULL */
    GHashTable *galleries;    /* DomNode, the set of lists and tables that hold nothing but figures: they are none */
    GHashTable *icons;        /* DomNode -> PageImage: a small picture in a line of text, kept as such */
} Page;

/* Reads the page into page->article.  FALSE, with SHEAF_ERROR_EMPTY, when there is no text in it. */
gboolean page_read (Page *page, GError **error);

/* The steps of that, in their order. */

/* Title, dek, authors, publication, date, language, address, rights: from JSON-LD, meta elements, microdata
 * and what the page shows.  Fields that the article has already are kept.  Marks what it took from the
 * page's body (headline, byline, date) as dropped. */
void page_read_metadata (Page *page);

/* Finds the article in the page and marks it as kept, and what does not belong to it as dropped. */
void page_find_article (Page *page);

/* Finds the figures in what is kept, or close to it, and chooses their pictures. */
void page_find_figures (Page *page);

/* Makes nodes of what is kept. */
void page_convert (Page *page);

/* Keeps account of the text of the page's document that is left out, from when its metadata are read on; adds up what
 * there was of it, with the text itself if the book is for inspection; and notes how much that is. */
void dropped_begin (Page *page, Arena *arena);
void dropped_add_up (Page *page);
void dropped_note (const Page *page);

/* Tells all text of the page's document, or of the stretch of it, as dropped, of that kind.  Returns how many words. */
guint dropped_tell_all (Page *page, DroppedKind kind);

/* Whether the node is kept, by its own mark or that of the nearest element above it that has one. */
gboolean page_keeps (const Page *page, const DomNode *node);

/* What the bytes of a photo say of it, or the .xmp file beside the member of the store that they are (NULL: of none);
 * NULL: nothing, or it is too small to be a photo.  `info` is what was found when it was probed, or NULL. */
const PhotoFacts *photo_read_facts (const SheafBook *book, Arena *arena, GBytes *bytes, const PictureInfo *info,
                                    Store *store, const char *member);

/* Web address that `reference` means on the page, in memory of the article; NULL when it means none that a
 * book may hold (javascript:, data:) or cannot be told. */
const char *page_resolve (const Page *page, const char *reference);

#endif
