/* SPDX-License-Identifier: MIT */
#include "front.h"

#include "cover/cover.h"

/* No picture for a cover is larger, in bytes. */
#define COVER_LIMIT ((gsize) 64 * 1024 * 1024)

static void
take (Package *package, GBytes *bytes, const PictureInfo *picture)
{
    Front *front = &package->front;

    front->bytes = arena_own (package->arena, bytes, (GDestroyNotify) g_bytes_unref);
    front->path = arena_printf (package->arena, "images/cover.%s", picture_extension (picture->format));
    front->media_type = picture_media_type (picture->format);
    front->width = picture->width;
    front->height = picture->height;
}

/* ---- A cover of our own ---- */

static gboolean
draw (Package *package, GError **error)
{
    static const PictureInfo made = { .format = PICTURE_JPEG, .width = COVER_WIDTH, .height = COVER_HEIGHT };
    CoverText text = {
        .title = package->title,
        .byline = package->imprint.byline,
        .publication = package->imprint.publication,
        .date = package->imprint.date,
        .language = package->language,
    };
    GBytes *bytes = cover_draw (&text, error);

    if (bytes == NULL)
        return FALSE;
    if (!cover_can_draw (package->title))
        report_note (package->book->report, NOTE_COVER_TEXT, book_first_chapter (package->book)->origin.path, 0, NULL);
    take (package, bytes, &made);
    return TRUE;
}

/* ---- The cover of the options ---- */

static void
set_problem (NoteId problem, GError **error)
{
    if (problem == NOTE_PICTURE_LARGE)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "has more pixels than a cover can show");
    else if (problem == NOTE_PICTURE_BROKEN)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is a damaged picture");
    else
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is no picture that can be a cover");
}

/* As it is, but for what it says of itself; smaller, or in another format, where it must be. */
static gboolean
load (Package *package, const char *path, GError **error)
{
    const PictureFit fit = { COVER_HEIGHT, COVER_WIDTH * COVER_HEIGHT, package->book->options.is_grey };
    g_autoptr (GBytes) bytes = file_read (path, COVER_LIMIT, error);
    GBytes *fitted = NULL;
    PictureInfo picture = { 0 };
    NoteId problem;

    if (bytes == NULL)
        return FALSE;
    if (picture_probe (bytes, &picture, &problem))
        fitted = picture_fit (bytes, &fit, &picture, &problem);
    if (fitted == NULL) {
        set_problem (problem, error);
        return FALSE;
    }
    take (package, fitted, &picture);
    return TRUE;
}

gboolean
front_prepare (Package *package, GError **error)
{
    const char *path = package->book->options.cover;

    package->front.alt = arena_printf (package->arena, "%s: %s", package_label (package, "cover"), package->title);
    if (!package_has_cover (package))
        return TRUE;
    if (path == NULL)
        return draw (package, error);
    if (load (package, path, error))
        return TRUE;
    g_prefix_error (error, "%s: ", path);
    return FALSE;
}
