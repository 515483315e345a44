/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "figure.h"

/* So many letters may stand between a lead photo and the article, and between it and a headline below it. */
#define NEAR_LETTERS 1500
#define ABOVE_LETTERS 400

/* An article that shows a picture so early has its lead photo. */
#define EARLY_LETTERS 300

/* So many pictures above the article are looked at, the nearest. */
#define MOST_CANDIDATES 12

/* Wrappers of pictures are not larger, in nodes. */
#define WRAPPER_NODES 300

/* A lead photo is a photo: smaller pictures are not. */
#define LEAST_WIDTH 200

typedef struct {
    const DomNode *element;
    guint letters; /* of the page before it */
} Candidate;

typedef struct {
    const Page *page;
    const DomNode *text;     /* the first that is kept */
    const DomNode *headline; /* the last heading of the first rank before that */
    guint text_letters, headline_letters;
    gboolean has_picture; /* the article begins with one */
    Candidate candidates[MOST_CANDIDATES];
    guint n_candidates;
} LeadSearch;

static gboolean
is_small (const DomNode *element)
{
    guint width = element_pixels (element, "width");

    return width > 0 && width < LEAST_WIDTH;
}

static void
add_candidate (LeadSearch *search, const DomNode *element, guint letters)
{
    search->candidates[search->n_candidates++ % MOST_CANDIDATES] = (Candidate){ element, letters };
}

/* Looks at the page's beginning, up to where the article has begun. */
static void
look_around (LeadSearch *search)
{
    const DomNode *root = search->page->document->root;
    g_autofree guint8 *keeps = g_new0 (guint8, search->page->document->n_nodes + 1);
    guint letters = 0;

    for (const DomNode *node = root, *next; node != NULL; node = next) {
        guint8 mark = search->page->marks[node->index];
        gboolean is_kept =
            mark == PAGE_INHERIT ? node->parent != NULL && keeps[node->parent->index] : mark == PAGE_KEEP;

        keeps[node->index] = is_kept;
        next = figure_is_silent (node) || figure_is_picture (node) ? dom_skip (node, root) : dom_next (node, root);
        if (search->text != NULL && letters > search->text_letters + EARLY_LETTERS)
            return;
        if (node->kind == DOM_TEXT) {
            if (is_kept && search->text == NULL && !text_is_blank (node->text, (gssize) node->length)) {
                search->text = node;
                search->text_letters = letters;
            }
            letters += dom_count_ink (node);
        } else if (figure_is_picture (node) && !is_small (node)) {
            search->has_picture |= is_kept;
            if (!is_kept)
                add_candidate (search, node, letters);
        } else if (dom_is (node, DOM_TAG_H1) && search->text == NULL) {
            search->headline = node;
            search->headline_letters = letters;
        }
    }
}

static gboolean
is_apart (const DomNode *element)
{
    switch (element->tag) {
    case DOM_TAG_NAV:
    case DOM_TAG_ASIDE:
    case DOM_TAG_FOOTER:
    case DOM_TAG_FORM:
    case DOM_TAG_TEMPLATE: return TRUE;
    default:
        return (clues_of_element (element)
                & (CLUE_BIT (CLUE_AD) | CLUE_BIT (CLUE_APART) | CLUE_BIT (CLUE_AVATAR) | CLUE_BIT (CLUE_ICON)
                   | CLUE_BIT (CLUE_LOGO)))
               != 0;
    }
}

/* Whether nothing on the way from the article to the picture says that it is none of its own. */
static gboolean
may_lead (const LeadSearch *search, const Candidate *candidate)
{
    const DomNode *element = candidate->element, *headline = search->headline;

    if (candidate->letters + NEAR_LETTERS < search->text_letters)
        return FALSE;
    if (headline != NULL && element->index < headline->index
        && candidate->letters + ABOVE_LETTERS < search->headline_letters)
        return FALSE;
    for (; element != NULL && !dom_is_within (search->text, element); element = element->parent)
        if (is_apart (element) || search->page->marks[element->index] == PAGE_DROP)
            return FALSE;
    return TRUE;
}

/* Whether the page's own data name the picture as that of the article. */
static gboolean
is_of_data (const LeadSearch *search, const GArray *offers)
{
    const DomDocument *document = search->page->document;

    for (const DomNode *node = document->head; node != NULL; node = dom_next (node, document->head)) {
        const char *address = figure_data_image (node);
        g_autofree char *stem = address != NULL ? address_stem (address) : NULL;

        for (guint i = 0; stem != NULL && *stem != '\0' && i < offers->len; i++) {
            g_autofree char *own = address_stem (g_array_index (offers, Offer, i).address);

            if (strcmp (stem, own) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

/* How much speaks for the picture. */
static guint
rate (const LeadSearch *search, const Candidate *candidate)
{
    g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (Offer));
    const DomNode *element = candidate->element;

    if (dom_is (element, DOM_TAG_SVG) || !may_lead (search, candidate))
        return 0;
    offers_add_element (offers, search->page, element);
    return (is_of_data (search, offers) ? 4u : 0u) + (dom_around (element, DOM_TAG_FIGURE) != NULL ? 2u : 0u)
           + (offers->len > 2) + (element_pixels (figure_image (element), "width") >= 2 * LEAST_WIDTH);
}

/* The picture with its caption: as far around it as there is nothing else. */
static const DomNode *
wrapper_of (const DomNode *element)
{
    const DomNode *figure = dom_around (element, DOM_TAG_FIGURE);

    if (figure != NULL && figure->end - figure->index <= WRAPPER_NODES)
        return figure;
    for (const DomNode *wrapper = element->parent;
         wrapper != NULL && wrapper->kind == DOM_ELEMENT && wrapper->end - wrapper->index <= WRAPPER_NODES
         && figure_is_wrapper (wrapper);
         wrapper = wrapper->parent)
        element = wrapper;
    return element;
}

const DomNode *
figure_find_lead (const Page *page)
{
    LeadSearch search = { .page = page };
    const DomNode *best = NULL;
    guint most = 1;

    look_around (&search);
    if (search.has_picture || search.text == NULL)
        return NULL;
    for (guint i = 0; i < MIN (search.n_candidates, MOST_CANDIDATES); i++) {
        /* the nearest of equals */
        const Candidate *candidate = &search.candidates[(search.n_candidates - 1 - i) % MOST_CANDIDATES];
        guint rating = rate (&search, candidate);

        if (rating > most) {
            most = rating;
            best = candidate->element;
        }
    }
    return best != NULL ? wrapper_of (best) : NULL;
}
