/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "store/store.h"

#define LIMIT ((gsize) 1024 * 1024)

/* A folder with files whose content is their name. */
static char *
make_folder (const char *const *names)
{
    char *folder = g_dir_make_tmp ("sheaf-store-XXXXXX", NULL);

    for (; *names != NULL; names++) {
        g_autofree char *path = g_build_filename (folder, *names, NULL), *parent = g_path_get_dirname (path);

        g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
        g_assert_true (g_file_set_contents (path, *names, -1, NULL));
    }
    return folder;
}

static void
remove_folder (char *folder)
{
    g_autofree char *command = g_strdup_printf ("rm -rf %s", folder);

    g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
    g_free (folder);
}

static const char *const problem_names[] = { "missing", "remote", "outside", "failed" };

/* What the reference means: the content of the file, or why there is none. */
static char *
follow (Store *store, const char *from, const char *reference)
{
    StoreProblem problem;
    g_autoptr (GBytes) bytes = store_read (store, from, reference, LIMIT, &problem);

    if (bytes == NULL)
        return g_strdup_printf ("(%s)", problem_names[problem]);
    return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

typedef struct {
    const char *from, *reference, *expected;
} Case;

static void
check_cases (Store *store, const Case *cases, guint n_cases)
{
    for (guint i = 0; i < n_cases; i++) {
        g_autofree char *found = follow (store, cases[i].from, cases[i].reference);

        if (!g_str_equal (found, cases[i].expected))
            g_test_message ("%s in %s", cases[i].reference, cases[i].from);
        g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static const char *const files[] = {
    "a.png",
    "b c.png",
    "d%20e.png",
    "news/a.png",
    "news/deep/a.png",
    "news/p.php?id=1",
    "caf\xc3\xa9.png",
    "nai\xcc\x88ve.png",
    "100%.png",
    "\xff.png",
    NULL,
};

static const Case cases[] = {
    { "index.html", "a.png", "a.png" },
    { "index.html", " a.png\n", "a.png" },
    { "index.html", "./a.png#top", "a.png" },
    { "index.html", "a.png?width=600", "a.png" },
    { "index.html", "b c.png", "b c.png" },
    { "index.html", "b%20c.png", "b c.png" },
    { "index.html", "d%2520e.png", "d%20e.png" },
    { "index.html", "100%.png", "100%.png" },
    { "index.html", "%ff.png", "\xff.png" },
    { "index.html", "news/../a.png", "a.png" },
    { "news/page.html", "a.png", "news/a.png" },
    { "news/page.html", "../a.png", "a.png" },
    { "news/page.html", "p.php?id=1", "news/p.php?id=1" },
    { "news/page.html", "p.php%3Fid=1", "news/p.php?id=1" },
    { "news/page.html", "deep//a.png", "news/deep/a.png" },
    { "index.html", "cafe\xcc\x81.png", "caf\xc3\xa9.png" },
    { "index.html", "na%C3%AFve.png", "nai\xcc\x88ve.png" },
    { "index.html", "A.png", "(missing)" },
    { "index.html", "", "(missing)" },
    { "index.html", "#top", "(missing)" },
    { "index.html", "?a.png", "(missing)" },
    { "index.html", "news/", "(missing)" },
    { "index.html", "a.png/", "(missing)" },
    { "index.html", "a.png%00", "(missing)" },
    { "index.html", "a%0a.png", "(missing)" },
    { "index.html", "a.png/x", "(missing)" },
    { "index.html", "cid:a.png", "(missing)" },
    { "index.html", "C:\\a.png", "(missing)" },
    { "index.html", "C:/a.png", "(missing)" },
    { "index.html", "\\\\host\\share\\a.png", "(missing)" },
    { "index.html", "..\\a.png", "(missing)" },
    { "index.html", "%252e%252e%252fetc%252fpasswd", "(missing)" },
    { "index.html", "news", "(failed)" },
    { "index.html", "../a.png", "(outside)" },
    { "news/page.html", "../../a.png", "(outside)" },
    { "index.html", "%2e%2e%2fetc%2fpasswd", "(outside)" },
    { "index.html", "../../../../etc/passwd", "(outside)" },
    { "index.html", "/etc/passwd", "(outside)" },
    { "index.html", "file:///etc/passwd", "(outside)" },
    { "index.html", "FILE:a.png", "(outside)" },
    { "index.html", "http://example.com/a.png", "(remote)" },
    { "index.html", "//example.com/a.png", "(remote)" },
    { "index.html", "ftp://example.com/a.png", "(remote)" },
};

static void
test_references_are_resolved_in_a_folder (void)
{
    char *folder = make_folder (files);
    g_autoptr (Store) store = store_new_folder (folder, NULL);

    check_cases (store, cases, G_N_ELEMENTS (cases));
    remove_folder (folder);
}

static void
test_no_link_leads_out_of_a_folder (void)
{
    static const char *const names[] = { "in/a.png", "secret.png", NULL };
    char *folder = make_folder (names);
    g_autofree char *inner = g_build_filename (folder, "in", NULL);
    g_autofree char *out = g_build_filename (inner, "out.png", NULL), *up = g_build_filename (inner, "up", NULL);
    g_autofree char *same = g_build_filename (inner, "same.png", NULL), *loop = g_build_filename (inner, "loop", NULL);
    g_autoptr (Store) store = store_new_folder (inner, NULL);
    const Case links[] = {
        { "page.html", "out.png", "(outside)" },
        { "page.html", "up/secret.png", "(outside)" },
        { "page.html", "loop/a.png", "(missing)" },
        { "page.html", "same.png", "in/a.png" },
    };

    g_assert_cmpint (symlink ("../secret.png", out), ==, 0);
    g_assert_cmpint (symlink ("..", up), ==, 0);
    g_assert_cmpint (symlink ("loop", loop), ==, 0);
    g_assert_cmpint (symlink ("a.png", same), ==, 0);
    check_cases (store, links, G_N_ELEMENTS (links));
    g_assert_true (store_has (store, "a.png"));
    g_assert_false (store_has (store, "b.png"));
    remove_folder (folder);
}

static char *
list_members (Store *store)
{
    const GPtrArray *members = store_list (store, NULL);
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < members->len; i++) {
        const StoreMember *member = g_ptr_array_index (members, i);

        g_string_append_printf (list, "%s%s\n", member->name, member->fault != NULL ? " !" : "");
    }
    return g_string_free (list, FALSE);
}

static void
test_members_are_in_the_order_of_their_names (void)
{
    static const char *const names[] = { "part 10.html", "part 2.html", "part 02.html", "part/1.html", "Part 3.html",
                                         ".hidden",      "x/.y/z.html", "part-x.html",  NULL };
    char *folder = make_folder (names);
    g_autoptr (Store) store = store_new_folder (folder, NULL);
    g_autofree char *list = list_members (store);

    g_assert_cmpstr (list, ==, "Part 3.html\npart/1.html\npart 02.html\npart 2.html\npart 10.html\npart-x.html\n");
    remove_folder (folder);
}

/* An archive in memory; a file's content is its name. */
static GBytes *
make_archive (const char *const *names)
{
    zip_source_t *source = zip_source_buffer_create (NULL, 0, 0, NULL);
    zip_t *archive = zip_open_from_source (source, ZIP_TRUNCATE, NULL);
    zip_stat_t status;
    char *data;

    zip_source_keep (source);
    for (; *names != NULL; names++)
        g_assert_cmpint (
            zip_file_add (archive, *names, zip_source_buffer (archive, *names, strlen (*names), 0), ZIP_FL_ENC_UTF_8),
            >=, 0);
    g_assert_cmpint (zip_close (archive), ==, 0);
    g_assert_cmpint (zip_source_stat (source, &status), ==, 0);
    g_assert_cmpint (zip_source_open (source), ==, 0);
    data = g_malloc (status.size);
    g_assert_cmpint (zip_source_read (source, data, status.size), ==, (zip_int64_t) status.size);
    zip_source_close (source);
    zip_source_free (source);
    return g_bytes_new_take (data, status.size);
}

static void
test_references_are_resolved_in_an_archive (void)
{
    static const char *const names[] = { "a.png", "b c.png", "news/a.png", "news/p.php?id=1", NULL };
    const Case some[] = {
        { "page.html", "a.png", "a.png" },
        { "news/page.html", "../b%20c.png", "b c.png" },
        { "news/page.html", "p.php?id=1", "news/p.php?id=1" },
        { "page.html", "c.png", "(missing)" },
        { "page.html", "../a.png", "(outside)" },
        { "page.html", "/a.png", "(outside)" },
        { "page.html", "https://example.com/a.png", "(remote)" },
    };
    g_autoptr (GBytes) bytes = make_archive (names);
    g_autoptr (Store) store = store_new_zip (bytes, NULL);

    check_cases (store, some, G_N_ELEMENTS (some));
}

static void
test_names_that_lead_out_of_an_archive_are_faults (void)
{
    static const char *const names[] = { "a.png",  "/b.png", "../c.png",   "d/../e.png", "C:f.png", "g\\h.png",
                                         ".i.png", "empty/", "j/.k/l.png", "..m.png",    NULL };
    g_autoptr (GBytes) bytes = make_archive (names);
    g_autoptr (Store) store = store_new_zip (bytes, NULL);
    g_autofree char *list = list_members (store);
    g_autoptr (GError) error = NULL;

    g_assert_cmpstr (list, ==, "/b.png !\n../c.png !\nC:f.png !\na.png\nd/../e.png !\ng\\h.png !\n");
    g_assert_null (store_read_member (store, "../c.png", LIMIT, &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT);
}

static void
test_damaged_archives_are_refused (void)
{
    static const char *const names[] = { "a.png", "b.png", NULL };
    g_autoptr (GBytes) bytes = make_archive (names);
    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);

    for (gsize length = 1; length < size; length++) {
        g_autoptr (GBytes) cut = g_bytes_new (data, length);
        g_autoptr (GError) error = NULL;
        g_autoptr (Store) store = store_new_zip (cut, &error);

        g_assert_null (store);
        g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT);
    }
}

/* Whatever byte is wrong, what is read is what was packed, or nothing is. */
static void
test_wrong_bytes_are_found (void)
{
    static const char *const names[] = { "a.png", NULL };
    g_autoptr (GBytes) bytes = make_archive (names);
    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);

    for (gsize i = 0; i < size * 8; i++) {
        g_autofree char *copy = g_memdup2 (data, size);
        g_autoptr (GBytes) wrong = NULL, read = NULL;
        g_autoptr (Store) store = NULL;

        copy[i / 8] = (char) (copy[i / 8] ^ (1 << i % 8));
        wrong = g_bytes_new (copy, size);
        store = store_new_zip (wrong, NULL);
        read = store != NULL ? store_read_member (store, "a.png", LIMIT, NULL) : NULL;
        if (read != NULL)
            g_assert_cmpmem (g_bytes_get_data (read, NULL), g_bytes_get_size (read), "a.png", 5);
    }
}

static void
test_limit_holds_in_every_store (void)
{
    static const char *const names[] = { "ten-bytes.", NULL };
    char *folder = make_folder (names);
    g_autoptr (GBytes) archive = make_archive (names), part = g_bytes_new_static (names[0], 10);
    Store *stores[] = { store_new_folder (folder, NULL), store_new_zip (archive, NULL), store_new_parts () };

    store_add_part (stores[2], "ten-bytes.", part, TRANSFER_IDENTITY);
    for (guint i = 0; i < G_N_ELEMENTS (stores); i++) {
        g_autoptr (GBytes) bytes = store_read_member (stores[i], "ten-bytes.", 10, NULL);
        g_autoptr (GError) error = NULL;

        g_assert_cmpuint (g_bytes_get_size (bytes), ==, 10);
        g_assert_null (store_read_member (stores[i], "ten-bytes.", 9, &error));
        g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT);
        store_free (stores[i]);
    }
    remove_folder (folder);
}

static void
add_text (Store *store, const char *name, const char *text, Transfer transfer)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

    store_add_part (store, name, bytes, transfer);
}

static void
test_parts_are_found_by_their_addresses (void)
{
    g_autoptr (Store) store = store_new_parts ();
    const char *page = "https://example.com/news/page.html";
    const Case some[] = {
        { page, "a.png", "relative" },
        { page, "https://example.com/news/a.png", "relative" },
        { page, "//example.com/news/a.png", "relative" },
        { page, "/b.png?x=1", "absolute" },
        { page, "cid:c@example.com", "by id" },
        { page, "d.png", "caf\xc3\xa9=" },
        { page, "b.png", "(remote)" },
        { page, "cid:d@example.com", "(missing)" },
        { page, "file:///etc/passwd", "(outside)" },
        { page, "", "(missing)" },
    };

    add_text (store, "https://example.com/news/a.png", "relative", TRANSFER_IDENTITY);
    add_text (store, "https://example.com/news/a.png", "the second of that name", TRANSFER_IDENTITY);
    add_text (store, "https://example.com/b.png?x=1", "YWJz\r\nb2x1dGU=", TRANSFER_BASE64);
    add_text (store, "cid:c@example.com", "by=\r\n id", TRANSFER_QUOTED_PRINTABLE);
    add_text (store, "https://example.com/news/d.png", "caf=C3=a9=3D=\n", TRANSFER_QUOTED_PRINTABLE);
    check_cases (store, some, G_N_ELEMENTS (some));
}

static void
test_same_file_gives_the_same_bytes (void)
{
    static const char *const names[] = { "a.png", NULL };
    g_autoptr (GBytes) archive = make_archive (names);
    g_autoptr (Store) store = store_new_zip (archive, NULL);
    StoreProblem problem;
    g_autoptr (GBytes) first = store_read (store, "page.html", "a.png", LIMIT, &problem);
    g_autoptr (GBytes) second = store_read (store, "page.html", "./a.png?again", LIMIT, &problem);

    g_assert_nonnull (first);
    g_assert_true (first == second);
}

static void
test_no_store_has_nothing (void)
{
    const Case some[] = {
        { "", "a.png", "(missing)" },
        { "", "http://example.com/a.png", "(remote)" },
        { "", "../a.png", "(outside)" },
    };

    check_cases (NULL, some, G_N_ELEMENTS (some));
}

static void
test_files_stand_beside_others (void)
{
    static const char *const names[] = { "a/boat.jpg", "a/boat.jpg.xmp", "a/boat.xmp", "a/quay.png",
                                         "a/quay.xmp", "a.b/pier",       "a.xmp",      NULL };
    static const char *const members[][2] = {
        { "a/boat.jpg", "a/boat.jpg.xmp" },
        { "a/quay.png", "a/quay.xmp" },
        { "a.b/pier", NULL },
        { "../a", NULL },
    };
    char *folder = make_folder (names);
    Store *store = store_new_folder (folder, NULL);

    for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
        g_autoptr (GBytes) bytes = store_read_beside (store, members[i][0], ".xmp", LIMIT);
        const char *expected = members[i][1];

        if (expected == NULL)
            g_assert_null (bytes);
        else
            g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
    }
    store_free (store);
    remove_folder (folder);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/store/archive/damaged", test_damaged_archives_are_refused);
    g_test_add_func ("/store/archive/names", test_names_that_lead_out_of_an_archive_are_faults);
    g_test_add_func ("/store/archive/references", test_references_are_resolved_in_an_archive);
    g_test_add_func ("/store/archive/wrong-bytes", test_wrong_bytes_are_found);
    g_test_add_func ("/store/beside", test_files_stand_beside_others);
    g_test_add_func ("/store/folder/links", test_no_link_leads_out_of_a_folder);
    g_test_add_func ("/store/folder/references", test_references_are_resolved_in_a_folder);
    g_test_add_func ("/store/limit", test_limit_holds_in_every_store);
    g_test_add_func ("/store/none", test_no_store_has_nothing);
    g_test_add_func ("/store/order", test_members_are_in_the_order_of_their_names);
    g_test_add_func ("/store/parts", test_parts_are_found_by_their_addresses);
    g_test_add_func ("/store/same-bytes", test_same_file_gives_the_same_bytes);
    return g_test_run ();
}
