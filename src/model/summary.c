/* SPDX-License-Identifier: MIT */
#include "summary.h"

#include <string.h>

/* Pictures without a word are no captions. */
static guint
count_captions (const Article *article)
{
    guint n = 0;

    for (guint i = 0; i < article->captions->len; i++)
        n += ((const Caption *) g_ptr_array_index (article->captions, i))->raw != NULL;
    return n;
}

static gboolean
is_ideograph (gunichar c)
{
    return g_unichar_iswide (c) && g_unichar_isalpha (c);
}

/* Not by white space alone, or a text in Japanese would have a word in each paragraph. */
static guint
count_words (const char *text)
{
    gboolean is_in_word = FALSE;
    guint n = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
        gboolean is_word = c < 0x80 ? g_ascii_isalnum (c) : g_unichar_isalnum (c);

        n += is_word && (!is_in_word || (c >= 0x80 && is_ideograph (c)));
        is_in_word = is_word || (is_in_word && !g_unichar_isspace (c));
    }
    return n;
}

guint
article_n_words (const Article *article)
{
    return article->text != NULL ? count_words (article->text) : 0;
}

/* Both in the form of ISO 8601, which sorts. */
static const char *
later (const char *a, const char *b)
{
    return a == NULL || (b != NULL && strcmp (a, b) < 0) ? b : a;
}

/* More than these say nothing of a book any more, and each is looked for among them all. */
#define MOST_AUTHORS 100

static void
add_authors (GPtrArray *authors, char **more)
{
    for (; *more != NULL && authors->len < MOST_AUTHORS; more++)
        if (!g_ptr_array_find_with_equal_func (authors, *more, g_str_equal, NULL))
            g_ptr_array_add (authors, *more);
}

static char **
find_authors (const SheafBook *book)
{
    g_autoptr (GPtrArray) authors = g_ptr_array_new ();

    for (guint i = 0; i < book_n_chapters (book) && authors->len < MOST_AUTHORS; i++)
        add_authors (authors, ((const Article *) g_ptr_array_index (book->articles, i))->metadata.authors);
    return arena_strv (book->arena, authors);
}

/* Of the glossary, or those of all volumes: what several articles use is one entry. */
static guint
count_entries (const SheafBook *book) /* NOLINT(misc-no-recursion): volumes have none themselves */
{
    guint n = 0;

    for (guint i = 0; book->volumes != NULL && i < book->volumes->len; i++)
        n += count_entries (g_ptr_array_index (book->volumes, i));
    for (guint i = book_n_chapters (book); i < book->articles->len; i++) {
        const Article *article = g_ptr_array_index (book->articles, i);

        for (const Node *node = article->root; article->role == ARTICLE_GLOSSARY && node != NULL;
             node = node_next (node, article->root))
            n += node->kind == NODE_TERM;
    }
    return n;
}

static void
add_article (SheafSummary *summary, const Article *article)
{
    summary->published = later (summary->published, article->metadata.published);
    summary->n_words += article_n_words (article);
    summary->n_captions += count_captions (article);
    summary->n_sources += article->sources->len;
}

void
book_summarise (const SheafBook *book, SheafSummary *summary)
{
    guint n_articles = book_n_chapters (book);

    *summary = (SheafSummary){
        .title = book_title (book),
        .authors = find_authors (book),
        .publication = book_common_publication (book),
        .language = book_language (book),
        .n_articles = n_articles,
        .n_pictures = book->pictures->len,
        .n_terms = count_entries (book),
    };
    for (guint i = 0; i < n_articles; i++)
        add_article (summary, g_ptr_array_index (book->articles, i));
    if (n_articles == 1)
        summary->dek = book_first_chapter (book)->metadata.dek;
}
