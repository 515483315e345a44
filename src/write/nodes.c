/* SPDX-License-Identifier: MIT */
#include "xhtml.h"

/* What is being written, and where its links start from. */
typedef struct {
    Xml *xml;
    const Package *package;
    const Page *page;
} Writer;

/* The element of a node, NULL for text. */
static const char *
element_name (const Node *node)
{
    static const char *const headings[] = { "h1", "h2", "h3", "h4", "h5", "h6" };

    switch (node->kind) {
    case NODE_ROOT:
    case NODE_TEXT: return NULL;
    case NODE_SECTION: return "section";
    case NODE_QUOTE: return "blockquote";
    case NODE_LIST: return node->list.is_ordered ? "ol" : "ul";
    case NODE_ITEM: return "li";
    case NODE_TERMS: return "dl";
    case NODE_FIGURE: return "figure";
    case NODE_HEADING: return headings[CLAMP (node->heading.level, 1, 6) - 1];
    case NODE_PARAGRAPH: return "p";
    case NODE_PREFORMATTED: return "pre";
    case NODE_TERM: return "dt";
    case NODE_DESCRIPTION: return "dd";
    case NODE_CAPTION:
    case NODE_CREDIT: return "p";
    case NODE_SEPARATOR: return "hr";
    case NODE_IMAGE: return "img";
    case NODE_EMPHASIS: return "em";
    case NODE_STRONG: return "strong";
    case NODE_CODE: return "code";
    case NODE_DEFINED: return "dfn";
    case NODE_LINE_BREAK: return "br";
    case NODE_LINK:
    case NODE_REFERENCE: return "a";
    }
    g_assert_not_reached ();
}

static void
section_attributes (Xml *xml, const Writer *writer, const Node *node)
{
    const char *label = node->first != NULL ? package_id (writer->package, node->first) : NULL;

    switch (node->section.kind) {
    case SECTION_PLAIN: break;
    case SECTION_PROVENANCE: xml_attribute (xml, "class", "provenance"); break;
    case SECTION_BIBLIOGRAPHY:
        xml_attribute (xml, "epub:type", "bibliography");
        xml_attribute (xml, "role", "doc-bibliography");
        break;
    case SECTION_CREDITS:
        xml_attribute (xml, "epub:type", "credits");
        xml_attribute (xml, "role", "doc-credits");
        break;
    }
    xml_attribute (xml, "aria-labelledby", label);
}

/* In the DPUB-ARIA vocabulary, https://www.w3.org/TR/dpub-aria-1.1/, and the EPUB structural semantics
 * that go with it; noteref is what makes readers open a pop-up. */
static void
reference_attributes (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;

    xml_attribute (xml, "href", package_href (writer->package, writer->page, node->reference.target));
    switch (node->reference.kind) {
    case REFERENCE_PLAIN: break;
    case REFERENCE_TERM:
        xml_attribute (xml, "epub:type", "glossref noteref");
        xml_attribute (xml, "role", "doc-glossref");
        xml_attribute (xml, "class", "term");
        break;
    case REFERENCE_SOURCE:
        xml_attribute (xml, "epub:type", "biblioref noteref");
        xml_attribute (xml, "role", "doc-biblioref");
        xml_attribute (xml, "class", "source");
        break;
    case REFERENCE_BACK:
        xml_attribute (xml, "epub:type", "backlink");
        xml_attribute (xml, "role", "doc-backlink");
        break;
    }
    xml_attribute (xml, "aria-label", node->reference.label);
}

static void
image_attributes (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;

    xml_attribute (xml, "src", package_picture_path (writer->package, node->image.picture));
    xml_attribute (xml, "alt", node->image.alt);
    xml_attribute_number (xml, "width", node->image.picture->width);
    xml_attribute_number (xml, "height", node->image.picture->height);
}

static void
write_attributes (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;

    xml_attribute (xml, "id", package_id (writer->package, node));
    if (node->kind == NODE_SECTION)
        section_attributes (xml, writer, node);
    else if (node->kind == NODE_REFERENCE)
        reference_attributes (writer, node);
    else if (node->kind == NODE_LINK)
        xml_attribute (xml, "href", node->link.url);
    else if (node->kind == NODE_IMAGE)
        image_attributes (writer, node);
    else if (node->kind == NODE_LIST && node->list.is_ordered && node->list.start != 1)
        xml_attribute_number (xml, "start", (guint) node->list.start);
    else if (node->kind == NODE_ITEM && node->item.value != 0)
        xml_attribute_number (xml, "value", (guint) node->item.value);
    else if (writer->page->article->role == ARTICLE_GLOSSARY && node->kind == NODE_TERM)
        xml_attribute (xml, "epub:type", "glossterm");
    else if (writer->page->article->role == ARTICLE_GLOSSARY && node->kind == NODE_DESCRIPTION)
        xml_attribute (xml, "epub:type", "glossdef");
    else if (node->kind == NODE_CAPTION)
        xml_attribute (xml, "class", "caption");
    else if (node->kind == NODE_CREDIT)
        xml_attribute (xml, "class", "credit");
    else if (node->kind == NODE_FIGURE && (node->first == NULL || node->first->kind != NODE_IMAGE))
        xml_attribute (xml, "class", "text");
}

/* The caption and the credit line of a figure stand in one figcaption. */
static gboolean
is_in_figcaption (const Node *node)
{
    return node != NULL && (node->kind == NODE_CAPTION || node->kind == NODE_CREDIT);
}

static void
open_node (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;
    const char *name = element_name (node);

    if (node->kind == NODE_TEXT) {
        xml_text_n (xml, node->text.string, node->text.length);
        return;
    }
    if (is_in_figcaption (node) && !is_in_figcaption (node->previous))
        xml_open_block (xml, "figcaption");
    if (node_is_inline (node))
        xml_open (xml, name);
    else
        xml_open_block (xml, name);
    write_attributes (writer, node);
    if (node->kind == NODE_REFERENCE && node->reference.kind == REFERENCE_SOURCE)
        xml_open (xml, "sup");
}

static void
close_node (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;

    if (node->kind == NODE_TEXT)
        return;
    if (node->kind == NODE_REFERENCE && node->reference.kind == REFERENCE_SOURCE)
        xml_close (xml);
    xml_close (xml);
    if (is_in_figcaption (node) && !is_in_figcaption (node->next))
        xml_close (xml);
}

static void
write_tree (const Writer *writer, const Node *root)
{
    const Node *node = root;

    for (;;) {
        open_node (writer, node);
        if (node->first != NULL) {
            node = node->first;
            continue;
        }
        close_node (writer, node);
        while (node != root && node->next == NULL) {
            node = node->parent;
            close_node (writer, node);
        }
        if (node == root)
            return;
        node = node->next;
    }
}

void
xhtml_nodes (Xml *xml, const Package *package, const Page *page, const Node *first, const Node *end)
{
    Writer writer = { xml, package, page };

    for (const Node *node = first; node != end; node = node->next)
        write_tree (&writer, node);
}
