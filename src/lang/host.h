/* SPDX-License-Identifier: MIT */
#ifndef HOST_H
#define HOST_H

#include <glib.h>

/* The host in the letters of its language ("xn--bcher-kva.example" is "bücher.example"), as far as nobody
 * can take it for another one; each part that could mislead stays as it is.  Free it with g_free(). */
char *host_display (const char *host);

#endif
