/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "read/yaml.h"

/* The tree in one line: {key: 'text', key: [null]}. */
static void
describe (GString *line, const Yaml *node)
{
    if (node->kind == YAML_SCALAR) {
        g_string_append_printf (line, node->string != NULL ? "'%s'" : "null", node->string);
        return;
    }
    g_string_append_c (line, node->kind == YAML_MAPPING ? '{' : '[');
    for (const Yaml *member = node->first; member != NULL; member = member->next) {
        if (member->key != NULL)
            g_string_append_printf (line, "%s: ", member->key);
        describe (line, member);
        if (member->next != NULL)
            g_string_append (line, ", ");
    }
    g_string_append_c (line, node->kind == YAML_MAPPING ? '}' : ']');
}

static char *
parse (const char *text, gsize length)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *exact = g_memdup2 (text, length); /* not terminated: a sanitizer sees what reads on */
    const Yaml *root = yaml_parse (arena, exact, length, &error);
    GString *line = g_string_new (NULL);

    if (root != NULL)
        describe (line, root);
    else
        g_string_append (line, error->message);
    return g_string_free (line, FALSE);
}

typedef struct {
    const char *text, *expected;
} Example;

static void
check (const Example *examples, gsize n_examples)
{
    for (gsize i = 0; i < n_examples; i++) {
        g_autofree char *found = parse (examples[i].text, strlen (examples[i].text));

        g_assert_cmpstr (found, ==, examples[i].expected);
    }
}

static void
test_documents_become_trees (void)
{
    static const Example examples[] = {
        { "", "null" },
        { "# nothing\n", "null" },
        { "---\na: b\n...\n", "{a: 'b'}" },
        { "a: 1\nb: yes\nc: 2025-04-14\n", "{a: '1', b: 'yes', c: '2025-04-14'}" },
        { "a:\nb: ~\nc: null\nd: \"null\"\ne: ''\n", "{a: null, b: null, c: null, d: 'null', e: ''}" },
        { "- x\n- - y\n  - z\n- {k: v}\n", "['x', ['y', 'z'], {k: 'v'}]" },
        { "{\"a\": [1, {\"b\": null}], \"c\": \"\\u00e9\\ud83d\\ude00\\/\"}", "{a: ['1', {b: null}], c: 'é😀/'}" },
        { "a: |\n  one\n   two\n\nb: >\n  one\n  two\n", "{a: 'one\n two\n', b: 'one two\n'}" },
        { "a: >-\n  one\n\n  two\n \n", "{a: 'one\ntwo'}" },
        { "url: https://example.org/a#b\n", "{url: 'https://example.org/a#b'}" },
        { "\xef\xbb\xbf"
          "a: b",
          "{a: 'b'}" },
        { "null: x\n", "{null: 'x'}" },
    };

    check (examples, G_N_ELEMENTS (examples));
}

static void
test_errors_name_line_and_column (void)
{
    static const Example examples[] = {
        { "a: 1\nb: 2\na: 3\n", "line 3, column 1: the key \"a\" is there twice" },
        { "a: &x 1\n", "line 1, column 7: no anchors or aliases; text with & or * needs quotes" },
        { "a: *x\n", "line 1, column 5: no anchors or aliases; text with & or * needs quotes" },
        { "a: !!str 1\n", "line 1, column 10: no tags; text with ! needs quotes" },
        { "%YAML 1.2\n---\na: b\n", "line 1, column 1: no directives; text with % needs quotes" },
        { "a: b\n---\nc: d\n", "line 2, column 1: only one document is taken" },
        { "? [a]\n: b\n", "line 1, column 3: a key must be a word, not a list or mapping" },
        { "\"text\"", "line 1, column 2: this is neither a list nor a mapping" },
        { "a: \"\\0\"\n", "line 1, column 5: an escape stands for what is no text" },
        { "a: b\xff\n", "line 1, column 5: a byte or character that is no text" },
        { "a: b\nc: \x01\n", "line 2, column 4: a byte or character that is no text" },
        { "a: [b", "line 1, column 6: flow sequence without a closing bracket" },
        { "a: \"b", "line 1, column 4: a quotation mark is never closed, or the lines after it are not indented" },
        { "a:\tb\n", "line 1, column 3: a tab after a colon; use a space" },
    };

    check (examples, G_N_ELEMENTS (examples));
}

static void
test_nul_is_no_text (void)
{
    g_autofree char *found = parse ("a: b\0c", 6);

    g_assert_cmpstr (found, ==, "line 1, column 5: a byte or character that is no text");
}

static void
test_lines_are_those_of_the_document (void)
{
    const char *text = "# x\na: 1\n\nb:\n  - c\n  - d: 2\n    e:\n";
    g_autoptr (Arena) arena = arena_new ();
    const Yaml *root = yaml_parse (arena, text, strlen (text), NULL);
    const Yaml *list = yaml_member (root, "b");

    g_assert_cmpuint (yaml_member (root, "a")->line, ==, 2);
    g_assert_cmpuint (list->line, ==, 4);
    g_assert_cmpuint (list->first->line, ==, 5);
    g_assert_cmpuint (yaml_member (list->first->next, "e")->line, ==, 7);
    g_assert_null (yaml_member (root, "c"));
    g_assert_null (yaml_member (list, "c"));
}

static char *
repeat (const char *before, const char *unit, gsize n)
{
    GString *text = g_string_new (before);

    for (gsize i = 0; i < n; i++)
        g_string_append (text, unit);
    return g_string_free (text, FALSE);
}

/* Each of these made libfyaml 0.7 hang, crash, or take time by the square, or could make us do so. */
static void
test_hostile_documents_end_soon (void)
{
    static const Example examples[] = {
        { "", "[" },
        { "", "{a: " },
        { "", "- " },
        { "", "? " },
        { "a: ", "[{b: " },
        { "a: |\n", "\n" },
        { "- ", " " },
        { "a: \"", "\n" },
        { "", "%" },
        { "? \xc3\xa9!a : ", "\t: " },
        { "", "- &a x\n" },
        { "", "*a " },
        { "a: ", "x" },
        { "", "k" },
        { "\"", "k" },
        { "a: \"", "\\u00e9" },
        { "a: |\n  x\n", " \n" },
        { "- : |-\n  #\n   \xc3\xa9\n   : ", "" },
        { "a: |\n ", "" },
        { "[", "," },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
        g_autofree char *text = repeat (examples[i].text, examples[i].expected, 200000);
        gint64 start = g_get_monotonic_time ();
        g_autofree char *found = parse (text, strlen (text));

        g_assert_nonnull (found);
        g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

static void
test_size_is_limited (void)
{
    g_autofree char *text = repeat ("a: ", "xxxxxxxxxxxxxxxx", 1024 * 1024);
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GError) error = NULL;

    g_assert_null (yaml_parse (arena, text, strlen (text), &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/yaml/documents-become-trees", test_documents_become_trees);
    g_test_add_func ("/yaml/errors-name-line-and-column", test_errors_name_line_and_column);
    g_test_add_func ("/yaml/nul-is-no-text", test_nul_is_no_text);
    g_test_add_func ("/yaml/lines-are-those-of-the-document", test_lines_are_those_of_the_document);
    g_test_add_func ("/yaml/hostile-documents-end-soon", test_hostile_documents_end_soon);
    g_test_add_func ("/yaml/size-is-limited", test_size_is_limited);
    return g_test_run ();
}
