/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "image/cover.h"

/* A cover as somebody sees it who holds it in hand. */
typedef struct {
    guint8 *pixels;
    gsize size;
} Print;

static void
print_clear (Print *print)
{
    g_free (print->pixels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Print, print_clear)

typedef struct {
    const char *title, *byline, *publication, *date, *language;
} Texts;

static const Texts sample = { "The clock that ran backwards", "Ann Lee", "The Brannock Courier", "14 April 2025",
                              "en" };

/* ---- Photos ---- */

/* What a photo shows at a place, both from 0 to 1, as a grey from 0 to 1. */
typedef double (*Scene) (double x, double y);

static double
noise (int x, int y)
{
    guint32 value = (guint32) x * 374761393u + (guint32) y * 668265263u;

    value = (value ^ value >> 13) * 1274126177u;
    return (value >> 8) / (double) (1 << 24);
}

static double
all_white (double x, double y)
{
    return 0.8 + 0.2 * noise ((int) (x * 90), (int) (y * 90));
}

static double
all_black (double x, double y)
{
    return 0.03 * noise ((int) (x * 90), (int) (y * 90));
}

static double
middle_grey (double x, double y)
{
    return 0.3 + 0.4 * noise ((int) (x * 40), (int) (y * 40));
}

static double
stripes (double x, double y)
{
    return (int) (x * 31) % 2 * 0.97 + 0.03 * noise ((int) (x * 99), (int) (y * 99));
}

static double
sparks (double x, double y)
{
    return noise ((int) (x * 300), (int) (y * 300)) > 0.97 ? 1 : 0.05 + 0.1 * y;
}

static double
sky_over_land (double x, double y)
{
    return (y < 0.5 ? 0.9 : 0.1) + 0.1 * noise ((int) (x * 60), (int) (y * 60));
}

static double
bars (double x, double y)
{
    return y > 0.9 || (x > 0.1 && (int) (x * 10) % 2 == 1 && y > x * 0.8) ? 0.3 : 1;
}

static GBytes *
take_photo (Scene scene, int width, int height)
{
    g_autofree guint8 *pixels = g_malloc ((gsize) width * height);
    VipsImage *image;
    void *data;
    gsize size;

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            pixels[y * width + x] = (guint8) (255 * CLAMP (scene ((x + 0.5) / width, (y + 0.5) / height), 0, 1));
    image = vips_image_new_from_memory (pixels, (gsize) width * height, width, height, 1, VIPS_FORMAT_UCHAR);
    g_assert_cmpint (vips_jpegsave_buffer (image, &data, &size, NULL), ==, 0);
    g_object_unref (image);
    return g_bytes_new_take (data, size);
}

/* ---- Printing ---- */

static ImageStatus
compose (GBytes *photo, const Texts *texts, Print *print)
{
    const char *const strings[IMAGE_N_TEXTS] = {
        [IMAGE_TITLE] = texts->title, [IMAGE_BYLINE] = texts->byline,     [IMAGE_PUBLICATION] = texts->publication,
        [IMAGE_DATE] = texts->date,   [IMAGE_LANGUAGE] = texts->language,
    };
    gsize size = 0;
    const void *data = photo != NULL ? g_bytes_get_data (photo, &size) : NULL;
    ImageStatus status;
    VipsImage *image = cover_compose (data, size, strings, &status);

    if (image == NULL)
        return status;
    g_assert_cmpint (image->Xsize, ==, COVER_WIDTH);
    g_assert_cmpint (image->Ysize, ==, COVER_HEIGHT);
    print->pixels = vips_image_write_to_memory (image, &print->size);
    g_object_unref (image);
    return status;
}

static const guint8 *
at (const Print *print, int x, int y)
{
    return print->pixels + 3 * ((gsize) y * COVER_WIDTH + x);
}

/* WCAG 2.1, relative luminance. */
static double
luminance (const guint8 *pixel)
{
    static const double shares[3] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double c = pixel[i] / 255.0;

        sum += shares[i] * (c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double
contrast (const guint8 *a, const guint8 *b)
{
    double la = luminance (a), lb = luminance (b);

    return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/* The colour of the letters in a row, or NULL when there are none: of the two inks of the house, what is there to the
 * letter.  The middle of a letter is all ink. */
static const Colour *
ink_of_row (const Print *print, int y)
{
    static const Colour *const inks[] = { &cover_paper, &cover_ink };

    for (guint i = 0; i < G_N_ELEMENTS (inks); i++) {
        int n = 0;

        for (int x = COVER_LEFT; x < COVER_WIDTH - COVER_LEFT; x++) {
            const guint8 *pixel = at (print, x, y);

            n += pixel[0] == inks[i]->red && pixel[1] == inks[i]->green && pixel[2] == inks[i]->blue;
        }
        if (n >= 8)
            return inks[i];
    }
    return NULL;
}

/* In every row with letters, the photo beside them is as it is behind them, since what lies over it runs across. */
static double
least_contrast (const Print *print, int *n_rows)
{
    double least = 21;

    *n_rows = 0;
    for (int y = 0; y < COVER_HEIGHT; y++) {
        const Colour *ink = ink_of_row (print, y);
        guint8 letter[3];

        if (ink == NULL)
            continue;
        memcpy (letter, (const guint8[]){ ink->red, ink->green, ink->blue }, sizeof letter);
        for (int x = 0; x < COVER_LEFT - 10; x++)
            least = MIN (least, contrast (letter, at (print, x, y)));
        ++*n_rows;
    }
    return least;
}

static void
test_letters_stand_out_of_any_photo (void)
{
    static const Scene scenes[] = { all_white, all_black, middle_grey, stripes, sparks, sky_over_land };
    static const int sizes[][2] = { { 1200, 1800 }, { 1500, 1000 }, { 1400, 1400 } };

    for (guint i = 0; i < G_N_ELEMENTS (scenes); i++) {
        const int *size = sizes[i % G_N_ELEMENTS (sizes)];
        g_autoptr (GBytes) photo = take_photo (scenes[i], size[0], size[1]);
        g_auto (Print) print = { 0 };
        int n_rows;

        g_assert_cmpint (compose (photo, &sample, &print), ==, IMAGE_DONE);
        g_assert_cmpfloat (least_contrast (&print, &n_rows), >=, 4.5);
        g_assert_cmpint (n_rows, >, 300);
    }
}

/* Of the pixels of the rows from `top` to `bottom` that the type made different. */
typedef struct {
    int left, right, top, bottom;
    double middle; /* their mean x */
    gsize n;
} Ink;

static Ink
find_ink (const Print *print, int top, int bottom)
{
    Ink ink = { .left = COVER_WIDTH, .top = COVER_HEIGHT };
    double sum = 0;

    for (int y = top; y < bottom; y++)
        for (int x = 0; x < COVER_WIDTH; x++) {
            if (contrast (at (print, x, y), at (print, 2, top)) < 2)
                continue;
            ink.left = MIN (ink.left, x);
            ink.right = MAX (ink.right, x);
            ink.top = MIN (ink.top, y);
            ink.bottom = MAX (ink.bottom, y);
            sum += x;
            ink.n++;
        }
    ink.middle = ink.n > 0 ? sum / ink.n : 0;
    return ink;
}

/* Below the rule, in the panel of a cover by type alone. */
static Ink
find_headline (const Print *print)
{
    return find_ink (print, COVER_RULE_TOP + 20, COVER_PANEL_HEIGHT - 1);
}

static void
assert_inside_margins (const Ink *ink)
{
    g_assert_cmpint (ink->n, >, 0);
    g_assert_cmpint (ink->left, >=, COVER_LEFT - 25);
    g_assert_cmpint (ink->right, <=, COVER_WIDTH - COVER_LEFT + 25);
    g_assert_cmpint (ink->bottom, <, COVER_PANEL_HEIGHT - 100);
}

static void
test_a_title_of_any_length_keeps_to_the_margins (void)
{
    static const char without_end[] =
        "A headline of two hundred characters, or thereabouts, that goes on because its author, who was paid by the "
        "word, could not be stopped by anybody at the paper, and least of all by the editor in chief";
    static const char *const titles[] = {
        "Ash",
        without_end,
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
        "港の時計は百年のあいだ逆に回っていたが、それに気づいた者は町にも船にもひとりもいなかった",
        "ساعة الميناء التي سارت إلى الوراء مئة عام ولم ينتبه إليها أحد من البحارة ولا من أهل المدينة",
        "बंदरगाह की घड़ी जो सौ साल उल्टी चली और किसी ने ध्यान नहीं दिया",
    };

    for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
        Texts texts = { .title = titles[i], .language = "und" };
        g_auto (Print) print = { 0 };
        Ink ink;

        g_assert_cmpint (compose (NULL, &texts, &print), ==, IMAGE_DONE);
        ink = find_headline (&print);
        assert_inside_margins (&ink);
    }
}

static void
test_the_same_cover_twice_has_the_same_bytes (void)
{
    g_autoptr (GBytes) photo = take_photo (middle_grey, 1500, 1000);
    g_auto (Print) first = { 0 }, other = { 0 }, again = { 0 };
    Texts arabic = { .title = "ساعة الميناء", .language = "ar" };

    g_assert_cmpint (compose (photo, &sample, &first), ==, IMAGE_DONE);
    g_assert_cmpint (compose (NULL, &arabic, &other), ==, IMAGE_DONE);
    g_assert_cmpint (compose (photo, &sample, &again), ==, IMAGE_DONE);
    g_assert_cmpmem (first.pixels, first.size, again.pixels, again.size);
}

static void
test_a_title_from_right_to_left_stands_at_the_right (void)
{
    static const Texts right[] = {
        { .title = "ساعة الميناء", .language = "ar" },
        { .title = "השעון של הנמל", .language = "he" },
        { .title = "14 نيسان", .language = "ar" }, /* begins with a number */
    };
    static const Texts left[] = {
        { .title = "Harbour", .language = "en" },
        { .title = "Harbour", .language = "ar" }, /* a word of another script than the book's */
    };

    for (guint i = 0; i < G_N_ELEMENTS (right); i++) {
        g_auto (Print) print = { 0 };

        g_assert_cmpint (compose (NULL, &right[i], &print), ==, IMAGE_DONE);
        g_assert_cmpfloat (find_headline (&print).middle, >, COVER_WIDTH / 2.0);
        g_assert_cmpint (find_headline (&print).right, >, COVER_WIDTH - COVER_LEFT - 40);
    }
    for (guint i = 0; i < G_N_ELEMENTS (left); i++) {
        g_auto (Print) print = { 0 };

        g_assert_cmpint (compose (NULL, &left[i], &print), ==, IMAGE_DONE);
        g_assert_cmpint (find_headline (&print).left, <, COVER_LEFT + 40);
    }
}

static void
assert_differ (const char *title, const char *language, const char *other_title, const char *other_language)
{
    Texts texts = { .title = title, .publication = "P", .language = language };
    Texts others = { .title = other_title, .publication = "P", .language = other_language };
    g_auto (Print) print = { 0 }, other = { 0 };

    g_assert_cmpint (compose (NULL, &texts, &print), ==, IMAGE_DONE);
    g_assert_cmpint (compose (NULL, &others, &other), ==, IMAGE_DONE);
    g_assert (print.pixels != NULL && other.pixels != NULL);
    g_assert_cmpint (memcmp (print.pixels, other.pixels, print.size), !=, 0);
}

/* The box that stands for a letter which is not there looks the same whatever the letter. */
static void
test_letters_of_many_scripts_are_drawn_as_such (void)
{
    static const char *const pairs[][2] = {
        { "港", "時" }, { "あ", "い" }, { "한", "국" }, { "अ", "क" }, { "ก", "ข" }, { "அ", "க" }, { "ა", "ბ" },
        { "Ա", "Բ" },   { "አ", "በ" },   { "ஃ", "ஈ" },   { "ម", "ក" }, { "မ", "က" }, { "ས", "ཀ" }, { "ع", "ب" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        assert_differ (pairs[i][0], "und", pairs[i][1], "und");
}

static void
test_east_asian_letters_have_the_shape_of_their_region (void)
{
    assert_differ ("直", "ja", "直", "zh-Hans");
    assert_differ ("骨", "zh-Hans", "骨", "zh-Hant");
    assert_differ ("骨", "zh-TW", "骨", "zh-CN");
}

/* Lines of the headline: rows of ink with blank rows between them. */
static guint
count_lines (const Print *print)
{
    gboolean was_blank = TRUE;
    guint n = 0;

    for (int y = COVER_RULE_TOP + 20; y < COVER_PANEL_HEIGHT - 1; y++) {
        gboolean is_blank = ink_of_row (print, y) == NULL;

        n += was_blank && !is_blank;
        was_blank = is_blank;
    }
    return n;
}

/* At the largest size it would be three lines of four letters. */
static void
test_korean_words_stay_whole (void)
{
    Texts texts = { .title = "대한민국만세 대한민국만세", .language = "ko" };
    g_auto (Print) print = { 0 };

    g_assert_cmpint (compose (NULL, &texts, &print), ==, IMAGE_DONE);
    g_assert_cmpint (count_lines (&print), ==, 2);
}

static void
test_a_title_without_a_typeface_is_refused (void)
{
    Texts cuneiform = { .title = "\xF0\x92\x80\x80\xF0\x92\x80\x81\xF0\x92\x80\x82", .language = "akk" };
    Texts none = { 0 };
    g_auto (Print) print = { 0 };

    g_assert_cmpint (compose (NULL, &cuneiform, &print), ==, IMAGE_NO_FONT);
    g_assert_cmpint (compose (NULL, &none, &print), ==, IMAGE_NO_FONT);
}

static void
assert_status (Scene scene, int width, int height, ImageStatus status)
{
    g_autoptr (GBytes) photo = take_photo (scene, width, height);
    g_auto (Print) print = { 0 };

    g_assert_cmpint (compose (photo, &sample, &print), ==, status);
}

static void
test_what_is_no_photo_for_a_cover_is_refused (void)
{
    g_autoptr (GBytes) junk = g_bytes_new_static ("\xff\xd8\xff\xe0 no more", 12);
    g_auto (Print) print = { 0 };

    assert_status (middle_grey, 400, 300, IMAGE_UNFIT);  /* too small */
    assert_status (middle_grey, 2400, 600, IMAGE_UNFIT); /* a banner */
    assert_status (middle_grey, 700, 2400, IMAGE_UNFIT); /* a strip */
    assert_status (bars, 1500, 1000, IMAGE_UNFIT);       /* a chart */
    assert_status (middle_grey, 2400, 1000, IMAGE_DONE);
    assert_status (middle_grey, 900, 1600, IMAGE_DONE);
    g_assert_cmpint (compose (junk, &sample, &print), ==, IMAGE_BROKEN);
}

/* A thumbnail of 160 x 240, in the sixteen greys of an e-ink screen. */
static void
test_the_headline_can_be_read_on_a_thumbnail (void)
{
    g_autoptr (GBytes) photo = take_photo (sky_over_land, 1500, 1000);
    g_auto (Print) print = { 0 };
    int n_light = 0, n_dark = 0;

    g_assert_cmpint (compose (photo, &sample, &print), ==, IMAGE_DONE);
    for (int y = 140; y < 200; y++)
        for (int x = 14; x < 146; x++) {
            int sum = 0;

            for (int i = 0; i < 100; i++)
                sum += at (&print, 10 * x + i % 10, 10 * y + i / 10)[1];
            n_light += sum / 100 / 16 >= 12;
            n_dark += sum / 100 / 16 <= 5;
        }
    g_assert_cmpint (n_light, >, 150); /* strokes of letters */
    g_assert_cmpint (n_dark, >, 2000); /* what they stand on */
}

static void
test_a_cover_without_publication_or_date_has_none (void)
{
    Texts bare = { .title = "Ash", .language = "en" };
    g_autoptr (GBytes) photo = take_photo (all_black, 1200, 1800);
    g_auto (Print) print = { 0 };

    g_assert_cmpint (compose (photo, &bare, &print), ==, IMAGE_DONE);
    for (int y = 0; y < 400; y++)
        g_assert_null (ink_of_row (&print, y));
}

static void
keep_quiet (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

int
main (int argc, char **argv)
{
    if (VIPS_INIT (argv[0]) != 0)
        g_error ("%s", vips_error_buffer ());
    g_test_init (&argc, &argv, NULL);
    g_log_set_always_fatal (G_LOG_FATAL_MASK); /* libvips warns of damaged pictures */
    g_log_set_handler ("VIPS", G_LOG_LEVEL_WARNING, keep_quiet, NULL);
    g_test_add_func ("/cover/contrast", test_letters_stand_out_of_any_photo);
    g_test_add_func ("/cover/margins", test_a_title_of_any_length_keeps_to_the_margins);
    g_test_add_func ("/cover/same-bytes", test_the_same_cover_twice_has_the_same_bytes);
    g_test_add_func ("/cover/right-to-left", test_a_title_from_right_to_left_stands_at_the_right);
    g_test_add_func ("/cover/scripts", test_letters_of_many_scripts_are_drawn_as_such);
    g_test_add_func ("/cover/regions", test_east_asian_letters_have_the_shape_of_their_region);
    g_test_add_func ("/cover/korean", test_korean_words_stay_whole);
    g_test_add_func ("/cover/no-typeface", test_a_title_without_a_typeface_is_refused);
    g_test_add_func ("/cover/no-photo", test_what_is_no_photo_for_a_cover_is_refused);
    g_test_add_func ("/cover/thumbnail", test_the_headline_can_be_read_on_a_thumbnail);
    g_test_add_func ("/cover/bare", test_a_cover_without_publication_or_date_has_none);
    return g_test_run ();
}
