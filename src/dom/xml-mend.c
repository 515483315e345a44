/* SPDX-License-Identifier: MIT */
#include "xml.h"

#include <string.h>

/* XML that is not well-formed, as feeds often are: a bare &, a br that nobody closed, an attribute without quotes.
 * HTML's tokenizer knows what to make of those; elements nest as XML's do. */

typedef struct {
    Slice prefix;
    DomSpace space;
} Binding;

typedef struct {
    XmlTree tree;
    Tokens tokens;
    const char *counted; /* up to which lines are counted */
    guint line;
    Slice names[DOM_DEPTH];   /* of what is open, with their prefixes */
    guint n_bound[DOM_DEPTH]; /* bindings before those */
    Binding bindings[MAX_BINDINGS];
    guint n_bindings;
    gsize n_too_deep; /* elements that are open below those and are no nodes */
} Mending;

static gboolean
slices_are_equal (Slice a, Slice b)
{
    return a.length == b.length && memcmp (a.text, b.text, a.length) == 0;
}

static guint
line_of (Mending *mending, const char *at)
{
    for (const char *p = mending->counted; p < at && (p = memchr (p, '\n', (gsize) (at - p))) != NULL; p++)
        mending->line++;
    mending->counted = MAX (at, mending->counted);
    return mending->line;
}

/* Divides "dc:title" into its prefix and the rest. */
static Slice
split_name (Slice *name)
{
    const char *colon = memchr (name->text, ':', name->length);
    Slice prefix = { name->text, colon != NULL ? (gsize) (colon - name->text) : 0 };

    if (colon != NULL && prefix.length + 1 < name->length)
        *name = (Slice){ colon + 1, name->length - prefix.length - 1 };
    return prefix;
}

static DomSpace
find_space (const Mending *mending, Slice prefix)
{
    for (guint i = mending->n_bindings; i > 0; i--)
        if (slices_are_equal (mending->bindings[i - 1].prefix, prefix))
            return mending->bindings[i - 1].space;
    return prefix.length > 0 ? xml_space_of_prefix (prefix) : DOM_NONE;
}

/* Takes the namespace that the attribute declares, if it does. */
static void
bind (Mending *mending, Slice name, const char *value)
{
    static const Slice xmlns = { "xmlns", 5 };
    Slice prefix = split_name (&name);

    if (slices_are_equal (prefix, xmlns))
        prefix = name;
    else if (prefix.length > 0 || !slices_are_equal (name, xmlns))
        return;
    if (mending->n_bindings < MAX_BINDINGS)
        mending->bindings[mending->n_bindings++] = (Binding){ prefix, xml_space_of_address (value) };
}

static gboolean
has_attribute (const RawAttribute *attributes, guint n_attributes, Slice name)
{
    for (guint i = 0; i < n_attributes; i++)
        if (slices_are_equal (attributes[i].name, name))
            return TRUE;
    return FALSE;
}

/* Of attributes of one name the first counts. */
static guint
copy_attributes (Mending *mending, const Token *token, DomAttribute *to)
{
    Arena *arena = mending->tree.arena;
    guint n = 0;

    for (guint i = 0; i < token->n_attributes; i++) {
        const RawAttribute *from = &token->attributes[i];

        if (has_attribute (token->attributes, i, from->name))
            continue;
        to[n] = (DomAttribute){ arena_strndup (arena, from->name.text, from->name.length),
                                xml_copy_value (arena, from->value) };
        bind (mending, from->name, to[n++].value);
    }
    return n;
}

static void
close_element (Mending *mending)
{
    xml_tree_close (&mending->tree);
    mending->n_bindings = mending->n_bound[mending->tree.depth];
}

static void
read_start_tag (Mending *mending, const Token *token)
{
    XmlTree *tree = &mending->tree;
    Slice name = token->name, prefix = split_name (&name);
    DomAttribute *attributes;
    DomNode *node;
    guint n_attributes;

    if (tree->depth == DOM_DEPTH) {
        tree->document->n_flattened++;
        mending->n_too_deep += !token->is_self_closing;
        return;
    }
    mending->names[tree->depth] = token->name;
    mending->n_bound[tree->depth] = mending->n_bindings;
    attributes = arena_alloc (tree->arena, token->n_attributes * sizeof *attributes);
    n_attributes = copy_attributes (mending, token, attributes);
    node = xml_tree_open (tree, arena_strndup (tree->arena, name.text, name.length), find_space (mending, prefix),
                          line_of (mending, token->start));
    node->attributes = attributes;
    node->n_attributes = n_attributes;
    if (token->is_self_closing)
        close_element (mending);
}

/* Closes the element of that name, and those inside it that nobody closed; an end without a beginning says
 * nothing. */
static void
read_end_tag (Mending *mending, const Token *token)
{
    guint depth = mending->tree.depth;

    if (mending->n_too_deep > 0) {
        mending->n_too_deep--;
        return;
    }
    while (depth > 0 && !slices_are_equal (mending->names[depth - 1], token->name))
        depth--;
    while (depth > 0 && mending->tree.depth >= depth)
        close_element (mending);
}

static void
read_token (Mending *mending, const Token *token)
{
    Slice text = token->text;

    switch (token->kind) {
    case TOKEN_START: read_start_tag (mending, token); break;
    case TOKEN_END: read_end_tag (mending, token); break;
    case TOKEN_TEXT: xml_tree_text (&mending->tree, text.text, text.length, line_of (mending, token->start)); break;
    case TOKEN_COMMENT:
        if (token->start[1] == '!')
            xml_tree_comment (&mending->tree, text.text, text.length, line_of (mending, token->start));
        break;
    case TOKEN_DOCTYPE:
    case TOKEN_EOF: break;
    }
}

DomDocument *
xml_mend (Arena *arena, const char *text, gsize length, guint line)
{
    g_autofree Mending *mending = g_new0 (Mending, 1);
    Tokens *tokens = &mending->tokens;
    Token token;

    xml_tree_init (&mending->tree, arena);
    tokens_init (tokens, text, length);
    tokens->allows_cdata = TRUE;
    mending->counted = text;
    mending->line = line;
    do {
        tokens_next (tokens, &token);
        read_token (mending, &token);
        if (tokens->unclosed != NULL && mending->tree.document->unclosed == 0)
            mending->tree.document->unclosed = line_of (mending, token.start);
    } while (token.kind != TOKEN_EOF);
    return xml_tree_finish (&mending->tree);
}
