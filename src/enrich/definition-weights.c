/* SPDX-License-Identifier: MIT */
#include "definition-evidence.h"

/* What each step of each clue adds to the score of a proposal, for (+) or against (-) its being a definition;
 * see definition-evidence.h for the clues, and definition-evidence.c for their steps.  Made by
 * tests/bench/train-definitions: the weights are those of a logistic regression over labelled texts. */

/* clang-format off */
const double definition_bias = -1.43;

const double definition_weights[N_CLUES][CLUE_STEPS] = {
    [CLUE_BRIDGE] = { 0.15, 0.63, 0.27, 0.39, 0.11, 0.35, 0.96, 0.24, -0.08, -1.07, -0.45, -0.37, -0.23, -0.59, 0.00, 0.04, -0.71, 0.36, 0.00 },
    [CLUE_MARK] = { -1.09, 0.15, 0.44, 0.50 },
    [CLUE_OPENS] = { 0.31, 0.43, 0.55, 0.08, -0.86, -0.41, -0.02, -0.10 },
    [CLUE_BRIDGE_OPENS] = { 0.07, -0.09, 0.24, -0.07, 0.11, 0.24, 0.28, 0.00, -0.17, 0.14, 0.25, 0.05, 0.15, 0.10, 0.14, 0.00, 0.00, 0.00, 0.11, 0.00, -0.08, 0.46, -0.01, -0.01, 0.17, 0.28, 0.57, -0.06, 0.00, 0.00, 0.00, 0.24, 0.00, 0.00, -0.08, 0.00, 0.43, -0.07, -1.27, -0.16, -0.04, -0.03, -0.36, -0.01, 0.60, 0.01, -0.21, -0.76, -0.07, 0.24, -0.39, 0.00, -0.23, -0.12, -0.18, -0.07, 0.00, 0.00, 0.00, 0.00, 0.04, -0.11, -0.01, 0.12, -0.67, -0.74, 0.59, 0.11, 0.00, 0.14, 0.00, 0.22, 0.00, 0.00, 0.00, 0.00 },
    [CLUE_TERM_WORDS] = { 0.05, 0.27, 0.21, -0.28, -0.24 },
    [CLUE_TERM_ARTICLE] = { 0.05, 0.42, 0.14, -0.53, -0.07 },
    [CLUE_TERM_FORM] = { 0.15, 0.40, -0.14, -0.42 },
    [CLUE_TERM_ENDING] = { -0.21, 0.51, 0.40, 0.36, -0.10, -0.58, -0.38 },
    [CLUE_TERM_PLACE] = { 0.05, 0.02, -0.07 },
    [CLUE_RECURS] = { 0.04, 0.18, 0.16, -0.26, -0.34, 0.22 },
    [CLUE_CASE] = { -0.16, 0.51, -0.35 },
    [CLUE_CONTEXT] = { 0.35, -0.04, -0.01, -0.30 },
    [CLUE_GENUS] = { -0.42, -0.51, 0.19, 0.73, 0.01 },
    [CLUE_LINK] = { -0.82, -0.13, 0.79, 0.35, -0.19, 0.05, 0.01, -0.07 },
    [CLUE_GLOSS_WORDS] = { -1.07, -0.56, -0.39, 0.30, 0.76, 0.96, 0.01 },
    [CLUE_GLOSS_CAPITALS] = { 0.81, -0.17, -0.64 },
    [CLUE_GLOSS_DIGITS] = { 0.07, -0.07 },
    [CLUE_GLOSS_PRONOUN] = { 0.40, 0.24, -0.33, -0.31 },
    [CLUE_GLOSS_VERB] = { 0.28, -0.38, 0.10 },
    [CLUE_REMARK] = { 0.30, -0.16, -0.03, -0.11 },
    [CLUE_PAST] = { 0.17, 0.41, -0.58 },
    [CLUE_ENDS] = { -0.09, -0.14, 0.36, 0.22, -0.36 },
    [CLUE_SPEECH] = { 0.51, -0.06, -0.31, -0.13 },
};
/* clang-format on */
