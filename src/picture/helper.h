/* SPDX-License-Identifier: MIT */
#ifndef HELPER_H
#define HELPER_H

#include "image/image.h"

/* The program sheaf-image, as many of them as there are threads that need one at a time.  They are started when
 * they are first needed, kept until the program ends, and killed when they answer nonsense or nothing. */

/* Sends the request with the picture (or NULL) and the texts (or NULL), and waits for the reply.  Returns what was
 * made, to be freed with g_bytes_unref(), or NULL because of reply->status. */
GBytes *helper_call (ImageRequest *request, GBytes *picture, const char *const texts[IMAGE_N_TEXTS], ImageReply *reply);

#endif
