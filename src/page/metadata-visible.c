/* SPDX-License-Identifier: MIT */
#include "metadata.h"

#include <string.h>

/* How far from the headline, in bytes of text between, what stands there can still be about the article. */
#define NEAR_BEFORE 300
#define NEAR_AFTER 1500
#define NEAR_TOP 3000 /* from the page's beginning where no headline is known */

/* Longer lines are text. */
#define LINE_SIZE 160
#define MOST_LINES 400

static gboolean
is_near (const Facts *facts, const DomNode *node)
{
    const guint *ink = facts->ink;
    const DomNode *headline = facts->headline;

    if (headline == NULL)
        return ink[node->index] < NEAR_TOP;
    if (node->index >= headline->end)
        return ink[node->index] - ink[headline->end] <= NEAR_AFTER;
    return node->end <= headline->index && ink[headline->index] - ink[node->end] <= NEAR_BEFORE;
}

static guint
hint_of_key (const char *key)
{
    return strcmp (key, "date") == 0 ? HINT_DATE : HINT_DEK;
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

        if ((hints & hint) && !(hints & HINT_MODIFIED) && (!only_near || is_near (facts, element)))
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

    return is_name && (hints & (HINT_AUTHOR | HINT_LINK)) ? PEOPLE_NAMED : PEOPLE_SHOWN;
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
        const char *line = hints & hint ? facts_lines (facts, element, LINE_SIZE) : NULL;

        if (line == NULL || (only_near && !is_near (facts, element)))
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
find_lines (const Facts *facts)
{
    GPtrArray *lines = arena_ptr_array (facts->arena);
    const DomNode *body = facts->document->body, *next;

    for (const DomNode *node = body; node != NULL && lines->len < MOST_LINES; node = next) {
        guint n_ink = facts_n_ink (facts, node);

        next = n_ink == 0 ? dom_skip (node, body) : dom_next (node, body);
        if (node->kind != DOM_ELEMENT || n_ink > LINE_SIZE || (facts->hints[node->index] & HINT_ASIDE))
            continue;
        if (n_ink > 0 && is_near (facts, node))
            g_ptr_array_add (lines, (gpointer) node);
    }
    return lines;
}

void
visible_lines (const Facts *facts, const char *key G_GNUC_UNUSED, GPtrArray *values)
{
    GPtrArray *lines = find_lines (facts);

    for (guint i = 0; i < lines->len; i++)
        add_line (facts, g_ptr_array_index (lines, i), values);
}

/* ---- marks ---- */

static gboolean
says_title (const Facts *facts, const char *line)
{
    const char *title = facts->page->article->metadata.title;

    return title != NULL && title_likeness (line, title) > 0.9;
}

static gboolean
says_dek (const Facts *facts, const char *line)
{
    const char *dek = facts->page->article->metadata.dek;

    return dek != NULL && title_likeness (line, dek) > 0.9;
}

static gboolean
says_publication (const Facts *facts, const char *line)
{
    const char *publication = facts->page->article->metadata.publication;

    return publication != NULL && title_likeness (line, publication) > 0.99;
}

static gboolean
says_authors (const Facts *facts, const char *line)
{
    char **authors = facts->page->article->metadata.authors;
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    people_add (line, PEOPLE_SHOWN, names);
    for (guint i = 0; i < names->len; i++)
        for (char **author = authors; *author != NULL; author++)
            if (title_likeness (g_ptr_array_index (names, i), *author) > 0.9)
                return TRUE;
    return FALSE;
}

/* Whether the line says nothing but what the article's metadata say. */
static gboolean
says_known (const Facts *facts, const DomNode *element)
{
    const char *line = facts_lines (facts, element, LINE_SIZE);
    g_autofree char *date = line != NULL ? date_parse (line) : NULL;

    if (line == NULL)
        return FALSE;
    return date != NULL || says_title (facts, line) || says_dek (facts, line) || says_publication (facts, line)
           || says_authors (facts, line);
}

static void
drop (const Facts *facts, const DomNode *node)
{
    facts->page->marks[node->index] = PAGE_DROP;
}

void
visible_mark (const Facts *facts)
{
    GPtrArray *lines = find_lines (facts);

    if (facts->headline != NULL)
        drop (facts, facts->headline);
    for (guint i = 0; i < lines->len; i++)
        if (says_known (facts, g_ptr_array_index (lines, i)))
            drop (facts, g_ptr_array_index (lines, i));
}
