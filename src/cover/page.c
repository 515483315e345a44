/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <string.h>

struct _Page {
    guint8 *pool; /* room for every cell; the kernel gives only what is touched */
    guint n_inked;
    guint8 *cells[N_CELLS]; /* into the pool, NULL when blank */
};

Page *
page_new (void)
{
    Page *page = g_new0 (Page, 1);

    page->pool = g_malloc0 ((gsize) N_CELLS * CELL_SIZE);
    return page;
}

void
page_free (Page *page)
{
    if (page == NULL)
        return;
    g_free (page->pool);
    g_free (page);
}

static guint8 *
touch_cell (Page *page, int x, int y)
{
    guint8 **cell = &page->cells[y / CELL_HEIGHT * PAGE_COLUMNS + x / CELL_WIDTH];

    if (*cell == NULL)
        *cell = page->pool + (gsize) CELL_SIZE * page->n_inked++;
    return *cell;
}

/* Where letters touch, the ink of one does not wash off that of the other. */
static void
ink_thinly (guint8 *pixel, int length, guint8 coverage)
{
    for (int i = 0; i < length; i++)
        pixel[i] = MAX (pixel[i], coverage);
}

void
page_ink (Page *page, int x, int y, int length, guint8 coverage)
{
    int end = MIN (x + length, PAGE_WIDTH);

    if (y < 0 || y >= PAGE_HEIGHT)
        return;
    for (x = MAX (x, 0); x < end;) {
        guint8 *pixel = touch_cell (page, x, y) + y % CELL_HEIGHT * CELL_WIDTH + x % CELL_WIDTH;
        int edge = MIN (end, x - x % CELL_WIDTH + CELL_WIDTH);

        if (coverage == 255)
            memset (pixel, 255, (gsize) (edge - x));
        else
            ink_thinly (pixel, edge - x, coverage);
        x = edge;
    }
}

void
page_rule (Page *page, int x, int y, int width, int height)
{
    for (int row = y; row < y + height; row++)
        page_ink (page, x, row, width, 255);
}

const guint8 *
page_cell (const Page *page, guint index)
{
    return page->cells[index];
}
