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

/* Whom a pronoun of that sex means at that place, or a noun that may be of either; NULL if nobody.  `is_tag`:
 * "..., she said", where she is nobody whom the same sentence named before. */
const Mention *mentions_find (const Mentions *mentions, Sex sex, Place place, gboolean is_tag);

#endif
