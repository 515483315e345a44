/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "package.h"

/* Readers built on Adobe's engine want files below 260 KB. */
#define PAGE_SIZE ((gsize) 200 * 1024)
/* What the markup around a block and a link adds to its text, at most. */
#define BLOCK_MARKUP 80
#define REFERENCE_MARKUP 200
/* How deep a page may be cut: what is nested deeper than that is no long list or section. */
#define DEPTH_LIMIT 8

const Node *
page_next (const Page *page, const Node *node)
{
    return node_next (node, page->article->root);
}

static gsize
estimate_attributes (const Node *foreign)
{
    gsize size = 2 * strlen (foreign->foreign.name);

    for (guint i = 0; i < foreign->foreign.n_attributes; i++)
        size += strlen (foreign->foreign.attributes[i].name) + strlen (foreign->foreign.attributes[i].value) + 4;
    return size;
}

static gsize
estimate_size (const Node *block)
{
    gsize size = 0;

    for (const Node *node = block; node != NULL; node = node_next (node, block)) {
        if (node->kind == NODE_TEXT)
            size += node->text.length;
        else if (node->kind == NODE_FOREIGN)
            size += estimate_attributes (node);
        else
            size += node->kind == NODE_REFERENCE || node->kind == NODE_LINK ? REFERENCE_MARKUP : BLOCK_MARKUP;
    }
    return size;
}

/* Whether a page may end in the midst of it; a table would lose its head. */
static gboolean
is_divisible (const Node *node)
{
    switch (node->kind) {
    case NODE_SECTION:
    case NODE_QUOTE:
    case NODE_ASIDE:
    case NODE_LIST:
    case NODE_TERMS:
    case NODE_NOTES: return node->first != NULL;
    case NODE_ITEM: return node->first != NULL && !node_is_inline (node->first);
    default: return FALSE;
    }
}

/* A term keeps its descriptions. */
static gboolean
may_begin_page (const Node *node)
{
    return node->kind != NODE_DESCRIPTION
           && !(node->kind == NODE_TERM && node->previous != NULL && node->previous->kind == NODE_TERM);
}

static gboolean
is_heading (const Node *node)
{
    return node->kind == NODE_HEADING || node->kind == NODE_SECTION || node->kind == NODE_NOTES;
}

/* The node, or what would stay behind if the page began with it: the headings right before it, and what begins with
 * it.  NULL: nothing else stands on the page. */
static const Node *
with_headings (const Page *page, const Node *node)
{
    for (;;) {
        const Node *before = node->previous != NULL ? node->previous : node->parent;

        if (node == page->first || node->parent == NULL)
            return NULL;
        if (node->previous != NULL && before->kind != NODE_HEADING)
            return node;
        node = before;
    }
}

const Node *
page_find_end (const Page *page)
{
    const Node *root = page->article->root, *node = page->first;
    gsize size = 0, own;
    guint depth = 0;

    for (; node != NULL; node = node_skip (node, root)) {
        for (; (own = estimate_size (node)) > PAGE_SIZE && is_divisible (node) && depth < DEPTH_LIMIT; depth++)
            node = node->first;
        if ((size + own > PAGE_SIZE || (is_heading (node) && size > PAGE_SIZE / 2)) && may_begin_page (node)
            && with_headings (page, node) != NULL)
            return with_headings (page, node);
        size += own;
    }
    return NULL;
}
