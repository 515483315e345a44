/* SPDX-License-Identifier: MIT */
#ifndef MERGE_H
#define MERGE_H

#include <glib.h>

/* The journals of the shards of a run, which become the one that a run without shards would have written. */

typedef struct {
    const char *folder;   /* of the books */
    char **journals;      /* paths, NULL-terminated; NULL: all that are in the folder */
    gboolean is_partial;  /* those that are there, even if some are not, or have not ended */
    gboolean has_catalog; /* writes one, catalog.h */
    const char *report;   /* path of a page for people, report-page.h; or NULL */
    guint n_reported;     /* books that it shows */
} MergeOptions;

typedef struct {
    guint n_shards;   /* 0: nothing was to be merged */
    guint n_missing;  /* of them */
    guint64 n_inputs; /* in the journal that was written */
    guint64 n_lost;   /* books that should be in the folder and are not */
} MergeCounts;

/* Told what is wrong and does no harm, or does not end it yet. */
typedef void (*MergeTell) (const char *message, gpointer data);

/* Returns whether it was done; then the journals of the shards are gone from the folder, unless some are missing.
 * Errors: SHEAF_ERROR_INPUT when there is nothing to merge, _FORMAT for journals that do not belong together, _BUSY
 * when a run is at work, or shards have not ended, and nothing is written, _PLACE, _OUTPUT. */
gboolean merge_run (const MergeOptions *options, MergeCounts *counts, MergeTell tell, gpointer data, GError **error);

#endif
