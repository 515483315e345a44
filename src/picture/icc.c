/* SPDX-License-Identifier: MIT */
#include "format.h"

/* What colours a picture has is told by its ICC profile (ISO 15076-1): a header, a table of tags, and what they tell.
 */

#define HEADER_SIZE 128
#define TAG_SIZE 12
#define MOST_TAGS 100

/* The text of a description of either version, its letters as one byte or two. */
static gboolean
mentions (Bytes description, const char *word)
{
    gsize length = strlen (word), n = 0;

    for (gsize i = 0; i < description.size && i < 200; i++) {
        guint8 c = description.data[i];

        if (c == (guint8) word[n])
            n++;
        else if (c != 0 || n == 0)
            n = c == (guint8) word[0];
        if (n == length)
            return TRUE;
    }
    return FALSE;
}

/* Profiles of sRGB have its name in theirs; a small one that web sites like is called "c2". */
static gboolean
is_srgb (Bytes description)
{
    return mentions (description, "sRGB") || mentions (description, "uRGB") || mentions (description, "sGry")
           || mentions (description, "sGrey") || mentions (description, "Gamma 2.2")
           || BYTES_BEGIN (bytes_from (description, 8), "\0\0\0\3c2");
}

gboolean
icc_is_plain (Bytes profile)
{
    Bytes space = bytes_part (profile, 16, 4);
    guint n = (guint) MIN (bytes_big (profile, HEADER_SIZE, 4), MOST_TAGS);

    if (!BYTES_BEGIN (space, "RGB ") && !BYTES_BEGIN (space, "GRAY"))
        return FALSE;
    for (guint i = 0; i < n; i++) {
        gsize tag = HEADER_SIZE + 4 + (gsize) i * TAG_SIZE;

        if (BYTES_BEGIN (bytes_from (profile, tag), "desc"))
            return is_srgb (bytes_part (profile, bytes_big (profile, tag + 4, 4), bytes_big (profile, tag + 8, 4)));
    }
    return FALSE;
}
