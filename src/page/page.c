/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <string.h>

gboolean
page_keeps (const Page *page, const DomNode *node)
{
    while (node != NULL && page->marks[node->index] == PAGE_INHERIT)
        node = node->parent;
    return node != NULL && page->marks[node->index] == PAGE_KEEP;
}

const char *
page_resolve (const Page *page, const char *reference)
{
    const char *base = page->base != NULL ? page->base : page->url;
    g_autofree char *absolute = NULL, *address = NULL;

    if (base != NULL)
        absolute = text_resolve (base, reference);
    address = text_web_address (absolute != NULL ? absolute : reference);
    return arena_strdup (page->article->arena, address);
}

/* What the parser could not keep. */
static void
note_markup (const Page *page)
{
    const DomDocument *document = page->document;
    Report *report = page->book->report;

    if (document->n_flattened > 0)
        report_note (report, NOTE_MARKUP_FLATTENED, page->path, 0, "%zu of them", document->n_flattened);
    if (document->unclosed > 0)
        report_note (report, NOTE_MARKUP_UNCLOSED, page->path, document->unclosed, NULL);
}

/* Whether a reader gets to see anything of it: a picture that is neither here nor on the web, and that nothing
 * is said of, is nothing to see. */
static gboolean
is_shown (const Node *node)
{
    g_autofree char *address = NULL;

    if (node->kind == NODE_TEXT || node->kind == NODE_FOREIGN)
        return TRUE;
    if (node->kind != NODE_IMAGE && node->kind != NODE_ICON)
        return FALSE;
    address = node->image.origin->source != NULL ? text_web_address (node->image.origin->source) : NULL;
    return node->image.picture != NULL || address != NULL || (node->image.alt != NULL && *node->image.alt != '\0');
}

static gboolean
shows_something (const Article *article)
{
    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
        if (is_shown (node))
            return TRUE;
    return FALSE;
}

/* Finds what there is in the page, once its metadata are read; FALSE: nothing. */
static gboolean
read_content (Page *page, Arena *arena)
{
    page->figures = arena_own (arena, g_hash_table_new (NULL, NULL), (GDestroyNotify) g_hash_table_unref);
    page->galleries = arena_own (arena, g_hash_table_new (NULL, NULL), (GDestroyNotify) g_hash_table_unref);
    page->icons = arena_own (arena, g_hash_table_new (NULL, NULL), (GDestroyNotify) g_hash_table_unref);
    page->lead = NULL;
    dropped_begin (page, arena);
    if (page->is_whole)
        page->marks[page->document->body->index] = PAGE_KEEP;
    else
        page_find_article (page);
    page_find_figures (page);
    page_convert (page);
    dropped_add_up (page);
    return shows_something (page->article);
}

/* Where nothing was left, the only line was taken for the headline, or there are only pictures: better twice than
 * not at all. */
static gboolean
read_again (Page *page, Arena *arena)
{
    g_autofree char *text = dom_text (page->document->body);

    memset (page->marks, 0, page->document->n_nodes);
    page->is_whole |= *text == '\0';
    while (page->article->root->first != NULL)
        node_unlink (page->article->root->first);
    memset (page->dropped.n_words, 0, sizeof page->dropped.n_words);
    g_ptr_array_set_size (page->article->dropped, 0);
    return read_content (page, arena);
}

/* What is only known of the page's elements goes with the page, not with the article. */
gboolean
page_read (Page *page, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    const DomDocument *document = page->document;
    guint8 *marks = page->marks != NULL ? page->marks : arena_alloc (arena, document->n_nodes);
    gboolean is_read;
    guint n_notes;

    page->marks = marks;
    note_markup (page);
    page_read_metadata (page);
    n_notes = report_length (page->book->report);
    is_read = read_content (page, arena);
    if (!is_read) {
        report_truncate (page->book->report, n_notes);
        page->document = document;
        page->marks = marks;
        is_read = read_again (page, arena);
    }
    if (is_read) {
        dropped_note (page);
        return TRUE;
    }
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "there is no text in it");
    return FALSE;
}
