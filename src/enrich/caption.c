/* SPDX-License-Identifier: MIT */
#include "passes.h"

#include <string.h>

#include "lang/lang.h"

/* Kindle's limit for the text that stands for a picture. */
#define ALT_CHARACTERS 140

/* So much of a caption stands for its picture when nobody described it. */
#define MADE_ALT_CHARACTERS 110

#define NOTE_CHARACTERS 60

static const char *
label (const Article *article, const char *name)
{
    const char *language = article->metadata.language != NULL ? article->metadata.language : "en";

    return arena_own (article->arena, label_get (language, name), g_free);
}

static void
fill_caption (Article *article, Caption *caption, const char *raw)
{
    Credit credit;

    credit_parse (raw, &credit);
    caption->raw = arena_strdup (article->arena, raw);
    caption->caption = arena_strdup (article->arena, credit.caption);
    caption->photographer = arena_strdup (article->arena, credit.photographer);
    caption->agency = arena_strdup (article->arena, credit.agency);
    caption->date = arena_strdup (article->arena, credit.date);
    caption->place = arena_strdup (article->arena, credit.place);
    credit_clear (&credit);
}

/* "Photo: Ann Lee / AFP", or NULL when neither is known. */
static const char *
credit_text (const Article *article, const Caption *caption)
{
    const char *photographer = caption->photographer, *agency = caption->agency;

    if (photographer == NULL && agency == NULL)
        return NULL;
    return arena_printf (article->arena, "%s%s %s%s%s", label (article, "photo"), label (article, "colon"),
                         photographer != NULL ? photographer : "", photographer != NULL && agency != NULL ? " / " : "",
                         agency != NULL ? agency : "");
}

/* What stands for the picture where it cannot be seen: never the same words as the caption below it. */
static const char *
alt_text (const Article *article, const Caption *caption)
{
    g_autofree char *text = NULL;
    const char *credit = credit_text (article, caption);

    if (caption->alt != NULL && g_strcmp0 (caption->alt, caption->caption) != 0) {
        text = text_shorten (caption->alt, ALT_CHARACTERS);
        return arena_strdup (article->arena, text);
    }
    if (caption->caption == NULL)
        return credit != NULL ? credit : label (article, "photo");
    text = text_shorten (caption->caption, MADE_ALT_CHARACTERS);
    return arena_printf (article->arena, "%s%s %s", label (article, "photo"), label (article, "colon"), text);
}

static Node *
child_of_kind (const Node *parent, NodeKind kind)
{
    for (Node *child = parent->first; child != NULL; child = child->next)
        if (child->kind == kind)
            return child;
    return NULL;
}

static void
remove_child_of_kind (Node *parent, NodeKind kind)
{
    Node *child = child_of_kind (parent, kind);

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

static void
show_picture (const Article *article, const Caption *caption)
{
    Node *figure = caption->figure, *image = child_of_kind (figure, NODE_IMAGE);

    if (caption->picture == NULL)
        return;
    if (image == NULL) {
        image = node_new (article->arena, NODE_IMAGE);
        image->line = figure->line;
        if (figure->first != NULL)
            node_insert_before (figure->first, image);
        else
            node_append (figure, image);
    }
    image->image.picture = caption->picture;
    image->image.alt = alt_text (article, caption);
}

/* Picture, caption, credit: what is known of them, in that order. */
static void
show_caption (const Article *article, const Caption *caption)
{
    Node *figure = caption->figure;
    const char *credit = credit_text (article, caption);

    remove_child_of_kind (figure, NODE_CREDIT);
    if (caption->caption == NULL)
        remove_child_of_kind (figure, NODE_CAPTION);
    else if (child_of_kind (figure, NODE_CAPTION) == NULL)
        append_block (article, figure, NODE_CAPTION, caption->caption);
    if (credit != NULL)
        append_block (article, figure, NODE_CREDIT, credit);
    show_picture (article, caption);
    /* A figure of nothing would be no figure: rather what stood there before a person emptied it. */
    if (figure->first == NULL)
        append_block (article, figure, NODE_CAPTION, caption->raw);
}

/* Removes the node, and what is empty without it. */
static void
prune (Node *node, const Node *block)
{
    while (node != block && node->first == NULL) {
        Node *parent = node->parent;

        node_unlink (node);
        node = parent;
    }
}

/* Cuts the block's text down to a stretch of it; links and emphasis within stay. */
static void
keep_stretch (Node *block, Span kept)
{
    gsize at = 0;

    for (Node *node = block->first, *next; node != NULL; node = next) {
        gsize length;
        Span own;

        node_own_text (node, block, &length);
        own = (Span){ CLAMP (kept.start, at, at + length), CLAMP (kept.end, at, at + length) };
        at += length;
        next = node_next_in_text (node, block);
        if (node->kind != NODE_TEXT && node->kind != NODE_LINE_BREAK)
            continue;
        if (span_is_empty (own)) {
            prune (node, block);
        } else if (node->kind == NODE_TEXT) {
            node->text.string += own.start + length - at;
            node->text.length = own.end - own.start;
        }
    }
}

/* The block keeps the caption's sentence, which is a part of its text. */
static void
keep_caption (Node *block, const char *text, const char *caption)
{
    const char *at = strstr (text, caption);
    gsize start = at != NULL ? (gsize) (at - text) : 0;

    keep_stretch (block, (Span){ start, start + strlen (caption) });
}

static void
take_paragraph (Article *article, Node *paragraph, gboolean keeps_tree)
{
    g_autofree char *text = node_text (paragraph);
    Caption *caption;

    if (!credit_is_caption (text))
        return;
    caption = article_add_caption (article);
    fill_caption (article, caption, text);
    if (keeps_tree)
        return;
    caption->figure = node_new (article->arena, NODE_FIGURE);
    caption->figure->line = paragraph->line;
    node_insert_before (paragraph, caption->figure);
    node_unlink (paragraph);
    if (caption->caption != NULL) {
        paragraph->kind = NODE_CAPTION;
        node_append (caption->figure, paragraph);
        keep_caption (paragraph, text, caption->caption);
    }
    show_caption (article, caption);
}

static void
take_figure (Article *article, Node *figure, gboolean keeps_tree)
{
    const Node *image = child_of_kind (figure, NODE_IMAGE);
    Node *block = child_of_kind (figure, NODE_CAPTION), *credit = child_of_kind (figure, NODE_CREDIT);
    g_autofree char *text = block != NULL ? node_text (block) : NULL;
    g_autofree char *credit_line = credit != NULL ? node_text (credit) : NULL;
    g_autofree char *raw = g_strjoin (text != NULL && credit_line != NULL ? " " : "", text != NULL ? text : "",
                                      credit_line != NULL ? credit_line : "", NULL);
    Caption *caption;

    if (block == NULL && credit == NULL)
        return;
    caption = article_add_caption (article);
    fill_caption (article, caption, raw);
    caption->alt = image != NULL ? image->image.alt : NULL;
    caption->picture = image != NULL ? image->image.picture : NULL;
    if (keeps_tree)
        return;
    caption->figure = figure;
    show_picture (article, caption);
    if (caption->photographer == NULL && caption->agency == NULL)
        return;
    if (block != NULL && caption->caption != NULL)
        keep_caption (block, text, caption->caption);
    show_caption (article, caption);
}

static void
find_captions (Article *article, gboolean keeps_tree)
{
    for (Node *node = article->root, *next; node != NULL; node = next) {
        gboolean is_open = node->kind == NODE_ROOT || node->kind == NODE_SECTION;

        next = is_open ? node_next (node, article->root) : node_skip (node, article->root);
        if (node->kind == NODE_PARAGRAPH)
            take_paragraph (article, node, keeps_tree);
        else if (node->kind == NODE_FIGURE)
            take_figure (article, node, keeps_tree);
    }
}

static void
free_queue (gpointer queue)
{
    g_queue_free (queue);
}

/* The captions by their text in the input; of those that have the same, in their order. */
static GHashTable *
index_captions (const Article *article)
{
    GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_queue);

    for (guint i = 0; i < article->captions->len; i++) {
        Caption *caption = g_ptr_array_index (article->captions, i);
        GQueue *same = g_hash_table_lookup (index, caption->raw);

        if (same == NULL) {
            same = g_queue_new ();
            g_hash_table_insert (index, (gpointer) caption->raw, same);
        }
        g_queue_push_tail (same, caption);
    }
    return index;
}

static void
correct_fields (Caption *caption, const Caption *correction)
{
    caption->caption = corrected (correction->caption, caption->caption);
    caption->alt = corrected (correction->alt, caption->alt);
    caption->photographer = corrected (correction->photographer, caption->photographer);
    caption->agency = corrected (correction->agency, caption->agency);
    caption->date = corrected (correction->date, caption->date);
    caption->place = corrected (correction->place, caption->place);
    if (correction->image == NULL)
        return;
    caption->image = correction->image;
    caption->picture = correction->picture;
}

static void
correct_caption (const Article *article, Caption *caption, const Caption *correction)
{
    const char *found = caption->caption;

    correct_fields (caption, correction);
    if (g_strcmp0 (found, caption->caption) != 0)
        remove_child_of_kind (caption->figure, NODE_CAPTION);
    show_caption (article, caption);
}

/* What a new caption has to show, and to be known by; NULL: nothing. */
static const char *
subject_of (const Article *article, const Caption *caption)
{
    if (caption->raw != NULL)
        return caption->raw;
    if (caption->caption != NULL)
        return caption->caption;
    return caption->picture != NULL && caption->image != NULL ? caption->image : credit_text (article, caption);
}

/* A caption that the text has not: the sidecar alone says what it is. */
static void
add_caption (SheafBook *book, Article *article, const Caption *correction, Node *before)
{
    Caption *caption = arena_make (article->arena, Caption);
    g_autofree char *shown = NULL;

    correct_fields (caption, correction);
    caption->raw = corrected (correction->raw, NULL);
    caption->raw = subject_of (article, caption);
    if (caption->raw == NULL)
        return;
    shown = text_shorten (caption->raw, NOTE_CHARACTERS);
    caption->figure = node_new (article->arena, NODE_FIGURE);
    if (before != NULL)
        node_insert_before (before, caption->figure);
    else
        node_append (article->root, caption->figure);
    show_caption (article, caption);
    g_ptr_array_add (article->captions, caption);
    report_note (book->report, NOTE_CAPTION_ADDED, article->origin.path, 0, "%s", shown);
}

/* What the sidecar's list leaves out was no caption, but a paragraph of the text. */
static void
restore_paragraph (Article *article, const Caption *caption)
{
    Node *paragraph = node_new (article->arena, NODE_PARAGRAPH);

    paragraph->line = caption->figure->line;
    node_append (paragraph, node_new_text (article->arena, caption->raw, -1));
    node_insert_before (caption->figure, paragraph);
    node_unlink (caption->figure);
}

/* A person's corrections are found by the caption's text in the input; what has none stands first. */
static void
apply_corrections (SheafBook *book, Article *article)
{
    const GPtrArray *corrections = article->corrections.captions;
    g_autoptr (GHashTable) index = index_captions (article);
    g_autoptr (GPtrArray) found = g_ptr_array_sized_new (article->captions->len);
    g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
    Node *first = article->root->first;

    for (guint i = 0; i < article->captions->len; i++)
        g_ptr_array_add (found, g_ptr_array_index (article->captions, i));
    g_ptr_array_set_size (article->captions, 0);
    for (guint i = 0; i < corrections->len; i++) {
        const Caption *correction = g_ptr_array_index (corrections, i);
        GQueue *same = correction->raw != NULL ? g_hash_table_lookup (index, correction->raw) : NULL;
        Caption *caption = same != NULL ? g_queue_pop_head (same) : NULL;

        if (caption == NULL) {
            add_caption (book, article, correction, first);
            continue;
        }
        correct_caption (article, caption, correction);
        g_hash_table_add (kept, caption);
    }
    for (guint i = 0; i < found->len; i++) {
        Caption *caption = g_ptr_array_index (found, i);

        if (g_hash_table_contains (kept, caption) || child_of_kind (caption->figure, NODE_IMAGE) != NULL)
            g_ptr_array_add (article->captions, caption);
        else
            restore_paragraph (article, caption);
    }
}

void
enrich_captions (SheafBook *book, Article *article)
{
    find_captions (article, book->options.is_fragment);
    if (article->corrections.captions != NULL && !book->options.is_fragment)
        apply_corrections (book, article);
}
