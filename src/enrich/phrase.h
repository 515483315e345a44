/* SPDX-License-Identifier: MIT */
#ifndef PHRASE_H
#define PHRASE_H

#include "voice.h"

typedef enum {
    PHRASE_NONE,
    PHRASE_NAME,
    PHRASE_PRONOUN,
    PHRASE_NOUN,
    PHRASE_WORK, /* “Encyclopedia of Tides” */
} PhraseKind;

/* Words that can stand for a source: "state Sen. Ann Vale", "she", "a spokesman for the county". */
typedef struct {
    PhraseKind kind;
    guint first, end; /* tokens */
    guint core;       /* where it begins without its article */
    guint head;       /* the pronoun, the noun, the quotation, or the last token of the name */
    NameRun *name;
    gboolean is_definite; /* "the report", "his report" */
} Phrase;

/* What stands before a verb. */
typedef enum {
    SUBJECT_NONE,
    SUBJECT_FOUND,
    SUBJECT_SHARED, /* the verb leans on another one: "rose and said", "went on to say", "saying" */
} SubjectKind;

typedef struct {
    const Prose *prose;
    const Voices *voices;
} Grammarian;

/* Reads the phrase that begins at the token. */
gboolean phrase_read (const Grammarian *grammarian, guint at, guint end, Phrase *phrase);

/* Reads any noun with its article, "the ferry": sets where it ends. */
gboolean phrase_read_words (const Grammarian *grammarian, guint at, guint end, guint *after);

/* Reads the phrase that ends before the token, back to `start` at most. */
gboolean phrase_read_back (const Grammarian *grammarian, guint start, guint before, Phrase *phrase);

/* The same for the noun before the token alone, whatever that belongs to. */
gboolean phrase_read_noun_back (const Grammarian *grammarian, guint start, guint before, Phrase *phrase);

/* Finds the subject of the verb at `verb` on its left, over auxiliaries, adverbs and appositions. */
SubjectKind phrase_find_subject (const Grammarian *grammarian, guint start, guint verb, Phrase *phrase);

/* Finds the subject of a sentence, behind what introduces it: "In May, ...", "Asked why, ...". */
gboolean phrase_find_first (const Grammarian *grammarian, const Sentence *sentence, Phrase *phrase);

#endif
