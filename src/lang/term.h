/* SPDX-License-Identifier: MIT */
#ifndef TERM_H
#define TERM_H

#include "base/base.h"

/* What terms of a glossary are known by, however they are written. */

/* A character as it counts in a term: any white space is a space, any hyphen and apostrophe is the plain one.  0 for
 * what does not count at all: soft hyphens, joiners, other marks that nobody sees. */
gunichar term_character (gunichar c);

/* What two spellings of one term have in common: case (unless all of it is in capitals), hyphens, apostrophes, spaces,
 * quotation marks, and the plural where the language is one that term_singular() knows.  Two terms are the same when
 * their keys are.  Free it with g_free(). */
char *term_key (const char *term, const char *language);

/* The last word in the singular: "ships" gives "ship", "agencies" "agency"; as it is in languages other than English.
 * Free it with g_free(). */
char *term_singular (const char *term, const char *language);

#endif
