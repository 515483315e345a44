/* SPDX-License-Identifier: MIT */
#ifndef TYPESET_H
#define TYPESET_H

#include <cairo.h>

#include "typeface.h"

/* How a text is to be set.  Sizes are in pixels to the em. */
typedef struct {
    int width, height;    /* the room there is */
    int size, least;      /* the size to begin with, and the one not to go below */
    double leading;       /* from line to line, in ems; more where the script wants it */
    double tracking;      /* between letters, in ems */
    const char *features; /* OpenType features, "c2sc=1,smcp=1", or NULL */
    PangoWeight weight;
} TypesetStyle;

/* A text broken into lines of much the same length, at the largest size that fits. */
typedef struct _Typeset Typeset;

/* A text may be NULL.  Symbols that no typeface has are left out, and when many letters are lacking all is, so it may
 * come out empty; of a text without end only the beginning is set. */
Typeset *typeset_new (const Typefaces *faces, const char *text, const char *language, const TypesetStyle *style);
void typeset_free (Typeset *set);

gboolean typeset_is_empty (const Typeset *set);

/* Whether it ends with an ellipsis, because not all of the text fits. */
gboolean typeset_is_cut (const Typeset *set);

/* From the top of the first line's letters to the last base line, and from there to where the last letter ends;
 * 0 when empty. */
int typeset_height (const Typeset *set);
int typeset_depth (const Typeset *set);

/* Whether it runs from right to left. */
gboolean typeset_is_rtl (const Typeset *set);

/* Draws it with the letters of its first line from y on, at the left or the right of its width. */
void typeset_draw (const Typeset *set, cairo_t *cairo, int x, int y, gboolean at_right);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Typeset, typeset_free)

#endif
