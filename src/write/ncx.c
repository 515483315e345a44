/* SPDX-License-Identifier: MIT */
#include "parts.h"
#include "xml.h"

static void
write_label (Xml *xml, const char *element, const char *label)
{
    xml_open_block (xml, element);
    xml_element (xml, "text", label);
    xml_close (xml);
}

static void
open_point (Xml *xml, const Package *package, const Entry *entry, guint order)
{
    xml_open_block (xml, "navPoint");
    xml_attribute (xml, "id", arena_printf (package->arena, "point-%u", order));
    xml_attribute_number (xml, "playOrder", order);
    write_label (xml, "navLabel", entry->label);
    xml_open_block (xml, "content");
    xml_attribute (xml, "src", entry->href);
    xml_close (xml);
}

static guint
toc_depth (const GArray *toc)
{
    guint depth = 1;

    for (guint i = 0; i < toc->len; i++)
        depth = MAX (depth, g_array_index (toc, Entry, i).depth);
    return depth;
}

static void
write_map (Xml *xml, const Package *package)
{
    guint depth = 0;

    xml_open_block (xml, "navMap");
    for (guint i = 0; i < package->toc->len; i++) {
        const Entry *entry = &g_array_index (package->toc, Entry, i);

        for (; depth >= entry->depth; depth--)
            xml_close (xml);
        open_point (xml, package, entry, i + 1);
        depth++;
    }
    for (; depth > 0; depth--)
        xml_close (xml);
    xml_close (xml);
}

GBytes *
ncx_write (const Package *package)
{
    Xml *xml = xml_new (NULL);
    g_autofree char *depth = g_strdup_printf ("%u", toc_depth (package->toc));

    xml_open_block (xml, "ncx");
    xml_attribute (xml, "xmlns", "http://www.daisy.org/z3986/2005/ncx/");
    xml_attribute (xml, "version", "2005-1");
    xml_attribute (xml, "xml:lang", package->language);
    xml_open_block (xml, "head");
    xml_named_meta (xml, "dtb:uid", package->identifier);
    xml_named_meta (xml, "dtb:depth", depth);
    xml_named_meta (xml, "dtb:totalPageCount", "0");
    xml_named_meta (xml, "dtb:maxPageNumber", "0");
    xml_close (xml);
    write_label (xml, "docTitle", package_short_label (package, package->title));
    write_map (xml, package);
    xml_close (xml);
    return xml_finish (xml);
}
