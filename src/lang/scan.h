/* SPDX-License-Identifier: MIT */
#ifndef SCAN_H
#define SCAN_H

#include <glib.h>

/* Small steps through a text, for lang only. */

gboolean scan_is_capital (const char *p);

/* Whether no small letter stands between the two. */
gboolean scan_is_upper (const char *start, const char *end);

/* A full stop or another mark that a sentence ends with. */
gboolean scan_is_stop (gunichar c);

/* The length of the word at `p`: letters, hyphens and apostrophes. */
gsize scan_word (const char *p);

/* Over white space. */
const char *scan_spaces (const char *p);
const char *scan_spaces_back (const char *text, const char *end);

/* A copy without white space at its ends, and without `marks` at the last.  Free it with g_free(). */
char *scan_trimmed (const char *start, const char *end, const char *marks);

#endif
