/* SPDX-License-Identifier: MIT */
#ifndef PICTURE_H
#define PICTURE_H

#include "base/base.h"

/* Files of pictures: what they are, and how they become files that every EPUB reader shows.  No pixel is decoded in
 * this folder: that is what the program sheaf-image is for. */

typedef enum {
    PICTURE_JPEG,
    PICTURE_PNG,
    PICTURE_GIF,
} PictureFormat;

/* What the headers of a picture say. */
typedef struct {
    PictureFormat format;
    guint width, height; /* pixels, as they are stored */
    guint orientation;   /* as Exif counts: 1 is upright, 2 to 8 are turned or mirrored */
    guint n_frames;
    gboolean has_alpha;
    gboolean is_plain; /* grey, RGB or palette of 8 bits or less, sRGB or without a profile */
} PictureInfo;

/* Looks at the headers and the end.  FALSE, with *problem one of the NOTE_PICTURE_ ids, when it is no picture that
 * can be in a book, damaged, or of more pixels than anybody can show.
 * Formats: ITU-T T.81 (JPEG), W3C PNG, GIF89a. */
gboolean picture_probe (GBytes *bytes, PictureInfo *info, NoteId *problem);

const char *picture_media_type (PictureFormat format); /* "image/jpeg" */
const char *picture_extension (PictureFormat format);  /* "jpg" */

/* How pictures shall be. */
typedef struct {
    guint most_side;   /* neither width nor height may be more, in pixels; 0: any */
    guint most_pixels; /* nor the two multiplied; 0: any */
    gboolean is_grey;  /* in the sixteen greys of an e-ink screen */
} PictureFit;

/* The picture as a JPEG, PNG or GIF that fits: a new reference to the same bytes, if it does already, else made by
 * sheaf-image.  Changes `info` to what it has become.  NULL, with *problem, when it cannot be decoded. */
GBytes *picture_fit (GBytes *bytes, const PictureFit *fit, PictureInfo *info, NoteId *problem);

#endif
