/* SPDX-License-Identifier: MIT */
#ifndef JSON_H
#define JSON_H

#include <glib.h>

/* JSON on one line, a member after the other in the order in which they are added.  Members without a value are left
 * out: NULL, and 0 where that means nothing. */

/* Begins an object, or a list, as the member `name`; NULL in a list and outside. */
void json_begin (GString *json, const char *name, char bracket);
void json_end (GString *json, char bracket);

/* Text that is not UTF-8 is made so. */
void json_add_text (GString *json, const char *name, const char *text);
void json_add_number (GString *json, const char *name, guint64 number);

/* Something that is JSON already: "null", "true". */
void json_add_word (GString *json, const char *name, const char *word);

#endif
