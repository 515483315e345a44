/* SPDX-License-Identifier: MIT */
#ifndef CREDIT_ROLE_H
#define CREDIT_ROLE_H

#include <glib.h>

/* How words serve in captions and credits: the lexicon of agencies has them with a * before them and
 * the roles as value: "*photo" is a label, "*near" stands before a place.  For lang only. */

/* All roles of a word, with spaces between them, or NULL. */
const char *role_list (const char *word, gsize length);
gboolean role_in_list (const char *roles, const char *role);

gboolean role_has (const char *word, gsize length, const char *role);

#endif
