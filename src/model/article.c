/* SPDX-License-Identifier: MIT */
#include "article.h"

#include <stddef.h>
#include <string.h>

static const gsize lists[] = {
    offsetof (Article, blocks),      offsetof (Article, captions), offsetof (Article, abbreviations),
    offsetof (Article, definitions), offsetof (Article, terms),    offsetof (Article, sources),
    offsetof (Article, quotes),      offsetof (Article, links),    offsetof (Article, addresses),
    offsetof (Article, dropped),
};

static GPtrArray **
list_of (Article *article, guint i)
{
    return (GPtrArray **) ((char *) article + lists[i]);
}

static void
free_lists (gpointer article)
{
    for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        g_ptr_array_unref (*list_of (article, i));
}

Article *
article_new (ArticleRole role)
{
    Arena *arena = arena_new ();
    Article *article = arena_make (arena, Article);

    article->arena = arena;
    article->role = role;
    article->metadata.authors = arena_strdupv (arena, NULL);
    article->root = node_new (arena, NODE_ROOT);
    for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        *list_of (article, i) = g_ptr_array_new ();
    arena_own (arena, article, free_lists);
    return article;
}

void
article_free (Article *article)
{
    if (article != NULL)
        arena_free (article->arena);
}

/* A block that says nothing, a drawing alone in a paragraph, is none of the text's. */
static void
append_block (Article *article, GString *text, Node *block)
{
    g_autofree char *own = node_text (block);

    if (*own == '\0')
        return;
    if (text->len > 0)
        g_string_append_c (text, '\n');
    block->span.start = text->len;
    g_string_append (text, own);
    block->span.end = text->len;
    g_ptr_array_add (article->blocks, block);
}

void
article_lay_out (Article *article)
{
    GString *text;

    if (article->text != NULL)
        return;
    text = g_string_new (NULL);
    for (Node *node = article->root, *next; node != NULL; node = next) {
        gboolean is_silent = node->kind == NODE_FIGURE || node->kind == NODE_EMBED;
        gboolean is_block = node->kind == NODE_ROW || node_holds_inlines (node);

        next = is_silent || is_block ? node_skip (node, article->root) : node_next (node, article->root);
        if (is_block && !is_silent)
            append_block (article, text, node);
    }
    article->text_length = text->len;
    article->text = arena_strndup (article->arena, text->str, text->len);
    g_string_free (text, TRUE);
}

Node *
article_block_at (const Article *article, gsize offset)
{
    guint low = 0, high = article->blocks->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        Node *block = g_ptr_array_index (article->blocks, middle);

        if (offset < block->span.start)
            high = middle;
        else if (offset >= block->span.end)
            low = middle + 1;
        else
            return block;
    }
    return NULL;
}

GHashTable *
article_number_paragraphs (const Article *article)
{
    GHashTable *numbers = g_hash_table_new (NULL, NULL);
    guint number = 0;

    for (guint i = 0; i < article->blocks->len; i++) {
        Node *block = g_ptr_array_index (article->blocks, i);

        if (block->kind != NODE_HEADING)
            g_hash_table_insert (numbers, block, GUINT_TO_POINTER (++number));
    }
    return numbers;
}

GPtrArray *
article_citing_blocks (const Article *article, GHashTable *numbers, const GArray *places)
{
    GPtrArray *blocks = g_ptr_array_new ();

    for (guint i = 0; i < places->len; i++) {
        Node *block = article_block_at (article, g_array_index (places, Span, i).start);

        if (block != NULL && g_hash_table_contains (numbers, block)
            && (blocks->len == 0 || g_ptr_array_index (blocks, blocks->len - 1) != block))
            g_ptr_array_add (blocks, block);
    }
    return blocks;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
    const Span *first = a, *second = b;

    return (first->start > second->start) - (first->start < second->start);
}

GArray *
source_places (const Source *source)
{
    GArray *places = g_array_copy (source->cited);

    if (source->link != NULL) {
        g_array_append_vals (places, source->link->cited->data, source->link->cited->len);
        g_array_sort (places, compare_spans);
    }
    return places;
}

#define DEFINE_ADD(Type, name, list)                                                                                   \
    Type *article_add_##name (Article *article)                                                                        \
    {                                                                                                                  \
        Type *fact = arena_make (article->arena, Type);                                                                \
                                                                                                                       \
        g_ptr_array_add (article->list, fact);                                                                         \
        return fact;                                                                                                   \
    }

DEFINE_ADD (Caption, caption, captions)
DEFINE_ADD (Abbreviation, abbreviation, abbreviations)
DEFINE_ADD (Definition, definition, definitions)
DEFINE_ADD (Term, term, terms)
DEFINE_ADD (Quote, quote, quotes)
DEFINE_ADD (Address, address, addresses)

void
article_add_dropped (Article *article, const char *kind, guint line, const char *text)
{
    DroppedText *dropped = arena_make (article->arena, DroppedText);

    dropped->kind = kind;
    dropped->line = line;
    dropped->n_words = text_n_words (text);
    dropped->text = arena_strdup (article->arena, text);
    g_ptr_array_add (article->dropped, dropped);
}

static GArray *
new_spans (Article *article)
{
    return arena_own (article->arena, g_array_new (FALSE, FALSE, sizeof (Span)), (GDestroyNotify) g_array_unref);
}

Source *
source_new (Article *article)
{
    Source *source = arena_make (article->arena, Source);

    source->aliases = arena_strdupv (article->arena, NULL);
    source->cited = new_spans (article);
    return source;
}

Link *
article_add_link (Article *article)
{
    Link *link = arena_make (article->arena, Link);

    link->cited = new_spans (article);
    g_ptr_array_add (article->links, link);
    return link;
}

Source *
article_add_source (Article *article)
{
    Source *source = source_new (article);

    g_ptr_array_add (article->sources, source);
    return source;
}

char *
article_slice (Article *article, Span span)
{
    return arena_strndup (article->arena, article->text + span.start, span.end - span.start);
}

const char as_found[] = "";

const char *
corrected (const char *correction, const char *found)
{
    return correction == as_found ? found : correction;
}

static const char *const term_kind_names[] = { "abbreviation", "definition", "user" };
static const char *const source_kind_names[] = { "person", "organisation", "document", "anonymous" };

const char *
term_kind_name (TermKind kind)
{
    return term_kind_names[kind];
}

const char *
source_kind_name (SourceKind kind)
{
    return source_kind_names[kind];
}

static gboolean
find_name (const char *const *names, guint n_names, const char *name, guint *index)
{
    for (*index = 0; *index < n_names; (*index)++)
        if (g_strcmp0 (names[*index], name) == 0)
            return TRUE;
    return FALSE;
}

gboolean
source_kind_from_name (const char *name, SourceKind *kind)
{
    guint index;

    if (!find_name (source_kind_names, G_N_ELEMENTS (source_kind_names), name, &index))
        return FALSE;
    *kind = (SourceKind) index;
    return TRUE;
}

gboolean
term_kind_from_name (const char *name, TermKind *kind)
{
    guint index;

    if (!find_name (term_kind_names, G_N_ELEMENTS (term_kind_names), name, &index))
        return FALSE;
    *kind = (TermKind) index;
    return TRUE;
}
