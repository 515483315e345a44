/* SPDX-License-Identifier: MIT */
#include "helper.h"
#include "picture.h"

static gboolean
is_small_enough (const PictureInfo *info, const PictureFit *fit)
{
    return (fit->most_side == 0 || MAX (info->width, info->height) <= fit->most_side)
           && (fit->most_pixels == 0 || (guint64) info->width * info->height <= fit->most_pixels);
}

/* Whether every reader shows it, if perhaps not well. */
static gboolean
is_shown (const PictureInfo *info)
{
    return info->format <= PICTURE_GIF;
}

static gboolean
fits (const PictureInfo *info, const PictureFit *fit)
{
    return is_shown (info) && info->orientation == 1 && info->n_frames == 1 && info->is_plain && !info->has_alpha
           && !fit->is_grey && is_small_enough (info, fit);
}

static NoteId
problem_of (const ImageReply *reply)
{
    switch ((ImageStatus) reply->status) {
    case IMAGE_TOO_LARGE: return NOTE_PICTURE_LARGE;
    case IMAGE_MISSING: return NOTE_PICTURE_HELPER;
    case IMAGE_SLOW: return NOTE_PICTURE_SLOW;
    case IMAGE_DONE:
    case IMAGE_BROKEN:
    case IMAGE_NO_FONT:
    case IMAGE_UNFIT:
    case IMAGE_LOST: return NOTE_PICTURE_BROKEN;
    }
    g_assert_not_reached ();
}

static void
take_reply (PictureInfo *info, const ImageReply *reply)
{
    *info = (PictureInfo){ .format = reply->format == IMAGE_JPEG ? PICTURE_JPEG : PICTURE_PNG,
                           .width = reply->width,
                           .height = reply->height,
                           .orientation = 1,
                           .n_frames = 1,
                           .is_plain = TRUE };
}

gboolean
picture_prepare (void)
{
    return helper_prepare ();
}

GBytes *
picture_fit (GBytes *bytes, const PictureFit *fit, PictureInfo *info, NoteId *note)
{
    ImageRequest request = {
        .operation = IMAGE_FIT,
        .most_side = fit->most_side,
        .most_pixels = fit->most_pixels,
        .is_grey = fit->is_grey,
        .is_plain = info->is_plain,
    };
    ImageReply reply = { .status = IMAGE_SLOW };
    GBytes *made;

    if (fits (info, fit))
        return picture_clean (bytes, info);
    made = fit->is_given_up ? NULL : helper_call (&request, bytes, NULL, &reply);
    if (made != NULL) {
        *note = NOTE_PICTURE_CHANGED;
        take_reply (info, &reply);
    } else if ((reply.status == IMAGE_MISSING || fit->is_given_up) && is_shown (info)) {
        *note = NOTE_PICTURE_UNFIT;
        made = picture_clean (bytes, info);
    } else {
        *note = problem_of (&reply);
    }
    return made;
}
