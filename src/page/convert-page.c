/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "convert.h"

/* The conversion from its start to its end: what is to be known before, and what is put right behind it. */

typedef struct {
    guint line, count;
} Loss;

void
convert_note_loss (Converter *converter, const char *name, guint line)
{
    Loss *loss = g_hash_table_lookup (converter->losses, name);

    if (loss == NULL) {
        loss = arena_make (converter->arena, Loss);
        loss->line = line;
        g_hash_table_insert (converter->losses, arena_strdup (converter->arena, name), loss);
    }
    loss->count++;
}

void
convert_take (Converter *converter, const DomNode *node)
{
    converter->page->dropped.taken[node->index] = TRUE;
}

void
convert_take_all (Converter *converter, const DomNode *node, gboolean is_taken)
{
    memset (converter->page->dropped.taken + node->index, is_taken, node->end - node->index);
}

void
convert_replace (Converter *converter, const DomNode *node)
{
    memset (converter->page->dropped.kinds + node->index, DROPPED_DETAILS, node->end - node->index);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (a, b);
}

static void
report_losses (const Converter *converter)
{
    g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (converter->losses), compare_names);

    for (const GList *name = names; name != NULL; name = name->next) {
        const Loss *loss = g_hash_table_lookup (converter->losses, name->data);

        if (loss->count == 1)
            report_note (converter->page->book->report, NOTE_ELEMENT_DROPPED, converter->page->path, loss->line, "%s",
                         (const char *) name->data);
        else
            report_note (converter->page->book->report, NOTE_ELEMENT_DROPPED, converter->page->path, loss->line,
                         "%s, %u times", (const char *) name->data, loss->count);
    }
}

/* The level of a heading is one more than that of the nearest one before it that stands above it: so there are
 * no gaps, and the article's title is level 1. */
static void
number_headings (Node *root)
{
    int open[8], n_open = 0;

    for (Node *node = root; node != NULL; node = node_next (node, root)) {
        if (node->kind != NODE_HEADING)
            continue;
        while (n_open > 0 && open[n_open - 1] >= node->heading.level)
            n_open--;
        open[n_open++] = node->heading.level;
        node->heading.level = MIN (n_open + 1, 6);
    }
}

/* The links of the page to its own parts; what they name becomes a target. */
static GPtrArray *
find_inner_links (Converter *converter)
{
    GPtrArray *links = g_ptr_array_new ();

    for (const DomNode *node = converter->page->document->root; node != NULL;
         node = dom_next (node, converter->page->document->root)) {
        const char *href = node->tag == DOM_TAG_A ? dom_attribute (node, "href") : NULL;
        g_autofree char *fragment = href != NULL ? link_fragment (converter->page, href) : NULL;

        if (fragment == NULL)
            continue;
        g_hash_table_add (converter->ids, g_steal_pointer (&fragment));
        g_ptr_array_add (links, (gpointer) node);
    }
    return links;
}

void
page_convert (Page *page)
{
    Article *article = page->article;
    g_autoptr (Targets) targets = targets_new (article->arena);
    g_autoptr (GHashTable) losses = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Converter converter = { .page = page, .arena = article->arena, .targets = targets, .ids = ids, .losses = losses };
    g_autoptr (GPtrArray) links = find_inner_links (&converter);

    converter.notes = notes_find (&converter, links);
    converter.builder = builder_new (article->arena, article->root, targets);
    if (page->lead != NULL)
        convert_add_figure (&converter, page->lead, 0);
    convert_walk (&converter, page->document->root, convert_keeps (&converter, page->document->root, FALSE));
    builder_free (converter.builder);
    notes_append (&converter);
    number_headings (article->root);
    targets_resolve (targets, article->root);
    notes_free (converter.notes);
    report_losses (&converter);
}
