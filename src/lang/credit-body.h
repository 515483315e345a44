/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_BODY_H
#define CREDIT_BODY_H

#include "credit-line.h"
#include "credit-part.h"

/* What stands behind the label: parts, and what joins them.  For lang only. */

#define CREDIT_MOST_PARTS 16

typedef struct {
    const CreditToken *tokens;
    guint n;
    gunichar mark;           /* what joins it to the part before; 0: a word alone, or nothing */
    const CreditToken *word; /* the same, "via" or "for"; NULL: none */
    guint role;              /* of that word */
    PartKind kind;
    gboolean is_person;
} CreditPart;

typedef struct {
    CreditPart parts[CREDIT_MOST_PARTS];
    guint n, n_known, n_people;
    gboolean is_overfull;
} CreditBody;

/* Cuts the tokens into parts: at strokes, brackets and commas, and at the words that join. */
void credit_body_split (CreditBody *body, const CreditToken *tokens, guint n);

/* Leaves out parts that say nothing of who made the picture; what else they say is noted. */
void credit_body_drop_nothing (CreditLine *line, CreditBody *body);

void credit_body_drop (CreditBody *body, guint at);

#endif
