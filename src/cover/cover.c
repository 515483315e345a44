/* SPDX-License-Identifier: MIT */
#include "cover.h"

#include "jpeg.h"
#include "type.h"

/* The semibold carries on a thumbnail and on e-ink; the regular has small capitals. */
#define HEADLINE_FONT "/sheaf/fonts/LinLibertine_RZ.otf"
#define TEXT_FONT "/sheaf/fonts/LinLibertine_R.otf"

enum {
    LEFT = COVER_LEFT,
    PANEL_ROWS = COVER_PANEL_HEIGHT / CELL_HEIGHT, /* of cells */
};

G_STATIC_ASSERT ((int) PAGE_WIDTH == (int) COVER_WIDTH && (int) PAGE_HEIGHT == (int) COVER_HEIGHT);
G_STATIC_ASSERT (COVER_PANEL_HEIGHT % CELL_HEIGHT == 0);

static const TypeStyle headline_style = {
    COVER_HEADLINE_STYLE,
};
static const TypeStyle publication_style = {
    COVER_PUBLICATION_STYLE,
    .features = "c2sc,smcp",
};
static const TypeStyle byline_style = {
    .width = COVER_COLUMN,
    .height = 220,
    .size = 104,
    .least = 70,
    .leading = 1.15,
    .features = "onum",
};
static const TypeStyle date_style = {
    COVER_DATE_STYLE,
    .features = "onum",
};

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
        place (page, text_font, text->publication, &publication_style, COVER_PUBLICATION_TOP);
    page_rule (page, LEFT, COVER_RULE_TOP, COVER_COLUMN, COVER_RULE_HEIGHT);
    place (page, headline_font, headline, &headline_style, COVER_HEADLINE_TOP);
    byline_height = place (page, text_font, text->byline, &byline_style, COVER_BYLINE_TOP);
    place (page, text_font, text->date, &date_style,
           COVER_BYLINE_TOP + byline_height + (byline_height > 0 ? COVER_DATE_GAP : 0));
}

static Colour
to_grey (Colour colour)
{
    guint8 grey = (guint8) ((77 * colour.red + 150 * colour.green + 29 * colour.blue) >> 8);

    return (Colour){ grey, grey, grey };
}

static GBytes *
draw (const CoverText *text, gboolean is_grey, GError **error)
{
    Colour accent = cover_accent (text->publication, text->title);
    const Tint tints[] = {
        { is_grey ? to_grey (accent) : accent, is_grey ? to_grey (cover_paper) : cover_paper, PANEL_ROWS },
        { is_grey ? to_grey (cover_paper) : cover_paper, is_grey ? to_grey (cover_ink) : cover_ink, PAGE_ROWS },
    };
    Font *headline_font = font_get (HEADLINE_FONT, text->language, error);
    Font *text_font = headline_font != NULL ? font_get (TEXT_FONT, text->language, error) : NULL;
    g_autoptr (Page) page = NULL;

    if (text_font == NULL)
        return NULL;
    page = page_new ();
    compose (page, text, headline_font, text_font);
    return jpeg_print (page, tints, G_N_ELEMENTS (tints));
}

/* Whether the built-in typeface has the letters, Latin, Greek, Cyrillic and Hebrew mostly. */
static gboolean
can_draw (const char *text)
{
    const Font *font = font_get (HEADLINE_FONT, NULL, NULL);

    return font != NULL && (text == NULL || type_can_set (font, text));
}

static GBytes *
ask_for (const CoverText *text, GBytes *photo, gboolean is_grey, ImageStatus *status)
{
    const char *const texts[IMAGE_N_TEXTS] = {
        [IMAGE_TITLE] = text->title, [IMAGE_BYLINE] = text->byline,     [IMAGE_PUBLICATION] = text->publication,
        [IMAGE_DATE] = text->date,   [IMAGE_LANGUAGE] = text->language,
    };

    return picture_cover (photo, texts, is_grey, status);
}

/* NULL when none of the photos is fit, or the letters of the title are not to be had. */
static GBytes *
make_with_photo (const CoverText *text, GBytes *const *photos, guint n_photos, gboolean is_grey, CoverOutcome *outcome)
{
    ImageStatus status = IMAGE_UNFIT;
    GBytes *cover = NULL;

    for (guint i = 0; i < n_photos && cover == NULL; i++) {
        cover = ask_for (text, photos[i], is_grey, &status);
        if (cover != NULL)
            outcome->photo = (gint) i;
        else
            outcome->lost_photo |= status == IMAGE_NO_FONT ? can_draw (text->title) : status != IMAGE_UNFIT;
    }
    return cover;
}

GBytes *
cover_make (const CoverText *text, GBytes *const *photos, guint n_photos, gboolean is_grey, CoverOutcome *outcome,
            GError **error)
{
    ImageStatus status;
    GBytes *cover;

    *outcome = (CoverOutcome){ .photo = -1 };
    cover = make_with_photo (text, photos, n_photos, is_grey, outcome);
    if (cover == NULL && !can_draw (text->title)) {
        cover = ask_for (text, NULL, is_grey, &status);
        outcome->lacks_letters = cover == NULL;
    }
    return cover != NULL ? cover : draw (text, is_grey, error);
}
