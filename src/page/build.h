/* SPDX-License-Identifier: MIT */
#ifndef BUILD_H
#define BUILD_H

#include "page.h"

/* Builds a tree of nodes out of what comes in the order of a page, and keeps it sound whatever comes: no block
 * stands in an inline, no link in a link, no item outside a list; nothing is empty; white space is as CSS
 * collapses it.  Blocks and inlines are made when their first text comes. */
typedef struct _Builder Builder;

/* What language a place is in, and in which direction it runs; NULL and DIRECTION_INHERIT where nobody said. */
typedef struct {
    const char *language;
    Direction direction;
} Speech;

/* The block that the next text opens. */
typedef struct {
    NodeKind kind;
    int level; /* of a heading */
} Want;

/* References of the page to its own places, which are resolved when all of it is built. */
typedef struct _Targets Targets;

Targets *targets_new (Arena *arena);
void targets_free (Targets *targets);

/* Nodes go below `root`, in memory of the arena; `targets` must live longer. */
Builder *builder_new (Arena *arena, Node *root, Targets *targets);

/* Closes all that is open. */
void builder_free (Builder *builder);

/* Where what comes next stands in the input, and how it is spoken. */
void builder_set_line (Builder *builder, guint line);
void builder_set_speech (Builder *builder, Speech speech);
Speech builder_speech (const Builder *builder);

/* Text of the page; in NODE_PREFORMATTED as it stands. */
void builder_text (Builder *builder, const char *text, gsize length);

/* A line break; two of them divide paragraphs. */
void builder_break (Builder *builder);

/* The edge of a block of the page. */
void builder_boundary (Builder *builder);

/* Says what the next text opens; a block that is open is closed.  Where there can be inlines only, in a heading
 * or a term, nothing changes and only a line ends. */
void builder_want (Builder *builder, Want want);
Want builder_wanted (const Builder *builder);

/* Takes back what builder_want() said, closing what is open. */
void builder_rewant (Builder *builder, Want want);

/* Opens a block that holds blocks, as the prototype says, and those that it needs around it.  Returns NULL where
 * none can be. */
Node *builder_open (Builder *builder, const Node *prototype);

/* How many such blocks are open; closes all but that many. */
guint builder_depth (const Builder *builder);
void builder_close_to (Builder *builder, guint depth);

/* Whether a block of that kind is open. */
gboolean builder_is_in (const Builder *builder, NodeKind kind);

/* The heading that is the last thing before this place, or NULL. */
Node *builder_heading_before (const Builder *builder);

/* Opens an inline, as the prototype says, for all text until it is closed; `id` names the target of a
 * reference.  FALSE where it would be in its like. */
gboolean builder_open_inline (Builder *builder, const Node *prototype, const char *id);
guint builder_inline_depth (const Builder *builder);
void builder_close_inlines_to (Builder *builder, guint depth);

/* Adds a block, or an inline, that is complete. */
void builder_add_block (Builder *builder, Node *block);
void builder_add_inline (Builder *builder, Node *node);

/* Adds the mark of a note, right behind the text before it. */
void builder_add_mark (Builder *builder, Node *mark, const char *id);

/* Whatever text comes next is what `id` names. */
void builder_add_target (Builder *builder, const char *id);

/* Names a node. */
void targets_add (Targets *targets, const char *id, Node *node);

/* Remembers a reference to the node that `id` names, or will name. */
void targets_add_reference (Targets *targets, Node *reference, const char *id);

/* Gives all references their nodes; those that have none leave their text. */
void targets_resolve (Targets *targets, const Node *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Builder, builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Targets, targets_free)

#endif
