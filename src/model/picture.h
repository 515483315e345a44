/* SPDX-License-Identifier: MIT */
#ifndef PICTURE_H
#define PICTURE_H

#include "book.h"

/* Looks at the first and last bytes of a picture and sets its media type, extension and size.
 * FALSE, with *problem, when it is not one that every EPUB reader shows: JPEG, PNG or GIF, whole, and of a size that
 * can be shown. Formats: ITU-T T.81 (JPEG), W3C PNG, GIF89a. */
gboolean picture_probe (GBytes *bytes, Picture *picture, NoteId *problem);

#endif
