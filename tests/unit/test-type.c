/* SPDX-License-Identifier: MIT */
#include "cover/cover.h"
#include "cover/type.h"

/* Covers of type alone. */

/* A line for the publication. */
static const TypeStyle line_style = { .width = 1320, .height = 64, .size = 92, .least = 64, .leading = 1.1 };

static TypeBlock *
set_line (const char *text)
{
    g_autoptr (GError) error = NULL;
    Font *font = font_get ("/sheaf/fonts/LinLibertine_R.otf", "de", &error);

    g_assert_no_error (error);
    return type_set (font, text, &line_style);
}

/* The columns of cells from the left that have ink. */
static guint
count_inked_columns (const Page *page)
{
    guint n = 0;

    for (guint i = 0; i < N_CELLS; i++)
        if (page_cell (page, i) != NULL)
            n = MAX (n, i % PAGE_COLUMNS + 1);
    return n;
}

static void
test_what_does_not_fit_ends_with_an_ellipsis (void)
{
    static const char *const texts[] = {
        "Oberhafenuhrmacherinnungsblatt Nachrichtenzeitungsverlag Halden",
        "Oberhafenuhrmacherinnungsblattzeitung Nachrichtenzeitungsverlagsgesellschaft",
        "Oberhafenuhrmacherinnungsblatt Nachrichtenzeitungsverlag Halden und Umgebung im Norden",
    };

    for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (TypeBlock) block = set_line (texts[i]);
        g_autoptr (Page) page = page_new ();

        type_block_draw (block, page, 140, 190);
        g_assert_cmpint (type_block_height (block), <=, line_style.height);
        g_assert_cmpuint (count_inked_columns (page), <=, (140 + 1320) / CELL_WIDTH + 1);
    }
}

static void
test_a_book_without_a_title_has_a_cover (void)
{
    const CoverText text = { .byline = "Ann Lee" };
    g_autoptr (GError) error = NULL;
    CoverOutcome outcome;
    g_autoptr (GBytes) cover = cover_make (&text, NULL, 0, FALSE, &outcome, &error);

    g_assert_no_error (error);
    g_assert_nonnull (cover);
    g_assert_false (outcome.lacks_letters);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/type/what-does-not-fit-ends-with-an-ellipsis", test_what_does_not_fit_ends_with_an_ellipsis);
    g_test_add_func ("/type/a-book-without-a-title-has-a-cover", test_a_book_without_a_title_has_a_cover);
    return g_test_run ();
}
