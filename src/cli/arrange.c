/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "cli.h"

/* Options that say which articles a collection has, and how they are put together. */

static gboolean
fail (GError **error, const char *option, const char *value, const char *what)
{
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: \"%s\" %s", option, value, what);
    return FALSE;
}

/* The place of the name in the list, -1 if it is not there. */
static int
find_name (const char *const *names, const char *name)
{
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp (names[i], name) == 0)
            return i;
    return -1;
}

gboolean
options_take_group (SheafOptions *options, const char *name, GError **error)
{
    static const char *const names[] = {
        [SHEAF_GROUP_NONE] = "none",     [SHEAF_GROUP_FOLDER] = "folder",
        [SHEAF_GROUP_DATE] = "date",     [SHEAF_GROUP_PUBLICATION] = "publication",
        [SHEAF_GROUP_AUTHOR] = "author", [SHEAF_GROUP_AUTHOR + 1] = NULL,
    };
    int place = name != NULL ? find_name (names, name) : SHEAF_GROUP_NONE;

    if (place < 0)
        return fail (error, "--group-by", name, "is not known: folder, date, publication, author or none");
    options->group_by = (SheafGroup) place;
    return TRUE;
}

gboolean
options_take_sort (SheafOptions *options, const char *name, GError **error)
{
    static const char *const names[] = {
        [SHEAF_SORT_INPUT] = "input",   [SHEAF_SORT_TITLE] = "title",   [SHEAF_SORT_DATE] = "date",
        [SHEAF_SORT_AUTHOR] = "author", [SHEAF_SORT_AUTHOR + 1] = NULL,
    };
    int place = name != NULL ? find_name (names, name) : SHEAF_SORT_INPUT;

    if (place < 0)
        return fail (error, "--sort", name, "is not known: input, title, date or author");
    options->sort = (SheafSort) place;
    return TRUE;
}

/* "7d", "4w": so many days back; -1: it is nothing like that. */
static int
parse_days (const char *value)
{
    guint64 number = 0;
    gsize n_digits = strspn (value, "0123456789");
    const char *unit = value + n_digits;

    if (n_digits == 0 || n_digits > 5 || (strcmp (unit, "d") != 0 && strcmp (unit, "w") != 0))
        return -1;
    number = g_ascii_strtoull (value, NULL, 10);
    return (int) (*unit == 'w' ? 7 * number : number);
}

static gboolean
is_day (const char *value)
{
    guint year, month, day;
    int length = 0;

    return strlen (value) == 10 && sscanf (value, "%4u-%2u-%2u%n", &year, &month, &day, &length) == 3 && length == 10
           && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* Counted from SOURCE_DATE_EPOCH, or the clock: in UTC, so that it is one day on every machine. */
static char *
days_back (const SheafOptions *options, int n_days)
{
    g_autoptr (GDateTime) now =
        options->modified >= 0 ? g_date_time_new_from_unix_utc (options->modified) : g_date_time_new_now_utc ();
    g_autoptr (GDateTime) day = g_date_time_add_days (now, -n_days);

    if (day == NULL)
        return g_strdup ("0001-01-01");
    return g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (day), g_date_time_get_month (day),
                            g_date_time_get_day_of_month (day));
}

gboolean
options_take_since (const SheafOptions *options, const char *value, char **since, GError **error)
{
    int n_days = value != NULL ? parse_days (value) : -1;

    *since = NULL;
    if (value == NULL)
        return TRUE;
    if (n_days < 0 && !is_day (value))
        return fail (error, "--since", value, "is no day (2026-11-18), and no number of days (7d) or weeks (4w)");
    *since = n_days >= 0 ? days_back (options, n_days) : g_strdup (value);
    return TRUE;
}

gboolean
options_take_count (const char *value, guint *count, GError **error)
{
    guint64 number = 0;

    *count = 0;
    if (value == NULL)
        return TRUE;
    if (!g_ascii_string_to_unsigned (value, 10, 1, G_MAXUINT, &number, NULL))
        return fail (error, "--max-articles", value, "is no number of articles");
    *count = (guint) number;
    return TRUE;
}

/* "MB" and "M" are millions, as disks and mail programs count, "MiB" is 2^20. */
static guint64
unit_size (const char *unit)
{
    static const struct {
        const char *name;
        guint64 size;
    } units[] = { { "", 1 },           { "b", 1 },           { "k", 1000 },     { "kb", 1000 },
                  { "kib", 1 << 10 },  { "m", 1000000 },     { "mb", 1000000 }, { "mib", 1 << 20 },
                  { "g", 1000000000 }, { "gb", 1000000000 }, { "gib", 1 << 30 } };
    g_autofree char *lower = g_ascii_strdown (unit, -1);

    for (guint i = 0; i < G_N_ELEMENTS (units); i++)
        if (strcmp (units[i].name, lower) == 0)
            return units[i].size;
    return 0;
}

gboolean
options_take_size (const char *value, guint64 *size, GError **error)
{
    gsize n_digits = value != NULL ? strspn (value, "0123456789") : 0;
    const char *unit = value != NULL ? value + n_digits + strspn (value + n_digits, " ") : NULL;
    g_autofree char *digits = value != NULL ? g_strndup (value, n_digits) : NULL;
    guint64 number = 0;

    *size = 0;
    if (value == NULL)
        return TRUE;
    if (!g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT32, &number, NULL) || unit_size (unit) == 0)
        return fail (error, "--max-size", value, "is no size, such as 50MB, 800kB or 10MiB");
    *size = number * unit_size (unit);
    return TRUE;
}
