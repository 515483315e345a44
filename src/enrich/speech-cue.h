/* SPDX-License-Identifier: MIT */
#ifndef SPEECH_CUE_H
#define SPEECH_CUE_H

#include "topic.h"

/* A verb or phrase that reports speech, with whose speech it is. */
typedef struct {
    SpeechKind kind;
    guint at;          /* its token */
    guint end;         /* behind it, and behind its source when that follows */
    guint source;      /* the first token of its source; NO_INDEX when it shares one */
    Voice *voice;      /* NULL: somebody who cannot be told */
    gboolean is_owned; /* a noun with its owner */
    gboolean is_inverted;
    PhraseKind told_by; /* how the text calls the source there; PHRASE_NONE: not at all */
} SpeechCue;

/* Reads the cues of a sentence into `cues`, in its order, and lets the topics follow them. */
void speech_cues_read (Topics *topics, const Sentence *sentence, GArray *cues);

/* Whether the cue reports words, and is no mere mention of them. */
gboolean speech_cue_is_strong (const SpeechCue *cue);

/* Whether reported speech without a quotation makes its speaker a source. */
gboolean speech_cue_is_citation (const Prose *prose, const SpeechCue *cue);

#endif
