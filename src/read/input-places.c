/* SPDX-License-Identifier: MIT */
#include "input-places.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pattern.h"

/* When there are more, those that lie deepest are put together, until there are half as many. */
#define MOST_PLACES 64

struct _InputPlaces {
    GHashTable *paths; /* as a set; without links, and none is below another */
    char *folder;      /* of the file that was the last */
};

InputPlaces *
input_places_new (void)
{
    InputPlaces *places = g_new0 (InputPlaces, 1);

    places->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    return places;
}

char **
input_places_free_to_paths (InputPlaces *places)
{
    guint n;
    char **paths = (char **) g_hash_table_get_keys_as_array (places->paths, &n);

    for (guint i = 0; i < n; i++)
        paths[i] = g_strdup (paths[i]);
    g_hash_table_unref (places->paths);
    g_free (places->folder);
    g_free (places);
    return paths;
}

/* Cuts the last name off a path without links; FALSE: there is nothing above. */
static gboolean
go_up (char *path)
{
    char *slash = strrchr (path, '/');

    if (path[1] == '\0')
        return FALSE;
    slash[slash == path ? 1 : 0] = '\0';
    return TRUE;
}

static gboolean
is_covered (const InputPlaces *places, const char *path)
{
    g_autofree char *above = g_strdup (path);

    do
        if (g_hash_table_contains (places->paths, above))
            return TRUE;
    while (go_up (above));
    return FALSE;
}

static guint
depth_of (const char *path)
{
    guint depth = 0;

    for (const char *p = path; p[0] != '\0' && p[1] != '\0'; p = strchr (p + 1, '/') != NULL ? strchr (p + 1, '/') : "")
        depth++;
    return depth;
}

static guint
find_depth (const InputPlaces *places)
{
    GHashTableIter iter;
    gpointer path;
    guint deepest = 0;

    g_hash_table_iter_init (&iter, places->paths);
    while (g_hash_table_iter_next (&iter, &path, NULL))
        deepest = MAX (deepest, depth_of (path));
    return deepest;
}

/* Puts the folder above in the place of each that lies so deep. */
static void
lift (InputPlaces *places, guint depth)
{
    g_autoptr (GHashTable) all = g_steal_pointer (&places->paths);
    GHashTableIter iter;
    gpointer path;

    places->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (guint pass = 0; pass < 2; pass++) { /* what is lifted may cover others: it goes first */
        g_hash_table_iter_init (&iter, all);
        while (g_hash_table_iter_next (&iter, &path, NULL)) {
            g_autofree char *place = g_strdup (path);

            if ((depth_of (place) == depth) != (pass == 0))
                continue;
            if (pass == 0)
                go_up (place);
            if (!is_covered (places, place))
                g_hash_table_add (places->paths, g_steal_pointer (&place));
        }
    }
}

/* That all of them lie in "/" would say nothing, so none is lifted there. */
static void
fold (InputPlaces *places)
{
    guint depth = find_depth (places);

    for (; depth > 1 && g_hash_table_size (places->paths) > MOST_PLACES / 2; depth--)
        lift (places, depth);
}

static void
add (InputPlaces *places, const char *path)
{
    if (is_covered (places, path))
        return;
    g_hash_table_add (places->paths, g_strdup (path));
    if (g_hash_table_size (places->paths) > MOST_PLACES)
        fold (places);
}

static void
add_real (InputPlaces *places, const char *path)
{
    char *real = realpath (path, NULL);

    if (real != NULL)
        add (places, real);
    free (real);
}

static void
take_pattern (InputPlaces *places, const char *path)
{
    gsize n_folder = pattern_folder_length (path);
    g_autofree char *folder = n_folder > 0 ? g_strndup (path, n_folder) : g_strdup (".");

    add_real (places, folder);
}

/* Most files of a list lie beside one another, and are asked for no more than whether they are links: what a link leads
 * to is no folder's matter, and is a place of its own. */
void
input_places_take (InputPlaces *places, const char *path)
{
    g_autofree char *folder = NULL;
    struct stat status;

    if (lstat (path, &status) < 0) {
        if (path_is_pattern (path))
            take_pattern (places, path);
        return;
    }
    if (S_ISLNK (status.st_mode))
        add_real (places, path);
    if (S_ISDIR (status.st_mode) || g_file_test (path, G_FILE_TEST_IS_DIR)) {
        add_real (places, path);
        return;
    }
    folder = g_path_get_dirname (path);
    if (g_strcmp0 (folder, places->folder) == 0)
        return;
    add_real (places, folder);
    g_free (places->folder);
    places->folder = g_steal_pointer (&folder);
}
