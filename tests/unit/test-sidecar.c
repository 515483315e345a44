/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>

#include "read/readers.h"
#include "write/write.h"

static Article *
apply (SheafBook *book, const char *folder, const char *yaml, GError **error)
{
    Article *article = article_new (ARTICLE_CHAPTER);
    g_autoptr (Store) store = folder != NULL ? store_new_folder (folder, NULL) : NULL;
    Input input = { .book = book, .path = "example.txt", .store = store, .name = "example.txt" };
    g_autoptr (GBytes) bytes = g_bytes_new (yaml, strlen (yaml));

    g_ptr_array_add (book->articles, article);
    if (!sidecar_apply (&input, bytes, "example.txt.sheaf.yaml", book->articles->len - 1, error))
        return NULL;
    return article;
}

static Article *
apply_good (SheafBook *book, const char *yaml)
{
    g_autoptr (GError) error = NULL;
    Article *article = apply (book, NULL, yaml, &error);

    g_assert_no_error (error);
    return article;
}

static void
test_metadata_is_taken (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    Article *article = apply_good (book, "title: The Weir\n"
                                         "dek: >\n  What a river\n  costs\n"
                                         "authors: [Ida Brandt, \"Ole Lund\"]\n"
                                         "date: 14 April 2025\n"
                                         "lang: en_gb\n"
                                         "url: https://example.org/weir\n"
                                         "rights: Free to share\n");
    const Metadata *metadata = &article->metadata;

    g_assert_cmpstr (metadata->title, ==, "The Weir");
    g_assert_cmpstr (metadata->dek, ==, "What a river costs");
    g_assert_cmpstr (metadata->authors[0], ==, "Ida Brandt");
    g_assert_cmpstr (metadata->authors[1], ==, "Ole Lund");
    g_assert_null (metadata->authors[2]);
    g_assert_cmpstr (metadata->published, ==, "2025-04-14");
    g_assert_cmpstr (metadata->language, ==, "en-GB");
    g_assert_cmpstr (metadata->url, ==, "https://example.org/weir");
    g_assert_cmpstr (metadata->rights, ==, "Free to share");
    g_assert_null (article->corrections.captions);
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 0);
}

static void
test_empty_values_clear (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    Article *article = article_new (ARTICLE_CHAPTER);
    Input input = { .book = book, .path = "example.txt" };
    static const char yaml[] = "title:\ndek: \"\"\nauthor: null\n";
    g_autoptr (GBytes) bytes = g_bytes_new_static (yaml, strlen (yaml));

    g_ptr_array_add (book->articles, article);
    article->metadata.title = "A";
    article->metadata.dek = "B";
    article->metadata.rights = "C";
    article->metadata.authors = arena_strdupv (article->arena, (char *[]){ (char *) "D", NULL });
    g_assert_true (sidecar_apply (&input, bytes, "x", 0, NULL));
    g_assert_null (article->metadata.title);
    g_assert_null (article->metadata.dek);
    g_assert_null (article->metadata.authors[0]);
    g_assert_cmpstr (article->metadata.rights, ==, "C");
}

static void
test_an_empty_alt_makes_a_decoration (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    const GPtrArray *captions = apply_good (book, "captions:\n"
                                                  "  - {raw: A, alt: \"\"}\n"
                                                  "  - {raw: B, alt: }\n"
                                                  "  - {raw: C}\n")
                                    ->corrections.captions;

    g_assert_cmpstr (((const Caption *) captions->pdata[0])->alt, ==, "");
    g_assert_null (((const Caption *) captions->pdata[1])->alt);
    g_assert_true (((const Caption *) captions->pdata[2])->alt == as_found);
}

static void
test_corrections_are_taken (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    const Corrections *corrections = &apply_good (book, "captions:\n"
                                                        "  - raw: A weir. Photo by I. Brandt\n"
                                                        "    photographer: Ida Brandt\n"
                                                        "    date: May 2011\n"
                                                        "glossary:\n"
                                                        "  - term: weir\n"
                                                        "    definition: a low dam\n"
                                                        "  - kind: abbreviation\n"
                                                        "    term: WRA\n"
                                                        "    expansion: Weir Repair Association\n"
                                                        "sources:\n"
                                                        "  - kind: organisation\n"
                                                        "    name: Weir Repair Association\n"
                                                        "    aliases: the association\n")
                                          ->corrections;
    const Caption *caption = g_ptr_array_index (corrections->captions, 0);
    const Term *term = g_ptr_array_index (corrections->terms, 0);
    const Source *source = g_ptr_array_index (corrections->sources, 0);

    g_assert_cmpstr (caption->raw, ==, "A weir. Photo by I. Brandt");
    g_assert_cmpstr (caption->date, ==, "2011-05");
    g_assert_cmpint (term->kind, ==, TERM_USER);
    g_assert_cmpstr (term->definition, ==, "a low dam");
    g_assert_cmpint (((Term *) g_ptr_array_index (corrections->terms, 1))->kind, ==, TERM_ABBREVIATION);
    g_assert_cmpint (source->kind, ==, SOURCE_ORGANISATION);
    g_assert_cmpstr (source->aliases[0], ==, "the association");
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 0);
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
test_what_cannot_be_used_is_noted (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    Article *article = apply_good (book, "titel: A\nwhatever: B\npublished: someday\nlanguage: e\nurl: ftp://a/b\n"
                                         "glossary:\n  - definition: nothing\nsources:\n  - rolle: x\n    name: y\n"
                                         "captions:\n  - image: weir.jpg\n");

    assert_note (book, 0, "field-unknown", 1, "titel; is title meant?");
    assert_note (book, 1, "field-unknown", 2, "whatever");
    assert_note (book, 2, "date-unknown", 3, "someday");
    assert_note (book, 3, "field-invalid", 4, "e");
    assert_note (book, 4, "field-invalid", 5, "ftp://a/b");
    assert_note (book, 5, "field-invalid", 7, "without a term");
    assert_note (book, 6, "field-unknown", 9, "rolle; is role meant?");
    assert_note (book, 7, "picture-missing", 12, "weir.jpg");
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 8);
    g_assert_null (article->metadata.published);
    g_assert_cmpuint (article->corrections.terms->len, ==, 0);
    g_assert_cmpuint (article->corrections.captions->len, ==, 1);
}

static void
test_wrong_types_are_errors (void)
{
    static const char *const examples[][2] = {
        { "a\n", "x: line 1: this must be lines of \"key: value\"" },
        { "title: [a]\n", "x: line 1: title must be a text" },
        { "authors: {a: b}\n", "x: line 1: authors must be a name or a list of names" },
        { "dek: a\ncaptions: b\n", "x: line 2: captions must be a list" },
        { "glossary:\n  - weir\n", "x: line 2: this must be lines of \"key: value\"" },
        { "links: x\n", "x: line 1: links must be a list" },
        { "links:\n  - title: [x]\n", "x: line 2: title must be a text" },
        { "sources:\n  - kind: someone\n", "x: line 2: kind must be person, organisation, document or anonymous" },
        { "title: [\n", "x: line 2, column 1: flow sequence without a closing bracket" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
        g_autoptr (SheafBook) book = sheaf_book_new (NULL);
        g_autoptr (GBytes) bytes = g_bytes_new_static (examples[i][0], strlen (examples[i][0]));
        g_autoptr (GError) error = NULL;
        Input input = { .book = book, .path = "example.txt" };

        g_ptr_array_add (book->articles, article_new (ARTICLE_CHAPTER));
        g_assert_false (sidecar_apply (&input, bytes, "x", 0, &error));
        g_assert_error (error, SHEAF_ERROR, SHEAF_ERROR_CONFIG);
        g_assert_cmpstr (error->message, ==, examples[i][1]);
    }
}

static void
test_every_article_has_a_document (void)
{
    static const char yaml[] = "---\ntitle: A\n---\ntitle: |\n  B\n--- # the third\ntitle: C\n";
    static const char *const wrong[][2] = {
        { "title: A\n---\ntitle: B\n", "x: has 2 documents, and the input has 3 articles" },
        { "title: A\n---\n---\n# C\ntitle: []\n", "x: line 5: title must be a text" },
    };
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_static (yaml, strlen (yaml));
    Input input = { .book = book, .path = "example.xml" };
    g_autoptr (GError) error = NULL;

    for (guint i = 0; i < 3; i++)
        g_ptr_array_add (book->articles, article_new (ARTICLE_CHAPTER));
    sidecar_apply (&input, bytes, "x", 0, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < 3; i++)
        g_assert_cmpstr (((Article *) g_ptr_array_index (book->articles, i))->metadata.title, ==,
                         ((const char *const[]){ "A", "B", "C" })[i]);
    for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (GBytes) other = g_bytes_new_static (wrong[i][0], strlen (wrong[i][0]));

        g_assert_false (sidecar_apply (&input, other, "x", 0, &error));
        g_assert_cmpstr (error->message, ==, wrong[i][1]);
        g_clear_error (&error);
    }
}

/* The smallest GIF that there is: one pixel. */
static const guint8 gif[] = { 'G', 'I',  'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 255,  255, 255, 0,   0,
                              0,   0x2c, 0,   0,   0,   0,   1, 0, 1, 0, 0,    2, 2, 0x44, 1,   0,   0x3b };

static void
test_pictures_are_read_from_the_folder (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp ("sheaf-XXXXXX", NULL);
    g_autofree char *picture = g_build_filename (folder, "dot.gif", NULL);
    g_autofree char *text = g_build_filename (folder, "text.gif", NULL);
    const char *yaml = "captions:\n- image: dot.gif\n- image: text.gif\n- image: ../dot.gif\n- image: /etc/passwd\n";
    const Article *article;

    g_assert_true (g_file_set_contents (picture, (const char *) gif, sizeof gif, NULL));
    g_assert_true (g_file_set_contents (text, "words", -1, NULL));
    article = apply (book, folder, yaml, &error);
    g_assert_no_error (error);
    g_assert_nonnull (((Caption *) g_ptr_array_index (article->corrections.captions, 0))->picture);
    g_assert_null (((Caption *) g_ptr_array_index (article->corrections.captions, 1))->picture);
    g_assert_cmpuint (book->pictures->len, ==, 1);
    assert_note (book, 0, "picture-format", 3, "text.gif");
    assert_note (book, 1, "picture-missing", 4, "../dot.gif");
    assert_note (book, 2, "picture-missing", 5, "/etc/passwd");
    g_remove (picture);
    g_remove (text);
    g_rmdir (folder);
}

/* Writes facts that are all the same string, reads them back, and compares. */
static void
assert_comes_back (const char *string)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (Article) article = article_new (ARTICLE_CHAPTER);
    g_autofree char *yaml = NULL;
    const Article *found;
    Caption *caption = article_add_caption (article);
    Source *source = article_add_source (article);

    article->metadata.title = string;
    article->metadata.authors = arena_strdupv (article->arena, (char *[]){ (char *) string, (char *) "B", NULL });
    caption->raw = string;
    caption->place = string;
    article_add_term (article)->term = string;
    source->name = string;
    source->aliases = article->metadata.authors;
    yaml = write_sidecar (article);
    found = apply_good (book, yaml);
    source = g_ptr_array_index (found->corrections.sources, 0);
    g_assert_cmpstr (found->metadata.title, ==, string);
    g_assert_cmpstr (found->metadata.authors[0], ==, string);
    g_assert_cmpstr (((Caption *) g_ptr_array_index (found->corrections.captions, 0))->raw, ==, string);
    g_assert_cmpstr (((Caption *) g_ptr_array_index (found->corrections.captions, 0))->place, ==, string);
    g_assert_cmpstr (((Term *) g_ptr_array_index (found->corrections.terms, 0))->term, ==, string);
    g_assert_cmpstr (source->name, ==, string);
    g_assert_cmpstr (source->aliases[0], ==, string);
    g_assert_cmpstr (source->aliases[1], ==, "B");
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 0);
}

static void
test_every_string_comes_back (void)
{
    static const char *const strings[] = {
        "a",
        "null",
        "~",
        "Yes",
        "no",
        "true",
        "1e3",
        "0x1F",
        "2025",
        "1:30",
        ".5",
        "<<",
        "=",
        "-",
        "- a",
        "? a",
        ": a",
        "a: b",
        "a:",
        "a:b",
        "a #b",
        "a#b",
        "#b",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "[a]",
        "{a}",
        "[",
        "a, b",
        "...",
        "---",
        "--- a",
        "a\n---\nb",
        "https://example.org/?a=b#c",
        " a",
        "a ",
        "a  b",
        "\ta",
        "a\tb",
        "a:\tb",
        "a\rb",
        "a\nb",
        "\na",
        "a\n\nb",
        "\"",
        "'",
        "'a'",
        "\"a\"",
        "a\"b",
        "\\",
        "a\\nb",
        "“Quoted,” she said: “no.”",
        "a\xc2\xa0z",
        "a\xe2\x80\xa8z",
        "a\xc2\x85z",
        "\xef\xbb\xbf\x61",
        "\x7f\x61",
        "a\xef\xbf\xbdz",
        "a\xe2\x80\xaez", /* NOLINT(misc-misleading-bidirectional): this is what has to come back */
        "😀",
        "👩\xe2\x80\x8d👧",
        "É",
        "a\n\xcc\x81",
        "\\\xcc\x81",
        "a  \xcc\x81",
        "<\xcc\xb7",
        "日本語: テキスト",
        "عربي",
    };
    g_autofree char *spaces = g_strdup_printf ("a%3000sb", "");
    g_autofree char *breaks = g_strnfill (3000, '\n');
    g_autofree char *long_breaks = g_strconcat (breaks, "b", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
        assert_comes_back (strings[i]);
    assert_comes_back (spaces);
    assert_comes_back (long_breaks);
}

/* Every character that a text may hold, some hundred of them in a string. */
static void
test_every_character_comes_back (void)
{
    g_autoptr (GString) string = g_string_new ("x");

    for (gunichar c = 0x20; c < 0x20000; c++) {
        if ((c >= 0xd800 && c < 0xe000) || (c & 0xfffe) == 0xfffe)
            continue;
        g_string_append_unichar (string, c);
        g_string_append_c (string, c % 3 == 0 ? ' ' : c % 3 == 1 ? '-' : '"');
        if (c % 400 == 0) {
            g_autofree char *normal = g_utf8_normalize (string->str, -1, G_NORMALIZE_NFC);

            assert_comes_back (normal);
            g_string_assign (string, "x");
        }
    }
}

static void
test_nothing_comes_back_as_nothing (void)
{
    g_autoptr (SheafBook) book = sheaf_book_new (NULL);
    g_autoptr (Article) article = article_new (ARTICLE_CHAPTER);
    g_autofree char *yaml = write_sidecar (article);
    g_autofree char *again = write_sidecar (apply_good (book, yaml));

    g_assert_cmpstr (again, ==, yaml);
    g_assert_cmpuint (sheaf_book_get_n_notes (book), ==, 0);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/sidecar/metadata-is-taken", test_metadata_is_taken);
    g_test_add_func ("/sidecar/empty-values-clear", test_empty_values_clear);
    g_test_add_func ("/sidecar/an-empty-alt-makes-a-decoration", test_an_empty_alt_makes_a_decoration);
    g_test_add_func ("/sidecar/corrections-are-taken", test_corrections_are_taken);
    g_test_add_func ("/sidecar/what-cannot-be-used-is-noted", test_what_cannot_be_used_is_noted);
    g_test_add_func ("/sidecar/wrong-types-are-errors", test_wrong_types_are_errors);
    g_test_add_func ("/sidecar/pictures-are-read-from-the-folder", test_pictures_are_read_from_the_folder);
    g_test_add_func ("/sidecar/every-string-comes-back", test_every_string_comes_back);
    g_test_add_func ("/sidecar/every-character-comes-back", test_every_character_comes_back);
    g_test_add_func ("/sidecar/nothing-comes-back-as-nothing", test_nothing_comes_back_as_nothing);
    g_test_add_func ("/sidecar/every-article-has-a-document", test_every_article_has_a_document);
    return g_test_run ();
}
