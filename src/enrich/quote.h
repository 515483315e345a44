/* SPDX-License-Identifier: MIT */
#ifndef QUOTE_H
#define QUOTE_H

#include "model/model.h"

/* Finds the article's quotations, the marks included: article->quotes, in the order of the text, no
 * two of them overlapping.  A quotation that is left open and that the next paragraph goes on with is
 * one; any other is closed at its paragraph's end.  Headings hold none. */
void quote_find (Article *article);

/* Whether it stands in single marks. */
gboolean quote_is_single (const Article *article, const Quote *quote);

/* What stands inside of its marks, without the comma or full stop that the printer put there. */
Span quote_inside (const Article *article, const Quote *quote);

/* Whether it may be the title of a work, “The Salt Road”: every word that counts has a capital. */
gboolean quote_is_title (const Article *article, const Quote *quote);

/* “Salt”: one word with a capital. */
gboolean quote_is_capital_word (const Article *article, const Quote *quote);

guint quote_count_words (const Article *article, const Quote *quote);

#endif
