/* SPDX-License-Identifier: MIT */
#ifndef CAPTION_H
#define CAPTION_H

#include "passes.h"

/* What the files caption*.c share: how a caption's facts become a figure. */

/* The figure's first child of that kind, or NULL; and without it. */
Node *figure_part (const Node *figure, NodeKind kind);
void figure_remove_part (Node *figure, NodeKind kind);

/* "Photo: Ann Lee / AFP", or the line as it stood when neither is known, or who has the rights, or NULL. */
const char *caption_credit_line (const Article *article, const Caption *caption);

/* "harbour.jpg", "DSC_0017" */
gboolean caption_is_file_name (const char *text);

/* Fills the captions with what lists of photos and the files of the pictures say, each field from the source that is
 * believed first, and shows it; and one caption, with what its picture's file says, as far as it is empty. */
void captions_take_facts (const Article *article);
void caption_take_embedded (const Article *article, Caption *caption);

/* Reads a line that is known to be a credit and need not say so.  "Getty Images" beside a caption that ends with "(Ann
 * Lee/Getty Images)" says nothing more. */
void caption_read_credit (const Article *article, Caption *caption, const char *line);

/* Makes the figure say what is known: picture, caption, credit, in that order; or only its picture and what stands
 * for that. */
void caption_show (const Article *article, Caption *caption);
void caption_show_picture (const Article *article, Caption *caption);

/* Divides a figure of several pictures whose caption says of each what it shows: the others stand behind it then. */
void figure_divide (const Article *article, Node *figure);

/* Whether the text of the figure is that of the caption: its picture is the first, or there is none.  One of the others
 * that has a caption is set apart with those behind it, into a figure that it leads. */
gboolean caption_leads_figure (const Article *article, Caption *caption);

/* Shows a photo once that stands in the article twice, and tells of what was said at the other place, if asked to. */
void captions_drop_repeats (Article *article, gboolean tells);

/* Tells what is said of the picture, which is not shown again; and those texts for readers who cannot see the pictures
 * that are not there in full. */
void caption_tell_repeated (Article *article, const Caption *caption);
void captions_tell_alts (Article *article);

/* Whether a text that shall stand for a picture says what its caption says: the same words, or the first of them. */
gboolean caption_is_said_by (const Caption *caption, const char *alt);

/* Takes a photo that a list added out of the article where a sidecar put it elsewhere. */
void captions_drop_added (Article *article);

#endif
