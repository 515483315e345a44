/* SPDX-License-Identifier: MIT */
#include "dom/dom.h"
#include "facts.h"

/* XMP (ISO 16684-1) is RDF in XML: below rdf:RDF stand rdf:Description elements, whose attributes and children are
 * properties. */

typedef enum {
    KIND_TEXT,
    KIND_NAMES,
    KIND_DATE,
    KIND_CITY, /* with state and country behind it */
    KIND_STATE,
    KIND_COUNTRY,
    KIND_LOCATION, /* a structure of them */
    KIND_NORTH,    /* with KIND_EAST behind it */
    KIND_EAST,
} Kind;

/* The properties that say something; of those of a fact the first comes first. */
static const struct {
    DomSpace space;
    const char *name;
    Kind kind;
    Fact fact;
} properties[] = {
    { DOM_PHOTOSHOP, "Headline", KIND_TEXT, FACT_HEADLINE },
    { DOM_DUBLIN_CORE, "title", KIND_TEXT, FACT_HEADLINE },
    { DOM_DUBLIN_CORE, "description", KIND_TEXT, FACT_DESCRIPTION },
    { DOM_TIFF, "ImageDescription", KIND_TEXT, FACT_DESCRIPTION },
    { DOM_EXIF, "UserComment", KIND_TEXT, FACT_DESCRIPTION },
    { DOM_IPTC_CORE, "AltTextAccessibility", KIND_TEXT, FACT_ALT },
    { DOM_IPTC_CORE, "ExtDescrAccessibility", KIND_TEXT, FACT_ALT },
    { DOM_DUBLIN_CORE, "creator", KIND_NAMES, FACT_CREATOR },
    { DOM_TIFF, "Artist", KIND_TEXT, FACT_CREATOR },
    { DOM_PHOTOSHOP, "Credit", KIND_TEXT, FACT_CREDIT },
    { DOM_PHOTOSHOP, "Source", KIND_TEXT, FACT_SOURCE },
    { DOM_DUBLIN_CORE, "rights", KIND_TEXT, FACT_RIGHTS },
    { DOM_TIFF, "Copyright", KIND_TEXT, FACT_RIGHTS },
    { DOM_XMP_RIGHTS, "UsageTerms", KIND_TEXT, FACT_RIGHTS },
    { DOM_XMP_RIGHTS, "Owner", KIND_TEXT, FACT_RIGHTS },
    { DOM_PHOTOSHOP, "DateCreated", KIND_DATE, FACT_DATE },
    { DOM_EXIF, "DateTimeOriginal", KIND_DATE, FACT_DATE },
    { DOM_IPTC_EXT, "LocationShown", KIND_LOCATION, FACT_PLACE },
    { DOM_PHOTOSHOP, "City", KIND_CITY, FACT_PLACE },
    { DOM_PHOTOSHOP, "State", KIND_STATE, FACT_PLACE },
    { DOM_PHOTOSHOP, "Country", KIND_COUNTRY, FACT_PLACE },
    { DOM_IPTC_EXT, "LocationCreated", KIND_LOCATION, FACT_PLACE },
    { DOM_EXIF, "GPSLatitude", KIND_NORTH, FACT_POSITION },
    { DOM_EXIF, "GPSLongitude", KIND_EAST, FACT_POSITION },
};

/* The first value of each property: an element, or the text of an attribute. */
typedef struct {
    const DomNode *elements[G_N_ELEMENTS (properties)];
    const char *texts[G_N_ELEMENTS (properties)];
    guint n_asked; /* whose attribute it is: the answer takes a search */
} Found;

#define MOST_ASKED 1000

static gboolean
is_rdf (const DomNode *node, const char *name)
{
    return node->kind == DOM_ELEMENT && node->space == DOM_RDF && g_str_equal (node->name, name);
}

static const DomNode *
first_element (const DomNode *parent)
{
    const DomNode *node = parent->first;

    while (node != NULL && node->kind != DOM_ELEMENT)
        node = node->next;
    return node;
}

static void
take_attributes (const DomNode *description, Found *found)
{
    for (guint i = 0; i < description->n_attributes; i++) {
        const DomAttribute *attribute = &description->attributes[i];
        const char *colon = strchr (attribute->name, ':');

        for (guint k = 0; colon != NULL && k < G_N_ELEMENTS (properties); k++)
            if (found->texts[k] == NULL && g_str_equal (colon + 1, properties[k].name) && found->n_asked++ < MOST_ASKED
                && dom_attribute_space (description, attribute) == properties[k].space)
                found->texts[k] = attribute->value;
    }
}

static void
take_elements (const DomNode *description, Found *found)
{
    for (const DomNode *node = description->first; node != NULL; node = node->next)
        for (guint k = 0; node->kind == DOM_ELEMENT && k < G_N_ELEMENTS (properties); k++)
            if (found->elements[k] == NULL && node->space == properties[k].space
                && g_str_equal (node->name, properties[k].name))
                found->elements[k] = node;
}

/* Of alternatives in several languages that for any of them, or the first. */
static const DomNode *
choose_item (const DomNode *list)
{
    const DomNode *first = NULL;

    for (const DomNode *item = list->first; item != NULL; item = item->next) {
        if (!is_rdf (item, "li"))
            continue;
        if (g_strcmp0 (dom_attribute (item, "xml:lang"), "x-default") == 0)
            return item;
        first = first != NULL ? first : item;
    }
    return first != NULL ? first : list;
}

/* The list that is the property's value, or NULL. */
static const DomNode *
list_of (const DomNode *property)
{
    const DomNode *child = first_element (property);

    return child != NULL && (is_rdf (child, "Alt") || is_rdf (child, "Seq") || is_rdf (child, "Bag")) ? child : NULL;
}

/* Free it with g_free(). */
static char *
element_text (const DomNode *property)
{
    const DomNode *list = list_of (property), *node = list != NULL ? choose_item (list) : property;
    const DomNode *child = first_element (node);

    if (child != NULL && is_rdf (child, "Description") && first_element (child) != NULL)
        child = first_element (child); /* a value and what is said of it */
    return dom_text (child != NULL && is_rdf (child, "value") ? child : node);
}

static char *
text_of (const Found *found, guint k)
{
    if (found->elements[k] != NULL)
        return element_text (found->elements[k]);
    return g_strdup (found->texts[k]);
}

static void
add_names (const Found *found, guint k, Statement *statement)
{
    const DomNode *list = found->elements[k] != NULL ? list_of (found->elements[k]) : NULL;
    g_autofree char *single = list == NULL ? text_of (found, k) : NULL;

    if (single != NULL)
        statement_add_name (statement, single, -1);
    for (const DomNode *item = list != NULL ? list->first : NULL; item != NULL; item = item->next) {
        g_autofree char *name = is_rdf (item, "li") ? element_text (item) : NULL;

        if (name != NULL)
            statement_add_name (statement, name, -1);
    }
}

static const char *
part_of (const DomNode *structure, const char *name)
{
    for (guint i = 0; i < structure->n_attributes; i++) {
        const DomAttribute *attribute = &structure->attributes[i];
        const char *colon = strchr (attribute->name, ':');

        if (colon != NULL && g_str_equal (colon + 1, name)
            && dom_attribute_space (structure, attribute) == DOM_IPTC_EXT)
            return attribute->value;
    }
    return NULL;
}

/* Free it with g_free(). */
static char *
find_part (const DomNode *structure, const char *name)
{
    for (const DomNode *child = structure->first; child != NULL; child = child->next)
        if (child->kind == DOM_ELEMENT && child->space == DOM_IPTC_EXT && g_str_equal (child->name, name))
            return element_text (child);
    return g_strdup (part_of (structure, name));
}

static void
add_location (const DomNode *property, Statement *statement)
{
    const DomNode *list = list_of (property), *node = list != NULL ? choose_item (list) : property;
    const DomNode *child = first_element (node),
                  *structure = child != NULL && is_rdf (child, "Description") ? child : node;
    g_autofree char *city = find_part (structure, "City");
    g_autofree char *sublocation = city == NULL ? find_part (structure, "Sublocation") : NULL;
    g_autofree char *state = find_part (structure, "ProvinceState"), *country = find_part (structure, "CountryName");

    statement_add_place (statement, (const char *const[]){ city != NULL ? city : sublocation, state, country });
}

/* "52,30,59N" or "52,30.978N" */
static gboolean
read_angle (const char *text, char negative, double *angle)
{
    double unit = 1;
    char *end;

    *angle = 0;
    for (guint i = 0; i < 3; i++) {
        *angle += unit * g_ascii_strtod (text, &end);
        if (end == text)
            return FALSE;
        if (*end != ',')
            break;
        text = end + 1;
        unit /= 60;
    }
    if (*end == negative)
        *angle = -*angle;
    return *end != '\0' && strchr ("NSEW", *end) != NULL;
}

static void
add_position (const char *north, const char *east, Statement *statement)
{
    double latitude, longitude;

    if (north != NULL && east != NULL && read_angle (north, 'S', &latitude) && read_angle (east, 'W', &longitude))
        statement_add_position (statement, latitude, longitude);
}

static void
add_property (const Found *found, guint k, Statement *statement)
{
    g_autofree char *text = NULL, *second = NULL, *third = NULL;

    switch (properties[k].kind) {
    case KIND_TEXT:
        text = text_of (found, k);
        statement_add (statement, properties[k].fact, text, -1);
        break;
    case KIND_NAMES: add_names (found, k, statement); break;
    case KIND_DATE:
        text = text_of (found, k);
        if (text != NULL)
            statement_add_date (statement, text, NULL);
        break;
    case KIND_CITY:
        text = text_of (found, k);
        second = text_of (found, k + 1);
        third = text_of (found, k + 2);
        statement_add_place (statement, (const char *const[]){ text, second, third });
        break;
    case KIND_LOCATION:
        if (found->elements[k] != NULL)
            add_location (found->elements[k], statement);
        break;
    case KIND_NORTH:
        text = text_of (found, k);
        second = text_of (found, k + 1);
        add_position (text, second, statement);
        break;
    case KIND_STATE:
    case KIND_COUNTRY:
    case KIND_EAST: break;
    }
}

/* As UTF-8, without the NULs and the mark of byte order that may be around it. */
static GString *
decode (Bytes xmp)
{
    gboolean is_utf16 = BYTES_BEGIN (xmp, "\xff\xfe") || BYTES_BEGIN (xmp, "\xfe\xff");
    g_autofree char *converted = NULL, *valid = NULL;
    gsize size = xmp.size;

    if (is_utf16)
        converted = g_convert ((const char *) xmp.data, (gssize) xmp.size, "UTF-8", "UTF-16", NULL, &size, NULL);
    if (is_utf16 && converted == NULL)
        return g_string_new (NULL);
    xmp = converted != NULL ? (Bytes){ (const guint8 *) converted, size } : xmp;
    xmp = BYTES_BEGIN (xmp, "\xef\xbb\xbf") ? bytes_from (xmp, 3) : xmp;
    while (xmp.size > 0 && xmp.data[xmp.size - 1] == '\0')
        xmp.size--;
    valid = xmp.size > 0 ? g_utf8_make_valid ((const char *) xmp.data, (gssize) xmp.size) : NULL;
    return g_string_new (valid);
}

void
xmp_read (Bytes xmp, Statement *statement)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autoptr (GString) text = decode (xmp);
    DomDocument *document = text->len > 0 ? dom_parse_xml (arena, text->str, text->len, NULL) : NULL;
    const DomNode *rdf = document != NULL ? dom_next_named (document->root, document->root, "RDF") : NULL;
    Found found = { 0 };

    for (const DomNode *node = rdf != NULL ? rdf->first : NULL; node != NULL; node = node->next) {
        if (!is_rdf (node, "Description"))
            continue;
        take_attributes (node, &found);
        take_elements (node, &found);
    }
    for (guint k = 0; rdf != NULL && k < G_N_ELEMENTS (properties); k++)
        add_property (&found, k, statement);
}
