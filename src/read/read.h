/* SPDX-License-Identifier: MIT */
#ifndef READ_H
#define READ_H

#include "model/model.h"

/* Inputs of more bytes are refused: everything is held in memory. */
#define READ_LIMIT ((gsize) 512 * 1024 * 1024)

/* Appends the articles of an input to the book.  `path` names it in messages; `folder` is where its
 * pictures may lie, NULL when there is none; `sidecar` is the path of its sidecar, or NULL.
 * On failure the book may hold half of it: the caller cuts it back. */
gboolean read_input (SheafBook *book, GBytes *bytes, const char *path, const char *folder, const char *sidecar,
                     GError **error);

/* Adds the terms of a user's glossary, YAML or CSV, to the book. */
gboolean read_glossary (SheafBook *book, GBytes *bytes, const char *path, GError **error);

#endif
