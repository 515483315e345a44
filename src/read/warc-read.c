/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "warc-read.h"

/* Web archives as inputs: each page in them is an article. */

/* So many records that cannot be read are told of one by one. */
#define MOST_TOLD 100

typedef struct {
    const Input *container;
    Warc *warc;
    guint n_other, n_bad;
    char *first_fault; /* for when nothing can be read */
} Records;

WarcStream *
warc_open (const char *root, const char *path, GError **error)
{
    int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    int folder = root != NULL ? file_open_folder (root) : -1;
    int fd = root != NULL ? file_open_beneath (folder, path_below (root, path), 0) : open (path, flags);
    WarcStream *stream = warc_stream_new (fd, error);

    if (folder >= 0)
        close (folder);
    return stream;
}

/* ---- a page ---- */

static gboolean
take_page (Input *page, const WarcRecord *record, Arena *arena, GError **error)
{
    const GPtrArray *articles = page->book->articles;
    guint first = articles->len;
    Article *article;

    if (!input_decode (page, arena, error) || !html_reader.read (page, error))
        return FALSE;
    article = articles->pdata[first];
    if (article->metadata.url == NULL)
        article->metadata.url = arena_strdup (article->arena, record->url);
    article->origin.saved = arena_strdup (article->arena, record->saved);
    if (record->is_cut)
        report_note (page->book->report, NOTE_RECORD_CUT, page->path, 0, NULL);
    return input_finish (page, &warc_reader, first, error);
}

/* Appends the page's article, or leaves the book as it was. */
static gboolean
read_page (const Input *container, const WarcRecord *record, const char *path, GError **error)
{
    SheafBook *book = container->book;
    guint n_articles = book->articles->len, n_pictures = book->pictures->len;
    g_autoptr (Arena) arena = arena_new ();
    Input page = {
        .book = book,
        .path = path,
        .name = "",
        .charset = record->charset,
        .url = record->url,
        .meta = container->meta,
        .place = container->place,
        .is_member = TRUE,
        .bytes = record->body,
    };

    if (take_page (&page, record, arena, error))
        return TRUE;
    book_truncate (book, n_articles, n_pictures);
    return FALSE;
}

static char *
name_record (const char *path, gint64 offset)
{
    return g_strdup_printf ("%s#%" G_GINT64_FORMAT, path, offset);
}

/* ---- all pages ---- */

static void
skip_record (Records *records, const char *path, const GError *fault)
{
    if (++records->n_bad <= MOST_TOLD)
        report_note (records->container->book->report, NOTE_RECORD_SKIPPED, path, 0, "%s", fault->message);
    if (records->first_fault == NULL)
        records->first_fault = g_strdup_printf (": %s", fault->message);
}

/* FALSE: that was the last. */
static gboolean
read_next (Records *records)
{
    const Input *container = records->container;
    g_auto (WarcRecord) record = { 0 };
    g_autoptr (GError) fault = NULL;
    g_autofree char *path = NULL;

    switch (warc_next (records->warc, TRUE, &record, &fault)) {
    case WARC_PAGE:
        path = name_record (container->path, record.offset);
        if (!read_page (container, &record, path, &fault))
            skip_record (records, path, fault);
        return TRUE;
    case WARC_OTHER: records->n_other++; return TRUE;
    case WARC_BAD: skip_record (records, container->path, fault); return TRUE;
    case WARC_END: return FALSE;
    }
    g_return_val_if_reached (FALSE);
}

static void
note_rest (const Records *records)
{
    Report *report = records->container->book->report;
    const char *path = records->container->path;

    if (records->n_bad > MOST_TOLD)
        report_note (report, NOTE_RECORD_SKIPPED, path, 0, "and %u more", records->n_bad - MOST_TOLD);
    if (records->n_other > 0)
        report_note (report, NOTE_RECORD_OTHER, path, 0, "%u", records->n_other);
}

/* Takes the stream, which may be NULL with an error. */
static gboolean
read_stream (const Input *input, WarcStream *stream, GError **error)
{
    guint n_articles = input->book->articles->len;
    g_autoptr (Warc) warc = stream != NULL ? warc_new (stream) : NULL;
    Records records = { .container = input, .warc = warc };
    g_autofree char *fault = NULL;

    if (warc == NULL)
        return FALSE;
    while (read_next (&records))
        continue;
    fault = records.first_fault;
    note_rest (&records);
    if (input->book->articles->len > n_articles)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "there is no page in it that can be read%s",
                 fault != NULL ? fault : "");
    return FALSE;
}

/* The folder that the file lies in, for its sidecar; its name there is set. */
static Store *
open_folder (const SheafInput *input, char **name, GError **error)
{
    g_autofree char *folder = input->root != NULL ? g_strdup (input->root) : g_path_get_dirname (input->path);

    *name = input->root != NULL ? g_strdup (path_below (input->root, input->path)) : g_path_get_basename (input->path);
    return store_new_folder (folder, error);
}

/* What a list says of it is applied page by page; a sidecar has a document for each. */
gboolean
warc_read_file (const SheafInput *input, const Input *given, GError **error)
{
    guint n_articles = given->book->articles->len, n_pictures = given->book->pictures->len;
    g_autofree char *name = NULL;
    g_autoptr (Store) store = open_folder (input, &name, error);
    Input file = *given;

    file.store = store;
    file.name = name;
    file.meta = NULL;
    if (store != NULL && read_stream (given, warc_open (input->root, input->path, error), error)
        && input_finish (&file, &warc_reader, n_articles, error))
        return TRUE;
    book_truncate (given->book, n_articles, n_pictures);
    return FALSE;
}

/* ---- one page ---- */

/* Fills the record that begins at the input's offset. */
static gboolean
find_record (const SheafInput *input, WarcRecord *record, GError **error)
{
    WarcStream *stream = warc_open (input->root, input->path, error);
    g_autoptr (Warc) warc = stream != NULL ? warc_new (stream) : NULL;
    WarcStep step;

    if (warc == NULL)
        return FALSE;
    warc_seek (warc, input->offset);
    step = warc_next (warc, TRUE, record, error);
    if (step == WARC_PAGE && record->offset == input->offset)
        return TRUE;
    if (step != WARC_BAD)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "there is no page at byte %" G_GINT64_FORMAT,
                     input->offset);
    return FALSE;
}

/* Of all that the archive holds, the page is what the book is made of. */
static void
see_record (SeenFiles *seen, const SheafInput *input, const WarcRecord *record)
{
    g_autofree char *base = g_path_get_basename (input->path);
    g_autofree char *name =
        name_record (input->root != NULL ? path_below (input->root, input->path) : base, input->offset);

    seen_bytes (seen, name, record->body);
}

gboolean
warc_look (const SheafInput *input, SeenFiles *seen)
{
    g_auto (WarcRecord) record = { 0 };

    if (!find_record (input, &record, NULL))
        return FALSE;
    see_record (seen, input, &record);
    return TRUE;
}

/* An input that is called by its key is called by its offset already. */
gboolean
warc_read_record (const SheafInput *input, const Input *given, GError **error)
{
    g_autofree char *path = name_record (input->path, input->offset);
    g_auto (WarcRecord) record = { 0 };

    if (!find_record (input, &record, error))
        return FALSE;
    see_record (given->book->seen, input, &record);
    return read_page (given, &record, g_str_equal (given->path, input->path) ? path : given->path, error);
}

/* ---- in memory ---- */

static gboolean
probe (const Input *input)
{
    gsize size;
    const char *data = g_bytes_get_data (input->bytes, &size);

    return warc_is_in (data, size);
}

static gboolean
read_warc (const Input *input, GError **error)
{
    return read_stream (input, warc_stream_new_for_bytes (input->bytes, error), error);
}

const Reader warc_reader = { "warc", probe, read_warc, TRUE };
