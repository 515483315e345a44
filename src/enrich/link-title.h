/* SPDX-License-Identifier: MIT */
#ifndef LINK_TITLE_H
#define LINK_TITLE_H

#include "passes.h"

/* What the page is called that a link at `span` of the text leads to: by the words of the link if they say
 * something ("here" does not), or else by what the input calls it, its address, or the words around. */
const char *link_title (Article *article, Span span, const char *given, const char *url);

/* The same for a link that stands in no line of the text. */
const char *link_title_of_words (Article *article, const char *words, const char *given, const char *url);

#endif
