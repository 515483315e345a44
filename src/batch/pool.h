/* SPDX-License-Identifier: MIT */
#ifndef POOL_H
#define POOL_H

#include "message.h"
#include "worker.h"

/* The processes that make books.  One that dies, or takes too long, is replaced when it is needed again. */
typedef struct _Pool Pool;

typedef struct {
    void (*result) (const char *key, const Message *message, gpointer data);
    void (*death) (const char *key, const char *meta, const char *what, int exit, gpointer data);
    gpointer data;
} PoolEvents;

/* Errors: SHEAF_ERROR_BUSY when no process can be made. */
Pool *pool_new (const WorkerTask *task, guint n_jobs, const PoolEvents *events, GError **error);

/* Ends all processes, those that are at an input as well. */
void pool_free (Pool *pool);

/* Whether there is somebody for another input, and a processor. */
gboolean pool_has_room (const Pool *pool);

/* How many inputs are at work. */
guint pool_n_busy (const Pool *pool);

/* Hands out an input; only if there is room.  Errors: SHEAF_ERROR_BUSY. */
gboolean pool_give (Pool *pool, const SheafInput *input, const char *line, GError **error);

/* Waits until something happens: until a worker tells something, of which the events are told, or until there is
 * something to read from `fd`, which is returned.  At most until `deadline`, monotonic microseconds; -1: none. */
gboolean pool_wait (Pool *pool, int fd, gint64 deadline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pool, pool_free)

#endif
