/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "read/encoding.h"

typedef struct {
    const char *bytes;
    gsize size;
    const char *charset; /* of a header */
    const char *text;
    const char *encoding;
} Case;

#define CASE(bytes, charset, text, encoding)                                                                           \
    {                                                                                                                  \
        bytes, sizeof bytes - 1, charset, text, encoding                                                               \
    }

/* So much that three bytes that are no text do not make it a picture. */
#define LINE "Nobody on the island was surprised that the ferry did not come on Monday.\n"
#define LINES LINE LINE LINE LINE LINE

static const Case cases[] = {
    /* a byte order mark stands before all else, and is no part of the text */
    CASE ("\xef\xbb\xbf<meta charset=latin1><p>\xc3\xa9", NULL, "<meta charset=latin1><p>é", "UTF-8"),
    CASE ("\xff\xfe<\0p\0>\0\xe9\0", "utf-8", "<p>é", "UTF-16LE"),
    CASE ("\xfe\xff\0<\0p\0>\0\xe9", NULL, "<p>é", "UTF-16BE"),
    /* what is UTF-8, and not just ASCII, is UTF-8 */
    CASE ("<meta charset=gb2312><p>caf\xc3\xa9", NULL, "<meta charset=gb2312><p>café", "UTF-8"),
    /* a header stands before the meta element */
    CASE ("<meta charset=utf-8><p>\xcf\xf0", "windows-1251", "<meta charset=utf-8><p>Пр", "windows-1251"),
    CASE ("<meta charset=koi8-r><p>\xf0\xd2", "no-such", "<meta charset=koi8-r><p>Пр", "KOI8-R"),
    /* labels mean what browsers take them for */
    CASE ("<meta charset=iso-8859-1><p>\x93hi\x94 \x97", NULL, "<meta charset=iso-8859-1><p>“hi” —", "windows-1252"),
    CASE ("<meta charset = ' Latin5 '><p>\xfe\xf0", NULL, "<meta charset = ' Latin5 '><p>şğ", "windows-1254"),
    CASE ("<META http-equiv=Content-Type content='text/html; charset=\"sjis\"'><p>\x93\xfa\x96\x7b", NULL,
          "<META http-equiv=Content-Type content='text/html; charset=\"sjis\"'><p>日本", "Shift_JIS"),
    CASE ("<meta charset=gb2312><p>\xd6\xd0\xce\xc4 \x81\x30\x84\x36", NULL, "<meta charset=gb2312><p>中文 \xc2\xa5",
          "GBK"),
    CASE ("<meta charset=big5><p>\xa4\xa4", NULL, "<meta charset=big5><p>中", "Big5"),
    CASE ("<meta charset=euc-kr><p>\xb0\xa1", NULL, "<meta charset=euc-kr><p>가", "EUC-KR"),
    CASE ("<meta charset=iso-2022-jp><p>\x1b$B6v\x1b(B", NULL, "<meta charset=iso-2022-jp><p>偶", "ISO-2022-JP"),
    CASE ("<meta charset=windows-1252><p>\x81\xe9", NULL, "<meta charset=windows-1252><p>é", "windows-1252"),
    CASE ("<meta charset=utf-16le><p>\xe9 \xe9", NULL, "<meta charset=utf-16le><p>\uFFFD \uFFFD", "UTF-8"),
    /* what declares nothing: comments, other elements, content without its pragma */
    CASE ("<!--<meta charset=koi8-r>--><meta charset=latin2><p>\xb3", NULL,
          "<!--<meta charset=koi8-r>--><meta charset=latin2><p>ł", "ISO-8859-2"),
    CASE ("<a title='<meta charset=koi8-r>'><meta charset=latin2><p>\xb3", NULL,
          "<a title='<meta charset=koi8-r>'><meta charset=latin2><p>ł", "ISO-8859-2"),
    CASE ("<meta content='charset=koi8-r'><meta charset=latin2><p>\xb3", NULL,
          "<meta content='charset=koi8-r'><meta charset=latin2><p>ł", "ISO-8859-2"),
    CASE ("<?xml version='1.0' encoding='windows-1250'?><rss>\xb3</rss>", NULL,
          "<?xml version='1.0' encoding='windows-1250'?><rss>ł</rss>", "windows-1250"),
    /* a guess */
    CASE ("<p>caf\xe9 \x96 na\xefve</p>", NULL, "<p>café – naïve</p>", "windows-1252"),
    CASE ("<\0p\0>\0p\0l\0a\0i\0n\0", NULL, "<p>plain", "UTF-16LE"),
    /* one U+FFFD for as many bytes as could have begun a character */
    CASE ("<meta charset=utf-8><p>a\xc0\xaf"
          "b\x80"
          "c\xf0\x9f\x98"
          "d\xff"
          "e\xed\xa0\x80"
          "f\xf0\x9f\x98",
          NULL, "<meta charset=utf-8><p>a\uFFFD\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD\uFFFD\uFFFDf\uFFFD", "UTF-8"),
    CASE ("<meta charset=utf-8><p>\xc3\xa9</p><p>\xe9</p>", NULL, "<meta charset=utf-8><p>é</p><p>\uFFFD</p>", "UTF-8"),
    /* line ends, and what XML cannot hold */
    CASE ("a\r\nb\rc\x0c"
          "d\xc2\x85"
          "e\x01\x7f\xc2\x9f\xef\xbb\xbf\xef\xbf\xbf"
          "f\0" LINES,
          NULL, "a\nb\nc\nd\nef" LINES, "UTF-8"),
    CASE ("<p>a\xc0\xaf"
          "b\x80"
          "c\xf0\x9f\x98"
          "d",
          NULL, "<p>a\uFFFD\uFFFDb\uFFFDc\uFFFDd", "UTF-8"),
    CASE ("", NULL, "", "UTF-8"),
};

static void
test_case (gconstpointer data)
{
    const Case *test = data;
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GError) error = NULL;
    /* not terminated: reading beyond its end is found out */
    g_autoptr (GBytes) bytes = g_bytes_new_take (g_memdup2 (test->bytes, test->size), test->size);
    Input input = { .book = book, .path = "x", .name = "x", .bytes = bytes, .charset = test->charset };

    g_assert_true (input_decode (&input, book->arena, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (input.encoding, ==, test->encoding);
    g_assert_cmpstr (input.text, ==, test->text);
    g_assert_cmpuint (input.length, ==, strlen (test->text));
}

static void
test_refused (void)
{
    static const char *const texts[] = { "<meta charset=hz-gb-2312><p>~{<:Ky~}",
                                         "<meta charset=iso-2022-kr>\x1b$)C\x0e" };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (SheafBook) book = sheaf_book_new (NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
        Input input = { .book = book, .path = "x", .name = "x", .bytes = bytes };

        g_assert_false (input_decode (&input, book->arena, &error));
        g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT);
    }
}

static void
test_labels (void)
{
    static const char *const labels[][2] = { { "UTF8", "UTF-8" },
                                             { " iso-8859-9\n", "windows-1254" },
                                             { "KS_C_5601-1987", "EUC-KR" },
                                             { "x-sjis", "Shift_JIS" },
                                             { "utf-16", "UTF-16LE" },
                                             { "hz-gb-2312", "replacement" },
                                             { "utf-7", NULL },
                                             { "", NULL } };
    g_autoptr (Arena) arena = arena_new ();

    for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
        g_assert_cmpstr (encoding_of_label (labels[i][0], strlen (labels[i][0]), arena), ==, labels[i][1]);
}

/* Every encoding of the table can be converted. */
static void
test_converters (void)
{
    static const char *const names[] = {
        "IBM866",       "ISO-8859-2",    "ISO-8859-3",   "ISO-8859-4",     "ISO-8859-5",   "ISO-8859-6",
        "ISO-8859-7",   "ISO-8859-8",    "ISO-8859-8-I", "ISO-8859-10",    "ISO-8859-13",  "ISO-8859-14",
        "ISO-8859-15",  "ISO-8859-16",   "KOI8-R",       "KOI8-U",         "macintosh",    "windows-874",
        "windows-1250", "windows-1251",  "windows-1252", "windows-1253",   "windows-1254", "windows-1255",
        "windows-1256", "windows-1257",  "windows-1258", "x-mac-cyrillic", "GBK",          "gb18030",
        "Big5",         "EUC-JP",        "ISO-2022-JP",  "Shift_JIS",      "EUC-KR",       "UTF-16BE",
        "UTF-16LE",     "x-user-defined"
    };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        GString *text = encoding_convert (names[i], "ab", 2);

        g_assert_nonnull (text);
        g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strdup_printf ("/decode/%02u-%s", i, cases[i].encoding);

        g_test_add_data_func (path, &cases[i], test_case);
    }
    g_test_add_func ("/decode/refused", test_refused);
    g_test_add_func ("/decode/labels", test_labels);
    g_test_add_func ("/decode/converters", test_converters);
    return g_test_run ();
}
