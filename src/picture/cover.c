/* SPDX-License-Identifier: MIT */
#include "helper.h"
#include "picture.h"

GBytes *
picture_cover (GBytes *photo, const char *const texts[IMAGE_N_TEXTS], gboolean is_grey, ImageStatus *status)
{
    ImageRequest request = { .operation = IMAGE_COVER, .is_grey = is_grey };
    ImageReply reply;
    GBytes *cover = helper_call (&request, photo, texts, &reply);

    *status = (ImageStatus) reply.status;
    return cover;
}
