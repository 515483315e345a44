/* SPDX-License-Identifier: MIT */
#include "feed-format.h"

/* OPDS 1.2, https://specs.opds.io/opds-1.2: Atom. */

#define ENDING ".xml"
#define ATOM "application/atom+xml;profile=opds-catalog;kind="

static const char *
type_of (const Feed *feed)
{
    return feed->has_books ? ATOM "acquisition" : ATOM "navigation";
}

static void
add_element (GString *atom, const char *indent, const char *name, const char *text)
{
    g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

    if (text != NULL)
        g_string_append_printf (atom, "%s<%s>%s</%s>\n", indent, name, escaped, name);
}

static void
add_link (GString *atom, const char *indent, const char *rel, const char *href, const char *type)
{
    g_autofree char *escaped = g_markup_escape_text (href, -1);

    g_string_append_printf (atom, "%s<link rel=\"%s\" href=\"%s\" type=\"%s\"/>\n", indent, rel, escaped, type);
}

static void
add_page_link (const char *rel, const Feed *feed, guint number, const FeedPage *page, gpointer data)
{
    g_autofree char *href = feed_page_reference (page, feed, number, ENDING);

    add_link (data, "  ", rel, href, type_of (feed));
}

static char *
id_of (const FeedPage *page, const Feed *feed)
{
    g_autofree char *names = g_strconcat (page->root->title, "\n", feed->name, NULL);

    return uuid_of_url (names);
}

void
atom_begin (FeedPage *page)
{
    const Feed *feed = page->feed;
    g_autofree char *id = id_of (page, feed), *updated = feed_time (feed->time);

    g_string_append (page->atom, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                 "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/terms/\" "
                                 "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">\n");
    add_element (page->atom, "  ", "id", id);
    add_element (page->atom, "  ", "title", feed->title);
    add_element (page->atom, "  ", "updated", updated);
    g_string_append (page->atom, "  <author><name>sheaf</name></author>\n");
    feed_page_each_link (page, add_page_link, page->atom);
    if (feed_n_pages (feed) > 1)
        g_string_append_printf (page->atom,
                                "  <opensearch:totalResults>%u</opensearch:totalResults>\n"
                                "  <opensearch:itemsPerPage>%d</opensearch:itemsPerPage>\n",
                                feed->n_items, FEED_PAGE);
}

static void
add_cover (const FeedPage *page, const FeedBook *book)
{
    g_autofree char *href = book->cover != NULL ? feed_reference (page, book->cover) : NULL;

    if (href == NULL)
        return;
    add_link (page->atom, "    ", "http://opds-spec.org/image", href, book->media_type);
    add_link (page->atom, "    ", "http://opds-spec.org/image/thumbnail", href, book->media_type);
}

void
atom_add_book (FeedPage *page, const FeedBook *book)
{
    const Record *record = book->record;
    g_autofree char *updated = feed_time (record_time (record->published));
    g_autofree char *href = feed_reference (page, record->output);

    g_string_append (page->atom, "  <entry>\n");
    add_element (page->atom, "    ", "id", record->identifier);
    add_element (page->atom, "    ", "title", record->title);
    add_element (page->atom, "    ", "updated", updated);
    if (record_time (record->published) != G_MININT64)
        add_element (page->atom, "    ", "published", updated);
    for (char **author = record->authors; *author != NULL; author++) {
        g_autofree char *name = g_markup_escape_text (*author, -1);

        g_string_append_printf (page->atom, "    <author><name>%s</name></author>\n", name);
    }
    add_element (page->atom, "    ", "dc:language", record->language);
    add_element (page->atom, "    ", "dc:publisher", record->publication);
    add_element (page->atom, "    ", "dc:issued", record->published);
    add_element (page->atom, "    ", "summary", record->dek);
    g_string_append_printf (page->atom,
                            "    <link rel=\"" REL_ACQUISITION "\" href=\"%s\" type=\"" EPUB_TYPE
                            "\" length=\"%" G_GUINT64_FORMAT "\"/>\n",
                            href, record->size);
    add_cover (page, book);
    g_string_append (page->atom, "  </entry>\n");
}

void
atom_add_feed (FeedPage *page, const Feed *feed, gboolean is_newest)
{
    g_autofree char *id = id_of (page, feed), *updated = feed_time (feed->time);
    g_autofree char *href = feed_page_reference (page, feed, 1, ENDING);

    g_string_append (page->atom, "  <entry>\n");
    add_element (page->atom, "    ", "id", id);
    add_element (page->atom, "    ", "title", feed->title);
    add_element (page->atom, "    ", "updated", updated);
    g_string_append_printf (page->atom, "    <content type=\"text\">%u %s</content>\n", feed->n_items,
                            feed_unit (feed));
    add_link (page->atom, "    ", is_newest ? REL_NEWEST : "subsection", href, type_of (feed));
    g_string_append (page->atom, "  </entry>\n");
}

void
atom_end (FeedPage *page)
{
    g_string_append (page->atom, "</feed>\n");
}
