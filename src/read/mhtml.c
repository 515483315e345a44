/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "mime.h"
#include "readers.h"

/* A page saved with its pictures in one file: RFC 2557. */

#define PROBE_SIZE ((gsize) 65536)

/* So many pages of the archive are tried until one has text: the first may be a frame set. */
#define N_TRIES 8

static const char *
message_of (const Input *input, gsize *size)
{
    const char *data = g_bytes_get_data (input->bytes, size);
    gsize n_blank = 0;

    while (n_blank < *size && strchr ("\r\n", data[n_blank]) != NULL && data[n_blank] != '\0')
        n_blank++;
    *size -= n_blank;
    return data + n_blank;
}

/* A header that says what it is the header of. */
static gboolean
probe (const Input *input)
{
    gsize size;
    const char *data = message_of (input, &size), *p = data;
    g_autoptr (GHashTable) header = mime_read_header (&p, data + MIN (size, PROBE_SIZE));

    if (mime_field_is (header, "content-type", "multipart/"))
        return TRUE;
    return mime_field (header, "mime-version") != NULL && mime_field_is (header, "content-type", "text/");
}

static Transfer
transfer_of (const MimePart *part)
{
    if (mime_field_is (part->header, "content-transfer-encoding", "quoted-printable"))
        return TRANSFER_QUOTED_PRINTABLE;
    if (mime_field_is (part->header, "content-transfer-encoding", "base64"))
        return TRANSFER_BASE64;
    return TRANSFER_IDENTITY;
}

/* An address that may have been folded. */
static char *
address_field (MimeHeader *header, const char *name)
{
    char *address = mime_text (header, name);
    gsize length = 0;

    for (const char *p = address; p != NULL && *p != '\0'; p++)
        if (!g_ascii_isspace (*p))
            address[length++] = *p;
    if (address != NULL)
        address[length] = '\0';
    return address;
}

/* What the part is called: its address, or one of the archive's own for lack of any (RFC 2557, 5). */
static char *
name_of (const MimePart *part, const char *base, guint index)
{
    g_autofree char *location = address_field (part->header, "content-location");
    g_autofree char *part_base = address_field (part->header, "content-base");
    char *absolute;

    if (location == NULL)
        return g_strdup_printf ("%s#part-%u", base, index);
    absolute = text_resolve (part_base != NULL ? part_base : base, location);
    return absolute != NULL ? absolute : g_steal_pointer (&location);
}

typedef struct {
    const Input *input;
    MimeHeader *header; /* of the message */
    GPtrArray *parts;   /* MimePart */
    char **names;       /* of the parts in the store */
    Store *store;
} Message;

static void
add_part (const Message *message, guint index)
{
    const MimePart *part = g_ptr_array_index (message->parts, index);
    const char *data = g_bytes_get_data (message->input->bytes, NULL);
    g_autoptr (GBytes) bytes =
        g_bytes_new_from_bytes (message->input->bytes, (gsize) (part->body - data), part->length);
    g_autofree char *id = address_field (part->header, "content-id");
    gsize length = id != NULL ? strlen (id) : 0;

    store_add_part (message->store, message->names[index], bytes, transfer_of (part));
    if (length > 2 && *id == '<' && id[length - 1] == '>') {
        g_autofree char *name = g_strdup_printf ("cid:%.*s", (int) length - 2, id + 1);

        store_add_part (message->store, name, bytes, transfer_of (part));
    }
}

static void
add_parts (Message *message)
{
    g_autofree char *snapshot = address_field (message->header, "snapshot-content-location");
    g_autofree char *location = address_field (message->header, "content-location");
    const char *base = snapshot != NULL ? snapshot : location != NULL ? location : "thismessage:/";

    message->names = g_new0 (char *, message->parts->len + 1);
    for (guint i = 0; i < message->parts->len; i++) {
        message->names[i] = name_of (g_ptr_array_index (message->parts, i), base, i);
        add_part (message, i);
    }
}

static gboolean
is_page (const MimePart *part)
{
    return mime_field_is (part->header, "content-type", "text/html")
           || mime_field_is (part->header, "content-type", "application/xhtml+xml");
}

static gboolean
is_plain_text (const MimePart *part)
{
    return mime_field (part->header, "content-type") == NULL
           || mime_field_is (part->header, "content-type", "text/plain");
}

/* The part that the others belong to (RFC 2387, 3.2), if it is a page. */
static gboolean
is_start (const Message *message, const MimePart *part)
{
    g_autofree char *start = mime_parameter (message->header, "content-type", "start");
    const char *id = mime_field (part->header, "content-id");

    return start != NULL && is_page (part) && g_strcmp0 (start, id) == 0;
}

/* The parts that may be the article, the likeliest first. */
static GPtrArray *
find_pages (const Message *message)
{
    GPtrArray *pages = g_ptr_array_new ();

    for (guint i = 0; i < message->parts->len; i++) {
        MimePart *part = g_ptr_array_index (message->parts, i);

        if (is_start (message, part))
            g_ptr_array_insert (pages, 0, GUINT_TO_POINTER (i));
        else if (is_page (part) && pages->len < N_TRIES)
            g_ptr_array_add (pages, GUINT_TO_POINTER (i));
    }
    for (guint i = 0; i < message->parts->len && pages->len == 0; i++)
        if (is_plain_text (g_ptr_array_index (message->parts, i)))
            g_ptr_array_add (pages, GUINT_TO_POINTER (i));
    return pages;
}

static gboolean
read_page (const Message *message, guint index, GError **error)
{
    const MimePart *part = g_ptr_array_index (message->parts, index);
    const char *name = message->names[index];
    const GPtrArray *articles = message->input->book->articles;
    g_autofree char *charset = mime_parameter (part->header, "content-type", "charset");
    g_autoptr (GBytes) bytes = store_read_member (message->store, name, READ_LIMIT, error);
    g_autofree char *url = text_web_address (name);
    g_autoptr (Arena) arena = arena_new ();
    Input page = *message->input;
    Article *article;

    page.store = message->store;
    page.name = name;
    page.charset = charset;
    page.url = url;
    page.bytes = bytes;
    if (bytes == NULL || !input_decode (&page, arena, error)
        || !(is_page (part) ? &html_reader : &text_reader)->read (&page, error))
        return FALSE;
    article = g_ptr_array_index (articles, articles->len - 1);
    article->origin.encoding = arena_strdup (article->arena, page.encoding);
    if (article->metadata.url == NULL)
        article->metadata.url = arena_strdup (article->arena, url);
    return TRUE;
}

/* Tries the pages one after the other; the error is that of the first. */
static gboolean
read_pages (const Message *message, const GPtrArray *pages, GError **error)
{
    SheafBook *book = message->input->book;
    guint n_articles = book->articles->len, n_pictures = book->pictures->len, n_notes = report_length (book->report);

    for (guint i = 0; i < pages->len; i++) {
        if (read_page (message, GPOINTER_TO_UINT (g_ptr_array_index (pages, i)), i == 0 ? error : NULL)) {
            g_clear_error (error);
            return TRUE;
        }
        book_truncate (book, n_articles, n_pictures);
        report_truncate (book->report, n_notes);
    }
    if (pages->len == 0)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "there is no page in it");
    return FALSE;
}

/* What the message says where the page says nothing.  A browser dates the saving, which is no date of the
 * page, but says how old the copy is. */
static void
fill_metadata (const Message *message, Article *article)
{
    const char *from = mime_field (message->header, "from");
    g_autofree char *subject = mime_text (message->header, "subject");
    g_autofree char *title = subject != NULL ? text_clean (subject, -1) : NULL;
    const char *date = mime_field (message->header, "date");
    g_autofree char *moment = date != NULL ? date_parse_mail (date) : NULL;
    gboolean is_browser = from != NULL && text_has_prefix_ci (from, "<Saved by");

    if (article->metadata.title == NULL && title != NULL && *title != '\0')
        article->metadata.title = arena_strdup (article->arena, title);
    if (is_browser && moment != NULL && article->origin.saved == NULL)
        article->origin.saved = arena_strdup (article->arena, moment);
    if (!is_browser && article->metadata.published == NULL)
        article->metadata.published = arena_strdup (article->arena, moment);
}

static void
message_clear (Message *message)
{
    g_hash_table_unref (message->header);
    g_ptr_array_unref (message->parts);
    g_strfreev (message->names);
    store_free (message->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Message, message_clear)

static gboolean
read_mhtml (const Input *input, GError **error)
{
    gsize size;
    const char *data = message_of (input, &size), *p = data;
    g_auto (Message) message = {
        .input = input,
        .header = mime_read_header (&p, data + size),
        .parts = mime_split (data, size),
        .store = store_new_parts (),
    };
    g_autoptr (GPtrArray) pages = find_pages (&message);
    const GPtrArray *articles = input->book->articles;

    add_parts (&message);
    if (!read_pages (&message, pages, error))
        return FALSE;
    fill_metadata (&message, g_ptr_array_index (articles, articles->len - 1));
    return TRUE;
}

const Reader mhtml_reader = { "mhtml", probe, read_mhtml, TRUE };
