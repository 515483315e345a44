/* SPDX-License-Identifier: MIT */
#ifndef MIME_H
#define MIME_H

#include "base/base.h"

/* Messages as in RFC 5322 with bodies as in RFC 2045 and 2046. */

/* The fields of a header: names in lower case, values unfolded and UTF-8; of a field that is there twice, the first. */
typedef GHashTable MimeHeader;

/* Reads the header at *p and steps over it and the blank line behind it.  What is no field ends it. */
MimeHeader *mime_read_header (const char **p, const char *end);

/* The value of a field, or NULL. */
const char *mime_field (MimeHeader *header, const char *name);

/* Whether the field's value, without its parameters, is `value` or begins with it if that ends in "/". */
gboolean mime_field_is (MimeHeader *header, const char *name, const char *value);

/* A parameter of a structured field (RFC 2045, 5.1), or NULL.  Free it with g_free(). */
char *mime_parameter (MimeHeader *header, const char *field, const char *name);

/* The field's text with the encoded words of RFC 2047 decoded, or NULL.  Free it with g_free(). */
char *mime_text (MimeHeader *header, const char *name);

/* A part that holds no other parts. */
typedef struct {
    MimeHeader *header;
    const char *body;
    gsize length;
} MimePart;

/* All such parts of a message, in their order, however deep they lie: MimePart, freed with the array.  Time
 * and memory are linear in the message's length. */
GPtrArray *mime_split (const char *message, gsize length);

#endif
