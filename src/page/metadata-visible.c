/* SPDX-License-Identifier: MIT */
#include "metadata.h"

#include <string.h>

/* How far from the headline, in bytes of text between, what stands there can still be about the article. */
#define NEAR_BEFORE 300
#define NEAR_AFTER 1500
#define NEAR_WHOLE 200 /* of what is an article as a whole: at its very top */
#define NEAR_TOP 3000  /* from the page's beginning where no headline is known */

/* Longer lines are text. */
#define LINE_SIZE 160
#define MOST_LINES 400

/* A line with a date and the author's name is short. */
#define DATED_SIZE 80

static gboolean
is_near (const Facts *facts, const DomNode *node)
{
    const guint *ink = facts->ink;
    const DomNode *headline = facts->headline;

    if (facts->page->is_whole)
        return ink[node->index] - (headline != NULL ? ink[headline->end] : 0) <= NEAR_WHOLE;
    if (headline == NULL)
        return ink[node->index] < NEAR_TOP;
    if (node->index >= headline->end)
        return ink[node->index] - ink[headline->end] <= NEAR_AFTER;
    return node->end <= headline->index && ink[headline->index] - ink[node->end] <= NEAR_BEFORE;
}

static guint
hint_of_key (const char *key)
{
    return strcmp (key, "date") == 0 ? HINT_DATE : strcmp (key, "modified") == 0 ? HINT_MODIFIED : HINT_AUTHOR;
}

/* What the element says: a time says it in its attribute best. */
static void
add_line (const Facts *facts, const DomNode *element, GPtrArray *values)
{
    const char *machine = dom_attribute (element, "datetime");
    const char *line = facts_lines (facts, element, LINE_SIZE);

    machine = machine != NULL ? machine : dom_attribute (element, "content");
    if (machine != NULL && *machine != '\0')
        g_ptr_array_add (values, (gpointer) machine);
    if (line != NULL)
        g_ptr_array_add (values, (gpointer) line);
}

static void
add_hinted (const Facts *facts, const char *key, gboolean only_near, GPtrArray *values)
{
    guint hint = hint_of_key (key);

    for (guint i = 0; i < facts->hinted->len && values->len < MOST_LINES; i++) {
        const DomNode *element = g_ptr_array_index (facts->hinted, i);
        guint hints = facts->hints[element->index];

        if ((hints & hint) && (hint == HINT_MODIFIED || !(hints & HINT_MODIFIED))
            && (!only_near || is_near (facts, element)))
            add_line (facts, element, values);
    }
}

void
visible_near (const Facts *facts, const char *key, GPtrArray *values)
{
    add_hinted (facts, key, TRUE, values);
}

void
visible_anywhere (const Facts *facts, const char *key, GPtrArray *values)
{
    add_hinted (facts, key, FALSE, values);
}

/* Names further apart are not of one byline. */
#define SAME_BYLINE 80

static PeopleTrust
trust_of (const DomNode *element, guint hints)
{
    gboolean is_name = element->tag == DOM_TAG_A || dom_attribute_has (element, "itemprop", "name")
                       || dom_attribute_has (element, "itemprop", "author");

    return is_name && (hints & HINT_AUTHOR) ? PEOPLE_NAMED : PEOPLE_SHOWN;
}

/* Whether the element is several lines, one of which hints at the author itself. */
static gboolean
has_closer (const Facts *facts, guint i, guint hint, const char *line)
{
    const DomNode *outer = g_ptr_array_index (facts->hinted, i);

    if (strchr (line, '\n') == NULL)
        return FALSE;
    for (i++; i < facts->hinted->len; i++) {
        const DomNode *inner = g_ptr_array_index (facts->hinted, i);

        if (inner->index >= outer->end)
            return FALSE;
        if ((facts->hints[inner->index] & hint) && facts_n_ink (facts, inner) > 0)
            return TRUE;
    }
    return FALSE;
}

static void
add_authors (const Facts *facts, guint hint, gboolean only_near, GPtrArray *values)
{
    GPtrArray *names =
        arena_own (facts->arena, g_ptr_array_new_with_free_func (g_free), (GDestroyNotify) g_ptr_array_unref);
    const DomNode *last = NULL;

    for (guint i = 0; i < facts->hinted->len; i++) {
        const DomNode *element = g_ptr_array_index (facts->hinted, i);
        guint hints = facts->hints[element->index], n_before = names->len;
        const char *line = (hints & hint) != 0 ? facts_lines (facts, element, LINE_SIZE) : NULL;

        if (line == NULL || (only_near && !is_near (facts, element)) || has_closer (facts, i, hint, line))
            continue;
        if (last != NULL && element->index >= last->end
            && facts->ink[element->index] - facts->ink[last->end] > SAME_BYLINE)
            break;
        people_add (line, trust_of (element, hints), names);
        if (names->len > n_before)
            last = element;
    }
    g_ptr_array_extend (values, names, NULL, NULL);
}

void
visible_authors_near (const Facts *facts, const char *key, GPtrArray *values)
{
    add_authors (facts, strcmp (key, "link") == 0 ? HINT_LINK : HINT_AUTHOR, TRUE, values);
}

void
visible_authors (const Facts *facts, const char *key, GPtrArray *values)
{
    add_authors (facts, strcmp (key, "link") == 0 ? HINT_LINK : HINT_AUTHOR, FALSE, values);
}

/* Elements near the headline that are lines: small, not in an aside. */
static GPtrArray *
find_lines (const Facts *facts, guint most)
{
    GPtrArray *lines = arena_ptr_array (facts->arena);
    const DomNode *body = facts->document->body, *next;

    for (const DomNode *node = body; node != NULL && lines->len < MOST_LINES; node = next) {
        guint n_ink = facts_n_ink (facts, node);
        gboolean is_figure = dom_is (node, DOM_TAG_FIGURE); /* has captions and credits of its own */

        next = n_ink == 0 || is_figure ? dom_skip (node, body) : dom_next (node, body);
        if (node->kind != DOM_ELEMENT || is_figure || n_ink > most || (facts->hints[node->index] & HINT_ASIDE))
            continue;
        if (n_ink > 0 && is_near (facts, node))
            g_ptr_array_add (lines, (gpointer) node);
    }
    return lines;
}

void
visible_lines (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    GPtrArray *lines = find_lines (facts, LINE_SIZE);

    for (guint i = 0; i < lines->len; i++)
        add_line (facts, g_ptr_array_index (lines, i), values);
}

void
visible_signatures (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    const DomNode *body = facts->document->body, *next;

    for (const DomNode *node = body; node != NULL && values->len < MOST_LINES; node = next) {
        guint n_ink = facts_n_ink (facts, node);
        const char *line;

        next = n_ink == 0 ? dom_skip (node, body) : dom_next (node, body);
        if (node->kind != DOM_ELEMENT || n_ink == 0 || n_ink > LINE_SIZE || (facts->hints[node->index] & HINT_ASIDE))
            continue;
        line = facts_lines (facts, node, LINE_SIZE);
        next = dom_skip (node, body);
        if (line != NULL && people_is_signature (line))
            g_ptr_array_add (values, (gpointer) line);
    }
}

static void
add_dated (const Facts *facts, const char *lines, GPtrArray *values)
{
    g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);

    for (char **part = parts; *part != NULL; part++) {
        g_autofree char *moment = strlen (*part) <= DATED_SIZE ? moment_parse (*part, "en") : NULL;

        if (moment != NULL)
            g_ptr_array_add (values, arena_strdup (facts->arena, *part));
    }
}

void
visible_dated (const Facts *facts, const char *key, GPtrArray *values)
{
    g_autoptr (GPtrArray) lines = g_ptr_array_new ();

    visible_lines (facts, key, lines);
    for (guint i = 0; i < lines->len; i++)
        add_dated (facts, g_ptr_array_index (lines, i), values);
}

/* Paragraphs of at least so much text are read for their language, and so much of them is enough to tell. */
#define PROSE_INK 60
#define SAMPLE_INK 1000

const char *
visible_language (const Facts *facts)
{
    g_autoptr (GString) sample = g_string_new (NULL);
    const DomNode *body = facts->document->body;

    for (const DomNode *node = body; node != NULL && sample->len < 4 * SAMPLE_INK; node = dom_next (node, body)) {
        g_autofree char *text = NULL;

        if (node->tag != DOM_TAG_P || (facts->hints[node->index] & HINT_ASIDE) || facts_n_ink (facts, node) < PROSE_INK)
            continue;
        text = dom_text (node);
        g_string_append_printf (sample, "%s\n", text);
    }
    return sample->len >= SAMPLE_INK ? language_guess (sample->str, sample->len) : NULL;
}

/* A dek stands so close below the headline, and is so long. */
#define DEK_NEAR 300
#define DEK_LEAST 20
#define DEK_MOST 200

void
visible_dek (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    for (guint i = 0; i < facts->hinted->len && facts->headline != NULL; i++) {
        const DomNode *element = g_ptr_array_index (facts->hinted, i);
        const char *line = (facts->hints[element->index] & HINT_DEK) && element->index >= facts->headline->end
                                   && facts->ink[element->index] - facts->ink[facts->headline->end] <= DEK_NEAR
                               ? facts_lines (facts, element, DEK_MOST)
                               : NULL;

        if (line != NULL && strlen (line) >= DEK_LEAST && strchr (line, '\n') == NULL)
            g_ptr_array_add (values, (gpointer) line);
    }
}

/* ---- marks ---- */

/* A date this close to the headline is about the article even when it is not that of its publication. */
#define DATE_NEAR 300

/* A byline has no more words beside the names: "Published 17 May 2024 by". */
#define BYLINE_WORDS 7

/* What the metadata say, in words. */
typedef struct {
    const Facts *facts;
    TitleWords *title, *dek, *publication; /* or NULL */
    GPtrArray *authors;                    /* of TitleWords, as there are authors */
} Known;

static TitleWords *
words_of (const Facts *facts, const char *text)
{
    return text != NULL ? arena_own (facts->arena, title_words_new (text), (GDestroyNotify) title_words_free) : NULL;
}

static void
gather_known (const Facts *facts, Known *known)
{
    const Metadata *metadata = &facts->page->article->metadata;

    *known = (Known){ .facts = facts, .authors = arena_ptr_array (facts->arena) };
    known->title = words_of (facts, metadata->title);
    known->dek = words_of (facts, metadata->dek);
    known->publication = words_of (facts, metadata->publication);
    for (char **author = metadata->authors; *author != NULL; author++)
        g_ptr_array_add (known->authors, words_of (facts, *author));
}

static gboolean
says (const TitleWords *line, const TitleWords *field, double much)
{
    return field != NULL && title_words_likeness (line, field) > much;
}

/* Which author the words say, or how many there are when it is none. */
static guint
find_author (const Known *known, const TitleWords *words, double much)
{
    guint i = 0;

    while (i < known->authors->len && !says (words, g_ptr_array_index (known->authors, i), much))
        i++;
    return i;
}

/* Whether the line names authors, and nobody else.  Names are not looked for where there is no word of theirs. */
static gboolean
says_authors (const Known *known, const char *line, const TitleWords *words)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    char **authors = known->facts->page->article->metadata.authors;
    guint n_words = 0;

    if (find_author (known, words, 0) == known->authors->len)
        return FALSE;
    people_add (line, PEOPLE_SHOWN, names);
    for (guint i = 0; i < names->len; i++) {
        g_autoptr (TitleWords) name = title_words_new (g_ptr_array_index (names, i));
        guint author = find_author (known, name, 0.9);

        if (author == known->authors->len)
            return FALSE;
        n_words += text_n_words (authors[author]);
    }
    return names->len > 0 && text_n_words (line) <= n_words + BYLINE_WORDS;
}

static gboolean
says_date (const Facts *facts, const char *line, const DomNode *element)
{
    const Metadata *metadata = &facts->page->article->metadata;
    g_autofree char *moment = moment_is_all (line) ? moment_parse (line, metadata->language) : NULL;

    if (moment == NULL || metadata->published == NULL)
        return FALSE;
    if (strncmp (moment, metadata->published, 10) == 0 || facts->headline == NULL)
        return strncmp (moment, metadata->published, 10) == 0;
    return element->index < facts->headline->index
           || facts->ink[element->index] - facts->ink[facts->headline->end] <= DATE_NEAR;
}

static gboolean
says_field (const Known *known, const char *line, const DomNode *element)
{
    g_autoptr (TitleWords) words = title_words_new (line);

    return says (words, known->title, 0.9) || says (words, known->dek, 0.9) || says (words, known->publication, 0.99)
           || says_date (known->facts, line, element) || says_authors (known, line, words);
}

/* What stands beside names and dates and says nothing alone: "By", "Staff Writer", a time. */
static gboolean
is_beside (const char *line)
{
    return people_is_lead (line) || people_is_role (line) || text_n_characters (line, -1) <= 2;
}

/* "last Friday", in an element that says which day that was. */
static gboolean
says_moment (const Facts *facts, const DomNode *element)
{
    const Metadata *metadata = &facts->page->article->metadata;
    const char *machine = dom_attribute (element, "datetime");
    g_autofree char *moment = machine != NULL ? moment_parse (machine, metadata->language) : NULL;

    return moment != NULL && metadata->published != NULL && strncmp (moment, metadata->published, 10) == 0;
}

/* Whether the lines say nothing but what the article's metadata say. */
static gboolean
says_known (const Known *known, const DomNode *element)
{
    const char *lines = facts_lines (known->facts, element, DEK_MOST);
    g_auto (GStrv) parts = lines != NULL ? g_strsplit (lines, "\n", -1) : NULL;
    guint n_known = 0;

    for (char **part = parts; part != NULL && *part != NULL; part++) {
        gboolean is_known = says_field (known, *part, element);

        if (!is_known && !is_beside (*part))
            return FALSE;
        n_known += is_known;
    }
    return n_known > 0;
}

/* Whether the element is a line of its own, and not words of one. */
static gboolean
is_own_line (const DomNode *element)
{
    if (element->tag == DOM_TAG_FIGCAPTION || element->tag == DOM_TAG_FIGURE)
        return FALSE;
    if (!facts_is_inline (element))
        return TRUE;
    for (const DomNode *node = element->parent->first; node != NULL; node = node->next)
        if (node->kind == DOM_TEXT && !text_is_blank (node->text, (gssize) node->length))
            return FALSE;
    return TRUE;
}

void
visible_mark (const Facts *facts)
{
    GPtrArray *lines = find_lines (facts, DEK_MOST);
    const char *headline = facts->headline != NULL ? facts_text (facts, facts->headline, DEK_MOST) : NULL;
    const char *title = facts->page->article->metadata.title;
    guint8 *marks = facts->page->marks;
    Known known;

    if (headline != NULL && title != NULL && title_likeness (headline, title) > 0.5)
        marks[facts->headline->index] = PAGE_DROP;
    for (guint i = 0; i < facts->headings->len && !facts->page->is_whole; i++) {
        const DomNode *heading = g_ptr_array_index (facts->headings, i);

        if (title_is_of_site (facts, heading))
            marks[heading->index] = PAGE_DROP;
    }
    gather_known (facts, &known);
    for (guint i = 0; i < lines->len; i++) {
        const DomNode *line = g_ptr_array_index (lines, i);

        if (is_own_line (line) && (says_moment (facts, line) || says_known (&known, line)))
            marks[line->index] = PAGE_DROP;
    }
}
