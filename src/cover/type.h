/* SPDX-License-Identifier: MIT */
#pragma once

#include "font.h"

/* How a text is to be set.  Sizes are in pixels to the em. */
typedef struct {
    int width, height;    /* the room there is */
    int size, least;      /* the size to begin with, and the one not to go below */
    double leading;       /* from line to line, in ems */
    double tracking;      /* between letters, in ems */
    const char *features; /* OpenType features, "c2sc,smcp", or NULL */
} TypeStyle;

/* A text broken into lines of much the same length, at the largest size that fits. */
typedef struct _TypeBlock TypeBlock;

/* The font must live as long as the block.  A text may be NULL.  Symbols the font lacks are left
 * out, and when it lacks many letters all is, so a block may be empty; of a text without end
 * only the beginning is set. */
TypeBlock *type_set (Font *font, const char *text, const TypeStyle *style);
void type_block_free (TypeBlock *block);

gboolean type_block_is_empty (const TypeBlock *block);

/* From the top of the first line's capitals to the last base line; 0 when empty. */
int type_block_height (const TypeBlock *block);

/* Draws the block with the capitals of its first line at y.  A text that runs from right to
 * left stands at the right of the block's width. */
void type_block_draw (const TypeBlock *block, Page *page, int x, int y);

/* Whether anything would be left to set. */
gboolean type_sets_any (const Font *font, const char *text);

/* Whether the font has every character of the text, or of as much as would be set. */
gboolean type_can_set (const Font *font, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TypeBlock, type_block_free)
