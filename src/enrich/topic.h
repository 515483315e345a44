/* SPDX-License-Identifier: MIT */
#ifndef TOPIC_H
#define TOPIC_H

#include "phrase.h"

/* Whom and what the text speaks of, sentence by sentence: what pronouns and "the report" mean. */
typedef struct {
    Article *article;
    Prose *prose;
    Voices *voices;
    Grammarian grammarian;
    Voice *persons[3]; /* by sex: whom "he" or "she" means */
    Voice *former[3];  /* the same before the sentence began */
    Voice *thing;      /* what "it" means */
    Voice *unnamed;    /* whom "the former clerk" means */
    Voice *subject;    /* of the sentence at hand, when it is sure to be a source */
    Voice *first;      /* the same when it only may be */
} Topics;

/* Begins a sentence: takes note of the names and documents in it, and of its subject. */
void topics_begin (Topics *topics, const Sentence *sentence);

/* Whom or what the phrase means.  NULL when that cannot be told. */
Voice *topics_resolve (Topics *topics, const Phrase *phrase, const Sentence *sentence);

/* From now on the text speaks of that voice; NULL changes nothing. */
void topics_set (Topics *topics, Voice *voice);

#endif
