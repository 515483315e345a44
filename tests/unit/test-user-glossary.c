/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/model.h"
#include "read/read.h"

static gboolean
read_text (SheafBook *book, const char *path, const char *text, GError **error)
{
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    return read_glossary (book, bytes, path, error);
}

/* "term=definition(alias|alias)" of each, with "; " between them. */
static char *
describe (const SheafBook *book)
{
    GString *line = g_string_new (NULL);

    for (guint i = 0; i < book->user_terms->len; i++) {
        const UserTerm *term = g_ptr_array_index (book->user_terms, i);
        g_autofree char *aliases = g_strjoinv ("|", term->aliases);

        g_string_append_printf (line, "%s%s=%s(%s)", i > 0 ? "; " : "", term->term, term->definition, aliases);
    }
    return g_string_free (line, FALSE);
}

typedef struct {
    const char *path, *text, *expected;
} Example;

static void
check (const Example *examples, gsize n_examples)
{
    for (gsize i = 0; i < n_examples; i++) {
        g_autoptr (SheafBook) book = sheaf_book_new (NULL);
        g_autoptr (GError) error = NULL;
        g_autofree char *found = NULL;

        read_text (book, examples[i].path, examples[i].text, &error);
        g_assert_no_error (error);
        found = describe (book);
        g_assert_cmpstr (found, ==, examples[i].expected);
    }
}

static void
test_tables_are_read (void)
{
    static const Example examples[] = {
        { "a.csv", "term,definition,aliases\nweir,a low dam,weirs;dam\nford,a crossing\n",
          "weir=a low dam(weirs|dam); ford=a crossing()" },
        { "a.csv", "Definition;Term\na low dam;weir\n", "weir=a low dam()" },
        { "a.tsv", "weir\ta low dam, of stone\t weirs ; dams ;\n", "weir=a low dam, of stone(weirs|dams)" },
        { "a.csv", "weir,a low dam\r\nford,a crossing\r\n", "weir=a low dam(); ford=a crossing()" },
        { "a.csv", "\"weir, the\",\"a \"\"low\"\" dam\nof stone\"\n\nford,x",
          "weir, the=a \"low\" dam of stone(); ford=x()" },
        { "a.csv", "weir;a low dam, of stone;\"weirs;dams\"\n", "weir=a low dam, of stone(weirs|dams)" },
        { "a.csv", "\xef\xbb\xbfterm,definition,,\nweir,a low dam,,\n", "weir=a low dam()" },
        { "a.csv", "", "" },
        { "a.txt", "weir,a low dam: of stone\n", "weir=a low dam: of stone()" },
    };

    check (examples, G_N_ELEMENTS (examples));
}

static void
test_yaml_is_read (void)
{
    static const Example examples[] = {
        { "a.yaml",
          "- term: weir\n  definition: a low dam\n  aliases: [weirs, dams]\n"
          "- {term: ford, definition: x, aliases: fords}\n",
          "weir=a low dam(weirs|dams); ford=x(fords)" },
        { "a.yaml", "weir: a low dam\nford:\n  definition: a crossing\n  aliases: fords\n",
          "weir=a low dam(); ford=a crossing(fords)" },
        { "a.txt", "glossary:\n  weir: a low dam\n", "weir=a low dam()" },
        { "a.json", "{\"terms\": [{\"term\": \"weir\", \"definition\": \"a low dam\"}]}", "weir=a low dam()" },
        { "a.yaml", "weir: >\n  a low dam\n  of stone\n", "weir=a low dam of stone()" },
        { "a.yaml", "", "" },
    };

    check (examples, G_N_ELEMENTS (examples));
}

static void
assert_note (SheafBook *book, guint index, const char *code, guint line, const char *particulars)
{
    SheafNote note;

    g_assert_cmpuint (index, <, sheaf_book_get_n_notes (book));
    sheaf_book_get_note (book, index, &note);
    g_assert_cmpstr (note.code, ==, code);
    g_assert_cmpuint (note.line, ==, line);
    g_assert_nonnull (strstr (note.message, particulars));
}

static void
test_bad_rows_are_noted (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autofree char *long_term = g_strnfill (201, 'x');
    g_autofree char *csv = g_strdup_printf ("term,definition,extra\nweir,a low dam\n,nothing\nford\nweir,again\n"
                                            "%s,x\na,b,c,d\n\"o\nk\",y\n,\n",
                                            long_term);
    const char *yaml = "- term: weir\n  definition: x\n- weir\n- term: [a]\n- {term: lock, definition: y, sort: z}\n";

    g_assert_true (read_text (book, "a.csv", csv, NULL));
    g_assert_true (read_text (book, "b.yaml", yaml, NULL));
    g_assert_cmpuint (book->user_terms->len, ==, 3);
    assert_note (book, 0, "field-unknown", 1, "extra");
    assert_note (book, 1, "glossary-row", 3, "no term");
    assert_note (book, 2, "glossary-row", 4, "no definition");
    assert_note (book, 3, "glossary-row", 5, "already");
    assert_note (book, 4, "glossary-row", 6, "too long");
    assert_note (book, 5, "glossary-row", 7, "more fields");
    assert_note (book, 6, "glossary-row", 1, "already");
    assert_note (book, 7, "glossary-row", 3, "no term with its definition");
    assert_note (book, 8, "glossary-row", 4, "must be a text");
    assert_note (book, 9, "field-unknown", 5, "sort");
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 10);
}

static void
test_malformed_files_are_refused (void)
{
    static const Example examples[] = {
        { "a.csv", "weir,x\nford,\"y\n", "line 2: a quotation mark is never closed" },
        { "a.yaml", "- [\n", "line 2, column 1: flow sequence without a closing bracket" },
        { "a.yaml", "weir\n", "line 1: a glossary is a list or mapping of terms" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
        g_autoptr (SheafBook) book = sheaf_book_new (NULL);
        g_autoptr (GError) error = NULL;

        g_assert_false (read_text (book, examples[i].path, examples[i].text, &error));
        g_assert_cmpint (error->domain, ==, SHEAF_ERROR);
        g_assert_cmpstr (error->message, ==, examples[i].expected);
        g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 0);
    }
}

static void
test_other_encodings_are_named (void)
{
    static const char text[] = "\xff\xfew\0,\0x\0\n";
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text);
    g_autoptr (GError) error = NULL;

    g_assert_false (read_glossary (book, bytes, "a.csv", &error));
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT);
    g_assert_cmpstr (error->message, ==, "is in UTF-16LE; a glossary must be in UTF-8");
}

static void
test_many_rows_are_read_soon (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GString) csv = g_string_new ("term,definition,aliases\n");
    gint64 start;

    for (guint i = 0; i < 100000; i++)
        g_string_append_printf (csv, "term %u,its definition,alias %u;other %u\n", i, i, i);
    start = g_get_monotonic_time ();
    g_assert_true (read_text (book, "a.csv", csv->str, NULL));
    g_assert_cmpuint (book->user_terms->len, ==, 100000);
    g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/user-glossary/tables-are-read", test_tables_are_read);
    g_test_add_func ("/user-glossary/yaml-is-read", test_yaml_is_read);
    g_test_add_func ("/user-glossary/bad-rows-are-noted", test_bad_rows_are_noted);
    g_test_add_func ("/user-glossary/malformed-files-are-refused", test_malformed_files_are_refused);
    g_test_add_func ("/user-glossary/other-encodings-are-named", test_other_encodings_are_named);
    g_test_add_func ("/user-glossary/many-rows-are-read-soon", test_many_rows_are_read_soon);
    return g_test_run ();
}
