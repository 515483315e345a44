/* SPDX-License-Identifier: MIT */
#ifndef TIFF_H
#define TIFF_H

#include "bytes.h"

/* TIFF, which Exif is, too: directories of entries.  TIFF 6.0; Exif 2.32. */

typedef struct {
    Bytes bytes;
    gboolean is_big_endian;
} Tiff;

typedef enum {
    TIFF_BYTE = 1,
    TIFF_ASCII = 2,
    TIFF_SHORT = 3,
    TIFF_LONG = 4,
    TIFF_RATIONAL = 5,
    TIFF_UNDEFINED = 7,
} TiffType;

typedef struct {
    guint16 tag;
    guint16 type;
    guint32 count;
    Bytes value; /* empty, when it is not all there */
} TiffEntry;

/* FALSE: it is none. */
gboolean tiff_open (Bytes bytes, Tiff *tiff);

/* Where the first directory begins, and how many entries of a directory are there, at most so many that anybody
 * would write. */
gsize tiff_first_directory (const Tiff *tiff);
guint tiff_n_entries (const Tiff *tiff, gsize directory);
TiffEntry tiff_entry (const Tiff *tiff, gsize directory, guint i);

/* An entry's first number of type BYTE, SHORT or LONG; else 0. */
guint32 tiff_number (const Tiff *tiff, const TiffEntry *entry);

#endif
