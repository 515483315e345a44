/* SPDX-License-Identifier: MIT */
#ifndef BACKMATTER_H
#define BACKMATTER_H

#include "passes.h"

/* The back matter of a book is articles of ordinary nodes: the writer has no special case for it.
 * Each of these returns a new article, or NULL when there is nothing to say. */
Article *glossary_article (SheafBook *book);
Article *sources_article (SheafBook *book);

/* The section of the sources of an article that says who took its photos; none, where nobody is known. */
void append_photo_credits (Article *sources, Node *parent, int level, Article *article);

/* An article of the back matter, in the language of the book; `title` is the name of a label. */
Article *back_matter_new (SheafBook *book, ArticleRole role, const char *title);

/* The word of that name in the article's language. */
const char *back_matter_label (Article *article, const char *name);

/* Appends a section with its heading. */
Node *back_matter_section (Article *article, Node *parent, SectionKind kind, int level, const char *title);

/* Appends a link back to where something is used.  `label` is what a screen reader says. */
void back_matter_link (Article *article, Node *parent, Node *target, const char *text, const char *label);

#endif
