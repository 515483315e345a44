/* SPDX-License-Identifier: MIT */
#include "facts.h"

#include "format.h"

/* Which block of metadata wins.  Metadata Working Group, Guidelines for Handling Image Metadata 2.0, chapter 5. */

#define MOST_XMP_BYTES ((gsize) 1 << 20)

/* In their order, if the IIM has not been changed since the XMP was written; else IIM stands before XMP. */
enum { SAID_BESIDE, SAID_EXIF, SAID_XMP, SAID_IIM, N_SAID };

/* The shortest field of IIM has room for so many bytes; what is longer may have been cut. */
#define SHORTEST_FIELD 32

/* Whether `text` is what a block for a few bytes, or for ASCII only, could hold of `full`. */
static gboolean
is_cut_from (const char *text, const char *full)
{
    gboolean is_lossy = FALSE, may_be_cut = strlen (text) + 4 > SHORTEST_FIELD;

    for (; *text != '\0' && *full != '\0'; text = g_utf8_next_char (text), full = g_utf8_next_char (full)) {
        gunichar c = g_utf8_get_char (text), other = g_utf8_get_char (full);

        if (c != other && (c != '?' || other < 0x80))
            return FALSE;
        is_lossy = is_lossy || c != other;
    }
    return *text == '\0' && (*full == '\0' ? is_lossy : may_be_cut);
}

static const char *
choose (const Statement *statements[N_SAID], Fact fact)
{
    const char *chosen = NULL;

    for (guint i = 0; i < N_SAID; i++) {
        const char *text = statements[i]->texts[fact];

        if (chosen == NULL && text != NULL && (i == SAID_BESIDE || fact == FACT_DATE))
            return text;
        if (chosen == NULL || (text != NULL && is_cut_from (chosen, text)))
            chosen = text;
    }
    return chosen;
}

/* Several names are divided by semicolons in Exif: "Ann Lee; Tom Vale"; people write "Ann Lee and Tom Vale". */
static const char *
join_names (Arena *arena, const char *names)
{
    g_auto (GStrv) list = names != NULL && strchr (names, ';') != NULL ? g_strsplit (names, ";", -1) : NULL;
    g_autoptr (GString) joined = g_string_new (NULL);
    guint n = list != NULL ? g_strv_length (list) : 0;

    while (n > 0 && text_is_blank (list[n - 1], -1))
        n--;
    for (guint i = 0; i < n; i++) {
        const char *divider = joined->len == 0 ? "" : i + 1 < n ? ", " : " and ";

        if (!text_is_blank (list[i], -1))
            g_string_append_printf (joined, "%s%s", divider, g_strstrip (list[i]));
    }
    return joined->len > 0 ? arena_strdup (arena, joined->str) : names;
}

static gboolean
fill_facts (const Statement *statements[N_SAID], Arena *arena, PhotoFacts *facts)
{
    const char **fields[N_FACTS] = {
        [FACT_HEADLINE] = &facts->headline, [FACT_DESCRIPTION] = &facts->description,
        [FACT_ALT] = &facts->alt,           [FACT_CREATOR] = &facts->photographer,
        [FACT_CREDIT] = &facts->credit,     [FACT_SOURCE] = &facts->agency,
        [FACT_RIGHTS] = &facts->rights,     [FACT_DATE] = &facts->date,
        [FACT_PLACE] = &facts->place,       [FACT_POSITION] = &facts->position,
    };
    gboolean says_something = FALSE;

    for (guint i = 0; i < N_FACTS; i++) {
        *fields[i] = choose (statements, i);
        says_something = says_something || *fields[i] != NULL;
    }
    facts->photographer = join_names (arena, facts->photographer);
    return says_something;
}

gboolean
picture_read_facts (GBytes *bytes, const PictureInfo *info, GBytes *xmp, gboolean with_position, Arena *arena,
                    PhotoFacts *facts)
{
    g_autoptr (Arena) scratch = arena_new ();
    Blocks blocks = { .arena = scratch };
    Bytes beside = bytes_of (xmp);
    Statement said[N_SAID];
    const Statement *ranked[N_SAID];

    for (guint i = 0; i < N_SAID; i++) {
        said[i] = (Statement){ .arena = arena, .with_position = with_position };
        ranked[i] = &said[i];
    }
    picture_find_blocks (bytes_of (bytes), info, &blocks);
    if (beside.size > 0 && beside.size <= MOST_XMP_BYTES)
        xmp_read (beside, &said[SAID_BESIDE]);
    if (blocks.exif.size > 0)
        exif_read (blocks.exif, &said[SAID_EXIF]);
    if (blocks.xmp.size > 0 && blocks.xmp.size <= MOST_XMP_BYTES)
        xmp_read (blocks.xmp, &said[SAID_XMP]);
    if (blocks.extended_xmp.size > 0)
        xmp_read (blocks.extended_xmp, &said[SAID_XMP]);
    if (blocks.iim.size > 0)
        iim_read (blocks.iim, &said[SAID_IIM]);
    if (blocks.iim_digest.size > 0 && !iim_is_of_digest (blocks.iim, blocks.iim_digest)) {
        ranked[SAID_XMP] = &said[SAID_IIM];
        ranked[SAID_IIM] = &said[SAID_XMP];
    }
    return fill_facts (ranked, arena, facts);
}
