/* SPDX-License-Identifier: MIT */
#ifndef WARC_H
#define WARC_H

#include "warc-stream.h"

/* Web archives as in ISO 28500, WARC/1.0 and 1.1: which of their records are pages. */
typedef struct _Warc Warc;

/* Records and pages of more bytes are not taken: Common Crawl's have a megabyte at most. */
#define RECORD_LIMIT ((gsize) 16 * 1024 * 1024)

typedef enum {
    WARC_PAGE,  /* a web page, with its record */
    WARC_OTHER, /* a response that is no page, or none at all: a picture, an error */
    WARC_BAD,   /* the error is set; ask again */
    WARC_END
} WarcStep;

/* A record that holds a page. */
typedef struct {
    gint64 offset;      /* where it, or its gzip member, begins in the file */
    gboolean is_inside; /* its member has other records before it: no offset leads to it */
    char *url;          /* of the page, or NULL */
    char *saved;        /* ISO 8601, or NULL */
    char *charset;      /* by its HTTP header, or NULL */
    GBytes *body;       /* of the page, decoded */
    gboolean is_cut;    /* its end was not saved */
} WarcRecord;

/* Whether the name is that of a web archive. */
gboolean name_is_warc (const char *name);

/* Takes the stream. */
Warc *warc_new (WarcStream *stream);
void warc_free (Warc *warc);

/* Goes to the record that begins there. */
void warc_seek (Warc *warc, gint64 offset);

/* Finds the next record that is a response.  Of a page, `record` is filled: its offset, and, if `with_body`, all the
 * rest. Errors: SHEAF_ERROR_FORMAT, SHEAF_ERROR_LIMIT, with the offset. */
WarcStep warc_next (Warc *warc, gboolean with_body, WarcRecord *record, GError **error);

void warc_record_clear (WarcRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Warc, warc_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WarcRecord, warc_record_clear)

#endif
