/* SPDX-License-Identifier: MIT */
#include "arrange.h"

#include <string.h>

#include "steps.h"

void
drop_articles (SheafBook *book, GHashTable *dropped)
{
    GPtrArray *articles = book->articles;
    guint n_kept = 0;

    if (g_hash_table_size (dropped) == 0)
        return;
    for (guint i = 0; i < articles->len; i++) {
        Article *article = g_ptr_array_index (articles, i);

        if (g_hash_table_contains (dropped, article))
            article_free (article);
        else
            articles->pdata[n_kept++] = article;
    }
    memset (articles->pdata + n_kept, 0, (articles->len - n_kept) * sizeof articles->pdata[0]);
    g_ptr_array_set_size (articles, (gint) n_kept);
}

/* Of a date that names no day, as much as it names is compared. */
static gboolean
is_before (const char *date, const char *since)
{
    return strncmp (date, since, MIN (strlen (date), strlen ("2026-11-18"))) < 0;
}

void
drop_old (SheafBook *book)
{
    g_autoptr (GHashTable) old = g_hash_table_new (NULL, NULL);
    const char *first = NULL;

    for (guint i = 0; i < book->articles->len; i++) {
        Article *article = g_ptr_array_index (book->articles, i);
        const char *date = article->metadata.published;

        if (date == NULL) {
            report_note (book->report, NOTE_ARTICLE_UNDATED, article->origin.path, 0, NULL);
        } else if (is_before (date, book->options.since)) {
            first = first != NULL ? first : arena_strdup (book->arena, article->origin.path);
            g_hash_table_add (old, article);
        }
    }
    if (first != NULL)
        report_note (book->report, NOTE_ARTICLE_OLD, first, 0, "%u before %s", g_hash_table_size (old),
                     book->options.since);
    drop_articles (book, old);
}

void
arrange_book (SheafBook *book)
{
    if (book->options.since != NULL)
        drop_old (book);
    drop_duplicates (book);
    order_articles (book);
}
