/* SPDX-License-Identifier: MIT */
#ifndef GLOSS_H
#define GLOSS_H

#include "words.h"

#define BRACKET_WORDS 12

/* What opened a gloss decides where it ends. */
typedef enum {
    GLOSS_SENTENCE,   /* "means ...": as far as the sentence goes, but not into its next clause */
    GLOSS_RELATIVE,   /* ", which is ...,": to a comma that the sentence goes on after */
    GLOSS_APPOSITION, /* ", a ...,": to the next comma that does not part adjectives */
    GLOSS_OTHER_NAME, /* ", or ...,": to the next comma */
} GlossKind;

/* The word after the gloss that begins with word `first`; `first` when there is none. */
guint gloss_end (const Words *words, guint first, GlossKind kind);

/* The first word of the noun phrase that ends before word `end` and is a gloss: "a kind of rope | called". */
guint gloss_start (const Words *words, guint end);

/* Whether the words can be one: they begin with no pronoun, and do not break off before a noun. */
gboolean gloss_is_possible (const Words *words, guint first, guint end);

/* "one that", "someone who", "those in". */
gboolean gloss_is_one_that (const Words *words, guint first);

/* Whether a noun phrase without an article opens there: "devices that cut metal". */
gboolean gloss_opens_bare (const Words *words, guint i);

/* "groups of similar cells", "letting a tap run" of what is an activity itself; not "designed to", "easy to",
 * "changing the face of".  The term ends before word `verb`. */
gboolean gloss_opens_bare_predicate (const Words *words, guint verb, guint i);

/* Whether what "is" goes on with at word i can say what a thing is. */
gboolean gloss_opens_predicate (const Words *words, guint verb, guint i);

/* Whether the words say what a thing is, and not merely something about it: "the process by which",
 * "the luring of", "a port that". */
gboolean gloss_is_definition (const Words *words, guint first, guint end);

/* What of a gloss tells of a thing as news and advertisements do. */
typedef enum {
    REMARK_NONE,
    REMARK_PRAISE, /* "the first of its kind", "a great way" */
    REMARK_ROLE,   /* "a spokesman for" */
    REMARK_NUMBER, /* "the 8 o'clock train", "the word" */
    REMARK_WORK,   /* "a review of", as the titles of papers go on */
    N_REMARKS,
} GlossRemark;

GlossRemark gloss_remark (const Words *words, guint first, guint end);

/* Whether it is a clause of its own, with a verb: then the comma before it parted something else. */
gboolean gloss_is_clause (const Words *words, guint first, guint end);

/* "moving", but not "morning". */
gboolean word_is_gerund (const Words *words, guint i);

#endif
