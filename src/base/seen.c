/* SPDX-License-Identifier: MIT */
#include "seen.h"

#include <string.h>

#include "sha256.h"

typedef struct {
    char *name;
    char *sha256; /* or NULL */
    gboolean is_there;
} File;

struct _Seen {
    GTree *files;     /* name -> File; a tree, for hashes can be made to collide */
    GPtrArray *order; /* File, when somebody asks */
    GBytes *first;    /* that were said */
    const char *first_sha256;
};

static void
file_free (gpointer data)
{
    File *file = data;

    g_free (file->name);
    g_free (file->sha256);
    g_free (file);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

SeenFiles *
seen_new (void)
{
    SeenFiles *seen = g_new0 (SeenFiles, 1);

    seen->files = g_tree_new_full (compare, NULL, NULL, file_free);
    seen->order = g_ptr_array_new ();
    return seen;
}

void
seen_free (SeenFiles *seen)
{
    if (seen == NULL)
        return;
    g_tree_unref (seen->files);
    g_ptr_array_unref (seen->order);
    g_clear_pointer (&seen->first, g_bytes_unref);
    g_free (seen);
}

static File *
find (SeenFiles *seen, const char *name)
{
    File *file = g_tree_lookup (seen->files, name);

    if (file != NULL)
        return file;
    file = g_new0 (File, 1);
    file->name = g_strdup (name);
    g_tree_insert (seen->files, file->name, file);
    return file;
}

void
seen_bytes (SeenFiles *seen, const char *name, GBytes *bytes)
{
    File *file = seen != NULL ? find (seen, name) : NULL;

    if (file == NULL || file->sha256 != NULL)
        return;
    file->sha256 = sha256_of_bytes (bytes);
    file->is_there = TRUE;
    if (seen->first != NULL)
        return;
    seen->first = g_bytes_ref (bytes);
    seen->first_sha256 = file->sha256;
}

void
seen_presence (SeenFiles *seen, const char *name, gboolean is_there)
{
    if (seen != NULL)
        find (seen, name)->is_there |= is_there;
}

const char *
seen_sha256 (const SeenFiles *seen, GBytes *bytes)
{
    return seen != NULL && seen->first == bytes ? seen->first_sha256 : NULL;
}

static gboolean
add_to_order (gpointer name, gpointer file, gpointer order)
{
    g_ptr_array_add (order, file);
    return FALSE;
}

guint
seen_length (SeenFiles *seen)
{
    g_ptr_array_set_size (seen->order, 0);
    g_tree_foreach (seen->files, add_to_order, seen->order);
    return seen->order->len;
}

void
seen_get (SeenFiles *seen, guint index, SheafFile *file)
{
    const File *found = g_ptr_array_index (seen->order, index);

    *file = (SheafFile){ .name = found->name, .sha256 = found->sha256, .is_there = found->is_there };
}
