/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "convert.h"
#include "lang/lang.h"

char *
link_fragment (const Page *page, const char *href)
{
    gsize length = page->url != NULL ? strcspn (page->url, "#") : 0;
    const char *fragment;

    href += strspn (href, " \t\n\r\f");
    if (length > 0 && strncmp (href, page->url, length) == 0 && href[length] == '#')
        href += length;
    if (*href != '#' || href[1] == '\0')
        return NULL;
    fragment = href + 1;
    return strchr (fragment, '%') != NULL ? g_uri_unescape_string (fragment, NULL) : g_strdup (fragment);
}

/* An address of mail or a telephone number, as it stands: only plain ones are sure to be understood. */
static const char *
contact_of (Converter *converter, const char *href)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    gsize scheme = text_has_prefix_ci (href, "mailto:") ? 7 : text_has_prefix_ci (href, "tel:") ? 4 : 0;
    const char *rest = href + scheme, *at = strchr (rest, '@');

    if (scheme == 4)
        return strspn (rest, "+-0123456789") == strlen (rest) && strlen (rest) > 2
                   ? arena_printf (converter->arena, "tel:%s", rest)
                   : NULL;
    if (scheme == 0 || at == NULL || at == rest || at[1] == '\0')
        return NULL;
    for (const char *p = rest; *p != '\0'; p++)
        if (strchr (letters, *p) == NULL && strchr (".-_+", *p) == NULL && p != at)
            return NULL;
    return arena_printf (converter->arena, "mailto:%s", rest);
}

static const char *
title_of (Converter *converter, const DomNode *element)
{
    const char *title = dom_attribute (element, "title");
    g_autofree char *clean = title != NULL ? text_clean (title, -1) : NULL;

    return clean != NULL && *clean != '\0' ? arena_strdup (converter->arena, clean) : NULL;
}

gboolean
convert_link (Converter *converter, Frame *frame)
{
    const char *href = dom_attribute (frame->element, "href");
    g_autofree char *fragment = href != NULL ? link_fragment (converter->page, href) : NULL;
    Node prototype = { .kind = NODE_LINK };

    if (fragment != NULL) {
        if (notes_is_back_link (converter, frame->element)) {
            convert_replace (converter, frame->element);
            return FALSE;
        }
        prototype.kind = NODE_REFERENCE;
        builder_open_inline (converter->builder, &prototype, g_hash_table_lookup (converter->ids, fragment));
        return TRUE;
    }
    if (href == NULL || *href == '#')
        return TRUE;
    prototype.link.url = contact_of (converter, href);
    if (prototype.link.url == NULL)
        prototype.link.url = page_resolve (converter->page, href);
    prototype.link.title = title_of (converter, frame->element);
    if (prototype.link.url != NULL)
        builder_open_inline (converter->builder, &prototype, NULL);
    return TRUE;
}

/* The address of what an element embeds: its own, or that of a source in it. */
static const char *
embedded_address (const Converter *converter, const DomNode *element)
{
    static const char *const attributes[] = { "src", "data", "data-src", "data-url" };

    for (const DomNode *node = element; node != NULL; node = dom_next (node, element))
        for (guint i = 0; i < G_N_ELEMENTS (attributes) && node->kind == DOM_ELEMENT && node->tag != DOM_TAG_TRACK;
             i++) {
            const char *value = dom_attribute (node, attributes[i]);
            const char *address = value != NULL && *value != '\0' ? page_resolve (converter->page, value) : NULL;

            if (address != NULL && text_has_prefix_ci (address, "http"))
                return address;
        }
    return NULL;
}

/* A frame of one pixel counts readers. */
static gboolean
is_tiny (const DomNode *element)
{
    static const char *const sides[] = { "width", "height" };

    for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
        const char *size = dom_attribute (element, sides[i]);

        if (size != NULL && g_ascii_isdigit (*size) && g_ascii_strtoull (size, NULL, 10) <= 2
            && strchr (size, '%') == NULL)
            return TRUE;
    }
    return FALSE;
}

static const char *
embedded_name (DomTag tag)
{
    if (tag == DOM_TAG_VIDEO)
        return "video-on-web";
    return tag == DOM_TAG_AUDIO ? "audio-on-web" : "embed-on-web";
}

/* "Video on the web: The title", or where it is when it has none. */
static char *
embedded_text (const Converter *converter, DomTag tag, const char *title, const char *address)
{
    const char *label = label_find (converter->page->article->metadata.language, embedded_name (tag));
    const char *host = strstr (address, "://") + 3;

    if (title != NULL)
        return g_strdup_printf ("%s: %s", label, title);
    return g_strdup_printf ("%s: %.*s", label, (int) strcspn (host, "/:?#"), host);
}

gboolean
convert_add_embedded (Converter *converter, const DomNode *element)
{
    const char *address = embedded_address (converter, element), *title;
    g_autofree char *text = NULL;
    Node *embed, *link;

    if (address == NULL || is_tiny (element) || dom_attribute (element, "hidden") != NULL)
        return FALSE;
    title = title_of (converter, element);
    convert_take (converter, element);
    text = embedded_text (converter, element->tag, title, address);
    embed = node_new (converter->arena, NODE_EMBED);
    embed->line = element->line;
    link = node_append_new (converter->arena, embed, NODE_LINK);
    link->link.url = address;
    link->link.title = title;
    node_append_text (converter->arena, link, text);
    builder_add_block (converter->builder, embed);
    return TRUE;
}

/* Videos, posts and what else stays on the web: a link to it.  What an element without address holds stands in
 * the place of it. */
gboolean
convert_embedded (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;

    if (convert_add_embedded (converter, element))
        return FALSE;
    convert_note_loss (converter, element->name, element->line);
    return element->tag == DOM_TAG_OBJECT;
}
