/* SPDX-License-Identifier: MIT */
#include "caption.h"

#include <string.h>

#include "lang/lang.h"

/* Kindle's limit for the text that stands for a picture. */
#define ALT_CHARACTERS 140

/* The pictures of figures with more are not numbered. */
#define MOST_NUMBERED 99

/* Notices of rights can be long. */
#define RIGHTS_CHARACTERS 100

static const char *
label (const Article *article, const char *name)
{
    return arena_take (article->arena, label_get (article->metadata.language, name));
}

/* "Photo", "Illustration" */
static const char *
kind_label (const Article *article, const Caption *caption)
{
    return label (article, caption->kind != NULL ? caption->kind : "photo");
}

/* Who has the rights, where nobody is known to have taken the picture. */
static const char *
rights_line (const Article *article, const Caption *caption)
{
    g_autofree char *line = caption->rights != NULL ? text_shorten (caption->rights, RIGHTS_CHARACTERS) : NULL;

    return arena_strdup (article->arena, line);
}

const char *
caption_credit_line (const Article *article, const Caption *caption)
{
    const char *photographer = caption->photographer, *agency = caption->agency;

    if (photographer == NULL && agency == NULL)
        return caption->credit != NULL ? caption->credit : rights_line (article, caption);
    return arena_printf (article->arena, "%s%s %s%s%s", kind_label (article, caption), label (article, "colon"),
                         photographer != NULL ? photographer : "", photographer != NULL && agency != NULL ? " / " : "",
                         agency != NULL ? agency : "");
}

gboolean
caption_is_said_by (const Caption *caption, const char *alt)
{
    const char *texts[] = { caption->caption, caption->raw };
    g_autofree char *squeezed = text_squeeze (alt, -1), *folded = g_utf8_casefold (squeezed, -1);
    gsize length = strlen (folded);

    while (length > 0 && (folded[length - 1] == '.' || g_str_has_suffix (folded, "…"))) {
        length -= folded[length - 1] == '.' ? 1 : strlen ("…");
        folded[length] = '\0';
    }
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autofree char *text = texts[i] != NULL ? g_utf8_casefold (texts[i], -1) : NULL;

        if (text != NULL && g_str_has_prefix (text, folded) && 2 * length > strlen (text))
            return TRUE;
    }
    return FALSE;
}

gboolean
caption_is_file_name (const char *alt)
{
    static const char *const endings[] = {
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff"
    };
    gsize n_letters = strspn (alt, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    const char *rest = alt + n_letters;

    for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
        if (text_has_suffix_ci (alt, endings[i]))
            return TRUE;
    return n_letters <= 5 && strpbrk (rest, "0123456789") != NULL && rest[strspn (rest, "0123456789_- ")] == '\0';
}

/* What somebody said of the picture for those who cannot see it; NULL: nothing but what its caption says, too. */
static const char *
described (const Article *article, const Caption *caption)
{
    g_autofree char *text = NULL;

    if (caption->alt == NULL || text_is_blank (caption->alt, -1) || caption_is_file_name (caption->alt)
        || caption_is_said_by (caption, caption->alt))
        return NULL;
    text = text_shorten (caption->alt, ALT_CHARACTERS);
    return arena_strdup (article->arena, text);
}

/* Its place among the pictures of its figure, from 1; 0: it is the only one, or one of very many. */
static guint
number_of (const Node *image)
{
    guint number = 0, n = 0;

    for (const Node *child = image->parent->first; child != NULL && n <= MOST_NUMBERED; child = child->next) {
        n += child->kind == NODE_IMAGE;
        number = child == image ? n : number;
    }
    return n > 1 && n <= MOST_NUMBERED ? number : 0;
}

/* Of a picture that nobody described, its caption says what it shows; here stands what it is.  A decoration says
 * nothing. */
static const char *
alt_text (const Article *article, const Caption *caption, const Node *image)
{
    const char *description = described (article, caption);
    gboolean is_named = g_strcmp0 (caption->kind, "source") != 0;
    const char *name = is_named ? kind_label (article, caption) : label (article, "photo");
    guint number = number_of (image);

    if (description != NULL)
        return description;
    if (caption->alt != NULL && *caption->alt == '\0')
        return "";
    return number > 0 ? arena_printf (article->arena, "%s %u", name, number) : name;
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

/* Whether the drawing has a title or description of its own. */
static gboolean
is_titled (const Node *image)
{
    for (const Node *node = image->first; node != NULL; node = node_next (node, image))
        if (node->kind == NODE_FOREIGN && node->first != NULL
            && (strcmp (node->foreign.name, "title") == 0 || strcmp (node->foreign.name, "desc") == 0))
            return TRUE;
    return FALSE;
}

void
caption_show_picture (const Article *article, Caption *caption)
{
    if (caption->picture != NULL) {
        Node *image = image_of (article, caption);

        image->image.picture = caption->picture;
        image->image.alt = alt_text (article, caption, image);
    } else if (caption->node != NULL) {
        caption->node->image.alt = described (article, caption);
        if (caption->node->first != NULL && caption->node->image.alt == NULL && !is_titled (caption->node))
            caption->node->image.alt = label (article, caption->kind != NULL ? caption->kind : "graphic");
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
