/* SPDX-License-Identifier: MIT */
#include "imprint.h"

#include <string.h>

#include "lang/lang.h"

/* More authors than this are not named on a cover. */
#define MAX_AUTHORS 4

static const Metadata *
chapter (const SheafBook *book, guint index)
{
    return &((const Article *) g_ptr_array_index (book->articles, index))->metadata;
}

static const char *
join_authors (const SheafBook *book, Arena *arena)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < book_n_chapters (book); i++)
        for (char **author = chapter (book, i)->authors; *author != NULL; author++)
            if (g_hash_table_add (seen, *author))
                g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", *author);
    if (names->len == 0 || g_hash_table_size (seen) > MAX_AUTHORS)
        return NULL;
    return arena_strndup (arena, names->str, names->len);
}

/* What the title says already is not said again. */
static const char *
common_publication (const SheafBook *book)
{
    const char *publication = book_common_publication (book);

    return g_strcmp0 (publication, book_title (book)) != 0 ? publication : NULL;
}

/* ISO 8601 dates of one form sort as text; of a date-time only the day counts here. */
static const char *
date_range (const SheafBook *book, const char *language, Arena *arena)
{
    const char *first = NULL, *last = NULL;
    g_autofree char *from = NULL, *to = NULL;

    for (guint i = 0; i < book_n_chapters (book); i++) {
        const char *date = chapter (book, i)->published;

        if (date != NULL && (first == NULL || strcmp (date, first) < 0))
            first = date;
        if (date != NULL && (last == NULL || strcmp (date, last) > 0))
            last = date;
    }
    if (first == NULL)
        return NULL;
    from = date_format (first, language);
    to = date_format (last, language);
    return g_str_equal (from, to) ? arena_strdup (arena, from) : arena_printf (arena, "%s – %s", from, to);
}

Imprint
imprint_of_book (const SheafBook *book, const char *language, Arena *arena)
{
    return (Imprint){
        .byline = join_authors (book, arena),
        .publication = common_publication (book),
        .date = date_range (book, language, arena),
    };
}
