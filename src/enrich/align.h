/* SPDX-License-Identifier: MIT */
#ifndef ALIGN_H
#define ALIGN_H

#include "words.h"

/* Which words a short form stands for. */
typedef struct {
    guint first, end; /* words of the long form */
    guint last;       /* the last of them that gives a letter */
    int score;        /* 100: every letter is the initial of a word, none left out; lower: letters are
                         taken from inside words, or words are skipped */
} Alignment;

/* Where the long form may lie in the words from `first` to `end`, end exclusive. */
typedef enum {
    ALIGN_TO_END,     /* begins anywhere, goes to the end: "the Harbour Safety Council (HSC)" */
    ALIGN_WHOLE,      /* all of the words: "HSC (Harbour Safety Council)" */
    ALIGN_FROM_START, /* begins with the first, ends anywhere: "HSC stands for Harbour Safety Council" */
} AlignMode;

/* No window is longer: enough for twelve letters with the words that lie between. */
#define ALIGN_MAX_WORDS 28
#define ALIGN_MAX_LETTERS 12

/* Finds the likeliest long form among the words.  FALSE when the letters do not lie in them. */
gboolean align_short_form (const Words *words, Span short_form, guint first, guint end, AlignMode mode,
                           Alignment *alignment);

/* The number of letters and digits that an alignment would have to find; a plural s is none. */
guint align_n_letters (const char *text, Span short_form);

/* These letters, folded, in an array for ALIGN_MAX_LETTERS; their number. */
guint align_letters (const char *text, Span short_form, gunichar *letters);

/* Small and without accents: "É" is found in "etat" and the other way round. */
gunichar align_fold (gunichar c);

#endif
