/* SPDX-License-Identifier: MIT */
#ifndef BACKMATTER_H
#define BACKMATTER_H

#include "passes.h"

/* Of publication, language and rights, what all articles of the book have in common. */
Metadata common_metadata (const SheafBook *book);

/* Articles of one input, one after the other, and what they have in common; an article alone: with all others. */
typedef struct {
    guint first, end;
    Metadata common;
} InputGroup;

/* The group that begins with the article of that index; `common` is the book's. */
InputGroup input_group (const SheafBook *book, guint first, const Metadata *common);

/* The back matter of a book is articles of ordinary nodes: the writer has no special case for it.
 * Each of these returns a new article, or NULL when there is nothing to say. */
Article *glossary_article (SheafBook *book);
Article *sources_article (SheafBook *book);

/* Where all articles come from that are of one input, and what made the book: the head of the sources of a collection.
 */
void append_common_provenance (Article *sources, const SheafBook *book, const Metadata *common);

/* Where an article of it comes from: what the head does not say. */
void append_own_provenance (Article *sources, Node *parent, const Article *article, const InputGroup *group);

/* Where the only article comes from. */
void append_provenance (Article *sources, const Article *article);

/* An address as a part of a line: short, and a link. */
void append_address (Article *sources, Node *parent, const char *url);

/* The section of the sources of an article that says who took its photos; none, where nobody is known. */
void append_photo_credits (Article *sources, Node *parent, int level, Article *article);

/* An article of the back matter, in the language of the book; `title` is the name of a label. */
Article *back_matter_new (SheafBook *book, ArticleRole role, const char *title);

/* The word of that name in the article's language. */
const char *back_matter_label (Article *article, const char *name);

/* Appends a section with its heading. */
Node *back_matter_section (Article *article, Node *parent, SectionKind kind, int level, const char *title);

/* What a link back shows.  Not "↩": Apple's readers make a coloured picture of it, MuPDF a box of the selector that
 * would forbid that, and it points the wrong way in scripts from right to left. */
#define BACK_ARROW "↑"

/* Appends a link back to where something is used.  `label` is what a screen reader says. */
void back_matter_link (Article *article, Node *parent, Node *target, const char *text, const char *label);

#endif
