/* SPDX-License-Identifier: MIT */
#include "page.h"

void
page_read_metadata (Page *page)
{
    DomNode *title = dom_find (page->document->root, DOM_TAG_TITLE);
    g_autofree char *text = title != NULL ? dom_text (title) : NULL;

    if (page->article->metadata.title == NULL && text != NULL && *text != '\0')
        page->article->metadata.title = arena_strdup (page->article->arena, text);
}
