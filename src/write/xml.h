/* SPDX-License-Identifier: MIT */
#ifndef XML_H
#define XML_H

#include <glib.h>

/* Writes XML into memory.  The one place that escapes; the names of elements and attributes are ours. */
typedef struct _Xml Xml;

/* Begins a document with its XML declaration, and its document type when it has one. */
Xml *xml_new (const char *doctype);

/* Ends the document, whose elements must all be closed, and returns its bytes. */
GBytes *xml_finish (Xml *xml);

/* Opens an element; its attributes follow before anything else.  NULL values are left out. */
void xml_open (Xml *xml, const char *name);
void xml_attribute (Xml *xml, const char *name, const char *value);
void xml_attribute_number (Xml *xml, const char *name, int value);
void xml_close (Xml *xml);

/* An element that stands on a line of its own. */
void xml_open_block (Xml *xml, const char *name);

void xml_text (Xml *xml, const char *text);
void xml_text_n (Xml *xml, const char *text, gsize length);

/* <name>text</name> */
void xml_element_inline (Xml *xml, const char *name, const char *text);

/* <name>text</name>, on a line of its own; nothing when the text is NULL. */
void xml_element (Xml *xml, const char *name, const char *text);

/* "meta" with a name and a content, on a line of its own: package document and NCX both have it. */
void xml_named_meta (Xml *xml, const char *name, const char *content);

#endif
