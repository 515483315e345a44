/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "markdown.h"

/* What site makers, note takers and other converters write between the lines of CommonMark: their marks are turned
 * into what it has for them, or left out where it has nothing. */

/* A mark is closed on its line and within so many bytes, or is none. */
#define REACH 400

/* Raised and lowered text is short: "H~2~O", "x^2^". */
#define SCRIPT_LENGTH 12

/* A stretch of a line. */
typedef struct {
    const char *line, *p, *end;
} Place;

/* Where `mark` stands next, or NULL. */
static const char *
find (const Place *place, const char *from, const char *mark)
{
    gsize length = MIN ((gsize) (place->end - from), REACH);

    return from < place->end ? memmem (from, length, mark, strlen (mark)) : NULL;
}

static gboolean
begins (const Place *place, const char *mark)
{
    gsize length = strlen (mark);

    return (gsize) (place->end - place->p) >= length && memcmp (place->p, mark, length) == 0;
}

static char
before (const Place *place)
{
    return place->p > place->line ? place->p[-1] : ' ';
}

static char
at (const Place *place, const char *p)
{
    return p < place->end ? *p : '\n';
}

/* A stretch of code, which is left as it is. */
static const char *
take_code (const Place *place, GString *text)
{
    gsize n = strspn (place->p, "`");
    g_autofree char *mark = g_strndup (place->p, n);
    const char *close = n < REACH ? find (place, place->p + n, mark) : NULL, *next = place->p + n;

    if (close != NULL)
        next = close + n + strspn (close + n, "`");
    g_string_append_len (text, place->p, next - place->p);
    return next;
}

/* "{% include a %}", "{{< toc >}}", "{{% notice %}}" of templates, "%%a comment%%". */
static const char *
take_template (const Place *place, GString *text G_GNUC_UNUSED)
{
    static const char *const marks[][2] = { { "{%", "%}" }, { "{{<", ">}}" }, { "{{%", "%}}" }, { "%%", "%%" } };
    const char *close;

    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (begins (place, marks[i][0]) && (close = find (place, place->p + strlen (marks[i][0]), marks[i][1])) != NULL)
            return close + strlen (marks[i][1]);
    return NULL;
}

/* "{#id .class width=50%}" behind a picture or link, and "{#id}", "{: .note }" at the end of a line. */
static const char *
take_attributes (const Place *place, GString *text)
{
    const char *template = take_template (place, text), *close = find (place, place->p, "}"), *inner = place->p + 1;
    gboolean is_behind = before (place) == ')' || before (place) == ']';

    if (template != NULL || close == NULL || !(is_behind || at (place, close + 1) == '\n'))
        return template;
    if (*inner == ':' || ((*inner == '#' || *inner == '.') && g_ascii_isalpha (inner[1])))
        return close + 1;
    inner += strspn (inner, "abcdefghijklmnopqrstuvwxyz-_");
    return is_behind && inner > place->p + 1 && *inner == '=' ? close + 1 : NULL;
}

static gboolean
is_picture_name (const char *name, gsize length)
{
    static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif" };

    for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
        gsize n = strlen (endings[i]);

        if (length > n && g_ascii_strncasecmp (name + length - n, endings[i], n) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The links of wikis: "[[Note]]", "[[Note#Heading|words]]", "![[picture.jpg|400]]". */
static const char *
take_wiki_link (const Place *place, GString *text)
{
    gboolean is_embedded = *place->p == '!';
    const char *target = place->p + 2 + is_embedded, *close = find (place, target, "]]"), *bar;
    gsize length;

    if (close == NULL || at (place, close + 2) == '(' || at (place, close + 2) == '[' || g_ascii_isdigit (*target)
        || *target == '^')
        return NULL;
    bar = memchr (target, '|', (gsize) (close - target));
    length = (gsize) ((bar != NULL ? bar : close) - target);
    if (memchr (target, '[', (gsize) (close - target)) != NULL || length == 0)
        return NULL;
    if (is_embedded && is_picture_name (target, length))
        g_string_append_printf (text, "![](<%.*s>)", (int) length, target);
    else if (bar != NULL && !is_embedded)
        g_string_append_len (text, bar + 1, close - bar - 1);
    else
        g_string_append_len (text, target, (gssize) length);
    return close + 2;
}

/* "==marked==" */
static const char *
take_marked (const Place *place, GString *text)
{
    const char *start = place->p + 2, *close;

    if (!begins (place, "==") || g_ascii_isalnum (before (place)) || g_ascii_isspace (at (place, start))
        || at (place, start) == '=' || (close = find (place, start, "==")) == NULL || g_ascii_isspace (close[-1])
        || g_ascii_isalnum (at (place, close + 2)) || at (place, close + 2) == '=')
        return NULL;
    g_string_append_printf (text, "<mark>%.*s</mark>", (int) (close - start), start);
    return close + 2;
}

/* "H~2~O", "x^2^"; " ^a1b2c3" at the end of a line names the line for others. */
static const char *
take_script (const Place *place, GString *text)
{
    const char *start = place->p + 1, *tag = *place->p == '~' ? "sub" : "sup";
    gsize length = 0;

    while (length < SCRIPT_LENGTH && g_ascii_isalnum (at (place, start + length)))
        length++;
    if (length == 6 && *place->p == '^' && before (place) == ' ' && at (place, start + length) == '\n')
        return start + length;
    if (length == 0 || !g_ascii_isalnum (before (place)) || at (place, start + length) != *place->p
        || at (place, start + length + 1) == *place->p)
        return NULL;
    g_string_append_printf (text, "<%s>%.*s</%s>", tag, (int) length, start, tag);
    return start + length + 1;
}

static const char *
take_escape (const Place *place, GString *text)
{
    gsize length = MIN ((gsize) (place->end - place->p), 2);

    g_string_append_len (text, place->p, (gssize) length);
    return place->p + length;
}

/* What may begin with the character. */
static const char *
take_mark (const Place *place, GString *text)
{
    switch (*place->p) {
    case '`': return take_code (place, text);
    case '\\': return take_escape (place, text);
    case '{': return take_attributes (place, text);
    case '%': return take_template (place, text);
    case '!': return begins (place, "![[") ? take_wiki_link (place, text) : NULL;
    case '[': return begins (place, "[[") ? take_wiki_link (place, text) : NULL;
    case '=': return take_marked (place, text);
    case '~':
    case '^': return take_script (place, text);
    default: return NULL;
    }
}

/* The line without its end; whether anything is left of what was on it. */
static gboolean
append_line (GString *text, const char *line, const char *end)
{
    gsize length = text->len;
    gboolean is_changed = FALSE;

    for (Place place = { line, line, end }; place.p < end;) {
        const char *next = take_mark (&place, text);

        is_changed = is_changed || next != NULL;
        if (next == NULL) {
            next = place.p + 1 + strcspn (place.p + 1, "`\\{%![=~^\n");
            next = MIN (next, end);
            g_string_append_len (text, place.p, next - place.p);
        }
        place.p = next;
    }
    if (!is_changed || !text_is_blank (text->str + length, (gssize) (text->len - length)))
        return TRUE;
    g_string_truncate (text, length);
    return FALSE;
}

/* The first line of a box in a quotation: "> [!NOTE]", "> [!tip]- Title" is a line of its own. */
static gboolean
append_box_title (GString *text, const char *line, const char *end)
{
    const char *mark = line + strspn (line, " >"), *close, *title;
    g_autofree char *kind = NULL;

    if (mark == line || mark >= end || memchr (line, '>', (gsize) (mark - line)) == NULL || end - mark < 4
        || mark[0] != '[' || mark[1] != '!' || (close = memchr (mark, ']', (gsize) (end - mark))) == NULL
        || close - mark > 20 || !g_ascii_isalpha (mark[2]))
        return FALSE;
    title = close + 1 + strspn (close + 1, "+- ");
    kind = g_ascii_strdown (mark + 2, close - mark - 2);
    *kind = g_ascii_toupper (*kind);
    g_string_append_printf (text, "%.*s**%.*s**\n", (int) (mark - line), line,
                            title < end ? (int) (end - title) : (int) strlen (kind), title < end ? title : kind);
    g_string_append_len (text, line, mark - line);
    return TRUE;
}

/* ": What the table says", below one: a paragraph. */
static const char *
skip_colon (const GString *text, const char *line, const char *end)
{
    const char *last = text->str + text->len;

    if (end - line < 3 || line[0] != ':' || line[1] != ' ')
        return line;
    while (last > text->str && g_ascii_isspace (last[-1]))
        last--;
    while (last > text->str && last[-1] != '\n' && last[-1] != '|')
        last--;
    return last > text->str && last[-1] == '|' ? line + 2 : line;
}

/* Jekyll's words for a fence. */
static gboolean
append_highlight (GString *text, const char *line, const char *end, char *mark)
{
    static const char *const words[] = { "{% highlight ", "{% endhighlight" };
    guint i = *mark == 'h';
    gsize length = strlen (words[i]);

    if ((*mark != '\0' && *mark != 'h') || (gsize) (end - line) < length || memcmp (line, words[i], length) != 0)
        return FALSE;
    *mark = *mark == 'h' ? '\0' : 'h';
    g_string_append (text, "```");
    return TRUE;
}

static gboolean
is_fence (const char *line, const char *end, char *mark)
{
    const char *p = line + strspn (line, " >\t");

    if (end - p < 3 || (*p != '`' && *p != '~') || p[1] != *p || p[2] != *p || (*mark != '\0' && *mark != *p))
        return FALSE;
    *mark = *mark == '\0' ? *p : '\0';
    return TRUE;
}

GString *
markdown_join_dialects (const char *text, gsize length)
{
    const char *end = text + length;
    GString *joined = g_string_sized_new (length + 1);
    char fence = '\0'; /* of the code that the line is in */

    for (const char *line = text, *line_end; line < end; line = line_end + 1) {
        line_end = memchr (line, '\n', (gsize) (end - line));
        line_end = line_end != NULL ? line_end : end;
        if (append_highlight (joined, line, line_end, &fence))
            ;
        else if (is_fence (line, line_end, &fence) || fence != '\0')
            g_string_append_len (joined, line, line_end - line);
        else if (!append_box_title (joined, line, line_end)
                 && !append_line (joined, skip_colon (joined, line, line_end), line_end))
            continue;
        if (line_end < end)
            g_string_append_c (joined, '\n');
    }
    return joined;
}
