/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "picture/picture.h"

#include "thumbnail.h"

/* What stands on a cover.  Strings are UTF-8, NULL when not known; borrowed for the call. */
typedef struct {
    const char *title;       /* the headline, any length */
    const char *byline;      /* "Ann Lee", or several joined by the caller */
    const char *publication; /* "The Brannock Courier" */
    const char *date;        /* as it shall be read: "14 April 2025" */
    const char *language;    /* BCP 47, for shaping */
} CoverText;

/* What became of it. */
typedef struct {
    gint photo;             /* the one that is on it, by its index, or -1 */
    gboolean lost_photo;    /* one should be on it, but could not be put there */
    gboolean lacks_letters; /* of the title: no typeface has them */
} CoverOutcome;

/* Makes a cover of COVER_WIDTH x COVER_HEIGHT pixels, as a baseline JPEG: of the first of the photos that is fit for
 * that, or else of type alone.  That is drawn here, in next to no time, when the built-in typeface has the letters of
 * the title, else by sheaf-image.  What no typeface has is left out; when nothing of the title is left, the
 * publication or the byline takes its place.  Same text and photos, same bytes. */
GBytes *cover_make (const CoverText *text, GBytes *const *photos, guint n_photos, gboolean is_grey,
                    CoverOutcome *outcome, GError **error);
