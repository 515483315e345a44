/* SPDX-License-Identifier: MIT */
#include "cover.h"

#include "jpeg.h"
#include "type.h"

/* The semibold carries on a thumbnail and on e-ink; the regular has small capitals. */
#define HEADLINE_FONT "/sheaf/fonts/LinLibertine_RZ.otf"
#define TEXT_FONT "/sheaf/fonts/LinLibertine_R.otf"

/* A coloured panel with the headline stands on a strip of paper with the byline. */
enum {
    PANEL_ROWS = 110, /* of cells */
    LEFT = 140,
    COLUMN = PAGE_WIDTH - 2 * LEFT,
    PUBLICATION_TOP = 190,
    RULE_TOP = 290,
    RULE_HEIGHT = 4,
    HEADLINE_TOP = 430,
    BYLINE_TOP = PANEL_ROWS * CELL_HEIGHT + 140,
    DATE_GAP = 90,
};

static const TypeStyle headline_style = {
    .width = COLUMN,
    .height = 780,
    .size = 300,
    .least = 100,
    .leading = 1.08,
};
static const TypeStyle publication_style = {
    .width = COLUMN,
    .height = 60,
    .size = 92,
    .least = 64,
    .leading = 1.1,
    .tracking = 0.09,
    .features = "c2sc,smcp",
};
static const TypeStyle byline_style = {
    .width = COLUMN,
    .height = 220,
    .size = 104,
    .least = 70,
    .leading = 1.15,
    .features = "onum",
};
static const TypeStyle date_style = {
    .width = COLUMN,
    .height = 60,
    .size = 72,
    .least = 60,
    .leading = 1.15,
    .features = "onum",
};

static const Colour paper = { 0xF7, 0xF3, 0xE8 };
static const Colour ink = { 0x20, 0x1E, 0x1C };

/* All have more than 7:1 with the paper, and they run from dark grey to middle grey. */
static const Colour accents[] = {
    { 0x0B, 0x16, 0x2E }, /* night */
    { 0x2F, 0x16, 0x38 }, /* aubergine */
    { 0x6A, 0x17, 0x20 }, /* oxblood */
    { 0x17, 0x4A, 0x3D }, /* fir */
    { 0x12, 0x54, 0x62 }, /* petrol */
    { 0x48, 0x51, 0x5E }, /* slate */
};

/* The articles of one publication look alike on the shelf. */
static Colour
accent_for (const CoverText *text)
{
    const char *key = text->publication != NULL ? text->publication : text->title;

    return accents[g_str_hash (key != NULL ? key : "") % G_N_ELEMENTS (accents)];
}

static const char *
headline_of (const CoverText *text, const Font *font)
{
    const char *candidates[] = { text->title, text->publication, text->byline };

    for (guint i = 0; i < G_N_ELEMENTS (candidates); i++) {
        if (type_sets_any (font, candidates[i]))
            return candidates[i];
    }
    return NULL;
}

/* Sets and draws a text, and returns how high it came out. */
static int
place (Page *page, Font *font, const char *text, const TypeStyle *style, int y)
{
    g_autoptr (TypeBlock) block = type_set (font, text, style);

    type_block_draw (block, page, LEFT, y);
    return type_block_height (block);
}

static void
compose (Page *page, const CoverText *text, Font *headline_font, Font *text_font)
{
    const char *headline = headline_of (text, headline_font);
    int byline_height;

    if (headline != text->publication)
        place (page, text_font, text->publication, &publication_style, PUBLICATION_TOP);
    page_rule (page, LEFT, RULE_TOP, COLUMN, RULE_HEIGHT);
    place (page, headline_font, headline, &headline_style, HEADLINE_TOP);
    byline_height = place (page, text_font, text->byline, &byline_style, BYLINE_TOP);
    place (page, text_font, text->date, &date_style, BYLINE_TOP + byline_height + (byline_height > 0 ? DATE_GAP : 0));
}

GBytes *
cover_draw (const CoverText *text, GError **error)
{
    const Tint tints[] = { { accent_for (text), paper, PANEL_ROWS }, { paper, ink, PAGE_ROWS } };
    Font *headline_font = font_get (HEADLINE_FONT, text->language, error);
    Font *text_font = headline_font != NULL ? font_get (TEXT_FONT, text->language, error) : NULL;
    g_autoptr (Page) page = NULL;

    if (text_font == NULL)
        return NULL;
    page = page_new ();
    compose (page, text, headline_font, text_font);
    return jpeg_print (page, tints, G_N_ELEMENTS (tints));
}

gboolean
cover_can_draw (const char *text)
{
    const Font *font = font_get (HEADLINE_FONT, NULL, NULL);

    return font != NULL && type_can_set (font, text);
}
