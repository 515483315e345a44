/* SPDX-License-Identifier: MIT */
#ifndef UUID_H
#define UUID_H

#include <glib.h>

/* The UUID of an address, or of what stands for one, by its SHA-1 (RFC 9562, version 5), as "urn:uuid:...".  Free it
 * with g_free(). */
char *uuid_of_url (const char *url);

#endif
