/* SPDX-License-Identifier: MIT */
#include "reach.h"

#include <string.h>

#define ASIDE_WORDS 8 /* a longer bracket parts what stands around it */

/* Brackets amid a word, as in "poly(ester) net", are of it; all others part. */
static gboolean
has_bracket (const Words *words, guint i)
{
    return words_gap_has (words, i, "()[]{}") && !words_is_joined (words, i);
}

/* Whether the words before and from i on cannot be of one long form. */
static gboolean
is_boundary (const Words *words, guint i, Reach reach)
{
    return i == 0 || i >= words->n_items || words->items[i].flags & WORD_STARTS
           || words_gap_has (words, i, ";:{}=“”\"„«»") || has_bracket (words, i)
           || (!(reach & REACH_DASHES) && words_has_dash (words, i))
           || (i + 1 < words->n_items && words_gap_has (words, i + 1, "="));
}

/* Where the bracket opens that closes before word i: the word after it; i if it is none to reach over. */
static guint
bracket_start (const Words *words, guint i, Reach reach)
{
    Span gap = words_gap (words, i);
    gsize close = span_find (words->text, gap, "()[]{}");

    if (close == gap.end || strchr (")]", words->text[close]) == NULL
        || span_find (words->text, (Span){ close + 1, gap.end }, "([{,;:") < gap.end)
        return i;
    for (guint k = i - 1; k > 0 && i - k <= ASIDE_WORDS && !(words->items[k].flags & WORD_STARTS); k--)
        if (words_gap_has (words, k, "(["))
            return words_is_joined (words, k) || (reach & REACH_BRACKETS && !word_is_stop (words, i)) ? k : i;
    return i;
}

guint
reach_back (const Words *words, guint end, guint n_words, Reach reach)
{
    guint first = end;

    while (first > 0 && end - first < n_words) {
        guint start;

        first--;
        if (!is_boundary (words, first, reach))
            continue;
        start = first > 0 ? bracket_start (words, first, reach) : first;
        if (start == first || end - start >= n_words)
            break;
        first = start;
    }
    return first;
}

guint
reach_on (const Words *words, guint first, guint n_words)
{
    guint end = first + 1;

    while (end < words->n_items && end - first < n_words && !is_boundary (words, end, REACH_PLAIN))
        end++;
    return MIN (end, words->n_items);
}
