/* SPDX-License-Identifier: MIT */
#include "passes.h"

static void
lay_out (SheafBook *book, Article *article)
{
    article_lay_out (article);
}

static void (*const passes[]) (SheafBook *book, Article *article) = {
    enrich_captions, /* first: captions are no part of the text */
    lay_out,         /* all that follows works on the plain text */
    enrich_abbreviations,
    enrich_definitions,
    enrich_sources,
    enrich_doubts,     /* before anything is built on them */
    enrich_references, /* a link may lead to a source */
    enrich_glossary,   /* merges what abbreviations and definitions found */
    enrich_links,      /* last: cuts the text nodes at what the others found */
};

void
enrich_book (SheafBook *book)
{
    for (guint i = 0; i < book->articles->len; i++)
        for (guint k = 0; k < G_N_ELEMENTS (passes); k++)
            passes[k](book, g_ptr_array_index (book->articles, i));
    enrich_back_matter (book);
}
