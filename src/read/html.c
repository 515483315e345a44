/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "page/page.h"
#include "readers.h"

/* XHTML says so in its first tag. */
#define PROBE_SIZE 4096
#define XHTML_SPACE "http://www.w3.org/1999/xhtml"

static const char *const endings[] = { ".html", ".htm", ".xhtml", ".xht", ".shtml", NULL };

/* Whether the tag is HTML's, or one that office programs save in it: "o:p". */
static gboolean
is_known (const char *tag)
{
    return dom_tag (tag) != DOM_TAG_OTHER || g_str_has_prefix (tag, "o:");
}

/* A doctype, a tag of HTML, or a name that says it and a tag somewhere: "<3" and "<Ann>" begin text. */
static gboolean
probe (const Input *input)
{
    g_autofree char *tag = input_first_tag (input);
    g_autofree char *doctype = g_strndup (input->text + strspn (input->text, " \t\n"), strlen ("<!doctype html"));

    if (g_ascii_strcasecmp (doctype, "<!doctype html") == 0 || (tag != NULL && is_known (tag)))
        return TRUE;
    return input_is_named (input, endings) && strchr (input->text, '<') != NULL;
}

DomDocument *
html_parse (Arena *arena, const char *text, gsize length)
{
    DomDocument *document = NULL;

    if (g_strstr_len (text, (gssize) MIN (length, PROBE_SIZE), XHTML_SPACE) != NULL)
        document = dom_parse_xml (arena, text, length, NULL);
    if (document != NULL && document->malformed == 0 && document->body != NULL && document->head != NULL)
        return document;
    return dom_parse_html (arena, text, length);
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
    page.document = html_parse (arena, input->text, input->length);
    return page_read (&page, error);
}

const Reader html_reader = { "html", probe, read_html };
