/* SPDX-License-Identifier: MIT */
#ifndef NAME_H
#define NAME_H

#include "base/base.h"

#define NAME_MOST_WORDS 5

/* What a word can be in a person's name. */
typedef enum {
    PART_CAPITAL,  /* "Lee", "Vance-Ortiz", "O'Neil", "al-Assad" */
    PART_INITIAL,  /* "B.", "J.R.", "S" */
    PART_PARTICLE, /* "de", "von" */
    PART_SUFFIX,   /* "Jr.", "III" */
    PART_NONE,
} NamePart;

NamePart name_part (const char *word);

/* Whether the text has the shape of a person's name: two to five words that begin with a capital
 * (particles such as "de" and initials allowed), no organisation, publication, agency or day among them. */
gboolean name_is_person (const char *text, gssize length);

/* The same by shape alone, whatever the words mean: for places where only names stand, such as after
 * "By" or before an agency. */
gboolean name_has_shape (const char *text, gssize length);

/* Whether the text is a publication: in the lexicon, or in its shape ("The Brannock Courier"). */
gboolean name_is_publication (const char *text, gssize length);

/* In the lexicon, and written as a name: "the point" is no magazine, but "taz" is a paper. */
gboolean name_is_known_publication (const char *text);

/* Words with capitals; small ones between them: "The News of the West". */
gboolean name_is_title (char **words);

/* "ANN MCDONALD" as "Ann McDonald"; other names as they are.  Free it with g_free(). */
char *name_normalise (const char *name);

#endif
