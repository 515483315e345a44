/* SPDX-License-Identifier: MIT */
#include "xml.h"

#include <string.h>

struct _Xml {
    GString *out;
    GPtrArray *open;    /* names of the open elements, outermost first */
    gboolean is_in_tag; /* the start tag still takes attributes */
};

Xml *
xml_new (const char *doctype)
{
    Xml *xml = g_new0 (Xml, 1);

    xml->out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    xml->open = g_ptr_array_new ();
    if (doctype != NULL)
        g_string_append_printf (xml->out, "\n<!DOCTYPE %s>", doctype);
    return xml;
}

GBytes *
xml_finish (Xml *xml)
{
    GString *out = xml->out;

    g_assert (xml->open->len == 0);
    g_string_append_c (out, '\n');
    g_ptr_array_unref (xml->open);
    g_free (xml);
    return g_string_free_to_bytes (out);
}

static void
end_tag_if_open (Xml *xml)
{
    if (xml->is_in_tag)
        g_string_append_c (xml->out, '>');
    xml->is_in_tag = FALSE;
}

static const char *
entity (char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\n': return "&#10;";
    case '\t': return "&#9;";
    default: return "\xef\xbf\xbd"; /* a control character, which XML cannot hold */
    }
}

/* Quotation marks, and spaces that a reader would change, only in an attribute. */
static gboolean
is_special (char c, gboolean is_attribute)
{
    return c == '&' || c == '<' || c == '>' || (is_attribute && c == '"')
           || ((guchar) c < 0x20 && (is_attribute || (c != '\n' && c != '\t')));
}

/* Copies up to the next special character in one go: most text has none. */
static void
append_escaped (GString *out, const char *text, gsize length, gboolean is_attribute)
{
    const char *end = text + length;

    while (text < end) {
        const char *p = text;

        while (p < end && !is_special (*p, is_attribute))
            p++;
        g_string_append_len (out, text, p - text);
        if (p < end)
            g_string_append (out, entity (*p++));
        text = p;
    }
}

void
xml_open (Xml *xml, const char *name)
{
    end_tag_if_open (xml);
    g_string_append_c (xml->out, '<');
    g_string_append (xml->out, name);
    g_ptr_array_add (xml->open, (gpointer) name);
    xml->is_in_tag = TRUE;
}

void
xml_open_block (Xml *xml, const char *name)
{
    end_tag_if_open (xml);
    g_string_append_c (xml->out, '\n');
    xml_open (xml, name);
}

void
xml_attribute (Xml *xml, const char *name, const char *value)
{
    g_assert (xml->is_in_tag);
    if (value == NULL)
        return;
    g_string_append_c (xml->out, ' ');
    g_string_append (xml->out, name);
    g_string_append (xml->out, "=\"");
    append_escaped (xml->out, value, strlen (value), TRUE);
    g_string_append_c (xml->out, '"');
}

void
xml_attribute_number (Xml *xml, const char *name, int value)
{
    char digits[16];

    g_snprintf (digits, sizeof digits, "%d", value);
    xml_attribute (xml, name, digits);
}

void
xml_close (Xml *xml)
{
    const char *name = g_ptr_array_steal_index (xml->open, xml->open->len - 1);

    if (xml->is_in_tag) {
        g_string_append (xml->out, "/>");
    } else {
        g_string_append (xml->out, "</");
        g_string_append (xml->out, name);
        g_string_append_c (xml->out, '>');
    }
    xml->is_in_tag = FALSE;
}

void
xml_text_n (Xml *xml, const char *text, gsize length)
{
    end_tag_if_open (xml);
    append_escaped (xml->out, text, length, FALSE);
}

void
xml_text (Xml *xml, const char *text)
{
    xml_text_n (xml, text, strlen (text));
}

void
xml_element_inline (Xml *xml, const char *name, const char *text)
{
    xml_open (xml, name);
    xml_text (xml, text);
    xml_close (xml);
}

void
xml_element (Xml *xml, const char *name, const char *text)
{
    if (text == NULL)
        return;
    xml_open_block (xml, name);
    xml_text (xml, text);
    xml_close (xml);
}
