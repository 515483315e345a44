/* SPDX-License-Identifier: MIT */
#include "format.h"

/* JPEG: segments that begin with a marker; ITU-T T.81, annex B. */

enum {
    MARKER_SOI = 0xd8,
    MARKER_EOI = 0xd9,
    MARKER_SOS = 0xda,
    MARKER_APP0 = 0xe0,
    MARKER_APP1 = 0xe1,
    MARKER_APP2 = 0xe2,
    MARKER_APP13 = 0xed,
    MARKER_APP14 = 0xee,
    MARKER_APP15 = 0xef,
    MARKER_COM = 0xfe
};

#define JFIF "JFIF\0"
#define EXIF "Exif\0"
#define XMP "http://ns.adobe.com/xap/1.0/\0"
#define EXTENDED_XMP "http://ns.adobe.com/xmp/extension/\0"
#define ICC "ICC_PROFILE\0"
#define PHOTOSHOP "Photoshop 3.0\0"
#define ADOBE "Adobe"

/* JFIF's segment without the thumbnail that may be in it. */
#define JFIF_SIZE 14

#define GUID_SIZE 32

typedef struct {
    guint8 marker;
    Bytes whole;   /* from its marker on; behind that of a scan stands its coded data */
    Bytes payload; /* behind its length */
} Segment;

/* The next marker from `at` on.  In coded data those of restarts, stuffed zeros and what no decoder knows are data. */
static gsize
find_marker (Bytes file, gsize at)
{
    while (at + 1 < file.size) {
        const guint8 *found = memchr (file.data + at, 0xff, file.size - 1 - at);

        if (found == NULL)
            break;
        at = (gsize) (found - file.data);
        if (found[1] == 0xff)
            at++;
        else if (found[1] < 0xc0 || (found[1] >= 0xd0 && found[1] < MARKER_SOI))
            at += 2;
        else
            return at;
    }
    return file.size;
}

/* The segment at or behind *at, which moves on behind it.  FALSE: there is none that is whole. */
static gboolean
next_segment (Bytes file, gsize *at, Segment *segment)
{
    gsize start = find_marker (file, *at), length;

    if (start == file.size)
        return FALSE;
    *segment = (Segment){ .marker = file.data[start + 1] };
    length = 2;
    if (segment->marker != MARKER_SOI && segment->marker != MARKER_EOI) {
        length = bytes_big (file, start + 2, 2);
        if (length < 2 || !bytes_have (file, start + 2, length))
            return FALSE;
        segment->payload = bytes_part (file, start + 4, length - 2);
        length += 2;
    }
    *at = start + length;
    segment->whole = bytes_part (file, start, length);
    return TRUE;
}

/* A frame header is any of C0 to CF but for the tables C4 and CC and the reserved C8. */
static gboolean
is_frame_marker (guint8 marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Baseline, extended and progressive pictures of eight bits in grey or colours are what all decoders know. */
static void
read_frame (const Segment *segment, PictureInfo *info)
{
    guint n_components = (guint) bytes_big (segment->payload, 5, 1);

    info->height = (guint) bytes_big (segment->payload, 1, 2);
    info->width = (guint) bytes_big (segment->payload, 3, 2);
    if (segment->marker > 0xc2 || bytes_big (segment->payload, 0, 1) != 8 || (n_components != 1 && n_components != 3))
        info->is_plain = FALSE;
}

/* Of a profile in pieces the first one holds its name. */
static void
read_application (const Segment *segment, PictureInfo *info)
{
    Bytes exif = BYTES_BEHIND (segment->payload, EXIF), icc = BYTES_BEHIND (segment->payload, ICC);

    if (segment->marker == MARKER_APP1 && exif.size > 0 && info->orientation == 1)
        info->orientation = exif_orientation (bytes_from (exif, 1));
    if (segment->marker == MARKER_APP2 && icc.size > 0 && icc.data[0] == 1 && !icc_is_plain (bytes_from (icc, 2)))
        info->is_plain = FALSE;
}

static gboolean
probe_jpeg (Bytes file, PictureInfo *info)
{
    Segment segment = { 0 };

    for (gsize at = 0; next_segment (file, &at, &segment) && segment.marker != MARKER_EOI;) {
        if (is_frame_marker (segment.marker) && info->width == 0)
            read_frame (&segment, info);
        else if (segment.marker == MARKER_APP1 || segment.marker == MARKER_APP2)
            read_application (&segment, info);
    }
    return info->width > 0 && segment.marker == MARKER_EOI;
}

/* The pieces of an XMP that is longer than a segment: each says whose it is, how long the whole and where it goes. */
typedef struct {
    guint8 *data;
    gsize size, n_filled;
    Bytes guid;
} Extended;

static void
fill_extended (Blocks *blocks, Extended *extended, Bytes piece)
{
    Bytes text = bytes_from (piece, GUID_SIZE + 8);
    gsize size = bytes_big (piece, GUID_SIZE, 4), at = bytes_big (piece, GUID_SIZE + 4, 4);

    if (extended->guid.size == 0) {
        if (text.size == 0 || size == 0 || size > BLOCK_LIMIT)
            return;
        extended->guid = bytes_part (piece, 0, GUID_SIZE);
        extended->size = size;
        extended->data = arena_alloc (blocks->arena, size);
    }
    if (size != extended->size || memcmp (piece.data, extended->guid.data, GUID_SIZE) != 0 || at > size
        || text.size > size - at)
        return;
    memcpy (extended->data + at, text.data, text.size);
    extended->n_filled += text.size;
}

/* It counts when it is all there, and the XMP names it. */
static void
finish_extended (Blocks *blocks, const Extended *extended)
{
    if (extended->size > 0 && extended->n_filled == extended->size && blocks->xmp.size > 0
        && memmem (blocks->xmp.data, blocks->xmp.size, extended->guid.data, GUID_SIZE) != NULL)
        blocks->extended_xmp = (Bytes){ extended->data, extended->size };
}

/* Photoshop's resources go on from segment to segment. */
static void
add_resources (GByteArray *resources, Bytes piece)
{
    if (resources->len + piece.size <= BLOCK_LIMIT)
        g_byte_array_append (resources, piece.data, (guint) piece.size);
}

static void
find_in_jpeg (Bytes file, Blocks *blocks)
{
    GByteArray *resources = arena_own (blocks->arena, g_byte_array_new (), (GDestroyNotify) g_byte_array_unref);
    Extended extended = { 0 };
    Segment segment;
    guint n = 0;

    for (gsize at = 0; next_segment (file, &at, &segment) && segment.marker != MARKER_SOS && n < MOST_BLOCKS; n++) {
        Bytes payload = segment.payload;

        if (segment.marker == MARKER_APP13) {
            add_resources (resources, BYTES_BEHIND (payload, PHOTOSHOP));
        } else if (segment.marker == MARKER_APP1 && payload.size > GUID_SIZE) {
            if (BYTES_BEGIN (payload, EXTENDED_XMP))
                fill_extended (blocks, &extended, BYTES_BEHIND (payload, EXTENDED_XMP));
            else if (blocks->xmp.size == 0 && BYTES_BEGIN (payload, XMP))
                blocks->xmp = BYTES_BEHIND (payload, XMP);
            else if (blocks->exif.size == 0 && BYTES_BEGIN (payload, EXIF))
                blocks->exif = bytes_from (payload, sizeof EXIF);
        }
    }
    photoshop_find ((Bytes){ resources->data, resources->len }, blocks);
    finish_extended (blocks, &extended);
}

/* Whether decoders need the segment to show the picture as it is. */
static gboolean
is_needed (const Segment *segment)
{
    switch (segment->marker) {
    case MARKER_APP0: return FALSE; /* JFIF's is written anew */
    case MARKER_APP2: return BYTES_BEGIN (segment->payload, ICC);
    case MARKER_APP14: return BYTES_BEGIN (segment->payload, ADOBE);
    case MARKER_COM: return FALSE;
    default: return segment->marker < MARKER_APP0 || segment->marker > MARKER_APP15;
    }
}

static void
add_jfif (GByteArray *clean, Bytes payload)
{
    static const guint8 start[] = { 0xff, MARKER_APP0, 0, JFIF_SIZE + 2 };
    static const guint8 no_thumbnail[] = { 0, 0 };

    g_byte_array_append (clean, start, sizeof start);
    g_byte_array_append (clean, payload.data, JFIF_SIZE - sizeof no_thumbnail);
    g_byte_array_append (clean, no_thumbnail, sizeof no_thumbnail);
}

/* Which way is up is a part of the picture. */
static void
add_orientation (GByteArray *clean, guint orientation)
{
    static const guint8 start[] = { 0xff, MARKER_APP1, 0, 2 + sizeof EXIF + EXIF_ORIENTATION_SIZE };
    guint8 block[EXIF_ORIENTATION_SIZE];

    exif_make_orientation (orientation, block);
    g_byte_array_append (clean, start, sizeof start);
    g_byte_array_append (clean, (const guint8 *) EXIF, sizeof EXIF);
    g_byte_array_append (clean, block, sizeof block);
}

/* JFIF's segment stands first, that of Exif behind it. */
static void
add_start (GByteArray *clean, Bytes file, const PictureInfo *info)
{
    Segment segment;

    g_byte_array_append (clean, file.data, 2);
    for (gsize at = 2; next_segment (file, &at, &segment) && segment.marker != MARKER_SOS;) {
        if (segment.marker != MARKER_APP0 || segment.payload.size < JFIF_SIZE || !BYTES_BEGIN (segment.payload, JFIF))
            continue;
        add_jfif (clean, segment.payload);
        break;
    }
    if (info->orientation != 1)
        add_orientation (clean, info->orientation);
}

static void
add_bytes (GByteArray *clean, Bytes bytes)
{
    g_byte_array_append (clean, bytes.data, (guint) bytes.size);
}

/* What stands behind the end goes, too: previews, other views and films. */
static GByteArray *
clean_jpeg (Bytes file, const PictureInfo *info)
{
    GByteArray *clean = g_byte_array_sized_new ((guint) file.size);
    Segment segment = { 0 };

    add_start (clean, file, info);
    for (gsize at = 2; segment.marker != MARKER_EOI && next_segment (file, &at, &segment);) {
        gsize end = segment.marker == MARKER_SOS ? find_marker (file, at) : at;

        if (is_needed (&segment))
            add_bytes (clean, segment.whole);
        add_bytes (clean, bytes_part (file, at, end - at));
        at = end;
    }
    return clean;
}

const Format jpeg_format = { probe_jpeg, find_in_jpeg, clean_jpeg };
