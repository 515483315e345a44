/* SPDX-License-Identifier: MIT */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include "base/base.h"

/* What Markdown needs before md4c gets it. */

/* Turns what other programs write in Markdown - wikis, templates, converters - into what CommonMark has for it. */
GString *markdown_join_dialects (const char *text, gsize length);

/* Makes HTML of footnotes, which md4c does not know: references "[^1]" and definitions "[^1]: text" outside of
 * code.  Definitions stand at the end then, in the order in which the text refers to them. */
GString *markdown_take_notes (const char *text, gsize length);

/* Takes the meaning from tables and link definitions that would make the output ten times as long as the input:
 * a row is as wide as the table's head, and a definition is written wherever the text refers to it. */
GString *markdown_disarm (const char *text, gsize length);

#endif
