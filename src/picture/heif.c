/* SPDX-License-Identifier: MIT */
#include "format.h"

/* HEIC and AVIF: boxes in boxes (ISO/IEC 14496-12).  A file has items; their properties say how large the picture is
 * and how it is turned, their locations where Exif and XMP lie (ISO/IEC 23008-12). */

#define BOX_HEAD 8

/* Items and properties beyond these numbers are not looked at: a picture has a few, in tiles some hundred. */
#define MOST_ITEMS 4096
#define MOST_PROPERTIES 256

typedef struct {
    const char *type; /* four letters */
    Bytes data;
} Box;

/* What `meta` says, as far as it matters. */
typedef struct {
    Bytes file;
    Bytes infos, locations, data, properties, associations; /* iinf, iloc, idat, ipco, ipma */
    guint32 primary;
} Items;

/* A box of length 0 goes to the end; one of length 1 has it behind its type. */
static gboolean
next_box (Bytes boxes, gsize *at, Box *box)
{
    guint64 size = bytes_big (boxes, *at, 4), head = BOX_HEAD;

    if (!bytes_have (boxes, *at, BOX_HEAD))
        return FALSE;
    if (size == 1) {
        size = bytes_big (boxes, *at + BOX_HEAD, 8);
        head = BOX_HEAD + 8;
    } else if (size == 0) {
        size = boxes.size - *at;
    }
    if (size < head || size > boxes.size - *at)
        return FALSE;
    box->type = (const char *) boxes.data + *at + 4;
    box->data = bytes_part (boxes, *at + head, size - head);
    *at += size;
    return TRUE;
}

static gboolean
is_of_type (const Box *box, const char *type)
{
    return memcmp (box->type, type, 4) == 0;
}

/* The data of the first box of that type. */
static Bytes
find_box (Bytes boxes, const char *type)
{
    gsize at = 0;
    Box box;

    for (guint n = 0; n < MOST_BLOCKS && next_box (boxes, &at, &box); n++)
        if (is_of_type (&box, type))
            return box.data;
    return BYTES_NONE;
}

static guint
version_of (Bytes full_box)
{
    return (guint) bytes_big (full_box, 0, 1);
}

static gboolean
read_items (Bytes file, Items *items)
{
    Bytes meta = bytes_from (find_box (file, "meta"), 4), primary = find_box (meta, "pitm");
    Bytes properties = find_box (meta, "iprp");

    *items = (Items){ .file = file };
    items->infos = find_box (meta, "iinf");
    items->locations = find_box (meta, "iloc");
    items->data = find_box (meta, "idat");
    items->properties = find_box (properties, "ipco");
    items->associations = find_box (properties, "ipma");
    items->primary = (guint32) bytes_big (primary, 4, version_of (primary) == 0 ? 2 : 4);
    return meta.size > 0 && primary.size > 0;
}

/* The mirror of a turned picture: "imir" exchanges top and bottom (0), or left and right (1). */
static guint
mirror (guint orientation, guint axis)
{
    static const guint8 mirrored[2][9] = { { 1, 4, 3, 2, 1, 8, 7, 6, 5 }, { 1, 2, 1, 4, 3, 6, 5, 8, 7 } };

    return mirrored[axis & 1][orientation];
}

/* One more quarter to the left. */
static guint
turn (guint orientation)
{
    static const guint8 turned[9] = { 1, 8, 5, 6, 7, 4, 1, 2, 3 };

    return turned[orientation];
}

static void
apply_property (const Box *property, PictureInfo *info)
{
    Bytes data = property->data;

    if (is_of_type (property, "ispe")) {
        info->width = (guint) bytes_big (data, 4, 4);
        info->height = (guint) bytes_big (data, 8, 4);
    } else if (is_of_type (property, "irot")) {
        for (guint i = (guint) bytes_big (data, 0, 1) & 3; i > 0; i--)
            info->orientation = turn (info->orientation);
    } else if (is_of_type (property, "imir")) {
        info->orientation = mirror (info->orientation, (guint) bytes_big (data, 0, 1));
    } else if (is_of_type (property, "pixi")) {
        info->is_plain = info->is_plain && bytes_big (data, 5, 1) <= 8;
    } else if (is_of_type (property, "colr") && !BYTES_BEGIN (data, "nclx")) {
        info->is_plain = info->is_plain && icc_is_plain (bytes_from (data, 4));
    }
}

/* All properties by their number, from 1. */
static guint
list_properties (const Items *items, Box list[MOST_PROPERTIES])
{
    guint n = 0;

    for (gsize at = 0; n < MOST_PROPERTIES && next_box (items->properties, &at, &list[n]);)
        n++;
    return n;
}

static void
apply_associations (Bytes numbers, gsize at, guint n, guint width, PictureInfo *info, const Box *list, guint n_listed)
{
    for (guint i = 0; i < n; i++) {
        guint number = (guint) bytes_big (numbers, at + i * width, width) & (width == 1 ? 0x7f : 0x7fff);

        if (number >= 1 && number <= n_listed)
            apply_property (&list[number - 1], info);
    }
}

/* Those of the primary item, in the order in which they are applied. */
static void
apply_properties (const Items *items, PictureInfo *info)
{
    Bytes all = items->associations;
    guint item_width = version_of (all) == 0 ? 2 : 4, width = bytes_big (all, 3, 1) & 1 ? 2 : 1;
    guint64 n_items = MIN (bytes_big (all, 4, 4), MOST_ITEMS);
    g_autofree Box *list = g_new (Box, MOST_PROPERTIES);
    guint n_listed = list_properties (items, list);
    gsize at = 8;

    for (guint64 i = 0; i < n_items; i++) {
        guint32 item = (guint32) bytes_big (all, at, item_width);
        guint n = (guint) bytes_big (all, at + item_width, 1);

        at += item_width + 1;
        if (item == items->primary) {
            apply_associations (all, at, n, width, info, list, n_listed);
            return;
        }
        at += (gsize) n * width;
    }
}

/* A picture of transparency, which has a property that says so. */
static gboolean
has_alpha_property (const Items *items)
{
    gsize at = 0;
    Box box;

    for (guint n = 0; n < MOST_PROPERTIES && next_box (items->properties, &at, &box); n++)
        if (is_of_type (&box, "auxC")
            && (memmem (box.data.data, box.data.size, ":alpha", 6) != NULL
                || memmem (box.data.data, box.data.size, ":auxid:1", 8) != NULL))
            return TRUE;
    return FALSE;
}

/* Where an item lies, when it does so in one piece. */
typedef struct {
    guint32 item;
    guint method; /* 0: in the file, 1: in idat */
    guint64 offset, length;
} Location;

/* The location that begins at *at, which moves on behind it. */
static gboolean
next_location (Bytes all, gsize *at, Location *location)
{
    guint version = version_of (all), sizes = (guint) bytes_big (all, 4, 2);
    guint offset = sizes >> 12, length = sizes >> 8 & 15, base = sizes >> 4 & 15, index = version > 0 ? sizes & 15 : 0;
    guint item = version < 2 ? 2 : 4;
    gsize p = *at;
    guint n_extents;

    location->item = (guint32) bytes_big (all, p, item);
    p += item;
    location->method = version > 0 ? (guint) bytes_big (all, p, 2) & 15 : 0;
    p += version > 0 ? 4 : 2;
    location->offset = bytes_big (all, p, base);
    n_extents = (guint) bytes_big (all, p + base, 2);
    p += base + 2;
    location->offset += bytes_big (all, p + index, offset);
    location->length = n_extents == 1 ? bytes_big (all, p + index + offset, length) : 0;
    *at = p + (gsize) n_extents * (index + offset + length);
    return *at <= all.size;
}

static Bytes
locate (const Items *items, guint32 item)
{
    Bytes all = items->locations;
    guint version = version_of (all);
    guint64 n = MIN (bytes_big (all, 6, version < 2 ? 2 : 4), MOST_ITEMS);
    gsize at = version < 2 ? 8 : 10;
    Location location;

    for (guint64 i = 0; i < n && next_location (all, &at, &location); i++) {
        Bytes from = location.method == 0 ? items->file : items->data;

        if (location.item != item)
            continue;
        if (location.method > 1 || location.length == 0 || !bytes_have (from, location.offset, location.length))
            return BYTES_NONE;
        return bytes_part (from, location.offset, location.length);
    }
    return BYTES_NONE;
}

/* An Exif item begins with how many bytes stand before its TIFF. */
static Bytes
exif_of (Bytes item)
{
    return bytes_from (item, 4 + bytes_big (item, 0, 4));
}

/* The first item of Exif, and the first of the media type of XMP; 0: there is none. */
typedef struct {
    guint32 exif, xmp;
} Said;

static void
note_item (Bytes info, Said *said)
{
    guint id = version_of (info) < 3 ? 2 : 4;
    guint32 item = (guint32) bytes_big (info, 4, id);
    Bytes type = bytes_from (info, 4 + id + 2), name = bytes_from (type, 4);
    const guint8 *nul = name.size > 0 ? memchr (name.data, '\0', name.size) : NULL;

    if (version_of (info) < 2)
        return;
    if (said->exif == 0 && BYTES_BEGIN (type, "Exif"))
        said->exif = item;
    else if (said->xmp == 0 && BYTES_BEGIN (type, "mime") && nul != NULL
             && BYTES_BEGIN (bytes_from (name, (gsize) (nul + 1 - name.data)), "application/rdf+xml"))
        said->xmp = item;
}

static void
find_in_heif (Bytes file, Blocks *blocks)
{
    Said said = { 0 };
    Items items;
    Bytes infos;
    gsize at = 0;
    Box box;

    if (!read_items (file, &items))
        return;
    infos = bytes_from (items.infos, version_of (items.infos) == 0 ? 6 : 8);
    for (guint n = 0; n < MOST_ITEMS && next_box (infos, &at, &box); n++)
        if (is_of_type (&box, "infe"))
            note_item (box.data, &said);
    if (said.exif != 0)
        blocks->exif = exif_of (locate (&items, said.exif));
    if (said.xmp != 0)
        blocks->xmp = locate (&items, said.xmp);
}

/* What was cut lacks the data, which stands last. */
static gboolean
probe_heif (Bytes file, PictureInfo *info)
{
    Items items;

    if (!read_items (file, &items) || (items.data.size == 0 && find_box (file, "mdat").size == 0))
        return FALSE;
    apply_properties (&items, info);
    info->has_alpha = has_alpha_property (&items);
    return TRUE;
}

const Format heif_format = { probe_heif, find_in_heif, NULL };
