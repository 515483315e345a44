/* SPDX-License-Identifier: MIT */
#ifndef PICTURE_H
#define PICTURE_H

#include "base/base.h"
#include "image/image.h"

/* Files of pictures: what they are, what they say of themselves, and how they become files that every EPUB reader
 * shows.  No pixel is decoded in this folder: that is what the program sheaf-image is for. */

typedef enum {
    PICTURE_JPEG,
    PICTURE_PNG,
    PICTURE_GIF,
    PICTURE_WEBP,
    PICTURE_AVIF,
    PICTURE_HEIC,
    PICTURE_TIFF,
    PICTURE_BMP,
    PICTURE_SVG,
} PictureFormat;

/* What the headers of a picture say. */
typedef struct {
    PictureFormat format;
    guint width, height; /* pixels, as they are stored */
    guint orientation;   /* as Exif counts: 1 is upright, 2 to 8 are turned or mirrored */
    guint n_frames;
    gboolean has_alpha;
    gboolean is_plain; /* grey, RGB or palette of 8 bits or less, sRGB or without a profile */
} PictureInfo;

/* Looks at the headers and the end.  FALSE, with *problem one of the NOTE_PICTURE_ ids, when it is no picture that
 * can be in a book, damaged, or of more pixels than anybody can show.
 * Formats: ITU-T T.81, W3C PNG, GIF89a, RFC 9649 (WebP), ISO/IEC 23008-12 (HEIF), TIFF 6.0, BMP, SVG. */
gboolean picture_probe (GBytes *bytes, PictureInfo *info, NoteId *problem);

/* A JPEG, PNG or GIF without what it says of itself and of where it was taken, its pixels untouched; a new
 * reference to the same bytes when there is nothing to take out. */
GBytes *picture_clean (GBytes *bytes, const PictureInfo *info);

/* What a photo's file, or a list of photos, says of it.  Strings are UTF-8, in NFC, in one line, in the arena that
 * they were read with; NULL: nothing. */
typedef struct {
    const char *headline;
    const char *description;  /* the caption */
    const char *alt;          /* IPTC Alt Text (Accessibility) */
    const char *photographer; /* several: "Ann Lee and Tom Vale"; a file may have an agency here */
    const char *credit;       /* the credit line of a file as it stands there: "Ann Lee/AFP", "AFP via Getty Images" */
    const char *agency;       /* of a file: where it says to come from, which counts when it has no credit line */
    const char *rights;       /* the copyright notice */
    const char *date;         /* ISO 8601: year, month or day, or with a time */
    const char *place;        /* "Duluth, Minnesota, United States" */
    const char *position;     /* "52.51630,13.37770": degrees north and east, only when asked for */
} PhotoFacts;

/* Reads Exif, IPTC IIM and XMP out of a JPEG, PNG, WebP, TIFF, AVIF or HEIC file, and of `xmp`, the contents of an
 * .xmp file beside it, or NULL, which comes first.  FALSE: it says nothing.
 * Formats: Exif 2.32 (CIPA DC-008), IPTC-IIM 4.2, XMP (ISO 16684-1), IPTC Photo Metadata Standard 2023.1; which of
 * them wins follows the Metadata Working Group's guidelines 2.0. */
gboolean picture_read_facts (GBytes *bytes, const PictureInfo *info, GBytes *xmp, gboolean with_position, Arena *arena,
                             PhotoFacts *facts);

/* How pictures shall be. */
typedef struct {
    guint most_side;      /* neither width nor height may be more, in pixels; 0: any */
    guint most_pixels;    /* nor the two multiplied; 0: any */
    gboolean is_grey;     /* in the sixteen greys of an e-ink screen */
    gboolean is_given_up; /* sheaf-image took too long too often: it is not asked any more */
} PictureFit;

/* The picture as a JPEG, PNG or GIF that fits: cleaned only if it does already, or else made by sheaf-image.  Changes
 * `info` to what it has become.  *note is set to NOTE_PICTURE_CHANGED for what was made, and to NOTE_PICTURE_UNFIT for
 * what readers can show but sheaf-image, which cannot run or is given up, should have changed.  NULL, with *note, for
 * what cannot be decoded or has too many pixels, or readers could not show. */
GBytes *picture_fit (GBytes *bytes, const PictureFit *fit, PictureInfo *info, NoteId *note);

/* A cover that sheaf-image makes, COVER_WIDTH x COVER_HEIGHT pixels as a JPEG: of the photo, as a book holds it, with
 * the texts over it, or of type alone when it is NULL.  NULL, with *status, when there is none. */
GBytes *picture_cover (GBytes *photo, const char *const texts[IMAGE_N_TEXTS], gboolean is_grey, ImageStatus *status);

/* Makes ready to start sheaf-image, for a process that will not be able to start anything by the time when a picture
 * needs it.  FALSE: there is no such program. */
gboolean picture_prepare (void);

const char *picture_media_type (PictureFormat format); /* "image/jpeg" */
const char *picture_extension (PictureFormat format);  /* "jpg" */

#endif
