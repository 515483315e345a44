/* SPDX-License-Identifier: MIT */
#include "epub-contents.h"

#include <string.h>

/* A line of the contents, in a navigation document an li, in an NCX a navPoint. */

static const DomNode *
child_named (const DomNode *parent, const char *name)
{
    const DomNode *child = parent->first;

    while (child != NULL && !dom_is_named (child, name))
        child = child->next;
    return child;
}

/* A point of the contents, without those below it. */
typedef struct {
    const DomNode *label;
    const char *reference;
    const DomNode *list; /* that the points below it are children of, or NULL */
} Point;

static gboolean
find_point (const DomNode *node, gboolean is_nav, Point *point)
{
    const DomNode *content;

    if (!dom_is_named (node, is_nav ? "li" : "navPoint"))
        return FALSE;
    content = is_nav ? child_named (node, "a") : child_named (node, "content");
    point->label = !is_nav ? child_named (node, "navLabel") : content != NULL ? content : child_named (node, "span");
    point->reference = content != NULL ? dom_attribute (content, is_nav ? "href" : "src") : NULL;
    point->list = is_nav ? child_named (node, "ol") : child_named (node, "navPoint") != NULL ? node : NULL;
    return TRUE;
}

static guint
place_of (const Contents *contents, const char *reference)
{
    g_autofree char *name = reference != NULL ? store_resolve (contents->store, contents->name, reference) : NULL;

    return name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (contents->documents, name)) : 0;
}

void
contents_mark_apparatus (const Contents *contents, const char *reference)
{
    guint place = place_of (contents, reference);

    if (place > 0)
        ((EpubDocument *) g_ptr_array_index (contents->package->documents, place - 1))->is_apparatus = TRUE;
}

static void
add_entry (const Contents *contents, const Point *point, guint place, gboolean is_part)
{
    EpubEntry *entry = arena_make (contents->arena, EpubEntry);
    g_autofree char *label = point->label != NULL ? dom_text (point->label) : NULL;
    const char *fragment = strchr (point->reference, '#');
    g_autofree char *id = fragment != NULL ? g_uri_unescape_string (fragment + 1, NULL) : NULL;

    entry->label = label != NULL && *label != '\0' ? arena_strdup (contents->arena, label) : NULL;
    entry->document = place - 1;
    entry->fragment = id != NULL && *id != '\0' ? arena_strdup (contents->arena, id) : NULL;
    entry->is_part = is_part;
    g_ptr_array_add (contents->package->entries, entry);
}

/* Whether what stands below a point are chapters of their own: documents each, and the point itself is not one
 * of them, or is none at all.  Places within documents are sections of a chapter. */
static gboolean
holds_chapters (const Contents *contents, const Point *point, gboolean is_nav)
{
    guint own = place_of (contents, point->reference), n_chapters = 0;

    if (point->list == NULL)
        return FALSE;
    for (const DomNode *node = point->list->first; node != NULL; node = node->next) {
        Point below;
        guint place;

        if (!find_point (node, is_nav, &below) || below.reference == NULL)
            continue;
        place = place_of (contents, below.reference);
        if (strchr (below.reference, '#') != NULL && place == own)
            return FALSE;
        n_chapters += place > 0 && place != own && strchr (below.reference, '#') == NULL;
    }
    return n_chapters > 0;
}

/* Parts of a book, and sections of a paper, are two levels above their chapters at most. */
#define LEVELS 3

static void
add_points (const Contents *contents, const DomNode *list, gboolean is_nav, guint level) /* NOLINT(misc-no-recursion) */
{
    for (const DomNode *node = list->first; node != NULL; node = node->next) {
        Point point;
        gboolean is_part;
        guint place;

        if (!find_point (node, is_nav, &point))
            continue;
        place = place_of (contents, point.reference);
        is_part = level < LEVELS && holds_chapters (contents, &point, is_nav);
        if (place > 0)
            add_entry (contents, &point, place, is_part);
        if (is_part)
            add_points (contents, point.list, is_nav, level + 1);
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
    const EpubEntry *first = *(const EpubEntry *const *) a, *second = *(const EpubEntry *const *) b;

    return (first->document > second->document) - (first->document < second->document);
}

static void
read_landmarks (const Contents *contents, const DomNode *nav)
{
    for (const DomNode *node = dom_next (nav, nav); node != NULL; node = dom_next (node, nav))
        if (dom_is_named (node, "a") && epub_is_apparatus (dom_attribute (node, "epub:type")))
            contents_mark_apparatus (contents, dom_attribute (node, "href"));
}

static void
read_navs (const Contents *contents, const DomNode *root)
{
    for (const DomNode *nav = root, *next; nav != NULL; nav = next) {
        const DomNode *list = dom_is_named (nav, "nav") ? dom_next_named (nav, nav, "ol") : NULL;

        next = list != NULL ? dom_skip (nav, root) : dom_next (nav, root);
        if (list == NULL)
            continue;
        if (dom_attribute_has (nav, "epub:type", "toc"))
            add_points (contents, list, TRUE, 1);
        else if (dom_attribute_has (nav, "epub:type", "landmarks"))
            read_landmarks (contents, nav);
    }
}

void
contents_read (const Contents *contents, const DomDocument *document, gboolean is_nav)
{
    const DomNode *map = is_nav ? NULL : dom_next_named (document->root, document->root, "navMap");

    if (is_nav || map != NULL)
        g_ptr_array_set_size (contents->package->entries, 0);
    if (is_nav)
        read_navs (contents, document->root);
    else if (map != NULL)
        add_points (contents, map, FALSE, 1);
    g_ptr_array_sort (contents->package->entries, compare_entries);
}
