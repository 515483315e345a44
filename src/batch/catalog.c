/* SPDX-License-Identifier: MIT */
#include "catalog.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog-files.h"
#include "covers.h"
#include "feed.h"
#include "shelf.h"

/* How many of the latest are shown at once. */
#define N_GROUP 10

typedef struct {
    CatalogFiles files;
    Shelf *shelf;
    FeedRoot root;
} Catalog;

/* ---- pages ---- */

/* Ends the page, and writes it if it is whole: otherwise there is an error already. */
static gboolean
write_page (Catalog *catalog, FeedPage *page, gboolean is_whole, GError **error)
{
    g_autofree char *name = feed_page_name (page->feed, page->number);
    GString *atom, *json;
    gboolean is_written;

    feed_page_end (page, &atom, &json);
    is_written = is_whole && catalog_files_write (&catalog->files, name, ".xml", atom, error)
                 && catalog_files_write (&catalog->files, name, ".json", json, error);
    g_string_free (atom, TRUE);
    g_string_free (json, TRUE);
    return is_written;
}

typedef void (*AddBook) (FeedPage *page, const Record *record, const char *cover, const char *media_type);

static gboolean
add_book (Catalog *catalog, FeedPage *page, guint64 offset, AddBook add, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autofree char *cover = NULL;
    const char *media_type;
    Record record;

    if (!shelf_read (catalog->shelf, offset, &record, arena, error))
        return FALSE;
    cover = covers_find (catalog->files.folder, record.output, &media_type);
    add (page, &record, cover, media_type);
    return TRUE;
}

/* Writes all pages of a feed of books. */
static gboolean
write_books (Catalog *catalog, const Feed *feed, const Place *places, GError **error)
{
    for (guint number = 1; number <= feed_n_pages (feed); number++) {
        guint end = MIN (number * FEED_PAGE, feed->n_items);
        FeedPage page;
        gboolean is_whole = TRUE;

        feed_page_begin (&page, &catalog->root, feed, number);
        for (guint i = (number - 1) * FEED_PAGE; i < end && is_whole; i++)
            is_whole = add_book (catalog, &page, places[i].offset, feed_page_add_book, error);
        if (!write_page (catalog, &page, is_whole, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- books of one name ---- */

/* Names that a book has, of authors or of its publication. */
typedef struct {
    const char *stem; /* of the names of the feeds of each */
    const char *name; /* of the feed that lists them */
    const char *title;
    NamesOf names_of;
} Kind;

static char **
publications_of (const Record *record)
{
    return record->publications;
}

static char **
authors_of (const Record *record)
{
    return record->authors;
}

static const Kind kinds[] = {
    { "catalog/publication", "catalog/publications", "Publications", publications_of },
    { "catalog/author", "catalog/authors", "Authors", authors_of },
};

/* Writes the feed of a name, whose books are `places`, and adds it to the page that lists the names. */
static gboolean
write_name (Catalog *catalog, const Kind *kind, const Place *places, guint n, FeedPage *list, GError **error)
{
    g_autofree char *name = g_strdup_printf ("%s-%016" G_GINT64_MODIFIER "x", kind->stem, places[0].hash);
    g_autofree char *title = NULL;
    Feed feed = { .name = name, .up = kind->name, .has_books = TRUE, .n_items = n };

    title = shelf_read_name (catalog->shelf, places, kind->names_of, &feed.time, error);
    if (title == NULL)
        return FALSE;
    feed.title = title;
    feed_page_add_feed (list, &feed, FALSE);
    return write_books (catalog, &feed, places, error);
}

static gboolean
write_names (Catalog *catalog, const Kind *kind, const Feed *feed, const GArray *places, GError **error)
{
    guint at = 0;

    for (guint number = 1; number <= feed_n_pages (feed); number++) {
        FeedPage page;
        gboolean is_whole = TRUE;

        feed_page_begin (&page, &catalog->root, feed, number);
        for (guint i = 0; i < FEED_PAGE && at < places->len && is_whole; i++) {
            const Place *first = &g_array_index (places, Place, at);
            guint n = shelf_run (places, at);

            is_whole = write_name (catalog, kind, first, n, &page, error);
            at += n;
        }
        if (!write_page (catalog, &page, is_whole, error))
            return FALSE;
    }
    return TRUE;
}

/* Of one name only there is nothing to choose from. */
static gboolean
write_kind (Catalog *catalog, const Kind *kind, FeedPage *root, GError **error)
{
    g_autoptr (GArray) places = shelf_by_name (catalog->shelf, kind->names_of, error);
    Feed feed = { .name = kind->name, .title = kind->title, .up = "catalog", .time = root->feed->time };

    if (places == NULL)
        return FALSE;
    feed.n_items = shelf_n_runs (places);
    if (feed.n_items < 2)
        return TRUE;
    feed_page_add_feed (root, &feed, FALSE);
    return write_names (catalog, kind, &feed, places, error);
}

/* ---- the first page ---- */

static gboolean
write_newest (Catalog *catalog, FeedPage *root, GError **error)
{
    const Feed feed = {
        .name = "catalog/newest",
        .title = "Newest",
        .up = "catalog",
        .has_books = TRUE,
        .n_items = catalog->shelf->newest->len,
        .time = root->feed->time,
    };
    const Place *places = &g_array_index (catalog->shelf->newest, Place, 0);

    feed_page_add_feed (root, &feed, TRUE);
    for (guint i = 0; i < N_GROUP; i++)
        if (!add_book (catalog, root, places[i].offset, feed_page_add_to_group, error))
            return FALSE;
    feed_page_end_group (root, &feed);
    return write_books (catalog, &feed, places, error);
}

static gboolean
write_feeds (Catalog *catalog, const Feed *feed, GError **error)
{
    FeedPage page;
    gboolean is_whole;

    feed_page_begin (&page, &catalog->root, feed, 1);
    is_whole = write_newest (catalog, &page, error);
    for (guint i = 0; i < G_N_ELEMENTS (kinds) && is_whole; i++)
        is_whole = write_kind (catalog, &kinds[i], &page, error);
    /* Last: until then the old one leads to what is still there. */
    return write_page (catalog, &page, is_whole, error);
}

static gboolean
write_all (Catalog *catalog, GError **error)
{
    const GArray *newest = catalog->shelf->newest;
    Feed feed = {
        .name = "catalog",
        .title = catalog->root.title,
        .has_books = newest->len <= FEED_PAGE,
        .n_items = newest->len <= FEED_PAGE ? newest->len : 0,
        .time = catalog->shelf->time,
    };

    catalog->root.root_has_books = feed.has_books;
    if (feed.has_books)
        return write_books (catalog, &feed, (const Place *) (const void *) newest->data, error);
    return write_feeds (catalog, &feed, error);
}

/* ---- covers ---- */

typedef struct {
    CatalogFiles *files;
    gboolean makes_covers;
} Covers;

static gboolean
take_cover (const Record *record, gpointer data, GError **error)
{
    const Covers *covers = data;
    const Folder *folder = covers->files->folder;
    const char *media_type;
    g_autofree char *cover = covers_find (folder, record->output, &media_type);

    if (cover == NULL && covers->makes_covers) {
        if (!covers_make (folder, record->output, error))
            return FALSE;
        cover = covers_find (folder, record->output, &media_type);
    }
    if (cover != NULL)
        catalog_files_keep (covers->files, cover);
    return TRUE;
}

static gboolean
write_catalog (Catalog *catalog, gboolean makes_covers, GError **error)
{
    Covers covers = { &catalog->files, makes_covers };

    catalog->shelf = shelf_new (catalog->files.folder->journal, take_cover, &covers, error);
    if (catalog->shelf == NULL)
        return FALSE;
    catalog->root.title = catalog->shelf->publication != NULL ? catalog->shelf->publication : "Articles";
    return write_all (catalog, error) && catalog_files_sweep (&catalog->files, error);
}

gboolean
catalog_write (const Folder *folder, gboolean makes_covers, GError **error)
{
    Catalog catalog = { .files = { folder, g_array_new (FALSE, FALSE, sizeof (guint64)) } };
    gboolean is_written = write_catalog (&catalog, makes_covers, error);

    folder_sync (folder);
    shelf_free (catalog.shelf);
    g_array_unref (catalog.files.kept);
    return is_written;
}
