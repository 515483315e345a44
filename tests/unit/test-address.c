/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"

typedef struct {
    const char *input, *expected;
} Pair;

static void
check (char *(*function) (const char *), const Pair *pairs, guint n_pairs)
{
    for (guint i = 0; i < n_pairs; i++) {
        g_autofree char *output = function (pairs[i].input);

        g_assert_cmpstr (output, ==, pairs[i].expected);
    }
}

static void
test_what_counts_visitors_goes (void)
{
    static const Pair pairs[] = {
        { "https://a.example/", "https://a.example/" },
        { "https://a.example/?utm_source=x", "https://a.example/" },
        { "https://a.example/?utm_source=x&id=7&fbclid=y#top", "https://a.example/?id=7#top" },
        { "https://a.example/?id=7&&gclid", "https://a.example/?id=7" },
        { "https://a.example?q=utm_source", "https://a.example?q=utm_source" },
        { "https://a.example/#:~:text=the%20pier", "https://a.example/" },
        { "https://a.example/a?", "https://a.example/a" },
    };

    check (address_clean, pairs, G_N_ELEMENTS (pairs));
}

static void
test_addresses_of_one_page_are_alike (void)
{
    static const Pair pairs[] = {
        { "https://A.example", "a.example/" },
        { "http://www.a.example:80/#top", "a.example/" },
        { "https://a.example:443/B?x=1&utm_a=2", "a.example/B?x=1" },
        { "https://a.example:8080/", "a.example:8080/" },
        { "https://a.example/#!/tides", "a.example/#!/tides" },
        { "https://www.example/", "www.example/" },
    };

    check (address_key, pairs, G_N_ELEMENTS (pairs));
}

static void
test_hosts_are_written_as_nobody_is_misled (void)
{
    static const Pair pairs[] = {
        { "https://www.Post.example:8080/a", "post.example" },
        { "https://xn--bcher-kva.example/", "bücher.example" },
        { "https://xn--e1afmkfd.example/", "пример.example" },
        { "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com" },     /* Cyrillic that looks like apple */
        { "https://xn--pple-43d.example/", "xn--pple-43d.example" }, /* a Cyrillic letter among Latin ones */
        { "https://xn--.example/", "xn--.example" },
    };

    check (address_host, pairs, G_N_ELEMENTS (pairs));
}

static void
test_addresses_are_shown_short (void)
{
    static const Pair pairs[] = {
        { "https://www.a.example/", "a.example" },
        { "https://a.example/wiki/M%C3%BChle?a=b#c", "a.example/wiki/Mühle?a=b#c" },
        { "https://a.example/a%20b%e2%80%ae", "a.example/a%20b%e2%80%ae" },
        { "https://a.example/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/"
          "aaaaaaaaa/",
          "a.example/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/"
          "aaaaaaaaa" },
        { "https://a.example/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/"
          "aaaaaaaaa/x",
          "a.example/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/"
          "aaaaaaaaa…" },
    };

    check (address_display, pairs, G_N_ELEMENTS (pairs));
}

static void
test_paths_are_titles (void)
{
    static const Pair pairs[] = {
        { "https://a.example/", NULL },
        { "https://a.example", NULL },
        { "https://a.example/news/2025/04/ferry-timetable-cut-88231.html", "ferry timetable cut" },
        { "https://a.example/wiki/Tide_mill", "Tide mill" },
        { "https://a.example/x7y8-the-a380-of-ferries-b33f", "the a380 of ferries" },
        { "https://a.example/M%C3%BChle-am-Sund/index.html", "Mühle am Sund" },
        { "https://a.example/reports-of-1925/index.php?a-b-c", "reports of 1925" },
        { "https://a.example/a1b2-c3d4/77-88", NULL },
        { "https://a.example/%ff%fe-%fd/x", NULL },
    };

    check (address_words, pairs, G_N_ELEMENTS (pairs));
}

static void
test_addresses_are_found_in_text (void)
{
    static const Pair pairs[] = {
        { "See https://a.example/b.", "https://a.example/b" },
        { "(see www.a.example/b_(c)), or", "www.a.example/b_(c)" },
        { "“http://a.example”", "http://a.example" },
        { "HTTPS://A.example/?q=1, and", "HTTPS://A.example/?q=1" },
        { "xhttps://a.example", NULL },
        { "ask a@www.a.example", NULL },
        { "www. is short for it; so is www.example and https://", NULL },
        { "https:// https://b.example/x y", "https://b.example/x" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
        Span span;
        gboolean is_found = address_find (pairs[i].input, 0, strlen (pairs[i].input), &span);
        g_autofree char *found = is_found ? g_strndup (pairs[i].input + span.start, span.end - span.start) : NULL;

        g_assert_cmpstr (found, ==, pairs[i].expected);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/address/what-counts-visitors-goes", test_what_counts_visitors_goes);
    g_test_add_func ("/address/of-one-page-are-alike", test_addresses_of_one_page_are_alike);
    g_test_add_func ("/address/hosts-mislead-nobody", test_hosts_are_written_as_nobody_is_misled);
    g_test_add_func ("/address/are-shown-short", test_addresses_are_shown_short);
    g_test_add_func ("/address/paths-are-titles", test_paths_are_titles);
    g_test_add_func ("/address/are-found-in-text", test_addresses_are_found_in_text);
    return g_test_run ();
}
