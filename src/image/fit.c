/* SPDX-License-Identifier: MIT */
#include "fit.h"

#include <math.h>
#include <string.h>

#include "bmp.h"
#include "pixels.h"

/* Pixels that are decoded at most of what is decoded line by line, and bytes that may be taken by what must be decoded
 * as a whole. */
#define MOST_STREAMED (G_GUINT64_CONSTANT (1) << 27)
#define MOST_WHOLE (G_GUINT64_CONSTANT (150) * 1000 * 1000)

/* What has more pixels than that for each of its bytes is no photo, and gets less. */
#define EMPTY 32
#define MOST_EMPTY (G_GUINT64_CONSTANT (100) * 1000 * 1000)

/* Of a picture that may be as large as it is but must change, so many pixels are made. */
#define MOST_MADE (25u * 1000 * 1000)

/* What is drawn has no pixels of its own: so many times its size, for the density of screens, and at most so many. */
#define DRAWING_SCALE 3
#define DRAWING_SIDE 1400

/* A drawing takes a hundred times its bytes of memory. */
#define MOST_DRAWING (1500u * 1000)

/* A JPEG of which nobody sees at arm's length that it is one; the next is for what gets larger than books should
 * hold, in bytes. */
static const int qualities[] = { 85, 75, 60 };
#define MOST_BYTES ((gsize) 1500 * 1000)

/* A PNG of more bytes for each pixel may be worth being a JPEG. */
#define COSTLY 0.25

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

/* ---- What it is ---- */

static gboolean
has_bytes (const guint8 *picture, gsize n_picture, gsize at, const char *bytes, gsize length)
{
    return n_picture >= at + length && memcmp (picture + at, bytes, length) == 0;
}

/* As libvips wants it, else it would ask loaders that are not allowed. */
gboolean
image_is_drawn (const guint8 *picture, gsize n_picture)
{
    gsize at = has_bytes (picture, n_picture, 0, "\xef\xbb\xbf", 3) ? 3 : 0;

    while (at < n_picture && g_ascii_isspace (picture[at]))
        at++;
    return at < n_picture && picture[at] == '<' && memmem (picture, MIN (n_picture, 1000), "<svg", 4) != NULL;
}

/* libvips lets all its loaders look whether a picture is theirs, ImageMagick too, before it finds them not allowed. */
static gboolean
is_allowed (const guint8 *picture, gsize n_picture)
{
    static const struct {
        gsize at, length;
        const char *bytes;
    } magics[] = {
        { 0, 3, "\xff\xd8\xff" }, { 0, 8, "\x89PNG\r\n\x1a\n" },
        { 0, 4, "GIF8" },         { 8, 4, "WEBP" },
        { 4, 4, "ftyp" },         { 0, 4, "II*\0" },
        { 0, 4, "MM\0*" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
        if (has_bytes (picture, n_picture, magics[i].at, magics[i].bytes, magics[i].length))
            return TRUE;
    return image_is_drawn (picture, n_picture);
}

VipsImage *
image_load_head (const guint8 *picture, gsize n_picture)
{
    if (bmp_begins (picture, n_picture))
        return bmp_load (picture, n_picture);
    return is_allowed (picture, n_picture) ? vips_image_new_from_buffer (picture, n_picture, "", NULL) : NULL;
}

/* ---- How large ---- */

static gboolean
is_loaded_by (const VipsImage *image, const char *loader)
{
    const char *name;

    return vips_image_get_typeof (image, VIPS_META_LOADER) != 0
           && vips_image_get_string (image, VIPS_META_LOADER, &name) == 0 && g_str_has_prefix (name, loader);
}

/* A progressive JPEG is held as its coefficients, two bytes each, until its last scan has come. */
static guint
coefficient_bytes (const VipsImage *head)
{
    const char *sampling;

    if (head->Bands == 3 && vips_image_get_typeof (head, "jpeg-chroma-subsample") != 0
        && vips_image_get_string (head, "jpeg-chroma-subsample", &sampling) == 0 && g_str_equal (sampling, "4:2:0"))
        return 3;
    return 2 * (guint) head->Bands;
}

/* The bytes that decoding takes for each pixel; 0: it is decoded line by line. */
static guint
bytes_a_pixel (const VipsImage *head)
{
    gboolean is_interlaced = vips_image_get_typeof (head, "interlaced") != 0;

    if (is_loaded_by (head, "jpegload"))
        return is_interlaced ? coefficient_bytes (head) : 0;
    if (is_loaded_by (head, "pngload"))
        return is_interlaced ? (guint) VIPS_IMAGE_SIZEOF_PEL (head) : 0;
    if (is_loaded_by (head, "tiffload"))
        return (guint) VIPS_IMAGE_SIZEOF_PEL (head);
    return 2 * (guint) VIPS_IMAGE_SIZEOF_PEL (head); /* the frame of the decoder, and its pixels */
}

ImageStatus
image_check_size (const VipsImage *head, guint32 n_picture)
{
    guint64 n_pixels = (guint64) head->Xsize * (guint64) head->Ysize, n_bytes = n_pixels * bytes_a_pixel (head);
    guint64 most = n_pixels / EMPTY <= n_picture ? MOST_WHOLE : MOST_EMPTY;

    if (is_loaded_by (head, "svgload"))
        return IMAGE_DONE;
    return n_pixels <= MOST_STREAMED && n_bytes <= most ? IMAGE_DONE : IMAGE_TOO_LARGE;
}

/* The longer side that the picture shall have. */
static int
find_side (const ImageRequest *request, const VipsImage *head)
{
    double larger = MAX (head->Xsize, head->Ysize), smaller = MIN (head->Xsize, head->Ysize), side = larger;
    guint most_pixels = request->most_pixels > 0 ? request->most_pixels : MOST_MADE;

    if (is_loaded_by (head, "svgload"))
        side = MIN (larger * DRAWING_SCALE, DRAWING_SIDE);
    if (request->most_side > 0)
        side = MIN (side, request->most_side);
    side = floor (MIN (side, sqrt (most_pixels * (larger / smaller))));
    while (side > 1 && side * round (side * smaller / larger) > most_pixels)
        side--;
    return MAX ((int) side, 1);
}

/* ---- Decoding ---- */

/* Without a profile, colours are converted only if there is no other way to tell what they are. */
static const char *
find_profile (const ImageRequest *request, const VipsImage *head)
{
    gboolean has_profile = vips_image_get_typeof (head, VIPS_META_ICC_NAME) != 0;

    return !request->is_plain && (has_profile || head->Type == VIPS_INTERPRETATION_CMYK) ? "srgb" : NULL;
}

/* Upright, in sRGB or near it, and no larger than it shall be. */
static VipsImage *
shrink (const ImageRequest *request, VipsImage *head, const guint8 *picture)
{
    int side = find_side (request, head);
    VipsSize size = is_loaded_by (head, "svgload") ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN;
    VipsImage *small = NULL;
    gboolean is_made;

    if (is_loaded_by (head, BMP_LOADER))
        is_made = vips_thumbnail_image (head, &small, side, "height", side, "size", size, NULL) == 0;
    else
        is_made = vips_thumbnail_buffer ((void *) picture, request->n_picture, &small, side, "height", side, "size",
                                         size, "export_profile", find_profile (request, head), "fail_on",
                                         VIPS_FAIL_ON_TRUNCATED, NULL)
                  == 0;
    return is_made ? small : NULL;
}

static VipsImage *
flatten (VipsImage *image)
{
    VipsArrayDouble *white = vips_array_double_newv (1, image->BandFmt == VIPS_FORMAT_USHORT ? 65535.0 : 255.0);
    VipsImage *flat = NULL;

    if (vips_flatten (image, &flat, "background", white, NULL) != 0)
        flat = NULL;
    vips_area_unref (VIPS_AREA (white));
    return flat;
}

/* All its pixels, of eight bits and one band or three, on white. */
static VipsImage *
develop (VipsImage *image, gboolean is_grey)
{
    g_autoptr (VipsImage) flat = vips_image_hasalpha (image) ? flatten (image) : g_object_ref (image);
    g_autoptr (VipsImage) coloured = NULL, bytes = NULL;
    VipsInterpretation space = is_grey || image->Bands < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;

    if (flat == NULL || vips_colourspace (flat, &coloured, space, NULL) != 0
        || vips_cast_uchar (coloured, &bytes, NULL) != 0)
        return NULL;
    return bytes->Bands == 1 || bytes->Bands == 3 ? vips_image_copy_memory (bytes) : NULL;
}

/* ---- Encoding ---- */

static gboolean
encode_png (VipsImage *image, int depth, Made *made)
{
    void *data = NULL;
    gboolean is_made = vips_pngsave_buffer (image, &data, &made->size, "compression", 6, "filter",
                                            depth < 8 ? VIPS_FOREIGN_PNG_FILTER_NONE : VIPS_FOREIGN_PNG_FILTER_ALL,
                                            "bitdepth", depth, "strip", TRUE, NULL)
                       == 0;

    made->data = data;
    made->format = IMAGE_PNG;
    return is_made;
}

static gboolean
encode_jpeg (VipsImage *image, const ImageRequest *request, Made *made)
{
    gboolean is_made = FALSE;

    for (guint i = 0; i < G_N_ELEMENTS (qualities); i++) {
        void *data = NULL;

        g_clear_pointer (&made->data, g_free);
        is_made = vips_jpegsave_buffer (image, &data, &made->size, "Q", qualities[i], "optimize_coding", TRUE, "strip",
                                        TRUE, NULL)
                  == 0;
        made->data = data;
        if (!is_made || made->size <= MOST_BYTES || request->most_pixels == 0)
            break;
    }
    made->format = IMAGE_JPEG;
    return is_made;
}

/* What has many colours but is flat may be a photo in a frame. */
static gboolean
encode_drawing (VipsImage *image, const ImageRequest *request, Made *made)
{
    Made jpeg = { .width = made->width, .height = made->height };

    if (!encode_png (image, 8, made))
        return FALSE;
    if (made->size < COSTLY * VIPS_IMAGE_N_PELS (image) || !encode_jpeg (image, request, &jpeg))
        return TRUE;
    if (jpeg.size < made->size / 2) {
        g_free (made->data);
        *made = jpeg;
    } else {
        g_free (jpeg.data);
    }
    return TRUE;
}

static gboolean
encode (VipsImage *image, const VipsImage *head, const ImageRequest *request, Made *made)
{
    const Pixels pixels = { VIPS_IMAGE_ADDR (image, 0, 0), image->Xsize, image->Ysize, image->Bands };
    gboolean is_drawing =
        is_loaded_by (head, "svgload") || (!is_loaded_by (head, "jpegload") && pixels_are_drawn (&pixels));

    made->width = (guint) image->Xsize;
    made->height = (guint) image->Ysize;
    if (request->is_grey) {
        pixels_reduce (&pixels, is_drawing);
        return encode_png (image, 4, made);
    }
    return is_drawing ? encode_drawing (image, request, made) : encode_jpeg (image, request, made);
}

static ImageStatus
make (const ImageRequest *request, const guint8 *picture, VipsImage *head, Made *made)
{
    g_autoptr (VipsImage) small = shrink (request, head, picture);
    g_autoptr (VipsImage) image = small != NULL ? develop (small, request->is_grey != 0) : NULL;

    return image != NULL && encode (image, head, request, made) ? IMAGE_DONE : IMAGE_BROKEN;
}

ImageStatus
image_fit (const ImageRequest *request, const guint8 *picture, Made *made)
{
    g_autoptr (VipsImage) head = NULL;
    ImageStatus status;

    if (request->n_picture > MOST_DRAWING && image_is_drawn (picture, request->n_picture))
        return IMAGE_TOO_LARGE;
    head = image_load_head (picture, request->n_picture);
    status = head != NULL ? image_check_size (head, request->n_picture) : IMAGE_BROKEN;
    return status == IMAGE_DONE ? make (request, picture, head, made) : status;
}
