/* SPDX-License-Identifier: MIT */
#ifndef ARRANGE_H
#define ARRANGE_H

#include "model/model.h"

/* Which articles a book has of those that were read, in which order and in which parts: as its options say.  To be done
 * before the articles are enriched, for what is left out need not be. */
void arrange_book (SheafBook *book);

#endif
