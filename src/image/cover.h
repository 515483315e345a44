/* SPDX-License-Identifier: MIT */
#ifndef IMAGE_COVER_H
#define IMAGE_COVER_H

#include <vips/vips.h>

#include "fit.h"

/* Composes a cover, COVER_WIDTH x COVER_HEIGHT pixels of sRGB: the photo in `data`, which may be NULL, with the texts
 * over it, or the texts alone.  Texts may be NULL.  NULL with *status when there is none. */
VipsImage *cover_compose (const void *data, gsize size, const char *const texts[IMAGE_N_TEXTS], ImageStatus *status);

/* Makes the cover that the request wants, as a baseline JPEG: with the picture over type, if there is one, else by type
 * alone.  An empty text is none. */
ImageStatus image_cover (const ImageRequest *request, const guint8 *picture, char *const texts[IMAGE_N_TEXTS],
                         Made *made);

#endif
