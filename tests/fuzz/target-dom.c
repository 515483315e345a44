/* SPDX-License-Identifier: MIT */
#include "dom/dom.h"

#include "fuzz.h"

/* Any text gives a tree of HTML that holds together. */

static void
check_links (const DomNode *node)
{
    g_assert_true (node->first == NULL || node->first->previous == NULL);
    g_assert_true (node->last == NULL || node->last->next == NULL);
    g_assert_true ((node->first == NULL) == (node->last == NULL));
    g_assert_true (node->next == NULL || node->next->previous == node);
    g_assert_true (node->next == NULL || node->next->parent == node->parent);
    g_assert_true (node->first == NULL || node->first->parent == node);
    g_assert_true (node->kind == DOM_ELEMENT || node->kind == DOM_DOCUMENT || node->first == NULL);
    g_assert_true (node->kind != DOM_ELEMENT || node->name != NULL);
}

/* Reads all that is there. */
static gsize
read_node (const DomNode *node)
{
    gsize sum = node->line;

    for (gsize i = 0; i < node->length; i++)
        sum += (guchar) node->text[i];
    for (guint i = 0; i < node->n_attributes; i++)
        sum += g_str_hash (node->attributes[i].name) + g_str_hash (node->attributes[i].value);
    return sum;
}

void
fuzz_dom (const guint8 *data, gsize size, const char *file)
{
    g_autoptr (Arena) arena = arena_new ();
    const DomDocument *document = dom_parse_html (arena, (const char *) data, size);
    guint n = 0, depth = 0;

    g_assert_nonnull (document->head);
    g_assert_nonnull (document->body);
    for (const DomNode *node = document->root, *next; node != NULL; node = next, n++) {
        check_links (node);
        read_node (node);
        g_assert_cmpuint (node->index, ==, n);
        g_assert_cmpuint (depth, <=, DOM_DEPTH + 1); /* text may lie in the deepest element */
        next = dom_next (node, document->root);
        if (next != NULL && next->parent == node)
            depth++;
        else
            for (const DomNode *above = node; next != NULL && above->parent != next->parent; above = above->parent)
                depth--;
    }
    g_assert_cmpuint (n, ==, document->n_nodes);
    g_assert_cmpuint (n, <=, 6 * size + 8192);
}
