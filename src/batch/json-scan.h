/* SPDX-License-Identifier: MIT */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include <glib.h>

/* JSON, read from its beginning to its end without making a tree of it: of a hundred thousand lines most members are
 * stepped over.  A scan is a pointer into a text that ends with a NUL and is changed: strings are decoded where they
 * are. What is no JSON makes it NULL, and then all functions do nothing and return FALSE. */

/* Steps into the object or array that begins here: '{' or '['. */
gboolean scan_enter (char **scan, char bracket);

/* Steps before the next member, or element, of the object or array that `bracket` opened, and sets *name to the
 * member's; FALSE: behind its end, as there is none left. */
gboolean scan_next (char **scan, char bracket, char **name);

/* The string that begins here.  What is no character becomes U+FFFD. */
gboolean scan_string (char **scan, char **string);

/* The number that begins here: a whole one that is not negative, or 0. */
gboolean scan_number (char **scan, guint64 *number);

/* Steps over the value that begins here, however deep it is. */
gboolean scan_skip (char **scan);

/* Whether the text is JSON as RFC 8259 has it, in UTF-8, and no deeper than that, which is 63 at most.  To be asked
 * before json-glib 1.6, which descends without a limit and does not free all of what it finds to be none. */
gboolean scan_is_json (const char *text, guint most_depth);

#endif
