/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "passes.h"

/* A link that the text is to get: around the first use of a term, or as a number behind the first
 * place that cites a source. */
typedef struct {
    Span span;
    Node **reference; /* where to note the new node */
    ReferenceKind kind;
    const char *mark; /* the text of a source's mark */
} Wish;

/* From the end of the text to its start: then a text node that is cut keeps its first part, and the
 * offsets before the cut still hold. Of two that begin together the longer comes first. */
static int
compare_wishes (gconstpointer a, gconstpointer b)
{
    const Wish *first = a, *second = b;

    if (first->span.start != second->span.start)
        return first->span.start < second->span.start ? 1 : -1;
    return (first->span.end < second->span.end) - (first->span.end > second->span.end);
}

static void
wish_for_terms (Article *article, GArray *wishes)
{
    for (guint i = 0; i < article->terms->len; i++) {
        Term *term = g_ptr_array_index (article->terms, i);
        Wish wish = { term->use, &term->reference, REFERENCE_TERM, NULL };

        if (!span_is_empty (term->use))
            g_array_append_val (wishes, wish);
    }
}

/* The mark stands behind the statement and the punctuation that closes it. */
static gsize
skip_punctuation (const Article *article, gsize offset)
{
    const char *p = article->text + offset;

    while (*p != '\0' && *p != '\n' && g_utf8_strchr (".,;:!?)”’", -1, g_utf8_get_char (p)) != NULL)
        p = g_utf8_next_char (p);
    return (gsize) (p - article->text);
}

/* Numbers above the line mean footnotes where there are any: then those of sources stand in brackets. */
static void
wish_for_sources (Article *article, GArray *wishes)
{
    gboolean has_notes = article->root->last != NULL && article->root->last->kind == NODE_NOTES;

    for (guint i = 0; i < article->sources->len; i++) {
        Source *source = g_ptr_array_index (article->sources, i);
        Wish wish = { .reference = &source->reference, .kind = REFERENCE_SOURCE };

        if (source->cited->len == 0)
            continue;
        wish.span.start = skip_punctuation (article, g_array_index (source->cited, Span, 0).end);
        wish.span.end = wish.span.start;
        wish.mark = arena_printf (article->arena, has_notes ? "[%u]" : "%u", i + 1);
        g_array_append_val (wishes, wish);
    }
}

static gboolean
may_be_linked (const Node *text, const Node *block)
{
    for (const Node *node = text; node != block; node = node->parent)
        if (node_takes_no_link (node))
            return FALSE;
    return block->kind != NODE_HEADING && block->kind != NODE_PREFORMATTED;
}

/* The text node of the block that holds the whole span; sets where it begins in the article's text. */
static Node *
find_text (Node *block, Span span, gsize *start)
{
    *start = block->span.start;
    for (Node *node = block; node != NULL; node = node_next_in_text (node, block)) {
        gsize length;

        node_own_text (node, block, &length);
        if (node->kind == NODE_TEXT && span.end <= *start + length)
            return span.start >= *start && may_be_linked (node, block) ? node : NULL;
        *start += length;
    }
    return NULL;
}

/* Cuts the text node in two at `at`; returns the second part, NULL when it would be empty. */
static Node *
cut_text (Article *article, Node *text, gsize at)
{
    Node *rest;

    if (at >= text->text.length)
        return NULL;
    rest = node_new_text (article->arena, text->text.string + at, (gssize) (text->text.length - at));
    text->text.length = at;
    node_insert_after (text, rest);
    return rest;
}

static Node *
new_reference (Article *article, const Wish *wish)
{
    Node *reference = node_new (article->arena, NODE_REFERENCE);

    reference->reference.kind = wish->kind;
    return reference;
}

static void
grant (Article *article, const Wish *wish)
{
    Node *block = article_block_at (article, wish->span.start > 0 && wish->mark != NULL ? wish->span.start - 1
                                                                                        : wish->span.start);
    gsize start;
    Node *text = block != NULL ? find_text (block, wish->span, &start) : NULL;
    Node *reference;

    if (text == NULL)
        return;
    reference = new_reference (article, wish);
    cut_text (article, text, wish->span.end - start);
    if (wish->mark != NULL) {
        node_append (reference, node_new_text (article->arena, wish->mark, -1));
        node_insert_after (text, reference);
    } else {
        Node *word = cut_text (article, text, wish->span.start - start);

        node_insert_after (word, reference);
        node_unlink (word);
        node_append (reference, word);
    }
    if (text->text.length == 0)
        node_unlink (text);
    *wish->reference = reference;
}

void
enrich_links (SheafBook *book, Article *article)
{
    g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (Wish));

    if (book->options.is_fragment)
        return;
    wish_for_terms (article, wishes);
    wish_for_sources (article, wishes);
    g_array_sort (wishes, compare_wishes);
    for (guint i = 0; i < wishes->len; i++)
        grant (article, &g_array_index (wishes, Wish, i));
}
