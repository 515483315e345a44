/* SPDX-License-Identifier: MIT */
#ifndef HTML_H
#define HTML_H

#include <glib.h>

/* What a page is written with: markup that is well-formed XML too.  Markup of our own is just appended; all other text
 * goes through html_text(). */

/* Escaped, for content and for attributes in double quotes; what XML cannot hold is left out. */
void html_text (GString *html, const char *text);

/* <name class="class">text</name>; nothing when the text is NULL, no class when that is NULL.  The text has the
 * direction of its script. */
void html_element (GString *html, const char *name, const char *class, const char *text);

/* As people read numbers: "1,234,567", "48 kB", "1.2 s".  Free them with g_free(). */
char *format_number (guint64 n);
char *format_bytes (guint64 n);
char *format_milliseconds (guint64 n);

/* "1 book", "1,204 books" */
char *format_count (guint64 n, const char *one, const char *many);

#endif
