/* SPDX-License-Identifier: MIT */
#include "warc-http.h"

#include <string.h>

/* Codings one inside the other, at most. */
#define MOST_CODINGS 4

/* What a body becomes is bounded by a multiple of its size, and so much besides. */
#define INFLATED_FACTOR ((gsize) 100)
#define INFLATED_SPARE ((gsize) 1024 * 1024)

/* ---- the head ---- */

gboolean
http_read_head (HttpHead *head, const char *data, gsize size)
{
    const char *end = data + size, *p = text_next_line (data, end);
    g_autofree char *line = g_strndup (data, MIN ((gsize) (p - data), 32));
    const char *status = strchr (line, ' ');

    memset (head, 0, sizeof *head);
    if (!text_has_prefix_ci (line, "HTTP/") || status == NULL)
        return FALSE;
    head->status = (guint) g_ascii_strtoull (status, NULL, 10);
    head->header = mime_read_header (&p, end);
    head->length = (gsize) (p - data);
    return p < end || (size >= 2 && memcmp (end - 2, "\n\n", 2) == 0)
           || (size >= 4 && memcmp (end - 4, "\r\n\r\n", 4) == 0);
}

void
http_head_clear (HttpHead *head)
{
    g_clear_pointer (&head->header, g_hash_table_unref);
}

/* ---- chunks ---- */

/* The size that the line at *p begins with; steps over the line.  -1: there is none. */
static gint64
take_size (const char **p, const char *end)
{
    gint64 size = 0;
    const char *start = *p;

    while (*p < end && g_ascii_isxdigit (**p) && size < G_MAXINT32)
        size = size << 4 | g_ascii_xdigit_value (*(*p)++);
    if (*p == start || (*p < end && strchr ("\r\n; \t", **p) == NULL))
        return -1;
    *p = text_next_line (*p, end);
    return size;
}

/* The bytes without the sizes between them; of what has none, the same bytes: whoever saved it put it together. */
static GBytes *
join_chunks (GBytes *bytes, gboolean *is_cut)
{
    gsize size;
    const char *p = g_bytes_get_data (bytes, &size), *end = p + size;
    g_autoptr (GByteArray) joined = g_byte_array_new ();

    for (gboolean is_first = TRUE; p < end; is_first = FALSE) {
        gint64 length = take_size (&p, end);
        gsize n = (gsize) MIN (MAX (length, 0), end - p);

        if (length < 0 && is_first)
            return g_bytes_ref (bytes);
        if (length == 0)
            return g_byte_array_free_to_bytes (g_steal_pointer (&joined));
        if (length < 0)
            break;
        g_byte_array_append (joined, (const guint8 *) p, (guint) n);
        p += n;
        p += p < end && *p == '\r';
        p += p < end && *p == '\n';
    }
    *is_cut = TRUE;
    return g_byte_array_free_to_bytes (g_steal_pointer (&joined));
}

/* ---- codings ---- */

static GConverter *
inflater_for (const char *coding, const guint8 *data, gsize size)
{
    gboolean has_header = size >= 2 && (data[0] & 0xf) == 8 && (data[0] << 8 | data[1]) % 31 == 0;
    GZlibCompressorFormat format = G_ZLIB_COMPRESSOR_FORMAT_GZIP;

    /* RFC 9110 means zlib's format by "deflate", and some servers deflate's own. */
    if (g_str_equal (coding, "deflate"))
        format = has_header ? G_ZLIB_COMPRESSOR_FORMAT_ZLIB : G_ZLIB_COMPRESSOR_FORMAT_RAW;
    return G_CONVERTER (g_zlib_decompressor_new (format));
}

static gboolean
fail (GError **error, SheafError code, const char *what)
{
    g_set_error (error, SHEAF_ERROR, (gint) code, "%s", what);
    return FALSE;
}

/* FALSE, without an error, at the end, whether it should be there or not. */
static gboolean
inflate_some (GConverter *inflater, const guint8 **p, const guint8 *end, GByteArray *out, gboolean *is_cut,
              GError **error)
{
    guint8 buffer[32768];
    gsize n_read = 0, n_written = 0;
    g_autoptr (GError) fault = NULL;
    GConverterResult result = g_converter_convert (inflater, *p, (gsize) (end - *p), buffer, sizeof buffer,
                                                   G_CONVERTER_INPUT_AT_END, &n_read, &n_written, &fault);

    *p += n_read;
    g_byte_array_append (out, buffer, (guint) n_written);
    if (result == G_CONVERTER_CONVERTED)
        return TRUE;
    *is_cut = *is_cut || g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    return result == G_CONVERTER_FINISHED || *is_cut ? FALSE
                                                     : fail (error, SHEAF_ERROR_FORMAT, "is compressed, and damaged");
}

static GBytes *
inflate (const char *coding, GBytes *bytes, gsize limit, gboolean *is_cut, GError **error)
{
    gsize size;
    const guint8 *p = g_bytes_get_data (bytes, &size), *end = p + size;
    g_autoptr (GConverter) inflater = inflater_for (coding, p, size);
    g_autoptr (GByteArray) out = g_byte_array_new ();
    GError *fault = NULL;

    limit = MIN (limit, INFLATED_SPARE + INFLATED_FACTOR * size);
    while (inflate_some (inflater, &p, end, out, is_cut, &fault) && out->len <= limit)
        continue;
    if (fault == NULL && out->len > limit)
        fail (&fault, SHEAF_ERROR_LIMIT, "becomes too large");
    if (fault == NULL)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    g_propagate_error (error, fault);
    return NULL;
}

static gboolean
is_gzip (GBytes *bytes)
{
    gsize size;
    const guint8 *data = g_bytes_get_data (bytes, &size);

    return size >= 2 && data[0] == 0x1f && data[1] == 0x8b;
}

/* Undoes one coding.  Bytes that are none of gzip were inflated when they were saved. */
static GBytes *
undo (const char *coding, GBytes *bytes, gsize limit, gboolean *is_cut, GError **error)
{
    gboolean is_named_gzip = g_str_equal (coding, "gzip") || g_str_equal (coding, "x-gzip");
    gboolean is_plain = *coding == '\0' || g_str_equal (coding, "identity") || g_str_equal (coding, "chunked");
    g_autofree char *what = NULL;

    if (is_plain || g_bytes_get_size (bytes) == 0 || (is_named_gzip && !is_gzip (bytes)))
        return g_bytes_ref (bytes);
    if (is_named_gzip || g_str_equal (coding, "deflate"))
        return inflate (coding, bytes, limit, is_cut, error);
    what = g_strdup_printf ("is compressed by a method that is not known: %.20s", coding);
    fail (error, SHEAF_ERROR_FORMAT, what);
    return NULL;
}

/* The last coding was done last. */
static GBytes *
undo_all (const char *codings, GBytes *bytes, gsize limit, gboolean *is_cut, GError **error)
{
    g_auto (GStrv) names = g_strsplit (codings, ",", MOST_CODINGS);
    GBytes *undone = g_bytes_ref (bytes);

    for (guint i = g_strv_length (names); i > 0 && undone != NULL; i--) {
        g_autofree char *name = g_ascii_strdown (g_strstrip (names[i - 1]), -1);
        GBytes *next = undo (name, undone, limit, is_cut, error);

        g_bytes_unref (undone);
        undone = next;
    }
    return undone;
}

GBytes *
http_decode (const HttpHead *head, GBytes *body, gsize limit, gboolean *is_cut, GError **error)
{
    const char *transfer = mime_field (head->header, "transfer-encoding");
    const char *content = mime_field (head->header, "content-encoding");
    gboolean is_chunked = transfer != NULL && strstr (transfer, "chunked") != NULL;
    g_autoptr (GBytes) joined = is_chunked ? join_chunks (body, is_cut) : g_bytes_ref (body);
    g_autoptr (GBytes) moved = transfer != NULL ? undo_all (transfer, joined, limit, is_cut, error) : NULL;
    GBytes *source = transfer != NULL ? moved : joined;

    if (source == NULL)
        return NULL;
    return content != NULL ? undo_all (content, source, limit, is_cut, error) : g_bytes_ref (source);
}
