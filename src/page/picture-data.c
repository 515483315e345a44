/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "picture.h"

/* The next byte of the URI's data, percent-decoded, without the white space that lines are broken with.  FALSE
 * at the end. */
static gboolean
next_byte (const char **data, guchar *byte)
{
    const char *p = *data + strspn (*data, "\t\n\r");
    gboolean is_escape = *p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]);

    if (*p == '\0' || *p == '#')
        return FALSE;
    *byte = is_escape ? (guchar) (g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2])) : (guchar) *p;
    *data = p + (is_escape ? 3 : 1);
    return TRUE;
}

/* Six bits, or -1. */
static int
sextet (guchar byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9')
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* As https://infra.spec.whatwg.org/#forgiving-base64-decode, but that white space and padding may stand
 * anywhere.  FALSE: it is not base64. */
static gboolean
append_base64 (GByteArray *bytes, const char *data)
{
    guint32 bits = 0;
    guint n_bits = 0;
    guchar byte;

    while (next_byte (&data, &byte)) {
        int value = sextet (byte);

        if (byte == '=' || g_ascii_isspace (byte))
            continue;
        if (value < 0)
            return FALSE;
        bits = bits << 6 | (guint32) value;
        n_bits += 6;
        if (n_bits >= 8) {
            guint8 whole = (guint8) (bits >> (n_bits -= 8));

            g_byte_array_append (bytes, &whole, 1);
        }
    }
    return n_bits < 6;
}

GBytes *
data_uri_decode (const char *uri, gsize limit)
{
    const char *comma = text_has_prefix_ci (uri, "data:") ? strchr (uri, ',') : NULL;
    g_autofree char *type = comma != NULL ? g_strndup (uri, MIN ((gsize) (comma - uri), 256)) : NULL;
    GByteArray *bytes;
    gboolean is_base64;
    guchar byte;

    if (comma == NULL)
        return NULL;
    g_strchomp (type);
    is_base64 = text_has_suffix_ci (type, "base64");
    if (strlen (comma) / (is_base64 ? 4 : 1) * (is_base64 ? 3 : 1) > limit)
        return NULL;
    bytes = g_byte_array_sized_new ((guint) (is_base64 ? strlen (comma) / 4 * 3 + 3 : strlen (comma)));
    comma++;
    if (is_base64 && !append_base64 (bytes, comma)) {
        g_byte_array_unref (bytes);
        return NULL;
    }
    while (!is_base64 && next_byte (&comma, &byte))
        g_byte_array_append (bytes, &byte, 1);
    return g_byte_array_free_to_bytes (bytes);
}
