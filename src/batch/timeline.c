/* SPDX-License-Identifier: MIT */
#include "timeline.h"

#include <stdio.h>

/* There were no newspapers before. */
#define FIRST_YEAR 1400
#define N_YEARS 800

/* Every day has a slot, and before the first of each month is one for articles that name no day. */
#define SLOTS_PER_MONTH 32
#define SLOTS_PER_YEAR (12 * SLOTS_PER_MONTH)
#define N_SLOTS (N_YEARS * SLOTS_PER_YEAR)

struct _Timeline {
    guint32 *slots;
    guint64 n, n_undated;
};

Timeline *
timeline_new (void)
{
    Timeline *timeline = g_new0 (Timeline, 1);

    timeline->slots = g_new0 (guint32, N_SLOTS);
    return timeline;
}

void
timeline_free (Timeline *timeline)
{
    if (timeline == NULL)
        return;
    g_free (timeline->slots);
    g_free (timeline);
}

/* ---- dates ---- */

typedef struct {
    int year, month, day; /* the month from 1 to 12; the day is 0 when it is not known */
} Day;

static gboolean
parse_day (const char *published, Day *day)
{
    *day = (Day){ 0 };
    if (published == NULL || sscanf (published, "%4d-%2d-%2d", &day->year, &day->month, &day->day) < 2)
        return FALSE;
    if (day->day != 0 && !g_date_valid_dmy ((GDateDay) day->day, (GDateMonth) day->month, (GDateYear) day->year))
        day->day = 0;
    return day->year >= FIRST_YEAR && day->year < FIRST_YEAR + N_YEARS && day->month >= 1 && day->month <= 12;
}

static guint
slot_of (const Day *day)
{
    return (guint) ((day->year - FIRST_YEAR) * SLOTS_PER_YEAR + (day->month - 1) * SLOTS_PER_MONTH + day->day);
}

static Day
day_of (guint slot)
{
    return (Day){
        .year = FIRST_YEAR + (int) (slot / SLOTS_PER_YEAR),
        .month = 1 + (int) (slot % SLOTS_PER_YEAR / SLOTS_PER_MONTH),
        .day = (int) (slot % SLOTS_PER_MONTH),
    };
}

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };

static char *
format_day (const Day *day)
{
    if (day->day == 0)
        return g_strdup_printf ("%s %d", months[day->month - 1], day->year);
    return g_strdup_printf ("%d %s %d", day->day, months[day->month - 1], day->year);
}

char *
timeline_format (const char *published)
{
    Day day;

    return parse_day (published, &day) ? format_day (&day) : NULL;
}

void
timeline_add (Timeline *timeline, const char *published)
{
    Day day;

    if (parse_day (published, &day)) {
        timeline->slots[slot_of (&day)]++;
        timeline->n++;
    } else {
        timeline->n_undated++;
    }
}

/* ---- from when to when ---- */

/* The slots that all but `n_cut` articles at either end lie in. */
static void
find_range (const Timeline *timeline, guint64 n_cut, guint *first, guint *last)
{
    guint64 n_before = 0, n_behind = 0;

    for (*first = 0; *first < N_SLOTS - 1; (*first)++)
        if ((n_before += timeline->slots[*first]) > n_cut)
            break;
    for (*last = N_SLOTS - 1; *last > 0; (*last)--)
        if ((n_behind += timeline->slots[*last]) > n_cut)
            break;
}

char *
timeline_span (const Timeline *timeline)
{
    g_autofree char *from = NULL, *to = NULL;
    guint first, last;
    Day start, end;

    if (timeline->n == 0)
        return NULL;
    find_range (timeline, 0, &first, &last);
    start = day_of (first);
    end = day_of (last);
    from = format_day (&start);
    to = format_day (&end);
    return first == last ? g_steal_pointer (&from) : g_strdup_printf ("%s to %s", from, to);
}

/* ---- periods ---- */

/* Numbers of periods, of which the later one is greater by one. */

static guint
number_of_day (guint slot)
{
    Day day = day_of (slot);
    g_autoptr (GDate) date = g_date_new_dmy ((GDateDay) MAX (day.day, 1), (GDateMonth) day.month, (GDateYear) day.year);

    return g_date_get_julian (date);
}

static guint
number_of_month (guint slot)
{
    return slot / SLOTS_PER_MONTH;
}

static guint
number_of_year (guint slot)
{
    return FIRST_YEAR + slot / SLOTS_PER_YEAR;
}

static guint
number_of_decade (guint slot)
{
    return number_of_year (slot) / 10;
}

static char *
label_of_day (guint number, gboolean is_short)
{
    g_autoptr (GDate) date = g_date_new_julian (number);
    Day day = { g_date_get_year (date), g_date_get_month (date), g_date_get_day (date) };

    return is_short ? g_strdup_printf ("%d %.3s", day.day, months[day.month - 1]) : format_day (&day);
}

static char *
label_of_month (guint number, gboolean is_short)
{
    Day day = day_of (number * SLOTS_PER_MONTH);

    return is_short ? g_strdup_printf ("%.3s %d", months[day.month - 1], day.year) : format_day (&day);
}

static char *
label_of_year (guint number, gboolean is_short)
{
    return g_strdup_printf ("%u", number);
}

static char *
label_of_decade (guint number, gboolean is_short)
{
    return g_strdup_printf ("%u0s", number);
}

typedef struct {
    const char *name;
    guint n_most; /* periods in a picture */
    guint (*number) (guint slot);
    char *(*label) (guint number, gboolean is_short);
} Unit;

static const Unit units[] = {
    { "day", 45, number_of_day, label_of_day },
    { "month", 48, number_of_month, label_of_month },
    { "year", 60, number_of_year, label_of_year },
    { "decade", N_YEARS, number_of_decade, label_of_decade },
};

static const Unit *
choose_unit (guint first, guint last)
{
    const Unit *unit = units;

    while (unit->number (last) - unit->number (first) >= unit->n_most)
        unit++;
    return unit;
}

/* Of those at the edge all are shown. */
static void
count_slots (const Timeline *timeline, const Unit *unit, guint first, guint last, Periods *periods)
{
    guint start = unit->number (first), end = unit->number (last);

    for (guint slot = 0; slot < N_SLOTS; slot++) {
        guint number = timeline->slots[slot] > 0 ? unit->number (slot) : 0;

        if (timeline->slots[slot] == 0)
            continue;
        if (number < start)
            periods->n_earlier += timeline->slots[slot];
        else if (number > end)
            periods->n_later += timeline->slots[slot];
        else
            g_array_index (periods->periods, Period, number - start).n += timeline->slots[slot];
    }
}

static void
clear_period (gpointer period)
{
    g_free (((Period *) period)->label);
    g_free (((Period *) period)->tick);
}

void
timeline_divide (const Timeline *timeline, Periods *periods)
{
    const Unit *unit;
    guint first, last;

    *periods = (Periods){ .periods = g_array_new (FALSE, TRUE, sizeof (Period)), .n_undated = timeline->n_undated };
    g_array_set_clear_func (periods->periods, clear_period);
    if (timeline->n == 0)
        return;
    find_range (timeline, timeline->n / 100, &first, &last);
    unit = choose_unit (first, last);
    periods->unit = unit->name;
    for (guint number = unit->number (first); number <= unit->number (last); number++) {
        Period period = { 0, unit->label (number, FALSE), unit->label (number, TRUE) };

        g_array_append_val (periods->periods, period);
    }
    count_slots (timeline, unit, first, last, periods);
}

void
periods_clear (Periods *periods)
{
    g_clear_pointer (&periods->periods, g_array_unref);
}
