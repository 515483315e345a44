/* SPDX-License-Identifier: MIT */
#include "main.h"

/* What the text of a page is if it is not of the article, as far as the page names it. */

/* The kinds that readers care for, and the hints that tell them; the first that is nearest is believed. */
static const struct {
    DroppedKind kind;
    Hint hints[4];
    guint n_hints;
} rows[] = {
    { DROPPED_ADVERTISING, { HINT_PROMOTION }, 1 },
    { DROPPED_AUTHORS, { HINT_BIO, HINT_BYLINE }, 2 },
    { DROPPED_COMMENTS, { HINT_COMMENT }, 1 },
    { DROPPED_FOOTERS, { HINT_FOOTER, HINT_TAG_FOOTER, HINT_LEGAL }, 3 },
    { DROPPED_HEADERS, { HINT_HEADER, HINT_TAG_HEADER }, 2 },
    { DROPPED_HIDDEN, { HINT_HIDDEN }, 1 },
    { DROPPED_NAVIGATION, { HINT_NAVIGATION, HINT_TAG_NAV, HINT_TAGS }, 3 },
    { DROPPED_NEWSLETTERS, { HINT_NEWSLETTER }, 1 },
    { DROPPED_NOTICES, { HINT_CONSENT }, 1 },
    { DROPPED_RELATED, { HINT_RELATED, HINT_TEASER }, 2 },
    { DROPPED_SHARING, { HINT_SHARE }, 1 },
    { DROPPED_SIDEBARS, { HINT_SIDEBAR, HINT_TAG_ASIDE, HINT_WIDGET }, 3 },
};

static DroppedKind
kind_of (const PageMeasure *measure, guint block)
{
    const guint8 *distances = measure->distances + block * (gsize) N_HINTS;
    DroppedKind kind = DROPPED_OTHER;
    guint nearest = G_MAXUINT;

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        for (guint n = 0; n < rows[i].n_hints; n++)
            if (distances[rows[i].hints[n]] > 0 && distances[rows[i].hints[n]] < nearest) {
                nearest = distances[rows[i].hints[n]];
                kind = rows[i].kind;
            }
    return kind;
}

void
tell_kinds (const PageMeasure *measure)
{
    guint8 *kinds = measure->page->dropped.kinds;

    for (guint i = 0; i < measure->blocks->len; i++) {
        const PageBlock *block = measure_block (measure, i);
        DroppedKind kind = kind_of (measure, i);

        for (guint node = block->first->index; node <= block->last->index; node++)
            if (kinds[node] == DROPPED_OTHER)
                kinds[node] = (guint8) kind;
    }
}
