/* SPDX-License-Identifier: MIT */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "batch/batch.h"

/* How far a run is, on standard error: on a terminal one line that is drawn in its place again and again, else a line
 * now and then. */
typedef struct _Progress Progress;

/* Takes `ahead`, the inputs once more, to be counted while the others are at work; NULL: how many there are is not
 * known. Free it with progress_free(). */
Progress *progress_new (SheafInputs *ahead);
void progress_free (Progress *progress); /* NULL is allowed */

/* Something was done.  Most of the time nothing is drawn. */
void progress_update (Progress *progress, const BatchState *state);

/* Takes the line away, so that another can stand there; NULL is allowed. */
void progress_clear (Progress *progress);

#endif
