/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "convert.h"
#include "lang/lang.h"

/* A footnote: an element that a small link in the text, its mark, leads to. */
typedef struct {
    const DomNode *target;
    const DomNode *body; /* the block around the target, or it itself */
    const char *id;
    char *text;       /* of the mark, without brackets */
    GPtrArray *marks; /* DomNode */
    Node *first_mark; /* in the text, or NULL */
    gboolean is_shared;
} Note;

struct _Notes {
    GHashTable *targets; /* id -> DomNode */
    GHashTable *bodies;  /* DomNode -> Note */
    GHashTable *marks;   /* DomNode -> Note */
    GHashTable *holders; /* DomNode: what is there for the sake of marks, or of a note's number, only */
    GPtrArray *list;     /* Note, in the order of their first marks */
    Node *heading;       /* the last one before the notes */
    const Note *current; /* that is being added */
};

/* A mark is short: "12", "[3]", "*", "b". */
#define MARK_BYTES 12
/* What holds one or a few of them is, too. */
#define HOLDER_BYTES 40
/* A note that has more nodes is a part of the article. */
#define NOTE_NODES 1000

static void
note_free (gpointer data)
{
    Note *note = data;

    g_free (note->text);
    g_ptr_array_unref (note->marks);
    g_free (note);
}

void
notes_free (Notes *notes)
{
    g_hash_table_unref (notes->targets);
    g_hash_table_unref (notes->bodies);
    g_hash_table_unref (notes->marks);
    g_hash_table_unref (notes->holders);
    g_ptr_array_unref (notes->list);
    g_free (notes);
}

static gboolean
has_word (const DomNode *element, const char *const *words, guint n_words)
{
    static const char *const attributes[] = { "class", "epub:type", "role", "rel" };

    for (guint i = 0; i < n_words; i++)
        for (guint j = 0; j < G_N_ELEMENTS (attributes); j++)
            if (dom_attribute_has (element, attributes[j], words[i]))
                return TRUE;
    return FALSE;
}

/* Words of the vocabularies that say so, and those of the common converters of plain text. */
static gboolean
is_called_mark (const DomNode *link)
{
    static const char *const words[] = { "noteref",     "doc-noteref",        "footnote",        "footnote-ref",
                                         "footnoteref", "footnote-reference", "footnote-anchor", "footnote-link" };

    return has_word (link, words, G_N_ELEMENTS (words));
}

static gboolean
is_called_back_link (const DomNode *element)
{
    static const char *const words[] = { "backlink",        "doc-backlink",     "footnote-back",   "footnote-backref",
                                         "footnote-return", "mw-cite-backlink", "reversefootnote", "cite-backlink" };

    return has_word (element, words, G_N_ELEMENTS (words));
}

/* The nearest element around the link that raises its text, or the one in it. */
static const DomNode *
raising (const DomNode *link)
{
    const DomNode *node = link;

    for (guint i = 0; i < 3 && node != NULL; i++, node = node->parent)
        if (node->tag == DOM_TAG_SUP)
            return node;
    return dom_find (link, DOM_TAG_SUP);
}

static char *
without_brackets (const char *text)
{
    gsize start = strspn (text, "[( "), length = strlen (text);

    while (length > start && strchr ("]). ", text[length - 1]) != NULL)
        length--;
    return g_strndup (text + start, length - start);
}

/* A number, a letter or a sign. */
static gboolean
is_mark_text (const char *text)
{
    gsize n_digits = strspn (text, "0123456789");

    if (*text == '\0' || strlen (text) > MARK_BYTES)
        return FALSE;
    return text[n_digits] == '\0' || (!g_ascii_isdigit (*text) && g_utf8_strlen (text, -1) <= 2)
           || strspn (text, "ivxlc") == strlen (text);
}

/* The text of the mark that the link is, or NULL. */
static char *
mark_text (const DomNode *link)
{
    g_autofree char *text = NULL, *bare = NULL;

    if (link->end - link->index > 10)
        return NULL;
    text = dom_text (link);
    bare = without_brackets (text);
    if (!is_mark_text (bare))
        return NULL;
    if (is_called_mark (link) || raising (link) != NULL || (*text == '[' && g_ascii_isdigit (*bare)))
        return g_steal_pointer (&bare);
    return NULL;
}

static gboolean
is_inline (const DomNode *element)
{
    switch (element->tag) {
    case DOM_TAG_A:
    case DOM_TAG_B:
    case DOM_TAG_CITE:
    case DOM_TAG_EM:
    case DOM_TAG_FONT:
    case DOM_TAG_I:
    case DOM_TAG_SMALL:
    case DOM_TAG_SPAN:
    case DOM_TAG_STRONG:
    case DOM_TAG_SUP: return TRUE;
    default: return FALSE;
    }
}

static const DomNode *
next_element (const DomNode *node)
{
    do
        node = node->next;
    while (node != NULL && node->kind != DOM_ELEMENT);
    return node;
}

/* The block that the target is or stands in, when it can be a note. */
static const DomNode *
body_of (Notes *notes, const DomNode *target)
{
    const DomNode *body = target;

    while (body != NULL && is_inline (body))
        body = body->parent;
    if (body != NULL && body->tag == DOM_TAG_DT) { /* the number stands before the note */
        const DomNode *description = next_element (body);

        if (description != NULL && description->tag == DOM_TAG_DD)
            g_hash_table_add (notes->holders, (gpointer) body);
        body = description;
    }
    if (body == NULL || body->end - body->index > NOTE_NODES)
        return NULL;
    switch (body->tag) {
    case DOM_TAG_ASIDE:
    case DOM_TAG_DD:
    case DOM_TAG_DIV:
    case DOM_TAG_LI:
    case DOM_TAG_P: return body;
    default: return NULL;
    }
}

static void
add_holder (Notes *notes, const DomNode *mark)
{
    const DomNode *holder = raising (mark);
    g_autofree char *text = NULL;

    if (holder == NULL || dom_is_within (holder, mark) || holder->end - holder->index > HOLDER_BYTES)
        return;
    text = dom_text (holder);
    if (strlen (text) <= HOLDER_BYTES)
        g_hash_table_add (notes->holders, (gpointer) holder);
}

static void
add_mark (Notes *notes, const DomNode *mark, const DomNode *target, const char *id)
{
    g_autofree char *text = target->index > mark->index ? mark_text (mark) : NULL;
    const DomNode *body = text != NULL ? body_of (notes, target) : NULL;
    Note *note = body != NULL ? g_hash_table_lookup (notes->bodies, body) : NULL;

    if (body == NULL || dom_is_within (mark, body))
        return;
    if (note == NULL) {
        note = g_new0 (Note, 1);
        note->target = target;
        note->body = body;
        note->id = id;
        note->text = g_steal_pointer (&text);
        note->marks = g_ptr_array_new ();
        g_hash_table_insert (notes->bodies, (gpointer) body, note);
        g_ptr_array_add (notes->list, note);
    }
    note->is_shared = note->is_shared || note->target != target;
    g_ptr_array_add (note->marks, (gpointer) mark);
    g_hash_table_insert (notes->marks, (gpointer) mark, note);
}

/* What several notes share is none, and neither is a part of another note. */
static gboolean
is_sound (const Notes *notes, const Note *note)
{
    if (note->is_shared)
        return FALSE;
    for (const DomNode *node = note->body->parent; node != NULL; node = node->parent)
        if (g_hash_table_contains (notes->bodies, node))
            return FALSE;
    return TRUE;
}

static void
forget_marks (Notes *notes, const Note *note)
{
    for (guint i = 0; i < note->marks->len; i++)
        g_hash_table_remove (notes->marks, g_ptr_array_index (note->marks, i));
}

static void
drop_unsound (Notes *notes)
{
    GPtrArray *sound = g_ptr_array_new_with_free_func (note_free);

    for (guint i = 0; i < notes->list->len; i++) {
        Note *note = g_ptr_array_index (notes->list, i);

        note->is_shared = !is_sound (notes, note);
    }
    g_ptr_array_set_free_func (notes->list, NULL);
    for (guint i = 0; i < notes->list->len; i++) {
        Note *note = g_ptr_array_index (notes->list, i);

        if (!note->is_shared) {
            g_ptr_array_add (sound, note);
            continue;
        }
        forget_marks (notes, note);
        g_hash_table_remove (notes->bodies, note->body);
        note_free (note);
    }
    g_ptr_array_unref (notes->list);
    notes->list = sound;
}

static void
find_targets (Notes *notes, const Converter *converter)
{
    const DomNode *root = converter->page->document->root;

    for (const DomNode *node = root; node != NULL; node = dom_next (node, root)) {
        const char *id = node->n_attributes > 0 ? dom_attribute (node, "id") : NULL;

        if (id == NULL && node->tag == DOM_TAG_A)
            id = dom_attribute (node, "name");
        if (id != NULL && g_hash_table_contains (converter->ids, id) && !g_hash_table_contains (notes->targets, id))
            g_hash_table_insert (notes->targets, (gpointer) id, (gpointer) node);
    }
}

Notes *
notes_find (Converter *converter, const GPtrArray *links)
{
    Notes *notes = g_new0 (Notes, 1);

    notes->targets = g_hash_table_new (g_str_hash, g_str_equal);
    notes->bodies = g_hash_table_new (NULL, NULL);
    notes->marks = g_hash_table_new (NULL, NULL);
    notes->holders = g_hash_table_new (NULL, NULL);
    notes->list = g_ptr_array_new_with_free_func (note_free);
    if (links->len > 0)
        find_targets (notes, converter);
    for (guint i = 0; i < links->len; i++) {
        const DomNode *link = g_ptr_array_index (links, i), *target;
        g_autofree char *id = link_fragment (converter->page, dom_attribute (link, "href"));

        target = g_hash_table_lookup (notes->targets, id);
        if (target != NULL && page_keeps (converter->page, link))
            add_mark (notes, link, target, g_hash_table_lookup (converter->ids, id));
    }
    drop_unsound (notes);
    for (guint i = 0; i < notes->list->len; i++) {
        const Note *note = g_ptr_array_index (notes->list, i);

        for (guint j = 0; j < note->marks->len; j++)
            add_holder (notes, g_ptr_array_index (note->marks, j));
    }
    return notes;
}

gboolean
notes_take (Converter *converter, const DomNode *element)
{
    Notes *notes = converter->notes;
    const Note *note = g_hash_table_lookup (notes->bodies, element);

    if (note == NULL || note == notes->current)
        return FALSE;
    if (notes->heading == NULL)
        notes->heading = builder_heading_before (converter->builder);
    return TRUE;
}

gboolean
notes_is_current (const Converter *converter, const DomNode *element)
{
    return converter->notes->current != NULL && converter->notes->current->body == element;
}

static void
write_mark (Converter *converter, Note *note)
{
    Node *mark = node_new (converter->arena, NODE_REFERENCE);

    mark->reference.kind = REFERENCE_NOTE;
    node_append_text (converter->arena, mark, note->text);
    builder_add_mark (converter->builder, mark, note->id);
    if (note->first_mark == NULL)
        note->first_mark = mark;
}

gboolean
notes_take_mark (Converter *converter, const DomNode *element)
{
    Notes *notes = converter->notes;
    Note *note = g_hash_table_lookup (notes->marks, element);

    if (notes->current != NULL && is_called_back_link (element))
        return TRUE;
    if (note != NULL) {
        write_mark (converter, note);
        return TRUE;
    }
    if (!g_hash_table_contains (notes->holders, element))
        return FALSE;
    for (const DomNode *node = element; node != NULL; node = dom_next (node, element)) {
        note = g_hash_table_lookup (notes->marks, node);
        if (note != NULL)
            write_mark (converter, note);
    }
    return TRUE;
}

/* "↩": in a note, it leads back, also where its target has got lost. */
static gboolean
is_arrow (const DomNode *link)
{
    static const char *const arrows[] = { "↩", "↑", "^", "⏎", "↵", "⤴", "⤶", "←" };
    g_autofree char *text = link->end - link->index < 6 ? dom_text (link) : NULL;

    for (guint i = 0; text != NULL && i < G_N_ELEMENTS (arrows); i++)
        if (g_str_has_prefix (text, arrows[i]) && g_utf8_strlen (text, -1) <= 2)
            return TRUE;
    return FALSE;
}

gboolean
notes_is_back_link (const Converter *converter, const DomNode *element)
{
    const Notes *notes = converter->notes;
    const DomNode *target;
    g_autofree char *id = NULL;

    if (notes->current == NULL)
        return FALSE;
    if (is_arrow (element))
        return TRUE;
    id = link_fragment (converter->page, dom_attribute (element, "href"));
    target = id != NULL ? g_hash_table_lookup (notes->targets, id) : NULL;
    for (guint i = 0; target != NULL && i < notes->current->marks->len; i++) {
        const DomNode *mark = g_ptr_array_index (notes->current->marks, i);

        if (dom_is_within (mark, target) || dom_is_within (target, mark)
            || (mark->parent == target->parent && target->end - target->index <= 2))
            return TRUE;
    }
    return FALSE;
}

static Node *
first_text (const Node *note)
{
    for (const Node *node = note; node != NULL; node = node_next (node, note))
        if (node->kind == NODE_TEXT)
            return (Node *) node;
    return NULL;
}

static void
prune (Node *node, const Node *root)
{
    while (node != root && node->first == NULL) {
        Node *parent = node->parent;

        node_unlink (node);
        node = parent;
    }
}

/* Takes signs off the start of the note's text. */
static void
trim_start (Node *note, const char *signs)
{
    Node *text = first_text (note);

    if (text == NULL)
        return;
    while (text->text.length > 0 && g_utf8_strchr (signs, -1, g_utf8_get_char (text->text.string)) != NULL) {
        gsize length = (gsize) (g_utf8_next_char (text->text.string) - text->text.string);

        text->text.string += length;
        text->text.length -= length;
    }
    if (text->text.length == 0)
        prune (text, note);
}

/* The note gets a number of ours: the one that it begins with goes. */
static void
strip_mark (Node *note_node, const Note *note)
{
    Node *text;
    gsize length = strlen (note->text);

    trim_start (note_node, " \u00a0[(^↑");
    text = first_text (note_node);
    if (text == NULL || text->text.length < length || memcmp (text->text.string, note->text, length) != 0
        || (text->text.length > length && g_ascii_isalnum (text->text.string[length])
            && g_ascii_isalnum (note->text[length - 1])))
        return;
    text->text.string += length;
    text->text.length -= length;
    if (text->text.length == 0)
        prune (text, note_node);
    trim_start (note_node, "]).: \u00a0");
}

/* The number that leads back to the mark stands first. */
static void
add_number (Converter *converter, Node *note_node, const Note *note)
{
    g_autofree char *label = label_get (converter->page->article->metadata.language, "back-to-text");
    Node *back = node_new (converter->arena, NODE_REFERENCE), *paragraph = note_node->first;
    const char *id = arena_printf (converter->arena, "mark of %s", note->id);

    back->reference.kind = REFERENCE_BACK;
    back->reference.label = arena_strdup (converter->arena, label);
    node_append (back, node_new_text (converter->arena,
                                      arena_printf (converter->arena, "%s%s\u00a0", note->text,
                                                    g_ascii_isalnum (*note->text) ? "." : ""),
                                      -1));
    if (paragraph->kind != NODE_PARAGRAPH) {
        paragraph = node_new (converter->arena, NODE_PARAGRAPH);
        paragraph->line = note_node->line;
        node_prepend (note_node, paragraph);
    }
    node_prepend (paragraph, back);
    targets_add (converter->targets, id, note->first_mark);
    targets_add_reference (converter->targets, back, id);
}

static void
append_note (Converter *converter, Node *section, const Note *note)
{
    Node *node = node_new (converter->arena, NODE_NOTE);

    node->line = note->body->line;
    converter->notes->current = note;
    targets_add (converter->targets, note->id, node);
    converter->builder = builder_new (converter->arena, node, converter->targets);
    convert_walk (converter, note->body, TRUE);
    builder_free (converter->builder);
    strip_mark (node, note);
    if (node->first != NULL) {
        add_number (converter, node, note);
        node_append (section, node);
    }
}

/* The heading that stood before the notes, when they were all that it was for; else one of ours. */
static Node *
heading_of (Converter *converter)
{
    Node *heading = converter->notes->heading;
    g_autofree char *label = label_get (converter->page->article->metadata.language, "notes");

    if (heading != NULL && (heading->next == NULL || heading->next->kind == NODE_HEADING)) {
        node_unlink (heading);
    } else {
        heading = node_new (converter->arena, NODE_HEADING);
        node_append_text (converter->arena, heading, label);
    }
    heading->heading.level = 1; /* of the page: nothing stands above it */
    return heading;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
    const Note *first = *(const Note *const *) a, *second = *(const Note *const *) b;

    return (first->body->index > second->body->index) - (first->body->index < second->body->index);
}

void
notes_append (Converter *converter)
{
    Notes *notes = converter->notes;
    Node *root = converter->page->article->root, *section = node_new (converter->arena, NODE_NOTES);

    g_ptr_array_sort (notes->list, compare_notes);
    for (guint i = 0; i < notes->list->len; i++) {
        const Note *note = g_ptr_array_index (notes->list, i);

        if (note->first_mark != NULL)
            append_note (converter, section, note);
    }
    notes->current = NULL;
    if (section->first == NULL)
        return;
    node_prepend (section, heading_of (converter));
    if (root->last != NULL && root->last->kind == NODE_SEPARATOR)
        node_unlink (root->last);
    node_append (root, section);
}
