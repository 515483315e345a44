/* SPDX-License-Identifier: MIT */
#include "xhtml.h"

#include <string.h>

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
    static const char *const rows[] = { "thead", "tbody", "tfoot" };

    switch (node->kind) {
    case NODE_ROOT:
    case NODE_TEXT: return NULL;
    case NODE_SECTION:
    case NODE_NOTES: return "section";
    case NODE_QUOTE: return "blockquote";
    case NODE_ASIDE:
    case NODE_NOTE: return "aside";
    case NODE_LIST: return node->list.is_ordered ? "ol" : "ul";
    case NODE_ITEM: return "li";
    case NODE_TERMS: return "dl";
    case NODE_TABLE: return "table";
    case NODE_ROWS: return rows[node->rows.kind];
    case NODE_ROW: return "tr";
    case NODE_FIGURE: return "figure";
    case NODE_HEADING: return headings[CLAMP (node->heading.level, 1, 6) - 1];
    case NODE_PARAGRAPH:
    case NODE_ATTRIBUTION:
    case NODE_EMBED: return "p";
    case NODE_PREFORMATTED: return "pre";
    case NODE_TERM: return "dt";
    case NODE_DESCRIPTION: return "dd";
    case NODE_CELL: return node->cell.scope != SCOPE_NONE ? "th" : "td";
    case NODE_CAPTION: return node->parent->kind == NODE_TABLE ? "caption" : "p";
    case NODE_CREDIT: return "p";
    case NODE_SEPARATOR: return "hr";
    case NODE_IMAGE: return node->image.picture != NULL ? "img" : "p";
    case NODE_EMPHASIS: return "em";
    case NODE_STRONG: return "strong";
    case NODE_CODE: return "code";
    case NODE_KEYBOARD: return "kbd";
    case NODE_SAMPLE: return "samp";
    case NODE_VARIABLE: return "var";
    case NODE_DEFINED: return "dfn";
    case NODE_ABBREVIATION: return "abbr";
    case NODE_CITED: return "cite";
    case NODE_QUOTED: return "q";
    case NODE_MARKED: return "mark";
    case NODE_SMALL: return "small";
    case NODE_SUBSCRIPT: return "sub";
    case NODE_SUPERSCRIPT: return "sup";
    case NODE_DELETED: return "del";
    case NODE_INSERTED: return "ins";
    case NODE_STRUCK: return "s";
    case NODE_UNDERLINED: return "u";
    case NODE_SPAN: return "span";
    case NODE_ISOLATED: return "bdi";
    case NODE_OVERRIDE: return "bdo";
    case NODE_RUBY: return "ruby";
    case NODE_READING: return "rt";
    case NODE_PARENTHESIS: return "rp";
    case NODE_ICON: return "img";
    case NODE_FOREIGN: return node->foreign.name;
    case NODE_LINE_BREAK: return "br";
    case NODE_LINK:
    case NODE_REFERENCE: return "a";
    }
    g_assert_not_reached ();
}

static void
section_attributes (Xml *xml, const Writer *writer, const Node *node)
{
    const char *label = node->first != NULL ? package_id (writer->package, writer->page, node->first) : NULL;

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
        xml_attribute (xml, "class", "credits");
        break;
    }
    xml_attribute (xml, "aria-labelledby", label);
}

static gboolean
is_within (const Node *node, NodeKind kind)
{
    while (node != NULL && node->kind != kind)
        node = node->parent;
    return node != NULL;
}

/* In the DPUB-ARIA vocabulary, https://www.w3.org/TR/dpub-aria-1.1/, and the EPUB structural semantics
 * that go with it; noteref is what makes readers open a pop-up. */
static void
reference_attributes (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;
    g_autofree char *href = package_href (writer->package, writer->page, node->reference.target);

    xml_attribute (xml, "href", href);
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
    case REFERENCE_NOTE:
        xml_attribute (xml, "epub:type", "noteref");
        xml_attribute (xml, "role", "doc-noteref");
        xml_attribute (xml, "class", "note");
        break;
    case REFERENCE_BACK:
        xml_attribute (xml, "epub:type", "backlink");
        xml_attribute (xml, "class", is_within (node, NODE_NOTE) ? "back" : NULL);
        xml_attribute (xml, "role", "doc-backlink");
        break;
    }
    xml_attribute (xml, "aria-label", node->reference.label);
}

/* A tall picture leaves room for its caption on the page of a screen of 3:4, as old engines know no measure of the
 * page's height: it is shown about as high as the page is wide.  A small one is so as it is. */
static const char *
shape_of (const Picture *picture)
{
    static const struct {
        guint most_height; /* in hundredths of the width */
        const char *class;
    } shapes[] = { { 115, NULL },      { 130, "tall-80" }, { 150, "tall-68" },
                   { 180, "tall-57" }, { 220, "tall-46" }, { G_MAXUINT, "tall-34" } };
    guint height = (guint) MIN ((guint64) picture->height * 100 / MAX (picture->width, 1), G_MAXUINT - 1), i = 0;

    if (picture->width < 400 && picture->height < 400)
        return NULL;
    while (height > shapes[i].most_height)
        i++;
    return shapes[i].class;
}

static void
image_attributes (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;
    const Picture *picture = node->image.picture;

    if (picture == NULL) {
        xml_attribute (xml, "class", node->first != NULL ? "drawing" : "absent");
        return;
    }
    xml_attribute (xml, "class", node->kind == NODE_ICON ? "icon" : NULL);
    xml_attribute (xml, "src", package_picture_path (writer->package, picture));
    xml_attribute (xml, "alt", node->image.alt != NULL ? node->image.alt : "");
    xml_attribute_number (xml, "width", (int) picture->width);
    xml_attribute_number (xml, "height", (int) picture->height);
}

static gboolean
is_in_section (const Node *node, SectionKind kind)
{
    return node->parent != NULL && node->parent->kind == NODE_SECTION && node->parent->section.kind == kind;
}

/* A list whose numbers the text refers to: they are written out, since not all engines know where a list starts. */
static gboolean
is_references (const Node *list)
{
    return list->kind == NODE_LIST && list->list.is_ordered && is_in_section (list, SECTION_BIBLIOGRAPHY);
}

/* Whether the page begins in the midst of the node. */
static gboolean
is_continued (const Page *page, const Node *node)
{
    const Node *parent = page->first->parent;

    while (parent != NULL && parent != node)
        parent = parent->parent;
    return parent == node;
}

/* The first item that stands on the page. */
static const Node *
first_item (const Page *page, const Node *list)
{
    const Node *node = page->first;

    while (node != NULL && node->parent != list)
        node = node->parent;
    return node != NULL ? node : list->first;
}

/* The number of the list's first item on the page. */
static int
first_number (const Page *page, const Node *list)
{
    const Node *first = first_item (page, list);
    int step = list->list.is_reversed ? -1 : 1, number = list->list.start;

    if (first != list->first && list->list.is_reversed && number == 1)
        number = (int) node_n_children (list);
    for (const Node *item = list->first; item != first; item = item->next)
        number = (item->item.value != 0 ? item->item.value : number) + step;
    return number;
}

static void
list_attributes (const Writer *writer, const Node *node)
{
    static const char *const numbers[] = { NULL, "a", "A", "i", "I" };
    Xml *xml = writer->xml;
    int start;

    if (!node->list.is_ordered)
        return;
    start = first_number (writer->page, node);
    xml_attribute (xml, "class", is_references (node) ? "references" : NULL);
    if (start != 1)
        xml_attribute_number (xml, "start", start);
    xml_attribute (xml, "type", numbers[node->list.numbers]);
    xml_attribute (xml, "reversed", node->list.is_reversed ? "reversed" : NULL);
}

static void
cell_attributes (Xml *xml, const Node *node)
{
    static const char *const scopes[] = { NULL, "col", "row" };

    xml_attribute (xml, "scope", scopes[node->cell.scope]);
    if (node->cell.n_columns > 1)
        xml_attribute_number (xml, "colspan", (int) node->cell.n_columns);
    if (node->cell.n_rows > 1)
        xml_attribute_number (xml, "rowspan", (int) node->cell.n_rows);
}

static void
foreign_attributes (Xml *xml, const Node *node)
{
    if (strcmp (node->foreign.name, "math") == 0)
        xml_attribute (xml, "xmlns", "http://www.w3.org/1998/Math/MathML");
    else if (strcmp (node->foreign.name, "svg") == 0)
        xml_attribute (xml, "xmlns", "http://www.w3.org/2000/svg");
    if (node->parent->kind == NODE_IMAGE && node->parent->image.alt != NULL) {
        xml_attribute (xml, "role", "img");
        xml_attribute (xml, "aria-label", node->parent->image.alt);
    }
    for (guint i = 0; i < node->foreign.n_attributes; i++)
        xml_attribute (xml, node->foreign.attributes[i].name, node->foreign.attributes[i].value);
}

static void
typed (Xml *xml, const char *type, const char *role)
{
    xml_attribute (xml, "epub:type", type);
    xml_attribute (xml, "role", role);
}

static void
language_attributes (Xml *xml, const Node *node)
{
    static const char *const directions[] = { NULL, "ltr", "rtl", "auto" };

    xml_attribute (xml, "lang", node->language);
    xml_attribute (xml, "xml:lang", node->language);
    xml_attribute (xml, "dir", directions[node->direction]);
}

static void
aside_attributes (Xml *xml, const Node *node)
{
    if (node->aside.is_pull_quote)
        typed (xml, "pullquote", "doc-pullquote");
    xml_attribute (xml, "class", node->aside.is_pull_quote ? "pull-quote" : "box");
}

/* A picture alone in its figure, and no sign: of several such figures in a row each begins a page, since not all
 * engines keep a picture and its caption together. */
static gboolean
is_plate (const Picture *picture)
{
    return picture != NULL && MAX (picture->width, picture->height) >= 200;
}

static void
figure_attributes (Xml *xml, const Node *node)
{
    guint n_images = 0, n_absent = 0;

    for (const Node *child = node->first; child != NULL; child = child->next) {
        n_images += child->kind == NODE_IMAGE;
        n_absent += child->kind == NODE_IMAGE && child->image.picture == NULL && child->first == NULL;
    }
    if (n_images == n_absent)
        xml_attribute (xml, "class", "text");
    else if (n_images > 1)
        xml_attribute (xml, "class", "gallery");
    else if (node->first->kind == NODE_IMAGE && is_plate (node->first->image.picture))
        xml_attribute (xml, "class", "plate");
}

/* What a link of a text leads to is a footnote, too: for that, readers open a pop-up. */
static void
description_attributes (const Writer *writer, const Node *node)
{
    gboolean is_target = package_id (writer->package, writer->page, node) != NULL;

    switch (node->description.kind) {
    case DESCRIPTION_PLAIN:
        xml_attribute (writer->xml, "epub:type", is_target ? "glossdef footnote" : "glossdef");
        break;
    case DESCRIPTION_USES: xml_attribute (writer->xml, "class", "uses"); break;
    }
}

/* A link from one article to another leads there within the book; where an article comes from is told by its address.
 */
static const char *
address_of (const Writer *writer, const Node *link)
{
    const char *path =
        writer->page->article->role == ARTICLE_CHAPTER ? package_article_at (writer->package, link->link.url) : NULL;

    return path != NULL ? path : link->link.url;
}

static void
write_attributes (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;
    gboolean is_glossary = writer->page->article->role == ARTICLE_GLOSSARY;

    xml_attribute (xml, "id", package_id (writer->package, writer->page, node));
    language_attributes (xml, node);
    switch (node->kind) {
    case NODE_SECTION: section_attributes (xml, writer, node); break;
    case NODE_ASIDE: aside_attributes (xml, node); break;
    case NODE_NOTES:
        typed (xml, "endnotes", "doc-endnotes");
        xml_attribute (xml, "class", "notes");
        xml_attribute (xml, "aria-labelledby", package_id (writer->package, writer->page, node->first));
        break;
    case NODE_NOTE: typed (xml, "footnote", "doc-footnote"); break;
    case NODE_REFERENCE: reference_attributes (writer, node); break;
    case NODE_LINK: xml_attribute (xml, "href", address_of (writer, node)); break;
    case NODE_ICON:
    case NODE_IMAGE: image_attributes (writer, node); break;
    case NODE_LIST: list_attributes (writer, node); break;
    case NODE_CELL: cell_attributes (xml, node); break;
    case NODE_FOREIGN: foreign_attributes (xml, node); break;
    case NODE_ABBREVIATION: xml_attribute (xml, "title", node->abbreviation.title); break;
    case NODE_ITEM:
        xml_attribute (xml, "class", is_continued (writer->page, node) ? "continued" : NULL);
        if (node->item.value != 0 && !is_references (node->parent))
            xml_attribute_number (xml, "value", node->item.value);
        break;
    case NODE_TERM: xml_attribute (xml, "epub:type", is_glossary ? "glossterm" : NULL); break;
    case NODE_DESCRIPTION:
        if (is_glossary)
            description_attributes (writer, node);
        break;
    case NODE_ATTRIBUTION: xml_attribute (xml, "class", "attribution"); break;
    case NODE_EMBED: xml_attribute (xml, "class", "embed"); break;
    case NODE_CAPTION: xml_attribute (xml, "class", node->parent->kind == NODE_FIGURE ? "caption" : NULL); break;
    case NODE_CREDIT: xml_attribute (xml, "class", "credit"); break;
    case NODE_FIGURE: figure_attributes (xml, node); break;
    default: break;
    }
}

/* The caption and the credit line of a figure stand in one figcaption. */
static gboolean
is_in_figcaption (const Node *node)
{
    return node != NULL && node->parent->kind == NODE_FIGURE
           && (node->kind == NODE_CAPTION || node->kind == NODE_CREDIT);
}

/* What a picture needs around it to stand on a line of its own, and as wide as its shape allows: engines that know
 * no display of blocks for pictures, or that take their attributes for more than the sheet, know boxes. */
static const char *
frame_of (const Node *image)
{
    const Picture *picture = image->kind == NODE_IMAGE ? image->image.picture : NULL;
    const char *shape = picture != NULL ? shape_of (picture) : NULL;

    if (picture == NULL || shape != NULL)
        return shape;
    return (image->previous != NULL && image->previous->kind == NODE_IMAGE)
                   || (image->next != NULL && image->next->kind == NODE_IMAGE)
               ? "picture"
               : NULL;
}

/* A picture that is not in the book: where it can be seen, and what it shows. */
static void
write_absent (const Writer *writer, const Node *image)
{
    Xml *xml = writer->xml;
    g_autofree char *address =
        image->image.origin->source != NULL ? text_web_address (image->image.origin->source) : NULL;

    if (address != NULL) {
        xml_open (xml, "a");
        xml_attribute (xml, "href", address);
        xml_text (xml, package_label (writer->package, "picture-on-web"));
        xml_close (xml);
    }
    if (image->image.alt != NULL && *image->image.alt != '\0') {
        xml_text (xml, address != NULL ? package_label (writer->package, "colon") : "");
        xml_text (xml, address != NULL ? " " : "");
        xml_text (xml, image->image.alt);
    }
}

/* A mark that stands above the line. */
static gboolean
is_mark (const Node *node)
{
    return node->kind == NODE_REFERENCE
           && (node->reference.kind == REFERENCE_SOURCE || node->reference.kind == REFERENCE_NOTE);
}

static void
write_number (Xml *xml, const Node *item)
{
    g_autofree char *number = g_strdup_printf ("%d.", item->item.value);

    xml_open (xml, "span");
    xml_attribute (xml, "class", "number");
    xml_text (xml, number);
    xml_close (xml);
    xml_text (xml, " ");
}

/* A term and its description, which share a line in a short list of facts. */
static gboolean
is_fact (const Node *node)
{
    return (node->kind == NODE_TERM || node->kind == NODE_DESCRIPTION)
           && is_in_section (node->parent, SECTION_PROVENANCE);
}

static void
open_node (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;

    if (node->kind == NODE_TEXT) {
        xml_text_n (xml, node->text.string, node->text.length);
        return;
    }
    if (node->kind == NODE_LINE_BREAK && is_within (node, NODE_PREFORMATTED)) {
        xml_text (xml, "\n");
        return;
    }
    if (is_in_figcaption (node) && !is_in_figcaption (node->previous))
        xml_open_block (xml, "figcaption");
    if (frame_of (node) != NULL) {
        xml_open_block (xml, "div");
        xml_attribute (xml, "class", frame_of (node));
    }
    if (is_fact (node) && node->kind == NODE_TERM)
        xml_open_block (xml, "div");
    if (is_mark (node) && node->previous != NULL && is_mark (node->previous))
        xml_element_inline (xml, "sup", ", ");
    if (node_is_inline (node))
        xml_open (xml, element_name (node));
    else
        xml_open_block (xml, element_name (node));
    write_attributes (writer, node);
    if (is_mark (node))
        xml_open (xml, "sup");
    if (node->kind == NODE_ITEM && is_references (node->parent))
        write_number (xml, node);
    if (node->kind == NODE_IMAGE && node->image.picture == NULL && node->first == NULL)
        write_absent (writer, node);
}

static void
close_node (const Writer *writer, const Node *node)
{
    Xml *xml = writer->xml;

    if (node->kind == NODE_TEXT || (node->kind == NODE_LINE_BREAK && is_within (node, NODE_PREFORMATTED)))
        return;
    if (is_mark (node))
        xml_close (xml);
    xml_close (xml);
    if (frame_of (node) != NULL || (is_fact (node) && node->kind == NODE_DESCRIPTION))
        xml_close (xml);
    if (is_in_figcaption (node) && !is_in_figcaption (node->next))
        xml_close (xml);
}

/* What the page is in the midst of when it begins. */
static void
open_around (const Writer *writer, const Node *node)
{
    g_autoptr (GPtrArray) around = g_ptr_array_new ();

    for (const Node *parent = node->parent; parent->parent != NULL; parent = parent->parent)
        g_ptr_array_add (around, (gpointer) parent);
    for (guint i = around->len; i > 0; i--)
        open_node (writer, g_ptr_array_index (around, i - 1));
}

/* Closes what does not hold the node that comes next; that is NULL when the article ends. */
static void
close_until (const Writer *writer, const Node *node, const Node *next)
{
    const Node *parent = next != NULL ? next->parent : NULL;

    for (; node != parent && node->parent != NULL; node = node->parent)
        close_node (writer, node);
}

void
xhtml_nodes (Xml *xml, const Package *package, const Page *page)
{
    Writer writer = { xml, package, page };

    if (page->first != NULL)
        open_around (&writer, page->first);
    for (const Node *node = page->first, *next; node != NULL && node != page->end; node = next) {
        next = page_next (page, node);
        open_node (&writer, node);
        close_until (&writer, node, next);
    }
    if (page->end != NULL)
        close_until (&writer, page->end->parent, NULL);
}
