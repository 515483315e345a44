/* SPDX-License-Identifier: MIT */
#ifndef JSON_LINE_H
#define JSON_LINE_H

#include "yaml.h"

/* JSON as RFC 8259 has it and nothing else, as the tree that YAML becomes: its nodes have columns and no lines.  Keys
 * that stand twice, and what XML cannot hold, are refused; half a pair of surrogates becomes U+FFFD.
 * Errors: SHEAF_ERROR_SYNTAX, with the column, counted in characters from 1. */
Yaml *json_parse_line (Arena *arena, const char *text, gsize length, guint *column, GError **error);

#endif
