/* SPDX-License-Identifier: MIT */
#include "attribution.h"
#include "correction.h"
#include "passes.h"
#include "quote.h"

void
enrich_sources (SheafBook *book, Article *article)
{
    quote_find (article);
    attribute (article);
    sources_correct (article);
}
