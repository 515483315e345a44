/* SPDX-License-Identifier: MIT */
#include "term-phrase.h"

#include <string.h>

#include "cues.h"
#include "lang/lang.h"

#define ASIDE_WORDS 8

gboolean
word_is_function (const Words *words, guint i, const char *kind)
{
    return i < words->n_items
           && lexicon_says (LEXICON_FUNCTION_WORDS, word_text (words, i), (gssize) word_length (words, i), kind);
}

gboolean
word_ends_in (const Words *words, guint i, const char *ending)
{
    gsize length = i < words->n_items ? word_length (words, i) : 0, n = strlen (ending);

    return length > n && memcmp (word_text (words, i) + length - n, ending, n) == 0;
}

guint
sentence_start (const Words *words, guint i, guint limit)
{
    guint start = i;

    while (start > 0 && i - start < limit && !(words->items[start].flags & WORD_STARTS))
        start--;
    return words->items[start].flags & WORD_STARTS ? start : i;
}

static gboolean
is_person (const Words *words, const TermPhrase *term)
{
    gsize start = words->items[term->first].span.start, end = words->items[term->end - 1].span.end;

    return term->end - term->first > 1 && words->items[term->end - 1].flags & WORD_CAPITAL
           && name_is_person (words->text + start, (gssize) (end - start));
}

/* "below", "the email mentioned above", "once a route": a place or time, not a thing. */
static gboolean
is_placed (const Words *words, guint i)
{
    return word_is (words, i, "below") || word_is (words, i, "above") || word_is_function (words, i, "preposition")
           || word_is_function (words, i, "subordinator");
}

/* "the Gazette’s app": one of them, not the thing. */
static gboolean
is_owned (const Words *words, const TermPhrase *term)
{
    for (guint i = term->first + 1; i < term->end; i++)
        if (words->items[i - 1].flags & WORD_CAPITAL && word_is (words, i, "s") && words_is_joined (words, i)
            && !(words->items[i - 1].flags & WORD_STARTS))
            return TRUE;
    return FALSE;
}

/* "early 2031", "the 1990s". */
static gboolean
is_year (const Words *words, guint i)
{
    return words->items[i].flags & WORD_DIGIT && word_length (words, i) >= 4;
}

gboolean
term_is_possible (const Words *words, const TermPhrase *term)
{
    if (term->first >= term->end || term->end - term->first > TERM_WORDS)
        return FALSE;
    if (words->items[term->first].flags & WORD_DIGIT || word_is_cue (words, term->first, CUE_PRONOUN))
        return FALSE;
    if (word_length (words, term->end - 1) <= 1 || word_is_stop (words, term->end - 1))
        return FALSE;
    if (term->mark == MARK_NONE && is_owned (words, term))
        return FALSE;
    if (term->mark == MARK_NONE
        && (word_is_cue (words, term->end - 1, CUE_PAST) || is_placed (words, term->first)
            || is_placed (words, term->end - 1) || is_year (words, term->end - 1)))
        return FALSE;
    return term->mark == MARK_SHORT || !is_person (words, term);
}

static gboolean
has_capital (const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char (text))
        if (g_unichar_isupper (g_utf8_get_char (text)))
            return TRUE;
    return FALSE;
}

gboolean
term_is_common (const Words *words, const TermPhrase *term)
{
    if (term->name != NULL)
        return !has_capital (term->name);
    for (guint i = term->first; i < term->end; i++)
        if (words->items[i].flags & WORD_CAPITAL && !(words->items[i].flags & WORD_STARTS)
            && !words_is_joined (words, i)
            && !(i == term->first && i > 0 && words->items[i - 1].flags & WORD_STARTS
                 && word_is_cue (words, i - 1, CUE_DETERMINER)))
            return FALSE;
    return TRUE;
}

void
term_skip_determiners (const Words *words, TermPhrase *term)
{
    while (term->first + 1 < term->end && word_is_cue (words, term->first, CUE_DETERMINER))
        term->first++;
}

/* "to praise", "may moor". */
static gboolean
follows_auxiliary (const Words *words, guint i)
{
    return word_is_function (words, i - 1, "to") || word_is_function (words, i - 1, "modal")
           || word_is_function (words, i - 1, "have");
}

/* "next step", "an obvious example": what they are, the text said before. */
static gboolean
is_vague (const Words *words, const TermPhrase *term)
{
    for (guint i = term->first; i < term->end; i++)
        if (word_is_cue (words, i, CUE_UNLIKE))
            return TRUE;
    return words_gap_has (words, term->first, "'’") && words_is_joined (words, term->first)
           && !word_is_cue (words, term->first - 1, CUE_DETERMINER);
}

/* Whether the noun phrase that goes on with word `first` cannot hold the word before it. */
static gboolean
begins_phrase (const Words *words, guint first, guint end)
{
    guint before = first - 1;

    if (word_is_cue (words, before, CUE_CLAUSE | CUE_PRONOUN))
        return TRUE;
    if (word_is_stop (words, before) && (first == end || before == 0 || !word_is (words, before, "of")))
        return TRUE;
    if (first == end)
        return FALSE;
    return words->items[first].flags & WORD_STARTS || words_gap_has (words, first, ",;:—–()“”\"‘«»");
}

/* Whether the first word of the noun phrase is a verb before it: "required landscaping". */
static gboolean
is_verb (const Words *words, guint i)
{
    if (i == 0 || words->items[i].flags & WORD_STARTS)
        return FALSE;
    return follows_auxiliary (words, i) || (word_ends_in (words, i, "ed") && !word_is_stop (words, i - 1));
}

gboolean
term_read_back (const Words *words, guint end, TermPhrase *term)
{
    guint first = end;

    while (first > 0 && end - first < TERM_WORDS && !begins_phrase (words, first, end))
        first--;
    while (first < end && word_is_stop (words, first))
        first++;
    if (first + 1 < end && is_verb (words, first))
        first++;
    while (first + 1 < end && word_is_cue (words, first, CUE_QUANTITY))
        first++;
    for (guint i = first; i + 2 < end; i++)
        if (word_is_cue (words, i, CUE_MEASURE) && word_is (words, i + 1, "of"))
            first = i + 2;
    *term = (TermPhrase){ first, end, MARK_NONE, NULL };
    return first < end && !is_vague (words, term) && !word_ends_in (words, end - 1, "ly")
           && !lexicon_has (LEXICON_ROLE_NOUNS, word_text (words, end - 1), (gssize) word_length (words, end - 1));
}

/* The first word after the opening mark of the quotation that closes before word `end`; `end` when it
 * is longer than a term. */
static guint
quotation_start (const Words *words, guint end)
{
    Span gap = words_gap (words, end);
    gsize close = span_find (words->text, gap, "”\"»’'“");

    if (end == 0 || close == gap.end || close > gap.start + 1 || words_is_joined (words, end))
        return end;
    for (guint i = end; i-- > 0 && end - i <= TERM_WORDS;) {
        if (words_gap_has (words, i, "“\"«„‘'`") && !(i > 0 && words_is_joined (words, i)))
            return i;
        if (i + 1 < end && words->items[i + 1].flags & WORD_STARTS)
            break;
        if (words_gap_has (words, i, ",;:()—"))
            break;
    }
    return end;
}

gboolean
term_read_quoted (const Words *words, guint end, TermPhrase *term)
{
    guint named;

    *term = (TermPhrase){ quotation_start (words, end), end, MARK_QUOTED, NULL };
    named = term->first;
    if (named == end)
        return FALSE;
    if (named > 0 && word_is_cue (words, named - 1, CUE_DETERMINER))
        named--;
    if (cue_before (words, named, CUE_NAMES) < named || cue_before (words, term->first, CUE_NAMES) < term->first)
        term->mark = MARK_NAMED;
    term_skip_determiners (words, term);
    return TRUE;
}

gboolean
term_read_named (const Words *words, guint first, TermPhrase *term)
{
    *term = (TermPhrase){ first, first + 1, MARK_NAMED, NULL };
    while (term->first < words->n_items && word_is_cue (words, term->first, CUE_DETERMINER))
        term->end = ++term->first + 1;
    if (term->first >= words->n_items || words_gap_has (words, term->first, "“\"«„‘,;:.")
        || (word_is_stop (words, term->first) && !words_is_joined (words, term->first + 1)))
        return FALSE;
    for (; term->end < words->n_items && term->end - term->first <= TERM_WORDS; term->end++) {
        if (words->items[term->end].flags & WORD_STARTS || words_gap_has (words, term->end, ",;:—–()[]")
            || cue_after (words, term->end, CUE_MEANS) > term->end)
            break;
    }
    return TRUE;
}

/* Where the clause of word `verb` begins: with its sentence, after a semicolon, after "In physics," or
 * ", and". */
static guint
clause_start (const Words *words, guint verb)
{
    guint i = verb;

    while (i > 0 && verb - i < TERM_WORDS + 2) {
        if (words->items[i].flags & WORD_STARTS || words_gap_has (words, i, ";:—"))
            return i;
        if (i < verb && words_gap_has (words, i, ","))
            return i + (word_is (words, i, "and") || word_is (words, i, "while") || word_is (words, i, "but"));
        i--;
    }
    return i == 0 ? 0 : verb;
}

/* The end of the subject before "(GDP)", ", or GDP,", ", on the other hand,". */
static guint
skip_aside_back (const Words *words, guint end)
{
    gboolean is_bracket = words_gap_has (words, end, ")");

    if (!is_bracket && !words_gap_has (words, end, ","))
        return end;
    for (guint i = end; i-- > 0 && end - i <= ASIDE_WORDS && !(words->items[i].flags & WORD_STARTS);)
        if (words_gap_has (words, i, is_bracket ? "(" : ","))
            return i;
    return end;
}

gboolean
term_read_subject (const Words *words, guint verb, TermPhrase *term)
{
    guint start, end = verb;

    while (end > 0 && verb - end < 3 && word_is_cue (words, end - 1, CUE_ADVERB) && words_is_spaced (words, end)
           && !word_is_cue (words, end - 1, CUE_BE | CUE_PRONOUN))
        end--;
    end = skip_aside_back (words, end);
    start = clause_start (words, end);
    *term = (TermPhrase){ cue_after (words, start, CUE_NAMES), end, MARK_NONE, NULL };
    if (term->first >= end)
        return FALSE;
    term->mark = term->first > start ? MARK_NAMED : MARK_NONE;
    term_skip_determiners (words, term);
    for (guint i = term->first; i < end; i++) {
        if (word_is_cue (words, i, CUE_PRONOUN | CUE_CLAUSE | CUE_BE) || word_is_function (words, i, "modal"))
            return FALSE;
        if (i > term->first && !words_is_spaced (words, i) && !words_is_joined (words, i))
            return FALSE;
    }
    return !words_gap_has (words, start, "“\"‘«„'") && !words_gap_has (words, term->first, "“\"‘«„'")
           && !word_is_stop (words, term->first) && !is_vague (words, term);
}
