/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <zip.h>

#include "parts.h"

/* MS-DOS date of 1 January 1980, where that calendar begins. */
#define DOS_DATE_1980_01_01 0x21
#define DEFLATE_LEVEL 9

static gboolean
fail (GError **error, const char *path, const char *what)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_OUTPUT, "%s: cannot be packed: %s", path, what);
    return FALSE;
}

/* The sizes of all pages are asked for before the first is read.  So much of them is kept until then; the rest is
 * written twice, as a book of very many pages would fill the memory. */
#define KEPT_SIZE ((gsize) 8 * 1024 * 1024)

/* A page as libzip reads it. */
typedef struct {
    const Package *package;
    const Page *page;
    gsize *n_kept; /* of all pages */
    GBytes *bytes; /* while it is kept or read */
    gsize size;    /* once it is known, else 0 */
    gsize offset;
    zip_error_t error;
} PageSource;

static zip_int64_t
open_page (PageSource *page)
{
    if (page->bytes == NULL)
        page->bytes = page_write (page->package, page->page);
    page->offset = 0;
    return 0;
}

static zip_int64_t
close_page (PageSource *page)
{
    g_clear_pointer (&page->bytes, g_bytes_unref);
    return 0;
}

static zip_int64_t
read_page (PageSource *page, void *to, zip_uint64_t length)
{
    gsize size;
    const char *data = g_bytes_get_data (page->bytes, &size);

    length = MIN (length, size - page->offset);
    memcpy (to, data + page->offset, length);
    page->offset += length;
    return (zip_int64_t) length;
}

static zip_int64_t
tell_size (PageSource *page, zip_stat_t *status)
{
    if (page->size == 0) {
        g_autoptr (GBytes) bytes = page_write (page->package, page->page);

        page->size = g_bytes_get_size (bytes);
        *page->n_kept += page->size;
        if (*page->n_kept <= KEPT_SIZE)
            page->bytes = g_steal_pointer (&bytes);
    }
    zip_stat_init (status);
    status->size = page->size;
    status->valid = ZIP_STAT_SIZE;
    return sizeof *status;
}

static zip_int64_t
page_source (void *user, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    PageSource *page = user;

    switch ((int) command) {
    case ZIP_SOURCE_OPEN: return open_page (page);
    case ZIP_SOURCE_READ: return read_page (page, data, length);
    case ZIP_SOURCE_CLOSE: return close_page (page);
    case ZIP_SOURCE_STAT: return tell_size (page, data);
    case ZIP_SOURCE_ERROR: return zip_error_to_data (&page->error, data, length);
    case ZIP_SOURCE_FREE:
        close_page (page);
        g_free (page);
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap (ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                               ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    default: zip_error_set (&page->error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

/* A source of the part's bytes, which borrows them until zip_close(). */
static zip_source_t *
source_of (zip_t *zip, const Package *package, const Part *part, gsize *n_kept)
{
    PageSource *page;
    zip_source_t *source;
    gsize size;
    const void *data;

    if (part->page == NULL) {
        data = g_bytes_get_data (part->bytes, &size);
        return zip_source_buffer (zip, data, size, 0);
    }
    page = g_new0 (PageSource, 1);
    page->package = package;
    page->page = part->page;
    page->n_kept = n_kept;
    zip_error_init (&page->error);
    source = zip_source_function (zip, page_source, page);
    if (source == NULL)
        g_free (page);
    return source;
}

static gboolean
add_part (zip_t *zip, const Package *package, const Part *part, gsize *n_kept, GError **error)
{
    zip_source_t *source = source_of (zip, package, part, n_kept);
    zip_int64_t index = source != NULL ? zip_file_add (zip, part->path, source, ZIP_FL_ENC_GUESS) : -1;
    zip_uint64_t file = (zip_uint64_t) index;

    if (index < 0) {
        zip_source_free (source); /* a failed add takes nothing: the source is still ours */
        return fail (error, part->path, zip_strerror (zip));
    }
    /* Not zip_file_set_mtime(): it goes through local time, and the bytes would depend on TZ. */
    if (zip_file_set_dostime (zip, file, 0, DOS_DATE_1980_01_01, 0) < 0
        || zip_set_file_compression (zip, file, part->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, DEFLATE_LEVEL) < 0
        || zip_file_set_external_attributes (zip, file, 0, ZIP_OPSYS_DOS, 0) < 0)
        return fail (error, part->path, zip_strerror (zip));
    return TRUE;
}

static gboolean
add_parts (zip_t *zip, const Package *package, const GPtrArray *parts, gsize *n_kept, GError **error)
{
    for (guint i = 0; i < parts->len; i++)
        if (!add_part (zip, package, g_ptr_array_index (parts, i), n_kept, error))
            return FALSE;
    return TRUE;
}

static GBytes *
take_bytes (zip_source_t *source, GError **error)
{
    zip_stat_t status;
    g_autofree char *data = NULL;

    if (zip_source_stat (source, &status) < 0 || zip_source_open (source) < 0) {
        fail (error, "archive", zip_error_strerror (zip_source_error (source)));
        return NULL;
    }
    data = g_malloc (status.size);
    if (zip_source_read (source, data, status.size) != (zip_int64_t) status.size) {
        fail (error, "archive", zip_error_strerror (zip_source_error (source)));
        zip_source_close (source);
        return NULL;
    }
    zip_source_close (source);
    return g_bytes_new_take (g_steal_pointer (&data), status.size);
}

GBytes *
zip_write (const Package *package, const GPtrArray *parts, GError **error)
{
    zip_error_t problem;
    zip_source_t *source;
    zip_t *zip;
    GBytes *bytes = NULL;
    gsize n_kept = 0;

    zip_error_init (&problem);
    source = zip_source_buffer_create (NULL, 0, 0, &problem);
    zip = source != NULL ? zip_open_from_source (source, ZIP_CREATE | ZIP_TRUNCATE, &problem) : NULL;
    if (zip == NULL) {
        fail (error, "archive", zip_error_strerror (&problem));
        zip_source_free (source);
        return NULL;
    }
    zip_source_keep (source); /* zip_close() gives up its own hold, and the bytes with it */
    if (!add_parts (zip, package, parts, &n_kept, error)) {
        zip_discard (zip);
    } else if (zip_close (zip) < 0) {
        fail (error, "archive", zip_strerror (zip));
        zip_discard (zip);
    } else {
        bytes = take_bytes (source, error);
    }
    zip_source_free (source);
    return bytes;
}
