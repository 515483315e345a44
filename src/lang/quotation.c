/* SPDX-License-Identifier: MIT */
#include "quotation.h"

typedef enum {
    MARK_DOUBLE,
    MARK_SINGLE,
    MARK_ANGLE,
} MarkFamily;

/* Every mark is looked at once, with its neighbours; after that only the list of marks is worked on. */
typedef struct {
    gsize start;
    guint8 length;
    guint8 family;
    gboolean opens, closes;
    gboolean is_straight;
    gboolean is_reversed;   /* pairs as German does: „x“, »x«, ‚x‘ */
    gboolean is_apostrophe; /* more likely that of "boys'" or "goin'" than a closing mark */
} Mark;

typedef struct {
    const char *text;
    Span paragraph;
    GArray *marks;
} Scan;

static gunichar
char_at (const Scan *scan, gsize at)
{
    return at < scan->paragraph.end ? g_utf8_get_char (scan->text + at) : 0;
}

static gunichar
char_left_of (const Scan *scan, gsize at)
{
    return text_char_before (scan->text + scan->paragraph.start, scan->text + at);
}

static gboolean
is_gap (gunichar c)
{
    return c == 0 || char_is_space (c);
}

static gboolean
is_clause_end (gunichar c)
{
    return c == '.' || c == ',' || c == '?' || c == '!' || c == 0x2026;
}

static void
mark_straight (Mark *mark, gunichar left, gunichar right)
{
    mark->opens = !is_gap (right) && !g_unichar_isalnum (left) && (!is_clause_end (right) || is_gap (left));
    mark->closes = is_gap (right) || (!is_gap (left) && (!g_unichar_isalnum (right) || is_clause_end (left)));
}

/* A word that is cut off at its end ("goin' home") or a plural's possessive ("the boys' idea"). */
static gboolean
is_cut_word (const Scan *scan, gsize end, gunichar left)
{
    gunichar right = char_at (scan, end);

    if (right != ' ' || (left != 's' && left != 'n' && left != 'z'))
        return FALSE;
    return g_unichar_islower (char_at (scan, end + 1));
}

/* "the '90s": years are cut off at their beginning. */
static gboolean
is_decade (const Scan *scan, gsize at)
{
    return g_unichar_isdigit (char_at (scan, at)) && g_unichar_isdigit (char_at (scan, at + 1))
           && char_at (scan, at + 2) == 's';
}

static void
add_mark (const Scan *scan, gsize start, gsize length, gunichar c)
{
    Mark mark = { .start = start, .length = (guint8) length, .family = MARK_DOUBLE };
    gunichar left = char_left_of (scan, start), right = char_at (scan, start + length);
    gboolean is_word_end = !is_gap (left) && (is_gap (right) || g_unichar_ispunct (right));

    mark_straight (&mark, left, right);
    mark.is_straight = c == '"' || c == '\'';
    switch (c) {
    case 0x201c: /* “ */
        mark.closes = is_word_end && !mark.opens;
        mark.opens = !mark.closes;
        break;
    case 0x201d: /* ” */
        mark.opens = is_gap (left) && g_unichar_isalnum (right);
        mark.closes = TRUE;
        break;
    case 0x201e: /* „ */
        mark.opens = mark.is_reversed = TRUE;
        mark.closes = FALSE;
        break;
    case 0xab: /* « */
        mark.family = MARK_ANGLE;
        mark.closes = is_word_end;
        mark.opens = !is_word_end;
        break;
    case 0xbb: /* » */
        mark.family = MARK_ANGLE;
        mark.opens = mark.is_reversed = is_gap (left) && g_unichar_isalnum (right);
        mark.closes = TRUE;
        break;
    case '\'':
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201a: /* ‚ */
        if (length == 2 && c == '\'')
            break;
        mark.family = MARK_SINGLE;
        mark.opens &= c != 0x2019 && !is_decade (scan, start + length);
        mark.closes &= c != 0x201a && c != 0x2018;
        mark.is_apostrophe = is_cut_word (scan, start + length, left);
        break;
    case '`': mark.closes = FALSE; break;
    default: break;
    }
    if (mark.opens || mark.closes || c == 0x2018)
        g_array_append_val (scan->marks, mark);
}

/* '' is a double mark that a typewriter made of two; ''' is one of each, the double one outside. */
static gsize
add_apostrophes (const Scan *scan, gsize start)
{
    gsize n = 0;

    while (char_at (scan, start + n) == '\'')
        n++;
    if (n == 1) {
        add_mark (scan, start, 1, '\'');
    } else if (n == 3 && is_gap (char_left_of (scan, start))) {
        add_mark (scan, start, 2, '\'');
    } else if (n == 3) {
        add_mark (scan, start, 1, 0x2019);
        add_mark (scan, start + 1, 2, '\'');
    } else if (n == 2) {
        add_mark (scan, start, 2, '\'');
    }
    return n;
}

static gboolean
is_mark (gunichar c)
{
    return c == '"' || c == 0xab || c == 0xbb || c == 0x2018 || c == 0x2019 || c == 0x201a || c == 0x201c || c == 0x201d
           || c == 0x201e;
}

static void
collect_marks (const Scan *scan)
{
    gsize at = scan->paragraph.start;

    while (at < scan->paragraph.end) {
        const char *p = scan->text + at;
        guchar byte = (guchar) *p;

        if (byte == '\'') {
            at += add_apostrophes (scan, at);
        } else if (byte == '`' && char_at (scan, at + 1) == '`') {
            add_mark (scan, at, 2, '`');
            at += 2;
        } else if (byte == '"' || byte >= 0xc2) {
            gunichar c = g_utf8_get_char (p);
            gsize length = (gsize) (g_utf8_next_char (p) - p);

            if (is_mark (c))
                add_mark (scan, at, length, c);
            at += length;
        } else {
            at++;
        }
    }
}

static const Mark *
mark_at (const Scan *scan, guint index)
{
    return &g_array_index (scan->marks, Mark, index);
}

/* The next mark of the family after `index`; the list's length when there is none. */
static guint
next_of_family (const Scan *scan, guint index, guint8 family)
{
    for (index++; index < scan->marks->len; index++)
        if (mark_at (scan, index)->family == family)
            break;
    return index;
}

/* “He said “no,” and left” has two closing marks in a row for its inner opening one. */
static gboolean
is_nested (const Scan *scan, guint index)
{
    guint8 family = mark_at (scan, index)->family;
    guint first = next_of_family (scan, index, family), second;

    if (first >= scan->marks->len || !mark_at (scan, first)->closes || mark_at (scan, first)->opens)
        return FALSE;
    second = next_of_family (scan, first, family);
    return second < scan->marks->len && mark_at (scan, second)->closes && !mark_at (scan, second)->opens;
}

/* "Straight marks around “curly” ones": the inner pair is of the other shape. */
static gboolean
is_pair_inside (const Scan *scan, guint index, const Mark *outer)
{
    guint next = next_of_family (scan, index, outer->family);

    return mark_at (scan, index)->is_straight != outer->is_straight && next < scan->marks->len
           && mark_at (scan, next)->is_straight == mark_at (scan, index)->is_straight && mark_at (scan, next)->closes;
}

static gboolean
closes_for (const Mark *mark, const Mark *opening)
{
    return mark->closes || (opening->is_reversed && !mark->is_reversed);
}

/* The mark that ends what `opening` begins: a closing one, or (when the closing one was forgotten) the
 * next that can only open. */
static guint
find_end (const Scan *scan, guint opening)
{
    const Mark *first = mark_at (scan, opening);
    guint depth = 1, i;

    for (i = next_of_family (scan, opening, first->family); i < scan->marks->len;
         i = next_of_family (scan, i, first->family)) {
        const Mark *mark = mark_at (scan, i);

        if (closes_for (mark, first)) {
            if (--depth == 0)
                break;
        } else if (is_nested (scan, i)) {
            depth++;
        } else if (is_pair_inside (scan, i, first)) {
            i = next_of_family (scan, i, first->family);
        } else {
            break;
        }
    }
    return i;
}

/* Single marks are apostrophes unless a closing one follows before the next opening one. */
static guint
find_single_end (const Scan *scan, guint opening)
{
    const Mark *first = mark_at (scan, opening);
    guint candidate = scan->marks->len;

    for (guint i = opening + 1; i < scan->marks->len; i++) {
        const Mark *mark = mark_at (scan, i);

        if (mark->family != MARK_SINGLE)
            continue;
        if (!closes_for (mark, first))
            break;
        if (!mark->is_apostrophe)
            return i;
        if (candidate == scan->marks->len)
            candidate = i;
    }
    return candidate;
}

static void
add_quotation (GArray *quotations, gsize start, gsize end, gboolean is_open)
{
    Quotation quotation = { { start, end }, is_open };

    g_array_append_val (quotations, quotation);
}

/* Returns the mark to go on with. */
static guint
read_double (const Scan *scan, guint opening, GArray *quotations)
{
    const Mark *first = mark_at (scan, opening);
    guint end = find_end (scan, opening);

    if (end >= scan->marks->len) {
        add_quotation (quotations, first->start, scan->paragraph.end, TRUE);
        return end;
    }
    if (!closes_for (mark_at (scan, end), first))
        return end;
    add_quotation (quotations, first->start, mark_at (scan, end)->start + mark_at (scan, end)->length, FALSE);
    return end + 1;
}

/* Whether nothing but apostrophes follows, so that the single mark may begin a speech that the next
 * paragraph goes on with, as British papers print it. */
static gboolean
is_left_open (const Scan *scan, guint opening)
{
    if (char_at (scan, mark_at (scan, opening)->start) != 0x2018)
        return FALSE;
    for (guint i = opening + 1; i < scan->marks->len; i++)
        if (mark_at (scan, i)->family != MARK_SINGLE || mark_at (scan, i)->opens)
            return FALSE;
    return TRUE;
}

static guint
read_single (const Scan *scan, guint opening, GArray *quotations)
{
    const Mark *first = mark_at (scan, opening);
    guint end = find_single_end (scan, opening);

    if (end < scan->marks->len) {
        add_quotation (quotations, first->start, mark_at (scan, end)->start + mark_at (scan, end)->length, FALSE);
        return end + 1;
    }
    if (is_left_open (scan, opening))
        add_quotation (quotations, first->start, scan->paragraph.end, TRUE);
    return opening + 1;
}

GArray *
quotation_find (const char *text, Span paragraph)
{
    Scan scan = { text, paragraph, g_array_new (FALSE, FALSE, sizeof (Mark)) };
    GArray *quotations = g_array_new (FALSE, FALSE, sizeof (Quotation));
    guint i = 0;

    collect_marks (&scan);
    while (i < scan.marks->len) {
        const Mark *mark = mark_at (&scan, i);

        if (!mark->opens)
            i++;
        else if (mark->family == MARK_SINGLE)
            i = read_single (&scan, i, quotations);
        else
            i = read_double (&scan, i, quotations);
    }
    g_array_unref (scan.marks);
    return quotations;
}
