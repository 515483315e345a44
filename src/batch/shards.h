/* SPDX-License-Identifier: MIT */
#ifndef SHARDS_H
#define SHARDS_H

#include <stdio.h>

#include "folder.h"

/* The journals of the shards of one run, found, locked and read for merge.c. */

typedef struct {
    char *path;
    guint number; /* from 1 */
    FILE *file;   /* locked */
} Shard;

/* Where a line is, and where it belongs. */
typedef struct {
    guint64 index;
    guint64 hash; /* of the key */
    guint64 offset;
    guint shard; /* in the array */
} ShardLine;

#define SHARD_NOWHERE G_MAXUINT64

typedef struct {
    GArray *shards;  /* Shard, by their numbers */
    guint n_shards;  /* of the run; 0: none is there */
    GArray *lines;   /* ShardLine */
    GArray *missing; /* guint: numbers of those that are not there, or have not ended */
    char *text;      /* of the line that was read last, without index and line end */
    size_t n_allocated;
} Shards;

/* Opens those journals, or all that are in the folder, and reads where their lines are.
 * Errors: SHEAF_ERROR_INPUT, _FORMAT, _BUSY. */
Shards *shards_open (const Folder *folder, char **paths, GError **error);
void shards_free (Shards *shards);

/* Reads a line again.  FALSE: it cannot be read any more, with errno. */
gboolean shards_read (Shards *shards, const ShardLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shards, shards_free)

#endif
