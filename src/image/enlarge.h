/* SPDX-License-Identifier: MIT */
#ifndef ENLARGE_H
#define ENLARGE_H

#include <glib.h>

/* Enlarges an RGB picture without gaps between its rows to the width of a cover, by cubic interpolation (R. Keys,
 * "Cubic convolution interpolation for digital image processing", 1981).  Several times as fast as an affine
 * transformation. */
void enlarge (const guint8 *from, int from_width, int from_height, guint8 *to, int height);

#endif
