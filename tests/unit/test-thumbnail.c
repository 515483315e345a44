/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>

#include "picture/picture.h"

/* Thumbnails of covers, of books as they come from the library and of such as nobody would make. */

static const char text[] = "The Clock at the Harbour\n\nBy Ada Example\n\n"
                           "The clock at the harbour stopped on a Tuesday, and nobody noticed until Friday.\n";

static char *
make_book (const char *cover, gboolean has_no_cover)
{
    SheafOptions options;
    g_autoptr (SheafBook) book = NULL;
    g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
    g_autoptr (GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp ("sheaf-thumbnail-XXXXXX", NULL);
    char *path = g_build_filename (folder, "book.epub", NULL);

    sheaf_options_init (&options);
    options.cover = cover;
    options.has_no_cover = has_no_cover;
    book = sheaf_book_new (&options);
    g_assert_true (sheaf_book_read_bytes (book, bytes, "clock.txt", NULL));
    sheaf_book_write (book, path, SHEAF_WRITE_NEW, &error);
    g_assert_no_error (error);
    return path;
}

static void
remove_book (char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);

    g_assert_cmpint (g_unlink (path), ==, 0);
    g_assert_cmpint (g_rmdir (folder), ==, 0);
    g_free (path);
}

static GBytes *
thumbnail_of (const char *path, guint width, guint height, PictureInfo *info)
{
    g_autoptr (GError) error = NULL;
    const char *media_type = NULL;
    NoteId problem;
    GBytes *bytes = sheaf_cover_thumbnail (path, width, height, &media_type, &error);

    g_assert_no_error (error);
    g_assert_true (picture_probe (bytes, info, &problem));
    g_assert_cmpstr (media_type, ==, picture_media_type (info->format));
    return bytes;
}

static void
test_cover_is_made_small (void)
{
    static const guint cases[][4] = {
        { 160, 240, 160, 240 }, { 160, 1000, 160, 240 },    { 1000, 240, 160, 240 },    { 400, 400, 267, 400 },
        { 1, 1, 1, 1 },         { 1599, 2399, 1599, 2399 }, { 9000, 9000, 1600, 2400 },
    };
    char *path = make_book (NULL, FALSE);

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        PictureInfo info;
        g_autoptr (GBytes) bytes = thumbnail_of (path, cases[i][0], cases[i][1], &info);
        g_autoptr (GBytes) again = thumbnail_of (path, cases[i][0], cases[i][1], &info);

        g_assert_cmpint (info.format, ==, PICTURE_JPEG);
        g_assert_cmpuint (info.width, ==, cases[i][2]);
        g_assert_cmpuint (info.height, ==, cases[i][3]);
        g_assert_true (g_bytes_equal (bytes, again));
        g_assert_cmpuint (info.width > 200 ? 0 : g_bytes_get_size (bytes), <, 10000);
    }
    remove_book (path);
}

static void
assert_fails (const char *path, SheafError code)
{
    g_autoptr (GError) error = NULL;
    const char *media_type = NULL;

    g_assert_null (sheaf_cover_thumbnail (path, 160, 240, &media_type, &error));
    g_assert_error (error, SHEAF_ERROR, (gint) code);
    g_assert_true (g_str_has_prefix (error->message, path));
}

static void
test_book_without_cover_has_no_thumbnail (void)
{
    char *path = make_book (NULL, TRUE);

    assert_fails (path, SHEAF_ERROR_EMPTY);
    remove_book (path);
}

static void
test_what_is_no_book_has_no_thumbnail (void)
{
    char *path = make_book (NULL, FALSE);

    g_assert_true (g_file_set_contents (path, "PK\3\4 and nothing else", -1, NULL));
    assert_fails (path, SHEAF_ERROR_FORMAT);
    g_assert_true (g_file_set_contents (path, "", 0, NULL));
    assert_fails (path, SHEAF_ERROR_FORMAT);
    remove_book (path);
    assert_fails ("/nowhere/book.epub", SHEAF_ERROR_INPUT);
    assert_fails ("/", SHEAF_ERROR_INPUT);
    assert_fails ("/dev/zero", SHEAF_ERROR_INPUT);
}

/* Of a JPEG of one scan with most of its bytes, libjpeg makes up the rest; of fewer nobody makes a picture. */
static void
test_damaged_cover_is_no_disaster (void)
{
    char *path = make_book (NULL, FALSE);
    g_autofree char *data = NULL;
    gsize size;

    g_assert_true (g_file_get_contents (path, &data, &size, NULL));
    for (gsize at = 0; at < size; at += size / 97) {
        const char *media_type = NULL;
        g_autoptr (GBytes) bytes = NULL;

        data[at] ^= 0x55;
        g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
        bytes = sheaf_cover_thumbnail (path, 160, 240, &media_type, NULL);
        data[at] ^= 0x55;
    }
    remove_book (path);
}

/* A grey picture of that size in the BMP format, which no JPEG decoder takes. */
static void
write_bmp (const char *path, guint32 width, guint32 height)
{
    guint32 n_pixels = width * height * 3,
            head[13] = { 54 + n_pixels, 0, 54, 40, width, height, 1 | 24 << 16, 0, n_pixels };
    g_autoptr (GString) file = g_string_new ("BM");

    g_string_append_len (file, (const char *) head, sizeof head);
    for (guint i = 0; i < n_pixels; i++)
        g_string_append_c (file, (char) (0x40 + i % 97));
    g_assert_true (g_file_set_contents (path, file->str, (gssize) file->len, NULL));
}

static void
test_other_covers_are_made_small_elsewhere (void)
{
    g_autofree char *folder = g_dir_make_tmp ("sheaf-thumbnail-XXXXXX", NULL);
    g_autofree char *cover = g_build_filename (folder, "cover.bmp", NULL);
    PictureInfo info;
    g_autoptr (GBytes) bytes = NULL;
    char *path;

    write_bmp (cover, 400, 1200);
    path = make_book (cover, FALSE);
    bytes = thumbnail_of (path, 160, 240, &info);
    g_assert_cmpuint (info.height, ==, 240);
    g_assert_cmpuint (info.width, ==, 80);
    remove_book (path);
    g_unlink (cover);
    g_rmdir (folder);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/thumbnail/small", test_cover_is_made_small);
    g_test_add_func ("/thumbnail/no-cover", test_book_without_cover_has_no_thumbnail);
    g_test_add_func ("/thumbnail/no-book", test_what_is_no_book_has_no_thumbnail);
    g_test_add_func ("/thumbnail/damaged", test_damaged_cover_is_no_disaster);
    g_test_add_func ("/thumbnail/other", test_other_covers_are_made_small_elsewhere);
    return g_test_run ();
}
