/* SPDX-License-Identifier: MIT */
#include "jpeg.h"

#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

/* Most of a cover is blank, and a JPEG spends as much work on a blank block as on any other.
 * So libjpeg is given a strip, one cell wide, of the cells that differ: a blank one of each tint,
 * then those with ink.  A restart marker after every cell makes its bits independent of its
 * neighbours, so the whole page is woven from copies of the strip's segments. */

enum {
    QUALITY = 85,
    CHROMA_COARSENESS = 2, /* times the usual steps: the edges of letters need no more */
    CHROMA_WIDTH = CELL_WIDTH / 2,
    CHROMA_HEIGHT = CELL_HEIGHT / 2,
    MAX_TINTS = 4,
    N_RESTARTS = 8, /* RST0 to RST7, in turn */
};

/* The strip has to stay a possible picture, and a segment must hold whole 16 x 16 units. */
G_STATIC_ASSERT ((N_CELLS + MAX_TINTS) * CELL_HEIGHT <= JPEG_MAX_DIMENSION);
G_STATIC_ASSERT (CELL_HEIGHT == 16 && CELL_WIDTH % 16 == 0);

typedef struct {
    guint8 y, cb, cr;
} Tone;

typedef struct {
    guint8 y[CELL_HEIGHT][CELL_WIDTH];
    guint8 cb[CHROMA_HEIGHT][CHROMA_WIDTH];
    guint8 cr[CHROMA_HEIGHT][CHROMA_WIDTH];
} Cell;

/* The conversion of JFIF, BT.601 in full range. */
static Tone
tone_from_colour (const Colour *colour)
{
    double y = 0.299 * colour->red + 0.587 * colour->green + 0.114 * colour->blue;

    return (Tone){
        .y = (guint8) (y + 0.5),
        .cb = (guint8) (128.5 + (colour->blue - y) / 1.772),
        .cr = (guint8) (128.5 + (colour->red - y) / 1.402),
    };
}

/* Sixteen bits are enough, and let the compiler take eight pixels or more at once. */
static inline guint8
mix (guint8 ground, guint8 ink, guint8 coverage)
{
    guint16 share = (guint16) (coverage + (coverage >> 7)); /* of 256 */

    return (guint8) ((guint16) (ground * 256 + 128 + (ink - ground) * share) >> 8);
}

static void
mix_plane (guint8 *plane, int size, guint8 ground, guint8 ink, const guint8 *coverage)
{
    for (int i = 0; i < size; i++)
        plane[i] = mix (ground, ink, coverage[i]);
}

static void
halve_row (guint8 small[CHROMA_WIDTH], const guint8 *rows)
{
    for (int x = 0; x < CHROMA_WIDTH; x++)
        small[x] =
            (guint8) ((rows[2 * x] + rows[2 * x + 1] + rows[CELL_WIDTH + 2 * x] + rows[CELL_WIDTH + 2 * x + 1] + 2)
                      >> 2);
}

static void
cell_print (Cell *cell, const guint8 *coverage, const Tint *tint)
{
    Tone ground = tone_from_colour (&tint->ground);
    Tone ink = tone_from_colour (&tint->ink);
    guint8 small[CHROMA_HEIGHT][CHROMA_WIDTH];

    for (int y = 0; y < CHROMA_HEIGHT; y++)
        halve_row (small[y], coverage + 2 * y * CELL_WIDTH);
    mix_plane (cell->y[0], sizeof cell->y, ground.y, ink.y, coverage);
    mix_plane (cell->cb[0], sizeof cell->cb, ground.cb, ink.cb, small[0]);
    mix_plane (cell->cr[0], sizeof cell->cr, ground.cr, ink.cr, small[0]);
}

static void
strip_add (struct jpeg_compress_struct *strip, const guint8 *coverage, const Tint *tint)
{
    Cell cell;
    JSAMPROW y[CELL_HEIGHT], cb[CHROMA_HEIGHT], cr[CHROMA_HEIGHT];
    JSAMPARRAY planes[] = { y, cb, cr };

    cell_print (&cell, coverage, tint);
    for (int i = 0; i < CELL_HEIGHT; i++)
        y[i] = cell.y[i];
    for (int i = 0; i < CHROMA_HEIGHT; i++) {
        cb[i] = cell.cb[i];
        cr[i] = cell.cr[i];
    }
    jpeg_write_raw_data (strip, planes, CELL_HEIGHT);
}

/* Nothing in our pictures can fail but memory, and for that GLib's way is to stop. */
static void
stop (j_common_ptr strip)
{
    char message[JMSG_LENGTH_MAX];

    strip->err->format_message (strip, message);
    g_error ("libjpeg: %s", message);
}

/* Three quarters of a cover are blank blocks, "no difference" and "no detail".  The standard
 * Huffman tables spend two and four bits on these; here they get one and two. */
static void
shorten_blank_codes (struct jpeg_compress_struct *strip)
{
    static const UINT8 lengths[17] = { 0, 1, 0, 0, 5, 5, 1 };
    JHUFF_TBL *detail = strip->ac_huff_tbl_ptrs[0];

    memcpy (strip->dc_huff_tbl_ptrs[0]->bits, lengths, sizeof lengths);
    memcpy (strip->dc_huff_tbl_ptrs[1]->bits, lengths, sizeof lengths);
    memmove (detail->huffval + 1, detail->huffval, 3);
    detail->huffval[0] = 0;
}

static void
strip_start (struct jpeg_compress_struct *strip, guint n_cells)
{
    strip->image_width = CELL_WIDTH;
    strip->image_height = n_cells * CELL_HEIGHT;
    strip->input_components = 3;
    strip->in_color_space = JCS_YCbCr;
    jpeg_set_defaults (strip); /* 4:2:0, Huffman tables of the standard */
    jpeg_set_quality (strip, QUALITY, TRUE);
    shorten_blank_codes (strip);
    for (int i = 0; i < DCTSIZE2; i++)
        strip->quant_tbl_ptrs[1]->quantval[i] *= CHROMA_COARSENESS;
    strip->raw_data_in = TRUE;
    strip->restart_in_rows = 1;
    jpeg_start_compress (strip, TRUE);
}

static guint
count_inked (const Page *page)
{
    guint n_inked = 0;

    for (guint i = 0; i < N_CELLS; i++)
        n_inked += page_cell (page, i) != NULL;
    return n_inked;
}

static guint
tint_of_cell (const Tint *tints, guint cell)
{
    guint tint = 0;

    while (cell / PAGE_COLUMNS >= tints[tint].end_row)
        tint++;
    return tint;
}

static void
strip_write (struct jpeg_compress_struct *strip, const Page *page, const Tint *tints, guint n_tints)
{
    static const guint8 blank[CELL_SIZE];

    strip_start (strip, n_tints + count_inked (page));
    for (guint i = 0; i < n_tints; i++)
        strip_add (strip, blank, &tints[i]);
    for (guint i = 0; i < N_CELLS; i++) {
        if (page_cell (page, i) != NULL)
            strip_add (strip, page_cell (page, i), &tints[tint_of_cell (tints, i)]);
    }
    jpeg_finish_compress (strip);
}

static GBytes *
strip_new (const Page *page, const Tint *tints, guint n_tints)
{
    struct jpeg_compress_struct strip;
    struct jpeg_error_mgr errors;
    unsigned char *data = NULL;
    unsigned long size = 0;

    strip.err = jpeg_std_error (&errors);
    errors.error_exit = stop;
    jpeg_create_compress (&strip);
    jpeg_mem_dest (&strip, &data, &size);
    strip_write (&strip, page, tints, n_tints);
    jpeg_destroy_compress (&strip);
    return g_bytes_new_with_free_func (data, size, free, data);
}

/* The header ends with the start of the scan; on the way there the strip's size is replaced. */
static const guint8 *
weave_header (GByteArray *picture, const guint8 *strip)
{
    static const guint8 size[] = { PAGE_HEIGHT >> 8, PAGE_HEIGHT & 255, PAGE_WIDTH >> 8, PAGE_WIDTH & 255 };
    const guint8 *marker = strip + 2;
    gsize frame = 0;

    while (marker[1] != 0xDA) {
        if (marker[1] == 0xC0)
            frame = marker - strip;
        marker += 2 + (marker[2] << 8 | marker[3]);
    }
    marker += 2 + (marker[2] << 8 | marker[3]);
    g_byte_array_append (picture, strip, (guint) (marker - strip));
    memcpy (picture->data + frame + 5, size, sizeof size);
    return marker;
}

/* In a segment 0xFF is followed by 0; with anything else it is the marker that ends it. */
static const guint8 *
segment_end (const guint8 *segment, const guint8 *end)
{
    const guint8 *mark = segment;

    while ((mark = memchr (mark, 0xFF, end - mark)) != NULL && mark[1] == 0)
        mark += 2;
    return mark;
}

/* Where each segment of the strip begins; one more than there are segments, and 2 bytes of
 * marker stand before each. */
static GPtrArray *
find_segments (const guint8 *scan, const guint8 *end)
{
    GPtrArray *segments = g_ptr_array_sized_new (N_CELLS);

    while (scan < end) {
        g_ptr_array_add (segments, (gpointer) scan);
        scan = segment_end (scan, end) + 2;
    }
    g_ptr_array_add (segments, (gpointer) scan);
    return segments;
}

/* The segment with the marker behind it, which gets the number that comes next in the picture. */
static void
weave_cell (GByteArray *picture, const GPtrArray *segments, guint segment, guint cell)
{
    const guint8 *start = segments->pdata[segment];
    const guint8 *next = segments->pdata[segment + 1];

    g_byte_array_append (picture, start, (guint) (next - start));
    picture->data[picture->len - 1] = cell + 1 < N_CELLS ? 0xD0 + cell % N_RESTARTS : 0xD9;
}

GBytes *
jpeg_print (const Page *page, const Tint *tints, guint n_tints)
{
    g_autoptr (GBytes) strip = strip_new (page, tints, n_tints);
    GByteArray *picture = g_byte_array_sized_new (128 * 1024);
    g_autoptr (GPtrArray) segments = NULL;
    gsize size;
    const guint8 *data = g_bytes_get_data (strip, &size);
    guint next = n_tints;

    segments = find_segments (weave_header (picture, data), data + size);
    for (guint i = 0; i < N_CELLS; i++)
        weave_cell (picture, segments, page_cell (page, i) ? next++ : tint_of_cell (tints, i), i);
    return g_byte_array_free_to_bytes (picture);
}
