/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "markdown.h"

/* md4c takes no longer run of backticks for the mark of code. */
#define TICKS_LIMIT 32

#define LABEL_LENGTH 100

typedef struct {
    GString *text;
    guint number;       /* 0: nothing refers to it so far */
    guint n_references; /* to it */
} Note;

typedef struct {
    GHashTable *notes;  /* label -> Note */
    GPtrArray *defined; /* Note, in the order of the text */
    GPtrArray *cited;   /* Note, by its number */
    GString *body;
} Notes;

static void
note_free (gpointer data)
{
    Note *note = data;

    g_string_free (note->text, TRUE);
    g_free (note);
}

static gsize
indent_of (const char *line, const char *end)
{
    gsize columns = 0;

    for (; line < end && (*line == ' ' || *line == '\t'); line++)
        columns += *line == '\t' ? 4 - columns % 4 : 1;
    return columns;
}

static gboolean
is_blank (const char *line, const char *end)
{
    return text_is_blank (line, end - line);
}

/* The label of "[^label]" at `p`, which is followed by `after`; its length, or 0. */
static gsize
label_length (const char *p, const char *end)
{
    gsize n = 0;

    if (end - p < 4 || p[0] != '[' || p[1] != '^')
        return 0;
    for (p += 2; p + n < end && n < LABEL_LENGTH && strchr (" \t\n[]^", p[n]) == NULL;)
        n++;
    return p + n < end && p[n] == ']' ? n : 0;
}

/* A fence of code: its mark and how often it stands there; 0: none. */
static gsize
fence_length (const char *line, const char *end, char *mark)
{
    gsize n = 0;

    if (indent_of (line, end) > 3)
        return 0;
    while (line < end && *line == ' ')
        line++;
    *mark = line < end ? *line : '\0';
    if (*mark != '`' && *mark != '~')
        return 0;
    while (line + n < end && line[n] == *mark)
        n++;
    return n >= 3 ? n : 0;
}

/* Moves over the block of code that begins at `line`; `line` itself if none does. */
static const char *
skip_fenced (const char *line, const char *end)
{
    char mark, other;
    gsize n = fence_length (line, end, &mark);

    if (n == 0)
        return line;
    for (line = text_next_line (line, end); line < end; line = text_next_line (line, end))
        if (fence_length (line, end, &other) >= n && other == mark)
            return text_next_line (line, end);
    return end;
}

static void
append_unindented (GString *text, const char *line, const char *next)
{
    for (guint i = 0; i < 4 && line < next && (*line == ' ' || *line == '\t'); i += *line++ == '\t' ? 4 : 1)
        ;
    g_string_append_len (text, line, next - line);
}

/* Takes the lines that go on with a definition: the rest of its paragraph, and what is indented. */
static const char *
take_definition (Note *note, const char *line, const char *end)
{
    gboolean is_in_paragraph = TRUE;

    while (line < end) {
        const char *next = text_next_line (line, end);
        gboolean blank = is_blank (line, next);

        if (!blank && indent_of (line, next) < 4 && (!is_in_paragraph || label_length (line, next) > 0))
            break;
        is_in_paragraph = !blank && (is_in_paragraph || indent_of (line, next) < 4);
        append_unindented (note->text, line, next);
        line = next;
    }
    return line;
}

/* Where the definition that begins at `line` ends; `line` itself if none does. */
static const char *
read_definition (Notes *notes, const char *line, const char *end)
{
    const char *p = line + (indent_of (line, end) <= 3 ? strspn (line, " ") : 0), *next = text_next_line (line, end);
    gsize length = label_length (p, next);
    g_autofree char *label = g_strndup (p + 2, length);
    Note *note;

    if (length == 0 || p + length + 3 >= next || p[length + 3] != ':' || g_hash_table_contains (notes->notes, label))
        return line;
    note = g_new0 (Note, 1);
    note->text = g_string_new (NULL);
    p += length + 4;
    p += strspn (p, " \t");
    g_string_append_len (note->text, p, next - p);
    g_hash_table_insert (notes->notes, g_steal_pointer (&label), note);
    g_ptr_array_add (notes->defined, note);
    return take_definition (note, next, end);
}

static void
read_definitions (Notes *notes, const char *text, const char *end)
{
    for (const char *line = text; line < end;) {
        const char *next = skip_fenced (line, end);

        if (next == line)
            next = read_definition (notes, line, end);
        else
            g_string_append_len (notes->body, line, next - line);
        if (next == line) {
            next = text_next_line (line, end);
            g_string_append_len (notes->body, line, next - line);
        }
        line = next;
    }
}

static void
append_reference (Notes *notes, GString *to, Note *note)
{
    if (note->number == 0) {
        g_ptr_array_add (notes->cited, note);
        note->number = notes->cited->len;
    }
    note->n_references++;
    g_string_append_printf (to, "<sup><a href=\"#fn%u\" id=\"fnref%u", note->number, note->number);
    if (note->n_references > 1)
        g_string_append_printf (to, "-%u", note->n_references);
    g_string_append_printf (to, "\">%u</a></sup>", note->number);
}

/* Behind the code that begins with the backticks at `p`, or behind them.  A search that found nothing is not
 * done again before `unfound[n]`. */
static const char *
skip_code (const char *p, const char *end, const char *unfound[TICKS_LIMIT + 1])
{
    const char *start = p;
    gsize n = 0, n_other = 0;

    while (p < end && *p == '`')
        p++;
    n = (gsize) (p - start);
    if (n > TICKS_LIMIT || p < unfound[n])
        return p;
    for (const char *q = p; q < end && !(*q == '\n' && q + 1 < end && q[1] == '\n'); q++) {
        n_other = *q == '`' ? n_other + 1 : 0;
        if (n_other == n && (q + 1 == end || q[1] != '`'))
            return q + 1;
        unfound[n] = q + 1;
    }
    return p;
}

/* Copies text, with its references as links. */
static void
append_text (Notes *notes, GString *to, const char *text, gsize length)
{
    const char *end = text + length, *unfound[TICKS_LIMIT + 1] = { NULL };

    for (const char *p = text; p < end;) {
        const char *next = p == text || p[-1] == '\n' ? skip_fenced (p, end) : p;
        gsize n = next == p ? label_length (p, end) : 0;
        g_autofree char *label = n > 0 ? g_strndup (p + 2, n) : NULL;
        Note *note = label != NULL ? g_hash_table_lookup (notes->notes, label) : NULL;

        if (next == p && *p == '`')
            next = skip_code (p, end, unfound);
        else if (next == p && *p == '\\' && p + 1 < end)
            next = p + 2;
        else if (next == p)
            next = p + (note != NULL ? n + 3 : 1);
        if (note != NULL)
            append_reference (notes, to, note);
        else
            g_string_append_len (to, p, next - p);
        p = next;
    }
}

/* Whether the text ends in a paragraph, which a link can be a part of. */
static gboolean
ends_in_paragraph (const GString *text)
{
    const char *line = strrchr (text->str, '\n');
    char mark;

    line = line != NULL ? line + 1 : text->str;
    return *line != '|' && indent_of (line, text->str + text->len) < 4
           && fence_length (line, text->str + text->len, &mark) == 0;
}

static void
append_note (Notes *notes, GString *to, Note *note)
{
    while (note->text->len > 0 && g_ascii_isspace (note->text->str[note->text->len - 1]))
        g_string_truncate (note->text, note->text->len - 1);
    g_string_append_printf (to, "<li id=\"fn%u\">\n\n", note->number);
    append_text (notes, to, note->text->str, note->text->len);
    g_string_append_printf (to, "%s<a href=\"#fnref%u\">↩</a>\n\n</li>\n",
                            ends_in_paragraph (note->text) ? " " : "\n\n", note->number);
}

/* A note may refer to others, which are then cited too. */
static void
append_cited (Notes *notes, GString *to, guint *n_written)
{
    while (*n_written < notes->cited->len)
        append_note (notes, to, g_ptr_array_index (notes->cited, (*n_written)++));
}

/* Notes that nothing refers to come last: they are text all the same. */
static void
append_notes (Notes *notes, GString *to)
{
    guint n_written = 0;

    g_string_append (to, "\n\n<section class=\"footnotes\">\n<ol>\n");
    append_cited (notes, to, &n_written);
    for (guint i = 0; i < notes->defined->len; i++) {
        Note *note = g_ptr_array_index (notes->defined, i);

        if (note->number > 0)
            continue;
        g_string_append (to, "<li>\n\n");
        append_text (notes, to, note->text->str, note->text->len);
        g_string_append (to, "\n\n</li>\n");
        append_cited (notes, to, &n_written);
    }
    g_string_append (to, "</ol>\n</section>\n");
}

GString *
markdown_take_notes (const char *text, gsize length)
{
    g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, note_free);
    g_autoptr (GPtrArray) defined = g_ptr_array_new (), cited = g_ptr_array_new ();
    g_autoptr (GString) body = g_string_sized_new (length);
    Notes notes = { table, defined, cited, body };
    GString *whole = g_string_sized_new (length + 1);

    read_definitions (&notes, text, text + length);
    if (defined->len == 0) {
        g_string_append_len (whole, text, (gssize) length);
        return whole;
    }
    append_text (&notes, whole, body->str, body->len);
    append_notes (&notes, whole);
    return whole;
}
