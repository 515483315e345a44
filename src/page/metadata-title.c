/* SPDX-License-Identifier: MIT */
#include "metadata.h"

#include <string.h>

/* Headlines have no more words; what has is compared by its first ones. */
#define MOST_WORDS 64
#define HEADLINE_SIZE 400

/* A heading that says this much of a title of the head is the headline. */
#define LIKE 0.6

/* A word: where it stands, case folded. */
typedef struct {
    char *folded;
    GPtrArray *words;
} Words;

static void
words_clear (Words *words)
{
    g_ptr_array_unref (words->words);
    g_free (words->folded);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static void
words_split (const char *text, Words *words)
{
    gboolean is_inside = FALSE;

    words->folded = g_utf8_casefold (text, -1);
    words->words = g_ptr_array_new ();
    for (char *p = words->folded, *next; *p != '\0' && words->words->len < MOST_WORDS; p = next) {
        gboolean is_letter = g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p));

        next = g_utf8_next_char (p);
        if (is_letter && !is_inside)
            g_ptr_array_add (words->words, p);
        if (!is_letter)
            memset (p, 0, (gsize) (next - p));
        is_inside = is_letter;
    }
}

double
title_likeness (const char *a, const char *b)
{
    g_auto (Words) left = { 0 }, right = { 0 };
    guint n_common = 0, n_all;

    words_split (a, &left);
    words_split (b, &right);
    n_all = left.words->len + right.words->len;
    for (guint i = 0; i < left.words->len; i++)
        for (guint k = 0; k < right.words->len; k++)
            if (strcmp (left.words->pdata[i], right.words->pdata[k]) == 0) {
                g_ptr_array_remove_index_fast (right.words, k);
                n_common++;
                break;
            }
    return n_all > 0 ? 2.0 * n_common / n_all : 0;
}

/* Letters and digits in small letters, nothing else: "The Daily Bugle" is "thedailybugle". */
static char *
bare (const char *text, gsize length)
{
    g_autofree char *copy = g_strndup (text, length), *folded = g_utf8_casefold (copy, -1);
    GString *letters = g_string_new (NULL);

    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isalnum (g_utf8_get_char (p)))
            g_string_append_unichar (letters, g_utf8_get_char (p));
    return g_string_free (letters, FALSE);
}

/* Whether the stretch is the site's name, or that with its town, top-level domain or section. */
static gboolean
is_site (const char *text, gsize length, const char *site)
{
    g_autofree char *part = bare (text, length), *whole = bare (site, strlen (site));

    if (*part == '\0' || *whole == '\0')
        return FALSE;
    if (strcmp (part, whole) == 0)
        return TRUE;
    return strlen (whole) >= 4 && (g_str_has_prefix (part, whole) || g_str_has_suffix (part, whole))
           && strlen (part) <= 2 * strlen (whole) + 4;
}

static const char *const separators[] = { " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " > ",
                                          " < ", " ‹ ", " › ", " ~ ", "｜",   " – ", " |",  "| ",  " : ", ": ",  "_" };

/* The first separator at or after `p`, and its length. */
static const char *
find_separator (const char *p, gsize *length)
{
    for (; *p != '\0'; p++)
        for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
            if (g_str_has_prefix (p, separators[i])) {
                *length = strlen (separators[i]);
                return p;
            }
    return NULL;
}

char *
title_without_site (const char *title, const char *site)
{
    const char *start = title, *end = title + strlen (title);
    gsize length;

    if (site == NULL || strlen (title) > HEADLINE_SIZE)
        return g_strdup (title);
    for (const char *p = find_separator (title, &length); p != NULL; p = find_separator (p + length, &length)) {
        if (is_site (p + length, (gsize) (end - p) - length, site) && p > start) {
            end = p;
            break;
        }
        if (start == title && is_site (start, (gsize) (p - start), site))
            start = p + length;
    }
    return g_strndup (start, (gsize) (end - start));
}

char *
title_cut (const char *title)
{
    const char *last = NULL;
    gsize length;

    for (const char *p = find_separator (title, &length); p != NULL; p = find_separator (p + length, &length))
        if (*p == ' ' && length >= 3 && p[1] != ':' && p[1] != '/')
            last = p;
    if (last != NULL) {
        g_autofree char *head = g_strndup (title, (gsize) (last - title));

        if (text_n_words (head) >= 3)
            return g_steal_pointer (&head);
    }
    return g_strdup (title);
}

/* How much the heading says of what the head of the page calls it. */
static double
likeness_to_head (const Facts *facts, const char *heading)
{
    g_autoptr (GPtrArray) titles = g_ptr_array_new ();
    double best = 0;

    json_ld_get (facts->linked, "headline", titles);
    facts_meta (facts, "og:title", titles);
    facts_meta (facts, "twitter:title", titles);
    if (facts->title != NULL)
        g_ptr_array_add (titles, (gpointer) facts->title);
    for (guint i = 0; i < titles->len; i++) {
        const char *title = g_ptr_array_index (titles, i);
        double like = title_likeness (heading, title);

        if (strlen (heading) >= 12 && text_has_prefix_ci (title, heading))
            like = MAX (like, 0.95);
        best = MAX (best, like);
    }
    return best;
}

static void
compare_heading (const Facts *facts, const DomNode *node, double bonus, const DomNode **headline, double *best)
{
    const char *text = facts_text (facts, node, HEADLINE_SIZE);
    const char *site = facts->page->article->metadata.publication;
    gboolean is_name = text != NULL && site != NULL && title_likeness (text, site) > 0.9;
    double like = text != NULL && !is_name ? likeness_to_head (facts, text) : 0;

    if (like >= LIKE && like + bonus > *best) {
        *best = like + bonus;
        *headline = node;
    }
}

const DomNode *
title_find_headline (const Facts *facts)
{
    const DomNode *headline = NULL;
    double best = 0;
    guint n_titles = 0;

    for (guint i = 0; i < facts->headings->len; i++) {
        const DomNode *heading = g_ptr_array_index (facts->headings, i);

        compare_heading (facts, heading, heading->tag == DOM_TAG_H1 ? 0.1 : 0.05, &headline, &best);
    }
    for (guint i = 0; i < facts->hinted->len && n_titles < MOST_WORDS; i++) {
        const DomNode *node = g_ptr_array_index (facts->hinted, i);

        if (facts->hints[node->index] & HINT_TITLE) {
            compare_heading (facts, node, 0, &headline, &best);
            n_titles++;
        }
    }
    return headline;
}
