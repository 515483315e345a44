/* SPDX-License-Identifier: MIT */
#include "build-state.h"

#include <string.h>

/* Blocks that hold blocks, and inlines, lie at most this deep in each other: readers and validators recurse. */
#define MAX_BLOCKS 24
#define MAX_INLINES 16

Builder *
builder_new (Arena *arena, Node *root, Targets *targets)
{
    Builder *builder = g_new0 (Builder, 1);
    Container container = { .node = root };

    builder->arena = arena;
    builder->targets = targets;
    builder->containers = g_array_new (FALSE, FALSE, sizeof (Container));
    builder->inlines = g_array_new (FALSE, FALSE, sizeof (Inline));
    builder->run = g_string_new (NULL);
    builder->indent = g_string_new (NULL);
    builder->ids = g_ptr_array_new ();
    builder->want.kind = NODE_PARAGRAPH;
    g_array_append_val (builder->containers, container);
    return builder;
}

void
builder_set_line (Builder *builder, guint line)
{
    builder->line = line;
}

void
builder_set_speech (Builder *builder, Speech speech)
{
    builder->speech = speech;
}

Speech
builder_speech (const Builder *builder)
{
    return builder->speech;
}

static Container *
top (const Builder *builder)
{
    return &g_array_index (builder->containers, Container, builder->containers->len - 1);
}

static Inline *
inline_at (const Builder *builder, guint index)
{
    return &g_array_index (builder->inlines, Inline, index);
}

/* Notes the language and direction of a block where they are not those around it. */
static void
set_speech (Node *node, Speech own, Speech around)
{
    if (own.language != NULL && g_strcmp0 (own.language, around.language) != 0)
        node->language = own.language;
    if (own.direction != DIRECTION_INHERIT && own.direction != around.direction)
        node->direction = own.direction;
}

static Node *
new_node (Builder *builder, const Node *prototype)
{
    Node *node = node_new (builder->arena, prototype->kind);

    *node = *prototype;
    if (!node_is_inline (node) && node->line == 0)
        node->line = builder->line;
    return node;
}

static void
flush_run (Builder *builder)
{
    GString *run = builder->run;
    g_autoptr (GString) normal = NULL;
    gboolean needs_nfc = FALSE;

    if (run->len == 0)
        return;
    for (const char *p = run->str; *p != '\0' && !needs_nfc; p = g_utf8_next_char (p))
        needs_nfc = (guchar) *p >= 0xcc && char_may_need_nfc (g_utf8_get_char (p));
    if (needs_nfc)
        run = normal = text_nfc (run->str, run->len);
    node_append (builder->run_parent,
                 node_new_text (builder->arena, arena_strndup (builder->arena, run->str, run->len), (gssize) run->len));
    g_string_truncate (builder->run, 0);
}

static void
end_block (Builder *builder)
{
    flush_run (builder);
    builder->block = builder->base = NULL;
    builder->space = 0;
    builder->n_breaks = 0;
    g_string_truncate (builder->indent, 0);
    for (guint i = 0; i < builder->inlines->len; i++)
        inline_at (builder, i)->node = NULL;
}

static gboolean
is_flow (NodeKind kind)
{
    return kind != NODE_ITEM && kind != NODE_TERM && kind != NODE_DESCRIPTION && kind != NODE_ROWS && kind != NODE_ROW
           && kind != NODE_CELL;
}

static gboolean
allows (NodeKind parent, NodeKind child)
{
    switch (parent) {
    case NODE_LIST: return child == NODE_ITEM;
    case NODE_TERMS: return child == NODE_TERM || child == NODE_DESCRIPTION;
    case NODE_TABLE: return child == NODE_ROWS || child == NODE_CAPTION;
    case NODE_ROWS: return child == NODE_ROW;
    case NODE_ROW: return child == NODE_CELL;
    default: return is_flow (child);
    }
}

/* What goes between the two, nearest to `parent` if that is choosy, else to `child`. */
static NodeKind
go_between (NodeKind parent, NodeKind child)
{
    switch (parent) {
    case NODE_LIST: return NODE_ITEM;
    case NODE_TERMS: return NODE_DESCRIPTION;
    case NODE_TABLE: return NODE_ROWS;
    case NODE_ROWS: return NODE_ROW;
    case NODE_ROW: return NODE_CELL;
    default: break;
    }
    switch (child) {
    case NODE_ITEM: return NODE_LIST;
    case NODE_TERM:
    case NODE_DESCRIPTION: return NODE_TERMS;
    case NODE_CELL: return NODE_ROW;
    case NODE_ROW: return NODE_ROWS;
    default: return NODE_TABLE;
    }
}

/* A block that began with a text alone gets a second one: the first becomes a paragraph. */
static void
loosen (Builder *builder, Node *node)
{
    Node *paragraph, *child;

    if (node->first == NULL || !node_is_inline (node->first))
        return;
    paragraph = node_new (builder->arena, NODE_PARAGRAPH);
    paragraph->line = node->line;
    while ((child = node->first) != NULL) {
        node_unlink (child);
        node_append (paragraph, child);
    }
    node_append (node, paragraph);
}

static void
append_block (Builder *builder, Node *block)
{
    loosen (builder, top (builder)->node);
    node_append (top (builder)->node, block);
}

static void
push (Builder *builder, Node *node, gboolean is_implied)
{
    Container container = { node, is_implied, is_implied ? top (builder)->speech : builder->speech };

    g_array_append_val (builder->containers, container);
}

static void
push_implied (Builder *builder, NodeKind kind)
{
    Node prototype = { .kind = kind }, *node, *last = top (builder)->node->last;

    if (kind == NODE_LIST)
        prototype.list.start = 1;
    else if (kind == NODE_CELL)
        prototype.cell.n_columns = prototype.cell.n_rows = 1;
    else if (kind == NODE_ROWS)
        prototype.rows.kind = ROWS_BODY;
    if (kind == NODE_ITEM && last != NULL) { /* what stands between two items belongs to the first */
        push (builder, last, TRUE);
        return;
    }
    node = new_node (builder, &prototype);
    append_block (builder, node);
    push (builder, node, TRUE);
}

/* Terms that no description follows, and descriptions that no term precedes, are paragraphs beside the list. */
static void
finish_terms (Node *terms)
{
    Node *child;

    while ((child = terms->first) != NULL && child->kind == NODE_DESCRIPTION) {
        node_unlink (child);
        if (node_holds_inlines (child)) {
            child->kind = NODE_PARAGRAPH;
            node_insert_before (terms, child);
        }
        for (Node *block; !node_holds_inlines (child) && (block = child->first) != NULL;) {
            node_unlink (block);
            node_insert_before (terms, block);
        }
    }
    while ((child = terms->last) != NULL && child->kind == NODE_TERM) {
        node_unlink (child);
        child->kind = NODE_PARAGRAPH;
        node_insert_after (terms, child);
    }
}

static gboolean
is_empty_row (const Node *row)
{
    for (const Node *cell = row->first; cell != NULL; cell = cell->next)
        if (cell->first != NULL)
            return FALSE;
    return TRUE;
}

static void
close_container (Builder *builder)
{
    Node *node = top (builder)->node;

    end_block (builder);
    g_array_set_size (builder->containers, builder->containers->len - 1);
    if (node->last != NULL && node->last->kind == NODE_SEPARATOR)
        node_unlink (node->last);
    if (node->kind == NODE_TERMS)
        finish_terms (node);
    if (node->kind == NODE_CELL || node->parent == NULL)
        return;
    if (node->first == NULL || (node->kind == NODE_ROW && is_empty_row (node)))
        node_unlink (node);
}

/* Opens and closes what must be so that a block of that kind can come. */
static void
make_room (Builder *builder, NodeKind kind)
{
    while (!allows (top (builder)->node->kind, kind) && top (builder)->is_implied)
        close_container (builder);
    while (!allows (top (builder)->node->kind, kind)) {
        NodeKind parent = top (builder)->node->kind, between = go_between (parent, kind);

        while (!allows (parent, between))
            between = go_between (parent, between);
        push_implied (builder, between);
    }
}

static gboolean
holds_only_inlines (Want want)
{
    return want.kind != NODE_PARAGRAPH;
}

Node *
builder_open (Builder *builder, const Node *prototype)
{
    Node *node;

    builder_boundary (builder);
    if (holds_only_inlines (builder->want))
        return NULL;
    if (builder->containers->len >= MAX_BLOCKS
        && (is_flow (prototype->kind) || !allows (top (builder)->node->kind, prototype->kind)))
        return NULL;
    make_room (builder, prototype->kind);
    node = new_node (builder, prototype);
    append_block (builder, node);
    set_speech (node, builder->speech, top (builder)->speech);
    push (builder, node, FALSE);
    builder->want = (Want){ NODE_PARAGRAPH };
    return node;
}

guint
builder_depth (const Builder *builder)
{
    return builder->containers->len;
}

void
builder_close_to (Builder *builder, guint depth)
{
    while (builder->containers->len > depth)
        close_container (builder);
}

gboolean
builder_is_in (const Builder *builder, NodeKind kind)
{
    for (guint i = 0; i < builder->containers->len; i++)
        if (g_array_index (builder->containers, Container, i).node->kind == kind)
            return TRUE;
    return FALSE;
}

Node *
builder_heading_before (const Builder *builder)
{
    const Node *child = NULL;

    for (guint i = builder->containers->len; i > 0; i--) {
        const Node *node = g_array_index (builder->containers, Container, i - 1).node;
        Node *before = child != NULL ? child->previous : node->last;

        if (before != NULL)
            return before->kind == NODE_HEADING ? before : NULL;
        child = node;
    }
    return NULL;
}

/* Whether text of its own may stand in the innermost container without a paragraph around it. */
static gboolean
takes_text (const Builder *builder)
{
    const Container *container = top (builder);
    NodeKind kind = container->node->kind;

    return (kind == NODE_ITEM || kind == NODE_DESCRIPTION || kind == NODE_CELL) && container->node->first == NULL
           && g_strcmp0 (container->speech.language, builder->speech.language) == 0
           && container->speech.direction == builder->speech.direction;
}

/* Headings make the table of contents: those of quotations, boxes and cells are none of the article's. */
static gboolean
takes_heading (const Builder *builder)
{
    for (guint i = 0; i < builder->containers->len; i++) {
        NodeKind kind = g_array_index (builder->containers, Container, i).node->kind;

        if (kind != NODE_ROOT && kind != NODE_LIST && kind != NODE_ITEM)
            return FALSE;
    }
    return TRUE;
}

static NodeKind
kind_here (const Builder *builder)
{
    NodeKind kind = builder->want.kind, parent = top (builder)->node->kind;

    if (kind == NODE_HEADING && !takes_heading (builder))
        return NODE_PARAGRAPH;
    if (kind == NODE_CAPTION && parent != NODE_TABLE && parent != NODE_FIGURE)
        return NODE_PARAGRAPH;
    return kind;
}

static void
take_targets (Builder *builder, Node *block)
{
    for (guint i = 0; i < builder->ids->len; i++)
        targets_add (builder->targets, g_ptr_array_index (builder->ids, i), block);
    g_ptr_array_set_size (builder->ids, 0);
    builder->last_block = block;
}

static void
open_block (Builder *builder)
{
    Node prototype = { .kind = kind_here (builder) };

    if (builder->block != NULL)
        return;
    make_room (builder, prototype.kind);
    if (prototype.kind == NODE_PARAGRAPH && builder->want.kind == NODE_PARAGRAPH && takes_text (builder)) {
        builder->block = builder->base = top (builder)->node;
    } else {
        if (prototype.kind == NODE_HEADING)
            prototype.heading.level = builder->want.level;
        builder->block = builder->base = new_node (builder, &prototype);
        append_block (builder, builder->block);
        set_speech (builder->block, builder->speech, top (builder)->speech);
        if (builder->want.kind == NODE_HEADING && prototype.kind == NODE_PARAGRAPH)
            builder->base = node_append_new (builder->arena, builder->block, NODE_STRONG);
    }
    take_targets (builder, builder->block);
}

void
builder_boundary (Builder *builder)
{
    if (!holds_only_inlines (builder->want))
        end_block (builder);
    else if (builder->block != NULL)
        builder->n_breaks = MAX (builder->n_breaks, 1);
}

void
builder_want (Builder *builder, Want want)
{
    builder_boundary (builder);
    if (!holds_only_inlines (builder->want))
        builder->want = want;
}

Want
builder_wanted (const Builder *builder)
{
    return builder->want;
}

void
builder_rewant (Builder *builder, Want want)
{
    if (builder->want.kind == want.kind)
        return;
    end_block (builder);
    builder->want = want;
}

/* The innermost inline that is there already, or the block. */
static Node *
innermost (const Builder *builder)
{
    Node *node = builder->base;

    for (guint i = 0; i < builder->inlines->len && inline_at (builder, i)->node != NULL; i++)
        node = inline_at (builder, i)->node;
    return node;
}

/* The innermost inline, made with those around it where it is not there yet. */
Node *
builder_make_inlines (Builder *builder)
{
    Node *parent = builder->base;

    for (guint i = 0; i < builder->inlines->len; i++) {
        Inline *open = inline_at (builder, i);

        if (open->node == NULL) {
            flush_run (builder);
            open->node = node_append (parent, new_node (builder, &open->prototype));
            if (open->id != NULL)
                targets_add_reference (builder->targets, open->node, open->id);
        }
        parent = open->node;
    }
    return parent;
}

void
builder_append_run (Builder *builder, Node *parent, const char *text, gsize length)
{
    if (builder->run_parent != parent)
        flush_run (builder);
    builder->run_parent = parent;
    g_string_append_len (builder->run, text, (gssize) length);
}

/* Writes down the breaks or the space before what comes next. */
void
builder_settle (Builder *builder)
{
    gboolean is_preformatted = builder->want.kind == NODE_PREFORMATTED;

    if (builder->block != NULL && builder->n_breaks >= 2 && builder->want.kind == NODE_PARAGRAPH)
        end_block (builder);
    if (builder->block == NULL) {
        builder->n_breaks = 0;
        builder->space = 0;
    }
    open_block (builder);
    if (builder->n_breaks > 0) {
        flush_run (builder);
        for (guint i = 0; i < (is_preformatted ? builder->n_breaks : 1); i++)
            node_append_new (builder->arena, innermost (builder), NODE_LINE_BREAK);
    } else if (builder->space != 0) {
        char bytes[6];

        builder_append_run (builder, innermost (builder), bytes, (gsize) g_unichar_to_utf8 (builder->space, bytes));
    }
    builder->n_breaks = 0;
    builder->space = 0;
}

/* Emphasis in emphasis says no more than emphasis. */
static gboolean
may_nest (NodeKind kind)
{
    return kind == NODE_SPAN || kind == NODE_QUOTED || kind == NODE_ISOLATED || kind == NODE_OVERRIDE
           || kind == NODE_SUBSCRIPT || kind == NODE_SUPERSCRIPT;
}

static gboolean
is_link (NodeKind kind)
{
    return kind == NODE_LINK || kind == NODE_REFERENCE;
}

gboolean
builder_open_inline (Builder *builder, const Node *prototype, const char *id)
{
    Inline open = { *prototype, id, NULL };

    if (builder->inlines->len >= MAX_INLINES)
        return FALSE;
    for (guint i = 0; i < builder->inlines->len; i++) {
        const Node *outer = &inline_at (builder, i)->prototype;

        if ((outer->kind == prototype->kind && !may_nest (outer->kind) && prototype->language == NULL)
            || (is_link (outer->kind) && is_link (prototype->kind)))
            return FALSE;
    }
    g_array_append_val (builder->inlines, open);
    return TRUE;
}

guint
builder_inline_depth (const Builder *builder)
{
    return builder->inlines->len;
}

void
builder_close_inlines_to (Builder *builder, guint depth)
{
    if (builder->inlines->len <= depth)
        return;
    flush_run (builder);
    g_array_set_size (builder->inlines, depth);
}

static gboolean
takes_separator (const Builder *builder)
{
    const Node *container = top (builder)->node;

    return container->last != NULL && container->last->kind != NODE_SEPARATOR && !node_holds_inlines (container);
}

void
builder_add_block (Builder *builder, Node *block)
{
    if (top (builder)->node->kind == NODE_FIGURE) /* captions hold text only */
        return;
    end_block (builder);
    make_room (builder, block->kind);
    if (block->kind == NODE_SEPARATOR && !takes_separator (builder))
        return;
    append_block (builder, block);
    set_speech (block, builder->speech, top (builder)->speech);
    if (block->kind != NODE_SEPARATOR)
        take_targets (builder, block);
}

void
builder_add_inline (Builder *builder, Node *node)
{
    Node *parent;

    builder_settle (builder);
    parent = builder_make_inlines (builder);
    flush_run (builder);
    node_append (parent, node);
}

/* Marks stand outside of what is raised or links already. */
static gboolean
takes_mark (NodeKind kind)
{
    return kind != NODE_SUPERSCRIPT && kind != NODE_SUBSCRIPT && !is_link (kind);
}

void
builder_add_mark (Builder *builder, Node *mark, const char *id)
{
    Node *parent;
    guint i;

    open_block (builder);
    flush_run (builder);
    parent = builder->base;
    for (i = 0; i < builder->inlines->len; i++) {
        const Inline *open = inline_at (builder, i);

        if (open->node == NULL || !takes_mark (open->prototype.kind))
            break;
        parent = open->node;
    }
    for (; i < builder->inlines->len; i++)
        inline_at (builder, i)->node = NULL;
    node_append (parent, mark);
    targets_add_reference (builder->targets, mark, id);
}

void
builder_add_target (Builder *builder, const char *id)
{
    if (builder->block != NULL)
        targets_add (builder->targets, id, builder->block);
    else
        g_ptr_array_add (builder->ids, (gpointer) id);
}

void
builder_free (Builder *builder)
{
    builder_close_to (builder, 1);
    close_container (builder);
    if (builder->last_block != NULL)
        take_targets (builder, builder->last_block);
    g_array_unref (builder->containers);
    g_array_unref (builder->inlines);
    g_ptr_array_unref (builder->ids);
    g_string_free (builder->run, TRUE);
    g_string_free (builder->indent, TRUE);
    g_free (builder);
}
