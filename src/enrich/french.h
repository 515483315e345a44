/* SPDX-License-Identifier: MIT */
#ifndef FRENCH_H
#define FRENCH_H

#include "base/base.h"

/* What French writes together with its verbs. */

/* Where the word begins at `at` without a pronoun that says nothing of who speaks: "s’[écria]". */
gsize french_skip_clitic (const char *text, gsize at, gsize end);

/* "dit-elle", "demanda-t-il": sets where the verb ends, and returns where the pronoun begins; 0 when there is none. */
gsize french_cut_pronoun (const char *text, gsize at, gsize *end);

#endif
