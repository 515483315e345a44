/* SPDX-License-Identifier: MIT */
#ifndef JSON_H
#define JSON_H

#include "base/base.h"

/* JSON as pages hold it: with raw line ends in strings, commas too many, quotes that were not escaped, a comment or
 * CDATA section around it. */

typedef enum {
    JSON_OBJECT,
    JSON_ARRAY,
    JSON_STRING,
    JSON_WORD, /* a number, true or false; null is left out */
} JsonKind;

typedef struct _Json Json;
struct _Json {
    JsonKind kind;
    const char *key;    /* in an object */
    const char *string; /* of strings and words */
    Json *parent, *next, *first, *last;
};

/* Makes sense of as much of the text as it can: an array of the values that stand in it, in memory of the arena.
 * What lies deeper than JSON_DEPTH, and all after JSON_MOST_VALUES, is left out. */
Json *json_read (Arena *arena, const char *text, gsize length);

#define JSON_DEPTH 64
#define JSON_MOST_VALUES 200000

/* The member of an object, or NULL.  So many are looked at: things have no more. */
#define JSON_MOST_MEMBERS 512
const Json *json_member (const Json *object, const char *key);

/* The next value within `root`, in the order of the text; NULL after the last one. */
const Json *json_next (const Json *json, const Json *root);

#endif
