/* SPDX-License-Identifier: MIT */
#ifndef BRIDGE_PARTS_H
#define BRIDGE_PARTS_H

#include "gloss.h"
#include "model/model.h"
#include "proposal.h"

/* What the files bridge*.c share. */

#define LEAST_GLOSS_WORDS 2

typedef struct {
    const Article *article;
    const Words *words;
    GArray *proposals; /* Proposal */
} Finder;

/* Proposes the words from `first` to `end` as the term's gloss, if they and the term can be that. */
void propose (Finder *finder, const TermPhrase *term, Bridge bridge, guint first, guint end);

/* The gloss that begins with word `first`, as far as it goes. */
void propose_kind (Finder *finder, const TermPhrase *term, Bridge bridge, guint first, GlossKind kind);

/* The same, quoted from a work. */
void propose_cited (Finder *finder, const TermPhrase *term, Bridge bridge, guint first, guint end, const char *source);

/* Is there a bridge to a gloss at word i, which comes after the term and its punctuation? */
void bridge_after (Finder *finder, const TermPhrase *term, guint i);

/* Is word i a verb between term and gloss? */
void bridge_verb (Finder *finder, guint i);

/* Does a frame of term and gloss begin with word i? */
void bridge_frame (Finder *finder, guint i);

/* "..., called X", "... is called X": the term begins with word `first`, its cue with word `cue`. */
void bridge_called (Finder *finder, guint cue, guint first);

#endif
