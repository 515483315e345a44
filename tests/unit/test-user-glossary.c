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

/* "term=definition(alias|alias)" of each, with "; " between them; "term:expansion=..." and "...>see|see[language]"
 * where it has them. */
static char *
describe (const SheafBook *book)
{
    GString *line = g_string_new (NULL);

    for (guint i = 0; i < book->user_terms->len; i++) {
        const UserTerm *term = g_ptr_array_index (book->user_terms, i);
        g_autofree char *aliases = g_strjoinv ("|", term->aliases);

        g_autofree char *see = g_strjoinv ("|", term->see);

        g_string_append_printf (line, "%s%s", i > 0 ? "; " : "", term->term);
        if (term->expansion != NULL)
            g_string_append_printf (line, ":%s", term->expansion);
        g_string_append_printf (line, "=%s(%s)", term->definition != NULL ? term->definition : "", aliases);
        if (*see != '\0')
            g_string_append_printf (line, ">%s", see);
        if (term->language != NULL)
            g_string_append_printf (line, "[%s%s]", term->language, term->is_reserve ? "*" : "");
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
        { "a.csv", "term,see also,definition,expansion,language\nTLA,act; dyke,,Tidal Lands Act,en_gb\ndam,weir,,,\n",
          "TLA:Tidal Lands Act=()>act|dyke[en-GB]; dam=()>weir" },
        { "a.csv", "weir,a low dam,,lock\n", "weir=a low dam()>lock" },
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
        { "a.yaml", "weir: {definition: a low dam, see: lock}\ndam: {see also: [weir, dam]}\n",
          "weir=a low dam()>lock; dam=()>weir|dam" },
        { "a.json", "[{\"term\": \"e\\u0301tang\", \"definition\": \"a pond\"}]", "étang=a pond()" },
        { "a.yaml", "", "" },
    };

    check (examples, G_N_ELEMENTS (examples));
}

#define TBX_2008(concepts)                                                                                             \
    "<?xml version='1.0'?><!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd'>"                                             \
    "<martif type='TBX' xml:lang='en'><martifHeader/><text><body>" concepts "</body></text></martif>"
#define TBX_2019(style, concepts)                                                                                      \
    "<tbx style='" style "' type='TBX-Basic' xml:lang='de' xmlns='urn:iso:std:iso:30042:ed-2' "                        \
    "xmlns:min='http://www.tbxinfo.net/ns/min' "                                                                       \
    "xmlns:basic='http://www.tbxinfo.net/ns/basic'><tbxHeader/><text><body>" concepts "</body></text></tbx>"

static void
test_tbx_is_read (void)
{
    static const Example examples[] = {
        { "a.tbx",
          TBX_2008 (
              "<termEntry id='c1'><descrip type='subjectField'>water</descrip>"
              "<langSet xml:lang='en'><descripGrp><descrip type='definition'>a low <hi>dam</hi></descrip></descripGrp>"
              "<ntig><termGrp><term>wear</term><termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote>"
              "</termGrp></ntig><tig><term>weir</term></tig></langSet></termEntry>"),
          "weir=a low dam(wear|weir)[en*]" },
        { "a.xml",
          TBX_2019 ("dca", "<conceptEntry id='c1'><descrip type='definition'>ein niedriger Damm</descrip>"
                           "<langSec xml:lang='de'><termSec><term>Wehr</term></termSec></langSec>"
                           "<langSec xml:lang='en-GB'><termSec><term>weir</term></termSec></langSec></conceptEntry>"),
          "Wehr=ein niedriger Damm(Wehr)[de*]; weir=ein niedriger Damm(weir)[en-GB]" },
        { "a.tbx",
          TBX_2019 (
              "dct",
              "<conceptEntry id='c1'><min:subjectField>water</min:subjectField><langSec xml:lang='en'><descripGrp>"
              "<basic:definition>a low dam</basic:definition></descripGrp><basic:crossReference target='c2'>lock"
              "</basic:crossReference><termSec><term>barrage</term></termSec><termSec><term>weir</term>"
              "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>"
              "</conceptEntry><conceptEntry id='c2'><langSec xml:lang='en'><termSec><term>lock</term>"
              "<descripGrp><basic:definition>a chamber</basic:definition></descripGrp></termSec></langSec>"
              "<basic:crossReference target='c1'>weir</basic:crossReference></conceptEntry>"),
          "weir=a low dam(barrage|weir)>lock[en*]; lock=a chamber(lock)>weir[en*]" },
        { "a.tbx",
          TBX_2008 ("<termEntry><langSet xml:lang='en'><tig><term>Tidal Lands Act</term>"
                    "<termNote type='termType'>fullForm</termNote></tig><tig><term>TLA</term>"
                    "<termNote type='termType'>abbreviation</termNote></tig></langSet></termEntry>"),
          "TLA:Tidal Lands Act=(Tidal Lands Act|TLA)[en*]" },
        { "a.tbx", TBX_2008 (""), "" },
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
        { "a.tbx", "weir\n", "line 2: there is no element in it" },
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
    g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT);
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

static void
test_terms_that_are_there_are_noted (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);

    g_assert_true (read_text (book, "a.csv", "Weir,a low dam\nIT,computers\nit,a pronoun\n", NULL));
    g_assert_true (read_text (book, "b.csv", "weir,again\nmill,a house,weir;it;mill\n", NULL));
    g_assert_cmpuint (book->user_terms->len, ==, 4);
    assert_note (book, 0, "glossary-row", 1, "already");
    assert_note (book, 1, "glossary-alias", 2, "\"weir\" of \"mill\"");
    assert_note (book, 2, "glossary-alias", 2, "\"it\" of \"mill\"");
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 3);
}

static void
test_unexplained_concepts_are_counted (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);

    g_assert_true (read_text (book, "a.tbx",
                              TBX_2008 ("<termEntry><langSet xml:lang='en'><tig><term>weir</term></tig></langSet>"
                                        "<langSet xml:lang='de'><tig><term>Wehr</term></tig></langSet></termEntry>"),
                              NULL));
    assert_note (book, 0, "glossary-row", 0, "2 terms have no definition");
}

/* More than YAML may be: it is read in parts, and says in which line what stands. */
static void
test_long_yaml_is_read (void)
{
    static const struct {
        const char *path, *head, *before, *after, *last; /* a term's number stands between before and after */
    } rows[] = {
        { "a.yaml", "", "- term: term ", "\n  definition: \"its\n\n   definition\"\n\n", "- term: last\n" },
        { "a.yaml", "---\n# words\n\nterms:\n", "  term ", ":\n    definition: |\n      - its\n\n      definition\n",
          "  last: {term: last}\n" },
        { "a.json", "[\n", "{\"term\": \"term ", "\",\n\"definition\": \"it\\\"s, ]\\\\\"},\n",
          "{\"term\": \"last\"}]\n" },
        { "a.json", "{\"glossary\": [\n", "{\"term\": \"term ", "\",\n\"definition\": \"a}\"},\n",
          "{\"term\": \"last\"}]}\n" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (SheafBook) book = sheaf_book_new (NULL);
        g_autoptr (GString) yaml = g_string_new (rows[i].head);
        guint n_terms = 0, n_lines = 1;

        while (yaml->len < 9 * 1024 * 1024)
            g_string_append_printf (yaml, "%s%u%s", rows[i].before, ++n_terms, rows[i].after);
        for (gsize at = 0; at < yaml->len; at++)
            n_lines += yaml->str[at] == '\n';
        g_string_append (yaml, rows[i].last);
        g_assert_true (read_text (book, rows[i].path, yaml->str, NULL));
        g_assert_cmpuint (book->user_terms->len, ==, n_terms);
        assert_note (book, 0, "glossary-row", n_lines, "no definition");
        g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 1);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/user-glossary/tables-are-read", test_tables_are_read);
    g_test_add_func ("/user-glossary/yaml-is-read", test_yaml_is_read);
    g_test_add_func ("/user-glossary/tbx-is-read", test_tbx_is_read);
    g_test_add_func ("/user-glossary/long-yaml-is-read", test_long_yaml_is_read);
    g_test_add_func ("/user-glossary/terms-that-are-there-are-noted", test_terms_that_are_there_are_noted);
    g_test_add_func ("/user-glossary/unexplained-concepts-are-counted", test_unexplained_concepts_are_counted);
    g_test_add_func ("/user-glossary/bad-rows-are-noted", test_bad_rows_are_noted);
    g_test_add_func ("/user-glossary/malformed-files-are-refused", test_malformed_files_are_refused);
    g_test_add_func ("/user-glossary/other-encodings-are-named", test_other_encodings_are_named);
    g_test_add_func ("/user-glossary/many-rows-are-read-soon", test_many_rows_are_read_soon);
    return g_test_run ();
}
