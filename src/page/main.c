/* SPDX-License-Identifier: MIT */
#include "page.h"

void
page_find_article (Page *page)
{
    DomNode *article = dom_find (page->document->root, DOM_TAG_ARTICLE);

    page->marks[article != NULL ? article->index : page->document->body->index] = PAGE_KEEP;
}
