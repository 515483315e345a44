/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "warc-read.h"

/* The folder that the names of the input's files begin at.  NULL: it cannot be opened. */
static Store *
open_folder (const SheafInput *input)
{
    g_autofree char *folder = NULL;

    if (input->root != NULL)
        return store_new_folder (input->root, NULL);
    if (g_file_test (input->path, G_FILE_TEST_IS_DIR))
        return store_new_folder (input->path, NULL);
    folder = g_path_get_dirname (input->path);
    return store_new_folder (folder, NULL);
}

/* Asks the store as it was asked when the book was made, so that `seen` gets to know the same. */
static void
look (const SheafInput *input, Store *store, SeenFiles *seen, const SheafFile *file)
{
    g_autofree char *base = g_path_get_basename (input->path);
    g_autoptr (GBytes) bytes = NULL;
    gsize length = strlen (file->name);

    if (input->offset >= 0) {
        (void) warc_look (input, seen);
    } else if (length > 0 && file->name[length - 1] == '/') {
        g_autofree char *within = g_strconcat (strcmp (file->name, "./") != 0 ? file->name : "", base, NULL);

        if (file->sha256 != NULL)
            (void) store_list (store, NULL);
        else
            (void) store_has_beside (store, within, name_is_article);
    } else if (file->sha256 == NULL) {
        (void) store_has (store, file->name);
    } else if (input->root == NULL && g_str_equal (file->name, base)) {
        bytes = file_read (input->path, READ_LIMIT, NULL); /* which may be a link to elsewhere */
        if (bytes != NULL)
            seen_bytes (seen, base, bytes);
    } else {
        bytes = store_read_member (store, file->name, READ_LIMIT, NULL);
    }
}

static gboolean
is_same (const SheafFile *a, const SheafFile *b)
{
    return g_str_equal (a->name, b->name) && g_strcmp0 (a->sha256, b->sha256) == 0 && a->is_there == b->is_there;
}

gboolean
input_has_files (const SheafInput *input, const SheafFile *files, guint n_files)
{
    g_autoptr (Store) store = open_folder (input);

    if (store == NULL)
        return FALSE;
    for (guint i = 0; i < n_files; i++) {
        g_autoptr (SeenFiles) seen = seen_new ();
        SheafFile now;

        store_watch (store, seen);
        look (input, store, seen, &files[i]);
        store_watch (store, NULL);
        if (seen_length (seen) != 1)
            return FALSE;
        seen_get (seen, 0, &now);
        if (!is_same (&files[i], &now))
            return FALSE;
    }
    return TRUE;
}
