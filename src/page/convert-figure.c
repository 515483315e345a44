/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "convert.h"

static Node *
new_image (Converter *converter, const PageImage *from, NodeKind kind)
{
    Node *image = node_new (converter->arena, kind), *drawing = NULL;

    image->line = from->element != NULL ? from->element->line : 0;
    image->image.picture = from->picture;
    image->image.alt = from->alt;
    image->image.origin->source = from->source;
    image->image.origin->embedded = from->embedded;
    if (from->alt != NULL && from->element != NULL && dom_is (from->element, DOM_TAG_PICTURE))
        convert_take_all (converter, from->element, TRUE);
    else if (from->alt != NULL && from->element != NULL)
        convert_take (converter, from->element);
    if (from->picture == NULL && from->element != NULL && dom_is_named (from->element, "svg"))
        drawing = foreign_new (converter, from->element);
    if (drawing != NULL)
        node_append (image, drawing);
    return image;
}

/* What is in the elements as one block, a line for each of them; or `text`, where the page says it elsewhere. */
static void
append_lines (Converter *converter, Node *figure, const GPtrArray *sources, const char *text, NodeKind kind)
{
    Builder *outer = converter->builder;

    converter->builder = builder_new (converter->arena, figure, converter->targets);
    builder_set_line (converter->builder, figure->line);
    builder_want (converter->builder, (Want){ kind });
    for (guint i = 0; sources != NULL && i < sources->len; i++) {
        builder_boundary (converter->builder);
        convert_walk (converter, g_ptr_array_index (sources, i), TRUE);
    }
    if (text != NULL && (figure->last == NULL || figure->last->kind != kind))
        builder_text (converter->builder, text, strlen (text));
    builder_free (converter->builder);
    converter->builder = outer;
}

/* A film is more than the picture that stands for it. */
static void
link_film (Converter *converter, const PageFigure *figure)
{
    for (guint i = 0; figure->images != NULL && i < figure->images->len; i++) {
        const PageImage *image = g_ptr_array_index (figure->images, i);

        if (image->element != NULL && image->element->tag == DOM_TAG_VIDEO)
            convert_add_embedded (converter, image->element);
    }
}

/* The caption below a table, in the same figure as that, is the table's. */
static void
join_table (Node *figure)
{
    Node *table = figure->previous, *caption = figure->first;

    if (table == NULL || table->kind != NODE_TABLE || table->first->kind == NODE_CAPTION
        || caption->kind != NODE_CAPTION || caption->next != NULL)
        return;
    node_unlink (caption);
    node_prepend (table, caption);
    node_unlink (figure);
}

void
convert_add_figure (Converter *converter, const PageFigure *from, guint line)
{
    Node *figure = node_new (converter->arena, NODE_FIGURE);

    converter->is_in_figure = TRUE;
    figure->line = line;
    for (guint i = 0; from->images != NULL && i < from->images->len; i++)
        node_append (figure, new_image (converter, g_ptr_array_index (from->images, i), NODE_IMAGE));
    append_lines (converter, figure, from->captions, from->caption, NODE_CAPTION);
    append_lines (converter, figure, from->credits, from->credit, NODE_CREDIT);
    converter->is_in_figure = FALSE;
    if (figure->first == NULL)
        return;
    builder_add_block (converter->builder, figure);
    if (from->is_of_table)
        join_table (figure);
    link_film (converter, from);
}

gboolean
convert_figure (Converter *converter, const DomNode *element)
{
    const PageFigure *figure = g_hash_table_lookup (converter->page->figures, element);

    if (figure == NULL || converter->is_in_figure)
        return FALSE;
    convert_add_figure (converter, figure, element->line);
    return TRUE;
}

gboolean
convert_icon (Converter *converter, const DomNode *element)
{
    const PageImage *from = g_hash_table_lookup (converter->page->icons, element);
    Node *icon;

    if (from == NULL)
        return FALSE;
    icon = new_image (converter, from, NODE_ICON);
    if (icon->image.picture != NULL)
        builder_add_inline (converter->builder, icon);
    else if (from->alt != NULL)
        builder_text (converter->builder, from->alt, strlen (from->alt));
    return TRUE;
}
