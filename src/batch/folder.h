/* SPDX-License-Identifier: MIT */
#ifndef FOLDER_H
#define FOLDER_H

#include "base/base.h"

/* The folder of the books. */
typedef struct {
    char *path;
    char *real;            /* without links */
    char *journal;         /* the path of the journal */
    guint shard, n_shards; /* 0: no shard */
    char *temporary;       /* what the names of temporary files of this run begin with */
    char *root;            /* of the input that was looked at last, and the same without links */
    char *real_root;
} Folder;

/* Makes the folder if it is not there.
 * Errors: SHEAF_ERROR_PLACE, _OUTPUT. */
gboolean folder_create (const char *path, GError **error);

/* The same, for a run.  `n_shards` is 0 when all inputs are of this run.
 * Errors: SHEAF_ERROR_PLACE, _OUTPUT. */
Folder *folder_open (const char *path, guint shard, guint n_shards, GError **error);
void folder_free (Folder *folder);

/* Whether the input is something that such a run has made, and none that was meant. */
gboolean folder_made (Folder *folder, const SheafInput *input);

/* Writes a book, whole or not at all; the disk has it when the folder is synced. */
gboolean folder_write (const Folder *folder, const char *name, GBytes *bytes, GError **error);
void folder_sync (const Folder *folder);

/* Whether there is a folder of that name in it, which is no link; makes it.  Errors: SHEAF_ERROR_PLACE, _OUTPUT. */
gboolean folder_has (const Folder *folder, const char *name);
gboolean folder_make (const Folder *folder, const char *name, GError **error);

/* Opens a folder to see what is in it; the caller closes it with g_dir_close().  Error: SHEAF_ERROR_OUTPUT. */
GDir *folder_look_into (const char *path, GError **error);

/* Removes a book, if it is there and the name is that of a book. */
gboolean folder_remove (const Folder *folder, const char *name);

/* Removes the temporary files of runs that were killed: to be called with the journal locked. */
void folder_sweep (const Folder *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Folder, folder_free)

#endif
