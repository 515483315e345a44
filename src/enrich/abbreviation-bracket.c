/* SPDX-License-Identifier: MIT */
#include "abbreviation.h"

#include <string.h>

#include "cues.h"
#include "reach.h"
#include "translated.h"

#define MOST_NAME 10     /* bytes of a company's name of one word; longer ones are words that are put together */
#define LEAST_WIDE 50    /* the score of what reaches over dashes and brackets */
#define BRACKET_WORDS 40 /* nobody explains an abbreviation in more */

/* "ANNAPOLIS (AP) —": where the report comes from, and whose it is. */
static gboolean
is_dateline (const Words *words, const ShortForm *form, guint first)
{
    Span after = words_gap (words, form->end);
    const char *close = memchr (words->text + after.start, ')', after.end - after.start);

    if (close == NULL)
        return FALSE;
    for (close++; *close == ' '; close++)
        ;
    if (!g_str_has_prefix (close, "—") && !g_str_has_prefix (close, "–") && *close != '-')
        return FALSE;
    while (first > 0 && !(words->items[first].flags & WORD_BREAK) && form->first - first < 12)
        first--;
    return (words->items[first].flags & (WORD_BREAK | WORD_CAPS)) == (WORD_BREAK | WORD_CAPS);
}

/* Whether the long form begins amid a name: "international de la mer" after "Fonds". */
static gboolean
begins_inside_name (const Words *words, const Alignment *alignment)
{
    guint first = alignment->first;

    return alignment->score < (words->items[first].flags & WORD_CAPITAL ? 50 : 80) && words_is_spaced (words, first)
           && (words->items[first - 1].flags & (WORD_CAPITAL | WORD_CAPS | WORD_STARTS)) == WORD_CAPITAL;
}

/* The words before the bracket: up to what parts them, or beyond if it is of the long form. */
static gboolean
fits_before (const Words *words, const ShortForm *form, Reach reach, guint first, guint end, Alignment *alignment)
{
    guint wide;

    if (long_form_fits (words, form, first, end, ALIGN_TO_END, PLACE_BRACKET, alignment))
        return TRUE;
    wide = reach_back (words, end, long_form_most_words (words, form), reach | REACH_BRACKETS);
    return wide < first && long_form_fits (words, form, wide, end, ALIGN_TO_END, PLACE_BRACKET, alignment)
           && alignment->first < first && alignment->score >= LEAST_WIDE;
}

/* Whether the short form has its bracket for itself. */
static gboolean
is_alone (const Words *words, const ShortForm *form)
{
    Span gap = words_gap (words, form->end);
    gsize stop = span_find (words->text, gap, ",;:)]");

    return stop < gap.end && strchr (")]", words->text[stop]) != NULL;
}

/* "Lobstra (LBST)": letters of a name in one word, and nothing is told of it but this. */
static gboolean
is_ticker (const Finder *finder, const ShortForm *form, const Alignment *alignment)
{
    const Words *words = finder->words;
    Shape shape = shape_of (words->text, form->span);
    guint first = alignment->first;
    gboolean is_word =
        alignment->end == first + 1 || (alignment->end == first + 2 && words_gap_has (words, first + 1, "'’"));

    return is_word && words->items[first].flags & WORD_CAPITAL && word_length (words, first) <= MOST_NAME
           && shape.n_capitals >= 3 && shape.n_small == 0 && finder_count_uses (finder, form) < 2;
}

/* The short form stands in the bracket: "Harbour Safety Council (HSC)". */
static gboolean
try_before_bracket (Finder *finder, const ShortForm *form, guint end)
{
    const Words *words = finder->words;
    Reach reach = span_find (words->text, form->span, "-–/") < form->span.end ? REACH_DASHES : REACH_PLAIN;
    Alignment alignment;
    gboolean is_found;
    guint first, start;

    if (is_dateline (words, form, end - 1))
        return FALSE;
    first = reach_back (words, end, long_form_most_words (words, form), reach);
    is_found = fits_before (words, form, reach, first, end, &alignment);
    if ((!is_found || begins_inside_name (words, &alignment)) && is_alone (words, form)
        && words_gap_has (words, form->first, " ")
        && translated_name (words, form, first, end, PLACE_BRACKET, finder_count_uses (finder, form), &start))
        finder_add (finder, form, start, end, confidence_of_pair (PAIRED_ACROSS, 0));
    else if (is_found && !is_ticker (finder, form, &alignment))
        finder_add (finder, form, alignment.first, alignment.end,
                    confidence_of_pair (PAIRED_BY_BRACKET, alignment.score));
    else
        return FALSE;
    return TRUE;
}

/* Where a bracket's content ends: the first word after it, and after its first part. */
typedef struct {
    guint first, end, part_end;
} Bracket;

/* Counts the brackets in the gap before the word at which the bracket might end. */
static gboolean
read_bracket_gap (const Words *words, Bracket *bracket, Span gap, guint *depth)
{
    for (gsize at = span_find (words->text, gap, ",;:()[]\n"); at<gap.end && * depth> 0;
         at = span_find (words->text, (Span){ at + 1, gap.end }, ",;:()[]\n")) {
        char c = words->text[at];

        if (c == '\n' || (strchr ("([", c) != NULL && !words_is_joined (words, bracket->end)))
            return FALSE;
        *depth += strchr ("([", c) != NULL;
        *depth -= strchr (")]", c) != NULL;
        if (bracket->part_end == 0 && (*depth == 0 || (*depth == 1 && strchr (",;:", c) != NULL)))
            bracket->part_end = bracket->end;
    }
    return TRUE;
}

static gboolean
read_bracket (const Words *words, guint i, Bracket *bracket)
{
    guint depth = 1;

    bracket->first = i;
    bracket->part_end = 0;
    for (bracket->end = i + 1; bracket->end < i + BRACKET_WORDS; bracket->end++) {
        Span gap = words_gap (words, bracket->end);

        if (!read_bracket_gap (words, bracket, gap, &depth))
            return FALSE;
        if (depth == 0)
            return TRUE;
        if (bracket->end >= words->n_items)
            return FALSE;
    }
    return FALSE;
}

/* The long form stands in the bracket: "HSC (Harbour Safety Council)". */
static void
try_inside_bracket (Finder *finder, const Bracket *bracket)
{
    const Words *words = finder->words;
    Alignment alignment;
    ShortForm form;

    if (!short_form_before (words, bracket->first, &form))
        return;
    if (long_form_fits (words, &form, bracket->first, bracket->end, ALIGN_WHOLE, PLACE_BRACKET, &alignment)
        || (bracket->part_end < bracket->end
            && long_form_fits (words, &form, bracket->first, bracket->part_end, ALIGN_WHOLE, PLACE_BRACKET,
                               &alignment)))
        finder_add (finder, &form, alignment.first, alignment.end,
                    confidence_of_pair (PAIRED_IN_BRACKET, alignment.score));
}

/* Where the part ends that begins with word `first`. */
static guint
part_end (const Words *words, const Bracket *bracket, guint first)
{
    guint end = first + 1;

    while (end < bracket->end && !words_gap_has (words, end, ",;:"))
        end++;
    return end;
}

/* Steps over "known as", "hereinafter,", "the", to where the short form may begin. */
static void
skip_cues (const Words *words, Bracket *bracket)
{
    guint after;

    while ((after = cue_after (words, bracket->first, CUE_SHORT)) > bracket->first && after < bracket->end) {
        bracket->first = after;
        if (after >= bracket->part_end)
            bracket->part_end = part_end (words, bracket, after);
    }
    if (bracket->first + 1 < bracket->part_end && word_is_cue (words, bracket->first, CUE_DETERMINER)
        && (!words_is_joined (words, bracket->first + 1) || words_gap_has (words, bracket->first + 1, "'’")))
        bracket->first++;
}

void
pair_in_brackets (Finder *finder, guint i)
{
    const Words *words = finder->words;
    Bracket bracket;
    ShortForm form;

    if (!read_bracket (words, i, &bracket))
        return;
    skip_cues (words, &bracket);
    if (short_form_of (words, bracket.first, bracket.part_end, &form) && try_before_bracket (finder, &form, i))
        return;
    bracket.first = cue_after (words, i, CUE_LONG);
    try_inside_bracket (finder, &bracket);
}

gboolean
is_opened_by_bracket (const Words *words, guint i)
{
    Span gap = words_gap (words, i);
    gsize at = span_find (words->text, gap, "([");

    /* What stands between name and bracket parts them: "he said. (DW)". */
    if (i == 0 || at == gap.end)
        return FALSE;
    return span_find (words->text, (Span){ gap.start, at }, ",;:!?\n—–)]") == at;
}
