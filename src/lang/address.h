/* SPDX-License-Identifier: MIT */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "base/base.h"

/* Addresses of pages on the web, as text_web_address() makes them: what they are called, and which of them are the
 * same.  The words are those of the table link-words.  All strings are freed with g_free(). */

/* The address without what only counts who comes from where: "utm_source", "fbclid". */
char *address_clean (const char *address);

/* The same for all addresses that lead to one page: no scheme, the host in lower case without "www.", no
 * default port, no fragment.  For comparing only. */
char *address_key (const char *address);

/* The host without "www."; an international one in its letters, if nobody can take it for another one. */
char *address_host (const char *address);

/* The address as a person reads it: without scheme and "www.", in letters where they are safe, and not too long. */
char *address_display (const char *address);

/* What the path calls the page, "Ferry timetable cut", or NULL when it is no words. */
char *address_words (const char *address);

/* Whether it leads to a picture. */
gboolean address_shows_picture (const char *address);

/* The next address that stands in a text as words, "https://..." or "www. ...", without the punctuation
 * that ends its sentence. */
gboolean address_find (const char *text, gsize from, gsize end, Span *found);

#endif
