/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "check.h"

/* Closed lists, as HTML has them: what is not named here is not in any book. */

#define XHTML "http://www.w3.org/1999/xhtml"

/* Elements that hold blocks, or certain others; and those that only certain ones hold. */
static const char *const block_elements[] = { "aside", "blockquote", "body",    "caption", "dd",    "div", "dl",
                                              "dt",    "figcaption", "figure",  "h1",      "h2",    "h3",  "h4",
                                              "h5",    "h6",         "header",  "hr",      "li",    "nav", "ol",
                                              "p",     "pre",        "section", "table",   "tbody", "td",  "tfoot",
                                              "th",    "thead",      "tr",      "ul",      NULL };
static const char *const inline_elements[] = { "a",      "abbr", "b",   "bdi",  "bdo", "br",   "cite",  "code",
                                               "del",    "dfn",  "em",  "i",    "img", "ins",  "kbd",   "mark",
                                               "q",      "rp",   "rt",  "ruby", "s",   "samp", "small", "span",
                                               "strong", "sub",  "sup", "time", "u",   "var",  NULL };
/* What holds no block. */
static const char *const lines[] = { "dt", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", NULL };

static const struct {
    const char *name;
    const char *const parents[4];
} places[] = {
    { "caption", { "table" } },
    { "dd", { "div", "dl" } },
    { "dt", { "div", "dl" } },
    { "figcaption", { "figure" } },
    { "li", { "ol", "ul" } },
    { "rp", { "ruby" } },
    { "rt", { "ruby" } },
    { "tbody", { "table" } },
    { "td", { "tr" } },
    { "tfoot", { "table" } },
    { "th", { "tr" } },
    { "thead", { "table" } },
    { "tr", { "thead", "tbody", "tfoot" } },
};
static const struct {
    const char *name;
    const char *const children[6];
} contents[] = {
    { "dl", { "div", "dt", "dd" } }, { "ol", { "li" } },    { "table", { "caption", "thead", "tbody", "tfoot" } },
    { "tbody", { "tr" } },           { "tfoot", { "tr" } }, { "thead", { "tr" } },
    { "tr", { "td", "th" } },        { "ul", { "li" } },
};

static const char *
name_of (const xmlNode *node)
{
    return (const char *) node->name;
}

static gboolean
is_html (const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->ns != NULL && strcmp ((const char *) node->ns->href, XHTML) == 0;
}

static gboolean
is_within (const xmlNode *node, const char *name)
{
    for (node = node->parent; node != NULL; node = node->parent)
        if (is_html (node) && strcmp (name_of (node), name) == 0)
            return TRUE;
    return FALSE;
}

static void
check_place (const char *page, const xmlNode *node)
{
    const char *name = name_of (node), *parent = is_html (node->parent) ? name_of (node->parent) : "";
    gboolean is_block = g_strv_contains (block_elements, name);

    CHECK (is_block || g_strv_contains (inline_elements, name), "%s: <%s> is known", page, name);
    CHECK (!is_block || !(g_strv_contains (inline_elements, parent) || g_strv_contains (lines, parent)),
           "%s: <%s> stands in <%s>", page, name, parent);
    CHECK (strcmp (name, "a") != 0 || !is_within (node, "a"), "%s: a link in a link", page);
    for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        CHECK (strcmp (name, places[i].name) != 0 || g_strv_contains (places[i].parents, parent),
               "%s: <%s> stands in <%s>", page, name, parent);
    for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
        CHECK (strcmp (parent, contents[i].name) != 0 || g_strv_contains (contents[i].children, name),
               "%s: <%s> stands in <%s>", page, name, parent);
}

/* ---- attributes ---- */

/* In whatever case the scheme is. */
static gboolean
is_link_to_web (const char *value)
{
    static const char *const schemes[] = { "http://", "https://", "mailto:", "tel:" };

    for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
        if (g_ascii_strncasecmp (value, schemes[i], strlen (schemes[i])) == 0)
            return TRUE;
    return FALSE;
}

static void
check_attribute (GHashTable *parts, const EpubPart *page, const xmlNode *node, const xmlAttr *attribute)
{
    const char *name = (const char *) attribute->name, *value = attribute_value (attribute);
    gboolean is_link = is_html (node) && strcmp (name_of (node), "a") == 0;

    CHECK (g_ascii_strncasecmp (name, "on", 2) != 0 && strcmp (name, "style") != 0, "%s: %s=\"%s\"", page->name, name,
           value);
    if (strcmp (name, "href") == 0 && is_link && is_link_to_web (value))
        return;
    if (strcmp (name, "href") == 0 || strcmp (name, "src") == 0 || strcmp (name, "altimg") == 0)
        check_reference (parts, page, value);
    if (strcmp (name, "aria-labelledby") == 0)
        CHECK (g_hash_table_contains (page->ids, value), "%s: %s is there", page->name, value);
}

/* Drawings and formulas have no closed list here, but none of these. */
static const char *const active[] = { "animate", "foreignObject", "form",   "frame",  "handler", "iframe", "image",
                                      "input",   "maction",       "object", "script", "set",     "style",  NULL };

void
check_page (GHashTable *parts, const EpubPart *page)
{
    const xmlNode *root = xmlDocGetRootElement (page->document);
    gboolean is_in_body = FALSE;

    for (const xmlNode *node = root; node != NULL; node = node_after (node, root)) {
        if (node->type != XML_ELEMENT_NODE) {
            CHECK (node->type == XML_TEXT_NODE, "%s: there is nothing but elements and text", page->name);
            continue;
        }
        CHECK (!g_strv_contains (active, name_of (node)), "%s: <%s>", page->name, name_of (node));
        is_in_body = is_in_body || (is_html (node) && strcmp (name_of (node), "body") == 0);
        if (is_in_body && is_html (node) && strcmp (name_of (node), "body") != 0)
            check_place (page->name, node);
        for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
            check_attribute (parts, page, node, attribute);
        if (is_html (node) && strcmp (name_of (node), "img") == 0)
            CHECK (xmlHasProp (node, (const xmlChar *) "alt") != NULL, "%s: a picture has its text", page->name);
    }
}
