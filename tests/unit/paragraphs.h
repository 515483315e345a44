/* SPDX-License-Identifier: MIT */
#ifndef PARAGRAPHS_H
#define PARAGRAPHS_H

#include "model/model.h"

/* An article whose lines are its paragraphs; those that begin with "# " are headings. */
static Article *
article_of (const char *lines)
{
    Article *article = article_new (ARTICLE_CHAPTER);
    g_auto (GStrv) split = g_strsplit (lines, "\n", -1);
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; split[i] != NULL; i++) {
        gboolean is_heading = g_str_has_prefix (split[i], "# ");
        Node *block = node_new (article->arena, is_heading ? NODE_HEADING : NODE_PARAGRAPH);

        if (i > 0)
            g_string_append_c (text, '\n');
        block->span.start = text->len;
        g_string_append (text, split[i] + (is_heading ? 2 : 0));
        block->span.end = text->len;
        g_ptr_array_add (article->blocks, block);
    }
    article->text = arena_strdup (article->arena, text->str);
    article->text_length = text->len;
    return article;
}

#endif
