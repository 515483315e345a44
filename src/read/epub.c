/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "epub.h"
#include "page/page.h"

/* An article for every chapter that the contents name; a chapter may be a part of a document, or several. */

/* A document is gone through once for each chapter that begins in it: where there are more, they are one. */
#define CHAPTERS_LIMIT 64

/* What is no more than so many bytes of text is the title of a part, and no chapter. */
#define PART_SIZE 400
/* Longer marks of sources are words of the text. */
#define MARK_CHARACTERS 6
#define DEK_CHARACTERS 300

static gboolean
is_heading (const DomNode *node)
{
    return node->tag >= DOM_TAG_H1 && node->tag <= DOM_TAG_H6;
}

static gboolean
is_text (const DomNode *node)
{
    return node->kind == DOM_TEXT && !text_is_blank (node->text, (gssize) node->length);
}

/* What a document says of itself, or what sheaf made to stand behind articles. */
static gboolean
is_apparatus (const DomDocument *document)
{
    const DomNode *first = document->body->first;

    while (first != NULL && first->kind != DOM_ELEMENT)
        first = first->next;
    if (epub_is_apparatus (dom_attribute (document->body, "epub:type")))
        return TRUE;
    return first != NULL && first->next == NULL
           && (epub_is_apparatus (dom_attribute (first, "epub:type"))
               || (dom_attribute_has (first, "epub:type", "appendix")
                   && dom_attribute_has (first, "class", "sources")));
}

/* The element of that id, or the one above it that begins with it. */
static const DomNode *
find_fragment (const DomDocument *document, const char *id)
{
    const DomNode *node = document->root;

    while (
        node != NULL
        && (node->kind != DOM_ELEMENT
            || (g_strcmp0 (dom_attribute (node, "id"), id) != 0 && g_strcmp0 (dom_attribute (node, "name"), id) != 0)))
        node = dom_next (node, document->root);
    while (node != NULL && node != document->body && node->parent != NULL && node->parent != document->body) {
        const DomNode *before = node->previous;

        while (before != NULL && before->kind == DOM_TEXT && !is_text (before))
            before = before->previous;
        if (before != NULL)
            break;
        node = node->parent;
    }
    return node;
}

static guint
index_of (const DomDocument *document, const char *fragment, guint otherwise)
{
    const DomNode *node = fragment != NULL ? find_fragment (document, fragment) : NULL;

    return node != NULL ? node->index : otherwise;
}

/* A stretch of a document: nodes from `start` to before `end`. */
typedef struct {
    const DomDocument *document;
    const char *name;
    guint start, end;
} Stretch;

static gboolean
has_text (const Stretch *stretch)
{
    const DomNode *root = stretch->document->root;

    for (const DomNode *node = stretch->document->body; node != NULL && node->index < stretch->end;
         node = dom_next (node, root))
        if (node->index >= stretch->start && (is_text (node) || dom_is (node, DOM_TAG_IMG) || node->space == DOM_SVG))
            return TRUE;
    return FALSE;
}

/* Numbers of pages in print, and of sources that are not read. */
static gboolean
is_mark (const DomNode *node)
{
    g_autofree char *text = NULL;

    if (dom_attribute_has (node, "epub:type", "pagebreak") || dom_attribute_has (node, "role", "doc-pagebreak"))
        return TRUE;
    if (!dom_is (node, DOM_TAG_A)
        || !(dom_attribute_has (node, "epub:type", "biblioref") || dom_attribute_has (node, "role", "doc-biblioref")))
        return FALSE;
    text = dom_text (node);
    return text_n_characters (text, -1) <= MARK_CHARACTERS;
}

static void
drop_marks (const Stretch *stretch, guint8 *marks)
{
    const DomNode *root = stretch->document->root;

    for (const DomNode *node = root, *next; node != NULL; node = next) {
        gboolean is_dropped =
            node->end <= stretch->start || node->index >= stretch->end || (node->kind == DOM_ELEMENT && is_mark (node));

        if (is_dropped)
            marks[node->index] = PAGE_DROP;
        next = is_dropped ? dom_skip (node, root) : dom_next (node, root);
    }
}

static gboolean
is_in_title (const char *text, const char *title)
{
    g_autofree char *part = g_utf8_casefold (text, -1), *squeezed = text_squeeze (part, -1);
    g_autofree char *whole = g_utf8_casefold (title, -1);

    return strstr (whole, squeezed) != NULL;
}

/* The headings that a chapter begins with are its title, as the contents have it, or give it one. */
static void
take_title (const Stretch *stretch, guint8 *marks, Article *article)
{
    const DomNode *root = stretch->document->root;

    for (const DomNode *node = stretch->document->body, *next; node != NULL && node->index < stretch->end;
         node = next) {
        g_autofree char *text = NULL;

        next = dom_next (node, root);
        if (node->index < stretch->start)
            continue;
        if (is_text (node))
            return;
        if (!is_heading (node))
            continue;
        text = dom_text (node);
        if (article->metadata.title == NULL && *text != '\0')
            article->metadata.title = arena_strdup (article->arena, text);
        else if (*text != '\0' && !is_in_title (text, article->metadata.title))
            return;
        marks[node->index] = PAGE_DROP;
        next = dom_skip (node, root);
    }
}

static gboolean
is_in_header (const DomNode *node)
{
    return node->parent != NULL && dom_is (node->parent, DOM_TAG_HEADER);
}

/* What a chapter of sheaf's says of itself. */
static void
take_fields (const Stretch *stretch, guint8 *marks, Article *article)
{
    const DomNode *root = stretch->document->root;
    Metadata *metadata = &article->metadata;

    for (const DomNode *node = stretch->document->body; node != NULL && node->index < stretch->end;
         node = dom_next (node, root)) {
        const char *class =
            dom_is (node, DOM_TAG_P) && node->index >= stretch->start ? dom_attribute (node, "class") : NULL;
        const char **field = NULL;
        g_autofree char *text = NULL;

        if (g_strcmp0 (class, "publication") == 0 && is_in_header (node))
            field = &metadata->publication;
        else if (g_strcmp0 (class, "dek") == 0 && is_in_header (node))
            field = &metadata->dek;
        else if (g_strcmp0 (class, "editors-note") == 0)
            field = &metadata->editors_note;
        if (field == NULL || *field != NULL)
            continue;
        text = dom_text (node);
        *field = arena_strdup (article->arena, text);
        marks[node->index] = PAGE_DROP;
    }
}

static void
read_stretch (const Epub *epub, guint place, const Stretch *stretch, Article *article)
{
    EpubStretch read = { place, stretch->start, stretch->end };
    g_autofree guint8 *marks = g_malloc0 (stretch->document->n_nodes);
    Page page = {
        .book = epub->input->book,
        .article = article,
        .path = epub->input->path,
        .store = epub->store,
        .name = stretch->name,
        .document = stretch->document,
        .first = stretch->start,
        .end = stretch->end,
        .is_whole = TRUE,
        .marks = marks,
    };

    drop_marks (stretch, marks);
    if (article->root->first == NULL)
        take_title (stretch, marks, article);
    take_fields (stretch, marks, article);
    if (page_read (&page, NULL))
        g_array_append_val (epub->stretches, read);
}

/* Reads what of a document belongs to the chapter of `entry`; `next` begins the next one, NULL: nothing does.
 * FALSE: the chapter is none. */
static gboolean
read_document (Epub *epub, guint place, const EpubEntry *entry, const EpubEntry *next, Article *article)
{
    const EpubDocument *part = g_ptr_array_index (epub->package->documents, place);
    gboolean opens = place == entry->document;
    Stretch stretch = { .name = part->name };

    epub->is_encrypted = epub->is_encrypted || part->is_encrypted;
    if (part->is_apparatus || part->is_encrypted)
        return !opens;
    stretch.document = epub_document (epub, place);
    if (stretch.document == NULL)
        return !opens;
    if (is_apparatus (stretch.document))
        return !opens;
    stretch.start = opens ? index_of (stretch.document, entry->fragment, 0) : 0;
    stretch.end = next != NULL && place == next->document
                      ? index_of (stretch.document, next->fragment, next->fragment != NULL && opens ? G_MAXUINT : 0)
                      : G_MAXUINT;
    if (has_text (&stretch))
        read_stretch (epub, place, &stretch, article);
    return TRUE;
}

static gsize
text_size (const Article *article)
{
    gsize size = 0;

    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
        size += node->kind == NODE_TEXT ? node->text.length : node->kind == NODE_FIGURE ? PART_SIZE : 0;
    return size;
}

static void
read_chapter (Epub *epub, const EpubEntry *entry, const EpubEntry *next)
{
    SheafBook *book = epub->input->book;
    guint n_articles = book->articles->len, n_pictures = book->pictures->len, n_stretches = epub->stretches->len;
    guint end = next == NULL ? epub->package->documents->len : next->document + 1;
    Article *article = article_new (ARTICLE_CHAPTER);
    gsize size;

    g_ptr_array_add (book->articles, article);
    article->metadata.title = arena_strdup (article->arena, entry->label);
    for (guint place = entry->document; place < end; place++)
        if (!read_document (epub, place, entry, next, article))
            break;
    size = text_size (article);
    if (article->root->first == NULL || (entry->is_part && size < PART_SIZE)) {
        book_truncate (book, n_articles, n_pictures);
        g_array_set_size (epub->stretches, n_stretches);
    }
}

static EpubEntry *
entry_at (Arena *arena, guint document)
{
    EpubEntry *entry = arena_make (arena, EpubEntry);

    entry->document = document;
    return entry;
}

/* What stands before the first chapter is read if it is more than a title, and every document where there are
 * no contents. */
static GPtrArray *
all_entries (const EpubPackage *package, Arena *arena)
{
    GPtrArray *entries = g_ptr_array_new ();
    const EpubEntry *first = package->entries->len > 0 ? g_ptr_array_index (package->entries, 0) : NULL;
    guint n_before = first != NULL ? first->document : package->documents->len, n_here = 0;

    for (guint i = 0; i < n_before; i++) {
        EpubEntry *entry = entry_at (arena, i);

        entry->is_part = first != NULL;
        g_ptr_array_add (entries, entry);
    }
    for (guint i = 0; i < package->entries->len; i++) {
        EpubEntry *entry = g_ptr_array_index (package->entries, i);
        const EpubEntry *last = i > 0 ? g_ptr_array_index (package->entries, i - 1) : NULL;

        n_here = last != NULL && last->document == entry->document ? n_here + 1 : 1;
        if (n_here <= CHAPTERS_LIMIT)
            g_ptr_array_add (entries, entry);
    }
    return entries;
}

static const Node *
first_paragraph (const Article *article)
{
    const Node *node = article->root;

    while (node != NULL && node->kind != NODE_PARAGRAPH)
        node = node_next (node, article->root);
    return node;
}

/* A description that is as short as a dek, and is not what the text begins with. */
static gboolean
is_dek (const char *description, const Article *article)
{
    const Node *paragraph = first_paragraph (article);
    g_autofree char *text = paragraph != NULL ? node_text (paragraph) : g_strdup ("");
    gsize length = strcspn (description, ".…");

    return text_n_characters (description, -1) <= DEK_CHARACTERS && strncmp (text, description, length) != 0;
}

/* The package knows an only article better than its page does. */
static void
fill_single (const EpubPackage *package, Article *article)
{
    Metadata *metadata = &article->metadata;

    if (package->title != NULL)
        metadata->title = arena_strdup (article->arena, package->title);
    if (*package->creators != NULL)
        metadata->authors = arena_strdupv (article->arena, package->creators);
    if (package->date != NULL)
        metadata->published = arena_strdup (article->arena, package->date);
    if (metadata->publication == NULL)
        metadata->publication = arena_strdup (article->arena, package->publisher);
    if (metadata->url == NULL)
        metadata->url = arena_strdup (article->arena, package->url);
    if (metadata->dek == NULL && package->description != NULL && is_dek (package->description, article))
        metadata->dek = arena_strdup (article->arena, package->description);
}

/* What the package says of all articles, where none says anything else of itself. */
static void
fill_several (const EpubPackage *package, Article *const *articles, guint n_articles)
{
    gboolean has_authors = FALSE, has_dates = FALSE;

    for (guint i = 0; i < n_articles; i++) {
        has_authors = has_authors || *articles[i]->metadata.authors != NULL;
        has_dates = has_dates || articles[i]->metadata.published != NULL;
    }
    for (guint i = 0; i < n_articles; i++) {
        Article *article = articles[i];

        if (article->metadata.publication == NULL)
            article->metadata.publication = arena_strdup (article->arena, package->title);
        if (!has_authors)
            article->metadata.authors = arena_strdupv (article->arena, package->creators);
        if (!has_dates)
            article->metadata.published = arena_strdup (article->arena, package->date);
    }
}

static void
fill_metadata (const Epub *epub)
{
    const EpubPackage *package = epub->package;
    Article **articles = (Article **) epub->input->book->articles->pdata + epub->first;
    guint n_articles = epub->input->book->articles->len - epub->first;

    if (n_articles == 1)
        fill_single (package, *articles);
    else
        fill_several (package, articles, n_articles);
    for (guint i = 0; i < n_articles; i++) {
        Article *article = articles[i];

        if (article->metadata.language == NULL)
            article->metadata.language = arena_strdup (article->arena, package->language);
        if (article->metadata.rights == NULL)
            article->metadata.rights = arena_strdup (article->arena, package->rights);
        article->origin.format = "epub";
    }
}

gboolean
epub_read (const Input *input, Store *store, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (EpubStretch));
    g_autoptr (GPtrArray) entries = NULL;
    g_autofree char *fault = NULL;
    Epub epub = { .input = input, .store = store, .first = input->book->articles->len, .stretches = stretches };

    epub.package = epub_package_read (input, store, arena, error);
    if (epub.package == NULL)
        return FALSE;
    entries = all_entries (epub.package, arena);
    for (guint i = 0; i < entries->len; i++)
        read_chapter (&epub, g_ptr_array_index (entries, i),
                      i + 1 < entries->len ? g_ptr_array_index (entries, i + 1) : NULL);
    if (input->book->articles->len > epub.first)
        epub_tell_rest (&epub);
    arena_free (epub.arena);
    fill_metadata (&epub);
    fault = epub.fault;
    if (input->book->articles->len > epub.first)
        return TRUE;
    if (epub.is_encrypted)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT,
                     "is encrypted: only the program that it was bought for can read it");
    else
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "there is no chapter in it that can be read%s%s",
                     fault != NULL ? ": " : "", fault != NULL ? fault : "");
    return FALSE;
}
