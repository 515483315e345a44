/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "page/picture.h"

/* What pages write of their pictures: srcset, data: URIs, addresses, and which of them is taken. */

static char *
list_candidates (const char *srcset)
{
    GString *list = g_string_new (NULL);
    SrcsetCandidate candidate;

    while (srcset_next (&srcset, &candidate)) {
        g_string_append_printf (list, "[%.*s", (int) candidate.length, candidate.url);
        if (candidate.width > 0)
            g_string_append_printf (list, " %uw", candidate.width);
        if (candidate.density != 1)
            g_string_append_printf (list, " %gx", candidate.density);
        g_string_append_c (list, ']');
    }
    return g_string_free (list, FALSE);
}

static void
test_srcset_is_read_as_the_standard_says (void)
{
    static const char *const cases[][2] = {
        { "", "" },
        { " , ,", "" },
        { "a.png", "[a.png]" },
        { "a.png, b.png 2x", "[a.png][b.png 2x]" },
        { "a.png 1.5x,b.png 640w", "[a.png 1.5x][b.png 640w]" },
        { "a.png,b.png 2x", "[a.png,b.png 2x]" },
        { "a.png,, b.png 2x", "[a.png][b.png 2x]" },
        { "\n\ta.png\n320w ,\n\tb.png\n640w", "[a.png 320w][b.png 640w]" },
        { "a.png 320w 200h, b.png", "[a.png 320w][b.png]" },
        { "a.png 200h, b.png", "[b.png]" },
        { "a.png 0w, b.png 1w", "[b.png 1w]" },
        { "a.png 1.5w, b.png -1x, c.png 2x 3x, d.png 2x 3w, e.png", "[e.png]" },
        { "a.png future(1, 2), b.png", "[b.png]" },
        { "a.png (, b.png", "" },
        { "data:image/png;base64,AAAA 2x, b.png", "[data:image/png;base64,AAAA 2x][b.png]" },
        { "https://a.example/w_1,h_2/a.png 2x", "[https://a.example/w_1,h_2/a.png 2x]" },
        { "a.png 99999999999999999999w", "[a.png 2147483647w]" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *list = list_candidates (cases[i][0]);

        g_assert_cmpstr (list, ==, cases[i][1]);
    }
}

static void
test_data_uris_are_decoded (void)
{
    static const char *const cases[][2] = {
        { "data:image/png;base64,aGFyYm91cg==", "harbour" },
        { "data:image/png;base64,aGFyYm91cg", "harbour" },
        { "DATA:;BASE64,aGFy\n Ym91\tcg==", "harbour" },
        { "data:image/png;base64,aGFyYm91cg%3D%3D", "harbour" },
        { "data:,harb%6Fur#top", "harbour" },
        { "data:text/plain;charset=utf-8,a%20b%2", "a b%2" },
        { "data:image/png;base64,", "" },
        { "data:image/png;base64,aGF!Ym91cg==", NULL },
        { "data:image/png;base64,a", NULL },
        { "data:image/png", NULL },
        { "harbour.png", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GBytes) bytes = data_uri_decode (cases[i][0], 1000);

        g_assert_cmpint (bytes != NULL, ==, cases[i][1] != NULL);
        if (bytes != NULL)
            g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), cases[i][1],
                             strlen (cases[i][1]));
    }
}

static void
test_data_uris_have_a_limit (void)
{
    g_autoptr (GBytes) bytes = data_uri_decode ("data:image/png;base64,aGFyYm91cg==", 5);

    g_assert_null (bytes);
}

static void
test_addresses_tell_widths (void)
{
    static const struct {
        const char *address;
        guint width;
    } cases[] = {
        { "harbour-640x480.jpg", 640 },
        { "https://a.example/harbour.jpg?w=1200&h=800", 1200 },
        { "https://a.example/img/w_300,h_200/harbour.jpg", 300 },
        { "https://a.example/220px-Harbour.png", 220 },
        { "https://a.example/s640/harbour.png", 640 },
        { "https://a.example/2024/05/harbour.jpg", 0 },
        { "https://a.example/view=12/harbour.jpg", 0 },
        { "harbour-0x12ab.jpg", 0 },
        { "harbour.jpg", 0 },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        g_assert_cmpuint (address_width (cases[i].address), ==, cases[i].width);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/figure/srcset-is-read-as-the-standard-says", test_srcset_is_read_as_the_standard_says);
    g_test_add_func ("/figure/data-uris-are-decoded", test_data_uris_are_decoded);
    g_test_add_func ("/figure/data-uris-have-a-limit", test_data_uris_have_a_limit);
    g_test_add_func ("/figure/addresses-tell-widths", test_addresses_tell_widths);
    return g_test_run ();
}
