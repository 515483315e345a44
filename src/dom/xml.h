/* SPDX-License-Identifier: MIT */
#ifndef XML_H
#define XML_H

#include "html.h"

/* What the files of the XML reader share: what libxml2 finds to be well-formed it reads, and the rest is mended
 * with the tokens of HTML.  Both make the tree through the same functions. */

/* A document on its way to a tree. */
typedef struct {
    Arena *arena;
    DomDocument *document;
    DomNode *open[DOM_DEPTH];
    guint depth;
    GString *text; /* that is to become a node */
    guint text_line;
} XmlTree;

void xml_tree_init (XmlTree *tree, Arena *arena);

/* Ends what is open. */
DomDocument *xml_tree_finish (XmlTree *tree);

void xml_tree_text (XmlTree *tree, const char *text, gsize length, guint line);
void xml_tree_comment (XmlTree *tree, const char *text, gsize length, guint line);

/* Takes no copy of the name, which has no prefix.  Not for more than DOM_DEPTH open ones. */
DomNode *xml_tree_open (XmlTree *tree, const char *name, DomSpace space, guint line);
void xml_tree_close (XmlTree *tree);

/* A copy of an attribute's value, its references resolved. */
const char *xml_copy_value (Arena *arena, Slice value);

/* Of more namespaces that are in force at a place, the last are taken for none. */
#define MAX_BINDINGS 100

DomSpace xml_space_of_address (const char *address);

/* The one that the prefix is nearly always declared for. */
DomSpace xml_space_of_prefix (Slice prefix);

/* Reads what is not well-formed, from that line of the input on, and loses nothing of it but what a tag or
 * a comment that never ends took with it. */
DomDocument *xml_mend (Arena *arena, const char *text, gsize length, guint line);

#endif
