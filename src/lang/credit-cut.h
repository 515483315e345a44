/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_CUT_H
#define CREDIT_CUT_H

#include "credit-line.h"

/* Where in a caption the credit is: at its beginning, where that says so, or at its end.  For lang only. */

/* A credit stands in so much of a caption's end. */
#define CREDIT_TAIL_SIZE 240

/* A caption with what is left of it when credits have been taken off its end. */
typedef struct {
    const char *text;
    gsize start, end;
    gboolean is_labelled, has_copyright, has_known, has_people;
    gboolean has_bar;           /* "X | Reuters", which is also how bylines look */
    CreditTokens tail;          /* of the end, as it stood when it was last asked for */
    gsize tail_start, tail_end; /* what was asked for */
} CreditCut;

void credit_cut_init (CreditCut *cut, const char *raw);

/* "Image source, PA Media. Image caption, The bridge": takes a credit that comes first. */
gboolean credit_cut_first (CreditCut *cut, CreditLine *all);

/* Takes the credit off the end, if it is as sure as that. */
gboolean credit_cut_end (CreditCut *cut, Certainty wanted, CreditLine *all);

/* Takes off what is of the page: "hide caption". */
void credit_cut_tools (CreditCut *cut);

/* The last words and marks, and the first. */
const CreditTokens *credit_cut_last_words (CreditCut *cut);
void credit_cut_first_words (const CreditCut *cut, CreditTokens *tokens);

/* The end of the text without a full stop behind a bracket; and the bracket that a text ends with, or NULL. */
const char *credit_cut_bracket_end (const CreditCut *cut);
const char *credit_cut_find_bracket (const char *text, const char *end);

#endif
