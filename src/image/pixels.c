/* SPDX-License-Identifier: MIT */
#include "pixels.h"

#include <string.h>

/* A picture of more colours is no drawing because of them. */
#define FEW_COLOURS 256

#define GREY_STEP 17

/* ---- Drawings ---- */

static gboolean
has_few_colours (const Pixels *pixels)
{
    g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);
    const guint8 *pixel = pixels->data;
    gsize n_pixels = (gsize) pixels->width * (gsize) pixels->height;
    guint32 last = G_MAXUINT32;

    for (gsize i = 0; i < n_pixels && g_hash_table_size (colours) <= FEW_COLOURS; i++, pixel += pixels->n_bands) {
        guint32 colour =
            pixels->n_bands == 1 ? pixel[0] : (guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2];

        if (colour != last)
            g_hash_table_add (colours, GUINT_TO_POINTER (colour));
        last = colour;
    }
    return g_hash_table_size (colours) <= FEW_COLOURS;
}

/* Most pixels are the same as those to their left. */
static gboolean
is_flat (const Pixels *pixels)
{
    gsize n_bands = (gsize) pixels->n_bands, n_pixels = (gsize) pixels->width * (gsize) pixels->height, n_same = 0;
    const guint8 *pixel = pixels->data;

    for (gsize i = 1; i < n_pixels; i++, pixel += n_bands)
        n_same += memcmp (pixel, pixel + n_bands, n_bands) == 0;
    return n_same > n_pixels / 2;
}

/* All greys are few colours, and no drawing by that. */
gboolean
pixels_are_drawn (const Pixels *pixels)
{
    return (pixels->n_bands > 1 && has_few_colours (pixels)) || is_flat (pixels);
}

/* ---- Greys ---- */

static int
nearest_grey (int value)
{
    return CLAMP ((value + GREY_STEP / 2) / GREY_STEP, 0, 15) * GREY_STEP;
}

/* What one line leaves to the next, and what is left to this one; both have a place more at either end.  The errors
 * are sixteen times what they are. */
static void
diffuse_line (guint8 *line, int width, int direction, const int *here, int *below)
{
    int first = direction > 0 ? 0 : width - 1, ahead = 0;

    memset (below, 0, sizeof *below * (gsize) (width + 2));
    for (int i = 0, x = first; i < width; i++, x += direction) {
        int wanted = line[x] + (here[x + 1] + ahead + 8 * (here[x + 1] + ahead > 0 ? 1 : -1)) / 16;
        int error;

        line[x] = (guint8) nearest_grey (MAX (wanted, 0));
        error = wanted - line[x];
        ahead = error * 7;
        below[x + 1 - direction] += error * 3;
        below[x + 1] += error * 5;
        below[x + 1 + direction] += error;
    }
}

static void
diffuse (const Pixels *pixels)
{
    g_autofree int *here = g_new0 (int, pixels->width + 2), *below = g_new0 (int, pixels->width + 2);

    for (int y = 0; y < pixels->height; y++) {
        int *done = here;

        diffuse_line (pixels->data + (gsize) y * (gsize) pixels->width, pixels->width, y % 2 == 0 ? 1 : -1, here,
                      below);
        here = below;
        below = done;
    }
}

void
pixels_reduce (const Pixels *pixels, gboolean is_drawn)
{
    gsize n_pixels = (gsize) pixels->width * (gsize) pixels->height;

    if (!is_drawn) {
        diffuse (pixels);
        return;
    }
    for (gsize i = 0; i < n_pixels; i++)
        pixels->data[i] = (guint8) nearest_grey (pixels->data[i]);
}
