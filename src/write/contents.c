/* SPDX-License-Identifier: MIT */
#include "xhtml.h"

/* The navigation document: contents, illustrations, landmarks. */

/* A flat list of entries with depths as nested lists. */
static void
write_entries (Xml *xml, const GArray *entries)
{
    guint depth = 0;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index (entries, Entry, i);
        guint wanted = MIN (entry->depth, depth + 1);

        for (; depth > wanted; depth--) {
            xml_close (xml);
            xml_close (xml);
        }
        if (depth == wanted)
            xml_close (xml);
        for (; depth < wanted; depth++)
            xml_open_block (xml, "ol");
        xml_open_block (xml, "li");
        xhtml_link (xml, entry->href, entry->label);
    }
    for (; depth > 0; depth--) {
        xml_close (xml);
        xml_close (xml);
    }
}

static void
open_nav (Xml *xml, const char *type, const char *class, const char *heading, const char *label)
{
    xml_open_block (xml, "nav");
    xml_attribute (xml, "epub:type", type);
    xml_attribute (xml, "hidden", g_str_has_suffix (class, "menu") ? "hidden" : NULL);
    xml_attribute (xml, "role", g_str_equal (type, "toc") ? "doc-toc" : NULL);
    xml_attribute (xml, "class", class);
    xml_attribute (xml, "aria-label", label);
    xml_element (xml, heading, label);
}

static void
write_landmark (Xml *xml, const char *type, const char *href, const char *label)
{
    xml_open_block (xml, "li");
    xml_open (xml, "a");
    xml_attribute (xml, "epub:type", type);
    xml_attribute (xml, "href", href);
    xml_text (xml, label);
    xml_close (xml);
    xml_close (xml);
}

static void
write_role_landmark (Xml *xml, const Package *package, ArticleRole role, const char *type)
{
    const Page *page = package_page_of (package, role);

    if (page != NULL)
        write_landmark (xml, type, page->path, page->title);
}

/* Hidden twice over: MuPDF and calibre show what is only hidden by the attribute. */
static void
write_landmarks (Xml *xml, const Package *package)
{
    const Page *start = package_page_of (package, ARTICLE_CHAPTER), *contents = package_contents (package);

    xml_open_block (xml, "nav");
    xml_attribute (xml, "epub:type", "landmarks");
    xml_attribute (xml, "class", "landmarks");
    xml_attribute (xml, "hidden", "hidden");
    xml_attribute (xml, "aria-label", package_label (package, "landmarks"));
    xml_open_block (xml, "ol");
    if (package_has_cover (package))
        write_landmark (xml, "cover", "cover.xhtml", package_label (package, "cover"));
    if (contents != NULL)
        write_landmark (xml, "toc", contents->path, package_label (package, "contents"));
    write_landmark (xml, "bodymatter", start->path, package_label (package, "start"));
    write_role_landmark (xml, package, ARTICLE_GLOSSARY, "glossary");
    write_role_landmark (xml, package, ARTICLE_SOURCES, "appendix");
    xml_close (xml);
    xml_close (xml);
}

GBytes *
xhtml_contents (const Package *package, const Page *page)
{
    Xml *xml = xhtml_begin (page->title, package->language);

    /* A collection has pages of its own for them; here they are for the menus of readers, beside illustrations. */
    open_nav (xml, "toc", package_is_collection (package) && page->is_in_spine ? "toc menu" : "toc", "h1",
              package_label (package, "contents"));
    write_entries (xml, package->toc);
    xml_close (xml);
    if (package->illustrations->len > 0) {
        open_nav (xml, "loi", "illustrations", "h2", package_label (package, "illustrations"));
        write_entries (xml, package->illustrations);
        xml_close (xml);
    }
    write_landmarks (xml, package);
    return xhtml_end (xml);
}
