/* SPDX-License-Identifier: MIT */
#ifndef ENTRY_H
#define ENTRY_H

#include <glib.h>

/* A line of the journal as those read it who tell of the books, docs/journal.md.  What is not known is NULL or 0. */

typedef struct {
    const char *code;
    const char *severity; /* "info", "warning", "loss" */
    const char *file;
    guint64 line;
    const char *message;
} EntryNote;

typedef struct {
    const char *input;
    gboolean is_done;
    const char *output;
    guint64 size;
    const char *title;
    GPtrArray *authors; /* char * */
    const char *publication, *published, *language, *dek, *identifier;
    guint64 n_words, n_articles, n_pictures, n_captions, n_terms, n_sources;
    const char *error; /* why it failed */
    guint64 exit;
    GArray *notes; /* EntryNote */
    guint64 n_notes_left_out;
} JournalEntry;

void entry_init (JournalEntry *entry);
void entry_clear (JournalEntry *entry);

/* Reads a line, which it changes: the strings of the entry lie in it.  Whatever the entry held is forgotten.
 * FALSE: it is no line of a journal. */
gboolean entry_read (JournalEntry *entry, char *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JournalEntry, entry_clear)

#endif
