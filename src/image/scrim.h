/* SPDX-License-Identifier: MIT */
#ifndef SCRIM_H
#define SCRIM_H

#include "house.h"

/* What lies between a photo and the type on it, so that the type can be read whatever the photo shows: every pixel
 * behind it has at least 4.5:1 with the ink, as the Web Content Accessibility Guidelines 2.1, 1.4.3, count. */

/* A part of the cover with type on it. */
typedef struct {
    int top, bottom; /* rows of the type */
    int fade;        /* rows that the scrim takes to vanish, on the sides where there is photo */
} ScrimZone;

/* Where the photo ends above the foot of the cover, the ground goes on there in one colour. */
typedef struct {
    Colour ground;
    Colour ink;
} ScrimTone;

/* Lays a scrim on the zone and returns what it is made of: dark with light ink, or the other way round where the
 * photo is very light.  What is below `photo_height` becomes plain. */
ScrimTone scrim_lay (guint8 *canvas, int photo_height, const ScrimZone *zone);

#endif
