/* SPDX-License-Identifier: MIT */
#include "type.h"

#include <hb.h>
#include <string.h>

enum {
    MAX_CHARACTERS = 400, /* more than any headline has; bounds all the work below */
    MAX_BYTES = 4 * MAX_CHARACTERS,
    LONG_WORD = 16,     /* from here on a word may be broken, if it must */
    MAX_SYLLABLES = 16, /* letters after which a long word is broken in any case */
    NO_BREAK_SPACE = 0x00A0,
    SOFT_HYPHEN = 0x00AD,
    HYPHEN = 0x2010,
    ELLIPSIS = 0x2026,
};

/* What a loss of size costs, as a part of it, in raggedness. */
#define SMALLNESS_COST 0.4

/* The part of its largest size that a text gives up rather than break a word. */
#define WHOLE_WORDS 0.3

typedef enum { NEUTRAL, LEFT_TO_RIGHT, RIGHT_TO_LEFT } Direction;

/* How a piece is joined to the one before; a line may end before all but the tight ones. */
typedef enum { JOIN_NONE, JOIN_TIGHT, JOIN_SPACE, JOIN_DASH, JOIN_HYPHEN } Join;

/* A run of letters that neither a possible line end nor a change of direction parts. */
typedef struct {
    guint first_glyph, end_glyph;
    int width;
    Join join;
    Direction direction;
} Piece;

typedef struct {
    guint first, end; /* pieces */
    int width;
} Line;

/* The best line that begins with a piece, and what it and all after it cost. */
typedef struct {
    double cost;
    Line line;
} Choice;

/* Widths are in font units, so that a text is shaped once, whatever its size will be. */
struct _TypeBlock {
    Font *font;
    TypeStyle style;
    int size;
    GArray *glyphs;  /* Glyph */
    GArray *pieces;  /* Piece */
    GArray *lines;   /* Line */
    GArray *choices; /* Choice, one for each piece and one for the end */
    Piece space, hyphen, ellipsis;
    Direction direction;
};

static const Piece *
piece_at (const TypeBlock *block, guint i)
{
    return &g_array_index (block->pieces, Piece, i);
}

/* ---- Reading the text ---- */

static char *
normal_beginning (const char *text, gboolean *is_all)
{
    const char *end;

    g_utf8_validate (text, (gssize) strnlen (text, MAX_BYTES), &end);
    *is_all = *end == '\0';
    return g_utf8_normalize (text, end - text, G_NORMALIZE_NFC);
}

static gboolean
is_space (gunichar c)
{
    return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* Bidi controls, joiners and variation selectors: there is nothing to see. */
static gboolean
is_invisible (gunichar c)
{
    return (g_unichar_type (c) == G_UNICODE_FORMAT && c != SOFT_HYPHEN) || (c >= 0xFE00 && c <= 0xFE0F);
}

static gboolean
is_fixed_space (gunichar c)
{
    return c == NO_BREAK_SPACE || c == 0x2007 || c == 0x202F;
}

/* Appends the character, unless there is nothing to see; FALSE when the font lacks it. */
static gboolean
add_character (GArray *characters, const Font *font, gunichar c)
{
    gunichar last = characters->len > 0 ? g_array_index (characters, gunichar, characters->len - 1) : ' ';

    if (is_fixed_space (c))
        c = NO_BREAK_SPACE;
    else if (is_space (c))
        c = ' ';
    if (is_invisible (c) || (c == ' ' && last == ' '))
        return TRUE;
    if (!font_has (font, c))
        return FALSE;
    g_array_append_val (characters, c);
    return TRUE;
}

static void
trim_end (GArray *characters, gboolean is_all)
{
    static const gunichar ellipsis = ELLIPSIS;

    if (characters->len > 0 && g_array_index (characters, gunichar, characters->len - 1) == ' ')
        g_array_set_size (characters, characters->len - 1);
    if (characters->len > 0 && !is_all)
        g_array_append_val (characters, ellipsis);
}

/* The beginning of the text, with single spaces.  A symbol may be lacking here and there, but
 * when one letter in eight is, what is left would say something else, and nothing is set. */
static GArray *
read_text (const Font *font, const char *text)
{
    GArray *characters = g_array_new (FALSE, FALSE, sizeof (gunichar));
    gboolean is_all;
    g_autofree char *normal = normal_beginning (text, &is_all);
    const char *p = normal;
    guint n_lost = 0;

    for (; *p != '\0' && characters->len < MAX_CHARACTERS; p = g_utf8_next_char (p)) {
        if (!add_character (characters, font, g_utf8_get_char (p)))
            n_lost += g_unichar_isalpha (g_utf8_get_char (p));
    }
    trim_end (characters, is_all && *p == '\0');
    if (n_lost * 8 > characters->len)
        g_array_set_size (characters, 0);
    return characters;
}

gboolean
type_sets_any (const Font *font, const char *text)
{
    g_autoptr (GArray) characters = read_text (font, text != NULL ? text : "");

    return characters->len > 0;
}

gboolean
type_can_set (const Font *font, const char *text)
{
    gboolean is_all;
    g_autofree char *normal = normal_beginning (text, &is_all);

    for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (!is_space (c) && !is_invisible (c) && !font_has (font, c))
            return FALSE;
    }
    return TRUE;
}

/* ---- Splitting it into pieces ---- */

static Direction
direction_of (gunichar c)
{
    hb_script_t script = hb_unicode_script (hb_unicode_funcs_get_default (), c);

    if (g_unichar_isdigit (c))
        return LEFT_TO_RIGHT;
    if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN)
        return NEUTRAL;
    return hb_script_get_horizontal_direction (script) == HB_DIRECTION_RTL ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
}

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
is_long_word (const GArray *text, guint i)
{
    const gunichar *c = (const gunichar *) (void *) text->data;
    guint start = i, end = i;

    while (start > 0 && c[start - 1] != ' ')
        start--;
    while (end < text->len && c[end] != ' ')
        end++;
    return end - start > LONG_WORD && end - i >= 4;
}

/* A word that does not fit is broken where it asks for it, or before a consonant and a vowel,
 * which is right in most languages more often than not. */
static gboolean
may_hyphenate (const GArray *text, guint start, guint i)
{
    const gunichar *c = (const gunichar *) (void *) text->data + i;

    if (c[-1] == SOFT_HYPHEN)
        return TRUE;
    if (i - start < 4 || g_unichar_ismark (c[0]) || !is_long_word (text, i))
        return FALSE;
    if (i - start >= MAX_SYLLABLES)
        return TRUE;
    return g_unichar_isalpha (c[0]) && !is_vowel (c[0]) && is_vowel (c[1])
           && (is_vowel (c[-1]) || !is_one_of (g_unichar_tolower (c[0]), "hlrs"));
}

static Join
join_before (const GArray *text, guint start, guint i, Direction direction, gboolean hyphenate)
{
    const gunichar *c = (const gunichar *) (void *) text->data + i;
    Direction here = direction_of (c[0]);

    if (i == start)
        return JOIN_NONE;
    if (c[0] == ' ')
        return JOIN_SPACE;
    if (here != NEUTRAL && direction != NEUTRAL && here != direction)
        return JOIN_TIGHT;
    if (is_one_of (c[-1], "-‐–—/") && i - start >= 3 && g_unichar_isalpha (c[0]))
        return JOIN_DASH;
    return hyphenate && may_hyphenate (text, start, i) ? JOIN_HYPHEN : JOIN_NONE;
}

static void
shape_piece (TypeBlock *block, Piece *piece, const gunichar *text, guint length)
{
    int tracking = (int) (block->style.tracking * font_units_per_em (block->font));

    piece->first_glyph = block->glyphs->len;
    piece->width = font_shape (block->font, text, length, block->style.features, tracking, block->glyphs);
    piece->end_glyph = block->glyphs->len;
}

static void
split (TypeBlock *block, const GArray *text, gboolean hyphenate)
{
    const gunichar *characters = (const gunichar *) (void *) text->data;
    Join join = JOIN_TIGHT;

    g_array_set_size (block->pieces, 0);
    for (guint start = 0, i = 0; i < text->len; start = i) {
        Piece piece = { .join = join };

        start += characters[start] == ' ';
        for (i = start, join = JOIN_NONE; i < text->len; i++) {
            join = join_before (text, start, i, piece.direction, hyphenate);
            if (join != JOIN_NONE)
                break;
            if (piece.direction == NEUTRAL)
                piece.direction = direction_of (characters[i]);
        }
        shape_piece (block, &piece, characters + start, i - start);
        g_array_append_val (block->pieces, piece);
    }
}

/* ---- Breaking it into lines ---- */

/* The width of the piece and of those tied to it. */
static int
width_to_break (const TypeBlock *block, guint first, guint *end)
{
    int width = piece_at (block, first)->width;

    for (*end = first + 1; *end < block->pieces->len && piece_at (block, *end)->join == JOIN_TIGHT; (*end)++)
        width += piece_at (block, *end)->width;
    return width;
}

static gboolean
is_hyphen_at (const TypeBlock *block, guint piece)
{
    return piece < block->pieces->len && piece_at (block, piece)->join == JOIN_HYPHEN;
}

static int
gap_before (const TypeBlock *block, guint piece)
{
    return piece_at (block, piece)->join == JOIN_SPACE ? block->space.width : 0;
}

/* What is left of the line, squared, so that even lines are the cheapest.  A hyphen costs more. */
static double
line_cost (const TypeBlock *block, const Line *line, int measure)
{
    double slack = (double) (measure - line->width) / measure;
    double hyphen = is_hyphen_at (block, line->end) ? 0.3 : 0;

    return slack < 0 ? 1000 * (1 - slack) : slack * slack + hyphen;
}

/* Of the lines that may begin with this piece, takes the one that makes all from here on cheapest. */
static void
choose_line (TypeBlock *block, guint first, int measure)
{
    Choice *choices = (Choice *) (void *) block->choices->data;
    Line line = { .first = first };

    choices[first].cost = G_MAXDOUBLE;
    for (guint i = first, end; i < block->pieces->len; i = end) {
        int width = width_to_break (block, i, &end);
        Line next = { first, end, line.width + width + (i > first ? gap_before (block, i) : 0) };
        Line shown = next;
        double cost;

        if (i > first && next.width > measure)
            break;
        if (is_hyphen_at (block, end))
            shown.width += block->hyphen.width;
        cost = line_cost (block, &shown, measure) + choices[end].cost;
        if (cost < choices[first].cost)
            choices[first] = (Choice){ cost, shown };
        line = next;
    }
}

/* Breaks the text for the measure and returns the width of the widest line. */
static int
break_lines (TypeBlock *block, int measure)
{
    guint n = block->pieces->len;
    int widest = 0;

    g_array_set_size (block->lines, 0);
    g_array_set_size (block->choices, n + 1);
    g_array_index (block->choices, Choice, n).cost = 0;
    for (guint i = n; i-- > 0;)
        choose_line (block, i, measure);
    for (guint i = 0; i < n; i = g_array_index (block->choices, Choice, i).line.end) {
        const Line *line = &g_array_index (block->choices, Choice, i).line;

        g_array_append_val (block->lines, *line);
        widest = MAX (widest, line->width);
    }
    return widest;
}

static int
to_units (const TypeBlock *block, int pixels)
{
    return pixels * font_units_per_em (block->font) / block->size;
}

static int
to_pixels (const TypeBlock *block, int units)
{
    return (int) ((gint64) units * block->size / font_units_per_em (block->font));
}

static int
leading (const TypeBlock *block)
{
    return (int) (block->style.leading * block->size);
}

static gboolean
fits (TypeBlock *block, int size)
{
    int measure;

    block->size = size;
    measure = to_units (block, block->style.width);
    return break_lines (block, measure) <= measure && type_block_height (block) <= block->style.height;
}

/* How uneven the lines are, from 0 to 1. */
static double
raggedness (const TypeBlock *block)
{
    double widest = 1, sum = 0;

    for (guint i = 0; i < block->lines->len; i++)
        widest = MAX (widest, g_array_index (block->lines, Line, i).width);
    for (guint i = 0; i < block->lines->len; i++) {
        double slack = 1 - g_array_index (block->lines, Line, i).width / widest;

        sum += slack * slack / block->lines->len;
    }
    return sum;
}

/* Tries some smaller sizes too: it is worth a little when the lines come out even. */
static void
refine (TypeBlock *block)
{
    int largest = block->size, best = largest;
    double least_cost = raggedness (block);

    for (int size = largest; size >= MAX (largest * 3 / 4, block->style.least); size -= MAX (size / 32, 1)) {
        double cost = (fits (block, size) ? raggedness (block) : 1) + SMALLNESS_COST * (largest - size) / largest;

        if (cost < least_cost) {
            least_cost = cost;
            best = size;
        }
    }
    fits (block, best);
}

/* Puts an ellipsis for as many words at the end as it takes. */
static void
shorten (TypeBlock *block)
{
    guint n = block->pieces->len;

    do {
        g_array_set_size (block->pieces, --n);
        g_array_append_val (block->pieces, block->ellipsis);
    } while (n > 1 && !fits (block, block->style.least));
}

static void
fit (TypeBlock *block)
{
    int size = block->style.size;

    while (!fits (block, size) && size > block->style.least)
        size = MAX (size - MAX (size / 32, 1), block->style.least);
    if (fits (block, size))
        refine (block);
    else if (block->pieces->len > 1)
        shorten (block);
}

/* Whether a word is so wide that the text would become much too small for its sake. */
static gboolean
has_wide_word (TypeBlock *block)
{
    block->size = MAX (block->style.least, block->style.size * WHOLE_WORDS);
    return break_lines (block, 1) > to_units (block, block->style.width);
}

/* Numbers run from left to right everywhere, and so do not count. */
static Direction
first_direction (const GArray *text)
{
    for (guint i = 0; i < text->len; i++) {
        gunichar c = g_array_index (text, gunichar, i);

        if (!g_unichar_isdigit (c) && direction_of (c) != NEUTRAL)
            return direction_of (c);
    }
    return LEFT_TO_RIGHT;
}

static TypeBlock *
type_block_new (Font *font, const TypeStyle *style)
{
    static const gunichar space = ' ', hyphen = HYPHEN, ellipsis = ELLIPSIS;
    TypeBlock *block = g_new0 (TypeBlock, 1);

    block->font = font;
    block->style = *style;
    block->glyphs = g_array_new (FALSE, FALSE, sizeof (Glyph));
    block->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    block->lines = g_array_new (FALSE, FALSE, sizeof (Line));
    block->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
    shape_piece (block, &block->space, &space, 1);
    shape_piece (block, &block->hyphen, &hyphen, 1);
    shape_piece (block, &block->ellipsis, &ellipsis, 1);
    block->ellipsis.join = JOIN_TIGHT;
    return block;
}

TypeBlock *
type_set (Font *font, const char *text, const TypeStyle *style)
{
    g_autoptr (GArray) characters = read_text (font, text != NULL ? text : "");
    TypeBlock *block = type_block_new (font, style);

    split (block, characters, FALSE);
    if (has_wide_word (block))
        split (block, characters, TRUE);
    block->direction = first_direction (characters);
    fit (block);
    return block;
}

void
type_block_free (TypeBlock *block)
{
    if (block == NULL)
        return;
    g_array_unref (block->glyphs);
    g_array_unref (block->pieces);
    g_array_unref (block->lines);
    g_array_unref (block->choices);
    g_free (block);
}

gboolean
type_block_is_empty (const TypeBlock *block)
{
    return block->lines->len == 0;
}

int
type_block_height (const TypeBlock *block)
{
    if (type_block_is_empty (block))
        return 0;
    return to_pixels (block, font_cap_height (block->font)) + leading (block) * (int) (block->lines->len - 1);
}

/* ---- Drawing it ---- */

/* Where a line has got to: in font units from the left, on a base line in pixels. */
typedef struct {
    Page *page;
    int x, y, pen;
} Place;

static void
draw_piece (const TypeBlock *block, const Piece *piece, const Place *place)
{
    for (guint i = piece->first_glyph; i < piece->end_glyph; i++) {
        const Glyph *glyph = &g_array_index (block->glyphs, Glyph, i);

        font_draw (block->font, glyph->id, place->page, place->x + to_pixels (block, place->pen + glyph->x),
                   place->y - to_pixels (block, glyph->y));
    }
}

/* Goes on by a piece or a gap, in the direction of the text. */
static void
advance (const TypeBlock *block, Place *place, int width, const Piece *piece)
{
    if (block->direction == RIGHT_TO_LEFT)
        place->pen -= width;
    if (piece != NULL)
        draw_piece (block, piece, place);
    if (block->direction != RIGHT_TO_LEFT)
        place->pen += width;
}

static gboolean
runs_backwards (const TypeBlock *block, guint piece)
{
    Direction direction = piece_at (block, piece)->direction;

    return direction != NEUTRAL && direction != block->direction;
}

static guint
end_of_run (const TypeBlock *block, guint first, guint end)
{
    guint i = first + 1;

    while (i < end && runs_backwards (block, i) == runs_backwards (block, first))
        i++;
    return i;
}

/* Pieces that run against the text keep their own order: the last of them comes first. */
static void
draw_line (const TypeBlock *block, const Line *line, Place *place)
{
    for (guint first = line->first, end; first < line->end; first = end) {
        gboolean backwards = runs_backwards (block, first);

        end = end_of_run (block, first, line->end);
        if (first > line->first)
            advance (block, place, gap_before (block, first), NULL);
        for (guint i = first; i < end; i++) {
            guint shown = backwards ? end - 1 - (i - first) : i;

            if (i > first)
                advance (block, place, gap_before (block, backwards ? shown + 1 : shown), NULL);
            advance (block, place, piece_at (block, shown)->width, piece_at (block, shown));
        }
    }
    if (is_hyphen_at (block, line->end))
        advance (block, place, block->hyphen.width, &block->hyphen);
}

void
type_block_draw (const TypeBlock *block, Page *page, int x, int y)
{
    Place place = { .page = page, .x = x, .y = y + to_pixels (block, font_cap_height (block->font)) };

    font_set_size (block->font, block->size);
    for (guint i = 0; i < block->lines->len; i++) {
        const Line *line = &g_array_index (block->lines, Line, i);

        place.pen = block->direction == RIGHT_TO_LEFT ? to_units (block, block->style.width) : 0;
        draw_line (block, line, &place);
        place.y += leading (block);
    }
}
