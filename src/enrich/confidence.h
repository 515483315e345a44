/* SPDX-License-Identifier: MIT */
#ifndef CONFIDENCE_H
#define CONFIDENCE_H

#include "phrase.h"

/* How sure each guess is, in percent: of those that say 90, nine of ten are right.  The values were measured over
 * labelled articles and corpora, by kinds of evidence; between kinds that are rare they were smoothed. */

/* What pairs a short form with its long one. */
typedef enum {
    PAIRED_BY_BRACKET, /* "Harbour Safety Council (HSC)" */
    PAIRED_IN_BRACKET, /* "HSC (Harbour Safety Council)" */
    PAIRED_BY_CUE,     /* "..., or HSC," */
    PAIRED_BY_PHRASE,  /* "HSC stands for ...", "HSC = ..." */
    PAIRED_BESIDE,     /* between commas or dashes */
    PAIRED_IN_LIST,    /* "HSC = Harbour Safety Council; TLA = ..." */
    PAIRED_ACROSS,     /* the letters are those of another language's name */
    PAIRED_BY_NAME,    /* by nothing but the initials of a name */
    PAIRED_BY_WORDS,   /* of words in small letters */
} Pairing;

/* `score` is that of the alignment, if there was one. */
guint confidence_of_pair (Pairing pairing, int score);

/* The logarithm of the odds that a proposal of a definition has. */
guint confidence_of_definition (double log_odds, gboolean is_passage);

/* How it was found who speaks. */
typedef enum {
    HEARD_TAG,       /* “...,” said Vale */
    HEARD_DIRECT,    /* Vale wrote: “...” */
    HEARD_LABEL,     /* Vale: “...” */
    HEARD_AGENT,     /* was called “a fool” by Vale */
    HEARD_BEFORE,    /* Vale said it was “...” */
    HEARD_AFTER,     /* It was “...” for that, Vale said. */
    HEARD_CONTINUED, /* But “...”: of the paragraph's speaker */
    HEARD_ABOUT,     /* whom the sentence is about */
    HEARD_ON,        /* nothing but a quotation, in the paragraph of the speaker */
    HEARD_NEXT,      /* the same in the paragraph behind it */
    HEARD_ANSWER,    /* of who was asked */
    HEARD_TURN,      /* an interview's label */
    N_HEARINGS
} Hearing;

/* `told_by`: how the text calls the speaker there; PHRASE_NONE: elsewhere. */
guint confidence_of_speaker (Hearing hearing, PhraseKind told_by, guint n_words, const Voice *voice);

/* Of a voice that is a source. */
guint confidence_of_source (const Voice *voice);
guint confidence_of_role (const Voice *voice);

#endif
