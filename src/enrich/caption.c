/* SPDX-License-Identifier: MIT */
#include "caption.h"

#include <string.h>

#include "lang/lang.h"

#define NOTE_CHARACTERS 60

static const char *
kind_of_credit (const Credit *credit)
{
    return credit->kind != CREDIT_PHOTO ? credit_kind_label (credit->kind) : NULL;
}

static void
fill_caption (const Article *article, Caption *caption, const char *raw)
{
    Credit credit;

    credit_parse (raw, &credit);
    caption->raw = arena_strdup (article->arena, raw);
    caption->caption = arena_strdup (article->arena, credit.caption);
    caption->photographer = arena_strdup (article->arena, credit.photographer);
    caption->agency = arena_strdup (article->arena, credit.agency);
    caption->date = arena_strdup (article->arena, credit.date);
    caption->place = arena_strdup (article->arena, credit.place);
    caption->kind = kind_of_credit (&credit);
    credit_clear (&credit);
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

/* Where the byte of the text is that stands at that place once white space is squeezed. */
static gsize
place_in (const char *text, gsize squeezed)
{
    gsize at = 0;
    gboolean is_pending = FALSE;
    const char *p = text;

    for (const char *next; *p != '\0'; p = next) {
        next = g_utf8_next_char (p);
        if (char_is_space (g_utf8_get_char (p))) {
            is_pending = at > 0;
            continue;
        }
        at += is_pending;
        if (squeezed < at + (gsize) (next - p))
            break;
        is_pending = FALSE;
        at += (gsize) (next - p);
    }
    return (gsize) (p - text) + squeezed - at;
}

/* The block keeps the caption's sentence, which is a part of its text but for white space. */
static void
keep_caption (Node *block, const char *caption)
{
    g_autofree char *text = node_text (block), *squeezed = text_squeeze (text, -1);
    const char *at = strstr (squeezed, caption);
    gsize start = at != NULL ? (gsize) (at - squeezed) : 0;

    if (at != NULL && *caption != '\0')
        keep_stretch (block, (Span){ place_in (text, start), place_in (text, start + strlen (caption) - 1) + 1 });
}

static gboolean
is_alone (const Node *block)
{
    return block->parent->first == block && block->next == NULL;
}

static void
take_paragraph (Article *article, Node *paragraph, gboolean keeps_tree)
{
    g_autofree char *text = node_text (paragraph);
    Caption *caption;

    if (!credit_is_caption (text) && !(keeps_tree && is_alone (paragraph) && credit_may_be_caption (text)))
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
        keep_caption (paragraph, caption->caption);
    }
    caption_show (article, caption);
}

void
caption_read_credit (const Article *article, Caption *caption, const char *line)
{
    Credit credit;
    gboolean is_understood = credit_parse_line (line, &credit) || credit_parse (line, &credit);

    caption->credit = arena_strdup (article->arena, line);
    if (is_understood && (credit.photographer != NULL || caption->photographer == NULL)) {
        caption->photographer = arena_strdup (article->arena, credit.photographer);
        caption->agency = arena_strdup (article->arena, credit.agency);
        caption->kind = kind_of_credit (&credit);
        caption->date = caption->date != NULL ? caption->date : arena_strdup (article->arena, credit.date);
    }
    credit_clear (&credit);
}

/* The figure's caption and credit as one line, and what they say. */
static void
read_figure_text (const Article *article, Caption *caption, const char *text, const char *credit)
{
    if (text != NULL)
        fill_caption (article, caption, text);
    if (credit == NULL)
        return;
    caption_read_credit (article, caption, credit);
    caption->raw = text != NULL ? arena_printf (article->arena, "%s %s", text, credit) : caption->credit;
}

static char *
text_of (const Node *block)
{
    g_autofree char *text = block != NULL ? node_text (block) : NULL;

    return text != NULL && !text_is_blank (text, -1) ? text_squeeze (text, -1) : NULL;
}

/* Shows what was understood of a figure's text, if that is other than what stands there. */
static void
show_figure_text (const Article *article, Caption *caption)
{
    Node *block = figure_part (caption->figure, NODE_CAPTION);
    g_autofree char *text = block != NULL ? node_text (block) : NULL;

    caption_show_picture (article, caption);
    if (caption->photographer == NULL && caption->agency == NULL && caption->credit == NULL)
        return;
    if (block != NULL && caption->caption != NULL)
        keep_caption (block, caption->caption);
    caption_show (article, caption);
}

/* What has a caption, or somebody who made it, is no decoration, whatever the page says. */
static const char *
alt_of (const Node *figure, const Node *image)
{
    gboolean is_told = figure_part (figure, NODE_CAPTION) != NULL || figure_part (figure, NODE_CREDIT) != NULL;

    return is_told && image->image.alt != NULL && *image->image.alt == '\0' ? NULL : image->image.alt;
}

static Caption *
add_image (Article *article, Node *figure, Node *image)
{
    Caption *caption = article_add_caption (article);

    caption->figure = figure;
    caption->node = image;
    if (image == NULL)
        return caption;
    caption->image = image->image.origin->source;
    caption->picture = image->image.picture;
    caption->alt = alt_of (figure, image);
    caption->embedded = image->image.origin->embedded;
    return caption;
}

/* A figure of several images has the caption with the first of them. */
static void
take_figure (Article *article, Node *figure)
{
    g_autofree char *text = text_of (figure_part (figure, NODE_CAPTION));
    g_autofree char *credit = text_of (figure_part (figure, NODE_CREDIT));
    Node *image = figure_part (figure, NODE_IMAGE);
    Caption *first = add_image (article, figure, image);

    read_figure_text (article, first, text, credit);
    show_figure_text (article, first);
    for (image = image != NULL ? image->next : NULL; image != NULL; image = image->next)
        if (image->kind == NODE_IMAGE)
            caption_show_picture (article, add_image (article, figure, image));
}

/* A figure of several pictures may be several figures. */
static void
take_figures (Article *article, Node *figure, gboolean keeps_tree)
{
    Node *end = figure->next;

    if (!keeps_tree)
        figure_divide (article, figure);
    for (Node *own = figure; own != end; own = own->next)
        take_figure (article, own);
}

static gboolean
is_top_level (const Node *node)
{
    return node->parent != NULL && (node->parent->kind == NODE_ROOT || node->parent->kind == NODE_SECTION);
}

static void
find_captions (Article *article, gboolean keeps_tree)
{
    for (Node *node = article->root, *next; node != NULL; node = next) {
        next = node_holds_inlines (node) || node->kind == NODE_FIGURE ? node_skip (node, article->root)
                                                                      : node_next (node, article->root);
        if (node->kind == NODE_PARAGRAPH && is_top_level (node))
            take_paragraph (article, node, keeps_tree);
        else if (node->kind == NODE_FIGURE)
            take_figures (article, node, keeps_tree);
    }
}

static void
free_queue (gpointer queue)
{
    g_queue_free (queue);
}

/* What a caption is known by. */
static const char *
key_of (const Caption *caption)
{
    if (caption->raw != NULL)
        return caption->raw;
    return caption->image != NULL ? caption->image : "";
}

/* The same of a correction; NULL: it says of no caption that there is. */
static const char *
key_of_correction (const Caption *correction)
{
    if (correction->raw != NULL && correction->raw != as_found)
        return correction->raw;
    if (correction->image != NULL && correction->image != as_found)
        return correction->image;
    return correction->raw == NULL ? "" : NULL;
}

/* The captions by their text in the input; of those that have the same, in their order. */
static GHashTable *
index_captions (const Article *article)
{
    GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_queue);

    for (guint i = 0; i < article->captions->len; i++) {
        Caption *caption = g_ptr_array_index (article->captions, i);
        GQueue *same = g_hash_table_lookup (index, key_of (caption));

        if (same == NULL) {
            same = g_queue_new ();
            g_hash_table_insert (index, (gpointer) key_of (caption), same);
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
    caption->rights = corrected (correction->rights, caption->rights);
    caption->position = corrected (correction->position, caption->position);
    if (correction->image == NULL || g_strcmp0 (correction->image, caption->image) == 0)
        return;
    caption->image = correction->image;
    caption->picture = correction->picture;
}

static void
correct_caption (const Article *article, Caption *caption, const Caption *correction)
{
    const char *found = caption->caption;

    correct_fields (caption, correction);
    if (!caption_leads_figure (article, caption)) {
        caption_show_picture (article, caption);
        return;
    }
    if (g_strcmp0 (found, caption->caption) != 0)
        figure_remove_part (caption->figure, NODE_CAPTION);
    caption_show (article, caption);
}

/* What a new caption has to show, and to be known by; NULL: nothing. */
static const char *
subject_of (const Article *article, const Caption *caption)
{
    if (caption->raw != NULL)
        return caption->raw;
    if (caption->caption != NULL)
        return caption->caption;
    return caption->picture != NULL && caption->image != NULL ? caption->image : caption_credit_line (article, caption);
}

/* A caption that the text has not: the sidecar alone says what it is. */
static void
add_caption (SheafBook *book, Article *article, const Caption *correction, Node *before)
{
    Caption *caption = arena_make (article->arena, Caption);
    g_autofree char *shown = NULL;

    caption->embedded = correction->embedded;
    caption_take_embedded (article, caption);
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
    caption_show (article, caption);
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
        const char *key = key_of_correction (correction);
        GQueue *same = key != NULL ? g_hash_table_lookup (index, key) : NULL;
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

        if (g_hash_table_contains (kept, caption) || figure_part (caption->figure, NODE_IMAGE) != NULL)
            g_ptr_array_add (article->captions, caption);
        else
            restore_paragraph (article, caption);
    }
}

static gboolean
shows_something (const Node *image)
{
    const char *alt = image->image.alt, *source = image->image.origin->source;
    g_autofree char *address = source != NULL ? text_web_address (source) : NULL;

    return image->image.picture != NULL || image->first != NULL || address != NULL
           || (alt != NULL && !text_is_blank (alt, -1));
}

/* A picture that is not to be had, and that nobody described, leaves nothing behind but what is known of it. */
static void
drop_empty_images (const Article *article)
{
    for (guint i = 0; i < article->captions->len; i++) {
        Caption *caption = g_ptr_array_index (article->captions, i);

        if (caption->node == NULL || shows_something (caption->node))
            continue;
        node_unlink (caption->node);
        caption->node = NULL;
        if (caption->figure->first == NULL)
            node_unlink (caption->figure);
    }
}

/* Pictures may have been set apart from the figure that they were found in, and so have other numbers. */
static void
settle_figures (const Article *article)
{
    for (guint i = 0; i < article->captions->len; i++) {
        Caption *caption = g_ptr_array_index (article->captions, i);

        if (caption->node == NULL || caption->node->parent == NULL)
            continue;
        caption->figure = caption->node->parent;
        caption_show_picture (article, caption);
    }
}

void
enrich_captions (SheafBook *book, Article *article)
{
    find_captions (article, book->options.is_fragment);
    captions_take_facts (article);
    settle_figures (article);
    if (!book->options.is_fragment)
        captions_drop_repeats (article, book->options.is_for_inspection);
    if (article->corrections.captions != NULL && !book->options.is_fragment)
        apply_corrections (book, article);
    if (article->corrections.captions != NULL && !book->options.is_fragment)
        captions_drop_added (article);
    settle_figures (article);
    if (!book->options.is_fragment)
        drop_empty_images (article);
    if (book->options.is_for_inspection)
        captions_tell_alts (article);
}
