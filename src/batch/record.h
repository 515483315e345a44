/* SPDX-License-Identifier: MIT */
#ifndef RECORD_H
#define RECORD_H

#include "base/base.h"

/* What the journal says of a book, as a catalogue has it.  Texts are UTF-8, on one line, without what XML cannot hold;
 * NULL when not known. */
typedef struct {
    const char *output, *title, *publication, *published, *language, *dek, *identifier;
    char **authors;      /* NULL-terminated, never NULL */
    char **publications; /* the publication, or none: the same for it */
    guint64 size;
} Record;

/* Fills the record from a line of the journal, which is changed; its texts lie in the arena.  FALSE: no book was made
 * of that input, or it is no line of a journal. */
gboolean record_parse (Record *record, Arena *arena, char *line);

/* The time of an ISO 8601 date or date-time, in seconds since 1970, UTC where it does not say; G_MININT64 when it is
 * none. */
gint64 record_time (const char *published);

#endif
