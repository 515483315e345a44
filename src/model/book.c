/* SPDX-License-Identifier: MIT */
#include "book.h"

#include <string.h>

#include "picture.h"

Article *
book_first_chapter (const SheafBook *book)
{
    return book->articles->len > 0 ? g_ptr_array_index (book->articles, 0) : NULL;
}

guint
book_n_chapters (const SheafBook *book)
{
    guint n = 0;

    while (n < book->articles->len && ((Article *) g_ptr_array_index (book->articles, n))->role == ARTICLE_CHAPTER)
        n++;
    return n;
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
    return arena_printf (book->arena, "%s, and %u more", first->metadata.title, book_n_chapters (book) - 1);
}

static guint
count_language (const SheafBook *book, const char *language)
{
    guint count = 0;

    for (guint i = 0; i < book_n_chapters (book); i++)
        count += g_str_equal (((Article *) g_ptr_array_index (book->articles, i))->metadata.language, language);
    return count;
}

const char *
book_language (const SheafBook *book)
{
    const char *language = "en";
    guint most = 0;

    if (book->options.language != NULL)
        return book->options.language;
    for (guint i = 0; i < book_n_chapters (book); i++) {
        const Article *article = g_ptr_array_index (book->articles, i);
        guint count = count_language (book, article->metadata.language);

        if (count > most) {
            most = count;
            language = article->metadata.language;
        }
    }
    return language;
}

Picture *
book_add_picture (SheafBook *book, GBytes *bytes, NoteId *problem)
{
    g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    Picture found = { 0 };
    Picture *picture;

    for (guint i = 0; i < book->pictures->len; i++) {
        picture = g_ptr_array_index (book->pictures, i);
        if (g_str_equal (picture->sha256, sha256))
            return picture;
    }
    if (!picture_probe (bytes, &found, problem))
        return NULL;
    picture = g_new0 (Picture, 1);
    *picture = found;
    picture->bytes = g_bytes_ref (bytes);
    picture->sha256 = g_steal_pointer (&sha256);
    g_ptr_array_add (book->pictures, picture);
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

void
book_truncate (SheafBook *book, guint n_articles, guint n_pictures)
{
    g_ptr_array_set_size (book->articles, (gint) n_articles);
    g_ptr_array_set_size (book->pictures, (gint) n_pictures);
}
