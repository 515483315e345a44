/* SPDX-License-Identifier: MIT */
#ifndef WARC_HTTP_H
#define WARC_HTTP_H

#include "mime.h"

/* A response of HTTP/1.1 (RFC 9112) as it was saved: what was undone before that may still stand in its header. */
typedef struct {
    guint status;
    MimeHeader *header;
    gsize length; /* of the head, with the blank line */
} HttpHead;

/* Reads the head of the response.  FALSE: it is none, or has no end within `size` bytes. */
gboolean http_read_head (HttpHead *head, const char *data, gsize size);
void http_head_clear (HttpHead *head);

/* The body as it was meant, of at most `limit` bytes: put together from its chunks, and inflated.  Sets *is_cut when
 * its end is missing. Errors: SHEAF_ERROR_FORMAT, SHEAF_ERROR_LIMIT. */
GBytes *http_decode (const HttpHead *head, GBytes *body, gsize limit, gboolean *is_cut, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpHead, http_head_clear)

#endif
