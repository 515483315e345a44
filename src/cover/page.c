/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <string.h>

struct _Page {
    guint8 *cells[N_CELLS]; /* NULL when blank */
};

Page *
page_new (void)
{
    return g_new0 (Page, 1);
}

void
page_free (Page *page)
{
    if (page == NULL)
        return;
    for (guint i = 0; i < N_CELLS; i++)
        g_free (page->cells[i]);
    g_free (page);
}

static guint8 *
pixel_at (Page *page, guint x, guint y)
{
    guint8 **cell = &page->cells[y / CELL_HEIGHT * PAGE_COLUMNS + x / CELL_WIDTH];

    if (*cell == NULL)
        *cell = g_malloc0 (CELL_SIZE);
    return *cell + y % CELL_HEIGHT * CELL_WIDTH + x % CELL_WIDTH;
}

/* Where letters touch, the ink of one does not wash off that of the other.  Thin ink is at the
 * edges of letters, and hardly ever longer than a pixel. */
static void
ink_thinly (Page *page, int x, int y, int end, guint8 coverage)
{
    for (; x < end; x++) {
        guint8 *pixel = pixel_at (page, (guint) x, (guint) y);

        *pixel = MAX (*pixel, coverage);
    }
}

static void
ink_fully (Page *page, int x, int y, int end)
{
    for (int edge; x < end; x = edge) {
        edge = MIN (end, (x / CELL_WIDTH + 1) * CELL_WIDTH);
        memset (pixel_at (page, (guint) x, (guint) y), 255, (gsize) (edge - x));
    }
}

void
page_ink (Page *page, int x, int y, int length, guint8 coverage)
{
    int end = MIN (x + length, PAGE_WIDTH);

    if (y < 0 || y >= PAGE_HEIGHT)
        return;
    if (coverage == 255)
        ink_fully (page, MAX (x, 0), y, end);
    else
        ink_thinly (page, MAX (x, 0), y, end, coverage);
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
