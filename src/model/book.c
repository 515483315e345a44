/* SPDX-License-Identifier: MIT */
#include "book.h"

#include <string.h>

#include "picture.h"

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

void
book_truncate (SheafBook *book, guint n_articles, guint n_pictures)
{
    g_ptr_array_set_size (book->articles, (gint) n_articles);
    book_truncate_pictures (book, n_pictures);
}

void
book_init (SheafBook *book)
{
    book->articles = g_ptr_array_new_with_free_func ((GDestroyNotify) article_free);
    book_init_pictures (book);
}

void
book_clear (SheafBook *book)
{
    g_clear_pointer (&book->volumes, g_ptr_array_unref);
    g_ptr_array_unref (book->articles);
    book_clear_pictures (book);
}
