/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <string.h>

/* The names of elements and attributes, and what the Standard says of them. */

const guint8 char_class[256] = {
    ['\t'] = CHAR_SPACE | CHAR_ENDS_NAME,
    ['\n'] = CHAR_SPACE | CHAR_ENDS_NAME,
    ['\f'] = CHAR_SPACE | CHAR_ENDS_NAME,
    ['\r'] = CHAR_SPACE | CHAR_ENDS_NAME,
    [' '] = CHAR_SPACE | CHAR_ENDS_NAME,
    ['/'] = CHAR_ENDS_NAME,
    ['>'] = CHAR_ENDS_NAME,
    ['A' ... 'Z'] = CHAR_UPPER,
};

#define BLOCK (TAG_SPECIAL)
#define PARAGRAPH (TAG_SPECIAL | TAG_PARAGRAPH)
#define LEAF (TAG_SPECIAL | TAG_LEAF)
#define PART (TAG_SPECIAL | TAG_LEAF | TAG_IMPLIED_PART)

/* clang-format off */
const guint16 tag_flags[N_TAGS] = {
    [DOM_TAG_ADDRESS] = BLOCK,
    [DOM_TAG_APPLET] = BLOCK | TAG_SCOPE,
    [DOM_TAG_AREA] = LEAF,
    [DOM_TAG_ARTICLE] = BLOCK,
    [DOM_TAG_ASIDE] = BLOCK,
    [DOM_TAG_B] = TAG_BREAKOUT,
    [DOM_TAG_BASE] = LEAF,
    [DOM_TAG_BASEFONT] = LEAF,
    [DOM_TAG_BGSOUND] = LEAF,
    [DOM_TAG_BIG] = TAG_BREAKOUT,
    [DOM_TAG_BLOCKQUOTE] = BLOCK | TAG_BREAKOUT,
    [DOM_TAG_BODY] = BLOCK | TAG_BREAKOUT,
    [DOM_TAG_BR] = LEAF | TAG_BREAKOUT,
    [DOM_TAG_BUTTON] = BLOCK | TAG_BUTTON_SCOPE,
    [DOM_TAG_CAPTION] = PART | TAG_SCOPE,
    [DOM_TAG_CENTER] = BLOCK | TAG_BREAKOUT,
    [DOM_TAG_CODE] = TAG_BREAKOUT,
    [DOM_TAG_COL] = LEAF,
    [DOM_TAG_COLGROUP] = PART,
    [DOM_TAG_DD] = PARAGRAPH | TAG_IMPLIED | TAG_BREAKOUT,
    [DOM_TAG_DETAILS] = BLOCK,
    [DOM_TAG_DIR] = BLOCK,
    [DOM_TAG_DIV] = BLOCK | TAG_BREAKOUT,
    [DOM_TAG_DL] = BLOCK | TAG_BREAKOUT,
    [DOM_TAG_DT] = PARAGRAPH | TAG_IMPLIED | TAG_BREAKOUT,
    [DOM_TAG_EM] = TAG_BREAKOUT,
    [DOM_TAG_EMBED] = LEAF | TAG_BREAKOUT,
    [DOM_TAG_FIELDSET] = BLOCK,
    [DOM_TAG_FIGCAPTION] = PARAGRAPH,
    [DOM_TAG_FIGURE] = BLOCK,
    [DOM_TAG_FOOTER] = BLOCK,
    [DOM_TAG_FORM] = BLOCK,
    [DOM_TAG_FRAME] = LEAF,
    [DOM_TAG_FRAMESET] = BLOCK,
    [DOM_TAG_H1] = PARAGRAPH | TAG_HEADING | TAG_BREAKOUT,
    [DOM_TAG_H2] = PARAGRAPH | TAG_HEADING | TAG_BREAKOUT,
    [DOM_TAG_H3] = PARAGRAPH | TAG_HEADING | TAG_BREAKOUT,
    [DOM_TAG_H4] = PARAGRAPH | TAG_HEADING | TAG_BREAKOUT,
    [DOM_TAG_H5] = PARAGRAPH | TAG_HEADING | TAG_BREAKOUT,
    [DOM_TAG_H6] = PARAGRAPH | TAG_HEADING | TAG_BREAKOUT,
    [DOM_TAG_HEAD] = BLOCK | TAG_BREAKOUT,
    [DOM_TAG_HEADER] = BLOCK,
    [DOM_TAG_HGROUP] = BLOCK,
    [DOM_TAG_HR] = LEAF | TAG_BREAKOUT,
    [DOM_TAG_HTML] = BLOCK | TAG_SCOPE | TAG_TABLE_SCOPE,
    [DOM_TAG_I] = TAG_BREAKOUT,
    [DOM_TAG_IFRAME] = LEAF,
    [DOM_TAG_IMG] = LEAF | TAG_BREAKOUT,
    [DOM_TAG_INPUT] = LEAF,
    [DOM_TAG_KEYGEN] = LEAF,
    [DOM_TAG_LI] = PARAGRAPH | TAG_IMPLIED | TAG_BREAKOUT,
    [DOM_TAG_LINK] = LEAF,
    [DOM_TAG_LISTING] = PARAGRAPH | TAG_BREAKOUT,
    [DOM_TAG_MAIN] = BLOCK,
    [DOM_TAG_MARQUEE] = BLOCK | TAG_SCOPE,
    [DOM_TAG_MENU] = BLOCK | TAG_BREAKOUT,
    [DOM_TAG_META] = LEAF | TAG_BREAKOUT,
    [DOM_TAG_NAV] = BLOCK,
    [DOM_TAG_NOBR] = TAG_BREAKOUT,
    [DOM_TAG_NOEMBED] = LEAF,
    [DOM_TAG_NOFRAMES] = LEAF,
    [DOM_TAG_NOSCRIPT] = BLOCK,
    [DOM_TAG_OBJECT] = BLOCK | TAG_SCOPE,
    [DOM_TAG_OL] = BLOCK | TAG_LIST_SCOPE | TAG_BREAKOUT,
    [DOM_TAG_OPTGROUP] = TAG_IMPLIED,
    [DOM_TAG_OPTION] = TAG_IMPLIED,
    [DOM_TAG_P] = PARAGRAPH | TAG_IMPLIED | TAG_BREAKOUT,
    [DOM_TAG_PARAM] = LEAF,
    [DOM_TAG_PLAINTEXT] = LEAF,
    [DOM_TAG_PRE] = PARAGRAPH | TAG_BREAKOUT,
    [DOM_TAG_RB] = TAG_IMPLIED,
    [DOM_TAG_RP] = TAG_IMPLIED,
    [DOM_TAG_RT] = TAG_IMPLIED,
    [DOM_TAG_RTC] = TAG_IMPLIED,
    [DOM_TAG_RUBY] = TAG_BREAKOUT,
    [DOM_TAG_S] = TAG_BREAKOUT,
    [DOM_TAG_SCRIPT] = LEAF,
    [DOM_TAG_SEARCH] = BLOCK,
    [DOM_TAG_SECTION] = BLOCK,
    [DOM_TAG_SELECT] = BLOCK | TAG_SCOPE,
    [DOM_TAG_SMALL] = TAG_BREAKOUT,
    [DOM_TAG_SOURCE] = LEAF,
    [DOM_TAG_SPAN] = TAG_BREAKOUT,
    [DOM_TAG_STRIKE] = TAG_BREAKOUT,
    [DOM_TAG_STRONG] = TAG_BREAKOUT,
    [DOM_TAG_STYLE] = LEAF,
    [DOM_TAG_SUB] = TAG_BREAKOUT,
    [DOM_TAG_SUMMARY] = BLOCK,
    [DOM_TAG_SUP] = TAG_BREAKOUT,
    [DOM_TAG_TABLE] = PARAGRAPH | TAG_SCOPE | TAG_TABLE_SCOPE | TAG_TABLE | TAG_BREAKOUT,
    [DOM_TAG_TBODY] = PART | TAG_TABLE,
    [DOM_TAG_TD] = PART | TAG_SCOPE,
    [DOM_TAG_TEMPLATE] = PARAGRAPH | TAG_SCOPE | TAG_TABLE_SCOPE,
    [DOM_TAG_TEXTAREA] = LEAF,
    [DOM_TAG_TFOOT] = PART | TAG_TABLE,
    [DOM_TAG_TH] = PART | TAG_SCOPE,
    [DOM_TAG_THEAD] = PART | TAG_TABLE,
    [DOM_TAG_TITLE] = LEAF,
    [DOM_TAG_TR] = PART | TAG_TABLE,
    [DOM_TAG_TRACK] = LEAF,
    [DOM_TAG_TT] = TAG_BREAKOUT,
    [DOM_TAG_U] = TAG_BREAKOUT,
    [DOM_TAG_UL] = BLOCK | TAG_LIST_SCOPE | TAG_BREAKOUT,
    [DOM_TAG_VAR] = TAG_BREAKOUT,
    [DOM_TAG_WBR] = LEAF,
    [DOM_TAG_XMP] = LEAF,
};

/* The names of SVG that are not all in lower case, sorted without regard to case. */
static const char *const svg_elements[] = {
    "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion", "animateTransform", "clipPath",
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
    "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "foreignObject", "glyphRef", "linearGradient",
    "radialGradient", "textPath",
};
static const char *const svg_attributes[] = {
    "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
    "diffuseConstant", "edgeMode", "filterUnits", "glyphRef", "gradientTransform", "gradientUnits", "kernelMatrix",
    "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "lengthAdjust", "limitingConeAngle", "markerHeight",
    "markerUnits", "markerWidth", "maskContentUnits", "maskUnits", "numOctaves", "pathLength",
    "patternContentUnits", "patternTransform", "patternUnits", "pointsAtX", "pointsAtY", "pointsAtZ",
    "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "refX", "refY", "repeatCount", "repeatDur",
    "requiredExtensions", "requiredFeatures", "specularConstant", "specularExponent", "spreadMethod",
    "startOffset", "stdDeviation", "stitchTiles", "surfaceScale", "systemLanguage", "tableValues", "targetX",
    "targetY", "textLength", "viewBox", "viewTarget", "xChannelSelector", "yChannelSelector", "zoomAndPan",
};
static const char *const mathml_attributes[] = { "definitionURL" };
/* clang-format on */

#define TAG_NAME(id, name) [DOM_TAG_##id] = name,
static const char *const tag_names[N_TAGS] = { "", DOM_TAGS (TAG_NAME) FOREIGN_TAGS (TAG_NAME) };

const char *
tag_name (Tag tag)
{
    return tag_names[tag];
}

gboolean
slice_is (const char *slice, gsize length, const char *word)
{
    for (gsize i = 0; i < length; i++)
        if ((slice[i] != word[i] && ascii_lower (slice[i]) != word[i]) || word[i] == '\0')
            return FALSE;
    return word[length] == '\0';
}

static guint
hash_name (const char *name, gsize length)
{
    guint hash = (guint) length;

    for (gsize i = 0; i < length; i++)
        hash = hash * 33 + (guint) (name[i] | 0x20);
    return hash ^ hash >> 10;
}

/* A table of hashes with room enough that a name is found at first sight. */
#define N_TAG_SLOTS 1024
#define MAX_TAG_NAME 14

static guint8 tag_slots[N_TAG_SLOTS];

static void
fill_tag_slots (void)
{
    G_STATIC_ASSERT (N_TAGS < 256);
    for (Tag tag = DOM_TAG_OTHER + 1; tag < N_TAGS; tag++) {
        guint slot = hash_name (tag_names[tag], strlen (tag_names[tag]));

        while (tag_slots[slot % N_TAG_SLOTS] != 0)
            slot++;
        tag_slots[slot % N_TAG_SLOTS] = (guint8) tag;
    }
}

void
names_init (void)
{
    static gsize is_filled;

    if (g_once_init_enter (&is_filled)) {
        fill_tag_slots ();
        g_once_init_leave (&is_filled, TRUE);
    }
}

Tag
tag_find (const char *name, gsize length)
{
    if (length > MAX_TAG_NAME)
        return DOM_TAG_OTHER;
    for (guint slot = hash_name (name, length); tag_slots[slot % N_TAG_SLOTS] != 0; slot++)
        if (slice_is (name, length, tag_names[tag_slots[slot % N_TAG_SLOTS]]))
            return tag_slots[slot % N_TAG_SLOTS];
    return DOM_TAG_OTHER;
}

DomTag
dom_tag (const char *name)
{
    Tag tag;

    names_init ();
    tag = tag_find (name, strlen (name));
    return tag < N_DOM_TAGS ? (DomTag) tag : DOM_TAG_OTHER;
}

const char *
name_intern (Parser *parser, Slice name)
{
    Slice *known = &parser->names[hash_name (name.text, name.length) % N_NAMES];

    if (known->text == NULL || known->length != name.length || !slice_is (name.text, name.length, known->text)) {
        char *copy = arena_strndup (parser->arena, name.text, name.length);

        for (gsize i = 0; i < name.length; i++)
            copy[i] = ascii_lower (copy[i]);
        *known = (Slice){ copy, name.length };
    }
    return known->text;
}

/* The name as the list writes it, or as it is. */
static const char *
adjust (const char *name, const char *const *list, gsize n)
{
    gsize low = 0;

    while (low < n) {
        gsize middle = (low + n) / 2;
        int order = g_ascii_strcasecmp (list[middle], name);

        if (order == 0)
            return list[middle];
        if (order < 0)
            low = middle + 1;
        else
            n = middle;
    }
    return name;
}

const char *
name_adjust_element (const char *name, DomSpace space)
{
    return space == DOM_SVG ? adjust (name, svg_elements, G_N_ELEMENTS (svg_elements)) : name;
}

const char *
name_adjust_attribute (const char *name, DomSpace space)
{
    if (space == DOM_SVG)
        return adjust (name, svg_attributes, G_N_ELEMENTS (svg_attributes));
    if (space == DOM_MATHML)
        return adjust (name, mathml_attributes, G_N_ELEMENTS (mathml_attributes));
    return name;
}
