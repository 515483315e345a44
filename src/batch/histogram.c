/* SPDX-License-Identifier: MIT */
#include "histogram.h"

/* Steps that are about as long as each other, and numbers that people like. */
static const guint64 steps[] = { 10, 15, 20, 30, 40, 50, 70 };

#define N_STEPS ((guint) G_N_ELEMENTS (steps))

/* 0, then what has one digit, where there is no 1.5. */
static const guint64 small[] = { 0, 1, 2, 3, 4, 5, 7 };

#define N_SMALL ((guint) G_N_ELEMENTS (small))

guint64
histogram_start (guint bin)
{
    guint64 start;

    if (bin < N_SMALL)
        return small[bin];
    start = steps[(bin - N_SMALL) % N_STEPS];
    for (guint i = (bin - N_SMALL) / N_STEPS; i > 0; i--)
        start *= 10;
    return start;
}

void
histogram_add (Histogram *histogram, guint64 value)
{
    guint bin = 0;

    while (bin + 1 < HISTOGRAM_BINS && histogram_start (bin + 1) <= value)
        bin++;
    histogram->bins[bin]++;
    histogram->n++;
    histogram->sum += value;
    histogram->largest = MAX (histogram->largest, value);
}

gboolean
histogram_range (const Histogram *histogram, guint *first, guint *last)
{
    if (histogram->n == 0)
        return FALSE;
    for (*first = 0; histogram->bins[*first] == 0;)
        (*first)++;
    for (*last = HISTOGRAM_BINS - 1; histogram->bins[*last] == 0;)
        (*last)--;
    return TRUE;
}

/* Within its bin the values are taken to lie evenly. */
guint64
histogram_median (const Histogram *histogram)
{
    guint64 n_below = 0, half = (histogram->n + 1) / 2, start, last = histogram->largest;
    guint bin = 0;

    while (bin + 1 < HISTOGRAM_BINS && n_below + histogram->bins[bin] < half)
        n_below += histogram->bins[bin++];
    start = histogram_start (bin);
    if (bin + 1 < HISTOGRAM_BINS)
        last = MIN (last, histogram_start (bin + 1) - 1);
    if (histogram->bins[bin] == 0)
        return start;
    return start + (guint64) ((double) (last - start) * (double) (half - n_below) / (double) histogram->bins[bin]);
}
