/* SPDX-License-Identifier: MIT */
#include "fit.h"

#include <math.h>
#include <string.h>
#include <vips/vips.h>

/* Pixels that are decoded at most: of what is decoded line by line, and of what is decoded at once. */
#define MOST_STREAMED (G_GUINT64_CONSTANT (1) << 27)
#define MOST_WHOLE (G_GUINT64_CONSTANT (50) * 1000 * 1000)

/* Drawings have no size of their own: they are drawn so wide or high. */
#define DRAWING_SIDE 1400

/* A JPEG of which nobody sees at arm's length that it is one. */
#define QUALITY 85

/* A picture of more colours is a photo rather than a drawing. */
#define MOST_COLOURS 4096

gboolean
image_prepare (void)
{
    static const char *const allowed[] = { "VipsForeignLoadJpeg", "VipsForeignLoadPng",  "VipsForeignLoadNsgif",
                                           "VipsForeignLoadWebp", "VipsForeignLoadHeif", "VipsForeignLoadTiff",
                                           "VipsForeignLoadSvg" };

    g_setenv ("VIPS_WARNING", "0", TRUE); /* it is silent when that is set */
    if (VIPS_INIT ("sheaf-image") != 0)
        return FALSE;
    vips_operation_block_set ("VipsForeignLoad", TRUE);
    for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
        vips_operation_block_set (allowed[i], FALSE);
    vips_cache_set_max (0);
    vips_concurrency_set (1);
    return TRUE;
}

static gboolean
is_loaded_by (const VipsImage *image, const char *loader)
{
    const char *name;

    return vips_image_get_typeof (image, VIPS_META_LOADER) != 0
           && vips_image_get_string (image, VIPS_META_LOADER, &name) == 0 && g_str_has_prefix (name, loader);
}

static ImageStatus
check_size (const VipsImage *head)
{
    gboolean is_streamed = (is_loaded_by (head, "jpegload") || is_loaded_by (head, "pngload"))
                           && vips_image_get_typeof (head, "interlaced") == 0;
    guint64 n_pixels = (guint64) head->Xsize * (guint64) head->Ysize;

    if (is_loaded_by (head, "svgload"))
        return IMAGE_DONE;
    return n_pixels <= (is_streamed ? MOST_STREAMED : MOST_WHOLE) ? IMAGE_DONE : IMAGE_TOO_LARGE;
}

/* The longer side that the picture shall have. */
static int
find_side (const ImageRequest *request, const VipsImage *head)
{
    double width = head->Xsize, height = head->Ysize, scale = 1;

    if (is_loaded_by (head, "svgload"))
        return request->most_side > 0 ? (int) MIN (request->most_side, DRAWING_SIDE) : DRAWING_SIDE;
    if (request->most_pixels > 0)
        scale = MIN (scale, sqrt (request->most_pixels / (width * height)));
    if (request->most_side > 0)
        scale = MIN (scale, request->most_side / MAX (width, height));
    return MAX ((int) (MAX (width, height) * scale + 1e-6), 1);
}

/* Upright, in sRGB or grey, on white, and no larger than it shall be. */
static VipsImage *
load (const ImageRequest *request, const guint8 *picture, const VipsImage *head)
{
    int side = find_side (request, head);
    VipsImage *small = NULL, *flat = NULL;
    VipsArrayDouble *white;

    if (vips_thumbnail_buffer ((void *) picture, request->n_picture, &small, side, "height", side, "size",
                               is_loaded_by (head, "svgload") ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN, "export_profile",
                               "srgb", "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL)
        != 0)
        return NULL;
    if (!vips_image_hasalpha (small))
        return small;
    white = vips_array_double_newv (1, 255.0);
    if (vips_flatten (small, &flat, "background", white, NULL) != 0)
        flat = NULL;
    vips_area_unref (VIPS_AREA (white));
    g_object_unref (small);
    return flat;
}

/* All its pixels, of eight bits and one band or three. */
static VipsImage *
develop (VipsImage *image, gboolean is_grey)
{
    VipsImage *coloured = NULL, *whole = NULL;
    VipsInterpretation space = is_grey || image->Bands < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;

    if (vips_colourspace (image, &coloured, space, NULL) != 0)
        return NULL;
    if (vips_cast_uchar (coloured, &image, NULL) == 0) {
        whole = vips_image_copy_memory (image);
        g_object_unref (image);
    }
    g_object_unref (coloured);
    return whole;
}

static guint
count_colours (const VipsImage *image, guint limit)
{
    g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);
    const guint8 *pixel = VIPS_IMAGE_ADDR (image, 0, 0);
    gsize n_pixels = VIPS_IMAGE_N_PELS (image);
    guint32 last = G_MAXUINT32;

    for (gsize i = 0; i < n_pixels && g_hash_table_size (colours) <= limit; i++, pixel += image->Bands) {
        guint32 colour = image->Bands == 1 ? pixel[0] : (guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2];

        if (colour != last)
            g_hash_table_add (colours, GUINT_TO_POINTER (colour));
        last = colour;
    }
    return g_hash_table_size (colours);
}

static gboolean
is_drawing (const VipsImage *image, const VipsImage *head)
{
    if (is_loaded_by (head, "svgload"))
        return TRUE;
    return !is_loaded_by (head, "jpegload") && count_colours (image, MOST_COLOURS) <= MOST_COLOURS;
}

static gboolean
encode (VipsImage *image, ImageFormat format, Made *made)
{
    void *data = NULL;
    int fault = format == IMAGE_PNG
                    ? vips_pngsave_buffer (image, &data, &made->size, "compression", 9, "strip", TRUE, NULL)
                    : vips_jpegsave_buffer (image, &data, &made->size, "Q", QUALITY, "optimize_coding", TRUE, "strip",
                                            TRUE, NULL);

    made->data = data;
    made->format = format;
    made->width = (guint) image->Xsize;
    made->height = (guint) image->Ysize;
    return fault == 0;
}

static ImageStatus
make (const ImageRequest *request, const guint8 *picture, const VipsImage *head, Made *made)
{
    VipsImage *loaded = load (request, picture, head), *image = NULL;
    gboolean is_made;

    if (loaded == NULL)
        return IMAGE_BROKEN;
    image = develop (loaded, request->is_grey != 0);
    g_object_unref (loaded);
    if (image == NULL)
        return IMAGE_BROKEN;
    is_made = encode (image, is_drawing (image, head) ? IMAGE_PNG : IMAGE_JPEG, made);
    g_object_unref (image);
    return is_made ? IMAGE_DONE : IMAGE_BROKEN;
}

ImageStatus
image_fit (const ImageRequest *request, const guint8 *picture, Made *made)
{
    VipsImage *head = vips_image_new_from_buffer (picture, request->n_picture, "", NULL);
    ImageStatus status = head != NULL ? check_size (head) : IMAGE_BROKEN;

    if (status == IMAGE_DONE)
        status = make (request, picture, head, made);
    if (head != NULL)
        g_object_unref (head);
    return status;
}
