/* SPDX-License-Identifier: MIT */
#ifndef PATTERN_H
#define PATTERN_H

#include <glib.h>

/* Patterns of paths, as shells have them: * is any letters of a name, ? is one, [a-z] and [!a-z] are one of them or
 * none of them, ** as a name is any number of folders, and \ takes what is special from what follows it.  Names are
 * matched by the characters of UTF-8, whatever the locale, and in a time that is bounded by the product of both
 * lengths. */
typedef struct _Pattern Pattern;

/* Where a path has come to in the pattern: a set of places, for ** may be any number of folders. */
typedef guint64 PatternState;

/* Whether the path has anything in it that is special in patterns. */
gboolean path_is_pattern (const char *path);

/* How much of the pattern is a folder's path without anything special, with its last "/"; 0: nothing. */
gsize pattern_folder_length (const char *path);

/* One of more than 63 names fits nothing: folders do not lie so deep. */
Pattern *pattern_new (const char *text);
void pattern_free (Pattern *pattern);

/* Before the first name of a path. */
PatternState pattern_begin (const Pattern *pattern);

/* After the name of a folder or file, of so many bytes; 0: the pattern fits nothing that goes on so. */
PatternState pattern_go_on (const Pattern *pattern, PatternState state, const char *name, gsize length);

/* Whether the pattern fits a path that ends here. */
gboolean pattern_fits (const Pattern *pattern, PatternState state);

/* Whether it says itself what the names of the files end in. */
gboolean pattern_has_ending (const Pattern *pattern);

#endif
