/* SPDX-License-Identifier: MIT */
#include "xml.h"

#include <string.h>

/* The tree of an XML document, and the namespaces that mean something to sheaf. */

static const struct {
    const char *address, *prefix;
    DomSpace space;
} spaces[] = {
    { "http://www.w3.org/1999/xhtml", "xhtml", DOM_HTML },
    { "http://www.w3.org/2000/svg", "svg", DOM_SVG },
    { "http://www.w3.org/1998/Math/MathML", "m", DOM_MATHML },
    { "http://www.w3.org/2005/Atom", "atom", DOM_ATOM },
    { "http://purl.org/atom/ns#", "", DOM_ATOM },
    { "http://purl.org/rss/1.0/", "rss", DOM_NONE },
    { "http://my.netscape.com/rdf/simple/0.9/", "", DOM_NONE },
    { "http://channel.netscape.com/rdf/simple/0.9/", "", DOM_NONE },
    { "http://backend.userland.com/rss2", "", DOM_NONE },
    { "http://purl.org/rss/1.0/modules/content/", "content", DOM_CONTENT },
    { "http://purl.org/dc/elements/1.1/", "dc", DOM_DUBLIN_CORE },
    { "http://purl.org/dc/terms/", "dcterms", DOM_DUBLIN_CORE },
    { "http://search.yahoo.com/mrss/", "media", DOM_MEDIA },
    { "http://search.yahoo.com/mrss", "", DOM_MEDIA },
    { "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes", DOM_ITUNES },
    { "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", DOM_RDF },
    { "http://ns.adobe.com/photoshop/1.0/", "photoshop", DOM_PHOTOSHOP },
    { "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore", DOM_IPTC_CORE },
    { "http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt", DOM_IPTC_EXT },
    { "http://ns.adobe.com/xap/1.0/rights/", "xmpRights", DOM_XMP_RIGHTS },
    { "http://ns.adobe.com/exif/1.0/", "exif", DOM_EXIF },
    { "http://ns.adobe.com/tiff/1.0/", "tiff", DOM_TIFF },
};

DomSpace
xml_space_of_address (const char *address)
{
    for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
        if (strcmp (spaces[i].address, address) == 0)
            return spaces[i].space;
    return *address == '\0' ? DOM_NONE : DOM_OTHER;
}

DomSpace
xml_space_of_prefix (Slice prefix)
{
    for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
        if (strlen (spaces[i].prefix) == prefix.length && memcmp (spaces[i].prefix, prefix.text, prefix.length) == 0)
            return spaces[i].space;
    return DOM_OTHER;
}

DomSpace
dom_attribute_space (const DomNode *element, const DomAttribute *attribute)
{
    const char *colon = strchr (attribute->name, ':');
    gsize length = colon != NULL ? (gsize) (colon - attribute->name) : 0;

    for (; length > 0 && element != NULL; element = element->parent)
        for (guint i = 0; i < element->n_attributes; i++) {
            const char *name = element->attributes[i].name;

            if (strncmp (name, "xmlns:", 6) == 0 && strncmp (name + 6, attribute->name, length) == 0
                && name[6 + length] == '\0')
                return xml_space_of_address (element->attributes[i].value);
        }
    return length > 0 ? xml_space_of_prefix ((Slice){ attribute->name, length }) : DOM_NONE;
}

const char *
xml_copy_value (Arena *arena, Slice value)
{
    char *copy;

    if (value.length == 0)
        return "";
    copy = arena_alloc (arena, value.length * 6 / 5 + 1);
    *reference_resolve (copy, value) = '\0';
    return copy;
}

static DomNode *
append_node (XmlTree *tree, DomKind kind, guint line)
{
    DomNode *node = arena_make (tree->arena, DomNode);

    node->kind = kind;
    node->line = line;
    node->index = tree->document->n_nodes++;
    node->end = tree->document->n_nodes;
    node->parent = tree->depth > 0 ? tree->open[tree->depth - 1] : tree->document->root;
    node->previous = node->parent->last;
    if (node->previous != NULL)
        node->previous->next = node;
    else
        node->parent->first = node;
    node->parent->last = node;
    return node;
}

/* Makes a node of the text that waits. */
static void
flush_text (XmlTree *tree)
{
    const GString *text = tree->text;

    if (text->len > 0 && (tree->depth > 0 || !text_is_blank (text->str, (gssize) text->len))) {
        DomNode *node = append_node (tree, DOM_TEXT, tree->text_line);

        node->text = arena_strndup (tree->arena, text->str, text->len);
        node->length = text->len;
    }
    g_string_truncate (tree->text, 0);
}

void
xml_tree_init (XmlTree *tree, Arena *arena)
{
    tree->arena = arena;
    tree->document = arena_make (arena, DomDocument);
    tree->document->root = arena_make (arena, DomNode);
    tree->document->n_nodes = 1;
    tree->text = g_string_new (NULL);
    tree->depth = 0;
}

DomDocument *
xml_tree_finish (XmlTree *tree)
{
    flush_text (tree);
    while (tree->depth > 0)
        xml_tree_close (tree);
    tree->document->root->end = tree->document->n_nodes;
    g_string_free (tree->text, TRUE);
    return tree->document;
}

void
xml_tree_text (XmlTree *tree, const char *text, gsize length, guint line)
{
    if (tree->text->len == 0)
        tree->text_line = line;
    g_string_append_len (tree->text, text, (gssize) length);
}

void
xml_tree_comment (XmlTree *tree, const char *text, gsize length, guint line)
{
    DomNode *node;

    flush_text (tree);
    node = append_node (tree, DOM_COMMENT, line);
    node->text = arena_strndup (tree->arena, text, length);
    node->length = length;
}

/* A drawing's title is not the page's. */
static DomTag
find_tag (const DomNode *node)
{
    DomTag tag = node->space <= DOM_MATHML ? dom_tag (node->name) : DOM_TAG_OTHER;

    return node->space == DOM_HTML || tag == DOM_TAG_SVG || tag == DOM_TAG_MATH ? tag : DOM_TAG_OTHER;
}

DomNode *
xml_tree_open (XmlTree *tree, const char *name, DomSpace space, guint line)
{
    DomDocument *document = tree->document;
    DomNode *node;

    flush_text (tree);
    node = append_node (tree, DOM_ELEMENT, line);
    node->name = name;
    node->space = space;
    node->tag = find_tag (node);
    if (node->tag == DOM_TAG_HEAD && document->head == NULL)
        document->head = node;
    else if (node->tag == DOM_TAG_BODY && document->body == NULL)
        document->body = node;
    tree->open[tree->depth++] = node;
    return node;
}

void
xml_tree_close (XmlTree *tree)
{
    flush_text (tree);
    tree->open[--tree->depth]->end = tree->document->n_nodes;
}
