/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "backmatter.h"
#include "lang/lang.h"

static Node *
append_fact (Article *sources, Node *list, const char *label, const char *value)
{
    Node *description;

    if (value == NULL || *value == '\0')
        return NULL;
    node_append_text (sources->arena, node_append_new (sources->arena, list, NODE_TERM),
                      back_matter_label (sources, label));
    description = node_append_new (sources->arena, list, NODE_DESCRIPTION);
    return node_append_text (sources->arena, description, value);
}

static void
append_code_fact (Article *sources, Node *list, const char *label, const char *value)
{
    Node *text = append_fact (sources, list, label, value);
    Node *description = text->parent;

    node_unlink (text);
    node_append (node_append_new (sources->arena, description, NODE_CODE), text);
}

static void
append_address (Article *sources, Node *list, const char *url)
{
    Node *text = append_fact (sources, list, "address", url);
    Node *link, *description;

    if (text == NULL)
        return;
    description = text->parent;
    node_unlink (text);
    link = node_append_new (sources->arena, description, NODE_LINK);
    link->link.url = arena_strdup (sources->arena, url);
    node_append (link, text);
}

/* Where the article comes from, so that whoever doubts it can go and look.  The file is named, not
 * its folder: a book is the same wherever its inputs lay. */
static void
append_provenance (Article *sources, Node *parent, int level, const Article *article)
{
    const Metadata *metadata = &article->metadata;
    Node *section =
        back_matter_section (sources, parent, SECTION_PROVENANCE, level, back_matter_label (sources, "provenance"));
    Node *list = node_append_new (sources->arena, section, NODE_TERMS);
    g_autofree char *authors = g_strjoinv (", ", metadata->authors);
    g_autofree char *file = g_path_get_basename (article->origin.path);
    g_autofree char *name = g_utf8_make_valid (file, -1);
    g_autofree char *language = language_name (metadata->language, sources->metadata.language);
    g_autofree char *date =
        metadata->published != NULL ? date_format (metadata->published, sources->metadata.language) : NULL;

    append_fact (sources, list, "publication", metadata->publication);
    append_fact (sources, list, metadata->authors[0] != NULL && metadata->authors[1] != NULL ? "authors" : "author",
                 authors);
    append_fact (sources, list, "published", date);
    append_address (sources, list, metadata->url);
    append_fact (sources, list, "language", language);
    append_fact (sources, list, "rights", metadata->rights);
    append_fact (sources, list, "file", name);
    if (article->origin.n_bytes > 0) /* a folder has none */
        append_code_fact (sources, list, "fingerprint", article->origin.sha256);
}

/* The paragraphs of the body, counted as a reader would: headings are not. */
static GHashTable *
number_paragraphs (const Article *article)
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

/* The paragraphs that cite the source, each once, in the order of the text. */
static GPtrArray *
citing_blocks (const Article *article, const Source *source, GHashTable *numbers)
{
    GPtrArray *blocks = g_ptr_array_new ();

    for (guint i = 0; i < source->cited->len; i++) {
        Node *block = article_block_at (article, g_array_index (source->cited, Span, i).start);

        if (block != NULL && g_hash_table_contains (numbers, block)
            && (blocks->len == 0 || g_ptr_array_index (blocks, blocks->len - 1) != block))
            g_ptr_array_add (blocks, block);
    }
    return blocks;
}

/* "Cited in paragraphs 3, 7": the first leads to the mark in the text, the others to their paragraphs. */
static void
append_citations (Article *sources, Node *item, const Article *article, const Source *source, GHashTable *numbers)
{
    g_autoptr (GPtrArray) blocks = citing_blocks (article, source, numbers);
    const char *label = back_matter_label (sources, "cited-in");

    if (blocks->len == 0)
        return;
    node_append_text (sources->arena, item, ". ");
    node_append_text (sources->arena, item, blocks->len == 1 ? label : back_matter_label (sources, "cited-in-several"));
    for (guint i = 0; i < blocks->len; i++) {
        Node *block = g_ptr_array_index (blocks, i);
        const char *number =
            arena_printf (sources->arena, "%u", GPOINTER_TO_UINT (g_hash_table_lookup (numbers, block)));

        node_append_text (sources->arena, item, i == 0 ? " " : ", ");
        back_matter_link (sources, item, i == 0 && source->reference != NULL ? source->reference : block, number,
                          arena_printf (sources->arena, "%s %s: %s", label, number, source->name));
    }
}

static void
append_sources (Article *sources, Node *parent, int level, const Article *article)
{
    g_autoptr (GHashTable) numbers = number_paragraphs (article);
    Node *section, *list;

    if (article->sources->len == 0)
        return;
    section = back_matter_section (sources, parent, SECTION_BIBLIOGRAPHY, level,
                                   back_matter_label (sources, "people-and-works"));
    list = node_append_new (sources->arena, section, NODE_LIST);
    list->list.is_ordered = TRUE;
    list->list.start = 1;
    for (guint i = 0; i < article->sources->len; i++) {
        Source *source = g_ptr_array_index (article->sources, i);
        Node *item = node_append_new (sources->arena, list, NODE_ITEM);

        node_append_text (sources->arena, node_append_new (sources->arena, item, NODE_STRONG), source->name);
        if (source->role != NULL && strcmp (source->role, source->name) != 0)
            node_append_text (sources->arena, item, arena_printf (sources->arena, ", %s", source->role));
        append_citations (sources, item, article, source, numbers);
        source->entry = item;
        if (source->reference != NULL)
            source->reference->reference.target = item;
    }
}

Article *
sources_article (SheafBook *book)
{
    Article *sources;
    guint n_chapters = book_n_chapters (book);

    if (n_chapters == 0)
        return NULL;
    sources = back_matter_new (book, ARTICLE_SOURCES, "sources");
    for (guint i = 0; i < n_chapters; i++) {
        Article *article = g_ptr_array_index (book->articles, i);
        Node *parent = sources->root;
        int level = 2;

        if (n_chapters > 1) {
            parent = back_matter_section (sources, sources->root, SECTION_PLAIN, 2, article->metadata.title);
            level = 3;
        }
        append_provenance (sources, parent, level, article);
        append_sources (sources, parent, level, article);
        append_photo_credits (sources, parent, level, article);
    }
    return sources;
}
