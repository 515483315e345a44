/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "model/model.h"
#include "read/read.h"

/* A book of texts, each of which has a title and paragraphs, and of glossaries in CSV; NULL-terminated lists. */
static SheafBook *
book_of (const char *language, const char *const *texts, const char *const *glossaries)
{
    SheafOptions options;
    SheafBook *book;

    sheaf_options_init (&options);
    options.language = language;
    book = sheaf_book_new (&options);
    for (; glossaries != NULL && *glossaries != NULL; glossaries++) {
        g_autoptr (GBytes) bytes = g_bytes_new_static (*glossaries, strlen (*glossaries));

        g_assert_true (read_glossary (book, bytes, **glossaries == '<' ? "words.tbx" : "words.csv", NULL));
    }
    for (; *texts != NULL; texts++) {
        g_autoptr (GBytes) bytes = g_bytes_new_static (*texts, strlen (*texts));

        g_assert_true (sheaf_book_read_bytes (book, bytes, "text.txt", NULL));
    }
    sheaf_book_enrich (book);
    return book;
}

static Article *
glossary_of (const SheafBook *book)
{
    for (guint i = 0; i < book->articles->len; i++) {
        Article *article = g_ptr_array_index (book->articles, i);

        if (article->role == ARTICLE_GLOSSARY)
            return article;
    }
    return NULL;
}

/* All text below the node, that of its links too. */
static char *
full_text (const Node *root)
{
    GString *text = g_string_new (NULL);

    for (const Node *node = root; node != NULL; node = node_next (node, root))
        if (node->kind == NODE_TEXT)
            g_string_append_len (text, node->text.string, (gssize) node->text.length);
    return g_string_free (text, FALSE);
}

/* "# letter", "term", "= description" and "< uses", parted by bars. */
static char *
describe (const SheafBook *book)
{
    const Article *glossary = glossary_of (book);
    GString *page = g_string_new (NULL);

    for (Node *node = glossary != NULL ? glossary->root : NULL; node != NULL; node = node_next (node, glossary->root)) {
        g_autofree char *text = full_text (node);
        const char *mark = "";

        if (node->kind != NODE_HEADING && node->kind != NODE_TERM && node->kind != NODE_DESCRIPTION)
            continue;
        if (node->kind != NODE_TERM)
            mark = node->kind == NODE_HEADING ? "# " : node->description.kind == DESCRIPTION_USES ? "< " : "= ";
        g_string_append_printf (page, "%s%s%s", page->len > 0 ? "|" : "", mark, text);
    }
    return g_string_free (page, FALSE);
}

typedef struct {
    const char *glossary, *texts[4], *expected;
} Example;

static void
check (const Example *examples, gsize n_examples)
{
    for (gsize i = 0; i < n_examples; i++) {
        const char *const glossaries[] = { examples[i].glossary, NULL };
        SheafBook *book = book_of ("en", examples[i].texts, glossaries);
        g_autofree char *page = describe (book);

        g_assert_cmpstr (page, ==, examples[i].expected);
        sheaf_book_free (book);
    }
}

#define TITLED(title, text) title "\n\nBy Ada Example\n\n" text "\n"

static void
test_articles_share_what_they_agree_on (void)
{
    static const Example examples[] = {
        { NULL,
          { TITLED ("One", "The Reed Water Board (RWB) met. The RWB left."),
            TITLED ("Two", "The reed water board (RWB) sat. The RWB rose.") },
          "RWB|= Reed Water Board|< ↑ One\u00a0· Two" },
        { NULL,
          { TITLED ("One", "The Reed Water Board (RWB) met. The RWB left."),
            TITLED ("Two", "The Royal Whale Bureau (RWB) sat. The RWB rose.") },
          "RWB|= Reed Water Board|< ↑ One|= Royal Whale Bureau|< ↑ Two" },
        { NULL,
          { TITLED ("One", "The term slack water refers to the short pause between two tides."),
            TITLED ("Two", "The term “slack water” refers to the short pause between two tides."),
            TITLED ("Three", "The term slack water refers to the hour when no tide runs.") },
          "slack water|= “the short pause between two tides”|< ↑ One\u00a0· Two|= “the hour when no tide runs”|< "
          "↑ Three" },
        { "RWB,who looks after the reeds\n",
          { TITLED ("One", "The RWB left."), TITLED ("Two", "The Reed Water Board (RWB) sat. The RWB rose."),
            TITLED ("Three", "The RWB came.") },
          "RWB|= Reed Water Board: who looks after the reeds|< ↑ One\u00a0· Two\u00a0· Three" },
    };

    check (examples, G_N_ELEMENTS (examples));
}

static void
test_references_are_printed (void)
{
    static const Example examples[] = {
        { "term,definition,see\nweir,a low dam,lock;weir;mill\nlock,A chamber.,weir\nmill,a house,\n",
          { TITLED ("One", "A weir and a lock.") },
          "lock|= A chamber. See also weir\u00a0↑|weir|= a low dam. See also lock\u00a0↑" },
        { "term,definition,see\nquay,,wharf\nwharf,,pier\npier,a wall,\n",
          { TITLED ("One", "A quay.") },
          "pier|= a wall|quay|= See wharf\u00a0↑|wharf|= See pier" },
        { "term,definition,see\nquay,,wharf\nwharf,,quay\n",
          { TITLED ("One", "A quay.") },
          "quay|= See wharf\u00a0↑|wharf|= See quay" },
        { "term,definition,see\nquay,,mole\n", { TITLED ("One", "A quay.") }, "quay|= See mole\u00a0↑" },
        { "term,definition,expansion\nreed water board,who looks after reeds,\nRWB,,Reed Water Board\n",
          { TITLED ("One", "The RWB and the reed water board.") },
          "reed water board|= who looks after reeds\u00a0↑|RWB|= Reed Water Board\u00a0↑" },
    };

    check (examples, G_N_ELEMENTS (examples));
}

static void
test_unknown_references_are_noted (void)
{
    const char *const texts[] = { TITLED ("One", "A weir."), NULL };
    const char *const glossaries[] = { "weir,a low dam,,lock;mill\n", "mill,a house\n", NULL };
    SheafBook *book = book_of ("en", texts, glossaries);
    gboolean is_noted = FALSE;

    for (guint i = 0; i < sheaf_book_get_n_notes (book); i++) {
        SheafNote note;

        sheaf_book_get_note (book, i, &note);
        if (!g_str_equal (note.code, "glossary-reference"))
            continue;
        g_assert_false (is_noted);
        g_assert_nonnull (strstr (note.message, "\"lock\" of \"weir\""));
        is_noted = TRUE;
    }
    g_assert_true (is_noted);
    sheaf_book_free (book);
}

/* The terms of a language are those of articles in that language; where it has none, those of the file's language. */
static void
test_terms_are_in_the_language_of_the_article (void)
{
    static const char tbx[] =
        "<tbx xml:lang='en'><body><conceptEntry id='c'><langSec xml:lang='en'><descrip type='definition'>a low dam"
        "</descrip><termSec><term>weir</term></termSec></langSec><langSec xml:lang='de'><termSec><term>Wehr</term>"
        "</termSec></langSec></conceptEntry></body></tbx>";
    static const struct {
        const char *language, *expected;
    } rows[] = { { "de-AT", "Wehr|= a low dam\u00a0↑" },
                 { "en", "weir|= a low dam\u00a0↑" },
                 { "sv", "weir|= a low dam\u00a0↑" } };
    const char *const texts[] = { TITLED ("One", "A weir is ein Wehr."), NULL };
    const char *const glossaries[] = { tbx, NULL };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        SheafBook *book = book_of (rows[i].language, texts, glossaries);
        g_autofree char *page = describe (book);

        g_assert_cmpstr (page, ==, rows[i].expected);
        sheaf_book_free (book);
    }
}

static void
test_order_is_that_of_the_language (void)
{
    static const char *const texts[] = {
        TITLED ("Eins", "Zoll, äs, Ast, az, 10 mm, 2 mm, CAR, car, oca, ñu, ny, åre, вал, 水門."), NULL
    };
    static const char *const glossaries[] = {
        "Zoll,a\näs,b\nAst,c\naz,d\n10 mm,e\n2 mm,f\nCAR,g\ncar,h\noca,i\nñu,j\nny,k\nåre,l\nвал,m\n水門,n\n", NULL
    };
    static const struct {
        const char *language, *expected;
    } rows[] = {
        { "de", "2 mm 10 mm åre äs Ast az car CAR ñu ny oca Zoll вал 水門 " },
        { "sv", "2 mm 10 mm Ast az car CAR ñu ny oca Zoll åre äs вал 水門 " },
        { "es", "2 mm 10 mm åre äs Ast az car CAR ny ñu oca Zoll вал 水門 " },
        { "ru", "2 mm 10 mm вал åre äs Ast az car CAR ñu ny oca Zoll 水門 " },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        SheafBook *book = book_of (rows[i].language, texts, glossaries);
        g_autoptr (GString) order = g_string_new (NULL);
        const Node *root = glossary_of (book)->root;

        for (const Node *node = root; node != NULL; node = node_next (node, root))
            if (node->kind == NODE_TERM) {
                g_autofree char *text = full_text (node);

                g_string_append_printf (order, "%s ", text);
            }
        g_assert_cmpstr (order->str, ==, rows[i].expected);
        sheaf_book_free (book);
    }
}

static void
test_letters_are_those_of_the_language (void)
{
    static const struct {
        const char *language, *word, *letter;
    } rows[] = {
        { "de", "ähnlich", "A" }, { "sv", "ähnlich", "Ä" }, { "en", "Zoll", "Z" },   { "en", "éclair", "E" },
        { "en", "10 mm", NULL },  { "en", "λόγος", "Λ" },   { "cs", "chata", "CH" }, { "es", "ñandú", "Ñ" },
        { "ru", "ёлка", "Е" },    { "zh", "水闸", NULL },   { "en", "ASR", "A" },    { "en", ".NET", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (Collator) collator = collator_new (rows[i].language);
        g_autofree char *letter = collator_letter (collator, rows[i].word);

        g_assert_cmpstr (letter, ==, rows[i].letter);
    }
}

/* What is quoted from an article in a script that runs the other way does so in the glossary; labels are the book's. */
static void
test_entries_run_as_their_language_does (void)
{
    static const char *const texts[] = { TITLED ("One", "The sluice and the harbour were open to the ships."),
                                         TITLED ("שתיים", "הסכר נמצא ליד הנמל הישן של העיר, והמים זורמים דרכו."),
                                         NULL };
    static const char *const glossaries[] = { "term,definition,see\nsluice,a gate,\nהסכר,קיר במים.,sluice\n", NULL };
    SheafBook *book = book_of (NULL, texts, glossaries);
    const Node *list = glossary_of (book)->root->first, *term = list->last->previous->previous;

    g_assert (term != NULL && term->next != NULL);
    g_assert_cmpint (list->first->direction, ==, DIRECTION_INHERIT);
    for (const Node *node = term; node != NULL; node = node->next) {
        g_assert_cmpstr (node->language, ==, "he");
        g_assert_cmpint (node->direction, ==, DIRECTION_RTL);
    }
    for (const Node *node = term->next->first; node != NULL; node = node->next)
        if (node->kind == NODE_EMPHASIS)
            g_assert_cmpstr (node->language, ==, "en");
    sheaf_book_free (book);
}

/* A small glossary has none. */
static void
test_large_glossaries_have_letters (void)
{
    g_autoptr (GString) words = g_string_new (NULL), text = g_string_new ("One\n\nBy Ada Example\n\n");
    SheafBook *book;
    g_autofree char *page = NULL, *letters = NULL;
    SheafSummary summary;

    for (guint i = 0; i < 61; i++) {
        g_string_append_printf (words, "%cx%u,a thing\n", 'a' + (char) (i % 3), i);
        g_string_append_printf (text, "A %cx%u here.\n\n", 'a' + (char) (i % 3), i);
    }
    book = book_of ("en", (const char *const[]){ text->str, NULL }, (const char *const[]){ words->str, NULL });
    page = describe (book);
    letters = full_text (glossary_of (book)->root->first);
    g_assert_cmpstr (letters, ==, "A\u00a0· B\u00a0· C");
    g_assert_true (g_str_has_prefix (page, "# A|ax0|= a thing\u00a0↑|ax3|"));
    g_assert_nonnull (strstr (page, "|# B|bx1|"));
    g_assert_nonnull (strstr (page, "|# C|cx2|"));
    sheaf_book_get_summary (book, &summary);
    g_assert_cmpuint (summary.n_terms, ==, 61);
    sheaf_book_free (book);
}

static void
test_quotation_marks_are_those_of_the_language (void)
{
    static const struct {
        const char *language, *text, *expected;
    } rows[] = {
        { "en", "a “low” dam", "“a ‘low’ dam”" },
        { "de", "ein „niedriger“ Damm", "„ein ‚niedriger‘ Damm“" },
        { "fr", "un «\u202fpetit\u202f» barrage", "«\u202fun «\u202fpetit\u202f» barrage\u202f»" },
        { "sv", "en ”låg” damm", "”en ”låg” damm”" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        QuotationMarks marks = language_quotation_marks (rows[i].language);

        g_autofree char *quotation = quotation_of (&marks, rows[i].text);

        g_assert_cmpstr (quotation, ==, rows[i].expected);
    }
}

/* Keys are what two spellings of a term have in common. */
static void
test_spellings_of_a_term_are_one (void)
{
    static const struct {
        const char *a, *b;
        gboolean is_same;
    } rows[] = {
        { "Reed wilt", "reed  wilts", TRUE },
        { "king’s bench", "King's bench", TRUE },
        { "“slack water”", "slack water", TRUE },
        { "first‑draw", "first-draw", TRUE },
        { "har\u00adbour", "harbour", TRUE },
        { "VWDs", "VWD", TRUE },
        { "agencies", "agency", TRUE },
        { "CAR", "car", FALSE },
        { "glass", "glas", FALSE },
        { "first-draw", "first draw", FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *a = term_key (rows[i].a, "en"), *b = term_key (rows[i].b, "en");

        g_assert_cmpint (g_str_equal (a, b), ==, rows[i].is_same);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/glossary-page/articles-share-what-they-agree-on", test_articles_share_what_they_agree_on);
    g_test_add_func ("/glossary-page/references-are-printed", test_references_are_printed);
    g_test_add_func ("/glossary-page/unknown-references-are-noted", test_unknown_references_are_noted);
    g_test_add_func ("/glossary-page/terms-are-in-the-language-of-the-article",
                     test_terms_are_in_the_language_of_the_article);
    g_test_add_func ("/glossary-page/order-is-that-of-the-language", test_order_is_that_of_the_language);
    g_test_add_func ("/glossary-page/letters-are-those-of-the-language", test_letters_are_those_of_the_language);
    g_test_add_func ("/glossary-page/entries-run-as-their-language-does", test_entries_run_as_their_language_does);
    g_test_add_func ("/glossary-page/large-glossaries-have-letters", test_large_glossaries_have_letters);
    g_test_add_func ("/glossary-page/quotation-marks-are-those-of-the-language",
                     test_quotation_marks_are_those_of_the_language);
    g_test_add_func ("/glossary-page/spellings-of-a-term-are-one", test_spellings_of_a_term_are_one);
    return g_test_run ();
}
