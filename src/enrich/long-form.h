/* SPDX-License-Identifier: MIT */
#ifndef LONG_FORM_H
#define LONG_FORM_H

#include "align.h"
#include "short-form.h"

/* How much a pair's place says for it: the less, the better its letters must fit. */
typedef enum {
    PLACE_BRACKET, /* in brackets after or before the other */
    PLACE_CUE,     /* "or", "known as", "stands for" */
    PLACE_BESIDE,  /* between commas or dashes */
} Place;

/* In how many words the letters may lie. */
guint long_form_most_words (const Words *words, const ShortForm *form);

/* Whether the words say more than the short form: "HS (HSC)" and "NET (nets)" are no pairs. */
gboolean long_form_says_more (const Words *words, const ShortForm *form, guint first, guint end);

/* Finds the long form in the words from `first` to `end`.  FALSE when the letters do not lie there well enough. */
gboolean long_form_fits (const Words *words, const ShortForm *form, guint first, guint end, AlignMode mode, Place place,
                         Alignment *alignment);

#endif
