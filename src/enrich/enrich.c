/* SPDX-License-Identifier: MIT */
#include "passes.h"

typedef struct {
    const char *name;
    void (*run) (SheafBook *book, Article *article);
} Pass;

static void
lay_out (SheafBook *book, Article *article)
{
    article_lay_out (article);
}

static const Pass passes[] = {
    { "captions", enrich_captions }, /* first: captions are no part of the text */
    { "text", lay_out },             /* all that follows works on the plain text */
    { "abbreviations", enrich_abbreviations },
    { "definitions", enrich_definitions },
    { "sources", enrich_sources },
    { "doubts", enrich_doubts },         /* before anything is built on them */
    { "references", enrich_references }, /* a link may lead to a source */
    { "glossary", enrich_glossary },     /* merges what abbreviations and definitions found */
    { "links", enrich_links },           /* last: cuts the text nodes at what the others found */
};

void
enrich_book (SheafBook *book)
{
    for (guint i = 0; i < book->articles->len; i++)
        for (guint k = 0; k < G_N_ELEMENTS (passes); k++)
            passes[k].run (book, g_ptr_array_index (book->articles, i));
    enrich_back_matter (book);
}
