/* SPDX-License-Identifier: MIT */
#ifndef WARC_STREAM_H
#define WARC_STREAM_H

#include "base/base.h"

/* The bytes of a web archive, plain or of gzip members one behind the other, of which a window is held. */
typedef struct _WarcStream WarcStream;

/* More is never looked at in one go. */
#define WARC_PEEK_LIMIT ((gsize) 64 * 1024)

/* A file, whose descriptor is taken, or bytes, of which a reference is kept.
 * Errors: SHEAF_ERROR_INPUT, SHEAF_ERROR_FORMAT for what is no web archive. */
WarcStream *warc_stream_new (int fd, GError **error);
WarcStream *warc_stream_new_for_bytes (GBytes *bytes, GError **error);
void warc_stream_free (WarcStream *stream);

/* Goes to a place of the file; of gzip members, one begins there. */
void warc_stream_seek (WarcStream *stream, gint64 offset);

/* Whether it is of gzip members. */
gboolean warc_stream_is_gzip (const WarcStream *stream);

/* Where in the file what comes next is, or the gzip member that it is in begins. */
gint64 warc_stream_tell (const WarcStream *stream);

/* Where the file is read next. */
gint64 warc_stream_next (const WarcStream *stream);

/* Whether something of the same gzip member came before what comes next. */
gboolean warc_stream_is_inside (const WarcStream *stream);

/* What comes next: `want` bytes or more, unless it ends before.  They are valid until the next call. */
const char *warc_stream_peek (WarcStream *stream, gsize want, gsize *n_bytes);

/* Steps over as many bytes, and appends them to `copy` if that is not NULL; how many there were. */
guint64 warc_stream_skip (WarcStream *stream, guint64 n_bytes, GByteArray *copy);

/* Goes on with the next gzip member at the end of one.  FALSE: that was the last, or the stream is broken. */
gboolean warc_stream_next_member (WarcStream *stream);

/* Why the stream goes no further although its file does; NULL: it does, or is at its end. */
const char *warc_stream_fault (const WarcStream *stream);

/* Goes to the next place from `offset` on where a record begins, to judge by its first bytes.  FALSE: there is none. */
gboolean warc_stream_find (WarcStream *stream, gint64 offset);

/* Whether the first bytes of a file are those of a web archive. */
gboolean warc_is_in (const char *data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WarcStream, warc_stream_free)

#endif
