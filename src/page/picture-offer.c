/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "clue.h"
#include "picture.h"

/* No picture is offered in more ways than this. */
#define MOST_OFFERS 64

#define ADDRESS_SIZE 4096

static gboolean
has_offer (const GArray *offers, const char *address)
{
    for (guint i = 0; i < offers->len; i++)
        if (strcmp (g_array_index (offers, Offer, i).address, address) == 0)
            return TRUE;
    return FALSE;
}

static void
add_offer (GArray *offers, Offer offer)
{
    gboolean is_data = text_has_prefix_ci (offer.address, "data:");

    if (offers->len == MOST_OFFERS || *offer.address == '\0' || has_offer (offers, offer.address))
        return;
    if (offer.width == 0 && !is_data)
        offer.width = address_width (offer.address);
    offer.is_foreign |= !is_data && address_is_foreign (offer.address);
    offer.is_standin = !is_data && clues_of_address (offer.address) & CLUE_BIT (CLUE_STANDIN);
    g_array_append_val (offers, offer);
}

/* An address in an attribute may stand between spaces. */
static const char *
trimmed (const Page *page, const char *value)
{
    gsize start = strspn (value, " \t\n\f\r"), length = strlen (value + start);

    while (length > 0 && g_ascii_isspace (value[start + length - 1]))
        length--;
    return value[start + length] == '\0' ? value + start : arena_strndup (page->article->arena, value + start, length);
}

static void
add_srcset (GArray *offers, const Page *page, const char *srcset, guint base_width, gboolean is_foreign)
{
    SrcsetCandidate candidate;

    while (offers->len < MOST_OFFERS && srcset_next (&srcset, &candidate)) {
        Offer offer = { .kind = OFFER_SRCSET, .is_foreign = is_foreign };

        offer.address = arena_strndup (page->article->arena, candidate.url, candidate.length);
        offer.width = candidate.width;
        if (offer.width == 0 && candidate.density != 1)
            offer.width = (guint) CLAMP (base_width * candidate.density, 1, G_MAXINT);
        add_offer (offers, offer);
    }
}

/* What the name of an attribute says of an address in it. */
static gboolean
names_address (const char *name, OfferKind *kind)
{
    ClueSet clues;

    if (strcmp (name, "src") == 0 || strcmp (name, "poster") == 0) {
        *kind = OFFER_SRC;
        return TRUE;
    }
    clues = clues_of_name (name);
    *kind = (clues & CLUE_BIT (CLUE_LARGE)) != 0 ? OFFER_LARGE : OFFER_LAZY;
    return (clues & (CLUE_BIT (CLUE_LARGE) | CLUE_BIT (CLUE_LAZY))) != 0 && (clues & CLUE_BIT (CLUE_SMALL)) == 0;
}

/* Whether it can be the address of one picture: no list, no template, no word.  What need not be an address at
 * all by its attribute's name must look like one. */
static gboolean
is_address (const char *name, const char *value)
{
    gsize length = strnlen (value, ADDRESS_SIZE);

    if (text_has_prefix_ci (value, "data:image/"))
        return TRUE;
    if (length < 5 || length == ADDRESS_SIZE || strcspn (value, " \t\n{}<>\"|[]") < length)
        return FALSE;
    return address_is_picture (value)
           || (g_str_has_suffix (name, "src") && strchr (value, '/') != NULL && !g_str_has_prefix (value, "data:"));
}

guint
element_pixels (const DomNode *element, const char *name)
{
    const char *value = dom_attribute (element, name);

    if (value == NULL || strchr (value, '%') != NULL)
        return 0;
    return (guint) MIN (g_ascii_strtoull (value, NULL, 10), G_MAXINT16);
}

static void
add_attributes (GArray *offers, const Page *page, const DomNode *element)
{
    const char *type = dom_attribute (element, "type");
    gboolean is_foreign = type != NULL && clues_of_name (type) & CLUE_BIT (CLUE_FOREIGN);
    guint base_width = MAX (element_pixels (element, "width"), 1);

    for (guint i = 0; i < element->n_attributes; i++) {
        const char *name = element->attributes[i].name, *value = trimmed (page, element->attributes[i].value);
        Offer offer = { .address = value, .is_foreign = is_foreign };

        if (g_str_has_suffix (name, "srcset"))
            add_srcset (offers, page, value, base_width, is_foreign);
        else if (names_address (name, &offer.kind) && (is_address (name, value) || offer.kind == OFFER_SRC))
            add_offer (offers, offer);
    }
}

void
offers_add_address (GArray *offers, const char *address)
{
    add_offer (offers, (Offer){ .kind = OFFER_SRC, .address = address });
}

void
offers_add_element (GArray *offers, const Page *page, const DomNode *element)
{
    if (dom_is (element, DOM_TAG_FIGURE))
        offers_add_address (offers, dom_attribute (element, "itemid"));
    for (const DomNode *node = element; node != NULL; node = dom_next (node, element)) {
        gboolean is_video_source = dom_is (node, DOM_TAG_SOURCE) && !dom_is (node->parent, DOM_TAG_PICTURE);

        if (dom_is (node, DOM_TAG_IMG) || dom_is (node, DOM_TAG_AMP_IMG) || dom_is (node, DOM_TAG_PICTURE)
            || (dom_is (node, DOM_TAG_SOURCE) && !is_video_source))
            add_attributes (offers, page, node);
    }
    if (dom_is (element, DOM_TAG_VIDEO) && dom_attribute (element, "poster") != NULL)
        add_offer (offers, (Offer){ .kind = OFFER_SRC, .address = trimmed (page, dom_attribute (element, "poster")) });
}

void
offers_add_link (GArray *offers, const DomNode *link)
{
    const char *href = dom_attribute (link, "href");

    if (href != NULL && address_is_picture (href))
        add_offer (offers, (Offer){ .kind = OFFER_LINK, .address = href });
}
