/* SPDX-License-Identifier: MIT */
#ifndef INPUTS_H
#define INPUTS_H

#include "base/base.h"
#include "input-keys.h"
#include "input-places.h"

/* What a user gives becomes inputs, one at a time:
 *
 *   inputs         what is given, in its order, and which of it is taken
 *   inputs-folder  a folder and what lies in it, or what of it a pattern fits
 *   inputs-list    what a list names
 *   inputs-warc    the pages of a web archive
 *   meta           what a line of a manifest says
 *   pattern        which names a pattern fits
 *   input-places   where all of them lie
 *   input-keys     no two inputs have one key */

/* How far an input has come. */
typedef enum {
    STEP_FOUND,  /* there is one */
    STEP_AGAIN,  /* nothing yet */
    STEP_OPENED, /* nothing yet, and another source gives the next ones */
    STEP_ERROR,  /* the error is set; ask again */
    STEP_END     /* there is nothing left of this source */
} Step;

/* What gives inputs: a folder, a list. */
typedef struct _InputSource InputSource;
struct _InputSource {
    Step (*next) (InputSource *source, SheafInputs *inputs, GError **error);
    void (*free) (InputSource *source);
};

/* What is to be given out, before it has a key of its own.  Whoever is handed it borrows its strings. */
typedef struct {
    const char *key; /* that it shall have */
    const char *path;
    const char *root;
    gint64 offset;
    const char *meta, *place;
} Candidate;

/* A copy with strings of its own, which candidate_free() frees with it; NULL is allowed there. */
Candidate *candidate_copy (const Candidate *candidate);
void candidate_free (Candidate *candidate);

/* Gives out the candidate, unless it is of another shard. */
Step inputs_give (SheafInputs *inputs, const Candidate *candidate);

/* What somebody names. */
typedef struct {
    const char *path;
    const char *written; /* the path as a list has it; NULL: it was not in a list */
    const char *id;      /* what it is to be called; or NULL */
    const char *meta, *place;
} Named;

/* Takes what is named for what it is: a file, or a folder or pattern that is a source. */
Step inputs_open (SheafInputs *inputs, const Named *named, GError **error);

/* Gives out a file, or makes a source of it if it is a web archive. */
Step inputs_take_file (SheafInputs *inputs, const Candidate *candidate, GError **error);

/* Whoever gives the next inputs, until it has none. */
Step inputs_push (SheafInputs *inputs, InputSource *source);

/* Whether folders are given out as they are. */
gboolean inputs_take_whole (const SheafInputs *inputs);

/* What is below the folder at candidate->path, or what of it `pattern` fits if that is not NULL. */
InputSource *folder_source_new (const Candidate *candidate, const char *pattern, GError **error);

/* The pages of the web archive at candidate->path. */
InputSource *warc_source_new (const Candidate *candidate, GError **error);

/* What the list names; "-" is standard input. */
InputSource *list_source_new (const char *path, GError **error);

/* The number of shards that the list's first line asks for, or 0. */
guint list_source_get_n_shards (InputSource *source);

#endif
