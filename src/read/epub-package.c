/* SPDX-License-Identifier: MIT */
#include "epub-package.h"

#include <string.h>

#include "epub-contents.h"
#include "lang/lang.h"

static const char container[] = "META-INF/container.xml";
static const char encryption[] = "META-INF/encryption.xml";

#define PART_LIMIT ((gsize) 64 * 1024 * 1024)

gboolean
epub_is_in (Store *store)
{
    return store_has (store, container);
}

const DomDocument *
epub_parse (const Input *input, Store *store, const char *name, Arena *arena, GError **error)
{
    g_autoptr (GBytes) bytes = store_read_member (store, name, PART_LIMIT, error);
    Input part = { .book = input->book, .path = input->path, .name = name, .bytes = bytes };
    const DomDocument *document = NULL;

    if (bytes != NULL && input_decode (&part, arena, error))
        document = dom_parse_xml (arena, part.text, part.length, error);
    if (document == NULL)
        g_prefix_error (error, "%s: ", name);
    return document;
}

gboolean
epub_is_apparatus (const char *types)
{
    /* of EPUB 3 Structural Semantics and of the guide of OPF 2.0.1 */
    static const char *const names[] = {
        "colophon",
        "copyright",
        "copyright-page",
        "cover",
        "cover-image",
        "glossary",
        "halftitle",
        "halftitlepage",
        "imprint",
        "index",
        "landmarks",
        "list-of-illustrations",
        "list-of-tables",
        "loa",
        "loi",
        "lot",
        "lov",
        "page-list",
        "title-page",
        "titlepage",
        "toc",
    };
    g_auto (GStrv) words = types != NULL ? g_strsplit_set (types, " \t\n\r", -1) : NULL;

    for (char **word = words; word != NULL && *word != NULL; word++)
        for (guint i = 0; i < G_N_ELEMENTS (names); i++)
            if (g_ascii_strcasecmp (*word, names[i]) == 0)
                return TRUE;
    return FALSE;
}

/* A package document on its way. */
typedef struct {
    const Input *input;
    Store *store;
    Arena *arena;
    const char *name;      /* of the package document */
    GHashTable *items;     /* id -> DomNode, the item */
    GHashTable *documents; /* name in the store -> place in the reading order, from 1 */
    GHashTable *encrypted; /* names */
    EpubPackage *package;
} Reading;

/* The text of the first element of that name in Dublin Core, or NULL. */
static const char *
dublin_core (const Reading *reading, const DomNode *metadata, const char *name)
{
    for (const DomNode *child = metadata->first; child != NULL; child = child->next) {
        g_autofree char *text = NULL;

        if (child->kind != DOM_ELEMENT || child->space != DOM_DUBLIN_CORE || !g_str_equal (child->name, name))
            continue;
        text = dom_text (child);
        if (*text != '\0')
            return arena_strdup (reading->arena, text);
    }
    return NULL;
}

/* What calibre writes for a date that it does not know. */
#define UNKNOWN_DATE "0101-01-01"

/* A day is often written as its first moment. */
static void
cut_midnight (char *date)
{
    if (strlen (date) > 10 && g_str_has_prefix (date + 10, "T00:00:00"))
        date[10] = '\0';
}

/* OPF 2 dates many events of a book. */
static const char *
find_date (const Reading *reading, const DomNode *metadata)
{
    const char *first = NULL;

    for (const DomNode *child = metadata->first; child != NULL; child = child->next) {
        const char *event = child->kind == DOM_ELEMENT ? dom_attribute (child, "opf:event") : NULL;
        g_autofree char *text = NULL, *date = NULL;

        if (child->kind != DOM_ELEMENT || child->space != DOM_DUBLIN_CORE || !g_str_equal (child->name, "date"))
            continue;
        text = dom_text (child);
        date = date_parse (text);
        if (date == NULL || g_str_has_prefix (date, UNKNOWN_DATE)
            || (event != NULL && g_ascii_strcasecmp (event, "modification") == 0))
            continue;
        cut_midnight (date);
        if (event != NULL && g_ascii_strcasecmp (event, "publication") == 0)
            return arena_strdup (reading->arena, date);
        if (first == NULL)
            first = arena_strdup (reading->arena, date);
    }
    return first;
}

/* Whether a meta element refines the creator's role to something else than author. */
static gboolean
has_other_role (const DomNode *creator)
{
    const char *role = dom_attribute (creator, "opf:role"), *id = dom_attribute (creator, "id");

    for (const DomNode *meta = creator->parent->first; meta != NULL && role == NULL && id != NULL; meta = meta->next) {
        const char *refines = meta->kind == DOM_ELEMENT ? dom_attribute (meta, "refines") : NULL;

        if (refines != NULL && *refines == '#' && g_str_equal (refines + 1, id)
            && g_strcmp0 (dom_attribute (meta, "property"), "role") == 0)
            return strncmp (meta->first != NULL && meta->first->kind == DOM_TEXT ? meta->first->text : "aut", "aut", 3)
                   != 0;
    }
    return role != NULL && g_ascii_strcasecmp (role, "aut") != 0;
}

/* All metadata are looked through for the role of each. */
#define CREATORS_LIMIT 100

static char **
find_creators (const Reading *reading, const DomNode *metadata)
{
    g_autoptr (GPtrArray) creators = g_ptr_array_new_with_free_func (g_free);
    guint n_asked = 0;

    for (const DomNode *child = metadata->first; child != NULL && n_asked < CREATORS_LIMIT; child = child->next) {
        g_autofree char *name = NULL;

        if (child->kind != DOM_ELEMENT || child->space != DOM_DUBLIN_CORE || !g_str_equal (child->name, "creator"))
            continue;
        n_asked++;
        name = dom_text (child);
        if (*name != '\0' && !has_other_role (child))
            g_ptr_array_add (creators, g_steal_pointer (&name));
    }
    return arena_strv (reading->arena, creators);
}

static void
read_metadata (const Reading *reading, const DomNode *metadata)
{
    EpubPackage *package = reading->package;
    const char *source = dublin_core (reading, metadata, "source");
    const char *language = dublin_core (reading, metadata, "language");
    g_autofree char *url = source != NULL ? text_web_address (source) : NULL;
    g_autofree char *tag = language != NULL ? language_normalise (language) : NULL;

    package->title = dublin_core (reading, metadata, "title");
    package->description = dublin_core (reading, metadata, "description");
    package->publisher = dublin_core (reading, metadata, "publisher");
    package->rights = dublin_core (reading, metadata, "rights");
    package->date = find_date (reading, metadata);
    package->creators = find_creators (reading, metadata);
    package->url = arena_strdup (reading->arena, url);
    package->language = g_strcmp0 (tag, "und") != 0 ? arena_strdup (reading->arena, tag) : NULL;
}

static gboolean
is_document (const DomNode *item)
{
    const char *type = dom_attribute (item, "media-type");

    return type != NULL
           && (g_str_equal (type, "application/xhtml+xml") || g_str_equal (type, "text/html")
               || g_str_equal (type, "text/x-oeb1-document"));
}

static void
add_document (Reading *reading, const DomNode *itemref)
{
    const char *id = dom_attribute (itemref, "idref");
    const DomNode *item = id != NULL ? g_hash_table_lookup (reading->items, id) : NULL;
    const char *href = item != NULL ? dom_attribute (item, "href") : NULL;
    g_autofree char *name = href != NULL ? store_resolve (reading->store, reading->name, href) : NULL;
    EpubDocument *document;

    if (name == NULL || !is_document (item) || g_hash_table_contains (reading->documents, name))
        return;
    document = arena_make (reading->arena, EpubDocument);
    document->name = arena_strdup (reading->arena, name);
    document->is_apparatus =
        dom_attribute_has (item, "properties", "nav") || g_strcmp0 (dom_attribute (itemref, "linear"), "no") == 0;
    document->is_encrypted = g_hash_table_contains (reading->encrypted, name);
    g_ptr_array_add (reading->package->documents, document);
    g_hash_table_insert (reading->documents, (gpointer) document->name,
                         GUINT_TO_POINTER (reading->package->documents->len));
}

static void
read_spine (Reading *reading, const DomNode *root)
{
    const DomNode *manifest = dom_next_named (root, root, "manifest"), *spine = dom_next_named (root, root, "spine");

    for (const DomNode *item = manifest; item != NULL; item = dom_next_named (item, manifest, "item"))
        if (dom_attribute (item, "id") != NULL)
            g_hash_table_insert (reading->items, (gpointer) dom_attribute (item, "id"), (gpointer) item);
    for (const DomNode *itemref = spine; itemref != NULL; itemref = dom_next_named (itemref, spine, "itemref"))
        add_document (reading, itemref);
}

static void
read_guide (const Reading *reading, const DomNode *root)
{
    const DomNode *guide = dom_next_named (root, root, "guide");

    for (const DomNode *reference = guide; reference != NULL;
         reference = dom_next_named (reference, guide, "reference"))
        if (epub_is_apparatus (dom_attribute (reference, "type")))
            contents_mark_apparatus (
                &(Contents){ reading->store, reading->arena, reading->name, reading->documents, reading->package },
                dom_attribute (reference, "href"));
}

static const DomNode *
find_nav (const DomNode *manifest)
{
    for (const DomNode *item = manifest; item != NULL; item = dom_next_named (item, manifest, "item"))
        if (dom_attribute_has (item, "properties", "nav"))
            return item;
    return NULL;
}

static void
read_contents_item (const Reading *reading, const DomNode *item, gboolean is_nav)
{
    const char *href = item != NULL ? dom_attribute (item, "href") : NULL;
    g_autofree char *name = href != NULL ? store_resolve (reading->store, reading->name, href) : NULL;
    const DomDocument *document =
        name != NULL ? epub_parse (reading->input, reading->store, name, reading->arena, NULL) : NULL;

    if (document != NULL)
        contents_read (&(Contents){ reading->store, reading->arena, name, reading->documents, reading->package },
                       document, is_nav);
}

/* The contents are in the navigation document of EPUB 3, or in the NCX of EPUB 2. */
static void
read_contents (const Reading *reading, const DomNode *root)
{
    const DomNode *manifest = dom_next_named (root, root, "manifest"), *spine = dom_next_named (root, root, "spine");
    const char *ncx = spine != NULL ? dom_attribute (spine, "toc") : NULL;

    read_contents_item (reading, find_nav (manifest), TRUE);
    if (reading->package->entries->len == 0 && ncx != NULL)
        read_contents_item (reading, g_hash_table_lookup (reading->items, ncx), FALSE);
}

/* Fonts that are only obfuscated, by either of two ways, are no reason to refuse a book. */
static gboolean
is_obfuscation (const DomNode *data)
{
    const DomNode *method = dom_next_named (data, data, "EncryptionMethod");
    const char *algorithm = method != NULL ? dom_attribute (method, "Algorithm") : NULL;

    return algorithm != NULL
           && (g_str_equal (algorithm, "http://www.idpf.org/2008/embedding")
               || g_str_equal (algorithm, "http://ns.adobe.com/pdf/enc#RC"));
}

static void
read_encryption (const Reading *reading)
{
    const DomDocument *document = store_has (reading->store, encryption)
                                      ? epub_parse (reading->input, reading->store, encryption, reading->arena, NULL)
                                      : NULL;
    const DomNode *root = document != NULL ? document->root : NULL;

    for (const DomNode *data = root; data != NULL; data = dom_next_named (data, root, "EncryptedData")) {
        const DomNode *reference = data != root ? dom_next_named (data, data, "CipherReference") : NULL;
        const char *uri = reference != NULL ? dom_attribute (reference, "URI") : NULL;
        char *name = uri != NULL && !is_obfuscation (data) ? store_resolve (reading->store, "", uri) : NULL;

        if (name != NULL)
            g_hash_table_add (reading->encrypted, name);
    }
}

static char *
find_package (const Input *input, Store *store, Arena *arena, GError **error)
{
    const DomDocument *document = epub_parse (input, store, container, arena, error);
    const DomNode *rootfile = document != NULL ? dom_next_named (document->root, document->root, "rootfile") : NULL;
    const char *path = rootfile != NULL ? dom_attribute (rootfile, "full-path") : NULL;
    char *name = path != NULL ? store_resolve (store, "", path) : NULL;

    if (document != NULL && name == NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "%s: names no package document", container);
    return name;
}

static void
reading_clear (Reading *reading)
{
    g_hash_table_unref (reading->items);
    g_hash_table_unref (reading->documents);
    g_hash_table_unref (reading->encrypted);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

EpubPackage *
epub_package_read (const Input *input, Store *store, Arena *arena, GError **error)
{
    g_autofree char *name = find_package (input, store, arena, error);
    const DomDocument *document = name != NULL ? epub_parse (input, store, name, arena, error) : NULL;
    g_auto (Reading) reading = {
        .input = input,
        .store = store,
        .arena = arena,
        .name = name,
        .items = g_hash_table_new (g_str_hash, g_str_equal),
        .documents = g_hash_table_new (g_str_hash, g_str_equal),
        .encrypted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
        .package = arena_make (arena, EpubPackage),
    };
    const DomNode *metadata;

    if (document == NULL)
        return NULL;
    reading.package->documents = arena_ptr_array (arena);
    reading.package->entries = arena_ptr_array (arena);
    reading.package->creators = arena_strdupv (arena, (char *[]){ NULL });
    metadata = dom_next_named (document->root, document->root, "metadata");
    if (metadata != NULL)
        read_metadata (&reading, metadata);
    read_encryption (&reading);
    read_spine (&reading, document->root);
    read_guide (&reading, document->root);
    read_contents (&reading, document->root);
    return reading.package;
}
