/* SPDX-License-Identifier: MIT */
#ifndef PHOTOS_H
#define PHOTOS_H

#include "picture/picture.h"
#include "readers.h"

/* Lists of photos that lie beside articles, photos.csv or photos.yaml, and what becomes of photos that no article
 * shows:
 *
 *   photos        which lists there are, and which photo of an article is a row of one
 *   photo-list    how a list is read
 *   photo-places  which photos and articles lie beside a list
 *   photo         a photo as a figure, and alone as an article
 *   gallery       articles, and ends of articles, that are nothing but photos
 */

/* A row of a list. */
typedef struct {
    const char *member;      /* the photo's name in the store */
    PhotoFacts facts;        /* in memory of the book */
    const Article *shown_by; /* the first that shows it, or NULL */
} PhotoRow;

/* A list; lives in its arena. */
typedef struct {
    Arena *arena;
    const char *name; /* of its file in the store */
    const char *path; /* the same in messages */
    GBytes *bytes;
    Yaml *metadata;  /* what a list in YAML says of the article that its photos make; or NULL */
    GPtrArray *rows; /* PhotoRow, in the list's order */
} PhotoList;

/* An input that was read, and where its articles are among the book's. */
typedef struct {
    char *name; /* in the store */
    guint first, n_articles;
} PhotoInput;

/* The lists of a store, and the articles that may show their photos. */
struct _Photos {
    SheafBook *book;
    Store *store;
    const char *path;     /* of the store, in messages */
    gboolean is_complete; /* there are no other lists: else they are looked for where photos lie */
    GPtrArray *lists;     /* PhotoList */
    GTree *by_member;     /* the name of a photo -> PhotoRow; a tree, for hashes can be made to collide */
    GTree *folders;       /* a set: those whose list was looked for */
    GTree *shown;         /* a set: the names of the photos that articles show */
    GArray *inputs;       /* PhotoInput */
};

/* Whether it is the name of a photo's file, of a list of photos; how much of a name is the folder, "news/". */
gboolean name_is_photo (const char *name);
gboolean name_is_photo_list (const char *name);
gsize name_folder (const char *name);

/* A GCompareDataFunc of names. */
int compare_names (gconstpointer a, gconstpointer b, gpointer user_data);

Photos *photos_new (SheafBook *book, Store *store, const char *path);
void photos_free (Photos *photos);

/* Gives the photos of the articles from `first` on, which `input` gave, what lists say of them; only counts them
 * unless they name photos of the store. */
void photos_take (Photos *photos, const Input *input, guint first, gboolean names_photos);

/* Reads all lists among the members of the store. */
void photos_read_lists (Photos *photos, const GPtrArray *members);

/* Reads the list of that name; what is wrong with it are notes. */
void photo_list_read (Photos *photos, const char *name);
void photo_list_free (PhotoList *list);

/* Notes that the list is not read, because there is another one in its folder. */
void photo_list_note_second (const Photos *photos, const char *name);

/* A figure of a photo, which is the member of that name in the input's store, without a word: the pass that looks for
 * captions finds what is said of it.  NULL, with a note, when it cannot be shown. */
Node *photo_figure (const Input *input, Article *article, GBytes *bytes, const char *member, const char *source);

/* What lies where among the members of a store. */
typedef struct _Places Places;

Places *places_new (const Photos *photos, const GPtrArray *members);
void places_free (Places *places);

/* The input whose only article the photos of the list belong to: one that shows others of them, or that lies nearest;
 * NULL: they are a story of their own. */
const PhotoInput *places_home (const Places *places, const PhotoList *list);

/* The names of the photos in the list's folder; NULL: there are none. */
const GPtrArray *places_photos (const Places *places, const PhotoList *list);

/* Makes galleries of the photos of lists that no article shows, at the end of the article that they lie beside or as
 * articles of their own. */
void galleries_add (Photos *photos, const GPtrArray *members);

/* The same for an input that was read alone: at its end, unless other articles lie in its folder. */
void galleries_add_alone (Photos *photos);

/* Makes an article of all photos among the members; a list without rows may say what it is called.
 * Errors: SHEAF_ERROR_EMPTY when none can be shown. */
gboolean gallery_read (Photos *photos, const Input *container, const GPtrArray *members, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Photos, photos_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Places, places_free)

#endif
