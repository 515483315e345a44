/* SPDX-License-Identifier: MIT */
#include "page.h"

/* Smaller pictures are icons and ornaments. */
#define LEAST_SIDE 64

#define XMP_LIMIT ((gsize) 1 << 20)

const PhotoFacts *
photo_read_facts (const SheafBook *book, Arena *arena, GBytes *bytes, const PictureInfo *info, Store *store,
                  const char *member)
{
    g_autoptr (GBytes) xmp = NULL;
    PhotoFacts facts = { 0 }, *kept;
    PictureInfo probed;
    NoteId problem;

    if (info == NULL && !picture_probe (bytes, &probed, &problem))
        return NULL;
    info = info != NULL ? info : &probed;
    if (info->width < LEAST_SIDE || info->height < LEAST_SIDE)
        return NULL;
    if (store != NULL && member != NULL)
        xmp = store_read_beside (store, member, ".xmp", XMP_LIMIT);
    if (!picture_read_facts (bytes, info, xmp, book->options.keeps_location, arena, &facts))
        return NULL;
    kept = arena_make (arena, PhotoFacts);
    *kept = facts;
    return kept;
}
