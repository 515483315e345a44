/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "steps.h"

/* An article on its way to its place. */
typedef struct {
    Article *article;
    const Group *group; /* NULL: there are none */
    const char *key;    /* what it is sorted by; NULL: it stands last */
    guint index;        /* as it was read, which decides between equals */
} Row;

typedef struct {
    SheafSort sort;
    const Collator *collator;
} Order;

/* By the day as its place had it, so that a part of one day is in order with the next; within it by the moment. */
static const char *
date_key (const Article *article, Arena *arena)
{
    const char *date = article->metadata.published;
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
    g_autoptr (GDateTime) moment = date != NULL ? g_date_time_new_from_iso8601 (date, utc) : NULL;
    gint64 seconds = moment != NULL ? MAX (g_date_time_to_unix (moment), 0) : 0;

    return date != NULL ? arena_printf (arena, "%.10s %020" G_GINT64_FORMAT, date, seconds) : NULL;
}

static const char *
sort_key (SheafSort sort, const Article *article, Arena *arena)
{
    switch (sort) {
    case SHEAF_SORT_INPUT: return NULL;
    case SHEAF_SORT_TITLE: return article->metadata.title;
    case SHEAF_SORT_DATE: return date_key (article, arena);
    case SHEAF_SORT_AUTHOR: return author_place (article, arena);
    }
    g_return_val_if_reached (NULL);
}

static int
compare_sort_keys (const Order *order, const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a == NULL) - (b == NULL);
    return order->sort == SHEAF_SORT_DATE ? strcmp (a, b) : collator_compare (order->collator, a, b);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
    const Row *first = a, *second = b;
    int order = 0;

    if (first->group != NULL && first->group != second->group)
        return first->group->number < second->group->number ? -1 : 1;
    order = compare_sort_keys (user_data, first->key, second->key);
    if (order != 0)
        return order;
    return (first->index > second->index) - (first->index < second->index);
}

static void
place_row (SheafBook *book, guint index, const Row *row)
{
    Article *article = row->article;
    const char *title = row->group != NULL ? row->group->title : NULL;

    book->articles->pdata[index] = article;
    article->part = arena_strdup (article->arena, title);
    article->part_number = title != NULL ? row->group->number : 0;
}

void
order_articles (SheafBook *book)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
    g_autoptr (Collator) collator = NULL;
    Order order = { .sort = book->options.sort };
    const Groups *groups;

    if (book->options.group_by == SHEAF_GROUP_NONE && order.sort == SHEAF_SORT_INPUT)
        return;
    groups = groups_new (book, arena);
    order.collator = collator = collator_new (book_language (book));
    for (guint i = 0; i < book->articles->len; i++) {
        Article *article = g_ptr_array_index (book->articles, i);
        Row row = { article, groups_find (groups, article), sort_key (order.sort, article, arena), i };

        g_array_append_val (rows, row);
    }
    g_array_sort_with_data (rows, compare_rows, &order);
    for (guint i = 0; i < rows->len; i++)
        place_row (book, i, &g_array_index (rows, Row, i));
}
