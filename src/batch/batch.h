/* SPDX-License-Identifier: MIT */
#ifndef BATCH_H
#define BATCH_H

/* A book for each of many inputs, in one folder, by several processes, with a journal of what is done: what "sheaf
 * batch" is.  Part of the program, and like its other parts a user of the library that knows sheaf.h alone.
 *
 *   batch     a run: inputs are handed out, and what comes back is written down
 *   pool      the processes, what each is at, and how long it may be
 *   worker    what happens in one of them: an input becomes a book
 *   message   how they are spoken to
 *   journal   the file of that name: one line for each input, found by its key
 *   line      a line of it, written and read
 *   json      JSON, written
 *   folder    the folder of the books: one run at a time, and nothing of a dead one is left
 *   merge     the journals of shards become one; shards finds and reads them
 *   name      what a book's file is called
 *   catalog   the books as OPDS, for readers that fetch them
 *   feed      a feed of it, and its pages, in two formats: feed-atom, feed-opds2
 *   shelf     where the books are in a journal, in the orders in which they are looked for
 *   record    what the journal says of one
 *   covers    small pictures of their covers
 *   report-page   what became of a run, for people: report-book is an item of it
 *   tally     what is counted for that: histogram, timeline; chart draws it
 *   entry     a line of the journal for it, read with json-scan
 *   html      what such a page is written with
 *   jobs      how many processors there are for it */

#include "sheaf.h"

#include "json-scan.h"
#include "merge.h"

/* What a report shows unless somebody asks for more, and at most: it is made in memory, and browsers hold it too. */
#define REPORTED 500
#define MOST_REPORTED 10000

/* How a process of an input ends that needed more memory than one may have, so that trying again is of no use; one that
 * there was none for ends with EX_TEMPFAIL. */
#define BATCH_AT_LIMIT 1

typedef struct {
    const char *folder;        /* of the books; made if it is not there */
    const SheafOptions *books; /* how each is made */
    char **glossaries;         /* paths, NULL-terminated; or NULL */
    guint n_jobs;              /* books in the making at a time; 0: as many as there are processors for them */
    guint timeout;             /* seconds that an input may take */
    guint memory;              /* MiB that it may take */
    gboolean is_fresh;         /* nothing is left alone because it is unchanged */
    gboolean prunes;           /* books whose input is not there any more are removed */
    gboolean has_catalog;      /* of all books in the folder, as catalog.h has it; of a shard, its covers only */
    const char *report;        /* path of a page for people, report-page.h; or NULL */
    guint n_reported;          /* books that it shows, and inputs that failed */
    guint shard, n_shards;     /* as for sheaf_inputs_set_shard(); n_shards 0: all inputs are here */
} BatchOptions;

void batch_options_init (BatchOptions *options);

typedef enum {
    BATCH_DONE,
    BATCH_FAILED,
    BATCH_UNCHANGED /* left alone */
} BatchOutcome;

/* What became of an input. */
typedef struct {
    BatchOutcome outcome;
    const char *input;  /* its key */
    const char *line;   /* of the journal, without the line end; docs/journal.md */
    const char *output; /* the name of the book in the folder; NULL when it failed */
    const char *error;  /* why it failed, with the input's key */
    guint cpu_ms;       /* processor time, without that of sheaf-image */
} BatchArticle;

/* How far the run is. */
typedef struct {
    guint n_jobs;
    guint64 n_done, n_failed, n_unchanged;
    guint64 n_removed;                     /* books that belong to no input any more */
    guint64 n_waiting;                     /* inputs that are in the making */
    guint64 n_infos, n_warnings, n_losses; /* notes of what was done in this run */
} BatchState;

/* Whom a run tells what happens.  Each may be NULL. */
typedef struct {
    void (*begin) (const BatchState *state, SheafBook *glossary,
                   gpointer data); /* whose notes are those of the glossaries */
    void (*article) (const BatchArticle *article, const BatchState *state, gpointer data);
    void (*fault) (const GError *error, const BatchState *state, gpointer data); /* what was given is no input */
    void (*end) (const BatchState *state, int status, gpointer data);
    void (*begin_worker) (gpointer data); /* in each process, before anything else */
    gpointer data;
} BatchEvents;

/* Makes the folder, and counts the processors if nobody said how many books are made at a time: what a program that
 * shuts itself in can only do before.
 * Errors: SHEAF_ERROR_PLACE, _OUTPUT. */
gboolean batch_prepare (BatchOptions *options, GError **error);

/* Makes a book of each input.  Returns the exit status of the run: 0, 3 when some inputs failed, that of the first when
 * all did, 130 or 143 when a signal ended it; or that of *error, which is set when the run could not begin or go on. */
int batch_run (SheafInputs *inputs, const BatchOptions *options, const BatchEvents *events, GError **error);

#endif
