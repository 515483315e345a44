/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/quotation.h"
#include "lang/sentence.h"

typedef struct {
    const char *text;
    const char *expected; /* the sentences, or the quotations, with bars between them */
} Row;

static void
append_span (GString *found, const char *text, Span span)
{
    if (found->len > 0)
        g_string_append_c (found, '|');
    g_string_append_len (found, text + span.start, (gssize) (span.end - span.start));
}

static void
check_sentences (const Row *rows, guint n_rows)
{
    for (guint i = 0; i < n_rows; i++) {
        const char *text = rows[i].text;
        g_autoptr (GArray) sentences = sentence_split (text, (Span){ 0, strlen (text) });
        g_autoptr (GString) found = g_string_new (NULL);

        for (guint k = 0; k < sentences->len; k++)
            append_span (found, text, g_array_index (sentences, Span, k));
        g_assert_cmpstr (found->str, ==, rows[i].expected);
    }
}

static void
check_quotations (const Row *rows, guint n_rows)
{
    for (guint i = 0; i < n_rows; i++) {
        const char *text = rows[i].text;
        g_autoptr (GArray) quotations = quotation_find (text, (Span){ 0, strlen (text) });
        g_autoptr (GString) found = g_string_new (NULL);

        for (guint k = 0; k < quotations->len; k++)
            append_span (found, text, g_array_index (quotations, Quotation, k).span);
        g_assert_cmpstr (found->str, ==, rows[i].expected);
    }
}

static void
test_full_stops (void)
{
    static const Row rows[] = {
        { "", "" },
        { "  \t ", "" },
        { "One. Two! Three?  Four", "One.|Two!|Three?|Four" },
        { "Dr. Moor met Lt. Vane. They spoke.", "Dr. Moor met Lt. Vane.|They spoke." },
        { "J. R. Moor left. A dog barked.", "J. R. Moor left.|A dog barked." },
        { "It rose 2.5 percent on Jan. 4. Nobody saw it.", "It rose 2.5 percent on Jan. 4.|Nobody saw it." },
        { "She moved to Ely, Nev., in May. He stayed.", "She moved to Ely, Nev., in May.|He stayed." },
        { "They sued Orrin Corp. The judge laughed.", "They sued Orrin Corp.|The judge laughed." },
        { "The U.S. Treasury paid. It had to.", "The U.S. Treasury paid.|It had to." },
        { "Wait ... what? No.", "Wait ... what?|No." },
        { "He held the Harker … Lowe Chair. Wait… No.", "He held the Harker … Lowe Chair.|Wait…|No." },
        { "See example.org for more. Thanks.", "See example.org for more.|Thanks." },
        { "First line\nSecond line. Third", "First line|Second line.|Third" },
    };

    check_sentences (rows, G_N_ELEMENTS (rows));
}

static void
test_quoted_full_stops (void)
{
    static const Row rows[] = {
        { "“Stop. Go back,” she said. He did.", "“Stop. Go back,” she said.|He did." },
        { "“Stop.” “Why?” He left.", "“Stop.”|“Why?”|He left." },
        { "“Were you there?” Ms Vane asked. “No.”", "“Were you there?” Ms Vane asked.|“No.”" },
        { "“Why?” asked Vane. Nobody knew.", "“Why?” asked Vane.|Nobody knew." },
        { "He called it ‘fit for use’. It was not.", "He called it ‘fit for use’.|It was not." },
        { "\"One. Two.\" Three.", "\"One. Two.\"|Three." },
        { "An “odd mark. It was never closed. So what.", "An “odd mark.|It was never closed.|So what." },
    };

    check_sentences (rows, G_N_ELEMENTS (rows));
}

static void
test_quotation_marks (void)
{
    static const Row rows[] = {
        { "A “b” and \"c\" and ''d'' and ``e''.", "“b”|\"c\"|''d''|``e''" },
        { "Er sagte „nein“ und »ja«.", "„nein“|»ja«" },
        { "Elle dit : « Non. » Puis « oui ».", "« Non. »|« oui »" },
        { "‘It’s the boys’ idea,’ she said.", "‘It’s the boys’ idea,’" },
        { "In the ’90s the boys’ club, the ‘new’ one, didn’t close.", "‘new’" },
        { "The dogs' bowl isn't 'old', it's 'broken'.", "'old'|'broken'" },
        { "“He said ‘no’ and “yes,”” she said.", "“He said ‘no’ and “yes,””" },
        { "\"The “odd” one,\" he said. \"Left.\"", "\"The “odd” one,\"|\"Left.\"" },
        { "A board of 5\" by 7\" was cut.", "" },
        { "'We heard \"stop\" twice,' he said.", "'We heard \"stop\" twice,'" },
    };

    check_quotations (rows, G_N_ELEMENTS (rows));
}

static void
test_open_quotation (void)
{
    const char *text = "“I went home. I slept.";
    g_autoptr (GArray) quotations = quotation_find (text, (Span){ 0, strlen (text) });

    g_assert_cmpuint (quotations->len, ==, 1);
    g_assert_true (g_array_index (quotations, Quotation, 0).is_open);
}

static void
test_hostile (void)
{
    static const char *const units[] = { "\"", "'", "“a ", "‘a ", "Mr. ", "A. ", "“a” ", "a" };

    for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GArray) sentences = NULL;

        while (text->len < 1000000)
            g_string_append (text, units[i]);
        sentences = sentence_split (text->str, (Span){ 0, text->len });
        g_assert_cmpuint (sentences->len, >, 0);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/sentence/full-stops-of-abbreviations-end-nothing", test_full_stops);
    g_test_add_func ("/sentence/quotations-hide-their-full-stops", test_quoted_full_stops);
    g_test_add_func ("/quotation/marks-of-all-styles-pair", test_quotation_marks);
    g_test_add_func ("/quotation/missing-mark-is-told", test_open_quotation);
    g_test_add_func ("/sentence/hostile-text-takes-linear-time", test_hostile);
    return g_test_run ();
}
