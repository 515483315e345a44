/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

/* What a book was made of, and whether it would come out the same. */

static const char page[] =
    "<html><head><title>The Harbour Clock</title></head><body><article><h1>The Harbour Clock</h1>"
    "<p>By Ada Example</p><p>The clock at the harbour stopped on a Tuesday, and nobody in the "
    "town noticed until Friday.</p><img src=\"quay.gif\"><p>It took the watchmaker a week to "
    "find the reason, which was a grain of sand.</p></article></body></html>";
static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";

static char *folder;

static char *
path_of (const char *name)
{
    return g_build_filename (folder, name, NULL);
}

static void
put (const char *name, const char *data, gssize size)
{
    g_autofree char *path = path_of (name), *parent = g_path_get_dirname (path);

    g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
    g_assert_true (g_file_set_contents (path, data, size, NULL));
}

static void
take_away (const char *name)
{
    g_autofree char *path = path_of (name);

    g_assert_cmpint (g_remove (path), ==, 0);
}

static void
put_all (void)
{
    put ("news/monday.html", page, -1);
    put ("news/quay.gif", gif, sizeof gif - 1);
}

/* "name=sha name=null name=true", with a SHA-256 cut short. */
static char *
print_files (SheafBook *book)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < sheaf_book_get_n_files (book); i++) {
        SheafFile file;
        const char *state;

        sheaf_book_get_file (book, i, &file);
        state = file.is_there ? "true" : "null";
        g_string_append_printf (text, "%s%s=%.4s", i > 0 ? " " : "", file.name,
                                file.sha256 != NULL ? file.sha256 : state);
    }
    return g_string_free (text, FALSE);
}

static SheafBook *
read_input (const SheafInput *input)
{
    SheafOptions options;
    SheafBook *book;

    sheaf_options_init (&options);
    options.remembers_files = TRUE;
    options.names_by_key = TRUE;
    book = sheaf_book_new (&options);
    (void) sheaf_book_read_input (book, input, NULL);
    return book;
}

static gboolean
is_unchanged (const SheafInput *input, SheafBook *book)
{
    guint n = sheaf_book_get_n_files (book);
    g_autofree SheafFile *files = g_new (SheafFile, n);

    for (guint i = 0; i < n; i++)
        sheaf_book_get_file (book, i, &files[i]);
    return sheaf_input_has_files (input, files, n);
}

static void
check_files (const char *root, const char *name, const char *expected)
{
    g_autofree char *path = path_of (name), *root_path = root != NULL ? path_of (root) : NULL;
    SheafInput input = { .key = "a key", .path = path, .root = root_path, .offset = -1 };
    g_autoptr (SheafBook) book = read_input (&input);
    g_autofree char *files = print_files (book);

    g_assert_cmpstr (files, ==, expected);
    g_assert_true (is_unchanged (&input, book));
}

static void
test_files_are_named_from_the_root (void)
{
    put_all ();
    check_files ("news", "news/monday.html",
                 "monday.html=9609 monday.html.sheaf.yaml=null photos.csv=null photos.json=null photos.yaml=null "
                 "photos.yml=null photos/photos.csv=null photos/photos.json=null photos/photos.yaml=null "
                 "photos/photos.yml=null quay.gif=6c63");
    check_files (NULL, "news/monday.html",
                 "monday.html=9609 monday.html.sheaf.yaml=null photos.csv=null photos.json=null photos.yaml=null "
                 "photos.yml=null photos/photos.csv=null photos/photos.json=null photos/photos.yaml=null "
                 "photos/photos.yml=null quay.gif=6c63");
}

typedef struct {
    const char *what;
    const char *name;
    const char *data; /* NULL: it is taken away */
} Change;

/* Whatever may be in a book: what was read, and what was not there. */
static void
test_changes_are_seen (void)
{
    static const Change changes[] = {
        { "the article", "news/monday.html", "<p>The clock goes again, and everybody noticed that at once." },
        { "no article", "news/monday.html", NULL },
        { "a picture", "news/quay.gif", "no picture" },
        { "no picture", "news/quay.gif", NULL },
        { "a sidecar", "news/monday.html.sheaf.yaml", "title: The Clock Again\n" },
        { "a list", "news/photos.csv", "file,caption\nquay.gif,The quay.\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
        g_autofree char *root = path_of ("news"), *path = path_of ("news/monday.html");
        SheafInput input = { .key = "news/monday.html", .path = path, .root = root, .offset = -1 };
        g_autoptr (SheafBook) book = NULL;

        put_all ();
        book = read_input (&input);
        g_assert_true (is_unchanged (&input, book));
        if (changes[i].data != NULL)
            put (changes[i].name, changes[i].data, -1);
        else
            take_away (changes[i].name);
        g_test_message ("%s", changes[i].what);
        g_assert_false (is_unchanged (&input, book));
        if (changes[i].data != NULL)
            take_away (changes[i].name);
    }
}

static void
test_pictures_that_come_later_are_seen (void)
{
    g_autofree char *path = path_of ("late/monday.html");
    SheafInput input = { .path = path, .offset = -1 };
    g_autoptr (SheafBook) book = NULL;

    put ("late/monday.html", page, -1);
    book = read_input (&input);
    g_assert_true (is_unchanged (&input, book));
    put ("late/quay.gif", gif, sizeof gif - 1);
    g_assert_false (is_unchanged (&input, book));
}

static void
test_galleries_know_their_folder (void)
{
    g_autofree char *path = path_of ("quays");
    SheafInput input = { .path = path, .offset = -1 };
    g_autoptr (SheafBook) book = NULL;

    put ("quays/1.gif", gif, sizeof gif - 1);
    book = read_input (&input);
    g_assert_cmpuint (sheaf_book_get_n_files (book), >=, 2);
    g_assert_true (is_unchanged (&input, book));
    put ("quays/2.gif", gif, sizeof gif - 1);
    g_assert_false (is_unchanged (&input, book));
}

static void
test_failures_are_remembered_too (void)
{
    g_autofree char *path = path_of ("news/none.html");
    SheafInput input = { .path = path, .offset = -1 };
    g_autoptr (SheafBook) book = read_input (&input);
    g_autofree char *files = print_files (book);

    g_assert_cmpstr (files, ==, "none.html=null");
    put ("news/none.html", page, -1);
    g_assert_false (is_unchanged (&input, book));
}

/* A book does not tell where the folder was that its inputs came from. */
static void
test_inputs_are_called_by_their_keys (void)
{
    g_autofree char *root = path_of ("news"), *path = path_of ("news/monday.html");
    SheafInput input = { .key = "news/monday.html", .path = path, .root = root, .offset = -1 };
    g_autoptr (SheafBook) book = NULL;
    g_autofree char *json = NULL;

    put_all ();
    book = read_input (&input);
    sheaf_book_enrich (book);
    json = sheaf_book_inspect_json (book);
    g_assert_null (strstr (json, folder));
    g_assert_nonnull (strstr (json, "\"path\":\"news/monday.html\""));
}

static void
test_summary_says_what_a_catalogue_needs (void)
{
    g_autofree char *path = path_of ("clock.md");
    SheafInput input = { .path = path, .offset = -1 };
    g_autoptr (SheafBook) book = NULL;
    SheafSummary summary;

    put ("clock.md",
         "---\ntitle: The Clock\nauthors: [Ada Example, Ben Example]\npublished: 2026-11-23\nlanguage: en\n"
         "dek: It kept time.\npublication: The Courier\n---\n\nIt took a week, all in all. 港の時計 stopped.\n",
         -1);
    book = read_input (&input);
    sheaf_book_enrich (book);
    sheaf_book_get_summary (book, &summary);
    g_assert_cmpstr (summary.title, ==, "The Clock");
    g_assert_cmpuint (g_strv_length (summary.authors), ==, 2);
    g_assert_cmpstr (summary.authors[1], ==, "Ben Example");
    g_assert_cmpstr (summary.published, ==, "2026-11-23");
    g_assert_cmpstr (summary.language, ==, "en");
    g_assert_cmpstr (summary.dek, ==, "It kept time.");
    g_assert_cmpstr (summary.publication, ==, "The Courier");
    g_assert_true (g_str_has_prefix (summary.identifier, "urn:uuid:"));
    g_assert_cmpuint (summary.n_words, ==, 7 + 4 + 1);
}

static void
test_hashes_are_those_of_the_standard (void)
{
    g_autofree guint8 *data = g_malloc (1000);

    for (gsize i = 0; i < 1000; i++)
        data[i] = (guint8) (i * 7 + i / 256);
    for (gsize size = 0; size <= 1000; size++) {
        g_autofree char *ours = sha256_of (data, size);
        g_autofree char *theirs = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);

        g_assert_cmpstr (ours, ==, theirs);
    }
}

int
main (int argc, char **argv)
{
    int status;

    g_test_init (&argc, &argv, NULL);
    folder = g_dir_make_tmp ("sheaf-files-XXXXXX", NULL);
    g_test_add_func ("/files/root", test_files_are_named_from_the_root);
    g_test_add_func ("/files/changes", test_changes_are_seen);
    g_test_add_func ("/files/failures", test_failures_are_remembered_too);
    g_test_add_func ("/files/galleries", test_galleries_know_their_folder);
    g_test_add_func ("/files/keys", test_inputs_are_called_by_their_keys);
    g_test_add_func ("/files/later", test_pictures_that_come_later_are_seen);
    g_test_add_func ("/files/sha256", test_hashes_are_those_of_the_standard);
    g_test_add_func ("/files/summary", test_summary_says_what_a_catalogue_needs);
    status = g_test_run ();
    g_spawn_sync (NULL, (char *[]){ (char *) "rm", (char *) "-rf", folder, NULL }, NULL, G_SPAWN_SEARCH_PATH, NULL,
                  NULL, NULL, NULL, NULL, NULL);
    g_free (folder);
    return status;
}
