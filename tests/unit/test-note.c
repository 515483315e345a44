/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sheaf.h"

/* Which notes a user gets: what a reader of the book would miss is a loss, and what nobody misses is no note. */

#define PROSE "<p>The lighthouse at Cape Ulm was switched off on Tuesday, after a hundred and twelve years.</p>"
#define PIXEL "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

/* The codes of all notes, in their order. */
static char *
notes_of (const char *name, const char *input)
{
    SheafBook *book = sheaf_book_new (NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (input, strlen (input));
    GString *codes = g_string_new (NULL);
    SheafNote note;

    g_assert_true (sheaf_book_read_bytes (book, bytes, name, NULL));
    for (guint i = 0; i < sheaf_book_get_n_notes (book); i++) {
        sheaf_book_get_note (book, i, &note);
        g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", note.code);
    }
    sheaf_book_free (book);
    return g_string_free (codes, FALSE);
}

static void
assert_notes (const char *name, const char *input, const char *codes)
{
    g_autofree char *found = notes_of (name, input);

    g_assert_cmpstr (found, ==, codes);
}

static void
test_machinery_is_no_loss (void)
{
    assert_notes ("page.html",
                  "<html lang='en'><title>The Lamp</title><article>" PROSE "<script>count()</script>"
                  "<p>It has <a href='javascript:show()'>no keeper</a> any more. <button></button><input></p>" PROSE,
                  "");
    assert_notes ("page.html", "<html lang='en'><title>The Lamp</title><article>" PROSE "<canvas></canvas>" PROSE,
                  "element-dropped");
}

static void
test_picture_behind_a_placeholder_stays_on_the_web (void)
{
    assert_notes ("page.html",
                  "<html lang='en'><title>The Lamp</title><article>" PROSE "<figure><img src='" PIXEL
                  "' data-src='https://ulm.example/lamp.jpg'><figcaption>The lamp."
                  "</figcaption></figure>" PROSE,
                  "picture-remote");
}

static void
test_keys_of_other_programs_are_known (void)
{
    assert_notes ("lamp.md",
                  "---\nlayout: post\ntags: [light]\nlang: en\ndraft: false\n---\n# The Lamp\n\nIt is out.\n", "");
    assert_notes ("lamp.md", "---\nlang: en\nmood: dark\n---\n# The Lamp\n\nIt is out.\n", "field-unknown");
}

/* A header may have any bytes, and a message quotes it. */
static void
test_messages_are_text (void)
{
    static const char page[] =
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
        "WARC-Date: 2026-11-20T08:15:\xf3\r\nContent-Length: 74\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        "Transfer-Encoding: c\xffked\r\n\r\n<p>x\r\n\r\n";
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_static (page, strlen (page));
    SheafNote note;

    g_assert_false (sheaf_book_read_bytes (book, bytes, "crawl.warc", NULL));
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 1);
    sheaf_book_get_note (book, 0, &note);
    g_assert_cmpstr (note.code, ==, "record-skipped");
    g_assert_true (g_utf8_validate (note.message, -1, NULL));
    g_assert_nonnull (strstr (note.message, "c\xef\xbf\xbdked"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/note/front-matter", test_keys_of_other_programs_are_known);
    g_test_add_func ("/note/machinery", test_machinery_is_no_loss);
    g_test_add_func ("/note/message", test_messages_are_text);
    g_test_add_func ("/note/placeholder", test_picture_behind_a_placeholder_stays_on_the_web);
    return g_test_run ();
}
