/* SPDX-License-Identifier: MIT */
#include "page.h"

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
        absolute = g_uri_resolve_relative (base, reference, G_URI_FLAGS_PARSE_RELAXED, NULL);
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

/* What is only known of the page's elements goes with the page, not with the article. */
gboolean
page_read (Page *page, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();

    if (page->marks == NULL)
        page->marks = arena_alloc (arena, page->document->n_nodes);
    page->figures = arena_own (arena, g_hash_table_new (NULL, NULL), (GDestroyNotify) g_hash_table_unref);
    page->galleries = arena_own (arena, g_hash_table_new (NULL, NULL), (GDestroyNotify) g_hash_table_unref);
    page->icons = arena_own (arena, g_hash_table_new (NULL, NULL), (GDestroyNotify) g_hash_table_unref);
    note_markup (page);
    page_read_metadata (page);
    if (page->is_whole)
        page->marks[page->document->body->index] = PAGE_KEEP;
    else
        page_find_article (page);
    page_find_figures (page);
    page_convert (page);
    if (page->article->root->first != NULL)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "there is no text in it");
    return FALSE;
}
