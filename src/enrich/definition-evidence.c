/* SPDX-License-Identifier: MIT */
#include "definition-evidence.h"

#include "cues.h"
#include "gloss.h"
#include "lang/lang.h"

#define OPENING_WORDS 7      /* what a gloss is, it says in its first words */
#define QUOTATION_WORDS 1000 /* a text that has more of them to each quotation tells what nobody says */
#define RECURS_WORDS 150     /* how far a term is looked for before and after */
#define PASSAGE_WORDS 150
#define FOREIGN_WORTH 2.5

/* The first of `n` limits that `value` is below, or `n`. */
static guint8
step_of (guint value, const guint *limits, guint n)
{
    guint step = 0;

    while (step < n && value >= limits[step])
        step++;
    return (guint8) step;
}

static gboolean
has_speech (const Words *words)
{
    guint n_quotations = 0;

    for (guint i = 0; i < words->n_items; i++)
        n_quotations += words_gap_has (words, i, "“«„\"");
    return n_quotations * QUOTATION_WORDS > words->n_items;
}

/* How many words the text has to each gloss that says what a thing is.  A passage alone stands for itself. */
static guint8
density_step (const Words *words, const GArray *proposals)
{
    static const guint words_each[] = { 100, 200, 500 };
    guint n = 0;

    for (guint i = 0; i < proposals->len; i++) {
        const Proposal *proposal = &g_array_index (proposals, Proposal, i);

        n += gloss_is_definition (words, proposal->first, proposal->end);
    }
    if (words->n_items < PASSAGE_WORDS)
        return n > 0;
    return (guint8) (n == 0 ? 2 : 3 + step_of (words->n_items / n, words_each, G_N_ELEMENTS (words_each)));
}

TextKind
text_kind (const Article *article, const Words *words, const GArray *proposals)
{
    const char *language = article->metadata.language;
    gboolean is_english = language == NULL || g_str_has_prefix (language, "en");

    return (TextKind){ has_speech (words), density_step (words, proposals), is_english,
                       words->n_items < PASSAGE_WORDS };
}

/* "seen as", "clearly linked to". */
static gboolean
is_quality (const Words *words, guint i)
{
    return word_ends_in (words, i, "ly") || word_ends_in (words, i, "ed") || word_is_cue (words, i, CUE_PAST);
}

static guint8
opens_step (const Words *words, const Proposal *proposal)
{
    guint i = proposal->first;

    if (word_is (words, i, "a") || word_is (words, i, "an"))
        return 0;
    if (word_is (words, i, "the"))
        return 1;
    if (words->items[i].flags & WORD_CAPITAL)
        return word_is_cue (words, i, CUE_DETERMINER) ? 1 : 2;
    if (word_is_gerund (words, i))
        return 3;
    if (word_is_cue (words, i, CUE_CLAUSE) || word_is_function (words, i, "preposition"))
        return 4;
    if (word_is_cue (words, i, CUE_DETERMINER | CUE_PRONOUN | CUE_QUANTITY))
        return 5;
    if (is_quality (words, i))
        return 8;
    return word_is_stop (words, i) ? 7 : 6;
}

static const guint8 rough_openings[9] = { 0, 1, 3, 2, 3, 2, 2, 3, 3 };

static guint8
article_step (const Words *words, const TermPhrase *term)
{
    guint i = term->first;

    if (i == 0 || words->items[i].flags & WORD_STARTS)
        return 0;
    if (word_is (words, i - 1, "a") || word_is (words, i - 1, "an"))
        return 1;
    if (word_is (words, i - 1, "the"))
        return 2;
    return word_is_cue (words, i - 1, CUE_DETERMINER | CUE_PRONOUN) ? 3 : 4;
}

static guint8
form_step (const Words *words, const TermPhrase *term)
{
    if (words->items[term->first].flags & WORD_CAPS)
        return 3;
    if (!term_is_common (words, term))
        return 2;
    return words->items[term->first].flags & WORD_CAPITAL ? 1 : 0;
}

static guint8
ending_step (const Words *words, const TermPhrase *term)
{
    guint i = term->end - 1;

    if (i == term->first && word_is_cue (words, i, CUE_GENUS))
        return 6;
    if (word_ends_in (words, i, "ing"))
        return 1;
    if (word_ends_in (words, i, "ion") || word_ends_in (words, i, "ment") || word_ends_in (words, i, "ance")
        || word_ends_in (words, i, "ity"))
        return 2;
    if (word_ends_in (words, i, "ism") || word_ends_in (words, i, "sis") || word_ends_in (words, i, "gy")
        || word_ends_in (words, i, "itis") || word_ends_in (words, i, "ics"))
        return 3;
    if (word_ends_in (words, i, "ed"))
        return 5;
    return word_ends_in (words, i, "s") ? 4 : 0;
}

static guint8
place_step (const Words *words, const TermPhrase *term)
{
    guint i = term->first;

    if (words->items[i].flags & WORD_STARTS)
        return 0;
    return i > 0 && words->items[i - 1].flags & WORD_STARTS ? 1 : 2;
}

/* Whether the term's last word was read before and is read again, and with or without a capital. */
static void
recurs_evidence (const Words *words, const Proposal *proposal, guint8 steps[N_CLUES])
{
    guint head = proposal->term.end - 1, n_before = 0, n_after = 0, n_capitals = 0, n_small = 0;
    guint first = MIN (proposal->term.first, proposal->first), end = MAX (proposal->term.end, proposal->end);
    guint limit = MIN (end + RECURS_WORDS, words->n_items);

    for (guint i = first > RECURS_WORDS ? first - RECURS_WORDS : 0; i < limit; i++) {
        if (i == first)
            i = end;
        if (i >= limit || !words_are_same (words, i, head))
            continue;
        n_before += i < first;
        n_after += i >= end;
        n_capitals += (words->items[i].flags & (WORD_CAPITAL | WORD_STARTS)) == WORD_CAPITAL;
        n_small += !(words->items[i].flags & WORD_CAPITAL);
    }
    steps[CLUE_RECURS] = (guint8) (MIN (n_before, 1) * 3 + MIN (n_after, 2));
    steps[CLUE_CASE] = n_small > 0 ? 1 : n_capitals > 0 ? 2 : 0;
}

/* "a port that", "the luring of", "a time in which". */
static guint8
genus_step (const Words *words, const Proposal *proposal)
{
    guint end = MIN (proposal->first + OPENING_WORDS, proposal->end);
    gboolean has_genus = FALSE;

    for (guint i = proposal->first; i < end; i++) {
        gboolean is_genus = word_is_cue (words, i, CUE_GENUS);
        gboolean goes_on =
            i + 1 < proposal->end && !words_gap_has (words, i + 1, ",") && word_is_cue (words, i + 1, CUE_LINK);

        if (word_is_gerund (words, i) && word_is (words, i + 1, "of"))
            return 3;
        if (is_genus && goes_on)
            return 2;
        if (i > proposal->first && i + 1 < end && word_is (words, i + 1, "which") && word_is_stop (words, i))
            return 4;
        has_genus = has_genus || is_genus;
    }
    return has_genus;
}

static guint8
link_step (const Words *words, const Proposal *proposal)
{
    static const char *const links[] = { "of", "that", "which", "who", "for", "in" };

    for (guint i = proposal->first + 1; i < proposal->end && i < proposal->first + OPENING_WORDS; i++) {
        for (guint k = 0; k < G_N_ELEMENTS (links); k++)
            if (word_is (words, i, links[k]))
                return (guint8) (k == 3 ? 2 : k + 1);
        if (word_ends_in (words, i, "ed") || word_is_gerund (words, i))
            return 7;
        if (word_is_cue (words, i, CUE_LINK))
            return 4;
    }
    return 0;
}

/* Which pronoun the gloss opens with, or holds. */
static guint8
pronoun_step (const Words *words, const Proposal *proposal)
{
    guint8 step = 0;

    for (guint i = proposal->first; i < proposal->end && i < proposal->first + 20; i++) {
        if (word_is_function (words, i, "self"))
            return 3;
        if (word_is_function (words, i, "he") || word_is_function (words, i, "she"))
            return 2;
        if (word_is_function (words, i, "they") || word_is_function (words, i, "it")
            || word_is_function (words, i, "possessive"))
            step = 1;
    }
    return step;
}

/* "In the long run, the level ..." is an introduction and a subject; "wet floors, a lack of light, and
 * ..." is a list. */
static guint8
context_step (const Words *words, const Proposal *proposal)
{
    guint start = sentence_start (words, proposal->term.first, 30), end = proposal->end;

    if (words_gap_has (words, end, ",") && (word_is (words, end, "and") || word_is_cue (words, end, CUE_OTHER)))
        return 1;
    if (start == proposal->term.first)
        return 0;
    if (word_is_function (words, start, "preposition") || word_is_function (words, start, "subordinator")
        || word_ends_in (words, start, "ing") || word_ends_in (words, start, "ed"))
        return 2;
    return words_gap_has (words, proposal->term.first, ",") ? 3 : 0;
}

static guint8
verb_step (const Words *words, const Proposal *proposal)
{
    if (gloss_is_clause (words, proposal->first, proposal->end))
        return 1;
    return word_is_function (words, proposal->first, "be") ? 2 : 0;
}

static guint8
past_step (const Words *words, const Proposal *proposal)
{
    guint first = MIN (proposal->term.first, proposal->first), end = MAX (proposal->term.end, proposal->end);
    guint start = sentence_start (words, first, 30);

    for (guint i = proposal->first; i < proposal->end; i++)
        if (word_is_cue (words, i, CUE_PAST))
            return 2;
    for (guint i = start; i < end + 12 && i < words->n_items; i++) {
        if (i > end && words->items[i].flags & WORD_STARTS)
            break;
        if (word_is_cue (words, i, CUE_PAST))
            return 1;
    }
    return 0;
}

/* The marks around the term do not count. */
static guint8
speech_step (const Words *words, const Proposal *proposal)
{
    guint end = MAX (proposal->term.end, proposal->end);

    for (guint i = sentence_start (words, MIN (proposal->term.first, proposal->first), 30); i < end; i++)
        if (i != proposal->term.first && i != proposal->term.end && words_gap_has (words, i, "“”«»„\""))
            return 1;
    return 0;
}

static guint8
ends_step (const Words *words, guint end)
{
    if (end >= words->n_items || words->items[end].flags & WORD_STARTS)
        return 0;
    if (words_gap_has (words, end, ",;"))
        return 1;
    if (words_gap_has (words, end, ")"))
        return 2;
    return words_has_dash (words, end) ? 3 : 4;
}

static guint
count_capitals (const Words *words, const Proposal *proposal)
{
    guint n = 0;

    for (guint i = proposal->first; i < proposal->end; i++)
        n += words->items[i].flags & WORD_CAPITAL && !(words->items[i].flags & WORD_STARTS);
    return n;
}

static gboolean
has_digits (const Words *words, const Proposal *proposal)
{
    for (guint i = proposal->first; i < proposal->end; i++)
        if (words->items[i].flags & WORD_DIGIT)
            return TRUE;
    return FALSE;
}

void
definition_evidence (const Words *words, const TextKind *text, const Proposal *proposal, guint8 steps[N_CLUES])
{
    static const guint term_words[] = { 2, 3, 4, 5 }, gloss_words[] = { 3, 5, 8, 13, 21, 36 };
    const TermPhrase *term = &proposal->term;

    steps[CLUE_BRIDGE] = proposal->bridge;
    steps[CLUE_MARK] = term->mark;
    steps[CLUE_OPENS] = opens_step (words, proposal);
    steps[CLUE_BRIDGE_OPENS] = (guint8) (proposal->bridge * 4 + rough_openings[steps[CLUE_OPENS]]);
    steps[CLUE_BRIDGE_TEXT] = (guint8) (proposal->bridge * 3 + (text->is_passage ? 0 : text->has_speech ? 1 : 2));
    steps[CLUE_TERM_WORDS] = step_of (term->end - term->first, term_words, G_N_ELEMENTS (term_words));
    steps[CLUE_TERM_ARTICLE] = article_step (words, term);
    steps[CLUE_TERM_FORM] = form_step (words, term);
    steps[CLUE_TERM_ENDING] = ending_step (words, term);
    steps[CLUE_TERM_PLACE] = place_step (words, term);
    recurs_evidence (words, proposal, steps);
    steps[CLUE_CONTEXT] = context_step (words, proposal);
    steps[CLUE_GENUS] = genus_step (words, proposal);
    steps[CLUE_LINK] = link_step (words, proposal);
    steps[CLUE_GLOSS_WORDS] = step_of (proposal->end - proposal->first, gloss_words, G_N_ELEMENTS (gloss_words));
    steps[CLUE_GLOSS_CAPITALS] = (guint8) MIN (count_capitals (words, proposal), 2);
    steps[CLUE_GLOSS_DIGITS] = has_digits (words, proposal);
    steps[CLUE_GLOSS_PRONOUN] = pronoun_step (words, proposal);
    steps[CLUE_GLOSS_VERB] = verb_step (words, proposal);
    steps[CLUE_REMARK] = (guint8) gloss_remark (words, proposal->first, proposal->end);
    steps[CLUE_PAST] = past_step (words, proposal);
    steps[CLUE_ENDS] = ends_step (words, proposal->end);
    steps[CLUE_SPEECH] = (guint8) (2 * text->has_speech + speech_step (words, proposal));
    steps[CLUE_DENSITY] = text->density;
}

/* Of other languages the cues are known, but not the words that make a gloss likely or not. */
static double
foreign_worth (Bridge bridge)
{
    switch (bridge) {
    case BRIDGE_REFERS:
    case BRIDGE_MEANS:
    case BRIDGE_DEFINED:
    case BRIDGE_THAT_IS: return FOREIGN_WORTH;
    default: return -FOREIGN_WORTH;
    }
}

double
definition_score (const Words *words, const TextKind *text, const Proposal *proposal)
{
    guint8 steps[N_CLUES];
    double score = definition_bias + (text->is_english ? 0 : foreign_worth (proposal->bridge));

    definition_evidence (words, text, proposal, steps);
    for (guint i = 0; i < N_CLUES; i++)
        score += definition_weights[i][steps[i]];
    return score;
}
