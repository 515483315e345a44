/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "page/page.h"
#include "readers.h"

#define PROBE_SIZE 1024

/* What HTML begins with: a doctype, or a tag that is one of its own. */
static gboolean
probe (const Input *input)
{
    static const char *const openers[] = { "<!doctype html", "<html",  "<head",  "<body", "<p>",
                                           "<div",           "<title", "<meta",  "<img",  "<!--",
                                           "<article",       "<h1",    "<table", "<i>",   "<p ",
                                           "<svg",           "<b ",    "<o:p>",  "<base", "<style" };
    g_autofree char *head = g_ascii_strdown (input->text, (gssize) MIN (input->length, PROBE_SIZE));
    const char *start = head + strspn (head, " \t\n\r");

    for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
        if (g_str_has_prefix (start, openers[i]))
            return TRUE;
    return FALSE;
}

static gboolean
read_html (const Input *input, GError **error)
{
    Article *article = article_new (ARTICLE_CHAPTER);
    g_autoptr (Arena) arena = arena_new ();
    Page page = { .book = input->book,
                  .article = article,
                  .path = input->path,
                  .url = input->url,
                  .store = input->store,
                  .name = input->name };

    g_ptr_array_add (input->book->articles, article);
    page.document = dom_parse_html (arena, input->text, input->length);
    return page_read (&page, error);
}

const Reader html_reader = { "html", probe, read_html };
