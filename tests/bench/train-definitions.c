/* SPDX-License-Identifier: MIT */
/* Prints what speaks for and against each proposal of a definition: train-definitions TEXT...
 *
 * Without a text: a line for each kind of evidence, its name and the number of its steps.  For each text "# PATH", then
 * a line a proposal: term, gloss, the gloss's first byte, its score, and the step of each kind of evidence, all parted
 * by tabs.  Beside tests/bench/train-definitions, which fits the weights. */
#include <stdio.h>

#include "enrich/bridge.h"
#include "enrich/definition-evidence.h"
#include "enrich/passes.h"
#include "sheaf.h"

static void
print_slice (const Article *article, gsize start, gsize end)
{
    g_autofree char *slice = g_strndup (article->text + start, end - start);

    printf ("%s\t", g_strdelimit (slice, "\n\t", ' '));
}

static void
print_proposal (const Article *article, const Words *words, const TextKind *text, const Proposal *proposal)
{
    const TermPhrase *term = &proposal->term;
    guint8 steps[N_CLUES];

    if (term->name != NULL)
        printf ("%s\t", term->name);
    else
        print_slice (article, words->items[term->first].span.start, words->items[term->end - 1].span.end);
    print_slice (article, words->items[proposal->first].span.start, words->items[proposal->end - 1].span.end);
    printf ("%u\t%.2f", words->items[proposal->first].span.start, definition_score (words, text, proposal));
    definition_evidence (words, text, proposal, steps);
    for (guint i = 0; i < N_CLUES; i++)
        printf ("\t%u", steps[i]);
    printf ("\n");
}

static void
print_article (SheafBook *book, Article *article)
{
    g_autoptr (Words) words = NULL;
    g_autoptr (GArray) proposals = NULL;
    TextKind text;

    enrich_captions (book, article);
    article_lay_out (article);
    enrich_abbreviations (book, article);
    words = words_split (article->text, article->text_length);
    proposals = bridges_find (article, words);
    text = text_kind (article, words, proposals);
    for (guint i = 0; i < proposals->len; i++)
        print_proposal (article, words, &text, &g_array_index (proposals, Proposal, i));
}

static int
print_text (const char *path)
{
    g_autoptr (GError) error = NULL;
    SheafOptions options;
    SheafBook *book;

    sheaf_options_init (&options);
    options.is_fragment = TRUE;
    options.language = "en";
    book = sheaf_book_new (&options);
    if (!sheaf_book_read (book, path, &error)) {
        fprintf (stderr, "%s\n", error->message);
        return 1;
    }
    printf ("# %s\n", path);
    for (guint i = 0; i < book->articles->len; i++)
        print_article (book, g_ptr_array_index (book->articles, i));
    sheaf_book_free (book);
    return 0;
}

int
main (int argc, char **argv)
{
#define PRINT_CLUE(id, steps) printf ("%s\t%d\n", #id, (int) (steps));
    if (argc == 1) {
        CLUES (PRINT_CLUE)
    }
    for (int i = 1; i < argc; i++)
        if (print_text (argv[i]) != 0)
            return 1;
    return 0;
}
