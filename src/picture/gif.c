/* SPDX-License-Identifier: MIT */
#include "format.h"

/* GIF: a screen, then blocks; images and extensions are made of sub-blocks with a length of a byte.  GIF89a. */

#define HEADER_SIZE 13

enum { BLOCK_IMAGE = 0x2c, BLOCK_EXTENSION = 0x21, BLOCK_TRAILER = 0x3b };
enum { EXTENSION_CONTROL = 0xf9, EXTENSION_COMMENT = 0xfe, EXTENSION_APPLICATION = 0xff };

/* The length, name and authentication code of an application's extension. */
#define APPLICATION_SIZE 12
#define XMP "\x0bXMP DataXMP"

/* XMP stands in the file as it is and, behind it, bytes that lead any reader of sub-blocks to the end. */
#define XMP_TRAILER 258

typedef struct {
    guint8 kind, label; /* the label is an extension's */
    Bytes whole;
    Bytes payload; /* of an extension: its sub-blocks */
} Block;

/* The size of a table of colours that `flags` tell of. */
static gsize
table_size (guint64 flags)
{
    return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* The place behind the sub-blocks that begin at `at`; 0: they do not end. */
static gsize
skip_sub_blocks (Bytes file, gsize at)
{
    while (at < file.size && file.data[at] != 0)
        at += 1 + (gsize) file.data[at];
    return at < file.size ? at + 1 : 0;
}

static gboolean
next_block (Bytes file, gsize *at, Block *block)
{
    gsize start = *at, payload, end;

    *block =
        (Block){ .kind = (guint8) bytes_little (file, start, 1), .label = (guint8) bytes_little (file, start + 1, 1) };
    switch (block->kind) {
    case BLOCK_TRAILER: payload = end = start + 1; break;
    case BLOCK_EXTENSION:
        payload = start + 2;
        end = skip_sub_blocks (file, payload);
        break;
    case BLOCK_IMAGE:
        payload = start + 10 + table_size (bytes_little (file, start + 9, 1));
        end = skip_sub_blocks (file, payload + 1);
        break;
    default: return FALSE;
    }
    if (end == 0)
        return FALSE;
    block->whole = bytes_part (file, start, end - start);
    block->payload = bytes_part (file, payload, end - payload);
    *at = end;
    return TRUE;
}

static gsize
first_block (Bytes file)
{
    return HEADER_SIZE + table_size (bytes_little (file, 10, 1));
}

static gboolean
probe_gif (Bytes file, PictureInfo *info)
{
    guint n_frames = 0;
    Block block = { 0 };

    info->width = (guint) bytes_little (file, 6, 2);
    info->height = (guint) bytes_little (file, 8, 2);
    for (gsize at = first_block (file); block.kind != BLOCK_TRAILER && next_block (file, &at, &block);) {
        n_frames += block.kind == BLOCK_IMAGE;
        if (block.kind == BLOCK_EXTENSION && block.label == EXTENSION_CONTROL
            && (bytes_little (block.payload, 1, 1) & 1))
            info->has_alpha = TRUE;
    }
    info->n_frames = n_frames;
    return block.kind == BLOCK_TRAILER && n_frames > 0;
}

static void
find_in_gif (Bytes file, Blocks *blocks)
{
    Block block = { 0 };
    guint n = 0;

    for (gsize at = first_block (file); n < MOST_BLOCKS && next_block (file, &at, &block); n++) {
        if (block.kind == BLOCK_TRAILER)
            break;
        if (block.label == EXTENSION_APPLICATION && block.kind == BLOCK_EXTENSION && BYTES_BEGIN (block.payload, XMP)
            && block.payload.size > APPLICATION_SIZE + XMP_TRAILER)
            blocks->xmp =
                bytes_part (block.payload, APPLICATION_SIZE, block.payload.size - APPLICATION_SIZE - XMP_TRAILER);
    }
}

/* Comments, and whatever programs have left, but how often the picture moves and what its colours are. */
static gboolean
is_needed (const Block *block)
{
    if (block->kind != BLOCK_EXTENSION || (block->label != EXTENSION_COMMENT && block->label != EXTENSION_APPLICATION))
        return TRUE;
    return block->label == EXTENSION_APPLICATION
           && (BYTES_BEGIN (block->payload, "\x0bNETSCAPE2.0")
               || BYTES_BEGIN (block->payload, "\x0b"
                                               "ANIMEXTS1.0")
               || BYTES_BEGIN (block->payload, "\x0bICCRGBG1012"));
}

static GByteArray *
clean_gif (Bytes file, const PictureInfo *info)
{
    GByteArray *clean = g_byte_array_sized_new ((guint) file.size);
    Block block = { 0 };
    gsize at = first_block (file);

    g_byte_array_append (clean, file.data, (guint) at);
    while (block.kind != BLOCK_TRAILER && next_block (file, &at, &block))
        if (is_needed (&block))
            g_byte_array_append (clean, block.whole.data, (guint) block.whole.size);
    return clean;
}

const Format gif_format = { probe_gif, find_in_gif, clean_gif };
