/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "read/readers.h"

static const struct {
    const char *name, *text, *format;
} cases[] = {
    { "a", "<!DOCTYPE html>Nobody was surprised.", "html" },
    { "a", "\n<!-- saved --><?xml version='1.0'?>\n<html><p>Nobody</html>", "html" },
    { "a", "<p>Nobody was surprised.", "html" },
    { "a", "<o:p>Nobody</o:p> was surprised.", "html" },
    { "a.html", "Nobody was <b>surprised</b>.", "html" },
    { "a",
      "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'>\n"
      "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body><div/><p>Nobody</p></body></html>",
      "html" },
    { "a", "<3 is what the captain said.\n\nNobody knew why.", "text" },
    { "a", "<Ann> where is the ferry?\n<Ben> late.", "text" },
    { "a", "The Ferry Is Late\n\n# 3 is the worst, *really*.", "text" },
    { "a.txt", "---\ntitle: Ferry\n---\n# Heading\n\n[link](x)", "text" },
    { "a", "---\ntitle: Ferry\n---\n\nSee [the shore](https://shore.example/).\n", "markdown" },
    { "A.MD", "Nobody was surprised.", "markdown" },
    { "a.md", "<div>Nobody was surprised.</div>", "markdown" },
    { "a", "<rss version='2.0'><channel><item><title>a</title><description>b</description></item></channel></rss>",
      "feed" },
    { "a", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:summary>b</a:summary></a:entry></a:feed>",
      "feed" },
};

static void
test_case (gconstpointer data)
{
    guint i = GPOINTER_TO_UINT (data);
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
    g_autoptr (GError) error = NULL;

    g_assert_true (sheaf_book_read_bytes (book, bytes, cases[i].name, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (book_first_chapter (book)->origin.format, ==, cases[i].format);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strdup_printf ("/probe/%02u-%s", i, cases[i].format);

        g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
    return g_test_run ();
}
