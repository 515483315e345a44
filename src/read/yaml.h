/* SPDX-License-Identifier: MIT */
#ifndef YAML_H
#define YAML_H

#include "base/base.h"

/* The one place that knows libfyaml: a YAML 1.2 (or JSON) document as a small tree.  Directives,
 * anchors, aliases, tags, keys that are no scalars and keys that stand twice are refused; size and
 * depth are limited; what XML cannot hold is no text.  Errors name line and column of the document. */
typedef enum {
    YAML_SCALAR,
    YAML_SEQUENCE,
    YAML_MAPPING,
} YamlKind;

typedef struct _Yaml Yaml;
struct _Yaml {
    YamlKind kind;
    guint line;         /* of the document, from 1; of a mapping's member: that of its key; 0: see below */
    guint column;       /* of what is read by json-line.h, which is one line: from 1 */
    gboolean is_word;   /* of JSON: a number, true or false */
    const char *key;    /* in a mapping */
    const char *string; /* of a scalar, as written: numbers and booleans too; NULL for null */
    Yaml *first, *next; /* members */
};

/* Parses one document into memory of the arena; an empty one is a null.  `text` may begin with the
 * document's line of ---, so that lines are counted from there.
 * Errors: SHEAF_ERROR_SYNTAX, "line 3, column 5: ...", and SHEAF_ERROR_LIMIT. */
Yaml *yaml_parse (Arena *arena, const char *text, gsize length, GError **error);

/* The same for a part of a document whose first line is that one, counted from 1. */
Yaml *yaml_parse_part (Arena *arena, const char *text, gsize length, guint line, GError **error);

/* Nothing longer is parsed: libfyaml 0.7 may need 200 times as much memory. */
#define YAML_LIMIT ((gsize) 8 * 1024 * 1024)

/* The member of that key, or NULL; NULL too for what is no mapping. */
const Yaml *yaml_member (const Yaml *mapping, const char *key);

#endif
