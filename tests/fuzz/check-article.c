/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "fuzz.h"
#include "model/model.h"

void
check_text (const char *text)
{
    CHECK (text == NULL || g_utf8_validate (text, -1, NULL), "a text is UTF-8");
    for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        CHECK ((c >= 0x20 && (c & 0xfffe) != 0xfffe) || c == '\t' || c == '\n', "XML can hold U+%04X", c);
    }
}

static void
check_links (const Node *node)
{
    CHECK ((node->first == NULL) == (node->last == NULL), "the first is there as the last is");
    CHECK (node->first == NULL || (node->first->previous == NULL && node->first->parent == node), "the first child");
    CHECK (node->last == NULL || (node->last->next == NULL && node->last->parent == node), "the last child");
    CHECK (node->next == NULL || (node->next->previous == node && node->next->parent == node->parent), "neighbours");
}

static void
check_node (const Node *node)
{
    check_links (node);
    CHECK (node_kind_name (node->kind) != NULL, "every kind has a name");
    if (node->kind == NODE_TEXT)
        CHECK (g_utf8_validate_len (node->text.string, node->text.length, NULL), "a node's text is UTF-8");
    if (node->kind == NODE_LINK)
        check_text (node->link.url);
    if (node->kind == NODE_IMAGE || node->kind == NODE_ICON) {
        CHECK (node->image.origin != NULL, "an image is from somewhere");
        check_text (node->image.alt);
    }
}

static void
check_metadata (const Metadata *metadata)
{
    const char *const texts[] = { metadata->title,    metadata->dek,       metadata->publication,
                                  metadata->dateline, metadata->published, metadata->language,
                                  metadata->url,      metadata->rights,    metadata->editors_note };

    CHECK (metadata->title != NULL && metadata->language != NULL, "an article has a title and a language");
    CHECK (metadata->authors != NULL, "an article has authors, or none");
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        check_text (texts[i]);
    for (char **author = metadata->authors; *author != NULL; author++)
        check_text (*author);
}

void
check_articles (SheafBook *book)
{
    for (guint i = 0; i < book->articles->len; i++) {
        const Article *article = g_ptr_array_index (book->articles, i);

        check_metadata (&article->metadata);
        for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
            check_node (node);
    }
    for (guint i = 0; i < sheaf_book_get_n_notes (book); i++) {
        SheafNote note;

        sheaf_book_get_note (book, i, &note);
        CHECK (g_utf8_validate (note.message, -1, NULL), "a note is UTF-8: %s: %s", note.code, note.message);
    }
}
