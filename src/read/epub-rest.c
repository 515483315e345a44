/* SPDX-License-Identifier: MIT */
#include "epub.h"
#include "page/page.h"

/* The documents of an EPUB, and what of them is left over. */

const DomDocument *
epub_document (Epub *epub, guint place)
{
    const EpubDocument *document = g_ptr_array_index (epub->package->documents, place);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    Input part = { .book = epub->input->book, .path = epub->input->path, .name = document->name };

    if (epub->document != NULL && epub->place == place)
        return epub->document;
    g_clear_pointer (&epub->arena, arena_free);
    epub->arena = arena_new ();
    epub->document = NULL;
    epub->place = place;
    part.bytes = bytes = store_read_member (epub->store, document->name, READ_LIMIT, &error);
    if (bytes != NULL && input_decode (&part, epub->arena, &error)) {
        epub->document = dom_parse_xml (epub->arena, part.text, part.length, NULL);
        if (epub->document == NULL || epub->document->body == NULL)
            epub->document = dom_parse_html (epub->arena, part.text, part.length);
    } else {
        g_autofree char *path = g_build_filename (part.path, part.name, NULL);

        report_note (part.book->report, NOTE_INPUT_SKIPPED, path, 0, "%s", error->message);
        if (epub->fault == NULL)
            epub->fault = g_strdup_printf ("%s: %s", part.name, error->message);
    }
    return epub->document;
}

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
    const EpubStretch *first = a, *second = b;

    if (first->place != second->place)
        return first->place < second->place ? -1 : 1;
    return (first->start > second->start) - (first->start < second->start);
}

/* A stretch that no chapter has.  It is told with the first article, for it is of none. */
static void
tell_stretch (Epub *epub, guint place, guint start, guint end)
{
    const EpubDocument *part = g_ptr_array_index (epub->package->documents, place);
    SheafBook *book = epub->input->book;
    Page page = { .book = book,
                  .article = g_ptr_array_index (book->articles, epub->first),
                  .path = epub->input->path,
                  .first = start,
                  .end = end };
    guint n_words;

    if (part->is_encrypted)
        return;
    page.document = epub_document (epub, place);
    n_words = page.document != NULL ? dropped_tell_all (&page, DROPPED_PARTS) : 0;
    if (n_words > 0)
        report_note (book->report, NOTE_PART_DROPPED, page.path, 0, "%s, %u words", part->name, n_words);
}

void
epub_tell_rest (Epub *epub)
{
    guint n = epub->stretches->len, i = 0;

    g_array_sort (epub->stretches, compare_stretches);
    for (guint place = 0; place < epub->package->documents->len; place++) {
        guint told = 0;

        for (; i < n && g_array_index (epub->stretches, EpubStretch, i).place == place; i++) {
            const EpubStretch *stretch = &g_array_index (epub->stretches, EpubStretch, i);

            if (stretch->start > told)
                tell_stretch (epub, place, told, stretch->start);
            told = MAX (told, stretch->end);
        }
        if (told < G_MAXUINT)
            tell_stretch (epub, place, told, G_MAXUINT);
    }
}
