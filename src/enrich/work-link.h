/* SPDX-License-Identifier: MIT */
#ifndef WORK_LINK_H
#define WORK_LINK_H

#include "passes.h"

/* Finds the links that lead to a work that the text cites, by their words and where they stand: it has one
 * entry then, with its address, and not two.  Sets link->source and source->link. */
void links_find_works (Article *article);

#endif
