/* SPDX-License-Identifier: MIT */
#include "dump.h"

#include "book.h"

static void
append_field (GString *dump, const char *name, const char *value)
{
    if (value != NULL)
        g_string_append_printf (dump, "  %s \"%s\"\n", name, value);
}

static void
append_metadata (GString *dump, const Article *article)
{
    const Metadata *metadata = &article->metadata;

    g_string_append_printf (dump, "article \"%s\"\n", metadata->title);
    append_field (dump, "part", article->part);
    append_field (dump, "dek", metadata->dek);
    for (char **author = metadata->authors; *author != NULL; author++)
        append_field (dump, "author", *author);
    append_field (dump, "publication", metadata->publication);
    append_field (dump, "dateline", metadata->dateline);
    append_field (dump, "published", metadata->published);
    append_field (dump, "url", metadata->url);
    append_field (dump, "saved", article->origin.saved);
    append_field (dump, "rights", metadata->rights);
    append_field (dump, "note", metadata->editors_note);
}

static void
append_text (GString *dump, const Node *node)
{
    g_autofree char *text = node_text (node);

    g_string_append_printf (dump, " \"%s\"", text);
}

/* The one inline that says nothing by its kind alone is plain text: a block of nothing else is one line. */
static gboolean
is_plain (const Node *block)
{
    return node_holds_inlines (block) && block->first == block->last && block->first->kind == NODE_TEXT;
}

static const char *
reference_name (ReferenceKind kind)
{
    switch (kind) {
    case REFERENCE_PLAIN: return "plain";
    case REFERENCE_TERM: return "term";
    case REFERENCE_SOURCE: return "source";
    case REFERENCE_NOTE: return "note";
    case REFERENCE_BACK: return "back";
    }
    g_assert_not_reached ();
}

static void
append_list (GString *dump, const Node *list)
{
    static const char *const numbers[] = { "", " letters", " LETTERS", " roman", " ROMAN" };

    if (!list->list.is_ordered)
        return;
    g_string_append_printf (dump, " from %d%s%s", list->list.start, numbers[list->list.numbers],
                            list->list.is_reversed ? " reversed" : "");
}

static void
append_cell (GString *dump, const Node *cell)
{
    static const char *const scopes[] = { "", " of column", " of row" };

    g_string_append (dump, scopes[cell->cell.scope]);
    if (cell->cell.n_columns > 1 || cell->cell.n_rows > 1)
        g_string_append_printf (dump, " %ux%u", cell->cell.n_columns, cell->cell.n_rows);
}

static void
append_image (GString *dump, const Node *node)
{
    const Picture *picture = node->image.picture;

    if (picture != NULL)
        g_string_append_printf (dump, " %s %ux%u", picture_media_type (picture->format), picture->width,
                                picture->height);
    if (node->image.origin->source != NULL)
        g_string_append_printf (dump, " <%s>", node->image.origin->source);
    if (node->image.alt != NULL)
        g_string_append_printf (dump, " \"%s\"", node->image.alt);
}

static void
append_foreign (GString *dump, const Node *node)
{
    g_string_append_printf (dump, " %s", node->foreign.name);
    for (guint i = 0; i < node->foreign.n_attributes; i++)
        g_string_append_printf (dump, " %s=\"%s\"", node->foreign.attributes[i].name,
                                node->foreign.attributes[i].value);
}

static void
append_language (GString *dump, const Node *node)
{
    static const char *const directions[] = { "", " ltr", " rtl", " auto" };

    if (node->language != NULL)
        g_string_append_printf (dump, " in %s", node->language);
    g_string_append (dump, directions[node->direction]);
}

static void
append_particulars (GString *dump, const Node *node)
{
    static const char *const rows[] = { " head", " body", " foot" };

    append_language (dump, node);
    switch (node->kind) {
    case NODE_HEADING: g_string_append_printf (dump, " %d", node->heading.level); break;
    case NODE_LIST: append_list (dump, node); break;
    case NODE_ITEM:
        if (node->item.value != 0)
            g_string_append_printf (dump, " %d", node->item.value);
        break;
    case NODE_ASIDE: g_string_append (dump, node->aside.is_pull_quote ? " pull-quote" : ""); break;
    case NODE_ROWS: g_string_append (dump, rows[node->rows.kind]); break;
    case NODE_CELL: append_cell (dump, node); break;
    case NODE_ICON:
    case NODE_IMAGE: append_image (dump, node); break;
    case NODE_ABBREVIATION: g_string_append_printf (dump, " (%s)", node->abbreviation.title); break;
    case NODE_FOREIGN: append_foreign (dump, node); break;
    case NODE_LINK: g_string_append_printf (dump, " <%s>", node->link.url); break;
    case NODE_REFERENCE: g_string_append_printf (dump, " %s", reference_name (node->reference.kind)); break;
    default: break;
    }
    if (node->kind == NODE_TEXT || is_plain (node))
        append_text (dump, node);
}

static void
append_tree (GString *dump, const Node *root)
{
    int depth = 1;

    for (const Node *node = root->first; node != NULL;) {
        g_string_append_printf (dump, "%*s%s", 2 * depth, "", node_kind_name (node->kind));
        append_particulars (dump, node);
        g_string_append_c (dump, '\n');
        if (node->first != NULL && !is_plain (node)) {
            node = node->first;
            depth++;
            continue;
        }
        while (node != root && node->next == NULL) {
            node = node->parent;
            depth--;
        }
        node = node == root ? NULL : node->next;
    }
}

static void
append_caption (GString *dump, const Caption *caption)
{
    const struct {
        const char *name, *value;
    } fields[] = {
        { "photographer", caption->photographer },
        { "agency", caption->agency },
        { "date", caption->date },
        { "place", caption->place },
        { "rights", caption->rights },
        { "position", caption->position },
    };
    gsize start = dump->len;

    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        if (fields[i].value != NULL)
            g_string_append_printf (dump, "%s %s=\"%s\"", dump->len == start ? "  credit" : "", fields[i].name,
                                    fields[i].value);
    if (dump->len > start)
        g_string_append_c (dump, '\n');
}

static void
append_term (GString *dump, const Term *term)
{
    g_string_append_printf (dump, "  %s \"%s\"", term_kind_name (term->kind), term->term);
    if (term->expansion != NULL)
        g_string_append_printf (dump, " expansion=\"%s\"", term->expansion);
    if (term->definition != NULL)
        g_string_append_printf (dump, " definition=\"%s\"", term->definition);
    if (term->stated_by != NULL)
        g_string_append_printf (dump, " stated-by=\"%s\"", term->stated_by);
    for (char **see = term->see; see != NULL && *see != NULL; see++)
        g_string_append_printf (dump, " see=\"%s\"", *see);
    g_string_append_c (dump, '\n');
}

static void
append_source (GString *dump, const Source *source)
{
    g_string_append_printf (dump, "  %s \"%s\"", source_kind_name (source->kind), source->name);
    if (source->role != NULL)
        g_string_append_printf (dump, " role=\"%s\"", source->role);
    g_string_append_printf (dump, " quotes=%u cited=%u\n", source->n_quotes, source->cited->len);
}

static void
append_link (GString *dump, const Link *link)
{
    g_string_append_printf (dump, "  link \"%s\" <%s> number=%u cited=%u\n", link->title, link->url, link->number,
                            link->cited->len);
}

void
dump_article (GString *dump, const Article *article)
{
    append_metadata (dump, article);
    append_tree (dump, article->root);
    for (guint i = 0; i < article->captions->len; i++)
        append_caption (dump, g_ptr_array_index (article->captions, i));
    for (guint i = 0; i < article->terms->len; i++)
        append_term (dump, g_ptr_array_index (article->terms, i));
    for (guint i = 0; i < article->sources->len; i++)
        append_source (dump, g_ptr_array_index (article->sources, i));
    for (guint i = 0; i < article->links->len; i++)
        append_link (dump, g_ptr_array_index (article->links, i));
}
