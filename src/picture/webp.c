/* SPDX-License-Identifier: MIT */
#include "format.h"

/* WebP: a RIFF file of chunks, whose data is padded to an even length; RFC 9649. */

#define RIFF_HEADER 12
#define CHUNK_HEAD 8

/* Flags of VP8X. */
#define FLAG_ALPHA 0x10

typedef struct {
    const char *type;
    Bytes data;
} Chunk;

/* A chunk that goes beyond the file is no more there than one that does not begin. */
static gboolean
next_chunk (Bytes file, gsize *at, Chunk *chunk)
{
    gsize length = bytes_little (file, *at + 4, 4);

    if (!bytes_have (file, *at, CHUNK_HEAD) || !bytes_have (file, *at + CHUNK_HEAD, length))
        return FALSE;
    chunk->type = (const char *) file.data + *at;
    chunk->data = bytes_part (file, *at + CHUNK_HEAD, length);
    *at += CHUNK_HEAD + length + (length & 1);
    return TRUE;
}

static gboolean
is_of_type (const Chunk *chunk, const char *type)
{
    return memcmp (chunk->type, type, 4) == 0;
}

static void
set_size (PictureInfo *info, guint64 width, guint64 height)
{
    if (info->width != 0)
        return;
    info->width = (guint) width;
    info->height = (guint) height;
}

static void
read_chunk (const Chunk *chunk, PictureInfo *info)
{
    Bytes data = chunk->data;

    if (is_of_type (chunk, "VP8X")) {
        set_size (info, 1 + bytes_little (data, 4, 3), 1 + bytes_little (data, 7, 3));
        info->has_alpha = (bytes_little (data, 0, 1) & FLAG_ALPHA) != 0;
    } else if (is_of_type (chunk, "VP8 ")) {
        set_size (info, bytes_little (data, 6, 2) & 0x3fff, bytes_little (data, 8, 2) & 0x3fff);
    } else if (is_of_type (chunk, "VP8L")) {
        guint32 bits = (guint32) bytes_little (data, 1, 4);

        set_size (info, 1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
        info->has_alpha = info->has_alpha || (bits >> 28 & 1) != 0;
    } else if (is_of_type (chunk, "ALPH")) {
        info->has_alpha = TRUE;
    } else if (is_of_type (chunk, "ICCP")) {
        info->is_plain = icc_is_plain (data);
    }
}

/* Of a picture's Exif, some writers have left JPEG's prefix. */
static Bytes
exif_of (Bytes data)
{
    return BYTES_BEGIN (data, "Exif\0\0") ? BYTES_BEHIND (data, "Exif\0\0") : data;
}

static Bytes
riff_of (Bytes file)
{
    return bytes_part (file, 0, CHUNK_HEAD + bytes_little (file, 4, 4));
}

static gboolean
probe_webp (Bytes file, PictureInfo *info)
{
    Bytes riff = riff_of (file);
    gsize at = RIFF_HEADER;
    guint n_frames = 0;
    gboolean has_picture = FALSE;
    Chunk chunk;

    if (!bytes_have (file, CHUNK_HEAD, bytes_little (file, 4, 4)))
        return FALSE;
    while (next_chunk (riff, &at, &chunk)) {
        read_chunk (&chunk, info);
        n_frames += is_of_type (&chunk, "ANMF");
        has_picture = has_picture || is_of_type (&chunk, "VP8 ") || is_of_type (&chunk, "VP8L");
        if (is_of_type (&chunk, "EXIF") && info->orientation == 1)
            info->orientation = exif_orientation (exif_of (chunk.data));
    }
    info->n_frames = MAX (1, n_frames);
    return (has_picture || n_frames > 0) && at >= riff.size;
}

static void
find_in_webp (Bytes file, Blocks *blocks)
{
    Bytes riff = riff_of (file);
    gsize at = RIFF_HEADER;
    Chunk chunk;

    for (guint n = 0; n < MOST_BLOCKS && next_chunk (riff, &at, &chunk); n++) {
        if (is_of_type (&chunk, "XMP ") && blocks->xmp.size == 0)
            blocks->xmp = chunk.data;
        else if (is_of_type (&chunk, "EXIF") && blocks->exif.size == 0)
            blocks->exif = exif_of (chunk.data);
    }
}

const Format webp_format = { probe_webp, find_in_webp, NULL };
