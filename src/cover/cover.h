/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "picture/picture.h"

/* What stands on a cover.  Strings are UTF-8, NULL when not known; borrowed for the call. */
typedef struct {
    const char *title;       /* the headline, any length */
    const char *byline;      /* "Ann Lee", or several joined by the caller */
    const char *publication; /* "The Brannock Courier" */
    const char *date;        /* as it shall be read: "14 April 2025" */
    const char *language;    /* BCP 47, for shaping */
} CoverText;

/* Draws a cover of type alone, 1600 x 2400 pixels, and returns it as a baseline JPEG in colour.
 * Same text, same bytes.  What the built-in font lacks is left out, see below; when nothing of
 * the title is left, the publication or the byline takes its place. */
GBytes *cover_draw (const CoverText *text, GError **error);

/* Whether the built-in font has all that the text needs, Latin, Greek, Cyrillic and Hebrew
 * mostly.  Where it has not, cover_draw() will leave out characters, and a note is due. */
gboolean cover_can_draw (const char *text);
