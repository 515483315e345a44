/* SPDX-License-Identifier: MIT */
#ifndef WORKER_H
#define WORKER_H

#include "batch.h"
#include "folder.h"

/* What goes to a worker: its fields are those of a SheafInput and the line that the journal has of it. */
#define MESSAGE_INPUT 'I'
typedef enum {
    INPUT_KEY,
    INPUT_PATH,
    INPUT_ROOT,
    INPUT_OFFSET,
    INPUT_META,
    INPUT_PLACE,
    INPUT_LINE,
    N_INPUT
} InputField;

/* What comes back: that the book is made, and is only to be written; and then what became of it. */
#define MESSAGE_MADE 'M'
#define MESSAGE_DONE 'D'
#define MESSAGE_FAILED 'F'
#define MESSAGE_UNCHANGED 'U'
#define MESSAGE_BROKEN 'X' /* no other book could be written either */
typedef enum { RESULT_LINE, RESULT_OUTPUT, RESULT_OLD, RESULT_ERROR, RESULT_CPU, RESULT_EXIT, N_RESULT } ResultField;

/* What all workers have in common. */
typedef struct {
    const BatchOptions *options;
    const BatchEvents *events;
    const Folder *folder;
    SheafBook *lender; /* of the glossaries' terms */
    const char *hash;  /* SHA-256 of all that makes books but their inputs */
    int journal;       /* its descriptor, and its lock, which are the parent's alone */
} WorkerTask;

/* The SHA-256 of the options, and of what a list says of an input; NULL and an error for a file that cannot be read.
 * Free it with g_free(). */
char *worker_hash (const BatchOptions *options, GError **error);
char *worker_hash_with (const char *hash, const char *meta);

/* A book with the terms of the glossaries, for all others to borrow, and with whatever else the first book of a process
 * has to load: processes that are forked have it.  NULL and an error when a glossary or the cover cannot be used. */
SheafBook *worker_lender (const BatchOptions *options, GError **error);

/* Makes a book of each input that comes over the socket, until the other side is gone. */
G_NORETURN void worker_run (const WorkerTask *task, int fd);

#endif
