/* SPDX-License-Identifier: MIT */
#include "xhtml.h"

#include "lang/lang.h"

Xml *
xhtml_begin (const char *title, const char *language)
{
    Xml *xml = xml_new ("html");

    xml_open_block (xml, "html");
    xml_attribute (xml, "xmlns", "http://www.w3.org/1999/xhtml");
    xml_attribute (xml, "xmlns:epub", "http://www.idpf.org/2007/ops");
    xml_attribute (xml, "lang", language);
    xml_attribute (xml, "xml:lang", language);
    xml_attribute (xml, "dir", language_is_rtl (language) ? "rtl" : NULL);
    xml_open_block (xml, "head");
    xml_element (xml, "title", title);
    xml_open_block (xml, "link");
    xml_attribute (xml, "rel", "stylesheet");
    xml_attribute (xml, "type", "text/css");
    xml_attribute (xml, "href", "style.css");
    xml_close (xml);
    xml_close (xml);
    xml_open_block (xml, "body");
    return xml;
}

GBytes *
xhtml_end (Xml *xml)
{
    xml_close (xml);
    xml_close (xml);
    return xml_finish (xml);
}

void
xhtml_link (Xml *xml, const char *href, const char *text)
{
    xml_open (xml, "a");
    xml_attribute (xml, "href", href);
    xml_text (xml, text);
    xml_close (xml);
}

static void
element_with_class (Xml *xml, const char *name, const char *class, const char *text)
{
    if (text == NULL)
        return;
    xml_open_block (xml, name);
    xml_attribute (xml, "class", class);
    xml_text (xml, text);
    xml_close (xml);
}

static void
write_byline (Xml *xml, const Package *package, const Article *article)
{
    char **authors = article->metadata.authors;
    const char *and = package_label (package, "and");

    if (authors[0] == NULL)
        return;
    xml_open_block (xml, "p");
    xml_attribute (xml, "class", "byline");
    xml_text (xml, package_label (package, "by"));
    for (guint i = 0; authors[i] != NULL; i++) {
        const char *joint = i == 0 ? " " : authors[i + 1] != NULL ? ", " : arena_printf (package->arena, " %s ", and);

        xml_text (xml, joint);
        xml_text (xml, authors[i]);
    }
    xml_close (xml);
}

static void
write_date (Xml *xml, const Package *package, const char *iso)
{
    g_autofree char *date = iso != NULL ? date_format (iso, package->language) : NULL;

    if (iso == NULL)
        return;
    xml_open_block (xml, "p");
    xml_attribute (xml, "class", "date");
    xml_open (xml, "time");
    xml_attribute (xml, "datetime", iso);
    xml_text (xml, date);
    xml_close (xml);
    xml_close (xml);
}

/* Headline, dek, publication, byline and date, as far as they are known; `heading` is the headline's element. */
static void
write_masthead (Xml *xml, const Package *package, const Article *article, const char *heading)
{
    const Metadata *metadata = &article->metadata;

    element_with_class (xml, "p", "publication", metadata->publication);
    xml_open_block (xml, heading);
    xml_attribute (xml, "class", "title");
    xml_attribute (xml, "id", "title");
    xml_text (xml, metadata->title);
    xml_close (xml);
    element_with_class (xml, "p", "dek", metadata->dek);
    write_byline (xml, package, article);
    write_date (xml, package, metadata->published);
}

#define COVER_ALT_CHARACTERS 250

GBytes *
xhtml_cover (const Package *package, const Page *page)
{
    const Front *front = &package->front;
    g_autofree char *alt = text_shorten (front->alt, COVER_ALT_CHARACTERS);
    Xml *xml = xhtml_begin (page->title, package->language);

    xml_open_block (xml, "section");
    xml_attribute (xml, "class", "cover");
    xml_attribute (xml, "epub:type", "cover");
    xml_attribute (xml, "aria-label", page->title);
    xml_open_block (xml, "img");
    xml_attribute (xml, "src", front->path);
    xml_attribute (xml, "alt", alt);
    xml_attribute_number (xml, "width", (int) front->width);
    xml_attribute_number (xml, "height", (int) front->height);
    xml_attribute (xml, "role", "doc-cover");
    xml_close (xml);
    xml_close (xml);
    return xhtml_end (xml);
}

/* Who took the photo on the cover, with a link to where it stands in the book. */
static void
write_cover_credit (Xml *xml, const Package *package, const Page *page)
{
    const Caption *photo = package->front.photo;
    const char *names[] = { NULL, NULL, NULL };
    g_autofree char *href = NULL;
    g_autofree char *credit = NULL;
    guint n = 0;

    if (photo == NULL)
        return;
    if (photo->photographer != NULL)
        names[n++] = photo->photographer;
    if (photo->agency != NULL)
        names[n++] = photo->agency;
    if (n == 0)
        names[n++] = photo->credit != NULL ? photo->credit : photo->rights;
    credit = g_strjoinv (" / ", (char **) names);
    if (*credit == '\0')
        return;
    xml_open_block (xml, "p");
    xml_attribute (xml, "class", "cover-credit");
    href = photo->figure != NULL ? package_href (package, page, photo->figure) : NULL;
    if (href != NULL) {
        xml_open (xml, "a");
        xml_attribute (xml, "href", href);
        xml_text (xml, package_label (package, "cover-photo"));
        xml_close (xml);
    } else {
        xml_text (xml, package_label (package, "cover-photo"));
    }
    xml_text (xml, arena_printf (package->arena, "%s %s", package_label (package, "colon"), credit));
    xml_close (xml);
}

GBytes *
xhtml_title_page (const Package *package, const Page *page)
{
    Xml *xml = xhtml_begin (page->title, package->language);

    xml_open_block (xml, "section");
    xml_attribute (xml, "class", "title-page");
    xml_attribute (xml, "epub:type", "titlepage");
    xml_attribute (xml, "aria-label", page->title);
    if (package_is_collection (package)) {
        element_with_class (xml, "p", "publication", package->imprint.publication);
        element_with_class (xml, "p", "title", package->title);
        element_with_class (xml, "p", "byline", package->imprint.byline);
        element_with_class (xml, "p", "date", package->imprint.date);
    } else {
        write_masthead (xml, package, book_first_chapter (package->book), "p");
    }
    write_cover_credit (xml, package, page);
    xml_close (xml);
    return xhtml_end (xml);
}

static void
chapter_attributes (Xml *xml, const Page *page)
{
    switch (page->article->role) {
    case ARTICLE_CHAPTER:
        xml_attribute (xml, "epub:type", "chapter");
        xml_attribute (xml, "role", "doc-chapter");
        break;
    case ARTICLE_GLOSSARY:
        xml_attribute (xml, "epub:type", "glossary");
        xml_attribute (xml, "role", "doc-glossary");
        xml_attribute (xml, "class", "glossary");
        break;
    case ARTICLE_SOURCES:
        xml_attribute (xml, "epub:type", "appendix");
        xml_attribute (xml, "role", "doc-appendix");
        xml_attribute (xml, "class", "sources");
        break;
    }
    if (page->is_opening)
        xml_attribute (xml, "aria-labelledby", "title");
    else
        xml_attribute (xml, "aria-label", page->title);
}

static void
write_opening (Xml *xml, const Package *package, const Page *page)
{
    xml_open_block (xml, "header");
    if (package_is_collection (package)) {
        write_masthead (xml, package, page->article, "h1");
    } else { /* the title page has said the rest */
        xml_open_block (xml, "h1");
        xml_attribute (xml, "class", "title");
        xml_attribute (xml, "id", "title");
        xml_text (xml, page->article->metadata.title);
        xml_close (xml);
    }
    xml_close (xml);
}

GBytes *
xhtml_article (const Package *package, const Page *page)
{
    const Article *article = page->article;
    Xml *xml = xhtml_begin (page->title, article->metadata.language);

    xml_open_block (xml, "section");
    chapter_attributes (xml, page);
    if (page->is_opening)
        write_opening (xml, package, page);
    xhtml_nodes (xml, package, page);
    if (page->is_closing)
        element_with_class (xml, "p", "editors-note", article->metadata.editors_note);
    xml_close (xml);
    return xhtml_end (xml);
}
