/* SPDX-License-Identifier: MIT */
#ifndef FACTS_H
#define FACTS_H

#include "bytes.h"
#include "picture.h"

/* What one block of metadata, Exif, IIM or XMP, says of a picture. */

typedef enum {
    FACT_HEADLINE,
    FACT_DESCRIPTION,
    FACT_ALT,
    FACT_CREATOR,
    FACT_CREDIT,
    FACT_SOURCE,
    FACT_RIGHTS,
    FACT_DATE,
    FACT_PLACE,
    FACT_POSITION,
    N_FACTS
} Fact;

typedef struct {
    Arena *arena;
    gboolean with_position;
    guint n_names;
    const char *texts[N_FACTS]; /* NULL: it says nothing */
} Statement;

/* Each fills the statement, as far as nothing is there, with what the block says. */
void exif_read (Bytes tiff, Statement *statement);
void iim_read (Bytes iim, Statement *statement);
void xmp_read (Bytes xmp, Statement *statement);

/* Whether `digest` is that of the IIM. */
gboolean iim_is_of_digest (Bytes iim, Bytes digest);

/* Takes the text, unless there is one already or it is one that says nothing, as cameras and programs leave them. */
void statement_add (Statement *statement, Fact fact, const char *text, gssize length);

/* The same for one more of several names. */
void statement_add_name (Statement *statement, const char *name, gssize length);

/* A date as Exif ("1999:05:01 10:00:00"), IIM ("19990501") and XMP (ISO 8601) have it, and an offset of time that
 * stands elsewhere, or NULL. */
void statement_add_date (Statement *statement, const char *date, const char *offset);

/* City, state, country, as far as they are known: NULL or empty. */
void statement_add_place (Statement *statement, const char *const parts[3]);

/* Degrees north and east. */
void statement_add_position (Statement *statement, double latitude, double longitude);

/* Bytes as text: UTF-8 if they are, else windows-1252; to the first NUL.  Free it with g_free(); NULL: nothing. */
char *text_from_bytes (Bytes bytes);

#endif
