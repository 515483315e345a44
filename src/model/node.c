/* SPDX-License-Identifier: MIT */
#include "node.h"

#include <string.h>

Node *
node_new (Arena *arena, NodeKind kind)
{
    Node *node = arena_make (arena, Node);

    node->kind = kind;
    return node;
}

Node *
node_new_text (Arena *arena, const char *string, gssize length)
{
    Node *node = node_new (arena, NODE_TEXT);

    node->text.string = string;
    node->text.length = text_length (string, length);
    return node;
}

Node *
node_append (Node *parent, Node *child)
{
    child->parent = parent;
    child->previous = parent->last;
    child->next = NULL;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    return child;
}

Node *
node_append_new (Arena *arena, Node *parent, NodeKind kind)
{
    return node_append (parent, node_new (arena, kind));
}

Node *
node_append_text (Arena *arena, Node *parent, const char *string)
{
    return node_append (parent, node_new_text (arena, arena_strdup (arena, string), -1));
}

void
node_insert_before (Node *sibling, Node *node)
{
    node->parent = sibling->parent;
    node->previous = sibling->previous;
    node->next = sibling;
    if (sibling->previous != NULL)
        sibling->previous->next = node;
    else
        sibling->parent->first = node;
    sibling->previous = node;
}

void
node_unlink (Node *node)
{
    if (node->previous != NULL)
        node->previous->next = node->next;
    else
        node->parent->first = node->next;
    if (node->next != NULL)
        node->next->previous = node->previous;
    else
        node->parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

Node *
node_skip (const Node *node, const Node *root)
{
    while (node != root) {
        if (node->next != NULL)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

Node *
node_next (const Node *node, const Node *root)
{
    return node->first != NULL ? node->first : node_skip (node, root);
}

gboolean
node_is_inline (const Node *node)
{
    return node->kind >= NODE_TEXT;
}

gboolean
node_holds_inlines (const Node *node)
{
    return !node_is_inline (node) && node->first != NULL && node_is_inline (node->first);
}

char *
node_text (const Node *node)
{
    GString *text = g_string_new (NULL);

    for (const Node *n = node; n != NULL; n = node_next (n, node)) {
        if (n->kind == NODE_TEXT)
            g_string_append_len (text, n->text.string, (gssize) n->text.length);
        else if (n->kind == NODE_LINE_BREAK)
            g_string_append_c (text, ' ');
    }
    return g_string_free (text, FALSE);
}

const char *
node_kind_name (NodeKind kind)
{
    switch (kind) {
    case NODE_ROOT: return "root";
    case NODE_SECTION: return "section";
    case NODE_QUOTE: return "quote";
    case NODE_LIST: return "list";
    case NODE_ITEM: return "item";
    case NODE_TERMS: return "terms";
    case NODE_FIGURE: return "figure";
    case NODE_HEADING: return "heading";
    case NODE_PARAGRAPH: return "paragraph";
    case NODE_PREFORMATTED: return "preformatted";
    case NODE_TERM: return "term";
    case NODE_DESCRIPTION: return "description";
    case NODE_CAPTION: return "caption";
    case NODE_CREDIT: return "credit";
    case NODE_SEPARATOR: return "separator";
    case NODE_IMAGE: return "image";
    case NODE_TEXT: return "text";
    case NODE_EMPHASIS: return "emphasis";
    case NODE_STRONG: return "strong";
    case NODE_CODE: return "code";
    case NODE_DEFINED: return "defined";
    case NODE_LINE_BREAK: return "line-break";
    case NODE_LINK: return "link";
    case NODE_REFERENCE: return "reference";
    }
    g_assert_not_reached ();
}
