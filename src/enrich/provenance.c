/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "backmatter.h"
#include "lang/lang.h"

/* Where the articles come from, so that whoever doubts one can go and look.  What all articles of one input have in
 * common, those of a feed or a book, is said once. */

/* A list of facts while it is made. */
typedef struct {
    Article *sources;
    Node *parent;
    Node *list; /* NULL until there is a fact */
} Facts;

static Node *
open_fact (Facts *facts, const char *label)
{
    Arena *arena = facts->sources->arena;

    if (facts->list == NULL)
        facts->list = node_append_new (arena, facts->parent, NODE_TERMS);
    node_append (node_append_new (arena, facts->list, NODE_TERM),
                 node_new_text (arena, back_matter_label (facts->sources, label), -1));
    return node_append_new (arena, facts->list, NODE_DESCRIPTION);
}

static void
append_fact (Facts *facts, const char *label, const char *value)
{
    if (value != NULL && *value != '\0')
        node_append_text (facts->sources->arena, open_fact (facts, label), value);
}

void
append_address (Article *sources, Node *parent, const char *url)
{
    Node *link = node_append_new (sources->arena, parent, NODE_LINK);
    g_autofree char *display = address_display (url);

    link->link.url = arena_strdup (sources->arena, url);
    node_append_text (sources->arena, link, display);
}

static void
append_date (Facts *facts, const char *label, const char *iso)
{
    g_autofree char *date = iso != NULL ? date_format (iso, facts->sources->metadata.language) : NULL;

    append_fact (facts, label, date);
}

static void
append_authors (Facts *facts, const Metadata *metadata)
{
    g_autofree char *authors = g_strjoinv (", ", metadata->authors);
    gboolean are_several = metadata->authors[0] != NULL && metadata->authors[1] != NULL;

    append_fact (facts, are_several ? "authors" : "author", authors);
}

static void
append_language (Facts *facts, const char *tag)
{
    g_autofree char *language = tag != NULL ? language_name (tag, facts->sources->metadata.language) : NULL;

    append_fact (facts, "language", language);
}

/* The file is named, not its folder: a book is the same wherever its inputs lay. */
static void
append_origin (Facts *facts, const Origin *origin)
{
    g_autofree char *file = g_path_get_basename (origin->path);
    g_autofree char *name = text_of_name (file);

    append_date (facts, "saved", origin->saved);
    append_fact (facts, "file", name);
    if (origin->n_bytes > 0) /* a folder has none */
        node_append_text (facts->sources->arena,
                          node_append_new (facts->sources->arena, open_fact (facts, "fingerprint"), NODE_CODE),
                          origin->sha256);
}

static void
append_program (Facts *facts)
{
    append_fact (facts, "made-with", "sheaf " SHEAF_VERSION);
}

/* What articles can have in common, but for what `common` says already. */
static void
append_publication (Facts *facts, const Metadata *metadata, const Metadata *common)
{
    if (g_strcmp0 (metadata->publication, common->publication) != 0)
        append_fact (facts, "publication", metadata->publication);
}

static void
append_terms (Facts *facts, const Metadata *metadata, const Metadata *common)
{
    if (g_strcmp0 (metadata->language, common->language) != 0)
        append_language (facts, metadata->language);
    if (g_strcmp0 (metadata->rights, common->rights) != 0)
        append_fact (facts, "rights", metadata->rights);
}

static void
append_metadata (Facts *facts, const Metadata *metadata, const Metadata *common)
{
    append_publication (facts, metadata, common);
    append_authors (facts, metadata);
    append_date (facts, "published", metadata->published);
    if (metadata->url != NULL)
        append_address (facts->sources, open_fact (facts, "address"), metadata->url);
    append_terms (facts, metadata, common);
}

void
append_provenance (Article *sources, const Article *article)
{
    Facts facts = { .sources = sources };
    Metadata nothing = { 0 };

    facts.parent =
        back_matter_section (sources, sources->root, SECTION_PROVENANCE, 2, back_matter_label (sources, "provenance"));
    append_metadata (&facts, &article->metadata, &nothing);
    append_origin (&facts, &article->origin);
    append_program (&facts);
}

static const Article *
chapter (const SheafBook *book, guint index)
{
    return g_ptr_array_index (book->articles, index);
}

/* What the articles from `first` to before `end` have in common. */
static Metadata
find_common (const SheafBook *book, guint first, guint end)
{
    const Metadata *metadata = &chapter (book, first)->metadata;
    Metadata common = { .publication = metadata->publication,
                        .language = metadata->language,
                        .rights = metadata->rights };

    for (guint i = first + 1; i < end; i++) {
        metadata = &chapter (book, i)->metadata;
        if (g_strcmp0 (common.publication, metadata->publication) != 0)
            common.publication = NULL;
        if (g_strcmp0 (common.language, metadata->language) != 0)
            common.language = NULL;
        if (g_strcmp0 (common.rights, metadata->rights) != 0)
            common.rights = NULL;
    }
    return common;
}

static gboolean
is_of_input (const Article *article, const Origin *origin)
{
    return g_strcmp0 (article->origin.path, origin->path) == 0
           && g_strcmp0 (article->origin.sha256, origin->sha256) == 0;
}

Metadata
common_metadata (const SheafBook *book)
{
    return find_common (book, 0, book_n_chapters (book));
}

InputGroup
input_group (const SheafBook *book, guint first, const Metadata *common)
{
    guint n_chapters = book_n_chapters (book), end = first + 1;

    while (end < n_chapters && is_of_input (chapter (book, end), &chapter (book, first)->origin))
        end++;
    return (InputGroup){ first, end, end > first + 1 ? find_common (book, first, end) : *common };
}

void
append_common_provenance (Article *sources, const SheafBook *book, const Metadata *common)
{
    Facts facts = { .sources = sources };
    Metadata nothing = { 0 };

    facts.parent = back_matter_section (sources, sources->root, SECTION_PROVENANCE, 2,
                                        back_matter_label (sources, "texts-provenance"));
    append_publication (&facts, common, &nothing);
    append_terms (&facts, common, &nothing);
    for (guint i = 0; i < book_n_chapters (book);) {
        InputGroup group = input_group (book, i, common);

        if (group.end > i + 1) {
            append_publication (&facts, &group.common, common);
            append_terms (&facts, &group.common, common);
            append_origin (&facts, &chapter (book, i)->origin);
        }
        i = group.end;
    }
    append_program (&facts);
}

void
append_own_provenance (Article *sources, Node *parent, const Article *article, const InputGroup *group)
{
    Facts facts = { .sources = sources };

    facts.parent = node_append_new (sources->arena, parent, NODE_SECTION);
    facts.parent->section.kind = SECTION_PROVENANCE;
    append_metadata (&facts, &article->metadata, &group->common);
    if (group->end == group->first + 1)
        append_origin (&facts, &article->origin);
    if (facts.list == NULL)
        node_unlink (facts.parent);
}
