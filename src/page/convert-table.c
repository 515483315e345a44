/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "convert.h"

/* More columns than this no page can show. */
#define MAX_COLUMNS 60
/* Longer tables go on in others below them: readers load a page at a time, and a table stands on one. */
#define MAX_ROWS 250
/* A head that is larger is not repeated above them. */
#define HEAD_NODES 1000
#define HEAD_BYTES 4000
/* Cells that hold more than this on average hold the page's text, not data. */
#define CELL_CHARACTERS 300

/* What a table's markup shows of it. */
typedef struct {
    guint n_rows, n_cells, n_columns;
    guint n_here; /* columns of the row that is being counted */
    gsize n_characters;
    gboolean has_head, has_blocks, has_tables;
} Look;

static guint
span_of (const DomNode *cell, const char *name)
{
    const char *value = dom_attribute (cell, name);
    gint64 span = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 1;

    if (value != NULL && *value == '0' && g_str_equal (name, "rowspan")) /* to the end */
        return G_MAXUINT16;
    return (guint) CLAMP (span, 1, G_MAXUINT16);
}

static void
look_at (Look *look, const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_TR:
        look->n_rows++;
        look->n_here = 0;
        break;
    case DOM_TAG_TH: look->has_head = look->has_head || node->first != NULL; G_GNUC_FALLTHROUGH;
    case DOM_TAG_TD:
        look->n_cells++;
        look->n_here++;
        look->n_columns = MAX (look->n_columns, look->n_here);
        break;
    case DOM_TAG_CAPTION:
    case DOM_TAG_THEAD:
    case DOM_TAG_TFOOT: look->has_head = look->has_head || node->first != NULL; break;
    case DOM_TAG_TABLE: look->has_tables = TRUE; break;
    case DOM_TAG_H1:
    case DOM_TAG_H2:
    case DOM_TAG_H3:
    case DOM_TAG_H4:
    case DOM_TAG_BLOCKQUOTE:
    case DOM_TAG_FORM:
    case DOM_TAG_PRE: look->has_blocks = TRUE; break;
    default: look->n_characters += node->kind == DOM_TEXT ? node->length : 0;
    }
}

static Look
look_of (const DomNode *table)
{
    Look look = { 0 };

    for (const DomNode *node = table->first, *next; node != NULL; node = next) {
        next = node->tag == DOM_TAG_TABLE ? dom_skip (node, table) : dom_next (node, table);
        look_at (&look, node);
    }
    return look;
}

/* Whether the table says how data belong together, and not just where things stand on the page. */
static gboolean
is_data (const DomNode *table, const Look *look)
{
    if (dom_attribute_has (table, "role", "presentation") || dom_attribute_has (table, "role", "none"))
        return FALSE;
    if (look->n_columns < 2)
        return FALSE;
    if (look->has_head)
        return TRUE;
    return look->n_rows > 1 && !look->has_tables && !look->has_blocks
           && look->n_characters <= (gsize) look->n_cells * CELL_CHARACTERS;
}

gboolean
convert_table (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;
    Node prototype = { .kind = NODE_TABLE };
    Look look;

    if (converter->table != NULL /* a table in a cell */ || g_hash_table_contains (converter->page->galleries, element))
        return TRUE;
    look = look_of (element);
    if (!is_data (element, &look))
        return TRUE;
    if (look.n_columns > MAX_COLUMNS) {
        report_note (converter->page->book->report, NOTE_TABLE_UNFOLDED, converter->page->path, element->line, NULL);
        return TRUE;
    }
    frame->table = builder_open (converter->builder, &prototype);
    if (frame->table != NULL)
        converter->table = converter->whole = element;
    return TRUE;
}

static const DomNode *
table_of (const DomNode *part)
{
    while (part != NULL && part->tag != DOM_TAG_TABLE)
        part = part->parent;
    return part;
}

static void
set_cell (Node *cell, const DomNode *element)
{
    cell->kind = NODE_CELL;
    cell->cell.n_columns = span_of (element, "colspan");
    cell->cell.n_rows = span_of (element, "rowspan");
    cell->cell.scope = SCOPE_NONE;
    if (element->tag != DOM_TAG_TH)
        return;
    cell->cell.scope = dom_attribute_has (element, "scope", "col") || dom_attribute_has (element, "scope", "colgroup")
                           ? SCOPE_COLUMN
                           : SCOPE_ROW;
}

static Node
part_of (const DomNode *element)
{
    Node part = { .kind = NODE_ROWS };

    switch (element->tag) {
    case DOM_TAG_THEAD: part.rows.kind = ROWS_HEAD; break;
    case DOM_TAG_TFOOT: part.rows.kind = ROWS_FOOT; break;
    case DOM_TAG_TBODY: part.rows.kind = ROWS_BODY; break;
    case DOM_TAG_TR: part.kind = NODE_ROW; break;
    default: set_cell (&part, element);
    }
    return part;
}

gboolean
convert_table_part (Converter *converter, Frame *frame)
{
    const DomNode *element = frame->element;
    Node prototype;

    if (converter->table == NULL || table_of (element) != converter->table)
        return TRUE;
    if (element->tag == DOM_TAG_CAPTION) {
        builder_want (converter->builder, (Want){ NODE_CAPTION });
        return TRUE;
    }
    prototype = part_of (element);
    convert_open (converter, frame, &prototype);
    return TRUE;
}

/* Puts the parts in the order that XHTML wants: caption, one head, bodies, one foot. */
static void
order_parts (Node *table)
{
    Node *head = NULL, *foot = NULL, *caption = NULL;

    for (Node *part = table->first, *next; part != NULL; part = next) {
        Node **slot = part->kind == NODE_CAPTION     ? &caption
                      : part->rows.kind == ROWS_HEAD ? &head
                      : part->rows.kind == ROWS_FOOT ? &foot
                                                     : NULL;

        next = part->next;
        if (slot != NULL && *slot == NULL) {
            *slot = part;
            node_unlink (part);
        } else if (part->kind == NODE_ROWS) {
            part->rows.kind = ROWS_BODY;
        } else {
            node_unlink (part);
        }
    }
    if (foot != NULL)
        node_append (table, foot);
    if (head != NULL)
        node_prepend (table, head);
    if (caption != NULL)
        node_prepend (table, caption);
}

static gboolean
is_head_row (const Node *row)
{
    gboolean has_text = FALSE;

    for (const Node *cell = row->first; cell != NULL; cell = cell->next) {
        if (cell->cell.n_rows > 1 || (cell->cell.scope == SCOPE_NONE && cell->first != NULL))
            return FALSE;
        has_text = has_text || cell->first != NULL;
    }
    return has_text;
}

/* A first row of nothing but heads is the head of the table. */
static void
find_head (Arena *arena, Node *table)
{
    Node *rows = table->first->kind == NODE_CAPTION ? table->first->next : table->first, *head, *row;

    if (rows == NULL || rows->rows.kind != ROWS_BODY || rows->first->next == NULL || !is_head_row (rows->first))
        return;
    head = node_new (arena, NODE_ROWS);
    head->rows.kind = ROWS_HEAD;
    head->line = rows->line;
    row = rows->first;
    node_unlink (row);
    node_append (head, row);
    node_insert_before (rows, head);
}

/* An empty head is the head of nothing; in the table's head all are heads of columns. */
static void
set_scopes (Node *row, gboolean is_head)
{
    gboolean is_all_heads = TRUE;

    for (const Node *cell = row->first; cell != NULL; cell = cell->next)
        is_all_heads = is_all_heads && (cell->cell.scope != SCOPE_NONE || cell->first == NULL);
    for (Node *cell = row->first; cell != NULL; cell = cell->next) {
        if (cell->first == NULL)
            cell->cell.scope = SCOPE_NONE;
        else if (is_head || (is_all_heads && row->first->next != NULL))
            cell->cell.scope = SCOPE_COLUMN;
    }
}

/* The columns of the table: a last cell counts for one, whatever it says that it spans. */
static guint
count_columns (const Node *table)
{
    guint n_columns = 0;

    for (const Node *node = table; node != NULL;
         node = node->kind == NODE_CELL ? node_skip (node, table) : node_next (node, table)) {
        guint n = 1;

        if (node->kind != NODE_ROW)
            continue;
        for (const Node *cell = node->first; cell != NULL && cell->next != NULL; cell = cell->next)
            n += MIN (cell->cell.n_columns, MAX_COLUMNS);
        n_columns = MAX (n_columns, MIN (n, MAX_COLUMNS));
    }
    return n_columns;
}

/* Cuts the spans of a row down to what the table has; `taken` says for how many rows more, this one included,
 * a column is taken by cells above. */
static void
cut_spans (Node *row, guint *taken, guint n_columns, guint n_rows_left)
{
    guint column = 0;

    for (Node *cell = row->first; cell != NULL; cell = cell->next) {
        guint width = 0;

        while (column < n_columns && taken[column] > 0)
            column++;
        while (width < cell->cell.n_columns && column + width < n_columns && taken[column + width] == 0)
            width++;
        cell->cell.n_columns = MAX (width, 1);
        cell->cell.n_rows = MIN (cell->cell.n_rows, n_rows_left);
        for (guint i = 0; i < width; i++)
            taken[column + i] = cell->cell.n_rows;
        column += width;
    }
    for (guint i = 0; i < n_columns; i++)
        taken[i] -= taken[i] > 0;
}

static void
set_cells (Node *table, guint n_columns)
{
    for (Node *rows = table->first; rows != NULL; rows = rows->next) {
        guint taken[MAX_COLUMNS] = { 0 }, n_rows_left = rows->kind == NODE_ROWS ? node_n_children (rows) : 0;

        for (Node *row = n_rows_left > 0 ? rows->first : NULL; row != NULL; row = row->next) {
            cut_spans (row, taken, n_columns, n_rows_left--);
            set_scopes (row, rows->rows.kind == ROWS_HEAD);
        }
    }
}

/* Leaves the content of the cells in the place of the table, as paragraphs where it is no more than text. */
static void
unfold (Node *table)
{
    for (Node *node = table->first, *next; node != NULL; node = next) {
        Node *block;

        next =
            node->kind == NODE_CELL || node->kind == NODE_CAPTION ? node_skip (node, table) : node_next (node, table);
        if (node->kind == NODE_CAPTION || (node->kind == NODE_CELL && node_holds_inlines (node))) {
            node_unlink (node);
            node->kind = NODE_PARAGRAPH;
            node_insert_before (table, node);
        } else if (node->kind == NODE_CELL) {
            while ((block = node->first) != NULL) {
                node_unlink (block);
                node_insert_before (table, block);
            }
        }
    }
    node_unlink (table);
}

/* Whether the head is small enough to stand above each part of the table. */
static gboolean
is_repeatable (const Node *head)
{
    guint n_nodes = 0;
    gsize n_bytes = 0;

    for (const Node *node = head; node != NULL && n_nodes <= HEAD_NODES; node = node_next (node, head), n_nodes++)
        n_bytes += node->kind == NODE_TEXT ? node->text.length : 0;
    return n_nodes <= HEAD_NODES && n_bytes <= HEAD_BYTES;
}

/* A copy of the head, for the next part of the table; places are named once, so references stay behind. */
static Node *
copy_head (Arena *arena, const Node *head)
{
    Node *copy = node_new (arena, NODE_ROWS), *at = copy;

    for (const Node *node = head->first; node != NULL;) {
        Node *child = node_append_new (arena, at, node->kind);
        Node links = *child;

        *child = *node;
        child->parent = links.parent;
        child->previous = links.previous;
        child->next = child->first = child->last = NULL;
        if (node->kind == NODE_REFERENCE)
            child->kind = NODE_SPAN;
        if (node->first != NULL) {
            node = node->first;
            at = child;
            continue;
        }
        while (node != head && node->next == NULL) {
            node = node->parent;
            at = at->parent;
        }
        node = node == head ? NULL : node->next;
    }
    copy->rows.kind = ROWS_HEAD;
    return copy;
}

/* The first row after so many that no cell above reaches into, or NULL. */
static Node *
find_cut (const Node *rows)
{
    guint n = 0, reach = 0;

    for (Node *row = rows->first; row != NULL; row = row->next, n++) {
        if (n >= MAX_ROWS && reach <= n)
            return row;
        for (const Node *cell = row->first; cell != NULL; cell = cell->next)
            reach = MAX (reach, n + cell->cell.n_rows);
    }
    return NULL;
}

/* Moves the siblings from `first` to the one before `end` below another node. */
static void
move_siblings (Node *first, const Node *end, Node *parent)
{
    for (Node *node = first, *next; node != end; node = next) {
        next = node->next;
        node_unlink (node);
        node_append (parent, node);
    }
}

/* Moves what comes before `row` to a table of its own, with caption and head, of which the rest gets a copy. */
static void
cut_table (Arena *arena, Node *table, Node *row)
{
    Node *part = node_new (arena, NODE_TABLE), *rows = node_new (arena, NODE_ROWS), *head = NULL;

    part->line = rows->line = table->line;
    rows->rows.kind = ROWS_BODY;
    move_siblings (table->first, row->parent, part);
    move_siblings (row->parent->first, row, rows);
    node_append (part, rows);
    for (const Node *group = part->first; group != NULL; group = group->next)
        if (group->kind == NODE_ROWS && group->rows.kind == ROWS_HEAD && is_repeatable (group))
            head = copy_head (arena, group);
    if (head != NULL)
        node_prepend (table, head);
    node_insert_before (table, part);
}

static Node *
first_cut (const Node *table)
{
    for (const Node *rows = table->first; rows != NULL; rows = rows->next) {
        Node *row = rows->kind == NODE_ROWS && rows->rows.kind == ROWS_BODY ? find_cut (rows) : NULL;

        if (row != NULL)
            return row;
    }
    return NULL;
}

static void
divide (Arena *arena, Node *table)
{
    for (Node *row = first_cut (table); row != NULL; row = first_cut (table))
        cut_table (arena, table, row);
}

void
table_finish (Converter *converter, Node *table)
{
    guint n_columns;

    converter->table = NULL;
    if (table->parent == NULL)
        return;
    order_parts (table);
    n_columns = count_columns (table);
    if (n_columns < 2) {
        unfold (table);
        return;
    }
    find_head (converter->arena, table);
    set_cells (table, n_columns);
    divide (converter->arena, table);
}
