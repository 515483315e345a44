/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "passes.h"

/* Articles with fewer links are never dense. */
#define FEW_LINKS 3
#define WORDS_A_LINK 25

/* A link that the text is to get: around the first use of a term or an address that is written out, or as a
 * number behind the first place that cites a source or leads to a page. */
typedef struct {
    Span span;
    NodeKind kind;
    const Address *address;
    guint number;     /* of the mark; 0: the link is around the words */
    Node **reference; /* where to note the new node, or NULL */
} Wish;

/* A text node of a block, and where it begins in the article's text. */
typedef struct {
    Node *node;
    gsize start;
} Piece;

/* The links on their way into the text. */
typedef struct {
    Article *article;
    GArray *wishes;
    GArray *pieces; /* of `block` */
    const Node *block;
    gboolean has_notes; /* numbers above the line mean footnotes: then those of sources stand in brackets */
} Linker;

/* From the end of the text to its start: then a text node that is cut keeps its first part, and the
 * offsets before the cut still hold.  Of two that begin together the longer comes first, and of two marks
 * the higher number, which the other is put before. */
static int
compare_wishes (gconstpointer a, gconstpointer b)
{
    const Wish *first = a, *second = b;

    if (first->span.start != second->span.start)
        return first->span.start < second->span.start ? 1 : -1;
    if (first->span.end != second->span.end)
        return first->span.end < second->span.end ? 1 : -1;
    return (first->number < second->number) - (first->number > second->number);
}

static void
wish_for_addresses (const Linker *linker)
{
    const GPtrArray *addresses = linker->article->addresses;

    for (guint i = 0; i < addresses->len; i++) {
        const Address *address = g_ptr_array_index (addresses, i);
        Wish wish = { .span = address->span, .kind = NODE_LINK, .address = address };

        g_array_append_val (linker->wishes, wish);
    }
}

static void
wish_for_terms (const Linker *linker)
{
    const GPtrArray *terms = linker->article->terms;

    for (guint i = 0; i < terms->len; i++) {
        Term *term = g_ptr_array_index (terms, i);
        Wish wish = { .span = term->use, .kind = NODE_REFERENCE, .reference = &term->reference };

        if (!span_is_empty (term->use))
            g_array_append_val (linker->wishes, wish);
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

static gboolean
takes_marks (const Node *block)
{
    return block != NULL && block->kind != NODE_HEADING && block->kind != NODE_PREFORMATTED;
}

/* A mark at the first of the places that can have one. */
static void
wish_for_mark (const Linker *linker, const GArray *places, guint number, Node **reference)
{
    Wish wish = { .kind = NODE_REFERENCE, .number = number, .reference = reference };

    for (guint i = 0; i < places->len; i++) {
        Span place = g_array_index (places, Span, i);

        if (span_is_empty (place) || !takes_marks (article_block_at (linker->article, place.start)))
            continue;
        wish.span.start = wish.span.end = skip_punctuation (linker->article, place.end);
        g_array_append_val (linker->wishes, wish);
        return;
    }
}

static void
wish_for_sources (const Linker *linker)
{
    const GPtrArray *sources = linker->article->sources;

    for (guint i = 0; i < sources->len; i++) {
        Source *source = g_ptr_array_index (sources, i);

        wish_for_mark (linker, source->cited, i + 1, &source->reference);
    }
}

/* Where every other line has a link, as in an encyclopedia, numbers would bury the text. */
static gboolean
is_dense (const Article *article)
{
    guint n_places = 0;

    for (guint i = 0; i < article->links->len; i++)
        n_places += ((const Link *) g_ptr_array_index (article->links, i))->cited->len;
    return n_places > FEW_LINKS && n_places > text_n_words (article->text) / WORDS_A_LINK;
}

static void
wish_for_references (const Linker *linker)
{
    const GPtrArray *links = linker->article->links;

    if (is_dense (linker->article))
        return;
    for (guint i = 0; i < links->len; i++) {
        Link *link = g_ptr_array_index (links, i);

        if (link->source == NULL)
            wish_for_mark (linker, link->cited, link->number, &link->reference);
    }
}

/* The outermost node around the text that no link may stand in, or NULL. */
static Node *
barrier_of (Node *text, const Node *block)
{
    Node *barrier = NULL;

    for (Node *node = text; node != block; node = node->parent)
        if (node_takes_no_link (node))
            barrier = node;
    return barrier;
}

static void
enter_block (Linker *linker, Node *block)
{
    gsize start = block->span.start;

    linker->block = block;
    g_array_set_size (linker->pieces, 0);
    for (Node *node = block; node != NULL; node = node_next_in_text (node, block)) {
        Piece piece = { node, start };
        gsize length;

        node_own_text (node, block, &length);
        if (node->kind == NODE_TEXT && length > 0)
            g_array_append_val (linker->pieces, piece);
        start += length;
    }
}

/* The text node that holds the span, or that a mark stands behind or in; NULL if there is none. */
static const Piece *
find_piece (const Linker *linker, const Wish *wish)
{
    gsize last = wish->number > 0 ? wish->span.start - 1 : wish->span.start;
    guint low = 0, high = linker->pieces->len;
    const Piece *piece;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index (linker->pieces, Piece, middle).start <= last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    piece = &g_array_index (linker->pieces, Piece, low - 1);
    return wish->span.end <= piece->start + piece->node->text.length ? piece : NULL;
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
new_link (Article *article, const Wish *wish)
{
    Node *node = node_new (article->arena, wish->kind);

    if (wish->address != NULL) {
        node->link.url = wish->address->url;
        node->link.entry = wish->address->link;
    } else {
        node->reference.kind = wish->number > 0 ? REFERENCE_SOURCE : REFERENCE_TERM;
    }
    if (wish->reference != NULL)
        *wish->reference = node;
    return node;
}

static void
put_mark (const Linker *linker, const Wish *wish, const Piece *piece)
{
    Article *article = linker->article;
    Node *mark = new_link (article, wish);
    Node *barrier = barrier_of (piece->node, linker->block);

    node_append (mark,
                 node_new_text (article->arena,
                                arena_printf (article->arena, linker->has_notes ? "[%u]" : "%u", wish->number), -1));
    if (barrier == NULL)
        cut_text (article, piece->node, wish->span.end - piece->start);
    node_insert_after (barrier != NULL ? barrier : piece->node, mark);
}

static void
put_around (const Linker *linker, const Wish *wish, const Piece *piece)
{
    Article *article = linker->article;
    Node *link, *word;

    if (barrier_of (piece->node, linker->block) != NULL)
        return;
    link = new_link (article, wish);
    cut_text (article, piece->node, wish->span.end - piece->start);
    word = cut_text (article, piece->node, wish->span.start - piece->start);
    node_insert_after (word, link);
    node_unlink (word);
    node_append (link, word);
    if (piece->node->text.length == 0)
        node_unlink (piece->node);
}

static void
grant (Linker *linker, const Wish *wish)
{
    Node *block = article_block_at (linker->article, wish->number > 0 ? wish->span.start - 1 : wish->span.start);
    const Piece *piece;

    if (!takes_marks (block))
        return;
    if (block != linker->block)
        enter_block (linker, block);
    piece = find_piece (linker, wish);
    if (piece == NULL)
        return;
    if (wish->number > 0)
        put_mark (linker, wish, piece);
    else
        put_around (linker, wish, piece);
}

static void
grant_all (Linker *linker)
{
    linker->block = NULL;
    g_array_sort (linker->wishes, compare_wishes);
    for (guint i = 0; i < linker->wishes->len; i++)
        grant (linker, &g_array_index (linker->wishes, Wish, i));
    g_array_set_size (linker->wishes, 0);
}

void
enrich_links (SheafBook *book, Article *article)
{
    g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
    g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    Linker linker = { .article = article, .wishes = wishes, .pieces = pieces };

    if (book->options.is_fragment)
        return;
    linker.has_notes = article->root->last != NULL && article->root->last->kind == NODE_NOTES;
    wish_for_addresses (&linker);
    grant_all (&linker); /* first: a term within an address is none */
    wish_for_terms (&linker);
    wish_for_sources (&linker);
    wish_for_references (&linker);
    grant_all (&linker);
}
