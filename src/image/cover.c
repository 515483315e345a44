/* SPDX-License-Identifier: MIT */
#include "cover.h"

#include "photo.h"
#include "scrim.h"
#include "typeset.h"

enum {
    LEFT = COVER_LEFT,
    FOOT_BOTTOM = COVER_HEIGHT - 170, /* the last base line over a photo */
    FOOT_GAP = 120,                   /* between headline and byline */
    DATE_GAP = 52,
    FADE = 520,
    OVERLAP = 160, /* of a photo with the headline, if its shape allows */
    N_PIXELS = COVER_WIDTH * COVER_HEIGHT,
};

/* By type alone it has the cover to itself. */
static const TypesetStyle headline_style = {
    COVER_HEADLINE_STYLE,
    .weight = PANGO_WEIGHT_SEMIBOLD,
};
/* Over a photo it leaves room for that, unless it is long. */
static const TypesetStyle overprint_style = {
    .width = COVER_COLUMN,
    .height = 640,
    .size = 260,
    .least = 140,
    .leading = 1.06,
    .weight = PANGO_WEIGHT_SEMIBOLD,
};
static const TypesetStyle long_overprint_style = {
    .width = COVER_COLUMN,
    .height = 900,
    .size = 140,
    .least = 100,
    .leading = 1.06,
    .weight = PANGO_WEIGHT_SEMIBOLD,
};
static const TypesetStyle publication_style = {
    COVER_PUBLICATION_STYLE,
    .features = "c2sc=1,smcp=1",
    .weight = PANGO_WEIGHT_NORMAL,
};
static const TypesetStyle byline_style = {
    .width = COVER_COLUMN,
    .height = 190,
    .size = 92,
    .least = 70,
    .leading = 1.15,
    .features = "onum=1",
    .weight = PANGO_WEIGHT_NORMAL,
};
static const TypesetStyle date_style = {
    COVER_DATE_STYLE,
    .features = "onum=1",
    .weight = PANGO_WEIGHT_NORMAL,
};

/* The texts, set. */
typedef struct {
    Typeset *headline, *publication, *byline, *date;
} Setting;

static void
setting_clear (Setting *setting)
{
    typeset_free (setting->headline);
    typeset_free (setting->publication);
    typeset_free (setting->byline);
    typeset_free (setting->date);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Setting, setting_clear)

static Typeset *
set_text (const char *const texts[IMAGE_N_TEXTS], const char *text, const TypesetStyle *style)
{
    const Typefaces *faces = typefaces_for (&text, 1, texts[IMAGE_LANGUAGE]);

    return typeset_new (faces, text, texts[IMAGE_LANGUAGE], style);
}

static Typeset *
set_headline (const char *const texts[IMAGE_N_TEXTS], gboolean is_over_photo)
{
    Typeset *set = set_text (texts, texts[IMAGE_TITLE], is_over_photo ? &overprint_style : &headline_style);

    if (!is_over_photo || !typeset_is_cut (set))
        return set;
    typeset_free (set);
    return set_text (texts, texts[IMAGE_TITLE], &long_overprint_style);
}

/* FALSE when nothing of the title can be set. */
static gboolean
set_texts (Setting *setting, const char *const texts[IMAGE_N_TEXTS], gboolean is_over_photo)
{
    setting->headline = set_headline (texts, is_over_photo);
    setting->publication = set_text (texts, texts[IMAGE_PUBLICATION], &publication_style);
    setting->byline = set_text (texts, texts[IMAGE_BYLINE], &byline_style);
    setting->date = set_text (texts, texts[IMAGE_DATE], &date_style);
    return !typeset_is_empty (setting->headline);
}

/* ---- Ink ---- */

/* A sheet of ink, as large as the cover, that is printed in one colour. */
typedef struct {
    cairo_surface_t *surface;
    cairo_t *cairo;
} Sheet;

static void
sheet_open (Sheet *sheet)
{
    sheet->surface = cairo_image_surface_create (CAIRO_FORMAT_A8, COVER_WIDTH, COVER_HEIGHT);
    sheet->cairo = cairo_create (sheet->surface);
    cairo_set_source_rgb (sheet->cairo, 1, 1, 1);
}

static void
print_row (guint8 *row, const guint8 *ink, const Colour *colour)
{
    const guint8 channels[3] = { colour->red, colour->green, colour->blue };

    for (int x = 0; x < COVER_WIDTH; x++) {
        guint share = ink[x] + (ink[x] >> 7);

        for (int i = 0; share > 0 && i < 3; i++)
            row[3 * x + i] = (guint8) ((row[3 * x + i] * (256 - share) + channels[i] * share + 128) >> 8);
    }
}

/* Prints the rows and closes the sheet. */
static void
sheet_print (Sheet *sheet, guint8 *canvas, int top, int bottom, const Colour *colour)
{
    const guint8 *ink = cairo_image_surface_get_data (sheet->surface);
    int stride = cairo_image_surface_get_stride (sheet->surface);

    cairo_surface_flush (sheet->surface);
    for (int y = top; y < bottom; y++)
        print_row (canvas + (gsize) y * COVER_WIDTH * 3, ink + (gsize) y * stride, colour);
    cairo_destroy (sheet->cairo);
    cairo_surface_destroy (sheet->surface);
}

/* All stand on the side where the headline begins. */
static void
draw (const Setting *setting, const Typeset *set, cairo_t *cairo, int y)
{
    typeset_draw (set, cairo, LEFT, y, typeset_is_rtl (setting->headline));
}

/* The publication on its rule, clear of it in scripts that go below the line. */
static void
draw_masthead (const Setting *setting, cairo_t *cairo)
{
    int height = typeset_height (setting->publication), depth = typeset_depth (setting->publication);
    int base_line = MIN (COVER_PUBLICATION_LINE, COVER_RULE_TOP - 24 - depth);

    draw (setting, setting->publication, cairo, base_line - height);
    cairo_rectangle (cairo, LEFT, COVER_RULE_TOP, COVER_COLUMN, COVER_RULE_HEIGHT);
    cairo_fill (cairo);
}

/* ---- Over a photo ---- */

/* Where things stand from the foot up. */
typedef struct {
    int headline, byline, date;
} FootPlan;

static FootPlan
plan_foot (const Setting *setting)
{
    int date_height = typeset_height (setting->date), byline_height = typeset_height (setting->byline);
    FootPlan plan;

    plan.date = FOOT_BOTTOM - date_height;
    plan.byline = plan.date - byline_height - (date_height > 0 && byline_height > 0 ? DATE_GAP : 0);
    plan.headline = plan.byline - typeset_height (setting->headline) - typeset_depth (setting->headline);
    if (date_height > 0 || byline_height > 0)
        plan.headline -= FOOT_GAP;
    return plan;
}

static void
print_foot (guint8 *canvas, const Setting *setting, FootPlan plan, int photo_height)
{
    ScrimZone zone = { .bottom = COVER_HEIGHT, .fade = FADE };
    ScrimTone tone;
    Sheet sheet;

    /* Below a wide photo the headline is not left alone at the foot. */
    if (plan.headline > photo_height)
        plan.headline -= (plan.headline - photo_height) * 2 / 3;
    zone.top = plan.headline - 40;
    tone = scrim_lay (canvas, photo_height, &zone);
    sheet_open (&sheet);
    draw (setting, setting->headline, sheet.cairo, plan.headline);
    draw (setting, setting->byline, sheet.cairo, plan.byline);
    draw (setting, setting->date, sheet.cairo, plan.date);
    sheet_print (&sheet, canvas, zone.top, COVER_HEIGHT, &tone.ink);
}

static void
print_masthead (guint8 *canvas, const Setting *setting, int photo_height)
{
    ScrimZone zone = { 0, COVER_RULE_TOP + COVER_RULE_HEIGHT + 30, 240 };
    ScrimTone tone;
    Sheet sheet;

    if (typeset_is_empty (setting->publication))
        return;
    tone = scrim_lay (canvas, photo_height, &zone);
    sheet_open (&sheet);
    draw_masthead (setting, sheet.cairo);
    sheet_print (&sheet, canvas, 0, zone.bottom, &tone.ink);
}

/* ---- By type alone ---- */

static void
fill (guint8 *canvas, int top, int bottom, const Colour *colour)
{
    guint8 *pixel = canvas + (gsize) top * COVER_WIDTH * 3;

    for (int i = 0; i < (bottom - top) * COVER_WIDTH; i++, pixel += 3) {
        pixel[0] = colour->red;
        pixel[1] = colour->green;
        pixel[2] = colour->blue;
    }
}

static void
print_type (guint8 *canvas, const Setting *setting, const char *const texts[IMAGE_N_TEXTS])
{
    Colour accent = cover_accent (texts[IMAGE_PUBLICATION], texts[IMAGE_TITLE]);
    int byline_height = typeset_height (setting->byline);
    Sheet panel, strip;

    fill (canvas, 0, COVER_PANEL_HEIGHT, &accent);
    fill (canvas, COVER_PANEL_HEIGHT, COVER_HEIGHT, &cover_paper);
    sheet_open (&panel);
    draw_masthead (setting, panel.cairo);
    draw (setting, setting->headline, panel.cairo, COVER_HEADLINE_TOP);
    sheet_print (&panel, canvas, 0, COVER_PANEL_HEIGHT, &cover_paper);
    sheet_open (&strip);
    draw (setting, setting->byline, strip.cairo, COVER_BYLINE_TOP);
    draw (setting, setting->date, strip.cairo,
          COVER_BYLINE_TOP + byline_height + (byline_height > 0 ? COVER_DATE_GAP : 0));
    sheet_print (&strip, canvas, COVER_PANEL_HEIGHT, COVER_HEIGHT, &cover_ink);
}

static ImageStatus
print_over_photo (guint8 *canvas, const Setting *setting, const void *data, gsize size)
{
    FootPlan plan = plan_foot (setting);
    int photo_height;

    switch (photo_place (data, size, canvas, plan.headline + OVERLAP, &photo_height)) {
    case PHOTO_BROKEN: return IMAGE_BROKEN;
    case PHOTO_UNFIT: return IMAGE_UNFIT;
    case PHOTO_PLACED: break;
    }
    print_foot (canvas, setting, plan, photo_height);
    print_masthead (canvas, setting, photo_height);
    return IMAGE_DONE;
}

VipsImage *
cover_compose (const void *data, gsize size, const char *const texts[IMAGE_N_TEXTS], ImageStatus *status)
{
    g_autofree guint8 *canvas = g_malloc0 ((gsize) N_PIXELS * 3);
    g_auto (Setting) setting = { 0 };

    *status = IMAGE_DONE;
    if (!set_texts (&setting, texts, data != NULL))
        *status = IMAGE_NO_FONT;
    else if (data == NULL)
        print_type (canvas, &setting, texts);
    else
        *status = print_over_photo (canvas, &setting, data, size);
    if (*status != IMAGE_DONE)
        return NULL;
    return vips_image_new_from_memory_copy (canvas, (gsize) N_PIXELS * 3, COVER_WIDTH, COVER_HEIGHT, 3,
                                            VIPS_FORMAT_UCHAR);
}

/* ---- As a request wants it ---- */

/* As fine as the covers that are drawn in process. */
#define QUALITY 85

static gboolean
encode (VipsImage *image, gboolean is_grey, Made *made)
{
    g_autoptr (VipsImage) ready = NULL;
    void *data = NULL;
    gboolean is_made;

    if (vips_colourspace (image, &ready, is_grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB, NULL) != 0)
        return FALSE;
    is_made = vips_jpegsave_buffer (ready, &data, &made->size, "Q", QUALITY, "strip", TRUE, NULL) == 0;
    made->data = data;
    made->format = IMAGE_JPEG;
    made->width = COVER_WIDTH;
    made->height = COVER_HEIGHT;
    return is_made;
}

/* Drawings are none. */
static ImageStatus
check_photo (const ImageRequest *request, const guint8 *picture)
{
    g_autoptr (VipsImage) head = NULL;

    if (image_is_drawn (picture, request->n_picture))
        return IMAGE_UNFIT;
    head = image_load_head (picture, request->n_picture);
    return head != NULL ? image_check_size (head, request->n_picture) : IMAGE_BROKEN;
}

ImageStatus
image_cover (const ImageRequest *request, const guint8 *picture, char *const texts[IMAGE_N_TEXTS], Made *made)
{
    const char *given[IMAGE_N_TEXTS];
    gboolean has_photo = request->n_picture > 0;
    ImageStatus status = has_photo ? check_photo (request, picture) : IMAGE_DONE;
    g_autoptr (VipsImage) image = NULL;

    if (status != IMAGE_DONE)
        return status;
    for (guint i = 0; i < IMAGE_N_TEXTS; i++)
        given[i] = texts[i][0] != '\0' ? texts[i] : NULL;
    image = cover_compose (has_photo ? picture : NULL, request->n_picture, given, &status);
    if (image != NULL && !encode (image, request->is_grey != 0, made))
        status = IMAGE_BROKEN;
    return status;
}
