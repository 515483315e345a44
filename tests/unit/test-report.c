/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "batch/entry.h"
#include "batch/histogram.h"
#include "batch/json-scan.h"
#include "batch/timeline.h"

/* What a report is counted with. */

static gboolean
reads (JournalEntry *entry, const char *text)
{
    static char line[1024];

    g_strlcpy (line, text, sizeof line);
    return entry_read (entry, line);
}

static void
test_lines_of_a_journal (void)
{
    g_auto (JournalEntry) entry = { 0 };
    const EntryNote *note;

    entry_init (&entry);
    g_assert_true (reads (&entry,
                          "{\"input\":\"a\\/b\",\"status\":\"done\",\"files\":{\"x\":[{\"}\":null}]},\"output\":\"o\","
                          "\"size\":12,\"title\":\"\\u00c4 \\ud83d\\ude00 \\ud800 \\\"\",\"authors\":[\"A\",\"B\"],"
                          "\"dek\":null,\"notes\":[{\"code\":\"c\",\"severity\":\"loss\",\"line\":3,"
                          "\"message\":\"m\"},{\"code\":\"c\"}]}\n"));
    g_assert_cmpstr (entry.input, ==, "a/b");
    g_assert_cmpstr (entry.title, ==, "\u00c4 \U0001f600 \ufffd \"");
    g_assert_cmpuint (entry.size, ==, 12);
    g_assert_cmpuint (entry.authors->len, ==, 2);
    g_assert_null (entry.dek);
    g_assert_cmpuint (entry.notes->len, ==, 1);
    note = &g_array_index (entry.notes, EntryNote, 0);
    g_assert_cmpuint (note->line, ==, 3);
    g_assert_true (reads (&entry, "{\"input\":\"x\",\"status\":\"failed\",\"exit\":65}"));
    g_assert_true (entry.title == NULL && entry.notes->len == 0 && entry.exit == 65 && !entry.is_done);
}

static void
test_what_is_no_line (void)
{
    static const char *const lines[] = {
        "",
        "{",
        "{}",
        "[]",
        "{\"input\":}",
        "{\"input\":\"x",
        "{\"input\":\"x\\",
        "{\"input\":\"x\\u12\"}",
        "{\"input\":\"x\",\"notes\":[}",
        "{\"input\":\"x\",\"notes\":[{\"code\"",
        "{\"input\":\"x\",\"authors\":[\"",
        "{\"input\":\"x\",\"files\":[[[[[[",
        "{\"input\":\"\xff\"}",
        "{\"input\":\"x\",\"status\":\"done\"}",
        "{\"input\":\"x\",\"size\":",
        "{\"input\" \"x\"}",
    };
    g_auto (JournalEntry) entry = { 0 };

    entry_init (&entry);
    for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
        if (reads (&entry, lines[i]))
            g_test_message ("%s", lines[i]);
        g_assert_false (reads (&entry, lines[i]));
    }
}

static void
test_histogram (void)
{
    static const guint64 values[] = { 0, 1, 9, 10, 14, 15, 99, 100, 1234567, G_MAXUINT64 };
    static const guint64 starts[] = { 0, 1, 7, 10, 10, 15, 70, 100, 1000000 };
    guint first, last;
    Histogram many = { 0 };

    for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
        Histogram one = { 0 };

        histogram_add (&one, values[i]);
        histogram_add (&many, values[i]);
        g_assert_true (histogram_range (&one, &first, &last) && first == last);
        if (i < G_N_ELEMENTS (starts))
            g_assert_cmpuint (histogram_start (first), ==, starts[i]);
    }
    g_assert_true (histogram_range (&many, &first, &last) && first == 0 && last == HISTOGRAM_BINS - 1);
    g_assert_cmpuint (histogram_median (&many), ==, 14);
    g_assert_false (histogram_range (&(Histogram){ 0 }, &first, &last));
}

static void
test_timeline (void)
{
    g_autoptr (Timeline) timeline = timeline_new ();
    g_auto (Periods) few = { 0 }, more = { 0 };
    g_autofree char *span = NULL;

    timeline_add (timeline, "2026-11-23T10:00:00Z");
    timeline_add (timeline, "2026-11-25");
    timeline_add (timeline, "2026-02-31");
    timeline_add (timeline, "2026");
    timeline_add (timeline, "9999999-11-11");
    timeline_add (timeline, NULL);
    span = timeline_span (timeline);
    g_assert_cmpstr (span, ==, "February 2026 to 25 November 2026");
    timeline_divide (timeline, &few);
    g_assert_cmpstr (few.unit, ==, "month");
    g_assert_cmpuint (few.periods->len, ==, 10);
    g_assert_cmpuint (few.n_undated, ==, 3);
    for (guint i = 0; i < 200; i++)
        timeline_add (timeline, "2026-11-24");
    timeline_divide (timeline, &more);
    g_assert_cmpstr (more.unit, ==, "day");
    g_assert_cmpuint (more.n_earlier + more.n_later + more.periods->len, >=, 3);
    g_assert_cmpstr (g_array_index (more.periods, Period, 0).label, ==, "24 November 2026");
}

static void
test_what_is_json (void)
{
    static const char *const good[] = {
        "{}", " [ ] ", "0", "-1.5e+7", "\"\\u00e4\\n\"", "{\"a\":[1,{\"b\":null}],\"c\":true}", "[[],{},[false]]\n",
    };
    static const char *const bad[] = {
        "",           "[",      "[1,]",  "[,1]",      "{\"a\"}",      "{\"a\":}",    "{\"a\":1,}",
        "{,\"a\":1}", "{a:1}",  "[1}",   "{\"a\":1]", "{\"a\":{},{}", "01",          "1.",
        ".5",         "1e",     "+1",    "nul",       "truex",        "\"a",         "\"\\x\"",
        "\"\\u12\"",  "\"\t\"", "[] []", "\"\xff\"",  "'a'",          "[[[[[1]]]]]", "// x\n{}",
    };

    for (guint i = 0; i < G_N_ELEMENTS (good); i++)
        g_assert_true (scan_is_json (good[i], 4));
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
        g_assert_false (scan_is_json (bad[i], 4));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/report/lines", test_lines_of_a_journal);
    g_test_add_func ("/report/no-lines", test_what_is_no_line);
    g_test_add_func ("/report/what-is-json", test_what_is_json);
    g_test_add_func ("/report/histogram", test_histogram);
    g_test_add_func ("/report/timeline", test_timeline);
    return g_test_run ();
}
