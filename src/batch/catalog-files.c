/* SPDX-License-Identifier: MIT */
#include "catalog-files.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "covers.h"

void
catalog_files_keep (CatalogFiles *files, const char *name)
{
    guint64 hash = sha256_head (name);

    g_array_append_val (files->kept, hash);
}

static gboolean
is_same (const char *path, const GString *text)
{
    g_autoptr (GBytes) bytes = file_read (path, text->len, NULL);
    gsize size = 0;
    const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

    return data != NULL && size == text->len && memcmp (data, text->str, size) == 0;
}

gboolean
catalog_files_write (CatalogFiles *files, const char *stem, const char *ending, const GString *text, GError **error)
{
    g_autofree char *name = g_strconcat (stem, ending, NULL);
    g_autofree char *path = g_build_filename (files->folder->path, name, NULL);
    g_autoptr (GBytes) bytes = NULL;

    catalog_files_keep (files, name);
    if (is_same (path, text))
        return TRUE;
    bytes = g_bytes_new_static (text->str, text->len);
    if (strchr (name, '/') != NULL && !folder_make (files->folder, CATALOG, error))
        return FALSE;
    return folder_write (files->folder, name, bytes, error);
}

/* ---- what is there no more ---- */

static gboolean
is_digits (const char *text, const char *digits)
{
    return text[0] != '\0' && strspn (text, digits) == strlen (text);
}

/* newest-2.xml, authors.json, author-0123456789abcdef-12.xml */
static gboolean
is_page_name (const char *name)
{
    const char *dot = strrchr (name, '.');
    g_autofree char *stem = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup ("");
    g_auto (GStrv) parts = g_strsplit (stem, "-", 0);
    guint n = g_strv_length (parts);
    gboolean has_hash;

    if (dot == NULL || n == 0 || (strcmp (dot, ".xml") != 0 && strcmp (dot, ".json") != 0))
        return FALSE;
    has_hash = g_str_equal (parts[0], "author") || g_str_equal (parts[0], "publication");
    if (!has_hash && !g_str_equal (parts[0], "newest") && !g_str_equal (parts[0], "authors")
        && !g_str_equal (parts[0], "publications"))
        return FALSE;
    if (has_hash && (n < 2 || strlen (parts[1]) != 16 || !is_digits (parts[1], "0123456789abcdef")))
        return FALSE;
    n -= has_hash ? 2 : 1;
    return n == 0 || (n == 1 && is_digits (parts[has_hash ? 2 : 1], "0123456789"));
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

    return x < y ? -1 : x > y;
}

static gboolean
is_kept (const CatalogFiles *files, const char *name)
{
    guint64 hash = sha256_head (name);

    return bsearch (&hash, files->kept->data, files->kept->len, sizeof hash, compare_hashes) != NULL;
}

static gboolean
sweep (const CatalogFiles *files, const char *folder, gboolean (*is_ours) (const char *name), GError **error)
{
    g_autofree char *path = g_build_filename (files->folder->path, folder, NULL);
    g_autoptr (GDir) directory = NULL;
    const char *name;

    if (!folder_has (files->folder, folder))
        return TRUE;
    directory = folder_look_into (path, error);
    while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
        g_autofree char *file = g_strconcat (folder, "/", name, NULL), *at = g_build_filename (path, name, NULL);

        if (is_ours (name) && !is_kept (files, file))
            (void) g_unlink (at);
    }
    if (directory != NULL)
        (void) g_rmdir (path);
    return directory != NULL;
}

gboolean
catalog_files_sweep (CatalogFiles *files, GError **error)
{
    g_array_sort (files->kept, compare_hashes);
    return sweep (files, COVERS, covers_have_name, error) && sweep (files, CATALOG, is_page_name, error);
}
