/* SPDX-License-Identifier: MIT */
#include "dom/dom.h"
#include "format.h"

/* SVG: the size that its outermost element has; Scalable Vector Graphics 2, 8.2. */

/* The element's tag begins so early, and is not longer. */
#define TAG_LIMIT 8192

/* Pixels of CSS in a unit. */
static double
unit_pixels (const char *unit)
{
    static const struct {
        const char *name;
        double pixels;
    } units[] = { { "", 1 },    { "px", 1 },         { "pt", 4 / 3. },    { "pc", 16 },
                  { "in", 96 }, { "cm", 96 / 2.54 }, { "mm", 96 / 25.4 }, { "em", 16 } };

    for (guint i = 0; i < G_N_ELEMENTS (units); i++)
        if (g_str_equal (unit, units[i].name))
            return units[i].pixels;
    return 0;
}

static double
length_of (const DomNode *svg, const char *name)
{
    const char *value = dom_attribute (svg, name);
    char *unit;
    double length = value != NULL ? g_ascii_strtod (value, &unit) : 0;

    return value != NULL && length > 0 && length < G_MAXINT32 ? length * unit_pixels (unit) : 0;
}

/* The last two numbers of a view box. */
static void
read_view_box (const DomNode *svg, double size[2])
{
    const char *value = dom_attribute (svg, "viewBox");
    double numbers[4] = { 0 };

    for (guint i = 0; value != NULL && i < G_N_ELEMENTS (numbers); i++) {
        char *end;

        numbers[i] = g_ascii_strtod (value, &end);
        value = end + strspn (end, ", \t\r\n");
    }
    size[0] = numbers[2] > 0 && numbers[2] < G_MAXINT32 ? numbers[2] : 0;
    size[1] = numbers[3] > 0 && numbers[3] < G_MAXINT32 ? numbers[3] : 0;
}

/* A length that is missing follows from the other and the view box; CSS knows what stands for both. */
static void
set_size (const DomNode *svg, PictureInfo *info)
{
    double width = length_of (svg, "width"), height = length_of (svg, "height"), box[2];

    read_view_box (svg, box);
    if (box[0] > 0 && box[1] > 0) {
        if (width == 0)
            width = height > 0 ? height * box[0] / box[1] : box[0];
        if (height == 0)
            height = width * box[1] / box[0];
    }
    width = width > 0 ? width : 300;
    height = height > 0 ? height : 150;
    info->width = (guint) CLAMP (width, 1, G_MAXINT32);
    info->height = (guint) CLAMP (height, 1, G_MAXINT32);
}

/* The first element's tag, in what may be one of XML's texts; or NULL. */
static const char *
find_tag (Bytes file)
{
    const char *at = (const char *) file.data, *end;

    if (file.size == 0)
        return NULL;
    end = at + MIN (file.size, TAG_LIMIT);
    at += BYTES_BEGIN (file, "\xef\xbb\xbf") ? 3 : 0;
    while (at < end && g_ascii_isspace (*at))
        at++;
    if (at == end || *at != '<')
        return NULL;
    while (at != NULL && at + 1 < end && !g_ascii_isalpha (at[1])) {
        gboolean is_comment = end - at > 4 && memcmp (at, "<!--", 4) == 0;
        const char *behind = is_comment ? memmem (at, (gsize) (end - at), "-->", 3) : at + 1;

        at = behind != NULL ? memchr (behind, '<', (gsize) (end - behind)) : NULL;
    }
    return at;
}

/* Without a namespace it is not SVG, but may be a page of HTML that begins with a drawing. */
gboolean
svg_begins (Bytes file)
{
    const char *tag = find_tag (file);
    Bytes rest = tag != NULL ? bytes_from (file, (gsize) (tag - (const char *) file.data)) : BYTES_NONE;
    const guint8 *end = rest.size > 0 ? memchr (rest.data, '>', MIN (rest.size, TAG_LIMIT)) : NULL;

    return BYTES_BEGIN (rest, "<svg") && end != NULL
           && memmem (rest.data, (gsize) (end - rest.data), "xmlns", 5) != NULL;
}

static gboolean
probe_svg (Bytes file, PictureInfo *info)
{
    g_autoptr (Arena) arena = arena_new ();
    gsize start = (gsize) (find_tag (file) - (const char *) file.data);
    Bytes rest = bytes_from (file, start);
    const guint8 *end = memchr (rest.data, '>', MIN (rest.size, TAG_LIMIT));
    DomDocument *document = NULL;

    if (end != NULL)
        document = dom_parse_xml (arena, (const char *) rest.data, (gsize) (end + 1 - rest.data), NULL);
    if (document == NULL || memmem (rest.data, rest.size, "</svg", 5) == NULL)
        return FALSE;
    set_size (document->root->first, info);
    info->has_alpha = TRUE;
    return TRUE;
}

const Format svg_format = { probe_svg, NULL, NULL };
