/* SPDX-License-Identifier: MIT */
#ifndef NAME_H
#define NAME_H

#include <glib.h>

/* What the file of a book is called: "the-harbour-clock-1f6a09c3b2d4.epub".  The first part is for people, the title in
 * ASCII or else the last part of the key; the second is of the key's SHA-256, and no two inputs have the same.  Free it
 * with g_free(). */
char *name_of_book (const char *title, const char *key);

/* Whether it is such a name. */
gboolean name_is_of_book (const char *name);

#endif
