/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* A page of ink: how much of each pixel is covered, 0 to 255.  It is kept in cells, and a
 * cell without ink takes no memory and, later, next to no time. */
enum {
    PAGE_WIDTH = 1600,
    PAGE_HEIGHT = 2400,
    CELL_WIDTH = 64,
    CELL_HEIGHT = 16,
    CELL_SIZE = CELL_WIDTH * CELL_HEIGHT,
    PAGE_COLUMNS = PAGE_WIDTH / CELL_WIDTH,
    PAGE_ROWS = PAGE_HEIGHT / CELL_HEIGHT,
    N_CELLS = PAGE_COLUMNS * PAGE_ROWS,
};

typedef struct _Page Page;

Page *page_new (void);
void page_free (Page *page);

/* Lays ink on a run of pixels.  What lies outside the page is left out. */
void page_ink (Page *page, int x, int y, int length, guint8 coverage);

/* Lays full ink on a rectangle. */
void page_rule (Page *page, int x, int y, int width, int height);

/* The coverage of a cell, row by row, or NULL when no ink has touched it. */
const guint8 *page_cell (const Page *page, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)
