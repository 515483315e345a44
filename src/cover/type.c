/* SPDX-License-Identifier: MIT */
#include "type.h"

#include <hb.h>
#include <string.h>

#include "base/base.h"

enum {
    MAX_CHARACTERS = 400, /* more than any headline has; bounds all the work below */
    MAX_BYTES = 4 * MAX_CHARACTERS,
    NO_BREAK_SPACE = 0x00A0,
    SOFT_HYPHEN = 0x00AD,
    HYPHEN = 0x2010,
    ELLIPSIS = 0x2026,
};

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

/* Widths are in font units, so that a text is shaped once, whatever its size will be. */
struct _TypeBlock {
    Font *font;
    TypeStyle style;
    int size;
    GArray *glyphs; /* Glyph */
    GArray *pieces; /* Piece */
    GArray *words;  /* LinePiece: a piece and those tied to it */
    GArray *starts; /* guint: the first piece of each word, and the end of the last */
    GArray *lines;  /* TextLine, of words */
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
    return hyphenate && lines_may_hyphenate (c - i, text->len, start, i) ? JOIN_HYPHEN : JOIN_NONE;
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

static double
to_ems (const TypeBlock *block, int units)
{
    return (double) units / font_units_per_em (block->font);
}

/* Puts the pieces that are tied together into one word. */
static void
join_words (TypeBlock *block)
{
    guint n = block->pieces->len;

    g_array_set_size (block->words, 0);
    g_array_set_size (block->starts, 0);
    for (guint first = 0, end; first < n; first = end) {
        LinePiece word = { .gap = to_ems (block, gap_before (block, first)) };

        for (end = first; end < n && (end == first || piece_at (block, end)->join == JOIN_TIGHT); end++)
            word.width += to_ems (block, piece_at (block, end)->width);
        word.hyphen = is_hyphen_at (block, end) ? to_ems (block, block->hyphen.width) : 0;
        g_array_append_val (block->words, word);
        g_array_append_val (block->starts, first);
    }
    g_array_append_val (block->starts, n);
}

static guint
first_piece (const TypeBlock *block, guint word)
{
    return g_array_index (block->starts, guint, word);
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

static LineRoom
room_of (const TypeBlock *block)
{
    return (LineRoom){
        .width = block->style.width,
        .height = block->style.height,
        .size = block->style.size,
        .least = block->style.least,
        .leading = block->style.leading,
        .rise = to_ems (block, font_cap_height (block->font)),
    };
}

static gboolean
fits (TypeBlock *block, const LineRoom *room)
{
    int size;

    join_words (block);
    size = lines_fit ((const LinePiece *) (void *) block->words->data, block->words->len, room, block->lines);
    block->size = size > 0 ? size : room->least;
    return size > 0;
}

/* Puts an ellipsis for as many words at the end as it takes. */
static void
shorten (TypeBlock *block, LineRoom room)
{
    guint n = block->pieces->len;

    room.size = room.least;
    do {
        g_array_set_size (block->pieces, --n);
        g_array_append_val (block->pieces, block->ellipsis);
    } while (!fits (block, &room) && n > 1);
}

static void
fit (TypeBlock *block)
{
    LineRoom room = room_of (block);

    if (!fits (block, &room) && block->pieces->len > 1)
        shorten (block, room);
}

/* Whether a word is so wide that the text would become much too small for its sake. */
static gboolean
has_wide_word (TypeBlock *block)
{
    LineRoom room = room_of (block);

    join_words (block);
    return lines_have_wide_piece ((const LinePiece *) (void *) block->words->data, block->words->len, &room);
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
    block->words = g_array_new (FALSE, FALSE, sizeof (LinePiece));
    block->starts = g_array_new (FALSE, FALSE, sizeof (guint));
    block->lines = g_array_new (FALSE, FALSE, sizeof (TextLine));
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
    g_array_unref (block->words);
    g_array_unref (block->starts);
    g_array_unref (block->lines);
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
draw_line (const TypeBlock *block, guint line_first, guint line_end, Place *place)
{
    for (guint first = line_first, end; first < line_end; first = end) {
        gboolean backwards = runs_backwards (block, first);

        end = end_of_run (block, first, line_end);
        if (first > line_first)
            advance (block, place, gap_before (block, first), NULL);
        for (guint i = first; i < end; i++) {
            guint shown = backwards ? end - 1 - (i - first) : i;

            if (i > first)
                advance (block, place, gap_before (block, backwards ? shown + 1 : shown), NULL);
            advance (block, place, piece_at (block, shown)->width, piece_at (block, shown));
        }
    }
    if (is_hyphen_at (block, line_end))
        advance (block, place, block->hyphen.width, &block->hyphen);
}

void
type_block_draw (const TypeBlock *block, Page *page, int x, int y)
{
    Place place = { .page = page, .x = x, .y = y + to_pixels (block, font_cap_height (block->font)) };

    font_set_size (block->font, block->size);
    for (guint i = 0; i < block->lines->len; i++) {
        const TextLine *line = &g_array_index (block->lines, TextLine, i);

        place.pen = block->direction == RIGHT_TO_LEFT ? to_units (block, block->style.width) : 0;
        draw_line (block, first_piece (block, line->first), first_piece (block, line->end), &place);
        place.y += leading (block);
    }
}
