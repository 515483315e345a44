/* SPDX-License-Identifier: MIT */
#ifndef INPUT_KEYS_H
#define INPUT_KEYS_H

#include <glib.h>

/* The keys that inputs have, of which only hashes are kept: eleven to thirty-two bytes for each. */
typedef struct _InputKeys InputKeys;

InputKeys *input_keys_new (void);
void input_keys_free (InputKeys *keys);

/* A key in UTF-8 that no other input has: the one that is wanted, or "wanted~2".  Sets its hash, the first eight bytes
 * of its SHA-256.  The caller frees it with g_free(). */
char *input_keys_claim (InputKeys *keys, const char *wanted, guint64 *hash);

#endif
