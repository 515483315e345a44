/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>

#include "sheaf.h"

/* A book of articles that share a term and link to each other, in two parts by their publications. */
static SheafBook *
read_book (guint n_articles)
{
    SheafOptions options;
    SheafBook *book;

    sheaf_options_init (&options);
    options.title = "Week";
    options.language = "en";
    options.has_no_cover = TRUE;
    options.group_by = SHEAF_GROUP_PUBLICATION;
    book = sheaf_book_new (&options);
    for (guint i = 0; i < n_articles; i++) {
        g_autofree char *name = g_strdup_printf ("%u.md", i);
        char *text = g_strdup_printf (
            "---\ntitle: Tide %u\npublication: %s\nurl: https://quay.example/%u\n---\n\n"
            "The Regional Water Board (RWB) counted tide %u. See [the next](https://quay.example/%u).\n"
            "\n“It was high,” said Ada Tarn, its director.\n",
            i, i < n_articles / 2 ? "Herald" : "Post", i, i, i + 1);
        g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
        g_autoptr (GError) error = NULL;

        sheaf_book_read_bytes (book, bytes, name, &error);
        g_assert_no_error (error);
    }
    return book;
}

static guint
count_notes (SheafBook *book, const char *code)
{
    guint n = 0;

    for (guint i = 0; i < sheaf_book_get_n_notes (book); i++) {
        SheafNote note;

        sheaf_book_get_note (book, i, &note);
        n += g_str_equal (note.code, code);
    }
    return n;
}

static void
test_small_book_stays_whole (void)
{
    g_autoptr (SheafBook) book = read_book (4);
    g_autoptr (GError) error = NULL;

    g_assert_true (sheaf_book_split (book, 4, 10000000, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (sheaf_book_get_n_volumes (book), ==, 0);
    g_assert_true (sheaf_book_split (book, 0, 0, &error));
    g_assert_cmpuint (sheaf_book_get_n_volumes (book), ==, 0);
}

static void
test_parts_are_whole_where_they_fit (void)
{
    g_autoptr (SheafBook) book = read_book (10);
    g_autoptr (GError) error = NULL;
    SheafSummary summary;

    g_assert_true (sheaf_book_split (book, 7, 0, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (sheaf_book_get_n_volumes (book), ==, 2);
    for (guint i = 0; i < 2; i++) {
        sheaf_book_get_summary (sheaf_book_get_volume (book, i), &summary);
        g_assert_cmpuint (summary.n_articles, ==, 5);
        g_assert_cmpuint (summary.n_terms, ==, 1);
        g_assert_cmpstr (summary.title, ==, i == 0 ? "Week, 1" : "Week, 2");
    }
    g_assert_cmpuint (count_notes (book, "link-volume"), ==, 1);
}

static void
test_part_that_fits_nowhere_is_cut (void)
{
    g_autoptr (SheafBook) book = read_book (10);
    g_autoptr (GError) error = NULL;

    g_assert_true (sheaf_book_split (book, 3, 0, &error));
    g_assert_cmpuint (sheaf_book_get_n_volumes (book), ==, 4);
}

static void
test_no_volume_is_larger_than_asked_for (void)
{
    for (guint64 n_bytes = 14000; n_bytes < 26000; n_bytes += 1111) {
        g_autoptr (SheafBook) book = read_book (24);
        g_autoptr (GError) error = NULL;
        guint n_articles = 0;

        g_assert_true (sheaf_book_split (book, 0, n_bytes, &error));
        g_assert_no_error (error);
        for (guint i = 0; i < sheaf_book_get_n_volumes (book); i++) {
            SheafBook *volume = sheaf_book_get_volume (book, i);
            g_autoptr (GBytes) bytes = sheaf_book_write_bytes (volume, &error);
            SheafSummary summary;

            g_assert_no_error (error);
            g_assert_cmpuint (g_bytes_get_size (bytes), <=, n_bytes);
            sheaf_book_get_summary (volume, &summary);
            n_articles += summary.n_articles;
        }
        g_assert_cmpuint (n_articles, ==, sheaf_book_get_n_volumes (book) > 0 ? 24 : 0);
    }
}

static void
test_article_that_is_too_large_leaves_the_book_as_it_was (void)
{
    g_autoptr (SheafBook) book = read_book (3), other = read_book (3);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL, same = NULL;

    g_assert_false (sheaf_book_split (book, 0, 1000, &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT);
    g_assert_cmpuint (sheaf_book_get_n_volumes (book), ==, 0);
    sheaf_book_enrich (other);
    bytes = sheaf_book_write_bytes (book, NULL);
    same = sheaf_book_write_bytes (other, NULL);
    g_assert_true (g_bytes_equal (bytes, same));
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, sheaf_book_get_n_notes (other));
}

static void
test_paths (void)
{
    static const char *const paths[][2] = { { "week.epub", "week-2.epub" },
                                            { "a.b/week", "a.b/week-2" },
                                            { "WEEK.EPUB", "WEEK-2.EPUB" } };

    for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
        g_autofree char *path = sheaf_volume_path (paths[i][0], 2);

        g_assert_cmpstr (path, ==, paths[i][1]);
    }
}

static void
test_all_volumes_are_written_or_none (void)
{
    g_autofree char *folder = g_dir_make_tmp ("sheaf-XXXXXX", NULL);
    g_autofree char *path = g_build_filename (folder, "week.epub", NULL);
    g_autofree char *first = sheaf_volume_path (path, 1), *second = sheaf_volume_path (path, 2);
    g_autoptr (SheafBook) book = read_book (2);
    g_autoptr (GError) error = NULL;

    g_assert_true (sheaf_book_split (book, 1, 0, NULL));
    g_assert_cmpint (g_mkdir (second, 0777), ==, 0);
    g_assert_false (sheaf_book_write_volumes (book, path, SHEAF_WRITE_REPLACE, &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_PLACE);
    g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
    g_assert_cmpint (g_rmdir (second), ==, 0);
    g_assert_true (sheaf_book_write_volumes (book, path, SHEAF_WRITE_NEW, NULL));
    g_assert_cmpint (g_remove (first), ==, 0);
    g_assert_cmpint (g_remove (second), ==, 0);
    g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/volumes/small-book", test_small_book_stays_whole);
    g_test_add_func ("/volumes/parts", test_parts_are_whole_where_they_fit);
    g_test_add_func ("/volumes/large-part", test_part_that_fits_nowhere_is_cut);
    g_test_add_func ("/volumes/size", test_no_volume_is_larger_than_asked_for);
    g_test_add_func ("/volumes/large-article", test_article_that_is_too_large_leaves_the_book_as_it_was);
    g_test_add_func ("/volumes/paths", test_paths);
    g_test_add_func ("/volumes/all-or-none", test_all_volumes_are_written_or_none);
    return g_test_run ();
}
