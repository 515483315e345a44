/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "link-title.h"
#include "work-link.h"

/* The references of an article: every page on the web that it links to, once, in the order of the text. */

typedef struct {
    Article *article;
    GHashTable *by_key; /* what all addresses of a page have in common -> Link */
} Collector;

static gboolean
is_of_web (const char *url)
{
    return text_has_prefix_ci (url, "http://") || text_has_prefix_ci (url, "https://");
}

/* The entry of the page that the address leads to, new or not; NULL for what is no reference. */
static Link *
find_link (const Collector *collector, const char *url, gboolean *is_new)
{
    g_autofree char *key = is_of_web (url) && !address_shows_picture (url) ? address_key (url) : NULL;
    gpointer known = NULL;
    Link *link;

    *is_new = key != NULL && !g_hash_table_lookup_extended (collector->by_key, key, NULL, &known);
    if (!*is_new)
        return known;
    link = article_add_link (collector->article);
    link->url = arena_take (collector->article->arena, address_clean (url));
    link->host = arena_take (collector->article->arena, address_host (url));
    g_hash_table_insert (collector->by_key, g_steal_pointer (&key), link);
    return link;
}

/* What the link says is a stretch of the text. */
static Span
span_of (const Node *node, const Node *block, gsize start)
{
    Span span = { start, start };

    for (const Node *n = node; n != NULL; n = node_next_in_text (n, node)) {
        gsize length;

        node_own_text (n, block, &length);
        span.end += length;
    }
    return span;
}

static void
take_link (const Collector *collector, Node *node, Span span)
{
    gboolean is_new;
    Link *link = find_link (collector, node->link.url, &is_new);

    node->link.entry = link;
    if (link == NULL)
        return;
    if (is_new)
        link->title = link_title (collector->article, span, node->link.title, link->url);
    g_array_append_val (link->cited, span);
}

/* A link of what stands in no line of the text: `words` are its own, or none. */
static void
take_link_beside (const Collector *collector, Node *node, Node *block, const char *words)
{
    gboolean is_new;
    Link *link = find_link (collector, node->link.url, &is_new);

    node->link.entry = link;
    if (link == NULL)
        return;
    if (is_new)
        link->title = link_title_of_words (collector->article, words, node->link.title, link->url);
    if (link->beside == NULL)
        link->beside = block;
}

/* What stays on the web, and is called by its title: the words of its link say what it is. */
static void
take_embed (const Collector *collector, Node *block)
{
    for (Node *node = block; node != NULL; node = node_next (node, block))
        if (node->kind == NODE_LINK)
            take_link_beside (collector, node, block, "");
}

/* A caption tells of its picture and of nothing that the text cites, but one may go on reading there. */
static void
take_figure (const Collector *collector, Node *figure)
{
    for (Node *child = figure->first; child != NULL; child = child->next) {
        if (child->kind != NODE_CAPTION)
            continue;
        for (Node *node = child; node != NULL; node = node_next (node, child)) {
            g_autofree char *words = node->kind == NODE_LINK ? node_text (node) : NULL;

            if (words != NULL)
                take_link_beside (collector, node, figure, words);
        }
    }
}

static char *
address_at (const Article *article, Span span)
{
    g_autofree char *words = g_strndup (article->text + span.start, span.end - span.start);
    g_autofree char *full = g_strconcat (is_of_web (words) ? "" : "https://", words, NULL);

    return text_web_address (full);
}

/* Addresses that are written out, in a text node that begins at `start`. */
static void
take_addresses (const Collector *collector, const Node *text, gsize start)
{
    Article *article = collector->article;
    gsize end = start + text->text.length;
    Span span;

    for (gsize from = start; address_find (article->text, from, end, &span); from = span.end) {
        g_autofree char *url = address_at (article, span);
        gboolean is_new;
        Link *link = url != NULL ? find_link (collector, url, &is_new) : NULL;
        Address *address;

        if (link == NULL)
            continue;
        if (is_new)
            link->title = link_title (article, span, NULL, link->url);
        g_array_append_val (link->cited, span);
        address = article_add_address (article);
        *address = (Address){ span, arena_take (article->arena, address_clean (url)), link };
    }
}

static gboolean
is_plain (const Node *text, const Node *block)
{
    for (const Node *node = text; node != block; node = node->parent)
        if (node_takes_no_link (node))
            return FALSE;
    return block->kind != NODE_PREFORMATTED && block->kind != NODE_HEADING;
}

static void
take_block (const Collector *collector, Node *block, gboolean has_addresses)
{
    gsize offset = block->span.start;

    for (Node *node = block; node != NULL; node = node_next_in_text (node, block)) {
        gsize length;

        if (node->kind == NODE_LINK)
            take_link (collector, node, span_of (node, block, offset));
        node_own_text (node, block, &length);
        if (has_addresses && node->kind == NODE_TEXT && length > 0 && is_plain (node, block))
            take_addresses (collector, node, offset);
        offset += length;
    }
}

static gboolean
may_have_addresses (const Article *article)
{
    return strstr (article->text, "://") != NULL || strcasestr (article->text, "www.") != NULL;
}

/* Blocks of the text and, between them, what is shown on the web. */
static void
collect (const Collector *collector)
{
    Article *article = collector->article;
    gboolean has_addresses = may_have_addresses (article);
    guint n_taken = 0;

    for (Node *node = article->root, *next; node != NULL; node = next) {
        gboolean is_block = n_taken < article->blocks->len && node == g_ptr_array_index (article->blocks, n_taken);

        next = is_block || node->kind == NODE_EMBED || node->kind == NODE_FIGURE ? node_skip (node, article->root)
                                                                                 : node_next (node, article->root);
        if (node->kind == NODE_EMBED)
            take_embed (collector, node);
        else if (node->kind == NODE_FIGURE)
            take_figure (collector, node);
        else if (is_block)
            take_block (collector, node, has_addresses);
        n_taken += is_block;
    }
}

static GHashTable *
index_corrections (const GPtrArray *list)
{
    GHashTable *by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < list->len; i++) {
        Link *link = g_ptr_array_index (list, i);

        g_hash_table_insert (by_key, address_key (link->url), link);
    }
    return by_key;
}

static void
take_title (Article *article, Link *link, const char *correction)
{
    link->title = corrected (correction, link->title);
    if (link->title == NULL)
        link->title = link_title_of_words (article, "", NULL, link->url);
}

/* What a person added to the list stands at its end, and at no place of the text. */
static void
add_new (Article *article, GHashTable *by_key)
{
    const GPtrArray *list = article->corrections.links;

    for (guint i = 0; i < list->len; i++) {
        const Link *correction = g_ptr_array_index (list, i);
        g_autofree char *key = address_key (correction->url);
        Link *link;

        if (g_hash_table_lookup (by_key, key) != correction)
            continue;
        link = article_add_link (article);
        link->url = correction->url;
        link->host = arena_take (article->arena, address_host (link->url));
        take_title (article, link, correction->title);
    }
}

static void
correct (Article *article)
{
    GPtrArray *links = article->links;
    g_autoptr (GHashTable) by_key = NULL;
    guint n_kept = 0;

    if (article->corrections.links == NULL)
        return;
    by_key = index_corrections (article->corrections.links);
    for (guint i = 0; i < links->len; i++) {
        Link *link = g_ptr_array_index (links, i);
        g_autofree char *key = address_key (link->url);
        const Link *correction = g_hash_table_lookup (by_key, key);

        if (correction == NULL)
            continue;
        take_title (article, link, correction->title);
        links->pdata[n_kept++] = link;
        g_hash_table_remove (by_key, key);
    }
    g_ptr_array_set_size (links, (gint) n_kept);
    add_new (article, by_key);
}

/* The numbers of the sources are their places; those of the links follow them, so that each stands for one thing. */
static void
number (Article *article)
{
    guint n = article->sources->len;

    for (guint i = 0; i < article->sources->len; i++) {
        const Source *source = g_ptr_array_index (article->sources, i);

        if (source->link != NULL)
            source->link->number = i + 1;
    }
    for (guint i = 0; i < article->links->len; i++) {
        Link *link = g_ptr_array_index (article->links, i);

        if (link->source == NULL)
            link->number = ++n;
    }
}

void
enrich_references (SheafBook *book, Article *article)
{
    Collector collector = { .article = article };

    if (book->options.is_fragment)
        return;
    collector.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    if (article->metadata.url != NULL) /* no article refers to itself */
        g_hash_table_insert (collector.by_key, address_key (article->metadata.url), NULL);
    collect (&collector);
    g_hash_table_unref (collector.by_key);
    correct (article);
    links_find_works (article);
    number (article);
}
