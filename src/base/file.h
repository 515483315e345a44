/* SPDX-License-Identifier: MIT */
#ifndef FILE_H
#define FILE_H

#include <glib.h>
#include <stdio.h>

/* Reads the regular file at `path`, at most `limit` bytes.
 * Errors: SHEAF_ERROR_INPUT, _LIMIT, _BUSY; the message names no path, the caller does. */
GBytes *file_read (const char *path, gsize limit, GError **error);

/* Opens the folder at `path`, to open files in it; -1 with errno when that cannot be done. */
int file_open_folder (const char *path);

/* Opens `name`, a relative path, in the folder or below it, with the open() flags `flags` beside what every
 * file is opened with: whatever `name` says, and whatever links lie there, nothing outside the folder is
 * opened.  -1 with errno, which is EXDEV for what lies outside. */
int file_open_beneath (int folder, const char *name, int flags);

/* As file_read(), for what file_open_beneath() returned; closes it. */
GBytes *file_read_open (int fd, gsize limit, GError **error);

/* The part of the path of a file that leads there from a folder above it. */
const char *path_below (const char *folder, const char *path);

/* Writes `bytes` to `path`, whole or not at all: to a file that has no name, or one beside it, synced and then given
 * that name.  To a character device it is just written.
 * Errors: SHEAF_ERROR_EXISTS unless `may_replace`, _PLACE, _OUTPUT, _BUSY; the message names the path. */
gboolean file_write (const char *path, GBytes *bytes, gboolean may_replace, GError **error);

/* The same for one of many files in a folder, which is synced when all are there.  The name of the temporary file
 * begins with `temporary`, so that it can be told whose it is, should it be left behind. */
gboolean file_replace (const char *path, GBytes *bytes, const char *temporary, GError **error);
void file_sync_folder (const char *folder);

/* Whether `name` is that of a temporary file whose name begins with `temporary`. */
gboolean file_is_temporary (const char *name, const char *temporary);

/* The first half of file_write(): the bytes lie on the disk, and what may stand at `path` still does.  NULL with an
 * error as for that. */
typedef struct _FileStage FileStage;
FileStage *file_stage (const char *path, GBytes *bytes, gboolean may_replace, GError **error);

/* The same when the bytes come one by one: the caller writes them to the descriptor, which stays the file's own, and
 * syncs it. */
FileStage *file_begin (const char *path, const char *temporary, gboolean may_replace, GError **error);
int file_descriptor (const FileStage *file);

/* The second half: moves the file to its place.  The folder is for the caller to sync. */
gboolean file_commit (FileStage *file, GError **error);

/* Frees it, and removes a file that is not in its place.  NULL is allowed. */
void file_stage_free (FileStage *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FileStage, file_stage_free)

/* write() and fsync() until all is done, or errno says why not: an interruption is no reason. */
gboolean file_write_all (int fd, const void *data, gsize size);
gboolean file_sync (int fd);

/* A stream that writes so.  Closing it leaves the descriptor open; NULL with errno. */
FILE *file_stream (int fd);

#endif
