/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "metadata.h"
#include "picture.h"

/* A caption has no more bytes. */
#define CAPTION_SIZE 3000

/* The name of a file tells it from others when it has so many bytes. */
#define NAME_SIZE 5

/* What is said of a picture, unless it is what the article is called; in memory of the article. */
static const char *
picture_text (const Facts *facts, const char *raw)
{
    const Metadata *metadata = &facts->page->article->metadata;
    g_autofree char *plain = raw != NULL ? plain_text (raw) : NULL;
    g_autofree char *text = plain != NULL ? text_squeeze (plain, -1) : NULL;

    if (text == NULL || *text == '\0' || strlen (text) > CAPTION_SIZE || g_strcmp0 (text, metadata->title) == 0
        || g_strcmp0 (text, metadata->dek) == 0)
        return NULL;
    return arena_strdup (facts->page->article->arena, text);
}

/* The first that says something of a picture counts. */
static void
add_texts (const Facts *facts, const LinkedImage *image)
{
    Page *page = facts->page;
    PageImageText *text = arena_make (page->article->arena, PageImageText);
    g_autofree char *name = address_stem (image->address);

    text->caption = picture_text (facts, image->caption);
    text->credit = picture_text (facts, image->credit);
    if ((text->caption != NULL || text->credit != NULL) && strlen (name) >= NAME_SIZE
        && !g_hash_table_contains (page->image_texts, name))
        g_hash_table_insert (page->image_texts, g_steal_pointer (&name), text);
}

void
facts_set_image_texts (const Facts *facts)
{
    g_autoptr (GArray) images = g_array_new (FALSE, FALSE, sizeof (LinkedImage));
    Page *page = facts->page;

    json_ld_images (facts->linked, images);
    if (images->len == 0)
        return;
    page->image_texts = arena_own (page->article->arena, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                                   (GDestroyNotify) g_hash_table_unref);
    for (guint i = 0; i < images->len; i++)
        add_texts (facts, &g_array_index (images, LinkedImage, i));
}
