/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "dom/dom.h"

/* Prints documents as html5lib-tests write their trees, for tests/bench/html5lib.  Standard input holds any number
 * of them, each after a line with its length in bytes; so does standard output with the trees.  With --quiet it
 * parses only, for tests/growth. */

/* In SVG and MathML a prefix that has a name space is set off. */
static gboolean
has_space (const DomNode *node, const char *name)
{
    return node->space != DOM_HTML
           && (g_str_has_prefix (name, "xlink:") || strcmp (name, "xml:lang") == 0 || strcmp (name, "xml:space") == 0
               || strcmp (name, "xmlns:xlink") == 0);
}

static int
compare_lines (const void *a, const void *b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
dump_attributes (GString *out, const DomNode *node, const char *indent, guint depth)
{
    g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < node->n_attributes; i++) {
        const DomAttribute *attribute = &node->attributes[i];
        char *line = g_strdup_printf ("| %.*s%s=\"%s\"\n", depth, indent, attribute->name, attribute->value);

        if (has_space (node, attribute->name))
            *strchr (line, ':') = ' ';
        g_ptr_array_add (lines, line);
    }
    g_ptr_array_sort (lines, compare_lines);
    for (guint i = 0; i < lines->len; i++)
        g_string_append (out, g_ptr_array_index (lines, i));
}

static void
dump_element (GString *out, const DomNode *node, const char *indent, guint depth)
{
    static const char *const spaces[] = { "", "svg ", "math ", "" };

    g_string_append_printf (out, "| %.*s<%s%s>\n", depth, indent, spaces[node->space], node->name);
    dump_attributes (out, node, indent, depth + 2);
    if (node->tag == DOM_TAG_TEMPLATE)
        g_string_append_printf (out, "| %.*scontent\n", depth + 2, indent);
}

static void
dump_node (GString *out, const DomNode *node, const char *indent, guint depth)
{
    if (node->kind == DOM_ELEMENT) {
        dump_element (out, node, indent, depth);
        return;
    }
    g_string_append_printf (out, "| %.*s%s", depth, indent, node->kind == DOM_TEXT ? "\"" : "<!-- ");
    g_string_append_len (out, node->text, (gssize) node->length);
    g_string_append (out, node->kind == DOM_TEXT ? "\"\n" : " -->\n");
}

static void
dump (Arena *arena, const char *text, gsize length)
{
    const DomDocument *document = dom_parse_html (arena, text, length);
    g_autofree char *indent = g_strnfill (4 * DOM_DEPTH, ' ');
    g_autoptr (GString) out = g_string_new (NULL);

    if (document->doctype != NULL)
        g_string_append_printf (out, "| <!DOCTYPE %s>\n", document->doctype);
    for (const DomNode *node = document->root->first; node != NULL; node = dom_next (node, document->root)) {
        guint depth = 0;

        for (const DomNode *above = node->parent; above != document->root; above = above->parent)
            depth += above->tag == DOM_TAG_TEMPLATE ? 4 : 2;
        dump_node (out, node, indent, depth);
    }
    printf ("%zu\n", out->len);
    fwrite (out->str, 1, out->len, stdout);
}

int
main (int argc, char **argv)
{
    gsize length;

    while (scanf ("%zu", &length) == 1) {
        g_autoptr (Arena) arena = arena_new ();
        g_autofree char *text = g_malloc (length + 1); /* not terminated: a sanitizer sees what reads on */

        getchar ();
        if (fread (text, 1, length, stdin) != length)
            return 1;
        if (argc == 1)
            dump (arena, text, length);
        else
            dom_parse_html (arena, text, length);
    }
    return 0;
}
