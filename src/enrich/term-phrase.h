/* SPDX-License-Identifier: MIT */
#ifndef TERM_PHRASE_H
#define TERM_PHRASE_H

#include "words.h"

#define TERM_WORDS 6

/* What marks the term as one. */
typedef enum {
    MARK_NONE,
    MARK_QUOTED,
    MARK_NAMED, /* "called X", "the term X" */
    MARK_SHORT, /* an abbreviation that the text has just introduced */
    N_MARKS,
} Mark;

/* The words that are, or may be, a term. */
typedef struct {
    guint first, end;
    Mark mark;
    const char *name; /* how it is called, if not by these words; or NULL */
} TermPhrase;

/* Between commas a term can be anything; these are none: "he", "the first", "Monday". */
gboolean term_is_possible (const Words *words, const TermPhrase *term);

/* Whether no word of it but a sentence's first has a capital. */
gboolean term_is_common (const Words *words, const TermPhrase *term);

void term_skip_determiners (const Words *words, TermPhrase *term);

/* The noun phrase that ends before word `end`: back to the article, preposition or verb before it. */
gboolean term_read_back (const Words *words, guint end, TermPhrase *term);

/* The quotation that closes before word `end`, if it is short enough for a term. */
gboolean term_read_quoted (const Words *words, guint end, TermPhrase *term);

/* What "called" or "the term" before word `first` names. */
gboolean term_read_named (const Words *words, guint first, TermPhrase *term);

/* The subject that ends before the verb at word `verb` and begins its sentence or clause. */
gboolean term_read_subject (const Words *words, guint verb, TermPhrase *term);

/* The first word of the sentence of word i, at most `limit` words before it; i when it is further away. */
guint sentence_start (const Words *words, guint i, guint limit);

/* Whether the word's entry in the lexicon of function words says so. */
gboolean word_is_function (const Words *words, guint i, const char *kind);
gboolean word_ends_in (const Words *words, guint i, const char *ending);

#endif
