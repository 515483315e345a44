/* SPDX-License-Identifier: MIT */
#ifndef SHA256_H
#define SHA256_H

#include <glib.h>

/* The SHA-256 of the data, in hexadecimal.  Free it with g_free(). */
char *sha256_of (gconstpointer data, gsize size);
char *sha256_of_bytes (GBytes *bytes);

/* The first 8 bytes of that of a text, as a number: by which one of many is found. */
guint64 sha256_head (const char *text);

#endif
