/* SPDX-License-Identifier: MIT */
#include "backmatter.h"

#include "lang/lang.h"

Article *
back_matter_new (SheafBook *book, ArticleRole role, const char *title)
{
    Article *article = article_new (role);

    article->metadata.language = arena_strdup (article->arena, book_language (book));
    article->metadata.title = back_matter_label (article, title);
    return article;
}

const char *
back_matter_label (Article *article, const char *name)
{
    return label_find (article->metadata.language, name);
}

Node *
back_matter_section (Article *article, Node *parent, SectionKind kind, int level, const char *title)
{
    Node *section = node_append_new (article->arena, parent, NODE_SECTION);
    Node *heading = node_append_new (article->arena, section, NODE_HEADING);

    section->section.kind = kind;
    heading->heading.level = level;
    node_append_text (article->arena, heading, title);
    return section;
}

void
back_matter_link (Article *article, Node *parent, Node *target, const char *text, const char *label)
{
    Node *reference = node_append_new (article->arena, parent, NODE_REFERENCE);

    reference->reference.kind = REFERENCE_BACK;
    reference->reference.target = target;
    reference->reference.label = label;
    node_append_text (article->arena, reference, text);
}

void
enrich_back_matter (SheafBook *book)
{
    Article *sources = sources_article (book); /* first: an entry of the glossary may lead to one of its own */
    Article *glossary = glossary_article (book);

    if (glossary != NULL)
        g_ptr_array_add (book->articles, glossary);
    if (sources != NULL)
        g_ptr_array_add (book->articles, sources);
}
