/* SPDX-License-Identifier: MIT */
#ifndef READ_H
#define READ_H

#include "model/model.h"

/* Inputs of more bytes are refused: everything is held in memory. */
#define READ_LIMIT ((gsize) 512 * 1024 * 1024)

/* Appends the articles of the file or folder at `path` to the book, or those of bytes that `name` stands for.
 * On failure the book is as it was. */
gboolean read_path (SheafBook *book, const char *path, GError **error);
gboolean read_bytes (SheafBook *book, GBytes *bytes, const char *name, GError **error);

/* The same for an input of many. */
gboolean read_input (SheafBook *book, const SheafInput *input, GError **error);

/* Whether the files that a book was made of, with those that were looked for, are as they were. */
gboolean input_has_files (const SheafInput *input, const SheafFile *files, guint n_files);

/* Adds the terms of a user's glossary, YAML, CSV or TBX, to the book. */
gboolean read_glossary (SheafBook *book, GBytes *bytes, const char *path, GError **error);

/* The file of the picture that is the cover of the EPUB at `path`.
 * Errors: SHEAF_ERROR_INPUT, _EMPTY when it has none, _FORMAT, _LIMIT; the message does not name it. */
GBytes *epub_read_cover (const char *path, GError **error);

#endif
