/* SPDX-License-Identifier: MIT */
#include "gloss.h"

#include <string.h>

#include "cues.h"
#include "lang/lang.h"
#include "term-phrase.h"

#define GLOSS_WORDS 60
#define PHRASE_WORDS 25
#define REMARK_WORDS 5
#define LONGEST_PREPOSITION 7
#define OPENING_WORDS 6 /* what a gloss is, it says in its first words */

gboolean
word_is_gerund (const Words *words, guint i)
{
    gsize length;

    if (i >= words->n_items || words->items[i].flags & WORD_CAPITAL)
        return FALSE;
    length = word_length (words, i);
    return length >= 5 && memcmp (word_text (words, i) + length - 3, "ing", 3) == 0
           && !word_is_cue (words, i, CUE_NOT_GERUND);
}

/* How the quotation marks before the word change the depth: +1 for one that opens, -1 for one that
 * closes.  The single ones are left alone: most are apostrophes. */
static int
quote_change (const Words *words, guint i)
{
    Span gap = words_gap (words, i);
    int change = 0;

    for (const char *p = words->text + gap.start; p < words->text + gap.end; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        gboolean after_space = char_is_space (text_char_before (words->text, p));

        if (c == 0x201c || c == 0xab || c == 0x201e || (c == '"' && after_space))
            change++;
        else if (c == 0x201d || c == 0xbb || c == '"')
            change--;
    }
    return change;
}

/* "..., a foot deep, in which ...", but not "..., lay at the quay". */
static gboolean
goes_on_after_comma (const Words *words, guint i)
{
    if (word_is_cue (words, i, CUE_BE | CUE_PAST) || word_is_function (words, i, "have"))
        return FALSE;
    return word_is_stop (words, i) || word_is_cue (words, i, CUE_DETERMINER | CUE_LINK | CUE_OTHER)
           || word_is_gerund (words, i) || words->items[i].flags & WORD_DIGIT;
}

/* `n_commas`: how many there were before; after the first, "and" goes on with a list. */
static gboolean
ends_at_comma (const Words *words, guint first, guint i, guint n_commas, GlossKind kind)
{
    switch (kind) {
    case GLOSS_SENTENCE:
        return word_is_cue (words, i, CUE_CLAUSE)
               && (n_commas == 0 || !(word_is (words, i, "and") || word_is_cue (words, i, CUE_OTHER)));
    case GLOSS_RELATIVE: return !goes_on_after_comma (words, i);
    case GLOSS_APPOSITION: return i - first >= 3;
    case GLOSS_OTHER_NAME: return TRUE;
    }
    g_assert_not_reached ();
}

/* The word after a short remark in brackets that opens before word i; i when there is none. */
static guint
skip_bracket (const Words *words, guint i)
{
    if (!words_gap_has (words, i, "("))
        return i;
    for (guint k = i + 1; k < words->n_items && k < i + BRACKET_WORDS; k++) {
        if (words->items[k].flags & WORD_STARTS && !words_gap_has (words, k, ")"))
            return i;
        if (words_gap_has (words, k, ")"))
            return words_gap_has (words, k, ".;") ? i : k;
    }
    return i;
}

guint
gloss_end (const Words *words, guint first, GlossKind kind)
{
    int depth = 0;
    guint i, n_commas = 0;

    if (first >= words->n_items)
        return first;
    for (i = first + 1; i < words->n_items && i - first < GLOSS_WORDS; i++) {
        if (kind == GLOSS_SENTENCE)
            i = skip_bracket (words, i);
        if (words->items[i].flags & WORD_STARTS || words_gap_has (words, i, ";:([]") || words_has_dash (words, i))
            return i;
        depth += quote_change (words, i);
        if (depth < 0 || (words_gap_has (words, i, ",") && ends_at_comma (words, first, i, n_commas++, kind)))
            return i;
    }
    return i < words->n_items ? first : i;
}

gboolean
gloss_is_one_that (const Words *words, guint first)
{
    return word_is_cue (words, first, CUE_ONE) && word_is_cue (words, first + 1, CUE_LINK)
           && !word_is (words, first + 1, "of");
}

/* "as it goes over." */
static gboolean
ends_sentence (const Words *words, guint end)
{
    return end == words->n_items || words->items[end].flags & WORD_STARTS;
}

gboolean
gloss_is_possible (const Words *words, guint first, guint end)
{
    if (word_is_cue (words, first, CUE_PRONOUN) && !word_is_cue (words, first, CUE_DETERMINER | CUE_QUANTITY)
        && !gloss_is_one_that (words, first))
        return FALSE;
    if (word_is (words, first, "such") || word_is (words, first, "aka") || word_is_function (words, first, "modal"))
        return FALSE;
    if (ends_sentence (words, end))
        return word_length (words, end - 1) > 1 || words_is_joined (words, end - 1);
    return word_length (words, end - 1) > 1 && !word_is_stop (words, end - 1)
           && !word_is_cue (words, end - 1, CUE_DETERMINER | CUE_BE | CUE_LINK)
           && !word_is_function (words, end - 1, "he") && !word_is_function (words, end - 1, "she");
}

/* Whether a noun phrase without an article opens here: "devices that cut metal". */
gboolean
gloss_opens_bare (const Words *words, guint i)
{
    if (word_is_stop (words, i) || word_is_cue (words, i, CUE_CLAUSE | CUE_PRONOUN | CUE_BE))
        return FALSE;
    if (word_is_gerund (words, i))
        return TRUE;
    for (guint k = i + 1; k < i + 6 && k < words->n_items; k++) {
        if (words->items[k].flags & WORD_STARTS || words_gap_has (words, k, ",;:—("))
            return FALSE;
        if (word_is_cue (words, k, CUE_LINK))
            return TRUE;
        if (word_is_cue (words, k, CUE_BE | CUE_CLAUSE))
            return FALSE;
    }
    return FALSE;
}

static gboolean
is_plural (const Words *words, guint i)
{
    return word_ends_in (words, i, "s") && !word_ends_in (words, i, "ss") && !word_ends_in (words, i, "ous");
}

/* "[considered] part of a larger system": what somebody thinks of it. */
static gboolean
is_opinion (const Words *words, guint i)
{
    static const char *const opinions[] = { "believed", "considered", "deemed", "regarded", "thought" };

    for (guint k = 0; k < G_N_ELEMENTS (opinions); k++)
        if (word_is (words, i, opinions[k]))
            return TRUE;
    return FALSE;
}

/* "groups of similar cells", "letting a tap run" of what is an activity itself; not "designed to", "easy to",
 * "changing the face of". */
gboolean
gloss_opens_bare_predicate (const Words *words, guint verb, guint i)
{
    if (word_is_gerund (words, i))
        return word_ends_in (words, verb - 1, "ing");
    if (word_is_stop (words, i) || word_is_cue (words, i, CUE_CLAUSE | CUE_PRONOUN | CUE_BE) || is_opinion (words, i)
        || (word_ends_in (words, i, "ed") && word_is_stop (words, i + 1)))
        return FALSE;
    for (guint k = i; k < i + 7 && k < words->n_items; k++) {
        gboolean is_last = k + 1 == words->n_items || words->items[k + 1].flags & WORD_STARTS;

        if (k > i
            && (words->items[k].flags & WORD_STARTS || word_is_cue (words, k, CUE_BE | CUE_LINK)
                || word_is_gerund (words, k) || word_is_function (words, k, "have")
                || word_is_function (words, k, "preposition")))
            return FALSE;
        if (is_plural (words, k) || word_is_cue (words, k, CUE_GENUS))
            if (is_last || word_is_cue (words, k + 1, CUE_LINK) || word_ends_in (words, k + 1, "ed")
                || word_is_gerund (words, k + 1))
                return TRUE;
    }
    return FALSE;
}

gboolean
gloss_opens_predicate (const Words *words, guint verb, guint i)
{
    return word_is_cue (words, i, CUE_DETERMINER) || word_is (words, i, "any") || gloss_is_one_that (words, i)
           || gloss_opens_bare_predicate (words, verb, i);
}

gboolean
gloss_is_definition (const Words *words, guint first, guint end)
{
    guint limit = MIN (first + OPENING_WORDS, end);

    if (!word_is_cue (words, first, CUE_DETERMINER) || gloss_remark (words, first, end) != REMARK_NONE)
        return FALSE;
    for (guint i = first + 1; i < limit; i++) {
        if (i + 1 < end && i > first + 1 && word_is (words, i + 1, "which") && words_is_spaced (words, i + 1)
            && word_length (words, i) <= LONGEST_PREPOSITION)
            return TRUE;
        if (word_is_gerund (words, i) && word_is (words, i + 1, "of"))
            return TRUE;
        if (i + 1 < end && !words_gap_has (words, i + 1, ",") && word_is_cue (words, i + 1, CUE_LINK)
            && word_is_cue (words, i, CUE_GENUS))
            return TRUE;
    }
    return FALSE;
}

/* "the number of", "the moment from which": what a thing is, while "a number of" or "a moment for" is not. */
static gboolean
is_counted (const Words *words, guint first, guint i)
{
    return i == first + 1 && word_is (words, first, "the") && word_is_cue (words, i, CUE_GENUS)
           && (word_is (words, i + 1, "of") || word_is (words, i + 2, "which"));
}

GlossRemark
gloss_remark (const Words *words, guint first, guint end)
{
    guint limit = MIN (first + REMARK_WORDS, MIN (end, words->n_items));

    for (guint i = first; i < limit; i++) {
        gssize length = (gssize) word_length (words, i);

        if (word_is_cue (words, i, CUE_UNLIKE) && !is_counted (words, first, i))
            return REMARK_PRAISE;
        if (words->items[i].flags & WORD_DIGIT || word_is_cue (words, i, CUE_NOUN))
            return REMARK_NUMBER;
        if (lexicon_has (LEXICON_ROLE_NOUNS, word_text (words, i), length))
            return REMARK_ROLE;
        if (lexicon_has (LEXICON_DOCUMENT_NOUNS, word_text (words, i), length))
            return REMARK_WORK;
    }
    return REMARK_NONE;
}

gboolean
gloss_is_clause (const Words *words, guint first, guint end)
{
    for (guint i = first + 1; i < end; i++) {
        if (word_is_function (words, i, "be") || word_is_function (words, i, "modal")
            || word_is_function (words, i, "have"))
            return TRUE;
        if (word_is_cue (words, i, CUE_CLAUSE | CUE_PRONOUN))
            return FALSE;
    }
    return FALSE;
}

/* Where the clause of the noun phrase begins: what stands before a verb is no part of it. */
static guint
phrase_limit (const Words *words, guint end)
{
    guint start = end;

    while (start > 0 && end - start < PHRASE_WORDS && !(words->items[start].flags & WORD_STARTS)
           && !(start < end && (words_gap_has (words, start, ",;:()“”\"") || words_has_dash (words, start))))
        start--;
    return start;
}

guint
gloss_start (const Words *words, guint end)
{
    guint limit = phrase_limit (words, end), start = limit, determiner = end;
    gboolean is_relative = FALSE;

    for (guint i = limit; i < end; i++) {
        if (word_is_cue (words, i, CUE_LINK) && word_is_cue (words, i, CUE_CLAUSE))
            is_relative = TRUE;
        if (!is_relative && (word_is_cue (words, i, CUE_BE | CUE_PAST) || word_is_function (words, i, "have"))) {
            start = i + 1;
            determiner = end;
        } else if (determiner == end && word_is_cue (words, i, CUE_DETERMINER)) {
            determiner = i;
        }
    }
    if (determiner < end)
        return determiner;
    while (start + 1 < end && word_ends_in (words, start, "ed") && word_is_stop (words, start + 1))
        start += 2;
    if (start > limit)
        return start;
    while (end - start > 4)
        start++;
    while (start < end && word_is_stop (words, start))
        start++;
    return start;
}
