/* SPDX-License-Identifier: MIT */
#ifndef IMAGE_H
#define IMAGE_H

#include <glib.h>

#include "house.h"

/* What the library and the program sheaf-image say to each other over two pipes: requests on its standard input,
 * replies on its standard output, one after the other.  Both are of one build and on one machine, so the structures
 * go as they are.  Behind a request stand the bytes it counts: the picture, then the texts in their order; behind a
 * reply those of the picture that was made. */

#define IMAGE_MAGIC 0x73686631u

/* Whoever wants such a process sends its input, its output, and where it is told how that ended. */
#define IMAGE_N_FILES 3

/* More bytes of a picture, or of a text, are never sent. */
#define IMAGE_PICTURE_LIMIT ((guint32) 64 * 1024 * 1024)
#define IMAGE_TEXT_LIMIT ((guint32) 64 * 1024)

typedef enum {
    IMAGE_FIT,   /* turn upright, to sRGB, and down to a size; as JPEG or PNG */
    IMAGE_COVER, /* a cover of 1600 x 2400 as JPEG: the photo, if there is one, with texts over it */
} ImageOperation;

typedef enum {
    IMAGE_TITLE,
    IMAGE_BYLINE,
    IMAGE_PUBLICATION,
    IMAGE_DATE,     /* as it shall be read */
    IMAGE_LANGUAGE, /* BCP 47, for shaping */
    IMAGE_N_TEXTS
} ImageText;

typedef struct {
    guint32 magic;
    guint32 operation;
    guint32 most_side;   /* neither width nor height may be more; 0: as it is */
    guint32 most_pixels; /* nor the two multiplied; 0: as it is */
    guint32 is_grey;     /* in the sixteen greys of an e-ink screen */
    guint32 is_plain;    /* its colours need no conversion: sRGB or grey, of eight bits */
    guint32 n_picture;   /* bytes */
    guint32 n_texts[IMAGE_N_TEXTS];
} ImageRequest;

typedef enum {
    IMAGE_DONE,
    IMAGE_BROKEN,    /* the picture cannot be decoded */
    IMAGE_TOO_LARGE, /* it has more pixels than are decoded */
    IMAGE_NO_FONT,   /* no typeface at hand has the letters of the title */
    IMAGE_UNFIT,     /* the picture is no photo that a cover could show */
    IMAGE_LOST,      /* never sent: the program crashed over the picture */
    IMAGE_SLOW,      /* never sent: its time was over, by its own measure or by ours */
    IMAGE_MISSING,   /* never sent: there is no such program */
} ImageStatus;

typedef enum {
    IMAGE_JPEG,
    IMAGE_PNG,
} ImageFormat;

typedef struct {
    guint32 magic;
    guint32 status;
    guint32 format;
    guint32 width, height;
    guint32 n_bytes;
} ImageReply;

#endif
