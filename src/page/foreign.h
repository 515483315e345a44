/* SPDX-License-Identifier: MIT */
#ifndef FOREIGN_H
#define FOREIGN_H

#include "convert.h"

/* What a vocabulary beside HTML lets into a book. */

/* An element of it. */
typedef struct {
    const char *name;
    const char *attributes; /* their names, with a space around each */
    guint n_children;       /* that it must have; 0: any number */
    gboolean is_token;      /* holds text, and nothing else does */
} ForeignElement;

typedef struct {
    const ForeignElement *elements;
    guint n_elements;
    /* Elements that take all below them out, and a NULL. */
    const char *const *dropped;
    /* Whether the attribute may have that value. */
    gboolean (*takes) (const char *name, const char *value);
    /* What holds the children of an element that is none of it; NULL: what is around it. */
    const char *group;
} Vocabulary;

extern const Vocabulary mathml, svg;

/* Copies the element and what the vocabulary has of its content; `ids` maps the names that references in it
 * may use to those that they get, both with "#".  NULL when nothing is left. */
Node *foreign_copy (Converter *converter, const DomNode *element, const Vocabulary *vocabulary, GHashTable *ids);

/* Adds an attribute to an element that is made already. */
void foreign_set (Arena *arena, Node *node, const char *name, const char *value);

#endif
