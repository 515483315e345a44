/* SPDX-License-Identifier: MIT */
#include "long-form.h"

#include <string.h>

guint
long_form_most_words (const Words *words, const ShortForm *form)
{
    return MIN (2 * align_n_letters (words->text, form->span) + 8, ALIGN_MAX_WORDS);
}

/* "Salt-free water" begins before "free", "2-propanol" with its number. */
static guint
whole_word_start (const Words *words, guint first, guint limit)
{
    while (first > limit && words_is_joined (words, first) && !words_gap_has (words, first, "'’/()[]"))
        first--;
    return first;
}

gboolean
long_form_says_more (const Words *words, const ShortForm *form, guint first, guint end)
{
    Span span = words_span (words, first, end);
    gsize length = form->span.end - form->span.start;

    if (span.end - span.start <= length + 1 || !shape_is_balanced (words->text, span))
        return FALSE;
    if (end - first == 1 && (shape_of (words->text, span).n_capitals > 1 || shape_of (words->text, span).n_digits > 0))
        return FALSE;
    for (guint i = first; i < end; i++)
        if (word_length (words, i) == length
            && memcmp (word_text (words, i), words->text + form->span.start, length) == 0)
            return FALSE;
    return TRUE;
}

/* "the Royal Net Makers’ Guild program, or RNMG": what follows a name is not of it. */
static void
trim_after_name (const Words *words, const ShortForm *form, Alignment *alignment)
{
    Alignment shorter;

    if (alignment->last + 1 >= alignment->end || !(words->items[alignment->last].flags & WORD_CAPITAL))
        return;
    for (guint i = alignment->last + 1; i < alignment->end; i++)
        if (words->items[i].flags & (WORD_CAPITAL | WORD_DIGIT) || words_is_joined (words, i))
            return;
    if (align_short_form (words, form->span, alignment->first, alignment->last + 1, ALIGN_WHOLE, &shorter)
        && shorter.score >= 90)
        *alignment = shorter;
}

/* The score below which a pair is none, measured over the corpora.  Two letters are soon found; a short
 * form that looks like an ordinary word ("left", "Times") is one, unless its letters are all initials. */
static int
least_score (const Words *words, const ShortForm *form, const Alignment *alignment, Place place)
{
    guint n_letters = align_n_letters (words->text, form->span);

    switch (place) {
    case PLACE_BRACKET:
        if (shape_is_word (words->text, form->span))
            return alignment->end - alignment->first == 1 ? 45 : 70;
        return n_letters == 2 ? 58 : n_letters == 3 ? 30 : 25;
    case PLACE_CUE: return shape_is_word (words->text, form->span) ? 95 : 74;
    case PLACE_BESIDE: return n_letters == 2 ? 101 : 95;
    }
    g_assert_not_reached ();
}

gboolean
long_form_fits (const Words *words, const ShortForm *form, guint first, guint end, AlignMode mode, Place place,
                Alignment *alignment)
{
    if (!align_short_form (words, form->span, first, end, mode, alignment))
        return FALSE;
    if (mode == ALIGN_TO_END) {
        trim_after_name (words, form, alignment);
        alignment->first = whole_word_start (words, alignment->first, first);
    }
    return alignment->score >= least_score (words, form, alignment, place)
           && long_form_says_more (words, form, alignment->first, alignment->end);
}
