/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "main.h"

/* An account of the page's text: whatever the conversion has not taken was left out, and is told. */

#define KIND_NAME(id, name) [DROPPED_##id] = name,
static const char *const kind_names[N_DROPPED_KINDS] = { DROPPED_KINDS (KIND_NAME) };
#undef KIND_NAME

/* A stretch of text of one kind, as it is read: blocks that are done, and the one that is not. */
typedef struct {
    Page *page;
    GString *blocks, *block;
    const DomNode *element; /* that the block stands in */
    DroppedKind kind;
    guint line, n_words;
} Stretch;

void
dropped_begin (Page *page, Arena *arena)
{
    const DomDocument *document = page->document;
    guint8 *kinds = arena_alloc (arena, document->n_nodes);

    page->dropped.taken = arena_alloc (arena, document->n_nodes);
    page->dropped.kinds = kinds;
    for (const DomNode *node = document->root, *next; node != NULL; node = next) {
        gboolean is_detail = page->marks[node->index] == PAGE_DROP;

        if (is_detail)
            memset (kinds + node->index, DROPPED_DETAILS, node->end - node->index);
        next = is_detail ? dom_skip (node, document->root) : dom_next (node, document->root);
    }
}

/* What an element holds that is no block of text. */
static DroppedKind
kind_of_element (const DomNode *element)
{
    switch (element->tag) {
    case DOM_TAG_BUTTON:
    case DOM_TAG_DATALIST:
    case DOM_TAG_INPUT:
    case DOM_TAG_LABEL:
    case DOM_TAG_METER:
    case DOM_TAG_PROGRESS:
    case DOM_TAG_SELECT:
    case DOM_TAG_TEXTAREA: return DROPPED_FIELDS;
    case DOM_TAG_AUDIO:
    case DOM_TAG_CANVAS:
    case DOM_TAG_IFRAME:
    case DOM_TAG_OBJECT:
    case DOM_TAG_VIDEO: return DROPPED_EMBEDDED;
    case DOM_TAG_AREA:
    case DOM_TAG_IMG: return DROPPED_PICTURES;
    case DOM_TAG_DIALOG: return DROPPED_NOTICES;
    case DOM_TAG_NOSCRIPT: return DROPPED_NOSCRIPT;
    case DOM_TAG_SVG: return DROPPED_DRAWINGS;
    case DOM_TAG_TEMPLATE: return DROPPED_TEMPLATES;
    default: return DROPPED_OTHER;
    }
}

/* The kind of the node as those around it say, which are known already. */
static DroppedKind
kind_of (const Page *page, const DomNode *node)
{
    guint8 *kind = &page->dropped.kinds[node->index];
    DroppedKind own = node->kind == DOM_ELEMENT ? kind_of_element (node) : DROPPED_OTHER;

    if (*kind != DROPPED_DETAILS && own != DROPPED_OTHER)
        *kind = (guint8) own;
    else if (*kind == DROPPED_OTHER && node->parent != NULL)
        *kind = page->dropped.kinds[node->parent->index];
    return *kind;
}

/* What nobody ever sees of a page. */
static gboolean
is_unseen (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_IFRAME:
    case DOM_TAG_NOEMBED:
    case DOM_TAG_NOFRAMES:
    case DOM_TAG_SCRIPT:
    case DOM_TAG_STYLE:
    case DOM_TAG_TITLE: return node->space == DOM_HTML || node->tag != DOM_TAG_TITLE;
    default: return FALSE;
    }
}

static gboolean
is_button (const DomNode *input)
{
    return dom_attribute_has (input, "type", "submit") || dom_attribute_has (input, "type", "button")
           || dom_attribute_has (input, "type", "reset");
}

/* What an element shows that holds no text. */
static const char *
text_of_element (const DomNode *element)
{
    switch (element->tag) {
    case DOM_TAG_AREA:
    case DOM_TAG_IMG: return dom_attribute (element, "alt");
    case DOM_TAG_IFRAME: return dom_attribute (element, "title");
    case DOM_TAG_INPUT: return dom_attribute (element, is_button (element) ? "value" : "alt");
    default: return NULL;
    }
}

static void
end_block (Stretch *stretch)
{
    g_autofree char *clean = NULL;

    if (stretch->block->len == 0)
        return;
    if (stretch->page->book->options.is_for_inspection) {
        clean = text_clean (stretch->block->str, (gssize) stretch->block->len);
        g_string_append_printf (stretch->blocks, "%s%s", stretch->blocks->len > 0 ? "\n" : "", clean);
    }
    stretch->n_words += text_n_words (stretch->block->str);
    g_string_truncate (stretch->block, 0);
}

static void
end_stretch (Stretch *stretch)
{
    end_block (stretch);
    stretch->page->dropped.n_words[stretch->kind] += stretch->n_words;
    if (stretch->blocks->len > 0)
        article_add_dropped (stretch->page->article, kind_names[stretch->kind], stretch->line, stretch->blocks->str);
    g_string_truncate (stretch->blocks, 0);
    stretch->n_words = 0;
}

static void
add (Stretch *stretch, const DomNode *node, DroppedKind kind, const char *text, gsize length)
{
    const DomNode *element = measure_block_element (node);

    if (kind != stretch->kind)
        end_stretch (stretch);
    else if (element != stretch->element)
        end_block (stretch);
    if (stretch->n_words == 0 && stretch->block->len == 0)
        stretch->line = node->line;
    stretch->kind = kind;
    stretch->element = element;
    g_string_append_len (stretch->block, text, (gssize) length);
}

static void
read_element (Stretch *stretch, const DomNode *element, DroppedKind kind)
{
    const char *text = text_of_element (element);

    if (!measure_is_inline (element->tag) || dom_is (element, DOM_TAG_BR) || element->space == DOM_SVG)
        end_block (stretch);
    else if ((dom_is (element, DOM_TAG_A) || dom_is (element, DOM_TAG_IMG)) && stretch->block->len > 0)
        g_string_append_c (stretch->block, ' '); /* a style may do that on the page */
    if (text == NULL || text_is_blank (text, -1) || stretch->page->dropped.taken[element->index])
        return;
    end_block (stretch);
    add (stretch, element, kind, text, strlen (text));
    end_block (stretch);
}

static void
read_text (Stretch *stretch, const DomNode *node, DroppedKind kind)
{
    if (stretch->page->dropped.taken[node->index])
        end_stretch (stretch);
    else if (!text_is_blank (node->text, (gssize) node->length))
        add (stretch, node, kind, node->text, node->length);
    else if (stretch->block->len > 0)
        g_string_append_c (stretch->block, ' ');
}

void
dropped_add_up (Page *page)
{
    g_autoptr (GString) blocks = g_string_new (NULL), block = g_string_new (NULL);
    Stretch stretch = { .page = page, .blocks = blocks, .block = block };
    const DomNode *root = page->document->root;

    for (const DomNode *node = root, *next; node != NULL && (page->end == 0 || node->index < page->end); node = next) {
        DroppedKind kind = kind_of (page, node);

        if (node->index >= page->first && node->kind == DOM_ELEMENT)
            read_element (&stretch, node, kind);
        else if (node->index >= page->first && node->kind == DOM_TEXT)
            read_text (&stretch, node, kind);
        next = is_unseen (node) ? dom_skip (node, root) : dom_next (node, root);
    }
    end_stretch (&stretch);
}

static void
append_kind (const Page *page, GString *list, DroppedKind kind)
{
    guint n_words = page->dropped.n_words[kind];

    if (n_words > 0)
        g_string_append_printf (list, "%s%s %u", list->len > 0 ? ", " : "", kind_names[kind], n_words);
}

/* Of the details nothing is lost: the book has them elsewhere. */
void
dropped_note (const Page *page)
{
    g_autoptr (GString) list = g_string_new (NULL);
    guint n_words = 0;

    for (guint i = 0; i < N_DROPPED_KINDS; i++)
        n_words += i != DROPPED_DETAILS ? page->dropped.n_words[i] : 0;
    if (n_words == 0)
        return;
    for (guint i = DROPPED_OTHER + 1; i < N_DROPPED_KINDS; i++)
        if (i != DROPPED_DETAILS)
            append_kind (page, list, i);
    append_kind (page, list, DROPPED_OTHER);
    report_note (page->book->report, NOTE_BOILERPLATE_DROPPED, page->path, 0, "%u words (%s)", n_words, list->str);
}

guint
dropped_tell_all (Page *page, DroppedKind kind)
{
    gsize n_nodes = page->document->n_nodes;
    g_autofree guint8 *taken = g_malloc0 (n_nodes), *kinds = g_malloc (n_nodes);
    guint n_words = 0;

    memset (kinds, (int) kind, n_nodes);
    page->dropped.taken = taken;
    page->dropped.kinds = kinds;
    dropped_add_up (page);
    for (guint i = 0; i < N_DROPPED_KINDS; i++)
        n_words += page->dropped.n_words[i];
    return n_words;
}
