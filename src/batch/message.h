/* SPDX-License-Identifier: MIT */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <glib.h>

/* What goes between the processes: a kind, and texts that may be NULL. */

#define MESSAGE_FIELDS 8

typedef struct {
    char kind;
    const char *fields[MESSAGE_FIELDS]; /* those that were not sent are NULL */
    gsize size;                         /* bytes that it takes up */
} Message;

/* Sends one, whole.  FALSE: the other side is gone. */
gboolean message_send (int fd, char kind, const char *const *fields, guint n_fields);

/* Takes the message that the buffer begins with, if all of it is there; its texts lie in the buffer, until
 * message_drop(). */
gboolean message_take (const GByteArray *buffer, Message *message);
void message_drop (GByteArray *buffer, const Message *message);

/* Appends what there is to the buffer, waiting for it unless the socket does not.  FALSE: the other side is gone. */
gboolean message_receive (int fd, GByteArray *buffer);

#endif
