/* SPDX-License-Identifier: MIT */
#include "message.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Size of all that follows, kind, and for each text its size with the NUL, which is 0 for NULL. */

static void
append_size (GByteArray *bytes, gsize size)
{
    guint32 word = (guint32) size;

    g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
}

static gboolean
send_all (int fd, const GByteArray *bytes)
{
    gsize n_sent = 0;

    while (n_sent < bytes->len) {
        gssize n = send (fd, bytes->data + n_sent, bytes->len - n_sent, MSG_NOSIGNAL);

        if (n < 0 && errno != EINTR)
            return FALSE;
        n_sent += n > 0 ? (gsize) n : 0;
    }
    return TRUE;
}

gboolean
message_send (int fd, char kind, const char *const *fields, guint n_fields)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    guint32 size;

    append_size (bytes, 0);
    g_byte_array_append (bytes, (const guint8 *) &kind, 1);
    for (guint i = 0; i < n_fields; i++) {
        append_size (bytes, fields[i] != NULL ? strlen (fields[i]) + 1 : 0);
        if (fields[i] != NULL)
            g_byte_array_append (bytes, (const guint8 *) fields[i], (guint) strlen (fields[i]) + 1);
    }
    size = bytes->len - (guint32) sizeof size;
    memcpy (bytes->data, &size, sizeof size);
    return send_all (fd, bytes);
}

static guint32
size_at (const guint8 *data)
{
    guint32 size;

    memcpy (&size, data, sizeof size);
    return size;
}

gboolean
message_take (const GByteArray *buffer, Message *message)
{
    const guint8 *data = buffer->data, *end;
    guint n = 0;

    if (buffer->len < sizeof (guint32) || buffer->len - sizeof (guint32) < size_at (data))
        return FALSE;
    *message = (Message){ .size = sizeof (guint32) + size_at (data) };
    end = data + message->size;
    data += sizeof (guint32);
    message->kind = (char) *data++;
    while (data < end && n < MESSAGE_FIELDS) {
        guint32 size = size_at (data);

        data += sizeof size;
        message->fields[n++] = size > 0 ? (const char *) data : NULL;
        data += size;
    }
    return TRUE;
}

void
message_drop (GByteArray *buffer, const Message *message)
{
    g_byte_array_remove_range (buffer, 0, (guint) message->size);
}

gboolean
message_receive (int fd, GByteArray *buffer)
{
    guint8 chunk[16384];
    gssize n;

    do
        n = recv (fd, chunk, sizeof chunk, 0);
    while (n < 0 && errno == EINTR);
    if (n > 0)
        g_byte_array_append (buffer, chunk, (guint) n);
    return n > 0 || (n < 0 && errno == EAGAIN);
}
