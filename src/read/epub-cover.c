/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "readers.h"

#define CONTAINER "META-INF/container.xml"

#define PART_LIMIT ((gsize) 64 * 1024 * 1024)

/* An EPUB of which nothing is wanted but its cover. */
typedef struct {
    Store *store;
    Arena *arena;
} Epub;

static void
epub_clear (Epub *epub)
{
    store_free (epub->store);
    arena_free (epub->arena);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Epub, epub_clear)

/* Any encoding but UTF-8 is seen in books for testing only. */
static const DomDocument *
parse (const Epub *epub, const char *name, GError **error)
{
    g_autoptr (GBytes) bytes = store_read_member (epub->store, name, PART_LIMIT, error);
    gsize size = 0;
    const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

    if (bytes == NULL)
        return NULL;
    if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
        data += 3;
        size -= 3;
    }
    if (!g_utf8_validate_len (data, size, NULL)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "%s: is not in UTF-8", name);
        return NULL;
    }
    return dom_parse_xml (epub->arena, arena_strndup (epub->arena, data, size), size, error);
}

/* By the property of EPUB 3, or by the id that EPUB 2 names in a meta element. */
static const char *
find_reference (const DomNode *root)
{
    const DomNode *metadata = dom_next_named (root, root, "metadata");
    const DomNode *manifest = dom_next_named (root, root, "manifest");
    const char *id = NULL, *reference = NULL;

    for (const DomNode *meta = metadata; meta != NULL && id == NULL; meta = dom_next_named (meta, metadata, "meta"))
        if (g_strcmp0 (dom_attribute (meta, "name"), "cover") == 0)
            id = dom_attribute (meta, "content");
    for (const DomNode *item = manifest; item != NULL; item = dom_next_named (item, manifest, "item")) {
        if (dom_attribute_has (item, "properties", "cover-image"))
            return dom_attribute (item, "href");
        if (id != NULL && g_strcmp0 (dom_attribute (item, "id"), id) == 0)
            reference = dom_attribute (item, "href");
    }
    return reference;
}

/* The name of the file that the package document, or the container above it, means; NULL: none. */
static char *
find_cover (const Epub *epub, GError **error)
{
    const DomDocument *container = parse (epub, CONTAINER, error);
    const DomNode *rootfile = container != NULL ? dom_next_named (container->root, container->root, "rootfile") : NULL;
    const char *path = rootfile != NULL ? dom_attribute (rootfile, "full-path") : NULL;
    g_autofree char *name = path != NULL ? store_resolve (epub->store, "", path) : NULL;
    const DomDocument *package = name != NULL ? parse (epub, name, error) : NULL;
    const char *reference = package != NULL ? find_reference (package->root) : NULL;

    return reference != NULL ? store_resolve (epub->store, name, reference) : NULL;
}

GBytes *
epub_read_cover (const char *path, GError **error)
{
    g_auto (Epub) epub = { store_new_zip_file (path, error), arena_new () };
    g_autofree char *name = NULL;
    g_autoptr (GError) cause = NULL;
    GBytes *bytes = NULL;

    if (epub.store == NULL)
        return NULL;
    name = find_cover (&epub, &cause);
    if (name != NULL)
        bytes = store_read_member (epub.store, name, PICTURE_LIMIT, &cause);
    if (bytes == NULL && cause == NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "has no cover");
    else if (bytes == NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
    return bytes;
}
