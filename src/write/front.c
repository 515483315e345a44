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

/* Photos that are tried: of most books the first is taken, and each costs as much as a cover. */
#define MOST_TRIED 3

/* What the article opens with, if that may be on a cover.  A graphic is no photo, whatever it looks like. */
static const Caption *
find_lead_photo (const Article *article)
{
    for (guint i = 0; i < article->captions->len; i++) {
        const Caption *caption = g_ptr_array_index (article->captions, i);
        const Picture *picture = caption->picture;

        if (picture == NULL)
            continue;
        if (picture->format == PICTURE_GIF || g_strcmp0 (caption->kind, "graphic") == 0
            || !cover_may_show ((int) picture->width, (int) picture->height))
            return NULL;
        return caption;
    }
    return NULL;
}

static void
take_made (Package *package, GBytes *bytes, const Caption *photo)
{
    static const PictureInfo made = { .format = PICTURE_JPEG, .width = COVER_WIDTH, .height = COVER_HEIGHT };
    gboolean is_described = photo != NULL && photo->alt != NULL && *photo->alt != '\0';
    const char *shown = photo == NULL ? NULL : is_described ? photo->alt : photo->caption;

    take (package, bytes, &made);
    package->front.photo = photo;
    if (shown != NULL)
        package->front.alt = arena_printf (package->arena, "%s (%s%s %s)", package->front.alt,
                                           package_label (package, "photo"), package_label (package, "colon"), shown);
}

static void
note_outcome (const Package *package, const CoverOutcome *outcome)
{
    const char *input = book_first_chapter (package->book)->origin.path;

    if (outcome->lost_photo)
        report_note (package->book->report, NOTE_COVER_PHOTO, input, 0, NULL);
    if (outcome->lacks_letters)
        report_note (package->book->report, NOTE_COVER_TEXT, input, 0, NULL);
}

/* The lead photos of the articles, in their order. */
static guint
find_photos (const SheafBook *book, const Caption *captions[MOST_TRIED], GBytes *photos[MOST_TRIED])
{
    guint n = 0;

    for (guint i = 0; i < book_n_chapters (book) && n < MOST_TRIED; i++) {
        captions[n] = find_lead_photo (g_ptr_array_index (book->articles, i));
        if (captions[n] != NULL)
            photos[n] = captions[n]->picture->bytes;
        n += captions[n] != NULL;
    }
    return n;
}

static gboolean
make (Package *package, GError **error)
{
    const CoverText text = {
        .title = package->title,
        .byline = package->imprint.byline,
        .publication = package->imprint.publication,
        .date = package->imprint.date,
        .language = package->language,
    };
    const Caption *captions[MOST_TRIED];
    GBytes *photos[MOST_TRIED];
    guint n_photos = find_photos (package->book, captions, photos);
    CoverOutcome outcome;
    GBytes *bytes = cover_make (&text, photos, n_photos, package->book->options.is_grey, &outcome, error);

    if (bytes == NULL)
        return FALSE;
    note_outcome (package, &outcome);
    take_made (package, bytes, outcome.photo >= 0 ? captions[outcome.photo] : NULL);
    return TRUE;
}

/* ---- The cover of the options ---- */

static void
set_problem (NoteId problem, GError **error)
{
    if (problem == NOTE_PICTURE_LARGE)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT, "has more pixels than a cover can show");
    else if (problem == NOTE_PICTURE_BROKEN)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is a damaged picture");
    else if (problem == NOTE_PICTURE_HELPER)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "must be changed, but sheaf-image cannot run; install it");
    else if (problem == NOTE_PICTURE_SLOW)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "takes too long to be read");
    else
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is no picture that can be a cover");
}

/* The longer side that a picture may have to lie within a cover, in whichever way it is stored. */
static guint
most_side (const PictureInfo *picture)
{
    double width = picture->width, height = picture->height;

    if (picture->orientation >= 5) {
        width = picture->height;
        height = picture->width;
    }
    return (guint) (MAX (width, height) * MIN (COVER_WIDTH / width, COVER_HEIGHT / height));
}

/* As it is, but for what it says of itself; smaller, or in another format, where it must be. */
static gboolean
load (Package *package, const char *path, GError **error)
{
    PictureFit fit = { .most_pixels = COVER_WIDTH * COVER_HEIGHT, .is_grey = package->book->options.is_grey };
    g_autoptr (GBytes) bytes = file_read (path, COVER_LIMIT, error);
    GBytes *fitted = NULL;
    PictureInfo picture = { 0 };
    NoteId problem;

    if (bytes == NULL)
        return FALSE;
    if (picture_probe (bytes, &picture, &problem)) {
        fit.most_side = most_side (&picture);
        problem = N_NOTES;
        fitted = picture_fit (bytes, &fit, &picture, &problem);
    }
    if (fitted == NULL) {
        set_problem (problem, error);
        return FALSE;
    }
    if (problem == NOTE_PICTURE_UNFIT)
        report_note (package->book->report, problem, path, 0, NULL);
    take (package, fitted, &picture);
    return TRUE;
}

gboolean
front_prepare (Package *package, GError **error)
{
    const char *path = package->book->options.cover;

    package->front.alt = arena_printf (package->arena, "%s%s %s", package_label (package, "cover"),
                                       package_label (package, "colon"), package->title);
    if (!package_has_cover (package))
        return TRUE;
    if (path == NULL)
        return make (package, error);
    if (load (package, path, error))
        return TRUE;
    g_prefix_error (error, "%s: ", path);
    return FALSE;
}
