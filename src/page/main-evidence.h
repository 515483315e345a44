/* SPDX-License-Identifier: MIT */
#ifndef MAIN_EVIDENCE_H
#define MAIN_EVIDENCE_H

#include "main.h"

#define N_STEPS 16

/* clang-format off */
#define FAMILIES(FAMILY) \
    FAMILY (WORDS) FAMILY (LINKS) FAMILY (WORDS_LINKS) FAMILY (ENDS) FAMILY (OPENS) FAMILY (SENTENCES) \
    FAMILY (COMMAS) FAMILY (CAPITALS) FAMILY (DIGITS) FAMILY (ELEMENT) FAMILY (STYLE) FAMILY (LINK_COUNT) \
    FAMILY (CUE) FAMILY (SECTION) FAMILY (KNOWN) FAMILY (BODY) FAMILY (REPEATED) FAMILY (SIGNATURE) \
    FAMILY (PROSE1) FAMILY (PROSE2) FAMILY (PROSE3) FAMILY (DENSITY1) FAMILY (DENSITY2) FAMILY (DENSITY3) \
    FAMILY (SIBLINGS) FAMILY (PREVIOUS1) FAMILY (PREVIOUS2) FAMILY (NEXT1) FAMILY (NEXT2) \
    FAMILY (PROSE_BEFORE) FAMILY (PROSE_AFTER) FAMILY (POSITION) FAMILY (PAGE) FAMILY (HEADLINE) \
    FAMILY (SECTION_LINKS) FAMILY (HINT_LINKS) FAMILY (LIST_LINKS) \
    FAMILY (MENTIONS) FAMILY (TOP) FAMILY (ANCHORS) FAMILY (ARTICLE) FAMILY (CONTENT) FAMILY (TEASER) FAMILY (TWINS)

#define LATER_FAMILIES(FAMILY) \
    FAMILY (OWN) FAMILY (AROUND1) FAMILY (AROUND3) FAMILY (UP1) FAMILY (UP2) FAMILY (UP3) FAMILY (UP4) \
    FAMILY (INSIDE) FAMILY (PLACE) FAMILY (FOLLOWED)
/* clang-format on */

#define FAMILY_ID(id) FAMILY_##id,
#define HINT_FAMILY_ID(id, name) FAMILY_HINT_##id,
typedef enum {
    FAMILIES (FAMILY_ID) HINTS (HINT_FAMILY_ID) N_FIRST_FAMILIES,
    FAMILY_LAST_FIRST = N_FIRST_FAMILIES - 1,
    LATER_FAMILIES (FAMILY_ID) N_FAMILIES
} Family;
#undef FAMILY_ID
#undef HINT_FAMILY_ID

typedef struct {
    guint8 steps[N_FAMILIES];
} Evidence;

typedef double Weights[N_STEPS];

extern const double first_bias, second_bias;
extern const Weights first_weights[N_FAMILIES], second_weights[N_FAMILIES];

/* How likely it is, from 0 to 1, that each block is of the article: an array as long as the blocks. */
double *evidence_judge (PageMeasure *measure);

/* All that is known of every block before any verdict. */
Evidence *evidence_collect (PageMeasure *measure);
void evidence_collect_later (PageMeasure *measure, Evidence *evidence, const double *verdicts);
const DomNode *evidence_best (PageMeasure *measure);

/* Whether no weight may bring the block back. */
gboolean evidence_is_foreign (const Evidence *evidence);

#endif
