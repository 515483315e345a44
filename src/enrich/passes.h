/* SPDX-License-Identifier: MIT */
#ifndef PASSES_H
#define PASSES_H

#include "enrich.h"

/* The passes, one file each; enrich.c has the table that says in which order they run and why. */

/* Paragraphs that end with a credit become figures; captions become fields. */
void enrich_captions (SheafBook *book, Article *article);

/* Pairs of short and long form: article->abbreviations. */
void enrich_abbreviations (SheafBook *book, Article *article);

/* Terms that the text itself explains: article->definitions. */
void enrich_definitions (SheafBook *book, Article *article);

/* Quotations, who speaks, and every other source that is cited: article->quotes and ->sources. */
void enrich_sources (SheafBook *book, Article *article);

/* Leaves out what those before have found and is doubtful, if the options ask for it. */
void enrich_doubts (SheafBook *book, Article *article);

/* The pages that the article links to: article->links. */
void enrich_references (SheafBook *book, Article *article);

/* Abbreviations, definitions and the user's terms as one list: article->terms. */
void enrich_glossary (SheafBook *book, Article *article);

/* Links in the text, at the first use of every term and source. */
void enrich_links (SheafBook *book, Article *article);

#endif
