/* SPDX-License-Identifier: MIT */
#include "feed.h"

#include <string.h>

#include "feed-format.h"

guint
feed_n_pages (const Feed *feed)
{
    return MAX ((feed->n_items + FEED_PAGE - 1) / FEED_PAGE, 1);
}

char *
feed_page_name (const Feed *feed, guint number)
{
    return number > 1 ? g_strdup_printf ("%s-%u", feed->name, number) : g_strdup (feed->name);
}

char *
feed_reference (const FeedPage *page, const char *name)
{
    g_autofree char *escaped = g_uri_escape_string (name, "/", FALSE);
    const char *slash = strrchr (page->feed->name, '/');
    gsize n_folder = slash != NULL ? (gsize) (slash + 1 - page->feed->name) : 0;

    if (strncmp (escaped, page->feed->name, n_folder) == 0)
        return g_strdup (escaped + n_folder);
    return g_strconcat ("../", escaped, NULL);
}

char *
feed_page_reference (const FeedPage *page, const Feed *feed, guint number, const char *ending)
{
    g_autofree char *name = feed_page_name (feed, number), *file = g_strconcat (name, ending, NULL);

    return feed_reference (page, file);
}

/* Books without a date are as old as books can be. */
#define NO_TIME "1980-01-01T00:00:00Z"

char *
feed_time (gint64 time)
{
    g_autoptr (GDateTime) date = time != G_MININT64 ? g_date_time_new_from_unix_utc (time) : NULL;

    if (date == NULL)
        return g_strdup (NO_TIME);
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year (date), g_date_time_get_month (date),
                            g_date_time_get_day_of_month (date), g_date_time_get_hour (date),
                            g_date_time_get_minute (date), g_date_time_get_second (date));
}

const char *
feed_unit (const Feed *feed)
{
    if (feed->has_books)
        return feed->n_items == 1 ? "article" : "articles";
    return feed->n_items == 1 ? "entry" : "entries";
}

/* Where the pages of a feed and the feeds of a catalogue lead. */
void
feed_page_each_link (const FeedPage *page, FeedLink link, gpointer data)
{
    const Feed *feed = page->feed;
    const Feed start = { .name = "catalog", .has_books = page->root->root_has_books }, up = { .name = feed->up };
    guint n_pages = feed_n_pages (feed);

    link ("self", feed, page->number, page, data);
    link ("start", &start, 1, page, data);
    if (feed->up != NULL)
        link ("up", &up, 1, page, data);
    if (n_pages == 1)
        return;
    link ("first", feed, 1, page, data);
    if (page->number > 1)
        link ("previous", feed, page->number - 1, page, data);
    if (page->number < n_pages)
        link ("next", feed, page->number + 1, page, data);
    link ("last", feed, n_pages, page, data);
}

void
feed_page_begin (FeedPage *page, const FeedRoot *root, const Feed *feed, guint number)
{
    *page = (FeedPage){
        feed, root, number, g_string_new (NULL), g_string_new (NULL), g_string_new (NULL), g_string_new (NULL)
    };
    atom_begin (page);
}

void
feed_page_add_book (FeedPage *page, const Record *record, const char *cover, const char *media_type)
{
    FeedBook book = { record, cover, media_type };

    atom_add_book (page, &book);
    opds2_add_book (page, &book, page->publications);
}

void
feed_page_add_feed (FeedPage *page, const Feed *feed, gboolean is_newest)
{
    atom_add_feed (page, feed, is_newest);
    opds2_add_feed (page, feed, is_newest);
}

void
feed_page_add_to_group (FeedPage *page, const Record *record, const char *cover, const char *media_type)
{
    FeedBook book = { record, cover, media_type };

    opds2_add_book (page, &book, page->publications);
}

void
feed_page_end_group (FeedPage *page, const Feed *feed)
{
    opds2_end_group (page, feed);
}

void
feed_page_end (FeedPage *page, GString **atom, GString **json)
{
    atom_end (page);
    *atom = page->atom;
    *json = opds2_finish (page);
    g_string_free (page->publications, TRUE);
    g_string_free (page->navigation, TRUE);
    g_string_free (page->groups, TRUE);
}
