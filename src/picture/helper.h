/* SPDX-License-Identifier: MIT */
#ifndef HELPER_H
#define HELPER_H

#include "image/image.h"

/* The program sheaf-image, as many processes of it as there are threads that need one at a time.  They are started when
 * they are first needed, kept until this process ends, and killed when they answer nonsense or nothing. */

/* Makes ready to start them; for a process that will not be able to do so any more by then.  FALSE: there is no such
 * program. */
gboolean helper_prepare (void);

/* Sends the request with the picture (or NULL) and the texts (or NULL), and waits for the reply.  Returns what was
 * made, to be freed with g_bytes_unref(), or NULL because of reply->status. */
GBytes *helper_call (ImageRequest *request, GBytes *picture, const char *const texts[IMAGE_N_TEXTS], ImageReply *reply);

#endif
