/* SPDX-License-Identifier: MIT */
#ifndef PROPOSAL_H
#define PROPOSAL_H

#include "term-phrase.h"

/* What leads from a term to its gloss, or back. */
#define BRIDGES(BRIDGE)                                                                                                \
    BRIDGE (IS)           /* X is a ... */                                                                             \
    BRIDGE (REFERS)       /* X refers to ..., is defined as ... */                                                     \
    BRIDGE (MEANS)        /* X means ... */                                                                            \
    BRIDGE (DEFINED)      /* X, defined by law as ... */                                                               \
    BRIDGE (DOES)         /* X occurs when ..., consists of ... */                                                     \
    BRIDGE (WHICH_IS)     /* X, which is a ... */                                                                      \
    BRIDGE (THAT_IS)      /* X, that is, ...; X, meaning ... */                                                        \
    BRIDGE (WHICH)        /* X, in which ...; X, where ... */                                                          \
    BRIDGE (WHICH_DOES)   /* X, which provides ... */                                                                  \
    BRIDGE (COMMA)        /* X, a ... */                                                                               \
    BRIDGE (DASH)         /* X — a ... */                                                                            \
    BRIDGE (BRACKET)      /* X (a ...) */                                                                              \
    BRIDGE (COLON)        /* X: a ... */                                                                               \
    BRIDGE (OR)           /* X, or ..., */                                                                             \
    BRIDGE (FOR)          /* the term X for ... */                                                                     \
    BRIDGE (IS_CALLED)    /* ... is called X */                                                                        \
    BRIDGE (CALLED)       /* ..., called X */                                                                          \
    BRIDGE (CALLED_AFTER) /* If ..., it is called X */                                                                 \
    BRIDGE (LISTED)       /* an entry of a list of terms */

#define BRIDGE_ID(id) BRIDGE_##id,
typedef enum { BRIDGES (BRIDGE_ID) N_BRIDGES } Bridge;
#undef BRIDGE_ID

/* A term and what may be its gloss. */
typedef struct {
    Bridge bridge;
    TermPhrase term;
    guint first, end;   /* the gloss */
    const char *source; /* the work that the text quotes it from, or NULL */
    double score;
} Proposal;

#endif
