/* SPDX-License-Identifier: MIT */
#include "bmp.h"

#include <string.h>

#define FILE_HEADER 14
#define CORE_HEADER 12
#define INFO_HEADER 40

/* No more are decoded, since all are at once. */
#define MOST_PIXELS (G_GINT64_CONSTANT (32) * 1000 * 1000)

enum { PLAIN = 0, MASKED = 3, MASKED_WITH_ALPHA = 6 };

typedef struct {
    const guint8 *data;
    gsize size;
    gint64 width, height;
    gboolean is_upright; /* its first row is the uppermost */
    guint n_bits;
    guint32 masks[3];      /* of red, green and blue, with 16 and 32 bits */
    const guint8 *palette; /* blue, green, red, and often one more */
    guint entry_size, n_colours;
    const guint8 *rows;
    gsize stride;
} Bmp;

static guint32
little (const guint8 *data, guint n_bytes)
{
    guint32 value = 0;

    for (guint i = n_bytes; i-- > 0;)
        value = value << 8 | data[i];
    return value;
}

gboolean
bmp_begins (const guint8 *data, gsize size)
{
    return size > FILE_HEADER + INFO_HEADER && data[0] == 'B' && data[1] == 'M' && little (data + 6, 4) == 0;
}

static gboolean
read_size (Bmp *bmp, const guint8 *header, gboolean is_core)
{
    gint32 height = is_core ? (gint16) little (header + 6, 2) : (gint32) little (header + 8, 4);

    bmp->width = is_core ? little (header + 4, 2) : (gint64) (gint32) little (header + 4, 4);
    bmp->height = ABS ((gint64) height);
    bmp->is_upright = height < 0;
    bmp->n_bits = little (header + (is_core ? 10 : 14), 2);
    return bmp->width > 0 && bmp->height > 0 && bmp->width <= G_MAXUINT16 && bmp->height <= G_MAXUINT16
           && bmp->width * bmp->height <= MOST_PIXELS;
}

/* Without masks, sixteen bits are five for each colour. */
static void
read_masks (Bmp *bmp, const guint8 *masks, gboolean is_masked)
{
    for (guint i = 0; i < 3; i++) {
        if (is_masked)
            bmp->masks[i] = little (masks + 4 * i, 4);
        else
            bmp->masks[i] = bmp->n_bits == 16 ? 0x7c00u >> (5 * i) : 0xff0000u >> (8 * i);
    }
}

static gboolean
read_palette (Bmp *bmp, const guint8 *header, gsize header_size, gsize offset)
{
    gsize at = FILE_HEADER + header_size;

    bmp->entry_size = header_size == CORE_HEADER ? 3 : 4;
    bmp->palette = bmp->data + at;
    bmp->n_colours = bmp->n_bits <= 8 ? 1u << bmp->n_bits : 0;
    if (header_size != CORE_HEADER && little (header + 32, 4) > 0)
        bmp->n_colours = MIN (bmp->n_colours, little (header + 32, 4));
    return at + (gsize) bmp->n_colours * bmp->entry_size <= offset;
}

static gboolean
read_header (Bmp *bmp)
{
    const guint8 *header = bmp->data + FILE_HEADER;
    gsize offset = little (bmp->data + 10, 4), header_size = little (header, 4);
    gboolean is_core = header_size == CORE_HEADER;
    guint32 kind = is_core ? PLAIN : little (header + 16, 4);

    if ((!is_core && (header_size < INFO_HEADER || header_size > 124)) || offset > bmp->size
        || offset < FILE_HEADER + header_size || (kind != PLAIN && kind != MASKED && kind != MASKED_WITH_ALPHA)
        || !read_size (bmp, header, is_core))
        return FALSE;
    if (kind != PLAIN && (offset < FILE_HEADER + INFO_HEADER + 12 || (bmp->n_bits != 16 && bmp->n_bits != 32)))
        return FALSE;
    read_masks (bmp, header + INFO_HEADER, kind != PLAIN);
    bmp->stride = ((gsize) bmp->width * bmp->n_bits + 31) / 32 * 4;
    bmp->rows = bmp->data + offset;
    return read_palette (bmp, header, header_size, offset) && bmp->stride * (gsize) bmp->height <= bmp->size - offset;
}

/* The bits under the mask, stretched to eight. */
static guint8
take_masked (guint32 pixel, guint32 mask)
{
    guint64 most;

    if (mask == 0)
        return 0;
    most = mask >> g_bit_nth_lsf (mask, -1);
    return (guint8) (((guint64) ((pixel & mask) >> g_bit_nth_lsf (mask, -1)) * 255 + most / 2) / most);
}

static void
take_indexed (const Bmp *bmp, const guint8 *row, gsize x, guint8 *rgb)
{
    gsize at = x * bmp->n_bits;
    guint index = (row[at / 8] >> (8 - bmp->n_bits - at % 8)) & ((1u << bmp->n_bits) - 1);
    const guint8 *colour = bmp->palette + (gsize) index * bmp->entry_size;

    for (guint i = 0; i < 3; i++)
        rgb[i] = index < bmp->n_colours ? colour[2 - i] : 0;
}

static gboolean
take_row (const Bmp *bmp, const guint8 *row, guint8 *rgb)
{
    guint n_bytes = bmp->n_bits / 8;

    for (gsize x = 0; x < (gsize) bmp->width; x++, rgb += 3) {
        switch (bmp->n_bits) {
        case 1:
        case 4:
        case 8: take_indexed (bmp, row, x, rgb); break;
        case 16:
        case 24:
        case 32:
            for (guint i = 0; i < 3; i++)
                rgb[i] = take_masked (little (row + x * n_bytes, n_bytes), bmp->masks[i]);
            break;
        default: return FALSE;
        }
    }
    return TRUE;
}

VipsImage *
bmp_load (const guint8 *data, gsize size)
{
    Bmp bmp = { .data = data, .size = size };
    g_autofree guint8 *rgb = NULL;
    gsize row_size;
    VipsImage *image;

    if (!read_header (&bmp))
        return NULL;
    row_size = (gsize) bmp.width * 3;
    rgb = g_malloc (row_size * (gsize) bmp.height);
    for (gint64 y = 0; y < bmp.height; y++) {
        gint64 row = bmp.is_upright ? y : bmp.height - 1 - y;

        if (!take_row (&bmp, bmp.rows + (gsize) row * bmp.stride, rgb + (gsize) y * row_size))
            return NULL;
    }
    image = vips_image_new_from_memory (rgb, row_size * (gsize) bmp.height, (int) bmp.width, (int) bmp.height, 3,
                                        VIPS_FORMAT_UCHAR);
    if (image == NULL)
        return NULL;
    g_signal_connect_swapped (image, "postclose", G_CALLBACK (g_free), g_steal_pointer (&rgb));
    image->Type = VIPS_INTERPRETATION_sRGB;
    vips_image_set_string (image, VIPS_META_LOADER, BMP_LOADER);
    return image;
}
