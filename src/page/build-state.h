/* SPDX-License-Identifier: MIT */
#ifndef BUILD_STATE_H
#define BUILD_STATE_H

#include "build.h"

/* What the files of the builder share. */

typedef struct {
    Node *node;
    gboolean is_implied; /* nothing in the page opened it: what does not go into it closes it */
    Speech speech;
} Container;

typedef struct {
    Node prototype;
    const char *id;
    Node *node; /* in the block that is open, or NULL */
} Inline;

struct _Builder {
    Arena *arena;
    Targets *targets;
    GArray *containers; /* Container */
    GArray *inlines;    /* Inline */
    Want want;
    Speech speech;
    guint line;
    Node *block;      /* that takes text, or NULL */
    Node *base;       /* the block, or what all of its text stands in */
    Node *last_block; /* the latest that has text */
    GString *run;     /* text that is not in a node yet */
    Node *run_parent;
    GString *indent; /* of a line of preformatted text, until more of the line comes */
    GPtrArray *ids;  /* targets whose block is still to come */
    gunichar space;  /* white space before what comes next, or 0 */
    guint n_breaks;  /* and line breaks */
};

/* Makes sure that a block is open, and writes down the breaks or the space before what comes next. */
void builder_settle (Builder *builder);

/* The innermost inline, made with those around it where it is not there yet. */
Node *builder_make_inlines (Builder *builder);

/* Adds text, as it is, to what stands below `parent`. */
void builder_append_run (Builder *builder, Node *parent, const char *text, gsize length);

#endif
