/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <string.h>
#include <zip.h>

#include "check.h"

/* The file of a book, as a reader takes it. */

#define FOLDER "EPUB/"
#define PACKAGE FOLDER "package.opf"

static xmlDoc *
parse (const char *name, GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);
    xmlDoc *document = xmlReadMemory (data, (int) size, name, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING);

    CHECK (document != NULL, "%s is well-formed", name);
    return document;
}

static void
part_clear (gpointer data)
{
    EpubPart *part = data;

    g_free (part->name);
    g_bytes_unref (part->bytes);
    if (part->document != NULL)
        xmlFreeDoc (part->document);
    g_clear_pointer (&part->ids, g_hash_table_unref);
    g_free (part);
}

static GBytes *
read_file (zip_t *zip, zip_uint64_t index, const zip_stat_t *status)
{
    zip_file_t *file = zip_fopen_index (zip, index, 0);
    char *data = g_malloc (status->size + 1);

    CHECK (file != NULL && zip_fread (file, data, status->size) == (zip_int64_t) status->size, "%s can be unpacked",
           status->name);
    zip_fclose (file);
    return g_bytes_new_take (data, status->size);
}

static void
add_part (GHashTable *parts, zip_t *zip, zip_uint64_t index)
{
    EpubPart *part = g_new0 (EpubPart, 1);
    zip_stat_t status;

    CHECK (zip_stat_index (zip, index, 0, &status) == 0, "%s", zip_strerror (zip));
    part->name = g_strdup (status.name);
    part->bytes = read_file (zip, index, &status);
    if (g_str_has_suffix (part->name, ".xhtml") || g_str_has_suffix (part->name, ".opf")
        || g_str_has_suffix (part->name, ".ncx") || g_str_has_suffix (part->name, ".xml"))
        part->document = parse (part->name, part->bytes);
    CHECK (g_hash_table_insert (parts, part->name, part), "%s is there once", part->name);
}

static GHashTable *
unpack (GBytes *epub)
{
    GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, part_clear);
    gsize size;
    const void *data = g_bytes_get_data (epub, &size);
    zip_source_t *source = zip_source_buffer_create (data, size, 0, NULL);
    zip_t *zip = zip_open_from_source (source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);

    CHECK (zip != NULL, "the book is a ZIP archive");
    for (zip_int64_t i = 0; i < zip_get_num_entries (zip, 0); i++)
        add_part (parts, zip, (zip_uint64_t) i);
    zip_discard (zip);
    return parts;
}

/* ---- ids and what leads to them ---- */

const xmlNode *
node_after (const xmlNode *node, const xmlNode *root)
{
    if (node->children != NULL && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node != root ? node->next : NULL;
}

static void
collect_ids (EpubPart *part)
{
    const xmlNode *root = xmlDocGetRootElement (part->document);

    part->ids = g_hash_table_new (g_str_hash, g_str_equal);
    for (const xmlNode *node = root; node != NULL; node = node_after (node, root))
        for (const xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attribute != NULL;
             attribute = attribute->next) {
            const char *value = attribute_value (attribute);

            if (strcmp ((const char *) attribute->name, "id") != 0)
                continue;
            CHECK (xmlValidateNCName ((const xmlChar *) value, 0) == 0, "%s: id=\"%s\" is a name", part->name, value);
            CHECK (g_hash_table_add (part->ids, (gpointer) value), "%s: id=\"%s\" is there once", part->name, value);
        }
}

const char *
attribute_value (const xmlAttr *attribute)
{
    return attribute->children != NULL ? (const char *) attribute->children->content : "";
}

void
check_reference (GHashTable *parts, const EpubPart *from, const char *reference)
{
    const char *fragment = strchr (reference, '#');
    gsize length = fragment != NULL ? (gsize) (fragment - reference) : strlen (reference);
    g_autofree char *name =
        length == 0 ? g_strdup (from->name) : g_strdup_printf (FOLDER "%.*s", (int) length, reference);
    const EpubPart *part = g_hash_table_lookup (parts, name);

    CHECK (part != NULL, "%s: %s is in the book", from->name, reference);
    CHECK (fragment == NULL || (part->ids != NULL && g_hash_table_contains (part->ids, fragment + 1)),
           "%s: %s leads somewhere", from->name, reference);
}

/* ---- the package document ---- */

static void
check_package (GHashTable *parts)
{
    const EpubPart *package = g_hash_table_lookup (parts, PACKAGE);
    const xmlNode *root = package != NULL ? xmlDocGetRootElement (package->document) : NULL;
    guint n_items = 0;

    CHECK (root != NULL, "there is a package document");
    for (const xmlNode *node = root; node != NULL; node = node_after (node, root)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
            if (strcmp ((const char *) attribute->name, "href") == 0)
                check_reference (parts, package, attribute_value (attribute));
            if (strcmp ((const char *) attribute->name, "idref") == 0)
                CHECK (g_hash_table_contains (package->ids, attribute_value (attribute)), "the spine is of items");
        }
        n_items += strcmp ((const char *) node->name, "item") == 0;
        CHECK (strcmp ((const char *) node->name, "title") != 0 || !xmlIsBlankNode (node->children), "it has a title");
    }
    /* All but the mark of the format, the container and the package document itself; hrefs are each of another file. */
    CHECK (n_items + 3 == g_hash_table_size (parts), "the manifest has all files: %u of %u", n_items,
           g_hash_table_size (parts));
}

/* ---- the text ---- */

/* What an article says is in the pages, in its order: white space aside, which lines break at. */
static void
append_letters (GString *letters, const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p++)
        if (!g_ascii_isspace (*p))
            g_string_append_c (letters, *p);
}

/* Pages in the order of the spine. */
static GString *
letters_of_pages (GHashTable *parts)
{
    const EpubPart *package = g_hash_table_lookup (parts, PACKAGE);
    const xmlNode *root = xmlDocGetRootElement (package->document);
    GString *letters = g_string_new (NULL);

    for (const xmlNode *node = root; node != NULL; node = node_after (node, root)) {
        g_autofree char *name = NULL;
        const EpubPart *page;
        xmlChar *href;

        if (node->type != XML_ELEMENT_NODE || strcmp ((const char *) node->name, "item") != 0)
            continue;
        href = xmlGetProp (node, (const xmlChar *) "href");
        name = g_strconcat (FOLDER, (const char *) href, NULL);
        xmlFree (href);
        page = g_hash_table_lookup (parts, name);
        if (!g_str_has_suffix (name, ".xhtml"))
            continue;
        for (const xmlNode *text = xmlDocGetRootElement (page->document), *html = text; text != NULL;
             text = node_after (text, html))
            if (text->type == XML_TEXT_NODE)
                append_letters (letters, (const char *) text->content, strlen ((const char *) text->content));
    }
    return letters;
}

static void
check_letters (const Article *article, const char **page)
{
    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root)) {
        g_autoptr (GString) letters = g_string_new (NULL);
        const char *found = *page;

        if (node->kind != NODE_TEXT)
            continue;
        append_letters (letters, node->text.string, node->text.length);
        found = strstr (*page, letters->str);
        CHECK (found != NULL, "\"%.60s\" is in the book", letters->str);
        *page = found + letters->len;
    }
}

void
check_epub (SheafBook *book, GBytes *epub)
{
    g_autoptr (GHashTable) parts = unpack (epub);
    g_autoptr (GString) letters = NULL;
    const char *page;
    GHashTableIter all;
    gpointer part;

    g_hash_table_iter_init (&all, parts);
    while (g_hash_table_iter_next (&all, NULL, &part))
        if (((EpubPart *) part)->document != NULL)
            collect_ids (part);
    check_package (parts);
    g_hash_table_iter_init (&all, parts);
    while (g_hash_table_iter_next (&all, NULL, &part))
        if (((EpubPart *) part)->document != NULL && !g_str_has_suffix (((EpubPart *) part)->name, ".xml"))
            check_page (parts, part);
    letters = letters_of_pages (parts);
    page = letters->str;
    for (guint i = 0; i < book->articles->len; i++)
        check_letters (g_ptr_array_index (book->articles, i), &page);
}
