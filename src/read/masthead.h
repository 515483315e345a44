/* SPDX-License-Identifier: MIT */
#ifndef MASTHEAD_H
#define MASTHEAD_H

#include "paragraphs.h"
#include "readers.h"

/* Takes headline, dek, byline, publication and date from the first paragraphs and sets them in the
 * article's metadata, unless front matter already has.  Returns how many paragraphs that were; what
 * is in none of the fields is a note. */
guint masthead_take (const Input *input, const GArray *paragraphs, Article *article);

/* Takes an editor's note, a correction or a line about the author from the last paragraphs.
 * Returns how many paragraphs are left. */
guint closing_take (const GArray *paragraphs, guint first, Article *article);

/* Sets the dateline ("PORT ELLIS, Wis. -- The boats ...") if the first of the paragraphs that is no
 * caption has one. */
void dateline_find (const GArray *paragraphs, guint first, guint end, Article *article);

#endif
