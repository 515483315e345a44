/* SPDX-License-Identifier: MIT */
#ifndef FIGURE_H
#define FIGURE_H

#include "clue.h"
#include "page.h"
#include "picture.h"

/* How figures are found, shared by the files figure-*.c:
 *
 *   measure   the page as running sums, and the pictures in it
 *   picture   which of those are to be shown, and where they are
 *   caption   which text beside a picture is its caption, and how far the figure extends
 *   elsewhere what attributes and data say of it
 *   lead      the photo that stands outside the article
 */

typedef enum {
    SHOT_SHOWN,   /* a figure of its own */
    SHOT_INLINE,  /* a sign in a line of text */
    SHOT_DROPPED, /* an icon, an advertisement, a placeholder */
    SHOT_TWIN,    /* the same as another, for browsers without scripts */
} ShotRole;

/* A place where the page shows a picture. */
typedef struct {
    const DomNode *element;  /* img, amp-img, picture, svg or video */
    const DomNode *noscript; /* that it stands in, or NULL */
    GArray *offers;          /* Offer */
    ShotRole role;
    PageImage *image;
    const DomNode *place; /* the element that its figure stands in the place of */
    PageFigure *figure;
} Shot;

typedef struct {
    Page *page;
    PictureFinder *finder;
    GPtrArray *shots;    /* Shot, in document order */
    const DomNode *lead; /* outside what is kept, the element with the photo that belongs to it; or NULL */

    GHashTable *descriptions; /* the id of an element -> DomNode; made when it is asked for */

    /* Sums over all nodes before each, by its index, and over all. */
    guint *letters; /* bytes of visible text that is kept, without white space */
    guint *solids;  /* headings, videos, and what else is neither picture nor caption */
    guint *n_shots;
    guint8 *keeps; /* whether a node is kept, by its index */
} FigureSearch;

FigureSearch *figure_search_new (Page *page);
void figure_search_free (FigureSearch *search);

/* What there is of a sum below a node, and between two. */
static inline guint
sum_within (const guint *sums, const DomNode *node)
{
    return sums[node->end] - sums[node->index];
}

static inline guint
sum_between (const guint *sums, const DomNode *before, const DomNode *after)
{
    return after->index > before->end ? sums[after->index] - sums[before->end] : 0;
}

/* The shot of that number, or NULL behind the last. */
static inline Shot *
shot_at (const FigureSearch *search, guint i)
{
    return i < search->shots->len ? g_ptr_array_index (search->shots, i) : NULL;
}

/* The img of a picture element, else the element itself. */
const DomNode *figure_image (const DomNode *element);

/* Chooses the picture of every shot that is kept, and its role. */
void figure_choose_pictures (FigureSearch *search);

/* Sets place and figure of a shot: as far around the picture as there is nothing but what belongs to it. */
void figure_find_captions (FigureSearch *search, Shot *shot);

/* Adds to the shot's figure what is said of it elsewhere than beside it. */
void figure_take_elsewhere (FigureSearch *search, Shot *shot);

/* Adds to the figure's captions and credits what the element says. */
void figure_take_caption (FigureSearch *search, PageFigure *figure, const DomNode *element);

PageFigure *figure_new (const Page *page);

/* Whether the figure says anything but its picture. */
gboolean figure_has_text (const PageFigure *figure);

/* The element with the photo that stands above what is kept and belongs to it, or NULL. */
const DomNode *figure_find_lead (const Page *page);

/* The picture that a meta element of the page's head names as that of the article, or NULL. */
const char *figure_data_image (const DomNode *element);

/* Whether it is never seen as text; a picture; and whether there is nothing in it but one picture and what is
 * called its caption. */
gboolean figure_is_silent (const DomNode *node);
gboolean figure_is_picture (const DomNode *node);
gboolean figure_is_wrapper (const DomNode *element);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigureSearch, figure_search_free)

#endif
