/* SPDX-License-Identifier: MIT */
#include "passes.h"

#include <string.h>

#include "bridge.h"
#include "cited-work.h"
#include "confidence.h"
#include "definition-evidence.h"

#define ARTICLE_SCORE 0.4 /* a wrong entry of an article's glossary costs more than a missing one */

/* Finds terms that the text itself explains: whatever may be a term and its gloss is proposed and weighed;
 * of proposals that share a term or a gloss the best is taken. */

static char *
folded_name (const Words *words, const TermPhrase *term)
{
    gsize start = words->items[term->first].span.start;

    if (term->name != NULL)
        return g_utf8_casefold (term->name, -1);
    return g_utf8_casefold (words->text + start, (gssize) (words->items[term->end - 1].span.end - start));
}

/* The words with the bracket that closes behind the last of them, if it opens before. */
static Span
closed_span (const Words *words, guint first, guint end)
{
    Span span = words_span (words, first, end);
    int depth = 0;

    for (gsize i = span.start; i < span.end; i++)
        depth += (words->text[i] == '(') - (words->text[i] == ')');
    if (depth == 1 && words->text[span.end] == ')')
        span.end++;
    return span;
}

static void
add_definition (Article *article, const Words *words, const TextKind *text, const Proposal *proposal)
{
    const TermPhrase *term = &proposal->term;
    Definition *definition = article_add_definition (article);

    definition->use = (Span){ words->items[term->first].span.start, words->items[term->end - 1].span.end };
    definition->term = term->name != NULL ? term->name : article_slice (article, definition->use);
    definition->definition = article_slice (article, closed_span (words, proposal->first, proposal->end));
    definition->confidence = confidence_of_definition (proposal->score, text->is_passage);
    definition->stated_by =
        proposal->source != NULL ? proposal->source : cited_work_before (article, words, term->first, proposal->first);
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
    const Proposal *x = a, *y = b;

    return (y->score > x->score) - (y->score < x->score);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
    const Proposal *x = a, *y = b;

    return (x->first > y->first) - (x->first < y->first);
}

/* Whether no word of the gloss is one of another; claims them. */
static gboolean
claim_gloss (guint8 *claimed, const Proposal *proposal)
{
    guint n = proposal->end - proposal->first;

    if (memchr (claimed + proposal->first, TRUE, n) != NULL)
        return FALSE;
    memset (claimed + proposal->first, TRUE, n);
    return TRUE;
}

/* Of the proposals, which stand with the best first, leaves those that share neither term nor gloss with a
 * better one. */
static void
choose (const Words *words, GArray *proposals)
{
    g_autoptr (GHashTable) terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autofree guint8 *claimed = g_malloc0 (words->n_items);
    guint n = 0;

    for (guint i = 0; i < proposals->len; i++) {
        const Proposal *proposal = &g_array_index (proposals, Proposal, i);
        char *name = folded_name (words, &proposal->term);

        if (g_hash_table_contains (terms, name) || !claim_gloss (claimed, proposal)) {
            g_free (name);
            continue;
        }
        g_hash_table_add (terms, name);
        g_array_index (proposals, Proposal, n++) = *proposal;
    }
    g_array_set_size (proposals, n);
}

/* Weighs the proposals and leaves the likely ones. */
static void
weigh (const Words *words, const TextKind *text, GArray *proposals)
{
    guint n = 0;

    for (guint i = 0; i < proposals->len; i++) {
        Proposal proposal = g_array_index (proposals, Proposal, i);

        proposal.score = definition_score (words, text, &proposal);
        if (proposal.score > (text->is_passage ? 0 : ARTICLE_SCORE))
            g_array_index (proposals, Proposal, n++) = proposal;
    }
    g_array_set_size (proposals, n);
}

void
enrich_definitions (SheafBook *book, Article *article)
{
    g_autoptr (Words) words = words_split (article->text, article->text_length);
    g_autoptr (GArray) proposals = bridges_find (article, words);
    TextKind text = text_kind (article, words, proposals);

    weigh (words, &text, proposals);
    g_array_sort (proposals, compare_scores);
    choose (words, proposals);
    g_array_sort (proposals, compare_places);
    for (guint i = 0; i < proposals->len; i++)
        add_definition (article, words, &text, &g_array_index (proposals, Proposal, i));
}
