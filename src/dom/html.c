/* SPDX-License-Identifier: MIT */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "dom.h"

/* A stopgap on libxml2, until the parser of our own takes its place. */

static DomTag
find_tag (const char *name)
{
#define DOM_TAG_NAME(id, name) name,
    static const char *const names[] = { "", DOM_TAGS (DOM_TAG_NAME) };

    for (guint i = 1; i < G_N_ELEMENTS (names); i++)
        if (strcmp (names[i], name) == 0)
            return (DomTag) i;
    return DOM_TAG_OTHER;
}

static void
copy_attributes (Arena *arena, const xmlNode *from, DomNode *to)
{
    DomAttribute *attributes;

    for (const xmlAttr *attribute = from->properties; attribute != NULL; attribute = attribute->next)
        to->n_attributes++;
    to->attributes = attributes = arena_alloc (arena, to->n_attributes * sizeof *attributes);
    for (const xmlAttr *attribute = from->properties; attribute != NULL; attribute = attribute->next, attributes++) {
        attributes->name = arena_strdup (arena, (const char *) attribute->name);
        attributes->value = attribute->children != NULL && attribute->children->content != NULL
                                ? arena_strdup (arena, (const char *) attribute->children->content)
                                : "";
    }
}

static void
copy_children (Arena *arena, DomDocument *document, const xmlNode *from, DomNode *parent)
{
    for (const xmlNode *child = from; child != NULL; child = child->next) {
        DomNode *node;

        if (child->type != XML_ELEMENT_NODE && child->type != XML_TEXT_NODE && child->type != XML_CDATA_SECTION_NODE
            && child->type != XML_COMMENT_NODE)
            continue;
        node = arena_make (arena, DomNode);
        node->kind = child->type == XML_ELEMENT_NODE   ? DOM_ELEMENT
                     : child->type == XML_COMMENT_NODE ? DOM_COMMENT
                                                       : DOM_TEXT;
        node->line = child->line;
        node->index = document->n_nodes++;
        node->parent = parent;
        node->previous = parent->last;
        if (parent->last != NULL)
            parent->last->next = node;
        else
            parent->first = node;
        parent->last = node;
        if (node->kind == DOM_ELEMENT) {
            node->name = arena_strdup (arena, (const char *) child->name);
            node->tag = find_tag (node->name);
            copy_attributes (arena, child, node);
            if (node->tag == DOM_TAG_HEAD && document->head == NULL)
                document->head = node;
            if (node->tag == DOM_TAG_BODY && document->body == NULL)
                document->body = node;
            copy_children (arena, document, child->children, node);
        } else {
            node->text = arena_strdup (arena, (const char *) child->content);
            node->length = strlen (node->text);
        }
        node->end = document->n_nodes;
    }
}

DomDocument *
dom_parse_html (Arena *arena, const char *text, gsize length)
{
    DomDocument *document = arena_make (arena, DomDocument);
    xmlDoc *tree = htmlReadMemory (text, (int) length, NULL, "UTF-8",
                                   HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
                                       | XML_PARSE_HUGE);

    document->root = arena_make (arena, DomNode);
    document->n_nodes = 1;
    if (tree != NULL)
        copy_children (arena, document, tree->children, document->root);
    document->root->end = document->n_nodes;
    if (document->body == NULL)
        document->body = document->root;
    if (document->head == NULL)
        document->head = document->root;
    xmlFreeDoc (tree);
    return document;
}
