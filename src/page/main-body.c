/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "main.h"

/* The article's text as the page's data have it: a check on what was chosen, and the last resort. */

/* A shorter text is a summary. */
#define BODY_WORDS 80

static gboolean
is_known (const PageBlock *block)
{
    return block->n_grams > 0 && block->n_known_grams * 10 >= block->n_grams * 7;
}

/* Keeps the blocks that the data have too, when most of them were not chosen. */
void
body_correct (const PageMeasure *measure, guint8 *keeps)
{
    guint n_body = measure->page->article_body != NULL ? text_n_words (measure->page->article_body) : 0;
    guint n_known = 0, n_chosen = 0;

    for (guint i = 0; i < measure->blocks->len; i++)
        if (is_known (measure_block (measure, i))) {
            n_known += measure_block (measure, i)->n_words;
            n_chosen += keeps[i] ? measure_block (measure, i)->n_words : 0;
        }
    if (n_body < BODY_WORDS || n_known * 2 < n_body || n_chosen * 2 >= n_known)
        return;
    for (guint i = 0; i < measure->blocks->len; i++)
        keeps[i] = keeps[i] || is_known (measure_block (measure, i));
}

/* Whether most of the data's text is nowhere in the page, and what was chosen is much shorter. */
static gboolean
is_missing (const PageMeasure *measure, const guint8 *keeps)
{
    guint n_body = measure->page->article_body != NULL ? text_n_words (measure->page->article_body) : 0;
    guint n_known = 0, n_chosen = 0;

    for (guint i = 0; i < measure->blocks->len; i++) {
        n_known += is_known (measure_block (measure, i)) ? measure_block (measure, i)->n_words : 0;
        n_chosen += keeps[i] ? measure_block (measure, i)->n_words : 0;
    }
    return n_body >= BODY_WORDS && n_known * 3 < n_body && n_chosen * 2 < n_body;
}

/* The text as HTML: as it is if it is that, else a paragraph a line. */
static char *
body_html (const char *body)
{
    g_autoptr (GString) html = NULL;
    g_auto (GStrv) lines = NULL;

    if (strstr (body, "<p>") != NULL || strstr (body, "<p ") != NULL)
        return g_strdup (body);
    html = g_string_new (NULL);
    lines = g_strsplit (body, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *escaped = g_markup_escape_text (*line, -1);

        if (!text_is_blank (*line, -1))
            g_string_append_printf (html, "<p>%s</p>", escaped);
    }
    return g_strdup (html->str);
}

gboolean
body_replaces (const PageMeasure *measure, const guint8 *keeps)
{
    Page *page = measure->page;
    Arena *arena = page->article->arena;
    g_autofree char *html = is_missing (measure, keeps) ? body_html (page->article_body) : NULL;
    const char *text;

    if (html == NULL)
        return FALSE;
    text = arena_strdup (arena, html); /* the tree borrows it */
    dropped_add_up (page);
    page->document = dom_parse_html (arena, text, strlen (text));
    page->marks = arena_alloc (arena, page->document->n_nodes);
    dropped_begin (page, arena);
    page->marks[page->document->body->index] = PAGE_KEEP;
    report_note (page->book->report, NOTE_ARTICLE_FROM_DATA, page->path, 0, NULL);
    return TRUE;
}
