/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#include "sheaf.h"

static GBytes *
bytes_of (const char *text)
{
    return g_bytes_new (text, strlen (text));
}

static SheafBook *
read_book (const char *text)
{
    SheafOptions options;
    SheafBook *book;
    g_autoptr (GBytes) bytes = bytes_of (text);
    g_autoptr (GError) error = NULL;

    sheaf_options_init (&options);
    options.language = "en";
    book = sheaf_book_new (&options);
    sheaf_book_read_bytes (book, bytes, "example.txt", &error);
    g_assert_no_error (error);
    return book;
}

/* Leaves the book where tests/validate will find it. */
static void
keep_book (GBytes *bytes)
{
    const char *folder = g_getenv ("SHEAF_TEST_BOOKS");
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    g_autofree char *name = g_strdup_printf ("book-%.12s.epub", hash);
    g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);

    if (path == NULL)
        return;
    g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
    g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

static GBytes *
pack (const char *text)
{
    g_autoptr (SheafBook) book = read_book (text);
    g_autoptr (GError) error = NULL;
    GBytes *bytes;

    sheaf_book_enrich (book);
    bytes = sheaf_book_write_bytes (book, &error);
    g_assert_no_error (error);
    keep_book (bytes);
    return bytes;
}

static zip_t *
open_book (GBytes *bytes)
{
    gsize size;
    const void *data = g_bytes_get_data (bytes, &size);
    zip_t *zip = zip_open_from_source (zip_source_buffer_create (data, size, 0, NULL), ZIP_RDONLY, NULL);

    g_assert_nonnull (zip);
    return zip;
}

/* The text of a file in the book. */
static char *
file_in (GBytes *bytes, const char *path)
{
    zip_t *zip = open_book (bytes);
    zip_stat_t status;
    zip_file_t *file;
    char *text;

    g_assert_cmpint (zip_stat (zip, path, 0, &status), ==, 0);
    text = g_malloc0 (status.size + 1);
    file = zip_fopen (zip, path, 0);
    g_assert_cmpint (zip_fread (file, text, status.size), ==, (zip_int64_t) status.size);
    zip_fclose (file);
    zip_close (zip);
    return text;
}

static const char article[] = "The Ferry Is Late\n"
                              "By Ada Lorne\n"
                              "The Ferry Users Group (FUG) was not surprised that the ferry did not come on Monday.\n"
                              "“It never comes,” said Colm Brady, the chairman of the group.\n";

static void
test_failed_read_leaves_the_book_as_it_was (void)
{
    g_autoptr (SheafBook) book = read_book (article);
    g_autoptr (GBytes) bad = bytes_of ("---\ntitle: [\n---\nText.\n");
    g_autofree char *before = sheaf_book_dump (book), *after = NULL;
    guint n_notes = sheaf_book_get_n_notes (book);

    g_assert_false (sheaf_book_read_bytes (book, bad, "bad.txt", NULL));
    after = sheaf_book_dump (book);
    g_assert_cmpstr (before, ==, after);
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, n_notes);
}

static void
test_fragment_is_kept_to_the_letter (void)
{
    static const char text[] = "Cafe\xcc\x81 \xef\xbb\xbfopen.\r\n\r\n  It\xe2\x80\xa8 is \x01late.";
    SheafOptions options;
    g_autoptr (SheafBook) book = NULL;
    g_autoptr (GBytes) bytes = bytes_of (text);
    g_autofree char *json = NULL;

    sheaf_options_init (&options);
    options.is_fragment = TRUE;
    options.language = "fr";
    book = sheaf_book_new (&options);
    g_assert_true (sheaf_book_read_bytes (book, bytes, "fragment", NULL));
    sheaf_book_enrich (book);
    json = sheaf_book_inspect_json (book);
    g_assert_nonnull (
        strstr (json, "\"text\":\"Cafe\xcc\x81 \xef\xbb\xbfopen.\\r\\n\\r\\n  It\xe2\x80\xa8 is  late.\""));
}

/* GLib sorts marks by the square of their number: with these it would take minutes. */
static void
test_marks_without_end_are_read (void)
{
    g_autoptr (GString) text = g_string_new ("Cafe\xcc\x81s\n\nThe cafe\xcc\x81 ");
    g_autoptr (SheafBook) book = NULL;
    g_autofree char *dump = NULL;

    for (guint i = 0; i < 500000; i++)
        g_string_append (text, "\xcc\x81\xcc\xa3");
    g_string_append (text, " is closed, and so is the other cafe\xcc\x81.");
    book = read_book (text->str);
    dump = sheaf_book_dump (book);
    g_assert_nonnull (strstr (dump, "article \"Caf\xc3\xa9s\""));
    g_assert_nonnull (strstr (dump, "the other caf\xc3\xa9."));
}

static void
test_stray_bytes_do_not_change_the_encoding (void)
{
    g_autoptr (SheafBook) book =
        read_book ("Two Caf\xc3\xa9s\n\nOne bye\xff is wrong in the text of the caf\xc3\xa9.\n");
    g_autofree char *dump = sheaf_book_dump (book);
    SheafNote note;

    g_assert_nonnull (strstr (dump, "article \"Two Caf\xc3\xa9s\""));
    g_assert_nonnull (strstr (dump, "bye\xef\xbf\xbd is wrong"));
    sheaf_book_get_note (book, 0, &note);
    g_assert_cmpstr (note.code, ==, "encoding-error");
}

static void
test_byline_that_contradicts_is_noted (void)
{
    g_autoptr (SheafBook) book = read_book ("---\nauthor: Ada Lorne\npublication: The Gull\n---\nThe Ferry Is Late\n\n"
                                            "By Piet Vos\n\nNobody on the island was surprised.\n");
    SheafNote note;

    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 1);
    sheaf_book_get_note (book, 0, &note);
    g_assert_cmpstr (note.code, ==, "line-dropped");
    g_assert_cmpuint (note.line, ==, 7);
}

/* As the cameras of some telephones write it. */
static void
test_picture_may_have_a_tail (void)
{
    static const char jpeg[] = "\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xd9tail";
    g_autofree char *folder = g_dir_make_tmp ("sheaf-XXXXXX", NULL);
    g_autofree char *text = g_build_filename (folder, "ferry.txt", NULL);
    g_autofree char *sidecar = g_build_filename (folder, "ferry.txt.sheaf.yaml", NULL);
    g_autofree char *picture = g_build_filename (folder, "ferry.jpg", NULL);
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    SheafSummary summary;

    g_assert_true (g_file_set_contents (text, "The Ferry\n\nIt is late.\n", -1, NULL));
    g_assert_true (g_file_set_contents (sidecar, "captions: [{caption: The ferry, image: ferry.jpg}]\n", -1, NULL));
    g_assert_true (g_file_set_contents (picture, jpeg, sizeof jpeg - 1, NULL));
    g_assert_true (sheaf_book_read (book, text, NULL));
    sheaf_book_enrich (book);
    sheaf_book_get_summary (book, &summary);
    g_assert_cmpuint (summary.n_pictures, ==, 1);
    g_remove (text);
    g_remove (sidecar);
    g_remove (picture);
    g_rmdir (folder);
}

/* The address that the book's package names, or NULL. */
static char *
address_in_book (const char *url)
{
    g_autofree char *text = g_strdup_printf ("---\ntitle: The Ferry\nurl: '%s'\n---\n\nIt is late.\n", url);
    g_autoptr (GBytes) bytes = pack (text);
    g_autofree char *sources = file_in (bytes, "EPUB/sources.xhtml");
    const char *start = strstr (sources, "<a href=\"http");

    return start != NULL ? g_strndup (start + 9, strcspn (start + 9, "\"")) : NULL;
}

static void
test_addresses_are_such_as_books_may_hold (void)
{
    static const char *const addresses[][2] = {
        { "https://gull.example/a?b=c#d", "https://gull.example/a?b=c#d" },
        { "https://gull.example/f\xc3\xa4hre [2]|<x>", "https://gull.example/f%C3%A4hre%20%5B2%5D%7C%3Cx%3E" },
        { "https://f\xc3\xa4hre.example:8080", "https://xn--fhre-loa.example:8080" },
        { "https://gull.example/100%#a#b", "https://gull.example/100%25#a%23b" },
        { "http://", NULL },
        { "https://a b/", NULL },
        { "https://user:word@gull.example/", NULL },
        { "https://gull.example:port/", NULL },
        { "ftp://gull.example/", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
        g_autofree char *address = address_in_book (addresses[i][0]);

        g_assert_cmpstr (address, ==, addresses[i][1]);
    }
}

static void
assert_date_in_book (const char *date, const char *expected)
{
    g_autofree char *text = g_strdup_printf ("---\ntitle: The Ferry\ndate: %s\n---\n\nIt is late.\n", date);
    g_autofree char *element = g_strdup_printf ("<dc:date>%s</dc:date>", expected);
    g_autoptr (GBytes) bytes = pack (text);
    g_autofree char *opf = file_in (bytes, "EPUB/package.opf");

    g_assert_nonnull (strstr (opf, element));
}

static void
test_dates_are_such_as_books_may_hold (void)
{
    assert_date_in_book ("2024", "2024");
    assert_date_in_book ("2024-03-09", "2024-03-09T00:00:00Z");
    assert_date_in_book ("2024-03-09T10:30:00+01:00", "2024-03-09T09:30:00Z");
    assert_date_in_book ("2024-03-09T10:30", "2024-03-09T00:00:00Z");
    assert_date_in_book ("0987-03-09", "0987-03-09T00:00:00Z");
}

static void
test_error_names_the_input (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GBytes) nothing = bytes_of (" \n\n");
    g_autoptr (GError) error = NULL;

    g_assert_false (sheaf_book_read_bytes (book, nothing, "nothing.txt", &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY);
    g_assert_true (g_str_has_prefix (error->message, "nothing.txt: "));
}

/* Why there is nothing to read in a page is told by its notes. */
static void
test_failed_read_keeps_its_notes (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GBytes) page = bytes_of ("<html><body><img src=../boat.png></body></html>");
    g_autoptr (GError) error = NULL;
    SheafNote note;

    g_assert_false (sheaf_book_read_bytes (book, page, "boats.html", &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY);
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 1);
    sheaf_book_get_note (book, 0, &note);
    g_assert_cmpstr (note.code, ==, "picture-outside");
}

static void
test_enriching_twice_equals_once (void)
{
    g_autoptr (SheafBook) book = read_book (article);
    g_autofree char *once = NULL, *twice = NULL;

    sheaf_book_enrich (book);
    once = sheaf_book_dump (book);
    sheaf_book_enrich (book);
    twice = sheaf_book_dump (book);
    g_assert_cmpstr (once, ==, twice);
}

static void
test_writing_twice_gives_the_same_bytes (void)
{
    g_autoptr (SheafBook) book = read_book (article);
    g_autoptr (GBytes) once = NULL, twice = NULL;

    sheaf_book_enrich (book);
    once = sheaf_book_write_bytes (book, NULL);
    twice = sheaf_book_write_bytes (book, NULL);
    g_assert_true (g_bytes_equal (once, twice));
}

static void
test_book_without_articles_is_refused (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GError) error = NULL;

    sheaf_book_enrich (book);
    g_assert_null (sheaf_book_write_bytes (book, &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY);
}

static void
test_markup_in_a_title_is_text (void)
{
    g_autoptr (GBytes) book = pack ("AT&T < \"C++\" </dc:title> ]]> it's\n"
                                    "The company said nothing for a long time and then said it again.\n"
                                    "Nobody wrote it down.\n");
    static const char *const paths[] = { "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx",
                                         "EPUB/article-001.xhtml" };

    for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
        g_autofree char *text = file_in (book, paths[i]);

        g_assert_nonnull (strstr (text, "AT&amp;T &lt; \"C++\" &lt;/dc:title&gt; ]]&gt; it's"));
    }
}

static void
test_authors_are_filed_by_family_name (void)
{
    g_autoptr (GBytes) book = pack ("---\ntitle: T\nauthors: [Ann B. Lee, Sam Odom Jr., Plato]\n---\nText.\n");
    g_autofree char *text = file_in (book, "EPUB/package.opf");

    g_assert_nonnull (strstr (text, ">Lee, Ann B.<"));
    g_assert_nonnull (strstr (text, ">Odom, Sam, Jr.<"));
    g_assert_nonnull (strstr (text, "property=\"file-as\">Plato<"));
}

static void
test_mimetype_is_first_and_stored (void)
{
    g_autoptr (GBytes) book = pack (article);
    const char *data = g_bytes_get_data (book, NULL);

    g_assert_cmpint (memcmp (data + 30, "mimetypeapplication/epub+zip", 28), ==, 0);
}

static void
test_glossary_and_sources_are_linked_both_ways (void)
{
    g_autoptr (GBytes) book = pack (article);
    g_autofree char *text = file_in (book, "EPUB/article-001.xhtml");
    g_autofree char *glossary = file_in (book, "EPUB/glossary.xhtml");
    g_autofree char *sources = file_in (book, "EPUB/sources.xhtml");

    g_assert_nonnull (strstr (text, "href=\"glossary.xhtml#term1\""));
    g_assert_nonnull (strstr (glossary, "href=\"article-001.xhtml#ref1\""));
    g_assert_nonnull (strstr (text, "href=\"sources.xhtml#item1\""));
    g_assert_nonnull (strstr (sources, "href=\"article-001.xhtml#ref2\""));
}

static void
test_long_article_is_divided (void)
{
    g_autoptr (GString) text = g_string_new ("The Long Ferry\n");
    g_autoptr (GBytes) book = NULL;
    zip_t *zip;

    for (guint i = 0; i < 8000; i++)
        g_string_append_printf (
            text,
            "Paragraph %u says that the ferry did not come on that day either, and why: the captain had not slept, "
            "the engine had not been looked at, and the harbour was full of seals.\n",
            i);
    book = pack (text->str);
    zip = open_book (book);
    g_assert_cmpint (zip_name_locate (zip, "EPUB/article-001-5.xhtml", 0), >=, 0);
    for (zip_int64_t i = 0; i < zip_get_num_entries (zip, 0); i++) {
        zip_stat_t status;

        g_assert_cmpint (zip_stat_index (zip, (zip_uint64_t) i, 0, &status), ==, 0);
        g_assert_cmpuint (status.size, <, 256000);
    }
    zip_close (zip);
}

static void
test_existing_file_is_replaced_only_on_demand (void)
{
    g_autoptr (SheafBook) book = read_book (article);
    g_autofree char *folder = g_dir_make_tmp ("sheaf-XXXXXX", NULL);
    g_autofree char *path = g_build_filename (folder, "book.epub", NULL);
    g_autofree char *content = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, "keep", -1, NULL));
    g_assert_false (sheaf_book_write (book, path, SHEAF_WRITE_NEW, &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_EXISTS);
    g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
    g_assert_cmpstr (content, ==, "keep");
    g_assert_true (sheaf_book_write (book, path, SHEAF_WRITE_REPLACE, NULL));
    g_unlink (path);
    g_assert_cmpint (g_rmdir (folder), ==, 0); /* and nothing else is left in it */
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/book/failed-read-leaves-the-book-as-it-was", test_failed_read_leaves_the_book_as_it_was);
    g_test_add_func ("/book/fragment-is-kept-to-the-letter", test_fragment_is_kept_to_the_letter);
    g_test_add_func ("/book/marks-without-end-are-read", test_marks_without_end_are_read);
    g_test_add_func ("/book/stray-bytes-do-not-change-the-encoding", test_stray_bytes_do_not_change_the_encoding);
    g_test_add_func ("/book/byline-that-contradicts-is-noted", test_byline_that_contradicts_is_noted);
    g_test_add_func ("/book/picture-may-have-a-tail", test_picture_may_have_a_tail);
    g_test_add_func ("/book/addresses-are-such-as-books-may-hold", test_addresses_are_such_as_books_may_hold);
    g_test_add_func ("/book/dates-are-such-as-books-may-hold", test_dates_are_such_as_books_may_hold);
    g_test_add_func ("/book/error-names-the-input", test_error_names_the_input);
    g_test_add_func ("/book/failed-read-keeps-its-notes", test_failed_read_keeps_its_notes);
    g_test_add_func ("/book/enriching-twice-equals-once", test_enriching_twice_equals_once);
    g_test_add_func ("/book/writing-twice-gives-the-same-bytes", test_writing_twice_gives_the_same_bytes);
    g_test_add_func ("/book/without-articles-is-refused", test_book_without_articles_is_refused);
    g_test_add_func ("/book/markup-in-a-title-is-text", test_markup_in_a_title_is_text);
    g_test_add_func ("/book/authors-are-filed-by-family-name", test_authors_are_filed_by_family_name);
    g_test_add_func ("/book/mimetype-is-first-and-stored", test_mimetype_is_first_and_stored);
    g_test_add_func ("/book/glossary-and-sources-are-linked-both-ways", test_glossary_and_sources_are_linked_both_ways);
    g_test_add_func ("/book/long-article-is-divided", test_long_article_is_divided);
    g_test_add_func ("/book/existing-file-is-replaced-only-on-demand", test_existing_file_is_replaced_only_on_demand);
    return g_test_run ();
}
