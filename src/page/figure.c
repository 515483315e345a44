/* SPDX-License-Identifier: MIT */
#include "figure.h"

#include <string.h>

static const DomNode *
figure_around (const Shot *shot)
{
    return dom_around (shot->element, DOM_TAG_FIGURE);
}

/* The end of the run of shots that stand in the same figure element as the first. */
static guint
group_end (const FigureSearch *search, guint first)
{
    const DomNode *figure = figure_around (shot_at (search, first));
    guint end = first + 1;

    while (figure != NULL && end < search->shots->len && dom_is_within (shot_at (search, end)->element, figure))
        end++;
    return end;
}

static gboolean
is_called_credit (const DomNode *node)
{
    return node->kind == DOM_ELEMENT && (clues_of_element (node) & CLUE_BIT (CLUE_CREDIT)) != 0;
}

/* Whether the shots are several figures of the element and nothing more: no captions of their own, no other figure
 * around one of them, no text but in figcaptions and what is called a credit. */
static gboolean
is_one_figure (const FigureSearch *search, guint first, guint end)
{
    const DomNode *element = figure_around (shot_at (search, first));
    guint n_shown = 0, n_letters = 0;

    for (guint i = first; i < end; i++) {
        const Shot *shot = shot_at (search, i);

        if (shot->role == SHOT_SHOWN && (figure_has_text (shot->figure) || figure_around (shot) != element))
            return FALSE;
        n_shown += shot->role == SHOT_SHOWN;
    }
    for (const DomNode *node = element->first, *next; node != NULL; node = next) {
        gboolean is_said = dom_is (node, DOM_TAG_FIGCAPTION) || is_called_credit (node);

        n_letters += is_said ? sum_within (search->letters, node) : 0;
        next = is_said ? dom_skip (node, element) : dom_next (node, element);
    }
    return n_shown > 1 && n_letters == sum_within (search->letters, element)
           && sum_within (search->solids, element) == 0;
}

static void
join_group (FigureSearch *search, guint first, guint end)
{
    const DomNode *element = figure_around (shot_at (search, first));
    Shot *head = NULL;

    for (guint i = first; i < end; i++) {
        Shot *shot = shot_at (search, i);

        if (shot->role != SHOT_SHOWN)
            continue;
        if (head == NULL) {
            head = shot;
            head->place = element;
        } else {
            g_ptr_array_add (head->figure->images, shot->image);
            shot->place = NULL;
        }
    }
    if (head == NULL)
        return;
    for (const DomNode *node = element->first, *next; node != NULL; node = next) {
        gboolean is_caption = dom_is (node, DOM_TAG_FIGCAPTION), is_credit = !is_caption && is_called_credit (node);

        next = is_caption || is_credit ? dom_skip (node, element) : dom_next (node, element);
        if (is_caption)
            figure_take_caption (search, head->figure, node);
        else if (is_credit && sum_within (search->letters, node) > 0)
            g_ptr_array_add (head->figure->credits, (gpointer) node);
    }
}

/* The caption of a figure element around several figures, and that of one whose picture is lost, stand alone. */
static void
find_lone_captions (FigureSearch *search)
{
    const Page *page = search->page;
    const DomNode *root = page->document->root, *table = NULL; /* the last before the node */

    for (const DomNode *node = root, *next; node != NULL; node = next) {
        gboolean is_figure = g_hash_table_contains (page->figures, node);

        table = dom_is (node, DOM_TAG_TABLE) ? node : table;
        next = is_figure ? dom_skip (node, root) : dom_next (node, root);
        if (!is_figure && dom_is (node, DOM_TAG_FIGCAPTION) && search->keeps[node->index]
            && page->marks[node->index] != PAGE_DROP && sum_within (search->letters, node) > 0
            && dom_around (node, DOM_TAG_FIGURE) != NULL
            && sum_within (search->solids, dom_around (node, DOM_TAG_FIGURE)) == 0) {
            PageFigure *figure = figure_new (page);

            figure_take_caption (search, figure, node);
            figure->is_of_table = table != NULL && dom_is_within (table, dom_around (node, DOM_TAG_FIGURE));
            g_hash_table_insert (page->figures, (gpointer) node, figure);
        }
    }
}

/* What tells two pictures apart: their bytes, or their address without what is asked of the server and without
 * the size in its name. */
static char *
identity (const PageImage *image)
{
    const char *source = image->source, *slash;
    g_autofree char *stem = NULL;

    if (image->picture != NULL)
        return g_strdup (image->picture->sha256);
    if (source == NULL || !address_is_picture (source))
        return g_strdup (source);
    stem = address_stem (source);
    slash = source + strcspn (source, "?#");
    while (slash > source && slash[-1] != '/')
        slash--;
    return g_strdup_printf ("%.*s%s", (int) (slash - source), source, stem);
}

/* Which of two showings of a picture is left out: the one that says nothing, or else the smaller; NULL: neither. */
static Shot *
poorer (Shot *first, Shot *second)
{
    gboolean first_speaks = figure_has_text (first->figure), second_speaks = figure_has_text (second->figure);

    if (first_speaks != second_speaks)
        return first_speaks ? second : first;
    if (first_speaks)
        return NULL;
    return picture_likely_width (second->offers) > picture_likely_width (first->offers) ? first : second;
}

/* In a run of figures without text between them, as carousels are, each picture is shown once. */
static void
drop_repeats (FigureSearch *search)
{
    g_autoptr (GHashTable) run = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const DomNode *last = NULL;

    for (guint i = 0; i < search->shots->len; i++) {
        Shot *shot = shot_at (search, i), *first, *left_out;
        char *key;

        if (shot->role != SHOT_SHOWN || shot->place == NULL)
            continue;
        if (last != NULL && sum_between (search->letters, last, shot->place) > 0)
            g_hash_table_remove_all (run);
        last = shot->place;
        key = identity (shot->image);
        first = key != NULL ? g_hash_table_lookup (run, key) : NULL;
        left_out = first != NULL ? poorer (first, shot) : NULL;
        if (left_out != NULL) {
            search->page->marks[left_out->place->index] = PAGE_DROP;
            left_out->role = SHOT_DROPPED;
        }
        if (key != NULL && left_out != shot)
            g_hash_table_insert (run, g_steal_pointer (&key), shot);
        g_free (key);
    }
}

/* A photo above the article that stands in it again need not lead it. */
static void
drop_repeated_lead (FigureSearch *search)
{
    Shot *lead = NULL;
    g_autofree char *key = NULL;

    for (guint i = 0; i < search->shots->len && search->lead != NULL; i++) {
        Shot *shot = shot_at (search, i);
        g_autofree char *own = NULL;

        if (shot->role != SHOT_SHOWN || shot->place == NULL)
            continue;
        own = identity (shot->image);
        if (lead == NULL && dom_is_within (shot->element, search->lead)) {
            lead = shot;
            key = g_steal_pointer (&own);
        } else if (lead != NULL && g_strcmp0 (own, key) == 0) {
            lead->role = SHOT_DROPPED;
            return;
        }
    }
}

/* Some of what was dropped is a figure. */
static void
show (const FigureSearch *search, const Shot *shot)
{
    const Page *page = search->page;

    g_hash_table_insert (page->figures, (gpointer) shot->place, shot->figure);
    if (!page_keeps (page, shot->place))
        page->marks[shot->place->index] = PAGE_KEEP;
}

static void
show_figures (FigureSearch *search)
{
    const Page *page = search->page;

    for (guint i = 0; i < search->shots->len; i++) {
        const Shot *shot = shot_at (search, i);

        if (shot->role == SHOT_INLINE)
            g_hash_table_insert (page->icons, (gpointer) shot->element, shot->image);
        else if (shot->role == SHOT_SHOWN && shot->place != NULL)
            show (search, shot);
        if (shot->role == SHOT_SHOWN)
            picture_explain (search->finder, shot->offers, shot->image);
    }
}

static gboolean
is_list (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_UL:
    case DOM_TAG_OL:
    case DOM_TAG_DL:
    case DOM_TAG_TABLE: return TRUE;
    default: return FALSE;
    }
}

/* Lists and tables in which there is nothing but figures. */
static void
find_galleries (FigureSearch *search)
{
    g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL); /* letters of the figures in a list */
    GHashTableIter iter;
    gpointer list, n_letters;

    for (guint i = 0; i < search->shots->len; i++) {
        const Shot *shot = shot_at (search, i);

        if (shot->role != SHOT_SHOWN || shot->place == NULL)
            continue;
        for (const DomNode *node = shot->place->parent; node != NULL; node = node->parent)
            if (is_list (node))
                g_hash_table_insert (told, (gpointer) node,
                                     GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (told, node))
                                                       + sum_within (search->letters, shot->place)));
    }
    g_hash_table_iter_init (&iter, told);
    while (g_hash_table_iter_next (&iter, &list, &n_letters))
        if (sum_within (search->letters, list) == GPOINTER_TO_UINT (n_letters)
            && sum_within (search->solids, list) == 0)
            g_hash_table_add (search->page->galleries, list);
}

const char *
figure_data_image (const DomNode *element)
{
    static const char *const names[] = { "og:image", "og:image:url", "og:image:secure_url", "twitter:image",
                                         "twitter:image:src" };
    const char *name;

    if (!dom_is (element, DOM_TAG_META))
        return NULL;
    name = dom_attribute (element, "property");
    if (name == NULL)
        name = dom_attribute (element, "name");
    for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (name, names[i]) == 0)
            return dom_attribute (element, "content");
    return NULL;
}

/* A picture that only the page's data name leads the article, if it is in the store and the article shows none. */
static void
find_data_lead (FigureSearch *search)
{
    Page *page = search->page;
    g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (Offer));
    PageImage *image;

    if (page->store == NULL || search->n_shots[page->document->n_nodes] > 0)
        return;
    for (const DomNode *node = page->document->head; node != NULL; node = dom_next (node, page->document->head))
        if (figure_data_image (node) != NULL)
            offers_add_address (offers, figure_data_image (node));
    image = arena_make (page->article->arena, PageImage);
    if (offers->len == 0 || !picture_choose (search->finder, offers, image) || image->picture == NULL)
        return;
    page->lead = figure_new (page);
    g_ptr_array_add (page->lead->images, image);
}

void
page_find_figures (Page *page)
{
    g_autoptr (FigureSearch) search = figure_search_new (page);

    figure_choose_pictures (search);
    for (guint i = 0; i < search->shots->len; i++)
        if (shot_at (search, i)->role == SHOT_SHOWN)
            figure_find_captions (search, shot_at (search, i));
    for (guint i = 0, end; i < search->shots->len; i = end) {
        end = group_end (search, i);
        if (end - i > 1 && is_one_figure (search, i, end))
            join_group (search, i, end);
    }
    drop_repeats (search);
    drop_repeated_lead (search);
    show_figures (search);
    find_data_lead (search);
    find_lone_captions (search);
    find_galleries (search);
}
