/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dom/dom.h"

typedef struct {
    const char *text, *expected;
} Example;

static DomDocument *
parse_length (Arena *arena, const char *text, gsize length)
{
    char *exact = g_memdup2 (text, length); /* not terminated: a sanitizer sees what reads on */

    arena_own (arena, exact, g_free);
    return dom_parse_html (arena, exact, length);
}

static DomDocument *
parse (Arena *arena, const char *text)
{
    return parse_length (arena, text, strlen (text));
}

/* The tree in one line: p[class=lead]('text' b('more')). */
static void
describe_start (GString *line, const DomNode *node)
{
    if (node->previous != NULL)
        g_string_append_c (line, ' ');
    if (node->kind != DOM_ELEMENT) {
        char quote = node->kind == DOM_TEXT ? '\'' : '!';

        g_string_append_printf (line, "%c%.*s%c", quote, (int) node->length, node->text, quote);
        return;
    }
    g_string_append (line, node->space == DOM_SVG ? "svg:" : node->space == DOM_MATHML ? "math:" : "");
    g_string_append (line, node->name);
    for (guint i = 0; i < node->n_attributes; i++)
        g_string_append_printf (line, "[%s=%s]", node->attributes[i].name, node->attributes[i].value);
}

static void
describe (GString *line, const DomNode *root)
{
    for (const DomNode *node = root->first; node != NULL;) {
        describe_start (line, node);
        if (node->first != NULL) {
            g_string_append_c (line, '(');
            node = node->first;
            continue;
        }
        while (node->next == NULL && node->parent != root) {
            g_string_append_c (line, ')');
            node = node->parent;
        }
        node = node->next;
    }
}

static char *
describe_all (const DomNode *root)
{
    GString *line = g_string_new (NULL);

    describe (line, root);
    return g_string_free (line, FALSE);
}

static void
check (const Example *examples, gsize n_examples)
{
    for (gsize i = 0; i < n_examples; i++) {
        g_autoptr (Arena) arena = arena_new ();
        const DomDocument *document = parse (arena, examples[i].text);
        g_autofree char *found = describe_all (document->body);

        g_assert_cmpstr (found, ==, examples[i].expected);
    }
}

#define CHECK(examples) check (examples, G_N_ELEMENTS (examples))

static void
test_what_is_missing_is_made (void)
{
    static const char *const texts[] = { "", "x", "<!-- -->", "</p>", "<head>", "<title>t</title>", "<frameset>", "<" };

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (Arena) arena = arena_new ();
        const DomDocument *document = parse (arena, texts[i]);

        g_assert_nonnull (document->head);
        g_assert_nonnull (document->body);
        g_assert_true (dom_is (document->head->parent, DOM_TAG_HTML));
    }
}

static void
test_end_tags_may_be_left_out (void)
{
    static const Example examples[] = {
        { "<p>one<p>two", "p('one') p('two')" },
        { "<ul><li>one<li>two</ul>after", "ul(li('one') li('two')) 'after'" },
        { "<dl><dt>word<dd>what<dt>next</dl>", "dl(dt('word') dd('what') dt('next'))" },
        { "<table><td>1<td>2<tr><th>3</table>", "table(tbody(tr(td('1') td('2')) tr(th('3'))))" },
        { "<p>one<div>two</div>three", "p('one') div('two') 'three'" },
        { "<h1>one<h2>two</h3>three", "h1('one') h2('two') 'three'" },
        { "<select><option>a<option>b</select>c", "select(option('a') option('b')) 'c'" },
        { "<ruby>x<rt>y<rp>z</ruby>", "ruby('x' rt('y') rp('z'))" },
    };

    CHECK (examples);
}

static void
test_misnested_tags_keep_their_text (void)
{
    static const Example examples[] = {
        { "<b>1<i>2</b>3</i>4", "b('1' i('2')) i('3') '4'" },
        { "<b>1<p>2</b>3</p>4", "b('1') p(b('2') '3') '4'" },
        { "<a href=x>1<a href=y>2", "a[href=x]('1') a[href=y]('2')" },
        { "<p><b>1<p>2", "p(b('1')) p(b('2'))" },
        { "<div><b>1</div>2", "div(b('1')) b('2')" },
        { "<i>1<div>2<u>3</i>4", "i('1') div(i('2' u('3')) u('4'))" },
        { "</b></i>1</p>2", "'1' p '2'" },
    };

    CHECK (examples);
}

static void
test_what_may_not_stand_in_a_table_stands_before_it (void)
{
    static const Example examples[] = {
        { "<table>1<tr>2<td>3", "'12' table(tbody(tr(td('3'))))" },
        { "<table> <tr> <td>1", "table(' ' tbody(tr(' ' td('1'))))" },
        { "<table>a&amp;<b>b</b>&#99;<td>d", "'a&' b('b') 'c' table(tbody(tr(td('d'))))" },
        { "<table><td>1<table><td>2</table>3", "table(tbody(tr(td('1' table(tbody(tr(td('2')))) '3'))))" },
        { "<table><input type=hidden><input>", "input table(input[type=hidden])" },
        { "<p>1<table><td>2", "p('1' table(tbody(tr(td('2')))))" },
        { "<table><caption>1<td>2", "table(caption('1') tbody(tr(td('2'))))" },
        { "<table><col><td>1", "table(colgroup(col) tbody(tr(td('1'))))" },
    };

    CHECK (examples);
}

static void
test_doctype_decides_on_quirks (void)
{
    static const Example examples[] = {
        { "<!doctype html><p>1<table>", "p('1') table" },
        { "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\"><p>1<table>", "p('1' table)" },
        { "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" 'x'><p>1<table>", "p('1') table" },
        { "<!DOCTYPE html SYSTEM><p>1<table>", "p('1' table)" },
    };
    g_autoptr (Arena) arena = arena_new ();

    CHECK (examples);
    g_assert_cmpstr (parse (arena, "<!Doctype HTML>")->doctype, ==, "html");
    g_assert_cmpstr (parse (arena, "<!DOCTYPE svg PUBLIC 'a' \"b\">")->doctype, ==, "svg \"a\" \"b\"");
    g_assert_null (parse (arena, "<p>")->doctype);
}

static void
test_references_are_resolved (void)
{
    static const Example examples[] = {
        { "1 &amp; 2 &lt;3&gt; &copy 4", "'1 & 2 <3> © 4'" },
        { "&notin; &notit; &not; &unknown; & &;", "'∉ ¬it; ¬ &unknown; & &;'" },
        { "&#65;&#x42;&#X43 &#150;&#x80;", "'ABC –€'" },
        { "&#0;&#xD800;&#x110000;&#99999999999;&#1;&#xFFFE;&#12;|", "'\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
                                                                    "\xef\xbf\xbd\xef\xbf\xbd |'" },
        { "&#; &#x; &#xg;", "'&#; &#x; &#xg;'" },
        { "<a href='?a=1&copy=2&amp;b&lt'>&nGt;", "a[href=?a=1&copy=2&b<]('≫⃒')" },
        { "&CounterClockwiseContourIntegral;&CounterClockwiseContourIntegralX;",
          "'∳&CounterClockwiseContourIntegralX;'" },
    };

    CHECK (examples);
}

static void
test_attributes_are_as_they_were_meant (void)
{
    static const Example examples[] = {
        { "<p CLASS=Lead id='a b' hidden>", "p[class=Lead][id=a b][hidden=]" },
        { "<p a=1 A=2 b = \"3\"/c=4>", "p[a=1][b=3][c=4]" },
        { "<p =x a==b>", "p[=x=][a==b]" },
        { "<img src=a/><br/>", "img[src=a/] br" },
        { "<p title='one\ntwo'>", "p[title=one\ntwo]" },
        { "<o:p>t</o:p><x-y>u</X-Y>v", "o:p('t') x-y('u') 'v'" },
    };

    CHECK (examples);
}

static void
test_raw_text_is_left_alone (void)
{
    static const Example examples[] = {
        { "<body><script>1 < 2 && '<b>'</script>x", "script('1 < 2 && '<b>'') 'x'" },
        { "<body><script><!-- <script>1</script> --></script>x", "script('<!-- <script>1</script> -->') 'x'" },
        { "<body><style>p > b { }</style>x", "style('p > b { }') 'x'" },
        { "<textarea>\n<b>&amp;</textarea>x", "textarea('<b>&') 'x'" },
        { "<body><title>A &amp; <b></TITLE >x", "title('A & <b>') 'x'" },
        { "<xmp></b></xmp><iframe><p></iframe>x", "xmp('</b>') iframe('<p>') 'x'" },
        { "<body><noscript><img src=a></noscript>x", "noscript(img[src=a]) 'x'" },
        { "<body><pre>\n\n1</pre><plaintext></pre>", "pre('\n1') plaintext('</pre>')" },
        { "<body><template><td>1</td></template>x", "template(td('1')) 'x'" },
    };
    static const Example head = { "<noscript><link></noscript><p>x", "p('x')" };

    CHECK (examples);
    check (&head, 1);
}

static void
test_comments_end_where_browsers_end_them (void)
{
    static const Example examples[] = {
        { "x<!-- 1 -->y", "'x' ! 1 ! 'y'" },      { "x<!-->y<!--->z", "'x' !! 'y' !! 'z'" },
        { "x<!--1--!>y", "'x' !1! 'y'" },         { "x<!-- -- -- 1 --->y", "'x' ! -- -- 1 -! 'y'" },
        { "x<?php 1 ?>y", "'x' !?php 1 ?! 'y'" }, { "x<![CDATA[1]]>y", "'x' ![CDATA[1]]! 'y'" },
        { "x</ 1>y</>z", "'x' ! 1! 'yz'" },       { "1 < 2 <3", "'1 < 2 <3'" },
    };

    CHECK (examples);
}

static void
test_pictures_and_formulas_have_their_own_names (void)
{
    static const Example examples[] = {
        { "<svg viewbox='0 0'><LINEARGRADIENT/><title>x</title></svg>y",
          "svg:svg[viewBox=0 0](svg:linearGradient svg:title('x')) 'y'" },
        { "<svg><foreignObject><p>x</p></foreignObject></svg>y", "svg:svg(svg:foreignObject(p('x'))) 'y'" },
        { "<svg><g><p>x</p></g></svg>y", "svg:svg(svg:g) p('x') 'y'" },
        { "<svg><![CDATA[<b>]]></svg>", "svg:svg('<b>')" },
        { "<math><mi>x<b>y</b></mi><mo/></math>", "math:math(math:mi('x' b('y')) math:mo)" },
        { "<svg><a xlink:href=#b>x</a></svg>", "svg:svg(svg:a[xlink:href=#b]('x'))" },
    };
    g_autoptr (Arena) arena = arena_new ();
    const DomDocument *document = parse (arena, "<svg><title>x</title></svg>");

    CHECK (examples);
    g_assert_true (dom_is (document->body->first, DOM_TAG_SVG));
    g_assert_null (dom_find (document->root, DOM_TAG_TITLE));
}

static void
test_framesets_keep_what_noframes_says (void)
{
    g_autoptr (Arena) arena = arena_new ();
    const DomDocument *document = parse (arena, "<frameset><frame src=a><noframes>words</noframes></frameset>");

    g_assert_true (dom_is (document->body, DOM_TAG_HTML));
    g_assert_nonnull (dom_find (document->body, DOM_TAG_NOFRAMES));
}

static void
test_nodes_know_their_places (void)
{
    g_autoptr (Arena) arena = arena_new ();
    const DomDocument *document = parse (arena, "<title>t</title>\n<p>one <b\nid=b>two</b>\n<p>three\nfour<br>");
    const DomNode *first = dom_find (document->body, DOM_TAG_P), *bold = dom_find (first, DOM_TAG_B);
    guint n = 0;

    for (const DomNode *node = document->root; node != NULL; node = dom_next (node, document->root), n++) {
        g_assert_cmpuint (node->index, ==, n);
        g_assert_cmpuint (node->end, ==,
                          dom_skip (node, document->root) != NULL ? dom_skip (node, document->root)->index
                                                                  : document->n_nodes);
    }
    g_assert_cmpuint (n, ==, document->n_nodes);
    g_assert_cmpuint (first->line, ==, 2);
    g_assert_cmpuint (bold->line, ==, 2);
    g_assert_cmpuint (bold->first->line, ==, 3);
    g_assert_cmpuint (first->next->line, ==, 4);
    g_assert_cmpuint (first->next->last->line, ==, 5);
}

static void
test_text_is_not_copied_without_need (void)
{
    static const char text[] = "<p>one < two</p><p>&amp;</p>";
    g_autoptr (Arena) arena = arena_new ();
    const DomDocument *document = dom_parse_html (arena, text, strlen (text));

    g_assert_true (document->body->first->first->text == text + 3);
    g_assert_cmpuint (document->body->first->first->length, ==, strlen ("one < two"));
}

static void
test_what_swallows_the_rest_is_told (void)
{
    static const struct {
        const char *text;
        guint line;
    } examples[] = {
        { "<p>1\n<!-- <p>2", 2 },
        { "<p>1</p>\n\n<script>var a = '<p>'", 3 },
        { "<title>\n<p>1", 1 },
        { "1\n<a href=\"x>2<p>3", 2 },
        { "1\n<!x <p", 2 },
        { "<p>1\n<!-- 2 -->", 0 },
        { "1\n<!--", 0 },
        { "1<script>", 0 },
        { "<plaintext>1<b>", 0 },
        { "1\n<a href", 0 },
        { "<svg><![CDATA[1<p>", 1 },
        { "\n<svg><g>", 0 },
        { "1\n<select><option>2<p>3", 2 },
        { "<template><p>1</template>", 0 },
        { "\n<template><td>1", 2 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
        g_autoptr (Arena) arena = arena_new ();

        g_assert_cmpuint (parse (arena, examples[i].text)->unclosed, ==, examples[i].line);
    }
}

/* Adds the piece `n` times, with a number for each '#' in it. */
static void
repeat (GString *text, const char *piece, guint n)
{
    for (guint i = 0; i < n; i++)
        for (const char *p = piece; *p != '\0'; p++)
            if (*p == '#')
                g_string_append_printf (text, "%u", i);
            else
                g_string_append_c (text, *p);
}

static guint
max_depth (const DomDocument *document)
{
    guint deepest = 0;

    for (const DomNode *node = document->root; node != NULL; node = dom_next (node, document->root)) {
        guint depth = 0;

        for (const DomNode *above = node; above->parent != NULL; above = above->parent)
            depth += above->kind == DOM_ELEMENT;
        deepest = MAX (deepest, depth);
    }
    return deepest;
}

static void
test_depth_is_limited_and_no_text_lost (void)
{
    static const char *const openers[] = {
        "<div>",      "<i><div>",          "<table><tr><td>", "<svg><g>",           "<svg><desc>",
        "<math><mi>", "<b id=#>",          "<ul><li>",        "<form><div></form>", "<a><table><td>",
        "<template>", "<object>",          "<nobr><p>",       "<button><p>",        "<font a=#><dl><dd>",
        "<x-#>",      "<frame><fieldset>", "<ruby><rtc>",     "<select><optgroup>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (openers); i++) {
        g_autoptr (Arena) arena = arena_new ();
        g_autoptr (GString) text = g_string_new ("<p>first</p>");
        const DomDocument *document;
        g_autofree char *found = NULL;

        repeat (text, openers[i], 3000);
        g_string_append (text, "deep</p>");
        repeat (text, "</div></g></li></td></b></object></template>", 3000);
        g_string_append (text, "<p>after</p>");
        document = parse_length (arena, text->str, text->len);
        found = describe_all (document->root);
        g_assert_nonnull (strstr (found, "first"));
        g_assert_nonnull (strstr (found, "deep"));
        g_assert_nonnull (strstr (found, "after"));
        g_assert_cmpuint (max_depth (document), <=, DOM_DEPTH);
        g_assert_cmpuint (document->n_nodes, <, text->len);
    }
}

/* Where what lay too deep has ended, the document goes on as if it had not been there. */
static void
test_flattened_elements_are_closed_too (void)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    const DomDocument *document;

    repeat (text, "<div>", 10000);
    g_string_append (text, "deep");
    repeat (text, "</div>", 10000);
    g_string_append (text, "<p>after</p>");
    document = parse_length (arena, text->str, text->len);
    g_assert_true (dom_is (document->body->last, DOM_TAG_P));
    g_assert_true (document->body->first->next == document->body->last);
}

/* Formatting that nobody closes is opened again in every paragraph, but not for ever. */
static void
test_open_formatting_does_not_multiply (void)
{
    static const char *const openers[] = { "<b id=#>", "<a href=#><font color=#>", "<i class='a long name #'>" };

    for (gsize i = 0; i < G_N_ELEMENTS (openers); i++) {
        g_autoptr (Arena) arena = arena_new ();
        g_autoptr (GString) text = g_string_new ("<p>");
        const DomDocument *document;
        gsize n = 0;

        repeat (text, openers[i], 2000);
        repeat (text, "</p><p>x", 10000);
        document = parse_length (arena, text->str, text->len);
        for (const DomNode *node = document->root; node != NULL; node = dom_next (node, document->root)) {
            n += node->kind == DOM_ELEMENT ? 2 * strlen (node->name) + 5 : node->length;
            for (guint j = 0; j < node->n_attributes; j++)
                n += strlen (node->attributes[j].value) + 10;
        }
        g_assert_cmpuint (n, <, 4 * text->len);
    }
}

static void
test_attributes_are_limited (void)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GString) text = g_string_new ("<p first=1 ");
    const DomDocument *document;

    repeat (text, "a#=1 ", 100000);
    g_string_append (text, ">x");
    document = parse_length (arena, text->str, text->len);
    g_assert_cmpstr (dom_attribute (document->body->first, "first"), ==, "1");
    g_assert_cmpuint (document->body->first->n_attributes, <, 200);
    g_assert_cmpuint (document->body->first->first->length, ==, 1);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dom/what-is-missing-is-made", test_what_is_missing_is_made);
    g_test_add_func ("/dom/end-tags-may-be-left-out", test_end_tags_may_be_left_out);
    g_test_add_func ("/dom/misnested-tags-keep-their-text", test_misnested_tags_keep_their_text);
    g_test_add_func ("/dom/tables-are-kept-clean", test_what_may_not_stand_in_a_table_stands_before_it);
    g_test_add_func ("/dom/doctype-decides-on-quirks", test_doctype_decides_on_quirks);
    g_test_add_func ("/dom/references-are-resolved", test_references_are_resolved);
    g_test_add_func ("/dom/attributes-are-as-they-were-meant", test_attributes_are_as_they_were_meant);
    g_test_add_func ("/dom/raw-text-is-left-alone", test_raw_text_is_left_alone);
    g_test_add_func ("/dom/comments-end-where-browsers-end-them", test_comments_end_where_browsers_end_them);
    g_test_add_func ("/dom/pictures-and-formulas", test_pictures_and_formulas_have_their_own_names);
    g_test_add_func ("/dom/framesets-keep-what-noframes-says", test_framesets_keep_what_noframes_says);
    g_test_add_func ("/dom/nodes-know-their-places", test_nodes_know_their_places);
    g_test_add_func ("/dom/text-is-not-copied-without-need", test_text_is_not_copied_without_need);
    g_test_add_func ("/dom/what-swallows-the-rest-is-told", test_what_swallows_the_rest_is_told);
    g_test_add_func ("/dom/depth-is-limited-and-no-text-lost", test_depth_is_limited_and_no_text_lost);
    g_test_add_func ("/dom/flattened-elements-are-closed-too", test_flattened_elements_are_closed_too);
    g_test_add_func ("/dom/open-formatting-does-not-multiply", test_open_formatting_does_not_multiply);
    g_test_add_func ("/dom/attributes-are-limited", test_attributes_are_limited);
    return g_test_run ();
}
