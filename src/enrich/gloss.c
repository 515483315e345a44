/* SPDX-License-Identifier: MIT */
#include "gloss.h"

#include <string.h>

#include "cues.h"
#include "lang/lang.h"

#define GLOSS_WORDS 60
#define LONGEST_PREPOSITION 7
#define BRACKET_WORDS 12
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

/* `n_commas`: how many there were before; after the first, "and" goes on with a list. */
static gboolean
ends_at_comma (const Words *words, guint first, guint i, guint n_commas, GlossKind kind)
{
    switch (kind) {
    case GLOSS_SENTENCE:
        return word_is_cue (words, i, CUE_CLAUSE)
               && (n_commas == 0 || !(word_is (words, i, "and") || word_is_cue (words, i, CUE_OTHER)));
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
gloss_is_definition (const Words *words, guint first, guint end)
{
    guint limit = MIN (first + OPENING_WORDS, end);

    if (!word_is_cue (words, first, CUE_DETERMINER) || gloss_is_remark (words, first, end))
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

gboolean
gloss_is_remark (const Words *words, guint first, guint end)
{
    guint limit = MIN (first + OPENING_WORDS, MIN (end, words->n_items));

    for (guint i = first; i < limit; i++) {
        gssize length = (gssize) word_length (words, i);

        if (i < first + 4 && (word_is_cue (words, i, CUE_UNLIKE | CUE_NOUN) || (words->items[i].flags & WORD_DIGIT)))
            return TRUE;
        if (i > first && lexicon_has (LEXICON_SPEECH_VERBS, word_text (words, i), length) && i + 1 == end)
            return TRUE;
        if (i < first + 4 && lexicon_has (LEXICON_ROLE_NOUNS, word_text (words, i), length))
            return TRUE;
    }
    return FALSE;
}

static gboolean
word_is_function (const Words *words, guint i, const char *kind)
{
    return lexicon_says (LEXICON_FUNCTION_WORDS, word_text (words, i), (gssize) word_length (words, i), kind);
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
