/* SPDX-License-Identifier: MIT */
#include "format.h"

/* BMP: a file header and a header of one of several sizes, which tells its version. */

#define FILE_HEADER 14
#define CORE_HEADER 12

enum { COMPRESSION_NONE, COMPRESSION_BITFIELDS = 3 };

/* What is not compressed has lines of a multiple of four bytes. */
static gboolean
has_all_lines (Bytes file, const PictureInfo *info)
{
    guint64 bits = bytes_little (file, FILE_HEADER + 14, 2), compression = bytes_little (file, FILE_HEADER + 16, 4);
    guint64 line = (info->width * bits + 31) / 32 * 4, start = bytes_little (file, 10, 4);

    if (compression != COMPRESSION_NONE && compression != COMPRESSION_BITFIELDS)
        return start < file.size;
    return start <= file.size && info->height > 0 && line <= (file.size - start) / info->height;
}

static gboolean
probe_bmp (Bytes file, PictureInfo *info)
{
    guint64 header = bytes_little (file, FILE_HEADER, 4);
    gint32 height;

    if (header == CORE_HEADER) {
        info->width = (guint) bytes_little (file, FILE_HEADER + 4, 2);
        info->height = (guint) bytes_little (file, FILE_HEADER + 6, 2);
        return bytes_little (file, 10, 4) < file.size;
    }
    height = (gint32) bytes_little (file, FILE_HEADER + 8, 4); /* negative: from the top */
    info->width = (guint) bytes_little (file, FILE_HEADER + 4, 4);
    info->height = height < 0 ? 0 - (guint) height : (guint) height;
    info->has_alpha = bytes_little (file, FILE_HEADER + 14, 2) == 32;
    return header >= 40 && has_all_lines (file, info);
}

const Format bmp_format = { probe_bmp, NULL, NULL };
