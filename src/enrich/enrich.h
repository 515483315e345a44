/* SPDX-License-Identifier: MIT */
#ifndef ENRICH_H
#define ENRICH_H

#include "model/model.h"

/* Runs all passes over all articles, then adds glossary and source appendix. */
void enrich_book (SheafBook *book);

/* The glossary and the source appendix: articles of their own at the end of the book.  Where there are none, they may
 * be made anew for other chapters that the passes have seen. */
void enrich_back_matter (SheafBook *book);

/* Makes what looks for the terms of the user's glossaries, so that books that borrow them have it, too. */
void enrich_prepare (SheafBook *book);

#endif
