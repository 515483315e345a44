/* SPDX-License-Identifier: MIT */
#ifndef THUMBNAIL_H
#define THUMBNAIL_H

#include <glib.h>

/* A cover, made no wider or higher than that, in its proportions.  `*media_type` is "image/jpeg", or "image/png" or
 * "image/gif" for some that are none of sheaf's own.  NULL, with an error, when it cannot be decoded. */
GBytes *thumbnail_make (GBytes *bytes, guint max_width, guint max_height, const char **media_type, GError **error);

#endif
