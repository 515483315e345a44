/* SPDX-License-Identifier: MIT */
#include "scrim.h"

#include <math.h>

enum {
    MELT = 420, /* rows in which the end of a photo goes over into the plain ground */
    /* No channel of a pixel behind light type is above, or behind dark type below: 5:1 with the inks of the house. */
    DARK_ENOUGH = 104,
    LIGHT_ENOUGH = 144,
    /* Most of the pixels shall get there by the scrim alone, to 7:1, so that little is cut off. */
    DARK_WISH = 72,
    LIGHT_WISH = 184,
};

/* What a scrim grows to at the foot. */
#define FOOT_STRENGTH 0.93

/* Light type is what readers know from covers: dark type has to make a difference. */
#define DARK_PREFERENCE 0.1

/* The part of a scrim's zone that it is to settle: what is outside is cut off. */
#define SETTLED 0.95

typedef struct {
    ScrimTone tone;
    gboolean is_dark;
    double strength; /* how much of the ground is mixed in, from 0 to 1 */
} Scrim;

static int
luma (const guint8 *pixel)
{
    return (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2]) >> 8;
}

/* What the rows look like: the mean of each channel, and how often each luma occurs. */
typedef struct {
    guint64 sums[3];
    guint lumas[256];
    guint n;
} Look;

/* Every fourth pixel of every fourth row says enough. */
static Look
look_at (const guint8 *canvas, int top, int bottom)
{
    Look look = { 0 };

    for (int y = top; y < bottom; y += 4) {
        const guint8 *row = canvas + (gsize) y * COVER_WIDTH * 3;

        for (int x = 0; x < COVER_WIDTH; x += 4) {
            for (int i = 0; i < 3; i++)
                look.sums[i] += row[3 * x + i];
            look.lumas[luma (row + 3 * x)]++;
            look.n++;
        }
    }
    return look;
}

/* The luma that a part of the pixels, from the darkest or from the lightest on, does not go beyond. */
static int
quantile (const Look *look, double part)
{
    double rest = part * look->n;
    int value = 0;

    while (value < 255 && (rest -= look->lumas[value]) > 0)
        value++;
    return value;
}

/* A shade of what the photo shows there, so that both are of a piece. */
static Colour
ground_for (const guint8 mean[3], gboolean is_dark)
{
    int middle = luma (mean);
    guint8 ground[3];

    for (int i = 0; i < 3; i++) {
        int off = mean[i] - middle;

        ground[i] = (guint8) (is_dark ? CLAMP (24 + off * 2 / 5, 8, 60) : CLAMP (232 + off / 5, 205, 252));
    }
    return (Colour){ ground[0], ground[1], ground[2] };
}

static int
colour_luma (const Colour *colour)
{
    return luma ((const guint8[]){ colour->red, colour->green, colour->blue });
}

static double
strength_for (const Look *look, const Scrim *scrim)
{
    int wish = scrim->is_dark ? DARK_WISH : LIGHT_WISH;
    int value = quantile (look, scrim->is_dark ? SETTLED : 1 - SETTLED);
    int ground = colour_luma (&scrim->tone.ground);

    if (scrim->is_dark ? value <= wish : value >= wish)
        return 0;
    return (double) (value - wish) / (value - ground);
}

static Scrim
make (const Look *look, const guint8 mean[3], gboolean is_dark)
{
    Scrim scrim = { .is_dark = is_dark };

    scrim.tone.ground = ground_for (mean, is_dark);
    scrim.tone.ink = is_dark ? cover_paper : cover_ink;
    scrim.strength = strength_for (look, &scrim);
    return scrim;
}

/* Dark or light: whichever hides less of the photo. */
static Scrim
choose (const guint8 *canvas, int top, int bottom)
{
    Look look = look_at (canvas, top, bottom);
    guint8 mean[3];
    Scrim dark, light;

    for (int i = 0; i < 3; i++)
        mean[i] = (guint8) (look.sums[i] / MAX (look.n, 1));
    dark = make (&look, mean, TRUE);
    light = make (&look, mean, FALSE);
    return light.strength + DARK_PREFERENCE < dark.strength ? light : dark;
}

static double
smooth (double t)
{
    t = CLAMP (t, 0, 1);
    return t * t * (3 - 2 * t);
}

/* How much of the scrim there is in a row, from 0 to 1: all in the zone, and less the farther away. */
static double
presence (const ScrimZone *zone, int y)
{
    int away = MAX (zone->top - y, y - (zone->bottom - 1));

    return away <= 0 ? 1 : smooth (1 - (double) away / zone->fade);
}

/* Sixteen bits are enough, and let the compiler take eight channels or more at once. */
static void
lay_row (guint8 *row, const guint8 *ground, const Scrim *scrim, double mix, double weight)
{
    guint16 share = (guint16) lround (mix * 256), rest = (guint16) (256 - share);
    guint8 least = scrim->is_dark ? 0 : (guint8) (LIGHT_ENOUGH * weight);
    guint8 most = scrim->is_dark ? (guint8) (255 - (255 - DARK_ENOUGH) * weight) : 255;

    for (int i = 0; i < COVER_WIDTH * 3; i++) {
        guint8 value = (guint8) ((guint16) (row[i] * rest + ground[i] * share + 128) >> 8);

        value = MAX (value, least);
        row[i] = MIN (value, most);
    }
}

static void
fill_row (guint8 *row, const Colour *colour)
{
    for (int x = 0; x < COVER_WIDTH; x++, row += 3) {
        row[0] = colour->red;
        row[1] = colour->green;
        row[2] = colour->blue;
    }
}

/* Towards the foot of the cover the photo goes over into its ground: nearly, or wholly where it ends before. */
static double
deepen (double mix, int y, int top, int photo_height)
{
    double at_foot = FOOT_STRENGTH * smooth (1.4 * (y - top) / (COVER_HEIGHT - top));
    double at_end = smooth (1 - (double) (photo_height - y) / MELT);

    return MAX (MAX (mix, at_foot), photo_height < COVER_HEIGHT ? at_end : 0);
}

ScrimTone
scrim_lay (guint8 *canvas, int photo_height, const ScrimZone *zone)
{
    gboolean is_foot = zone->bottom == COVER_HEIGHT;
    int bottom = MIN (zone->bottom, photo_height);
    Scrim scrim = choose (canvas, MIN (zone->top, photo_height - MELT), bottom);
    guint8 ground[COVER_WIDTH * 3];

    fill_row (ground, &scrim.tone.ground);
    for (int y = MAX (0, is_foot ? MIN (zone->top - zone->fade, photo_height - MELT) : zone->top - zone->fade);
         y < MIN (COVER_HEIGHT, zone->bottom + zone->fade); y++) {
        double weight = presence (zone, y), mix = weight * scrim.strength;

        if (is_foot)
            mix = deepen (mix, y, zone->top, photo_height);
        lay_row (canvas + (gsize) y * COVER_WIDTH * 3, ground, &scrim, mix, weight);
    }
    return scrim.tone;
}
