/* SPDX-License-Identifier: MIT */
#include "xml.h"

#include <string.h>

#include "base/base.h"

struct _Xml {
    GString *out;
    GPtrArray *open;    /* names of the open elements, outermost first */
    gboolean is_in_tag; /* the start tag still takes attributes */
    Turns turns;
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

#define REPLACEMENT "\xef\xbf\xbd"

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
    default: return REPLACEMENT; /* a control character, which XML cannot hold */
    }
}

/* What cannot just be copied: in an attribute, quotation marks and spaces that a reader would change; control
 * characters, which XML cannot hold, as the names of files may have them; and the first bytes of U+2000 to U+2FFF, some
 * of which turn the direction, and of U+F000 to U+FFFF, of which XML does not know the last two. */
static gboolean
is_special (char c, gboolean is_attribute)
{
    guchar byte = (guchar) c;

    if (byte < ' ')
        return is_attribute || (c != '\n' && c != '\t');
    return c == '&' || c == '<' || c == '>' || (is_attribute && c == '"') || byte == 0xe2 || byte == 0xef;
}

/* Appends what stands for the special character that `text` begins with, and returns its bytes. */
static gsize
append_special (Xml *xml, guint depth, const char *text, const char *end)
{
    gsize size;

    if ((guchar) *text < 0x80) {
        g_string_append (xml->out, entity (*text));
        return 1;
    }
    if (end - text >= 3 && (memcmp (text, "\xef\xbf\xbe", 3) == 0 || memcmp (text, "\xef\xbf\xbf", 3) == 0)) {
        g_string_append (xml->out, REPLACEMENT);
        return 3;
    }
    size = turns_take (&xml->turns, xml->out, depth, text, end);
    if (size == 0)
        g_string_append_c (xml->out, *text);
    return MAX (size, 1);
}

/* Copies up to the next special character in one go: most text has none. */
static void
append_escaped (Xml *xml, const char *text, gsize length, gboolean is_attribute)
{
    const char *end = text + length;
    guint depth = xml->open->len + (is_attribute ? 1 : 0);

    while (text < end) {
        const char *p = text;

        while (p < end && !is_special (*p, is_attribute))
            p++;
        g_string_append_len (xml->out, text, p - text);
        text = p < end ? p + append_special (xml, depth, p, end) : p;
    }
    if (is_attribute)
        turns_end (&xml->turns, xml->out, depth);
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
    append_escaped (xml, value, strlen (value), TRUE);
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
    const char *name;

    turns_end (&xml->turns, xml->out, xml->open->len);
    name = g_ptr_array_steal_index (xml->open, xml->open->len - 1);
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
    append_escaped (xml, text, length, FALSE);
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

void
xml_named_meta (Xml *xml, const char *name, const char *content)
{
    xml_open_block (xml, "meta");
    xml_attribute (xml, "name", name);
    xml_attribute (xml, "content", content);
    xml_close (xml);
}
