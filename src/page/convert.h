/* SPDX-License-Identifier: MIT */
#ifndef CONVERT_H
#define CONVERT_H

#include "build.h"

/* What the files of the conversion share. */

/* The footnotes of a page, and where its text refers to them. */
typedef struct _Notes Notes;

typedef struct {
    Page *page;
    Arena *arena; /* of the article */
    Builder *builder;
    Targets *targets;
    GHashTable *ids; /* those that links of the page name: a set */
    Notes *notes;
    GHashTable *losses;   /* name of what could not be kept -> Loss */
    const DomNode *table; /* that is open as one, or NULL */
    const DomNode *whole; /* the latest list of terms or table: it is kept whole */
    gboolean is_in_figure;
    guint kept_after, next_keep; /* the first node marked as kept that comes after the other one */
    guint n_drawings;
} Converter;

/* An element that is open. */
typedef struct {
    const DomNode *element;
    gboolean keeps;     /* it belongs to the article */
    gboolean is_silent; /* but its text does not */
    gboolean is_block;
    guint n_blocks, n_inlines; /* that were open around it */
    Want want;
    Speech speech;
    Node *table; /* that it has opened, or NULL */
} Frame;

/* Whether the node belongs to the article, when what is around it does or does not. */
gboolean convert_keeps (const Converter *converter, const DomNode *node, gboolean parent_keeps);

/* Converts what is kept below `root`. */
void convert_walk (Converter *converter, const DomNode *root, gboolean keeps);

/* Remembers that something of the article is not in the book: one note a name. */
void convert_note_loss (Converter *converter, const char *name, guint line);

/* Remembers that the text of the node, or of the picture that it is, has come into the article; and that all that it
 * holds has, or nothing. */
void convert_take (Converter *converter, const DomNode *node);
void convert_take_all (Converter *converter, const DomNode *node, gboolean is_taken);

/* Remembers that the article has something of its own in the place of the node. */
void convert_replace (Converter *converter, const DomNode *node);

/* Opens a block for the frame; what leaves it closes all that was opened in it.  NULL where there can be none. */
Node *convert_open (Converter *converter, Frame *frame, const Node *prototype);

/* Adds the figure or small picture that the page has found in the place of the element; FALSE if there is none. */
gboolean convert_figure (Converter *converter, const DomNode *element);
void convert_add_figure (Converter *converter, const PageFigure *figure, guint line);
gboolean convert_icon (Converter *converter, const DomNode *element);

/* A function for what is more than a row of a table; each returns whether the element's content is wanted. */
typedef gboolean (*Enter) (Converter *converter, Frame *frame);

/* Adds a link to what the element embeds; FALSE if it has no address. */
gboolean convert_add_embedded (Converter *converter, const DomNode *element);

gboolean convert_link (Converter *converter, Frame *frame);
gboolean convert_embedded (Converter *converter, Frame *frame);
gboolean convert_foreign (Converter *converter, Frame *frame);
gboolean convert_ruby (Converter *converter, Frame *frame);
gboolean convert_table (Converter *converter, Frame *frame);
gboolean convert_table_part (Converter *converter, Frame *frame);

/* Puts a table into its final form, or out of the tree. */
void table_finish (Converter *converter, Node *table);

/* Whether the element shows the formula beside it once more, for those who see. */
gboolean convert_is_double (const DomNode *element);

/* A formula or drawing as a node, NULL when there is nothing to see. */
Node *foreign_new (Converter *converter, const DomNode *element);

/* The part of the page that `href` names on the page itself, or NULL.  Free it with g_free(). */
char *link_fragment (const Page *page, const char *href);

/* Finds the notes of a page; `links` are its links to its own parts, DomNode. */
Notes *notes_find (Converter *converter, const GPtrArray *links);
void notes_free (Notes *notes);

/* Whether the element is the body of a note, which stands with the other notes and not where it is found. */
gboolean notes_take (Converter *converter, const DomNode *element);

/* Whether the element is a mark of a note, or only there to hold one; adds the mark. */
gboolean notes_take_mark (Converter *converter, const DomNode *element);

/* Whether the link leads from a note back to its mark. */
gboolean notes_is_back_link (const Converter *converter, const DomNode *element);

/* Whether the element is the body of the note that is being added: of it only the content counts. */
gboolean notes_is_current (const Converter *converter, const DomNode *element);

/* Adds the section of the notes to the article. */
void notes_append (Converter *converter);

#endif
