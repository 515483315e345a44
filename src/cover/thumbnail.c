/* SPDX-License-Identifier: MIT */
#include "thumbnail.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "picture/picture.h"

/* Covers that sheaf makes are JPEGs of one scan, which are decoded here, and at an eighth of their size, in a
 * millisecond or two: a hundred thousand of them may be wanted.  Whatever else is a cover, somebody brought, and that
 * is for sheaf-image. */

#define QUALITY 70

/* libjpeg's way out of an error. */
typedef struct {
    struct jpeg_error_mgr manager; /* first: libjpeg knows only this */
    jmp_buf out;
} Errors;

static void
leave (j_common_ptr jpeg)
{
    longjmp (((Errors *) jpeg->err)->out, 1);
}

static void
say_nothing (j_common_ptr jpeg)
{
}

static struct jpeg_error_mgr *
errors_init (Errors *errors)
{
    jpeg_std_error (&errors->manager);
    errors->manager.error_exit = leave;
    errors->manager.output_message = say_nothing;
    return &errors->manager;
}

/* A picture being made smaller: each of its pixels is the mean of the area that it takes the place of. */
typedef struct {
    Errors errors;
    struct jpeg_decompress_struct from;
    struct jpeg_compress_struct to;
    guint width, height; /* of what is made */
    guint8 *row;         /* of what is read */
    guint8 *pixels;      /* of what is made, RGB */
    guint64 *sums;       /* of a row of them */
    unsigned char *data; /* the JPEG */
    unsigned long size;
} Thumbnail;

static void
thumbnail_clear (Thumbnail *thumbnail)
{
    jpeg_destroy_decompress (&thumbnail->from);
    jpeg_destroy_compress (&thumbnail->to);
    g_free (thumbnail->row);
    g_free (thumbnail->pixels);
    g_free (thumbnail->sums);
    free (thumbnail->data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Thumbnail, thumbnail_clear)

/* ---- size ---- */

/* The size of a picture within a frame. */
static void
fit_into (guint64 width, guint64 height, guint max_width, guint max_height, guint *made_width, guint *made_height)
{
    *made_width = (guint) MIN (width, max_width);
    *made_height = (guint) MIN (height, max_height);
    if (*made_width * height > *made_height * width)
        *made_width = (guint) MAX ((*made_height * width + height / 2) / height, 1);
    else
        *made_height = (guint) MAX ((*made_width * height + width / 2) / width, 1);
}

/* The smallest scale of the decoder that is still not smaller than what is made. */
static void
choose_scale (Thumbnail *thumbnail)
{
    struct jpeg_decompress_struct *from = &thumbnail->from;

    from->out_color_space = JCS_RGB;
    from->scale_denom = 8;
    for (from->scale_num = 1; from->scale_num < 8; from->scale_num *= 2) {
        jpeg_calc_output_dimensions (from);
        if (from->output_width >= thumbnail->width && from->output_height >= thumbnail->height)
            break;
    }
}

/* ---- pixels ---- */

/* How much of the pixel `at`, of `n_from` that are in a row, is in the pixel `to` of `n_to` in its place. */
static guint64
overlap (guint64 at, guint64 n_from, guint64 to, guint64 n_to)
{
    guint64 start = MAX (at * n_to, to * n_from), end = MIN ((at + 1) * n_to, (to + 1) * n_from);

    return end > start ? end - start : 0;
}

static void
add_row (Thumbnail *thumbnail, guint64 weight)
{
    guint n_from = thumbnail->from.output_width;

    for (guint x = 0; x < n_from; x++) {
        guint to = (guint) ((guint64) x * thumbnail->width / n_from);
        guint64 first = weight * overlap (x, n_from, to, thumbnail->width);
        guint64 second = to + 1 < thumbnail->width ? weight * overlap (x, n_from, to + 1, thumbnail->width) : 0;

        for (guint i = 0; i < 3; i++) {
            thumbnail->sums[3 * to + i] += first * thumbnail->row[3 * x + i];
            if (second > 0)
                thumbnail->sums[3 * to + 3 + i] += second * thumbnail->row[3 * x + i];
        }
    }
}

static void
end_row (Thumbnail *thumbnail, guint y)
{
    guint64 area = MAX ((guint64) thumbnail->from.output_width * thumbnail->from.output_height, 1);
    guint8 *pixels = thumbnail->pixels + (gsize) y * thumbnail->width * 3;

    for (guint i = 0; i < 3 * thumbnail->width; i++)
        pixels[i] = (guint8) ((thumbnail->sums[i] + area / 2) / area);
    memset (thumbnail->sums, 0, 3 * thumbnail->width * sizeof *thumbnail->sums);
}

static void
shrink (Thumbnail *thumbnail)
{
    struct jpeg_decompress_struct *from = &thumbnail->from;
    guint to = 0;

    for (guint y = 0; y < from->output_height; y++) {
        guint64 weight;

        jpeg_read_scanlines (from, &thumbnail->row, 1);
        add_row (thumbnail, overlap (y, from->output_height, to, thumbnail->height));
        if ((guint64) (y + 1) * thumbnail->height < (guint64) (to + 1) * from->output_height)
            continue;
        end_row (thumbnail, to++);
        weight = to < thumbnail->height ? overlap (y, from->output_height, to, thumbnail->height) : 0;
        if (weight > 0)
            add_row (thumbnail, weight);
    }
}

/* ---- files ---- */

static void
decode (Thumbnail *thumbnail)
{
    struct jpeg_decompress_struct *from = &thumbnail->from;

    choose_scale (thumbnail);
    jpeg_start_decompress (from);
    thumbnail->row = g_malloc ((gsize) from->output_width * 3);
    thumbnail->pixels = g_malloc0 ((gsize) thumbnail->width * thumbnail->height * 3);
    thumbnail->sums = g_new0 (guint64, 3 * thumbnail->width);
    shrink (thumbnail);
    jpeg_finish_decompress (from);
}

static void
encode (Thumbnail *thumbnail)
{
    struct jpeg_compress_struct *to = &thumbnail->to;

    jpeg_mem_dest (to, &thumbnail->data, &thumbnail->size);
    to->image_width = thumbnail->width;
    to->image_height = thumbnail->height;
    to->input_components = 3;
    to->in_color_space = JCS_RGB;
    jpeg_set_defaults (to);
    jpeg_set_quality (to, QUALITY, TRUE);
    to->optimize_coding = TRUE;
    jpeg_start_compress (to, TRUE);
    while (to->next_scanline < to->image_height) {
        JSAMPROW row = thumbnail->pixels + (gsize) to->next_scanline * thumbnail->width * 3;

        jpeg_write_scanlines (to, &row, 1);
    }
    jpeg_finish_compress (to);
}

/* What is kept over the jump lies where the caller has it. */
static gboolean
decode_and_encode (Thumbnail *thumbnail, GBytes *bytes, guint max_width, guint max_height)
{
    struct jpeg_decompress_struct *from = &thumbnail->from;
    gsize size;
    const void *data = g_bytes_get_data (bytes, &size);

    thumbnail->from.err = thumbnail->to.err = errors_init (&thumbnail->errors);
    if (setjmp (thumbnail->errors.out) != 0)
        return FALSE;
    jpeg_create_decompress (from);
    jpeg_create_compress (&thumbnail->to);
    jpeg_mem_src (from, data, size);
    jpeg_read_header (from, TRUE);
    /* Of several scans all pixels would be held, and there may be hundreds. */
    if (from->progressive_mode || from->arith_code || from->num_components == 4 || jpeg_has_multiple_scans (from))
        return FALSE;
    fit_into (from->image_width, from->image_height, max_width, max_height, &thumbnail->width, &thumbnail->height);
    decode (thumbnail);
    encode (thumbnail);
    return TRUE;
}

static GBytes *
make_here (GBytes *bytes, guint max_width, guint max_height)
{
    g_auto (Thumbnail) thumbnail = { .width = 0 };

    if (!decode_and_encode (&thumbnail, bytes, max_width, max_height))
        return NULL;
    return g_bytes_new (thumbnail.data, thumbnail.size);
}

static GBytes *
make_with_helper (GBytes *bytes, PictureInfo *info, guint max_width, guint max_height)
{
    NoteId note = NOTE_PICTURE_CHANGED;
    PictureFit fit = { 0 };
    guint width, height;
    GBytes *made;

    if (info->orientation > 4)
        fit_into (info->height, info->width, max_width, max_height, &width, &height);
    else
        fit_into (info->width, info->height, max_width, max_height, &width, &height);
    fit.most_side = MAX (width, height);
    made = picture_fit (bytes, &fit, info, &note);
    if (note == NOTE_PICTURE_UNFIT) /* it is as large as it was */
        g_clear_pointer (&made, g_bytes_unref);
    return made;
}

GBytes *
thumbnail_make (GBytes *bytes, guint max_width, guint max_height, const char **media_type, GError **error)
{
    PictureInfo info;
    NoteId problem;
    GBytes *made = NULL;

    *media_type = "image/jpeg";
    if (picture_probe (bytes, &info, &problem)) {
        if (info.format == PICTURE_JPEG && info.is_plain && info.orientation == 1)
            made = make_here (bytes, max_width, max_height);
        if (made == NULL)
            made = make_with_helper (bytes, &info, max_width, max_height);
    }
    if (made == NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "has a cover that cannot be decoded");
    else
        *media_type = picture_media_type (info.format);
    return made;
}
