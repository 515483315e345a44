/* SPDX-License-Identifier: MIT */
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

static gboolean
add_part (zip_t *zip, const Part *part, GError **error)
{
    gsize size;
    const void *data = g_bytes_get_data (part->bytes, &size);
    zip_source_t *source = zip_source_buffer (zip, data, size, 0); /* borrows data until zip_close() */
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
add_parts (zip_t *zip, const GPtrArray *parts, GError **error)
{
    for (guint i = 0; i < parts->len; i++)
        if (!add_part (zip, g_ptr_array_index (parts, i), error))
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
zip_write (const GPtrArray *parts, GError **error)
{
    zip_error_t problem;
    zip_source_t *source;
    zip_t *zip;
    GBytes *bytes = NULL;

    zip_error_init (&problem);
    source = zip_source_buffer_create (NULL, 0, 0, &problem);
    zip = source != NULL ? zip_open_from_source (source, ZIP_CREATE | ZIP_TRUNCATE, &problem) : NULL;
    if (zip == NULL) {
        fail (error, "archive", zip_error_strerror (&problem));
        zip_source_free (source);
        return NULL;
    }
    zip_source_keep (source); /* zip_close() gives up its own hold, and the bytes with it */
    if (!add_parts (zip, parts, error)) {
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
