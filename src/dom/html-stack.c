/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* The stack of open elements.  While the tree grows, an element's index says whether it is on the stack. */

static void
count (Parser *parser, const Open *open, int difference)
{
    open->node->index = difference > 0;
    if (open->node->space == DOM_HTML)
        parser->n_open_of[open->tag] += (guint) difference;
}

/* HTML may stand in an annotation that says that it is one. */
static guint16
annotation_flags (const DomNode *node)
{
    const char *encoding = dom_attribute (node, "encoding");
    gboolean is_html = encoding != NULL
                       && (g_ascii_strcasecmp (encoding, "text/html") == 0
                           || g_ascii_strcasecmp (encoding, "application/xhtml+xml") == 0);

    return TAG_SPECIAL | TAG_SCOPE | (is_html ? TAG_HTML_POINT : 0);
}

static guint16
mathml_flags (const DomNode *node, Tag tag)
{
    switch (tag) {
    case DOM_TAG_MI:
    case DOM_TAG_MN:
    case DOM_TAG_MO:
    case DOM_TAG_MS:
    case DOM_TAG_MTEXT: return TAG_SPECIAL | TAG_SCOPE | TAG_TEXT_POINT;
    case DOM_TAG_ANNOTATION_XML: return annotation_flags (node);
    default: return 0;
    }
}

static guint16
open_flags (const DomNode *node, Tag tag)
{
    if (node->space == DOM_HTML)
        return tag_flags[tag];
    if (node->space == DOM_MATHML)
        return mathml_flags (node, tag);
    if (tag == DOM_TAG_DESC || tag == DOM_TAG_TITLE || tag == DOM_TAG_FOREIGN_OBJECT)
        return TAG_SPECIAL | TAG_SCOPE | TAG_HTML_POINT;
    return 0;
}

void
stack_push (Parser *parser, DomNode *node, Tag tag)
{
    guint depth = parser->n_open > 0 ? stack_top (parser)->depth + 1u : 1;

    g_assert (parser->n_open < MAX_OPEN);
    parser->open[parser->n_open++] = (Open){ node, (guint16) tag, open_flags (node, tag), (guint16) depth };
    count (parser, stack_top (parser), 1);
}

void
stack_remove (Parser *parser, guint place)
{
    Open *open = &parser->open[place];

    count (parser, open, -1);
    parser->n_open--;
    memmove (open, open + 1, (parser->n_open - place) * sizeof *open);
    if (parser->n_open < parser->flat_floor) {
        memset (parser->n_flat_of, 0, sizeof parser->n_flat_of);
        parser->n_flat = parser->flat_floor = 0;
    }
}

void
stack_pop (Parser *parser)
{
    stack_remove (parser, parser->n_open - 1);
}

void
stack_replace (Parser *parser, guint place, DomNode *node)
{
    parser->open[place].node->index = FALSE;
    parser->open[place].node = node;
    node->index = TRUE;
}

/* The depths of those above hold: whoever puts an entry in between has taken out one before. */
void
stack_insert (Parser *parser, guint place, DomNode *node, Tag tag)
{
    Open *open = &parser->open[place];

    g_assert (parser->n_open < MAX_OPEN);
    memmove (open + 1, open, (parser->n_open - place) * sizeof *open);
    *open = (Open){ node, (guint16) tag, open_flags (node, tag), open[-1].depth };
    parser->n_open++;
    count (parser, open, 1);
}

int
stack_find (const Parser *parser, const DomNode *node)
{
    int place = node->index ? (int) parser->n_open - 1 : -1;

    while (place >= 0 && parser->open[place].node != node)
        place--;
    return place;
}

int
stack_find_tag (const Parser *parser, Tag tag)
{
    int place = parser->n_open_of[tag] > 0 ? (int) parser->n_open - 1 : -1;

    while (place >= 0 && !open_is (&parser->open[place], tag))
        place--;
    return place;
}

gboolean
stack_has (const Parser *parser, Tag tag, guint bounds)
{
    if (parser->n_open_of[tag] == 0)
        return FALSE;
    for (guint place = parser->n_open; place-- > 0;) {
        if (open_is (&parser->open[place], tag))
            return TRUE;
        if ((parser->open[place].flags & bounds) != 0)
            return FALSE;
    }
    return FALSE;
}

void
stack_pop_to (Parser *parser, guint place)
{
    while (parser->n_open > place)
        stack_pop (parser);
}

void
stack_pop_until (Parser *parser, Tag tag)
{
    int place = stack_find_tag (parser, tag);

    if (place >= 0)
        stack_pop_to (parser, (guint) place);
}

void
stack_close_implied (Parser *parser, guint flags, Tag but)
{
    while ((stack_top (parser)->flags & flags) != 0 && stack_top (parser)->tag != but)
        stack_pop (parser);
}
