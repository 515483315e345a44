/* SPDX-License-Identifier: MIT */
#ifndef TALLY_H
#define TALLY_H

#include "entry.h"
#include "histogram.h"
#include "timeline.h"

/* What the lines of journals come to.  What is held does not grow with their number. */

typedef enum { TALLY_INFO, TALLY_WARNING, TALLY_LOSS, N_SEVERITIES } TallySeverity;

/* How often something is there that has a name. */
typedef struct {
    const char *name;
    guint64 n; /* books, or notes */
    TallySeverity severity;
    guint64 n_books;   /* that have such a note */
    guint64 last_line; /* that had one */
} TallyName;

typedef struct {
    guint64 n_lines, n_books, n_failed;
    guint64 n_articles, n_words, n_pictures, n_captions, n_terms, n_sources;
    guint64 n_notes[N_SEVERITIES];
    Histogram sizes; /* bytes of a book */
    Histogram words; /* of an article */
    Timeline *timeline;
    GHashTable *codes;        /* name -> TallyName */
    GHashTable *publications; /* name -> TallyName */
    guint64 n_of_others;      /* books of publications that came when there were too many names */
} Tally;

void tally_init (Tally *tally);
void tally_clear (Tally *tally);

void tally_add (Tally *tally, const JournalEntry *entry);

/* The worst that is said of a book; TALLY_INFO too when nothing is. */
TallySeverity tally_severity (const JournalEntry *entry);
TallySeverity tally_severity_of (const EntryNote *note);

/* TallyName *, which stay the table's: the worst first and then those with most; g_ptr_array_unref() frees the array.
 */
GPtrArray *tally_sort (GHashTable *names);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tally, tally_clear)

#endif
