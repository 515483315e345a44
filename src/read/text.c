/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "masthead.h"
#include "paragraphs.h"
#include "readers.h"

/* A heading that nothing marks as one is no longer than this. */
#define HEADING_CHARACTERS 80
#define HEADING_WORDS 12
/* Below a heading stands prose, which is no shorter than this. */
#define PROSE_SIZE 40
#define LIST_DEPTH 6

static gboolean
probe (const Input *input)
{
    return TRUE;
}

static Node *
append_block (Article *article, Node *parent, NodeKind kind, const Paragraph *paragraph)
{
    Node *block = node_append_new (article->arena, parent, kind);

    block->line = paragraph->line;
    node_append (block, node_new_text (article->arena, paragraph->text, -1));
    return block;
}

static const char *
before_closing_quotes (const char *text, const char *end)
{
    while (end > text && char_is_closing_quote (text_char_before (text, end)))
        end = g_utf8_prev_char (end);
    return end;
}

/* "[Laughs.]", "(Ann Lee)", "© Ann Lee" and "--" are none, nor are a date and a photo credit. */
static gboolean
begins_as_heading (const char *text)
{
    gunichar first = g_utf8_get_char (text);
    g_autofree char *date = date_parse (text);

    return date == NULL && !g_unichar_islower (first) && (g_unichar_isalnum (first) || char_is_opening_quote (first))
           && !credit_is_caption (text);
}

static gboolean
ends_with_mark (const char *text)
{
    const char *end = before_closing_quotes (text, text + strlen (text));

    return end == text || g_utf8_strchr (".,;:!?…", -1, text_char_before (text, end)) != NULL;
}

/* What stands below a heading: a list of ingredients or addresses is none. */
static gboolean
is_prose (const Paragraph *paragraph)
{
    return paragraph->shape == SHAPE_PROSE
           && (strlen (paragraph->text) >= PROSE_SIZE || ends_with_mark (paragraph->text));
}

static gboolean
has_small_letter (const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_islower (g_utf8_get_char (p)))
            return TRUE;
    return FALSE;
}

/* A short line without a full stop, and a longer paragraph below it.  Of two such lines in capitals,
 * "CHAPTER I" and its title, the first is one too. */
static gboolean
looks_like_heading (const Paragraph *paragraph, const Paragraph *next)
{
    if (!paragraph->is_one_line || next == NULL || ends_with_mark (paragraph->text)
        || !begins_as_heading (paragraph->text))
        return FALSE;
    if (!is_prose (next) && (next->shape != SHAPE_PROSE || has_small_letter (paragraph->text)))
        return FALSE;
    return g_utf8_strlen (paragraph->text, -1) <= HEADING_CHARACTERS && text_n_words (paragraph->text) <= HEADING_WORDS
           && strlen (next->text) > 2 * strlen (paragraph->text);
}

/* Where the next list item goes: lists that are open, the innermost last. */
typedef struct {
    Node *lists[LIST_DEPTH];
    guint indents[LIST_DEPTH];
    int due[LIST_DEPTH]; /* the number of its next item */
    guint depth;
} ListStack;

static Node *
open_list (Article *article, ListStack *stack, const Paragraph *item)
{
    Node *parent = stack->depth == 0 ? article->root : stack->lists[stack->depth - 1]->last;
    Node *list = node_append_new (article->arena, parent, NODE_LIST);

    list->line = item->line;
    list->list.is_ordered = item->shape == SHAPE_NUMBER;
    list->list.start = item->number;
    stack->lists[stack->depth] = list;
    stack->due[stack->depth] = item->number;
    stack->indents[stack->depth++] = item->indent;
    return list;
}

/* Numbers are part of the text: one that is not due is kept. */
static int
number_unless_due (ListStack *stack, const Paragraph *item)
{
    int *due = &stack->due[stack->depth - 1];
    gboolean is_due = item->number == *due;

    *due = item->number + 1;
    return is_due ? 0 : item->number;
}

static void
append_item (Article *article, ListStack *stack, const Paragraph *item)
{
    gboolean is_ordered = item->shape == SHAPE_NUMBER;

    while (stack->depth > 1 && item->indent < stack->indents[stack->depth - 1])
        stack->depth--;
    if (stack->depth > 0 && stack->lists[stack->depth - 1]->list.is_ordered != is_ordered
        && (stack->depth == LIST_DEPTH || item->indent <= stack->indents[stack->depth - 1] + 1))
        stack->depth--;
    if (stack->depth == 0 || (item->indent > stack->indents[stack->depth - 1] + 1 && stack->depth < LIST_DEPTH))
        open_list (article, stack, item);
    {
        Node *node = node_append_new (article->arena, stack->lists[stack->depth - 1], NODE_ITEM);

        if (is_ordered)
            node->item.value = number_unless_due (stack, item);
        append_block (article, node, NODE_PARAGRAPH, item);
    }
}

/* "1984. That was the year" is no list: a number begins one when its successor follows, or when it is 1 and
 * does not head a section. */
static gboolean
is_item (const Paragraph *paragraph, const Paragraph *next, const ListStack *stack)
{
    if (paragraph->shape == SHAPE_BULLET)
        return TRUE;
    if (paragraph->shape != SHAPE_NUMBER)
        return FALSE;
    return (paragraph->number <= 1 && !looks_like_heading (paragraph, next)) || stack->depth > 0
           || (next != NULL && next->shape == SHAPE_NUMBER && next->number == paragraph->number + 1);
}

static void
append_quote (Article *article, const Paragraph *paragraph)
{
    Node *last = article->root->last;
    Node *quote =
        last != NULL && last->kind == NODE_QUOTE ? last : node_append_new (article->arena, article->root, NODE_QUOTE);

    append_block (article, quote, NODE_PARAGRAPH, paragraph);
}

static void
append_heading (Article *article, const Paragraph *paragraph)
{
    Node *heading = append_block (article, article->root, NODE_HEADING, paragraph);

    heading->heading.level = CLAMP (paragraph->number, 2, 6);
}

static void
append_separator (Article *article, const Paragraph *paragraph)
{
    if (article->root->last != NULL && article->root->last->kind != NODE_SEPARATOR)
        node_append_new (article->arena, article->root, NODE_SEPARATOR)->line = paragraph->line;
}

static void
append_body (Article *article, const GArray *paragraphs, guint first, guint end)
{
    ListStack stack = { .depth = 0 };

    for (guint i = first; i < end; i++) {
        Paragraph *paragraph = &g_array_index (paragraphs, Paragraph, i);
        const Paragraph *next = i + 1 < end ? paragraph + 1 : NULL;

        if (is_item (paragraph, next, &stack)) {
            append_item (article, &stack, paragraph);
            continue;
        }
        stack.depth = 0;
        if (paragraph->shape == SHAPE_SEPARATOR)
            append_separator (article, paragraph);
        else if (paragraph->shape == SHAPE_QUOTE)
            append_quote (article, paragraph);
        else if (paragraph->shape == SHAPE_HEADING
                 || (paragraph->shape == SHAPE_PROSE && looks_like_heading (paragraph, next)))
            append_heading (article, paragraph);
        else
            append_block (article, article->root, NODE_PARAGRAPH, paragraph);
    }
}

/* A marker that turned out not to begin a list belongs to the text again. */
static void
restore_numbers (GArray *paragraphs, Arena *arena)
{
    for (guint i = 0; i < paragraphs->len; i++) {
        Paragraph *paragraph = &g_array_index (paragraphs, Paragraph, i);
        const Paragraph *next = i + 1 < paragraphs->len ? paragraph + 1 : NULL;
        ListStack stack = { .depth = i > 0 && paragraph[-1].shape == SHAPE_NUMBER };

        if (paragraph->shape == SHAPE_NUMBER && !is_item (paragraph, next, &stack)) {
            paragraph->shape = SHAPE_PROSE;
            paragraph->text = arena_printf (arena, "%s %s", paragraph->marker, paragraph->text);
            paragraph->number = 0;
        }
    }
}

static void
read_body (const Input *input, Article *article, const char *text, gsize length, guint first_line)
{
    GArray *paragraphs = paragraphs_split (text, length, first_line, article->arena);
    guint first, end;

    restore_numbers (paragraphs, article->arena);
    first = masthead_take (input, paragraphs, article);
    end = closing_take (paragraphs, first, article);
    dateline_find (paragraphs, first, end, article);
    append_body (article, paragraphs, first, end);
}

/* A fragment is text to the letter: every line a paragraph, and the spans are those of the input. */
static void
read_fragment (Article *article, const char *text, gsize length)
{
    article->text = arena_strndup (article->arena, text, length);
    article->text_length = length;
    for (const char *start = article->text, *end; *start != '\0'; start = *end == '\0' ? end : end + 1) {
        Node *block;

        end = strchrnul (start, '\n');
        if (text_is_blank (start, end - start))
            continue;
        block = node_append_new (article->arena, article->root, NODE_PARAGRAPH);
        block->span = (Span){ (gsize) (start - article->text), (gsize) (end - article->text) };
        node_append (block, node_new_text (article->arena, start, end - start));
        g_ptr_array_add (article->blocks, block);
    }
}

static gboolean
read_text (const Input *input, GError **error)
{
    Article *article = article_new (ARTICLE_CHAPTER);
    guint line;
    gsize body;

    g_ptr_array_add (input->book->articles, article);
    if (input->book->options.is_fragment) {
        read_fragment (article, input->text, input->length);
        return TRUE;
    }
    if (!front_matter_apply (input, article, &body, &line, error))
        return FALSE;
    read_body (input, article, input->text + body, input->length - body, line);
    return TRUE;
}

const Reader text_reader = { "text", probe, read_text };
