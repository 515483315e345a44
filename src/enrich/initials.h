/* SPDX-License-Identifier: MIT */
#ifndef INITIALS_H
#define INITIALS_H

#include "words.h"

/* Looks for names, runs of words with capitals, whose initials are a key of `wanted` (a set of strings).
 * Adds them to `found`: the initials, to be freed, and the name's Span, to be freed; the first name of
 * each.  Small words inside a name give no letter. */
void initials_find (const Words *words, const guint8 *is_explained, GHashTable *wanted, GHashTable *found);

/* The initials of a name, from its first word with a capital on.  Free it with g_free(). */
char *initials_of (const char *name);

#endif
