/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#define DIVIDER "== "

static void
file_clear (gpointer data)
{
    FuzzFile *file = data;

    g_free (file->name);
    g_bytes_unref (file->bytes);
}

/* Where the next line is that begins with the divider. */
static const char *
find_divider (const char *p, const char *end)
{
    while (p != NULL && !(end - p >= (gssize) strlen (DIVIDER) && memcmp (p, DIVIDER, strlen (DIVIDER)) == 0)) {
        p = memchr (p, '\n', (gsize) (end - p));
        p = p != NULL && p + 1 < end ? p + 1 : NULL;
    }
    return p;
}

GArray *
fuzz_split (const guint8 *data, gsize size)
{
    GArray *files = g_array_new (FALSE, FALSE, sizeof (FuzzFile));
    const char *end = (const char *) data + size, *at = size > 0 ? find_divider ((const char *) data, end) : NULL;
    FuzzFile whole = { NULL, NULL };

    g_array_set_clear_func (files, file_clear);
    if (at != (const char *) data) {
        whole.bytes = g_bytes_new (data, at != NULL ? (gsize) (at - (const char *) data) : size);
        g_array_append_val (files, whole);
    }
    while (at != NULL) {
        const char *name = at + strlen (DIVIDER), *line = memchr (name, '\n', (gsize) (end - name));
        const char *body = line != NULL ? line + 1 : end, *next = body < end ? find_divider (body, end) : NULL;
        FuzzFile file = { g_strndup (name, (gsize) ((line != NULL ? line : end) - name)),
                          g_bytes_new (body, (gsize) ((next != NULL ? next : end) - body)) };

        g_array_append_val (files, file);
        at = next;
    }
    return files;
}

const FuzzFile *
fuzz_file (const GArray *files, const char *name)
{
    for (guint i = 0; i < files->len; i++) {
        const FuzzFile *file = &((const FuzzFile *) (gpointer) files->data)[i];

        if (g_strcmp0 (file->name, name) == 0)
            return file;
    }
    return NULL;
}

static void
add (zip_t *zip, const FuzzFile *file)
{
    gsize size;
    const void *data = g_bytes_get_data (file->bytes, &size);
    zip_source_t *source = zip_source_buffer (zip, data, size, 0);
    zip_int64_t index = zip_file_add (zip, file->name != NULL ? file->name : "nameless", source, ZIP_FL_ENC_UTF_8);

    if (index < 0)
        zip_source_free (source); /* a name that stands twice, or is no UTF-8 */
    else
        zip_set_file_compression (zip, (zip_uint64_t) index, ZIP_CM_STORE, 0);
}

GBytes *
fuzz_zip (const GArray *files)
{
    zip_source_t *source = zip_source_buffer_create (NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source (source, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    zip_stat_t status;
    char *data = NULL;

    for (guint i = 0; i < files->len; i++)
        add (zip, &g_array_index (files, FuzzFile, i));
    zip_source_keep (source);
    if (zip_close (zip) == 0 && zip_source_stat (source, &status) == 0 && zip_source_open (source) == 0) {
        data = g_malloc (status.size + 1);
        zip_source_read (source, data, status.size);
        zip_source_close (source);
    }
    zip_source_free (source);
    return g_bytes_new_take (data, data != NULL ? status.size : 0);
}

char *
fuzz_text_of (const guint8 *data, gsize size)
{
    g_autofree char *valid = g_utf8_make_valid (size > 0 ? (const char *) data : "", (gssize) size);
    g_autoptr (GString) text = g_string_new (NULL);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        g_string_append_unichar (text, (c >= 0x20 && (c & 0xfffe) != 0xfffe) || c == '\t' || c == '\n' ? c : ' ');
    }
    return g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
}

int
fuzz_memory_file (GBytes *bytes, char **path)
{
    gsize size;
    const void *data = g_bytes_get_data (bytes, &size);
    int fd = memfd_create ("fuzz", MFD_CLOEXEC);

    CHECK (fd >= 0 && write (fd, data, size) == (gssize) size, "no file in memory");
    *path = g_strdup_printf ("/proc/self/fd/%d", fd);
    return fd;
}
