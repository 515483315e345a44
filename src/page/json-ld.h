/* SPDX-License-Identifier: MIT */
#ifndef JSON_LD_H
#define JSON_LD_H

#include "base/base.h"

/* What a page says of itself as linked data (https://www.w3.org/TR/json-ld11/) in the words of schema.org. */
typedef struct _JsonLd JsonLd;

/* Lives in the arena. */
JsonLd *json_ld_new (Arena *arena);

/* Adds a script of the page. */
void json_ld_add (JsonLd *linked, const char *text, gsize length);

/* Chooses the thing that the page is about, an article before anything else; of several the one whose headline
 * is most `like` the page's own, by a function that says how much. */
void json_ld_choose (JsonLd *linked, const char *title, double (*like) (const char *, const char *));

/* Adds to `values` (const char *) what the chosen thing has for the path: "headline", or "author.name" for the
 * name of the authors, be they written as text, as things, as references to things or as lists of all these.
 * With a "~" before it, things that are organisations are left out.  A path that begins with the name of a type,
 * "WebSite.name", asks the first thing of that type instead. */
void json_ld_get (const JsonLd *linked, const char *path, GPtrArray *values);

/* What the data say of a picture; NULL: nothing. */
typedef struct {
    const char *address, *caption, *credit;
} LinkedImage;

/* Adds the LinkedImage of all pictures that have a caption or credit, wherever they stand. */
void json_ld_images (const JsonLd *linked, GArray *images);

/* Whether the type ("https://schema.org/NewsArticle") is one that a page is about. */
gboolean json_ld_is_article (const char *type);

#endif
