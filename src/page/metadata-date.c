/* SPDX-License-Identifier: MIT */
#include "metadata.h"

#include <stdlib.h>
#include <string.h>

/* Longer texts are more than a date. */
#define TEXT_SIZE 200

/* Beside a date of numbers no more letters stand than "Stand: " and " Uhr" have. */
#define MOST_LETTERS 10

/* Nothing that a page can be saved from was published earlier; a zero that was meant for "not known" is. */
#define FIRST_YEAR 1971
#define LAST_YEAR 2199

static gboolean
is_possible (guint year, guint month, guint day)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR && month <= 12
           && g_date_valid_dmy ((GDateDay) MIN (day, 255), (GDateMonth) month, (GDateYear) year);
}

static char *
format_day (guint year, guint month, guint day)
{
    return is_possible (year, month, day) ? g_strdup_printf ("%04u-%02u-%02u", year, month, day) : NULL;
}

/* Reads a number of at least one and at most `most` digits, and moves behind it. */
static gboolean
take_number (const char **p, guint most, guint *number)
{
    gsize n = strspn (*p, "0123456789");

    if (n == 0 || n > most)
        return FALSE;
    *number = (guint) strtoul (*p, NULL, 10);
    *p += n;
    return TRUE;
}

static gboolean
take_mark (const char **p, const char *marks)
{
    if (**p == '\0' || strchr (marks, **p) == NULL)
        return FALSE;
    (*p)++;
    return TRUE;
}

/* "+02:00", "+0200", "+02", "Z" as "+02:00" or "Z"; NULL when there is none. */
static char *
take_offset (const char *p)
{
    char sign;
    guint hours, minutes = 0;

    while (*p == ' ')
        p++;
    sign = *p;
    if (sign == 'Z' || g_str_has_prefix (p, "UTC") || g_str_has_prefix (p, "GMT"))
        return g_strdup ("Z");
    if (sign != '+' && sign != '-')
        return NULL;
    p++;
    if (!take_number (&p, 4, &hours))
        return NULL;
    if (hours > 99) {
        minutes = hours % 100;
        hours /= 100;
    } else if (take_mark (&p, ":") && !take_number (&p, 2, &minutes)) {
        return NULL;
    }
    return hours <= 14 && minutes < 60 ? g_strdup_printf ("%c%02u:%02u", sign, hours, minutes) : NULL;
}

/* "T10:30:00.000+02:00" after a day.  A time that does not say where is no moment: the day is kept alone. */
static char *
with_time (char *day, const char *p)
{
    g_autofree char *offset = NULL;
    guint hour, minute, second = 0;

    if (day == NULL || !take_mark (&p, "T t") || !take_number (&p, 2, &hour) || !take_mark (&p, ":")
        || !take_number (&p, 2, &minute))
        return day;
    if (take_mark (&p, ":") && !take_number (&p, 2, &second))
        return day;
    if (take_mark (&p, ".,"))
        p += strspn (p, "0123456789");
    offset = take_offset (p);
    if (offset == NULL || hour > 23 || minute > 59 || second > 59)
        return day;
    return g_strdup_printf ("%sT%02u:%02u:%02u%s", day, hour, minute, second, offset);
}

/* "2024-05-17T10:30:00Z", "2024/5/17" */
static char *
parse_iso (const char *text)
{
    const char *p = text;
    guint year, month, day;
    g_autofree char *date = NULL;
    char *moment;

    if (strspn (p, "0123456789") != 4 || !take_number (&p, 4, &year) || !take_mark (&p, "-/.")
        || !take_number (&p, 2, &month) || !take_mark (&p, "-/.") || !take_number (&p, 2, &day))
        return NULL;
    date = format_day (year, month, day);
    moment = with_time (date, p);
    return moment == date ? g_steal_pointer (&date) : moment;
}

/* "20240517", "20240517103000", and seconds or milliseconds since 1970 */
static char *
parse_digits (const char *text)
{
    gsize n = strspn (text, "0123456789");
    gint64 number = g_ascii_strtoll (text, NULL, 10);
    g_autoptr (GDateTime) moment = NULL;

    if ((n == 8 || n == 12 || n == 14) && (text[n] == '\0' || text[n] == 'T')) {
        for (; n > 8; n--)
            number /= 10;
        return format_day ((guint) (number / 10000), (guint) (number / 100 % 100), (guint) (number % 100));
    }
    if (text[n] != '\0' || (n != 10 && n != 13))
        return NULL;
    moment = g_date_time_new_from_unix_utc (n == 13 ? number / 1000 : number);
    return moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/* Whether the day stands before the month in a date of numbers.  Only in the United States, and where nothing
 * more is said than that the text is English, it does not. */
static gboolean
has_day_first (const char *language)
{
    return language != NULL && strcmp (language, "en") != 0 && g_ascii_strcasecmp (language, "en-US") != 0;
}

/* "05", "5" or "may" */
static gboolean
take_month (const char **p, guint *month)
{
    gsize n = 0;
    const char *number;

    if (take_number (p, 2, month))
        return TRUE;
    while (g_ascii_isalpha ((*p)[n]))
        n++;
    number = n > 0 ? lexicon_find (LEXICON_MONTHS, *p, (gssize) n) : NULL;
    *month = number != NULL ? (guint) atoi (number) : 0;
    *p += n;
    return *month > 0;
}

static void
take_spaces (const char **p)
{
    while (**p == ' ')
        (*p)++;
}

/* "2024", or "24" after a full stop or slash. */
static gboolean
take_year (const char **p, guint *year)
{
    gsize n = strspn (*p, "0123456789");

    if ((n != 2 && n != 4) || !take_number (p, 4, year))
        return FALSE;
    *year += n == 2 ? 2000 : 0;
    return TRUE;
}

/* "17.5.2024", "17. 5. 24", "5/7/2024": which number is the month hangs on the language. */
static char *
parse_numbers_at (const char *p, const char *language)
{
    guint first, second, year;
    char mark;

    if (!take_number (&p, 2, &first) || !take_mark (&p, "./-"))
        return NULL;
    mark = p[-1];
    take_spaces (&p);
    if (!take_number (&p, 2, &second) || *p++ != mark)
        return NULL;
    take_spaces (&p);
    if ((mark == '-' && strspn (p, "0123456789") != 4) || !take_year (&p, &year) || g_ascii_isalnum (*p))
        return NULL;
    if (second > 12 || (mark == '/' && first <= 12 && !has_day_first (language)))
        return format_day (year, first, second);
    return format_day (year, second, first);
}

/* "4-ago-2021" */
static char *
parse_dashed_at (const char *p)
{
    guint year, month, day;

    if (!take_number (&p, 2, &day) || !take_mark (&p, "-/. ") || g_ascii_isdigit (*p) || !take_month (&p, &month)
        || !take_mark (&p, "-/.") || !take_year (&p, &year) || g_ascii_isalnum (*p))
        return NULL;
    return format_day (year, month, day);
}

/* The first date in the line that is all numbers, or numbers and a month between dashes. */
static char *
parse_numbers (const char *line, const char *language)
{
    for (const char *p = line; *p != '\0'; p += MAX (strspn (p, "0123456789"), 1)) {
        char *day = g_ascii_isdigit (*p) ? parse_numbers_at (p, language) : NULL;

        if (day == NULL && g_ascii_isdigit (*p))
            day = parse_dashed_at (p);
        if (day == NULL && strspn (p, "0123456789") == 4)
            day = parse_iso (p);
        if (day != NULL)
            return day;
    }
    return NULL;
}

char *
moment_parse (const char *text, const char *language)
{
    g_autofree char *line = strlen (text) <= TEXT_SIZE ? text_squeeze (text, -1) : NULL;
    char *moment = line != NULL ? parse_iso (line) : NULL;
    FoundDate found;

    if (line == NULL || moment != NULL)
        return moment;
    moment = parse_digits (line);
    if (moment == NULL && date_find (line, 0, FALSE, &found) && strlen (found.iso) == 10)
        moment = parse_iso (found.iso);
    return moment != NULL ? moment : parse_numbers (line, language);
}

gboolean
moment_is_all (const char *line)
{
    g_autofree char *date = date_parse (line), *numbers = NULL;
    guint n_letters = 0;

    if (date != NULL)
        return TRUE;
    for (const char *p = line; *p != '\0'; p++)
        n_letters += g_ascii_isalpha (*p) || (guchar) *p >= 0x80;
    numbers = n_letters <= MOST_LETTERS && strlen (line) <= TEXT_SIZE ? parse_numbers (line, NULL) : NULL;
    return numbers != NULL;
}

char *
moment_of_address (const char *address)
{
    for (const char *p = strchr (address, '/'); p != NULL; p = strchr (p + 1, '/')) {
        const char *q = p + 1;
        guint year, month, day;

        if (strspn (q, "0123456789") == 8 && !g_ascii_isalpha (q[8])) {
            g_autofree char *digits = g_strndup (q, 8), *moment = parse_digits (digits);

            if (moment != NULL)
                return g_steal_pointer (&moment);
        }
        if (strspn (q, "0123456789") == 4 && take_number (&q, 4, &year) && take_mark (&q, "/-")
            && take_month (&q, &month) && take_mark (&q, "/-") && take_number (&q, 2, &day) && !g_ascii_isalnum (*q)
            && is_possible (year, month, day))
            return format_day (year, month, day);
    }
    return NULL;
}
