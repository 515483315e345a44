/* SPDX-License-Identifier: MIT */
#ifndef BYTES_H
#define BYTES_H

#include <glib.h>
#include <string.h>

/* A stretch of a file.  Whatever is asked for beyond its end is not there: numbers are 0, parts are shorter. */
typedef struct {
    const guint8 *data;
    gsize size;
} Bytes;

/* Not NULL, which memchr() and its like may not be given, however few the bytes are. */
#define BYTES_NONE ((Bytes){ (const guint8 *) "", 0 })

static inline gboolean
bytes_have (Bytes bytes, gsize at, gsize size)
{
    return at <= bytes.size && size <= bytes.size - at;
}

/* At most `size` bytes from `at` on. */
static inline Bytes
bytes_part (Bytes bytes, gsize at, gsize size)
{
    if (at >= bytes.size)
        return BYTES_NONE;
    return (Bytes){ bytes.data + at, MIN (size, bytes.size - at) };
}

static inline Bytes
bytes_from (Bytes bytes, gsize at)
{
    return bytes_part (bytes, at, G_MAXSIZE);
}

/* Whether they begin with the string literal, the NULs in it included. */
#define BYTES_BEGIN(bytes, literal)                                                                                    \
    ((bytes).size >= sizeof (literal) - 1 && memcmp ((bytes).data, literal, sizeof (literal) - 1) == 0)

/* What stands behind the string literal; nothing, when they do not begin with it. */
#define BYTES_BEHIND(bytes, literal)                                                                                   \
    (BYTES_BEGIN (bytes, literal) ? bytes_from (bytes, sizeof (literal) - 1) : BYTES_NONE)

/* The number of `n` bytes at `at`, its highest byte first, or last. */
static inline guint64
bytes_big (Bytes bytes, gsize at, guint n)
{
    guint64 value = 0;

    for (guint i = 0; i < n && bytes_have (bytes, at, n); i++)
        value = value << 8 | bytes.data[at + i];
    return value;
}

static inline guint64
bytes_little (Bytes bytes, gsize at, guint n)
{
    guint64 value = 0;

    for (guint i = 0; i < n && bytes_have (bytes, at, n); i++)
        value |= (guint64) bytes.data[at + i] << 8 * i;
    return value;
}

#endif
