/* SPDX-License-Identifier: MIT */
#ifndef HOUSE_H
#define HOUSE_H

#include <glib.h>

/* The style of the house: what covers of all kinds have in common.  Pixels. */
enum {
    COVER_WIDTH = 1600,
    COVER_HEIGHT = 2400,
    COVER_LEFT = 140,
    COVER_COLUMN = COVER_WIDTH - 2 * COVER_LEFT,
    COVER_PUBLICATION_TOP = 190,
    COVER_PUBLICATION_LINE = 250, /* the base line of capitals that begin there */
    COVER_RULE_TOP = 290,
    COVER_RULE_HEIGHT = 4,
    /* by type alone: a coloured panel with the headline stands on a strip of paper with the byline */
    COVER_PANEL_HEIGHT = 1760,
    COVER_HEADLINE_TOP = 430,
    COVER_BYLINE_TOP = COVER_PANEL_HEIGHT + 140,
    COVER_DATE_GAP = 90,
};

/* How texts are set, as fields of a TypeStyle, which one folder has, and of a TypesetStyle, which the other has. */
#define COVER_HEADLINE_STYLE .width = COVER_COLUMN, .height = 960, .size = 300, .least = 100, .leading = 1.08
#define COVER_PUBLICATION_STYLE                                                                                        \
    .width = COVER_COLUMN, .height = 64, .size = 92, .least = 64, .leading = 1.1, .tracking = 0.09
#define COVER_DATE_STYLE .width = COVER_COLUMN, .height = 60, .size = 72, .least = 60, .leading = 1.15

/* Of the photos that a cover can show: how much they may be enlarged, and the shapes, as width by height, beyond which
 * they are banners and strips. */
#define COVER_MOST_ENLARGED 2.4
#define COVER_WIDEST 3.4
#define COVER_TALLEST 0.42

/* Whether a photo of that size can be on a cover, as far as its size tells. */
static inline gboolean
cover_may_show (int width, int height)
{
    double shape = (double) width / height;

    return shape <= COVER_WIDEST && shape >= COVER_TALLEST && width * COVER_MOST_ENLARGED >= COVER_WIDTH;
}

typedef struct {
    guint8 red, green, blue;
} Colour;

static const Colour cover_paper = { 0xF7, 0xF3, 0xE8 };
static const Colour cover_ink = { 0x20, 0x1E, 0x1C };

/* The colour of a panel: the articles of one publication look alike on the shelf. */
static inline Colour
cover_accent (const char *publication, const char *title)
{
    /* All have more than 7:1 with the paper, and they run from dark grey to middle grey. */
    static const Colour accents[] = {
        { 0x0B, 0x16, 0x2E }, /* night */
        { 0x2F, 0x16, 0x38 }, /* aubergine */
        { 0x6A, 0x17, 0x20 }, /* oxblood */
        { 0x17, 0x4A, 0x3D }, /* fir */
        { 0x12, 0x54, 0x62 }, /* petrol */
        { 0x48, 0x51, 0x5E }, /* slate */
    };
    const char *key = publication != NULL ? publication : title;

    return accents[g_str_hash (key != NULL ? key : "") % G_N_ELEMENTS (accents)];
}

#endif
