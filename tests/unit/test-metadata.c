/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "page/page.h"

#define TEXT "Nobody on the island was surprised that the ferry did not come on Monday, nor on Tuesday."

/* A page of which the metadata are read, and no more. */
typedef struct {
    SheafBook *book;
    Arena *arena;
    Page page;
} Fixture;

static void
fixture_begin (Fixture *fixture, const char *html)
{
    SheafOptions options;

    sheaf_options_init (&options);
    fixture->book = sheaf_book_new (&options);
    fixture->arena = arena_new ();
    fixture->page = (Page){ .book = fixture->book, .article = article_new (ARTICLE_CHAPTER), .path = "page.html" };
    fixture->page.document = dom_parse_html (fixture->arena, html, strlen (html));
    fixture->page.marks = arena_alloc (fixture->arena, fixture->page.document->n_nodes);
}

static void
fixture_read (Fixture *fixture, const char *html)
{
    fixture_begin (fixture, html);
    page_read_metadata (&fixture->page);
}

static void
fixture_clear (Fixture *fixture)
{
    article_free (fixture->page.article);
    arena_free (fixture->arena);
    sheaf_book_free (fixture->book);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* Text of `left`, `middle` n times, and `right`. */
static char *
repeat (const char *left, const char *middle, guint n, const char *right)
{
    GString *text = g_string_new (left);

    for (guint i = 0; i < n; i++)
        g_string_append (text, middle);
    g_string_append (text, right);
    return g_string_free (text, FALSE);
}

static void
test_article_body_is_plain_text (void)
{
    g_auto (Fixture) fixture = { 0 };

    fixture_read (&fixture, "<script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":"
                            "\"Tea &amp; tides.\\n<p>No \\u0066erry.</p>\"}</script><p>" TEXT);
    g_assert_cmpstr (fixture.page.article_body, ==, "Tea & tides.\n\nNo ferry.");
}

static void
test_known_fields_are_kept (void)
{
    g_auto (Fixture) fixture = { 0 };

    fixture_begin (&fixture, "<title>Another</title><meta name=author content='Tom Brand'><p>" TEXT);
    fixture.page.article->metadata.title = "The Ferry Is Late";
    page_read_metadata (&fixture.page);
    g_assert_cmpstr (fixture.page.article->metadata.title, ==, "The Ferry Is Late");
    g_assert_cmpstr (fixture.page.article->metadata.authors[0], ==, "Tom Brand");
}

static void
test_chapter_is_asked_for_its_text_only (void)
{
    g_auto (Fixture) fixture = { 0 };

    fixture_begin (&fixture, "<title>The Book</title><meta name=author content='Tom Brand'><h2>The Ferry</h2>"
                             "<p>By Ann Lee</p><p>" TEXT "<h1>Another</h1>");
    fixture.page.is_whole = TRUE;
    page_read_metadata (&fixture.page);
    g_assert_cmpstr (fixture.page.article->metadata.title, ==, "The Ferry");
    g_assert_cmpstr (fixture.page.article->metadata.authors[0], ==, "Ann Lee");
    g_assert_null (fixture.page.article->metadata.authors[1]);
}

static void
test_text_decides_on_its_language (void)
{
    g_autofree char *german = repeat (
        "<html lang=en><meta property=og:locale content=de_AT>",
        "<p>Niemand auf der Insel wunderte sich darüber, dass die Fähre am Montag nicht kam, und auch am Dienstag "
        "blieb der Hafen leer, weil der Wind aus Westen noch immer zu stark war.",
        10, "");
    g_auto (Fixture) fixture = { 0 };

    fixture_read (&fixture, german);
    g_assert_cmpstr (fixture.page.article->metadata.language, ==, "de-AT");
}

static void
test_links_are_resolved_against_the_address (void)
{
    g_auto (Fixture) fixture = { 0 };

    fixture_read (&fixture,
                  "<base href='../notes/'><link rel=canonical href='https://courier.example/news/ferry'><p>" TEXT);
    g_assert_cmpstr (fixture.page.article->metadata.url, ==, "https://courier.example/news/ferry");
    g_assert_cmpstr (page_resolve (&fixture.page, "tides.html"), ==, "https://courier.example/notes/tides.html");
}

static void
test_title_of_any_length_is_read (void)
{
    g_autofree char *html = repeat ("<title>", "Ferry - late | ", 300000, "</title><h1>The ferry</h1><p>" TEXT);
    g_auto (Fixture) fixture = { 0 };

    fixture_read (&fixture, html);
    g_assert_cmpstr (fixture.page.article->metadata.title, ==, "The ferry");
}

static void
test_deep_json_is_left_out (void)
{
    g_autofree char *html = repeat ("<script type='application/ld+json'>[{\"@type\":\"Article\",\"headline\":\"Ferry\","
                                    "\"x\":",
                                    "[", 100000, "</script><p>" TEXT);
    g_auto (Fixture) fixture = { 0 };

    fixture_read (&fixture, html);
    g_assert_cmpstr (fixture.page.article->metadata.title, ==, "Ferry");
}

static void
test_references_in_a_circle_end (void)
{
    g_auto (Fixture) fixture = { 0 };

    fixture_read (&fixture,
                  "<title>Ferry</title><script type='application/ld+json'>[{\"@type\":\"Article\",\"@id\":\"a\","
                  "\"author\":{\"@id\":\"b\"}},{\"@id\":\"b\",\"x\":1,\"name\":{\"@id\":\"b\"}},"
                  "{\"@id\":\"c\",\"@id\":\"c\"}]</script><p>" TEXT);
    g_assert_cmpstr (fixture.page.article->metadata.title, ==, "Ferry");
    g_assert_null (fixture.page.article->metadata.authors[0]);
}

static void
test_much_of_everything_is_read (void)
{
    g_autofree char *metas =
        repeat ("<title>Ferry</title>", "<meta name=author content='Ann Lee'>", 100000, "<p>" TEXT);
    g_autofree char *values = repeat ("<title>Ferry</title><script type='application/ld+json'>{\"@type\":\"Article\","
                                      "\"author\":[",
                                      "{\"name\":\"Ann Lee\"},", 500000, "]}</script><p>" TEXT);
    g_autofree char *bylines =
        repeat ("<title>Ferry</title><h1>Ferry</h1>", "<div class='author date x-y'><h1>By A<p>", 50000, TEXT);
    const char *const pages[] = { metas, values, bylines };

    for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
        g_auto (Fixture) fixture = { 0 };

        fixture_read (&fixture, pages[i]);
        g_assert_cmpstr (fixture.page.article->metadata.title, ==, "Ferry");
    }
}

static void
test_headline_and_byline_are_dropped (void)
{
    g_auto (Fixture) fixture = { 0 };
    const DomNode *headline, *byline;

    fixture_read (&fixture,
                  "<title>The Ferry Is Late</title><h1>The Ferry Is Late</h1><div><p>By Ann Lee</p></div><p>" TEXT);
    headline = dom_find (fixture.page.document->root, DOM_TAG_H1);
    byline = dom_find (fixture.page.document->root, DOM_TAG_P);
    g_assert_cmpint (fixture.page.marks[headline->index], ==, PAGE_DROP);
    g_assert_cmpint (fixture.page.marks[byline->index], ==, PAGE_DROP);
    g_assert_cmpint (fixture.page.marks[fixture.page.document->body->index], ==, PAGE_INHERIT);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/metadata/article-body-is-plain-text", test_article_body_is_plain_text);
    g_test_add_func ("/metadata/known-fields-are-kept", test_known_fields_are_kept);
    g_test_add_func ("/metadata/chapter-is-asked-for-its-text-only", test_chapter_is_asked_for_its_text_only);
    g_test_add_func ("/metadata/text-decides-on-its-language", test_text_decides_on_its_language);
    g_test_add_func ("/metadata/links-are-resolved-against-the-address", test_links_are_resolved_against_the_address);
    g_test_add_func ("/metadata/title-of-any-length-is-read", test_title_of_any_length_is_read);
    g_test_add_func ("/metadata/deep-json-is-left-out", test_deep_json_is_left_out);
    g_test_add_func ("/metadata/references-in-a-circle-end", test_references_in_a_circle_end);
    g_test_add_func ("/metadata/much-of-everything-is-read", test_much_of_everything_is_read);
    g_test_add_func ("/metadata/headline-and-byline-are-dropped", test_headline_and_byline_are_dropped);
    return g_test_run ();
}
