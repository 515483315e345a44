/* SPDX-License-Identifier: MIT */
#include <zlib.h>

#include "format.h"

/* PNG: a signature and chunks; W3C Portable Network Graphics, third edition. */

#define SIGNATURE_SIZE 8

/* A chunk is its length, its type, its data and their checksum. */
#define CHUNK_HEAD 8
#define CHUNK_SIZE 12

#define XMP "XML:com.adobe.xmp\0"
#define RAW_PROFILE "Raw profile type "

/* The first bytes of a profile hold its table and its name. */
#define PROFILE_BEGINNING 4096

typedef struct {
    Bytes whole;
    const char *type; /* four letters */
    Bytes data;
} Chunk;

static gboolean
next_chunk (Bytes file, gsize *at, Chunk *chunk)
{
    gsize length = bytes_big (file, *at, 4);

    if (!bytes_have (file, *at, CHUNK_SIZE) || length > file.size - *at - CHUNK_SIZE)
        return FALSE;
    chunk->whole = bytes_part (file, *at, CHUNK_SIZE + length);
    chunk->type = (const char *) chunk->whole.data + 4;
    chunk->data = bytes_part (file, *at + CHUNK_HEAD, length);
    *at += CHUNK_SIZE + length;
    return TRUE;
}

static gboolean
is_of_type (const Chunk *chunk, const char *type)
{
    return memcmp (chunk->type, type, 4) == 0;
}

GByteArray *
bytes_inflate (Bytes deflated, gsize limit)
{
    GByteArray *inflated = g_byte_array_new ();
    z_stream stream = { .next_in = (Bytef *) deflated.data, .avail_in = (uInt) MIN (deflated.size, G_MAXUINT) };
    guint8 buffer[4096];
    int state = inflateInit (&stream);

    while (state == Z_OK && inflated->len < limit) {
        stream.next_out = buffer;
        stream.avail_out = (uInt) MIN (sizeof buffer, limit - inflated->len);
        state = inflate (&stream, Z_NO_FLUSH);
        g_byte_array_append (inflated, buffer, (guint) (stream.next_out - buffer));
        if (stream.next_out == buffer)
            break;
    }
    inflateEnd (&stream);
    if (inflated->len > 0)
        return inflated;
    g_byte_array_unref (inflated);
    return NULL;
}

/* The bytes behind the first NUL of a chunk, which ends a keyword. */
static Bytes
behind_keyword (Bytes data)
{
    const guint8 *nul = data.size > 0 ? memchr (data.data, '\0', data.size) : NULL;

    return nul != NULL ? bytes_from (data, (gsize) (nul + 1 - data.data)) : BYTES_NONE;
}

static gboolean
profile_is_plain (Bytes data)
{
    Bytes method = behind_keyword (data);
    GByteArray *profile = bytes_inflate (bytes_from (method, 1), PROFILE_BEGINNING);
    gboolean is_plain = profile != NULL && icc_is_plain ((Bytes){ profile->data, profile->len });

    if (profile != NULL)
        g_byte_array_unref (profile);
    return is_plain;
}

static gboolean
read_header (Bytes header, PictureInfo *info)
{
    guint64 width = bytes_big (header, 0, 4), height = bytes_big (header, 4, 4);

    if (width > G_MAXINT32 || height > G_MAXINT32) /* 11.2.1 */
        return FALSE;
    info->width = (guint) width;
    info->height = (guint) height;
    info->has_alpha = (bytes_big (header, 9, 1) & 4) != 0;
    info->is_plain = bytes_big (header, 8, 1) <= 8;
    return header.size == 13;
}

static void
read_chunk (const Chunk *chunk, PictureInfo *info)
{
    static const guint8 srgb[] = { 1, 13, 0, 1 }; /* colours, transfer, matrix, range of ITU-T H.273 */

    if (is_of_type (chunk, "tRNS"))
        info->has_alpha = TRUE;
    else if (is_of_type (chunk, "acTL"))
        info->n_frames = MAX (1, (guint) bytes_big (chunk->data, 0, 4));
    else if (is_of_type (chunk, "eXIf"))
        info->orientation = exif_orientation (chunk->data);
    else if (is_of_type (chunk, "iCCP"))
        info->is_plain = info->is_plain && profile_is_plain (chunk->data);
    else if (is_of_type (chunk, "cICP") && chunk->data.size == sizeof srgb)
        info->is_plain = info->is_plain && memcmp (chunk->data.data, srgb, sizeof srgb) == 0;
}

static gboolean
probe_png (Bytes file, PictureInfo *info)
{
    gsize at = SIGNATURE_SIZE;
    gboolean has_data = FALSE, has_profile = FALSE;
    Chunk chunk;

    if (!next_chunk (file, &at, &chunk) || !is_of_type (&chunk, "IHDR") || !read_header (chunk.data, info))
        return FALSE;
    while (next_chunk (file, &at, &chunk)) {
        if (is_of_type (&chunk, "IEND"))
            return has_data;
        if (is_of_type (&chunk, "IDAT"))
            has_data = TRUE;
        else if (!has_profile || !is_of_type (&chunk, "iCCP"))
            read_chunk (&chunk, info);
        has_profile = has_profile || is_of_type (&chunk, "iCCP");
    }
    return FALSE;
}

static Bytes
own_bytes (Blocks *blocks, GByteArray *made)
{
    if (made == NULL)
        return BYTES_NONE;
    arena_own (blocks->arena, made, (GDestroyNotify) g_byte_array_unref);
    return (Bytes){ made->data, made->len };
}

static Bytes
inflate_block (Blocks *blocks, Bytes deflated)
{
    return own_bytes (blocks, deflated.size > 0 ? bytes_inflate (deflated, BLOCK_LIMIT) : NULL);
}

/* iTXt: keyword, whether it is compressed and how, language, translated keyword, text. */
static gboolean
find_xmp (Bytes data, Blocks *blocks)
{
    Bytes flags = BYTES_BEHIND (data, XMP), text = behind_keyword (behind_keyword (bytes_from (flags, 2)));

    if (flags.size <= 2)
        return FALSE;
    blocks->xmp = flags.data[0] == 0 ? text : inflate_block (blocks, text);
    return TRUE;
}

/* The digits that a profile of ImageMagick's is written with, behind its name and length, as bytes. */
static Bytes
read_digits (Blocks *blocks, Bytes text)
{
    GByteArray *bytes = g_byte_array_new ();
    gsize at = 0;

    for (guint i = 0; i < 3; i++) { /* a line break, the name, the length */
        const guint8 *end = at < text.size ? memchr (text.data + at, '\n', text.size - at) : NULL;

        at = end != NULL ? (gsize) (end + 1 - text.data) : text.size;
    }
    for (guint8 byte; at < text.size; at++) {
        int value = g_ascii_xdigit_value ((char) text.data[at]);
        int next = at + 1 < text.size && value >= 0 ? g_ascii_xdigit_value ((char) text.data[at + 1]) : -1;

        if (next < 0)
            continue;
        byte = (guint8) (value << 4 | next);
        g_byte_array_append (bytes, &byte, 1);
        at++;
    }
    return own_bytes (blocks, bytes);
}

/* What was looked at already: hostile files have many of a kind. */
typedef struct {
    gboolean has_iptc, has_exif, has_xmp;
} Seen;

/* A profile's bytes are those of the JPEG segment that it would be in. */
static void
find_raw_profile (const Chunk *chunk, Blocks *blocks, Seen *seen)
{
    Bytes name = BYTES_BEHIND (chunk->data, RAW_PROFILE), text = behind_keyword (name), bytes;
    gboolean is_iptc = BYTES_BEGIN (name, "iptc\0"),
             is_exif = BYTES_BEGIN (name, "exif\0") || BYTES_BEGIN (name, "APP1\0");

    if (text.size > BLOCK_LIMIT || !((is_iptc && !seen->has_iptc) || (is_exif && !seen->has_exif)))
        return;
    seen->has_iptc = seen->has_iptc || is_iptc;
    seen->has_exif = seen->has_exif || is_exif;
    if (is_of_type (chunk, "zTXt"))
        text = inflate_block (blocks, bytes_from (text, 1));
    bytes = read_digits (blocks, text);
    if (is_iptc)
        photoshop_find (bytes, blocks);
    else if (blocks->exif.size == 0)
        blocks->exif = BYTES_BEHIND (bytes, "Exif\0\0");
}

static void
find_in_png (Bytes file, Blocks *blocks)
{
    gsize at = SIGNATURE_SIZE;
    Seen seen = { 0 };
    Chunk chunk;

    for (guint n = 0; n < MOST_BLOCKS && next_chunk (file, &at, &chunk); n++) {
        if (is_of_type (&chunk, "iTXt") && !seen.has_xmp)
            seen.has_xmp = find_xmp (chunk.data, blocks);
        else if (is_of_type (&chunk, "eXIf"))
            blocks->exif = chunk.data;
        else if (is_of_type (&chunk, "tEXt") || is_of_type (&chunk, "zTXt"))
            find_raw_profile (&chunk, blocks, &seen);
        else if (is_of_type (&chunk, "IEND"))
            break;
    }
}

/* Critical chunks have a capital for their first letter (5.4); of the others these change how the picture looks. */
static gboolean
is_needed (const Chunk *chunk)
{
    static const char *const needed[] = { "gAMA", "cHRM", "sRGB", "iCCP", "tRNS", "sBIT", "pHYs", "bKGD", "cICP" };

    for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
        if (is_of_type (chunk, needed[i]))
            return TRUE;
    return g_ascii_isupper (chunk->type[0]);
}

static void
add_orientation (GByteArray *clean, guint orientation)
{
    guint8 chunk[CHUNK_SIZE + EXIF_ORIENTATION_SIZE] = { 0, 0, 0, EXIF_ORIENTATION_SIZE, 'e', 'X', 'I', 'f' };
    guint32 checksum;

    exif_make_orientation (orientation, chunk + CHUNK_HEAD);
    checksum = GUINT32_TO_BE ((guint32) crc32 (0, chunk + 4, 4 + EXIF_ORIENTATION_SIZE));
    memcpy (chunk + CHUNK_HEAD + EXIF_ORIENTATION_SIZE, &checksum, sizeof checksum);
    g_byte_array_append (clean, chunk, sizeof chunk);
}

static GByteArray *
clean_png (Bytes file, const PictureInfo *info)
{
    GByteArray *clean = g_byte_array_sized_new ((guint) file.size);
    gsize at = SIGNATURE_SIZE;
    Chunk chunk;

    g_byte_array_append (clean, file.data, SIGNATURE_SIZE);
    while (next_chunk (file, &at, &chunk)) {
        if (is_needed (&chunk))
            g_byte_array_append (clean, chunk.whole.data, (guint) chunk.whole.size);
        if (is_of_type (&chunk, "IHDR") && info->orientation != 1)
            add_orientation (clean, info->orientation);
        if (is_of_type (&chunk, "IEND"))
            break;
    }
    return clean;
}

const Format png_format = { probe_png, find_in_png, clean_png };
