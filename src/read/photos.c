/* SPDX-License-Identifier: MIT */
#include "photos.h"

#include <string.h>

/* Which lists there are, and which photo of a page is a row of one. */

static const char *const photo_endings[] = {
    ".avif", ".bmp", ".gif", ".heic", ".heif", ".jfif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp",
};

/* Of several in one folder, the first counts. */
static const char *const list_names[] = { "photos.yaml", "photos.yml", "photos.json", "photos.csv" };

/* Where photos lie that an article cannot name, beside it. */
static const char *const photo_folders[] = { "", "photos/" };

gboolean
name_is_photo (const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (photo_endings); i++)
        if (text_has_suffix_ci (name, photo_endings[i]))
            return TRUE;
    return FALSE;
}

gsize
name_folder (const char *name)
{
    const char *slash = strrchr (name, '/');

    return slash != NULL ? (gsize) (slash - name) + 1 : 0;
}

gboolean
name_is_photo_list (const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (list_names); i++)
        if (g_ascii_strcasecmp (name + name_folder (name), list_names[i]) == 0)
            return TRUE;
    return FALSE;
}

int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

Photos *
photos_new (SheafBook *book, Store *store, const char *path)
{
    Photos *photos = g_new0 (Photos, 1);

    photos->book = book;
    photos->store = store;
    photos->path = path;
    photos->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) photo_list_free);
    photos->by_member = g_tree_new_full (compare_names, NULL, NULL, NULL);
    photos->folders = g_tree_new_full (compare_names, NULL, g_free, NULL);
    photos->shown = g_tree_new_full (compare_names, NULL, g_free, NULL);
    photos->inputs = g_array_new (FALSE, FALSE, sizeof (PhotoInput));
    return photos;
}

void
photos_free (Photos *photos)
{
    if (photos == NULL)
        return;
    g_ptr_array_unref (photos->lists);
    g_tree_unref (photos->by_member);
    g_tree_unref (photos->folders);
    g_tree_unref (photos->shown);
    for (guint i = 0; i < photos->inputs->len; i++)
        g_free (g_array_index (photos->inputs, PhotoInput, i).name);
    g_array_unref (photos->inputs);
    g_free (photos);
}

/* Remembers that the folder's list was looked for; FALSE when it was already. */
static gboolean
visit (Photos *photos, const char *name, gsize n_folder)
{
    char *folder = g_strndup (name, n_folder);

    if (g_tree_lookup (photos->folders, folder) != NULL) {
        g_free (folder);
        return FALSE;
    }
    g_tree_insert (photos->folders, folder, folder);
    return TRUE;
}

void
photos_read_lists (Photos *photos, const GPtrArray *members)
{
    photos->is_complete = TRUE;
    for (guint i = 0; i < members->len; i++) {
        const StoreMember *member = g_ptr_array_index (members, i);

        if (!name_is_photo_list (member->name))
            continue;
        if (visit (photos, member->name, name_folder (member->name)))
            photo_list_read (photos, member->name);
        else
            photo_list_note_second (photos, member->name);
    }
}

/* Reads the list of a folder of the store, the first bytes of `name`, if it has one. */
static void
look_in (Photos *photos, const char *name, gsize n_folder)
{
    if (photos->is_complete || !visit (photos, name, n_folder))
        return;
    for (guint i = 0; i < G_N_ELEMENTS (list_names); i++) {
        g_autofree char *list = g_strdup_printf ("%.*s%s", (int) n_folder, name, list_names[i]);

        if (store_has (photos->store, list)) {
            photo_list_read (photos, list);
            return;
        }
    }
}

/* The file that the image shows: pages refer to it, what is no page names it, which is the same for most names. */
static char *
member_of (const Photos *photos, const Input *input, const char *source)
{
    char *member = store_resolve (photos->store, input->name, source);

    if (member == NULL && strpbrk (source, "%?#:") != NULL && store_has (photos->store, source))
        member = g_strdup (source);
    return member;
}

/* What the lists say of the photo stands with it. */
static void
take_image (Photos *photos, const Input *input, const Article *article, Node *image)
{
    char *member = member_of (photos, input, image->image.origin->source);
    PhotoRow *row;

    if (member == NULL)
        return;
    look_in (photos, member, name_folder (member));
    row = g_tree_lookup (photos->by_member, member);
    g_tree_insert (photos->shown, member, GUINT_TO_POINTER (1));
    if (row == NULL)
        return;
    image->image.origin->listed = &row->facts;
    if (row->shown_by == NULL)
        row->shown_by = article;
}

static void
take_article (Photos *photos, const Input *input, Article *article)
{
    for (Node *node = article->root; node != NULL; node = node_next (node, article->root))
        if (node->kind == NODE_IMAGE && node->image.picture != NULL && node->image.origin->source != NULL)
            take_image (photos, input, article, node);
}

void
photos_take (Photos *photos, const Input *input, guint first, gboolean names_photos)
{
    const GPtrArray *articles = photos->book->articles;
    PhotoInput taken = { g_strdup (input->name), first, articles->len - first };

    g_array_append_val (photos->inputs, taken);
    if (!names_photos)
        return;
    for (guint i = 0; i < G_N_ELEMENTS (photo_folders) && !photos->is_complete; i++) {
        gsize n_folder = name_folder (input->name);
        g_autofree char *folder = g_strdup_printf ("%.*s%s", (int) n_folder, input->name, photo_folders[i]);

        look_in (photos, folder, strlen (folder));
    }
    for (guint i = first; i < articles->len; i++)
        take_article (photos, input, g_ptr_array_index (articles, i));
}
