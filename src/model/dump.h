/* SPDX-License-Identifier: MIT */
#ifndef DUMP_H
#define DUMP_H

#include "article.h"

/* Appends the article as indented text, a node a line: the language of the tests. */
void dump_article (GString *dump, const Article *article);

#endif
