/* SPDX-License-Identifier: MIT */
#ifndef META_H
#define META_H

#include "yaml.h"

/* A line of a manifest: an object of JSON that says what an article is made of, and of it what a sidecar would. */
typedef struct {
    const char *path; /* NULL: there is none */
    const char *id;   /* what it is to be called; or NULL */
    guint n_shards;   /* of all inputs, which only the first line may say; 0: not said */
    gboolean is_bare; /* it says nothing else */
} MetaLine;

/* Understands the line; the strings are in the arena.
 * Errors: SHEAF_ERROR_SYNTAX, with the column from 1. */
gboolean meta_read_line (MetaLine *meta, Arena *arena, const char *text, gsize length, guint *column, GError **error);

#endif
