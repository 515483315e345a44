/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "enrich/passes.h"

#define CLOCK "Keeper Ann Lee winds the clock in Halden, May 4, 2024. (photo: Bob Roe/AFP)"
#define TIDE "The tide at noon. Photo by Cy Doe/Getty Images"

static SheafBook *
book_of (const char *const *paragraphs)
{
    SheafBook *book = sheaf_book_new (NULL);
    Article *article = article_new (ARTICLE_CHAPTER);

    g_ptr_array_add (book->articles, article);
    article->metadata.language = "en";
    article->origin.path = "clock.txt";
    for (; *paragraphs != NULL; paragraphs++)
        node_append_text (article->arena, node_append_new (article->arena, article->root, NODE_PARAGRAPH), *paragraphs);
    return book;
}

static Caption *
correct (Article *article, const char *raw)
{
    Caption *caption = arena_make (article->arena, Caption);

    if (article->corrections.captions == NULL)
        article->corrections.captions = arena_ptr_array (article->arena);
    caption->raw = raw;
    g_ptr_array_add (article->corrections.captions, caption);
    return caption;
}

/* The kinds and texts of the blocks below `parent`: "paragraph(One.) figure(caption(Two.) credit(Photo: X))". */
static char *
shape_of (const Node *parent)
{
    GString *shape = g_string_new (NULL);

    for (const Node *child = parent->first; child != NULL; child = child->next) {
        gboolean is_leaf = child->first == NULL || node_holds_inlines (child);
        g_autofree char *inside = is_leaf ? node_text (child) : shape_of (child);

        g_string_append_printf (shape, "%s%s(%s)", shape->len > 0 ? " " : "", node_kind_name (child->kind),
                                child->kind == NODE_IMAGE ? child->image.alt : inside);
    }
    return g_string_free (shape, FALSE);
}

static void
check_shape (const Article *article, const char *expected)
{
    g_autofree char *shape = shape_of (article->root);

    g_assert_cmpstr (shape, ==, expected);
}

static void
test_paragraph_with_credit_becomes_figure (void)
{
    static const char *const paragraphs[] = { "One.", CLOCK, "Two.", NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);
    const Caption *caption;

    enrich_captions (book, article);
    check_shape (article, "paragraph(One.) figure(caption(Keeper Ann Lee winds the clock in Halden, May 4, 2024.) "
                          "credit(Photo: Bob Roe / AFP)) paragraph(Two.)");
    g_assert_cmpuint (article->captions->len, ==, 1);
    caption = g_ptr_array_index (article->captions, 0);
    g_assert_cmpstr (caption->raw, ==, CLOCK);
    g_assert_cmpstr (caption->photographer, ==, "Bob Roe");
    g_assert_cmpstr (caption->agency, ==, "AFP");
    g_assert_cmpstr (caption->date, ==, "2024-05-04");
    g_assert_cmpstr (caption->place, ==, "Halden");
    g_assert_true (caption->figure == article->root->first->next);
}

static void
test_credit_alone_has_no_caption (void)
{
    static const char *const paragraphs[] = { "Photo by Ann Lee", NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);

    enrich_captions (book, book_first_chapter (book));
    check_shape (book_first_chapter (book), "figure(credit(Photo: Ann Lee))");
}

static void
test_french_credit_has_a_space_before_its_colon (void)
{
    static const char *const paragraphs[] = { "La salle. Photo : Jean Petit/AFP", NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);

    book_first_chapter (book)->metadata.language = "fr-CA";
    enrich_captions (book, book_first_chapter (book));
    check_shape (book_first_chapter (book), "figure(caption(La salle.) credit(Photo\u00a0: Jean Petit / AFP))");
}

static void
test_fragment_keeps_its_tree (void)
{
    static const char *const paragraphs[] = { TIDE, NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);

    book->options.is_fragment = TRUE;
    enrich_captions (book, book_first_chapter (book));
    check_shape (book_first_chapter (book), "paragraph(" TIDE ")");
    g_assert_cmpuint (book_first_chapter (book)->captions->len, ==, 1);
}

static void
test_links_in_the_sentence_stay (void)
{
    static const char *const paragraphs[] = { NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);
    Node *paragraph = node_append_new (article->arena, article->root, NODE_PARAGRAPH), *link, *caption;

    node_append_text (article->arena, paragraph, "[1/4] The ");
    link = node_append_new (article->arena, paragraph, NODE_LINK);
    node_append_text (article->arena, link, "hall");
    node_append_text (article->arena, paragraph, " at night. (");
    node_append_text (article->arena, node_append_new (article->arena, paragraph, NODE_EMPHASIS), "Ann Lee/AFP");
    node_append_text (article->arena, paragraph, ")");
    enrich_captions (book, article);
    check_shape (article, "figure(caption(The hall at night.) credit(Photo: Ann Lee / AFP))");
    caption = article->root->first->first;
    g_assert_true (caption->first->next == link);
    g_assert_cmpstr (node_kind_name (caption->last->kind), ==, "text");
}

static void
test_figures_of_readers_are_understood (void)
{
    static const char *const paragraphs[] = { NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);
    Node *figure = node_append_new (article->arena, article->root, NODE_FIGURE);
    Picture picture = { 0 };
    Node *image = node_append_new (article->arena, figure, NODE_IMAGE);

    image->image.picture = &picture;
    node_append_text (article->arena, node_append_new (article->arena, figure, NODE_CAPTION), TIDE);
    enrich_captions (book, article);
    check_shape (article, "figure(image(Photo) caption(The tide at noon.) "
                          "credit(Photo: Cy Doe / Getty Images))");
}

static Node *
append_figure (Article *article, Picture *picture, const char *caption)
{
    Node *figure = node_append_new (article->arena, article->root, NODE_FIGURE);

    node_append_new (article->arena, figure, NODE_IMAGE)->image.picture = picture;
    if (caption != NULL)
        node_append_text (article->arena, node_append_new (article->arena, figure, NODE_CAPTION), caption);
    return figure;
}

static void
test_photo_that_stands_twice_is_shown_once (void)
{
    static const char *const paragraphs[] = { NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);
    Picture picture = { 0 };
    Node *lead = append_figure (article, &picture, NULL), *link, *again;

    node_append_text (article->arena, node_append_new (article->arena, article->root, NODE_PARAGRAPH), "One.");
    link = node_append_new (article->arena, article->root->last, NODE_REFERENCE);
    link->reference.target = lead;
    again = append_figure (article, &picture, TIDE);
    append_figure (article, &picture, "The tide at noon.");
    enrich_captions (book, article);
    check_shape (article, "figure(image(Photo) caption(The tide at noon.) credit(Photo: Cy Doe / Getty Images)) "
                          "paragraph(One.)");
    g_assert_true (link->reference.target == again);
    g_assert_cmpuint (article->captions->len, ==, 1);
}

static void
test_photo_of_which_two_things_are_said_stands_twice (void)
{
    static const char *const paragraphs[] = { NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);
    Picture picture = { 0 };

    append_figure (article, &picture, "The tide at noon.");
    append_figure (article, &picture, "The same wall, with the mark of 1912.");
    enrich_captions (book, article);
    check_shape (article, "figure(image(Photo) caption(The tide at noon.)) "
                          "figure(image(Photo) caption(The same wall, with the mark of 1912.))");
}

static void
test_corrections_are_matched_by_raw (void)
{
    static const char *const paragraphs[] = { CLOCK, "One.", TIDE, TIDE, NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);
    Picture picture = { 0 };
    Caption *clock = correct (article, CLOCK), *second;

    clock->caption = "The clock.";
    clock->agency = "AFP";
    clock->picture = &picture;
    clock->image = "clock.jpg";
    correct (article, TIDE)->caption = "The tide at noon.";
    second = correct (article, TIDE);
    second->caption = "The tide at night.";
    second->photographer = "Cy Doe";
    enrich_captions (book, article);
    check_shape (article, "figure(image(Photo) caption(The clock.) credit(Photo: AFP)) paragraph(One.) "
                          "figure(caption(The tide at noon.)) "
                          "figure(caption(The tide at night.) credit(Photo: Cy Doe))");
    g_assert_cmpuint (article->captions->len, ==, 3);
    g_assert_cmpuint (report_length (book->report), ==, 0);
}

static void
test_uncorrected_sidecar_changes_nothing (void)
{
    static const char *const paragraphs[] = { CLOCK, "One.", TIDE, NULL };
    g_autoptr (SheafBook) plain = book_of (paragraphs), corrected = book_of (paragraphs);
    g_autofree char *expected = NULL;

    enrich_captions (plain, book_first_chapter (plain));
    for (guint i = 0; i < 2; i++) {
        Article *article = book_first_chapter (corrected);
        const Caption *found = g_ptr_array_index (book_first_chapter (plain)->captions, i);
        Caption *caption = correct (article, found->raw);

        *caption = *found;
        caption->figure = NULL;
    }
    enrich_captions (corrected, book_first_chapter (corrected));
    expected = shape_of (book_first_chapter (plain)->root);
    check_shape (book_first_chapter (corrected), expected);
}

static void
test_caption_that_is_left_out_is_text (void)
{
    static const char *const paragraphs[] = { CLOCK, "One.", TIDE, NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);

    correct (article, CLOCK)->caption = "The clock.";
    enrich_captions (book, article);
    check_shape (article, "figure(caption(The clock.)) paragraph(One.) paragraph(" TIDE ")");
    g_assert_cmpuint (article->captions->len, ==, 1);
}

static void
test_unknown_correction_stands_first (void)
{
    static const char *const paragraphs[] = { "One.", TIDE, NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);
    Picture picture = { 0 };
    Caption *caption = correct (article, "Nobody wrote this.");

    caption->caption = "The yard.";
    caption->alt = "A yard with a lamp";
    caption->image = "yard.jpg";
    caption->picture = &picture;
    correct (article, TIDE)->caption = "The tide at noon.";
    correct (article, NULL); /* says nothing at all */
    enrich_captions (book, article);
    check_shape (article, "figure(image(A yard with a lamp) caption(The yard.)) paragraph(One.) "
                          "figure(caption(The tide at noon.))");
    g_assert_cmpuint (article->captions->len, ==, 2);
    g_assert_cmpuint (report_length (book->report), ==, 1);
}

static void
test_picture_is_not_described_by_its_caption (void)
{
    static const char *const paragraphs[] = { TIDE, NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);
    Article *article = book_first_chapter (book);
    Picture picture = { 0 };
    Caption *caption = correct (article, TIDE);

    caption->caption = caption->alt = "The tide at noon.";
    caption->picture = &picture;
    caption->image = "tide.jpg";
    enrich_captions (book, article);
    check_shape (article, "figure(image(Photo) caption(The tide at noon.))");
}

static void
test_emptied_caption_is_still_a_figure (void)
{
    static const char *const paragraphs[] = { TIDE, NULL };
    g_autoptr (SheafBook) book = book_of (paragraphs);

    correct (book_first_chapter (book), TIDE);
    enrich_captions (book, book_first_chapter (book));
    check_shape (book_first_chapter (book), "figure(caption(" TIDE "))");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/caption/paragraph-with-credit-becomes-figure", test_paragraph_with_credit_becomes_figure);
    g_test_add_func ("/caption/credit-alone-has-no-caption", test_credit_alone_has_no_caption);
    g_test_add_func ("/caption/french-colon", test_french_credit_has_a_space_before_its_colon);
    g_test_add_func ("/caption/fragment-keeps-its-tree", test_fragment_keeps_its_tree);
    g_test_add_func ("/caption/links-in-the-sentence-stay", test_links_in_the_sentence_stay);
    g_test_add_func ("/caption/figures-of-readers-are-understood", test_figures_of_readers_are_understood);
    g_test_add_func ("/caption/corrections-are-matched-by-raw", test_corrections_are_matched_by_raw);
    g_test_add_func ("/caption/uncorrected-sidecar-changes-nothing", test_uncorrected_sidecar_changes_nothing);
    g_test_add_func ("/caption/that-is-left-out-is-text", test_caption_that_is_left_out_is_text);
    g_test_add_func ("/caption/unknown-correction-stands-first", test_unknown_correction_stands_first);
    g_test_add_func ("/caption/picture-is-not-described-by-its-caption", test_picture_is_not_described_by_its_caption);
    g_test_add_func ("/caption/emptied-caption-is-still-a-figure", test_emptied_caption_is_still_a_figure);
    g_test_add_func ("/caption/photo-that-stands-twice-is-shown-once", test_photo_that_stands_twice_is_shown_once);
    g_test_add_func ("/caption/photo-of-which-two-things-are-said-stands-twice",
                     test_photo_of_which_two_things_are_said_stands_twice);
    return g_test_run ();
}
