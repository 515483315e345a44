/* SPDX-License-Identifier: MIT */
#include "main.h"

/* The verdict on the blocks as marks on nodes, as few as can say it: an element of which all or nothing is kept
 * gets one mark.  What has no text, such as a picture, goes with what is around it. */

/* How many texts there are before each node, and how many of them are kept. */
typedef struct {
    guint n, n_kept;
} Count;

typedef struct {
    PageMeasure *measure;
    const guint8 *keeps; /* for each block */
    Count *counts;       /* before each node, by its index */
} Marker;

/* A figure's texts are its captions: they go with the figure. */
static gboolean
is_of_figure (const Marker *marker, guint block)
{
    return marker->measure->distances[block * (gsize) N_HINTS + HINT_TAG_FIGURE] > 0;
}

static void
count_texts (Marker *marker)
{
    PageMeasure *measure = marker->measure;
    const DomDocument *document = measure->page->document;
    Count count = { 0 };
    guint i = 0;

    for (const DomNode *node = document->root; node != NULL; node = dom_next (node, document->root)) {
        marker->counts[node->index] = count;
        while (i < measure->blocks->len && measure_block (measure, i)->last->index < node->index)
            i++;
        if (node->kind != DOM_TEXT || i == measure->blocks->len
            || measure_block (measure, i)->first->index > node->index || is_of_figure (marker, i)
            || text_is_blank (node->text, (gssize) node->length))
            continue;
        count.n++;
        count.n_kept += marker->keeps[i];
    }
    marker->counts[document->n_nodes] = count;
}

#define FOREIGN                                                                                                        \
    (HINT_BIT (HINT_BIO) | HINT_BIT (HINT_COMMENT) | HINT_BIT (HINT_CONSENT) | HINT_BIT (HINT_NAVIGATION)              \
     | HINT_BIT (HINT_NEWSLETTER) | HINT_BIT (HINT_PROMOTION) | HINT_BIT (HINT_RELATED) | HINT_BIT (HINT_SHARE)        \
     | HINT_BIT (HINT_SIDEBAR) | HINT_BIT (HINT_TAG_NAV) | HINT_BIT (HINT_TAG_FORM) | HINT_BIT (HINT_TAG_FOOTER))

/* Marks the node if one mark says all of it; else the nodes below it must be looked at.  What was marked before
 * is so for a reason, unless something there is kept all the same. */
static gboolean
mark_node (Marker *marker, const DomNode *node, gboolean is_within)
{
    const Count *before = &marker->counts[node->index], *after = &marker->counts[node->end];
    guint n = after->n - before->n, n_kept = after->n_kept - before->n_kept;
    guint8 *mark = &marker->measure->page->marks[node->index];

    if (*mark != PAGE_INHERIT) {
        if (n_kept > 0 && n_kept == n)
            *mark = PAGE_KEEP;
        return n_kept == 0 || n_kept == n;
    }
    if (n == 0) {
        if (is_within && (marker->measure->hints[node->index] & FOREIGN) != 0)
            *mark = PAGE_DROP;
        return !is_within || *mark == PAGE_DROP;
    }
    if (n_kept > 0 && dom_is (node, DOM_TAG_NOSCRIPT)) { /* it is not read without its own mark */
        *mark = PAGE_KEEP;
        return FALSE;
    }
    if (n_kept > 0 && n_kept < n)
        return FALSE;
    if (n_kept == 0 && is_within)
        *mark = PAGE_DROP;
    else if (n_kept > 0 && !is_within)
        *mark = PAGE_KEEP;
    return n_kept == 0;
}

/* Whether the node holds no text beside `inner` but what is left out anyway: the headline. */
static gboolean
is_silent_around (const Marker *marker, const DomNode *node, const DomNode *inner)
{
    const guint8 *marks = marker->measure->page->marks;

    for (const DomNode *at = node, *next; at != NULL; at = next) {
        gboolean is_passed = at == inner || marks[at->index] == PAGE_DROP;

        if (at->kind == DOM_TEXT && !is_passed && marker->counts[at->end].n > marker->counts[at->index].n)
            return FALSE;
        next = is_passed ? dom_skip (at, node) : dom_next (at, node);
    }
    return TRUE;
}

/* An article of one paragraph is more than that: with the pictures around it. */
static const DomNode *
widen (const Marker *marker, const DomNode *main)
{
    const PageMeasure *measure = marker->measure;
    const DomDocument *document = measure->page->document;
    guint n_kept = marker->counts[main->end].n_kept - marker->counts[main->index].n_kept;

    if (measure->end[main->index] - measure->first[main->index] != 1
        || n_kept != marker->counts[document->n_nodes].n_kept)
        return main;
    while (main != document->body && is_silent_around (marker, main->parent, main))
        main = main->parent;
    return main;
}

void
mark_page (PageMeasure *measure, const DomNode *main, const guint8 *keeps)
{
    const DomDocument *document = measure->page->document;
    const guint8 *marks = measure->page->marks;
    g_autofree Count *counts = g_new0 (Count, document->n_nodes + 1);
    g_autofree guint8 *is_kept = g_malloc0 (document->n_nodes); /* by its own mark, or by those above it */
    Marker marker = { measure, keeps, counts };

    count_texts (&marker);
    main = widen (&marker, main);
    for (const DomNode *node = document->body, *next; node != NULL; node = next) {
        gboolean is_within = node != document->body && is_kept[node->parent->index], is_done = FALSE;

        if (node == main && marks[node->index] == PAGE_INHERIT)
            measure->page->marks[node->index] = PAGE_KEEP;
        else
            is_done = mark_node (&marker, node, is_within);
        is_kept[node->index] = marks[node->index] == PAGE_INHERIT ? is_within : marks[node->index] == PAGE_KEEP;
        next = is_done ? dom_skip (node, document->body) : dom_next (node, document->body);
    }
}
