/* SPDX-License-Identifier: MIT */
#include "main.h"
#include "main-evidence.h"

/* Below this verdict a block is not of the article, unless there would be none. */
#define LIKELY 0.5
#define PERHAPS 0.15

static gboolean
is_dropped (const Page *page, const DomNode *node)
{
    while (node != NULL && page->marks[node->index] == PAGE_INHERIT)
        node = node->parent;
    return node != NULL && page->marks[node->index] == PAGE_DROP;
}

static gboolean
block_is_invisible (const PageMeasure *measure, guint i)
{
    return measure->distances[i * (gsize) N_HINTS + HINT_INVISIBLE] > 0;
}

/* Whether the block stands in what is never part of an article, unless that holds most of the page's prose. */
static gboolean
block_is_foreign (const PageMeasure *measure, guint i)
{
    const guint8 *distances = measure->distances + i * (gsize) N_HINTS;

    return distances[HINT_COMMENT] > 0 || distances[HINT_TAG_FORM] > 0 || distances[HINT_TAG_NAV] > 0;
}

/* Keeps the blocks whose verdict is above the limit; returns how many words those are. */
static guint
choose (const PageMeasure *measure, const double *verdicts, double limit, guint8 *keeps)
{
    guint n_words = 0;

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);

        keeps[i] = verdicts[i] > limit && !block_is_foreign (measure, i) && !is_dropped (measure->page, block->first);
        n_words += keeps[i] ? block->n_words : 0;
    }
    return n_words;
}

/* What a browser does not show is left out, unless it is most of what there is: some pages open up only when a
 * script runs. */
static void
leave_out_invisible (const PageMeasure *measure, guint8 *keeps)
{
    guint n_words[2] = { 0 };

    for (guint i = 0; i < measure->blocks->len; i++)
        if (keeps[i])
            n_words[block_is_invisible (measure, i)] += measure_block (measure, i)->n_words;
    if (n_words[TRUE] > n_words[FALSE])
        return;
    for (guint i = 0; i < measure->blocks->len; i++)
        keeps[i] = keeps[i] && !block_is_invisible (measure, i);
}

/* The page's prose, whatever speaks against it; without any, all of its text. */
static void
choose_prose (const PageMeasure *measure, guint8 *keeps)
{
    gboolean has_prose = measure->sums[measure->blocks->len].n_prose_words > 0;

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);

        keeps[i] = !is_dropped (measure->page, block->first) && !block_is_foreign (measure, i)
                   && (!has_prose || block_is_prose (block));
    }
}

void
page_find_article (Page *page)
{
    g_autoptr (PageMeasure) measure = measure_page (page);
    g_autofree double *verdicts = evidence_judge (measure);
    g_autofree guint8 *keeps = g_malloc0 (measure->blocks->len + 1);

    if (choose (measure, verdicts, LIKELY, keeps) == 0 && choose (measure, verdicts, PERHAPS, keeps) == 0)
        choose_prose (measure, keeps);
    leave_out_invisible (measure, keeps);
    mark_page (measure, evidence_best (measure), keeps);
    note_dropped (measure, keeps);
}
