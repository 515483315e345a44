/* SPDX-License-Identifier: MIT */
#include "figure.h"

#include <string.h>

/* A picture that is not larger is a sign, not a photo. */
#define SIGN_SIZE 48

/* Up to this size the names of classes are believed that call a picture an icon. */
#define ICON_SIZE 160

/* What is narrower is a preview of the same picture behind it. */
#define PREVIEW_WIDTH 100

/* So many elements around a picture are asked what they are. */
#define CLUE_DEPTH 3

static const DomNode *
sibling_element (const DomNode *node, gboolean is_before)
{
    do
        node = is_before ? node->previous : node->next;
    while (node != NULL
           && (node->kind == DOM_COMMENT
               || (node->kind == DOM_TEXT && text_is_blank (node->text, (gssize) node->length))));
    return node;
}

static gboolean
shares_offer (const Shot *one, const Shot *other)
{
    for (guint i = 0; i < one->offers->len; i++)
        for (guint k = 0; k < other->offers->len; k++)
            if (strcmp (g_array_index (one->offers, Offer, i).address, g_array_index (other->offers, Offer, k).address)
                == 0)
                return TRUE;
    return FALSE;
}

/* Whether the picture in the noscript is what the other shows, or will show: it stands right beside it. */
static gboolean
is_twin (const FigureSearch *search, const Shot *shot, const Shot *other, gboolean is_before)
{
    const DomNode *sibling;

    if (other == NULL || other->noscript != NULL || other->role == SHOT_TWIN)
        return FALSE;
    sibling = sibling_element (shot->noscript, is_before);
    if (sibling != NULL && dom_is_within (other->element, sibling) && sum_within (search->n_shots, sibling) == 1)
        return TRUE;
    if (is_before ? sum_between (search->letters, other->element, shot->noscript) > 0
                  : sum_between (search->letters, shot->noscript, other->element) > 0)
        return FALSE;
    return shares_offer (shot, other);
}

static void
merge_twin (const FigureSearch *search, guint i)
{
    Shot *shot = shot_at (search, i), *before = i > 0 ? shot_at (search, i - 1) : NULL,
         *after = shot_at (search, i + 1);
    Shot *twin = NULL;

    if (before != NULL && is_twin (search, shot, before, TRUE))
        twin = before;
    else if (after != NULL && is_twin (search, shot, after, FALSE))
        twin = after;
    if (twin == NULL)
        return;
    shot->role = SHOT_TWIN;
    offers_add_element (twin->offers, search->page, shot->element);
}

/* The name of the file that the last offer means, without what is asked of the server. */
static gboolean
have_same_file (const Shot *one, const Shot *other)
{
    for (guint i = 0; i < one->offers->len; i++) {
        const char *address = g_array_index (one->offers, Offer, i).address;
        gsize end = strcspn (address, "?#"), start = end;

        while (start > 0 && address[start - 1] != '/')
            start--;
        for (guint k = 0; k < other->offers->len && end > start; k++) {
            const char *name = strstr (g_array_index (other->offers, Offer, k).address, "/");

            while (name != NULL && strncmp (name + 1, address + start, end - start) != 0)
                name = strstr (name + 1, "/");
            if (name != NULL)
                return TRUE;
        }
    }
    return FALSE;
}

static guint
known_width (const Shot *shot)
{
    guint width = 0;

    for (guint i = 0; i < shot->offers->len; i++)
        width = MAX (width, g_array_index (shot->offers, Offer, i).width);
    return width;
}

/* A few pixels right before the same picture are its preview. */
static void
merge_preview (const FigureSearch *search, guint i)
{
    Shot *shot = shot_at (search, i), *next = shot_at (search, i + 1);
    guint width = known_width (shot);

    while (next != NULL && next->role == SHOT_TWIN)
        next = shot_at (search, ++i + 1);
    if (next == NULL || shot->role == SHOT_TWIN || width == 0 || width > PREVIEW_WIDTH
        || sum_between (search->letters, shot->element, next->element) > 0 || !have_same_file (shot, next))
        return;
    shot->role = SHOT_TWIN;
    offers_add_element (next->offers, search->page, shot->element);
}

const DomNode *
figure_image (const DomNode *element)
{
    const DomNode *image = dom_is (element, DOM_TAG_PICTURE) ? dom_find (element, DOM_TAG_IMG) : element;

    return image != NULL ? image : element;
}

/* The size at which the page shows the picture, or that of the picture itself; 0: not known. */
static void
shown_size (const Shot *shot, guint *width, guint *height)
{
    const DomNode *image = figure_image (shot->element);

    *width = element_pixels (image, "width");
    *height = element_pixels (image, "height");
    if (shot->image->picture == NULL)
        return;
    if (*width <= 2 || *height <= 2) {
        *width = shot->image->picture->width;
        *height = shot->image->picture->height;
    }
    *width = MIN (*width, shot->image->picture->width);
    *height = MIN (*height, shot->image->picture->height);
}

static ClueSet
clues_around (const Shot *shot)
{
    const DomNode *node = figure_image (shot->element);
    ClueSet clues = clues_of_element (node);

    if (node != shot->element)
        clues |= clues_of_element (shot->element);
    node = shot->element->parent;
    for (guint i = 0; i < CLUE_DEPTH && node != NULL && node->first == node->last; i++, node = node->parent)
        clues |= clues_of_element (node);
    return clues;
}

/* Whether there is text in the block that the picture stands in. */
static gboolean
is_in_line (const FigureSearch *search, const Shot *shot)
{
    const DomNode *node = shot->element->parent;

    while (node->parent != NULL
           && (dom_is (node, DOM_TAG_A) || dom_is (node, DOM_TAG_SPAN) || dom_is (node, DOM_TAG_EM)
               || dom_is (node, DOM_TAG_STRONG) || dom_is (node, DOM_TAG_B) || dom_is (node, DOM_TAG_I)))
        node = node->parent;
    return sum_within (search->letters, node) > 0;
}

static ShotRole
role_of (const FigureSearch *search, const Shot *shot)
{
    ClueSet clues = clues_around (shot), named = 0;
    guint width, height;

    shown_size (shot, &width, &height);
    if (shot->image->source != NULL)
        named = clues_of_address (shot->image->source);
    if (clues & CLUE_BIT (CLUE_AD) || ((clues | named) & CLUE_BIT (CLUE_TRACKER) && MAX (width, height) <= 2))
        return SHOT_DROPPED;
    if (clues & CLUE_BIT (CLUE_INLINE))
        return SHOT_INLINE;
    if (width > 0 && height > 0 && MAX (width, height) <= SIGN_SIZE)
        return shot->image->picture != NULL && is_in_line (search, shot) ? SHOT_INLINE : SHOT_DROPPED;
    if (clues & (CLUE_BIT (CLUE_ICON) | CLUE_BIT (CLUE_AVATAR)) && MAX (width, height) <= ICON_SIZE)
        return SHOT_DROPPED;
    /* a file's name says less: photos of icons have it, too */
    if (named & CLUE_BIT (CLUE_AVATAR) || (named & CLUE_BIT (CLUE_ICON) && !address_is_photo (shot->image->source)))
        return MAX (width, height) <= ICON_SIZE ? SHOT_DROPPED : SHOT_SHOWN;
    return SHOT_SHOWN;
}

/* An empty one says that the picture is a decoration; in Markdown it says nothing. */
static const char *
alt_of (const FigureSearch *search, const Shot *shot)
{
    gboolean is_drawing = dom_is (shot->element, DOM_TAG_SVG);
    const char *alt = dom_attribute (figure_image (shot->element), is_drawing ? "aria-label" : "alt");
    g_autofree char *text = alt != NULL ? text_squeeze (alt, -1) : NULL;

    if (text != NULL && *text == '\0')
        return is_drawing || search->page->is_whole ? NULL : "";
    return text != NULL && (strchr (text, ' ') != NULL || !address_is_picture (text))
               ? arena_strdup (search->page->article->arena, text)
               : NULL;
}

static void
choose (FigureSearch *search, Shot *shot)
{
    const DomNode *link = dom_around (shot->element, DOM_TAG_A);

    shot->image = arena_make (search->page->article->arena, PageImage);
    shot->image->element = shot->element;
    shot->image->alt = alt_of (search, shot);
    if (link != NULL && sum_within (search->n_shots, link) == 1)
        offers_add_link (shot->offers, link);
    if (dom_is (shot->element, DOM_TAG_SVG))
        shot->role = SHOT_SHOWN;
    else if (picture_choose (search->finder, shot->offers, shot->image))
        shot->role = role_of (search, shot);
    if (dom_is (shot->element, DOM_TAG_VIDEO) && shot->image->picture == NULL)
        shot->role = SHOT_DROPPED;
}

/* From now on only pictures that are shown count. */
static void
count_shown (FigureSearch *search)
{
    guint n_shown = 0, at = 0;

    for (guint i = 0; i < search->shots->len; i++) {
        const Shot *shot = shot_at (search, i);

        for (; at <= shot->element->index; at++)
            search->n_shots[at] = n_shown;
        n_shown += shot->role == SHOT_SHOWN;
    }
    for (; at <= search->page->document->n_nodes; at++)
        search->n_shots[at] = n_shown;
}

void
figure_choose_pictures (FigureSearch *search)
{
    for (guint i = 0; i < search->shots->len; i++) {
        Shot *shot = shot_at (search, i);

        if (!dom_is (shot->element, DOM_TAG_SVG))
            offers_add_element (shot->offers, search->page, shot->element);
    }
    for (guint i = 0; i < search->shots->len; i++)
        if (shot_at (search, i)->noscript != NULL)
            merge_twin (search, i);
    for (guint i = 0; i < search->shots->len; i++)
        merge_preview (search, i);
    for (guint i = 0; i < search->shots->len; i++) {
        Shot *shot = shot_at (search, i);

        if (search->keeps[shot->element->index] && shot->role != SHOT_TWIN)
            choose (search, shot);
    }
    count_shown (search);
}
