/* SPDX-License-Identifier: MIT */
#include "work-link.h"

#include <stdlib.h>
#include <string.h>

#include "lang/lang.h"

/* How far from the statement that cites a work its link may stand, in bytes. */
#define NEAR 80
/* Places of a link that are looked at, and works on either side of each. */
#define PLACES 4
#define NEIGHBOURS 3

/* A place that cites a work. */
typedef struct {
    Span span;
    Source *source;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
    const Place *first = a, *second = b;

    return (first->span.start > second->span.start) - (first->span.start < second->span.start);
}

static gboolean
is_word_char (gunichar c)
{
    return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The words in lower case with a space around each, without what stands before a noun: " tide report ". */
static char *
fold (const char *words)
{
    g_autofree char *lower = g_utf8_strdown (words, -1);
    GString *folded = g_string_new (" ");

    for (const char *p = lower, *end; *p != '\0'; p = end) {
        end = p;
        while (*end != '\0' && is_word_char (g_utf8_get_char (end)))
            end = g_utf8_next_char (end);
        if (end == p)
            end = g_utf8_next_char (p);
        else if (!lexicon_says (LEXICON_FUNCTION_WORDS, p, end - p, "article")
                 && !(end - p == 3 && memcmp (p, "the", 3) == 0)) {
            g_string_append_len (folded, p, end - p);
            g_string_append_c (folded, ' ');
        }
    }
    return g_string_free (folded, FALSE);
}

/* More than small words, both: "of the" is a part of many names. */
static gboolean
says_something (const char *folded)
{
    g_auto (GStrv) words = g_strsplit (folded, " ", -1);

    for (char **word = words; *word != NULL; word++)
        if (**word != '\0' && !lexicon_has (LEXICON_STOP_WORDS, *word, -1)
            && !lexicon_says (LEXICON_LINK_WORDS, *word, -1, "empty"))
            return TRUE;
    return FALSE;
}

static gboolean
is_same (const char *folded, const char *name)
{
    g_autofree char *other = fold (name);

    return strcmp (folded, other) == 0 || strstr (folded, other) != NULL || strstr (other, folded) != NULL;
}

static GArray *
find_places (const Article *article)
{
    GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

    for (guint i = 0; i < article->sources->len; i++) {
        Source *source = g_ptr_array_index (article->sources, i);

        for (guint k = 0; source->kind == SOURCE_DOCUMENT && k < source->cited->len; k++) {
            Place place = { g_array_index (source->cited, Span, k), source };

            g_array_append_val (places, place);
        }
    }
    g_array_sort (places, compare_places);
    return places;
}

/* The first of the places that begins behind the offset. */
static guint
first_behind (const GArray *places, gsize offset)
{
    guint low = 0, high = places->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index (places, Place, middle).span.start > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static gboolean
is_near (const Article *article, Span a, Span b)
{
    gsize from = MIN (a.end, b.end), to = MAX (a.start, b.start);

    return (from >= to || to - from <= NEAR)
           && article_block_at (article, a.start) == article_block_at (article, b.start);
}

/* The work that the link's words at `span` name, or are a part of the name of: one that is cited there. */
static Source *
work_near (const Article *article, const GArray *places, Span span, const char *folded)
{
    guint behind = first_behind (places, span.start);
    guint first = behind > NEIGHBOURS ? behind - NEIGHBOURS : 0;

    for (guint i = first; i < MIN (behind + NEIGHBOURS, places->len); i++) {
        const Place *place = &g_array_index (places, Place, i);

        if (place->source->link == NULL && is_near (article, span, place->span)
            && is_same (folded, place->source->name))
            return place->source;
    }
    return NULL;
}

static Source *
work_of (const Article *article, const GArray *places, const Link *link)
{
    for (guint i = 0; i < MIN (link->cited->len, PLACES); i++) {
        Span span = g_array_index (link->cited, Span, i);
        g_autofree char *words = g_strndup (article->text + span.start, span.end - span.start);
        g_autofree char *folded = fold (words);
        Source *work = says_something (folded) ? work_near (article, places, span, folded) : NULL;

        if (work != NULL)
            return work;
    }
    return NULL;
}

void
links_find_works (Article *article)
{
    g_autoptr (GArray) places = article->links->len > 0 ? find_places (article) : NULL;

    if (places == NULL || places->len == 0)
        return;
    for (guint i = 0; i < article->links->len; i++) {
        Link *link = g_ptr_array_index (article->links, i);

        link->source = work_of (article, places, link);
        if (link->source != NULL)
            link->source->link = link;
    }
}
