/* SPDX-License-Identifier: MIT */
#include "dom.h"

DomDocument *
dom_parse_xml (Arena *arena, const char *text, gsize length, GError **error)
{
    return dom_parse_html (arena, text, length); /* stopgap */
}
