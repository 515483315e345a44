/* SPDX-License-Identifier: MIT */
#include "write.h"

#include <string.h>

#include "front.h"
#include "identity.h"
#include "parts.h"
#include "reference.h"
#include "xhtml.h"

static const char container[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
    "<rootfiles>\n"
    "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n"
    "</rootfiles>\n"
    "</container>\n";

static void
part_free (gpointer data)
{
    Part *part = data;

    g_clear_pointer (&part->bytes, g_bytes_unref);
    g_free (part);
}

/* Takes the bytes. */
static Part *
add_part (GPtrArray *parts, const char *path, const char *id, const char *media_type, GBytes *bytes)
{
    Part *part = g_new0 (Part, 1);

    part->path = path;
    part->id = id;
    part->media_type = media_type;
    part->bytes = bytes;
    g_ptr_array_add (parts, part);
    return part;
}

static const char *
part_path (const Package *package, const char *path)
{
    return arena_printf (package->arena, PARTS_FOLDER "%s", path);
}

GBytes *
page_write (const Package *package, const Page *page)
{
    switch (page->kind) {
    case PAGE_COVER: return xhtml_cover (package, page);
    case PAGE_TITLE: return xhtml_title_page (package, page);
    case PAGE_CONTENTS: return xhtml_contents (package, page);
    case PAGE_LISTING:
    case PAGE_PART: return xhtml_listing (package, page);
    case PAGE_ARTICLE: return xhtml_article (package, page);
    }
    g_assert_not_reached ();
}

/* What a reading system must know to show the page, https://www.w3.org/TR/epub-33/#app-item-properties-vocab. */
static const char *
properties_of (const Page *page)
{
    gboolean has_formulas = package_page_holds (page, "math"), has_drawings = package_page_holds (page, "svg");

    if (page->kind == PAGE_CONTENTS)
        return "nav";
    if (has_formulas)
        return has_drawings ? "mathml svg" : "mathml";
    return has_drawings ? "svg" : NULL;
}

static void
add_pages (GPtrArray *parts, const Package *package)
{
    for (guint i = 0; i < package->pages->len; i++) {
        const Page *page = g_ptr_array_index (package->pages, i);
        Part *part = add_part (parts, part_path (package, page->path), page->id, "application/xhtml+xml", NULL);

        part->page = page;
        part->is_in_spine = page->is_in_spine;
        part->properties = properties_of (page);
    }
}

/* The pictures that some page shows: a sidecar may have put another one in the place of one that was read. */
static GHashTable *
find_shown (const SheafBook *book)
{
    GHashTable *shown = g_hash_table_new (NULL, NULL);

    for (guint i = 0; i < book->articles->len; i++) {
        const Article *article = g_ptr_array_index (book->articles, i);

        for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
            if (node->kind == NODE_IMAGE || node->kind == NODE_ICON)
                g_hash_table_add (shown, node->image.picture);
    }
    return shown;
}

static void
add_pictures (GPtrArray *parts, const Package *package)
{
    g_autoptr (GHashTable) shown = find_shown (package->book);

    for (guint i = 0; i < package->book->pictures->len; i++) {
        const Picture *picture = g_ptr_array_index (package->book->pictures, i);
        const char *id = arena_printf (package->arena, "picture-%03u", i + 1);

        if (g_hash_table_contains (shown, picture))
            add_part (parts, part_path (package, package_picture_path (package, picture)), id,
                      picture_media_type (picture->format), g_bytes_ref (picture->bytes))
                ->is_stored = TRUE;
    }
}

static void
add_cover (GPtrArray *parts, const Package *package)
{
    const Front *front = &package->front;
    Part *part = add_part (parts, part_path (package, front->path), "cover-image", front->media_type,
                           g_bytes_ref (front->bytes));

    part->properties = "cover-image";
    part->is_stored = TRUE; /* deflated a drawn one is a third smaller, but that takes as long as to draw it */
}

/* Files for other programs: no page refers to them, so they need no other form that readers could show. */
static void
add_references (GPtrArray *parts, const Package *package)
{
    g_autoptr (References) references = references_new (package->book);
    char *csl = references_csl (references), *bibtex = references_bibtex (references);

    add_part (parts, PARTS_FOLDER "references.json", "references-csl", "application/vnd.citationstyles.csl+json",
              g_bytes_new_take (csl, strlen (csl)));
    add_part (parts, PARTS_FOLDER "references.bib", "references-bibtex", "application/x-bibtex",
              g_bytes_new_take (bibtex, strlen (bibtex)));
}

static void
add_package_document (GPtrArray *parts, const Package *package)
{
    Part *part = g_new0 (Part, 1);

    part->path = PARTS_FOLDER "package.opf";
    part->bytes = opf_write (package, parts);
    g_ptr_array_insert (parts, 2, part);
}

/* mimetype first and stored, so that the file can be told from its first bytes. */
static void
add_all (GPtrArray *parts, const Package *package)
{
    static const char mimetype[] = "application/epub+zip";
    GBytes *style = g_resources_lookup_data ("/sheaf/style/book.css", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    add_part (parts, "mimetype", NULL, NULL, g_bytes_new_static (mimetype, sizeof mimetype - 1))->is_stored = TRUE;
    add_part (parts, "META-INF/container.xml", NULL, NULL, g_bytes_new_static (container, sizeof container - 1));
    add_part (parts, PARTS_FOLDER "style.css", "style", "text/css", style);
    add_part (parts, PARTS_FOLDER "toc.ncx", "ncx", "application/x-dtbncx+xml", ncx_write (package));
    add_pages (parts, package);
    if (package_has_cover (package))
        add_cover (parts, package);
    add_pictures (parts, package);
    if (package->book->options.embeds_references)
        add_references (parts, package);
    add_package_document (parts, package);
}

char *
write_references (const SheafBook *book, SheafReferencesFormat format)
{
    g_autoptr (References) references = references_new (book);

    switch (format) {
    case SHEAF_REFERENCES_CSL_JSON: return references_csl (references);
    case SHEAF_REFERENCES_BIBTEX: return references_bibtex (references);
    }
    g_return_val_if_reached (NULL);
}

GBytes *
write_epub (SheafBook *book, GError **error)
{
    g_autoptr (Package) package = package_new (book);
    g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);

    if (!front_prepare (package, error))
        return NULL;
    add_all (parts, package);
    return zip_write (package, parts, error);
}

const char *
write_identifier (const SheafBook *book)
{
    return book_n_chapters (book) > 0 ? identity_of_book (book, book->arena) : NULL;
}
