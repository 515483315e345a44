/* SPDX-License-Identifier: MIT */
#include "foreign.h"

#include <string.h>

/* Deeper elements leave their content in those around them. */
#define MAX_DEPTH 60
/* What has more nodes takes readers longer than a page may. */
#define MAX_NODES 20000

static const ForeignElement *
find_element (const Vocabulary *vocabulary, const char *name)
{
    for (guint i = 0; i < vocabulary->n_elements; i++)
        if (g_ascii_strcasecmp (vocabulary->elements[i].name, name) == 0)
            return &vocabulary->elements[i];
    return NULL;
}

static gboolean
is_dropped (const Vocabulary *vocabulary, const char *name)
{
    for (guint i = 0; vocabulary->dropped[i] != NULL; i++)
        if (g_ascii_strcasecmp (vocabulary->dropped[i], name) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_called (const Node *node, const char *name)
{
    return node->kind == NODE_FOREIGN && strcmp (node->foreign.name, name) == 0;
}

void
foreign_set (Arena *arena, Node *node, const char *name, const char *value)
{
    guint n = node->foreign.n_attributes;
    NodeAttribute *attributes = arena_alloc (arena, (n + 1) * sizeof *attributes);

    for (guint i = 0; i < n; i++) {
        attributes[i] = node->foreign.attributes[i];
        if (strcmp (attributes[i].name, name) == 0) { /* the later one counts */
            attributes[i].value = value;
            node->foreign.attributes = attributes;
            for (guint j = i + 1; j < n; j++)
                attributes[j] = node->foreign.attributes[j];
            return;
        }
    }
    attributes[n] = (NodeAttribute){ name, value };
    node->foreign.attributes = attributes;
    node->foreign.n_attributes = n + 1;
}

/* The name as the element's list of attributes has it, in memory of the arena; NULL when it is not there. */
static const char *
find_attribute (Arena *arena, const ForeignElement *element, const char *name)
{
    gsize length = strlen (name);

    for (const char *p = element->attributes; *p != '\0'; p += strcspn (p, " ")) {
        p += strspn (p, " ");
        if (g_ascii_strncasecmp (p, name, length) == 0 && p[length] == ' ')
            return arena_strndup (arena, p, length);
    }
    return NULL;
}

/* The value of a reference into the same drawing, "url(#a)" or "#a", with the name that its target gets; the value
 * itself when it is none; NULL when its target is not there. */
static const char *
map_reference (Arena *arena, GHashTable *ids, const char *name, const char *value)
{
    gboolean is_url = g_ascii_strncasecmp (value, "url(", 4) == 0, is_link = strcmp (name, "xlink:href") == 0;
    const char *start = is_url ? value + 4 + strspn (value + 4, " '\"") : value;
    g_autofree char *id = g_strndup (start, is_url ? strcspn (start, "'\") ") : strlen (start));
    const char *mapped = ids != NULL ? g_hash_table_lookup (ids, id) : NULL;

    if (!is_url && !is_link)
        return value;
    if (mapped == NULL)
        return NULL;
    return is_url ? arena_printf (arena, "url(%s)", mapped) : mapped;
}

static void
set_attribute (Converter *converter, Node *node, const ForeignElement *element, const Vocabulary *vocabulary,
               GHashTable *ids, const char *given_name, const char *given_value)
{
    const char *name = strcmp (given_name, "href") == 0 ? "xlink:href" : given_name, *value;
    g_autofree char *clean = text_clean (given_value, -1);
    g_autofree char *reference = g_strconcat ("#", clean, NULL);

    name = find_attribute (converter->arena, element, name);
    if (name == NULL)
        return;
    if (strcmp (name, "id") == 0) {
        const char *mapped = ids != NULL ? g_hash_table_lookup (ids, reference) : NULL;

        if (mapped != NULL)
            foreign_set (converter->arena, node, name, mapped + 1);
        return;
    }
    value = map_reference (converter->arena, ids, name, clean);
    if (value != clean ? value != NULL : vocabulary->takes (name, value))
        foreign_set (converter->arena, node, name, arena_strdup (converter->arena, value));
}

/* What a style says in the names of attributes is said in them: nothing else of it is safe. */
static void
set_style (Converter *converter, Node *node, const ForeignElement *element, const Vocabulary *vocabulary,
           GHashTable *ids, const char *style)
{
    g_auto (GStrv) declarations = g_strsplit (style, ";", 40);

    for (char **declaration = declarations; *declaration != NULL; declaration++) {
        char *colon = strchr (*declaration, ':');

        if (colon == NULL)
            continue;
        *colon = '\0';
        set_attribute (converter, node, element, vocabulary, ids, g_strstrip (*declaration), g_strstrip (colon + 1));
    }
}

static Node *
new_element (Converter *converter, const DomNode *from, const ForeignElement *element, const Vocabulary *vocabulary,
             GHashTable *ids)
{
    Node *node = node_new (converter->arena, NODE_FOREIGN);
    const char *style = NULL;

    node->foreign.name = element->name;
    for (guint i = 0; i < from->n_attributes; i++) {
        const DomAttribute *attribute = &from->attributes[i];

        if (strcmp (attribute->name, "style") == 0)
            style = attribute->value;
        else
            set_attribute (converter, node, element, vocabulary, ids, attribute->name, attribute->value);
    }
    if (style != NULL && ids != NULL)
        set_style (converter, node, element, vocabulary, ids, style);
    return node;
}

/* A base, and pairs of scripts behind it and behind one mprescripts. */
static gboolean
is_sound_multiscript (const Node *node)
{
    guint n_scripts = 0, n_marks = 0;

    if (node->first == NULL || is_called (node->first, "mprescripts"))
        return FALSE;
    for (const Node *child = node->first->next; child != NULL; child = child->next) {
        gboolean is_mark = is_called (child, "mprescripts");

        if (is_mark && n_scripts % 2 != 0)
            return FALSE;
        n_marks += is_mark;
        n_scripts += !is_mark;
    }
    return n_scripts % 2 == 0 && n_marks <= 1;
}

static void
make_row (Node *node)
{
    node->foreign.name = "mrow";
    node->foreign.n_attributes = 0;
}

/* Rows of matrices stand in matrices, cells in rows; what belongs to scripts stands with them. */
static void
fix_children (Node *node)
{
    gboolean is_table = is_called (node, "mtable"), is_row = is_called (node, "mtr");
    gboolean is_scripts = is_called (node, "mmultiscripts");

    for (Node *child = node->first, *next; child != NULL; child = next) {
        gboolean is_script = is_called (child, "none") || is_called (child, "mprescripts");

        next = child->next;
        if (child->kind != NODE_FOREIGN)
            continue;
        if ((is_table && !is_called (child, "mtr")) || (is_row && !is_called (child, "mtd"))
            || (is_script && !is_scripts))
            node_unlink (child);
        else if ((!is_table && is_called (child, "mtr")) || (!is_row && is_called (child, "mtd")))
            make_row (child);
    }
}

/* An element has as many children as it must have, or it is a row of them. */
static void
finish_element (Arena *arena, Node *node, const Vocabulary *vocabulary)
{
    const ForeignElement *element = find_element (vocabulary, node->foreign.name);
    guint n;

    if (vocabulary != &mathml)
        return;
    if (is_called (node, "mmultiscripts") && !is_sound_multiscript (node))
        make_row (node);
    fix_children (node);
    if (element->n_children == 0)
        return;
    for (n = node_n_children (node); n < element->n_children; n++)
        node_append_new (arena, node, NODE_FOREIGN)->foreign.name = "mrow";
    if (n > element->n_children)
        make_row (node);
}

/* What an element is copied as below `parent`; NULL: it only leaves its content. */
static const ForeignElement *
element_for (const Vocabulary *vocabulary, const Node *parent, const DomNode *from)
{
    const ForeignElement *element = find_element (vocabulary, from->name), *around;

    around = parent != NULL ? find_element (vocabulary, parent->foreign.name) : NULL;
    if (around != NULL && around->is_token && (vocabulary->group != NULL || element == NULL || !element->is_token))
        return NULL;
    if (vocabulary->group == NULL)
        return element;
    if (parent != NULL && is_called (parent, "mtable"))
        return find_element (vocabulary, "mtr");
    if (parent != NULL && is_called (parent, "mtr"))
        return find_element (vocabulary, "mtd");
    if (element == NULL || (parent != NULL && strcmp (element->name, "math") == 0))
        return find_element (vocabulary, vocabulary->group);
    return element;
}

static void
append_text (Converter *converter, Node *parent, const Vocabulary *vocabulary, const DomNode *from)
{
    const ForeignElement *element = find_element (vocabulary, parent->foreign.name);
    g_autofree char *text = text_clean (from->text, (gssize) from->length);

    if (*text == '\0' || (!element->is_token && vocabulary->group == NULL))
        return;
    convert_take (converter, from);
    if (!element->is_token) {
        parent = node_append_new (converter->arena, parent, NODE_FOREIGN);
        parent->foreign.name = "mtext";
    }
    if (parent->first != NULL && g_ascii_isspace (from->text[0]))
        node_append_text (converter->arena, parent, " ");
    node_append_text (converter->arena, parent, text);
    if (from->next != NULL && g_ascii_isspace (from->text[from->length - 1]))
        node_append_text (converter->arena, parent, " ");
}

/* A place in the copy: the element that is open there, and how deep. */
typedef struct {
    const DomNode *from;
    Node *node;
} Open;

Node *
foreign_copy (Converter *converter, const DomNode *root, const Vocabulary *vocabulary, GHashTable *ids)
{
    g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
    Node *copy = NULL;

    if (root->end - root->index > MAX_NODES)
        return NULL;
    for (const DomNode *node = root, *next; node != NULL; node = next) {
        Node *parent;
        const ForeignElement *element = NULL;
        Open last;

        while (open->len > 0 && node->index >= (last = g_array_index (open, Open, open->len - 1)).from->end) {
            finish_element (converter->arena, last.node, vocabulary);
            g_array_set_size (open, open->len - 1);
        }
        parent = open->len > 0 ? g_array_index (open, Open, open->len - 1).node : NULL;
        next = dom_next (node, root);
        if (node->kind == DOM_TEXT) {
            if (parent != NULL)
                append_text (converter, parent, vocabulary, node);
            continue;
        }
        if (node->kind == DOM_ELEMENT && is_dropped (vocabulary, node->name)) {
            next = dom_skip (node, root);
            continue;
        }
        if (node->kind == DOM_ELEMENT && open->len < MAX_DEPTH)
            element = element_for (vocabulary, parent, node);
        if (element == NULL)
            continue;
        last = (Open){ node, new_element (converter, node, element, vocabulary, ids) };
        if (parent != NULL)
            node_append (parent, last.node);
        else
            copy = last.node;
        g_array_append_val (open, last);
    }
    while (open->len > 0) {
        finish_element (converter->arena, g_array_index (open, Open, open->len - 1).node, vocabulary);
        g_array_set_size (open, open->len - 1);
    }
    return copy;
}
