/* SPDX-License-Identifier: MIT */
#include "photo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "enlarge.h"
#include "fit.h"

enum {
    SMALL = 160,         /* pixels of the longer side of what the photo is judged by */
    LEAST_HEIGHT = 1000, /* that a photo has on the cover */
    NEARLY_ALL = 2050,   /* from here on down to the foot the photo may as well fill the cover */
    N_BINS = 4096,       /* colours that are told apart: four bits of each channel */
    FEW_COLOURS = 6,
};

/* The parts of a photo's width that are shown: as much as the type leaves room for.  A panorama loses more. */
#define MOST_WIDTH 0.8
#define LEAST_WIDTH 0.6

/* What is cut has so many times the interest of the rest, or it is not worth showing more of the width. */
#define WORTH_SHOWING 1.3

/* A drawing has at least that much of its area in a few colours, and of one shade. */
#define FEW_COLOURS_PART 0.85
#define ONE_SHADE_PART 0.3

/* The photo made small. */
typedef struct {
    guint8 *pixels; /* RGB */
    int width, height;
} Small;

/* ---- Loading ---- */

/* Three channels of eight bits.  Takes the reference to `image`; NULL when it cannot be decoded or has holes. */
static guint8 *
to_rgb (VipsImage *image, int *width, int *height)
{
    g_autoptr (VipsImage) rgb = NULL, plain = NULL, bytes = NULL;
    gsize size;

    if (vips_colourspace (image, &rgb, VIPS_INTERPRETATION_sRGB, NULL) != 0)
        return NULL;
    if (!vips_image_hasalpha (rgb))
        plain = g_object_ref (rgb);
    else if (vips_flatten (rgb, &plain, NULL) != 0)
        return NULL;
    if (vips_cast_uchar (plain, &bytes, NULL) != 0 || bytes->Bands != 3)
        return NULL;
    *width = bytes->Xsize;
    *height = bytes->Ysize;
    return vips_image_write_to_memory (bytes, &size);
}

static gboolean
is_transparent (VipsImage *image)
{
    g_autoptr (VipsImage) alpha = NULL;
    double least;

    if (!vips_image_hasalpha (image))
        return FALSE;
    if (vips_extract_band (image, &alpha, image->Bands - 1, NULL) != 0 || vips_min (alpha, &least, NULL) != 0)
        return TRUE;
    return least < 250;
}

/* The size when upright, and without decoding a pixel. */
static gboolean
read_size (const void *data, gsize size, int *width, int *height)
{
    g_autoptr (VipsImage) image = vips_image_new_from_buffer (data, size, "", NULL);

    if (image == NULL)
        return FALSE;
    *width = vips_image_get_orientation_swap (image) ? image->Ysize : image->Xsize;
    *height = vips_image_get_orientation_swap (image) ? image->Xsize : image->Ysize;
    return TRUE;
}

static PhotoStatus
load_small (const void *data, gsize size, Small *small)
{
    g_autoptr (VipsImage) image = NULL;

    if (vips_thumbnail_buffer ((void *) data, size, &image, SMALL, "height", SMALL, "size", VIPS_SIZE_DOWN, NULL) != 0)
        return PHOTO_BROKEN;
    if (is_transparent (image))
        return PHOTO_UNFIT;
    small->pixels = to_rgb (image, &small->width, &small->height);
    return small->pixels != NULL ? PHOTO_PLACED : PHOTO_BROKEN;
}

/* ---- Judging ---- */

static int
luma (const guint8 *pixel)
{
    return (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2]) >> 8;
}

static int
compare_counts (const void *a, const void *b)
{
    return *(const int *) b - *(const int *) a;
}

static guint
bin_of (const guint8 *pixel)
{
    return (guint) (pixel[0] >> 4 << 8 | pixel[1] >> 4 << 4 | pixel[2] >> 4);
}

/* How many pixels of that bin have the luma that is most common among them, give or take one. */
static int
count_shade (const Small *small, guint bin)
{
    int counts[256 + 2] = { 0 }, most = 0;

    for (int i = 0; i < small->width * small->height; i++)
        if (bin_of (small->pixels + 3 * i) == bin)
            counts[1 + luma (small->pixels + 3 * i)]++;
    for (int i = 1; i <= 256; i++)
        most = MAX (most, counts[i - 1] + counts[i] + counts[i + 1]);
    return most;
}

/* Charts, maps, logos and line drawings are of a few colours on an even ground; a photo has all in between, snow and
 * sky too.  A black ground says nothing: there are nights. */
static gboolean
is_drawing (const Small *small)
{
    g_autofree int *counts = g_new0 (int, N_BINS);
    int n = small->width * small->height, n_few = 0;
    guint ground = 0;

    for (int i = 0; i < n; i++)
        counts[bin_of (small->pixels + 3 * i)]++;
    for (guint i = 0; i < N_BINS; i++)
        ground = counts[i] > counts[ground] ? i : ground;
    if (MAX (MAX (ground >> 8, ground >> 4 & 15), ground & 15) < 5)
        return FALSE;
    qsort (counts, N_BINS, sizeof *counts, compare_counts);
    for (guint i = 0; i < FEW_COLOURS; i++)
        n_few += counts[i];
    return n_few > n * FEW_COLOURS_PART && count_shade (small, ground) > n * ONE_SHADE_PART;
}

/* ---- Cropping ---- */

/* Skin of any shade has about the same chroma. */
static gboolean
is_skin (const guint8 *pixel)
{
    int y = luma (pixel);
    int cb = 128 + ((pixel[2] - y) * 144 >> 8), cr = 128 + ((pixel[0] - y) * 182 >> 8);

    return y > 35 && y < 240 && cb > 80 && cb < 126 && cr > 134 && cr < 172;
}

/* How much there is to see at a pixel: edges, strong colours, faces. */
static double
interest (const Small *small, int x, int y)
{
    const guint8 *pixel = small->pixels + 3 * (y * small->width + x);
    int here = luma (pixel), strongest, weakest;
    int edge = abs (luma (pixel + 3) - here) + abs (luma (pixel + 3 * small->width) - here);

    strongest = MAX (MAX (pixel[0], pixel[1]), pixel[2]);
    weakest = MIN (MIN (pixel[0], pixel[1]), pixel[2]);
    return MIN (edge, 60) + (strongest - weakest) / 8.0 + (is_skin (pixel) ? 25 : 0);
}

/* The interest of each column, or each row. */
static double *
profile (const Small *small, gboolean by_column)
{
    double *sums = g_new0 (double, by_column ? small->width : small->height);

    for (int y = 0; y + 1 < small->height; y++)
        for (int x = 0; x + 1 < small->width; x++)
            sums[by_column ? x : y] += interest (small, x, y);
    return sums;
}

/* What it costs a window to begin or end at something of interest. */
#define CUT_COST 0.1

/* Where a window of `length` of the `n` sums begins that holds the most.  Of equals that is best which is nearest to
 * `middle`, and what lies near it counts a little more anyway: photographers put it there. */
static int
best_window (const double *sums, int n, int length, double middle)
{
    double best = -G_MAXDOUBLE;
    int start = 0;

    for (int i = 0; i + length <= n; i++) {
        double off = n > length ? fabs ((double) i / (n - length) - middle) : 0;
        double sum = 0;

        for (int k = i; k < i + length; k++)
            sum += sums[k];
        /* rather not through the middle of something */
        sum -= (sums[i] + sums[i + length - 1]) * length * CUT_COST;
        sum *= 1 - 0.25 * off;
        if (sum > best) {
            best = sum;
            start = i;
        }
    }
    return start;
}

/* Where a window begins that shows this part of the photo's width, or height: from 0 to 1 - part. */
static double
choose_window (const Small *small, gboolean by_column, double part)
{
    g_autofree double *sums = profile (small, by_column);
    int n = by_column ? small->width : small->height;
    int length = MAX (1, (int) (n * part));

    /* What matters in an upright photo stands above its middle, and the headline will cover its foot. */
    return (double) best_window (sums, n, length, by_column ? 0.5 : 0.2) / n;
}

/* ---- Placing ---- */

/* A wide photo ends above the foot of the cover, so that enough of its width can be shown, and near `wish` if it can.
 * 0 when it is not fit. */
static int
height_on_cover (int width, int height, int wish)
{
    double shape = (double) width / height, natural = COVER_WIDTH / shape;
    int shown = CLAMP (wish, (int) (natural / MOST_WIDTH), (int) (natural / LEAST_WIDTH));

    if (!cover_may_show (width, height))
        return 0;
    if (shown > NEARLY_ALL && natural / LEAST_WIDTH > COVER_HEIGHT)
        shown = COVER_HEIGHT;
    shown = MIN (CLAMP (shown, LEAST_HEIGHT, COVER_HEIGHT), (int) (height * COVER_MOST_ENLARGED));
    return shown >= LEAST_HEIGHT ? shown : 0;
}

/* The photo, upright and in that size, which is no larger than its own. */
static VipsImage *
load (const void *data, gsize size, int width, int height)
{
    VipsImage *image;

    if (vips_thumbnail_buffer ((void *) data, size, &image, width, "height", height, "size", VIPS_SIZE_FORCE, NULL)
        != 0)
        return NULL;
    return image;
}

/* Draws what is shown of the photo, enlarged if need be. */
static gboolean
draw (const void *data, gsize size, int width, int height, const Small *small, guint8 *canvas, int shown_height)
{
    double scale = MAX ((double) COVER_WIDTH / width, (double) shown_height / height);
    double at_load = MIN (scale, 1), after = scale / at_load;
    int full_width = (int) lround (width * at_load), full_height = (int) lround (height * at_load);
    int part_width = MIN (full_width, (int) lround (COVER_WIDTH / after));
    int part_height = MIN (full_height, (int) lround (shown_height / after));
    int left = (int) (choose_window (small, TRUE, (double) part_width / full_width) * full_width);
    int top = (int) (choose_window (small, FALSE, (double) part_height / full_height) * full_height);
    g_autoptr (VipsImage) whole = load (data, size, full_width, full_height), part = NULL;
    g_autofree guint8 *pixels = NULL;

    if (whole == NULL
        || vips_extract_area (whole, &part, MIN (left, full_width - part_width), MIN (top, full_height - part_height),
                              part_width, part_height, NULL)
               != 0)
        return FALSE;
    pixels = to_rgb (part, &part_width, &part_height);
    if (pixels == NULL)
        return FALSE;
    if (part_width == COVER_WIDTH && part_height == shown_height)
        memcpy (canvas, pixels, (gsize) part_width * part_height * 3);
    else
        enlarge (pixels, part_width, part_height, canvas, shown_height);
    return TRUE;
}

/* The mean of the sums around i. */
static double
around (const double *sums, int n, int i)
{
    double sum = 0;
    int n_summed = 0;

    for (int k = MAX (i - 3, 0); k <= MIN (i + 3, n - 1); k++, n_summed++)
        sum += sums[k];
    return sum / n_summed;
}

/* Whether a face or something like it would be cut if the photo was shown with this height. */
static gboolean
cuts_something (const Small *small, int height)
{
    g_autofree double *sums = profile (small, TRUE);
    double part = (double) COVER_WIDTH * small->height / ((double) small->width * height);
    int n = small->width, length = CLAMP ((int) (n * part), 1, n);
    int start = best_window (sums, n, length, 0.5), end = start + length - 1;
    double mean = 0;

    for (int x = 0; x < n; x++)
        mean += sums[x] / n;
    return (start > 0 && around (sums, n, start) > mean * WORTH_SHOWING)
           || (end < n - 1 && around (sums, n, end) > mean * WORTH_SHOWING);
}

PhotoStatus
photo_place (const void *data, gsize size, guint8 *canvas, int wish, int *height)
{
    int photo_width, photo_height;
    Small small = { 0 };
    g_autofree guint8 *pixels = NULL;
    PhotoStatus status;

    if (!read_size (data, size, &photo_width, &photo_height))
        return PHOTO_BROKEN;
    *height = height_on_cover (photo_width, photo_height, wish);
    if (*height == 0)
        return PHOTO_UNFIT;
    status = load_small (data, size, &small);
    pixels = small.pixels;
    if (status != PHOTO_PLACED)
        return status;
    if (is_drawing (&small))
        return PHOTO_UNFIT;
    if (cuts_something (&small, *height))
        *height = height_on_cover (photo_width, photo_height, 0);
    return draw (data, size, photo_width, photo_height, &small, canvas, *height) ? PHOTO_PLACED : PHOTO_BROKEN;
}
