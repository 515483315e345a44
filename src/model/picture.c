/* SPDX-License-Identifier: MIT */
#include "picture.h"

#include <string.h>

typedef struct {
    const char *media_type;
    const char *extension;
    const char *magic;
    gsize magic_length;
    gboolean (*measure) (const guint8 *data, gsize size, Picture *picture);
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
measure_jpeg (const guint8 *data, gsize size, Picture *picture)
{
    gsize at = 2;

    while (at + 9 <= size && data[at] == 0xff) {
        guint8 marker = data[at + 1];

        if (marker == 0xff) {
            at++;
        } else if (is_frame_marker (marker)) {
            picture->height = big_endian (data + at + 5, 2);
            picture->width = big_endian (data + at + 7, 2);
            return follows (data, size, at + 2 + big_endian (data + at + 2, 2), "\xff\xd9");
        } else {
            at += 2 + big_endian (data + at + 2, 2);
        }
    }
    return FALSE;
}

static gboolean
measure_png (const guint8 *data, gsize size, Picture *picture)
{
    if (size < 45 || memcmp (data + 8, "\0\0\0\x0dIHDR", 8) != 0)
        return FALSE;
    picture->width = big_endian (data + 16, 4);
    picture->height = big_endian (data + 20, 4);
    if (picture->width > G_MAXINT32 || picture->height > G_MAXINT32) /* W3C PNG, 11.2.1 */
        return FALSE;
    return follows (data, size, 33, "IEND\xae\x42\x60\x82");
}

static gboolean
measure_gif (const guint8 *data, gsize size, Picture *picture)
{
    if (size < 14)
        return FALSE;
    picture->width = (guint) (data[6] | data[7] << 8);
    picture->height = (guint) (data[8] | data[9] << 8);
    return data[size - 1] == 0x3b;
}

static const Format formats[] = {
    { "image/jpeg", "jpg", "\xff\xd8\xff", 3, measure_jpeg },
    { "image/png", "png", "\x89PNG\r\n\x1a\n", 8, measure_png },
    { "image/gif", "gif", "GIF8", 4, measure_gif },
};

/* No reader's memory holds more pixels than that, and no camera makes them. */
#define MOST_PIXELS (G_GUINT64_CONSTANT (1) << 27)

static gboolean
check_size (const Picture *picture, NoteId *problem)
{
    if ((guint64) picture->width * picture->height <= MOST_PIXELS)
        return picture->width > 0 && picture->height > 0;
    *problem = NOTE_PICTURE_LARGE;
    return FALSE;
}

gboolean
picture_probe (GBytes *bytes, Picture *picture, NoteId *problem)
{
    gsize size;
    const guint8 *data = g_bytes_get_data (bytes, &size);

    *problem = size > 0 ? NOTE_PICTURE_FORMAT : NOTE_PICTURE_BROKEN;
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
        const Format *format = &formats[i];

        if (size < format->magic_length || memcmp (data, format->magic, format->magic_length) != 0)
            continue;
        picture->media_type = format->media_type;
        picture->extension = format->extension;
        *problem = NOTE_PICTURE_BROKEN;
        return format->measure (data, size, picture) && check_size (picture, problem);
    }
    return FALSE;
}
