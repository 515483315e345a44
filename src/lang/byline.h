/* SPDX-License-Identifier: MIT */
#ifndef BYLINE_H
#define BYLINE_H

#include "base/base.h"

/* What a byline says. */
typedef struct {
    char **authors;    /* NULL-terminated; empty when only a publication is named */
    char *publication; /* or NULL */
    char *published;   /* the date that ends the line, ISO 8601; or NULL */
} Byline;

/* Understands "By A and B", "By A, The Brannock Courier", "A | Harbour Gazette", "A Harbour Gazette"
 * (name and publication on one line), a publication alone, and their like in German, French and
 * Spanish ("Von", "Par", "Por").  FALSE when the line is no byline.  Clear it with byline_clear(). */
gboolean byline_parse (const char *line, Byline *byline);
void byline_clear (Byline *byline);

#endif
