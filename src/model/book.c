/* SPDX-License-Identifier: MIT */
#include "book.h"

#include <string.h>

Article *
book_first_chapter (const SheafBook *book)
{
    return book->articles->len > 0 ? g_ptr_array_index (book->articles, 0) : NULL;
}

/* There are two articles of back matter at most. */
guint
book_n_chapters (const SheafBook *book)
{
    guint n = book->articles->len;

    while (n > 0 && ((Article *) g_ptr_array_index (book->articles, n - 1))->role != ARTICLE_CHAPTER)
        n--;
    return n;
}

static const Article *
chapter (const SheafBook *book, guint index)
{
    return g_ptr_array_index (book->articles, index);
}

const char *
book_common_publication (const SheafBook *book)
{
    const Article *first = book_first_chapter (book);

    for (guint i = 1; i < book_n_chapters (book); i++)
        if (g_strcmp0 (chapter (book, i)->metadata.publication, first->metadata.publication) != 0)
            return NULL;
    return first != NULL ? first->metadata.publication : NULL;
}

/* Whether all chapters are of one input: a feed's, or those of a book. */
static gboolean
is_of_one_input (const SheafBook *book)
{
    for (guint i = 1; i < book_n_chapters (book); i++)
        if (g_strcmp0 (chapter (book, i)->origin.path, chapter (book, 0)->origin.path) != 0)
            return FALSE;
    return TRUE;
}

const char *
book_title (const SheafBook *book)
{
    const Article *first = book_first_chapter (book);

    if (book->options.title != NULL)
        return book->options.title;
    if (first == NULL)
        return "";
    if (book_n_chapters (book) == 1)
        return first->metadata.title;
    if (is_of_one_input (book) && book_common_publication (book) != NULL)
        return book_common_publication (book);
    return arena_printf (book->arena, "%s, and %u more", first->metadata.title, book_n_chapters (book) - 1);
}

const char *
book_language (const SheafBook *book)
{
    g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
    const char *language = "en";
    guint n_chapters = book_n_chapters (book), most = 0;

    if (book->options.language != NULL)
        return book->options.language;
    for (guint i = 0; i < n_chapters; i++) {
        const char *tag = chapter (book, i)->metadata.language;

        g_hash_table_insert (counts, (gpointer) tag,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, tag)) + 1));
    }
    for (guint i = 0; i < n_chapters; i++) {
        const char *tag = chapter (book, i)->metadata.language;
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, tag));

        if (count > most) {
            most = count;
            language = tag;
        }
    }
    return language;
}

static Picture *
append_picture (SheafBook *book, GBytes *bytes, const PictureInfo *info, const char *sha256)
{
    Picture *picture = g_new0 (Picture, 1);

    picture->format = info->format;
    picture->width = info->width;
    picture->height = info->height;
    picture->bytes = g_bytes_ref (bytes);
    picture->sha256 = g_strdup (sha256);
    g_ptr_array_add (book->pictures, picture);
    picture->number = book->pictures->len;
    g_hash_table_insert (book->by_sha256, picture->sha256, picture);
    return picture;
}

/* The long side of the screens, in pixels, and for the rest what Apple Books takes: four megapixels. */
static PictureFit
fit_of (const SheafOptions *options)
{
    static const guint sides[] = {
        [SHEAF_DEVICE_ANY] = 2000,   [SHEAF_DEVICE_KOBO] = 1872,   [SHEAF_DEVICE_KINDLE] = 1680,
        [SHEAF_DEVICE_PHONE] = 1600, [SHEAF_DEVICE_TABLET] = 2732, [SHEAF_DEVICE_ORIGINAL] = 0,
    };
    gboolean is_original = options->device == SHEAF_DEVICE_ORIGINAL;

    return (PictureFit){ sides[options->device], is_original ? 0 : 4000 * 1000, options->is_grey };
}

Picture *
book_add_picture (SheafBook *book, GBytes *bytes, NoteId *problem)
{
    const PictureFit fit = fit_of (&book->options);
    Picture *picture = g_hash_table_lookup (book->by_bytes, bytes);
    g_autoptr (GBytes) fitted = NULL;
    g_autofree char *sha256 = NULL;
    PictureInfo info;

    if (picture != NULL)
        return picture;
    if (!picture_probe (bytes, &info, problem))
        return NULL;
    fitted = book->options.is_for_inspection ? g_bytes_ref (bytes) : picture_fit (bytes, &fit, &info, problem);
    if (fitted == NULL)
        return NULL;
    sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, fitted);
    picture = g_hash_table_lookup (book->by_sha256, sha256);
    if (picture == NULL)
        picture = append_picture (book, fitted, &info, sha256);
    /* Of a picture that was changed, the large original is not kept. */
    if (fitted == bytes)
        g_hash_table_insert (book->by_bytes, g_bytes_ref (bytes), picture);
    return picture;
}

void
picture_free (Picture *picture)
{
    if (picture == NULL)
        return;
    g_bytes_unref (picture->bytes);
    g_free (picture->sha256);
    g_free (picture);
}

static gboolean
is_behind (gpointer key, gpointer value, gpointer n_pictures)
{
    return ((const Picture *) value)->number > GPOINTER_TO_UINT (n_pictures);
}

void
book_truncate (SheafBook *book, guint n_articles, guint n_pictures)
{
    g_ptr_array_set_size (book->articles, (gint) n_articles);
    if (book->pictures->len == n_pictures)
        return;
    g_hash_table_foreach_remove (book->by_bytes, is_behind, GUINT_TO_POINTER (n_pictures));
    g_hash_table_foreach_remove (book->by_sha256, is_behind, GUINT_TO_POINTER (n_pictures));
    g_ptr_array_set_size (book->pictures, (gint) n_pictures);
}

void
book_init (SheafBook *book)
{
    book->articles = g_ptr_array_new_with_free_func ((GDestroyNotify) article_free);
    book->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
    book->by_bytes = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) g_bytes_unref, NULL);
    book->by_sha256 = g_hash_table_new (g_str_hash, g_str_equal);
}

void
book_clear (SheafBook *book)
{
    g_hash_table_unref (book->by_bytes);
    g_hash_table_unref (book->by_sha256);
    g_ptr_array_unref (book->articles);
    g_ptr_array_unref (book->pictures);
}
