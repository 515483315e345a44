/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_FILES_H
#define CATALOG_FILES_H

#include "folder.h"

/* The files of a catalogue: which of them belong to it, so that others of its own making can go. */
typedef struct {
    const Folder *folder;
    GArray *kept; /* guint64: hashes of their names */
} CatalogFiles;

#define CATALOG "catalog"

/* The file belongs to it. */
void catalog_files_keep (CatalogFiles *files, const char *name);

/* Writes a file, unless that would change nothing.  Errors: SHEAF_ERROR_PLACE, _OUTPUT. */
gboolean catalog_files_write (CatalogFiles *files, const char *stem, const char *ending, const GString *text,
                              GError **error);

/* Removes the files of older catalogues, by their names, and folders that are empty then.  Error:
 * SHEAF_ERROR_OUTPUT: a folder cannot be looked into. */
gboolean catalog_files_sweep (CatalogFiles *files, GError **error);

#endif
