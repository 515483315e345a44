/* SPDX-License-Identifier: MIT */
#ifndef SCENE_H
#define SCENE_H

#include <glib.h>

/* When and where a caption's picture was taken, as far as its text says.  For lang only. */

/* The most exact date, and of several the last one of the same sentence, as ISO 8601; NULL: none.  A
 * year that the caption only speaks of ("who founded it in 2011") is none.  Free it with g_free(). */
char *scene_find_date (const char *text);

/* The place that the first sentence to name one names last; NULL: none.  Free it with g_free(). */
char *scene_find_place (const char *text);

#endif
