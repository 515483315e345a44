/* SPDX-License-Identifier: MIT */
#include "figure.h"

/* So much text may lie with a picture in what was dropped. */
#define CAPTION_LETTERS 500
#define LABEL_LETTERS 150 /* that nobody calls a caption */

/* Smaller drawings are icons. */
#define LEAST_DRAWING 64

static void
shot_free (gpointer data)
{
    Shot *shot = data;

    g_array_unref (shot->offers);
    g_free (shot);
}

/* What is never seen as text. */
gboolean
figure_is_silent (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_TITLE:
    case DOM_TAG_SCRIPT:
    case DOM_TAG_STYLE:
    case DOM_TAG_TEMPLATE:
    case DOM_TAG_TEXTAREA:
    case DOM_TAG_SELECT: return TRUE;
    default: return FALSE;
    }
}

static gboolean
is_solid (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_H1:
    case DOM_TAG_H2:
    case DOM_TAG_H3:
    case DOM_TAG_H4:
    case DOM_TAG_H5:
    case DOM_TAG_H6: return dom_around (node, DOM_TAG_FIGCAPTION) == NULL;
    case DOM_TAG_AUDIO:
    case DOM_TAG_BLOCKQUOTE:
    case DOM_TAG_CANVAS:
    case DOM_TAG_EMBED:
    case DOM_TAG_IFRAME:
    case DOM_TAG_OBJECT:
    case DOM_TAG_PRE:
    case DOM_TAG_VIDEO: return TRUE;
    default: return FALSE;
    }
}

/* A drawing in a figure is its picture, unless it is the sign on a button. */
static gboolean
is_drawing (const DomNode *node)
{
    const char *width = dom_attribute (node, "width"), *box = dom_attribute (node, "viewbox");
    double size = width != NULL ? g_ascii_strtod (width, NULL) : LEAST_DRAWING;

    if (box == NULL)
        box = dom_attribute (node, "viewBox");
    if (width == NULL && box != NULL) {
        g_auto (GStrv) numbers = g_strsplit_set (box, " ,", 5);

        size = g_strv_length (numbers) >= 3 ? g_ascii_strtod (numbers[2], NULL) : 0;
    }
    return size >= LEAST_DRAWING && dom_around (node, DOM_TAG_FIGURE) != NULL
           && dom_around (node, DOM_TAG_BUTTON) == NULL && dom_around (node, DOM_TAG_FIGCAPTION) == NULL
           && dom_around (node, DOM_TAG_A) == NULL;
}

gboolean
figure_is_picture (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_IMG:
    case DOM_TAG_PICTURE:
    case DOM_TAG_AMP_IMG: return TRUE;
    case DOM_TAG_VIDEO: return dom_attribute (node, "poster") != NULL;
    case DOM_TAG_SVG: return is_drawing (node);
    default: return FALSE;
    }
}

/* A figure whose picture only a script brings may name it all the same. */
static gboolean
is_lazy_figure (const DomNode *node)
{
    const char *address = dom_is (node, DOM_TAG_FIGURE) ? dom_attribute (node, "itemid") : NULL;

    if (address == NULL || !address_is_picture (address))
        return FALSE;
    for (const DomNode *below = node->first; below != NULL; below = dom_next (below, node))
        if (figure_is_picture (below))
            return FALSE;
    return TRUE;
}

static void
add_shot (FigureSearch *search, const DomNode *element, const DomNode *noscript)
{
    Shot *shot = g_new0 (Shot, 1);

    shot->element = element;
    shot->noscript = noscript;
    shot->offers = g_array_new (FALSE, FALSE, sizeof (Offer));
    shot->role = SHOT_DROPPED;
    g_ptr_array_add (search->shots, shot);
}

/* Runs over the page. */
typedef struct {
    guint letters, solids;
    const DomNode *noscript, *button; /* that is open, or NULL */
} Walk;

static const DomNode *
left_behind (const DomNode *open, const DomNode *node)
{
    return open != NULL && node->index < open->end ? open : NULL;
}

static void
set_sums (FigureSearch *search, const Walk *walk, guint from, guint end)
{
    for (guint i = from; i < end; i++) {
        search->letters[i] = walk->letters;
        search->solids[i] = walk->solids;
        search->n_shots[i] = search->shots->len;
    }
}

/* What an element holds, kept or not. */
typedef struct {
    guint letters, linked, pictures;
    gboolean has_caption; /* something that is called one */
} Content;

static Content
content_of (const DomNode *element)
{
    Content content = { 0 };
    const DomNode *link = NULL;

    for (const DomNode *node = element, *next; node != NULL; node = next) {
        guint n_letters = node->kind == DOM_TEXT ? dom_count_ink (node) : 0;

        link = dom_is (node, DOM_TAG_A) ? node : left_behind (link, node);
        content.letters += n_letters;
        content.linked += link != NULL ? n_letters : 0;
        content.pictures += figure_is_picture (node);
        if (node->kind == DOM_ELEMENT && !content.has_caption)
            content.has_caption = dom_is (node, DOM_TAG_FIGCAPTION)
                                  || clues_of_element (node) & (CLUE_BIT (CLUE_CAPTION) | CLUE_BIT (CLUE_CREDIT));
        next = figure_is_silent (node) ? dom_skip (node, element) : dom_next (node, element);
    }
    return content;
}

/* Text that is no prose was dropped, and with it a picture whose caption it is: that one is kept.  So much text
 * belongs to a picture at most, and a teaser of another article is all link. */
static gboolean
is_picture_with_caption (const DomNode *element)
{
    gboolean is_figure = dom_is (element, DOM_TAG_FIGURE);
    ClueSet clues = element->kind == DOM_ELEMENT ? clues_of_element (element) : 0;
    Content content;

    if (element->kind != DOM_ELEMENT || dom_is (element, DOM_TAG_ASIDE) || dom_is (element, DOM_TAG_NAV)
        || dom_is (element, DOM_TAG_FOOTER) || dom_is (element, DOM_TAG_FORM) || clues & CLUE_BIT (CLUE_AD)
        || (clues & CLUE_BIT (CLUE_APART) && !is_figure))
        return FALSE;
    content = content_of (element);
    if (content.pictures == 0 || content.letters > CAPTION_LETTERS * content.pictures)
        return FALSE;
    return is_figure
           || (content.linked * 2 <= content.letters
               && (content.has_caption || content.letters <= LABEL_LETTERS * content.pictures));
}

/* Whether there is nothing in the element but one picture and what is called its caption. */
gboolean
figure_is_wrapper (const DomNode *element)
{
    Content content = content_of (element);

    return content.pictures == 1 && content.letters <= CAPTION_LETTERS && (content.letters == 0 || content.has_caption)
           && dom_find (element, DOM_TAG_H1) == NULL;
}

static void
set_keeps (FigureSearch *search, const DomNode *node)
{
    guint8 mark = search->page->marks[node->index];
    gboolean parent_keeps = node->parent != NULL && search->keeps[node->parent->index];

    if (mark == PAGE_INHERIT)
        search->keeps[node->index] = parent_keeps || node == search->lead;
    else
        search->keeps[node->index] = mark == PAGE_KEEP || (parent_keeps && is_picture_with_caption (node));
}

/* FALSE: what is below the node is not looked at. */
static gboolean
visit (FigureSearch *search, Walk *walk, const DomNode *node)
{
    walk->noscript = left_behind (walk->noscript, node);
    walk->button = left_behind (walk->button, node);
    if (node->kind == DOM_TEXT && walk->noscript == NULL && walk->button == NULL && search->keeps[node->index])
        walk->letters += dom_count_ink (node);
    if (node->kind != DOM_ELEMENT)
        return TRUE;
    if (dom_is (node, DOM_TAG_NOSCRIPT))
        walk->noscript = node;
    else if (dom_is (node, DOM_TAG_BUTTON))
        walk->button = node;
    if (figure_is_picture (node) || is_lazy_figure (node))
        add_shot (search, node, walk->noscript);
    else if (is_solid (node) && search->keeps[node->index])
        walk->solids++;
    return !figure_is_silent (node) && !figure_is_picture (node) && !dom_is (node, DOM_TAG_SVG);
}

FigureSearch *
figure_search_new (Page *page)
{
    FigureSearch *search = g_new0 (FigureSearch, 1);
    const DomNode *root = page->document->root;
    guint n_nodes = page->document->n_nodes;
    Walk walk = { 0 };

    search->page = page;
    search->lead = page->is_whole ? NULL : figure_find_lead (page);
    search->finder = picture_finder_new (page);
    search->shots = g_ptr_array_new_with_free_func (shot_free);
    search->letters = g_new (guint, n_nodes + 1);
    search->solids = g_new (guint, n_nodes + 1);
    search->n_shots = g_new (guint, n_nodes + 1);
    search->keeps = g_new0 (guint8, n_nodes + 1);
    for (const DomNode *node = root, *next; node != NULL; node = next) {
        set_sums (search, &walk, node->index, node->index + 1);
        set_keeps (search, node);
        if (visit (search, &walk, node)) {
            next = dom_next (node, root);
        } else {
            set_sums (search, &walk, node->index + 1, node->end);
            next = dom_skip (node, root);
        }
    }
    set_sums (search, &walk, n_nodes, n_nodes + 1);
    return search;
}

void
figure_search_free (FigureSearch *search)
{
    if (search == NULL)
        return;
    picture_finder_free (search->finder);
    g_ptr_array_unref (search->shots);
    g_free (search->letters);
    g_free (search->solids);
    g_free (search->n_shots);
    g_free (search->keeps);
    g_clear_pointer (&search->descriptions, g_hash_table_unref);
    g_free (search);
}
