/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "batch/entry.h"
#include "batch/line.h"
#include "batch/record.h"
#include "fuzz.h"
#include "read/pattern.h"

/* What is read line by line: journals, patterns. */

static void
read_entry (const char *line)
{
    g_auto (JournalEntry) entry = { 0 };
    g_autofree char *scratch = g_strdup (line);

    entry_init (&entry);
    if (!entry_read (&entry, scratch))
        return;
    CHECK (g_utf8_validate (entry.input, -1, NULL), "a key is UTF-8");
    CHECK (entry.title == NULL || g_utf8_validate (entry.title, -1, NULL), "a title is UTF-8");
    CHECK (entry.error == NULL || g_utf8_validate (entry.error, -1, NULL), "an error is UTF-8");
    for (guint i = 0; i < entry.notes->len; i++)
        CHECK (g_array_index (entry.notes, EntryNote, i).message == NULL
                   || g_utf8_validate (g_array_index (entry.notes, EntryNote, i).message, -1, NULL),
               "a note is UTF-8");
}

static void
read_record (const char *line)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autofree char *scratch = g_strdup (line);
    Record record = { 0 };

    if (!record_parse (&record, arena, scratch))
        return;
    check_text (record.title);
    check_text (record.dek);
    check_text (record.publication);
    for (char **author = record.authors; *author != NULL; author++)
        check_text (*author);
    if (record.published != NULL)
        record_time (record.published);
}

/* The place among all inputs comes off a line as it went on. */
static void
check_index (const char *line)
{
    g_autoptr (GString) text = g_string_new (line), other = g_string_new (line);
    gsize rest;

    if (line[0] != '{' || !g_str_has_suffix (line, "}") || strlen (line) < 4)
        return;
    if (line_get_index (text->str, text->len, &rest) >= 0)
        line_remove_index (text);
    if (line_get_index (text->str, text->len, &rest) >= 0)
        return; /* two of them: no journal has that */
    g_string_assign (other, text->str);
    line_set_index (text, 12);
    CHECK (line_get_index (text->str, text->len, &rest) == 12, "an index that was set is there");
    line_remove_index (text);
    CHECK (g_str_equal (text->str, other->str), "without its index a line is as it was");
}

static void
read_line (const char *line)
{
    Line parsed;

    g_free (line_key (line, strlen (line)));
    if (line_parse (&parsed, line))
        line_clear (&parsed);
    read_entry (line);
    read_record (line);
    check_index (line);
}

/* A line of a journal each. */
void
fuzz_journal (const guint8 *data, gsize size, const char *file)
{
    g_autofree char *text = g_strndup ((const char *) data, size);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (char **line = lines; *line != NULL; line++)
        read_line (*line);
}

/* One without anything that is special in patterns. */
static gboolean
is_name (const char *text)
{
    return *text != '\0' && !g_str_equal (text, ".") && strpbrk (text, "/\\*?[") == NULL;
}

/* The first line is a pattern, the others paths. */
void
fuzz_pattern (const guint8 *data, gsize size, const char *file)
{
    g_autofree char *text = fuzz_text_of (data, size);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    Pattern *pattern = lines[0] != NULL ? pattern_new (lines[0]) : NULL;

    for (char **line = lines; pattern != NULL && *line != NULL; line++) {
        g_auto (GStrv) names = g_strsplit (*line, "/", -1);
        PatternState state = pattern_begin (pattern);

        for (char **name = names; *name != NULL; name++)
            state = pattern_go_on (pattern, state, *name, strlen (*name));
        CHECK (!pattern_fits (pattern, state) || state != 0, "what has no state fits nothing");
        CHECK (line != lines || !is_name (*line) || pattern_fits (pattern, state), "a name fits itself");
    }
    if (pattern != NULL)
        pattern_has_ending (pattern);
    pattern_free (pattern);
}
