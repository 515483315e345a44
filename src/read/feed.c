/* SPDX-License-Identifier: MIT */
#include "feed.h"

#include <string.h>

/* RSS 0.9x, 1.0 and 2.0 (https://www.rssboard.org/rss-specification) with the modules that publishers use, and
 * Atom (RFC 4287, and 0.3 before it). */

/* What the first bytes of RDF say when it is RSS. */
#define PROBE_SIZE 2048

/* So much text tells the language of a feed that does not name it. */
#define LANGUAGE_SIZE 65536

static gboolean
probe (const Input *input)
{
    g_autofree char *tag = input_first_tag (input);
    g_autofree char *head = NULL;

    if (tag == NULL || input->book->options.is_fragment)
        return FALSE;
    head = g_strndup (input->text, PROBE_SIZE);
    if (g_str_has_suffix (tag, "rdf"))
        return strstr (head, "purl.org/rss/") != NULL || strstr (head, "netscape.com/rdf/simple") != NULL;
    return g_str_equal (tag, "rss") || g_str_equal (tag, "feed") || g_str_has_suffix (tag, ":feed");
}

static gboolean
is_named (const DomNode *node, DomSpace space, const char *name)
{
    return node->space == space && dom_is_named (node, name);
}

static gboolean
is_entry (const DomNode *node)
{
    return is_named (node, DOM_NONE, "item") || is_named (node, DOM_ATOM, "entry")
           || is_named (node, DOM_NONE, "entry");
}

static void
append_escaped (GString *html, const char *text, gsize length)
{
    g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

    g_string_append (html, escaped);
}

static gboolean
is_raw (const DomNode *node)
{
    return node->tag == DOM_TAG_SCRIPT || node->tag == DOM_TAG_STYLE;
}

static void
append_start_tag (GString *html, const DomNode *element)
{
    g_string_append_printf (html, "<%s", element->name);
    for (guint i = 0; i < element->n_attributes; i++) {
        g_string_append_printf (html, " %s=\"", element->attributes[i].name);
        append_escaped (html, element->attributes[i].value, strlen (element->attributes[i].value));
        g_string_append_c (html, '"');
    }
    g_string_append_c (html, '>');
}

/* What stands in the element, as HTML: of Atom's XHTML, and where a feed forgot to escape it. */
static char *
inner_html (const DomNode *root)
{
    GString *html = g_string_new (NULL);

    for (const DomNode *node = root->first; node != NULL;) {
        const DomNode *next = dom_next (node, root);

        if (node->kind == DOM_ELEMENT && !is_raw (node))
            append_start_tag (html, node);
        if (node->kind == DOM_TEXT && !is_raw (node->parent))
            append_escaped (html, node->text, node->length);
        for (const DomNode *open = node; open != root && (next == NULL || open->end <= next->index);
             open = open->parent)
            if (open->kind == DOM_ELEMENT && !is_raw (open) && !dom_is (open, DOM_TAG_BR)
                && !dom_is (open, DOM_TAG_IMG))
                g_string_append_printf (html, "</%s>", open->name);
        node = next;
    }
    return g_string_free (html, FALSE);
}

static gboolean
has_elements (const DomNode *node)
{
    for (const DomNode *child = node->first; child != NULL; child = child->next)
        if (child->kind == DOM_ELEMENT)
            return TRUE;
    return FALSE;
}

/* The text of an element that holds nothing else; what stands in it as one piece is not copied. */
static FeedText
plain_text (Arena *arena, const DomNode *node)
{
    g_autoptr (GString) text = NULL;

    if (node->first != NULL && node->first == node->last && node->first->kind == DOM_TEXT)
        return (FeedText){ node->first->text, node->first->length, FALSE };
    text = g_string_new (NULL);
    for (const DomNode *child = node->first; child != NULL; child = child->next)
        if (child->kind == DOM_TEXT)
            g_string_append_len (text, child->text, (gssize) child->length);
    return (FeedText){ arena_strndup (arena, text->str, text->len), text->len, FALSE };
}

/* Atom says what it holds; RSS does not and means HTML. */
static gboolean
is_html (const DomNode *node)
{
    const char *type = dom_attribute (node, "type");

    if (node->space == DOM_DUBLIN_CORE || node->space == DOM_ITUNES)
        return FALSE;
    if (type == NULL)
        return node->space == DOM_NONE || node->space == DOM_CONTENT;
    return strstr (type, "html") != NULL;
}

static FeedText
element_text (Arena *arena, const DomNode *node)
{
    FeedText text;

    if (has_elements (node)) {
        g_autofree char *html = inner_html (node);

        return (FeedText){ arena_strdup (arena, html), strlen (html), TRUE };
    }
    text = plain_text (arena, node);
    text.is_html = is_html (node);
    return text;
}

/* The text of an element as one line, or NULL when it has none. */
static const char *
element_line (Arena *arena, const DomNode *node)
{
    g_autofree char *line = dom_text (node);

    return *line != '\0' ? arena_strdup (arena, line) : NULL;
}

/* Functions that take what an element says; `target` is a member of the entry. */
typedef void (*Take) (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target);

static void
take_text (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    FeedText text = element_text (arena, node);

    if (!text_is_blank (text.string, (gssize) text.length))
        *(FeedText *) target = text;
}

static void
take_text_in_reserve (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    if (((FeedText *) target)->string == NULL)
        take_text (arena, node, entry, target);
}

/* The first of several stands. */
static void
take_line (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    const char **line = target;

    if (*line == NULL)
        *line = element_line (arena, node);
}

static void
take_guid (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    const char *is_link = dom_attribute (node, "isPermaLink");

    if (g_strcmp0 (is_link, "false") != 0)
        take_line (arena, node, entry, target);
}

static void
add_author (Arena *arena, const DomNode *node, FeedEntry *entry)
{
    const char *name = element_line (arena, node);

    if (name != NULL)
        g_ptr_array_add (entry->authors, (gpointer) name);
}

/* What the element says, or the name elements in it. */
static void
take_author (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    if (!has_elements (node))
        add_author (arena, node, entry);
    for (const DomNode *child = node->first; child != NULL; child = child->next)
        if (dom_is_named (child, "name"))
            add_author (arena, child, entry);
}

static void
add_image (FeedEntry *entry, const char *source, const char *type)
{
    FeedImage image = { .source = source, .type = type };

    if (source != NULL)
        g_array_append_val (entry->images, image);
}

static void
take_image (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    const char *medium = dom_attribute (node, "medium"), *type = dom_attribute (node, "type");

    add_image (entry, dom_attribute (node, "url"), type == NULL && g_strcmp0 (medium, "image") == 0 ? "image/*" : type);
}

/* Atom's links are many: that to the article names no other relation. */
static void
take_link (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    const char *relation = dom_attribute (node, "rel"), *type = dom_attribute (node, "type");
    const char *reference = dom_attribute (node, "href"), **url = target;

    if (reference == NULL)
        reference = element_line (arena, node);
    if (g_strcmp0 (relation, "enclosure") == 0)
        add_image (entry, reference, type);
    else if ((relation == NULL || strcmp (relation, "alternate") == 0)
             && (type == NULL || strstr (type, "html") != NULL) && reference != NULL)
        *url = reference;
}

/* The publication that the entry was taken from. */
static void
take_source (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    if (!has_elements (node))
        take_line (arena, node, entry, target);
    for (const DomNode *child = node->first; child != NULL; child = child->next)
        if (is_named (child, DOM_ATOM, "title"))
            take_line (arena, child, entry, target);
}

static FeedImage *
last_image (const FeedEntry *entry)
{
    return entry->images->len > 0 ? &g_array_index (entry->images, FeedImage, entry->images->len - 1) : NULL;
}

/* A caption or a credit belongs to the picture that it stands in or after; without one, it tells what the entry
 * is about. */
static void
take_caption (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    FeedImage *image = last_image (entry);

    take_text_in_reserve (arena, node, entry, image != NULL ? &image->caption : target);
}

static void
take_credit (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
    FeedImage *image = last_image (entry);

    if (image != NULL)
        take_text (arena, node, entry, &image->credit);
}

/* A group is only looked into. */
static void
take_nothing (Arena *arena, const DomNode *node, FeedEntry *entry, gpointer target)
{
}

static const struct {
    DomSpace space;
    const char *name;
    Take take;
    gsize offset;
} fields[] = {
    { DOM_NONE, "author", take_author, 0 },
    { DOM_NONE, "copyright", take_line, offsetof (FeedEntry, rights) },
    { DOM_NONE, "description", take_text, offsetof (FeedEntry, summary) },
    { DOM_NONE, "enclosure", take_image, 0 },
    { DOM_NONE, "guid", take_guid, offsetof (FeedEntry, guid) },
    { DOM_NONE, "language", take_line, offsetof (FeedEntry, language) },
    { DOM_NONE, "link", take_link, offsetof (FeedEntry, url) },
    { DOM_NONE, "pubDate", take_line, offsetof (FeedEntry, published) },
    { DOM_NONE, "source", take_source, offsetof (FeedEntry, publication) },
    { DOM_NONE, "title", take_text, offsetof (FeedEntry, title) },
    { DOM_ATOM, "author", take_author, 0 },
    { DOM_ATOM, "content", take_text, offsetof (FeedEntry, content) },
    { DOM_ATOM, "copyright", take_line, offsetof (FeedEntry, rights) },
    { DOM_ATOM, "issued", take_line, offsetof (FeedEntry, published) },
    { DOM_ATOM, "link", take_link, offsetof (FeedEntry, url) },
    { DOM_ATOM, "modified", take_line, offsetof (FeedEntry, updated) },
    { DOM_ATOM, "published", take_line, offsetof (FeedEntry, published) },
    { DOM_ATOM, "rights", take_line, offsetof (FeedEntry, rights) },
    { DOM_ATOM, "source", take_source, offsetof (FeedEntry, publication) },
    { DOM_ATOM, "summary", take_text, offsetof (FeedEntry, summary) },
    { DOM_ATOM, "title", take_text, offsetof (FeedEntry, title) },
    { DOM_ATOM, "updated", take_line, offsetof (FeedEntry, updated) },
    { DOM_CONTENT, "encoded", take_text, offsetof (FeedEntry, content) },
    { DOM_DUBLIN_CORE, "creator", take_author, 0 },
    { DOM_DUBLIN_CORE, "date", take_line, offsetof (FeedEntry, published) },
    { DOM_DUBLIN_CORE, "issued", take_line, offsetof (FeedEntry, published) },
    { DOM_DUBLIN_CORE, "language", take_line, offsetof (FeedEntry, language) },
    { DOM_DUBLIN_CORE, "modified", take_line, offsetof (FeedEntry, updated) },
    { DOM_DUBLIN_CORE, "rights", take_line, offsetof (FeedEntry, rights) },
    { DOM_HTML, "body", take_text, offsetof (FeedEntry, content) },
    { DOM_HTML, "div", take_text, offsetof (FeedEntry, content) },
    { DOM_ITUNES, "author", take_author, 0 },
    { DOM_ITUNES, "summary", take_text_in_reserve, offsetof (FeedEntry, summary) },
    { DOM_MEDIA, "content", take_image, 0 },
    { DOM_MEDIA, "credit", take_credit, 0 },
    { DOM_MEDIA, "description", take_caption, offsetof (FeedEntry, summary) },
    { DOM_MEDIA, "group", take_nothing, 0 },
};

static Take
take_field (Arena *arena, const DomNode *node, FeedEntry *entry)
{
    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        if (is_named (node, fields[i].space, fields[i].name)
            || (fields[i].space == DOM_ATOM && is_named (node, DOM_NONE, fields[i].name))) {
            fields[i].take (arena, node, entry, (char *) entry + fields[i].offset);
            return fields[i].take;
        }
    return NULL;
}

/* The value of the attribute of the element itself, or of the nearest around it that has one; or NULL. */
static const char *
inherited (const DomNode *node, const char *name)
{
    while (node != NULL && dom_attribute (node, name) == NULL)
        node = node->parent;
    return node != NULL ? dom_attribute (node, name) : NULL;
}

/* Reads the fields of an entry, or of the feed, and looks for more in groups and pictures only. */
static FeedEntry
read_fields (Arena *arena, const DomNode *parent)
{
    FeedEntry entry = feed_entry_new (arena);

    entry.line = parent->line;
    for (const DomNode *node = parent->first; node != NULL;) {
        Take take = take_field (arena, node, &entry);

        node = take == take_image || take == take_nothing ? dom_next (node, parent) : dom_skip (node, parent);
    }
    if (entry.language == NULL)
        entry.language = inherited (parent, "xml:lang");
    entry.base = inherited (parent, "xml:base");
    return entry;
}

/* Entries are children of the feed, or of its channel; RSS 1.0 has them beside that. */
static const DomNode *
next_entry (const DomNode *node, const DomNode *root)
{
    while (node != NULL && !is_entry (node))
        node = is_named (node, DOM_NONE, "channel") || node == root ? dom_next (node, root) : dom_skip (node, root);
    return node;
}

static const DomNode *
find_head (const DomNode *root)
{
    for (const DomNode *node = root->first; node != NULL; node = node->next)
        if (is_named (node, DOM_NONE, "channel"))
            return node;
    return root;
}

static void
guess_language (Feed *feed, const DomNode *root)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (Arena) arena = arena_new ();

    for (const DomNode *node = next_entry (root, root); node != NULL && text->len < LANGUAGE_SIZE;
         node = next_entry (dom_skip (node, root), root)) {
        FeedEntry entry = read_fields (arena, node);
        FeedText *body = entry.content.string != NULL ? &entry.content : &entry.summary;

        g_string_append_len (text, entry.title.string, (gssize) entry.title.length);
        g_string_append_c (text, '\n');
        g_string_append_len (text, body->string, (gssize) MIN (body->length, LANGUAGE_SIZE));
    }
    feed_guess_language (feed, text->str, text->len);
}

/* What the parser mended, and what it could not keep. */
static void
note_markup (const Input *input, const DomDocument *document)
{
    Report *report = input->book->report;

    if (document->malformed > 0)
        report_note (report, NOTE_MARKUP_MENDED, input->path, document->malformed, NULL);
    if (document->n_flattened > 0)
        report_note (report, NOTE_MARKUP_FLATTENED, input->path, 0, "%zu of them", document->n_flattened);
    if (document->unclosed > 0)
        report_note (report, NOTE_MARKUP_UNCLOSED, input->path, document->unclosed, NULL);
}

static gboolean
read_feed (const Input *input, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GHashTable) names = NULL;
    DomDocument *document = dom_parse_xml (arena, input->text, input->length, error);
    const DomNode *root;
    Feed feed = { input };

    if (document == NULL)
        return FALSE;
    note_markup (input, document);
    for (root = document->root->first; root->kind != DOM_ELEMENT;)
        root = root->next;
    feed.head = read_fields (arena, find_head (root));
    names = export_read_authors (find_head (root));
    if (feed.head.language == NULL)
        guess_language (&feed, root);
    for (const DomNode *node = next_entry (root, root); node != NULL; node = next_entry (dom_skip (node, root), root)) {
        g_autoptr (Arena) scratch = arena_new ();
        FeedEntry entry = read_fields (scratch, node);

        if (!export_has_article (node))
            continue;
        export_name_authors (names, &entry);
        feed_add_entry (&feed, scratch, &entry);
    }
    return feed_finish (&feed, error);
}

const Reader feed_reader = { "feed", probe, read_feed };
