/* SPDX-License-Identifier: MIT */
#include "warc-stream.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WINDOW_SIZE ((gsize) 32 * 1024)
#define BUFFER_SIZE (2 * WARC_PEEK_LIMIT)

/* What is read and inflated in one go: so much is lost, and done in vain, where a member is damaged. */
#define PIECE_READ ((gsize) 4 * 1024)
#define PIECE_WRITTEN ((gsize) 16 * 1024)

/* By so many bytes of it a gzip member is probed. */
#define PROBE_SIZE ((gsize) 512)

/* What a gzip member becomes is bounded by a multiple of its size, and so much besides. */
#define INFLATED_FACTOR ((guint64) 100)
#define INFLATED_SPARE ((guint64) 16 * 1024 * 1024)

#define GZIP_MAGIC "\x1f\x8b\x08"
#define WARC_MAGIC "WARC/"

struct _WarcStream {
    int fd; /* -1: there are bytes */
    GBytes *bytes;
    gint64 size;
    gboolean is_gzip;

    guint8 *window; /* of the file, from */
    gint64 window_offset;
    gsize window_length;

    gint64 place; /* that it was sent to, or where the gzip member begins */
    gint64 next;  /* of the file */
    GConverter *inflater;
    guint64 n_in, n_out; /* of the member */
    gboolean is_ended;   /* the member, or the file */
    const char *fault;

    char *buffer; /* what comes next */
    gsize at, length;
};

/* ---- the file ---- */

/* The bytes of the file from `offset` on, as many as are at hand, but one at least; 0: there are none. */
static const guint8 *
look (WarcStream *stream, gint64 offset, gsize *n_bytes)
{
    gint64 behind = offset - stream->window_offset;
    gssize n;

    *n_bytes = 0;
    if (offset >= stream->size)
        return NULL;
    if (stream->fd < 0) {
        *n_bytes = (gsize) (stream->size - offset);
        return (const guint8 *) g_bytes_get_data (stream->bytes, NULL) + offset;
    }
    if (behind < 0 || behind >= (gint64) stream->window_length) {
        do
            n = pread (stream->fd, stream->window, WINDOW_SIZE, offset);
        while (n < 0 && errno == EINTR);
        stream->fault = n < 0 ? "cannot be read" : stream->fault;
        stream->window_offset = offset;
        stream->window_length = n > 0 ? (gsize) n : 0;
        behind = 0;
    }
    *n_bytes = stream->window_length - (gsize) behind;
    return stream->window + behind;
}

static gboolean
is_at (WarcStream *stream, gint64 offset, const char *magic)
{
    for (; *magic != '\0'; magic++, offset++) {
        gsize n_bytes;
        const guint8 *bytes = look (stream, offset, &n_bytes);

        if (n_bytes == 0 || *bytes != (guint8) *magic)
            return FALSE;
    }
    return TRUE;
}

static WarcStream *
open_stream (WarcStream *stream, GError **error)
{
    stream->window = g_malloc (WINDOW_SIZE);
    stream->buffer = g_malloc (BUFFER_SIZE);
    stream->inflater = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
    stream->is_gzip = is_at (stream, 0, GZIP_MAGIC);
    warc_stream_seek (stream, 0);
    if (stream->is_gzip || is_at (stream, 0, WARC_MAGIC))
        return stream;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is no web archive (WARC)");
    warc_stream_free (stream);
    return NULL;
}

WarcStream *
warc_stream_new (int fd, GError **error)
{
    struct stat status;
    gboolean is_open = fd >= 0 && fstat (fd, &status) == 0;
    WarcStream *stream;

    if (!is_open || !S_ISREG (status.st_mode)) {
        int cause = errno;

        if (fd >= 0)
            close (fd);
        if (is_open)
            g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is no regular file");
        else
            g_set_error (error, SHEAF_ERROR, (gint) error_code_of (cause, SHEAF_ERROR_INPUT), "cannot be opened: %s",
                         g_strerror (cause));
        return NULL;
    }
    stream = g_new0 (WarcStream, 1);
    stream->fd = fd;
    stream->size = status.st_size;
    return open_stream (stream, error);
}

WarcStream *
warc_stream_new_for_bytes (GBytes *bytes, GError **error)
{
    WarcStream *stream = g_new0 (WarcStream, 1);

    stream->fd = -1;
    stream->bytes = g_bytes_ref (bytes);
    stream->size = (gint64) g_bytes_get_size (bytes);
    return open_stream (stream, error);
}

void
warc_stream_free (WarcStream *stream)
{
    if (stream == NULL)
        return;
    if (stream->fd >= 0)
        close (stream->fd);
    g_clear_pointer (&stream->bytes, g_bytes_unref);
    g_clear_object (&stream->inflater);
    g_free (stream->window);
    g_free (stream->buffer);
    g_free (stream);
}

/* ---- what comes next ---- */

void
warc_stream_seek (WarcStream *stream, gint64 offset)
{
    stream->place = stream->next = offset;
    stream->at = stream->length = 0;
    stream->n_in = stream->n_out = 0;
    stream->is_ended = offset >= stream->size;
    stream->fault = NULL;
    g_converter_reset (stream->inflater);
}

gboolean
warc_stream_is_gzip (const WarcStream *stream)
{
    return stream->is_gzip;
}

gint64
warc_stream_tell (const WarcStream *stream)
{
    return stream->is_gzip ? stream->place : stream->next - (gint64) (stream->length - stream->at);
}

gint64
warc_stream_next (const WarcStream *stream)
{
    return stream->next;
}

gboolean
warc_stream_is_inside (const WarcStream *stream)
{
    return stream->is_gzip && stream->n_out > stream->length - stream->at;
}

const char *
warc_stream_fault (const WarcStream *stream)
{
    return stream->fault;
}

static void
break_off (WarcStream *stream, const char *fault)
{
    stream->fault = fault;
    stream->is_ended = TRUE;
}

/* Inflates some of what the file has. */
static void
inflate_some (WarcStream *stream, const guint8 *bytes, gsize n_bytes)
{
    gsize n_read = 0, n_written = 0;
    GConverterResult result = g_converter_convert (
        stream->inflater, bytes, MIN (n_bytes, PIECE_READ), stream->buffer + stream->length,
        MIN (BUFFER_SIZE - stream->length, PIECE_WRITTEN), G_CONVERTER_NO_FLAGS, &n_read, &n_written, NULL);

    stream->next += (gint64) n_read;
    stream->n_in += n_read;
    stream->n_out += n_written;
    stream->length += n_written;
    if (result == G_CONVERTER_ERROR && n_written == 0 && n_read == 0)
        break_off (stream, "is damaged");
    else if (result == G_CONVERTER_FINISHED)
        stream->is_ended = TRUE;
    else if (stream->n_out > INFLATED_SPARE + INFLATED_FACTOR * stream->n_in)
        break_off (stream, "becomes more than a hundred times as large");
}

static void
copy_some (WarcStream *stream, const guint8 *bytes, gsize n_bytes)
{
    gsize n = MIN (n_bytes, MIN (BUFFER_SIZE - stream->length, PIECE_WRITTEN));

    memcpy (stream->buffer + stream->length, bytes, n);
    stream->length += n;
    stream->next += (gint64) n;
    stream->is_ended = stream->next >= stream->size;
}

/* Puts more into the buffer, in which there is room. */
static void
fill (WarcStream *stream)
{
    gsize n_bytes;
    const guint8 *bytes = look (stream, stream->next, &n_bytes);

    if (n_bytes == 0)
        break_off (stream, stream->fault != NULL ? stream->fault : "is cut off");
    else if (stream->is_gzip)
        inflate_some (stream, bytes, n_bytes);
    else
        copy_some (stream, bytes, n_bytes);
}

const char *
warc_stream_peek (WarcStream *stream, gsize want, gsize *n_bytes)
{
    if (stream->at > 0 && stream->length - stream->at < want) {
        memmove (stream->buffer, stream->buffer + stream->at, stream->length - stream->at);
        stream->length -= stream->at;
        stream->at = 0;
    }
    while (!stream->is_ended && stream->length - stream->at < want)
        fill (stream);
    *n_bytes = stream->length - stream->at;
    return stream->buffer + stream->at;
}

/* Of a plain file, what nobody looks at need not be read. */
static guint64
jump (WarcStream *stream, guint64 n_bytes)
{
    guint64 n = MIN (n_bytes, (guint64) (stream->size - stream->next));

    stream->next += (gint64) n;
    stream->is_ended = stream->next >= stream->size;
    return n;
}

guint64
warc_stream_skip (WarcStream *stream, guint64 n_bytes, GByteArray *copy)
{
    guint64 n_skipped = 0;

    while (n_skipped < n_bytes) {
        gsize n_here;
        const char *bytes = warc_stream_peek (stream, 1, &n_here);
        gsize n = (gsize) MIN (n_bytes - n_skipped, n_here);

        if (n == 0)
            break;
        if (copy != NULL)
            g_byte_array_append (copy, (const guint8 *) bytes, (guint) n);
        stream->at += n;
        n_skipped += n;
        if (copy == NULL && !stream->is_gzip && stream->at == stream->length)
            n_skipped += jump (stream, n_bytes - n_skipped);
    }
    return n_skipped;
}

gboolean
warc_stream_next_member (WarcStream *stream)
{
    if (!stream->is_gzip || !stream->is_ended || stream->fault != NULL || stream->next >= stream->size)
        return FALSE;
    warc_stream_seek (stream, stream->next);
    return TRUE;
}

/* ---- finding ---- */

/* The next place of the file from `offset` on that has those bytes; -1: none. */
static gint64
find_magic (WarcStream *stream, gint64 offset, const char *magic)
{
    for (;;) {
        gsize n_bytes;
        const guint8 *bytes = look (stream, offset, &n_bytes);
        const guint8 *found = n_bytes > 0 ? memchr (bytes, *magic, n_bytes) : NULL;

        if (n_bytes == 0)
            return -1;
        offset += found != NULL ? found - bytes : (gint64) n_bytes;
        if (found != NULL && is_at (stream, offset, magic))
            return offset;
        offset += found != NULL;
    }
}

/* What a gzip member that may begin there begins with, from so few bytes that it does not matter how many there are. */
static gboolean
probe_member (WarcStream *stream, gint64 offset)
{
    gsize n_bytes, n_read, n_written = 0;
    const guint8 *bytes = look (stream, offset, &n_bytes);
    char text[8];

    if (n_bytes < PROBE_SIZE) {
        stream->window_length = 0; /* it has only a part of it */
        bytes = look (stream, offset, &n_bytes);
    }
    g_converter_reset (stream->inflater);
    g_converter_convert (stream->inflater, bytes, MIN (n_bytes, PROBE_SIZE), text, sizeof text, G_CONVERTER_NO_FLAGS,
                         &n_read, &n_written, NULL);
    return n_written >= strlen (WARC_MAGIC) && memcmp (text, WARC_MAGIC, strlen (WARC_MAGIC)) == 0;
}

/* Whether a record begins where its first bytes, or those of a gzip member, are. */
static gboolean
begins_at (WarcStream *stream, gint64 offset)
{
    return stream->is_gzip ? probe_member (stream, offset) : offset == 0 || is_at (stream, offset - 1, "\n");
}

gboolean
warc_stream_find (WarcStream *stream, gint64 offset)
{
    const char *magic = stream->is_gzip ? GZIP_MAGIC : WARC_MAGIC;

    while ((offset = find_magic (stream, offset, magic)) >= 0) {
        if (begins_at (stream, offset)) {
            warc_stream_seek (stream, offset);
            return TRUE;
        }
        offset++;
    }
    warc_stream_seek (stream, stream->size);
    return FALSE;
}

gboolean
warc_is_in (const char *data, gsize size)
{
    g_autoptr (GConverter) inflater = NULL;
    char text[8];
    gsize n_read, n_written = 0;

    if (size >= strlen (WARC_MAGIC) && memcmp (data, WARC_MAGIC, strlen (WARC_MAGIC)) == 0)
        return TRUE;
    if (size < strlen (GZIP_MAGIC) || memcmp (data, GZIP_MAGIC, strlen (GZIP_MAGIC)) != 0)
        return FALSE;
    inflater = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
    g_converter_convert (inflater, data, size, text, sizeof text, G_CONVERTER_NO_FLAGS, &n_read, &n_written, NULL);
    return n_written >= strlen (WARC_MAGIC) && memcmp (text, WARC_MAGIC, strlen (WARC_MAGIC)) == 0;
}
