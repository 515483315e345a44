/* SPDX-License-Identifier: MIT */
#include <libexif/exif-data.h>

#include "facts.h"
#include "tiff.h"

/* Exif through libexif, which never sees a camera's bytes: of the entries that matter, those that are whole and of a
 * size that makes sense are written down anew, without what they point to, makers' notes and thumbnails. */

#define PREFIX "Exif\0"
#define MOST_BYTES 6000

enum { TAG_EXIF_IFD = 0x8769, TAG_GPS_IFD = 0x8825 };

#define MOST_WANTED 16

/* Entries of a directory on their way into a new one. */
typedef struct {
    TiffEntry entries[MOST_WANTED];
    guint n;
} Directory;

static const guint16 wanted_main[] = { EXIF_TAG_IMAGE_DESCRIPTION, EXIF_TAG_ARTIST,     EXIF_TAG_COPYRIGHT,
                                       EXIF_TAG_XP_TITLE,          EXIF_TAG_XP_COMMENT, EXIF_TAG_XP_AUTHOR };
static const guint16 wanted_exif[] = { EXIF_TAG_DATE_TIME_ORIGINAL, EXIF_TAG_OFFSET_TIME_ORIGINAL,
                                       EXIF_TAG_USER_COMMENT };
static const guint16 wanted_gps[] = { EXIF_TAG_GPS_LATITUDE_REF, EXIF_TAG_GPS_LATITUDE, EXIF_TAG_GPS_LONGITUDE_REF,
                                      EXIF_TAG_GPS_LONGITUDE };

static gboolean
is_among (guint16 tag, const guint16 *wanted, guint n_wanted)
{
    for (guint i = 0; i < n_wanted; i++)
        if (wanted[i] == tag)
            return TRUE;
    return FALSE;
}

static gboolean
holds (const Directory *directory, guint16 tag)
{
    for (guint i = 0; i < directory->n; i++)
        if (directory->entries[i].tag == tag)
            return TRUE;
    return FALSE;
}

/* Takes what is wanted, the first of each tag, and the numbers that lead to the other two directories. */
static void
gather (const Tiff *tiff, gsize place, const guint16 *wanted, guint n_wanted, Directory *directory,
        gsize sub_directories[2])
{
    for (guint i = 0, n = place > 0 ? tiff_n_entries (tiff, place) : 0; i < n; i++) {
        TiffEntry entry = tiff_entry (tiff, place, i);

        if (entry.tag == TAG_EXIF_IFD || entry.tag == TAG_GPS_IFD)
            sub_directories[entry.tag == TAG_GPS_IFD] = tiff_number (tiff, &entry);
        else if (is_among (entry.tag, wanted, n_wanted) && entry.value.size > 0 && entry.value.size <= MOST_BYTES
                 && !holds (directory, entry.tag))
            directory->entries[directory->n++] = entry;
    }
}

static void
put_number (GByteArray *exif, const Tiff *tiff, gsize at, guint32 number, guint n)
{
    for (guint i = 0; i < n; i++)
        exif->data[at + i] = (guint8) (number >> 8 * (tiff->is_big_endian ? n - 1 - i : i));
}

/* Numbers in Exif count from its TIFF. */
static guint32
tiff_end (const GByteArray *exif)
{
    return exif->len - (guint32) sizeof PREFIX;
}

static void
put_entry (GByteArray *exif, const Tiff *tiff, gsize at, const TiffEntry *entry)
{
    put_number (exif, tiff, at, entry->tag, 2);
    put_number (exif, tiff, at + 2, entry->type, 2);
    put_number (exif, tiff, at + 4, entry->count, 4);
    if (entry->value.size <= 4) {
        memcpy (exif->data + at + 8, entry->value.data, entry->value.size);
        return;
    }
    put_number (exif, tiff, at + 8, tiff_end (exif), 4);
    g_byte_array_append (exif, entry->value.data, (guint) entry->value.size);
}

/* Writes a directory, with numbers that lead to others; returns where it stands. */
static guint32
put_directory (GByteArray *exif, const Tiff *tiff, const Directory *directory, const guint32 sub_directories[2])
{
    static const guint16 tags[] = { TAG_EXIF_IFD, TAG_GPS_IFD };
    guint32 place = tiff_end (exif);
    guint n = directory->n + (sub_directories != NULL ? 2 : 0);
    gsize at = exif->len + 2;

    g_byte_array_set_size (exif, exif->len + 2 + 12 * n + 4);
    memset (exif->data + at - 2, 0, exif->len - at + 2);
    put_number (exif, tiff, at - 2, n, 2);
    for (guint i = 0; i < directory->n; i++, at += 12)
        put_entry (exif, tiff, at, &directory->entries[i]);
    for (guint i = 0; sub_directories != NULL && i < G_N_ELEMENTS (tags); i++, at += 12) {
        put_number (exif, tiff, at, tags[i], 2);
        put_number (exif, tiff, at + 2, TIFF_LONG, 2);
        put_number (exif, tiff, at + 4, 1, 4);
        put_number (exif, tiff, at + 8, sub_directories[i], 4);
    }
    return place;
}

/* NULL: there is nothing in it that is wanted. */
static GByteArray *
rewrite (const Tiff *tiff, gboolean with_position)
{
    gsize places[2] = { 0 }, none[2];
    Directory main = { .n = 0 }, exif = { .n = 0 }, gps = { .n = 0 };
    GByteArray *made;
    guint32 made_places[2];

    gather (tiff, tiff_first_directory (tiff), wanted_main, G_N_ELEMENTS (wanted_main), &main, places);
    gather (tiff, places[0], wanted_exif, G_N_ELEMENTS (wanted_exif), &exif, none);
    if (with_position)
        gather (tiff, places[1], wanted_gps, G_N_ELEMENTS (wanted_gps), &gps, none);
    if (main.n + exif.n + gps.n == 0)
        return NULL;
    made = g_byte_array_sized_new (1024);
    g_byte_array_append (made, (const guint8 *) PREFIX, sizeof PREFIX);
    g_byte_array_append (made, tiff->bytes.data, 8);
    made_places[0] = put_directory (made, tiff, &exif, NULL);
    made_places[1] = put_directory (made, tiff, &gps, NULL);
    put_number (made, tiff, sizeof PREFIX + 4, put_directory (made, tiff, &main, made_places), 4);
    return made;
}

static ExifData *
load (const GByteArray *bytes)
{
    ExifData *exif = exif_data_new ();

    exif_data_unset_option (exif, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION); /* it would add what is missing */
    exif_data_unset_option (exif, EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
    exif_data_load_data (exif, bytes->data, bytes->len);
    return exif;
}

static Bytes
entry_bytes (ExifData *exif, ExifIfd ifd, int tag)
{
    const ExifEntry *entry = exif_content_get_entry (exif->ifd[ifd], (ExifTag) tag);

    return entry != NULL && entry->data != NULL ? (Bytes){ entry->data, entry->size } : BYTES_NONE;
}

static char *
entry_text (ExifData *exif, ExifIfd ifd, int tag)
{
    return text_from_bytes (entry_bytes (exif, ifd, tag));
}

/* UTF-16 up to its NUL. */
static char *
text_from_utf16 (Bytes bytes, gboolean is_big_endian)
{
    gsize size = 0;

    while (size + 2 <= bytes.size && (bytes.data[size] != 0 || bytes.data[size + 1] != 0))
        size += 2;
    return size > 0 ? g_convert ((const char *) bytes.data, (gssize) size, "UTF-8",
                                 is_big_endian ? "UTF-16BE" : "UTF-16LE", NULL, NULL, NULL)
                    : NULL;
}

/* Which byte of the letters is high?  Programs disagree, so the one that is more often 0. */
static gboolean
is_utf16_big_endian (Bytes bytes, gboolean else_so)
{
    guint n_zeros[2] = { 0 };

    for (gsize i = 0; i < bytes.size; i++)
        n_zeros[i & 1] += bytes.data[i] == 0;
    return n_zeros[0] != n_zeros[1] ? n_zeros[0] > n_zeros[1] : else_so;
}

/* A comment begins with the name of its encoding in eight bytes. */
static char *
comment_text (Bytes comment, gboolean is_big_endian)
{
    Bytes text = bytes_from (comment, 8);

    if (BYTES_BEGIN (comment, "UNICODE\0")) {
        if (BYTES_BEGIN (text, "\xfe\xff") || BYTES_BEGIN (text, "\xff\xfe"))
            return text_from_utf16 (bytes_from (text, 2), text.data[0] == 0xfe);
        return text_from_utf16 (text, is_utf16_big_endian (text, is_big_endian));
    }
    if (BYTES_BEGIN (comment, "JIS\0"))
        return text.size > 0
                   ? g_convert ((const char *) text.data, (gssize) text.size, "UTF-8", "ISO-2022-JP", NULL, NULL, NULL)
                   : NULL;
    return text_from_bytes (text);
}

static void
add_text (Statement *statement, Fact fact, char *text)
{
    g_autofree char *owned = text;

    if (owned != NULL)
        statement_add (statement, fact, owned, -1);
}

/* The photographer's notice, a NUL, the editor's. */
static void
add_copyright (ExifData *exif, Statement *statement)
{
    Bytes both = entry_bytes (exif, EXIF_IFD_0, EXIF_TAG_COPYRIGHT);
    const guint8 *nul = both.size > 0 ? memchr (both.data, '\0', both.size) : NULL;

    add_text (statement, FACT_RIGHTS, text_from_bytes (both));
    if (nul != NULL)
        add_text (statement, FACT_RIGHTS, text_from_bytes (bytes_from (both, (gsize) (nul + 1 - both.data))));
}

/* Several in one text: "Ann Lee; Tom Vale". */
static void
add_artists (ExifData *exif, Statement *statement)
{
    g_autofree char *text = entry_text (exif, EXIF_IFD_0, EXIF_TAG_ARTIST);

    if (text != NULL)
        statement_add_name (statement, text, -1);
    if (statement->texts[FACT_CREATOR] == NULL)
        add_text (statement, FACT_CREATOR, text_from_utf16 (entry_bytes (exif, EXIF_IFD_0, EXIF_TAG_XP_AUTHOR), FALSE));
}

/* The first of January at midnight is a clock that nobody has set. */
static void
add_date (ExifData *exif, Statement *statement)
{
    g_autofree char *date = entry_text (exif, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL);
    g_autofree char *offset = entry_text (exif, EXIF_IFD_EXIF, EXIF_TAG_OFFSET_TIME_ORIGINAL);

    if (date != NULL && !g_str_has_suffix (date, ":01:01 00:00:00"))
        statement_add_date (statement, date, offset);
}

/* Degrees, minutes and seconds, as fractions. */
static gboolean
read_angle (ExifData *exif, int tag, int reference_tag, char negative, double *angle)
{
    Bytes parts = entry_bytes (exif, EXIF_IFD_GPS, tag), reference = entry_bytes (exif, EXIF_IFD_GPS, reference_tag);
    double unit = 1;

    *angle = 0;
    if (parts.size != 24 || reference.size == 0)
        return FALSE;
    for (guint i = 0; i < 3; i++) {
        ExifRational part = exif_get_rational (parts.data + 8 * i, exif_data_get_byte_order (exif));

        if (part.denominator == 0 && part.numerator != 0)
            return FALSE;
        *angle += part.numerator != 0 ? unit * part.numerator / part.denominator : 0;
        unit /= 60;
    }
    if (reference.data[0] == (guint8) negative)
        *angle = -*angle;
    return TRUE;
}

static void
add_position (ExifData *exif, Statement *statement)
{
    double latitude, longitude;

    if (read_angle (exif, EXIF_TAG_GPS_LATITUDE, EXIF_TAG_GPS_LATITUDE_REF, 'S', &latitude)
        && read_angle (exif, EXIF_TAG_GPS_LONGITUDE, EXIF_TAG_GPS_LONGITUDE_REF, 'W', &longitude))
        statement_add_position (statement, latitude, longitude);
}

void
exif_read (Bytes bytes, Statement *statement)
{
    Tiff tiff;
    GByteArray *rewritten = tiff_open (bytes, &tiff) ? rewrite (&tiff, statement->with_position) : NULL;
    ExifData *exif;

    if (rewritten == NULL)
        return;
    exif = load (rewritten);
    add_text (statement, FACT_DESCRIPTION, entry_text (exif, EXIF_IFD_0, EXIF_TAG_IMAGE_DESCRIPTION));
    add_text (statement, FACT_DESCRIPTION,
              text_from_utf16 (entry_bytes (exif, EXIF_IFD_0, EXIF_TAG_XP_COMMENT), FALSE));
    add_text (statement, FACT_DESCRIPTION,
              comment_text (entry_bytes (exif, EXIF_IFD_EXIF, EXIF_TAG_USER_COMMENT), tiff.is_big_endian));
    add_text (statement, FACT_HEADLINE, text_from_utf16 (entry_bytes (exif, EXIF_IFD_0, EXIF_TAG_XP_TITLE), FALSE));
    add_artists (exif, statement);
    add_copyright (exif, statement);
    add_date (exif, statement);
    if (statement->with_position)
        add_position (exif, statement);
    exif_data_unref (exif);
    g_byte_array_unref (rewritten);
}
