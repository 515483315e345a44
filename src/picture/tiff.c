/* SPDX-License-Identifier: MIT */
#include "tiff.h"

#include "format.h"

#define HEADER_SIZE 8
#define ENTRY_SIZE 12
#define MOST_ENTRIES 500

enum {
    TAG_WIDTH = 256,
    TAG_HEIGHT = 257,
    TAG_BITS = 258,
    TAG_PHOTOMETRIC = 262,
    TAG_STRIPS = 273,
    TAG_ORIENTATION = 274,
    TAG_TILES = 324,
    TAG_EXTRA_SAMPLES = 338,
    TAG_XMP = 700,
    TAG_IIM = 33723,
    TAG_PHOTOSHOP = 34377,
    TAG_ICC = 34675
};

/* More pages are counted as so many. */
#define MOST_PAGES 1000

static guint64
number_at (const Tiff *tiff, gsize at, guint n)
{
    return tiff->is_big_endian ? bytes_big (tiff->bytes, at, n) : bytes_little (tiff->bytes, at, n);
}

gboolean
tiff_open (Bytes bytes, Tiff *tiff)
{
    tiff->bytes = bytes;
    tiff->is_big_endian = BYTES_BEGIN (bytes, "MM\0*");
    return tiff->is_big_endian || BYTES_BEGIN (bytes, "II*\0");
}

gsize
tiff_first_directory (const Tiff *tiff)
{
    return number_at (tiff, 4, 4);
}

guint
tiff_n_entries (const Tiff *tiff, gsize directory)
{
    guint n = directory >= HEADER_SIZE ? (guint) number_at (tiff, directory, 2) : 0;

    return n <= MOST_ENTRIES && bytes_have (tiff->bytes, directory + 2, (gsize) n * ENTRY_SIZE) ? n : 0;
}

static guint
type_size (guint type)
{
    static const guint8 sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };

    return type < G_N_ELEMENTS (sizes) ? sizes[type] : 0;
}

TiffEntry
tiff_entry (const Tiff *tiff, gsize directory, guint i)
{
    gsize at = directory + 2 + (gsize) i * ENTRY_SIZE, place;
    TiffEntry entry = { .tag = (guint16) number_at (tiff, at, 2), .type = (guint16) number_at (tiff, at + 2, 2) };
    guint64 size;

    entry.count = (guint32) number_at (tiff, at + 4, 4);
    size = (guint64) entry.count * type_size (entry.type);
    place = size <= 4 ? at + 8 : number_at (tiff, at + 8, 4);
    if (size > 0 && bytes_have (tiff->bytes, place, size))
        entry.value = bytes_part (tiff->bytes, place, size);
    return entry;
}

guint32
tiff_number (const Tiff *tiff, const TiffEntry *entry)
{
    Tiff value = { entry->value, tiff->is_big_endian };

    switch (entry->type) {
    case TIFF_BYTE: return (guint32) number_at (&value, 0, 1);
    case TIFF_SHORT: return (guint32) number_at (&value, 0, 2);
    case TIFF_LONG: return (guint32) number_at (&value, 0, 4);
    default: return 0;
    }
}

static guint
orientation_of (const Tiff *tiff, const TiffEntry *entry)
{
    guint32 orientation = tiff_number (tiff, entry);

    return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

guint
exif_orientation (Bytes exif)
{
    Tiff tiff;
    gsize directory = tiff_open (exif, &tiff) ? tiff_first_directory (&tiff) : 0;
    guint n = directory > 0 ? tiff_n_entries (&tiff, directory) : 0;

    for (guint i = 0; i < n; i++) {
        TiffEntry entry = tiff_entry (&tiff, directory, i);

        if (entry.tag == TAG_ORIENTATION)
            return orientation_of (&tiff, &entry);
    }
    return 1;
}

void
exif_make_orientation (guint orientation, guint8 block[EXIF_ORIENTATION_SIZE])
{
    static const guint8 pattern[EXIF_ORIENTATION_SIZE] = { 'M', 'M', 0, '*', 0, 0, 0, HEADER_SIZE,
                                                           0,   1, /* entry */
                                                           1,   18,  0, 3,   0, 0, 0, 1 };

    memcpy (block, pattern, EXIF_ORIENTATION_SIZE);
    block[19] = (guint8) orientation;
}

/* Eight bits or less in each sample. */
static gboolean
has_few_bits (const Tiff *tiff, const TiffEntry *entry)
{
    Tiff value = { entry->value, tiff->is_big_endian };

    for (gsize at = 0; at + 2 <= entry->value.size && at < 2 * 8; at += 2)
        if (number_at (&value, at, 2) > 8)
            return FALSE;
    return TRUE;
}

static gboolean
takes_entry (const Tiff *tiff, const TiffEntry *entry, PictureInfo *info)
{
    switch (entry->tag) {
    case TAG_WIDTH: info->width = tiff_number (tiff, entry); break;
    case TAG_HEIGHT: info->height = tiff_number (tiff, entry); break;
    case TAG_ORIENTATION: info->orientation = orientation_of (tiff, entry); break;
    case TAG_BITS: info->is_plain = info->is_plain && has_few_bits (tiff, entry); break;
    case TAG_PHOTOMETRIC: info->is_plain = info->is_plain && tiff_number (tiff, entry) <= 3; break; /* to palettes */
    case TAG_EXTRA_SAMPLES: info->has_alpha = tiff_number (tiff, entry) != 0; break;
    case TAG_ICC: info->is_plain = info->is_plain && icc_is_plain (entry->value); break;
    case TAG_STRIPS:
    case TAG_TILES: return entry->value.size > 0 && tiff_number (tiff, entry) < tiff->bytes.size;
    default: break;
    }
    return TRUE;
}

/* Directories may lead back to others, and need not stand in their order. */
static guint
count_pages (const Tiff *tiff)
{
    gsize directory = tiff_first_directory (tiff);
    guint n = 0, n_entries;

    while (n < MOST_PAGES && (n_entries = tiff_n_entries (tiff, directory)) > 0) {
        n++;
        directory = number_at (tiff, directory + 2 + (gsize) n_entries * ENTRY_SIZE, 4);
    }
    return n;
}

static gboolean
probe_tiff (Bytes file, PictureInfo *info)
{
    Tiff tiff;
    gsize directory;

    if (!tiff_open (file, &tiff))
        return FALSE;
    directory = tiff_first_directory (&tiff);
    for (guint i = 0, n = tiff_n_entries (&tiff, directory); i < n; i++) {
        TiffEntry entry = tiff_entry (&tiff, directory, i);

        if (!takes_entry (&tiff, &entry, info))
            return FALSE;
    }
    info->n_frames = MAX (1, count_pages (&tiff));
    return TRUE;
}

static void
find_in_tiff (Bytes file, Blocks *blocks)
{
    Tiff tiff;
    gsize directory = tiff_open (file, &tiff) ? tiff_first_directory (&tiff) : 0;
    Bytes iim = BYTES_NONE;

    blocks->exif = file;
    for (guint i = 0, n = tiff_n_entries (&tiff, directory); i < n; i++) {
        TiffEntry entry = tiff_entry (&tiff, directory, i);

        if (entry.tag == TAG_XMP)
            blocks->xmp = entry.value;
        else if (entry.tag == TAG_IIM)
            iim = entry.value;
        else if (entry.tag == TAG_PHOTOSHOP)
            photoshop_find (bytes_part (entry.value, 0, BLOCK_LIMIT), blocks);
    }
    if (iim.size > 0)
        blocks->iim = iim;
}

const Format tiff_format = { probe_tiff, find_in_tiff, NULL };
