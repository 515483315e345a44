/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "markdown.h"

/* Growth that no honest text comes near. */
#define GROWTH 8
#define GROWTH_FREE ((gsize) 64 * 1024)

/* A definition that is longer is no address that somebody wrote. */
#define DEFINITION_LENGTH 400

/* md4c 0.4 looks through all lines of a paragraph at each bracket: a paragraph of more than that many of both is
 * divided. */
#define PARAGRAPH_LIMIT 500

/* The paragraph that is being looked at. */
typedef struct {
    guint n_lines, n_brackets;
    gboolean is_in_code;
} Run;

/* Behind the marks of quotations and lists that a line may begin with. */
static const char *
skip_marks (const char *line, const char *end)
{
    while (line < end && (g_ascii_isdigit (*line) || strchr (" \t>.)*+", *line) != NULL))
        line++;
    return line;
}

/* The number of columns when the line is the one below a table's head: "|---|:-:|". */
static gsize
n_columns (const char *line, const char *end)
{
    gsize n_pipes = 0, n_dashes = 0;

    for (const char *p = skip_marks (line, end); p < end && *p != '\n'; p++) {
        if (strchr ("|:- \t", *p) == NULL)
            return 0;
        n_pipes += *p == '|';
        n_dashes += *p == '-';
    }
    return n_pipes > 0 && n_dashes > 0 ? n_pipes + 1 : 0;
}

static gboolean
is_blank (const char *line, const char *end)
{
    while (line < end && strchr (" \t>", *line) != NULL)
        line++;
    return line == end || *line == '\n';
}

/* Whether the table below `row` has many more cells than it has bytes. */
static gboolean
is_bomb (const char *row, const char *end, gsize columns)
{
    const char *start = row;
    gsize n_cells = 0;

    for (; row < end && !is_blank (row, end); row = text_next_line (row, end))
        n_cells += columns;
    return n_cells > (gsize) (row - start) + GROWTH_FREE / GROWTH;
}

/* "[label]: address" */
static gboolean
is_definition (const char *line, const char *end)
{
    const char *p = skip_marks (line, end), *stop = memchr (p, '\n', (gsize) (end - p));
    gsize length = (gsize) ((stop != NULL ? stop : end) - p);

    return length > 0 && *p == '[' && memmem (p, length, "]:", 2) != NULL;
}

/* Whether all references to the longest definition could make the text grow beyond measure. */
static gboolean
has_long_definitions (const char *text, const char *end)
{
    gsize longest = 0, n_references = 0;

    for (const char *line = text, *next; line < end; line = next) {
        next = text_next_line (line, end);
        if (is_definition (line, next))
            longest =
                MAX (longest, (gsize) (text_next_line (next, end) - line)); /* its address may be on the next line */
    }
    for (const char *p = text; (p = memchr (p, ']', (gsize) (end - p))) != NULL; p++)
        n_references++;
    return longest > 0 && n_references > (GROWTH * (gsize) (end - text) + GROWTH_FREE) / longest;
}

/* Whether the paragraph has to be divided after this line. */
static gboolean
is_too_long (Run *run, const char *line, const char *marks, const char *next)
{
    gsize length = (gsize) (next - marks);

    if (length > 3 && (memcmp (marks, "```", 3) == 0 || memcmp (marks, "~~~", 3) == 0))
        run->is_in_code = !run->is_in_code;
    if (is_blank (line, next) || run->is_in_code || memchr (marks, '|', length) != NULL) {
        run->n_lines = run->n_brackets = 0;
        return FALSE;
    }
    run->n_lines++;
    for (const char *p = marks; p < next && (p = memchr (p, '[', (gsize) (next - p))) != NULL; p++)
        run->n_brackets++;
    return run->n_lines > PARAGRAPH_LIMIT && run->n_brackets > PARAGRAPH_LIMIT;
}

/* Whether the line is one below the head of a table that would be a bomb; sets where a table that is none ends. */
static gboolean
is_armed_table (const char *line, const char *next, const char *end, const char **table_end)
{
    gsize columns = line >= *table_end ? n_columns (line, end) : 0;

    if (columns <= 1)
        return FALSE;
    if (is_bomb (next, end, columns))
        return TRUE;
    for (*table_end = next; *table_end < end && !is_blank (*table_end, end);)
        *table_end = text_next_line (*table_end, end);
    return FALSE;
}

GString *
markdown_disarm (const char *text, gsize length)
{
    const char *end = text + length, *table_end = text;
    gboolean is_long = has_long_definitions (text, end);
    GString *safe = g_string_sized_new (length + 1);
    Run run = { 0 };

    for (const char *line = text, *next; line < end; line = next) {
        const char *marks = skip_marks (line, end);
        gboolean is_armed;

        next = text_next_line (line, end);
        marks = MIN (marks, next);
        is_armed = is_armed_table (line, next, end, &table_end)
                   || (is_long && is_definition (line, next) && text_next_line (next, end) - line > DEFINITION_LENGTH);
        g_string_append_len (safe, line, marks - line);
        if (is_armed)
            g_string_append_c (safe, '\\');
        g_string_append_len (safe, marks, next - marks);
        if (is_too_long (&run, line, marks, next)) {
            g_string_append_c (safe, '\n');
            run = (Run){ 0 };
        }
    }
    return safe;
}
