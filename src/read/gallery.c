/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "photos.h"

/* Articles, and ends of articles, that are nothing but photos. */

/* A gallery takes no more photos: all of them are in memory. */
#define MOST_PHOTOS 2000

/* Notes name so many. */
#define MOST_NAMES 5

/* A gallery while it is made. */
typedef struct {
    Photos *photos;
    Article *article;
    const char *name; /* of the article's input: photos below its folder are named from there */
    Node *before;     /* what its figures stand before, or NULL: at the end */
    guint n_photos, n_left;
} Gallery;

/* ---- photos ---- */

static Node *
read_figure (const Gallery *gallery, const char *member)
{
    const Photos *photos = gallery->photos;
    gsize n_folder = name_folder (gallery->name);
    g_autofree char *path = g_build_filename (photos->path, member, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = store_read_member (photos->store, member, PICTURE_LIMIT, &error);
    Input input = { .book = photos->book, .path = path, .store = photos->store };

    if (bytes != NULL)
        return photo_figure (&input, gallery->article, bytes, member,
                             strncmp (member, gallery->name, n_folder) == 0 ? member + n_folder : member);
    report_note (photos->book->report, NOTE_PICTURE_MISSING, path, 0, "%s", error->message);
    return NULL;
}

/* The photo as a figure that is not in the tree yet; NULL when it cannot be shown. */
static Node *
new_photo (Gallery *gallery, const char *member, const PhotoFacts *listed)
{
    Node *figure = NULL;

    if (gallery->n_photos < MOST_PHOTOS)
        figure = read_figure (gallery, member);
    else
        gallery->n_left++;
    if (figure == NULL)
        return NULL;
    figure->first->image.origin->listed = listed;
    gallery->n_photos++;
    return figure;
}

static void
add_photo (Gallery *gallery, const char *member, const PhotoFacts *listed)
{
    Node *figure = new_photo (gallery, member, listed);

    if (figure != NULL && gallery->before != NULL)
        node_insert_before (gallery->before, figure);
    else if (figure != NULL)
        node_append (gallery->article->root, figure);
}

static void
add_rows (Gallery *gallery, const GPtrArray *rows, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        PhotoRow *row = g_ptr_array_index (rows, i);

        add_photo (gallery, row->member, &row->facts);
        row->shown_by = gallery->article;
    }
}

/* The names of the first of the photos, for a note. */
static void
note_some (const Photos *photos, NoteId id, const char *path, const GPtrArray *members)
{
    g_autoptr (GString) some = g_string_new (NULL);

    for (guint i = 0; i < members->len && i < MOST_NAMES; i++)
        g_string_append_printf (some, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (members, i));
    if (members->len > MOST_NAMES)
        g_string_append_printf (some, ", and %u more", members->len - MOST_NAMES);
    if (members->len > 0)
        report_note (photos->book->report, id, path, 0, "%s", some->str);
}

static void
note_left (const Gallery *gallery, const char *path)
{
    if (gallery->n_left > 0)
        report_note (gallery->photos->book->report, NOTE_PHOTO_UNSHOWN, path, 0, "%u beyond the first %d",
                     gallery->n_left, MOST_PHOTOS);
}

/* ---- an article that is a gallery ---- */

/* It is called what its folder is. */
static const char *
folder_title (const Photos *photos, const char *name, Arena *arena)
{
    gsize n_folder = name_folder (name);
    g_autofree char *inner = g_strndup (name, n_folder > 0 ? n_folder - 1 : 0);
    g_autofree char *path = g_canonicalize_filename (photos->path, NULL);
    g_autofree char *title = g_path_get_basename (n_folder > 0 ? inner : path);
    g_autofree char *text = NULL;

    if (n_folder == 0 && text_has_suffix_ci (title, ".zip"))
        title[strlen (title) - strlen (".zip")] = '\0';
    text = text_of_name (title);
    return arena_strdup (arena, text);
}

/* Begins the article; `list` may be NULL. */
static gboolean
begin_article (Gallery *gallery, const PhotoList *list, const Input *input, GError **error)
{
    Article *article = article_new (ARTICLE_CHAPTER);

    g_ptr_array_add (gallery->photos->book->articles, article);
    gallery->article = article;
    gallery->name = input->name;
    if (list != NULL && list->metadata != NULL && !metadata_apply (input, article, list->metadata, 0, error))
        return FALSE;
    if (article->metadata.title == NULL)
        article->metadata.title = folder_title (gallery->photos, input->name, article->arena);
    return TRUE;
}

/* What stands for the bytes of a folder: which photos, in which order. */
static GBytes *
list_names (const GPtrArray *members)
{
    GString *names = g_string_new (NULL);

    for (guint i = 0; i < members->len; i++)
        g_string_append_printf (names, "%s\n", (const char *) g_ptr_array_index (members, i));
    return g_string_free_to_bytes (names);
}

static gboolean
finish_article (const Gallery *gallery, const Input *input, GError **error)
{
    if (gallery->n_photos > 0)
        return input_finish (input, &photo_reader, gallery->photos->book->articles->len - 1, error);
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "none of its photos can be shown");
    return FALSE;
}

/* An article of the photos of a list; what is wrong with it is a note. */
static void
add_article (Photos *photos, const PhotoList *list, const GPtrArray *rows, gboolean is_member)
{
    Gallery gallery = { .photos = photos };
    Input input = { .book = photos->book,
                    .path = list->path,
                    .store = photos->store,
                    .name = list->name,
                    .is_member = is_member,
                    .bytes = list->bytes };
    guint n_articles = photos->book->articles->len, n_pictures = photos->book->pictures->len;
    g_autoptr (GError) error = NULL;

    if (begin_article (&gallery, list, &input, &error)) {
        add_rows (&gallery, rows, 0, rows->len);
        note_left (&gallery, list->path);
        if (finish_article (&gallery, &input, &error))
            return;
    }
    report_note (photos->book->report, NOTE_PHOTO_LIST, list->path, 0, "%s", error->message);
    book_truncate (photos->book, n_articles, n_pictures);
}

static GPtrArray *
photos_among (const GPtrArray *members)
{
    GPtrArray *names = g_ptr_array_new ();

    for (guint i = 0; i < members->len; i++) {
        const StoreMember *member = g_ptr_array_index (members, i);

        if (member->fault == NULL && name_is_photo (member->name))
            g_ptr_array_add (names, (gpointer) member->name);
    }
    return names;
}

gboolean
gallery_read (Photos *photos, const Input *container, const GPtrArray *members, GError **error)
{
    const PhotoList *list = photos->lists->len > 0 ? g_ptr_array_index (photos->lists, 0) : NULL;
    g_autoptr (GPtrArray) names = photos_among (members);
    g_autoptr (GBytes) bytes = NULL;
    Gallery gallery = { .photos = photos };
    Input input = *container;
    gboolean is_folder = g_bytes_get_size (container->bytes) == 0;

    bytes = is_folder ? list_names (names) : g_bytes_ref (container->bytes);
    input.store = photos->store;
    input.name = "photos";
    input.bytes = bytes;
    input.photos = NULL;
    if (!begin_article (&gallery, list, &input, error))
        return FALSE;
    for (guint i = 0; i < names->len; i++)
        add_photo (&gallery, g_ptr_array_index (names, i), NULL);
    note_left (&gallery, container->path);
    if (!finish_article (&gallery, &input, error))
        return FALSE;
    if (is_folder)
        gallery.article->origin.n_bytes = 0;
    return TRUE;
}

/* ---- a list as an input ---- */

static gboolean
list_probe (const Input *input)
{
    return !input->is_member && input->store != NULL && !input->book->options.is_fragment
           && name_is_photo_list (input->name);
}

/* The gallery of its photos. */
static gboolean
list_read (const Input *input, GError **error)
{
    g_autofree char *folder = g_path_get_dirname (input->path);
    g_autoptr (Photos) photos = photos_new (input->book, input->store, folder);
    Gallery gallery = { .photos = photos };
    const PhotoList *list;

    photo_list_read (photos, input->name);
    list = g_ptr_array_index (photos->lists, 0);
    if (!begin_article (&gallery, list, input, error))
        return FALSE;
    add_rows (&gallery, list->rows, 0, list->rows->len);
    note_left (&gallery, input->path);
    if (gallery.n_photos > 0)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "it names no photo that can be shown");
    return FALSE;
}

const Reader photo_list_reader = { "photos", list_probe, list_read, TRUE };

/* ---- the end of an article ---- */

/* A caption as it is compared: in one case, without its full stop. */
static char *
fold_caption (const char *caption)
{
    g_autofree char *squeezed = text_squeeze (caption, -1);
    char *folded = g_utf8_casefold (squeezed, -1);
    gsize length = strlen (folded);

    if (length > 0 && folded[length - 1] == '.')
        folded[length - 1] = '\0';
    return folded;
}

/* The paragraphs of the text that are captions, by what they say. */
static GTree *
find_captions (const Article *article)
{
    GTree *captions = g_tree_new_full (compare_names, NULL, g_free, NULL);

    for (Node *node = article->root->first; node != NULL; node = node->next) {
        g_autofree char *text = node->kind == NODE_PARAGRAPH ? node_text (node) : NULL;
        Credit credit;

        if (text == NULL || !credit_is_caption (text))
            continue;
        credit_parse (text, &credit);
        if (credit.caption != NULL)
            g_tree_insert (captions, fold_caption (credit.caption), node);
        credit_clear (&credit);
    }
    return captions;
}

/* Puts a photo over the caption that stands in the text already. */
static gboolean
show_over_caption (Gallery *gallery, PhotoRow *row, GTree *captions)
{
    g_autofree char *folded = row->facts.description != NULL ? fold_caption (row->facts.description) : NULL;
    Node *paragraph = folded != NULL ? g_tree_lookup (captions, folded) : NULL;
    Node *figure = paragraph != NULL ? new_photo (gallery, row->member, &row->facts) : NULL;

    if (figure == NULL)
        return FALSE;
    g_tree_remove (captions, folded);
    row->shown_by = gallery->article;
    figure->line = paragraph->line;
    node_insert_before (paragraph, figure);
    node_unlink (paragraph);
    paragraph->kind = NODE_CAPTION;
    node_append (figure, paragraph);
    return TRUE;
}

static void
show_over_captions (Gallery *gallery, GPtrArray *rows)
{
    g_autoptr (GTree) captions = find_captions (gallery->article);
    guint n_kept = 0;

    if (g_tree_nnodes (captions) == 0)
        return;
    for (guint i = 0; i < rows->len; i++)
        if (!show_over_caption (gallery, g_ptr_array_index (rows, i), captions))
            g_ptr_array_index (rows, n_kept++) = g_ptr_array_index (rows, i);
    g_ptr_array_set_size (rows, (gint) n_kept);
}

static gboolean
shows_picture (const Article *article)
{
    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
        if (node->kind == NODE_IMAGE)
            return TRUE;
    return FALSE;
}

/* Photos whose captions are in the text stand over them.  Of the others, the first leads an article that shows none,
 * and the rest stand at its end, before its notes. */
static void
extend_article (Photos *photos, const PhotoList *list, const PhotoInput *home, GPtrArray *rows)
{
    Article *article = g_ptr_array_index (photos->book->articles, home->first);
    Gallery gallery = { .photos = photos, .article = article, .name = home->name };
    Node *last;
    guint n_leading;

    show_over_captions (&gallery, rows);
    last = article->root->last;
    n_leading = shows_picture (article) || rows->len == 0 ? 0 : 1;
    gallery.before = article->root->first;
    add_rows (&gallery, rows, 0, n_leading);
    gallery.before = last != NULL && last->kind == NODE_NOTES ? last : NULL;
    add_rows (&gallery, rows, n_leading, rows->len);
    note_left (&gallery, list->path);
    if (gallery.n_photos > 0)
        report_note (photos->book->report, NOTE_PHOTO_ADDED, article->origin.path, 0, "%u of %s", gallery.n_photos,
                     list->path);
}

static GPtrArray *
rows_left (const PhotoList *list)
{
    GPtrArray *rows = g_ptr_array_new ();

    for (guint i = 0; i < list->rows->len; i++)
        if (((const PhotoRow *) g_ptr_array_index (list->rows, i))->shown_by == NULL)
            g_ptr_array_add (rows, g_ptr_array_index (list->rows, i));
    return rows;
}

/* Photos beside a list that it does not name, and that no article shows. */
static void
note_unlisted (const Photos *photos, const PhotoList *list, const Places *places)
{
    g_autoptr (GPtrArray) unlisted = g_ptr_array_new ();
    gsize n_folder = name_folder (list->name);
    const GPtrArray *names = places_photos (places, list);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index (names, i);

        if (g_tree_lookup (photos->by_member, name) == NULL && g_tree_lookup (photos->shown, name) == NULL)
            g_ptr_array_add (unlisted, (gpointer) (name + n_folder));
    }
    note_some (photos, NOTE_PHOTO_UNLISTED, list->path, unlisted);
}

void
galleries_add (Photos *photos, const GPtrArray *members)
{
    gboolean has_articles = photos->inputs->len > 0;
    g_autoptr (Places) places = places_new (photos, members);

    for (guint i = 0; i < photos->lists->len; i++) {
        const PhotoList *list = g_ptr_array_index (photos->lists, i);
        g_autoptr (GPtrArray) rows = rows_left (list);
        const PhotoInput *home = rows->len > 0 ? places_home (places, list) : NULL;

        if (list->rows->len > 0)
            note_unlisted (photos, list, places);
        if (home != NULL)
            extend_article (photos, list, home, rows);
        else if (rows->len > 0)
            add_article (photos, list, rows, has_articles || photos->lists->len > 1);
    }
}

/* ---- one input ---- */

void
galleries_add_alone (Photos *photos)
{
    const PhotoInput *input = &g_array_index (photos->inputs, PhotoInput, 0);
    gboolean is_alone = FALSE, is_known = FALSE;

    for (guint i = 0; i < photos->lists->len; i++) {
        const PhotoList *list = g_ptr_array_index (photos->lists, i);
        g_autoptr (GPtrArray) rows = rows_left (list);

        if (rows->len > 0 && !is_known)
            is_alone = input->n_articles == 1 && !store_has_beside (photos->store, input->name, name_is_article);
        is_known = is_known || rows->len > 0;
        if (rows->len > 0 && is_alone) {
            extend_article (photos, list, input, rows);
        } else {
            for (guint k = 0; k < rows->len; k++) /* the names will do */
                rows->pdata[k] = (gpointer) ((const PhotoRow *) rows->pdata[k])->member;
            note_some (photos, NOTE_PHOTO_UNSHOWN, list->path, rows);
        }
    }
}
