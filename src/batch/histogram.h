/* SPDX-License-Identifier: MIT */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <glib.h>

/* How many values are of which size, in a few hundred bytes whatever their number. */

#define HISTOGRAM_BINS 64

typedef struct {
    guint64 bins[HISTOGRAM_BINS]; /* the first is of 0, the last has no end */
    guint64 n, sum, largest;
} Histogram;

void histogram_add (Histogram *histogram, guint64 value);

/* The value that a bin begins with: 0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100, ... */
guint64 histogram_start (guint bin);

/* The bins that hold something: from *first to *last.  FALSE: none does. */
gboolean histogram_range (const Histogram *histogram, guint *first, guint *last);

/* The value that half of all are not above, as far as the bins tell: never more than 1.5 times what it is. */
guint64 histogram_median (const Histogram *histogram);

#endif
