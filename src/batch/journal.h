/* SPDX-License-Identifier: MIT */
#ifndef JOURNAL_H
#define JOURNAL_H

#include <stdio.h>

#include "folder.h"

/* The journal of a folder, docs/journal.md.  Of a line nothing is held but where it begins and a hash of its key. */
typedef struct _Journal Journal;

/* Opens the journal of the folder, or makes it, and keeps all others from doing so until it is freed.
 * Errors: SHEAF_ERROR_BUSY when somebody has it, _PLACE, _OUTPUT. */
Journal *journal_open (const Folder *folder, GError **error);
void journal_free (Journal *journal);

/* For processes that are forked to close: the others are kept from it as long as somebody has it open. */
int journal_descriptor (const Journal *journal);

/* The input is the next one of this run, and `index` its place among those of all shards.  Returns its line, without
 * the line end, or NULL; free it with g_free(). */
char *journal_take (Journal *journal, const char *key, guint64 index);

/* What an input is found by. */
guint64 journal_hash (const char *key);

/* Writes the input's line.  Errors: SHEAF_ERROR_OUTPUT, and nothing of it is there. */
gboolean journal_append (Journal *journal, const char *key, const char *line, GError **error);

/* Puts the lines into the order of this run, and those of other inputs behind; or, when it prunes, removes those and
 * their books, of which there are then *n_removed.  Errors: SHEAF_ERROR_OUTPUT; the journal is as it was. */
gboolean journal_finish (Journal *journal, gboolean prunes, guint64 *n_removed, GError **error);

/* Puts another file into the place of the journal, in one step, which `write_lines` fills; FALSE from it, with errno,
 * leaves all as it is.  Errors: SHEAF_ERROR_OUTPUT. */
typedef gboolean (*JournalWrite) (FILE *file, gpointer data);
gboolean journal_replace (Journal *journal, JournalWrite write_lines, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Journal, journal_free)

#endif
