/* SPDX-License-Identifier: MIT */
#include "warc.h"

#include <string.h>

#include "lang/lang.h"
#include "warc-http.h"

/* What is looked at for the end of a header, to begin with. */
#define FIRST_PEEK ((gsize) 1024)

/* How much of the file may be read again to find the record behind a damaged one: a multiple of what was read before,
 * and so much besides. */
#define AGAIN_FACTOR 4
#define AGAIN_SPARE ((gint64) 1024 * 1024)

struct _Warc {
    WarcStream *stream;
    gboolean is_at_end;
    gint64 n_again; /* bytes that were read again so far */
};

/* A record on its way. */
typedef struct {
    Warc *warc;
    gint64 offset; /* where it begins */
    gint64 body;   /* where its header ends, as far as that is known */
    MimeHeader *header;
    HttpHead http; /* of a response */
    GByteArray *block;
    GError **error;
} Reading;

gboolean
name_is_warc (const char *name)
{
    return text_has_suffix_ci (name, ".warc") || text_has_suffix_ci (name, ".warc.gz");
}

Warc *
warc_new (WarcStream *stream)
{
    Warc *warc = g_new0 (Warc, 1);

    warc->stream = stream;
    return warc;
}

void
warc_free (Warc *warc)
{
    if (warc == NULL)
        return;
    warc_stream_free (warc->stream);
    g_free (warc);
}

void
warc_seek (Warc *warc, gint64 offset)
{
    warc_stream_seek (warc->stream, offset);
    warc->is_at_end = FALSE;
}

void
warc_record_clear (WarcRecord *record)
{
    g_clear_pointer (&record->url, g_free);
    g_clear_pointer (&record->saved, g_free);
    g_clear_pointer (&record->charset, g_free);
    g_clear_pointer (&record->body, g_bytes_unref);
}

static void
reading_clear (Reading *reading)
{
    g_clear_pointer (&reading->header, g_hash_table_unref);
    http_head_clear (&reading->http);
    g_clear_pointer (&reading->block, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* ---- what is wrong ---- */

/* Behind a damaged gzip member, some is read again, so that what stands behind it is found, but not the same again and
 * again. */
static gint64
where_to_look (Warc *warc, const Reading *reading)
{
    gint64 from = reading->body > reading->offset ? reading->body : reading->offset + 1;
    gint64 next = warc_stream_next (warc->stream);

    if (!warc_stream_is_gzip (warc->stream))
        return from;
    if (warc->n_again + next - from > AGAIN_SPARE + AGAIN_FACTOR * from)
        return MAX (next, from);
    warc->n_again += next - from;
    return from;
}

/* A gzip member that can be inflated to its end is stepped over. */
static void
recover (const Reading *reading)
{
    Warc *warc = reading->warc;

    if (warc_stream_is_gzip (warc->stream)) {
        warc_stream_skip (warc->stream, G_MAXUINT64, NULL);
        if (warc_stream_next_member (warc->stream))
            return;
    }
    warc->is_at_end = !warc_stream_find (warc->stream, where_to_look (warc, reading));
}

static WarcStep
fail (const Reading *reading, SheafError code, const char *what)
{
    const char *fault = warc_stream_fault (reading->warc->stream);

    g_set_error (reading->error, SHEAF_ERROR, (gint) code, "record at byte %" G_GINT64_FORMAT ": %s", reading->offset,
                 fault != NULL ? fault : what);
    recover (reading);
    return WARC_BAD;
}

/* ---- headers ---- */

/* The length of a header with the blank line that ends it; 0: there is none. */
static gsize
header_length (const char *data, gsize size)
{
    const char *end = data + size;

    for (const char *p = data; (p = memchr (p, '\n', (gsize) (end - p))) != NULL; p++) {
        const char *next = p + 1 + (end - p > 1 && p[1] == '\r');

        if (next < end && *next == '\n')
            return (gsize) (next + 1 - data);
    }
    return 0;
}

/* Looks at the header that comes next and has at most `limit` bytes. */
static const char *
peek_header (WarcStream *stream, gsize limit, gsize *length)
{
    for (gsize want = MIN (FIRST_PEEK, limit);; want = MIN (2 * want, limit)) {
        gsize n_bytes;
        const char *data = warc_stream_peek (stream, want, &n_bytes);

        *length = header_length (data, MIN (n_bytes, limit));
        if (*length > 0 || want == limit || n_bytes < want)
            return data;
    }
}

static gboolean
read_header (Reading *reading)
{
    WarcStream *stream = reading->warc->stream;
    gsize length;
    const char *data = peek_header (stream, WARC_PEEK_LIMIT, &length), *end = data + length;
    const char *p = length > 0 ? text_next_line (data, end) : data;

    if (length == 0 || !g_str_has_prefix (data, "WARC/"))
        return FALSE;
    reading->header = mime_read_header (&p, end);
    warc_stream_skip (stream, length, NULL);
    if (!warc_stream_is_gzip (stream))
        reading->body = warc_stream_tell (stream);
    return TRUE;
}

/* FALSE: it is none. */
static gboolean
read_length (const Reading *reading, guint64 *length)
{
    const char *text = mime_field (reading->header, "content-length");

    return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, length, NULL);
}

static gboolean
is_page_type (MimeHeader *header)
{
    return mime_field_is (header, "content-type", "text/html")
           || mime_field_is (header, "content-type", "application/xhtml+xml");
}

/* What the record holds, whose block comes next: WARC_END for what nobody needs to hear of, such as requests. */
static WarcStep
find_kind (Reading *reading, guint64 length)
{
    gsize n_head;
    const char *data;

    if (mime_field_is (reading->header, "warc-type", "resource"))
        return is_page_type (reading->header) ? WARC_PAGE : WARC_END;
    if (!mime_field_is (reading->header, "warc-type", "response")
        || !mime_field_is (reading->header, "content-type", "application/http"))
        return WARC_END;
    data = peek_header (reading->warc->stream, (gsize) MIN (length, WARC_PEEK_LIMIT), &n_head);
    if (n_head == 0 || !http_read_head (&reading->http, data, n_head))
        return WARC_OTHER;
    if (reading->http.status != 200)
        return WARC_OTHER;
    if (mime_field (reading->http.header, "content-type") == NULL)
        return mime_field_is (reading->header, "warc-identified-payload-type", "text/html") ? WARC_PAGE : WARC_OTHER;
    return is_page_type (reading->http.header) ? WARC_PAGE : WARC_OTHER;
}

/* ---- records ---- */

static char *
take_url (MimeHeader *header)
{
    const char *uri = mime_field (header, "warc-target-uri");
    gsize length = uri != NULL ? strlen (uri) : 0;
    gboolean is_in_brackets = length > 2 && uri[0] == '<' && uri[length - 1] == '>';
    g_autofree char *bare = uri != NULL ? g_strndup (uri + is_in_brackets, length - 2 * is_in_brackets) : NULL;

    return bare != NULL ? text_web_address (bare) : NULL;
}

/* FALSE: the body cannot be decoded. */
static gboolean
fill_record (Reading *reading, WarcRecord *record)
{
    const char *date = mime_field (reading->header, "warc-date");
    gsize n_head = reading->http.length;
    g_autoptr (GBytes) block = g_byte_array_free_to_bytes (g_steal_pointer (&reading->block));
    g_autoptr (GBytes) body = NULL;
    g_autoptr (GError) fault = NULL;

    record->url = take_url (reading->header);
    record->saved = date != NULL ? date_parse (date) : NULL;
    record->is_cut = mime_field (reading->header, "warc-truncated") != NULL;
    if (reading->http.header == NULL) {
        record->body = g_steal_pointer (&block);
        return TRUE;
    }
    record->charset = mime_parameter (reading->http.header, "content-type", "charset");
    body = g_bytes_new_from_bytes (block, n_head, g_bytes_get_size (block) - n_head);
    record->body = http_decode (&reading->http, body, RECORD_LIMIT, &record->is_cut, &fault);
    if (record->body != NULL)
        return TRUE;
    g_set_error (reading->error, SHEAF_ERROR, fault->code, "record at byte %" G_GINT64_FORMAT ": %s", reading->offset,
                 fault->message);
    return FALSE;
}

static void
skip_blanks (WarcStream *stream)
{
    gsize n_bytes;

    for (const char *data; (data = warc_stream_peek (stream, 1, &n_bytes)), n_bytes > 0;) {
        gsize n = 0;

        while (n < n_bytes && (data[n] == '\r' || data[n] == '\n'))
            n++;
        if (n == 0)
            return;
        warc_stream_skip (stream, n, NULL);
    }
}

/* Whether a record may end here: by the two blank lines that must follow, or, without them, by another record or the
 * end of the file. */
static gboolean
is_at_end (WarcStream *stream)
{
    gsize n_bytes;
    const char *data = warc_stream_peek (stream, 4, &n_bytes);
    gboolean is_marked = n_bytes >= 4 && memcmp (data, "\r\n\r\n", 4) == 0;

    skip_blanks (stream);
    data = warc_stream_peek (stream, 5, &n_bytes);
    return warc_stream_fault (stream) == NULL
           && (is_marked || n_bytes == 0 || (n_bytes >= 5 && memcmp (data, "WARC/", 5) == 0));
}

/* WARC_END: it is of a kind that is passed over. */
static WarcStep
read_record (Reading *reading, gboolean with_body, WarcRecord *record)
{
    WarcStream *stream = reading->warc->stream;
    guint64 length;
    WarcStep kind;

    record->offset = reading->offset;
    record->is_inside = warc_stream_is_inside (stream);
    if (!read_header (reading))
        return fail (reading, SHEAF_ERROR_FORMAT, "does not begin as a record does");
    if (!read_length (reading, &length))
        return fail (reading, SHEAF_ERROR_FORMAT, "does not say how long it is");
    kind = find_kind (reading, length);
    if (kind == WARC_PAGE && length > RECORD_LIMIT)
        return fail (reading, SHEAF_ERROR_LIMIT, "is a page of more than 16 MiB");
    if (kind == WARC_PAGE && with_body)
        reading->block = g_byte_array_new ();
    if (warc_stream_skip (stream, length, reading->block) < length)
        return fail (reading, SHEAF_ERROR_FORMAT, "is cut off, or longer than it says");
    if (!is_at_end (stream))
        return fail (reading, SHEAF_ERROR_FORMAT, "is not as long as it says");
    return reading->block == NULL || fill_record (reading, record) ? kind : WARC_BAD;
}

WarcStep
warc_next (Warc *warc, gboolean with_body, WarcRecord *record, GError **error)
{
    WarcStep step = WARC_END;

    memset (record, 0, sizeof *record);
    while (step == WARC_END && !warc->is_at_end) {
        g_auto (Reading) reading = { .warc = warc, .error = error };
        gsize n_bytes;

        skip_blanks (warc->stream);
        warc_stream_peek (warc->stream, 1, &n_bytes);
        reading.offset = reading.body = warc_stream_tell (warc->stream);
        if (n_bytes > 0 || warc_stream_fault (warc->stream) != NULL)
            step = read_record (&reading, with_body, record);
        else
            warc->is_at_end = !warc_stream_next_member (warc->stream);
    }
    return step;
}
