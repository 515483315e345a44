/* SPDX-License-Identifier: MIT */
#ifndef LINES_H
#define LINES_H

#include <glib.h>

/* Breaking a headline: into lines of much the same length, at the largest size that fits.  Widths are in ems, so
 * that a text is measured once, whatever its size will be. */

/* What stands between two places where a line may end. */
typedef struct {
    double width;
    double gap;    /* the space before it, where it does not begin a line */
    double hyphen; /* the hyphen that is added where a line ends behind it; 0: none */
} LinePiece;

typedef struct {
    guint first, end; /* pieces */
    double width;     /* without a hyphen at its end */
} TextLine;

/* The room there is, and how to fill it.  Sizes are in pixels to the em. */
typedef struct {
    int width, height;
    int size, least; /* the size to begin with, and the one not to go below */
    double leading;  /* from line to line, in ems */
    double rise;     /* from the first base line to the top of its letters, in ems */
} LineRoom;

/* Breaks the pieces for lines of `measure` ems, as even as can be, into `lines`, an array of TextLine.  Returns the
 * width of the widest: a piece that is wider than the measure has a line of its own. */
double lines_break (const LinePiece *pieces, guint n_pieces, double measure, GArray *lines);

/* Chooses the size, and breaks the pieces for it.  Returns the size, or 0 when they do not fit at the least, for
 * which they are broken then.  A little size is given away for lines that come out even. */
int lines_fit (const LinePiece *pieces, guint n_pieces, const LineRoom *room, GArray *lines);

/* From the top of the first line's letters to the last base line, in ems. */
double lines_height (guint n_lines, const LineRoom *room);

/* Whether a piece is so wide that the text would become much too small for its sake. */
gboolean lines_have_wide_piece (const LinePiece *pieces, guint n_pieces, const LineRoom *room);

/* Whether a word that does not fit may be broken before the character `i`, when a piece begins at `start`: where it
 * asks for it, or before a consonant and a vowel, which is right in most languages more often than not. */
gboolean lines_may_hyphenate (const gunichar *text, guint length, guint start, guint i);

#endif
