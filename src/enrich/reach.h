/* SPDX-License-Identifier: MIT */
#ifndef REACH_H
#define REACH_H

#include "words.h"

/* How far a long form may reach from where its short form stands. */

/* What it may reach over. */
typedef enum {
    REACH_PLAIN = 0,
    REACH_DASHES = 1 << 0,   /* dashes: "Centre – East (C-E)" */
    REACH_BRACKETS = 1 << 1, /* brackets: "mild iron (MI) deposit (MID)" */
} Reach;

/* The first word of a long form of at most `n_words` words that ends before word `end`. */
guint reach_back (const Words *words, guint end, guint n_words, Reach reach);

/* The word after a long form that begins with word `first`. */
guint reach_on (const Words *words, guint first, guint n_words);

#endif
