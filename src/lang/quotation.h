/* SPDX-License-Identifier: MIT */
#ifndef QUOTATION_H
#define QUOTATION_H

#include "base/base.h"

/* A stretch in quotation marks, the marks included. */
typedef struct {
    Span span;
    gboolean is_open; /* its closing mark is missing: it reaches to the end of the stretch */
} Quotation;

/* Finds the quotations of a paragraph, in its order, the outermost ones only: curly, straight and low
 * marks, guillemets in either direction, '' and ``, single marks told from apostrophes.
 * Free the array with g_array_unref(). */
GArray *quotation_find (const char *text, Span paragraph);

#endif
