/* SPDX-License-Identifier: MIT */
#include "bridge.h"

#include <string.h>

#include "bridge-parts.h"
#include "cited-work.h"
#include "cues.h"

/* Every definition is a term, a bridge and a gloss, in the manner of Hearst's patterns ("Automatic
 * acquisition of hyponyms from large text corpora", COLING 1992): "a “dry hour,” | a time in which ...",
 * "warping, | or | moving a ship by its ropes".  The patterns are generous: what they find is weighed by
 * definition-evidence.c. */

#define OPENING_WORDS 7  /* what a gloss is, it says in its first words */
#define BETWEEN_FORMS 32 /* bytes between a short form and the long one that follows it */

/* "exchange, a private exchange for": the text speaks of one of them. */
static gboolean
is_circular (const Words *words, const TermPhrase *term, guint first, guint end)
{
    if (term->end != term->first + 1)
        return FALSE;
    for (guint i = first; i < MIN (first + OPENING_WORDS, end); i++)
        if (words_are_same (words, i, term->first))
            return TRUE;
    return FALSE;
}

void
propose_cited (Finder *finder, const TermPhrase *term, Bridge bridge, guint first, guint end, const char *source)
{
    Proposal proposal = { bridge, *term, first, end, source, 0 };

    if (term->mark == MARK_NONE
        && (gloss_remark (finder->words, first, end) == REMARK_PRAISE || is_circular (finder->words, term, first, end)))
        return;
    if (end >= first + LEAST_GLOSS_WORDS && term_is_possible (finder->words, term)
        && gloss_is_possible (finder->words, first, end))
        g_array_append_val (finder->proposals, proposal);
}

void
propose (Finder *finder, const TermPhrase *term, Bridge bridge, guint first, guint end)
{
    propose_cited (finder, term, bridge, first, end, NULL);
}

void
propose_kind (Finder *finder, const TermPhrase *term, Bridge bridge, guint first, GlossKind kind)
{
    propose (finder, term, bridge, first, gloss_end (finder->words, first, kind));
}

static void
try_quoted (Finder *finder, guint i)
{
    TermPhrase term;

    if (term_read_quoted (finder->words, i, &term))
        bridge_after (finder, &term, i);
}

static void
try_plain (Finder *finder, guint i)
{
    TermPhrase term;

    if (term_read_back (finder->words, i, &term))
        bridge_after (finder, &term, i);
}

static void
try_named (Finder *finder, guint i)
{
    TermPhrase term;

    if (term_read_named (finder->words, i, &term))
        bridge_after (finder, &term, term.end);
}

static void
try_word (Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint after;

    bridge_verb (finder, i);
    after = cue_after (words, i, CUE_NAMES);
    if (after == i || after >= words->n_items || cue_after (words, i - 1, CUE_NAMES) > i)
        return;
    bridge_called (finder, i, after);
    try_named (finder, after);
}

/* The word after an abbreviation and what it is short for, which stand together. */
static guint
after_abbreviation (const Words *words, const Abbreviation *abbreviation, guint i)
{
    gsize use = abbreviation->use.end, length = strlen (abbreviation->long_form);
    gsize limit = MIN (length + BETWEEN_FORMS, words->text_length - use);
    const char *found = g_strstr_len (words->text + use, (gssize) limit, abbreviation->long_form);

    return found == NULL ? i : words_find (words, (gsize) (found - words->text) + length);
}

/* "a monsoon index (MI), a count of ...": the term is the long form. */
static void
try_abbreviations (Finder *finder)
{
    const Words *words = finder->words;

    for (guint k = 0; k < finder->article->abbreviations->len; k++) {
        const Abbreviation *abbreviation = g_ptr_array_index (finder->article->abbreviations, k);
        TermPhrase term = { 0, 0, MARK_SHORT, abbreviation->long_form };
        guint after;

        if (span_is_empty (abbreviation->use) || abbreviation->is_inferred)
            continue;
        term.first = words_find (words, abbreviation->use.start);
        term.end = term.first + 1;
        after = after_abbreviation (words, abbreviation, term.end);
        if (after < words->n_items && !words_gap_has (words, after, "("))
            bridge_after (finder, &term, after);
    }
}

GArray *
bridges_find (const Article *article, const Words *words)
{
    Finder finder = { article, words, g_array_new (FALSE, FALSE, sizeof (Proposal)) };

    for (guint i = 1; i < words->n_items; i++) {
        guint flags = words->items[i].flags;

        if (words_gap_has (words, i, "”“\"»’'"))
            try_quoted (&finder, i);
        else if (!(flags & (WORD_STARTS | WORD_CAPITAL)) && words_gap_has (words, i, ",—–-(:"))
            try_plain (&finder, i);
        if (!(flags & (WORD_CAPITAL | WORD_DIGIT | WORD_STARTS)))
            try_word (&finder, i);
        if (flags & WORD_STARTS)
            bridge_frame (&finder, i);
    }
    try_abbreviations (&finder);
    return finder.proposals;
}
