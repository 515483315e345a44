/* SPDX-License-Identifier: MIT */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "base/base.h"

/* Splits a stretch of text into sentences: spans that cover it without the white space between them.
 * Does not stop at titles ("Dr."), initials, abbreviated months and states, decimal points, or the
 * full stop inside an open quotation.  Free the array with g_array_unref(). */
GArray *sentence_split (const char *text, Span stretch);

#endif
