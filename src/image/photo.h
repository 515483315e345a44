/* SPDX-License-Identifier: MIT */
#ifndef PHOTO_H
#define PHOTO_H

#include <glib.h>

/* The photo of a cover: whether it is fit for one, and which part of it is shown. */

typedef enum {
    PHOTO_PLACED,
    PHOTO_BROKEN, /* it cannot be decoded */
    PHOTO_UNFIT,  /* too small, of a shape that would lose most of it, or a drawing */
} PhotoStatus;

/* Puts the photo on the canvas, COVER_WIDTH x COVER_HEIGHT pixels of RGB, from its top and as wide as that is.  It ends
 * at *height, as near to `wish` as its shape allows; what is below is left as it was. */
PhotoStatus photo_place (const void *data, gsize size, guint8 *canvas, int wish, int *height);

#endif
