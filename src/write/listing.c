/* SPDX-License-Identifier: MIT */
#include "listing.h"

#include <string.h>

/* A book of more articles lists its parts only, whose pages say more; a page of a list has no more rows. */
#define MANY_ARTICLES 100
#define PAGE_ROWS 200
/* Readers built on Adobe's engine want files below 260 KB. */
#define PAGE_SIZE ((gsize) 200 * 1024)
#define ROW_MARKUP 600

static const Article *
chapter (const Package *package, guint index)
{
    return g_ptr_array_index (package->book->articles, index);
}

gboolean
listing_begins_part (const Package *package, guint index)
{
    guint number = chapter (package, index)->part_number;

    return number != 0 && (index == 0 || chapter (package, index - 1)->part_number != number);
}

/* The first chapter behind `first` that is not in its part. */
static guint
end_of_part (const Package *package, guint first)
{
    guint n_chapters = book_n_chapters (package->book), end = first + 1;

    while (end < n_chapters && chapter (package, end)->part_number == chapter (package, first)->part_number)
        end++;
    return end;
}

static const char *
part_id (const Package *package, guint first)
{
    return arena_printf (package->arena, "part-%03u", chapter (package, first)->part_number);
}

static Listing *
listing_new (Package *package, PageKind kind, const char *id, const char *title)
{
    Listing *listing = arena_make (package->arena, Listing);

    listing->kind = kind;
    listing->id = id;
    listing->title = title;
    listing->rows =
        arena_own (package->arena, g_array_new (FALSE, FALSE, sizeof (Row)), (GDestroyNotify) g_array_unref);
    listing->pages = arena_ptr_array (package->arena);
    return listing;
}

static void
add_article (const Package *package, Listing *listing, guint index)
{
    const Article *article = chapter (package, index);
    Row row = { article, article->metadata.title,
                arena_printf (package->arena, "%s.xhtml", package_article_id (package, article, index + 1)), 0 };

    g_array_append_val (listing->rows, row);
}

static void
add_part (const Package *package, Listing *listing, guint first, guint end)
{
    Row row = { NULL, chapter (package, first)->part,
                arena_printf (package->arena, "%s.xhtml", part_id (package, first)), end - first };

    g_array_append_val (listing->rows, row);
}

static gsize
row_size (const Row *row)
{
    const Metadata *metadata = row->article != NULL ? &row->article->metadata : NULL;
    gsize size = ROW_MARKUP + strlen (row->title);

    for (char **author = metadata != NULL ? metadata->authors : NULL; author != NULL && *author != NULL; author++)
        size += strlen (*author);
    return metadata != NULL && metadata->publication != NULL ? size + strlen (metadata->publication) : size;
}

static guint
end_of_page (const Listing *listing, guint first)
{
    gsize size = 0;
    guint end = first;

    while (end < listing->rows->len && end - first < PAGE_ROWS) {
        size += row_size (&g_array_index (listing->rows, Row, end));
        if (size > PAGE_SIZE && end > first)
            break;
        end++;
    }
    return end;
}

static void
add_pages (Package *package, Listing *listing)
{
    for (guint first = 0, number = 1; first < listing->rows->len; number++) {
        gboolean is_first = number == 1;
        Page *page = package_add_page (
            package, listing->kind,
            is_first ? listing->id : arena_printf (package->arena, "%s-%u", listing->id, number),
            is_first ? listing->title : arena_printf (package->arena, "%s (%u)", listing->title, number));

        page->listing = listing;
        page->first_row = first;
        page->end_row = end_of_page (listing, first);
        page->is_opening = is_first;
        g_ptr_array_add (listing->pages, page);
        first = page->end_row;
    }
}

static guint
count_parts (const Package *package)
{
    guint n_parts = 0;

    for (guint i = 0; i < book_n_chapters (package->book); i++)
        n_parts += listing_begins_part (package, i);
    return n_parts;
}

/* Many articles are listed on the pages of their parts. */
static gboolean
lists_parts_only (const Package *package)
{
    return book_n_chapters (package->book) > MANY_ARTICLES && count_parts (package) > 1;
}

void
listing_add_contents (Package *package)
{
    Listing *listing = listing_new (package, PAGE_LISTING, "contents", package_label (package, "contents"));
    gboolean has_parts_only = lists_parts_only (package);
    guint n_chapters = book_n_chapters (package->book);

    listing->has_deks = TRUE;
    for (guint i = 0, end; i < n_chapters; i = end) {
        end = listing_begins_part (package, i) ? end_of_part (package, i) : i + 1;
        if (listing_begins_part (package, i))
            add_part (package, listing, i, end);
        for (guint k = i; k < end && !(has_parts_only && chapter (package, i)->part_number != 0); k++)
            add_article (package, listing, k);
    }
    add_pages (package, listing);
}

void
listing_add_part (Package *package, guint first)
{
    Listing *listing = listing_new (package, PAGE_PART, part_id (package, first), chapter (package, first)->part);
    guint end = end_of_part (package, first);

    listing->has_deks = lists_parts_only (package);
    for (guint i = first; i < end; i++)
        add_article (package, listing, i);
    add_pages (package, listing);
}
