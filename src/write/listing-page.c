/* SPDX-License-Identifier: MIT */
#include "lang/lang.h"
#include "listing.h"
#include "xhtml.h"

/* The contents of a collection, and the page of a part, as a magazine has them: title, dek, and who wrote it. */

#define WORDS_A_MINUTE 230
#define DEK_CHARACTERS 240
#define SEPARATOR " · "
/* So many pages of a list before and after one are named on it. */
#define NEAR_PAGES 4

/* What is in another language than the book says so, or it would be read out and hyphenated wrongly. */
static void
language_attributes (Xml *xml, const Package *package, const Article *article)
{
    const char *language = article->metadata.language;
    gboolean is_rtl = language_is_rtl (language);

    if (g_strcmp0 (language, package->language) == 0)
        return;
    xml_attribute (xml, "lang", language);
    xml_attribute (xml, "xml:lang", language);
    if (is_rtl != language_is_rtl (package->language))
        xml_attribute (xml, "dir", is_rtl ? "rtl" : "ltr");
}

static void
append_fact (GString *facts, const char *fact)
{
    if (fact != NULL && *fact != '\0')
        g_string_append_printf (facts, "%s%s", facts->len > 0 ? SEPARATOR : "", fact);
}

/* Where all articles are of one publication, or are put together by theirs, it need not be told. */
static const char *
publication_of (const Package *package, const Article *article)
{
    if (package->common_publication != NULL || package->book->options.group_by == SHEAF_GROUP_PUBLICATION)
        return NULL;
    return article->metadata.publication;
}

/* "Ann Vale, Bo Brack · The Quay Post · 4 min" */
static char *
facts_of (const Package *package, const Article *article)
{
    GString *facts = g_string_new (NULL);
    guint n_words = article_n_words (article), n_minutes = (n_words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
    g_autofree char *authors = g_strjoinv (", ", article->metadata.authors);
    g_autofree char *minutes = g_strdup_printf ("%u\u00a0%s", n_minutes, package_label (package, "minutes"));

    append_fact (facts, authors);
    append_fact (facts, publication_of (package, article));
    append_fact (facts, n_minutes > 0 ? minutes : NULL);
    return g_string_free (facts, FALSE);
}

static void
write_line (Xml *xml, const char *class, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    xml_open_block (xml, "p");
    xml_attribute (xml, "class", class);
    xml_text (xml, text);
    xml_close (xml);
}

static void
write_headline (Xml *xml, const Row *row)
{
    xml_open_block (xml, "p");
    xml_attribute (xml, "class", "headline");
    xml_attribute (xml, "dir", row->article == NULL ? "auto" : NULL);
    xhtml_link (xml, row->path, row->title);
    xml_close (xml);
}

static void
write_article (Xml *xml, const Package *package, const Listing *listing, const Row *row)
{
    const char *dek = row->article->metadata.dek;
    g_autofree char *facts = facts_of (package, row->article);
    g_autofree char *shortened = listing->has_deks && dek != NULL ? text_shorten (dek, DEK_CHARACTERS) : NULL;

    xml_open_block (xml, "li");
    language_attributes (xml, package, row->article);
    write_headline (xml, row);
    write_line (xml, "dek", shortened);
    write_line (xml, "facts", facts);
    xml_close (xml);
}

/* A part among other parts, whose articles are on its own page. */
static void
write_part (Xml *xml, const Package *package, const Row *row)
{
    g_autofree char *count = g_strdup_printf ("%u\u00a0%s", row->n_articles,
                                              package_label (package, row->n_articles == 1 ? "article" : "articles"));

    xml_open_block (xml, "li");
    write_headline (xml, row);
    write_line (xml, "facts", count);
    xml_close (xml);
}

/* A part above its articles. */
static void
write_part_heading (Xml *xml, const Row *row)
{
    xml_open_block (xml, "h2");
    xml_attribute (xml, "dir", "auto");
    xhtml_link (xml, row->path, row->title);
    xml_close (xml);
}

static gboolean
is_heading (const Page *page, guint index)
{
    const GArray *rows = page->listing->rows;

    return g_array_index (rows, Row, index).article == NULL && index + 1 < rows->len
           && g_array_index (rows, Row, index + 1).article != NULL;
}

static void
write_rows (Xml *xml, const Package *package, const Page *page)
{
    gboolean is_in_list = FALSE;

    for (guint i = page->first_row; i < page->end_row; i++) {
        const Row *row = &g_array_index (page->listing->rows, Row, i);
        gboolean is_list = !is_heading (page, i);

        if (is_in_list && !is_list)
            xml_close (xml);
        if (is_list && !is_in_list)
            xml_open_block (xml, "ol");
        is_in_list = is_list;
        if (!is_list)
            write_part_heading (xml, row);
        else if (row->article != NULL)
            write_article (xml, package, page->listing, row);
        else
            write_part (xml, package, row);
    }
    if (is_in_list)
        xml_close (xml);
}

/* "1–200 · 201–400": the pages of the list that are near, its first and its last. */
static void
write_pages (Xml *xml, const Package *package, const Page *page)
{
    GPtrArray *pages = page->listing->pages;
    gboolean is_first = TRUE;
    guint own = 0;

    if (pages->len < 2)
        return;
    g_ptr_array_find (pages, page, &own);
    xml_open_block (xml, "p");
    xml_attribute (xml, "class", "pages");
    for (guint i = 0; i < pages->len; i++) {
        const Page *other = g_ptr_array_index (pages, i);
        const char *range = arena_printf (package->arena, "%u–%u", other->first_row + 1, other->end_row);

        if (i > 0 && i + 1 < pages->len && (i + NEAR_PAGES < own || i > own + NEAR_PAGES))
            continue;
        xml_text (xml, is_first ? "" : SEPARATOR);
        if (other == page)
            xml_element_inline (xml, "strong", range);
        else
            xhtml_link (xml, other->path, range);
        is_first = FALSE;
    }
    xml_close (xml);
}

static void
listing_attributes (Xml *xml, const Page *page)
{
    gboolean is_part = page->kind == PAGE_PART;

    xml_attribute (xml, "class", is_part ? "contents part" : "contents");
    xml_attribute (xml, "epub:type", is_part ? "part" : "frontmatter");
    xml_attribute (xml, "role", is_part ? "doc-part" : NULL);
    if (page->is_opening)
        xml_attribute (xml, "aria-labelledby", "title");
    else
        xml_attribute (xml, "aria-label", page->title);
}

GBytes *
xhtml_listing (const Package *package, const Page *page)
{
    Xml *xml = xhtml_begin (page->title, package->language);

    xml_open_block (xml, "section");
    listing_attributes (xml, page);
    if (page->is_opening) {
        xml_open_block (xml, "h1");
        xml_attribute (xml, "id", "title");
        xml_attribute (xml, "dir", page->kind == PAGE_PART ? "auto" : NULL);
        xml_text (xml, page->title);
        xml_close (xml);
    }
    write_pages (xml, package, page);
    write_rows (xml, package, page);
    write_pages (xml, package, page);
    xml_close (xml);
    return xhtml_end (xml);
}
