/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "main.h"

/* What classes, ids, roles and item properties say.  A name is taken apart at hyphens, underscores, digits and
 * capital letters; as many parts as possible are looked up together. */

#define NAME_SIZE 64
#define N_JOINED 3

static guint64
hints_of_kinds (const char *kinds)
{
#define HINT_NAME(id, name) name,
    static const char *const names[N_HINTS] = { HINTS (HINT_NAME) };
    guint64 hints = 0;

    while (*kinds != '\0') {
        gsize length = strcspn (kinds, " ");

        for (guint i = 0; i < N_HINTS; i++)
            if (*kinds == *names[i] && strncmp (kinds, names[i], length) == 0 && names[i][length] == '\0')
                hints |= HINT_BIT (i);
        kinds += length + (kinds[length] == ' ');
    }
    return hints;
}

static guint64
look_up (LexiconKey *key, gsize length)
{
    const char *kinds;

    lexicon_key_extend (key, length);
    kinds = length > 1 ? lexicon_find_key (LEXICON_BLOCK_HINTS, key) : NULL;
    return kinds != NULL ? hints_of_kinds (kinds) : 0;
}

/* Hints of a name whose parts have a hyphen between them. */
static guint64
hints_of_parts (const char *name)
{
    guint64 hints = 0;

    while (*name != '\0') {
        LexiconKey key = lexicon_key (name);
        const char *end = name + strcspn (name, "-"), *next = end;
        guint64 found = 0;

        for (guint n = 0; n < N_JOINED; n++) {
            guint64 more = look_up (&key, (gsize) (end - name));

            if (more != 0) {
                found = more;
                next = end;
            }
            if (*end == '\0')
                break;
            end += 1 + strcspn (end + 1, "-");
        }
        hints |= found;
        name = next + (*next == '-');
    }
    return hints;
}

/* Hints of a class as it is written. */
static guint64
hints_of_name (const char *name, gsize length)
{
    char parts[2 * NAME_SIZE];
    gsize n = 0;

    if (length > NAME_SIZE - 1)
        return 0;
    for (gsize i = 0; i < length; i++) {
        char c = name[i];
        gboolean begins_part = g_ascii_isupper (c) && i > 0 && !g_ascii_isupper (name[i - 1]);

        if (n > 0 && parts[n - 1] != '-' && (begins_part || !(g_ascii_isalpha (c) || (guchar) c >= 0x80)))
            parts[n++] = '-';
        if (g_ascii_isalpha (c) || (guchar) c >= 0x80)
            parts[n++] = c;
    }
    if (n > 0 && parts[n - 1] == '-')
        n--;
    parts[n] = '\0';
    return hints_of_parts (parts);
}

/* Hints of a list of classes. */
static guint64
hints_of_value (const char *value)
{
    guint64 hints = 0;

    while (*value != '\0') {
        gsize length = strcspn (value, " \t\n\f\r");

        hints |= hints_of_name (value, length);
        value += length;
        value += strspn (value, " \t\n\f\r");
    }
    return hints;
}

static guint64
hints_of_element (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_ARTICLE: return HINT_BIT (HINT_TAG_ARTICLE);
    case DOM_TAG_ASIDE: return HINT_BIT (HINT_TAG_ASIDE);
    case DOM_TAG_BLOCKQUOTE: return HINT_BIT (HINT_TAG_QUOTE);
    case DOM_TAG_FIGCAPTION: return HINT_BIT (HINT_CAPTION);
    case DOM_TAG_FIGURE: return HINT_BIT (HINT_TAG_FIGURE);
    case DOM_TAG_FOOTER: return HINT_BIT (HINT_TAG_FOOTER);
    case DOM_TAG_FORM: return HINT_BIT (HINT_TAG_FORM);
    case DOM_TAG_HEADER: return HINT_BIT (HINT_TAG_HEADER);
    case DOM_TAG_UL:
    case DOM_TAG_OL: return HINT_BIT (HINT_TAG_LIST);
    case DOM_TAG_MAIN: return HINT_BIT (HINT_TAG_MAIN);
    case DOM_TAG_NAV: return HINT_BIT (HINT_TAG_NAV);
    case DOM_TAG_TABLE: return HINT_BIT (HINT_TAG_TABLE);
    case DOM_TAG_TIME: return HINT_BIT (HINT_BYLINE);
    default: return 0;
    }
}

static gboolean
hides (const char *style)
{
    const char *display = strstr (style, "display"), *visibility = strstr (style, "visibility");

    if (display != NULL && g_str_has_prefix (display + 7 + strspn (display + 7, ": "), "none"))
        return TRUE;
    return visibility != NULL && g_str_has_prefix (visibility + 10 + strspn (visibility + 10, ": "), "hidden");
}

/* One value is read once: pages repeat them. */
static guint64
remember_value (GHashTable *known, const char *value)
{
    guint64 *hints = g_hash_table_lookup (known, value);

    if (hints == NULL) {
        hints = g_new (guint64, 1);
        *hints = hints_of_value (value);
        g_hash_table_insert (known, (gpointer) value, hints);
    }
    return *hints;
}

static guint64
hints_of_attributes (GHashTable *known, const DomNode *node)
{
    guint64 hints = 0;

    for (guint i = 0; i < node->n_attributes; i++) {
        const DomAttribute *attribute = &node->attributes[i];
        const char *name = attribute->name;

        if (strcmp (name, "class") == 0 || strcmp (name, "id") == 0 || strcmp (name, "role") == 0
            || strcmp (name, "itemprop") == 0 || strcmp (name, "rel") == 0 || strcmp (name, "aria-label") == 0
            || strcmp (name, "data-component") == 0)
            hints |= remember_value (known, attribute->value);
        else if (strcmp (name, "hidden") == 0 || (strcmp (name, "style") == 0 && hides (attribute->value)))
            hints |= HINT_BIT (HINT_INVISIBLE);
        else if (strcmp (name, "aria-hidden") == 0 && strcmp (attribute->value, "true") == 0)
            hints |= HINT_BIT (HINT_HIDDEN);
    }
    return hints;
}

/* Names that speak against the article; what holds most of the page's prose is not believed them. */
#define DOUBTFUL                                                                                                       \
    (HINT_BIT (HINT_BIO) | HINT_BIT (HINT_BYLINE) | HINT_BIT (HINT_CAPTION) | HINT_BIT (HINT_COMMENT)                  \
     | HINT_BIT (HINT_CONSENT) | HINT_BIT (HINT_FOOTER) | HINT_BIT (HINT_HEADER) | HINT_BIT (HINT_HIDDEN)              \
     | HINT_BIT (HINT_INVISIBLE) | HINT_BIT (HINT_LEGAL) | HINT_BIT (HINT_MEDIA) | HINT_BIT (HINT_NAVIGATION)          \
     | HINT_BIT (HINT_NEWSLETTER) | HINT_BIT (HINT_PROMOTION) | HINT_BIT (HINT_QUOTE) | HINT_BIT (HINT_RELATED)        \
     | HINT_BIT (HINT_SHARE) | HINT_BIT (HINT_SIDEBAR) | HINT_BIT (HINT_SUMMARY) | HINT_BIT (HINT_TAGS)                \
     | HINT_BIT (HINT_TEASER) | HINT_BIT (HINT_TITLE) | HINT_BIT (HINT_WIDGET) | HINT_BIT (HINT_TAG_ASIDE)             \
     | HINT_BIT (HINT_TAG_FIGURE) | HINT_BIT (HINT_TAG_FOOTER) | HINT_BIT (HINT_TAG_FORM) | HINT_BIT (HINT_TAG_HEADER) \
     | HINT_BIT (HINT_TAG_LIST) | HINT_BIT (HINT_TAG_NAV) | HINT_BIT (HINT_TAG_TABLE))

static void
read_nodes (PageMeasure *measure)
{
    g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
    const DomDocument *document = measure->page->document;
    guint n_prose = measure->sums[measure->blocks->len].n_prose_words;

    for (const DomNode *node = document->body; node != NULL; node = dom_next (node, document->body)) {
        guint64 hints;

        if (node->kind != DOM_ELEMENT || node == document->body)
            continue;
        hints = hints_of_element (node) | hints_of_attributes (known, node);
        if ((hints & DOUBTFUL) != 0 && measure_sum (measure, node).n_prose_words * 2 > n_prose)
            hints &= ~DOUBTFUL;
        measure->hints[node->index] = hints;
    }
}

/* A page with less prose than that outside its comments is a discussion: they are its text. */
#define DISCUSSION_WORDS 40

/* How many words of prose stand in what is named a comment. */
static guint
count_commented (const PageMeasure *measure)
{
    const DomNode *body = measure->page->document->body;
    guint n_words = 0;

    for (const DomNode *node = body, *next; node != NULL; node = next) {
        gboolean is_comment = (measure->hints[node->index] & HINT_BIT (HINT_COMMENT)) != 0;

        n_words += is_comment ? measure_sum (measure, node).n_prose_words : 0;
        next = is_comment ? dom_skip (node, body) : dom_next (node, body);
    }
    return n_words;
}

static void
doubt_comments (PageMeasure *measure)
{
    guint n_commented = count_commented (measure), n_all = measure->sums[measure->blocks->len].n_prose_words;

    if (n_commented == 0 || n_all - n_commented >= DISCUSSION_WORDS)
        return;
    for (guint i = 0; i < measure->page->document->n_nodes; i++)
        measure->hints[i] &= ~HINT_BIT (HINT_COMMENT);
}

/* The element that the whole block stands in. */
static const DomNode *
block_home (const PageBlock *block)
{
    const DomNode *home = block->first->parent;

    while (home != block->element && home->end <= block->last->index)
        home = home->parent;
    return home;
}

#define FAR 15

/* How far above it each hint is, for every element, and from there for every block: 0 is never. */
static void
measure_distances (PageMeasure *measure)
{
    const DomDocument *document = measure->page->document;
    g_autofree guint8 *all = g_malloc0 (document->n_nodes * (gsize) N_HINTS);

    for (const DomNode *node = document->body; node != NULL; node = dom_next (node, document->body)) {
        guint8 *own = all + node->index * (gsize) N_HINTS;
        const guint8 *above = node->parent != NULL ? all + node->parent->index * (gsize) N_HINTS : own;

        if (node->kind != DOM_ELEMENT)
            continue;
        for (guint i = 0; i < N_HINTS; i++)
            own[i] = above[i] > 0 ? MIN (above[i] + 1, FAR) : 0;
        for (guint i = 0; measure->hints[node->index] >> i > 0; i++)
            if (measure->hints[node->index] & HINT_BIT (i))
                own[i] = 1;
    }
    for (guint i = 0; i < measure->blocks->len; i++)
        memcpy (measure->distances + i * (gsize) N_HINTS,
                all + block_home (measure_block (measure, i))->index * (gsize) N_HINTS, N_HINTS);
}

void
hints_read (PageMeasure *measure)
{
    read_nodes (measure);
    doubt_comments (measure);
    measure_distances (measure);
}
