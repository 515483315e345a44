/* SPDX-License-Identifier: MIT */
#include "date.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon.h"

/* No month's name is longer, nor any other word that matters here. */
#define WORD_SIZE 32

/* Longer lines are not just a date. */
#define LINE_SIZE 120

#define FIRST_YEAR 1000
#define LAST_YEAR 2999

/* Numbers that stand alone are taken for years only between these. */
#define FIRST_BARE_YEAR 1800
#define LAST_BARE_YEAR 2099

/* A place in a text; nothing before `floor` is looked at. */
typedef struct {
    const char *text;
    gsize floor;
} Source;

typedef struct {
    Span span;
    guint year, month, day; /* 0: not said */
} Reading;

static gunichar
char_at (const Source *source, gsize at)
{
    return g_utf8_get_char (source->text + at);
}

static gunichar
char_before (const Source *source, gsize at)
{
    return at > source->floor ? text_char_before (source->text, source->text + at) : 0;
}

static gsize
step_back (const Source *source, gsize at)
{
    return (gsize) (g_utf8_prev_char (source->text + at) - source->text);
}

static gsize
step_forward (const Source *source, gsize at)
{
    return (gsize) (g_utf8_next_char (source->text + at) - source->text);
}

static gboolean
is_gap (gunichar c)
{
    return c == ',' || (c != '\n' && c != 0 && char_is_space (c));
}

static gsize
skip_gap (const Source *source, gsize at)
{
    while (is_gap (char_at (source, at)))
        at = step_forward (source, at);
    return at;
}

static gsize
skip_gap_back (const Source *source, gsize at)
{
    while (is_gap (char_before (source, at)))
        at = step_back (source, at);
    return at;
}

static Span
word_after (const Source *source, gsize at)
{
    Span word = { at, at };

    while (g_unichar_isalpha (char_at (source, word.end)) && word.end - word.start < WORD_SIZE)
        word.end = step_forward (source, word.end);
    return word;
}

static Span
word_before (const Source *source, gsize at)
{
    Span word = { at, at };

    while (g_unichar_isalpha (char_before (source, word.start)) && word.end - word.start < WORD_SIZE)
        word.start = step_back (source, word.start);
    return word;
}

static gboolean
is_word (const Source *source, Span word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strlen (*words) == word.end - word.start
            && g_ascii_strncasecmp (source->text + word.start, *words, strlen (*words)) == 0)
            return TRUE;
    return FALSE;
}

/* "14 de abril", "4th of July" */
static gboolean
is_of (const Source *source, Span word)
{
    static const char *const words[] = { "de", "del", "of", NULL };

    return is_word (source, word, words);
}

static guint
month_of (const Source *source, Span word)
{
    const char *month = span_is_empty (word) ? NULL
                                             : lexicon_find (LEXICON_MONTHS, source->text + word.start,
                                                             (gssize) (word.end - word.start));

    return month != NULL ? (guint) atoi (month) : 0;
}

/* What the lexicon says of a word beside a date: "day", "beside", or NULL. */
static const char *
role_of (const char *word, gsize length)
{
    return lexicon_find_role (LEXICON_MONTHS, word, length);
}

static gsize
skip_digits (const Source *source, gsize at)
{
    while (g_ascii_isdigit (source->text[at]))
        at++;
    return at;
}

/* The number of one to `n_digits` digits at `at`; 0 when there is none. */
static guint
number_at (const Source *source, gsize at, gsize n_digits, gsize *end)
{
    *end = skip_digits (source, at);
    return *end > at && *end - at <= n_digits ? (guint) atoi (source->text + at) : 0;
}

static gboolean
is_free_end (const Source *source, gsize at)
{
    return !g_unichar_isalnum (char_at (source, at));
}

static gboolean
year_at (const Source *source, gsize at, Reading *reading)
{
    gsize end;

    reading->year = number_at (source, at, 4, &end);
    reading->span.end = end;
    return end - at == 4 && reading->year >= FIRST_YEAR && reading->year <= LAST_YEAR && is_free_end (source, end);
}

/* The year after a day and month: ", 2025", " de 2025". */
static gboolean
read_year_after (const Source *source, gsize at, Reading *reading)
{
    Span word;

    if (source->text[at] == '.')
        at++;
    at = skip_gap (source, at);
    word = word_after (source, at);
    if (is_of (source, word))
        at = skip_gap (source, word.end);
    return year_at (source, at, reading);
}

static gsize
skip_ordinal (const Source *source, gsize at)
{
    static const char *const suffixes[] = { "st", "nd", "rd", "th", "er", "re", "o", NULL };
    Span suffix = word_after (source, at);

    if (source->text[at] == '.')
        return at + 1;
    if (g_str_has_prefix (source->text + at, "º") || g_str_has_prefix (source->text + at, "°"))
        return at + 2;
    return is_word (source, suffix, suffixes) ? suffix.end : at;
}

/* "14 April 2025", "14. April 2025", "4th of July, 2024", "8 de abril de 2025" */
static gboolean
read_month_after (const Source *source, gsize day_end, Reading *reading)
{
    gsize at = skip_gap (source, skip_ordinal (source, day_end));
    Span word = word_after (source, at);

    if (is_of (source, word))
        word = word_after (source, skip_gap (source, word.end));
    reading->month = month_of (source, word);
    return reading->month > 0 && read_year_after (source, word.end, reading);
}

/* The word of a month that ends before `at`: "Sept. ", "abril de ". */
static Span
month_word_before (const Source *source, gsize at)
{
    Span word;

    at = skip_gap_back (source, at);
    word = word_before (source, at);
    if (is_of (source, word))
        at = skip_gap_back (source, word.start);
    if (char_before (source, at) == '.')
        at--;
    return word_before (source, at);
}

/* "April 14, 2025", "Sept. 26, 2024" */
static gboolean
read_month_before (const Source *source, gsize day_end, Reading *reading)
{
    Span word = month_word_before (source, reading->span.start);

    reading->month = month_of (source, word);
    if (reading->month == 0 || !read_year_after (source, skip_ordinal (source, day_end), reading))
        return FALSE;
    reading->span.start = word.start;
    return TRUE;
}

/* "14.4.2025", and with slashes when only one order gives a date: "4/14/2025" */
static gboolean
read_numbers (const Source *source, gsize day_end, Reading *reading)
{
    char separator = source->text[day_end];
    gsize end;

    if (separator != '.' && separator != '/')
        return FALSE;
    reading->month = number_at (source, day_end + 1, 2, &end);
    if (reading->month == 0 || source->text[end] != separator || !year_at (source, end + 1, reading))
        return FALSE;
    if (separator == '.' || reading->day > 12 || reading->day == reading->month)
        return TRUE;
    if (reading->month <= 12)
        return FALSE;
    end = reading->day;
    reading->day = reading->month;
    reading->month = (guint) end;
    return TRUE;
}

static gboolean
read_day (const Source *source, Reading *reading)
{
    Reading start;
    gsize end;

    reading->day = number_at (source, reading->span.start, 2, &end);
    start = *reading;
    if (start.day == 0)
        return FALSE;
    if (read_numbers (source, end, reading))
        return TRUE;
    *reading = start;
    if (read_month_before (source, end, reading))
        return TRUE;
    *reading = start;
    return read_month_after (source, end, reading);
}

/* "2025-04-14" */
static gboolean
read_iso (const Source *source, gsize year_end, Reading *reading)
{
    char separator = source->text[year_end];
    gsize end, day;

    if (separator != '-' && separator != '/')
        return FALSE;
    reading->month = number_at (source, year_end + 1, 2, &end);
    if (end != year_end + 3 || source->text[end] != separator)
        return FALSE;
    day = end + 1;
    reading->day = number_at (source, day, 2, &end);
    reading->span.end = (guint32) end;
    return end == day + 2 && reading->day > 0
           && (source->text[reading->span.end] == 'T' || is_free_end (source, reading->span.end));
}

/* "May 2011" */
static gboolean
read_month_and_year (const Source *source, Reading *reading)
{
    Span word = month_word_before (source, reading->span.start);

    reading->month = month_of (source, word);
    if (reading->month > 0)
        reading->span.start = word.start;
    return reading->month > 0;
}

/* Neither a sum, nor a part of a number or of a range: "2019-20". */
static gboolean
is_bare_year (const Source *source, const Reading *reading)
{
    gunichar before = char_before (source, reading->span.start);
    gunichar after = char_at (source, reading->span.end);

    if (reading->year < FIRST_BARE_YEAR || reading->year > LAST_BARE_YEAR || after == '%')
        return FALSE;
    if (before != 0 && g_utf8_strchr ("$€£¥#/-–.,'’", -1, before) != NULL)
        return FALSE;
    return after == 0 || g_utf8_strchr ("-–/.,", -1, after) == NULL
           || !g_ascii_isdigit (source->text[step_forward (source, reading->span.end)]);
}

static gboolean
read_year (const Source *source, gboolean with_years, Reading *reading)
{
    Reading start;
    gsize end;

    if (skip_digits (source, reading->span.start) - reading->span.start != 4)
        return FALSE;
    reading->year = number_at (source, reading->span.start, 4, &end);
    reading->span.end = end;
    start = *reading;
    if (read_iso (source, end, reading))
        return TRUE;
    *reading = start;
    if (!is_free_end (source, end) || start.year < FIRST_YEAR || start.year > LAST_YEAR)
        return FALSE;
    if (read_month_and_year (source, reading))
        return TRUE;
    *reading = start;
    reading->month = 0;
    return with_years && is_bare_year (source, reading);
}

static gboolean
reading_is_possible (const Reading *reading)
{
    if (reading->day > 0)
        return g_date_valid_dmy ((GDateDay) reading->day, (GDateMonth) reading->month, (GDateYear) reading->year);
    return reading->month <= 12;
}

/* A number that goes on from another one, or from a word, is no day and no year. */
static gboolean
is_free_start (const Source *source, gsize at)
{
    gunichar before = char_before (source, at);

    if (g_unichar_isalnum (before))
        return FALSE;
    return before == 0 || g_utf8_strchr (".,:/-", -1, before) == NULL || at < source->floor + 2
           || !g_ascii_isdigit (source->text[at - 2]);
}

/* "Tuesday, March 4": the weekday belongs to the date. */
static void
take_weekday (const Source *source, Reading *reading)
{
    gsize end = skip_gap_back (source, reading->span.start);
    gboolean has_comma = memchr (source->text + end, ',', reading->span.start - end) != NULL;
    gboolean has_stop = char_before (source, end) == '.';
    Span word = word_before (source, end - has_stop);
    const char *role;

    /* "So", "do" and "Mar" are more often something else. */
    if (span_is_empty (word) || (word.end - word.start <= 3 && !has_comma && !has_stop))
        return;
    role = role_of (source->text + word.start, word.end - word.start);
    if (g_strcmp0 (role, "day") == 0)
        reading->span.start = word.start;
}

static void
report_reading (const Source *source, Reading *reading, FoundDate *found)
{
    take_weekday (source, reading);
    found->span = reading->span;
    if (reading->day > 0)
        g_snprintf (found->iso, sizeof found->iso, "%04u-%02u-%02u", reading->year % 10000, reading->month % 100,
                    reading->day % 100);
    else if (reading->month > 0)
        g_snprintf (found->iso, sizeof found->iso, "%04u-%02u", reading->year % 10000, reading->month % 100);
    else
        g_snprintf (found->iso, sizeof found->iso, "%04u", reading->year % 10000);
}

gboolean
date_find (const char *text, gsize from, gboolean with_years, FoundDate *found)
{
    Source source = { text, from };
    gsize end;

    /* Every date has a number in it: look around each. */
    for (gsize at = from; text[at] != '\0'; at = end) {
        Reading reading = { .span = { at, at } };
        gboolean is_read = FALSE;

        end = at + 1;
        if (!g_ascii_isdigit (text[at]))
            continue;
        end = skip_digits (&source, at);
        if (!is_free_start (&source, at))
            continue;
        if (end - at <= 2)
            is_read = read_day (&source, &reading);
        else if (end - at == 4)
            is_read = read_year (&source, with_years, &reading);
        if (!is_read)
            continue;
        if (reading_is_possible (&reading)) {
            report_reading (&source, &reading, found);
            return TRUE;
        }
        end = reading.span.end; /* of "30 February 2025" the year is no date either */
    }
    return FALSE;
}

/* Two digits, below a limit. */
static gboolean
is_pair (const char *text, guint limit)
{
    return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1])
           && (guint) atoi ((char[]){ text[0], text[1], 0 }) < limit;
}

/* "Z", "+02:00", "+0200", or nothing */
static gboolean
is_iso_zone (const char *zone)
{
    const char *minutes;

    if (*zone == '\0' || strcmp (zone, "Z") == 0)
        return TRUE;
    if ((*zone != '+' && *zone != '-') || !is_pair (zone + 1, 24))
        return FALSE;
    minutes = zone + (zone[3] == ':' ? 4 : 3);
    return is_pair (minutes, 60) && minutes[2] == '\0';
}

/* "10:30", "10:30:00.5", "10:30Z", "10:30+02:00".  What HTML has no place for is taken out: a leap second, and
 * what is shorter than a thousandth. */
static gboolean
trim_iso_time (char *time)
{
    char *end = time + 5;

    if (!is_pair (time, 24) || time[2] != ':' || !is_pair (time + 3, 60))
        return FALSE;
    if (*end == ':') {
        if (!is_pair (end + 1, 61))
            return FALSE;
        if (end[1] == '6')
            end[1] = '5', end[2] = '9';
        end += 3;
    }
    if (*end == '.') {
        gsize n_digits = strspn (end + 1, "0123456789"), n_kept = MIN (n_digits, 3);

        if (n_digits == 0)
            return FALSE;
        memmove (end + 1 + n_kept, end + 1 + n_digits, strlen (end + 1 + n_digits) + 1);
        end += 1 + n_kept;
    }
    return is_iso_zone (end);
}

static gboolean
is_iso_month (const char *text)
{
    return strlen (text) == 7 && strspn (text, "0123456789") == 4 && text[4] == '-'
           && strspn (text + 5, "0123456789") == 2 && atoi (text + 5) >= 1 && atoi (text + 5) <= 12;
}

static gboolean
is_time (const char *token)
{
    gsize n = strspn (token, "0123456789:.h");

    token += n;
    return n > 0 && (*token == '\0' || text_has_prefix_ci (token, "am") || text_has_prefix_ci (token, "pm"));
}

/* Whether all of the stretch is what may stand beside a date. */
static gboolean
is_beside_date (const char *text, gsize length)
{
    g_autofree char *stretch = g_strndup (text, length);
    g_auto (GStrv) tokens = NULL;

    for (char *p = stretch; *p != '\0'; p = g_utf8_next_char (p))
        if (g_utf8_strchr (",;|()/–—·•", -1, g_utf8_get_char (p)) != NULL)
            memset (p, ' ', (gsize) (g_utf8_next_char (p) - p));
    tokens = g_strsplit_set (stretch, " \t\n", -1);
    for (char **token = tokens; *token != NULL; token++) {
        const char *role;
        gsize n = strlen (*token);

        while (n > 0 && strchr (":.-", (*token)[n - 1]) != NULL)
            n--;
        role = role_of (*token, n);
        if (n > 0 && role == NULL && !is_time (*token))
            return FALSE;
    }
    return TRUE;
}

/* "2024-03-09 07:30:00 +0100", as some programs write "2024-03-09T07:30:00+01:00"; NULL when the line is none. */
static char *
spaced_time (const char *line, gsize date_end)
{
    g_autoptr (GString) time = g_string_new (line);

    if (date_end != strlen ("2024-03-09") || line[4] != '-' || line[date_end] != ' ')
        return NULL;
    time->str[date_end] = 'T';
    g_string_replace (time, " ", "", 0);
    if (strspn (time->str + time->len - 4, "0123456789") == 4)
        g_string_insert_c (time, (gssize) time->len - 2, ':');
    return trim_iso_time (time->str + date_end + 1) ? g_string_free (g_steal_pointer (&time), FALSE) : NULL;
}

char *
date_parse (const char *text)
{
    g_autofree char *line = NULL;
    FoundDate found;

    if (strlen (text) > LINE_SIZE)
        return NULL;
    line = text_squeeze (text, -1);
    if (is_iso_month (line) || (strlen (line) == 4 && strspn (line, "0123456789") == 4 && atoi (line) >= FIRST_YEAR))
        return g_steal_pointer (&line);
    if (!date_find (line, 0, FALSE, &found))
        return NULL;
    if (found.span.start == 0 && line[found.span.end] == 'T')
        return trim_iso_time (line + found.span.end + 1) ? g_steal_pointer (&line) : NULL;
    if (!is_beside_date (line, found.span.start)
        || !is_beside_date (line + found.span.end, strlen (line + found.span.end)))
        return found.span.start == 0 ? spaced_time (line, found.span.end) : NULL;
    return g_strdup (found.iso);
}

/* Fills D, M and Y of a pattern such as "D. M Y". */
static char *
fill_pattern (const char *pattern, const char *day, const char *month, guint year)
{
    GString *date = g_string_new (NULL);

    for (const char *p = pattern; *p != '\0'; p++) {
        if (*p == 'D')
            g_string_append (date, day);
        else if (*p == 'M')
            g_string_append (date, month);
        else if (*p == 'Y')
            g_string_append_printf (date, "%u", year);
        else
            g_string_append_c (date, *p);
    }
    return g_string_free (date, FALSE);
}

char *
date_format (const char *iso, const char *language)
{
    guint year = 0, month = 0, day = 0;
    g_autofree char *month_key = NULL, *month_name = NULL, *day_name = NULL, *pattern = NULL;

    if (strspn (iso, "0123456789") != 4 || (iso[4] != '\0' && iso[4] != '-'))
        return g_strdup (iso);
    year = (guint) atoi (iso);
    month = iso[4] == '-' ? (guint) atoi (iso + 5) : 0;
    day = month > 0 && strlen (iso) > 7 && iso[7] == '-' ? (guint) atoi (iso + 8) : 0;
    if (month == 0 || month > 12 || day > 31)
        return g_strdup (iso);
    month_key = g_strdup_printf ("month-%02u", month);
    month_name = label_get (language, month_key);
    day_name = day == 1 ? label_get (language, "day-1") : g_strdup_printf ("%u", day);
    pattern = label_get (language, day > 0 ? "date-day" : "date-month");
    return fill_pattern (pattern, day_name, month_name, year);
}
