/* SPDX-License-Identifier: MIT */
#include "covers.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "name.h"

/* As large as readers show them in a list, on a screen with two pixels for one. */
#define MOST_WIDTH 300
#define MOST_HEIGHT 450

#define BOOK_ENDING ".epub"

/* The first one is what covers that sheaf has made become. */
static const struct {
    const char *media_type, *ending;
} formats[] = {
    { "image/jpeg", ".jpg" },
    { "image/png", ".png" },
    { "image/gif", ".gif" },
};

static char *
name_of (const char *book, const char *ending)
{
    return g_strdup_printf (COVERS "/%.*s%s", (int) (strlen (book) - strlen (BOOK_ENDING)), book, ending);
}

char *
covers_find (const Folder *folder, const char *book, const char **media_type)
{
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
        g_autofree char *name = name_of (book, formats[i].ending);
        g_autofree char *path = g_build_filename (folder->path, name, NULL);

        *media_type = formats[i].media_type;
        if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer (&name);
    }
    return NULL;
}

/* But for that of the ending `kept`, which may be NULL. */
static void
remove_others (const Folder *folder, const char *book, const char *kept)
{
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
        g_autofree char *name = name_of (book, formats[i].ending);
        g_autofree char *path = g_build_filename (folder->path, name, NULL);

        if (g_strcmp0 (formats[i].ending, kept) != 0)
            (void) g_unlink (path);
    }
}

void
covers_remove (const Folder *folder, const char *book)
{
    remove_others (folder, book, NULL);
}

static const char *
ending_of (const char *media_type)
{
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
        if (strcmp (formats[i].media_type, media_type) == 0)
            return formats[i].ending;
    return NULL;
}

/* A book without a cover, or with one that cannot be shown, is none; one that cannot be read is an error. */
static gboolean
is_without (const GError *error)
{
    return error == NULL || g_error_matches (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY)
           || g_error_matches (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT)
           || g_error_matches (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT);
}

gboolean
covers_make (const Folder *folder, const char *book, GError **error)
{
    g_autofree char *path = g_build_filename (folder->path, book, NULL);
    const char *media_type = NULL, *ending;
    g_autoptr (GError) cause = NULL;
    g_autoptr (GBytes) bytes = sheaf_cover_thumbnail (path, MOST_WIDTH, MOST_HEIGHT, &media_type, &cause);
    g_autofree char *name = NULL;

    if (!is_without (cause)) {
        g_propagate_error (error, g_steal_pointer (&cause));
        return FALSE;
    }
    ending = bytes != NULL ? ending_of (media_type) : NULL;
    remove_others (folder, book, ending);
    if (ending == NULL)
        return TRUE;
    name = name_of (book, ending);
    return folder_make (folder, COVERS, error) && folder_write (folder, name, bytes, error);
}

gboolean
covers_have_name (const char *name)
{
    const char *dot = strrchr (name, '.');
    g_autofree char *book = dot != NULL ? g_strdup_printf ("%.*s" BOOK_ENDING, (int) (dot - name), name) : NULL;

    for (guint i = 0; book != NULL && i < G_N_ELEMENTS (formats); i++)
        if (strcmp (dot, formats[i].ending) == 0)
            return name_is_of_book (book);
    return FALSE;
}
