/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* What is put into the tree, and where. */

/* How deep elements may lie.  Those that hold the text may lie deeper than what holds them, so that paragraphs
 * are told apart as long as possible; leaves may lie anywhere, and so may the parts of a table, which are bound
 * to it and lie at most three below. */
#define MAX_DEPTH (DOM_DEPTH - 40)
#define MAX_PARAGRAPH_DEPTH (DOM_DEPTH - 8)

/* A place in the tree: at the end of `parent`, or before its child. */
typedef struct {
    DomNode *parent, *before;
} Place;

/* ---- where ---- */

/* Where what may not stand in a table goes. */
static Place
find_foster_place (Parser *parser)
{
    for (guint place = parser->n_open; place-- > 1;) {
        DomNode *node = parser->open[place].node;

        if (open_is (&parser->open[place], DOM_TAG_TEMPLATE))
            return (Place){ node, NULL };
        if (open_is (&parser->open[place], DOM_TAG_TABLE))
            return node->parent != NULL ? (Place){ node->parent, node } : (Place){ parser->open[place - 1].node, NULL };
    }
    return (Place){ parser->html, NULL };
}

static Place
find_place (Parser *parser, const Open *target)
{
    if (parser->is_fostering && target->node->space == DOM_HTML && (target->flags & TAG_TABLE) != 0)
        return find_foster_place (parser);
    return (Place){ target->node, NULL };
}

static void
link_node (DomNode *node, Place place)
{
    node->parent = place.parent;
    node->next = place.before;
    node->previous = place.before != NULL ? place.before->previous : place.parent->last;
    if (node->previous != NULL)
        node->previous->next = node;
    else
        place.parent->first = node;
    if (place.before != NULL)
        place.before->previous = node;
    else
        place.parent->last = node;
}

void
take_out (DomNode *node)
{
    if (node->parent == NULL)
        return;
    if (node->previous != NULL)
        node->previous->next = node->next;
    else
        node->parent->first = node->next;
    if (node->next != NULL)
        node->next->previous = node->previous;
    else
        node->parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

void
move_node (DomNode *node, DomNode *parent)
{
    take_out (node);
    link_node (node, (Place){ parent, NULL });
}

void
insert_moved (Parser *parser, DomNode *node, const Open *target)
{
    take_out (node);
    link_node (node, find_place (parser, target));
}

/* ---- nodes ---- */

static DomNode *
node_new (Parser *parser, DomKind kind, const char *start)
{
    DomNode *node = arena_make (parser->arena, DomNode);
    const char *newline;

    for (; start > parser->line_at; parser->line_at = newline + 1, parser->line++) {
        newline = memchr (parser->line_at, '\n', (gsize) (start - parser->line_at));
        if (newline == NULL)
            break;
    }
    parser->line_at = MAX (parser->line_at, start);
    node->kind = kind;
    node->line = parser->line;
    return node;
}

static gboolean
has_attribute (const DomAttribute *attributes, guint n, const char *name)
{
    for (guint i = 0; i < n; i++)
        if (attributes[i].name == name || strcmp (attributes[i].name, name) == 0)
            return TRUE;
    return FALSE;
}

/* Room for `n` attributes and the values of the token's: one block, as they live and die together. */
static DomAttribute *
attributes_new (Parser *parser, const Token *token, guint n, char **values)
{
    gsize size = n * sizeof (DomAttribute);
    DomAttribute *attributes;

    for (guint i = 0; i < token->n_attributes; i++)
        size += token->attributes[i].value.length * 6 / 5 + 1;
    attributes = arena_alloc (parser->arena, size);
    *values = (char *) (attributes + n);
    return attributes;
}

/* Adds the token's attributes to the `n` that are there; the first one of a name counts. */
static guint
fill_attributes (Parser *parser, DomAttribute *attributes, guint n, const Token *token, char *values, DomSpace space)
{
    for (guint i = 0; i < token->n_attributes; i++) {
        const RawAttribute *raw = &token->attributes[i];
        const char *name = name_intern (parser, raw->name);

        if (space != DOM_HTML)
            name = name_adjust_attribute (name, space);
        if (has_attribute (attributes, n, name))
            continue;
        attributes[n++] = (DomAttribute){ name, values };
        values = reference_resolve (values, raw->value);
        *values++ = '\0';
    }
    return n;
}

void
add_attributes (Parser *parser, DomNode *element, const Token *token)
{
    guint n = element->n_attributes;
    gboolean is_new = FALSE;
    DomAttribute *attributes;
    char *values;

    for (guint i = 0; i < token->n_attributes && !is_new; i++)
        is_new = !has_attribute (element->attributes, n, name_intern (parser, token->attributes[i].name));
    if (!is_new || n + token->n_attributes > MAX_ATTRIBUTES)
        return;
    attributes = attributes_new (parser, token, n + token->n_attributes, &values);
    if (n > 0)
        memcpy (attributes, element->attributes, n * sizeof *attributes);
    element->n_attributes = fill_attributes (parser, attributes, n, token, values, DOM_HTML);
    element->attributes = attributes;
}

static DomNode *
element_new (Parser *parser, const Token *token, DomSpace space)
{
    DomNode *node = node_new (parser, DOM_ELEMENT, token->start);
    Tag tag = token->tag;

    node->space = space;
    if (tag < N_DOM_TAGS && (space == DOM_HTML || tag == DOM_TAG_SVG || tag == DOM_TAG_MATH))
        node->tag = (DomTag) tag;
    node->name = tag != DOM_TAG_OTHER ? tag_name (tag) : name_intern (parser, token->name);
    if (space != DOM_HTML)
        node->name = name_adjust_element (node->name, space);
    if (token->n_attributes > 0) {
        char *values;
        DomAttribute *attributes = attributes_new (parser, token, token->n_attributes, &values);

        node->n_attributes = fill_attributes (parser, attributes, 0, token, values, space);
        node->attributes = attributes;
    }
    return node;
}

DomNode *
make_element (Parser *parser, const Token *token)
{
    return element_new (parser, token, DOM_HTML);
}

DomNode *
make_implied (Parser *parser, Tag tag)
{
    DomNode *node = node_new (parser, DOM_ELEMENT, parser->at);

    node->tag = (DomTag) tag;
    node->name = tag_name (tag);
    return node;
}

DomNode *
copy_element (Parser *parser, const DomNode *original)
{
    DomNode *node = arena_make (parser->arena, DomNode);

    node->kind = DOM_ELEMENT;
    node->tag = original->tag;
    node->name = original->name;
    node->line = original->line;
    node->n_attributes = original->n_attributes;
    node->attributes = original->attributes;
    return node;
}

/* ---- elements ---- */

void
count_flat (Parser *parser, Tag tag)
{
    if (parser->n_flat == 0)
        parser->flat_floor = parser->n_open;
    parser->n_flat++;
    parser->n_flat_of[tag]++;
    parser->document->n_flattened++;
}

gboolean
spend_flat (Parser *parser, const Token *token)
{
    if (parser->n_flat == 0 || parser->n_flat_of[token->tag] == 0)
        return FALSE;
    parser->n_flat_of[token->tag]--;
    parser->n_flat--;
    return TRUE;
}

static gboolean
is_too_deep (Parser *parser, guint flags)
{
    guint depth = stack_top (parser)->depth + 1u;

    if ((flags & TAG_LEAF) != 0)
        return depth > DOM_DEPTH;
    return depth > ((flags & TAG_PARAGRAPH) != 0 ? MAX_PARAGRAPH_DEPTH : MAX_DEPTH);
}

static DomNode *
open_element (Parser *parser, DomNode *node, Tag tag)
{
    link_node (node, find_place (parser, stack_top (parser)));
    stack_push (parser, node, tag);
    return node;
}

DomNode *
insert_element (Parser *parser, const Token *token)
{
    if (is_too_deep (parser, tag_flags[token->tag])) {
        count_flat (parser, token->tag);
        return NULL;
    }
    return open_element (parser, element_new (parser, token, DOM_HTML), token->tag);
}

DomNode *
insert_foreign (Parser *parser, const Token *token, DomSpace space)
{
    if (is_too_deep (parser, 0)) {
        if (!token->is_self_closing)
            count_flat (parser, token->tag);
        return NULL;
    }
    return open_element (parser, element_new (parser, token, space), token->tag);
}

DomNode *
insert_implied (Parser *parser, Tag tag)
{
    return open_element (parser, make_implied (parser, tag), tag);
}

DomNode *
insert_copy (Parser *parser, const DomNode *original, Tag tag)
{
    if (is_too_deep (parser, 0))
        return NULL;
    return open_element (parser, copy_element (parser, original), tag);
}

void
insert_void (Parser *parser, const Token *token)
{
    link_node (element_new (parser, token, DOM_HTML), find_place (parser, stack_top (parser)));
}

/* ---- text ---- */

static gboolean
is_borrowed (const Parser *parser, const char *text)
{
    return text >= parser->tokens.start && text < parser->tokens.end;
}

/* The room that a text of that length was given: no node has to say how much it has. */
static gsize
text_room (gsize length)
{
    gsize room = 64;

    while (room < length)
        room *= 2;
    return room;
}

/* Adds to a node's text.  It is the input's as long as it is one piece of it, and a copy afterwards. */
static void
append_text (Parser *parser, DomNode *node, Slice text)
{
    gsize length = node->length + text.length;
    gboolean is_own = node->text != NULL && !is_borrowed (parser, node->text);

    if (is_borrowed (parser, text.text) && node->text == NULL) {
        node->text = text.text;
    } else if (!is_own && node->text != NULL && node->text + node->length == text.text) {
        /* It goes on. */
    } else if (is_own && length <= text_room (node->length)) {
        memcpy ((char *) node->text + node->length, text.text, text.length);
    } else {
        char *copy = arena_alloc (parser->arena, text_room (length));

        if (node->text != NULL)
            memcpy (copy, node->text, node->length);
        memcpy (copy + node->length, text.text, text.length);
        node->text = copy;
    }
    node->length = length;
}

void
insert_text (Parser *parser, Slice text)
{
    Place place = find_place (parser, stack_top (parser));
    DomNode *node = place.before != NULL ? place.before->previous : place.parent->last;

    if (text.length == 0)
        return;
    if (node == NULL || node->kind != DOM_TEXT) {
        node = node_new (parser, DOM_TEXT, is_borrowed (parser, text.text) ? text.text : parser->at);
        link_node (node, place);
    }
    append_text (parser, node, text);
}

void
insert_comment (Parser *parser, const Token *token, DomNode *parent)
{
    DomNode *node = node_new (parser, DOM_COMMENT, token->start);

    node->text = token->text.text;
    node->length = token->text.length;
    link_node (node, parent != NULL ? (Place){ parent, NULL } : find_place (parser, stack_top (parser)));
}
