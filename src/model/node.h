/* SPDX-License-Identifier: MIT */
#ifndef NODE_H
#define NODE_H

#include "base/base.h"

/* The closed list of what an article is made of.  A switch over it has no default, so that the
 * compiler lists every place that a new kind needs. */
typedef enum {
    /* blocks that hold blocks */
    NODE_ROOT,
    NODE_SECTION,
    NODE_QUOTE, /* block quotation */
    NODE_LIST,
    NODE_ITEM,   /* of a list; holds inlines or blocks */
    NODE_TERMS,  /* a list of terms and their descriptions */
    NODE_FIGURE, /* NODE_IMAGE if there is a picture, NODE_CAPTION, NODE_CREDIT */
    /* blocks that hold inlines */
    NODE_HEADING,
    NODE_PARAGRAPH,
    NODE_PREFORMATTED,
    NODE_TERM,
    NODE_DESCRIPTION, /* of a term */
    NODE_CAPTION,
    NODE_CREDIT,
    /* blocks that hold nothing */
    NODE_SEPARATOR, /* a break in the flow of the text */
    NODE_IMAGE,
    /* inlines */
    NODE_TEXT,
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_CODE,
    NODE_DEFINED, /* a term where it is defined */
    NODE_LINE_BREAK,
    NODE_LINK,      /* to somewhere outside the book */
    NODE_REFERENCE, /* to another node of the book */
} NodeKind;

/* What a section of the back matter is. */
typedef enum {
    SECTION_PLAIN,
    SECTION_PROVENANCE,
    SECTION_BIBLIOGRAPHY,
    SECTION_CREDITS,
} SectionKind;

typedef enum {
    REFERENCE_PLAIN,
    REFERENCE_TERM,   /* from a word to its entry in the glossary */
    REFERENCE_SOURCE, /* from a statement to its source */
    REFERENCE_BACK,   /* from an entry to where it is used */
} ReferenceKind;

/* A picture of the book, see book.h. */
typedef struct _Picture Picture;

typedef struct _Node Node;
struct _Node {
    NodeKind kind;
    guint line; /* of the input, from 1; 0 for what sheaf made */
    Span span;  /* of a block in its article's text, see article_lay_out() */
    Node *parent, *previous, *next, *first, *last;
    union {
        struct {
            const char *string; /* not terminated */
            gsize length;
        } text;
        struct {
            int level; /* 2 to 6: level 1 is the article's title */
        } heading;
        struct {
            gboolean is_ordered;
            int start;
        } list;
        struct {
            int value; /* its number in an ordered list, when it is not the one that is due; else 0 */
        } item;
        struct {
            SectionKind kind;
        } section;
        struct {
            Picture *picture;
            const char *alt;
        } image;
        struct {
            const char *url;
        } link;
        struct {
            ReferenceKind kind;
            Node *target;
            const char *label; /* what a screen reader says, NULL when the text says it */
        } reference;
    };
};

/* Nodes live in an arena, usually their article's; there is nothing to free. */
Node *node_new (Arena *arena, NodeKind kind);

/* A text node that borrows `length` bytes of `string`; negative: all of it, to its NUL. */
Node *node_new_text (Arena *arena, const char *string, gssize length);

/* These return `child`, or the new node, for the next call to work on. */
Node *node_append (Node *parent, Node *child);
Node *node_append_new (Arena *arena, Node *parent, NodeKind kind);
Node *node_append_text (Arena *arena, Node *parent, const char *string);

void node_insert_before (Node *sibling, Node *node);
void node_unlink (Node *node);

/* The next node in document order within `root`, NULL after the last one. */
Node *node_next (const Node *node, const Node *root);

/* The next node after `node` and all that is below it. */
Node *node_skip (const Node *node, const Node *root);

gboolean node_is_inline (const Node *node);

/* Whether the node is a block whose children are inlines. */
gboolean node_holds_inlines (const Node *node);

/* The visible text below the node. */
char *node_text (const Node *node);

const char *node_kind_name (NodeKind kind);

#endif
