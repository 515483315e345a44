/* SPDX-License-Identifier: MIT */
#ifndef NODE_H
#define NODE_H

#include "base/base.h"
#include "picture/picture.h"

/* The closed list of what an article is made of.  A switch over it has no default, so that the
 * compiler lists every place that a new kind needs. */
typedef enum {
    /* blocks that hold blocks */
    NODE_ROOT,
    NODE_SECTION,
    NODE_QUOTE, /* block quotation */
    NODE_ASIDE, /* beside the main text: a box, a pull quote */
    NODE_LIST,
    NODE_ITEM,   /* of a list; holds inlines or blocks */
    NODE_TERMS,  /* a list of terms and their descriptions */
    NODE_TABLE,  /* NODE_CAPTION if there is one, NODE_ROWS */
    NODE_ROWS,   /* of a table: its head, body or foot */
    NODE_ROW,    /* NODE_CELL; a line of the article's text */
    NODE_FIGURE, /* NODE_IMAGE if there are pictures, NODE_CAPTION, NODE_CREDIT */
    NODE_NOTES,  /* NODE_NOTE; stands last */
    NODE_NOTE,   /* a footnote */
    /* blocks that hold inlines */
    NODE_HEADING,
    NODE_PARAGRAPH,
    NODE_PREFORMATTED, /* its lines are divided by NODE_LINE_BREAK */
    NODE_TERM,
    NODE_DESCRIPTION, /* of a term; holds inlines or blocks */
    NODE_CELL,        /* of a table; holds inlines or blocks */
    NODE_ATTRIBUTION, /* in a quotation: who said it, or where */
    NODE_EMBED,       /* what stayed on the web, a video or a post: the link to it */
    NODE_CAPTION,
    NODE_CREDIT,
    /* blocks that hold nothing */
    NODE_SEPARATOR, /* a break in the flow of the text */
    NODE_IMAGE,     /* a picture, or the NODE_FOREIGN that is drawn */
    /* inlines */
    NODE_TEXT,
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_CODE,
    NODE_KEYBOARD, /* what is to be typed */
    NODE_SAMPLE,   /* what a program prints */
    NODE_VARIABLE,
    NODE_DEFINED, /* a term where it is defined */
    NODE_ABBREVIATION,
    NODE_CITED,  /* the title of a work */
    NODE_QUOTED, /* to which readers add the quotation marks */
    NODE_MARKED,
    NODE_SMALL,
    NODE_SUBSCRIPT,
    NODE_SUPERSCRIPT,
    NODE_DELETED,
    NODE_INSERTED,
    NODE_STRUCK,
    NODE_UNDERLINED,
    NODE_SPAN,        /* says nothing but its language and direction */
    NODE_ISOLATED,    /* its direction is its own: bdi */
    NODE_OVERRIDE,    /* its letters run in its direction: bdo */
    NODE_RUBY,        /* base text, NODE_READING */
    NODE_READING,     /* of the base before it; no part of the article's text */
    NODE_PARENTHESIS, /* shown around a reading where ruby is not known; no part of the text */
    NODE_ICON,        /* a picture in a line of text; its alt is part of it */
    NODE_FOREIGN,     /* an element of MathML or SVG */
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

/* What the description of a term says. */
typedef enum {
    DESCRIPTION_PLAIN,
    DESCRIPTION_USES, /* in which articles of the book the term is used */
} DescriptionKind;

typedef enum {
    REFERENCE_PLAIN,
    REFERENCE_TERM,   /* from a word to its entry in the glossary */
    REFERENCE_SOURCE, /* from a statement to its source */
    REFERENCE_NOTE,   /* from a place in the text to its footnote */
    REFERENCE_BACK,   /* from an entry or footnote to where it is used */
} ReferenceKind;

typedef enum {
    ROWS_HEAD,
    ROWS_BODY,
    ROWS_FOOT,
} RowsKind;

/* Which cells a cell is the head of. */
typedef enum {
    SCOPE_NONE, /* of none: a cell of data */
    SCOPE_COLUMN,
    SCOPE_ROW,
} CellScope;

/* How an ordered list is numbered. */
typedef enum {
    NUMBERS_DECIMAL,
    NUMBERS_LOWER_LETTERS,
    NUMBERS_UPPER_LETTERS,
    NUMBERS_LOWER_ROMAN,
    NUMBERS_UPPER_ROMAN,
} ListNumbers;

typedef enum {
    DIRECTION_INHERIT,
    DIRECTION_LTR,
    DIRECTION_RTL,
    DIRECTION_AUTO,
} Direction;

/* An attribute of a foreign element: both are checked, the name is one of a closed list. */
typedef struct {
    const char *name, *value;
} NodeAttribute;

/* Where an image comes from; what is not known is NULL. */
typedef struct {
    const char *source;         /* its address on the web, or where the input has it */
    const PhotoFacts *embedded; /* what its file says of it */
    const PhotoFacts *listed;   /* what a list of photos says of it */
} ImageOrigin;

/* A picture of the book, see book.h. */
typedef struct _Picture Picture;

/* A page on the web that the article links to, see article.h. */
typedef struct _Link Link;

typedef struct _Node Node;
struct _Node {
    NodeKind kind : 8;
    Direction direction : 8;
    guint line;           /* of the input, from 1; 0 for what sheaf made */
    Span span;            /* of a block in its article's text, see article_lay_out() */
    const char *language; /* BCP 47, where it is not that of the node around it; or NULL */
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
            gboolean is_ordered, is_reversed;
            int start; /* the first item's number */
            ListNumbers numbers;
        } list;
        struct {
            int value; /* its number in an ordered list, when it is not the one that is due; else 0 */
        } item;
        struct {
            SectionKind kind;
        } section;
        struct {
            DescriptionKind kind;
        } description;
        struct {
            gboolean is_pull_quote;
        } aside;
        struct {
            RowsKind kind;
        } rows;
        struct {
            CellScope scope;
            guint n_columns, n_rows; /* that it spans: 1 or more */
        } cell;
        struct {
            Picture *picture;    /* NULL: not in the book */
            const char *alt;     /* may be NULL: nobody described it */
            ImageOrigin *origin; /* never NULL */
        } image;                 /* and icon */
        struct {
            const char *title; /* what it is short for */
        } abbreviation;
        struct {
            const char *name;
            guint n_attributes;
            const NodeAttribute *attributes;
        } foreign;
        struct {
            const char *url;
            const char *title; /* what the input calls the page it leads to, or NULL */
            Link *entry;       /* among the article's references, or NULL */
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

void node_prepend (Node *parent, Node *child);
void node_insert_before (Node *sibling, Node *node);
void node_insert_after (Node *sibling, Node *node);
void node_unlink (Node *node);

/* How many nodes stand right below it. */
guint node_n_children (const Node *node);

/* The next node in document order within `root`, NULL after the last one. */
Node *node_next (const Node *node, const Node *root);

/* The next node after `node` and all that is below it. */
Node *node_skip (const Node *node, const Node *root);

gboolean node_is_inline (const Node *node);

/* Whether the node is a block whose children are inlines. */
gboolean node_holds_inlines (const Node *node);

/* Whether no link of ours may stand in the inline: it is one, or code, or such. */
gboolean node_takes_no_link (const Node *node);

/* The text of a block is what its nodes say, one after the other: text as it stands, a space for a line
 * break, a tab between the cells of a row, a space between the blocks of a cell.  Marks of notes and
 * sources, readings of ruby and drawings say nothing.  These are the one definition of that: whatever
 * counts in article->text counts with them. */

/* What the node itself says as a part of `block`; *length may be 0. */
const char *node_own_text (const Node *node, const Node *block, gsize *length);

/* The next node that may say something in `block`, NULL after the last one. */
Node *node_next_in_text (const Node *node, const Node *block);

/* The text below the node. */
char *node_text (const Node *node);

const char *node_kind_name (NodeKind kind);

#endif
