/* SPDX-License-Identifier: MIT */
#ifndef DEFINITION_EVIDENCE_H
#define DEFINITION_EVIDENCE_H

#include "gloss.h"
#include "model/model.h"
#include "proposal.h"

/* What speaks for or against a proposal being a definition: kinds of evidence, each in a few steps. */
#define CLUES(CLUE)                                                                                                    \
    CLUE (BRIDGE, N_BRIDGES)           /* what leads to the gloss */                                                   \
    CLUE (MARK, N_MARKS)               /* what marks the term */                                                       \
    CLUE (OPENS, 9)                    /* what the gloss begins with */                                                \
    CLUE (BRIDGE_OPENS, N_BRIDGES * 4) /* both, more roughly */                                                        \
    CLUE (BRIDGE_TEXT, N_BRIDGES * 3)  /* what leads to the gloss in a passage, in news, in another article */         \
    CLUE (TERM_WORDS, 5)               /* how many words the term has */                                               \
    CLUE (TERM_ARTICLE, 5)             /* what stands before it */                                                     \
    CLUE (TERM_FORM, 4)                /* how it is written */                                                         \
    CLUE (TERM_ENDING, 7)              /* how its last word ends */                                                    \
    CLUE (TERM_PLACE, 3)               /* where in its sentence it stands */                                           \
    CLUE (RECURS, 6)                   /* whether its last word was read before, and is read again */                  \
    CLUE (CASE, 3)                     /* whether it is a name elsewhere */                                            \
    CLUE (CONTEXT, 4)                  /* whether the words before are an introduction, or all of it a list */         \
    CLUE (GENUS, 5)                    /* whether the gloss opens with what a thing is, and what its marks are */      \
    CLUE (LINK, 8)                     /* what the gloss goes on with */                                               \
    CLUE (GLOSS_WORDS, 7)              /* how many words it has */                                                     \
    CLUE (GLOSS_CAPITALS, 3)           /* names in it */                                                               \
    CLUE (GLOSS_DIGITS, 2)             /* numbers in it */                                                             \
    CLUE (GLOSS_PRONOUN, 4)            /* whom it speaks of */                                                         \
    CLUE (GLOSS_VERB, 3)               /* whether it has a verb before any relative word */                            \
    CLUE (REMARK, N_REMARKS)           /* whether it tells of a thing as news does */                                  \
    CLUE (PAST, 3)                     /* whether gloss or sentence tell of what was */                                \
    CLUE (ENDS, 5)                     /* what stands behind the gloss */                                              \
    CLUE (SPEECH, 4)                   /* whether its sentence is, or holds, speech; whether the text does */          \
    CLUE (DENSITY, 7)                  /* how much the text defines at all */

#define CLUE_ID(id, steps) CLUE_##id,
typedef enum { CLUES (CLUE_ID) N_CLUES } Clue;
#undef CLUE_ID

#define CLUE_STEPS (N_BRIDGES * 4) /* of the clue that has most */

/* What the whole text is like. */
typedef struct {
    gboolean has_speech; /* it tells what people say, as news do */
    guint8 density;      /* the step of how much it defines, as lessons do */
    gboolean is_english; /* the only language whose glosses are known by their words */
    gboolean is_passage; /* it is too short for an article */
} TextKind;

TextKind text_kind (const Article *article, const Words *words, const GArray *proposals);

/* Fills in the step of each clue. */
void definition_evidence (const Words *words, const TextKind *text, const Proposal *proposal, guint8 steps[N_CLUES]);

extern const double definition_bias;
extern const double definition_weights[N_CLUES][CLUE_STEPS];

/* The logarithm of the odds that it is one. */
double definition_score (const Words *words, const TextKind *text, const Proposal *proposal);

#endif
