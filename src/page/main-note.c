/* SPDX-License-Identifier: MIT */
#include "main.h"

/* What is left out is told: how many words, and what they were as far as the page names it. */

/* The kinds that readers care for, and the hints that tell them; the first that is nearest is believed. */
static const struct {
    const char *name;
    Hint hints[4];
    guint n_hints;
} kinds[] = {
    { "advertising", { HINT_PROMOTION }, 1 },
    { "authors", { HINT_BIO, HINT_BYLINE }, 2 },
    { "comments", { HINT_COMMENT }, 1 },
    { "footers", { HINT_FOOTER, HINT_TAG_FOOTER, HINT_LEGAL }, 3 },
    { "headers", { HINT_HEADER, HINT_TAG_HEADER }, 2 },
    { "hidden", { HINT_HIDDEN }, 1 },
    { "navigation", { HINT_NAVIGATION, HINT_TAG_NAV, HINT_TAGS }, 3 },
    { "newsletters", { HINT_NEWSLETTER }, 1 },
    { "notices", { HINT_CONSENT }, 1 },
    { "related", { HINT_RELATED, HINT_TEASER }, 2 },
    { "sharing", { HINT_SHARE }, 1 },
    { "sidebars", { HINT_SIDEBAR, HINT_TAG_ASIDE, HINT_WIDGET }, 3 },
};

static guint
kind_of (const PageMeasure *measure, guint block)
{
    const guint8 *distances = measure->distances + block * (gsize) N_HINTS;
    guint nearest = G_MAXUINT, kind = G_N_ELEMENTS (kinds);

    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        for (guint n = 0; n < kinds[i].n_hints; n++)
            if (distances[kinds[i].hints[n]] > 0 && distances[kinds[i].hints[n]] < nearest) {
                nearest = distances[kinds[i].hints[n]];
                kind = i;
            }
    return kind;
}

static void
append_kind (GString *text, const char *name, guint n_words)
{
    if (n_words > 0)
        g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "", name, n_words);
}

void
note_dropped (const PageMeasure *measure, const guint8 *keeps)
{
    guint n_words[G_N_ELEMENTS (kinds) + 1] = { 0 }, n_all = 0;
    g_autoptr (GString) list = g_string_new (NULL);

    for (guint i = 0; i < measure->blocks->len; i++)
        if (!keeps[i]) {
            n_words[kind_of (measure, i)] += measure_block (measure, i)->n_words;
            n_all += measure_block (measure, i)->n_words;
        }
    if (n_all == 0)
        return;
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        append_kind (list, kinds[i].name, n_words[i]);
    append_kind (list, "other", n_words[G_N_ELEMENTS (kinds)]);
    report_note (measure->page->book->report, NOTE_BOILERPLATE_DROPPED, measure->page->path, 0, "%u words (%s)", n_all,
                 list->str);
}
