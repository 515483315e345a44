/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/book.h"
#include "picture/picture.h"

/* Files of pictures, made here byte by byte: what they are, what they say, and what is left of them once they are
 * clean. */

/* The bytes of string literals, NULs in them included. */
#define ADD(bytes, literal) g_byte_array_append ((bytes), (const guint8 *) literal, sizeof literal - 1)

static void
add_number (GByteArray *bytes, guint64 number, guint n, gboolean is_big_endian)
{
    for (guint i = 0; i < n; i++) {
        guint8 byte = (guint8) (number >> 8 * (is_big_endian ? n - 1 - i : i));

        g_byte_array_append (bytes, &byte, 1);
    }
}

static void
add_all (GByteArray *bytes, const GByteArray *more)
{
    g_byte_array_append (bytes, more->data, more->len);
}

static void
add_text (GByteArray *bytes, const char *text)
{
    g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

/* Of JPEG: its start; a segment; what decodes to eight by six pixels, or at least looks like it, and the end. */
static GByteArray *
jpeg_begin (void)
{
    GByteArray *jpeg = g_byte_array_new ();

    ADD (jpeg, "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0");
    return jpeg;
}

static void
jpeg_add (GByteArray *jpeg, guint8 marker, const char *name, gsize name_length, const GByteArray *payload)
{
    guint8 start[] = { 0xff, marker };

    g_byte_array_append (jpeg, start, sizeof start);
    add_number (jpeg, 2 + name_length + (payload != NULL ? payload->len : 0), 2, TRUE);
    g_byte_array_append (jpeg, (const guint8 *) name, (guint) name_length);
    if (payload != NULL)
        add_all (jpeg, payload);
}

#define JPEG_ADD(jpeg, marker, name, payload) jpeg_add (jpeg, marker, name, sizeof name - 1, payload)
#define JPEG_DATA "\xff\xc0\0\x0b\x08\0\6\0\x08\1\1\x11\0\xff\xda\0\x08\1\1\0\0\x3f\0\x12\xff\0\x34\xff\xd0\x56"
#define EXIF "Exif\0\0"
#define XMP "http://ns.adobe.com/xap/1.0/\0"
#define EXTENDED_XMP "http://ns.adobe.com/xmp/extension/\0"
#define PHOTOSHOP "Photoshop 3.0\0"

static GBytes *
jpeg_end (GByteArray *jpeg)
{
    ADD (jpeg, JPEG_DATA "\xff\xd9");
    return g_byte_array_free_to_bytes (jpeg);
}

/* A TIFF of one directory or three: lines of "tag type count value", the value in hexadecimal or as text. */
typedef struct {
    guint tag, type;
    const char *value;
    gsize size;
} Entry;

#define TEXT(tag, text)                                                                                                \
    {                                                                                                                  \
        tag, 2, text, sizeof text                                                                                      \
    }
#define BYTES(tag, type, bytes)                                                                                        \
    {                                                                                                                  \
        tag, type, bytes, sizeof bytes - 1                                                                             \
    }

static guint
type_size (guint type)
{
    return type == 3 ? 2 : type == 4 ? 4 : type == 5 ? 8 : 1;
}

/* Appends a directory whose values follow it; returns where it stands. */
static guint
tiff_add (GByteArray *tiff, gboolean is_big_endian, const Entry *entries, guint n)
{
    guint place = tiff->len, values = place + 2 + 12 * n + 4;
    g_autoptr (GByteArray) data = g_byte_array_new ();

    add_number (tiff, n, 2, is_big_endian);
    for (guint i = 0; i < n; i++) {
        add_number (tiff, entries[i].tag, 2, is_big_endian);
        add_number (tiff, entries[i].type, 2, is_big_endian);
        add_number (tiff, entries[i].size / type_size (entries[i].type), 4, is_big_endian);
        if (entries[i].size <= 4) {
            g_byte_array_append (tiff, (const guint8 *) entries[i].value, (guint) entries[i].size);
            add_number (tiff, 0, 4 - (guint) entries[i].size, is_big_endian);
        } else {
            add_number (tiff, values + data->len, 4, is_big_endian);
            g_byte_array_append (data, (const guint8 *) entries[i].value, (guint) entries[i].size);
        }
    }
    add_number (tiff, 0, 4, is_big_endian);
    add_all (tiff, data);
    return place;
}

static GByteArray *
tiff_begin (gboolean is_big_endian)
{
    GByteArray *tiff = g_byte_array_new ();

    if (is_big_endian)
        ADD (tiff, "MM\0*\0\0\0\x08");
    else
        ADD (tiff, "II*\0\x08\0\0\0");
    return tiff;
}

static GByteArray *
exif_new (const Entry *entries, guint n)
{
    GByteArray *tiff = tiff_begin (TRUE);

    tiff_add (tiff, TRUE, entries, n);
    return tiff;
}

/* A data set of IIM. */
static void
iim_add (GByteArray *iim, guint record, guint number, const char *text)
{
    add_number (iim, 0x1c, 1, TRUE);
    add_number (iim, record, 1, TRUE);
    add_number (iim, number, 1, TRUE);
    add_number (iim, strlen (text), 2, TRUE);
    add_text (iim, text);
}

static GByteArray *
resource_new (guint number, const GByteArray *data)
{
    GByteArray *resource = g_byte_array_new ();

    ADD (resource, "8BIM");
    add_number (resource, number, 2, TRUE);
    add_number (resource, 0, 2, TRUE);
    add_number (resource, data->len, 4, TRUE);
    add_all (resource, data);
    add_number (resource, 0, data->len & 1, TRUE);
    return resource;
}

#define RDF_BEGIN                                                                                                      \
    "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"                           \
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"                   \
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:ps='http://ns.adobe.com/photoshop/1.0/'"                       \
    " xmlns:core='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'"                                                        \
    " xmlns:ext='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' xmlns:exif='http://ns.adobe.com/exif/1.0/'"
#define RDF_END "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"

static GByteArray *
text_bytes (const char *text)
{
    GByteArray *bytes = g_byte_array_new ();

    add_text (bytes, text);
    return bytes;
}

/* What a picture says, in an arena. */
typedef struct {
    Arena *arena;
    PictureInfo info;
    PhotoFacts facts;
    gboolean says_something;
} Said;

static void
read_facts (Said *said, GBytes *bytes, GBytes *xmp, gboolean with_position)
{
    NoteId problem;

    memset (said, 0, sizeof *said);
    said->arena = arena_new ();
    g_assert_true (picture_probe (bytes, &said->info, &problem));
    said->says_something = picture_read_facts (bytes, &said->info, xmp, with_position, said->arena, &said->facts);
}

/* A JPEG with that in one segment. */
static GBytes *
jpeg_with (guint8 marker, const char *name, gsize name_length, GByteArray *payload)
{
    GByteArray *jpeg = jpeg_begin ();

    jpeg_add (jpeg, marker, name, name_length, payload);
    g_byte_array_unref (payload);
    return jpeg_end (jpeg);
}

#define JPEG_WITH(marker, name, payload) jpeg_with (marker, name, sizeof name - 1, payload)

static void
read_exif (Said *said, const Entry *entries, guint n)
{
    g_autoptr (GBytes) bytes = JPEG_WITH (0xe1, EXIF, exif_new (entries, n));

    read_facts (said, bytes, NULL, FALSE);
}

static void
read_xmp (Said *said, const char *xmp)
{
    g_autoptr (GBytes) bytes = JPEG_WITH (0xe1, XMP, text_bytes (xmp));

    read_facts (said, bytes, NULL, TRUE);
}

static void
test_exif_is_read (void)
{
    static const Entry entries[] = {
        TEXT (0x010e, "Zwei Ruderer vor dem Leuchtturm."),
        TEXT (0x013b, "Ann Lee; Tom Vale"),
        TEXT (0x8298, " \0Nordlicht"),
        BYTES (0x9c9b, 1, "B\0o\0o\0t\0\0\0"),
        TEXT (0x9003, "2019:05:04 10:11:12"), /* belongs elsewhere */
    };
    Said said;

    read_exif (&said, entries, G_N_ELEMENTS (entries));
    g_assert_cmpstr (said.facts.description, ==, "Zwei Ruderer vor dem Leuchtturm.");
    g_assert_cmpstr (said.facts.photographer, ==, "Ann Lee and Tom Vale");
    g_assert_cmpstr (said.facts.rights, ==, "Nordlicht");
    g_assert_cmpstr (said.facts.headline, ==, "Boot");
    g_assert_cmpstr (said.facts.date, ==, NULL);
    arena_free (said.arena);
}

static void
test_one_name_may_be_a_part_of_another (void)
{
    Said said;

    read_xmp (&said, RDF_BEGIN "><dc:creator><rdf:Seq><rdf:li>Ann Leeson</rdf:li><rdf:li>Ann Lee</rdf:li>"
                               "<rdf:li>Ann Leeson</rdf:li></rdf:Seq></dc:creator>" RDF_END);
    g_assert_cmpstr (said.facts.photographer, ==, "Ann Leeson and Ann Lee");
    arena_free (said.arena);
}

static void
test_of_an_entry_the_first_counts (void)
{
    static const Entry entries[] = {
        TEXT (0x010e, "The lighthouse."), TEXT (0x010e, "Two."), TEXT (0x010e, "Three."),  TEXT (0x010e, "Four."),
        TEXT (0x010e, "Five."),           TEXT (0x010e, "Six."), TEXT (0x013b, "Ann Lee"),
    };
    Said said;

    read_exif (&said, entries, G_N_ELEMENTS (entries));
    g_assert_cmpstr (said.facts.description, ==, "The lighthouse.");
    g_assert_cmpstr (said.facts.photographer, ==, "Ann Lee");
    arena_free (said.arena);
}

/* An Exif of three directories, in either order of bytes. */
static GByteArray *
full_exif (gboolean is_big_endian, const char *comment, gsize comment_size, const char *date)
{
    GByteArray *tiff = tiff_begin (is_big_endian);
    Entry exif[] = { { 0x9003, 2, date, strlen (date) + 1 },
                     TEXT (0x9011, "+02:00"),
                     { 0x9286, 7, comment, comment_size } };
    g_autoptr (GByteArray) north = g_byte_array_new (), east = g_byte_array_new ();
    GByteArray *pointers[2];
    const guint degrees[2][3] = { { 54, 20, 30 }, { 13, 45, 0 } };
    guint places[2];

    for (guint i = 0; i < 3; i++) {
        add_number (north, degrees[0][i], 4, is_big_endian);
        add_number (north, 1, 4, is_big_endian);
        add_number (east, degrees[1][i], 4, is_big_endian);
        add_number (east, 1, 4, is_big_endian);
    }
    {
        Entry gps[] = { TEXT (1, "N"),
                        { 2, 5, (const char *) north->data, north->len },
                        TEXT (3, "W"),
                        { 4, 5, (const char *) east->data, east->len } };

        places[0] = tiff_add (tiff, is_big_endian, exif, G_N_ELEMENTS (exif));
        places[1] = tiff_add (tiff, is_big_endian, gps, G_N_ELEMENTS (gps));
    }
    for (guint i = 0; i < 2; i++) {
        pointers[i] = g_byte_array_new ();
        add_number (pointers[i], places[i], 4, is_big_endian);
    }
    {
        Entry first[] = { { 0x8769, 4, (const char *) pointers[0]->data, 4 },
                          { 0x8825, 4, (const char *) pointers[1]->data, 4 } };
        guint place = tiff_add (tiff, is_big_endian, first, G_N_ELEMENTS (first));

        for (guint i = 0; i < 4; i++)
            tiff->data[4 + i] = (guint8) (place >> 8 * (is_big_endian ? 3 - i : i));
    }
    g_byte_array_unref (pointers[0]);
    g_byte_array_unref (pointers[1]);
    return tiff;
}

static void
test_exif_of_either_order_is_read (void)
{
    static const struct {
        const char *bytes;
        gsize size;
        const char *text;
    } comments[] = {
#define COMMENT(bytes, text) { bytes, sizeof bytes - 1, text }
        COMMENT ("ASCII\0\0\0Two boats in harbour", "Two boats in harbour"),
        COMMENT ("\0\0\0\0\0\0\0\0Zwei B\xc3\xb6te", "Zwei Böte"),
        COMMENT ("UNICODE\0\0Z\0w\0e\0i", "Zwei"),
        COMMENT ("UNICODE\0Z\0w\0e\0i\0", "Zwei"),
        COMMENT ("UNICODE\0\xff\xfeZ\0w\0e\0i\0", "Zwei"),
        COMMENT ("JIS\0\0\0\0\0\x1b$B5a\x1b(B", "求"),
        COMMENT ("ASCII\0\0\0        ", NULL),
        COMMENT ("ASC", NULL),
#undef COMMENT
    };

    for (guint i = 0; i < 2 * G_N_ELEMENTS (comments); i++) {
        GByteArray *exif = full_exif (i & 1, comments[i / 2].bytes, comments[i / 2].size, "2019:05:04 10:11:12");
        g_autoptr (GBytes) bytes = JPEG_WITH (0xe1, EXIF, exif);
        Said said;

        read_facts (&said, bytes, NULL, TRUE);
        g_assert_cmpstr (said.facts.description, ==, comments[i / 2].text);
        g_assert_cmpstr (said.facts.date, ==, "2019-05-04T10:11:12+02:00");
        g_assert_cmpstr (said.facts.position, ==, "54.34167,-13.75000");
        arena_free (said.arena);
        read_facts (&said, bytes, NULL, FALSE);
        g_assert_cmpstr (said.facts.position, ==, NULL);
        arena_free (said.arena);
    }
}

static void
test_dates_are_what_they_say (void)
{
    static const char *const dates[][2] = {
        { "2019:05:04 10:11:12", "2019-05-04T10:11:12+02:00" },
        { "2019:05:04", "2019-05-04" },
        { "2019:05:  ", "2019-05" },
        { "2019:13:01", "2019" },
        { "2019:02:30 10:00:00", "2019-02" },
        { "0000:00:00 00:00:00", NULL },
        { "    :  :     :  :  ", NULL },
        { "2000:01:01 00:00:00", NULL },
        { "1066:10:14 10:00:00", NULL },
        { "yesterday", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
        g_autoptr (GBytes) bytes = JPEG_WITH (0xe1, EXIF, full_exif (FALSE, "ASC", 3, dates[i][0]));
        Said said;

        read_facts (&said, bytes, NULL, FALSE);
        g_assert_cmpstr (said.facts.date, ==, dates[i][1]);
        arena_free (said.arena);
    }
}

static void
test_leftovers_say_nothing (void)
{
    static const Entry entries[] = { TEXT (0x010e, "OLYMPUS DIGITAL CAMERA         "), TEXT (0x013b, "Picasa"),
                                     TEXT (0x8298, "   ") };
    static const Entry names[] = { TEXT (0x010e, "Photoshop"), TEXT (0x013b, "Canon") };
    Said said;

    read_exif (&said, entries, G_N_ELEMENTS (entries));
    g_assert_false (said.says_something);
    arena_free (said.arena);
    read_exif (&said, names, G_N_ELEMENTS (names));
    g_assert_cmpstr (said.facts.description, ==, "Photoshop");
    g_assert_cmpstr (said.facts.photographer, ==, NULL);
    arena_free (said.arena);
}

static GByteArray *
iim_new (const char *charset, const char *caption, const char *author)
{
    GByteArray *iim = g_byte_array_new ();

    if (charset != NULL)
        iim_add (iim, 1, 90, charset);
    iim_add (iim, 2, 120, caption);
    iim_add (iim, 2, 80, author);
    iim_add (iim, 2, 80, "Tom Vale");
    iim_add (iim, 2, 110, "Nordlicht/AFP");
    iim_add (iim, 2, 55, "20190504");
    iim_add (iim, 2, 60, "101112+0200");
    iim_add (iim, 2, 90, "Duluth");
    iim_add (iim, 2, 95, "Minnesota");
    iim_add (iim, 2, 101, "United States");
    return iim;
}

static void
test_iim_is_read (void)
{
    static const struct {
        const char *charset, *caption, *text;
    } cases[] = {
        { "\x1b%G", "Göhren – früh", "Göhren – früh" },
        { NULL, "Göhren – früh", "Göhren – früh" },
        { NULL, "G\xf6hren \x96 fr\xfch", "Göhren – früh" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GByteArray) iim = iim_new (cases[i].charset, cases[i].caption, "Ann Lee");
        g_autoptr (GBytes) bytes = JPEG_WITH (0xed, PHOTOSHOP, resource_new (0x0404, iim));
        Said said;

        read_facts (&said, bytes, NULL, FALSE);
        g_assert_cmpstr (said.facts.description, ==, cases[i].text);
        g_assert_cmpstr (said.facts.photographer, ==, "Ann Lee and Tom Vale");
        g_assert_cmpstr (said.facts.credit, ==, "Nordlicht/AFP");
        g_assert_cmpstr (said.facts.date, ==, "2019-05-04T10:11:12+02:00");
        g_assert_cmpstr (said.facts.place, ==, "Duluth, Minnesota, United States");
        arena_free (said.arena);
    }
}

static void
test_xmp_is_read_in_its_short_form (void)
{
    Said said;

    read_xmp (&said, RDF_BEGIN " ps:Headline='Boats' ps:Credit='AFP' ps:Source='Nordlicht' ps:City='Göhren'"
                               " ps:Country='Germany' ps:DateCreated='2019-05-04' dc:description='Two boats'"
                               " core:AltTextAccessibility='A red boat' exif:GPSLatitude='54,20.5N'"
                               " exif:GPSLongitude='13,45,0W'>" RDF_END);
    g_assert_cmpstr (said.facts.headline, ==, "Boats");
    g_assert_cmpstr (said.facts.description, ==, "Two boats");
    g_assert_cmpstr (said.facts.credit, ==, "AFP");
    g_assert_cmpstr (said.facts.agency, ==, "Nordlicht");
    g_assert_cmpstr (said.facts.alt, ==, "A red boat");
    g_assert_cmpstr (said.facts.place, ==, "Göhren, Germany");
    g_assert_cmpstr (said.facts.date, ==, "2019-05-04");
    g_assert_cmpstr (said.facts.position, ==, "54.34167,-13.75000");
    arena_free (said.arena);
}

static void
test_xmp_is_read_in_its_long_form (void)
{
    Said said;

    read_xmp (&said,
              RDF_BEGIN "><dc:description><rdf:Alt><rdf:li xml:lang='de'>Zwei Boote</rdf:li>"
                        "<rdf:li xml:lang='x-default'>Two\nboats</rdf:li></rdf:Alt></dc:description>"
                        "<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Tom Vale</rdf:li><rdf:li>Bo Ek</rdf:li>"
                        "</rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li>Free</rdf:li></rdf:Alt></dc:rights>"
                        "<ps:City>Kiel</ps:City><ext:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
                        "<ext:City>Göhren</ext:City><ext:CountryName><rdf:Alt><rdf:li xml:lang='x-default'>Germany"
                        "</rdf:li></rdf:Alt></ext:CountryName></rdf:li></rdf:Bag></ext:LocationShown>" RDF_END);
    g_assert_cmpstr (said.facts.description, ==, "Two boats");
    g_assert_cmpstr (said.facts.photographer, ==, "Ann Lee, Tom Vale and Bo Ek");
    g_assert_cmpstr (said.facts.rights, ==, "Free");
    g_assert_cmpstr (said.facts.place, ==, "Göhren, Germany");
    arena_free (said.arena);
}

/* Of what is longer than anybody writes, the beginning is left, or nothing of a name. */
static void
test_long_texts_are_cut (void)
{
    g_autoptr (GString) xmp = g_string_new (RDF_BEGIN " dc:description='a"), name = g_string_new (NULL);
    Said said;

    for (guint i = 0; i < 5000; i++)
        g_string_append (xmp, "ö");
    for (guint i = 0; i < 400; i++)
        g_string_append (name, "ö");
    g_string_append_printf (xmp, "' dc:creator='%s' ps:City='%s' dc:rights='%s'>" RDF_END, name->str, name->str,
                            name->str);
    read_xmp (&said, xmp->str);
    g_assert_cmpuint (strlen (said.facts.description), ==, 7999);
    g_assert_true (g_utf8_validate (said.facts.description, -1, NULL));
    g_assert_cmpstr (said.facts.photographer, ==, NULL);
    g_assert_cmpstr (said.facts.place, ==, NULL);
    g_assert_cmpint (g_utf8_strlen (said.facts.rights, -1), <=, 300);
    arena_free (said.arena);
}

static void
test_xmp_of_other_namespaces_says_nothing (void)
{
    Said said;

    read_xmp (&said, RDF_BEGIN " xmlns:a='http://a.example/' a:Headline='No' a:description='No'><a:City>No</a:City>"
                               "<a:creator>No</a:creator>" RDF_END);
    g_assert_false (said.says_something);
    arena_free (said.arena);
}

static void
test_xmp_declares_nothing (void)
{
    static const char *const bombs[] = {
        "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" RDF_BEGIN " ps:City='x&a;y'>" RDF_END,
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>" RDF_BEGIN
        "><ps:City>x&b;&b;y</ps:City>" RDF_END,
    };

    for (guint i = 0; i < G_N_ELEMENTS (bombs); i++) {
        Said said;

        read_xmp (&said, bombs[i]);
        g_assert_true (said.facts.place == NULL || strlen (said.facts.place) < 20);
        g_assert_true (said.facts.place == NULL || strstr (said.facts.place, "root") == NULL);
        arena_free (said.arena);
    }
}

/* Exif stands before XMP and that before IIM, unless the IIM was changed behind the XMP's back; a file beside the
 * picture stands before all. */
static void
test_blocks_have_their_rank (void)
{
    static const Entry entries[] = { TEXT (0x010e, "Of Exif") };
    static const char *const expected[] = { "Of XMP", "Of IIM", "Of XMP" };
    g_autoptr (GByteArray) exif = exif_new (entries, 1), iim = iim_new (NULL, "Of IIM", "Ann Lee");
    g_autoptr (GByteArray) xmp = text_bytes (RDF_BEGIN " dc:description='Of XMP'>" RDF_END);
    g_autoptr (GBytes) beside = g_bytes_new_static (RDF_BEGIN " dc:description='Beside'>" RDF_END,
                                                    sizeof RDF_BEGIN " dc:description='Beside'>" RDF_END - 1);

    for (guint i = 0; i < 6; i++) {
        GByteArray *jpeg = jpeg_begin ();
        g_autoptr (GByteArray) resource = resource_new (0x0404, iim), digest = g_byte_array_new (), second = NULL;
        g_autoptr (GBytes) bytes = NULL;
        Said said;

        if (i % 3 > 0) {
            g_autoptr (GChecksum) md5 = g_checksum_new (G_CHECKSUM_MD5);
            gsize size = 16;

            g_checksum_update (md5, iim->data, i % 3 == 2 ? (gssize) iim->len : 5);
            g_byte_array_set_size (digest, 16);
            g_checksum_get_digest (md5, digest->data, &size);
            second = resource_new (0x0425, digest);
            add_all (resource, second);
        }
        if (i >= 3)
            JPEG_ADD (jpeg, 0xe1, EXIF, exif);
        JPEG_ADD (jpeg, 0xe1, XMP, xmp);
        JPEG_ADD (jpeg, 0xed, PHOTOSHOP, resource);
        bytes = jpeg_end (jpeg);
        read_facts (&said, bytes, NULL, FALSE);
        g_assert_cmpstr (said.facts.description, ==, i >= 3 ? "Of Exif" : expected[i]);
        g_assert_cmpstr (said.facts.credit, ==, "Nordlicht/AFP");
        arena_free (said.arena);
        read_facts (&said, bytes, beside, FALSE);
        g_assert_cmpstr (said.facts.description, ==, "Beside");
        arena_free (said.arena);
    }
}

/* What a short field cut off, or ASCII could not hold, another block has. */
static void
test_what_was_cut_is_found_whole (void)
{
    static const Entry lossy[] = { TEXT (0x013b, "J?rgen Gro?") };
    g_autoptr (GByteArray) exif = exif_new (lossy, 1),
                           iim = iim_new (NULL, "x y z", "Maximiliane von Hohenfels-Langen");
    g_autoptr (GByteArray) resource = resource_new (0x0404, iim);
    g_autoptr (GByteArray) xmp = text_bytes (RDF_BEGIN " dc:creator='Jürgen Groß'>" RDF_END);
    GByteArray *jpeg = jpeg_begin ();
    g_autoptr (GBytes) bytes = NULL;
    Said said;

    JPEG_ADD (jpeg, 0xe1, EXIF, exif);
    JPEG_ADD (jpeg, 0xe1, XMP, xmp);
    JPEG_ADD (jpeg, 0xed, PHOTOSHOP, resource);
    bytes = jpeg_end (jpeg);
    read_facts (&said, bytes, NULL, FALSE);
    g_assert_cmpstr (said.facts.photographer, ==, "Jürgen Groß");
    arena_free (said.arena);
}

/* A piece of an extended XMP. */
static GByteArray *
piece_new (const char *guid, gsize size, gsize at, const char *text)
{
    GByteArray *piece = text_bytes (guid);

    add_number (piece, size, 4, TRUE);
    add_number (piece, at, 4, TRUE);
    add_text (piece, text);
    return piece;
}

static void
test_extended_xmp_is_put_together (void)
{
    static const char guid[] = "0123456789ABCDEF0123456789ABCDEF", text[] = RDF_BEGIN " ps:City='Kiel'>" RDF_END;
    g_autoptr (GByteArray) xmp = text_bytes (RDF_BEGIN " xmlns:n='http://ns.adobe.com/xmp/note/'"
                                                       " n:HasExtendedXMP='0123456789ABCDEF0123456789ABCDEF'>" RDF_END);
    static const struct {
        gsize lie, skip;
        const char *place;
    } cases[] = { { 0, 0, "Kiel" }, { 7, 0, NULL }, { 0xfffffff0u - sizeof text, 0, NULL }, { 0, 3, NULL } };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        gsize size = sizeof text - 1 + cases[i].lie, half = size / 2 > 300 ? 300 : size / 2;
        g_autofree char *first = g_strndup (text, half);
        g_autoptr (GByteArray) one = piece_new (guid, size, 0, first);
        g_autoptr (GByteArray) two = piece_new (guid, size, half + cases[i].skip, text + half);
        GByteArray *jpeg = jpeg_begin ();
        g_autoptr (GBytes) bytes = NULL;
        Said said;

        JPEG_ADD (jpeg, 0xe1, EXTENDED_XMP, two);
        JPEG_ADD (jpeg, 0xe1, XMP, xmp);
        JPEG_ADD (jpeg, 0xe1, EXTENDED_XMP, one);
        bytes = jpeg_end (jpeg);
        read_facts (&said, bytes, NULL, FALSE);
        g_assert_cmpstr (said.facts.place, ==, cases[i].place);
        arena_free (said.arena);
    }
}

/* PNG */
static void
png_add (GByteArray *png, const char *type, const void *data, gsize size)
{
    add_number (png, size, 4, TRUE);
    add_text (png, type);
    g_byte_array_append (png, data, (guint) size);
    ADD (png, "\x12\x34\x56\x78");
}

static GByteArray *
png_begin (guint width, guint height)
{
    GByteArray *png = g_byte_array_new (), *header = g_byte_array_new ();

    ADD (png, "\x89PNG\r\n\x1a\n");
    add_number (header, width, 4, TRUE);
    add_number (header, height, 4, TRUE);
    ADD (header, "\x08\2\0\0\0");
    png_add (png, "IHDR", header->data, header->len);
    g_byte_array_unref (header);
    return png;
}

static GBytes *
png_end (GByteArray *png)
{
    png_add (png, "IDAT", "pixels", 6);
    png_add (png, "IEND", "", 0);
    return g_byte_array_free_to_bytes (png);
}

static void
test_png_is_read_and_cleaned (void)
{
    static const char text[] = "XML:com.adobe.xmp\0\0\0\0\0" RDF_BEGIN " ps:City='Kiel'>" RDF_END;
    GByteArray *png = png_begin (640, 480), *plain = png_begin (640, 480);
    g_autoptr (GBytes) whole = NULL, expected = NULL, clean = NULL;
    Said said;

    png_add (png, "gAMA", "\0\0\xb1\x8f", 4);
    png_add (plain, "gAMA", "\0\0\xb1\x8f", 4);
    png_add (png, "tEXt", "Author\0Ann Lee", 14);
    png_add (png, "iTXt", text, sizeof text - 1);
    png_add (png, "tIME", "1234567", 7);
    png_add (png, "tRNS", "123456", 6);
    png_add (plain, "tRNS", "123456", 6);
    whole = png_end (png);
    expected = png_end (plain);
    read_facts (&said, whole, NULL, FALSE);
    g_assert_cmpstr (said.facts.place, ==, "Kiel");
    g_assert_true (said.info.has_alpha && said.info.is_plain);
    clean = picture_clean (whole, &said.info);
    g_assert_true (g_bytes_equal (clean, expected));
    arena_free (said.arena);
}

static void
test_jpeg_is_cleaned (void)
{
    static const Entry entries[] = { TEXT (0x010e, "Of Exif") };
    g_autoptr (GByteArray) exif = exif_new (entries, 1), profile = text_bytes ("not looked at");
    GByteArray *jpeg = jpeg_begin (), *plain = jpeg_begin ();
    g_autoptr (GBytes) whole = NULL, expected = NULL, clean = NULL;
    Said said;

    JPEG_ADD (jpeg, 0xe0, "JFXX\0\x10", exif);
    JPEG_ADD (jpeg, 0xe1, EXIF, exif);
    JPEG_ADD (jpeg, 0xe2, "ICC_PROFILE\0\1\1", profile);
    JPEG_ADD (plain, 0xe2, "ICC_PROFILE\0\1\1", profile);
    JPEG_ADD (jpeg, 0xe2, "MPF\0", exif);
    JPEG_ADD (jpeg, 0xed, PHOTOSHOP, exif);
    JPEG_ADD (jpeg, 0xee, "Adobe\0\x64\0\0\0\0\0", NULL);
    JPEG_ADD (plain, 0xee, "Adobe\0\x64\0\0\0\0\0", NULL);
    JPEG_ADD (jpeg, 0xfe, "made by hand", NULL);
    ADD (jpeg, JPEG_DATA "\xff\xd9\xff\xd8\xff\xe1"
                         "a second picture, or a film\xff\xd9");
    whole = g_byte_array_free_to_bytes (jpeg);
    expected = jpeg_end (plain);
    read_facts (&said, whole, NULL, FALSE);
    g_assert_cmpuint (said.info.width, ==, 8);
    g_assert_cmpuint (said.info.height, ==, 6);
    g_assert_false (said.info.is_plain);
    clean = picture_clean (whole, &said.info);
    g_assert_true (g_bytes_equal (clean, expected));
    arena_free (said.arena);
}

static void
test_cleaning_leaves_the_picture_upright (void)
{
    static const Entry entries[] = { BYTES (0x0112, 3, "\0\6"), TEXT (0x010e, "Of Exif") };
    g_autoptr (GBytes) jpeg = JPEG_WITH (0xe1, EXIF, exif_new (entries, 2)), clean_jpeg = NULL, clean_png = NULL;
    g_autoptr (GByteArray) exif = exif_new (entries, 2);
    GByteArray *png = png_begin (8, 6);
    g_autoptr (GBytes) whole_png = NULL;
    PictureInfo info, clean;
    NoteId problem;

    png_add (png, "eXIf", exif->data, exif->len);
    whole_png = png_end (png);
    g_assert_true (picture_probe (jpeg, &info, &problem));
    g_assert_cmpuint (info.orientation, ==, 6);
    clean_jpeg = picture_clean (jpeg, &info);
    g_assert_true (picture_probe (clean_jpeg, &clean, &problem));
    g_assert_cmpuint (clean.orientation, ==, 6);
    g_assert_true (picture_probe (whole_png, &info, &problem));
    clean_png = picture_clean (whole_png, &info);
    g_assert_true (picture_probe (clean_png, &clean, &problem));
    g_assert_cmpuint (clean.orientation, ==, 6);
    g_assert_cmpuint (g_bytes_get_size (clean_png), <, g_bytes_get_size (whole_png));
}

static void
test_gif_is_cleaned (void)
{
#define GIF_HEAD "GIF89a\x08\0\6\0\x80\0\0\0\0\0\xff\xff\xff"
#define GIF_FRAME "\x21\xf9\4\1\0\0\0\0\x2c\0\0\0\0\x08\0\6\0\0\2\2\x44\1\0"
#define GIF_LOOP "\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"
    static const char whole[] =
        GIF_HEAD GIF_LOOP "\x21\xfe\7comment\0" GIF_FRAME "\x21\xff\x0bXMP DataXMP\3abc\0" GIF_FRAME "\x3b"
                          "more";
    static const char expected[] = GIF_HEAD GIF_LOOP GIF_FRAME GIF_FRAME "\x3b";
    g_autoptr (GBytes) bytes = g_bytes_new_static (whole, sizeof whole - 1), clean = NULL;
    PictureInfo info;
    NoteId problem;

    g_assert_true (picture_probe (bytes, &info, &problem));
    g_assert_cmpuint (info.n_frames, ==, 2);
    g_assert_true (info.has_alpha);
    clean = picture_clean (bytes, &info);
    g_assert_cmpmem (g_bytes_get_data (clean, NULL), g_bytes_get_size (clean), expected, sizeof expected - 1);
}

static void
test_formats_are_told_apart (void)
{
    static const struct {
        const char *bytes;
        gsize size;
        PictureInfo info;
    } cases[] = {
#define PICTURE(bytes, ...)                                                                                            \
    {                                                                                                                  \
        bytes, sizeof bytes - 1,                                                                                       \
        {                                                                                                              \
            __VA_ARGS__                                                                                                \
        }                                                                                                              \
    }
        PICTURE ("RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x07\x40\1\x10\0\0\0\0\0\0\0\0\0", PICTURE_WEBP, 8, 6, 1, 1, TRUE,
                 TRUE),
        PICTURE ("RIFF\x28\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\7\0\0\5\0\0VP8 \x0a\0\0\0\0\0\0\x9d\1\x2a\x07\0\6\0\0\0",
                 PICTURE_WEBP, 8, 6, 1, 1, TRUE, TRUE),
        PICTURE (
            "BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\2\0\0\0\xfe\xff\xff\xff\1\0\x18\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
            "\0\0\0\0\0\0\0\0\0\0"
            "123456..123456..",
            PICTURE_BMP, 2, 2, 1, 1, FALSE, TRUE),
        PICTURE (
            "<?xml version='1.0'?><!-- <a> --><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 40' width='1in'>"
            "<g/></svg>",
            PICTURE_SVG, 96, 128, 1, 1, TRUE, TRUE),
        PICTURE ("MM\0*\0\0\0\x08\0\3\1\0\0\3\0\0\0\1\0\x08\0\0\1\1\0\3\0\0\0\1\0\6\0\0\1\x12\0\3\0\0\0\1\0\x03\0\0\0\0"
                 "\0\0",
                 PICTURE_TIFF, 8, 6, 3, 1, FALSE, TRUE),
        PICTURE ("\0\0\0\x18"
                 "ftypavif\0\0\0\0mif1avif"
                 "\0\0\0\x6d"
                 "meta\0\0\0\0"
                 "\0\0\0\x0epitm\0\0\0\0\0\1"
                 "\0\0\0\x53iprp"
                 "\0\0\0\x35ipco"
                 "\0\0\0\x14ispe\0\0\0\0\0\0\0\x08\0\0\0\6"
                 "\0\0\0\x09irot\1"
                 "\0\0\0\x10pixi\0\0\0\0\3\x08\x08\x08"
                 "\0\0\0\x16ipma\0\0\0\0\0\0\0\1\0\1\3\1\2\3"
                 "\0\0\0\x09mdatx",
                 PICTURE_AVIF, 8, 6, 8, 1, FALSE, TRUE),
        PICTURE ("\0\0\0\x14"
                 "ftypheic\0\0\0\0mif1"
                 "\0\0\0"
                 "fmeta\0\0\0\0\0\0\0\x0epitm\0\0\0\0\0\1\0\0\0Liprp\0\0\0."
                 "ipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x08\0\0\0\6\0\0\0\x09irot\1\0\0\0\x09imir\1\0\0\0\x16ipma\0\0\0\0\0"
                 "\0\0\1\0\1\3\1\2\3"
                 "\0\0\0\x09mdatx",
                 PICTURE_HEIC, 8, 6, 7, 1, FALSE, TRUE),
#undef PICTURE
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].size);
        PictureInfo info;
        NoteId problem;

        g_assert_true (picture_probe (bytes, &info, &problem));
        g_assert_cmpint (info.format, ==, cases[i].info.format);
        g_assert_cmpuint (info.width, ==, cases[i].info.width);
        g_assert_cmpuint (info.height, ==, cases[i].info.height);
        g_assert_cmpuint (info.orientation, ==, cases[i].info.orientation);
        g_assert_cmpint (info.has_alpha, ==, cases[i].info.has_alpha);
        g_assert_cmpint (info.is_plain, ==, cases[i].info.is_plain);
    }
}

static void
test_what_is_no_whole_picture_is_refused (void)
{
    g_autoptr (GBytes) whole = png_end (png_begin (640, 480)), huge = png_end (png_begin (50000, 50000));
    g_autoptr (GBytes) empty = g_bytes_new (NULL, 0), cut = g_bytes_new_from_bytes (whole, 0, 44);
    g_autoptr (GBytes) page = g_bytes_new_static ("<html>404 not found<svg></svg></html>", 37);
    PictureInfo info;
    NoteId problem;

    g_assert_true (picture_probe (whole, &info, &problem));
    g_assert_cmpuint (info.width, ==, 640);
    g_assert_false (picture_probe (huge, &info, &problem));
    g_assert_cmpint (problem, ==, NOTE_PICTURE_LARGE);
    g_assert_false (picture_probe (empty, &info, &problem));
    g_assert_cmpint (problem, ==, NOTE_PICTURE_BROKEN);
    g_assert_false (picture_probe (cut, &info, &problem));
    g_assert_cmpint (problem, ==, NOTE_PICTURE_BROKEN);
    g_assert_false (picture_probe (page, &info, &problem));
    g_assert_cmpint (problem, ==, NOTE_PICTURE_FORMAT);
}

/* Whatever is cut off, nothing behind it is read, and what is said is still text. */
static void
test_pictures_may_end_anywhere (void)
{
    static const Entry entries[] = { TEXT (0x010e, "Zwei Ruderer vor dem Leuchtturm."), BYTES (0x0112, 3, "\0\1") };
    g_autoptr (GByteArray) iim = iim_new ("\x1b%G", "Two", "Ann Lee");
    GByteArray *blocks[] = { exif_new (entries, 2), resource_new (0x0404, iim) };
    static const guint8 markers[] = { 0xe1, 0xed };

    for (guint i = 0; i < 2; i++) {
        for (guint length = 0; length <= blocks[i]->len; length++) {
            GByteArray *part = g_byte_array_new ();
            g_autoptr (GBytes) bytes = NULL;
            Said said;

            g_byte_array_append (part, blocks[i]->data, length);
            bytes = i == 0 ? JPEG_WITH (markers[i], EXIF, part) : JPEG_WITH (markers[i], PHOTOSHOP, part);
            read_facts (&said, bytes, NULL, TRUE);
            arena_free (said.arena);
        }
        g_byte_array_unref (blocks[i]);
    }
}

/* Directories that lead to themselves, counts that cannot be, data sets beyond the end. */
static void
test_lies_are_survived (void)
{
    static const Entry loops[] = { BYTES (0x8769, 4, "\0\0\0\x08"), BYTES (0x8825, 4, "\0\0\0\x08"),
                                   TEXT (0x010e, "Two boats at sea") };
    g_autoptr (GByteArray) huge = exif_new (loops, 3), iim = g_byte_array_new (), chunk = g_byte_array_new ();
    g_autoptr (GByteArray) resource = NULL;
    GByteArray *jpeg = jpeg_begin ();
    g_autoptr (GBytes) bytes = NULL;
    Said said;

    memset (huge->data + 8 + 2 + 4, 0xff, 4);
    iim_add (iim, 2, 90, "Kiel");
    ADD (iim, "\x1c\2\x78\xff\xff"
              "more");
    resource = resource_new (0x0404, iim);
    ADD (resource, "8BIM\4\4\0\0\xff\xff\xff\xff");
    JPEG_ADD (jpeg, 0xe1, EXIF, huge);
    JPEG_ADD (jpeg, 0xed, PHOTOSHOP, resource);
    bytes = jpeg_end (jpeg);
    read_facts (&said, bytes, NULL, TRUE);
    g_assert_cmpstr (said.facts.description, ==, "Two boats at sea");
    g_assert_cmpstr (said.facts.place, ==, "Kiel");
    arena_free (said.arena);
}

/* Two hundred thousand chunks, one of which would inflate to a lot. */
static void
test_chunks_without_end_are_passed_over (void)
{
    GByteArray *png = png_begin (8, 6);
    g_autoptr (GBytes) bytes = NULL, clean = NULL;
    gint64 start;
    Said said;

    for (guint i = 0; i < 200000; i++)
        png_add (png, i % 2 ? "tEXt" : "zTXt", "Raw profile type iptc\0\0x\x9c", 25);
    bytes = png_end (png);
    start = g_get_monotonic_time ();
    read_facts (&said, bytes, NULL, TRUE);
    g_assert_false (said.says_something);
    clean = picture_clean (bytes, &said.info);
    g_assert_cmpuint (g_bytes_get_size (clean), <, 100);
    g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    arena_free (said.arena);
}

/* A GIF of one pixel of that shade, behind a comment of so many bytes. */
static GBytes *
gif_with_comment (guint8 shade, gsize comment, char letter)
{
    GByteArray *gif = g_byte_array_sized_new ((guint) comment + 64);
    guint8 block[256];

    ADD (gif, "GIF89a\1\0\1\0\x80\0\0");
    for (guint i = 0; i < 6; i++)
        add_number (gif, shade, 1, TRUE);
    ADD (gif, "\x21\xfe");
    memset (block, letter, sizeof block);
    block[0] = 255;
    for (gsize at = 0; at < comment; at += sizeof block)
        g_byte_array_append (gif, block, sizeof block);
    ADD (gif, "\0\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0\x3b");
    return g_byte_array_free_to_bytes (gif);
}

static const Picture *
add_gif (SheafBook *book, guint8 shade, gsize comment, char letter)
{
    g_autoptr (GBytes) bytes = gif_with_comment (shade, comment, letter);
    const Picture *picture;
    NoteId note;

    picture = book_add_picture (book, bytes, &note);
    g_assert_nonnull (picture);
    g_assert_cmpint (note, ==, N_NOTES);
    return picture;
}

/* Be the sources small enough to be kept, or too large. */
static void
test_a_book_knows_its_pictures_again (void)
{
    static const gsize comments[] = { 1000, (gsize) 65 * 1024 * 1024 };

    for (guint i = 0; i < G_N_ELEMENTS (comments); i++) {
        SheafBook *book = sheaf_book_new (NULL);
        const Picture *black = add_gif (book, 0, comments[i], 'a'), *grey;

        g_assert_true (add_gif (book, 0, comments[i], 'a') == black);
        g_assert_true (add_gif (book, 0, comments[i], 'b') == black);
        grey = add_gif (book, 128, comments[i], 'a');
        g_assert_true (grey != black);
        for (guint k = 0; k < 3; k++)
            g_assert_true (add_gif (book, k == 1 ? 0 : 128, comments[i], 'a') == (k == 1 ? black : grey));
        g_assert_cmpuint (book->pictures->len, ==, 2);
        book_truncate (book, 0, 1);
        for (guint k = 0; k < 2; k++)
            g_assert_cmpuint (add_gif (book, 128, comments[i], 'a')->number, ==, 2);
        g_assert_true (add_gif (book, 0, comments[i], 'a') == black);
        g_assert_cmpuint (book->pictures->len, ==, 2);
        sheaf_book_free (book);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/picture/exif-is-read", test_exif_is_read);
    g_test_add_func ("/picture/one-name-may-be-a-part-of-another", test_one_name_may_be_a_part_of_another);
    g_test_add_func ("/picture/of-an-entry-the-first-counts", test_of_an_entry_the_first_counts);
    g_test_add_func ("/picture/exif-of-either-order-is-read", test_exif_of_either_order_is_read);
    g_test_add_func ("/picture/dates-are-what-they-say", test_dates_are_what_they_say);
    g_test_add_func ("/picture/leftovers-say-nothing", test_leftovers_say_nothing);
    g_test_add_func ("/picture/iim-is-read", test_iim_is_read);
    g_test_add_func ("/picture/xmp-is-read-in-its-short-form", test_xmp_is_read_in_its_short_form);
    g_test_add_func ("/picture/xmp-is-read-in-its-long-form", test_xmp_is_read_in_its_long_form);
    g_test_add_func ("/picture/long-texts-are-cut", test_long_texts_are_cut);
    g_test_add_func ("/picture/xmp-of-other-namespaces-says-nothing", test_xmp_of_other_namespaces_says_nothing);
    g_test_add_func ("/picture/xmp-declares-nothing", test_xmp_declares_nothing);
    g_test_add_func ("/picture/blocks-have-their-rank", test_blocks_have_their_rank);
    g_test_add_func ("/picture/what-was-cut-is-found-whole", test_what_was_cut_is_found_whole);
    g_test_add_func ("/picture/extended-xmp-is-put-together", test_extended_xmp_is_put_together);
    g_test_add_func ("/picture/png-is-read-and-cleaned", test_png_is_read_and_cleaned);
    g_test_add_func ("/picture/jpeg-is-cleaned", test_jpeg_is_cleaned);
    g_test_add_func ("/picture/cleaning-leaves-the-picture-upright", test_cleaning_leaves_the_picture_upright);
    g_test_add_func ("/picture/gif-is-cleaned", test_gif_is_cleaned);
    g_test_add_func ("/picture/formats-are-told-apart", test_formats_are_told_apart);
    g_test_add_func ("/picture/what-is-no-whole-picture-is-refused", test_what_is_no_whole_picture_is_refused);
    g_test_add_func ("/picture/pictures-may-end-anywhere", test_pictures_may_end_anywhere);
    g_test_add_func ("/picture/lies-are-survived", test_lies_are_survived);
    g_test_add_func ("/picture/chunks-without-end-are-passed-over", test_chunks_without_end_are_passed_over);
    g_test_add_func ("/picture/a-book-knows-its-pictures-again", test_a_book_knows_its_pictures_again);
    return g_test_run ();
}
