/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "date.h"

/* Letters of a zone that RFC 822 names, in the order of their hours west of Greenwich, from 4: Eastern Daylight
 * Time, Eastern or Central Daylight, ... */
static const char *const zones[][2] = {
    { "EDT", "" }, { "EST", "CDT" }, { "CST", "MDT" }, { "MST", "PDT" }, { "PST", "" },
};

/* As ISO 8601 has it; empty when it is not known. */
static void
format_zone (const char *zone, char iso[8])
{
    guint hours, minutes;

    *iso = '\0';
    if (g_str_equal (zone, "GMT") || g_str_equal (zone, "UT") || g_str_equal (zone, "UTC") || g_str_equal (zone, "Z"))
        g_strlcpy (iso, "Z", 8);
    else if ((*zone == '+' || *zone == '-') && sscanf (zone + 1, "%2u%*[:]%2u", &hours, &minutes) == 2 && hours < 15)
        g_snprintf (iso, 8, "%c%02u:%02u", *zone, hours % 24, minutes % 60);
    else if ((*zone == '+' || *zone == '-') && sscanf (zone + 1, "%2u%2u", &hours, &minutes) == 2 && hours < 15)
        g_snprintf (iso, 8, "%c%02u:%02u", *zone, hours % 24, minutes % 60);
    for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
        if (g_str_equal (zone, zones[i][0]) || (*zone != '\0' && g_str_equal (zone, zones[i][1])))
            g_snprintf (iso, 8, "-%02u:00", i + 4);
}

static guint
month_number (const char *name)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    g_autofree char *lower = g_ascii_strdown (name, 3);
    const char *found = strlen (lower) == 3 ? strstr (months, lower) : NULL;

    return found != NULL && (found - months) % 3 == 0 ? (guint) (found - months) / 3 + 1 : 0;
}

/* RFC 2822, 4.3: the century of a year that lacks it. */
static guint
whole_year (guint year)
{
    return year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year;
}

char *
date_parse_mail (const char *text)
{
    const char *comma = strchr (text, ',');
    guint day = 0, month, year = 0, hour = 24, minute = 60, second = 0;
    char name[16] = "", zone[8] = "", iso_zone[8];
    int n = sscanf (comma != NULL ? comma + 1 : text, " %2u%*[ -]%15[A-Za-z.]%*[ -]%4u %2u:%2u", &day, name, &year,
                    &hour, &minute);
    const char *time = strchr (text, ':');

    month = month_number (name);
    year = whole_year (year);
    if (n < 3 || month == 0 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
        return NULL;
    if (time != NULL && sscanf (time, ":%*2u:%2u %7s", &second, zone) < 1)
        sscanf (time, ":%*2u %7s", zone);
    format_zone (zone, iso_zone);
    if (n < 5 || hour > 23 || minute > 59 || second > 60 || *iso_zone == '\0')
        return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
    return g_strdup_printf ("%04u-%02u-%02uT%02u:%02u:%02u%s", year, month, day, hour, minute, MIN (second, 59),
                            iso_zone);
}
