/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "page/page.h"

/* Which part of a page is the article.  Pages and facts are invented. */

#define LIGHTHOUSE                                                                                                     \
    "<p>The lighthouse at Cape Ulm was switched off on Tuesday, after a hundred and twelve years of nightly "          \
    "service, because no ship has asked for its beam since the spring.</p>"                                            \
    "<p>Its keeper, who had climbed the stairs every evening, said that the quiet was worse than the storms had "      \
    "ever been, and that he would go on trimming the wick.</p>"                                                        \
    "<p>The harbour board has not yet decided what becomes of the tower. A museum is possible, but so is a "           \
    "restaurant, and the village is divided.</p>"

#define NAVIGATION                                                                                                     \
    "<header><nav><ul><li><a href='/a'>Harbour</a></li><li><a href='/b'>Weather</a></li><li><a href='/c'>Sport</a>"    \
    "</li></ul></nav></header>"

static char *
kept_text (const char *html, const char *article_body, SheafBook *book)
{
    g_autoptr (Article) article = article_new (ARTICLE_CHAPTER);
    Page page = { .book = book, .article = article, .path = "page.html", .name = "page.html" };
    g_autoptr (GString) text = g_string_new (NULL);

    page.document = dom_parse_html (article->arena, html, strlen (html));
    page.marks = arena_alloc (article->arena, page.document->n_nodes);
    page.article_body = article_body;
    dropped_begin (&page, article->arena);
    page_find_article (&page);
    for (const DomNode *node = page.document->root; node != NULL; node = dom_next (node, page.document->root))
        if (node->kind == DOM_TEXT && page_keeps (&page, node)) {
            g_string_append_len (text, node->text, (gssize) node->length);
            g_string_append_c (text, '\n');
        }
    return g_steal_pointer (&text->str);
}

static void
assert_keeps (const char *html, const char *kept, const char *dropped)
{
    SheafBook *book = sheaf_book_new (NULL);
    g_autofree char *text = kept_text (html, NULL, book);

    if (kept != NULL && strstr (text, kept) == NULL)
        g_error ("not kept: %s\nbut this is: %s", kept, text);
    if (dropped != NULL && strstr (text, dropped) != NULL)
        g_error ("kept: %s", text);
    sheaf_book_free (book);
}

static void
test_navigation_is_dropped (void)
{
    assert_keeps (NAVIGATION "<div>" LIGHTHOUSE "</div>", "switched off on Tuesday", "Weather");
    assert_keeps (NAVIGATION "<div>" LIGHTHOUSE "</div>", "village is divided", "Sport");
}

static void
test_comments_are_dropped (void)
{
    const char *html =
        NAVIGATION "<div class='story'>" LIGHTHOUSE "</div><div id='comments'><h3>Comments</h3>"
                   "<ol><li class='comment'><p>My uncle kept that lamp for thirty years, and he never once "
                   "missed a night, whatever they say.</p></li></ol></div>";

    assert_keeps (html, "trimming the wick", "My uncle");
}

static void
test_related_list_inside_is_dropped (void)
{
    const char *html = NAVIGATION
        "<article>" LIGHTHOUSE "<div class='related'><h4>More stories</h4><ul><li><a href='/x'>The ferry that nobody "
        "takes</a></li><li><a href='/y'>Nine ways to cook an eel</a></li></ul></div>" LIGHTHOUSE "</article>";

    assert_keeps (html, "harbour board", "cook an eel");
    assert_keeps (html, "harbour board", "More stories");
}

static void
test_newsletter_box_inside_is_dropped (void)
{
    const char *html = NAVIGATION "<article>" LIGHTHOUSE
                                  "<div class='newsletter-signup'><p>Sign up for our newsletter and get the tides in "
                                  "your inbox every morning.</p></div>" LIGHTHOUSE "</article>";

    assert_keeps (html, "harbour board", "in your inbox");
}

static void
test_list_of_the_article_is_kept (void)
{
    const char *html = NAVIGATION "<article>" LIGHTHOUSE "<ul><li>The lamp goes to the school.</li><li>The bell goes "
                                  "to the church, which has none of its own.</li></ul>" LIGHTHOUSE "</article>";

    assert_keeps (html, "lamp goes to the school", "Weather");
}

static void
test_split_article_is_joined (void)
{
    const char *html = NAVIGATION
        "<div class='page'><div class='text-part'>" LIGHTHOUSE "</div><div class='ad'><p>Advertisement</p></div>"
        "<div class='text-part'><p>In the evening the board met again, and the vote on the restaurant was put off "
        "until the tide tables are printed, which may take a month.</p></div></div>";

    assert_keeps (html, "switched off on Tuesday", "Advertisement");
    assert_keeps (html, "tide tables are printed", "Advertisement");
}

static void
test_short_article_is_kept (void)
{
    assert_keeps (NAVIGATION "<article><p>The ferry is late today.</p></article>", "ferry is late", "Weather");
    assert_keeps ("<p>Closed.</p>", "Closed", NULL);
}

static void
test_hidden_text_is_dropped_unless_it_is_all (void)
{
    const char *beside = NAVIGATION "<article>" LIGHTHOUSE "<div style='display: none'><p>You have read all of your "
                                    "free articles. Log in to go on reading this one.</p></div></article>";

    assert_keeps (beside, "harbour board", "free articles");
    assert_keeps (NAVIGATION "<article style='display:none'>" LIGHTHOUSE "</article>", "harbour board", "Weather");
}

static void
test_dropped_text_is_noted (void)
{
    static const char html[] = NAVIGATION "<article>" LIGHTHOUSE "</article>";
    SheafBook *book = sheaf_book_new (NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_static (html, sizeof html - 1);
    g_autoptr (GError) error = NULL;
    SheafNote note;

    sheaf_book_read_bytes (book, bytes, "page.html", &error);
    g_assert_no_error (error);

    sheaf_book_get_note (book, 0, &note);
    g_assert_cmpstr (note.code, ==, "boilerplate-dropped");
    g_assert_nonnull (strstr (note.message, "3 words (navigation 3)"));
    sheaf_book_free (book);
}

static void
test_article_in_data_only_is_used (void)
{
    g_autoptr (GString) body = g_string_new (NULL);
    SheafBook *book = sheaf_book_new (NULL);
    g_autofree char *text = NULL;
    SheafNote note;

    for (guint i = 0; i < 10; i++)
        g_string_append (body, "The ferry & its crew were seen off Cape Ulm on the last day of the year.\n");
    text = kept_text (NAVIGATION "<div class='app'><p>Loading the page.</p></div>", body->str, book);
    g_assert_true (g_str_has_prefix (text, "The ferry & its crew were seen"));
    g_assert_null (strstr (text, "Weather"));
    sheaf_book_get_note (book, 0, &note);
    g_assert_cmpstr (note.code, ==, "article-from-data");
    sheaf_book_free (book);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/page-main/comments", test_comments_are_dropped);
    g_test_add_func ("/page-main/data", test_article_in_data_only_is_used);
    g_test_add_func ("/page-main/hidden", test_hidden_text_is_dropped_unless_it_is_all);
    g_test_add_func ("/page-main/list", test_list_of_the_article_is_kept);
    g_test_add_func ("/page-main/navigation", test_navigation_is_dropped);
    g_test_add_func ("/page-main/newsletter", test_newsletter_box_inside_is_dropped);
    g_test_add_func ("/page-main/note", test_dropped_text_is_noted);
    g_test_add_func ("/page-main/related", test_related_list_inside_is_dropped);
    g_test_add_func ("/page-main/short", test_short_article_is_kept);
    g_test_add_func ("/page-main/split", test_split_article_is_joined);
    return g_test_run ();
}
