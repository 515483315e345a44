/* SPDX-License-Identifier: MIT */
#include "folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "name.h"

#define JOURNAL "journal"
#define JOURNAL_ENDING ".ndjson"

static gboolean
fail (const char *path, GError **error)
{
    g_set_error (error, SHEAF_ERROR, (gint) (errno == ENOSPC ? SHEAF_ERROR_OUTPUT : SHEAF_ERROR_PLACE),
                 "%s: cannot be the folder of the books: %s", path, g_strerror (errno));
    return FALSE;
}

gboolean
folder_create (const char *path, GError **error)
{
    return g_mkdir_with_parents (path, 0777) == 0 || fail (path, error);
}

Folder *
folder_open (const char *path, guint shard, guint n_shards, GError **error)
{
    g_autofree char *of = n_shards > 0 ? g_strdup_printf ("%u-of-%u", shard + 1, n_shards) : g_strdup ("");
    const char *dot = n_shards > 0 ? "." : "", *dash = n_shards > 0 ? "-" : "";
    g_autofree char *name = g_strconcat (JOURNAL, dot, of, JOURNAL_ENDING, NULL);
    g_autofree char *real = NULL;
    Folder *folder;

    if (!folder_create (path, error))
        return NULL;
    if ((real = realpath (path, NULL)) == NULL) {
        fail (path, error);
        return NULL;
    }
    folder = g_new0 (Folder, 1);
    folder->path = g_strdup (path);
    folder->real = g_steal_pointer (&real);
    folder->shard = shard;
    folder->n_shards = n_shards;
    folder->journal = g_build_filename (path, name, NULL);
    folder->temporary = g_strconcat (".sheaf-batch", dash, of, "-", NULL);
    return folder;
}

void
folder_free (Folder *folder)
{
    if (folder == NULL)
        return;
    g_free (folder->path);
    free (folder->real);
    g_free (folder->journal);
    g_free (folder->temporary);
    g_free (folder->root);
    free (folder->real_root);
    g_free (folder);
}

/* ---- what is an input, and what is not ---- */

static gboolean
is_below (const char *path, const char *folder)
{
    gsize length = strlen (folder);

    return strncmp (path, folder, length) == 0
           && (path[length] == '/' || path[length] == '\0' || (length > 0 && folder[length - 1] == '/'));
}

static const char *
real_root (Folder *folder, const char *root)
{
    if (g_strcmp0 (folder->root, root) == 0)
        return folder->real_root;
    g_free (folder->root);
    free (folder->real_root);
    folder->root = g_strdup (root);
    folder->real_root = realpath (root, NULL);
    return folder->real_root;
}

/* Of an output folder that is itself an input, by its name. */
static gboolean
has_made_name (const char *name)
{
    return name_is_of_book (name) || (g_str_has_prefix (name, JOURNAL) && g_str_has_suffix (name, JOURNAL_ENDING))
           || g_str_equal (name, "catalog.xml") || g_str_equal (name, "covers");
}

/* Pages of a catalogue, and covers, are in a folder of their own in that of the books. */
static gboolean
is_made (const Folder *folder, const char *parent, const char *name)
{
    gsize length = strlen (folder->real);
    const char *below = strncmp (parent, folder->real, length) == 0 ? parent + length : NULL;

    if (below == NULL)
        return FALSE;
    if (below[0] == '\0')
        return has_made_name (name);
    return g_str_equal (below, "/covers")
           || (g_str_equal (below, "/catalog")
               && (g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".json")));
}

gboolean
folder_made (Folder *folder, const SheafInput *input)
{
    g_autofree char *parent = g_path_get_dirname (input->path), *name = g_path_get_basename (input->path);
    const char *root = input->root != NULL ? real_root (folder, input->root) : NULL;
    char *real = realpath (parent, NULL);
    gboolean is_inside = real != NULL && is_below (real, folder->real);
    gboolean is_given = root == NULL || is_below (root, folder->real);

    if (is_inside && is_given)
        is_inside = is_made (folder, real, name);
    free (real);
    return is_inside;
}

/* ---- files in it ---- */

gboolean
folder_write (const Folder *folder, const char *name, GBytes *bytes, GError **error)
{
    g_autofree char *path = g_build_filename (folder->path, name, NULL);

    return file_replace (path, bytes, folder->temporary, error);
}

gboolean
folder_has (const Folder *folder, const char *name)
{
    g_autofree char *path = g_build_filename (folder->path, name, NULL);

    return g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

gboolean
folder_make (const Folder *folder, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename (folder->path, name, NULL);
    gboolean is_new = g_mkdir (path, 0777) == 0;
    int cause = errno;

    if (is_new || folder_has (folder, name))
        return TRUE;
    g_set_error (error, SHEAF_ERROR, (gint) (cause == ENOSPC ? SHEAF_ERROR_OUTPUT : SHEAF_ERROR_PLACE),
                 "%s: cannot be a folder: %s", path, g_strerror (cause));
    return FALSE;
}

GDir *
folder_look_into (const char *path, GError **error)
{
    g_autoptr (GError) cause = NULL;
    GDir *directory = g_dir_open (path, 0, &cause);

    if (directory == NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_OUTPUT, "%s: cannot be looked into: %s", path, cause->message);
    return directory;
}

void
folder_sync (const Folder *folder)
{
    file_sync_folder (folder->path);
}

gboolean
folder_remove (const Folder *folder, const char *name)
{
    g_autofree char *path = g_build_filename (folder->path, name, NULL);

    return name_is_of_book (name) && strchr (name, '/') == NULL && g_unlink (path) == 0;
}

static void
sweep (const Folder *folder, const char *place)
{
    g_autoptr (GDir) directory = g_dir_open (place, 0, NULL);
    const char *name;

    while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
        g_autofree char *path = NULL;

        if (!file_is_temporary (name, folder->temporary))
            continue;
        path = g_build_filename (place, name, NULL);
        (void) g_unlink (path);
    }
}

void
folder_sweep (const Folder *folder)
{
    static const char *const places[] = { "catalog", "covers" };

    sweep (folder, folder->path);
    for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
        g_autofree char *path = g_build_filename (folder->path, places[i], NULL);

        if (folder_has (folder, places[i]))
            sweep (folder, path);
    }
}
