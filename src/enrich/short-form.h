/* SPDX-License-Identifier: MIT */
#ifndef SHORT_FORM_H
#define SHORT_FORM_H

#include "words.h"

/* A short form in the text: its bytes, and its words. */
typedef struct {
    Span span;
    guint first, end;
} ShortForm;

/* What it is written with. */
typedef struct {
    guint n_capitals, n_small, n_digits, n_others;
} Shape;

Shape shape_of (const char *text, Span span);

/* Whether it could be a word like any other: small, or small after a first capital. */
gboolean shape_is_word (const char *text, Span span);

gboolean shape_is_roman (const char *text, Span span);

/* Whether every bracket opens and closes. */
gboolean shape_is_balanced (const char *text, Span span);

/* Whether a sign before word i makes it something else: "@NPI", "$NPI", the index ".NPI". */
gboolean short_form_is_sign (const Words *words, guint i);

/* The word after the short form that would begin with word i. */
guint short_form_end (const Words *words, guint i);

/* The short form that is these words; that begins with word i; that ends before word `end`, and looks like no other
 * word.  FALSE if it can be none. */
gboolean short_form_of (const Words *words, guint first, guint end, ShortForm *form);
gboolean short_form_from (const Words *words, guint i, ShortForm *form);
gboolean short_form_before (const Words *words, guint end, ShortForm *form);

#endif
