/* SPDX-License-Identifier: MIT */
#include "lines.h"

enum {
    LONG_WORD = 16,     /* letters from which on a word may be broken, if it must */
    MAX_SYLLABLES = 16, /* letters after which a long word is broken in any case */
    SOFT_HYPHEN = 0x00AD,
};

/* What a loss of size costs, as a part of it, in raggedness. */
#define SMALLNESS_COST 0.4

/* What a hyphen costs, as the square of the part of the line that is left empty. */
#define HYPHEN_COST 0.3

/* The part of its largest size that a text gives up rather than break a word. */
#define WHOLE_WORDS 0.3

/* The best line that begins with a piece, and what it and all after it cost. */
typedef struct {
    double cost;
    TextLine line;
} Choice;

/* What is left of the line, squared, so that even lines are the cheapest.  A hyphen costs more. */
static double
line_cost (const TextLine *line, double hyphen, double measure)
{
    double slack = (measure - line->width - hyphen) / measure;

    return (slack < 0 ? 1000 * (1 - slack) : slack * slack) + (hyphen > 0 ? HYPHEN_COST : 0);
}

/* Of the lines that may begin with this piece, takes the one that makes all from here on cheapest. */
static void
choose_line (const LinePiece *pieces, guint n_pieces, guint first, double measure, Choice *choices)
{
    TextLine line = { .first = first };

    choices[first].cost = G_MAXDOUBLE;
    for (guint i = first; i < n_pieces; i++) {
        double hyphen = i + 1 < n_pieces ? pieces[i].hyphen : 0;
        double cost;

        line.end = i + 1;
        line.width += pieces[i].width + (i > first ? pieces[i].gap : 0);
        if (i > first && line.width > measure)
            break;
        cost = line_cost (&line, hyphen, measure) + choices[line.end].cost;
        if (cost < choices[first].cost)
            choices[first] = (Choice){ cost, line };
    }
}

double
lines_break (const LinePiece *pieces, guint n_pieces, double measure, GArray *lines)
{
    g_autofree Choice *choices = g_new0 (Choice, n_pieces + 1);
    double widest = 0;

    g_array_set_size (lines, 0);
    for (guint i = n_pieces; i-- > 0;)
        choose_line (pieces, n_pieces, i, measure, choices);
    for (guint i = 0; i < n_pieces; i = choices[i].line.end) {
        g_array_append_val (lines, choices[i].line);
        widest = MAX (widest, choices[i].line.width);
    }
    return widest;
}

double
lines_height (guint n_lines, const LineRoom *room)
{
    return n_lines > 0 ? room->rise + room->leading * (n_lines - 1) : 0;
}

static gboolean
fits (const LinePiece *pieces, guint n_pieces, const LineRoom *room, int size, GArray *lines)
{
    double measure = (double) room->width / size;

    return lines_break (pieces, n_pieces, measure, lines) <= measure
           && lines_height (lines->len, room) * size <= room->height;
}

/* How uneven the lines are, from 0 to 1. */
static double
raggedness (const GArray *lines)
{
    double widest = 0, sum = 0;

    for (guint i = 0; i < lines->len; i++)
        widest = MAX (widest, g_array_index (lines, TextLine, i).width);
    for (guint i = 0; widest > 0 && i < lines->len; i++) {
        double slack = 1 - g_array_index (lines, TextLine, i).width / widest;

        sum += slack * slack / lines->len;
    }
    return sum;
}

/* Tries some smaller sizes too: it is worth a little when the lines come out even. */
static int
refine (const LinePiece *pieces, guint n_pieces, const LineRoom *room, int largest, GArray *lines)
{
    double least_cost = raggedness (lines);
    int best = largest;

    for (int size = largest; size >= MAX (largest * 3 / 4, room->least); size -= MAX (size / 32, 1)) {
        double smallness = SMALLNESS_COST * (largest - size) / largest;
        double cost = (fits (pieces, n_pieces, room, size, lines) ? raggedness (lines) : 1) + smallness;

        if (cost < least_cost) {
            least_cost = cost;
            best = size;
        }
    }
    fits (pieces, n_pieces, room, best, lines);
    return best;
}

int
lines_fit (const LinePiece *pieces, guint n_pieces, const LineRoom *room, GArray *lines)
{
    int size = room->size;

    while (!fits (pieces, n_pieces, room, size, lines)) {
        if (size == room->least)
            return 0;
        size = MAX (size - MAX (size / 32, 1), room->least);
    }
    return refine (pieces, n_pieces, room, size, lines);
}

gboolean
lines_have_wide_piece (const LinePiece *pieces, guint n_pieces, const LineRoom *room)
{
    double measure = room->width / MAX (room->least, room->size * WHOLE_WORDS);

    for (guint i = 0; i < n_pieces; i++)
        if (pieces[i].width > measure)
            return TRUE;
    return FALSE;
}

/* ---- Hyphens ---- */

static gboolean
is_one_of (gunichar c, const char *set)
{
    return g_utf8_strchr (set, -1, c) != NULL;
}

static gboolean
is_vowel (gunichar c)
{
    gunichar letter;

    g_unichar_fully_decompose (c, FALSE, &letter, 1);
    return is_one_of (g_unichar_tolower (letter), "aeiouyæœøαεηιουωаеиоуыэюя");
}

static gboolean
is_long_word (const gunichar *text, guint length, guint i)
{
    guint start = i, end = i;

    while (start > 0 && text[start - 1] != ' ')
        start--;
    while (end < length && text[end] != ' ')
        end++;
    return end - start > LONG_WORD && end - i >= 4;
}

gboolean
lines_may_hyphenate (const gunichar *text, guint length, guint start, guint i)
{
    const gunichar *c = text + i;

    if (c[-1] == SOFT_HYPHEN)
        return TRUE;
    if (i - start < 4 || g_unichar_ismark (c[0]) || !is_long_word (text, length, i))
        return FALSE;
    if (i - start >= MAX_SYLLABLES)
        return TRUE;
    return g_unichar_isalpha (c[0]) && !is_vowel (c[0]) && is_vowel (c[1])
           && (is_vowel (c[-1]) || !is_one_of (g_unichar_tolower (c[0]), "hlrs"));
}
