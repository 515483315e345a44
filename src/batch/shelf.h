/* SPDX-License-Identifier: MIT */
#ifndef SHELF_H
#define SHELF_H

#include <stdio.h>

#include "record.h"

/* Where the books are in a journal, in the orders in which people look for them.  Nothing is held of a book but a key
 * to sort it by; its line is read again when it is needed. */

/* Names that are the same to here stand in no order of theirs. */
#define PLACE_KEY 24

typedef struct {
    char key[PLACE_KEY]; /* compared byte by byte */
    guint64 hash;        /* of a name, or of an identifier: those with the same hash are one */
    guint64 offset;      /* of the line */
} Place;

typedef struct {
    FILE *file;
    const char *path;
    char *text; /* of the line that was read last */
    size_t n_allocated;
    GArray *newest;    /* Place: of all articles, the latest first, those of one time as they stand in the journal */
    gint64 time;       /* of the latest; G_MININT64: not known */
    char *publication; /* that all have in common, or NULL */
} Shelf;

/* Told of each book, in the order of the journal.  FALSE ends it all, with an error. */
typedef gboolean (*EachBook) (const Record *record, gpointer data, GError **error);

/* Goes through a journal.  Errors: SHEAF_ERROR_INPUT, and those of `each`. */
Shelf *shelf_new (const char *path, EachBook each, gpointer data, GError **error);
void shelf_free (Shelf *shelf);

/* Reads a book again.  Errors: SHEAF_ERROR_INPUT. */
gboolean shelf_read (Shelf *shelf, guint64 offset, Record *record, Arena *arena, GError **error);

/* Which of its names are asked for: NULL-terminated. */
typedef char **(*NamesOf) (const Record *record);

/* All books by a name that they have, as often as they have names: those of one name, which are a run, newest first. */
GArray *shelf_by_name (Shelf *shelf, NamesOf names_of, GError **error);

/* How long the run is that begins at `first`, and how many runs there are. */
guint shelf_run (const GArray *sorted, guint first);
guint shelf_n_runs (const GArray *sorted);

/* The name of a run that begins at `place`, and the time of its latest book.  Free it with g_free(). */
char *shelf_read_name (Shelf *shelf, const Place *place, NamesOf names_of, gint64 *time, GError **error);

#endif
