/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "main.h"

/* From verdicts to a choice: which blocks are the article, and what to do when none is. */

/* Below this verdict a block is not of the article, unless there would be none. */
#define LIKELY 0.5
/* A list or table is judged by its own parts and by what is around it. */
#define GROUP_OWN 0.5
#define GROUP_LIKELY 0.6

/* And above that, a paragraph between others is. */
#define ALMOST 0.25

/* Above it, a block is not given up for the sake of the headline. */
#define CERTAIN 0.8
/* A page with more of them was made by a program. */
#define FEW_CLASSES 8

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

/* Whether the block stands in what is never part of an article, unless that holds most of the page's prose; what
 * stands in a form may be, if all else says so: shops put what they say of a thing there. */
static gboolean
block_is_foreign (const PageMeasure *measure, guint i, double verdict)
{
    const guint8 *distances = measure->distances + i * (gsize) N_HINTS;

    return distances[HINT_COMMENT] > 0 || distances[HINT_TAG_NAV] > 0
           || (distances[HINT_TAG_FORM] > 0 && verdict <= CERTAIN);
}

/* What looked like a headline's neighbour - the line below it, a date - may be the article's own text all the
 * same: what stands among its paragraphs, or reads like one of them. */
static gboolean
is_claimed (const PageMeasure *measure, guint i, gboolean is_below, double verdict)
{
    const PageBlock *block = measure_block (measure, i);
    const Metadata *metadata = &measure->page->article->metadata;

    if (verdict <= CERTAIN || (metadata->title != NULL && measure_hash (metadata->title) == block->hash))
        return FALSE;
    return is_below
           || (block->n_words >= 8 && !(block->element->tag >= DOM_TAG_H1 && block->element->tag <= DOM_TAG_H6));
}

/* Keeps the blocks whose verdict is above the limit; returns how many words those are. */
static guint
choose (const PageMeasure *measure, const double *verdicts, double limit, guint8 *keeps)
{
    Metadata *metadata = &measure->page->article->metadata;
    guint dek = metadata->dek != NULL ? measure_hash (metadata->dek) : 0, n_words = 0;
    gboolean is_below = FALSE; /* the article's first paragraph is above */

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);
        gboolean is_taken = is_dropped (measure->page, block->first);

        keeps[i] = verdicts[i] > limit && !block_is_foreign (measure, i, verdicts[i])
                   && (!is_taken || is_claimed (measure, i, is_below, verdicts[i]));
        if (keeps[i] && is_taken && block->hash == dek)
            metadata->dek = NULL;
        is_below = is_below || (keeps[i] && block_is_prose (block));
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

        keeps[i] = !is_dropped (measure->page, block->first) && !block_is_foreign (measure, i, 0)
                   && (!has_prose || block_is_prose (block));
    }
}

/* Whether nothing in the page has a name that says it is something else, and few words are links: somebody wrote it by
 * hand, and all of it is meant. */
static gboolean
is_plain (const PageMeasure *measure)
{
    const guint64 named =
        HINT_BIT (HINT_BIO) | HINT_BIT (HINT_COMMENT) | HINT_BIT (HINT_CONSENT) | HINT_BIT (HINT_FOOTER)
        | HINT_BIT (HINT_HEADER) | HINT_BIT (HINT_HIDDEN) | HINT_BIT (HINT_INVISIBLE) | HINT_BIT (HINT_LEGAL)
        | HINT_BIT (HINT_NAVIGATION) | HINT_BIT (HINT_NEWSLETTER) | HINT_BIT (HINT_PROMOTION) | HINT_BIT (HINT_RELATED)
        | HINT_BIT (HINT_SHARE) | HINT_BIT (HINT_SIDEBAR) | HINT_BIT (HINT_TAGS) | HINT_BIT (HINT_TEASER)
        | HINT_BIT (HINT_WIDGET) | HINT_BIT (HINT_TAG_NAV) | HINT_BIT (HINT_TAG_FORM);
    const PageSum *all = &measure->sums[measure->blocks->len];
    const DomNode *body = measure->page->document->body;
    guint n_classes = 0;

    for (const DomNode *node = body; node != NULL; node = dom_next (node, body)) {
        n_classes += node->kind == DOM_ELEMENT && dom_attribute (node, "class") != NULL;
        if ((measure->hints[node->index] & named) != 0 || n_classes > FEW_CLASSES)
            return FALSE;
    }
    return all->n_link_words * 5 <= all->n_words;
}

/* Code does not read like prose, but between two kept blocks it is what they speak of. */
static void
keep_code (const PageMeasure *measure, guint8 *keeps)
{
    guint n_blocks = measure->blocks->len;

    for (guint i = 1; i < n_blocks; i++) {
        guint end = i;

        while (end < n_blocks && measure_block (measure, end)->element->tag == DOM_TAG_PRE)
            end++;
        if (end > i && keeps[i - 1] && (end == n_blocks || keeps[end]))
            memset (keeps + i, TRUE, end - i);
        i = end;
    }
}

static gboolean
is_group (const DomNode *node)
{
    return dom_is (node, DOM_TAG_TABLE) || dom_is (node, DOM_TAG_UL) || dom_is (node, DOM_TAG_OL)
           || dom_is (node, DOM_TAG_DL);
}

/* How likely a list or table is of the article as a whole: as likely as its parts, and as what it stands among. */
static double
judge_group (const PageMeasure *measure, const DomNode *group)
{
    PageSum own = measure_sum (measure, group), around = own;
    const DomNode *node = group;

    if (own.weight <= 0 || own.n_link_words * 2 > own.n_words)
        return 0;
    while (around.n_words < own.n_words + 20 && node->parent != NULL && node != measure->page->document->body) {
        node = node->parent;
        around = measure_sum (measure, node);
    }
    if (around.weight <= own.weight)
        return 0;
    return GROUP_OWN * own.value / own.weight
           + (1 - GROUP_OWN) * (around.value - own.value) / (around.weight - own.weight);
}

/* A list or table is kept whole, or left to the verdicts on its parts. */
static void
keep_groups (const PageMeasure *measure, double *verdicts)
{
    const DomNode *body = measure->page->document->body;

    for (const DomNode *node = body, *next; node != NULL; node = next) {
        gboolean is_whole = is_group (node) && judge_group (measure, node) > GROUP_LIKELY;

        next = is_whole ? dom_skip (node, body) : dom_next (node, body);
        for (guint i = measure->first[node->index]; is_whole && i < measure->end[node->index]; i++)
            verdicts[i] = MAX (verdicts[i], LIKELY + 0.01);
    }
}

/* Whether the block is a paragraph beside the other, in one element. */
static gboolean
is_beside (const PageMeasure *measure, guint i, guint other)
{
    return measure_block (measure, i)->element->parent == measure_block (measure, other)->element->parent;
}

/* A paragraph that is almost likely to be of the article is so if those before and after it are. */
static void
keep_between (const PageMeasure *measure, double *verdicts)
{
    guint n = measure->blocks->len, before = n;

    for (guint i = 0; i + 1 < n; i++) {
        guint after = i + 1;

        if (verdicts[i] > LIKELY)
            before = i;
        else if (verdicts[i] < ALMOST || before == n || !block_is_prose (measure_block (measure, i)))
            continue;
        while (after < n && after < i + 4 && verdicts[after] <= LIKELY)
            after++;
        if (before + 4 > i && after < n && verdicts[after] > LIKELY && is_beside (measure, i, before)
            && is_beside (measure, i, after))
            verdicts[i] = MAX (verdicts[i], LIKELY + 0.01);
    }
}

/* Some pages hold their text twice, for narrow windows and for wide ones: it is kept once.  What is repeated in one
 * element is meant. */
static void
leave_out_repeated (const PageMeasure *measure, guint8 *keeps)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL); /* hash of a text -> its first block, from 1 */

    for (guint i = 0; i < measure->blocks->len; i++) {
        gpointer hash = GUINT_TO_POINTER (measure_block (measure, i)->hash);
        guint first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, hash));

        if (!keeps[i] || !block_is_prose (measure_block (measure, i)))
            continue;
        if (first == 0)
            g_hash_table_insert (seen, hash, GUINT_TO_POINTER (i + 1));
        else
            keeps[i] = is_beside (measure, i, first - 1);
    }
}

void
choose_blocks (const PageMeasure *measure, double *verdicts, guint8 *keeps)
{
    keep_groups (measure, verdicts);
    keep_between (measure, verdicts);
    if (is_plain (measure))
        choose (measure, verdicts, -1, keeps);
    else if (choose (measure, verdicts, LIKELY, keeps) == 0 && choose (measure, verdicts, PERHAPS, keeps) == 0)
        choose_prose (measure, keeps);
    body_correct (measure, keeps);
    keep_code (measure, keeps);
    leave_out_invisible (measure, keeps);
    leave_out_repeated (measure, keeps);
}
