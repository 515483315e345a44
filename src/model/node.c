/* SPDX-License-Identifier: MIT */
#include "node.h"

#include <string.h>

Node *
node_new (Arena *arena, NodeKind kind)
{
    Node *node = arena_make (arena, Node);

    node->kind = kind;
    if (kind == NODE_IMAGE || kind == NODE_ICON)
        node->image.origin = arena_make (arena, ImageOrigin);
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
node_insert_after (Node *sibling, Node *node)
{
    if (sibling->next != NULL)
        node_insert_before (sibling->next, node);
    else
        node_append (sibling->parent, node);
}

void
node_prepend (Node *parent, Node *child)
{
    if (parent->first != NULL)
        node_insert_before (parent->first, child);
    else
        node_append (parent, child);
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

guint
node_n_children (const Node *node)
{
    guint n = 0;

    for (const Node *child = node->first; child != NULL; child = child->next)
        n++;
    return n;
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

gboolean
node_takes_no_link (const Node *node)
{
    switch (node->kind) {
    case NODE_CODE:
    case NODE_FOREIGN:
    case NODE_KEYBOARD:
    case NODE_LINK:
    case NODE_REFERENCE:
    case NODE_RUBY:
    case NODE_SAMPLE:
    case NODE_VARIABLE: return TRUE;
    default: return FALSE;
    }
}

/* What the text of a block leaves out, with all that is below it. */
static gboolean
is_silent (const Node *node)
{
    switch (node->kind) {
    case NODE_EMBED:
    case NODE_FIGURE:
    case NODE_READING:
    case NODE_PARENTHESIS: return TRUE;
    case NODE_REFERENCE: return node->reference.kind != REFERENCE_PLAIN && node->reference.kind != REFERENCE_TERM;
    case NODE_FOREIGN: return strcmp (node->foreign.name, "svg") == 0;
    default: return FALSE;
    }
}

Node *
node_next_in_text (const Node *node, const Node *block)
{
    return is_silent (node) ? node_skip (node, block) : node_next (node, block);
}

/* What a block says before its own content when it stands behind another one in the same line of text. */
static const char *
joint (const Node *node)
{
    if (node->previous == NULL)
        return "";
    return node->kind == NODE_CELL ? "\t" : " ";
}

const char *
node_own_text (const Node *node, const Node *block, gsize *length)
{
    const char *text = "";

    if (node->kind == NODE_TEXT) {
        *length = node->text.length;
        return node->text.string;
    }
    if (node->kind == NODE_LINE_BREAK)
        text = " ";
    else if (node->kind == NODE_ICON && node->image.alt != NULL)
        text = node->image.alt;
    else if (node != block && !node_is_inline (node))
        text = joint (node);
    *length = strlen (text);
    return text;
}

char *
node_text (const Node *node)
{
    GString *text = g_string_new (NULL);

    for (const Node *n = node; n != NULL; n = node_next_in_text (n, node)) {
        gsize length;
        const char *own = node_own_text (n, node, &length);

        g_string_append_len (text, own, (gssize) length);
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
    case NODE_ASIDE: return "aside";
    case NODE_LIST: return "list";
    case NODE_ITEM: return "item";
    case NODE_TERMS: return "terms";
    case NODE_TABLE: return "table";
    case NODE_ROWS: return "rows";
    case NODE_ROW: return "row";
    case NODE_FIGURE: return "figure";
    case NODE_NOTES: return "notes";
    case NODE_NOTE: return "note";
    case NODE_HEADING: return "heading";
    case NODE_PARAGRAPH: return "paragraph";
    case NODE_PREFORMATTED: return "preformatted";
    case NODE_TERM: return "term";
    case NODE_DESCRIPTION: return "description";
    case NODE_CELL: return "cell";
    case NODE_ATTRIBUTION: return "attribution";
    case NODE_EMBED: return "embed";
    case NODE_CAPTION: return "caption";
    case NODE_CREDIT: return "credit";
    case NODE_SEPARATOR: return "separator";
    case NODE_IMAGE: return "image";
    case NODE_TEXT: return "text";
    case NODE_EMPHASIS: return "emphasis";
    case NODE_STRONG: return "strong";
    case NODE_CODE: return "code";
    case NODE_KEYBOARD: return "keyboard";
    case NODE_SAMPLE: return "sample";
    case NODE_VARIABLE: return "variable";
    case NODE_DEFINED: return "defined";
    case NODE_ABBREVIATION: return "abbreviation";
    case NODE_CITED: return "cited";
    case NODE_QUOTED: return "quoted";
    case NODE_MARKED: return "marked";
    case NODE_SMALL: return "small";
    case NODE_SUBSCRIPT: return "subscript";
    case NODE_SUPERSCRIPT: return "superscript";
    case NODE_DELETED: return "deleted";
    case NODE_INSERTED: return "inserted";
    case NODE_STRUCK: return "struck";
    case NODE_UNDERLINED: return "underlined";
    case NODE_SPAN: return "span";
    case NODE_ISOLATED: return "isolated";
    case NODE_OVERRIDE: return "override";
    case NODE_RUBY: return "ruby";
    case NODE_READING: return "reading";
    case NODE_PARENTHESIS: return "parenthesis";
    case NODE_ICON: return "icon";
    case NODE_FOREIGN: return "foreign";
    case NODE_LINE_BREAK: return "line-break";
    case NODE_LINK: return "link";
    case NODE_REFERENCE: return "reference";
    }
    g_assert_not_reached ();
}
