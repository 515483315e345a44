/* SPDX-License-Identifier: MIT */
#ifndef SHARD_H
#define SHARD_H

#include "sheaf.h"

/* Which part of the inputs is this run's: of --shard, "2/8" or "auto", and --shards; either may be NULL.  With "auto"
 * the environment tells the part, as what starts many runs sets it, and --shards or a manifest how many there are.
 * *n_shards is 0 when all inputs are.  Errors: those of an option's value. */
gboolean shard_take (const char *shard, const char *shards, SheafInputs *inputs, guint *index, guint *n_shards,
                     GError **error);

#endif
