/* SPDX-License-Identifier: MIT */
#include "dom.h"

#include <string.h>

DomNode *
dom_skip (const DomNode *node, const DomNode *root)
{
    while (node != root) {
        if (node->next != NULL)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

DomNode *
dom_next (const DomNode *node, const DomNode *root)
{
    return node->first != NULL ? node->first : dom_skip (node, root);
}

void
dom_set_line (const DomDocument *document, guint line)
{
    for (DomNode *node = document->root; node != NULL; node = dom_next (node, document->root))
        node->line = line;
}

const char *
dom_attribute (const DomNode *element, const char *name)
{
    for (guint i = 0; i < element->n_attributes; i++)
        if (strcmp (element->attributes[i].name, name) == 0)
            return element->attributes[i].value;
    return NULL;
}

gboolean
dom_attribute_has (const DomNode *element, const char *name, const char *word)
{
    const char *value = dom_attribute (element, name);
    gsize length = strlen (word);

    while (value != NULL && *value != '\0') {
        gsize n = strcspn (value, " \t\n\f\r");

        if (n == length && g_ascii_strncasecmp (value, word, n) == 0)
            return TRUE;
        value += n;
        value += strspn (value, " \t\n\f\r");
    }
    return FALSE;
}

DomNode *
dom_find (const DomNode *root, DomTag tag)
{
    for (const DomNode *node = root; node != NULL; node = dom_next (node, root))
        if (node->tag == tag)
            return (DomNode *) node;
    return NULL;
}

DomNode *
dom_around (const DomNode *node, DomTag tag)
{
    while (node != NULL && !dom_is (node, tag))
        node = node->parent;
    return (DomNode *) node;
}

gboolean
dom_is_named (const DomNode *node, const char *name)
{
    return node->kind == DOM_ELEMENT && strcmp (node->name, name) == 0;
}

DomNode *
dom_next_named (const DomNode *node, const DomNode *root, const char *name)
{
    DomNode *next = dom_next (node, root);

    while (next != NULL && !dom_is_named (next, name))
        next = dom_next (next, root);
    return next;
}

guint
dom_count_ink (const DomNode *text)
{
    guint n = 0;

    for (gsize i = 0; i < text->length; i++)
        n += (guchar) text->text[i] > ' ';
    return n;
}

static gboolean
is_hidden (const DomNode *node)
{
    return node->tag == DOM_TAG_SCRIPT || node->tag == DOM_TAG_STYLE || node->tag == DOM_TAG_TEMPLATE;
}

char *
dom_text (const DomNode *root)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (const DomNode *node = root, *next; node != NULL; node = next) {
        next = is_hidden (node) ? dom_skip (node, root) : dom_next (node, root);
        if (node->kind == DOM_TEXT)
            g_string_append_len (text, node->text, (gssize) node->length);
        else if (node->tag == DOM_TAG_BR)
            g_string_append_c (text, ' ');
    }
    return text_squeeze (text->str, (gssize) text->len);
}
