/* SPDX-License-Identifier: MIT */
#include <libdeflate.h>
#include <string.h>
#include <zip.h>

#include "parts.h"

/* MS-DOS date of 1 January 1980, where that calendar begins. */
#define DOS_DATE_1980_01_01 0x21
#define DEFLATE_LEVEL 6

static gboolean
fail (GError **error, const char *path, const char *what)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_OUTPUT, "%s: cannot be packed: %s", path, what);
    return FALSE;
}

/* A part as deflate has made it: one that is written when its turn comes is let go of at once, and what stays is a
 * third of it. */
typedef struct {
    GBytes *bytes;
    gsize size; /* before */
    guint32 crc;
    gsize offset;
    zip_error_t error;
} Deflated;

static struct libdeflate_compressor *
get_compressor (void)
{
    static GPrivate own = G_PRIVATE_INIT ((GDestroyNotify) libdeflate_free_compressor);
    struct libdeflate_compressor *compressor = g_private_get (&own);

    if (compressor == NULL) {
        compressor = libdeflate_alloc_compressor (DEFLATE_LEVEL);
        g_private_set (&own, compressor);
    }
    return compressor;
}

static Deflated *
deflated_new (GBytes *bytes)
{
    struct libdeflate_compressor *compressor = get_compressor ();
    Deflated *part = g_new0 (Deflated, 1);
    const void *data = g_bytes_get_data (bytes, &part->size);
    gsize room = libdeflate_deflate_compress_bound (compressor, part->size);
    void *deflated = g_malloc (room);
    gsize length = libdeflate_deflate_compress (compressor, data, part->size, deflated, room);

    part->crc = libdeflate_crc32 (0, data, part->size);
    part->bytes = g_bytes_new_take (g_realloc (deflated, length), length);
    zip_error_init (&part->error);
    return part;
}

static void
deflated_free (Deflated *part)
{
    g_bytes_unref (part->bytes);
    g_free (part);
}

static zip_int64_t
read_deflated (Deflated *part, void *to, zip_uint64_t length)
{
    gsize size;
    const char *data = g_bytes_get_data (part->bytes, &size);

    length = MIN (length, size - part->offset);
    memcpy (to, data + part->offset, length);
    part->offset += length;
    return (zip_int64_t) length;
}

/* libzip takes bytes as they are when they come in the form that the archive wants. */
static zip_int64_t
tell_deflated (const Deflated *part, zip_stat_t *status)
{
    zip_stat_init (status);
    status->size = part->size;
    status->comp_size = g_bytes_get_size (part->bytes);
    status->comp_method = ZIP_CM_DEFLATE;
    status->crc = part->crc;
    status->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    return sizeof *status;
}

static zip_int64_t
deflated_source (void *user, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    Deflated *part = user;

    switch ((int) command) {
    case ZIP_SOURCE_OPEN: part->offset = 0; return 0;
    case ZIP_SOURCE_READ: return read_deflated (part, data, length);
    case ZIP_SOURCE_CLOSE: return 0;
    case ZIP_SOURCE_STAT: return tell_deflated (part, data);
    case ZIP_SOURCE_ERROR: return zip_error_to_data (&part->error, data, length);
    case ZIP_SOURCE_FREE: deflated_free (part); return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap (ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                               ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    default: zip_error_set (&part->error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

/* What is stored is borrowed until zip_close(). */
static zip_source_t *
source_of (zip_t *zip, const Package *package, const Part *part)
{
    g_autoptr (GBytes) page = part->page != NULL ? page_write (package, part->page) : NULL;
    Deflated *deflated;
    zip_source_t *source;
    gsize size;
    const void *data;

    if (part->is_stored) {
        data = g_bytes_get_data (part->bytes, &size);
        return zip_source_buffer (zip, data, size, 0);
    }
    deflated = deflated_new (page != NULL ? page : part->bytes);
    source = zip_source_function (zip, deflated_source, deflated);
    if (source == NULL)
        deflated_free (deflated);
    return source;
}

static gboolean
add_part (zip_t *zip, const Package *package, const Part *part, GError **error)
{
    zip_source_t *source = source_of (zip, package, part);
    zip_int64_t index = source != NULL ? zip_file_add (zip, part->path, source, ZIP_FL_ENC_GUESS) : -1;
    zip_uint64_t file = (zip_uint64_t) index;

    if (index < 0) {
        zip_source_free (source); /* a failed add takes nothing: the source is still ours */
        return fail (error, part->path, zip_strerror (zip));
    }
    /* Not zip_file_set_mtime(): it goes through local time, and the bytes would depend on TZ. */
    if (zip_file_set_dostime (zip, file, 0, DOS_DATE_1980_01_01, 0) < 0
        || zip_set_file_compression (zip, file, part->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) < 0
        || zip_file_set_external_attributes (zip, file, 0, ZIP_OPSYS_DOS, 0) < 0)
        return fail (error, part->path, zip_strerror (zip));
    return TRUE;
}

static gboolean
add_parts (zip_t *zip, const Package *package, const GPtrArray *parts, GError **error)
{
    for (guint i = 0; i < parts->len; i++)
        if (!add_part (zip, package, g_ptr_array_index (parts, i), error))
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

    zip_error_init (&problem);
    source = zip_source_buffer_create (NULL, 0, 0, &problem);
    zip = source != NULL ? zip_open_from_source (source, ZIP_CREATE | ZIP_TRUNCATE, &problem) : NULL;
    if (zip == NULL) {
        fail (error, "archive", zip_error_strerror (&problem));
        zip_source_free (source);
        return NULL;
    }
    zip_source_keep (source); /* zip_close() gives up its own hold, and the bytes with it */
    if (!add_parts (zip, package, parts, error)) {
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
