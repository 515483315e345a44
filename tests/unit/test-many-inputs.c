/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sheaf.h"

static char *home;

/* Writes a file below the folder of the test; a name that ends in "/" is a folder. */
static void
put (const char *name, const char *content)
{
    g_autofree char *path = g_build_filename (home, name, NULL), *folder = g_path_get_dirname (path);

    g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
    if (!g_str_has_suffix (name, "/"))
        g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
put_all (const char *const *names)
{
    for (; *names != NULL; names++)
        put (*names, *names);
}

static SheafInputs *
open_inputs (const char *const *paths)
{
    SheafInputs *inputs = sheaf_inputs_new (SHEAF_INPUTS_EACH);

    for (; *paths != NULL; paths++) {
        g_autofree char *path = g_build_filename (home, *paths, NULL);

        sheaf_inputs_add_path (inputs, path);
    }
    return inputs;
}

/* The keys of all, a line each, and what is wrong in brackets, without the path of the test's folder. */
static char *
drain (SheafInputs *inputs)
{
    GString *keys = g_string_new (NULL);
    g_autofree char *prefix = g_strconcat (home, "/", NULL);

    for (;;) {
        g_autoptr (GError) error = NULL;
        SheafInput input;

        if (sheaf_inputs_next (inputs, &input, &error))
            g_string_append_printf (keys, "%s\n", input.key);
        else if (error != NULL)
            g_string_append_printf (keys, "(%s)\n", error->message);
        else
            break;
    }
    g_string_replace (keys, prefix, "", 0);
    return g_string_free (keys, FALSE);
}

#define CHECK(expected, ...)                                                                                           \
    G_STMT_START                                                                                                       \
    {                                                                                                                  \
        const char *const given[] = { __VA_ARGS__, NULL };                                                             \
        g_autoptr (SheafInputs) inputs = open_inputs (given);                                                          \
        g_autofree char *found = drain (inputs);                                                                       \
                                                                                                                       \
        g_assert_cmpstr (found, ==, expected);                                                                         \
    }                                                                                                                  \
    G_STMT_END

static void
set_up (void)
{
    home = g_dir_make_tmp ("sheaf-inputs-XXXXXX", NULL);
}

static void
tear_down (void)
{
    g_autofree char *command = g_strdup_printf ("rm -rf %s", home);

    g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
    g_clear_pointer (&home, g_free);
}

static void
test_folder (void)
{
    static const char *const names[] = {
        "week/part 10.html",
        "week/part 2.html",
        "week/Part 3.html",
        "week/b/2.txt",
        "week/b/1.txt",
        "week/b-c.txt",
        "week/b.txt",
        "week/b.txt.sheaf.yaml",
        "week/.hidden",
        "week/.git/x.html",
        "week/photos.csv",
        "week/b/one.jpg",
        "week/style.css",
        "week/a.jpg",
        "week/p.html",
        "week/p_files/x.html",
        "week/q_files/kept.html",
        NULL,
    };

    put_all (names);
    CHECK ("week/Part 3.html\nweek/b/1.txt\nweek/b/2.txt\nweek/b-c.txt\nweek/b.txt\nweek/p.html\nweek/part 2.html\n"
           "week/part 10.html\nweek/q_files/kept.html\n",
           "week/");
}

/* The same order as that of a folder that is packed as a whole: what lies in a folder stays together. */
static void
test_zeros (void)
{
    static const char *const names[] = { "n/1/a.txt", "n/01/b.txt", "n/1.txt", "n/01.txt", "n/001.txt", NULL };

    put_all (names);
    CHECK ("n/01/b.txt\nn/1/a.txt\nn/001.txt\nn/01.txt\nn/1.txt\n", "n");
}

static void
test_names (void)
{
    static const char *const names[] = { "a/news/x.txt", "b/news/x.txt",  "a/y.txt",          "b/y.txt",
                                         "odd/-rf",      "odd/a\nb.html", "odd/bad\xff.html", NULL };

    put_all (names);
    CHECK ("news/x.txt\nnews~2/x.txt\nnews/x.txt~2\ny.txt\ny.txt~2\ny.txt~3\n", "a/news", "b/news", "a/news/",
           "a/y.txt", "b/y.txt", "a/y.txt");
    CHECK ("odd/-rf\nodd/a\nb.html\nodd/bad\\xff.html\n", "odd");
}

static void
test_pictures (void)
{
    static const char *const names[] = { "trip/day 1/a.jpg",      "trip/day 1/b.png",      "trip/day 2/a.jpg",
                                         "trip/day 2/photos.csv", "story/story.txt",       "story/photos/a.jpg",
                                         "two/one.txt",           "two/two.txt",           "two/seen/a.jpg",
                                         "two/listed/a.jpg",      "two/listed/photos.csv", NULL };

    put_all (names);
    CHECK ("trip/day 1\ntrip/day 2\n", "trip");
    CHECK ("day 1\n", "trip/day 1");
    CHECK ("story/story.txt\n", "story");
    CHECK ("two/listed\ntwo/one.txt\ntwo/two.txt\n", "two");
}

static void
test_errors (void)
{
    g_autofree char *up = g_build_filename (home, "in/up", NULL), *loop = g_build_filename (home, "in/loop", NULL);

    put ("empty/x.css", "");
    put ("in/a.txt", "a");
    g_assert_cmpint (symlink ("..", up), ==, 0);
    g_assert_cmpint (symlink ("loop", loop), ==, 0);
    CHECK (
        "(empty: there is no article in it)\n(gone: cannot be opened: No such file or directory)\nin/a.txt\nin/loop\n"
        "(in/up: is a link to a folder, which is not followed)\n",
        "empty", "gone", "in");
}

/* A folder that lies too deep is named, and what lies beside it is there. */
static void
test_depth (void)
{
    g_autoptr (GString) name = g_string_new ("deep/");
    g_autofree char *found = NULL;
    const char *const paths[] = { "deep", NULL };
    g_autoptr (SheafInputs) inputs = open_inputs (paths);

    put ("deep/z.txt", "");
    for (guint i = 0; i < 40; i++)
        g_string_append (name, "d/");
    g_string_append (name, "x.txt");
    put (name->str, "");
    found = drain (inputs);
    g_assert_true (g_str_has_prefix (found, "(deep/d/d/d/"));
    g_assert_true (g_str_has_suffix (found, "/d: is a folder that lies too deep)\ndeep/z.txt\n"));
}

/* Each input is in one shard, and the same one whatever lies beside it. */
static void
test_shards (void)
{
    guint n_in[3] = { 0, 0, 0 };
    const char *const paths[] = { "many", NULL };

    for (guint i = 0; i < 300; i++) {
        g_autofree char *name = g_strdup_printf ("many/%u.txt", i);

        put (name, "x");
    }
    for (guint shard = 0; shard < 3; shard++) {
        g_autoptr (SheafInputs) inputs = open_inputs (paths);
        g_autofree char *found = NULL;

        sheaf_inputs_set_shard (inputs, shard, 3);
        found = drain (inputs);
        for (const char *p = found; *p != '\0'; p++)
            n_in[shard] += *p == '\n';
        g_assert_cmpuint (n_in[shard], >, 70);
        g_assert_true ((strstr (found, "many/7.txt\n") != NULL) == (shard == 0));
    }
    g_assert_cmpuint (n_in[0] + n_in[1] + n_in[2], ==, 300);
}

static const char *const news[] = { "news/2025/a.html",
                                    "news/2025/b.txt",
                                    "news/2026/a.html",
                                    "news/2026/c.HTML",
                                    "news/2026/p.png",
                                    "news/d [1].html",
                                    "news/d.html",
                                    "news/e.html.sheaf.yaml",
                                    "news/x/y/z.html",
                                    "news/\u00e9.html",
                                    NULL };

static void
test_patterns (void)
{
    put_all (news);
    CHECK ("news/2025/a.html\nnews/2026/a.html\nnews/d [1].html\nnews/d.html\nnews/x/y/z.html\nnews/\u00e9.html\n",
           "news/**/*.html");
    CHECK ("news/d [1].html\nnews/d.html\nnews/\u00e9.html\n", "news/*.html");
    CHECK ("news/d.html\nnews/\u00e9.html\n", "news/?.html");
    CHECK ("news/2025/a.html\nnews/2025/b.txt\nnews/2026/a.html\n", "news/20*/[a-b].*[a-z]");
    CHECK ("2026/a.html\n2026/c.HTML\n", "news/2026/*");
    CHECK ("2026/p.png\n", "news/2026/*.png");
    CHECK ("news/d.html\nnews/\u00e9.html\n", "news/[!x].html");
    CHECK ("d [1].html\n", "news/d [1].html");
    CHECK ("news/d [1].html\n", "news/d ?1\\].html");
    CHECK ("news/2025/a.html\nnews/2025/b.txt\n", "news/2*5");
    CHECK ("x/y/z.html\n", "news/x/**/**/z.html");
    CHECK ("(news/*.pdf: there is no file that this pattern fits)\n", "news/*.pdf");
}

static SheafInputs *
open_list (const char *content)
{
    SheafInputs *inputs = sheaf_inputs_new (SHEAF_INPUTS_EACH);
    g_autofree char *path = g_build_filename (home, "lists/list", NULL);

    put ("lists/list", content);
    sheaf_inputs_add_list (inputs, path);
    return inputs;
}

static void
check_list (const char *content, const char *expected)
{
    g_autoptr (SheafInputs) inputs = open_list (content);
    g_autofree char *found = drain (inputs);

    g_assert_cmpstr (found, ==, expected);
}

static void
test_list (void)
{
    put_all (news);
    put ("lists/a.html", "a");
    put ("lists/-", "a");
    check_list ("\xef\xbb\xbf# of today\r\n\r\na.html\r\n  \n../news/d.html\n./a.html\n-\ngone.html\n../news/2025",
                "a.html\nnews/d.html\na.html~2\n-\n"
                "(lists/list:8: lists/gone.html: cannot be opened: No such file or directory)\n"
                "news/2025/a.html\nnews/2025/b.txt\n");
    check_list ("../news/**/a.html\n", "news/2025/a.html\nnews/2026/a.html\n");
    check_list ("\xef\xbb\xbf", "(lists/list: it names nothing)\n");
    check_list ("a.html", "a.html\n");
}

static void
test_manifest (void)
{
    put ("lists/a.html", "a");
    put ("lists/b.html", "b");
    check_list ("{\"path\": \"a.html\"}\r\n\r\n\t{\"path\":\"b.html\"}\r\n{\"path\":\"c.html\",}\n",
                "a.html\nb.html\n(lists/list:4:18: a key in quotation marks must stand here)\n");
    check_list (
        "{\"path\": \"a.html\", \"titel\": \"x\"}\n{\"path\": \"a.html\", \"title\": 1}\n"
        "{\"title\": \"\u00e9\", \"path\": \"a.html\", \"title\": \"y\"}\n{\"path\": 5}\n{\"title\": \"x\"}\n[1]\n"
        "{\"path\": \"a.html\", \"authors\": {}}\nb.html\n{\"path\": \"b\\u002ehtml\", \"id\": \"x y\"}\n",
        "(lists/list:1:20: titel is not known; is title meant?)\n"
        "(lists/list:2:20: title must be a text in quotation marks)\n"
        "(lists/list:3:34: the key \"title\" is there twice)\n"
        "(lists/list:4:2: path must be a text)\n"
        "(lists/list:5:1: there is no path)\n"
        "(lists/list:6:1: a line of a manifest must be an object: {\"path\": ...})\n"
        "(lists/list:7:20: authors must be a text in quotation marks)\n"
        "(lists/list:8:1: neither a text in quotation marks nor a number)\n"
        "x y\n");
}

static void
test_header (void)
{
    g_autoptr (SheafInputs) inputs = NULL;
    g_autofree char *found = NULL;

    put ("lists/a.html", "a");
    inputs = open_list ("\n{\"shards\": 8}\n{\"path\": \"a.html\"}\n");
    g_assert_cmpuint (sheaf_inputs_get_n_shards (inputs), ==, 8);
    found = drain (inputs);
    g_assert_cmpstr (found, ==, "a.html\n");
    check_list ("{\"shards\": 0}\n{\"path\": \"a.html\"}\n{\"shards\": 3}\n",
                "(lists/list:1:2: shards must be a number from 1 to 100000)\na.html\n"
                "(lists/list:3:1: shards belongs into the first line, and alone)\n");
}

/* A line may be as long as it likes: no more than the limit of it is held. */
static void
test_long_line (void)
{
    g_autoptr (GString) content = g_string_new ("{\"articles\": [");

    put ("lists/a.html", "a");
    for (guint i = 0; i < 1000000; i++)
        g_string_append (content, "\"a000.html\",");
    g_string_append (content, "]}\n{\"path\": \"a.html\"}\n");
    check_list (content->str, "(lists/list:1: is a line of more than 8388608 bytes)\na.html\n");
}

/* What a list says stands before what the sidecar says, and that before what the article says. */
static void
test_meta (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (SheafInputs) inputs = NULL;
    g_autofree char *json = NULL;
    SheafInput input;

    put ("lists/a.html", "<title>Own</title><h1>Own</h1><p>The tide of Ellery came in at noon, and nobody saw it.</p>");
    put ("lists/a.html.sheaf.yaml", "title: Beside\ndek: Beside too\n");
    inputs = open_list (
        "{\"path\": \"a.html\", \"title\": \"Listed \\ud83d\\udc1f \\ud800\", \"author\": [\"Ada Lorne\"]}\n");
    g_assert_true (sheaf_inputs_next (inputs, &input, NULL));
    g_assert_true (sheaf_book_read_input (book, &input, NULL));
    json = sheaf_book_inspect_json (book);
    g_assert_nonnull (strstr (json, "\"title\":\"Listed \U0001f41f \ufffd\""));
    g_assert_nonnull (strstr (json, "\"dek\":\"Beside too\""));
    g_assert_nonnull (strstr (json, "[\"Ada Lorne\"]"));
}

/* ---- web archives ---- */

#define BODY "<h1>Tides</h1><p>The tide of Ellery came in at noon, and nobody saw it but the harbour master.</p>"
#define HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

/* A record as a gzip member; `length` is what it says of its own, NULL: the truth. */
static void
add_record (GByteArray *archive, const char *type, const char *block, const char *length, gboolean is_gzip)
{
    g_autofree char *own = g_strdup_printf ("%" G_GSIZE_FORMAT, strlen (block));
    g_autofree char *record =
        g_strdup_printf ("WARC/1.0\r\nWARC-Type: %s\r\nContent-Type: application/http; msgtype=response\r\n"
                         "WARC-Target-URI: https://example.com/%u\r\nWARC-Date: 2026-11-20T08:00:00Z\r\n"
                         "Content-Length: %s\r\n\r\n%s\r\n\r\n",
                         type, archive->len, length != NULL ? length : own, block);
    g_autoptr (GConverter) deflate = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
    guint8 member[4096];
    gsize n_read, n_written;

    if (!is_gzip) {
        g_byte_array_append (archive, (const guint8 *) record, (guint) strlen (record));
        return;
    }
    g_assert_cmpint (g_converter_convert (deflate, record, strlen (record), member, sizeof member,
                                          G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                     ==, G_CONVERTER_FINISHED);
    g_byte_array_append (archive, member, (guint) n_written);
}

/* The keys of an archive with good and bad records, with the places of the good ones as "A", "B", ... */
static void
check_archive (const char *name, gboolean is_gzip, gboolean is_one_damaged)
{
    g_autoptr (GByteArray) archive = g_byte_array_new ();
    g_autofree char *path = g_build_filename (home, name, NULL), *found = NULL, *expected = NULL;
    const char *const paths[] = { name, NULL };
    g_autoptr (SheafInputs) inputs = open_inputs (paths);
    guint places[6];

    add_record (archive, "warcinfo", "software: pen\r\n", NULL, is_gzip);
    add_record (archive, "request", "GET / HTTP/1.1\r\n\r\n", NULL, is_gzip);
    places[0] = archive->len;
    add_record (archive, "response", HTML "\r\n" BODY, NULL, is_gzip);
    places[1] = archive->len;
    add_record (archive, "response", HTML "\r\n" BODY, is_one_damaged ? NULL : "9999999", is_gzip);
    if (is_one_damaged)
        memset (archive->data + archive->len - 40, 0, 20);
    places[2] = archive->len;
    add_record (archive, "response", HTML "Transfer-Encoding: chunked\r\n\r\n5\r\n<h1>T\r\n0\r\n\r\n", NULL, is_gzip);
    add_record (archive, "response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n.PNG", NULL, is_gzip);
    add_record (archive, "response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" BODY, NULL, is_gzip);
    places[3] = archive->len;
    add_record (archive, "response", HTML "\r\n" BODY, "-7", is_gzip);
    places[4] = archive->len;
    add_record (archive, "response", HTML "\r\n" BODY, NULL, is_gzip);
    places[5] = archive->len;
    add_record (archive, "response", HTML "\r\n" BODY, NULL, is_gzip);
    g_byte_array_set_size (archive, archive->len - 50);
    g_assert_true (g_file_set_contents (path, (const char *) archive->data, archive->len, NULL));
    found = drain (inputs);
    expected = g_strdup_printf (
        "%s#%u\n(%s: record at byte %u: %s)\n%s#%u\n"
        "(%s: record at byte %u: does not say how long it is)\n"
        "%s#%u\n(%s: record at byte %u: is cut off%s)\n",
        name, places[0], name, places[1], is_one_damaged ? "is damaged" : "is cut off, or longer than it says", name,
        places[2], name, places[3], name, places[4], name, places[5], is_gzip ? "" : ", or longer than it says");
    g_assert_cmpstr (found, ==, expected);
}

static void
test_warc (void)
{
    check_archive ("a.warc", FALSE, FALSE);
    check_archive ("a.warc.gz", TRUE, FALSE);
    check_archive ("b.warc.gz", TRUE, TRUE);
}

/* Each page of an archive is read by its place, as if it had been all the archive. */
static void
test_warc_page (void)
{
    g_autoptr (GByteArray) archive = g_byte_array_new ();
    g_autofree char *path = g_build_filename (home, "week/cc.warc.gz", NULL);
    const char *const paths[] = { "week", NULL };
    g_autoptr (SheafInputs) inputs = open_inputs (paths);
    SheafInput input;

    add_record (archive, "response", HTML "\r\n" BODY, NULL, TRUE);
    add_record (archive, "response", HTML "\r\n<h1>Ebb</h1>" BODY, NULL, TRUE);
    put ("week/", NULL);
    g_assert_true (g_file_set_contents (path, (const char *) archive->data, archive->len, NULL));
    for (guint i = 0; i < 2; i++) {
        g_autoptr (SheafBook) book = sheaf_book_new (NULL);
        g_autofree char *json = NULL;
        g_autoptr (GError) error = NULL;

        sheaf_inputs_next (inputs, &input, &error);
        g_assert_no_error (error);
        g_assert_true (g_str_has_prefix (input.key, "week/cc.warc.gz#"));
        g_assert_true (sheaf_book_read_input (book, &input, NULL));
        json = sheaf_book_inspect_json (book);
        g_assert_nonnull (strstr (json, i == 0 ? "https://example.com/0" : "\"Ebb\""));
        g_assert_nonnull (strstr (json, "2026-11-20T08:00:00Z"));
    }
    g_assert_false (sheaf_inputs_next (inputs, &input, NULL));
}

/* Pictures may lie anywhere in the folder that was given. */
static void
test_read (void)
{
    const char *const paths[] = { "site", NULL };
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (SheafInputs) inputs = NULL;
    g_autoptr (GError) error = NULL;
    SheafInput input;
    SheafNote note;
    guint n_outside = 0;

    put ("site/day/page.html", "<h1>Tides</h1><p>The tide of Ellery came in at noon.</p><img src='../art/gone.png'>"
                               "<img src='../../art/gone.png'>");
    inputs = open_inputs (paths);
    g_assert_true (sheaf_inputs_next (inputs, &input, &error));
    g_assert_true (sheaf_book_read_input (book, &input, &error));
    g_assert_false (sheaf_inputs_next (inputs, &input, &error));
    g_assert_no_error (error);
    for (guint i = 0; i < sheaf_book_get_n_notes (book); i++) {
        sheaf_book_get_note (book, i, &note);
        n_outside += g_str_equal (note.code, "picture-outside");
    }
    g_assert_cmpuint (n_outside, ==, 1);
}

static void
run (gconstpointer test)
{
    set_up ();
    ((void (*) (void)) test) ();
    tear_down ();
}

#define ADD(name) g_test_add_data_func ("/inputs/" #name, test_##name, run)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    ADD (depth);
    ADD (errors);
    ADD (folder);
    ADD (header);
    ADD (list);
    ADD (long_line);
    ADD (manifest);
    ADD (meta);
    ADD (names);
    ADD (patterns);
    ADD (pictures);
    ADD (read);
    ADD (shards);
    ADD (warc);
    ADD (warc_page);
    ADD (zeros);
    return g_test_run ();
}
