/* SPDX-License-Identifier: MIT */
#include "bridge-parts.h"
#include "cues.h"
#include "lang/lang.h"

/* Bridges that punctuation opens, after the term. */

/* ", or SF,", "—the SF—" and "(SF)" stand between a term and its gloss. */
static guint
skip_short_form (const Words *words, guint i)
{
    if (i + 2 >= words->n_items)
        return i;
    if (word_is_cue (words, i, CUE_OTHER) && words_gap_has (words, i, ",") && words_gap_has (words, i + 2, ",—–"))
        return i + 2;
    if (words_has_dash (words, i) && words->items[i + 1].flags & WORD_CAPS && words_has_dash (words, i + 2))
        return i + 2;
    if (words_gap_has (words, i, "(") && words_gap_has (words, i + 1, ")"))
        return i + 1;
    return i;
}

/* "..., which means the state will pay" draws a conclusion, it explains no word. */
static gboolean
says_what (const Words *words, guint gloss)
{
    return (word_is_cue (words, gloss, CUE_DETERMINER) || word_is_gerund (words, gloss)
            || gloss_is_one_that (words, gloss) || gloss_opens_bare (words, gloss))
           && !gloss_is_clause (words, gloss, gloss_end (words, gloss, GLOSS_SENTENCE));
}

/* ", which means ...", ", that is, ...", ", which is the ...". */
static void
try_relative (Finder *finder, const TermPhrase *term, guint i, guint gloss)
{
    const Words *words = finder->words;
    gboolean is_copula = gloss == i + 2 && word_is_cue (words, i + 1, CUE_BE | CUE_PAST) && !word_is (words, i, "that");

    if (gloss >= words->n_items || words->items[gloss].flags & WORD_STARTS)
        return;
    if (word_is (words, i, "that") && !words_gap_has (words, gloss, ","))
        return;
    if (is_copula && gloss_opens_predicate (words, i + 1, gloss))
        propose_kind (finder, term, BRIDGE_WHICH_IS, gloss, GLOSS_RELATIVE);
    else if (!is_copula
             && (term->mark != MARK_NONE || !word_is_cue (words, gloss - 1, CUE_MEANS | CUE_LONG)
                 || says_what (words, gloss)))
        propose_kind (finder, term, BRIDGE_THAT_IS, gloss,
                      cue_after (words, i, CUE_ASIDE) > i ? GLOSS_OTHER_NAME : GLOSS_SENTENCE);
}

/* ", in which ...", ", where ...", ", which provides ...". */
static void
try_which (Finder *finder, const TermPhrase *term, guint i)
{
    const Words *words = finder->words;

    if (!term_is_common (words, term))
        return;
    if (word_is (words, i, "where") || word_is (words, i, "when")
        || (word_is_function (words, i, "preposition") && word_is (words, i + 1, "which")))
        propose (finder, term, BRIDGE_WHICH, i, gloss_end (words, i, GLOSS_SENTENCE));
    else if (term->mark != MARK_NONE && word_is (words, i, "which") && !word_is_cue (words, i + 1, CUE_BE | CUE_PAST)
             && i + 1 < words->n_items && !(words->items[i + 1].flags & WORD_STARTS))
        propose_kind (finder, term, BRIDGE_WHICH_DOES, i + 1, GLOSS_SENTENCE);
}

/* ", or moving ...", ", or ban on whistles,". */
static void
try_or (Finder *finder, const TermPhrase *term, guint gloss)
{
    const Words *words = finder->words;

    if (gloss >= words->n_items || words->items[gloss].flags & (WORD_CAPITAL | WORD_DIGIT)
        || !words_is_spaced (words, gloss)
        || (word_is_stop (words, gloss) && !word_is_cue (words, gloss, CUE_DETERMINER)))
        return;
    propose_kind (finder, term, BRIDGE_OR, gloss, GLOSS_OTHER_NAME);
}

/* "(the embryonic root)". */
static void
try_bracket (Finder *finder, const TermPhrase *term, guint i)
{
    const Words *words = finder->words;

    for (guint end = i + 1; end <= words->n_items && end < i + BRACKET_WORDS * 2; end++)
        if (end < words->n_items && words_gap_has (words, end, ":")) {
            return;
        } else if (words_gap_has (words, end, ")")) {
            guint after = cue_after (words, i, CUE_RELATIVE);

            propose (finder, term, BRIDGE_BRACKET, after, end);
            return;
        } else if (end == words->n_items || words->items[end].flags & WORD_STARTS
                   || words_gap_has (words, end, ";([")) {
            return;
        }
}

/* "“Not today,” a spokesman for the port said." */
static gboolean
is_speech_tag (const Words *words, const TermPhrase *term, guint gloss)
{
    guint last = gloss_end (words, gloss, GLOSS_APPOSITION) - 1;

    if (term->mark != MARK_QUOTED || last <= gloss)
        return FALSE;
    for (guint i = gloss; i < last; i++)
        if (word_is_cue (words, i, CUE_CLAUSE | CUE_BE) || word_is_function (words, i, "have"))
            return FALSE;
    return lexicon_has (LEXICON_SPEECH_VERBS, word_text (words, last), (gssize) word_length (words, last));
}

static void
try_apposition (Finder *finder, const TermPhrase *term, Bridge bridge, guint gloss)
{
    if (is_speech_tag (finder->words, term, gloss))
        return;
    if (word_is_cue (finder->words, gloss, CUE_DETERMINER) || gloss_opens_bare (finder->words, gloss))
        propose_kind (finder, term, bridge, gloss, GLOSS_APPOSITION);
}

/* The word after "a term that refers to", "a word for"; i when it does not say so. */
static guint
after_naming (const Words *words, guint i)
{
    guint limit = MIN (i + 6, words->n_items), after;

    if (!word_is_cue (words, i, CUE_DETERMINER) || !word_is_cue (words, i + 1, CUE_NOUN))
        return i;
    for (guint k = i + 2; k < limit && !(words->items[k].flags & WORD_STARTS); k++)
        if (word_is (words, k, "for"))
            return k + 1;
        else if ((after = cue_after (words, k, CUE_MEANS)) > k)
            return after;
    return i;
}

/* After the term's comma. */
static void
try_comma (Finder *finder, const TermPhrase *term, guint i)
{
    const Words *words = finder->words;
    guint after = cue_after (words, i, CUE_RELATIVE);

    if (after > i)
        try_relative (finder, term, i, after);
    else if ((after = after_naming (words, i)) > i)
        propose_kind (finder, term, BRIDGE_THAT_IS, after, GLOSS_SENTENCE);
    else if (word_is_cue (words, i, CUE_OTHER))
        try_or (finder, term, i + 1);
    else if (word_is_cue (words, i, CUE_DETERMINER) || gloss_opens_bare (words, i))
        try_apposition (finder, term, BRIDGE_COMMA, i);
    else
        try_which (finder, term, i);
}

/* The word i comes after the term and its punctuation: is there a bridge to a gloss? */
void
bridge_after (Finder *finder, const TermPhrase *term, guint i)
{
    const Words *words = finder->words;
    guint after;

    i = skip_short_form (words, i);
    if (i >= words->n_items || words->items[i].flags & (WORD_STARTS | WORD_CAPITAL))
        return;
    if (words_has_dash (words, i)) {
        after = cue_after (words, i, CUE_RELATIVE);
        if (after > i)
            propose_kind (finder, term, BRIDGE_THAT_IS, after, GLOSS_SENTENCE);
        else
            try_apposition (finder, term, BRIDGE_DASH, i);
    } else if (words_gap_has (words, i, "(")) {
        try_bracket (finder, term, i);
    } else if (words_gap_has (words, i, ":")) {
        if ((word_is_cue (words, i, CUE_DETERMINER) || gloss_opens_bare_predicate (words, i, i))
            && !gloss_is_clause (words, i, gloss_end (words, i, GLOSS_SENTENCE)))
            propose_kind (finder, term, BRIDGE_COLON, i, GLOSS_SENTENCE);
    } else if (words_gap_has (words, i, ",")) {
        try_comma (finder, term, i);
    } else if (term->mark != MARK_NONE) {
        after = cue_after (words, i, CUE_MEANS);
        if (after > i && after < words->n_items)
            propose_kind (finder, term, BRIDGE_MEANS, after, GLOSS_SENTENCE);
        else if (word_is (words, i, "for") && (gloss_is_one_that (words, i + 1) || word_is_gerund (words, i + 1)))
            propose_kind (finder, term, BRIDGE_FOR, i + 1, GLOSS_SENTENCE);
    }
}
