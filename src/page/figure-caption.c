/* SPDX-License-Identifier: MIT */
#include "figure.h"

#include <string.h>

#include "lang/lang.h"

/* So many bytes beside a picture may be a caption: where it is called one, in a figure, in small type, and
 * in a wrapper that is called a picture's, and where it merely stands there. */
#define CALLED_LETTERS 3000
#define FIGURE_LETTERS 900
#define SMALL_LETTERS 400
#define PICTURE_LETTERS 300
#define PLAIN_LETTERS 80

/* More pieces of text are the labels of a drawing. */
#define MOST_PIECES 4

/* What a control of the page is labelled with is not longer. */
#define TOOL_LETTERS 60

/* An article has so many letters outside of a figure. */
#define ARTICLE_LETTERS 200

/* What stands beside a picture. */
typedef enum {
    PIECE_OTHER, /* the text of the article */
    PIECE_CAPTION,
    PIECE_CREDIT,
    PIECE_TOOL, /* "enlarge" */
} PieceKind;

PageFigure *
figure_new (const Page *page)
{
    Arena *arena = page->article->arena;
    PageFigure *figure = arena_make (arena, PageFigure);

    figure->images = arena_ptr_array (arena);
    figure->captions = arena_ptr_array (arena);
    figure->credits = arena_ptr_array (arena);
    return figure;
}

gboolean
figure_has_text (const PageFigure *figure)
{
    return figure->captions->len > 0 || figure->credits->len > 0 || figure->caption != NULL || figure->credit != NULL;
}

static gboolean
is_small_type (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_EM:
    case DOM_TAG_I:
    case DOM_TAG_SMALL:
    case DOM_TAG_CITE:
    case DOM_TAG_CAPTION: return TRUE;
    default: return FALSE;
    }
}

static gboolean
is_line_element (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_A:
    case DOM_TAG_B:
    case DOM_TAG_BR:
    case DOM_TAG_EM:
    case DOM_TAG_FONT:
    case DOM_TAG_I:
    case DOM_TAG_SMALL:
    case DOM_TAG_STRONG:
    case DOM_TAG_CITE:
    case DOM_TAG_SUB:
    case DOM_TAG_SUP:
    case DOM_TAG_U: return TRUE;
    default: return FALSE;
    }
}

/* Letters below the node, dropped ones too: captions often lie in what was dropped. */
static guint
count_own_letters (const DomNode *node)
{
    guint n = 0;

    for (const DomNode *at = node; at != NULL; at = dom_next (at, node))
        n += at->kind == DOM_TEXT ? dom_count_ink (at) : 0;
    return n;
}

/* The one child that has all of the node's text, or the node itself. */
static const DomNode *
only_speaker (const FigureSearch *search, const DomNode *node)
{
    const DomNode *child = node->first;

    while (child != NULL) {
        if (child->kind != DOM_ELEMENT || sum_within (search->letters, child) == 0) {
            child = child->next;
        } else if (sum_within (search->letters, child) == sum_within (search->letters, node)) {
            node = child;
            child = node->first;
        } else {
            return node;
        }
    }
    return node;
}

/* Whether all text of the node is in links, or in small type. */
static gboolean
is_all_in (const FigureSearch *search, const DomNode *node, gboolean (*accepts) (const DomNode *))
{
    guint n = 0;

    for (const DomNode *at = node, *next; at != NULL; at = next) {
        gboolean is_accepted = at->kind == DOM_ELEMENT && accepts (at);

        n += is_accepted ? sum_within (search->letters, at) : 0;
        next = is_accepted ? dom_skip (at, node) : dom_next (at, node);
    }
    return n == sum_within (search->letters, node);
}

static gboolean
is_link (const DomNode *node)
{
    return dom_is (node, DOM_TAG_A);
}

/* What the names of the node, or of the one that speaks in it, say. */
static PieceKind
called (const FigureSearch *search, const DomNode *node)
{
    const DomNode *speaker = only_speaker (search, node);

    for (const DomNode *at = speaker; at != NULL; at = at != node ? at->parent : NULL) {
        ClueSet clues = at->kind == DOM_ELEMENT ? clues_of_element (at) : 0;

        if (dom_is (at, DOM_TAG_FIGCAPTION))
            return PIECE_CAPTION;
        if (clues & CLUE_BIT (CLUE_CREDIT))
            return PIECE_CREDIT;
        if (clues & CLUE_BIT (CLUE_CAPTION))
            return PIECE_CAPTION;
        if (clues & CLUE_BIT (CLUE_TOOL) && sum_within (search->letters, node) <= TOOL_LETTERS)
            return PIECE_TOOL;
    }
    return PIECE_OTHER;
}

/* The steps of a recipe have pictures; the items of a gallery have captions. */
static gboolean
is_step (const DomNode *wrapper)
{
    return dom_is (wrapper, DOM_TAG_LI)
           && ((clues_of_element (wrapper) | clues_of_element (wrapper->parent)) & CLUE_BIT (CLUE_PICTURE)) == 0;
}

/* Whether the article goes on outside of the element: else it is no wrapper of a picture, but the article. */
static gboolean
is_wrapper (const FigureSearch *search, const DomNode *element)
{
    guint all = search->letters[search->page->document->n_nodes];

    if (search->page->marks[element->index] == PAGE_KEEP || dom_is (element, DOM_TAG_BODY)
        || dom_is (element, DOM_TAG_ARTICLE) || dom_is (element, DOM_TAG_MAIN) || dom_is (element, DOM_TAG_SECTION)
        || is_step (element))
        return FALSE;
    return all - sum_within (search->letters, element) >= ARTICLE_LETTERS || dom_is (element, DOM_TAG_FIGURE);
}

/* Whether the text is called something else: a date, a byline. */
static gboolean
is_of_head (const FigureSearch *search, const DomNode *node)
{
    return ((clues_of_element (node) | clues_of_element (only_speaker (search, node))) & CLUE_BIT (CLUE_HEAD)) != 0;
}

/* "Photo" above a picture says no more than the picture. */
static gboolean
is_label (const char *text)
{
    return strpbrk (text, " \n") == NULL && (clues_of_name (text) & CLUE_BIT (CLUE_PICTURE)) != 0;
}

/* What text that nobody names is, beside or in one wrapper with a picture. */
static PieceKind
judge (const FigureSearch *search, const DomNode *node, const DomNode *wrapper)
{
    guint n_letters = sum_within (search->letters, node);
    g_autofree char *text = n_letters <= FIGURE_LETTERS ? dom_text (node) : NULL;
    Credit credit = { 0 };
    gboolean is_credit;

    if (text != NULL && is_label (text))
        return PIECE_TOOL;
    if (text == NULL || (is_all_in (search, node, is_link) && !credit_is_caption (text)))
        return PIECE_OTHER;
    if (credit_is_caption (text)) {
        is_credit = credit_parse (text, &credit) && credit.caption == NULL;
        credit_clear (&credit);
        return is_credit ? PIECE_CREDIT : PIECE_CAPTION;
    }
    if (wrapper != NULL && dom_is (wrapper, DOM_TAG_FIGURE))
        return PIECE_CAPTION;
    if (n_letters <= SMALL_LETTERS && is_all_in (search, node, is_small_type))
        return PIECE_CAPTION;
    if (wrapper == NULL || !is_wrapper (search, wrapper) || is_of_head (search, node))
        return PIECE_OTHER;
    return n_letters <= PLAIN_LETTERS
                   || (n_letters <= PICTURE_LETTERS && clues_of_element (wrapper) & CLUE_BIT (CLUE_PICTURE))
               ? PIECE_CAPTION
               : PIECE_OTHER;
}

static PieceKind
kind_of (const FigureSearch *search, const DomNode *node, const DomNode *wrapper)
{
    PieceKind kind = called (search, node);

    if (kind == PIECE_CAPTION && sum_within (search->letters, node) > CALLED_LETTERS)
        return PIECE_OTHER;
    return kind != PIECE_OTHER ? kind : judge (search, node, wrapper);
}

static void
drop (const FigureSearch *search, const DomNode *node)
{
    search->page->marks[node->index] = PAGE_DROP;
}

/* Takes out of a caption what is its credit, and what is for screen readers or a control. */
static guint
clean_caption (FigureSearch *search, PageFigure *figure, const DomNode *caption)
{
    guint n_letters = count_own_letters (caption);

    for (const DomNode *node = dom_next (caption, caption), *next; node != NULL; node = next) {
        ClueSet clues = node->kind == DOM_ELEMENT ? clues_of_element (node) : 0;
        guint n_own = clues != 0 ? count_own_letters (node) : 0;

        next = dom_next (node, caption);
        if (n_own == 0 || clues & CLUE_BIT (CLUE_CAPTION))
            continue;
        if (clues & CLUE_BIT (CLUE_CREDIT))
            g_ptr_array_add (figure->credits, (gpointer) node);
        else if (n_own >= TOOL_LETTERS || (clues & (CLUE_BIT (CLUE_HIDDEN) | CLUE_BIT (CLUE_TOOL))) == 0
                 || (clues & CLUE_BIT (CLUE_HIDDEN) && n_own == n_letters))
            continue;
        drop (search, node);
        n_letters -= n_own;
        next = dom_skip (node, caption);
    }
    return n_letters;
}

void
figure_take_caption (FigureSearch *search, PageFigure *figure, const DomNode *element)
{
    if (clean_caption (search, figure, element) > 0)
        g_ptr_array_add (figure->captions, (gpointer) element);
}

static void
take_piece (FigureSearch *search, PageFigure *figure, const DomNode *node, PieceKind kind)
{
    if (kind == PIECE_CREDIT)
        g_ptr_array_add (figure->credits, (gpointer) node);
    else if (kind == PIECE_CAPTION)
        figure_take_caption (search, figure, node);
}

/* A child of a wrapper that says something beside the picture. */
static const DomNode *
next_speaker (const FigureSearch *search, const DomNode *node, const DomNode *inner)
{
    while (node != NULL && (node == inner || sum_within (search->letters, node) == 0))
        node = node->next;
    return node;
}

/* Whether lines of text stand beside the picture without an element of their own: then the wrapper's text is
 * one piece. */
static gboolean
is_loose (const FigureSearch *search, const DomNode *wrapper, const DomNode *inner)
{
    for (const DomNode *child = next_speaker (search, wrapper->first, inner); child != NULL;
         child = next_speaker (search, child->next, inner))
        if (child->kind == DOM_TEXT || (is_line_element (child) && called (search, child) == PIECE_OTHER))
            return TRUE;
    return FALSE;
}

/* Takes all that the wrapper says, beside `inner` if there is one; FALSE, and nothing is taken, when some of it is
 * the article's. */
static gboolean
take_wrapper (FigureSearch *search, PageFigure *figure, const DomNode *wrapper, const DomNode *inner)
{
    if (is_loose (search, wrapper, inner)) {
        gboolean is_spoken = inner != NULL && sum_within (search->letters, inner) > 0;
        PieceKind kind = is_spoken ? PIECE_OTHER : judge (search, wrapper, wrapper);

        if (kind == PIECE_OTHER)
            return FALSE;
        take_piece (search, figure, wrapper, kind);
        return TRUE;
    }
    for (gboolean takes = FALSE;; takes = TRUE) {
        guint n_pieces = 0;

        for (const DomNode *child = next_speaker (search, wrapper->first, inner); child != NULL;
             child = next_speaker (search, child->next, inner)) {
            PieceKind kind = kind_of (search, child, wrapper);

            if (kind == PIECE_OTHER || ++n_pieces > MOST_PIECES)
                return FALSE;
            if (takes)
                take_piece (search, figure, child, kind);
        }
        if (takes)
            return TRUE;
    }
}

/* A caption that lies in what was dropped is taken all the same, if it is called one. */
static void
take_dropped (FigureSearch *search, PageFigure *figure, const DomNode *wrapper, const DomNode *inner)
{
    for (const DomNode *child = wrapper->first; child != NULL; child = child->next) {
        ClueSet clues;

        if (child == inner || child->kind != DOM_ELEMENT || search->keeps[child->index])
            continue;
        clues = dom_is (child, DOM_TAG_FIGCAPTION) ? CLUE_BIT (CLUE_CAPTION) : clues_of_element (child);
        if (clues & (CLUE_BIT (CLUE_CAPTION) | CLUE_BIT (CLUE_CREDIT)) && count_own_letters (child) > 0
            && count_own_letters (child) <= FIGURE_LETTERS)
            take_piece (search, figure, child, (clues & CLUE_BIT (CLUE_CREDIT)) != 0 ? PIECE_CREDIT : PIECE_CAPTION);
    }
}

/* Whether the figure can extend to the wrapper: it holds this picture only, and nothing that is neither text nor
 * picture. */
static gboolean
can_extend (const FigureSearch *search, const Shot *shot, const DomNode *wrapper)
{
    if (wrapper == NULL || wrapper->kind != DOM_ELEMENT || dom_is (wrapper, DOM_TAG_BODY)
        || search->page->marks[wrapper->index] == PAGE_KEEP)
        return FALSE;
    return sum_within (search->n_shots, wrapper) == sum_within (search->n_shots, shot->place)
           && sum_within (search->solids, wrapper) == sum_within (search->solids, shot->place)
           && sum_within (search->letters, wrapper) - sum_within (search->letters, shot->place) <= CALLED_LETTERS;
}

static void
extend (FigureSearch *search, Shot *shot)
{
    for (const DomNode *wrapper = shot->place->parent; can_extend (search, shot, wrapper); wrapper = wrapper->parent) {
        gboolean says_more = sum_within (search->letters, wrapper) > sum_within (search->letters, shot->place);

        if (says_more && !take_wrapper (search, shot->figure, wrapper, shot->place))
            return;
        take_dropped (search, shot->figure, wrapper, shot->place);
        shot->place = wrapper;
    }
}

/* The text that follows the figure, if it is its caption and stands for itself. */
static void
take_followers (FigureSearch *search, Shot *shot)
{
    const DomNode *node = shot->place->next;

    for (guint n_pieces = 0; n_pieces < 2 && node != NULL; node = node->next) {
        PieceKind kind;

        if (sum_within (search->letters, node) == 0 && sum_within (search->n_shots, node) == 0)
            continue;
        if (node->kind != DOM_ELEMENT || sum_within (search->n_shots, node) > 0 || sum_within (search->solids, node) > 0
            || sum_within (search->letters, node) > FIGURE_LETTERS)
            return;
        if (dom_is (node, DOM_TAG_FIGCAPTION)) /* of all pictures of its figure */
            return;
        kind = kind_of (search, node, NULL);
        if (kind == PIECE_OTHER || kind == PIECE_TOOL || (n_pieces > 0 && kind == PIECE_CAPTION))
            return;
        take_piece (search, shot->figure, node, kind);
        drop (search, node);
        n_pieces++;
    }
}

/* A caption above its picture must be called one. */
static void
take_predecessor (FigureSearch *search, Shot *shot)
{
    const DomNode *node = shot->place->previous;

    while (node != NULL && sum_within (search->letters, node) == 0 && sum_within (search->n_shots, node) == 0)
        node = node->previous;
    if (node == NULL || node->kind != DOM_ELEMENT || search->page->marks[node->index] == PAGE_DROP
        || sum_within (search->n_shots, node) > 0 || sum_within (search->letters, node) > FIGURE_LETTERS
        || called (search, node) != PIECE_CAPTION)
        return;
    take_piece (search, shot->figure, node, PIECE_CAPTION);
    drop (search, node);
}

void
figure_find_captions (FigureSearch *search, Shot *shot)
{
    shot->figure = figure_new (search->page);
    g_ptr_array_add (shot->figure->images, shot->image);
    shot->place = shot->noscript != NULL ? shot->noscript : shot->element;
    if (dom_is (shot->element, DOM_TAG_FIGURE))
        take_wrapper (search, shot->figure, shot->element, NULL);
    extend (search, shot);
    if (!figure_has_text (shot->figure))
        take_followers (search, shot);
    if (!figure_has_text (shot->figure))
        take_predecessor (search, shot);
    figure_take_elsewhere (search, shot);
}
