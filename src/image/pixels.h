/* SPDX-License-Identifier: MIT */
#ifndef PIXELS_H
#define PIXELS_H

#include <glib.h>

/* Pixels of eight bits a band, row by row without gaps. */
typedef struct {
    guint8 *data;
    int width, height, n_bands;
} Pixels;

/* Whether it looks as if drawn, rather than as a photo: of few colours, or flat in most places. */
gboolean pixels_are_drawn (const Pixels *pixels);

/* Makes the pixels, of one band, the nearest of the sixteen greys of an e-ink screen: 0, 17, 34 to 255.  In a photo
 * what is lost by that goes to the neighbours (Floyd and Steinberg 1976), in lines to and fro, so that skies stay
 * smooth; a drawing keeps its even grounds. */
void pixels_reduce (const Pixels *pixels, gboolean is_drawn);

#endif
