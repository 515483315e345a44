/* SPDX-License-Identifier: MIT */
#ifndef NAME_H
#define NAME_H

#include "base/base.h"

/* Whether the text has the shape of a person's name: two to five words that begin with a capital
 * (particles such as "de" and initials allowed), no publication, agency or place among them. */
gboolean name_is_person (const char *text, gssize length);

/* The same by shape alone, whatever the words mean: for places where only names stand, such as after
 * "By" or before an agency. */
gboolean name_has_shape (const char *text, gssize length);

/* Whether the text is a publication: in the lexicon, or in its shape ("The Severn Observer"). */
gboolean name_is_publication (const char *text, gssize length);

/* "TOBIAS ACHTERBERG" as "Tobias Achterberg"; other names as they are.  Free it with g_free(). */
char *name_normalise (const char *name);

/* What a byline says. */
typedef struct {
    char **authors;    /* NULL-terminated; empty when only a publication is named */
    char *publication; /* or NULL */
} Byline;

/* Understands "By A and B", "By A, Ledgerline", "A | The Meridian Review", "A Tidewater Dispatch"
 * (name and publication on one line), a publication alone, and their like in German, French and
 * Spanish ("Von", "Par", "Por").  FALSE when the line is no byline.  Clear it with byline_clear(). */
gboolean byline_parse (const char *line, Byline *byline);
void byline_clear (Byline *byline);

#endif
