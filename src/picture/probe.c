/* SPDX-License-Identifier: MIT */
#include "format.h"

/* No reader's memory holds more pixels than that, and no camera makes them. */
#define MOST_PIXELS (G_GUINT64_CONSTANT (1) << 27)

static gboolean
is_jpeg (Bytes file)
{
    return BYTES_BEGIN (file, "\xff\xd8\xff");
}

static gboolean
is_png (Bytes file)
{
    return BYTES_BEGIN (file, "\x89PNG\r\n\x1a\n");
}

static gboolean
is_gif (Bytes file)
{
    return BYTES_BEGIN (file, "GIF8");
}

static gboolean
is_webp (Bytes file)
{
    return BYTES_BEGIN (file, "RIFF") && BYTES_BEGIN (bytes_from (file, 8), "WEBP");
}

/* Whether one of the brands that a file says to be of is among those, each of four letters. */
static gboolean
is_of_brand (Bytes file, const char *brands)
{
    Bytes type = bytes_part (file, 8, bytes_big (file, 0, 4) - 8);

    if (!BYTES_BEGIN (bytes_from (file, 4), "ftyp") || bytes_big (file, 0, 4) < 16)
        return FALSE;
    for (; *brands != '\0'; brands += 4)
        for (gsize at = 0; at + 4 <= type.size && at < 128; at += at == 0 ? 8 : 4) /* a version behind the first */
            if (memcmp (type.data + at, brands, 4) == 0)
                return TRUE;
    return FALSE;
}

static gboolean
is_avif (Bytes file)
{
    return is_of_brand (file, "avifavis");
}

static gboolean
is_heic (Bytes file)
{
    return is_of_brand (file, "heicheixheimheishevchevxmif1msf1");
}

static gboolean
is_tiff (Bytes file)
{
    return BYTES_BEGIN (file, "II*\0") || BYTES_BEGIN (file, "MM\0*");
}

static gboolean
is_bmp (Bytes file)
{
    return BYTES_BEGIN (file, "BM") && bytes_little (file, 6, 4) == 0 && bytes_little (file, 14, 4) <= 124;
}

static const struct {
    const char *media_type;
    const char *extension;
    gboolean (*is) (Bytes file);
    const Format *format;
} formats[] = {
    [PICTURE_JPEG] = { "image/jpeg", "jpg", is_jpeg, &jpeg_format },
    [PICTURE_PNG] = { "image/png", "png", is_png, &png_format },
    [PICTURE_GIF] = { "image/gif", "gif", is_gif, &gif_format },
    [PICTURE_WEBP] = { "image/webp", "webp", is_webp, &webp_format },
    [PICTURE_AVIF] = { "image/avif", "avif", is_avif, &heif_format },
    [PICTURE_HEIC] = { "image/heic", "heic", is_heic, &heif_format },
    [PICTURE_TIFF] = { "image/tiff", "tif", is_tiff, &tiff_format },
    [PICTURE_BMP] = { "image/bmp", "bmp", is_bmp, &bmp_format },
    [PICTURE_SVG] = { "image/svg+xml", "svg", svg_begins, &svg_format },
};

Bytes
bytes_of (GBytes *bytes)
{
    Bytes all = BYTES_NONE;

    if (bytes != NULL)
        all.data = g_bytes_get_data (bytes, &all.size);
    return all;
}

static gboolean
check_size (const PictureInfo *info, NoteId *problem)
{
    if ((guint64) info->width * info->height <= MOST_PIXELS)
        return info->width > 0 && info->height > 0;
    *problem = NOTE_PICTURE_LARGE;
    return FALSE;
}

gboolean
picture_probe (GBytes *bytes, PictureInfo *info, NoteId *problem)
{
    Bytes file = bytes_of (bytes);

    *problem = file.size > 0 ? NOTE_PICTURE_FORMAT : NOTE_PICTURE_BROKEN;
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
        if (!formats[i].is (file))
            continue;
        *info = (PictureInfo){ .format = (PictureFormat) i, .orientation = 1, .n_frames = 1, .is_plain = TRUE };
        *problem = NOTE_PICTURE_BROKEN;
        return formats[i].format->probe (file, info) && check_size (info, problem);
    }
    return FALSE;
}

void
picture_find_blocks (Bytes file, const PictureInfo *info, Blocks *blocks)
{
    if (formats[info->format].format->find != NULL)
        formats[info->format].format->find (file, blocks);
}

GBytes *
picture_clean (GBytes *bytes, const PictureInfo *info)
{
    const Format *format = formats[info->format].format;
    GByteArray *clean = format->clean != NULL ? format->clean (bytes_of (bytes), info) : NULL;

    if (clean == NULL)
        return g_bytes_ref (bytes);
    if (clean->len == g_bytes_get_size (bytes)
        && memcmp (clean->data, g_bytes_get_data (bytes, NULL), clean->len) == 0) {
        g_byte_array_unref (clean);
        return g_bytes_ref (bytes);
    }
    return g_byte_array_free_to_bytes (clean);
}

const char *
picture_media_type (PictureFormat format)
{
    return formats[format].media_type;
}

const char *
picture_extension (PictureFormat format)
{
    return formats[format].extension;
}
