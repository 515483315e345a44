/* SPDX-License-Identifier: MIT */
#include "typeset.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "base/base.h"

enum {
    MAX_CHARACTERS = 400, /* more than any headline has; bounds all the work below */
    MAX_BYTES = 4 * MAX_CHARACTERS,
    MEASURE_SIZE = 100, /* pixels to the em that a text is measured with */
    SOFT_HYPHEN = 0x00AD,
    LINE_SEPARATOR = 0x2028,
    HYPHEN = 0x2010,
    ELLIPSIS = 0x2026,
};

/* The height of a capital letter of Linux Libertine, in ems. */
#define CAPITAL 0.65

struct _Typeset {
    PangoContext *context;
    PangoLayout *layout;
    TypesetStyle style;
    GArray *characters; /* gunichar */
    GArray *pieces;     /* LinePiece */
    GArray *starts;     /* guint: the first character of each piece, and the end of the last */
    GArray *lines;      /* TextLine, of pieces */
    double leading;     /* ems */
    int size;
    gboolean is_cut;
    gboolean is_rtl;
};

/* ---- Reading the text ---- */

static char *
normal_beginning (const char *text, gboolean *is_all)
{
    const char *end;

    g_utf8_validate (text, (gssize) strnlen (text, MAX_BYTES), &end);
    *is_all = *end == '\0';
    return g_utf8_normalize (text, end - text, G_NORMALIZE_NFC);
}

/* What joins letters, or keeps them apart, belongs to the spelling of many languages. */
static gboolean
is_joiner (gunichar c)
{
    return c == 0x200C || c == 0x200D;
}

static gboolean
is_invisible (gunichar c)
{
    return (g_unichar_type (c) == G_UNICODE_FORMAT && !is_joiner (c)) || (c >= 0xFE00 && c <= 0xFE0F);
}

/* HarfBuzz takes a letter apart when only its parts are there. */
static gboolean
can_set (const Typefaces *faces, gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n_parts;

    if (is_joiner (c) || c == SOFT_HYPHEN || typefaces_have (faces, c))
        return TRUE;
    n_parts = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
    for (gsize i = 0; i < n_parts; i++)
        if (!typefaces_have (faces, parts[i]))
            return FALSE;
    return TRUE;
}

/* Appends the character, unless there is nothing to see; FALSE when no typeface has it. */
static gboolean
add_character (GArray *characters, const Typefaces *faces, gunichar c)
{
    gunichar last = characters->len > 0 ? g_array_index (characters, gunichar, characters->len - 1) : ' ';

    if (c != 0x00A0 && (g_unichar_isspace (c) || g_unichar_iscntrl (c)))
        c = ' ';
    if ((is_invisible (c) && c != SOFT_HYPHEN) || (c == ' ' && last == ' '))
        return TRUE;
    if (!can_set (faces, c))
        return FALSE;
    g_array_append_val (characters, c);
    return TRUE;
}

static void
trim_end (GArray *characters)
{
    while (characters->len > 0 && g_array_index (characters, gunichar, characters->len - 1) == ' ')
        g_array_set_size (characters, characters->len - 1);
}

static void
read_text (Typeset *set, const Typefaces *faces, const char *text)
{
    gboolean is_all;
    g_autofree char *normal = normal_beginning (text, &is_all);
    const char *p = normal;
    guint n_lost = 0;

    for (; *p != '\0' && set->characters->len < MAX_CHARACTERS; p = g_utf8_next_char (p))
        if (!add_character (set->characters, faces, g_utf8_get_char (p)))
            n_lost += g_unichar_isalpha (g_utf8_get_char (p));
    trim_end (set->characters);
    set->is_cut = !is_all || *p != '\0';
    if (n_lost * 8 > set->characters->len)
        g_array_set_size (set->characters, 0);
}

/* ---- Measuring it ---- */

static void
set_size (Typeset *set, const Typefaces *faces, int size)
{
    PangoFontDescription *font = pango_font_description_new ();

    pango_font_description_set_family_static (font, typefaces_families (faces));
    pango_font_description_set_weight (font, set->style.weight);
    pango_font_description_set_absolute_size (font, (double) size * PANGO_SCALE);
    pango_layout_set_font_description (set->layout, font);
    pango_font_description_free (font);
}

static void
set_attributes (Typeset *set, int size)
{
    PangoAttrList *list = pango_attr_list_new ();

    if (set->style.tracking > 0)
        pango_attr_list_insert (list, pango_attr_letter_spacing_new ((int) (set->style.tracking * size * PANGO_SCALE)));
    if (set->style.features != NULL)
        pango_attr_list_insert (list, pango_attr_font_features_new (set->style.features));
    pango_layout_set_attributes (set->layout, list);
    pango_attr_list_unref (list);
}

/* Pixels at MEASURE_SIZE of each character, in the order of the text. */
static double *
measure_characters (const Typeset *set, const char *text)
{
    double *widths = g_new0 (double, set->characters->len + 1);
    const PangoLayoutLine *line = pango_layout_get_line_readonly (set->layout, 0);

    for (const GSList *run = line->runs; run != NULL; run = run->next) {
        PangoGlyphItem *item = run->data;
        glong first = g_utf8_pointer_to_offset (text, text + item->item->offset);
        g_autofree int *logical = g_new0 (int, item->item->num_chars);

        pango_glyph_item_get_logical_widths (item, text, logical);
        for (int i = 0; i < item->item->num_chars; i++)
            widths[first + i] = (double) logical[i] / PANGO_SCALE;
    }
    return widths;
}

static void
add_piece (Typeset *set, const double *widths, guint start, guint end, double hyphen)
{
    const gunichar *text = (const gunichar *) (void *) set->characters->data;
    LinePiece piece = { .hyphen = hyphen };

    if (text[start] == ' ' && start + 1 < end)
        piece.gap = widths[start++] / MEASURE_SIZE;
    for (guint i = start; i < end; i++)
        piece.width += widths[i] / MEASURE_SIZE;
    g_array_append_val (set->pieces, piece);
    g_array_append_val (set->starts, start);
}

static gboolean
takes_hyphen (gunichar c)
{
    GUnicodeScript script = g_unichar_get_script (c);

    return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK || script == G_UNICODE_SCRIPT_CYRILLIC;
}

/* Half an em is the widest of hyphens. */
static double
hyphen_before (const Typeset *set, guint start, guint i)
{
    const gunichar *text = (const gunichar *) (void *) set->characters->data;

    return takes_hyphen (text[i]) && lines_may_hyphenate (text, set->characters->len, start, i) ? 0.35 : 0;
}

/* Unicode lets Korean lines end within words, as they do in books; in a headline they end between them. */
static gboolean
is_within_korean (const gunichar *text, guint i)
{
    return g_unichar_get_script (text[i - 1]) == G_UNICODE_SCRIPT_HANGUL
           && g_unichar_get_script (text[i]) == G_UNICODE_SCRIPT_HANGUL;
}

/* The spaces at which the text may be broken stand at the beginning of the piece behind them. */
static void
split (Typeset *set, gboolean hyphenate)
{
    const gunichar *text = (const gunichar *) (void *) set->characters->data;
    guint n = set->characters->len, start = 0;
    int n_attributes;
    const PangoLogAttr *breaks = pango_layout_get_log_attrs_readonly (set->layout, &n_attributes);
    g_autofree double *widths = measure_characters (set, pango_layout_get_text (set->layout));

    g_array_set_size (set->pieces, 0);
    g_array_set_size (set->starts, 0);
    for (guint i = 1; i < n; i++) {
        gboolean may_end = breaks[i].is_line_break && (hyphenate || !is_within_korean (text, i));
        guint at = may_end && text[i - 1] == ' ' && i - 1 > start ? i - 1 : i;
        double hyphen = hyphenate && !may_end ? hyphen_before (set, start, i) : 0;

        if (!may_end && (hyphen <= 0 || !breaks[i].is_char_break))
            continue;
        add_piece (set, widths, start, at, hyphen);
        start = at;
    }
    add_piece (set, widths, start, n, 0);
    g_array_append_val (set->starts, n);
}

static LineRoom
room_of (const Typeset *set)
{
    return (LineRoom){
        .width = set->style.width,
        .height = set->style.height,
        .size = set->style.size,
        .least = set->style.least,
        .leading = set->leading,
        .rise = CAPITAL,
    };
}

static void
measure (Typeset *set, const Typefaces *faces)
{
    LineRoom room = room_of (set);
    g_autofree char *text =
        g_ucs4_to_utf8 ((const gunichar *) (void *) set->characters->data, set->characters->len, NULL, NULL, NULL);

    set_size (set, faces, MEASURE_SIZE);
    set_attributes (set, MEASURE_SIZE);
    pango_layout_set_text (set->layout, text, -1);
    set->is_rtl = pango_layout_line_get_resolved_direction (pango_layout_get_line_readonly (set->layout, 0))
                  == PANGO_DIRECTION_RTL;
    split (set, FALSE);
    if (lines_have_wide_piece ((const LinePiece *) (void *) set->pieces->data, set->pieces->len, &room))
        split (set, TRUE);
}

/* ---- Fitting it in ---- */

static gboolean
fits (Typeset *set, const LineRoom *room)
{
    int size = lines_fit ((const LinePiece *) (void *) set->pieces->data, set->pieces->len, room, set->lines);

    set->size = size > 0 ? size : room->least;
    return size > 0;
}

/* Gives up as many pieces at the end as it takes, for an ellipsis. */
static void
shorten (Typeset *set, LineRoom room)
{
    set->is_cut = TRUE;
    room.size = room.least;
    do {
        g_array_set_size (set->pieces, set->pieces->len - 1);
        g_array_set_size (set->starts, set->starts->len - 1);
        g_array_index (set->pieces, LinePiece, set->pieces->len - 1).width += 1;
    } while (!fits (set, &room) && set->pieces->len > 1);
}

static guint
start_of (const Typeset *set, guint piece)
{
    return g_array_index (set->starts, guint, piece);
}

/* The text of a line, without the space that it ends at. */
static void
append_line (GString *text, const Typeset *set, const TextLine *line)
{
    guint end = start_of (set, line->end);
    gboolean is_last = line->end == set->pieces->len;

    if (end > start_of (set, line->first) && g_array_index (set->characters, gunichar, end - 1) == ' ')
        end--;
    for (guint i = start_of (set, line->first); i < end; i++)
        if (g_array_index (set->characters, gunichar, i) != SOFT_HYPHEN)
            g_string_append_unichar (text, g_array_index (set->characters, gunichar, i));
    if (!is_last && g_array_index (set->pieces, LinePiece, line->end - 1).hyphen > 0)
        g_string_append_unichar (text, HYPHEN);
    if (!is_last)
        g_string_append_unichar (text, LINE_SEPARATOR);
    else if (set->is_cut)
        g_string_append_unichar (text, ELLIPSIS);
}

static void
lay_out (Typeset *set, const Typefaces *faces)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < set->lines->len; i++)
        append_line (text, set, &g_array_index (set->lines, TextLine, i));
    set_size (set, faces, set->size);
    set_attributes (set, set->size);
    pango_layout_set_text (set->layout, text->str, -1);
}

/* Where a text has no letters that tell, its language does. */
static PangoDirection
direction_of (PangoLanguage *language)
{
    int n;
    const PangoScript *scripts = pango_language_get_scripts (language, &n);

    if (n > 0
        && (scripts[0] == PANGO_SCRIPT_ARABIC || scripts[0] == PANGO_SCRIPT_HEBREW || scripts[0] == PANGO_SCRIPT_SYRIAC
            || scripts[0] == PANGO_SCRIPT_THAANA || scripts[0] == PANGO_SCRIPT_NKO))
        return PANGO_DIRECTION_WEAK_RTL;
    return PANGO_DIRECTION_WEAK_LTR;
}

static PangoContext *
new_context (const Typefaces *faces, const char *tag)
{
    PangoContext *context = typefaces_new_context (faces);
    /* Never left open: Pango would ask the locale. */
    PangoLanguage *language = pango_language_from_string (tag != NULL ? tag : "und");

    pango_context_set_language (context, language);
    pango_context_set_base_dir (context, direction_of (language));
    return context;
}

Typeset *
typeset_new (const Typefaces *faces, const char *text, const char *language, const TypesetStyle *style)
{
    Typeset *set = g_new0 (Typeset, 1);
    LineRoom room;

    set->style = *style;
    set->leading = MAX (style->leading, typefaces_leading (faces));
    set->context = new_context (faces, language);
    set->layout = pango_layout_new (set->context);
    set->characters = g_array_new (FALSE, FALSE, sizeof (gunichar));
    set->pieces = g_array_new (FALSE, FALSE, sizeof (LinePiece));
    set->starts = g_array_new (FALSE, FALSE, sizeof (guint));
    set->lines = g_array_new (FALSE, FALSE, sizeof (TextLine));
    read_text (set, faces, text != NULL ? text : "");
    if (set->characters->len == 0)
        return set;
    measure (set, faces);
    room = room_of (set);
    if (!fits (set, &room) && set->pieces->len > 1)
        shorten (set, room);
    lay_out (set, faces);
    return set;
}

void
typeset_free (Typeset *set)
{
    if (set == NULL)
        return;
    g_object_unref (set->layout);
    g_object_unref (set->context);
    g_array_unref (set->characters);
    g_array_unref (set->pieces);
    g_array_unref (set->starts);
    g_array_unref (set->lines);
    g_free (set);
}

gboolean
typeset_is_empty (const Typeset *set)
{
    return set->lines->len == 0;
}

gboolean
typeset_is_cut (const Typeset *set)
{
    return set->is_cut;
}

gboolean
typeset_is_rtl (const Typeset *set)
{
    return set->is_rtl;
}

/* ---- Drawing it ---- */

/* The top of the first line's letters: capitals, or what is higher in scripts that have none. */
static int
rise (const Typeset *set)
{
    PangoRectangle ink;

    pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (set->layout, 0), &ink, NULL);
    return MAX ((int) (CAPITAL * set->size), -ink.y);
}

int
typeset_height (const Typeset *set)
{
    if (typeset_is_empty (set))
        return 0;
    return rise (set) + (int) (set->leading * set->size) * (int) (set->lines->len - 1);
}

int
typeset_depth (const Typeset *set)
{
    PangoRectangle ink;
    int last;

    if (typeset_is_empty (set))
        return 0;
    last = pango_layout_get_line_count (set->layout) - 1;
    pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (set->layout, last), &ink, NULL);
    return MAX (ink.y + ink.height, 0);
}

void
typeset_draw (const Typeset *set, cairo_t *cairo, int x, int y, gboolean at_right)
{
    int n_lines = typeset_is_empty (set) ? 0 : pango_layout_get_line_count (set->layout);

    for (int i = 0; i < n_lines; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly (set->layout, i);
        PangoRectangle extents;
        double indent = 0;

        pango_layout_line_get_extents (line, NULL, &extents);
        if (at_right)
            indent = set->style.width - (double) extents.width / PANGO_SCALE;
        cairo_move_to (cairo, x + indent, y + rise (set) + (int) (set->leading * set->size) * i);
        pango_cairo_show_layout_line (cairo, line);
    }
}
