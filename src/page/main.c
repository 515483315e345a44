/* SPDX-License-Identifier: MIT */
#include "main.h"
#include "main-evidence.h"

void
page_find_article (Page *page)
{
    g_autoptr (PageMeasure) measure = measure_page (page);
    g_autofree double *verdicts = evidence_judge (measure);
    g_autofree guint8 *keeps = g_malloc0 (measure->blocks->len + 1);

    choose_blocks (measure, verdicts, keeps);
    tell_kinds (measure);
    if (body_replaces (measure, keeps))
        return;
    mark_page (measure, evidence_best (measure), keeps);
}
