/* SPDX-License-Identifier: MIT */
#pragma once

#include "picture/picture.h"

#include "page.h"

/* What a part of a page is printed with: it holds for all cell rows up to (not including) the last. */
typedef struct {
    Colour ground;
    Colour ink;
    guint end_row;
} Tint;

/* Prints the page as a baseline JPEG, 4:2:0.  The tints go from top to bottom and the last one
 * reaches PAGE_ROWS. */
GBytes *jpeg_print (const Page *page, const Tint *tints, guint n_tints);
