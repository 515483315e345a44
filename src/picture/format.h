/* SPDX-License-Identifier: MIT */
#ifndef FORMAT_H
#define FORMAT_H

#include "bytes.h"
#include "picture.h"

/* What the files of the formats share.  Each format is walked forward and once, over its segments, chunks or boxes;
 * their lengths are believed as far as the file goes, and of what a file says of itself no more is looked at than
 * anybody would have written. */

/* Of XMP, and of a whole file's resources of Photoshop. */
#define BLOCK_LIMIT ((gsize) 1 << 20)

/* More segments, chunks or boxes than that have no further metadata among them. */
#define MOST_BLOCKS 5000

/* The blocks in which a file says something of itself; empty: there are none. */
typedef struct {
    Arena *arena; /* of what had to be put together */
    Bytes exif;   /* as TIFF, from its "II" or "MM" on */
    Bytes xmp;
    Bytes extended_xmp;
    Bytes iim;
    Bytes iim_digest; /* MD5 of the IIM as it was when the XMP was written */
} Blocks;

/* What can be done with a format. */
typedef struct {
    gboolean (*probe) (Bytes file, PictureInfo *info); /* FALSE: damaged; `info` says "upright, one frame" before */
    void (*find) (Bytes file, Blocks *blocks);         /* NULL: it says nothing of itself */
    /* Makes the file without its metadata; NULL: it never has any, or is not for a book as it is. */
    GByteArray *(*clean) (Bytes file, const PictureInfo *info);
} Format;

extern const Format bmp_format, gif_format, heif_format, jpeg_format, png_format, svg_format, tiff_format, webp_format;

/* All of them. */
Bytes bytes_of (GBytes *bytes);

/* Looks where the file speaks of itself. */
void picture_find_blocks (Bytes file, const PictureInfo *info, Blocks *blocks);

/* Whether it is an SVG: that is its first element. */
gboolean svg_begins (Bytes file);

/* Whether an ICC profile, or as much of its beginning as is there, is sRGB by the name it has; or grey with the
 * curve that sRGB has. */
gboolean icc_is_plain (Bytes profile);

/* The IIM and its digest in Photoshop's image resources. */
void photoshop_find (Bytes resources, Blocks *blocks);

/* Exif is a TIFF: its orientation, 1 when it says none; and a block of it that says nothing but that. */
guint exif_orientation (Bytes exif);
#define EXIF_ORIENTATION_SIZE 26
void exif_make_orientation (guint orientation, guint8 block[EXIF_ORIENTATION_SIZE]);

/* Inflates (RFC 1950) at most `limit` bytes, of which there may be more; NULL when there are none. */
GByteArray *bytes_inflate (Bytes deflated, gsize limit);

#endif
