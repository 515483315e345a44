/* SPDX-License-Identifier: MIT */
#ifndef FILE_H
#define FILE_H

#include <glib.h>

/* Reads the regular file at `path`, at most `limit` bytes.
 * Errors: SHEAF_ERROR_INPUT, SHEAF_ERROR_LIMIT; the message names no path, the caller does. */
GBytes *file_read (const char *path, gsize limit, GError **error);

/* Reads `name`, a relative path, from the folder `folder` or below it; whatever `name` says, and
 * whatever links lie there, nothing outside the folder is opened. */
GBytes *file_read_beneath (const char *folder, const char *name, gsize limit, GError **error);

/* Writes `bytes` to `path`, whole or not at all: to a temporary file beside it, synced and renamed.
 * Errors: SHEAF_ERROR_EXISTS unless `may_replace`, SHEAF_ERROR_OUTPUT; the message names the path. */
gboolean file_write (const char *path, GBytes *bytes, gboolean may_replace, GError **error);

#endif
