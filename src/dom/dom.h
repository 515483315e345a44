/* SPDX-License-Identifier: MIT */
#ifndef DOM_H
#define DOM_H

#include "base/base.h"
#include "tags.h"

/* The tree of a marked-up text, HTML or XML.  A tree is read only: what is made of it is made elsewhere. */

typedef enum {
    DOM_DOCUMENT,
    DOM_ELEMENT,
    DOM_TEXT,
    DOM_COMMENT,
} DomKind;

/* The namespace of an element: HTML knows the first three. */
typedef enum {
    DOM_HTML,
    DOM_SVG,
    DOM_MATHML,
    DOM_NONE, /* none, or one of those of RSS: RSS 2.0 has none */
    DOM_ATOM,
    DOM_CONTENT, /* of RSS: content:encoded */
    DOM_DUBLIN_CORE,
    DOM_MEDIA,
    DOM_ITUNES,
    DOM_RDF, /* and what XMP says of photos in: */
    DOM_PHOTOSHOP,
    DOM_IPTC_CORE,
    DOM_IPTC_EXT,
    DOM_XMP_RIGHTS,
    DOM_EXIF,
    DOM_TIFF,
    DOM_OTHER,
} DomSpace;

typedef struct {
    const char *name;  /* with its prefix: "xlink:href" */
    const char *value; /* never NULL */
} DomAttribute;

typedef struct _DomNode DomNode;
struct _DomNode {
    DomKind kind : 8;
    DomSpace space : 8;
    DomTag tag : 16; /* of HTML and XHTML, and svg and math; DOM_TAG_OTHER for what has no name in tags.h */
    guint line;      /* of the input, from 1 */
    guint index;     /* in document order, from 0: what is known of a node can stand in an array */
    guint end;       /* the index after those of all nodes below it */
    guint n_attributes;
    const DomAttribute *attributes;
    const char *name; /* of an element: in lower case if it is HTML, without prefix if it is XML */
    const char *text; /* of text and comments; not terminated */
    gsize length;
    DomNode *parent, *previous, *next, *first, *last;
};

typedef struct {
    DomNode *root;        /* DOM_DOCUMENT */
    guint n_nodes;        /* indices are below it */
    DomNode *head, *body; /* of HTML never NULL: a frameset's page has its root for a body; in XML they may be */
    const char *doctype;  /* of HTML: its name, and its identifiers in quotes if it has any; NULL: none */
    gsize n_flattened;    /* elements that lay too deep, or were too many, and left only their content */
    guint unclosed;       /* line of what was never closed and hides the rest: a comment, script, tag, svg; or 0 */
    guint malformed;      /* of XML: line of the first thing that is not well-formed; or 0 */
} DomDocument;

/* Parses a document into memory of the arena, as https://html.spec.whatwg.org/#parsing does with scripting
 * off; never fails.  Borrows `text`, which need not be NUL-terminated, as long as the tree lives.  Time and
 * memory are linear in `length`, whatever the text is: see DOM_DEPTH.  What a template holds are its children.
 * Numbers of characters that XML cannot hold become U+FFFD, that of a form feed a space. */
DomDocument *dom_parse_html (Arena *arena, const char *text, gsize length);

/* Elements deeper than this are left out and their content stands in the one above. */
#define DOM_DEPTH 500

/* Parses XML into memory of the arena, and mends what is not well-formed.  Document types are skipped: nothing is
 * loaded, no entity that the text declares is expanded (HTML's named ones are known).  The depth is limited as
 * above, and time and memory are linear too.
 * Errors: SHEAF_ERROR_SYNTAX with line, when there is no element. */
DomDocument *dom_parse_xml (Arena *arena, const char *text, gsize length, GError **error);

/* The next node in document order within `root`, NULL after the last one; and the next after all that is
 * below `node`. */
DomNode *dom_next (const DomNode *node, const DomNode *root);
DomNode *dom_skip (const DomNode *node, const DomNode *root);

/* Says that all of the document stands in that line of the input, which it was made from; 0: in none. */
void dom_set_line (const DomDocument *document, guint line);

/* The value of the attribute, or NULL. */
const char *dom_attribute (const DomNode *element, const char *name);

/* Of XML: the namespace of an attribute with a prefix, as it is declared around it; that of others is DOM_NONE. */
DomSpace dom_attribute_space (const DomNode *element, const DomAttribute *attribute);

/* Whether the white-space separated list that is the attribute's value has the word, ASCII letters in either
 * case. */
gboolean dom_attribute_has (const DomNode *element, const char *name, const char *word);

static inline gboolean
dom_is (const DomNode *node, DomTag tag)
{
    return node->tag == tag;
}

/* Whether it is `root` or stands below it. */
static inline gboolean
dom_is_within (const DomNode *node, const DomNode *root)
{
    return node->index >= root->index && node->index < root->end;
}

/* The nearest element of that tag around the node, which may be the node itself; or NULL. */
DomNode *dom_around (const DomNode *node, DomTag tag);

/* Whether it is an element of that name, to the letter; and the next such element within `root`, NULL after the
 * last one. */
gboolean dom_is_named (const DomNode *node, const char *name);
DomNode *dom_next_named (const DomNode *node, const DomNode *root, const char *name);

/* The tag of that name, in any case; DOM_TAG_OTHER when it has none. */
DomTag dom_tag (const char *name);

/* The first element of that tag below `root`, or NULL. */
DomNode *dom_find (const DomNode *root, DomTag tag);

/* Bytes of a text node that are seen: no white space. */
guint dom_count_ink (const DomNode *text);

/* All text below the node, white space squeezed, without scripts and styles.  Free it with g_free(). */
char *dom_text (const DomNode *node);

#endif
