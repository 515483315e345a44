/* SPDX-License-Identifier: MIT */
#ifndef BMP_H
#define BMP_H

#include <vips/vips.h>

/* Windows bitmaps, which libvips leaves to ImageMagick: of 1, 4, 8, 16, 24 or 32 bits, not run-length encoded.
 * Format: BITMAPFILEHEADER and BITMAPINFOHEADER as Microsoft documents them, and the older BITMAPCOREHEADER. */

/* What VIPS_META_LOADER says of such an image. */
#define BMP_LOADER "bmpload"

gboolean bmp_begins (const guint8 *data, gsize size);

/* All its pixels, as RGB; NULL: it is damaged, of another kind, or too large. */
VipsImage *bmp_load (const guint8 *data, gsize size);

#endif
