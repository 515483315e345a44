/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "caption.h"

/* What is said of pictures and is not in the book, for those who inspect the article. */

static void
tell (Article *article, const Node *node, const char *text)
{
    if (text != NULL && !text_is_blank (text, -1))
        article_add_dropped (article, "pictures", node != NULL ? node->line : 0, text);
}

void
caption_tell_repeated (Article *article, const Caption *caption)
{
    tell (article, caption->figure, caption->raw);
    tell (article, caption->node, caption->alt);
}

void
captions_tell_alts (Article *article)
{
    for (guint i = 0; i < article->captions->len; i++) {
        const Caption *caption = g_ptr_array_index (article->captions, i);
        const char *shown = caption->node != NULL ? caption->node->image.alt : NULL;

        if (caption->alt != NULL && strcmp (caption->alt, shown != NULL ? shown : "") != 0
            && !caption_is_said_by (caption, caption->alt))
            tell (article, caption->node, caption->alt);
    }
}
