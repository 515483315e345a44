/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "identity.h"
#include "lang/lang.h"
#include "parts.h"
#include "xml.h"

#define DESCRIPTION_CHARACTERS 300

static void
write_meta (Xml *xml, const char *property, const char *refines, const char *value)
{
    xml_open_block (xml, "meta");
    xml_attribute (xml, "refines", refines);
    xml_attribute (xml, "property", property);
    xml_text (xml, value);
    xml_close (xml);
}

/* "Ann B. Lee" is filed as "Lee, Ann B.", and "Sam Lee Jr." as "Lee, Sam, Jr."; one word as it is. */
static char *
file_as (const char *name)
{
    g_auto (NameForm) form = name_form (name);
    g_autofree char *given = g_strjoin (" ", form.given, form.particle, NULL);

    if (form.given == NULL)
        return g_strdup (name);
    return g_strdup_printf ("%s, %s%s%s", form.family, given, form.suffix != NULL ? ", " : "",
                            form.suffix != NULL ? form.suffix : "");
}

static void
write_creator (Xml *xml, const char *name, guint number)
{
    g_autofree char *id = g_strdup_printf ("creator-%u", number);
    g_autofree char *refines = g_strconcat ("#", id, NULL);
    g_autofree char *filed = file_as (name);

    xml_open_block (xml, "dc:creator");
    xml_attribute (xml, "id", id);
    xml_text (xml, name);
    xml_close (xml);
    xml_open_block (xml, "meta");
    xml_attribute (xml, "refines", refines);
    xml_attribute (xml, "property", "role");
    xml_attribute (xml, "scheme", "marc:relators");
    xml_text (xml, "aut");
    xml_close (xml);
    write_meta (xml, "file-as", refines, filed);
}

/* Calls `write` once for each different value, in the order of the articles. */
static void
write_distinct (Xml *xml, const Package *package, const char *(*get) (const Article *article), const char *name)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < book_n_chapters (package->book); i++) {
        const char *value = get (g_ptr_array_index (package->book->articles, i));

        if (value != NULL && g_hash_table_add (seen, (gpointer) value))
            xml_element (xml, name, value);
    }
}

static const char *
get_publication (const Article *article)
{
    return article->metadata.publication;
}

static const char *
get_rights (const Article *article)
{
    return article->metadata.rights;
}

static void
write_creators (Xml *xml, const Package *package)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < book_n_chapters (package->book); i++) {
        const Article *article = g_ptr_array_index (package->book->articles, i);

        for (char **author = article->metadata.authors; *author != NULL; author++)
            if (g_hash_table_add (seen, *author))
                write_creator (xml, *author, g_hash_table_size (seen));
    }
}

static void
write_sources (Xml *xml, const Package *package)
{
    for (guint i = 0; i < book_n_chapters (package->book); i++)
        xml_element (xml, "dc:source",
                     identity_of_article (g_ptr_array_index (package->book->articles, i), package->arena));
}

/* The first paragraph that has a text: some hold a picture only. */
static char *
first_paragraph (const Article *article)
{
    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root)) {
        g_autofree char *text = node->kind == NODE_PARAGRAPH ? node_text (node) : NULL;

        if (text != NULL && *g_strchug (text) != '\0')
            return g_steal_pointer (&text);
    }
    return NULL;
}

/* The dek, or what the text begins with. */
static void
write_description (Xml *xml, const Package *package)
{
    const Article *article = book_first_chapter (package->book);
    g_autofree char *text =
        article->metadata.dek != NULL ? g_strdup (article->metadata.dek) : first_paragraph (article);
    g_autofree char *description = text != NULL ? text_shorten (text, DESCRIPTION_CHARACTERS) : NULL;

    if (description != NULL)
        xml_element (xml, "dc:description", description);
}

static void
write_dublin_core (Xml *xml, const Package *package)
{
    const Article *first = book_first_chapter (package->book);

    xml_open_block (xml, "dc:identifier");
    xml_attribute (xml, "id", "book-id");
    xml_text (xml, package->identifier);
    xml_close (xml);
    xml_element (xml, "dc:title", package->title);
    write_creators (xml, package);
    xml_element (xml, "dc:language", package->language);
    write_distinct (xml, package, get_publication, "dc:publisher");
    if (first->metadata.published != NULL)
        xml_element (xml, "dc:date", identity_date (first->metadata.published, package->arena));
    write_sources (xml, package);
    write_description (xml, package);
    write_distinct (xml, package, get_rights, "dc:rights");
    write_meta (xml, "dcterms:modified", NULL, package->modified);
}

/* Only what is true of every book sheaf writes, https://www.w3.org/TR/epub-a11y-11/#sec-disc-package:
 * every picture has its text, and nothing moves, flashes or sounds. */
static void
write_accessibility (Xml *xml, const Package *package)
{
    gboolean has_pictures = package->book->pictures->len > 0 || package_holds (package, "svg");

    write_meta (xml, "schema:accessMode", NULL, "textual");
    if (has_pictures)
        write_meta (xml, "schema:accessMode", NULL, "visual");
    write_meta (xml, "schema:accessModeSufficient", NULL, "textual");
    write_meta (xml, "schema:accessibilityFeature", NULL, "tableOfContents");
    write_meta (xml, "schema:accessibilityFeature", NULL, "readingOrder");
    write_meta (xml, "schema:accessibilityFeature", NULL, "structuralNavigation");
    write_meta (xml, "schema:accessibilityFeature", NULL, "displayTransformability");
    write_meta (xml, "schema:accessibilityFeature", NULL, "alternativeText");
    if (package_holds (package, "math"))
        write_meta (xml, "schema:accessibilityFeature", NULL, "MathML");
    write_meta (xml, "schema:accessibilityHazard", NULL, "none");
    write_meta (xml, "schema:accessibilitySummary", NULL, package_label (package, "accessibility"));
}

/* In the words of EPUB 3, and in those of calibre, which readers look for, too. */
static void
write_series (Xml *xml, const SheafBook *book)
{
    g_autofree char *number = g_strdup_printf ("%u", book->volume);

    if (book->volume == 0)
        return;
    xml_open_block (xml, "meta");
    xml_attribute (xml, "property", "belongs-to-collection");
    xml_attribute (xml, "id", "series");
    xml_text (xml, book->series);
    xml_close (xml);
    write_meta (xml, "collection-type", "#series", "series");
    write_meta (xml, "group-position", "#series", number);
    xml_named_meta (xml, "calibre:series", book->series);
    xml_named_meta (xml, "calibre:series_index", number);
}

static void
write_metadata (Xml *xml, const Package *package)
{
    xml_open_block (xml, "metadata");
    xml_attribute (xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    write_dublin_core (xml, package);
    write_accessibility (xml, package);
    write_series (xml, package->book);
    if (package_has_cover (package)) /* of EPUB 2, which some shops and readers look for */
        xml_named_meta (xml, "cover", "cover-image");
    xml_close (xml);
}

static void
write_manifest (Xml *xml, const GPtrArray *parts)
{
    xml_open_block (xml, "manifest");
    for (guint i = 0; i < parts->len; i++) {
        const Part *part = g_ptr_array_index (parts, i);

        if (part->id == NULL)
            continue;
        xml_open_block (xml, "item");
        xml_attribute (xml, "id", part->id);
        xml_attribute (xml, "href", part->path + strlen (PARTS_FOLDER));
        xml_attribute (xml, "media-type", part->media_type);
        xml_attribute (xml, "properties", part->properties);
        xml_close (xml);
    }
    xml_close (xml);
}

/* A book turns its pages one way: from right to left when all of its chapters do. */
static gboolean
turns_from_right (const Package *package)
{
    for (guint i = 0; i < package->book->articles->len; i++) {
        const Article *article = g_ptr_array_index (package->book->articles, i);

        if (article->role == ARTICLE_CHAPTER && !language_is_rtl (article->metadata.language))
            return FALSE;
    }
    return language_is_rtl (package->language);
}

static void
write_spine (Xml *xml, const Package *package, const GPtrArray *parts)
{
    xml_open_block (xml, "spine");
    xml_attribute (xml, "toc", "ncx");
    xml_attribute (xml, "page-progression-direction", turns_from_right (package) ? "rtl" : NULL);
    for (guint i = 0; i < parts->len; i++) {
        const Part *part = g_ptr_array_index (parts, i);

        if (!part->is_in_spine)
            continue;
        xml_open_block (xml, "itemref");
        xml_attribute (xml, "idref", part->id);
        xml_close (xml);
    }
    xml_close (xml);
}

static void
write_guide_reference (Xml *xml, const char *type, const char *title, const char *href)
{
    xml_open_block (xml, "reference");
    xml_attribute (xml, "type", type);
    xml_attribute (xml, "title", title);
    xml_attribute (xml, "href", href);
    xml_close (xml);
}

static void
write_guide (Xml *xml, const Package *package)
{
    xml_open_block (xml, "guide");
    if (package_has_cover (package))
        write_guide_reference (xml, "cover", package_label (package, "cover"), "cover.xhtml");
    if (package_contents (package) != NULL)
        write_guide_reference (xml, "toc", package_label (package, "contents"), package_contents (package)->path);
    write_guide_reference (xml, "text", package_label (package, "start"),
                           package_page_of (package, ARTICLE_CHAPTER)->path);
    xml_close (xml);
}

GBytes *
opf_write (const Package *package, const GPtrArray *parts)
{
    Xml *xml = xml_new (NULL);

    xml_open_block (xml, "package");
    xml_attribute (xml, "xmlns", "http://www.idpf.org/2007/opf");
    xml_attribute (xml, "version", "3.0");
    xml_attribute (xml, "unique-identifier", "book-id");
    xml_attribute (xml, "xml:lang", package->language);
    xml_attribute (xml, "dir", language_is_rtl (package->language) ? "rtl" : NULL);
    write_metadata (xml, package);
    write_manifest (xml, parts);
    write_spine (xml, package, parts);
    write_guide (xml, package);
    xml_close (xml);
    return xml_finish (xml);
}
