/* SPDX-License-Identifier: MIT */
#include "typeface.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#define LIBERTINE "/usr/share/fonts/opentype/linux-libertine/LinLibertine_"
#define HOUSE_FAMILY "Linux Libertine O"
#define NOTO "/usr/share/fonts/truetype/noto/"
#define NOTO_CJK "/usr/share/fonts/opentype/noto/NotoSerifCJK-"

/* No cover needs more of them at once. */
#define MAX_SCRIPTS 4

/* A run that has met more sets of typefaces than this begins anew. */
#define MAX_KEPT 16

struct _Typefaces {
    FcConfig *config;
    PangoFontMap *map;
    char *families;
    double leading;
};

/* The family that has a script's letters, of those that go with Libertine.  The serif ones do where there are. */
typedef struct {
    GUnicodeScript script;
    const char *family;
    double leading;
} ScriptFace;

static const ScriptFace script_faces[] = {
    { G_UNICODE_SCRIPT_ARABIC, "Noto Naskh Arabic", 1.5 },
    { G_UNICODE_SCRIPT_ARMENIAN, "Noto Serif Armenian", 1.15 },
    { G_UNICODE_SCRIPT_BENGALI, "Noto Serif Bengali", 1.35 },
    { G_UNICODE_SCRIPT_CANADIAN_ABORIGINAL, "Noto Sans Canadian Aboriginal", 1.25 },
    { G_UNICODE_SCRIPT_CHEROKEE, "Noto Sans Cherokee", 1.15 },
    { G_UNICODE_SCRIPT_DEVANAGARI, "Noto Serif Devanagari", 1.4 },
    { G_UNICODE_SCRIPT_ETHIOPIC, "Noto Serif Ethiopic", 1.25 },
    { G_UNICODE_SCRIPT_GEORGIAN, "Noto Serif Georgian", 1.2 },
    { G_UNICODE_SCRIPT_GUJARATI, "Noto Serif Gujarati", 1.4 },
    { G_UNICODE_SCRIPT_GURMUKHI, "Noto Serif Gurmukhi", 1.4 },
    { G_UNICODE_SCRIPT_HEBREW, "Noto Serif Hebrew", 1.2 },
    { G_UNICODE_SCRIPT_JAVANESE, "Noto Sans Javanese", 1.7 },
    { G_UNICODE_SCRIPT_KANNADA, "Noto Serif Kannada", 1.45 },
    { G_UNICODE_SCRIPT_KHMER, "Noto Serif Khmer", 1.6 },
    { G_UNICODE_SCRIPT_LAO, "Noto Serif Lao", 1.5 },
    { G_UNICODE_SCRIPT_MALAYALAM, "Noto Serif Malayalam", 1.4 },
    { G_UNICODE_SCRIPT_MYANMAR, "Noto Serif Myanmar", 1.7 },
    { G_UNICODE_SCRIPT_ORIYA, "Noto Sans Oriya", 1.4 },
    { G_UNICODE_SCRIPT_SINHALA, "Noto Serif Sinhala", 1.4 },
    { G_UNICODE_SCRIPT_TAMIL, "Noto Serif Tamil", 1.4 },
    { G_UNICODE_SCRIPT_TELUGU, "Noto Serif Telugu", 1.5 },
    { G_UNICODE_SCRIPT_THAANA, "Noto Sans Thaana", 1.5 },
    { G_UNICODE_SCRIPT_THAI, "Noto Serif Thai", 1.45 },
    { G_UNICODE_SCRIPT_TIBETAN, "Noto Serif Tibetan", 1.6 },
    /* what of them Libertine lacks */
    { G_UNICODE_SCRIPT_CYRILLIC, "Noto Serif", 1.1 },
    { G_UNICODE_SCRIPT_GREEK, "Noto Serif", 1.1 },
    { G_UNICODE_SCRIPT_LATIN, "Noto Serif", 1.1 },
};

/* One character has several shapes: each region knows its own, and minds those of others. */
typedef struct {
    const char *language;
    const char *family;
} RegionalFace;

static const RegionalFace regional_faces[] = {
    { "ja", "Noto Serif CJK JP" },         { "ko", "Noto Serif CJK KR" },    { "yue", "Noto Serif CJK HK" },
    { "zh-hant-hk", "Noto Serif CJK HK" }, { "zh-hk", "Noto Serif CJK HK" }, { "zh-mo", "Noto Serif CJK HK" },
    { "zh-hant", "Noto Serif CJK TC" },    { "zh-tw", "Noto Serif CJK TC" }, { "zh", "Noto Serif CJK SC" },
};

static gboolean
is_east_asian (GUnicodeScript script)
{
    return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA
           || script == G_UNICODE_SCRIPT_HANGUL || script == G_UNICODE_SCRIPT_BOPOMOFO;
}

/* Where the language does not say which, the letters that only one region has do. */
static const char *
regional_family (const char *language, GUnicodeScript script)
{
    g_autofree char *tag = g_ascii_strdown (language != NULL ? language : "", -1);

    for (guint i = 0; i < G_N_ELEMENTS (regional_faces); i++) {
        gsize length = strlen (regional_faces[i].language);

        if (g_str_has_prefix (tag, regional_faces[i].language) && (tag[length] == '\0' || tag[length] == '-'))
            return regional_faces[i].family;
    }
    if (script == G_UNICODE_SCRIPT_HANGUL)
        return "Noto Serif CJK KR";
    if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA)
        return "Noto Serif CJK JP";
    return "Noto Serif CJK SC";
}

/* FALSE when there is none for the script. */
static gboolean
find_face (GUnicodeScript script, const char *language, ScriptFace *face)
{
    if (is_east_asian (script)) {
        *face = (ScriptFace){ script, regional_family (language, script), 1.3 };
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS (script_faces); i++) {
        *face = script_faces[i];
        if (face->script == script)
            return TRUE;
    }
    return FALSE;
}

/* ---- Files ---- */

static gboolean
add_file (FcConfig *config, const char *path)
{
    return FcConfigAppFontAddFile (config, (const FcChar8 *) path);
}

static void
add_weights (FcConfig *config, const char *stem, const char *extension)
{
    g_autofree char *bold = g_strconcat (stem, "Bold.", extension, NULL);
    g_autofree char *regular = g_strconcat (stem, "Regular.", extension, NULL);

    add_file (config, bold);
    add_file (config, regular);
}

/* "Noto Serif Thai" is in NotoSerifThai-Bold.ttf and NotoSerifThai-Regular.ttf. */
static void
add_family (FcConfig *config, const char *family)
{
    g_auto (GStrv) words = g_strsplit (family, " ", -1);
    g_autofree char *name = g_strjoinv (NULL, words);
    g_autofree char *stem = g_strconcat (NOTO, name, "-", NULL);

    if (strstr (family, "CJK") != NULL)
        add_weights (config, NOTO_CJK, "ttc");
    else
        add_weights (config, stem, "ttf");
}

/* ---- What a text needs ---- */

gboolean
typefaces_have (const Typefaces *faces, gunichar character)
{
    const FcFontSet *set = FcConfigGetFonts (faces->config, FcSetApplication);

    for (int i = 0; set != NULL && i < set->nfont; i++) {
        FcCharSet *characters;

        if (FcPatternGetCharSet (set->fonts[i], FC_CHARSET, 0, &characters) == FcResultMatch
            && FcCharSetHasChar (characters, character))
            return TRUE;
    }
    return FALSE;
}

typedef struct {
    ScriptFace faces[MAX_SCRIPTS];
    guint n_faces;
    guint n_house, n_others; /* letters that Libertine has, and those it has not */
} Need;

static void
need_face (Need *need, const ScriptFace *face)
{
    for (guint i = 0; i < need->n_faces; i++)
        if (strcmp (need->faces[i].family, face->family) == 0)
            return;
    if (need->n_faces < MAX_SCRIPTS)
        need->faces[need->n_faces++] = *face;
}

static void
look_through (const Typefaces *house, const char *text, const char *language, Need *need)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        ScriptFace face;

        if (!g_unichar_isalpha (c))
            continue;
        if (typefaces_have (house, c)) {
            need->n_house++;
        } else if (find_face (g_unichar_get_script (c), language, &face)) {
            need->n_others++;
            need_face (need, &face);
        }
    }
}

static gboolean
is_mostly_east_asian (const Need *need)
{
    return need->n_others >= need->n_house && need->n_faces > 0 && strstr (need->faces[0].family, "CJK") != NULL;
}

/* Libertine first, for the figures, but in East Asian texts, whose punctuation shall be of a piece with them. */
static char *
list_families (const Need *need)
{
    GString *list = g_string_new (is_mostly_east_asian (need) ? "" : HOUSE_FAMILY ",");

    for (guint i = 0; i < need->n_faces; i++)
        g_string_append_printf (list, "%s,", need->faces[i].family);
    if (is_mostly_east_asian (need))
        g_string_append (list, HOUSE_FAMILY ",");
    g_string_truncate (list, list->len - 1);
    return g_string_free (list, FALSE);
}

/* ---- Keeping them ---- */

static Typefaces *
typefaces_new (void)
{
    Typefaces *faces = g_new0 (Typefaces, 1);

    faces->config = FcConfigCreate ();
    add_file (faces->config, LIBERTINE "RZ.otf");
    add_file (faces->config, LIBERTINE "R.otf");
    return faces;
}

static void
add_map (Typefaces *faces)
{
    faces->map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (faces->map), faces->config);
}

/* The first time, Pango has fontconfig look through all typefaces of the machine, whatever it is told to use, unless
 * there is a configuration already.  Afterwards there is none again, as before: drawings may have letters, too, and
 * they must not come out otherwise behind a cover. */
static void
shut_out_machine (Typefaces *house)
{
    FcConfig *none = FcConfigCreate ();
    PangoContext *context;
    PangoFontDescription *font = pango_font_description_from_string (HOUSE_FAMILY);
    PangoFont *loaded;

    FcConfigSetCurrent (none);
    FcConfigDestroy (none); /* is kept as the current one */
    add_map (house);
    context = pango_font_map_create_context (house->map);
    loaded = pango_context_load_font (context, font); /* waits for Pango's thread */
    g_clear_object (&loaded);
    g_object_unref (context);
    pango_font_description_free (font);
    FcConfigSetCurrent (NULL);
}

static Typefaces *
typefaces_make (const Need *need, char *families)
{
    Typefaces *faces = typefaces_new ();

    faces->families = families;
    for (guint i = 0; i < need->n_faces; i++) {
        add_family (faces->config, need->faces[i].family);
        faces->leading = MAX (faces->leading, need->faces[i].leading);
    }
    add_map (faces);
    return faces;
}

static void
typefaces_free (gpointer data)
{
    Typefaces *faces = data;

    g_object_unref (faces->map);
    FcConfigDestroy (faces->config);
    g_free (faces->families);
    g_free (faces);
}

/* They are kept by what they are, not in one pile: a text must not find what another has asked for. */
const Typefaces *
typefaces_for (const char *const *texts, guint n_texts, const char *language)
{
    static Typefaces *house;
    static GHashTable *kept;
    g_autofree char *families = NULL;
    Need need = { 0 };
    Typefaces *faces;

    if (house == NULL) {
        house = typefaces_new ();
        shut_out_machine (house);
        kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, typefaces_free);
    }
    for (guint i = 0; i < n_texts; i++)
        if (texts[i] != NULL)
            look_through (house, texts[i], language, &need);
    families = list_families (&need);
    faces = g_hash_table_lookup (kept, families);
    if (faces == NULL) {
        if (g_hash_table_size (kept) == MAX_KEPT)
            g_hash_table_remove_all (kept);
        faces = typefaces_make (&need, g_steal_pointer (&families));
        g_hash_table_insert (kept, faces->families, faces);
    }
    return faces;
}

PangoContext *
typefaces_new_context (const Typefaces *faces)
{
    PangoContext *context = pango_font_map_create_context (faces->map);
    cairo_font_options_t *options = cairo_font_options_create ();

    cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options (context, options);
    pango_context_set_round_glyph_positions (context, FALSE);
    cairo_font_options_destroy (options);
    return context;
}

const char *
typefaces_families (const Typefaces *faces)
{
    return faces->families;
}

double
typefaces_leading (const Typefaces *faces)
{
    return faces->leading;
}

#ifdef __SANITIZE_ADDRESS__
const char *__lsan_default_suppressions (void);

/* Fontconfig keeps differences of addresses, which the leak sanitizer cannot follow. */
const char *
__lsan_default_suppressions (void)
{
    return "leak:libfontconfig";
}
#endif
