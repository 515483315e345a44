/* SPDX-License-Identifier: MIT */
#include "abbreviation.h"

#include "cues.h"
#include "reach.h"
#include "translated.h"

#define PROGRAM_SIGNS "<>%\"'" /* after a word that an equals sign explains: it is of a program */

/* Small letters are a short form only after "or": "grains per litre, or gpl,". */
static gboolean
follows_or (const Words *words, guint i)
{
    return i > 1 && words_gap_has (words, i - 1, ",") && word_is_cue (words, i - 1, CUE_OTHER);
}

/* Where the phrase begins that leads on to word i: i if there is none. */
static guint
phrase_start (const Words *words, guint i)
{
    guint end = word_is_cue (words, i - 1, CUE_DETERMINER) ? i - 1 : i, first, before;

    first = end > 0 ? cue_before (words, end, CUE_SHORT) : end;
    if (first == end)
        return i;
    while (first > 0 && (before = cue_before (words, first, CUE_ADVERB)) < first)
        first = before;
    return first;
}

/* "LF, or SF," "LF, known as the SF", "LF — the SF, ... —", "LF, SF,". */
void
pair_after_phrase (Finder *finder, guint i)
{
    const Words *words = finder->words;
    Place place = PLACE_CUE;
    Alignment alignment;
    guint first, end = i;
    ShortForm form;

    if (i == 0 || !(words->items[i].flags & WORD_CAPITAL || follows_or (words, i)))
        return;
    if (words_is_spaced (words, i) || words_gap_has (words, i, "“\"‘'„«"))
        end = phrase_start (words, i);
    if (end == i) {
        place = PLACE_BESIDE;
        end = word_is_cue (words, i - 1, CUE_DETERMINER) && words_is_spaced (words, i) ? i - 1 : i;
        if (!words_gap_has (words, end, ",—–-"))
            return;
    }
    if (end == 0 || words->items[end].flags & WORD_STARTS || !short_form_from (words, i, &form)
        || (place == PLACE_BESIDE && shape_is_word (words->text, form.span)))
        return;
    first = reach_back (words, end, long_form_most_words (words, &form), REACH_PLAIN);
    if (long_form_fits (words, &form, first, end, ALIGN_TO_END, place, &alignment))
        finder_add (finder, &form, alignment.first, alignment.end,
                    confidence_of_pair (place == PLACE_CUE ? PAIRED_BY_CUE : PAIRED_BESIDE, alignment.score));
    else if (place == PLACE_CUE
             && translated_name (words, &form, first, end, place, finder_count_uses (finder, &form), &first))
        finder_add (finder, &form, first, end, confidence_of_pair (PAIRED_ACROSS, 0));
}

/* Whether words that one entry explains may be joined so: no operator of a program. */
static gboolean
is_plain (const Words *words, guint i)
{
    return words_is_spaced (words, i) || words_has_hyphen (words, i)
           || (words_is_joined (words, i) && words_gap_has (words, i, "'’"))
           || (words_has_dash (words, i) && !words_gap_has (words, i, "<>"));
}

/* Where what an equals sign explains ends: where the next is explained, or the line or phrase ends. */
static guint
entry_end (const Words *words, guint first)
{
    guint end = first + 1;

    while (end < words->n_items && end - first < ALIGN_MAX_WORDS && !(words->items[end].flags & WORD_STARTS)
           && is_plain (words, end) && !words_gap_has (words, end + 1, "="))
        end++;
    return MIN (end, words->n_items);
}

/* "SF = LF": in a list of such all of it is the long form, be its letters found or not. */
static gboolean
try_entry (Finder *finder, const ShortForm *form, guint first)
{
    const Words *words = finder->words;
    guint end = entry_end (words, first);
    gboolean leads_on = end < words->n_items && words_gap_has (words, end + 1, "=");
    gboolean is_list = leads_on || finder->next_entry == first;
    Alignment alignment;

    if (words->items[first].flags & (WORD_STARTS | WORD_DIGIT))
        return FALSE;
    finder->next_entry = end + 1;
    while (end > first + 1 && (word_is_stop (words, end - 1) || words->items[end - 1].flags & WORD_DIGIT))
        end--;
    if (!leads_on && end < words->n_items && !words_gap_has (words, end, ";,\n"))
        return FALSE;
    if (!long_form_fits (words, form, first, end, ALIGN_WHOLE, PLACE_BRACKET, &alignment)
        && !(is_list && shape_of (words->text, form->span).n_small == 0 && end > first + 1
             && long_form_says_more (words, form, first, end)))
        return FALSE;
    finder_add (finder, form, first, end, confidence_of_pair (PAIRED_IN_LIST, 0));
    return TRUE;
}

/* The word after the phrase that begins with word i: i if there is none. */
static guint
phrase_end (const Words *words, guint i)
{
    guint end = i, after;

    while ((after = cue_after (words, end, CUE_ADVERB)) > end)
        end = after;
    after = cue_after (words, end, CUE_LONG);
    return after > end ? after : i;
}

/* Whether an equals sign stands before the word, and nothing else: no formula's bracket or sign. */
static gboolean
has_equals_sign (const Words *words, guint i)
{
    Span gap = words_gap (words, i);
    gsize at = span_find (words->text, gap, "=");

    return at < gap.end && text_is_blank (words->text + gap.start, (gssize) (at - gap.start))
           && text_is_blank (words->text + at + 1, (gssize) (gap.end - at - 1));
}

/* "SF stands for LF", "SF, short for LF", "SF = LF". */
void
pair_before_phrase (Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint after = short_form_end (words, i), first, end;
    gboolean is_entry = after < words->n_items && has_equals_sign (words, after);
    Alignment alignment;
    ShortForm form;

    if (after >= words->n_items)
        return;
    first = is_entry ? after : phrase_end (words, after);
    if ((!is_entry && first == after) || !short_form_of (words, i, after, &form)
        || shape_is_word (words->text, form.span)
        || (is_entry && (shape_of (words->text, form.span).n_capitals < 2 || try_entry (finder, &form, first))))
        return;
    if (word_is_cue (words, first, CUE_DETERMINER))
        first++;
    if (first >= words->n_items)
        return;
    end = reach_on (words, first, long_form_most_words (words, &form));
    if (long_form_fits (words, &form, first, end, ALIGN_FROM_START, PLACE_CUE, &alignment)
        && !(is_entry && words_gap_has (words, alignment.end, PROGRAM_SIGNS)))
        finder_add (finder, &form, alignment.first, alignment.end,
                    confidence_of_pair (PAIRED_BY_PHRASE, alignment.score));
}
