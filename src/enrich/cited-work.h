/* SPDX-License-Identifier: MIT */
#ifndef CITED_WORK_H
#define CITED_WORK_H

#include "model/model.h"
#include "words.h"

/* The work that the text quotes a definition from: "According to the Handbook of Harbours, ...", "X, according
 * to the Handbook, is ...".  The term begins with word `term`, the gloss with word `gloss`; NULL: none. */
const char *cited_work_before (const Article *article, const Words *words, guint term, guint gloss);

/* The name of the work that begins with word i: words with capitals; NULL when it is none. */
const char *cited_work_at (const Article *article, const Words *words, guint i);

/* Finds the works that the article's terms are explained by among its sources. */
void terms_find_works (Article *article);

#endif
