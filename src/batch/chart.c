/* SPDX-License-Identifier: MIT */
#include "chart.h"

#include <string.h>

#include "html.h"

/* In the units of the picture, which are those of its text at its usual size. */
#define WIDTH 480.0
#define HEIGHT 150.0
#define TOP 10.0
#define BASE 126.0     /* where the bars stand */
#define LETTER 7.6     /* wide */
#define FEWEST_BARS 16 /* that there is room for, so that two are no walls */
#define MOST_TICKS 5

/* A bar on its way; its texts belong to the chart. */
typedef struct {
    guint64 n;
    char *label; /* what it is: "70 to 100 kB" */
    char *tick;  /* below it, if there is room for it */
} Bar;

typedef struct {
    GString *html;
    const ChartText *text;
    GArray *bars;      /* Bar */
    gboolean is_edged; /* ticks are where bars begin */
    guint64 highest;   /* of the scale */
    double width;      /* of all bars */
} Chart;

static void
bar_clear (gpointer bar)
{
    g_free (((Bar *) bar)->label);
    g_free (((Bar *) bar)->tick);
}

static void
chart_init (Chart *chart, GString *html, const ChartText *text, gboolean is_edged)
{
    *chart = (Chart){
        .html = html,
        .text = text,
        .bars = g_array_new (FALSE, FALSE, sizeof (Bar)),
        .is_edged = is_edged,
    };
    g_array_set_clear_func (chart->bars, bar_clear);
}

static void
chart_add (Chart *chart, guint64 n, char *label, char *tick)
{
    Bar bar = { n, label, tick };

    g_array_append_val (chart->bars, bar);
}

/* ---- drawing ---- */

/* A round number that is no less, and of which half is one too. */
static guint64
round_up (guint64 n)
{
    static const guint64 round[] = { 1, 2, 4, 6, 8, 10 };
    guint64 unit = 1;

    while (unit < G_MAXUINT64 / 100 && n > unit * 10)
        unit *= 10;
    for (guint i = 0; i < G_N_ELEMENTS (round); i++)
        if (n <= round[i] * unit)
            return round[i] * unit;
    return n;
}

static double
height_of (const Chart *chart, guint64 n)
{
    return (BASE - TOP) * (double) n / (double) chart->highest;
}

/* Decimal points, whatever the locale. */
static void
append_number (GString *html, const char *attribute, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_printf (html, " %s=\"%s\"", attribute, g_ascii_formatd (digits, sizeof digits, "%.1f", value));
}

static void
draw_line (Chart *chart, const char *class, guint64 n, gboolean has_label)
{
    double y = BASE - height_of (chart, n);

    g_string_append_printf (chart->html, "<line class=\"%s\" x1=\"0\"", class);
    append_number (chart->html, "x2", chart->width);
    append_number (chart->html, "y1", y);
    append_number (chart->html, "y2", y);
    g_string_append (chart->html, "/>");
    if (has_label) {
        g_autofree char *label = format_number (n);

        g_string_append (chart->html, "<text");
        append_number (chart->html, "x", chart->width + 6);
        append_number (chart->html, "y", y + 4);
        g_string_append_printf (chart->html, ">%s</text>", label);
    }
}

static double
step_of (const Chart *chart)
{
    return chart->width / MAX (chart->bars->len, FEWEST_BARS);
}

static void
draw_bar (Chart *chart, guint index)
{
    const Bar *bar = &g_array_index (chart->bars, Bar, index);
    g_autofree char *count = format_count (bar->n, chart->text->one, chart->text->many);
    double step = step_of (chart), gap = MIN (step / 5, 2), height = MAX (height_of (chart, bar->n), 1);

    if (bar->n == 0)
        return;
    g_string_append (chart->html, "<rect");
    append_number (chart->html, "x", index * step + gap / 2);
    append_number (chart->html, "y", BASE - height);
    append_number (chart->html, "width", step - gap);
    append_number (chart->html, "height", height);
    g_string_append (chart->html, "><title>");
    html_text (chart->html, bar->label);
    g_string_append_printf (chart->html, ": %s</title></rect>", count);
}

static gsize
longest_tick (const Chart *chart)
{
    glong longest = 1;

    for (guint i = 0; i < chart->bars->len; i++)
        longest = MAX (longest, g_utf8_strlen (g_array_index (chart->bars, Bar, i).tick, -1));
    return (gsize) longest;
}

/* The first tick begins where its bar does, so that nothing is cut off. */
static void
draw_ticks (Chart *chart)
{
    double step = step_of (chart), room = LETTER * ((double) longest_tick (chart) + 2);
    guint n = chart->bars->len, every = MAX ((guint) (room / step) + 1, (n + MOST_TICKS - 1) / MOST_TICKS);

    for (guint i = 0; i < n; i += every) {
        gboolean is_start = i == 0;

        g_string_append_printf (chart->html, "<text class=\"%s\"", is_start ? "first" : "tick");
        append_number (chart->html, "x", is_start ? 0 : i * step + (chart->is_edged ? 0 : step / 2));
        append_number (chart->html, "y", BASE + 16);
        g_string_append_c (chart->html, '>');
        html_text (chart->html, g_array_index (chart->bars, Bar, i).tick);
        g_string_append (chart->html, "</text>");
    }
}

static void
measure (Chart *chart)
{
    guint64 most = 1;
    g_autofree char *label = NULL;

    for (guint i = 0; i < chart->bars->len; i++)
        most = MAX (most, g_array_index (chart->bars, Bar, i).n);
    chart->highest = round_up (most);
    label = format_number (chart->highest);
    chart->width = WIDTH - 10 - LETTER * (double) strlen (label);
}

/* `remark` stands below the title. */
static void
draw (Chart *chart, const char *remark)
{
    measure (chart);
    g_string_append (chart->html, "<figure class=\"chart\"><figcaption>");
    html_element (chart->html, "b", NULL, chart->text->title);
    html_element (chart->html, "span", NULL, remark);
    g_string_append (chart->html, "</figcaption><svg role=\"img\" viewBox=\"0 0 480 150\" aria-label=\"");
    html_text (chart->html, chart->text->title);
    g_string_append (chart->html, ": ");
    html_text (chart->html, remark);
    g_string_append (chart->html, "\">");
    draw_line (chart, "grid", chart->highest, TRUE);
    if (chart->highest > 1)
        draw_line (chart, "grid", chart->highest / 2, TRUE);
    for (guint i = 0; i < chart->bars->len; i++)
        draw_bar (chart, i);
    draw_line (chart, "base", 0, FALSE);
    draw_ticks (chart);
    g_string_append (chart->html, "</svg></figure>\n");
}

/* ---- what is drawn ---- */

static void
add_bins (Chart *chart, const Histogram *histogram, guint first, guint last, FormatValue format)
{
    for (guint bin = first; bin <= last; bin++) {
        g_autofree char *end = format (histogram_start (MIN (bin + 1, HISTOGRAM_BINS - 1)));
        char *start = format (histogram_start (bin));

        chart_add (chart, histogram->bins[bin], g_strdup_printf ("%s to %s", start, end), start);
    }
}

void
chart_histogram (GString *html, const ChartText *text, const Histogram *histogram, FormatValue format)
{
    g_autofree char *median = NULL, *largest = NULL, *remark = NULL;
    guint first, last;
    Chart chart;

    if (!histogram_range (histogram, &first, &last))
        return;
    median = format (histogram_median (histogram));
    largest = format (histogram->largest);
    remark = g_strdup_printf ("half up to %s, the most %s", median, largest);
    chart_init (&chart, html, text, TRUE);
    add_bins (&chart, histogram, first, last, format);
    draw (&chart, remark);
    g_array_unref (chart.bars);
}

static void
append_remark (GString *remark, guint64 n, const char *what)
{
    g_autofree char *number = format_number (n);

    if (n > 0)
        g_string_append_printf (remark, ", %s %s", number, what);
}

void
chart_periods (GString *html, const ChartText *text, const Periods *periods)
{
    g_autoptr (GString) remark = NULL;
    Chart chart;

    if (periods->periods->len == 0)
        return;
    remark = g_string_new ("by ");
    g_string_append (remark, periods->unit);
    append_remark (remark, periods->n_earlier, "earlier");
    append_remark (remark, periods->n_later, "later");
    append_remark (remark, periods->n_undated, "without a date");
    chart_init (&chart, html, text, FALSE);
    for (guint i = 0; i < periods->periods->len; i++) {
        const Period *period = &g_array_index (periods->periods, Period, i);

        chart_add (&chart, period->n, g_strdup (period->label), g_strdup (period->tick));
    }
    draw (&chart, remark->str);
    g_array_unref (chart.bars);
}
