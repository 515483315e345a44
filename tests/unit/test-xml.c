/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dom/dom.h"

/* The tree as a string: (name attribute=value "text"). */
static char *
dump (const DomDocument *document)
{
    GString *string = g_string_new (NULL);
    const DomNode *root = document->root;

    for (const DomNode *node = root; node != NULL;) {
        const DomNode *next = dom_next (node, root);

        if (node->kind == DOM_TEXT)
            g_string_append_printf (string, "\"%.*s\"", (int) node->length, node->text);
        if (node->kind == DOM_ELEMENT)
            g_string_append_printf (string, "(%s", node->name);
        for (guint i = 0; i < node->n_attributes; i++)
            g_string_append_printf (string, " %s=%s", node->attributes[i].name, node->attributes[i].value);
        for (const DomNode *open = node; open != root && (next == NULL || open->end <= next->index);
             open = open->parent)
            if (open->kind == DOM_ELEMENT)
                g_string_append_c (string, ')');
        node = next;
    }
    return g_string_free (string, FALSE);
}

static void
assert_tree (const char *text, const char *tree, guint malformed)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *copy = g_memdup2 (text, strlen (text)); /* not terminated */
    DomDocument *document = dom_parse_xml (arena, copy, strlen (text), &error);
    g_autofree char *found = NULL;

    g_assert_no_error (error);
    found = dump (document);
    g_assert_cmpstr (found, ==, tree);
    g_assert_cmpuint (document->malformed, ==, malformed);
    g_assert_cmpuint (document->root->end, ==, document->n_nodes);
}

static void
test_well_formed (void)
{
    assert_tree ("<?xml version='1.0'?>\n<a b=\"1\" xml:lang='de'>x<c/>y</a>\n", "(a b=1 xml:lang=de\"x\"(c)\"y\")", 0);
    assert_tree ("<a>1 &lt; 2 &amp;&#x20AC;&#8364;<![CDATA[<b>&amp;]]>!</a>", "(a\"1 < 2 &€€<b>&amp;!\")", 0);
    assert_tree ("<a b='&quot;&amp;amp;'><!-- <c> --><?php <d> ?></a>", "(a b=\"&amp;)", 0);
    assert_tree ("<x:a xmlns:x='urn:x'><x:b/></x:a>", "(a xmlns:x=urn:x(b))", 0);
    assert_tree ("<a>caf&eacute;&nbsp;&ldquo;</a>", "(a\"café\xc2\xa0“\")", 0);
    assert_tree ("<a b='caf&eacute; &amp;&#38;lt; &lt;'>&#151;</a>", "(a b=café &&lt; <\"—\")", 0);
    assert_tree ("\n<?xml version='1.0' encoding='UTF-16'?><a>é</a><!-- x -->", "(a\"é\")", 0);
}

/* What feeds get wrong is mended, and nothing of the rest is lost. */
static void
test_malformed (void)
{
    assert_tree ("<a>\nA&B & C &bogus; 1<2</a>", "(a\"\nA&B & C &bogus; 1<2\")", 2);
    assert_tree ("<a><p>x<br>y</p><p>z</a>", "(a(p\"x\"(br\"y\"))(p\"z\"))", 1);
    assert_tree ("<a></b>x</a>", "(a\"x\")", 1);
    assert_tree ("<a b=1 c d='2' d='3' e=>x</a>", "(a b=1 c= d=2 e=\"x\")", 1);
    assert_tree ("<a><b <c>x</c></b></a>", "(a(b <c=\"x\"))", 1);
    assert_tree ("<a>x", "(a\"x\")", 1);
    assert_tree ("<a>x</a><b/>", "(a\"x\")(b)", 1);
    assert_tree ("<a>x<!-- y</a>", "(a\"x\")", 1);
    assert_tree ("<a>x<![CDATA[ y", "(a\"x y\")", 1);
    assert_tree ("<a>&#0;&#xD800;&#x110000;&#99999999999999999999;&#151;</a>", "(a\"\uFFFD\uFFFD\uFFFD\uFFFD—\")", 1);
    assert_tree ("<a>x & <b>&lt;</b> ]]> &eacute;<![CDATA[<&]]></a>", "(a\"x & \"(b\"<\")\" ]]> é<&\")", 1);
    assert_tree ("x <?xml version='1.0'?><a>y</a>", "\"x \"(a\"y\")", 1);
    assert_tree ("<a>&x<b c='1' d=\"2>y</b></a>", "(a\"&x\")", 1);
    assert_tree ("<r><i>1<br>2</i><i>3</i></r>", "(r(i\"1\"(br\"2\"))(i\"3\"))", 1);
}

/* No entity that the text declares is anything, and nothing is loaded. */
static void
test_doctype (void)
{
    assert_tree (
        "<!DOCTYPE a SYSTEM 'http://192.0.2.1/a.dtd' [<!ENTITY x SYSTEM \"file:///etc/passwd\">\n"
        "<!-- ]> --><!ENTITY y '&x;&x;]>'>\n<!ENTITY % p SYSTEM 'file:///etc/hostname'>%p;]>\n<a b='&y;'>&x;</a>",
        "(a b=&y;\"&x;\")", 4);
    assert_tree ("<!DOCTYPE a><!DOCTYPE a [<!ATTLIST a b CDATA 'c'><!ENTITY b 'c'>]><a>&b;</a>", "\"]>\"(a\"&b;\")", 1);
    assert_tree ("<!DOCTYPE a [<!ENTITY b 'c'>\n<a>x</a>", "(a\"x\")", 1);
}

static void
test_spaces (void)
{
    static const char text[] =
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:h='http://www.w3.org/1999/xhtml'>"
        "<h:p><svg xmlns='http://www.w3.org/2000/svg'><a/></svg></h:p><dc:x/><y xmlns=''/></feed>";
    static const DomSpace spaces[] = { DOM_ATOM, DOM_HTML, DOM_SVG, DOM_SVG, DOM_DUBLIN_CORE, DOM_NONE };
    g_autoptr (Arena) arena = arena_new ();
    DomDocument *document = dom_parse_xml (arena, text, strlen (text), NULL);
    guint i = 0;

    for (const DomNode *node = document->root->first; node != NULL; node = dom_next (node, document->root))
        g_assert_cmpint (node->space, ==, spaces[i++]);
    g_assert_cmpuint (i, ==, G_N_ELEMENTS (spaces));
    g_assert_nonnull (dom_find (document->root, DOM_TAG_P));
    g_assert_nonnull (dom_find (document->root, DOM_TAG_SVG));
}

static void
test_depth (void)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    DomDocument *document;
    g_autofree char *words = NULL;

    for (guint i = 0; i < 100000; i++)
        g_string_append (text, "<d>");
    g_string_append (text, "deep");
    for (guint i = 0; i < 100000; i++)
        g_string_append (text, "</d>");
    g_string_insert (text, 0, "<r>");
    g_string_append (text, "<p>after</p></r>");
    document = dom_parse_xml (arena, text->str, text->len, NULL);
    words = dom_text (document->root);
    g_assert_cmpstr (words, ==, "deepafter");
    g_assert_cmpuint (document->n_flattened, ==, 100001 - DOM_DEPTH);
    g_assert_cmpstr (document->root->first->last->name, ==, "p");
}

/* Lines are counted beyond what 16 bits hold, and are those where a thing begins. */
static void
test_lines (void)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GString) text = g_string_new ("<?xml version='1.0'?>\n<r><!--");
    DomDocument *document;

    for (guint i = 0; i < 100000; i++)
        g_string_append_c (text, '\n');
    g_string_append (text, "-->\n<?pi\n?><p\n/>x\n<i/></r>");
    document = dom_parse_xml (arena, text->str, text->len, NULL);
    g_assert_cmpuint (document->malformed, ==, 0);
    g_assert_cmpuint (document->root->first->line, ==, 2);
    g_assert_cmpuint (document->root->first->first->line, ==, 2);
    g_assert_cmpuint (document->root->first->last->line, ==, 100006);
    g_assert_cmpuint (document->root->first->last->previous->previous->line, ==, 100004);
}

/* What would cost the library more than linear time. */
static void
test_hostile (void)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GString) names = g_string_new ("<r>"), attributes = g_string_new ("<r "), spaces = g_string_new (NULL);

    for (guint i = 0; i < 200000; i++) {
        g_string_append_printf (names, "<n%u/>", i);
        g_string_append_printf (attributes, "a%u='' ", i);
        g_string_append_printf (spaces, "<a xmlns:p%u='urn:x'>", i);
    }
    g_string_append (names, "x</r>");
    g_string_append (attributes, ">x</r>");
    g_assert_cmpuint (dom_parse_xml (arena, names->str, names->len, NULL)->n_nodes, ==, 200003);
    g_assert_cmpuint (dom_parse_xml (arena, attributes->str, attributes->len, NULL)->n_nodes, ==, 3);
    g_assert_cmpuint (dom_parse_xml (arena, spaces->str, spaces->len, NULL)->n_nodes, ==, DOM_DEPTH + 1);
}

static void
test_empty (void)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GError) error = NULL;

    g_assert_null (dom_parse_xml (arena, "\n\ntext", 6, &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_SYNTAX);
    g_assert_true (g_str_has_prefix (error->message, "line "));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/xml/well-formed", test_well_formed);
    g_test_add_func ("/xml/malformed", test_malformed);
    g_test_add_func ("/xml/doctype", test_doctype);
    g_test_add_func ("/xml/spaces", test_spaces);
    g_test_add_func ("/xml/depth", test_depth);
    g_test_add_func ("/xml/lines", test_lines);
    g_test_add_func ("/xml/hostile", test_hostile);
    g_test_add_func ("/xml/empty", test_empty);
    return g_test_run ();
}
