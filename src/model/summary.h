/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "book.h"

/* The words of its text, once that is laid out; of scripts without spaces, the characters. */
guint article_n_words (const Article *article);

/* Fills all of it but the identifier. */
void book_summarise (const SheafBook *book, SheafSummary *summary);

#endif
