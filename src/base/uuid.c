/* SPDX-License-Identifier: MIT */
#include "uuid.h"

static const guint8 url_namespace[16] = {
    0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
};

char *
uuid_of_url (const char *url)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
    guint8 digest[20];
    gsize length = sizeof digest;

    g_checksum_update (checksum, url_namespace, sizeof url_namespace);
    g_checksum_update (checksum, (const guchar *) url, -1);
    g_checksum_get_digest (checksum, digest, &length);
    digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50);
    digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);
    return g_strdup_printf ("urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", digest[0],
                            digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7], digest[8],
                            digest[9], digest[10], digest[11], digest[12], digest[13], digest[14], digest[15]);
}
