/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "kind.h"

/* What is inflated of an archive, all in all: a multiple of its size, and so much besides. */
#define INFLATED_FACTOR ((guint64) 100)
#define INFLATED_SPARE ((guint64) 32 * 1024 * 1024)

typedef struct {
    zip_uint64_t index;
    guint64 size;         /* as the archive says */
    const char *fault;    /* why it is not read, or NULL */
    gboolean is_inflated; /* and is paid for */
} Entry;

typedef struct {
    Store store;
    guint64 size;  /* of the archive */
    GBytes *bytes; /* that it is in, or NULL: in a file */
    zip_t *archive;
    GHashTable *entries; /* name -> Entry */
    guint64 budget;      /* bytes that may still be inflated */
} Zip;

static gboolean
zip_fail (GError **error, const char *what)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "%s", what);
    return FALSE;
}

static void
fail_limit (GError **error, gsize limit)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "has more than %" G_GSIZE_FORMAT " bytes", limit);
}

/* Reads up to the end, whatever the archive says where that is. */
static GBytes *
inflate (zip_file_t *file, gsize limit, GError **error)
{
    g_autoptr (GByteArray) data = g_byte_array_new ();
    guint8 buffer[32768];
    zip_int64_t n_read;

    while ((n_read = zip_fread (file, buffer, sizeof buffer)) > 0) {
        if (data->len + (gsize) n_read > limit) {
            fail_limit (error, limit);
            return NULL;
        }
        g_byte_array_append (data, buffer, (guint) n_read);
    }
    if (n_read == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&data));
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is damaged: %s",
                 zip_error_strerror (zip_file_get_error (file)));
    return NULL;
}

static GBytes *
open_and_inflate (const Zip *zip, const Entry *entry, gsize limit, GError **error)
{
    zip_file_t *file = entry->size <= limit ? zip_fopen_index (zip->archive, entry->index, 0) : NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (entry->size > limit) {
        fail_limit (error, limit);
    } else if (file == NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "cannot be unpacked: %s", zip_strerror (zip->archive));
    } else {
        bytes = inflate (file, limit, error);
        zip_fclose (file);
    }
    if (bytes == NULL || g_bytes_get_size (bytes) == entry->size)
        return g_steal_pointer (&bytes);
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is damaged: its size is not what the archive says");
    return NULL;
}

/* A file that is read again was paid for. */
static GBytes *
read_entry (Zip *zip, Entry *entry, gsize limit, GError **error)
{
    gboolean is_short = !entry->is_inflated && zip->budget < limit;
    g_autoptr (GError) cause = NULL;
    GBytes *bytes = open_and_inflate (zip, entry, is_short ? (gsize) zip->budget : limit, &cause);

    if (bytes != NULL) {
        zip->budget -= entry->is_inflated ? 0 : entry->size;
        entry->is_inflated = TRUE;
    } else if (is_short && g_error_matches (cause, SHEAF_ERROR, SHEAF_ERROR_LIMIT)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "makes the archive more than %d times as large",
                     (int) INFLATED_FACTOR);
    } else {
        g_propagate_error (error, g_steal_pointer (&cause));
    }
    return bytes;
}

static GBytes *
zip_read (Store *store, const char *name, gsize limit, StoreProblem *problem, GError **error)
{
    Zip *zip = (Zip *) store;
    Entry *entry = g_hash_table_lookup (zip->entries, name);

    *problem = entry == NULL ? STORE_MISSING : STORE_FAILED;
    if (entry != NULL && entry->fault == NULL)
        return read_entry (zip, entry, limit, error);
    zip_fail (error, entry != NULL ? entry->fault : "is not in the archive");
    return NULL;
}

static gboolean
zip_has (Store *store, const char *name)
{
    return g_hash_table_contains (((Zip *) store)->entries, name);
}

/* "../a", "/a", "C:a", "a\b" */
static gboolean
leads_out (const char *name)
{
    g_autofree char *padded = g_strconcat ("/", name, "/", NULL);

    return *name == '/' || strchr (name, '\\') != NULL || strstr (padded, "/../") != NULL
           || (g_ascii_isalpha (*name) && name[1] == ':');
}

static gboolean
is_hidden (const char *name)
{
    return *name == '.' || strstr (name, "/.") != NULL;
}

static gboolean
zip_list (Store *store, GPtrArray *members, GError **error)
{
    Zip *zip = (Zip *) store;
    GHashTableIter iter;
    gpointer name, entry;

    g_hash_table_iter_init (&iter, zip->entries);
    while (g_hash_table_iter_next (&iter, &name, &entry))
        if (((Entry *) entry)->fault != NULL || !is_hidden (name))
            store_add_member (store, members, name, ((Entry *) entry)->fault);
    return TRUE;
}

static void
zip_free (Store *store)
{
    Zip *zip = (Zip *) store;

    g_clear_pointer (&zip->entries, g_hash_table_unref);
    if (zip->archive != NULL)
        zip_discard (zip->archive);
    g_clear_pointer (&zip->bytes, g_bytes_unref);
    g_free (zip);
}

static const StoreKind zip_kind = { zip_read, zip_has, zip_list, NULL, reference_to_paths, zip_free };

/* A file that is a link by the attributes that Unix gave it: its content is a path. */
static gboolean
is_link (const Zip *zip, zip_uint64_t index)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;

    return zip_file_get_external_attributes (zip->archive, index, 0, &system, &attributes) == 0
           && system == ZIP_OPSYS_UNIX && S_ISLNK (attributes >> 16);
}

static const char *
fault_of (const Zip *zip, const char *name, const zip_stat_t *status)
{
    if (leads_out (name))
        return "has a name that leads out of the archive";
    if ((status->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status->encryption_method != ZIP_EM_NONE)
        return "is encrypted";
    return is_link (zip, status->index) ? "is a link, which is not followed" : NULL;
}

/* Folders have names that end in "/", and nothing in them. */
static void
add_entry (Zip *zip, const char *name, const zip_stat_t *status)
{
    Entry *known = g_hash_table_lookup (zip->entries, name);
    Entry *entry;

    if (known != NULL) {
        known->fault = "is there more than once";
        return;
    }
    if (*name == '\0' || g_str_has_suffix (name, "/"))
        return;
    entry = arena_make (zip->store.arena, Entry);
    entry->index = status->index;
    entry->size = status->size;
    entry->fault = fault_of (zip, name, status);
    g_hash_table_insert (zip->entries, arena_strdup (zip->store.arena, name), entry);
}

/* Files that share their bytes are no accident: so few bytes would be unpacked again and again. */
static gboolean
add_entries (Zip *zip, GError **error)
{
    zip_int64_t n_entries = zip_get_num_entries (zip->archive, 0);
    guint64 n_packed = 0;

    if (n_entries > MEMBERS_LIMIT) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "has more than %d files", MEMBERS_LIMIT);
        return FALSE;
    }
    for (zip_uint64_t i = 0; i < (zip_uint64_t) n_entries; i++) {
        const char *name = zip_get_name (zip->archive, i, ZIP_FL_ENC_GUESS);
        zip_stat_t status;

        if (name == NULL || zip_stat_index (zip->archive, i, 0, &status) < 0)
            return zip_fail (error, "is a damaged archive");
        add_entry (zip, name, &status);
        if (status.comp_size > zip->size - n_packed)
            return zip_fail (error, "is an archive whose files overlap, or are not all there");
        n_packed += status.comp_size;
    }
    return TRUE;
}

/* Takes the source, which may be NULL because of `cause`. */
static Store *
open_source (Zip *zip, zip_source_t *source, zip_error_t *cause, GError **error)
{
    g_autoptr (Store) store = &zip->store;

    store_init (store, &zip_kind);
    zip->entries = g_hash_table_new (g_str_hash, g_str_equal);
    zip->budget = INFLATED_SPARE + INFLATED_FACTOR * zip->size;
    zip->archive = source != NULL ? zip_open_from_source (source, ZIP_RDONLY, cause) : NULL;
    if (zip->archive == NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is a damaged archive: %s", zip_error_strerror (cause));
        zip_source_free (source);
        return NULL;
    }
    return add_entries (zip, error) ? g_steal_pointer (&store) : NULL;
}

Store *
store_new_zip (GBytes *bytes, GError **error)
{
    Zip *zip = g_new0 (Zip, 1);
    gsize size;
    const void *data = g_bytes_get_data (bytes, &size);
    zip_error_t cause;
    Store *store;

    zip->bytes = g_bytes_ref (bytes);
    zip->size = size;
    zip_error_init (&cause);
    store = open_source (zip, zip_source_buffer_create (data, size, 0, &cause), &cause, error);
    zip_error_fini (&cause);
    return store;
}

/* A regular file to be read, or NULL with errno. */
static FILE *
open_regular (const char *path, guint64 *size)
{
    int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat status;
    FILE *file = NULL;

    if (fd < 0)
        return NULL;
    if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
        file = fdopen (fd, "rb");
    else
        errno = EINVAL;
    if (file == NULL)
        close (fd);
    else
        *size = (guint64) status.st_size;
    return file;
}

Store *
store_new_zip_file (const char *path, GError **error)
{
    guint64 size = 0;
    FILE *file = open_regular (path, &size);
    zip_source_t *source;
    zip_error_t cause;
    Zip *zip;
    Store *store;

    if (file == NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "cannot be read: %s", g_strerror (errno));
        return NULL;
    }
    zip = g_new0 (Zip, 1);
    zip->size = size;
    zip_error_init (&cause);
    source = zip_source_filep_create (file, 0, -1, &cause);
    if (source == NULL)
        fclose (file);
    store = open_source (zip, source, &cause, error);
    zip_error_fini (&cause);
    return store;
}
