/* SPDX-License-Identifier: MIT */
#include "metadata.h"

#include <string.h>

/* A class attribute that is longer says nothing. */
#define CLASS_SIZE 400
#define NAME_SIZE 64

/* Pages have one headline and a handful of bylines; a page that has more is a list, whose first ones will do. */
#define MOST_HEADINGS 64
#define MOST_HINTED 2000
#define MOST_COMMENTS 32
#define MOST_OF_A_NAME 64

/* What is larger than this share of the page's text is not beside it. */
#define ASIDE_PERCENT 40

/* What has no more text is a line of its own, wherever it says it stands. */
#define LINE_INK 100

/* In an article an aside or foot of no more text may name its author. */
#define ARTICLE_FOOT 400

/* Elements with more nodes than this are no line. */
#define LINE_NODES 400

static const struct {
    const char *name;
    Hint hint;
} hint_names[] = {
    { "aside", HINT_ASIDE },   { "author", HINT_AUTHOR }, { "date", HINT_DATE },     { "dek", HINT_DEK },
    { "kicker", HINT_KICKER }, { "foot", HINT_FOOT },     { "hidden", HINT_HIDDEN }, { "modified", HINT_MODIFIED },
    { "person", HINT_LINK },   { "site", HINT_SITE },     { "title", HINT_TITLE },
};

static guint
hint_of_word (LexiconKey *word, gsize length)
{
    const char *value;

    lexicon_key_extend (word, length);
    value = lexicon_find_key (LEXICON_PAGE_HINTS, word);

    for (guint i = 0; value != NULL && i < G_N_ELEMENTS (hint_names); i++)
        if (strcmp (value, hint_names[i].name) == 0)
            return hint_names[i].hint;
    return 0;
}

/* The hints of one name: "articleBody-byLine" is looked up as article, body, by, line, and each two of them as
 * one word. */
static guint
hints_of_name (const char *name, gsize length)
{
    char folded[NAME_SIZE];
    gsize n = 0, start = 0;
    LexiconKey word, before = { 0 };
    guint hints = 0;

    for (gsize i = 0; i <= length && n + 1 < NAME_SIZE; i++) {
        gboolean is_letter = i < length && (g_ascii_isalpha (name[i]) || (guchar) name[i] >= 0x80);
        gboolean is_hump = is_letter && i > 0 && g_ascii_isupper (name[i]) && g_ascii_islower (name[i - 1]);

        if ((!is_letter || is_hump) && n > start) {
            word = lexicon_key (folded + start);
            hints |= hint_of_word (&word, n - start);
            if (start > 0)
                hints |= hint_of_word (&before, n - (gsize) (before.text - folded));
            before = word;
            start = n;
        }
        if (is_letter)
            folded[n++] = g_ascii_tolower (name[i]);
    }
    return hints;
}

static guint
hints_of_names (const char *names)
{
    guint hints = 0;

    if (names == NULL || strlen (names) > CLASS_SIZE)
        return 0;
    while (*names != '\0') {
        gsize n = strcspn (names, " \t\n\f\r");

        hints |= hints_of_name (names, n);
        names += n + strspn (names + n, " \t\n\f\r");
    }
    return hints;
}

/* Whether a folder in the address is one of authors: "/author/jane-doe/", "/staff/jane-doe". */
static gboolean
leads_to_person (const char *address)
{
    const char *path = strstr (address, "://");
    guint n_steps = 0;

    for (const char *p = path != NULL ? path + 3 : address; *p != '\0' && n_steps < 8; n_steps++) {
        gsize n = strcspn (p, "/?#");
        LexiconKey folder = lexicon_key (p);

        if (p[n] != '/')
            return FALSE;
        if (n > 0 && p[n + 1] != '\0' && n < NAME_SIZE && (hint_of_word (&folder, n) & (HINT_AUTHOR | HINT_LINK)))
            return TRUE;
        p += n + 1;
    }
    return FALSE;
}

static guint
hints_of_element (const DomNode *element)
{
    static const char *const sources[] = { "class", "id", "itemprop", "rel", "property", "data-testid" };
    guint hints = element->tag == DOM_TAG_TIME ? HINT_DATE : element->tag == DOM_TAG_ADDRESS ? HINT_AUTHOR : 0;
    const char *address = element->tag == DOM_TAG_A ? dom_attribute (element, "href") : NULL;

    if (address != NULL && leads_to_person (address))
        hints |= HINT_LINK;
    if (element->tag == DOM_TAG_OTHER && element->name != NULL)
        hints |= hints_of_names (element->name);

    for (guint i = 0; i < element->n_attributes; i++)
        for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
            if (strcmp (element->attributes[i].name, sources[k]) == 0)
                hints |= hints_of_names (element->attributes[i].value);
    return hints;
}

/* "DC.title" and "dc:title" are one. */
static char *
key_of (const char *name, gsize length)
{
    return g_strdelimit (g_ascii_strdown (name, (gssize) length), ":", '.');
}

static void
add_to (const Facts *facts, GHashTable *table, const char *name, gsize length, gconstpointer value)
{
    g_autofree char *key = key_of (name, length);
    GPtrArray *values = g_hash_table_lookup (table, key);

    if (values == NULL) {
        values = arena_ptr_array (facts->arena);
        g_hash_table_insert (table, arena_strdup (facts->arena, key), values);
    }
    if (values->len < MOST_OF_A_NAME)
        g_ptr_array_add (values, (gpointer) value);
}

/* Under each of the names in the attribute. */
static void
add_under_names (const Facts *facts, GHashTable *table, const DomNode *element, const char *attribute,
                 gconstpointer value)
{
    const char *names = dom_attribute (element, attribute);

    for (guint i = 0; names != NULL && *names != '\0' && i < 8; i++) {
        gsize n = strcspn (names, " \t\n\f\r");

        if (n > 0 && n < NAME_SIZE)
            add_to (facts, table, names, n, value);
        names += n + strspn (names + n, " \t\n\f\r");
    }
}

static void
gather_meta (const Facts *facts, const DomNode *element)
{
    static const char *const sources[] = { "name", "property", "http-equiv" };
    const char *content = dom_attribute (element, "content");

    if (content == NULL || text_is_blank (content, -1))
        return;
    for (guint i = 0; i < G_N_ELEMENTS (sources); i++) {
        guint hints = hints_of_names (dom_attribute (element, sources[i]));

        add_under_names (facts, facts->metas, element, sources[i], content);
        if ((hints & HINT_DATE) && !(hints & HINT_MODIFIED) && facts->dates->len < MOST_OF_A_NAME)
            g_ptr_array_add (facts->dates, (gpointer) content);
    }
}

static void
gather_script (const Facts *facts, const DomNode *script)
{
    const char *type = dom_attribute (script, "type");

    if (type == NULL || !text_has_prefix_ci (type, "application/ld+json"))
        return;
    for (const DomNode *text = script->first; text != NULL; text = text->next)
        if (text->kind == DOM_TEXT)
            json_ld_add (facts->linked, text->text, text->length);
}

static void
gather_text_element (Facts *facts, const DomNode *node)
{
    guint16 hints = facts->hints[node->index];

    if (hints & HINT_ASIDE)
        return;
    if ((node->tag == DOM_TAG_H1 || node->tag == DOM_TAG_H2) && facts->headings->len < MOST_HEADINGS)
        g_ptr_array_add (facts->headings, (gpointer) node);
    else if (hints != 0 && facts->hinted->len < MOST_HINTED)
        g_ptr_array_add (facts->hinted, (gpointer) node);
}

/* Whether the thing that an element of microdata says something of is the article, or not said to be anything else. */
static gboolean
is_of_article (const DomNode *element)
{
    const DomNode *scope = element->parent;
    const char *type;

    while (scope != NULL && dom_attribute (scope, "itemscope") == NULL)
        scope = scope->parent;
    type = scope != NULL ? dom_attribute (scope, "itemtype") : NULL;
    return type == NULL || json_ld_is_article (type);
}

/* Not facts_text(): what stands in the head is no text of the page. */
static const char *
title_text (const Facts *facts, const DomNode *title)
{
    g_autofree char *text = dom_text (title);

    return *text != '\0' ? arena_strdup (facts->arena, text) : NULL;
}

static void
gather_element (Facts *facts, const DomNode *node)
{
    if (node->tag == DOM_TAG_META)
        gather_meta (facts, node);
    else if (node->tag == DOM_TAG_SCRIPT)
        gather_script (facts, node);
    else if (node->tag == DOM_TAG_TITLE && node->space == DOM_HTML && facts->title == NULL)
        facts->title = title_text (facts, node);
    else
        gather_text_element (facts, node);
    if (dom_attribute (node, "itemprop") != NULL && is_of_article (node))
        add_under_names (facts, facts->items, node, "itemprop", node);
    if ((node->tag == DOM_TAG_LINK || node->tag == DOM_TAG_A) && dom_attribute (node, "href") != NULL)
        add_under_names (facts, facts->links, node, "rel", node);
}

static gboolean
has_no_text (DomTag tag)
{
    return tag == DOM_TAG_SCRIPT || tag == DOM_TAG_STYLE || tag == DOM_TAG_TEMPLATE || tag == DOM_TAG_TITLE;
}

static void
measure (Facts *facts)
{
    const DomNode *root = facts->document->root;
    guint n = 0, n_h1 = 0;

    for (const DomNode *node = root; node != NULL; node = dom_next (node, root)) {
        facts->ink[node->index] = n;
        facts->h1s[node->index] = n_h1;
        n_h1 += node->tag == DOM_TAG_H1;
        if (node->kind == DOM_TEXT && !has_no_text (node->parent->tag))
            n += dom_count_ink (node);
    }
    facts->ink[facts->document->n_nodes] = n;
    facts->h1s[facts->document->n_nodes] = n_h1;
}

static gboolean
is_in_article (const DomNode *node)
{
    while (node != NULL && node->tag != DOM_TAG_ARTICLE && !dom_attribute_has (node, "class", "hentry")
           && !dom_attribute_has (node, "class", "article") && !dom_attribute_has (node, "class", "post"))
        node = node->parent;
    return node != NULL;
}

static gboolean
is_aside (const Facts *facts, const DomNode *node)
{
    guint64 total = facts->ink[facts->document->n_nodes];

    if (node->tag == DOM_TAG_NAV)
        return TRUE;
    if (facts_n_ink (facts, node) <= LINE_INK && !(facts->hints[node->index] & HINT_ASIDE))
        return FALSE;
    if (facts_n_ink (facts, node) <= ARTICLE_FOOT
        && (node->tag == DOM_TAG_ASIDE || node->tag == DOM_TAG_FOOTER || (facts->hints[node->index] & HINT_FOOT))
        && is_in_article (node))
        return FALSE;
    if (node->tag == DOM_TAG_ASIDE || node->tag == DOM_TAG_FOOTER)
        return TRUE;
    return (facts->hints[node->index] & (HINT_ASIDE | HINT_FOOT)) && node->tag != DOM_TAG_ARTICLE
           && node->tag != DOM_TAG_MAIN && node->tag != DOM_TAG_BODY
           && (guint64) facts_n_ink (facts, node) * 100 < total * ASIDE_PERCENT
           && facts->h1s[node->index] == facts->h1s[node->end];
}

static void
set_hints (Facts *facts, const DomNode *node)
{
    guint16 *hints = &facts->hints[node->index];

    *hints = (guint16) hints_of_element (node);
    if (node->parent != NULL && (facts->hints[node->parent->index] & HINT_ASIDE))
        *hints |= HINT_ASIDE;
    else if (is_aside (facts, node))
        *hints |= HINT_ASIDE;
    else
        *hints &= (guint16) ~HINT_ASIDE;
}

static GHashTable *
new_table (Arena *arena)
{
    return arena_own (arena, g_hash_table_new (g_str_hash, g_str_equal), (GDestroyNotify) g_hash_table_unref);
}

void
facts_gather (Facts *facts, Page *page, Arena *arena)
{
    const DomNode *root = page->document->root;

    *facts = (Facts){ .page = page, .document = page->document, .arena = arena };
    facts->metas = new_table (arena);
    facts->items = new_table (arena);
    facts->links = new_table (arena);
    facts->headings = arena_ptr_array (arena);
    facts->hinted = arena_ptr_array (arena);
    facts->dates = arena_ptr_array (arena);
    facts->comments = arena_ptr_array (arena);
    facts->linked = json_ld_new (arena);
    facts->hints = arena_alloc (arena, page->document->n_nodes * sizeof *facts->hints);
    facts->ink = arena_alloc (arena, (page->document->n_nodes + 1) * sizeof *facts->ink);
    facts->h1s = arena_alloc (arena, (page->document->n_nodes + 1) * sizeof *facts->h1s);
    measure (facts);
    for (const DomNode *node = root; node != NULL; node = dom_next (node, root)) {
        if (node->kind == DOM_COMMENT && facts->comments->len < MOST_COMMENTS)
            g_ptr_array_add (facts->comments, (gpointer) node);
        if (node->kind != DOM_ELEMENT)
            continue;
        set_hints (facts, node);
        gather_element (facts, node);
    }
}

gboolean
facts_is_inline (const DomNode *node)
{
    switch (node->tag) {
    case DOM_TAG_A:
    case DOM_TAG_ABBR:
    case DOM_TAG_ACRONYM:
    case DOM_TAG_ADDRESS:
    case DOM_TAG_B:
    case DOM_TAG_BDI:
    case DOM_TAG_BIG:
    case DOM_TAG_CITE:
    case DOM_TAG_DATA:
    case DOM_TAG_EM:
    case DOM_TAG_FONT:
    case DOM_TAG_I:
    case DOM_TAG_INS:
    case DOM_TAG_MARK:
    case DOM_TAG_NOBR:
    case DOM_TAG_SMALL:
    case DOM_TAG_SPAN:
    case DOM_TAG_STRONG:
    case DOM_TAG_SUB:
    case DOM_TAG_SUP:
    case DOM_TAG_TIME:
    case DOM_TAG_U:
    case DOM_TAG_WBR: return TRUE;
    default: return node->kind != DOM_ELEMENT;
    }
}

/* What parts two neighbouring texts: a line end, a space that elements stand for, or nothing. */
static char
gap_between (const DomNode *before, const DomNode *after, gboolean has_block)
{
    const DomNode *node = before->parent;
    gboolean has_element = before->next != after;

    for (; node != NULL && node->end <= after->index; node = node->parent)
        has_block = has_block || !facts_is_inline (node);
    if (has_block)
        return '\n';
    return has_element && after->length > 0 && g_ascii_isalnum (after->text[0]) && before->length > 0
                   && g_ascii_isalnum (before->text[before->length - 1])
               ? ' '
               : '\0';
}

/* Its line ends are no more than spaces, unlike those that elements make. */
static void
append_spaced (GString *text, const DomNode *node)
{
    for (gsize i = 0; i < node->length; i++)
        g_string_append_c (text, g_ascii_isspace (node->text[i]) ? ' ' : node->text[i]);
}

static gboolean
is_small (const Facts *facts, const DomNode *node, guint most)
{
    guint n = facts_n_ink (facts, node);

    return n > 0 && n <= most && node->end - node->index <= LINE_NODES;
}

const char *
facts_lines (const Facts *facts, const DomNode *root, guint most)
{
    g_autoptr (GString) text = g_string_new (NULL);
    const DomNode *before = NULL;
    gboolean has_block = FALSE;

    if (!is_small (facts, root, most))
        return NULL;
    for (const DomNode *node = root, *next; node != NULL; node = next) {
        next = has_no_text (node->tag) ? dom_skip (node, root) : dom_next (node, root);
        has_block = has_block || !facts_is_inline (node);
        if (node->kind != DOM_TEXT || text_is_blank (node->text, (gssize) node->length))
            continue;
        if (before != NULL && gap_between (before, node, has_block) != '\0')
            g_string_append_c (text, gap_between (before, node, has_block));
        append_spaced (text, node);
        before = node;
        has_block = FALSE;
    }
    return arena_strndup (facts->arena, text->str, text->len);
}

const char *
facts_text (const Facts *facts, const DomNode *node, guint most)
{
    g_autofree char *text = is_small (facts, node, most) ? dom_text (node) : NULL;

    return text != NULL && *text != '\0' ? arena_strdup (facts->arena, text) : NULL;
}

void
facts_meta (const Facts *facts, const char *name, GPtrArray *values)
{
    g_autofree char *key = key_of (name, strlen (name));
    GPtrArray *contents = g_hash_table_lookup (facts->metas, key);

    if (contents != NULL)
        g_ptr_array_extend (values, contents, NULL, NULL);
}

/* The text of a fragment of HTML, with a line for each block. */
static char *
unmarked_text (const char *text)
{
    g_autoptr (Arena) arena = arena_new ();
    const DomDocument *fragment = dom_parse_html (arena, text, strlen (text));
    GString *plain = g_string_new (NULL);

    for (const DomNode *node = fragment->root, *next; node != NULL; node = next) {
        next = has_no_text (node->tag) ? dom_skip (node, fragment->root) : dom_next (node, fragment->root);
        if (node->kind == DOM_TEXT)
            g_string_append_len (plain, node->text, (gssize) node->length);
        else if (!facts_is_inline (node) && plain->len > 0)
            g_string_append_c (plain, '\n');
    }
    return g_string_free (plain, FALSE);
}

static gboolean
has_markup (const char *text)
{
    for (const char *p = strpbrk (text, "&<"); p != NULL; p = strpbrk (p + 1, "&<"))
        if ((*p == '&' && (g_ascii_isalpha (p[1]) || p[1] == '#'))
            || (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/')))
            return TRUE;
    return FALSE;
}

char *
plain_text (const char *text)
{
    g_autofree char *unmarked = has_markup (text) ? unmarked_text (text) : g_strdup (text);
    gsize length = strlen (unmarked);
    GString *normal, *plain;

    if (text_plain_length (unmarked, unmarked + length) == length)
        return g_steal_pointer (&unmarked);
    normal = text_nfc (unmarked, length);
    plain = g_string_sized_new (normal->len);
    for (const char *p = normal->str; *p != '\0'; p = g_utf8_next_char (p))
        if (*p == '\n' || !char_is_forbidden (g_utf8_get_char (p)))
            g_string_append_unichar (plain, g_utf8_get_char (p));
    g_string_free (normal, TRUE);
    return g_string_free (plain, FALSE);
}
