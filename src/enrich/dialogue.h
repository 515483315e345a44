/* SPDX-License-Identifier: MIT */
#ifndef DIALOGUE_H
#define DIALOGUE_H

#include "model/model.h"

/* What is said, Span, in a paragraph that begins with a dash, as French and Spanish have it: "— Je viens, dit Marie.",
 * "—Vengo —dijo Marie—. Ya es tarde."  Empty when the paragraph does not say that somebody speaks: in a dialogue nobody
 * can tell by the paragraphs alone whose turn it is.  Free the array with g_array_unref(). */
GArray *dialogue_find (const Article *article, Span paragraph);

#endif
