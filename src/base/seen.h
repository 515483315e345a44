/* SPDX-License-Identifier: MIT */
#ifndef SEEN_H
#define SEEN_H

#include "sheaf.h"

/* The files of a folder that something was made of, and those that were looked for: what must be the same for it to
 * come out the same again. */
typedef struct _Seen SeenFiles;

SeenFiles *seen_new (void);
void seen_free (SeenFiles *seen);

/* Each says of a file what is known of it, by its name in the folder; NULL for `seen` is allowed, and says nothing.
 * What it holds counts for more than whether it is there, whichever is said first. */
void seen_bytes (SeenFiles *seen, const char *name, GBytes *bytes);
void seen_presence (SeenFiles *seen, const char *name, gboolean is_there);

/* The SHA-256 of these very bytes, if they were the first that were said, as an input's are; or NULL. */
const char *seen_sha256 (const SeenFiles *seen, GBytes *bytes);

/* What was said, in the order of the names. */
guint seen_length (SeenFiles *seen);
void seen_get (SeenFiles *seen, guint index, SheafFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeenFiles, seen_free)

#endif
