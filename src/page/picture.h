/* SPDX-License-Identifier: MIT */
#ifndef PAGE_PICTURE_H
#define PAGE_PICTURE_H

#include "page.h"

/* Which of the addresses that a page has for a picture is the one to take. */

/* How the page came to name an address. */
typedef enum {
    OFFER_SRC,    /* src, or a poster */
    OFFER_LAZY,   /* an attribute that a script copies into src */
    OFFER_SRCSET, /* srcset, of the img or of a source */
    OFFER_LARGE,  /* an attribute that names a larger one, for a magnifier */
    OFFER_LINK,   /* where a link around the picture leads: a larger one, or a page about it */
} OfferKind;

/* An address that the page has for a picture. */
typedef struct {
    OfferKind kind;
    const char *address;
    guint width;         /* pixels, as the page or the address says; 0: not known */
    gboolean is_foreign; /* of a kind that no book may hold: image/webp */
    gboolean is_standin; /* its name says that it is shown until the picture is there */
} Offer;

/* A length in pixels that an attribute of the element gives; 0: none, or a share of what is around it. */
guint element_pixels (const DomNode *element, const char *name);

/* An image candidate of a srcset attribute. */
typedef struct {
    const char *url; /* not terminated */
    gsize length;
    guint width;    /* 0: it has none */
    double density; /* 1 where nothing else is said */
} SrcsetCandidate;

/* Reads the candidate at *srcset and moves on behind it, as https://html.spec.whatwg.org/#parse-a-srcset-attribute
 * does; sizes are not looked at.  FALSE at the end. */
gboolean srcset_next (const char **srcset, SrcsetCandidate *candidate);

/* The bytes of a data: URI; NULL when it is none, is malformed or longer than `limit`. */
GBytes *data_uri_decode (const char *uri, gsize limit);

/* The width that an address itself names, as in "harbour-640x480.jpg" or "?w=640"; 0: none. */
guint address_width (const char *address);

/* Whether the address ends as those of pictures do; of photos; of pictures that no book may hold. */
gboolean address_is_picture (const char *address);
gboolean address_is_photo (const char *address);
gboolean address_is_foreign (const char *address);

/* The name of the file without folders, size and extension: what the addresses of one picture have in common. */
char *address_stem (const char *address);

/* Adds all addresses of the picture that `element` (an img, amp-img, picture or video) shows, in the order of
 * the page; that of a link; and one that stands elsewhere.  Each address stands in `offers` once. */
void offers_add_element (GArray *offers, const Page *page, const DomNode *element);
void offers_add_link (GArray *offers, const DomNode *link);
void offers_add_address (GArray *offers, const char *address);

/* Finds pictures in the page's store, and remembers what was asked for. */
typedef struct _PictureFinder PictureFinder;

PictureFinder *picture_finder_new (Page *page);
void picture_finder_free (PictureFinder *finder);

/* The width that the widest of the offers seems to have. */
guint picture_likely_width (const GArray *offers);

/* Sets the image's picture and source to the best of the offers.  FALSE: there is nothing to show but what
 * stands in for a picture, or a single pixel. */
gboolean picture_choose (PictureFinder *finder, const GArray *offers, PageImage *image);

/* Notes why the image is not in the book, if it is not. */
void picture_explain (PictureFinder *finder, const GArray *offers, const PageImage *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictureFinder, picture_finder_free)

#endif
