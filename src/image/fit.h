/* SPDX-License-Identifier: MIT */
#ifndef FIT_H
#define FIT_H

#include <vips/vips.h>

#include "image.h"

/* A picture that was made; `data` is freed with g_free(). */
typedef struct {
    guint8 *data;
    gsize size;
    ImageFormat format;
    guint width, height;
} Made;

/* Sets up libvips with those of its decoders that may be used.  FALSE: it cannot be used. */
gboolean image_prepare (void);

/* Whether the picture says how it is to be drawn, as SVG does, instead of having pixels. */
gboolean image_is_drawn (const guint8 *picture, gsize n_picture);

/* The header of a picture, for an allowed decoder; NULL when there is none. */
VipsImage *image_load_head (const guint8 *picture, gsize n_picture);

/* Whether a picture of so many bytes, of which nothing but its header was read, is small enough to be decoded:
 * IMAGE_DONE or IMAGE_TOO_LARGE. */
ImageStatus image_check_size (const VipsImage *head, guint32 n_picture);

/* Makes the picture, of request->n_picture bytes, as the request wants it. */
ImageStatus image_fit (const ImageRequest *request, const guint8 *picture, Made *made);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VipsImage, g_object_unref)

#endif
