/* SPDX-License-Identifier: MIT */
#ifndef TIMELINE_H
#define TIMELINE_H

#include <glib.h>

/* How many articles are of which time.  What is held does not grow with their number. */
typedef struct _Timeline Timeline;

Timeline *timeline_new (void);
void timeline_free (Timeline *timeline);

/* Adds an article by its date, ISO 8601; of NULL and of what names no month there are only the numbers. */
void timeline_add (Timeline *timeline, const char *published);

/* From when to when they are: "3 January 2025 to November 2026"; NULL: nobody knows.  Free it with g_free(). */
char *timeline_span (const Timeline *timeline);

/* A date as people read it: "3 January 2025"; NULL when it is none.  Free it with g_free(). */
char *timeline_format (const char *published);

typedef struct {
    guint64 n;
    char *label; /* "23 November 2026" */
    char *tick;  /* "23 Nov" */
} Period;

/* Days, months, years or decades that follow one another, whichever makes a picture.  What lies far from nearly all is
 * counted only. */
typedef struct {
    const char *unit; /* "day" */
    GArray *periods;  /* Period */
    guint64 n_earlier, n_later, n_undated;
} Periods;

void timeline_divide (const Timeline *timeline, Periods *periods);
void periods_clear (Periods *periods);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Timeline, timeline_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Periods, periods_clear)

#endif
