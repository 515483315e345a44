/* SPDX-License-Identifier: MIT */
#include "bridge-parts.h"
#include "cited-work.h"
#include "cues.h"

/* Bridges that are verbs: "is", "refers to", "is called". */

#define SENTENCE_WORDS 50

/* A “safe haven” is defined in the code as ...: word i is "defined". */
static void
try_defined (Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint as = i + 1, end = i;
    TermPhrase term;

    while (as < words->n_items && as < i + 10 && !word_is_cue (words, as, CUE_AS))
        as++;
    if (as + 1 >= words->n_items || as == i + 10 || words->items[as + 1].flags & WORD_STARTS)
        return;
    while (end > 0 && words_is_spaced (words, end) && end + 5 > i
           && (word_is_cue (words, end - 1, CUE_ADVERB | CUE_BE) || word_ends_in (words, end - 1, "ly")))
        end--;
    if (end > 0 && word_is (words, end - 1, "which") && words_gap_has (words, end - 1, ","))
        end--;
    if (!term_read_quoted (words, end, &term) && !term_read_back (words, end, &term))
        return;
    term_skip_determiners (words, &term);
    propose_kind (finder, &term, BRIDGE_DEFINED, as + 1, GLOSS_SENTENCE);
}

/* "The Handbook defines a lighter as ...": word i is "defines". */
static void
try_defines (Finder *finder, guint i)
{
    const Words *words = finder->words;
    TermPhrase term = { i + 1, i + 1, MARK_NAMED, NULL };
    const char *source;
    guint name = i;

    while (word_is_cue (words, term.first, CUE_DETERMINER) || cue_after (words, term.first, CUE_NOUN) > term.first)
        term.first = MAX (term.first + 1, cue_after (words, term.first, CUE_NOUN));
    for (term.end = term.first; term.end < words->n_items && term.end <= term.first + TERM_WORDS; term.end++)
        if (word_is_cue (words, term.end, CUE_AS) || words->items[term.end].flags & WORD_STARTS)
            break;
    if (!word_is_cue (words, term.end, CUE_AS))
        return;
    while (name > 0 && i - name < 8 && !(words->items[name].flags & WORD_STARTS))
        name--;
    source = cited_work_at (finder->article, words, name);
    if (source != NULL)
        propose_cited (finder, &term, BRIDGE_DEFINED, term.end + 1, gloss_end (words, term.end + 1, GLOSS_SENTENCE),
                       source);
}

/* What the words before "is called X" say that X is: the sentence up to here; in "If ..., it is called
 * X", the clause before the comma. */
static void
try_is_called (Finder *finder, const TermPhrase *term, guint be)
{
    const Words *words = finder->words;
    guint start = sentence_start (words, be, SENTENCE_WORDS), end = be;
    Bridge bridge = BRIDGE_IS_CALLED;

    while (end > start && word_is_cue (words, end - 1, CUE_ADVERB)
           && !word_is_cue (words, end - 1, CUE_BE | CUE_PRONOUN))
        end--;
    if (end > start + 1 && words_gap_has (words, end - 1, ",")
        && word_is_cue (words, end - 1, CUE_PRONOUN)) { /* ", which is called", ", it is called" */
        end--;
        bridge = BRIDGE_CALLED_AFTER;
        if (word_is (words, end, "which"))
            start = gloss_start (words, end), bridge = BRIDGE_CALLED;
    }
    for (guint k = start + 1; k < end; k++)
        if (words_gap_has (words, k, ";:—“”\""))
            start = k;
        else if (words_gap_has (words, k, ",") && bridge == BRIDGE_IS_CALLED
                 && (word_is_function (words, start, "preposition") || word_is_function (words, start, "subordinator")))
            start = k;
    if (bridge != BRIDGE_CALLED_AFTER || word_is (words, start, "if") || word_is (words, start, "when")
        || !(word_is_function (words, start, "preposition") || word_is_function (words, start, "subordinator")))
        propose (finder, term, bridge, start, end);
}

/* The words before "called X" are the gloss from where their clause begins, or no more than the noun
 * phrase that ends there. */
static void
propose_called (Finder *finder, const TermPhrase *term, guint cue)
{
    guint start = gloss_start (finder->words, cue);
    TermPhrase phrase;

    propose (finder, term, BRIDGE_CALLED, start, cue);
    if (!term_read_back (finder->words, cue, &phrase))
        return;
    if (phrase.first > 0 && word_is_cue (finder->words, phrase.first - 1, CUE_DETERMINER))
        phrase.first--;
    if (phrase.first > start)
        propose (finder, term, BRIDGE_CALLED, phrase.first, cue);
}

void
bridge_called (Finder *finder, guint cue, guint first)
{
    const Words *words = finder->words;
    TermPhrase term;
    guint be = cue;

    if (words_gap_has (words, first, "“\"«„‘`")) {
        guint close = first + 1;

        while (close < words->n_items && close <= first + TERM_WORDS
               && (words_is_joined (words, close) || !words_gap_has (words, close, "”\"»'’,.;")))
            close++;
        term = (TermPhrase){ first, close, MARK_NAMED, NULL };
    } else if (!term_read_named (words, first, &term)) {
        return;
    }
    if (word_is_cue (words, cue, CUE_BE))
        try_is_called (finder, &term, cue);
    else if (be > 0 && word_is_cue (words, be - 1, CUE_BE))
        try_is_called (finder, &term, be - 1);
    else if (cue > 0 && cue_after (words, cue, CUE_SHORT) > cue && !word_is_cue (words, cue - 1, CUE_PRONOUN)
             && !word_is (words, cue - 1, "so"))
        propose_called (finder, &term, cue);
}

/* "Warping is the practice of ...": word i is the verb, the gloss begins with word `gloss`. */
static void
try_subject (Finder *finder, guint i, guint gloss, Bridge bridge)
{
    const Words *words = finder->words;
    TermPhrase term;

    if (gloss >= words->n_items || words->items[gloss].flags & WORD_STARTS || words_gap_has (words, gloss, "—:;(")
        || !term_read_subject (words, i, &term))
        return;
    /* "Finding a berth means waiting for weeks" is no definition. */
    if (bridge == BRIDGE_MEANS && term.end > term.first + 2 && word_is_gerund (words, gloss))
        return;
    propose_kind (finder, &term, bridge, gloss, GLOSS_SENTENCE);
}

/* "Scientists refer to the measure of disorder as entropy": the gloss begins with word `gloss`. */
static void
try_refers_as (Finder *finder, guint gloss)
{
    const Words *words = finder->words;
    guint end = gloss_end (words, gloss, GLOSS_SENTENCE);
    TermPhrase term;

    for (guint i = gloss + LEAST_GLOSS_WORDS; i + 1 < end; i++)
        if (word_is (words, i, "as") && words_is_spaced (words, i) && term_read_named (words, i + 1, &term)) {
            propose (finder, &term, BRIDGE_CALLED, gloss, i);
            return;
        }
}

/* The words from `first` to `end`, without articles. */
static TermPhrase
named_term (const Words *words, guint first, guint end)
{
    TermPhrase term = { first, end, MARK_NAMED, NULL };

    term_skip_determiners (words, &term);
    return term;
}

/* "Unter Stauwasser versteht man die Minuten, ...": word i is the verb. */
static void
try_middle (Finder *finder, guint i, guint gloss)
{
    const Words *words = finder->words;
    guint start = sentence_start (words, i, TERM_WORDS + 2);
    TermPhrase term;

    if (start == i || gloss >= words->n_items || words->items[gloss].flags & WORD_STARTS)
        return;
    if (word_is_cue (words, start, CUE_LINK | CUE_AS))
        start++;
    term = named_term (words, start, i);
    propose_kind (finder, &term, BRIDGE_REFERS, gloss, GLOSS_SENTENCE);
}

/* "On appelle halage la traction ...", "Se denomina sirga al arrastre ..." */
void
bridge_frame (Finder *finder, guint start)
{
    const Words *words = finder->words;
    guint first = cue_after (words, start, CUE_FRAME);

    if (first == start)
        return;
    for (guint i = first + 1; i < words->n_items && i <= first + TERM_WORDS; i++) {
        TermPhrase term = named_term (words, first, i);
        gboolean is_case = word_is (words, i, "a") || word_is (words, i, "al");

        if (words->items[i].flags & WORD_STARTS || words_gap_has (words, i, ",;:("))
            return;
        if (!is_case && !word_is_cue (words, i, CUE_DETERMINER))
            continue;
        propose_kind (finder, &term, BRIDGE_REFERS, i + is_case, GLOSS_SENTENCE);
        return;
    }
}

/* Word i is a verb at which a subject ends. */
void
bridge_verb (Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint after = cue_after (words, i, CUE_PLAIN | CUE_MEANS | CUE_MIDDLE), gloss;

    if (after > i && (gloss = cue_after (words, i, CUE_MIDDLE)) > i) {
        try_middle (finder, i, gloss);
        return;
    }
    if (word_is_cue (words, i, CUE_DEFINED))
        try_defined (finder, i);
    else if (word_is_cue (words, i, CUE_DEFINES))
        try_defines (finder, i);
    if (after > i) {
        if (after < words->n_items && word_is_cue (words, after - 1, CUE_LINK))
            try_refers_as (finder, after);
        if (!word_is_cue (words, after, CUE_AS) && (after == i + 1 || !word_is (words, after - 1, "consists")))
            try_subject (finder, i, after, cue_after (words, i, CUE_PLAIN) > i ? BRIDGE_REFERS : BRIDGE_MEANS);
        return;
    }
    gloss = cue_after (words, i, CUE_PREDICATE);
    if (gloss > i + 1 || (gloss > i && (word_is_cue (words, gloss, CUE_DETERMINER) || word_is_gerund (words, gloss))))
        try_subject (finder, i, i, BRIDGE_DOES);
    if (!word_is_cue (words, i, CUE_BE))
        return;
    gloss = i + 1;
    while (gloss < i + 3
           && (word_is_cue (words, gloss, CUE_ADVERB) || (gloss < words->n_items && word_ends_in (words, gloss, "ly"))))
        gloss++;
    if (gloss < words->n_items && gloss_opens_predicate (words, i, gloss))
        try_subject (finder, i, gloss, BRIDGE_IS);
}
