/* SPDX-License-Identifier: MIT */
#ifndef SERVER_H
#define SERVER_H

#include <glib.h>

/* A process for each that asks: all begin as this one is, and none comes to know what another was given. */

/* Whether standard input is a socket, on which requests come: messages of a byte with three files, IMAGE_N_FILES. */
gboolean server_is_wanted (void);

/* Answers each request with a process that has the first two files for its standard input and output, and does `work`,
 * which does not return.  When the process ends, its wait status is written to the third; when nobody is there any more
 * to read that, it is killed.  Ends with the socket. */
void server_run (void (*work) (void));

#endif
