/* SPDX-License-Identifier: MIT */
#ifndef MENTION_H
#define MENTION_H

#include "voice.h"

/* Whom the text has spoken of lately, and which of them a pronoun means. */

/* What part somebody has in the sentence that speaks of them. */
typedef enum {
    PART_OWNER,   /* Vale's aide */
    PART_OBLIQUE, /* with Vale */
    PART_OTHER,
    PART_SUBJECT, /* the sentence begins with them */
    PART_SPEAKER,
    N_PARTS,
} Part;

typedef struct {
    guint sentence, block;
} Place;

typedef struct {
    Voice *voice;
    Place place; /* where it was spoken of last */
    Part part;   /* the best it had there */
    guint count;
} Mention;

/* More people are in nobody's mind at once. */
#define MAX_MENTIONS 12

typedef struct {
    Mention items[MAX_MENTIONS];
    guint n_items;
} Mentions;

/* Takes note that the text speaks of a voice. */
void mentions_note (Mentions *mentions, Voice *voice, Place place, Part part);

/* A pronoun, or a noun that stands for one. */
typedef struct {
    Sex sex; /* SEX_UNKNOWN: either */
    Place place;
    gboolean is_tag;     /* "..., she said": nobody whom the same sentence named before */
    gboolean is_story;   /* "She was born in May": of whom the article tells, rather than who spoke last */
    const Voice *except; /* nor this one, which may be NULL */
} Reference;

/* Whom it means, or NULL. */
const Mention *mentions_find (const Mentions *mentions, const Reference *reference);

#endif
