/* SPDX-License-Identifier: MIT */
#ifndef CUES_H
#define CUES_H

#include "words.h"

/* What the phrases of assets/lexicons/term-cues.tsv do; there, a phrase's value names its kinds.  The
 * first two words of every phrase have entries of their own, which say so ("opens", "goes-on"): most
 * words of a text are looked up once and never as part of a phrase. */
typedef enum {
    CUE_SHORT = 1 << 0,       /* long form CUE short form: "known as", "or" */
    CUE_LONG = 1 << 1,        /* short form CUE long form: "stands for" */
    CUE_ADVERB = 1 << 2,      /* may stand before a cue: "often" */
    CUE_DETERMINER = 1 << 3,  /* may stand before a form: "the" */
    CUE_NAMES = 1 << 4,       /* CUE term: "called", "the term" */
    CUE_MEANS = 1 << 5,       /* term CUE gloss: "refers to" */
    CUE_RELATIVE = 1 << 6,    /* term, CUE gloss: "which means" */
    CUE_DEFINED = 1 << 7,     /* term is CUE, in some place, as gloss */
    CUE_DEFINES = 1 << 8,     /* a work CUE term as gloss */
    CUE_NOUN = 1 << 9,        /* what a term is called: "the word" */
    CUE_PRONOUN = 1 << 10,    /* no gloss and no term begins with it: "he" */
    CUE_CLAUSE = 1 << 11,     /* after a comma: what follows is no part of the gloss: "but" */
    CUE_GENUS = 1 << 12,      /* what a gloss says that a thing is: "process" */
    CUE_SOURCE = 1 << 13,     /* CUE work: "according to" */
    CUE_UNLIKE = 1 << 14,     /* tells something of a thing, but not what it is: "first" */
    CUE_NOT_GERUND = 1 << 15, /* "morning" */
    CUE_PLAIN = 1 << 16,      /* of the kind means, and sure enough after a term that nothing marks */
    CUE_QUANTITY = 1 << 17,   /* before a term, but no part of it: "sufficient" */
    CUE_AS = 1 << 18,         /* between "defined" and the gloss */
    CUE_BE = 1 << 19,         /* "is" */
    CUE_LINK = 1 << 20,       /* what a gloss goes on with after a noun: "of", "that" */
    CUE_OTHER = 1 << 21,      /* "or": another name or a gloss */
    CUE_OPENS = 1 << 22,      /* a phrase begins with it */
    CUE_GOES_ON = 1 << 23,    /* the second word of a phrase */
    CUE_PAST = 1 << 24,       /* tells of what was: "was", "said" */
    CUE_ONE = 1 << 26,        /* stands for a noun that a relative clause tells: "one", "someone" */
    CUE_MEASURE = 1 << 27,    /* before "of" and a term: "levels" */
    CUE_ASIDE = 1 << 28,      /* of the kind relative, and its gloss ends at the next comma: "es decir" */
    CUE_MIDDLE = 1 << 29,     /* a sentence's term CUE gloss: "versteht man" */
    CUE_FRAME = 1 << 30,      /* CUE term gloss, the gloss with an article: "on appelle" */
    CUE_PREDICATE = 1 << 25,  /* a verb that says what a thing is, and is part of the gloss: "occurs when" */
} CueKind;

/* Whether the word alone is a cue of that kind. */
gboolean word_is_cue (const Words *words, guint i, CueKind kind);

/* The first word of the longest cue of that kind that ends before word `end`; `end` if there is none. */
guint cue_before (const Words *words, guint end, CueKind kind);

/* The word after the longest cue that begins with word `first`; `first` if there is none. */
guint cue_after (const Words *words, guint first, CueKind kind);

#endif
