/* SPDX-License-Identifier: MIT */
#ifndef SHUT_H
#define SHUT_H

#include <glib.h>

/* From here on the process, and whatever runs in it, can read its input, write its output, compute and allocate, and
 * read the typefaces of the system: no other file, no socket, no other program.  FALSE: the kernel refuses. */
gboolean shut_in (void);

#endif
