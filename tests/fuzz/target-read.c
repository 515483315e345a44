/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "read/readers.h"
#include "read/warc.h"

/* Each reader of articles. */

/* Reads the bytes as a file of that name. */
static void
read_as (GBytes *bytes, const char *name)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GError) error = NULL;
    gboolean is_read = sheaf_book_read_bytes (book, bytes, name, &error);

    CHECK (is_read == (error == NULL), "what is read has no error, and what is not has one");
    CHECK (is_read || book->articles->len == 0, "a failed read leaves no article");
    check_articles (book);
}

void
fuzz_reader (const guint8 *data, gsize size, const char *file)
{
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);

    read_as (bytes, file);
}

/* The files of a book, which are put into an archive here: no check sum has to be hit. */
void
fuzz_epub (const guint8 *data, gsize size, const char *file)
{
    g_autoptr (GArray) files = fuzz_split (data, size);
    g_autoptr (GBytes) zip = fuzz_zip (files);

    read_as (zip, file);
}

/* ---- web archives ---- */

/* A record is found again by its offset, with the same page. */
static void
check_record (GBytes *bytes, const WarcRecord *record)
{
    g_autoptr (Warc) warc = warc_new (warc_stream_new_for_bytes (bytes, NULL));
    g_auto (WarcRecord) again = { 0 };

    warc_seek (warc, record->offset);
    CHECK (warc_next (warc, TRUE, &again, NULL) == WARC_PAGE, "a page is where it was, at %" G_GINT64_FORMAT,
           record->offset);
    CHECK (again.offset == record->offset && g_bytes_equal (again.body, record->body), "it is the same page");
}

static void
check_records (GBytes *bytes)
{
    WarcStream *stream = warc_stream_new_for_bytes (bytes, NULL);
    g_autoptr (Warc) warc = stream != NULL ? warc_new (stream) : NULL;
    WarcStep step = warc != NULL ? WARC_OTHER : WARC_END;
    gint64 last = -1;

    for (guint n = 0; step != WARC_END; n++) {
        g_auto (WarcRecord) record = { 0 };
        g_autoptr (GError) error = NULL;

        step = warc_next (warc, TRUE, &record, &error);
        CHECK ((step == WARC_BAD) == (error != NULL), "a bad record has an error");
        if (step != WARC_PAGE)
            continue;
        CHECK (record.offset > last || (record.is_inside && record.offset == last), "records do not come twice");
        last = record.offset;
        if (!record.is_inside && n < 4)
            check_record (bytes, &record);
    }
}

void
fuzz_warc (const guint8 *data, gsize size, const char *file)
{
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);

    check_records (bytes);
    if (warc_is_in ((const char *) data, size))
        read_as (bytes, file);
}
