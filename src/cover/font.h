/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "page.h"

/* A font of the program's resources.  Measures are in font units. */
typedef struct _Font Font;

/* A glyph and where it stands, from the start of what was shaped. */
typedef struct {
    guint32 id;
    int x, y;
} Glyph;

/* The font as this thread has it, for texts in that language until it is got for others; it stays open, and
 * belongs to the thread.  `resource` is a string that stays. */
Font *font_get (const char *resource, const char *language, GError **error);

int font_units_per_em (const Font *font);

/* The height of a capital letter. */
int font_cap_height (const Font *font);

gboolean font_has (const Font *font, gunichar character);

/* Shapes a run of one direction, appends its Glyphs in visual order, and returns its width.
 * Features are OpenType's, such as "c2sc,smcp", or NULL; tracking goes after every letter. */
int font_shape (Font *font, const gunichar *text, guint length, const char *features, int tracking, GArray *glyphs);

/* The size, in pixels to the em, of the glyphs drawn from now on. */
void font_set_size (Font *font, int size);

/* Draws the glyph with its origin at pixel x, y. */
void font_draw (Font *font, guint32 glyph, Page *page, int x, int y);
