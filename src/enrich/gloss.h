/* SPDX-License-Identifier: MIT */
#ifndef GLOSS_H
#define GLOSS_H

#include "words.h"

/* What opened a gloss decides where it ends. */
typedef enum {
    GLOSS_SENTENCE,   /* "means ...": as far as the sentence goes, but not into its next clause */
    GLOSS_APPOSITION, /* ", a ...,": to the next comma that does not part adjectives */
    GLOSS_OTHER_NAME, /* ", or ...,": to the next comma */
} GlossKind;

/* The word after the gloss that begins with word `first`; `first` when there is none. */
guint gloss_end (const Words *words, guint first, GlossKind kind);

/* Whether the words say what a thing is, and not merely something about it: "the process by which",
 * "the luring of", "a port that". */
gboolean gloss_is_definition (const Words *words, guint first, guint end);

/* Whether the gloss tells of a thing as news does: "the first of its kind", "a spokesman for". */
gboolean gloss_is_remark (const Words *words, guint first, guint end);

/* Whether it is a clause of its own, with a verb: then the comma before it parted something else. */
gboolean gloss_is_clause (const Words *words, guint first, guint end);

/* "moving", but not "morning". */
gboolean word_is_gerund (const Words *words, guint i);

#endif
