/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include <gio/gio.h>

#include "histogram.h"

/* A page for people that says what became of the inputs of a run: one file of HTML, which needs nothing else.  It is
 * made of journals, and no more of them is held than is shown. */

/* A journal with a line for each input, as a run leaves it, and the folder of its books. */
typedef struct {
    const char *journal, *folder;
} ReportSource;

typedef struct {
    const char *title;    /* NULL: the name of the first folder */
    guint n_shown;        /* books, and inputs that failed; of more there are only the numbers */
    const Histogram *cpu; /* milliseconds that articles took; NULL: not known */
} ReportPageOptions;

/* Whether there is nothing at `path`, or a report, which may be replaced.
 * Errors: SHEAF_ERROR_EXISTS, _PLACE. */
gboolean report_page_check (const char *path, GError **error);

/* Writes the page to `path`.
 * Errors: those of report_page_check(), _OUTPUT, and _INPUT for a journal. */
gboolean report_page_write (const char *path, const ReportPageOptions *options, const ReportSource *sources,
                            guint n_sources, GError **error);

#endif
