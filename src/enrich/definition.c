/* SPDX-License-Identifier: MIT */
#include "passes.h"

#include <string.h>

#include "cues.h"
#include "gloss.h"
#include "lang/lang.h"
#include "words.h"

/* Finds terms that the text itself explains.  Every definition is a term, a bridge and a gloss, in the
 * manner of Hearst's patterns ("Automatic acquisition of hyponyms from large text corpora", COLING
 * 1992): "a “dry hour,” | a time in which ...", "warping, | or | moving a ship by its ropes".  The less
 * marks a term as one (quotation marks, "called"), the more its gloss must look like a definition. */

#define TERM_WORDS 5
#define LEAST_GLOSS_WORDS 3

/* What marks the term as one. */
typedef enum {
    MARK_NONE,
    MARK_QUOTED,
    MARK_NAMED, /* "called X", "the term X" */
} Mark;

typedef struct {
    guint first, end; /* its words */
    Mark mark;
} Candidate;

typedef struct {
    Article *article;
    Words *words;
    GHashTable *seen; /* folded terms */
    gsize last_gloss; /* where the last one begins: it explains one term only */
} Finder;

/* Between commas a term can be anything; these are none: "he", "the first", "Monday". */
static gboolean
is_term (const Words *words, const Candidate *term)
{
    if (term->first >= term->end || term->end - term->first > TERM_WORDS)
        return FALSE;
    if (words->items[term->first].flags & WORD_DIGIT || word_is_cue (words, term->first, CUE_PRONOUN))
        return FALSE;
    return word_length (words, term->end - 1) > 1 && !word_is_stop (words, term->end - 1);
}

static gboolean
has_capital_after_first (const Words *words, const Candidate *term)
{
    for (guint i = term->first + 1; i < term->end; i++)
        if (words->items[i].flags & WORD_CAPITAL && !words_is_joined (words, i))
            return TRUE;
    return FALSE;
}

static gboolean
is_lower_case (const Words *words, const Candidate *term)
{
    return !(words->items[term->first].flags & WORD_CAPITAL) && !has_capital_after_first (words, term);
}

/* A person has no article and holds no "encyclopedia"; what is said by persons is no source of words. */
static gboolean
is_work (const Words *words, guint first, guint end)
{
    gsize start = words->items[first].span.start;

    if (first > 0 && word_is_cue (words, first - 1, CUE_DETERMINER))
        return TRUE;
    for (guint i = first; i < end; i++)
        if (lexicon_has (LEXICON_DOCUMENT_NOUNS, word_text (words, i), (gssize) word_length (words, i)))
            return TRUE;
    return !name_is_person (words->text + start, (gssize) (words->items[end - 1].span.end - start));
}

/* The name of the work after "According to": words with capitals, up to "published by" or a comma. */
static char *
work_name (const Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint first, end;

    while (i < words->n_items && word_is_cue (words, i, CUE_DETERMINER))
        i++;
    first = end = i;
    for (; i < words->n_items && i < first + 10; i++) {
        if (i > first && (words_gap_has (words, i, ",;:()“\"") || words->items[i].flags & WORD_STARTS))
            break;
        if (words->items[i].flags & WORD_CAPITAL)
            end = i + 1;
        else if (!word_is_stop (words, i))
            break;
    }
    if (end < first + 2 || !is_work (words, first, end))
        return NULL;
    return article_slice (finder->article, (Span){ words->items[first].span.start, words->items[end - 1].span.end });
}

/* The work that the sentence quotes: "According to the Handbook of Harbours, “the term ...”" */
static char *
stated_by (const Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint start = i, after;

    while (start > 0 && i - start < 40 && !(words->items[start].flags & WORD_STARTS))
        start--;
    after = cue_after (words, start, CUE_SOURCE);
    return after > start ? work_name (finder, after) : NULL;
}

static gboolean
add_definition (Finder *finder, const Candidate *term, guint first, guint end, const char *source)
{
    const Words *words = finder->words;
    Span use = { words->items[term->first].span.start, words->items[term->end - 1].span.end };
    Definition *definition;
    char *name;

    if (end < first + LEAST_GLOSS_WORDS || !is_term (words, term)
        || words->items[first].span.start == finder->last_gloss)
        return FALSE;
    name = article_slice (finder->article, use);
    if (!g_hash_table_add (finder->seen, g_utf8_casefold (name, -1)))
        return TRUE;
    finder->last_gloss = words->items[first].span.start;
    definition = article_add_definition (finder->article);
    definition->term = name;
    definition->use = use;
    definition->definition =
        article_slice (finder->article, (Span){ words->items[first].span.start, words->items[end - 1].span.end });
    definition->stated_by = source != NULL ? source : stated_by (finder, term->first);
    return TRUE;
}

static gboolean
add_gloss (Finder *finder, const Candidate *term, guint first, GlossKind kind)
{
    return add_definition (finder, term, first, gloss_end (finder->words, first, kind), NULL);
}

static gboolean
ends_in (const Words *words, guint i, const char *ending)
{
    gsize length = word_length (words, i), n = strlen (ending);

    return length > n && memcmp (word_text (words, i) + length - n, ending, n) == 0;
}

static guint
sentence_start (const Words *words, guint i, guint limit)
{
    guint start = i;

    while (start > 0 && i - start < limit && !(words->items[start].flags & WORD_STARTS))
        start--;
    return words->items[start].flags & WORD_STARTS ? start : i;
}

/* ", or SF," and "(SF)" stand between a term and its gloss. */
static guint
skip_short_form (const Words *words, guint i)
{
    if (i + 2 >= words->n_items)
        return i;
    if (word_is_cue (words, i, CUE_OTHER) && words->items[i + 1].flags & WORD_CAPS
        && words_gap_has (words, i + 2, ",—–"))
        return i + 2;
    if (words_gap_has (words, i, "(") && words_gap_has (words, i + 1, ")"))
        return i + 1;
    return i;
}

/* ", which means ...", ", that is, ...", ", which is the ...". */
static gboolean
try_relative (Finder *finder, const Candidate *term, guint i, guint gloss)
{
    const Words *words = finder->words;
    gboolean is_copula = gloss == i + 2 && word_is_cue (words, i + 1, CUE_BE) && !word_is (words, i, "that");

    if (gloss >= words->n_items || words->items[gloss].flags & WORD_STARTS)
        return FALSE;
    if (word_is (words, i, "that") && !words_gap_has (words, gloss, ","))
        return FALSE;
    if (is_copula && (!word_is_cue (words, gloss, CUE_DETERMINER) || gloss_is_remark (words, gloss, gloss + 6)))
        return FALSE;
    /* "..., which means he will" draws a conclusion, it explains no word. */
    if (term->mark == MARK_NONE && (word_is (words, gloss - 1, "means") || word_is (words, gloss - 1, "meaning")))
        return FALSE;
    if (term->mark == MARK_NONE && (word_is_cue (words, gloss, CUE_PRONOUN) || !is_lower_case (words, term)))
        return FALSE;
    return add_gloss (finder, term, gloss, GLOSS_SENTENCE);
}

/* ", or moving ...", ", or ban on whistles,". */
static gboolean
try_or (Finder *finder, const Candidate *term, guint gloss)
{
    const Words *words = finder->words;
    guint end = gloss_end (words, gloss, GLOSS_OTHER_NAME);
    gboolean is_gerund = word_is_gerund (words, gloss);
    gboolean is_article = gloss < words->n_items && word_is_cue (words, gloss, CUE_DETERMINER);

    if (end < gloss + LEAST_GLOSS_WORDS || words->items[gloss].flags & (WORD_CAPITAL | WORD_DIGIT)
        || !words_is_spaced (words, gloss))
        return FALSE;
    if (!is_article && (word_is_stop (words, gloss) || word_is_cue (words, gloss, CUE_PRONOUN)))
        return FALSE;
    if (term->mark == MARK_NONE) {
        gboolean is_named = has_capital_after_first (words, term) && end < gloss + 6;
        gboolean is_activity = is_gerund && word_is_gerund (words, term->end - 1) && end > gloss + 3;

        if (!is_named && !is_activity && !(is_lower_case (words, term) && gloss_is_definition (words, gloss, end)))
            return FALSE;
    }
    return add_definition (finder, term, gloss, end, NULL);
}

/* "In the long run, the level of the water ...": the first part of a sentence, and then its subject. */
static gboolean
is_introduction (const Words *words, guint i, guint end)
{
    guint start = sentence_start (words, i, 40);
    const char *kind =
        lexicon_find (LEXICON_FUNCTION_WORDS, word_text (words, start), (gssize) word_length (words, start));

    if (start == i || words_gap_has (words, end, ",—–"))
        return FALSE;
    return g_strcmp0 (kind, "preposition") == 0 || g_strcmp0 (kind, "subordinator") == 0
           || ends_in (words, start, "ing");
}

/* "wet floors, a lack of light, and ...": one of several things. */
static gboolean
is_in_list (const Words *words, guint end)
{
    return words_gap_has (words, end, ",") && (word_is (words, end, "and") || word_is_cue (words, end, CUE_OTHER));
}

/* ", a port in which ...", ", the luring of ...". */
static gboolean
try_apposition (Finder *finder, const Candidate *term, guint gloss)
{
    const Words *words = finder->words;
    guint end = gloss_end (words, gloss, GLOSS_APPOSITION);

    if (end < gloss + LEAST_GLOSS_WORDS + 1)
        return FALSE;
    if (term->mark == MARK_QUOTED && (!is_lower_case (words, term) || gloss_is_remark (words, gloss, end)))
        return FALSE;
    if (term->mark == MARK_NAMED && gloss_is_remark (words, gloss, end))
        return FALSE;
    if (term->mark == MARK_NONE
        && (!is_lower_case (words, term) || !gloss_is_definition (words, gloss, end)
            || is_introduction (words, gloss, end) || is_in_list (words, end) || gloss_is_clause (words, gloss, end)))
        return FALSE;
    return add_definition (finder, term, gloss, end, NULL);
}

/* The word i comes after the term and its punctuation: is there a bridge to a gloss? */
static gboolean
try_bridge (Finder *finder, const Candidate *term, guint i)
{
    const Words *words = finder->words;
    guint after;

    i = skip_short_form (words, i);
    if (i >= words->n_items || words->items[i].flags & WORD_STARTS || words->items[i].flags & WORD_CAPITAL)
        return FALSE;
    if (words_has_dash (words, i)) {
        if (term->mark == MARK_NONE && word_is_gerund (words, i) && is_lower_case (words, term)
            && !word_is_cue (words, term->first - 1, CUE_DETERMINER))
            return add_gloss (finder, term, i, GLOSS_SENTENCE);
        return word_is_cue (words, i, CUE_DETERMINER) && try_apposition (finder, term, i);
    }
    if (!words_gap_has (words, i, ",")) {
        after = term->mark == MARK_NONE ? i : cue_after (words, i, CUE_MEANS);
        return after > i && after < words->n_items && !word_is_cue (words, after, CUE_PRONOUN)
               && add_gloss (finder, term, after, GLOSS_SENTENCE);
    }
    after = cue_after (words, i, CUE_RELATIVE);
    if (after > i)
        return try_relative (finder, term, i, after);
    if (word_is_cue (words, i, CUE_OTHER))
        return try_or (finder, term, i + 1);
    return word_is_cue (words, i, CUE_DETERMINER) && try_apposition (finder, term, i);
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
        if (words_gap_has (words, i, "“\"«„‘'") && !(i > 0 && words_is_joined (words, i)))
            return i;
        if (i + 1 < end && words->items[i + 1].flags & WORD_STARTS)
            break;
        if (words_gap_has (words, i, ",;:()—"))
            break;
    }
    return end;
}

static void
try_quoted (Finder *finder, guint i)
{
    const Words *words = finder->words;
    Candidate term = { quotation_start (words, i), i, MARK_QUOTED };
    guint named = term.first;

    if (term.first == i)
        return;
    if (named > 0 && word_is_cue (words, named - 1, CUE_DETERMINER))
        named--;
    if (cue_before (words, named, CUE_NAMES) < named || cue_before (words, term.first, CUE_NAMES) < term.first)
        term.mark = MARK_NAMED;
    while (term.first + 1 < term.end && word_is_cue (words, term.first, CUE_DETERMINER))
        term.first++;
    try_bridge (finder, &term, i);
}

/* "called X, ...", "the term X refers to ...": the term begins with word i. */
static void
try_named (Finder *finder, guint i)
{
    const Words *words = finder->words;
    Candidate term = { i, i + 1, MARK_NAMED };

    while (term.first < words->n_items && word_is_cue (words, term.first, CUE_DETERMINER))
        term.end = ++term.first + 1;
    if (term.first >= words->n_items || words_gap_has (words, term.first, "“\"«„‘,;:.")
        || (word_is_stop (words, term.first) && !words_is_joined (words, term.first + 1)))
        return;
    for (; term.end < words->n_items && term.end - term.first <= TERM_WORDS; term.end++) {
        if (words->items[term.end].flags & WORD_STARTS || words_gap_has (words, term.end, ",;:—–()")
            || cue_after (words, term.end, CUE_MEANS) > term.end)
            break;
    }
    try_bridge (finder, &term, term.end);
}

/* "to praise", "may moor". */
static gboolean
follows_auxiliary (const Words *words, guint i)
{
    const char *kind =
        lexicon_find (LEXICON_FUNCTION_WORDS, word_text (words, i - 1), (gssize) word_length (words, i - 1));

    return g_strcmp0 (kind, "to") == 0 || g_strcmp0 (kind, "modal") == 0 || g_strcmp0 (kind, "have") == 0;
}

/* "process", "next step", "an obvious example": what they are, the text said before. */
static gboolean
is_vague (const Words *words, const Candidate *term)
{
    if (term->end - term->first == 1 && word_is_cue (words, term->first, CUE_GENUS))
        return TRUE;
    for (guint i = term->first; i < term->end; i++)
        if (word_is_cue (words, i, CUE_UNLIKE))
            return TRUE;
    return words_gap_has (words, term->first, "'’") && words_is_joined (words, term->first);
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
    if (words->items[first].flags & WORD_STARTS || (!words_is_joined (words, first) && !words_is_spaced (words, first)))
        return TRUE;
    /* After a name, small letters begin a phrase of their own: "Ann lacked ...". */
    return words->items[before].flags & WORD_CAPITAL && !(words->items[before].flags & WORD_STARTS)
           && !(words->items[first].flags & WORD_CAPITAL) && !word_is_stop (words, first);
}

/* "to praise shared moorings", "wanted shared moorings": a verb is no part of the phrase. */
static gboolean
is_verb (const Words *words, guint i)
{
    if (i == 0 || words->items[i].flags & WORD_STARTS)
        return FALSE;
    return follows_auxiliary (words, i) || (ends_in (words, i, "ed") && !word_is_stop (words, i - 1));
}

/* The noun phrase that ends before word `end`: back to the article, preposition or verb before it. */
static gboolean
read_noun_phrase (const Words *words, guint end, Candidate *term)
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
    *term = (Candidate){ first, end, MARK_NONE };
    return first < end && !is_vague (words, term) && !ends_in (words, end - 1, "ly")
           && !lexicon_has (LEXICON_ROLE_NOUNS, word_text (words, end - 1), (gssize) word_length (words, end - 1));
}

static void
try_plain (Finder *finder, guint i)
{
    Candidate term;

    if (read_noun_phrase (finder->words, i, &term))
        try_bridge (finder, &term, i);
}

/* A “safe haven” is defined in the code as ...: word i is "defined". */
static void
try_defined (Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint as = i + 1, end = i;
    Candidate term;

    while (as < words->n_items && as < i + 10 && !word_is_cue (words, as, CUE_AS))
        as++;
    if (as + 1 >= words->n_items || as == i + 10 || words->items[as + 1].flags & WORD_STARTS)
        return;
    while (end > 0 && words_is_spaced (words, end) && end + 5 > i
           && (word_is_cue (words, end - 1, CUE_ADVERB | CUE_BE) || ends_in (words, end - 1, "ly")))
        end--;
    term = (Candidate){ quotation_start (words, end), end, MARK_QUOTED };
    if (term.first == end && !read_noun_phrase (words, end, &term))
        return;
    while (term.first + 1 < term.end && word_is_cue (words, term.first, CUE_DETERMINER))
        term.first++;
    add_gloss (finder, &term, as + 1, GLOSS_SENTENCE);
}

/* "The Handbook defines a lighter as ...": word i is "defines". */
static void
try_defines (Finder *finder, guint i)
{
    const Words *words = finder->words;
    Candidate term = { i + 1, i + 1, MARK_NAMED };
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
    source = work_name (finder, name);
    if (source != NULL)
        add_definition (finder, &term, term.end + 1, gloss_end (words, term.end + 1, GLOSS_SENTENCE), source);
}

/* "Ropes that ... are called warps.": word i is the word after the cue. */
static void
try_reversed (Finder *finder, guint be, guint i)
{
    const Words *words = finder->words;
    guint start = sentence_start (words, be, 40);
    Candidate term = { i, i, MARK_NAMED };

    while (word_is_cue (words, term.first, CUE_DETERMINER))
        term.first++;
    for (term.end = term.first; term.end < words->n_items && term.end <= term.first + TERM_WORDS; term.end++)
        if (term.end > term.first
            && (words->items[term.end].flags & WORD_STARTS || words_gap_has (words, term.end, ",;:—–()")))
            break;
    if (be < start + 4 || word_is_cue (words, be - 1, CUE_PRONOUN)
        || word_is_cue (words, start, CUE_PRONOUN | CUE_CLAUSE) || !is_lower_case (words, &term))
        return;
    for (guint k = start + 1; k < be; k++)
        if (words_gap_has (words, k, ";:—–“”\""))
            return;
    add_definition (finder, &term, start, be, NULL);
}

/* "Warping is the practice of ...": at the start of a sentence, word i is "is". */
static void
try_copula (Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint start = sentence_start (words, i, TERM_WORDS + 1), end;
    Candidate term = { start, i, MARK_NONE };

    if (start == i || i + 1 >= words->n_items)
        return;
    if (word_is_cue (words, start, CUE_DETERMINER) && !word_is (words, start, "the"))
        term.first++;
    if (word_is_stop (words, term.first) || word_is_cue (words, term.first, CUE_CLAUSE)
        || has_capital_after_first (words, &term) || is_vague (words, &term))
        return;
    /* What people say of a thing in so many words is seldom what it means. */
    if (words_gap_has (words, start, "“\"‘«„'"))
        return;
    for (guint k = start + 1; k <= i; k++)
        if (!words_is_spaced (words, k) && !words_is_joined (words, k))
            return;
    end = gloss_end (words, i + 1, GLOSS_SENTENCE);
    if (gloss_is_definition (words, i + 1, end))
        add_definition (finder, &term, i + 1, end, NULL);
}

/* "Slack water refers to ...": at the start of a sentence, word i is "refers". */
static void
try_plain_means (Finder *finder, guint i, guint gloss)
{
    const Words *words = finder->words;
    Candidate term = { sentence_start (words, i, TERM_WORDS + 1), i, MARK_NONE };

    if (term.first == i || gloss >= words->n_items || word_is_cue (words, gloss, CUE_PRONOUN)
        || words_gap_has (words, term.first, "“\"‘«„'"))
        return;
    while (term.first + 1 < i && word_is_cue (words, term.first, CUE_DETERMINER))
        term.first++;
    for (guint k = term.first + 1; k <= i; k++)
        if ((!words_is_spaced (words, k) && !words_is_joined (words, k)) || word_is_cue (words, k - 1, CUE_PRONOUN))
            return;
    if (word_is_cue (words, gloss, CUE_AS))
        return;
    if (!has_capital_after_first (words, &term))
        add_gloss (finder, &term, gloss, GLOSS_SENTENCE);
}

static void
try_word (Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint after;

    if (word_is_cue (words, i, CUE_BE))
        try_copula (finder, i);
    if (word_is_cue (words, i, CUE_DEFINED))
        try_defined (finder, i);
    else if (word_is_cue (words, i, CUE_DEFINES))
        try_defines (finder, i);
    after = cue_after (words, i, CUE_PLAIN);
    if (after > i)
        try_plain_means (finder, i, after);
    after = cue_after (words, i, CUE_NAMES);
    if (after == i)
        return;
    if (i > 0 && word_is_cue (words, i - 1, CUE_BE))
        try_reversed (finder, i - 1, after);
    else if (word_is_cue (words, i, CUE_BE))
        try_reversed (finder, i, after);
    try_named (finder, after);
}

void
enrich_definitions (SheafBook *book, Article *article)
{
    g_autoptr (Words) words = words_split (article->text, article->text_length);
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Finder finder = { article, words, seen, 0 };

    for (guint i = 0; i < words->n_items; i++) {
        if (words_gap_has (words, i, "”\"»’'"))
            try_quoted (&finder, i);
        else if (i > 0 && words_gap_has (words, i, ",—–-") && !(words->items[i].flags & (WORD_STARTS | WORD_CAPITAL)))
            try_plain (&finder, i);
        if (!(words->items[i].flags & (WORD_CAPITAL | WORD_DIGIT)) || words->items[i].flags & WORD_STARTS)
            try_word (&finder, i);
    }
}
