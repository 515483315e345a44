/* SPDX-License-Identifier: MIT */
#include "caption.h"

#include "lang/lang.h"

/* Kindle's limit for the text that stands for a picture. */
#define ALT_CHARACTERS 140

/* So much of a caption stands for its picture when nobody described it. */
#define MADE_ALT_CHARACTERS 110

static const char *
label (const Article *article, const char *name)
{
    return arena_own (article->arena, label_get (article->metadata.language, name), g_free);
}

/* "Photo: Ann Lee / AFP", or the line as it stood when neither is known. */
const char *
caption_credit_line (const Article *article, const Caption *caption)
{
    const char *photographer = caption->photographer, *agency = caption->agency;

    if (photographer == NULL && agency == NULL)
        return caption->credit;
    return arena_printf (article->arena, "%s%s %s%s%s", label (article, "photo"), label (article, "colon"),
                         photographer != NULL ? photographer : "", photographer != NULL && agency != NULL ? " / " : "",
                         agency != NULL ? agency : "");
}

/* What stands for the picture where it cannot be seen: never the same words as the caption below it. */
static const char *
alt_text (const Article *article, const Caption *caption)
{
    g_autofree char *text = NULL;
    const char *credit = caption_credit_line (article, caption);

    if (caption->alt != NULL && g_strcmp0 (caption->alt, caption->caption) != 0) {
        text = text_shorten (caption->alt, ALT_CHARACTERS);
        return arena_strdup (article->arena, text);
    }
    if (caption->caption == NULL)
        return credit != NULL ? credit : label (article, "photo");
    text = text_shorten (caption->caption, MADE_ALT_CHARACTERS);
    return arena_printf (article->arena, "%s%s %s", label (article, "photo"), label (article, "colon"), text);
}

Node *
figure_part (const Node *parent, NodeKind kind)
{
    for (Node *child = parent->first; child != NULL; child = child->next)
        if (child->kind == kind)
            return child;
    return NULL;
}

void
figure_remove_part (Node *parent, NodeKind kind)
{
    Node *child = figure_part (parent, kind);

    if (child != NULL)
        node_unlink (child);
}

static void
append_block (const Article *article, Node *figure, NodeKind kind, const char *text)
{
    Node *block = node_append_new (article->arena, figure, kind);

    block->line = figure->line;
    node_append_text (article->arena, block, text);
}

/* The figure's image of the caption, made if there is none. */
static Node *
image_of (const Article *article, Caption *caption)
{
    Node *figure = caption->figure;

    if (caption->node != NULL)
        return caption->node;
    caption->node = node_new (article->arena, NODE_IMAGE);
    caption->node->line = figure->line;
    if (figure->first != NULL)
        node_insert_before (figure->first, caption->node);
    else
        node_append (figure, caption->node);
    return caption->node;
}

/* What is said of a picture that is not in the book stands beside the link to it: never the caption again. */
static const char *
absent_text (const Article *article, const Caption *caption)
{
    g_autofree char *text = NULL;

    if (caption->alt == NULL || g_strcmp0 (caption->alt, caption->caption) == 0)
        return NULL;
    text = text_shorten (caption->alt, ALT_CHARACTERS);
    return arena_strdup (article->arena, text);
}

void
caption_show_picture (const Article *article, Caption *caption)
{
    if (caption->picture != NULL) {
        Node *image = image_of (article, caption);

        image->image.picture = caption->picture;
        image->image.alt = alt_text (article, caption);
    } else if (caption->node != NULL && caption->node->first == NULL) {
        caption->node->image.alt = absent_text (article, caption);
    }
}

/* Picture, caption, credit: what is known of them, in that order. */
void
caption_show (const Article *article, Caption *caption)
{
    Node *figure = caption->figure;
    const char *credit = caption_credit_line (article, caption);

    figure_remove_part (figure, NODE_CREDIT);
    if (caption->caption == NULL)
        figure_remove_part (figure, NODE_CAPTION);
    else if (figure_part (figure, NODE_CAPTION) == NULL)
        append_block (article, figure, NODE_CAPTION, caption->caption);
    if (credit != NULL)
        append_block (article, figure, NODE_CREDIT, credit);
    caption_show_picture (article, caption);
    /* A figure of nothing would be no figure: rather what stood there before a person emptied it. */
    if (figure->first == NULL && caption->raw != NULL)
        append_block (article, figure, NODE_CAPTION, caption->raw);
}
