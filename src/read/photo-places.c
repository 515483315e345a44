/* SPDX-License-Identifier: MIT */
#include "photos.h"

/* Which photos and articles lie beside a list, so that no list needs a look at all of them. */

struct _Places {
    GTree *photos;     /* a folder -> GPtrArray: the names of the photos in it */
    GTree *inputs;     /* a folder -> GPtrArray: the PhotoInput in it */
    GHashTable *homes; /* Article -> PhotoInput, of which it is the only one */
};

void
places_free (Places *places)
{
    if (places == NULL)
        return;
    g_tree_unref (places->photos);
    g_tree_unref (places->inputs);
    g_hash_table_unref (places->homes);
    g_free (places);
}

static void
file_under (GTree *folders, const char *name, gconstpointer thing)
{
    g_autofree char *folder = g_strndup (name, name_folder (name));
    GPtrArray *things = g_tree_lookup (folders, folder);

    if (things == NULL) {
        things = g_ptr_array_new ();
        g_tree_insert (folders, g_steal_pointer (&folder), things);
    }
    g_ptr_array_add (things, (gpointer) thing);
}

/* What lies in the folder, the first `n_folder` bytes of `name`; NULL: nothing. */
static const GPtrArray *
lie_in (GTree *folders, const char *name, gsize n_folder)
{
    g_autofree char *folder = g_strndup (name, n_folder);

    return g_tree_lookup (folders, folder);
}

Places *
places_new (const Photos *photos, const GPtrArray *members)
{
    Places *places = g_new0 (Places, 1);

    places->photos = g_tree_new_full (compare_names, NULL, g_free, (GDestroyNotify) g_ptr_array_unref);
    places->inputs = g_tree_new_full (compare_names, NULL, g_free, (GDestroyNotify) g_ptr_array_unref);
    places->homes = g_hash_table_new (NULL, NULL);
    for (guint i = 0; i < members->len; i++) {
        const StoreMember *member = g_ptr_array_index (members, i);

        if (name_is_photo (member->name))
            file_under (places->photos, member->name, member->name);
    }
    for (guint i = 0; i < photos->inputs->len; i++) {
        const PhotoInput *input = &g_array_index (photos->inputs, PhotoInput, i);

        file_under (places->inputs, input->name, input);
        if (input->n_articles == 1)
            g_hash_table_insert (places->homes, g_ptr_array_index (photos->book->articles, input->first),
                                 (gpointer) input);
    }
    return places;
}

/* The only input that shows photos of the list, if it has one article. */
static const PhotoInput *
only_input_with (const Places *places, const PhotoList *list)
{
    const Article *only = NULL;

    for (guint i = 0; i < list->rows->len; i++) {
        const PhotoRow *row = g_ptr_array_index (list->rows, i);

        if (only != NULL && row->shown_by != NULL && row->shown_by != only)
            return NULL;
        only = row->shown_by != NULL ? row->shown_by : only;
    }
    return only != NULL ? g_hash_table_lookup (places->homes, only) : NULL;
}

const PhotoInput *
places_home (const Places *places, const PhotoList *list)
{
    const PhotoInput *home = only_input_with (places, list);
    gsize n_folder = name_folder (list->name);

    while (home == NULL) {
        const GPtrArray *inputs = lie_in (places->inputs, list->name, n_folder);

        if (inputs != NULL) {
            home = g_ptr_array_index (inputs, 0);
            return inputs->len == 1 && home->n_articles == 1 ? home : NULL;
        }
        if (n_folder == 0)
            break;
        for (n_folder--; n_folder > 0 && list->name[n_folder - 1] != '/';)
            n_folder--;
    }
    return home;
}

const GPtrArray *
places_photos (const Places *places, const PhotoList *list)
{
    return lie_in (places->photos, list->name, name_folder (list->name));
}
