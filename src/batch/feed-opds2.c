/* SPDX-License-Identifier: MIT */
#include "feed-format.h"
#include "json.h"

/* OPDS 2.0, https://drafts.opds.io/opds-2.0: JSON. */

#define ENDING ".json"
#define OPDS2 "application/opds+json"

static void
begin_link (GString *json, const char *rel, const char *href, const char *type)
{
    json_begin (json, NULL, '{');
    json_add_text (json, "rel", rel);
    json_add_text (json, "href", href);
    json_add_text (json, "type", type);
}

static void
add_link (GString *json, const char *rel, const char *href, const char *type)
{
    begin_link (json, rel, href, type);
    json_end (json, '}');
}

/* ---- a book ---- */

static void
add_authors (GString *json, char **authors)
{
    if (*authors == NULL)
        return;
    json_begin (json, "author", '[');
    for (; *authors != NULL; authors++)
        json_add_text (json, NULL, *authors);
    json_end (json, ']');
}

static void
add_metadata (GString *json, const Record *record)
{
    g_autofree char *modified = feed_time (record_time (record->published));

    json_begin (json, "metadata", '{');
    json_add_text (json, "@type", "http://schema.org/Book");
    json_add_text (json, "identifier", record->identifier);
    json_add_text (json, "title", record->title);
    add_authors (json, record->authors);
    json_add_text (json, "language", record->language);
    json_add_text (json, "publisher", record->publication);
    if (record_time (record->published) != G_MININT64)
        json_add_text (json, "published", record->published);
    json_add_text (json, "modified", modified);
    json_add_text (json, "description", record->dek);
    json_end (json, '}');
}

/* The schema asks for an address of the publication itself, which is the book's: it holds all that is said of it. */
static void
add_links (const FeedPage *page, GString *json, const Record *record)
{
    g_autofree char *href = feed_reference (page, record->output);

    json_begin (json, "links", '[');
    add_link (json, "self", href, EPUB_TYPE);
    begin_link (json, REL_ACQUISITION, href, EPUB_TYPE);
    json_add_number (json, "size", record->size);
    json_end (json, '}');
    json_end (json, ']');
}

void
opds2_add_book (const FeedPage *page, const FeedBook *book, GString *list)
{
    g_autofree char *href = book->cover != NULL ? feed_reference (page, book->cover) : NULL;

    json_begin (list, NULL, '{');
    add_metadata (list, book->record);
    add_links (page, list, book->record);
    if (href != NULL) {
        json_begin (list, "images", '[');
        add_link (list, NULL, href, book->media_type);
        json_end (list, ']');
    }
    json_end (list, '}');
}

/* ---- a feed ---- */

void
opds2_add_feed (FeedPage *page, const Feed *feed, gboolean is_newest)
{
    g_autofree char *href = feed_page_reference (page, feed, 1, ENDING);

    begin_link (page->navigation, is_newest ? REL_NEWEST : "subsection", href, OPDS2);
    json_add_text (page->navigation, "title", feed->title);
    json_begin (page->navigation, "properties", '{');
    json_add_number (page->navigation, "numberOfItems", feed->n_items);
    json_end (page->navigation, '}');
    json_end (page->navigation, '}');
}

static void
add_list (GString *json, const char *name, const GString *list)
{
    json_begin (json, name, '[');
    g_string_append_len (json, list->str, (gssize) list->len);
    json_end (json, ']');
}

void
opds2_end_group (FeedPage *page, const Feed *feed)
{
    g_autofree char *href = feed_page_reference (page, feed, 1, ENDING);
    GString *json = page->groups;

    json_begin (json, NULL, '{');
    json_begin (json, "metadata", '{');
    json_add_text (json, "title", feed->title);
    json_add_number (json, "numberOfItems", feed->n_items);
    json_end (json, '}');
    json_begin (json, "links", '[');
    add_link (json, "self", href, OPDS2);
    json_end (json, ']');
    add_list (json, "publications", page->publications);
    json_end (json, '}');
    g_string_truncate (page->publications, 0);
}

static void
add_page_link (const char *rel, const Feed *feed, guint number, const FeedPage *page, gpointer data)
{
    g_autofree char *href = feed_page_reference (page, feed, number, ENDING);

    add_link (data, rel, href, OPDS2);
}

static void
add_page_metadata (GString *json, const FeedPage *page)
{
    const Feed *feed = page->feed;
    g_autofree char *modified = feed_time (feed->time);

    json_begin (json, "metadata", '{');
    json_add_text (json, "title", feed->title);
    json_add_text (json, "modified", modified);
    if (feed->n_items > 0)
        json_add_number (json, "numberOfItems", feed->n_items);
    if (feed_n_pages (feed) > 1) {
        json_add_number (json, "itemsPerPage", FEED_PAGE);
        json_add_number (json, "currentPage", page->number);
    }
    json_end (json, '}');
}

GString *
opds2_finish (const FeedPage *page)
{
    GString *json = g_string_new (NULL);

    json_begin (json, NULL, '{');
    add_page_metadata (json, page);
    json_begin (json, "links", '[');
    feed_page_each_link (page, add_page_link, json);
    json_end (json, ']');
    if (page->navigation->len > 0)
        add_list (json, "navigation", page->navigation);
    if (page->groups->len > 0)
        add_list (json, "groups", page->groups);
    if (page->feed->has_books)
        add_list (json, "publications", page->publications);
    json_end (json, '}');
    g_string_append_c (json, '\n');
    return json;
}
