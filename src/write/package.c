/* SPDX-License-Identifier: MIT */
#include "package.h"

#include <string.h>

#include "identity.h"
#include "lang/lang.h"
#include "listing.h"

const char *
package_label (const Package *package, const char *name)
{
    return arena_take (package->arena, label_get (package->language, name));
}

gboolean
package_has_cover (const Package *package)
{
    return !package->book->options.has_no_cover;
}

gboolean
package_is_collection (const Package *package)
{
    return book_n_chapters (package->book) > 1;
}

const Page *
package_contents (const Package *package)
{
    for (guint i = 0; i < package->pages->len; i++) {
        const Page *page = g_ptr_array_index (package->pages, i);

        if (page->kind == PAGE_LISTING || (page->kind == PAGE_CONTENTS && page->is_in_spine))
            return page;
    }
    return NULL;
}

Page *
package_add_page (Package *package, PageKind kind, const char *id, const char *title)
{
    Page *page = arena_make (package->arena, Page);

    page->kind = kind;
    page->id = id;
    page->path = arena_printf (package->arena, "%s.xhtml", id);
    page->title = title;
    page->is_in_spine = TRUE;
    g_ptr_array_add (package->pages, page);
    return page;
}

const char *
package_article_id (const Package *package, const Article *article, guint number)
{
    switch (article->role) {
    case ARTICLE_CHAPTER: return arena_printf (package->arena, "article-%03u", number);
    case ARTICLE_GLOSSARY: return "glossary";
    case ARTICLE_SOURCES: return "sources";
    }
    g_assert_not_reached ();
}

static Page *
add_article_page (Package *package, const Article *article, const char *stem, guint number, const Node *first)
{
    const char *title = article->metadata.title;
    Page *page;

    if (number == 1)
        page = package_add_page (package, PAGE_ARTICLE, stem, title);
    else
        page = package_add_page (package, PAGE_ARTICLE, arena_printf (package->arena, "%s-%u", stem, number),
                                 arena_printf (package->arena, "%s (%u)", title, number));
    page->article = article;
    page->first = first;
    page->is_opening = number == 1;
    return page;
}

static void
add_article (Package *package, const Article *article, guint number)
{
    const char *stem = package_article_id (package, article, number);
    const Node *first = article->root->first;
    guint n_pages = 0;
    Page *page;

    do {
        page = add_article_page (package, article, stem, ++n_pages, first);
        page->end = page_find_end (page);
        first = page->end;
    } while (first != NULL);
    page->is_closing = TRUE;
}

static const char *
id_prefix (const Node *node)
{
    switch (node->kind) {
    case NODE_HEADING: return "h";
    case NODE_FIGURE: return "fig";
    case NODE_PARAGRAPH: return "p";
    case NODE_DESCRIPTION: return "term";
    case NODE_ITEM: return "item";
    case NODE_NOTE: return "note";
    case NODE_REFERENCE: return "ref";
    default: return "n";
    }
}

static void
add_anchor (Package *package, const Page *page, const Node *node, GHashTable *counters)
{
    Anchor *anchor = arena_make (package->arena, Anchor);
    const char *prefix = id_prefix (node);
    guint number = GPOINTER_TO_UINT (g_hash_table_lookup (counters, prefix)) + 1;

    g_hash_table_insert (counters, (gpointer) prefix, GUINT_TO_POINTER (number));
    anchor->page = page;
    anchor->id = arena_printf (package->arena, "%s%u", prefix, number);
    g_hash_table_insert (package->anchors, (gpointer) node, anchor);
}

static GHashTable *
find_targets (const SheafBook *book)
{
    GHashTable *targets = g_hash_table_new (NULL, NULL);

    for (guint i = 0; i < book->articles->len; i++) {
        const Article *article = g_ptr_array_index (book->articles, i);

        for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
            if (node->kind == NODE_REFERENCE)
                g_hash_table_add (targets, node->reference.target);
    }
    return targets;
}

static void
add_anchors (Package *package)
{
    g_autoptr (GHashTable) targets = find_targets (package->book);

    for (guint i = 0; i < package->pages->len; i++) {
        const Page *page = g_ptr_array_index (package->pages, i);
        g_autoptr (GHashTable) counters = g_hash_table_new (g_str_hash, g_str_equal);

        for (const Node *node = page->first; node != page->end; node = page_next (page, node))
            if (node->kind == NODE_HEADING || node->kind == NODE_FIGURE || g_hash_table_contains (targets, node))
                add_anchor (package, page, node, counters);
    }
}

/* Readers show a line or two of it, and some fail at more: the title is whole in the article. */
#define LABEL_CHARACTERS 300

const char *
package_short_label (const Package *package, const char *label)
{
    return arena_take (package->arena, text_shorten (label, LABEL_CHARACTERS));
}

static void
add_entry (Package *package, GArray *entries, guint depth, const char *label, const char *href)
{
    Entry entry = { depth, package_short_label (package, label), href };

    g_array_append_val (entries, entry);
}

#define TOC_DEPTH 3

/* The contents of a collection of more articles are their titles only. */
#define MOST_WITH_HEADINGS 100

/* In a collection every article has the same few headings in the back matter: they would bury its
 * contents. */
static int
toc_depth_of (const Package *package, const Page *page)
{
    if (book_n_chapters (package->book) > MOST_WITH_HEADINGS)
        return 1;
    return package_is_collection (package) && page->article->role != ARTICLE_CHAPTER ? TOC_DEPTH - 1 : TOC_DEPTH;
}

/* In the contents, of the article that stands on the page. */
static guint
depth_of (const Page *page)
{
    return page->article->part_number != 0 ? 2 : 1;
}

static void
add_headings (Package *package, const Page *page)
{
    int depth = toc_depth_of (package, page);

    for (const Node *node = page->first; node != page->end; node = page_next (page, node)) {
        g_autofree char *label = NULL;

        if (node->kind != NODE_HEADING || node->heading.level > depth)
            continue;
        label = node_text (node);
        add_entry (package, package->toc, depth_of (page) + (guint) node->heading.level - 1, label,
                   arena_take (package->arena, package_href (package, NULL, node)));
    }
}

/* A line of the list of illustrations is no longer, and of a longer sentence at least so many bytes are enough. */
#define ILLUSTRATION_CHARACTERS 72
#define CLAUSE_LENGTH 20

static const Node *
part_of (const Node *figure, NodeKind kind)
{
    for (const Node *child = figure->first; child != NULL; child = child->next)
        if (child->kind == kind)
            return child;
    return NULL;
}

/* The figure's first picture or drawing that the book has, or NULL. */
static const Node *
illustration_of (const Node *figure)
{
    for (const Node *child = figure->first; child != NULL; child = child->next)
        if (child->kind == NODE_IMAGE && (child->image.picture != NULL || child->first != NULL))
            return child;
    return NULL;
}

/* The first clauses of a sentence, as many as there is room for. */
static char *
cut_clause (const char *sentence)
{
    const char *end = g_utf8_offset_to_pointer (sentence, ILLUSTRATION_CHARACTERS), *cut = NULL;

    for (const char *p = sentence + CLAUSE_LENGTH; p < end; p++)
        if (strchr (",;:", *p) != NULL && p[1] == ' ' && !(g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[2])))
            cut = p;
    return cut != NULL ? g_strndup (sentence, (gsize) (cut - sentence))
                       : text_shorten (sentence, ILLUSTRATION_CHARACTERS);
}

/* What a text begins with, without a full stop. */
static char *
headline_of (const char *text)
{
    g_autofree char *squeezed = text_squeeze (text, -1);
    g_autoptr (GArray) sentences = sentence_split (squeezed, (Span){ 0, strlen (squeezed) });
    gsize length;

    if (sentences->len > 0)
        squeezed[g_array_index (sentences, Span, 0).end] = '\0';
    length = strlen (squeezed);
    if (length > 1 && squeezed[length - 1] == '.' && squeezed[length - 2] != '.')
        squeezed[length - 1] = '\0';
    if (text_n_characters (squeezed, -1) > ILLUSTRATION_CHARACTERS)
        return cut_clause (squeezed);
    return g_steal_pointer (&squeezed);
}

/* What the picture is called in a list: by its caption, or else by what describes it. */
static char *
illustration_label (const Package *package, const Node *figure, const Node *image, guint number)
{
    const Node *caption = part_of (figure, NODE_CAPTION);
    g_autofree char *text = caption != NULL ? node_text (caption) : NULL;

    if (text != NULL && !text_is_blank (text, -1))
        return headline_of (text);
    if (image->image.alt != NULL && strchr (image->image.alt, ' ') != NULL)
        return headline_of (image->image.alt);
    return g_strdup_printf ("%s %u", package_label (package, "photo"), number);
}

/* In a collection, the pictures stand below the title of their article. */
static void
add_illustrations (Package *package, const Page *page)
{
    guint depth = package_is_collection (package) ? 2 : 1;

    for (const Node *node = page->first; node != page->end && node != NULL;
         node = node->kind == NODE_FIGURE ? node_skip (node, page->article->root)
                                          : node_next (node, page->article->root)) {
        const Node *image = node->kind == NODE_FIGURE ? illustration_of (node) : NULL;
        g_autofree char *label = NULL;

        if (image == NULL)
            continue;
        if (package->illustrated != page->article && depth > 1)
            add_entry (package, package->illustrations, 1, page->article->metadata.title, page->path);
        if (package->illustrated != page->article)
            package->n_illustrations = 0;
        package->illustrated = page->article;
        label = illustration_label (package, node, image, ++package->n_illustrations);
        add_entry (package, package->illustrations, depth, label,
                   arena_take (package->arena, package_href (package, NULL, node)));
    }
}

static void
add_entries (Package *package)
{
    for (guint i = 0; i < package->pages->len; i++) {
        const Page *page = g_ptr_array_index (package->pages, i);

        if (page->kind == PAGE_PART && page->is_opening)
            add_entry (package, package->toc, 1, page->title, page->path);
        if (page->kind != PAGE_ARTICLE)
            continue;
        if (page->is_opening)
            add_entry (package, package->toc, depth_of (page), page->title, page->path);
        add_headings (package, page);
        add_illustrations (package, page);
    }
}

/* A list of so few pictures is no page of a book. */
#define FEW_ILLUSTRATIONS 3

static gboolean
is_illustrated (const SheafBook *book)
{
    guint n = 0;

    for (guint i = 0; i < book->articles->len; i++) {
        const Article *article = g_ptr_array_index (book->articles, i);

        for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
            n += node->kind == NODE_FIGURE && illustration_of (node) != NULL;
    }
    return n > FEW_ILLUSTRATIONS;
}

/* Titles of pages are told apart: readers list them. */
static void
add_pages (Package *package)
{
    const GPtrArray *articles = package->book->articles;
    gboolean is_collection = package_is_collection (package);
    gboolean has_own = is_collection && is_illustrated (package->book); /* a page of illustrations */

    if (package_has_cover (package))
        package_add_page (package, PAGE_COVER, "cover", package_label (package, "cover"));
    package_add_page (package, PAGE_TITLE, "title-page", package_label (package, "title-page"));
    if (is_collection)
        listing_add_contents (package);
    package_add_page (package, PAGE_CONTENTS, "nav", package_label (package, has_own ? "illustrations" : "contents"))
        ->is_in_spine = is_illustrated (package->book);
    for (guint i = 0; i < articles->len; i++) {
        if (is_collection && listing_begins_part (package, i))
            listing_add_part (package, i);
        add_article (package, g_ptr_array_index (articles, i), i + 1);
    }
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

/* What several articles have, as the chapters of one book, is the address of none. */
static void
add_addresses (Package *package)
{
    package->addresses =
        arena_own (package->arena, g_tree_new_full (compare_keys, NULL, g_free, NULL), (GDestroyNotify) g_tree_unref);
    for (guint i = 0; i < package->pages->len; i++) {
        const Page *page = g_ptr_array_index (package->pages, i);
        const char *url = page->kind == PAGE_ARTICLE && page->is_opening ? page->article->metadata.url : NULL;
        char *key = url != NULL ? address_key (url) : NULL;

        if (key != NULL)
            g_tree_insert (package->addresses, key,
                           g_tree_lookup (package->addresses, key) == NULL ? (gpointer) page->path : (gpointer) "");
    }
}

const char *
package_article_at (const Package *package, const char *url)
{
    g_autofree char *key = package->addresses != NULL ? address_key (url) : NULL;
    const char *path = key != NULL ? g_tree_lookup (package->addresses, key) : NULL;

    return path != NULL && *path != '\0' ? path : NULL;
}

Package *
package_new (SheafBook *book)
{
    Arena *arena = arena_new ();
    Package *package = arena_make (arena, Package);

    package->book = book;
    package->arena = arena;
    package->pages = arena_ptr_array (arena);
    package->anchors = arena_own (arena, g_hash_table_new (NULL, NULL), (GDestroyNotify) g_hash_table_unref);
    package->toc = arena_own (arena, g_array_new (FALSE, FALSE, sizeof (Entry)), (GDestroyNotify) g_array_unref);
    package->illustrations =
        arena_own (arena, g_array_new (FALSE, FALSE, sizeof (Entry)), (GDestroyNotify) g_array_unref);
    package->title = book_title (book);
    package->language = book_language (book);
    package->common_publication = book_common_publication (book);
    package->imprint = imprint_of_book (book, package->language, arena);
    package->identifier = identity_of_book (book, arena);
    package->modified = identity_modified (book, arena);
    add_pages (package);
    if (package_is_collection (package))
        add_addresses (package);
    add_anchors (package);
    add_entries (package);
    return package;
}

void
package_free (Package *package)
{
    if (package != NULL)
        arena_free (package->arena);
}

const char *
package_picture_path (const Package *package, const Picture *picture)
{
    return arena_printf (package->arena, "images/picture-%03u.%s", picture->number,
                         picture_extension (picture->format));
}

const char *
package_id (const Package *package, const Page *page, const Node *node)
{
    const Anchor *anchor = g_hash_table_lookup (package->anchors, node);

    return anchor != NULL && anchor->page == page ? anchor->id : NULL;
}

char *
package_href (const Package *package, const Page *from, const Node *target)
{
    const Anchor *anchor = g_hash_table_lookup (package->anchors, target);

    if (anchor == NULL)
        return NULL;
    return g_strconcat (anchor->page == from ? "" : anchor->page->path, "#", anchor->id, NULL);
}

gboolean
package_page_holds (const Page *page, const char *name)
{
    for (const Node *node = page->first; node != page->end; node = page_next (page, node))
        if (node->kind == NODE_FOREIGN && strcmp (node->foreign.name, name) == 0)
            return TRUE;
    return FALSE;
}

gboolean
package_holds (const Package *package, const char *name)
{
    for (guint i = 0; i < package->pages->len; i++)
        if (package_page_holds (g_ptr_array_index (package->pages, i), name))
            return TRUE;
    return FALSE;
}

const Page *
package_page_of (const Package *package, ArticleRole role)
{
    for (guint i = 0; i < package->pages->len; i++) {
        const Page *page = g_ptr_array_index (package->pages, i);

        if (page->kind == PAGE_ARTICLE && page->article->role == role)
            return page;
    }
    return NULL;
}
