/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "fuzz.h"
#include "picture/facts.h"

/* Any bytes are looked at, cleaned and asked what they say, and what was cleaned is as it was and says nothing more.
 * What stands behind "\nXMP\n" is taken for the .xmp file beside the picture. */

#define DIVIDER "\nXMP\n"

static void
check_fact (const char *text)
{
    check_text (text);
    g_assert_true (text == NULL || (*text != '\0' && strchr (text, '\n') == NULL));
}

static void
check_facts (const PhotoFacts *facts)
{
    const char *const texts[] = {
        facts->headline, facts->description, facts->alt,  facts->photographer, facts->credit,
        facts->agency,   facts->rights,      facts->date, facts->place,        facts->position
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        check_fact (texts[i]);
}

static void
check_clean (GBytes *bytes, const PictureInfo *info, Arena *arena)
{
    g_autoptr (GBytes) clean = picture_clean (bytes, info), again = NULL;
    PictureInfo cleaned;
    PhotoFacts facts = { 0 };
    NoteId problem;

    g_assert_true (picture_probe (clean, &cleaned, &problem));
    g_assert_cmpint (cleaned.format, ==, info->format);
    g_assert_cmpuint (cleaned.width, ==, info->width);
    g_assert_cmpuint (cleaned.height, ==, info->height);
    g_assert_cmpuint (cleaned.orientation, ==, info->orientation);
    if (info->format > PICTURE_GIF)
        return;
    g_assert_false (picture_read_facts (clean, &cleaned, NULL, TRUE, arena, &facts));
    again = picture_clean (clean, &cleaned);
    g_assert_true (g_bytes_equal (clean, again));
}

void
fuzz_picture (const guint8 *data, gsize size, const char *file)
{
    g_autoptr (Arena) arena = arena_new ();
    const guint8 *divider = memmem (data, size, DIVIDER, strlen (DIVIDER));
    gsize length = divider != NULL ? (gsize) (divider - data) : size, rest = size - length;
    g_autoptr (GBytes) bytes = g_bytes_new (data, length);
    g_autoptr (GBytes) xmp = rest > 0 ? g_bytes_new (divider + strlen (DIVIDER), rest - strlen (DIVIDER)) : NULL;
    PictureInfo info;
    PhotoFacts facts = { 0 };
    NoteId problem;

    if (!picture_probe (bytes, &info, &problem)) {
        g_assert_true (problem == NOTE_PICTURE_BROKEN || problem == NOTE_PICTURE_FORMAT
                       || problem == NOTE_PICTURE_LARGE);
        return;
    }
    g_assert_cmpuint (info.width, >, 0);
    g_assert_true (info.orientation >= 1 && info.orientation <= 8);
    picture_read_facts (bytes, &info, xmp, TRUE, arena, &facts);
    check_facts (&facts);
    check_clean (bytes, &info, arena);
}

/* ---- one block of metadata ---- */

static void
read_block (const guint8 *data, gsize size, void (*read) (Bytes block, Statement *statement))
{
    g_autoptr (Arena) arena = arena_new ();
    Statement statement = { .arena = arena, .with_position = TRUE };

    read ((Bytes){ data, size }, &statement);
    for (guint i = 0; i < N_FACTS; i++)
        check_fact (statement.texts[i]);
}

void
fuzz_exif (const guint8 *data, gsize size, const char *file)
{
    read_block (data, size, exif_read);
}

void
fuzz_iim (const guint8 *data, gsize size, const char *file)
{
    read_block (data, size, iim_read);
}

void
fuzz_xmp (const guint8 *data, gsize size, const char *file)
{
    read_block (data, size, xmp_read);
}
