/* SPDX-License-Identifier: MIT */
#include "page.h"

/* A stopgap: headings, paragraphs, list items, quotations, no more. */

typedef struct {
    Page *page;
    Node *block; /* that takes text, or NULL */
    gboolean ends_in_space;
} Converter;

static gboolean
is_block (DomTag tag)
{
    switch (tag) {
    case DOM_TAG_P:
    case DOM_TAG_DIV:
    case DOM_TAG_H1:
    case DOM_TAG_H2:
    case DOM_TAG_H3:
    case DOM_TAG_H4:
    case DOM_TAG_H5:
    case DOM_TAG_H6:
    case DOM_TAG_LI:
    case DOM_TAG_UL:
    case DOM_TAG_OL:
    case DOM_TAG_SECTION:
    case DOM_TAG_ARTICLE:
    case DOM_TAG_BLOCKQUOTE:
    case DOM_TAG_TR:
    case DOM_TAG_DT:
    case DOM_TAG_DD:
    case DOM_TAG_PRE:
    case DOM_TAG_BODY:
    case DOM_TAG_HEADER:
    case DOM_TAG_FOOTER:
    case DOM_TAG_ASIDE:
    case DOM_TAG_MAIN:
    case DOM_TAG_TABLE:
    case DOM_TAG_FIGURE:
    case DOM_TAG_FIGCAPTION:
    case DOM_TAG_NAV:
    case DOM_TAG_FORM:
    case DOM_TAG_HR: return TRUE;
    default: return FALSE;
    }
}

static void
append_text (Converter *converter, const DomNode *node)
{
    Article *article = converter->page->article;
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize i = 0; i < node->length; i++) {
        char c = node->text[i];
        gboolean is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';

        if (is_space && converter->ends_in_space)
            continue;
        g_string_append_c (text, is_space ? ' ' : c);
        converter->ends_in_space = is_space;
    }
    if (text->len == 0)
        return;
    if (converter->block == NULL)
        converter->block = node_append_new (article->arena, article->root, NODE_PARAGRAPH);
    node_append_text (article->arena, converter->block, text->str);
}

static gboolean
is_silent (DomTag tag)
{
    switch (tag) {
    case DOM_TAG_SCRIPT:
    case DOM_TAG_STYLE:
    case DOM_TAG_NOSCRIPT:
    case DOM_TAG_TEMPLATE:
    case DOM_TAG_IFRAME:
    case DOM_TAG_FIGURE:
    case DOM_TAG_BUTTON:
    case DOM_TAG_SVG:
    case DOM_TAG_FORM:
    case DOM_TAG_HEAD: return TRUE;
    default: return FALSE;
    }
}

void
page_convert (Page *page)
{
    Converter converter = { page, NULL, TRUE };

    for (const DomNode *node = page->document->root, *next; node != NULL; node = next) {
        next = is_silent (node->tag) ? dom_skip (node, page->document->root) : dom_next (node, page->document->root);
        if (next != node->first && node->first != NULL)
            continue;
        if (node->kind == DOM_ELEMENT && is_block (node->tag)) {
            converter.block = NULL;
            converter.ends_in_space = TRUE;
            if (node->tag >= DOM_TAG_H1 && node->tag <= DOM_TAG_H6 && page_keeps (page, node)) {
                converter.block = node_append_new (page->article->arena, page->article->root, NODE_HEADING);
                converter.block->heading.level = MAX (2, (int) (node->tag - DOM_TAG_H1) + 1);
            }
        } else if (node->kind == DOM_TEXT && page_keeps (page, node)) {
            append_text (&converter, node);
        }
        if (next != NULL && next->parent != node && next->parent != node->parent) {
            converter.block = NULL; /* closes more than inlines at times: a stopgap */
            converter.ends_in_space = TRUE;
        }
    }
}
