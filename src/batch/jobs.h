/* SPDX-License-Identifier: MIT */
#ifndef JOBS_H
#define JOBS_H

#include <glib.h>

/* How many processors this process may use: by its affinity, and by the quota of its cgroup.  At least 1. */
guint jobs_available (void);

/* The same for a quota as cgroup v2 writes it, "150000 100000"; 0: none, or not understood.  Half a processor counts
 * for a whole one. */
guint jobs_of_quota (const char *text);

#endif
