/* SPDX-License-Identifier: MIT */
#include "font.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H
#include <hb-ot.h>

/* A run of pixels, from the glyph's origin. */
typedef struct {
    gint16 x, y;
    guint16 length;
    guint8 coverage;
} Span;

/* The spans of a glyph that has been drawn at the present size. */
typedef struct {
    guint first, end;
} Drawing;

/* FreeType and HarfBuzz each read the font's bytes where they lie in the program.  Turning an
 * outline into spans is most of the work of a cover, so that is done once for each letter and size, and what
 * one cover has drawn is kept for the next. */
struct _Font {
    GBytes *bytes;
    FT_Library library;
    FT_Face face;
    hb_font_t *shaper;
    hb_buffer_t *buffer;
    hb_language_t language;
    int size;
    GArray *spans;        /* Span */
    GHashTable *drawings; /* size and glyph id -> Drawing, owned */
};

/* Spans that are kept: 4 MB of them are the letters of some dozen headlines. */
#define SPANS_LIMIT (512 * 1024)

static void font_free (Font *font);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Font, font_free)

static gboolean
open_face (Font *font, GError **error)
{
    gsize size;
    const guint8 *data = g_bytes_get_data (font->bytes, &size);

    if (FT_Init_FreeType (&font->library) != 0
        || FT_New_Memory_Face (font->library, data, (FT_Long) size, 0, &font->face) != 0) {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the built-in font cannot be read");
        return FALSE;
    }
    return TRUE;
}

static void
open_shaper (Font *font)
{
    gsize size;
    const char *data = g_bytes_get_data (font->bytes, &size);
    hb_blob_t *blob = hb_blob_create (data, (guint) size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create (blob, 0);

    font->shaper = hb_font_create (face);
    font->buffer = hb_buffer_create ();
    hb_face_destroy (face);
    hb_blob_destroy (blob);
}

static Font *
font_new (const char *resource, GError **error)
{
    g_autoptr (Font) font = g_new0 (Font, 1);

    font->spans = g_array_new (FALSE, FALSE, sizeof (Span));
    font->drawings = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    font->bytes = g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    if (font->bytes == NULL || !open_face (font, error))
        return NULL;
    open_shaper (font);
    return g_steal_pointer (&font);
}

static void
font_free (Font *font)
{
    hb_buffer_destroy (font->buffer);
    hb_font_destroy (font->shaper);
    FT_Done_Face (font->face);
    FT_Done_FreeType (font->library);
    g_hash_table_unref (font->drawings);
    g_array_unref (font->spans);
    g_bytes_unref (font->bytes);
    g_free (font);
}

Font *
font_get (const char *resource, const char *language, GError **error)
{
    static GPrivate own = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);
    GHashTable *fonts = g_private_get (&own);
    Font *font;

    if (fonts == NULL) {
        fonts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) font_free);
        g_private_set (&own, fonts);
    }
    font = g_hash_table_lookup (fonts, resource);
    if (font == NULL) {
        font = font_new (resource, error);
        if (font == NULL)
            return NULL;
        g_hash_table_insert (fonts, (gpointer) resource, font);
    }
    /* Never left open: HarfBuzz would ask the locale, and the cover would depend on it. */
    font->language = hb_language_from_string (language != NULL ? language : "und", -1);
    return font;
}

int
font_units_per_em (const Font *font)
{
    return font->face->units_per_EM;
}

int
font_cap_height (const Font *font)
{
    const TT_OS2 *os2 = FT_Get_Sfnt_Table (font->face, FT_SFNT_OS2);

    return os2 != NULL && os2->version >= 2 ? os2->sCapHeight : font->face->ascender;
}

/* HarfBuzz takes a letter apart when only its parts are there, so that is enough. */
gboolean
font_has (const Font *font, gunichar character)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    hb_codepoint_t glyph;
    gsize n_parts;

    if (hb_font_get_nominal_glyph (font->shaper, character, &glyph))
        return TRUE;
    n_parts = g_unichar_fully_decompose (character, FALSE, parts, G_N_ELEMENTS (parts));
    for (gsize i = 0; i < n_parts; i++) {
        if (!hb_font_get_nominal_glyph (font->shaper, parts[i], &glyph))
            return FALSE;
    }
    return TRUE;
}

static guint
parse_features (const char *text, hb_feature_t *features, guint room)
{
    g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", ",", (int) room);
    guint n = 0;

    for (guint i = 0; names[i] != NULL; i++)
        n += hb_feature_from_string (names[i], -1, &features[n]) != 0;
    return n;
}

static int
take_glyphs (hb_buffer_t *buffer, int tracking, GArray *glyphs)
{
    guint n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (buffer, &n);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions (buffer, &n);
    int pen = 0;

    for (guint i = 0; i < n; i++) {
        const hb_glyph_position_t *at = &positions[i];
        Glyph glyph = { infos[i].codepoint, pen + at->x_offset, at->y_offset };

        g_array_append_val (glyphs, glyph);
        pen += at->x_advance + (at->x_advance > 0 ? tracking : 0);
    }
    return pen;
}

int
font_shape (Font *font, const gunichar *text, guint length, const char *features, int tracking, GArray *glyphs)
{
    hb_feature_t parsed[4];
    guint n_parsed = parse_features (features, parsed, G_N_ELEMENTS (parsed));

    hb_buffer_clear_contents (font->buffer);
    hb_buffer_add_codepoints (font->buffer, text, (int) length, 0, (int) length);
    hb_buffer_set_language (font->buffer, font->language);
    hb_buffer_guess_segment_properties (font->buffer);
    hb_shape (font->shaper, font->buffer, parsed, n_parsed);
    return take_glyphs (font->buffer, tracking, glyphs);
}

void
font_set_size (Font *font, int size)
{
    FT_Set_Char_Size (font->face, 0, size * 64, 72, 72);
    font->size = size;
    if (font->spans->len < SPANS_LIMIT)
        return;
    g_hash_table_remove_all (font->drawings);
    g_array_set_size (font->spans, 0);
}

static gpointer
drawing_key (const Font *font, guint32 glyph)
{
    return GUINT_TO_POINTER ((guint) font->size << 16 | glyph);
}

static void
keep_spans (int y, int n_spans, const FT_Span *spans, void *user)
{
    GArray *kept = user;
    guint first = kept->len;

    g_array_set_size (kept, first + (guint) n_spans);
    for (int i = 0; i < n_spans; i++)
        g_array_index (kept, Span, first + i) =
            (Span){ spans[i].x, (gint16) (-1 - y), spans[i].len, spans[i].coverage };
}

static const Drawing *
add_drawing (Font *font, guint32 glyph)
{
    FT_Raster_Params to_spans = {
        .flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT,
        .gray_spans = keep_spans,
        .user = font->spans,
    };
    Drawing *drawing = g_new0 (Drawing, 1);

    drawing->first = font->spans->len;
    if (FT_Load_Glyph (font->face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) == 0)
        FT_Outline_Render (font->library, &font->face->glyph->outline, &to_spans);
    drawing->end = font->spans->len;
    g_hash_table_insert (font->drawings, drawing_key (font, glyph), drawing);
    return drawing;
}

void
font_draw (Font *font, guint32 glyph, Page *page, int x, int y)
{
    const Drawing *drawing = g_hash_table_lookup (font->drawings, drawing_key (font, glyph));

    if (drawing == NULL)
        drawing = add_drawing (font, glyph);
    for (guint i = drawing->first; i < drawing->end; i++) {
        const Span *span = &g_array_index (font->spans, Span, i);

        page_ink (page, x + span->x, y + span->y, span->length, span->coverage);
    }
}
