/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* The list of active formatting elements, and the adoption agency. */

/* Elements that have more attributes are never taken for the same. */
#define MAX_COMPARED 16

/* Opening tags again may make as many bytes of tags as the input has, and these. */
#define FREE_COPIES (64 * 1024)
#define COPY_WEIGHT 16

/* Whether a tag of that length may be opened again without being in the input. */
static gboolean
may_copy (Parser *parser, gsize weight)
{
    gsize n_read = (gsize) (parser->tokens.at - parser->tokens.start);

    if (parser->n_cloned + weight + COPY_WEIGHT > n_read + FREE_COPIES)
        return FALSE;
    parser->n_cloned += weight + COPY_WEIGHT;
    return TRUE;
}

static gboolean
is_same (const DomNode *a, const DomNode *b)
{
    if (a->n_attributes != b->n_attributes || a->n_attributes > MAX_COMPARED || strcmp (a->name, b->name) != 0)
        return FALSE;
    for (guint i = 0; i < a->n_attributes; i++) {
        const char *value = dom_attribute (b, a->attributes[i].name);

        if (value == NULL || strcmp (value, a->attributes[i].value) != 0)
            return FALSE;
    }
    return TRUE;
}

static void
remove_entry (Parser *parser, guint place)
{
    Formatting *entry = &parser->formatting[place];

    parser->n_formatting--;
    memmove (entry, entry + 1, (parser->n_formatting - place) * sizeof *entry);
}

static void
push (Parser *parser, Formatting entry)
{
    /* Markers whose elements were closed by others stay behind: the older half is forgotten now and then. */
    if (parser->n_formatting == MAX_FORMATTING_LIST) {
        parser->n_formatting /= 2;
        memmove (parser->formatting, parser->formatting + parser->n_formatting,
                 parser->n_formatting * sizeof *parser->formatting);
    }
    parser->formatting[parser->n_formatting++] = entry;
}

void
formatting_push_marker (Parser *parser)
{
    push (parser, (Formatting){ NULL, DOM_TAG_OTHER, 0 });
}

/* No more than three of the same stand after a marker: the "Noah's Ark clause". */
void
formatting_push (Parser *parser, DomNode *node, const Token *token)
{
    guint n_same = 0, first = 0;

    for (guint place = parser->n_formatting; place-- > 0 && parser->formatting[place].node != NULL;)
        if (parser->formatting[place].tag == token->tag && is_same (parser->formatting[place].node, node)) {
            n_same++;
            first = place;
        }
    if (n_same >= 3)
        remove_entry (parser, first);
    push (parser, (Formatting){ node, token->tag, (gsize) (token->end - token->start) });
}

gboolean
formatting_is_full (const Parser *parser)
{
    guint n = 0;

    while (n < parser->n_formatting && n < MAX_FORMATTING
           && parser->formatting[parser->n_formatting - 1 - n].node != NULL)
        n++;
    return n == MAX_FORMATTING;
}

void
formatting_clear (Parser *parser)
{
    while (parser->n_formatting > 0 && parser->formatting[--parser->n_formatting].node != NULL)
        ;
}

Formatting *
formatting_find (Parser *parser, Tag tag)
{
    for (guint place = parser->n_formatting; place-- > 0 && parser->formatting[place].node != NULL;)
        if (parser->formatting[place].tag == tag)
            return &parser->formatting[place];
    return NULL;
}

static Formatting *
formatting_find_node (Parser *parser, const DomNode *node)
{
    for (guint place = parser->n_formatting; place-- > 0 && parser->formatting[place].node != NULL;)
        if (parser->formatting[place].node == node)
            return &parser->formatting[place];
    return NULL;
}

void
formatting_remove (Parser *parser, const DomNode *node)
{
    const Formatting *entry = formatting_find_node (parser, node);

    if (entry != NULL)
        remove_entry (parser, (guint) (entry - parser->formatting));
}

static gboolean
is_closed (const Formatting *entry)
{
    return entry->node != NULL && !entry->node->index;
}

void
formatting_reconstruct (Parser *parser)
{
    guint place = parser->n_formatting;

    while (place > 0 && is_closed (&parser->formatting[place - 1]))
        place--;
    for (; place < parser->n_formatting; place++) {
        Formatting *entry = &parser->formatting[place];
        DomNode *copy = may_copy (parser, entry->weight) ? insert_copy (parser, entry->node, entry->tag) : NULL;

        if (copy == NULL) {
            parser->document->n_flattened += parser->n_formatting - place;
            parser->n_formatting = place;
            return;
        }
        entry->node = copy;
    }
}

/* ---- the adoption agency ---- */

/* The first element above `place` on the stack that is special, or 0. */
static guint
find_furthest_block (const Parser *parser, guint place)
{
    while (++place < parser->n_open)
        if ((parser->open[place].flags & TAG_SPECIAL) != 0)
            return place;
    return 0;
}

static DomNode *
copy_entry (Parser *parser, Formatting *entry)
{
    may_copy (parser, entry->weight);
    return entry->node = copy_element (parser, entry->node);
}

/* Puts copies of the formatting elements between `top` and `*block` above the block, and takes the other
 * elements there off the stack.  Returns the topmost node, and in `bookmark` the place in the list that the
 * element at `top` is to have. */
static DomNode *
rebuild_between (Parser *parser, guint top, guint *block, guint *bookmark)
{
    DomNode *last = parser->open[*block].node;
    guint n_seen = 0;

    for (guint place = *block - 1; place > top; place--) {
        Formatting *entry = formatting_find_node (parser, parser->open[place].node);

        if (++n_seen > 3 && entry != NULL) {
            *bookmark -= (guint) (entry - parser->formatting) < *bookmark;
            remove_entry (parser, (guint) (entry - parser->formatting));
            entry = NULL;
        }
        if (entry == NULL) {
            stack_remove (parser, place);
            (*block)--;
            continue;
        }
        stack_replace (parser, place, copy_entry (parser, entry));
        if (last == parser->open[*block].node)
            *bookmark = (guint) (entry - parser->formatting) + 1;
        move_node (last, entry->node);
        last = entry->node;
    }
    return last;
}

static void
move_children (DomNode *from, DomNode *to)
{
    to->first = from->first;
    to->last = from->last;
    for (DomNode *child = to->first; child != NULL; child = child->next)
        child->parent = to;
    from->first = from->last = NULL;
}

/* Moves the entry of the list to stand where `bookmark` is. */
static void
move_entry (Parser *parser, guint place, guint bookmark)
{
    Formatting entry = parser->formatting[place];

    remove_entry (parser, place);
    bookmark -= place < bookmark;
    memmove (parser->formatting + bookmark + 1, parser->formatting + bookmark,
             (parser->n_formatting - bookmark) * sizeof entry);
    parser->formatting[bookmark] = entry;
    parser->n_formatting++;
}

/* The element at `top` of the stack is closed in the midst of `block`: its rest goes on inside that. */
static void
adopt_block (Parser *parser, Formatting *entry, guint top, guint block)
{
    DomNode *element = entry->node, *furthest = parser->open[block].node;
    Tag tag = entry->tag;
    guint bookmark = (guint) (entry - parser->formatting);
    DomNode *last = rebuild_between (parser, top, &block, &bookmark), *copy;

    insert_moved (parser, last, &parser->open[top - 1]);
    entry = formatting_find_node (parser, element);
    copy = copy_entry (parser, entry);
    move_children (furthest, copy);
    move_node (copy, furthest);
    move_entry (parser, (guint) (entry - parser->formatting), bookmark);
    stack_remove (parser, top);
    stack_insert (parser, block, copy, tag);
}

static gboolean
is_in_scope (const Parser *parser, guint place)
{
    while (++place < parser->n_open)
        if ((parser->open[place].flags & TAG_SCOPE) != 0)
            return FALSE;
    return TRUE;
}

/* One round of the adoption agency; FALSE when it was the last one. */
static gboolean
adopt_once (Parser *parser, Formatting *entry)
{
    int place = stack_find (parser, entry->node);
    guint block;

    if (place < 0) {
        formatting_remove (parser, entry->node);
        return FALSE;
    }
    if (!is_in_scope (parser, (guint) place))
        return FALSE;
    block = find_furthest_block (parser, (guint) place);
    if (block == 0) {
        stack_pop_to (parser, (guint) place);
        formatting_remove (parser, entry->node);
        return FALSE;
    }
    adopt_block (parser, entry, (guint) place, block);
    return TRUE;
}

gboolean
adopt (Parser *parser, Tag tag)
{
    if (current_is (parser, tag) && formatting_find_node (parser, current_node (parser)) == NULL) {
        stack_pop (parser);
        return TRUE;
    }
    for (guint round = 0; round < 8; round++) {
        Formatting *entry = formatting_find (parser, tag);

        if (entry == NULL || !may_copy (parser, entry->weight))
            return FALSE;
        if (!adopt_once (parser, entry))
            return TRUE;
    }
    return TRUE;
}
