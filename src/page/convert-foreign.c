/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "foreign.h"

/* Drawings up to this many units a side are signs in a line: arrows, logos, carets. */
#define ICON_SIZE 48

#define ALT_CHARACTERS 300

/* The new names of the ids in a drawing: several drawings of a page may have the same. */
static GHashTable *
name_ids (Converter *converter, const DomNode *drawing)
{
    GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    guint number = ++converter->n_drawings, count = 0;

    for (const DomNode *node = drawing; node != NULL; node = dom_next (node, drawing)) {
        const char *id = node->n_attributes > 0 ? dom_attribute (node, "id") : NULL;
        g_autofree char *clean = id != NULL ? text_clean (id, -1) : NULL;
        g_autofree char *reference = g_strconcat ("#", clean, NULL);

        if (id != NULL && !g_hash_table_contains (ids, reference))
            g_hash_table_insert (ids, g_steal_pointer (&reference),
                                 arena_printf (converter->arena, "#drawing%u-%u", number, ++count));
    }
    return ids;
}

static gboolean
is_shape (const Node *node)
{
    static const char *const shapes[] = { "circle",   "ellipse", "line", "path", "polygon",
                                          "polyline", "rect",    "text", "use" };

    for (guint i = 0; node->kind == NODE_FOREIGN && i < G_N_ELEMENTS (shapes); i++)
        if (strcmp (node->foreign.name, shapes[i]) == 0)
            return TRUE;
    return FALSE;
}

static const char *
value_of (const Node *element, const char *name)
{
    for (guint i = 0; i < element->foreign.n_attributes; i++)
        if (strcmp (element->foreign.attributes[i].name, name) == 0)
            return element->foreign.attributes[i].value;
    return NULL;
}

/* Of ids that come twice the second goes, and what uses nothing, with all that is in it. */
static void
prune (Node *drawing)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (Node *node = drawing, *next; node != NULL; node = next) {
        const char *id = node->kind == NODE_FOREIGN ? value_of (node, "id") : NULL;
        gboolean is_lost = node->kind == NODE_FOREIGN && strcmp (node->foreign.name, "use") == 0
                           && value_of (node, "xlink:href") == NULL;

        next = node_next (node, drawing);
        if (is_lost || (id != NULL && !g_hash_table_add (seen, (gpointer) id))) {
            next = node_skip (node, drawing);
            node_unlink (node);
        }
    }
}

static gboolean
shows_something (const Node *drawing)
{
    for (const Node *node = drawing; node != NULL; node = node_next (node, drawing))
        if (is_shape (node))
            return TRUE;
    return FALSE;
}

/* A drawing shrinks to the page only if it says what its own measures are. */
static void
set_view (Arena *arena, Node *drawing)
{
    const char *width = value_of (drawing, "width"), *height = value_of (drawing, "height");
    char w_text[G_ASCII_DTOSTR_BUF_SIZE], h_text[G_ASCII_DTOSTR_BUF_SIZE];
    double w, h;

    if (width == NULL || height == NULL || value_of (drawing, "viewBox") != NULL || strchr (width, '%') != NULL
        || strchr (height, '%') != NULL)
        return;
    w = g_ascii_strtod (width, NULL);
    h = g_ascii_strtod (height, NULL);
    if (w > 0 && h > 0)
        foreign_set (arena, drawing, "viewBox",
                     arena_printf (arena, "0 0 %s %s", g_ascii_formatd (w_text, sizeof w_text, "%g", w),
                                   g_ascii_formatd (h_text, sizeof h_text, "%g", h)));
}

static gboolean
has_links (const Node *drawing)
{
    for (const Node *node = drawing; node != NULL; node = node_next (node, drawing))
        if (node->kind == NODE_FOREIGN && value_of (node, "xlink:href") != NULL)
            return TRUE;
    return FALSE;
}

Node *
foreign_new (Converter *converter, const DomNode *element)
{
    g_autoptr (GHashTable) ids = name_ids (converter, element);
    Node *drawing = foreign_copy (converter, element, &svg, ids);

    if (drawing == NULL)
        return NULL;
    prune (drawing);
    if (!shows_something (drawing)) {
        convert_take_all (converter, element, FALSE);
        return NULL;
    }
    set_view (converter->arena, drawing);
    if (has_links (drawing))
        foreign_set (converter->arena, drawing, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    return drawing;
}

/* The longer side of a drawing, 0 when it does not say. */
static double
size_of (const DomNode *drawing)
{
    const char *width = dom_attribute (drawing, "width"), *height = dom_attribute (drawing, "height");
    const char *view = dom_attribute (drawing, "viewBox");
    double size =
        MAX (width != NULL ? g_ascii_strtod (width, NULL) : 0, height != NULL ? g_ascii_strtod (height, NULL) : 0);
    g_auto (GStrv) numbers = g_strsplit_set (view != NULL ? view : "", " ,", 8);

    if (size > 0 || g_strv_length (numbers) < 4)
        return size;
    return MAX (g_ascii_strtod (numbers[2], NULL), g_ascii_strtod (numbers[3], NULL));
}

static void
add_drawing (Converter *converter, const DomNode *element)
{
    Node *drawing = size_of (element) > ICON_SIZE ? foreign_new (converter, element) : NULL, *figure, *image;

    if (drawing == NULL)
        return;
    figure = node_new (converter->arena, NODE_FIGURE);
    image = node_append_new (converter->arena, figure, NODE_IMAGE);
    figure->line = image->line = element->line;
    node_append (image, drawing);
    builder_add_block (converter->builder, figure);
}

/* What the formula says to those who cannot see it: its own text for that, its source in TeX, or its letters. */
static char *
formula_text (const DomNode *formula)
{
    g_autofree char *text = NULL;
    const char *alt = dom_attribute (formula, "alttext");

    for (const DomNode *node = formula; node != NULL && alt == NULL && text == NULL; node = dom_next (node, formula))
        if (dom_is_named (node, "annotation") && dom_attribute_has (node, "encoding", "application/x-tex"))
            text = dom_text (node);
    if (alt != NULL)
        text = text_clean (alt, -1);
    if (text == NULL)
        text = dom_text (formula);
    return text_shorten (text, ALT_CHARACTERS);
}

static void
add_formula (Converter *converter, const DomNode *element)
{
    Node *formula = foreign_copy (converter, element, &mathml, NULL);
    g_autofree char *text = formula_text (element);
    g_autofree char *clean = text_clean (text, -1);

    if (formula != NULL && formula->first != NULL) {
        foreign_set (converter->arena, formula, "alttext", arena_strdup (converter->arena, clean));
        builder_add_inline (converter->builder, formula);
    } else {
        builder_text (converter->builder, clean, strlen (clean));
    }
}

gboolean
convert_foreign (Converter *converter, Frame *frame)
{
    if (dom_is_named (frame->element, "math"))
        add_formula (converter, frame->element);
    else
        add_drawing (converter, frame->element);
    return FALSE;
}

static gboolean
holds_formula (const DomNode *node)
{
    return node != NULL && (dom_is_named (node, "math") || dom_next_named (node, node, "math") != NULL);
}

gboolean
convert_is_double (const DomNode *element)
{
    return element->n_attributes > 0 && dom_attribute_has (element, "aria-hidden", "true")
           && (holds_formula (element->previous) || holds_formula (element->next));
}
