/* SPDX-License-Identifier: MIT */
#include "metadata.h"

#include <string.h>

/* Headlines have no more words; what has is compared by its first ones.  A set of them is 64 bits. */
#define MOST_WORDS 64
#define HEADLINE_SIZE 400

/* A heading that says this much of a title of the head is the headline; and the page's only h1 is it if it says
 * no more than this. */
#define LIKE 0.6
#define LIKE_ALONE 0.3

/* Of so many words the only h1 is the headline whatever the head says. */
#define WORDS_ALONE 3

/* A kicker in the headline's element has no more. */
#define KICKER_WORDS 6

/* The words of a text, case folded, and their hashes. */
struct _TitleWords {
    char *folded;
    const char *words[MOST_WORDS];
    guint hashes[MOST_WORDS], n_words;
};

void
title_words_free (TitleWords *words)
{
    if (words == NULL)
        return;
    g_free (words->folded);
    g_free (words);
}

/* What is looked at of the text, case folded. */
static char *
fold (const char *text)
{
    gsize length = strnlen (text, HEADLINE_SIZE);

    if (text_plain_length (text, text + length) == length)
        return g_ascii_strdown (text, (gssize) length);
    length = (gsize) (g_utf8_offset_to_pointer (text, g_utf8_strlen (text, (gssize) length)) - text);
    return g_utf8_casefold (text, (gssize) length);
}

static gboolean
is_word_character (gunichar c)
{
    return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

TitleWords *
title_words_new (const char *text)
{
    TitleWords *words = g_new (TitleWords, 1);
    gboolean is_inside = FALSE;

    words->folded = fold (text);
    words->n_words = 0;
    for (char *p = words->folded, *next; *p != '\0' && words->n_words < MOST_WORDS; p = next) {
        gboolean is_letter = is_word_character (g_utf8_get_char (p));

        next = g_utf8_next_char (p);
        if (is_letter && !is_inside)
            words->words[words->n_words++] = p;
        if (!is_letter)
            memset (p, 0, (gsize) (next - p));
        is_inside = is_letter;
    }
    for (guint i = 0; i < words->n_words; i++)
        words->hashes[i] = g_str_hash (words->words[i]);
    return words;
}

/* Where the word is among those of `words` that are not taken yet; their number when it is not. */
static guint
find_word (const TitleWords *words, const char *word, guint hash, guint64 taken)
{
    guint i = 0;

    while (i < words->n_words && ((taken >> i & 1) || words->hashes[i] != hash || strcmp (words->words[i], word) != 0))
        i++;
    return i;
}

double
title_words_likeness (const TitleWords *a, const TitleWords *b)
{
    guint n_common = 0, n_all = a->n_words + b->n_words;
    guint64 taken = 0;

    for (guint i = 0; i < a->n_words; i++) {
        guint k = find_word (b, a->words[i], a->hashes[i], taken);

        if (k < b->n_words) {
            taken |= G_GUINT64_CONSTANT (1) << k;
            n_common++;
        }
    }
    return n_all > 0 ? 2.0 * n_common / n_all : 0;
}

double
title_likeness (const char *a, const char *b)
{
    g_autoptr (TitleWords) left = title_words_new (a), right = title_words_new (b);

    return title_words_likeness (left, right);
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

/* Whether the heading that ends before `rest` of the title is all of it but for the site's name. */
static gboolean
is_site_next (const char *rest)
{
    static const char *const marks[] = { " |", " -", " –", " —", " ·", " •", " »", " ::" };

    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (g_str_has_prefix (rest, marks[i]))
            return TRUE;
    return *rest == '\0';
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

        if (strlen (heading) >= 12 && text_has_prefix_ci (title, heading) && is_site_next (title + strlen (heading)))
            like = MAX (like, 0.95);
        best = MAX (best, like);
    }
    return best;
}

/* Whether the heading leads back to the site's front page: it is the site's name then. */
static gboolean
links_home (const DomNode *heading)
{
    for (const DomNode *node = heading; node != NULL; node = dom_next (node, heading)) {
        const char *address = node->tag == DOM_TAG_A ? dom_attribute (node, "href") : NULL;
        const char *host = address != NULL ? strstr (address, "://") : NULL;
        const char *path = host != NULL ? strchr (host + 3, '/') : address;

        if (address != NULL && (path == NULL || *path == '\0' || strcmp (path, "/") == 0))
            return TRUE;
    }
    return FALSE;
}

gboolean
title_is_of_site (const Facts *facts, const DomNode *heading)
{
    const char *site = facts->page->article->metadata.publication;
    const char *text = facts_text (facts, heading, HEADLINE_SIZE);

    if (text == NULL)
        return FALSE;
    return (site != NULL && title_likeness (text, site) > 0.9) || (facts->hints[heading->index] & HINT_SITE)
           || links_home (heading);
}

/* What speaks for a heading: how much it says of the head's titles, and a little for what it is. */
static double
weigh_heading (const Facts *facts, const DomNode *node)
{
    const char *text = facts_text (facts, node, HEADLINE_SIZE);
    double like = text != NULL && !title_is_of_site (facts, node) ? likeness_to_head (facts, text) : 0;

    return like >= LIKE ? like + (node->tag == DOM_TAG_H1 ? 0.1 : node->tag == DOM_TAG_H2 ? 0.05 : 0) : 0;
}

/* Of the only h1 less is asked, but it gives way to a heading that says what the head does. */
static double
weigh_alone (const Facts *facts, const DomNode *node)
{
    const char *text = facts_text (facts, node, HEADLINE_SIZE);
    double like = likeness_to_head (facts, text);

    if (like < LIKE_ALONE && text_n_words (text) < WORDS_ALONE)
        return 0;
    return MAX (like + 0.1, LIKE);
}

/* The h1 that is not the site's name, if there is one only. */
static const DomNode *
find_only_h1 (const Facts *facts)
{
    const DomNode *only = NULL;

    for (guint i = 0; i < facts->headings->len; i++) {
        const DomNode *node = g_ptr_array_index (facts->headings, i);
        const char *text = node->tag == DOM_TAG_H1 ? facts_text (facts, node, HEADLINE_SIZE) : NULL;

        if (text == NULL || title_is_of_site (facts, node))
            continue;
        if (only != NULL)
            return NULL;
        only = node;
    }
    return only;
}

static const DomNode *
find_headline (const Facts *facts)
{
    const DomNode *headline = find_only_h1 (facts);
    double best = headline != NULL ? weigh_alone (facts, headline) : 0;
    guint n_hinted = MIN (facts->hinted->len, MOST_WORDS);

    if (best == 0)
        headline = NULL;
    for (guint i = 0; i < facts->headings->len + n_hinted; i++) {
        gboolean is_heading = i < facts->headings->len;
        const DomNode *node = is_heading ? g_ptr_array_index (facts->headings, i)
                                         : g_ptr_array_index (facts->hinted, i - facts->headings->len);
        double weight = is_heading || (facts->hints[node->index] & HINT_TITLE) ? weigh_heading (facts, node) : 0;

        if (weight > best) {
            best = weight;
            headline = node;
        }
    }
    return headline;
}

/* Of what is an article as a whole: the heading that it begins with, unless another title is known. */
static const DomNode *
find_first_heading (const Facts *facts)
{
    const DomNode *first = facts->headings->len > 0 ? g_ptr_array_index (facts->headings, 0) : NULL;
    const char *title = facts->page->article->metadata.title;
    const char *text = first != NULL ? facts_text (facts, first, HEADLINE_SIZE) : NULL;

    if (text == NULL || facts->ink[first->index] > 0 || (title != NULL && title_likeness (text, title) < LIKE))
        return NULL;
    return first;
}

const DomNode *
title_find_headline (const Facts *facts)
{
    return facts->page->is_whole ? find_first_heading (facts) : find_headline (facts);
}

/* The part of the headline's element that is marked as the headline proper, or the element itself. */
static const DomNode *
proper_part (const Facts *facts, const DomNode *headline)
{
    const DomNode *part = headline;
    guint n_most = facts_n_ink (facts, headline) / 3;

    for (const DomNode *node = headline->first; node != NULL; node = dom_next (node, headline)) {
        gboolean is_title =
            node->kind == DOM_ELEMENT && (facts->hints[node->index] & (HINT_TITLE | HINT_KICKER)) == HINT_TITLE;

        if (is_title && facts_n_ink (facts, node) > n_most) {
            part = node;
            n_most = facts_n_ink (facts, node);
        }
    }
    return part;
}

/* Its text without kickers and without what only screen readers read. */
static char *
text_without_kickers (const Facts *facts, const DomNode *root)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (const DomNode *node = root, *next; node != NULL; node = next) {
        gboolean is_left_out =
            node != root && node->kind == DOM_ELEMENT && (facts->hints[node->index] & (HINT_KICKER | HINT_HIDDEN));

        next = is_left_out ? dom_skip (node, root) : dom_next (node, root);
        if (node->kind == DOM_TEXT)
            g_string_append_len (text, node->text, (gssize) node->length);
        else if (node->tag == DOM_TAG_BR || node->tag == DOM_TAG_DIV || node->tag == DOM_TAG_P)
            g_string_append_c (text, ' ');
    }
    return text_squeeze (text->str, (gssize) text->len);
}

/* Whether `whole` is `part` with a kicker before it, or a date after it. */
static gboolean
is_part (const char *part, const char *whole)
{
    g_autofree char *inner = bare (part, strlen (part)), *outer = bare (whole, strlen (whole));
    guint n_words = text_n_words (part), n_all = text_n_words (whole);
    FoundDate date;

    if (n_words < 2 || n_all <= n_words || n_all - n_words > KICKER_WORDS)
        return FALSE;
    if (g_str_has_suffix (outer, inner))
        return TRUE;
    return g_str_has_prefix (outer, inner) && date_find (whole, 0, FALSE, &date) && !date_find (part, 0, FALSE, &date);
}

char *
title_of_headline (const Facts *facts)
{
    g_autofree char *text = text_without_kickers (facts, proper_part (facts, facts->headline));
    g_autoptr (GPtrArray) titles = g_ptr_array_new ();

    if (*text == '\0') {
        g_free (text);
        text = dom_text (facts->headline);
    }
    json_ld_get (facts->linked, "headline", titles);
    facts_meta (facts, "og:title", titles);
    for (guint i = 0; i < titles->len; i++) {
        g_autofree char *plain = plain_text (g_ptr_array_index (titles, i));

        if (is_part (plain, text))
            return text_squeeze (plain, -1);
    }
    return g_steal_pointer (&text);
}
