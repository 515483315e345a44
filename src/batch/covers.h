/* SPDX-License-Identifier: MIT */
#ifndef COVERS_H
#define COVERS_H

#include "folder.h"

/* Small pictures of the books' covers, for a catalogue: covers/NAME.jpg in the folder of NAME.epub. */

#define COVERS "covers"

/* Makes the picture of a book's cover, or makes it anew; a book without a cover has none.
 * Errors: SHEAF_ERROR_PLACE, _OUTPUT. */
gboolean covers_make (const Folder *folder, const char *book, GError **error);

/* The picture's name from the folder, and what it is; NULL: there is none.  Free it with g_free(). */
char *covers_find (const Folder *folder, const char *book, const char **media_type);

/* Removes it, if it is there. */
void covers_remove (const Folder *folder, const char *book);

/* Whether it is the name of a picture, in the folder of covers. */
gboolean covers_have_name (const char *name);

#endif
