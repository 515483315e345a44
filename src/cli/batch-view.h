/* SPDX-License-Identifier: MIT */
#ifndef BATCH_VIEW_H
#define BATCH_VIEW_H

#include "batch/batch.h"
#include "progress.h"

/* What is seen of a run of "sheaf batch" while it lasts, and at its end. */
typedef struct {
    const char *folder;
    gboolean wants_json; /* events on standard output, as docs/journal.md describes them */
    gboolean is_quiet;   /* errors only */
    Progress *progress;  /* NULL: it is not to be seen */
    gboolean is_shut_in; /* and so are the processes that make books */
    gint64 start;        /* by the monotonic clock */
} BatchView;

/* Fills the events that the run tells; `view` must live as long as it lasts. */
void batch_view_init (BatchView *view, BatchEvents *events);

#endif
