/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "picture.h"

/* The media type of a data: URI is not longer. */
#define TYPE_SIZE 256

/* The next byte of the URI's data, percent-decoded, without the white space that lines are broken with.  FALSE
 * at the end. */
static gboolean
next_byte (const char **data, guchar *byte)
{
    const char *p = *data + strspn (*data, "\t\n\r");
    int escaped = *p == '%' ? text_hex_byte (p + 1) : -1;

    if (*p == '\0' || *p == '#')
        return FALSE;
    *byte = (guchar) (escaped >= 0 ? escaped : *p);
    *data = p + (escaped >= 0 ? 3 : 1);
    return TRUE;
}

/* Six bits, or -1. */
static int
sextet (guchar byte)
{
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= '0' && byte <= '9')
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* As https://infra.spec.whatwg.org/#forgiving-base64-decode, but that white space and padding may stand
 * anywhere.  Returns where the bytes end, NULL when it is not base64. */
static guint8 *
decode_base64 (const char *data, guint8 *bytes)
{
    guint32 bits = 0;
    guint n_bits = 0;
    guchar byte = 0;

    for (;;) {
        int value = sextet ((guchar) *data);

        if (value >= 0)
            data++;
        else if (!next_byte (&data, &byte))
            return n_bits < 6 ? bytes : NULL;
        else if (byte == '=' || g_ascii_isspace (byte))
            continue;
        else if ((value = sextet (byte)) < 0)
            return NULL;
        bits = bits << 6 | (guint32) value;
        n_bits += 6;
        if (n_bits >= 8)
            *bytes++ = (guint8) (bits >> (n_bits -= 8));
    }
}

static guint8 *
decode_plain (const char *data, guint8 *bytes)
{
    guchar byte;

    while (next_byte (&data, &byte))
        *bytes++ = byte;
    return bytes;
}

GBytes *
data_uri_decode (const char *uri, gsize limit)
{
    const char *comma = text_has_prefix_ci (uri, "data:") ? strchr (uri, ',') : NULL;
    g_autofree char *type = comma != NULL ? g_strndup (uri, MIN ((gsize) (comma - uri), TYPE_SIZE)) : NULL;
    g_autofree guint8 *bytes = NULL;
    guint8 *end;
    gsize size;

    if (comma == NULL)
        return NULL;
    size = strlen (comma);
    if (text_has_suffix_ci (g_strchomp (type), "base64")) {
        size = size / 4 * 3 + 3;
        bytes = g_malloc (size);
        end = size <= limit + 3 ? decode_base64 (comma + 1, bytes) : NULL;
    } else {
        bytes = g_malloc (size);
        end = size <= limit ? decode_plain (comma + 1, bytes) : NULL;
    }
    if (end == NULL)
        return NULL;
    size = (gsize) (end - bytes);
    return g_bytes_new_take (g_steal_pointer (&bytes), size);
}
