/* SPDX-License-Identifier: MIT */
#ifndef PARAGRAPHS_H
#define PARAGRAPHS_H

#include "base/base.h"

/* What a paragraph of plain text is by its own shape. */
typedef enum {
    SHAPE_PROSE,
    SHAPE_HEADING, /* marked as one: underlined, or with # before it */
    SHAPE_BULLET,
    SHAPE_NUMBER,
    SHAPE_QUOTE,     /* marked with >, or indented as a whole */
    SHAPE_SEPARATOR, /* nothing but * * * or the like */
} Shape;

typedef struct {
    Shape shape;
    const char *text;   /* one line, without marker and indentation */
    const char *marker; /* of a SHAPE_NUMBER, as it stood: "12)" */
    guint line;         /* where it begins, from 1 */
    guint indent;       /* columns before its marker */
    int number;         /* of a SHAPE_NUMBER, or level of a SHAPE_HEADING */
    gboolean is_one_line;
    gboolean is_loose; /* a blank line stands before it */
} Paragraph;

/* Divides plain text into paragraphs, whichever way it marks them: one a line, hard-wrapped with
 * blank lines between, or hard-wrapped with the first line indented.  The array of Paragraph and
 * its strings live in the arena.  `first_line` is the number of the first line of `text`. */
GArray *paragraphs_split (const char *text, gsize length, guint first_line, Arena *arena);

#endif
