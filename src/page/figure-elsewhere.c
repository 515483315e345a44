/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "figure.h"
#include "lang/lang.h"

/* What is said of a picture elsewhere than beside it: in its attributes, in an element that they name, and in the
 * page's data. */

/* A caption that stands in an attribute, or anywhere on the page, has no more bytes. */
#define CAPTION_LETTERS 900

/* A title of fewer words names the file. */
#define TITLE_WORDS 4

static const char *
attribute_text (const FigureSearch *search, const DomNode *element, const char *name)
{
    const char *value = dom_attribute (element, name);
    g_autofree char *text = value != NULL ? text_squeeze (value, -1) : NULL;

    return text != NULL && *text != '\0' ? arena_strdup (search->page->article->arena, text) : NULL;
}

/* A title is a caption if it says something of its own: in Markdown always, on pages if it is a sentence's length
 * and not what the alt text says. */
static gboolean
is_caption_title (const FigureSearch *search, const Shot *shot, const char *title)
{
    if (search->page->is_whole)
        return TRUE;
    return text_n_words (title) >= TITLE_WORDS && strlen (title) <= CAPTION_LETTERS && !address_is_picture (title)
           && g_strcmp0 (title, shot->image->alt) != 0;
}

/* What attributes say of a picture that no text beside it describes. */
static void
take_attributes (const FigureSearch *search, Shot *shot)
{
    const DomNode *image = figure_image (shot->element), *link = dom_around (shot->element, DOM_TAG_A);
    const char *caption = attribute_text (search, image, "data-caption");
    const char *title = attribute_text (search, image, "title");

    if (caption == NULL && link != NULL)
        caption = attribute_text (search, link, "data-caption");
    if (caption == NULL && title != NULL && is_caption_title (search, shot, title))
        caption = title;
    /* some scripts put markup into the attribute */
    if (caption != NULL && strpbrk (caption, "<>") == NULL)
        shot->figure->caption = caption;
}

/* The elements of the page that describe others, by their ids. */
static GHashTable *
index_descriptions (const Page *page)
{
    GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
    const DomNode *root = page->document->root;

    for (const DomNode *node = root; node != NULL; node = dom_next (node, root)) {
        const char *id = node->kind == DOM_ELEMENT && node->n_attributes > 0 ? dom_attribute (node, "id") : NULL;

        if (id != NULL && !g_hash_table_contains (ids, id))
            g_hash_table_insert (ids, (gpointer) id, (gpointer) node);
    }
    return ids;
}

/* The first element that the picture, or what is around it, names as what describes it. */
static const DomNode *
description_of (FigureSearch *search, const Shot *shot)
{
    const DomNode *holders[] = { figure_image (shot->element), shot->place,
                                 dom_around (shot->element, DOM_TAG_FIGURE) };
    const char *ids = NULL;
    g_autofree char *id = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (holders) && ids == NULL; i++)
        if (holders[i] != NULL && holders[i]->kind == DOM_ELEMENT)
            ids = dom_attribute (holders[i], "aria-describedby");
    if (ids == NULL)
        return NULL;
    ids += strspn (ids, " \t\n");
    id = g_strndup (ids, strcspn (ids, " \t\n"));
    if (search->descriptions == NULL)
        search->descriptions = index_descriptions (search->page);
    return g_hash_table_lookup (search->descriptions, id);
}

/* Takes the description for the caption: wherever it stood, it stands there no more.  One that is not seen is for
 * those who cannot see the picture. */
static void
take_description (FigureSearch *search, Shot *shot)
{
    const DomNode *node = description_of (search, shot);
    guint n_letters = node != NULL ? sum_within (search->letters, node) : 0;

    if (node == NULL || n_letters > CAPTION_LETTERS || sum_within (search->n_shots, node) > 0
        || sum_within (search->solids, node) > 0 || search->page->marks[node->index] == PAGE_DROP)
        return;
    if (n_letters == 0) {
        gboolean is_told = shot->image->alt != NULL && *shot->image->alt != '\0';
        g_autofree char *raw = is_told ? NULL : dom_text (node);
        g_autofree char *text = raw != NULL ? text_squeeze (raw, -1) : NULL;

        if (text != NULL && *text != '\0')
            shot->image->alt = arena_strdup (search->page->article->arena, text);
        return;
    }
    figure_take_caption (search, shot->figure, node);
    search->page->marks[node->index] = PAGE_DROP;
}

static const PageImageText *
text_in_data (const FigureSearch *search, const Shot *shot)
{
    GHashTable *texts = search->page->image_texts;

    for (guint i = 0; texts != NULL && i < shot->offers->len; i++) {
        g_autofree char *name = address_stem (g_array_index (shot->offers, Offer, i).address);
        const PageImageText *text = g_hash_table_lookup (texts, name);

        if (text != NULL)
            return text;
    }
    return NULL;
}

/* Whether the figure's caption names who took the picture. */
static gboolean
has_credit (const PageFigure *figure)
{
    if (figure->credits->len > 0 || figure->credit != NULL)
        return TRUE;
    for (guint i = 0; i < figure->captions->len; i++) {
        g_autofree char *text = dom_text (g_ptr_array_index (figure->captions, i));

        if (credit_is_caption (text))
            return TRUE;
    }
    return figure->caption != NULL && credit_is_caption (figure->caption);
}

static void
take_data (const FigureSearch *search, Shot *shot)
{
    const PageImageText *text = text_in_data (search, shot);

    if (text == NULL)
        return;
    if (shot->figure->captions->len == 0 && shot->figure->caption == NULL)
        shot->figure->caption = text->caption;
    if (text->credit != NULL && !has_credit (shot->figure))
        shot->figure->credit = text->credit;
}

void
figure_take_elsewhere (FigureSearch *search, Shot *shot)
{
    if (!figure_has_text (shot->figure))
        take_description (search, shot);
    if (!figure_has_text (shot->figure))
        take_attributes (search, shot);
    take_data (search, shot);
}
