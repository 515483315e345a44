/* SPDX-License-Identifier: MIT */
#ifndef DATE_H
#define DATE_H

#include "base/base.h"

/* A date found in a text. */
typedef struct {
    Span span;    /* of the date as written, weekday included */
    char iso[11]; /* "2025", "2025-04" or "2025-04-14" */
} FoundDate;

/* Finds the first date at or after `from`: "April 14, 2025", "Sept. 26, 2024", "4 January 2024",
 * "14. April 2025", "le 12 mars 2025", "el 8 de abril de 2025", "2025-04-14", "May 2011".
 * A bare year counts only when `with_years`.  Impossible dates (30 February) are not found. */
gboolean date_find (const char *text, gsize from, gboolean with_years, FoundDate *found);

/* Whether all of `text` is a date, but for a weekday, "Published:" and the like, and a time of day.
 * Also takes ISO 8601 date-times, which are returned as they are.  Free the result with g_free(). */
char *date_parse (const char *text);

/* A date of mail and RSS, RFC 2822: "Tue, 14 Apr 2025 10:30:00 +0200", also with the zones and short years of
 * RFC 822, as ISO 8601; without the time where its zone is not known.  Free the result with g_free(). */
char *date_parse_mail (const char *text);

/* The date as the language writes it, "14 April 2025": for title page and cover.  Also takes
 * date-times.  Free the result with g_free(). */
char *date_format (const char *iso, const char *language);

#endif
