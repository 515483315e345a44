/* SPDX-License-Identifier: MIT */
#include "picture.h"

#include <string.h>

typedef struct {
    PictureFormat format;
    const char *media_type;
    const char *extension;
    const char *magic;
    gsize magic_length;
    gboolean (*measure) (const guint8 *data, gsize size, PictureInfo *info);
} Format;

static guint
big_endian (const guint8 *data, guint n_bytes)
{
    guint value = 0;

    for (guint i = 0; i < n_bytes; i++)
        value = value << 8 | data[i];
    return value;
}

/* A frame header is any of C0 to CF but for the tables C4 and CC and the reserved C8. */
static gboolean
is_frame_marker (guint8 marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Whether the bytes stand at `at` or behind it: cameras and servers put things behind a picture's end. */
static gboolean
follows (const guint8 *data, gsize size, gsize at, const char *bytes)
{
    return at < size && memmem (data + at, size - at, bytes, strlen (bytes)) != NULL;
}

/* The end of the image is told by a marker that no compressed data holds. */
static gboolean
measure_jpeg (const guint8 *data, gsize size, PictureInfo *info)
{
    gsize at = 2;

    while (at + 9 <= size && data[at] == 0xff) {
        guint8 marker = data[at + 1];

        if (marker == 0xff) {
            at++;
        } else if (is_frame_marker (marker)) {
            info->height = big_endian (data + at + 5, 2);
            info->width = big_endian (data + at + 7, 2);
            return follows (data, size, at + 2 + big_endian (data + at + 2, 2), "\xff\xd9");
        } else {
            at += 2 + big_endian (data + at + 2, 2);
        }
    }
    return FALSE;
}

static gboolean
measure_png (const guint8 *data, gsize size, PictureInfo *info)
{
    if (size < 45 || memcmp (data + 8, "\0\0\0\x0dIHDR", 8) != 0)
        return FALSE;
    info->width = big_endian (data + 16, 4);
    info->height = big_endian (data + 20, 4);
    if (info->width > G_MAXINT32 || info->height > G_MAXINT32) /* W3C PNG, 11.2.1 */
        return FALSE;
    return follows (data, size, 33, "IEND\xae\x42\x60\x82");
}

static gboolean
measure_gif (const guint8 *data, gsize size, PictureInfo *info)
{
    if (size < 14)
        return FALSE;
    info->width = (guint) (data[6] | data[7] << 8);
    info->height = (guint) (data[8] | data[9] << 8);
    return data[size - 1] == 0x3b;
}

static const Format formats[] = {
    { PICTURE_JPEG, "image/jpeg", "jpg", "\xff\xd8\xff", 3, measure_jpeg },
    { PICTURE_PNG, "image/png", "png", "\x89PNG\r\n\x1a\n", 8, measure_png },
    { PICTURE_GIF, "image/gif", "gif", "GIF8", 4, measure_gif },
};

/* No reader's memory holds more pixels than that, and no camera makes them. */
#define MOST_PIXELS (G_GUINT64_CONSTANT (1) << 27)

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
    gsize size;
    const guint8 *data = g_bytes_get_data (bytes, &size);

    *problem = size > 0 ? NOTE_PICTURE_FORMAT : NOTE_PICTURE_BROKEN;
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
        const Format *format = &formats[i];

        if (size < format->magic_length || memcmp (data, format->magic, format->magic_length) != 0)
            continue;
        *info = (PictureInfo){ .format = format->format, .orientation = 1, .n_frames = 1, .is_plain = TRUE };
        *problem = NOTE_PICTURE_BROKEN;
        return format->measure (data, size, info) && check_size (info, problem);
    }
    return FALSE;
}

static const Format *
find_format (PictureFormat format)
{
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
        if (formats[i].format == format)
            return &formats[i];
    g_assert_not_reached ();
}

const char *
picture_media_type (PictureFormat format)
{
    return find_format (format)->media_type;
}

const char *
picture_extension (PictureFormat format)
{
    return find_format (format)->extension;
}
