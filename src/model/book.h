/* SPDX-License-Identifier: MIT */
#ifndef BOOK_H
#define BOOK_H

#include "article.h"
#include "picture/picture.h"

/* A picture that the book holds: a file that EPUB readers show, stored once. */
struct _Picture {
    GBytes *bytes;
    PictureFormat format;
    guint width, height; /* pixels */
    char *sha256;
    guint number; /* its place among the book's pictures, from 1 */
};

/* A term of the user's glossaries. */
typedef struct {
    const char *term;
    const char *expansion;  /* what it is short for, or NULL */
    const char *definition; /* NULL when only an expansion or other terms explain it */
    char **aliases;         /* NULL-terminated, never NULL */
    char **see;             /* other terms; NULL-terminated, never NULL */
    const char *language;   /* BCP 47, of the articles that it is for; NULL: all */
    const char *file;
    guint line;
    gboolean is_reserve; /* in its file's main language: for articles in a language that the file has no terms of */
    gboolean is_used;
} UserTerm;

/* What looks for them in texts; made by src/enrich when it first does. */
typedef struct _UserTerms UserTerms;

struct _SheafBook {
    SheafOptions options; /* its strings are in the arena */
    Arena *arena;
    Report *report;
    SeenFiles *seen;        /* files of folders; NULL unless the options ask for them */
    GPtrArray *articles;    /* Article: chapters in the order of the inputs, then the back matter */
    GPtrArray *pictures;    /* Picture */
    GHashTable *by_sha256;  /* -> Picture */
    GTree *by_bytes;        /* GBytes -> what became of it: the same are asked for often */
    gsize n_kept;           /* bytes of those */
    GHashTable *by_source;  /* the SHA-256 of bytes that are not kept -> what became of them */
    GHashTable *sizes;      /* a set: those of bytes that are not kept */
    guint n_slow;           /* pictures that sheaf-image took too long over */
    GPtrArray *user_terms;  /* UserTerm */
    SheafBook *lender;      /* whose terms these are; NULL: its own */
    UserTerms *term_finder; /* NULL as long as nobody looks for them */
    gboolean is_enriched;
    GPtrArray *volumes; /* SheafBook: what the book is divided into, see volumes.c; NULL: it is not */
    guint volume;       /* the number of a volume, from 1; 0: the book is none */
    const char *series; /* of a volume: the title of the whole */
    GBytes *bytes;      /* of a volume that was measured, or NULL */
};

/* Sets up the lists of articles and pictures of a new book, and frees them. */
void book_init (SheafBook *book);
void book_clear (SheafBook *book);

/* The book's only article, or the first of its chapters; NULL when there is none. */
Article *book_first_chapter (const SheafBook *book);

/* The number of articles that were read, without the back matter. */
guint book_n_chapters (const SheafBook *book);

/* The publication that all chapters are of, or NULL. */
const char *book_common_publication (const SheafBook *book);

/* What the book calls itself: the options' title, or the only article's, or the name of the one feed or book
 * that all articles are of, or one made of several. */
const char *book_title (const SheafBook *book);

/* The language of the book: the options', or that of most of its articles, the first of equals. */
const char *book_language (const SheafBook *book);

/* Adds the picture as it fits the book's device, or finds the same that was added before.  NULL, with *note one of
 * the NOTE_PICTURE_ ids, when readers could not show it; else *note says what was done to it: NOTE_PICTURE_CHANGED,
 * NOTE_PICTURE_UNFIT, or N_NOTES for nothing but cleaning. */
Picture *book_add_picture (SheafBook *book, GBytes *bytes, NoteId *note);

/* Removes all articles after the first `n_articles` and all pictures after the first `n_pictures`. */
void book_truncate (SheafBook *book, guint n_articles, guint n_pictures);

void picture_free (Picture *picture);

#endif
