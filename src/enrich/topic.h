/* SPDX-License-Identifier: MIT */
#ifndef TOPIC_H
#define TOPIC_H

#include "mention.h"
#include "phrase.h"
#include "role.h"

/* Whom and what the text speaks of, sentence by sentence: what pronouns and "the report" mean. */
typedef struct {
    Article *article;
    Prose *prose;
    Voices *voices;
    Grammarian grammarian;
    RoleReader *roles;
    Mentions mentions;   /* whom "he" or "she" may mean */
    guint n_noticed;     /* tokens whose names are among the mentions */
    Place place;         /* of the sentence at hand */
    gboolean is_opening; /* the first subject of a paragraph is being resolved */
    Voice *speaker;      /* of whom the text spoke last, be it an organisation */
    Voice *thing;        /* what "it" means */
    guint thing_sentence;
    Voice *unnamed; /* whom "the former clerk" means */
    Voice *hidden;  /* the same, or several: who may be told to want no name */
    Place hidden_place;
    Voice *subject; /* of the sentence at hand, when it is sure to be a source */
    Voice *first;   /* the same when it only may be */
    Voice *frame;   /* to whom it is so: "For Vale, ..." */
} Topics;

/* Begins a sentence: takes note of the names and documents in it, and of its subject. */
void topics_begin (Topics *topics, const Sentence *sentence);

/* Ends it: takes note of those whom nothing asked for, and of who spoke, which may be NULL. */
void topics_end (Topics *topics, const Sentence *sentence, Voice *speaker);

/* Whom the verb at the token asks: "Vale asked [Marsh]", or who spoke or acted lately.  NULL when nobody is near. */
Voice *topics_find_asked (Topics *topics, const Sentence *sentence, guint verb, const Voice *asker);

/* Whose the thing is whose noun stands at the token: "Vale's", "her"; NULL when it is nobody's who can be told. */
Voice *topics_find_owner (Topics *topics, const Sentence *sentence, guint noun);

/* Whom or what the phrase means.  NULL when that cannot be told. */
Voice *topics_resolve (Topics *topics, const Phrase *phrase, const Sentence *sentence);

/* The text speaks of that voice, or lets it speak; NULL changes nothing. */
void topics_set (Topics *topics, Voice *voice, Part part);

#endif
