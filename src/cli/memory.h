/* SPDX-License-Identifier: MIT */
#ifndef MEMORY_H
#define MEMORY_H

#include <glib.h>

/* What becomes of the program when there is no memory left: a line on standard error, and the exit status 75.  From the
 * start on malloc() and its sisters return nothing but memory. */

/* What the line names from now on. */
void memory_is_for (const char *what);

/* The same of the file that is to be written; once it is in its place the line says so. */
void memory_is_for_output (const char *path);

/* From now on this process says nothing of it but by its exit status: whoever waits for it does. */
void memory_is_for_worker (void);

/* GLib's own way to tell, where that is not asked. */
void memory_guard (void);

#endif
