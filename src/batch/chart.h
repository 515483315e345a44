/* SPDX-License-Identifier: MIT */
#ifndef CHART_H
#define CHART_H

#include "histogram.h"
#include "timeline.h"

/* Small pictures of how many there are of what, as SVG inside of HTML: bars that say what they are when a pointer rests
 * on them. */

/* How a value is told: "48 kB". */
typedef char *(*FormatValue) (guint64 value);

/* What is counted. */
typedef struct {
    const char *title;      /* "Size of a book" */
    const char *one, *many; /* "book", "books" */
} ChartText;

/* Nothing is drawn when nothing was counted. */
void chart_histogram (GString *html, const ChartText *text, const Histogram *histogram, FormatValue format);
void chart_periods (GString *html, const ChartText *text, const Periods *periods);

#endif
