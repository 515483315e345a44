/* SPDX-License-Identifier: MIT */
#include "helper.h"
#include "picture.h"

static gboolean
fits (const PictureInfo *info, const PictureFit *fit)
{
    return info->format <= PICTURE_GIF && info->orientation == 1 && info->n_frames == 1 && info->is_plain
           && !info->has_alpha && !fit->is_grey
           && (fit->most_side == 0 || MAX (info->width, info->height) <= fit->most_side)
           && (fit->most_pixels == 0 || (guint64) info->width * info->height <= fit->most_pixels);
}

static NoteId
problem_of (const ImageReply *reply)
{
    switch ((ImageStatus) reply->status) {
    case IMAGE_TOO_LARGE: return NOTE_PICTURE_LARGE;
    case IMAGE_MISSING: return NOTE_PICTURE_HELPER;
    case IMAGE_DONE:
    case IMAGE_BROKEN:
    case IMAGE_NO_FONT:
    case IMAGE_LOST: return NOTE_PICTURE_BROKEN;
    }
    g_assert_not_reached ();
}

GBytes *
picture_fit (GBytes *bytes, const PictureFit *fit, PictureInfo *info, NoteId *problem)
{
    ImageRequest request = {
        .operation = IMAGE_FIT,
        .most_side = fit->most_side,
        .most_pixels = fit->most_pixels,
        .is_grey = fit->is_grey,
    };
    ImageReply reply;
    GBytes *made;

    if (fits (info, fit))
        return picture_clean (bytes, info);
    made = helper_call (&request, bytes, NULL, &reply);
    if (made == NULL) {
        *problem = problem_of (&reply);
        return NULL;
    }
    *info = (PictureInfo){ .format = reply.format == IMAGE_JPEG ? PICTURE_JPEG : PICTURE_PNG,
                           .width = reply.width,
                           .height = reply.height,
                           .orientation = 1,
                           .n_frames = 1,
                           .is_plain = TRUE };
    return made;
}
