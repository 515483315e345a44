/* SPDX-License-Identifier: MIT */
#include "markdown.h"

#include <md4c-html.h>
#include <string.h>

#include "lang/lang.h"
#include "page/page.h"
#include "readers.h"

#define FLAGS (MD_DIALECT_GITHUB | MD_FLAG_TABLES)

/* Characters by number may be none: the reader of HTML knows what becomes of those. */
#define HTML_FLAGS MD_HTML_FLAG_VERBATIM_ENTITIES

/* Lines of a masthead are short and few. */
#define MASTHEAD_WIDTH 80
#define MASTHEAD_LINES 4

static const char *const endings[] = { ".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", NULL };

/* What text of other kinds hardly has. */
static gboolean
has_marks (const char *text)
{
    static const char *const marks[] = { "\n# ", "\n## ", "\n```", "](", "\n| " };
    guint n_found = 0;

    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        n_found += strstr (text, marks[i]) != NULL;
    return n_found > 0;
}

/* Plain text may have a few marks of Markdown: without the name it takes front matter too. */
static gboolean
probe (const Input *input)
{
    static const char *const text_endings[] = { ".txt", ".text", NULL };

    if (input->book->options.is_fragment)
        return FALSE;
    return input_is_named (input, endings)
           || (!input_is_named (input, text_endings)
               && (g_str_has_prefix (input->text, "---\n") || g_str_has_prefix (input->text, "+++\n"))
               && has_marks (input->text));
}

static void
append_output (const MD_CHAR *text, MD_SIZE size, void *html)
{
    g_string_append_len (html, text, size);
}

/* Behind the tag that begins at `tag`; its quotation marks are those that md4c writes. */
static const char *
tag_end (const char *tag)
{
    gboolean is_quoted = FALSE;

    for (; *tag != '\0' && (*tag != '>' || is_quoted); tag++)
        is_quoted = is_quoted != (*tag == '"');
    return *tag == '>' ? tag + 1 : tag;
}

#define TASK "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled"

/* A box of a list of tasks, as a character. */
static const char *
append_task (GString *html, const char *tag)
{
    const char *end = tag_end (tag);

    g_string_append (html, g_strstr_len (tag, end - tag, " checked") != NULL ? "☑ " : "☐ ");
    return end;
}

/* A picture alone in its paragraph is a figure, and its title the caption. */
static const char *
append_figure (GString *html, const char *paragraph)
{
    const char *tag = paragraph + strlen ("<p>"), *end = tag_end (tag);
    const char *title = g_strstr_len (tag, end - tag, " title=\"");

    if (!g_str_has_prefix (end, "</p>")) {
        g_string_append_len (html, paragraph, end - paragraph);
        return end;
    }
    g_string_append_printf (html, "<figure>%.*s>", (int) ((title != NULL ? title : end - 1) - tag), tag);
    if (title != NULL) {
        title += strlen (" title=\"");
        g_string_append_printf (html, "<figcaption>%.*s</figcaption>", (int) strcspn (title, "\""), title);
    }
    g_string_append (html, "</figure>");
    return end + strlen ("</p>");
}

/* What md4c leaves to a browser. */
static char *
finish_html (const GString *html)
{
    GString *finished = g_string_sized_new (html->len);

    for (const char *p = html->str, *next; *p != '\0'; p = next) {
        next = p + 1 + strcspn (p + 1, "<");
        if (g_str_has_prefix (p, "<p><img "))
            next = append_figure (finished, p);
        else if (g_str_has_prefix (p, TASK))
            next = append_task (finished, p);
        else
            g_string_append_len (finished, p, next - p);
    }
    return g_string_free (finished, FALSE);
}

/* Whether a line below the headline says who wrote the article, or when. */
static gboolean
is_masthead_line (const char *line, gsize length)
{
    g_autofree char *copy = g_strndup (line, length);
    g_autofree char *date = date_parse (copy);
    Byline byline = { 0 };
    gboolean is_byline = text_has_prefix_ci (copy, "by ") && byline_parse (copy, &byline);

    byline_clear (&byline);
    return is_byline || date != NULL;
}

/* The length of the lines below the headline when they are a masthead in one paragraph; 0: they are not. */
static gsize
masthead_length (const char *text)
{
    const char *line = text;
    guint n_lines = 0;
    gboolean is_masthead = FALSE;

    for (gsize length; (length = strcspn (line, "\n")) > 0; line += length + 1) {
        if (length > MASTHEAD_WIDTH || ++n_lines > MASTHEAD_LINES || line[length] == '\0')
            return 0;
        is_masthead = is_masthead || is_masthead_line (line, length);
    }
    return is_masthead ? (gsize) (line - text) : 0;
}

/* A copy in which the lines below the headline are paragraphs, as they are meant, if they are a masthead. */
static GString *
divide_masthead (const char *text, gsize length)
{
    const char *heading = text + strspn (text, "\n"), *below = heading + strcspn (heading, "\n");
    GString *divided = g_string_sized_new (length);
    gsize size;

    below += strspn (below, "\n");
    size = g_str_has_prefix (heading, "# ") ? masthead_length (below) : 0;
    g_string_append_len (divided, text, below - text);
    for (gsize i = 0; i < size; i++) {
        g_string_append_c (divided, below[i]);
        if (below[i] == '\n')
            g_string_append_c (divided, '\n');
    }
    g_string_append_len (divided, below + size, (gssize) (length - (gsize) (below - text) - size));
    return divided;
}

/* The text as HTML. */
static char *
render (const char *text, gsize length, GError **error)
{
    g_autoptr (GString) divided = divide_masthead (text, length), html = g_string_sized_new (length);
    g_autoptr (GString) joined = markdown_join_dialects (divided->str, divided->len);
    g_autoptr (GString) safe = markdown_disarm (joined->str, joined->len);
    g_autoptr (GString) whole = markdown_take_notes (safe->str, safe->len);

    if (md_html (whole->str, (MD_SIZE) whole->len, append_output, html, FLAGS, HTML_FLAGS) == 0)
        return finish_html (html);
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "its Markdown needs too much memory");
    return NULL;
}

static gboolean
read_markdown (const Input *input, GError **error)
{
    Article *article = article_new (ARTICLE_CHAPTER);
    Page page = { .book = input->book, .article = article, .path = input->path };
    g_autoptr (Arena) arena = arena_new ();
    g_autofree char *html = NULL;
    gsize body;
    guint line;

    g_ptr_array_add (input->book->articles, article);
    if (!front_matter_apply (input, article, &body, &line, error))
        return FALSE;
    html = render (input->text + body, input->length - body, error);
    if (html == NULL)
        return FALSE;
    page.url = article->metadata.url != NULL ? article->metadata.url : input->url;
    page.store = input->store;
    page.name = input->name;
    page.is_whole = TRUE;
    page.document = dom_parse_html (arena, html, strlen (html));
    dom_set_line (page.document, 0);
    return page_read (&page, error);
}

const Reader markdown_reader = { "markdown", probe, read_markdown };
