/* SPDX-License-Identifier: MIT */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <glib.h>

/* What a process leaves itself when it shuts itself in, for good and for all that it starts:
 *
 *   files   which places of the file system: Landlock, https://docs.kernel.org/userspace-api/landlock.html
 *   calls   which system calls: seccomp
 *
 * Each can be done more than once, and every time leaves less. */

/* What can be done in a place: to a file, or in a folder and everywhere below it. */
typedef enum {
    PLACE_READ = 1 << 0,    /* files are read, folders listed */
    PLACE_LIST = 1 << 1,    /* folders are listed, or synced */
    PLACE_WRITE = 1 << 2,   /* files are written, made, renamed and removed */
    PLACE_FOLDERS = 1 << 3, /* folders are made, and removed when they are empty */
} PlaceUse;

/* Begins a set of places: what all the uses in `closed` are about is forbidden but in the places that are added, and so
 * are connections and signals to strangers.  -1: the kernel has no Landlock, or it is switched off. */
int places_begin (PlaceUse closed);

/* Leaves a place open; what is not there cannot be used anyway. */
void places_add (int places, const char *path, PlaceUse use);

/* From here on there are these places only; closes the set.  FALSE: the kernel refuses. */
gboolean places_shut (int places);

/* What there is to do but computing, allocating, and reading and writing what is open. */
typedef enum {
    CALLS_LOOK = 1 << 0,      /* files are opened to be read, folders listed */
    CALLS_WRITE = 1 << 1,     /* files are opened to be written, and moved */
    CALLS_THREADS = 1 << 2,   /* are made */
    CALLS_CODE = 1 << 3,      /* memory is written and then run as code */
    CALLS_PASS = 1 << 4,      /* messages go through sockets that are open, and descriptors with them */
    CALLS_PROCESSES = 1 << 5, /* are forked, waited for and killed; no program is started */
    CALLS_SHUT = 1 << 6,      /* further places and calls are taken away */
} Calls;

/* From here on there are these system calls only, in all threads.  Others fail with EPERM, and those that the kernel
 * learned later than we with ENOSYS, so that libraries do without.  FALSE: the kernel refuses. */
gboolean calls_shut (Calls calls);

#endif
