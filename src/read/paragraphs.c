/* SPDX-License-Identifier: MIT */
#include "paragraphs.h"

#include <string.h>

/* Nobody wraps by hand at more columns than this. */
#define WRAP_COLUMNS 110
/* Letters are wrapped at this or more. */
#define LETTER_COLUMNS 60
#define TAB_COLUMNS 8
/* Indentation below this is an accident. */
#define INDENT_COLUMNS 2

typedef struct {
    const char *start, *end; /* without indentation and white space at the end */
    guint number;
    guint indent;
    glong n_columns;
} Line;

/* How a text marks its paragraphs. */
typedef struct {
    glong width;            /* columns at which lines are wrapped; 0: they are not */
    gboolean indents_first; /* paragraphs begin with an indented line */
} Layout;

static gboolean
line_is_blank (const Line *line)
{
    return line->start == line->end;
}

static Line
line_new (const char *start, const char *end, guint number)
{
    Line line = { .number = number };

    while (start < end && (*start == ' ' || *start == '\t')) {
        line.indent += *start == '\t' ? TAB_COLUMNS - line.indent % TAB_COLUMNS : 1;
        start++;
    }
    while (end > start && char_is_space (text_char_before (start, end)))
        end = g_utf8_prev_char (end);
    line.start = start;
    line.end = end;
    line.n_columns = (glong) line.indent + g_utf8_strlen (start, end - start);
    return line;
}

static GArray *
split_lines (const char *text, gsize length, guint first_line)
{
    GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
    const char *end = text + length;

    for (const char *start = text; start < end;) {
        const char *newline = memchr (start, '\n', (gsize) (end - start));
        Line line = line_new (start, newline != NULL ? newline : end, first_line++);

        g_array_append_val (lines, line);
        start = newline != NULL ? newline + 1 : end;
    }
    return lines;
}

static const Line *
line_at (const GArray *lines, guint index)
{
    return index < lines->len ? &g_array_index (lines, Line, index) : NULL;
}

static glong
first_word_columns (const Line *line)
{
    const char *space = memchr (line->start, ' ', (gsize) (line->end - line->start));

    return g_utf8_strlen (line->start, (space != NULL ? space : line->end) - line->start);
}

static const char *
skip_spaces (const char *p, const char *end)
{
    while (p < end && *p == ' ')
        p++;
    return p;
}

/* "- x", "* x", "• x": returns where x begins, or NULL. */
static const char *
bullet_end (const Line *line)
{
    static const char *const bullets[] = { "-", "*", "•", "‣", "◦", "▪", "■", "●", "–" };

    for (guint i = 0; i < G_N_ELEMENTS (bullets); i++) {
        gsize length = strlen (bullets[i]);
        const char *p = line->start + length;

        if (p + 1 < line->end && memcmp (line->start, bullets[i], length) == 0 && (*p == ' ' || *p == '\t'))
            return skip_spaces (p + 1, line->end);
    }
    return NULL;
}

/* "1. x", "12) x": returns where x begins, or NULL. */
static const char *
number_end (const Line *line, int *number)
{
    const char *p = line->start;

    *number = 0;
    while (p < line->end && p < line->start + 3 && g_ascii_isdigit (*p))
        *number = 10 * *number + (*p++ - '0');
    if (p == line->start || p + 2 >= line->end || (*p != '.' && *p != ')') || p[1] != ' ')
        return NULL;
    return skip_spaces (p + 2, line->end);
}

static gboolean
is_rule_of (const Line *line, const char *characters, guint n_least)
{
    guint n = 0;

    for (const char *p = line->start; p < line->end; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (c == ' ')
            continue;
        if (g_utf8_strchr (characters, -1, c) == NULL)
            return FALSE;
        n++;
    }
    return n >= n_least;
}

static gboolean
is_separator (const Line *line)
{
    return is_rule_of (line, "*-_=~#•·—–", 3) || is_rule_of (line, "⁂❦◆◇■□●○✻", 1);
}

static gboolean
has_marker (const Line *line)
{
    int number;

    return bullet_end (line) != NULL || number_end (line, &number) != NULL || *line->start == '>'
           || is_separator (line);
}

/* Two neighbours of one paragraph, if the text is wrapped. */
static gboolean
may_continue (const Line *line, const Line *next)
{
    return !line_is_blank (line) && next != NULL && !line_is_blank (next) && !has_marker (next);
}

static glong
longest_line (const GArray *lines)
{
    glong longest = 0;

    for (guint i = 0; i < lines->len; i++)
        longest = MAX (longest, line_at (lines, i)->n_columns);
    return longest;
}

/* A line is full when the next one's first word would not have fitted. */
static gboolean
is_full (const Line *line, const Line *next, glong width)
{
    return line->n_columns + 1 + first_word_columns (next) > width - width / 10;
}

/* Verse, addresses and the head of a letter say nothing of the prose between them. */
static gboolean
says_how_wrapped (const Line *line, glong width)
{
    return width < LETTER_COLUMNS || line->n_columns * 2 >= width;
}

/* Whether the line ends as a sentence or a caption does. */
static gboolean
is_closed (const Line *line)
{
    const char *end = line->end;

    while (end > line->start && char_is_closing_quote (text_char_before (line->start, end)))
        end = g_utf8_prev_char (end);
    return end > line->start && strchr (".!?)", end[-1]) != NULL;
}

/* Most lines are full, and few end where a sentence does: a text with a paragraph on every line may look
 * full by chance, but all its lines are closed. */
static gboolean
is_wrapped (const GArray *lines, glong width)
{
    guint n_pairs = 0, n_full = 0, n_closed = 0;

    for (guint i = 0; i + 1 < lines->len; i++) {
        const Line *line = line_at (lines, i), *next = line_at (lines, i + 1);

        if (may_continue (line, next) && says_how_wrapped (line, width)) {
            n_pairs++;
            n_full += is_full (line, next, width);
            n_closed += is_closed (line);
        }
    }
    return n_pairs >= 3 && n_full * 2 > n_pairs && n_closed * 2 <= n_pairs;
}

/* Whether most paragraphs begin with an indented line: then indentation does not mean a quotation. */
static gboolean
indents_first_lines (const GArray *lines)
{
    guint n_indented = 0, n_lines = 0, n_starts = 0;

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = line_at (lines, i), *previous = i > 0 ? line_at (lines, i - 1) : NULL;

        if (line_is_blank (line) || has_marker (line))
            continue;
        n_lines++;
        n_starts += previous == NULL || line_is_blank (previous);
        n_indented += line->indent >= INDENT_COLUMNS
                      && (previous == NULL || previous->indent < INDENT_COLUMNS || line_is_blank (previous));
    }
    return n_indented >= 2 && (n_indented * 2 > n_starts || n_indented * 2 > n_lines);
}

static Layout
find_layout (const GArray *lines)
{
    glong longest = longest_line (lines);
    Layout layout = { .indents_first = indents_first_lines (lines) };

    if (longest <= WRAP_COLUMNS && is_wrapped (lines, longest))
        layout.width = longest;
    return layout;
}

/* Indentation that all lines share is the page's margin. */
static void
drop_margin (GArray *lines)
{
    guint margin = G_MAXUINT;

    for (guint i = 0; i < lines->len; i++)
        if (!line_is_blank (line_at (lines, i)))
            margin = MIN (margin, line_at (lines, i)->indent);
    for (guint i = 0; i < lines->len; i++)
        if (!line_is_blank (line_at (lines, i)))
            g_array_index (lines, Line, i).indent -= margin;
}

/* A line with so much room left that nobody would have broken it there: headlines, verse, last lines. */
static gboolean
is_short (const Line *line, const Line *next, glong width)
{
    return line->n_columns * 2 < width || (line->n_columns * 4 < width * 3 && !is_full (line, next, width));
}

static gboolean
ends_paragraph (const Layout *layout, const Line *line, const Line *next)
{
    if (layout->width == 0 || !may_continue (line, next) || is_short (line, next, layout->width))
        return TRUE;
    if (layout->indents_first)
        return next->indent >= INDENT_COLUMNS && next->indent > line->indent;
    return next->indent != line->indent && !has_marker (line);
}

static gboolean
is_underline (const Line *line, const Line *above)
{
    glong difference = line->n_columns - above->n_columns;

    return (is_rule_of (line, "=", 3) || is_rule_of (line, "-", 3)) && ABS (difference) <= 2;
}

static const char *
hashes_end (const Line *line, int *level)
{
    const char *p = line->start;

    while (p < line->end && *p == '#')
        p++;
    *level = (int) (p - line->start);
    return *level > 0 && *level <= 6 && p + 1 < line->end && *p == ' ' ? skip_spaces (p, line->end) : NULL;
}

static Paragraph
classify (const Line *line, const Layout *layout)
{
    Paragraph paragraph = { .line = line->number, .indent = line->indent, .text = line->start };
    const char *rest = NULL;

    if (is_separator (line))
        paragraph.shape = SHAPE_SEPARATOR;
    else if ((rest = bullet_end (line)) != NULL)
        paragraph.shape = SHAPE_BULLET;
    else if ((rest = number_end (line, &paragraph.number)) != NULL)
        paragraph.shape = SHAPE_NUMBER;
    else if ((rest = hashes_end (line, &paragraph.number)) != NULL)
        paragraph.shape = SHAPE_HEADING;
    else if (*line->start == '>') {
        paragraph.shape = SHAPE_QUOTE;
        rest = skip_spaces (line->start + 1, line->end);
    } else if (line->indent >= INDENT_COLUMNS && !layout->indents_first)
        paragraph.shape = SHAPE_QUOTE;
    if (rest != NULL)
        paragraph.text = rest;
    return paragraph;
}

/* A quotation that marks every line with > is one paragraph as long as the lines are full. */
static gboolean
continues_quote (const Layout *layout, const Line *line, const Line *next)
{
    return *line->start == '>' && next != NULL && !line_is_blank (next) && *next->start == '>'
           && next->end - next->start > 1 && layout->width > 0 && is_full (line, next, layout->width);
}

static const char *
text_start (const Line *line)
{
    return *line->start == '>' ? skip_spaces (line->start + 1, line->end) : line->start;
}

/* Joins the lines that follow lines[last] as long as they are of its paragraph; returns the last one. */
static guint
join_lines (const GArray *lines, guint last, const Layout *layout, GString *text)
{
    const Line *line = line_at (lines, last), *next = line_at (lines, last + 1);

    while (!ends_paragraph (layout, line, next) || continues_quote (layout, line, next)) {
        g_string_append_c (text, ' ');
        g_string_append_len (text, text_start (next), next->end - text_start (next));
        line = next;
        next = line_at (lines, ++last + 1);
    }
    return last;
}

/* Reads the paragraph that begins with lines[first]; returns the index of the line after it. */
static guint
read_paragraph (const GArray *lines, guint first, const Layout *layout, Paragraph *paragraph, Arena *arena)
{
    const Line *line = line_at (lines, first), *next = line_at (lines, first + 1);
    GString *text = g_string_new (NULL);
    g_autofree char *squeezed = NULL;
    guint last = first;

    *paragraph = classify (line, layout);
    g_string_append_len (text, paragraph->text, line->end - paragraph->text);
    if (paragraph->shape == SHAPE_PROSE && next != NULL && !line_is_blank (next) && is_underline (next, line)) {
        paragraph->shape = SHAPE_HEADING;
        paragraph->number = *next->start == '=' ? 1 : 2;
        last++;
    } else if (paragraph->shape != SHAPE_SEPARATOR && paragraph->shape != SHAPE_HEADING) {
        last = join_lines (lines, first, layout, text);
    }
    paragraph->is_one_line = last == first || paragraph->shape == SHAPE_HEADING;
    paragraph->is_loose = first == 0 || line_is_blank (line_at (lines, first - 1));
    squeezed = text_squeeze (text->str, (gssize) text->len);
    paragraph->text = arena_strdup (arena, squeezed);
    if (paragraph->shape == SHAPE_NUMBER)
        paragraph->marker = arena_strndup (arena, line->start, strcspn (line->start, " "));
    g_string_free (text, TRUE);
    return last + 1;
}

GArray *
paragraphs_split (const char *text, gsize length, guint first_line, Arena *arena)
{
    GArray *paragraphs =
        arena_own (arena, g_array_new (FALSE, FALSE, sizeof (Paragraph)), (GDestroyNotify) g_array_unref);
    g_autoptr (GArray) lines = split_lines (text, length, first_line);
    Layout layout;

    drop_margin (lines);
    layout = find_layout (lines);
    for (guint i = 0; i < lines->len;) {
        Paragraph paragraph;

        if (line_is_blank (line_at (lines, i))) {
            i++;
            continue;
        }
        i = read_paragraph (lines, i, &layout, &paragraph, arena);
        if (*paragraph.text != '\0')
            g_array_append_val (paragraphs, paragraph);
    }
    return paragraphs;
}
