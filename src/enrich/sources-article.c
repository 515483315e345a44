/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "backmatter.h"
#include "lang/lang.h"

/* The source appendix: for each article where it comes from, whom and what it cites, and which pages it links to. */

/* The list of an article's sources or links while it is filled. */
typedef struct {
    Article *sources;
    const Article *article;
    GHashTable *numbers; /* the paragraphs of the body: article_number_paragraphs() */
    Node *parent;
    int level;
} Section;

/* "Cited in paragraphs 3, 7", or "¶ 3, 7" behind an address: the first leads to the mark in the text, the others to
 * their paragraphs. */
static void
append_citations (const Section *section, Node *line, const GPtrArray *blocks, Node *mark, const char *name)
{
    gboolean is_brief = line->first != NULL;
    Article *sources = section->sources;
    const char *label = back_matter_label (sources, "cited-in");

    if (is_brief)
        node_append_text (sources->arena, line, " ¶");
    else
        node_append_text (sources->arena, line,
                          blocks->len == 1 ? label : back_matter_label (sources, "cited-in-several"));
    for (guint i = 0; i < blocks->len; i++) {
        Node *block = g_ptr_array_index (blocks, i);
        const char *number =
            arena_printf (sources->arena, "%u", GPOINTER_TO_UINT (g_hash_table_lookup (section->numbers, block)));

        node_append_text (sources->arena, line, i == 0 ? "\u00a0" : ", ");
        back_matter_link (sources, line, i == 0 && mark != NULL ? mark : block, number,
                          arena_printf (sources->arena, "%s %s: %s", label, number, name));
    }
}

/* The small line below an entry: the address, and where it is cited. */
static void
append_particulars (const Section *section, Node *item, const GArray *places, const Link *link, Node *mark,
                    const char *name)
{
    Arena *arena = section->sources->arena;
    g_autoptr (GPtrArray) blocks = article_citing_blocks (section->article, section->numbers, places);
    const char *label;
    Node *line;

    if (blocks->len == 0 && link == NULL)
        return;
    node_append_new (arena, item, NODE_LINE_BREAK);
    line = node_append_new (arena, item, NODE_SMALL);
    if (link != NULL)
        append_address (section->sources, line, link->url);
    if (blocks->len > 0)
        append_citations (section, line, blocks, mark, name);
    if (link == NULL || link->beside == NULL || blocks->len > 0)
        return;
    label =
        back_matter_label (section->sources, link->beside->kind == NODE_FIGURE ? "back-to-picture" : "back-to-text");
    node_append_text (arena, line, "\u00a0");
    back_matter_link (section->sources, line, link->beside, BACK_ARROW, arena_printf (arena, "%s: %s", label, name));
}

static Node *
open_list (const Section *section, const char *label, guint first)
{
    Node *parent = back_matter_section (section->sources, section->parent, SECTION_BIBLIOGRAPHY, section->level,
                                        back_matter_label (section->sources, label));
    Node *list = node_append_new (section->sources->arena, parent, NODE_LIST);

    list->list.is_ordered = TRUE;
    list->list.start = (int) first;
    return list;
}

static Node *
open_item (const Section *section, Node *list, guint number)
{
    Node *item = node_append_new (section->sources->arena, list, NODE_ITEM);

    item->item.value = (int) number;
    return item;
}

/* "1964 report by the Board" needs no "1964 report" behind it. */
static gboolean
role_adds (const Source *source)
{
    return source->role != NULL && strstr (source->name, source->role) == NULL;
}

/* Nor has "licence issued in 1954" a "licence" before it. */
static gboolean
goes_on (const Source *source)
{
    return source->role != NULL && g_str_has_prefix (source->role, source->name)
           && source->role[strlen (source->name)] == ' ';
}

static void
append_source (const Section *section, Node *list, Source *source, guint number)
{
    Arena *arena = section->sources->arena;
    g_autoptr (GArray) places = source_places (source);

    source->entry = open_item (section, list, number);
    node_append_text (arena, node_append_new (arena, source->entry, NODE_STRONG), source->name);
    if (goes_on (source))
        node_append_text (arena, source->entry, source->role + strlen (source->name));
    else if (role_adds (source))
        node_append_text (arena, source->entry, arena_printf (arena, ", %s", source->role));
    append_particulars (section, source->entry, places, source->link, source->reference, source->name);
    if (source->reference != NULL)
        source->reference->reference.target = source->entry;
}

static void
append_sources (const Section *section)
{
    const GPtrArray *all = section->article->sources;
    Node *list = all->len > 0 ? open_list (section, "people-and-works", 1) : NULL;

    for (guint i = 0; i < all->len; i++)
        append_source (section, list, g_ptr_array_index (all, i), i + 1);
}

static void
append_link (const Section *section, Node *list, Link *link)
{
    Arena *arena = section->sources->arena;

    link->entry = open_item (section, list, link->number);
    node_append_text (arena, link->entry, link->title);
    append_particulars (section, link->entry, link->cited, link, link->reference, link->title);
    if (link->reference != NULL)
        link->reference->reference.target = link->entry;
}

/* The links that are not at a work's own entry. */
static void
append_links (const Section *section)
{
    const GPtrArray *all = section->article->links;
    Node *list = NULL;

    for (guint i = 0; i < all->len; i++) {
        Link *link = g_ptr_array_index (all, i);

        if (link->source != NULL)
            continue;
        if (list == NULL)
            list = open_list (section, "links", link->number);
        append_link (section, list, link);
    }
}

static void
append_references (Article *sources, Node *parent, int level, Article *article)
{
    g_autoptr (GHashTable) numbers = article_number_paragraphs (article);
    Section section = { sources, article, numbers, parent, level };

    append_sources (&section);
    append_links (&section);
    append_photo_credits (sources, parent, level, article);
}

/* An article of which there is nothing to say has no section. */
static void
append_article (Article *sources, Article *article, const InputGroup *group)
{
    Node *section = back_matter_section (sources, sources->root, SECTION_PLAIN, 2, article->metadata.title);

    append_own_provenance (sources, section, article, group);
    append_references (sources, section, 3, article);
    if (section->first == section->last)
        node_unlink (section);
}

Article *
sources_article (SheafBook *book)
{
    Article *sources;
    Metadata common;
    guint n_chapters = book_n_chapters (book);

    if (n_chapters == 0)
        return NULL;
    common = common_metadata (book);
    sources = back_matter_new (book, ARTICLE_SOURCES, "sources");
    if (n_chapters == 1) {
        append_provenance (sources, book_first_chapter (book));
        append_references (sources, sources->root, 2, book_first_chapter (book));
        return sources;
    }
    append_common_provenance (sources, book, &common);
    for (guint i = 0; i < n_chapters;) {
        InputGroup group = input_group (book, i, &common);

        for (; i < group.end; i++)
            append_article (sources, g_ptr_array_index (book->articles, i), &group);
    }
    return sources;
}
