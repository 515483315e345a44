/* SPDX-License-Identifier: MIT */
#include "align.h"

#include <string.h>

/* Pairs a short form with the words that it is made of.
 *
 * Schwartz and Hearst ("A simple algorithm for identifying abbreviation definitions in biomedical
 * text", PSB 2003) take the letters from right to left wherever they find them; Sohn, Comeau, Kim and
 * Wilbur ("Abbreviation definition identification based on automatic precision estimates", BMC
 * Bioinformatics 2008) try strategies from initials only down to letters anywhere, the most precise
 * first.  Here both become one search: every way to take the letters from the words has a price, which
 * grows as the strategies of Ab3P lose precision, and dynamic programming finds the cheapest.  Its
 * price is the confidence. */

#define LETTERS_IN_WORD 24
#define TAKEN_NONE 255 /* the letter is a digit and taken from no word */

/* What a letter is worth that is found ... */
enum {
    WORTH_INITIAL = 10,
    WORTH_INITIAL_OF_PART = 9, /* after a hyphen */
    WORTH_NUMBER = 9,          /* a digit that the word is: "two", "second", "II" */
    WORTH_INITIAL_OF_STOP = 7, /* of an article or preposition */
    WORTH_CAPITAL_INSIDE = 8,
    WORTH_NEXT_INSIDE = 7, /* right after the letter before it: "INTERPOL" */
    WORTH_INSIDE = 3,
    LOSS_NOT_INITIAL = 4, /* a word that gives letters, but not its first */
    LOSS_SKIPPED_STOP = 1,
    LOSS_SKIPPED_PART = 3,
    LOSS_SKIPPED = 8,
    LOSS_COMMA = 3,
    LOSS_DIGIT = 6,             /* a digit that the words leave out: "second lock chamber" for LC2 */
    LOSS_STARTS_WITH_STOP = 12, /* "of the Harbour Office" for OHO */
    IMPOSSIBLE = -10000,
};

typedef struct {
    gunichar letters[LETTERS_IN_WORD];
    gboolean is_capital[LETTERS_IN_WORD];
    guint n_letters;
    gunichar digit; /* that the word stands for */
    gboolean is_stop, is_part, is_small, is_after_comma;
    int skip; /* what it costs to leave the word out */
} Candidate;

typedef struct {
    gunichar letters[ALIGN_MAX_LETTERS];
    gboolean is_small[ALIGN_MAX_LETTERS];
    guint n_letters;
    Candidate words[ALIGN_MAX_WORDS];
    guint n_words;
    AlignMode mode;
    /* the best worth of the letters from i on, taken from the words from j on, and what was done there:
     * the number of letters taken from word j */
    int worth[ALIGN_MAX_LETTERS + 1][ALIGN_MAX_WORDS + 1];
    guint8 taken[ALIGN_MAX_LETTERS + 1][ALIGN_MAX_WORDS + 1];
} Search;

gunichar
align_fold (gunichar c)
{
    gunichar base, mark;

    c = g_unichar_tolower (c);
    while (c >= 0x80 && g_unichar_decompose (c, &base, &mark) && mark != 0)
        c = base;
    return c;
}

/* The end of the short form without a plural s: "VWDs", "VWD's". */
static gsize
end_of_letters (const char *text, Span short_form)
{
    gsize end = short_form.end;
    const char *last = text + end - 1;

    if (end < short_form.start + 3 || *last != 's')
        return end;
    if (g_ascii_isupper (last[-1]))
        return end - 1;
    if (last[-1] == '\'')
        return end - 2;
    return g_unichar_isupper (text_char_before (text + short_form.start, last)) ? end - 1 : end;
}

static guint
read_letters (const char *text, Span short_form, gunichar *letters, gboolean *is_small, guint size)
{
    gsize end = end_of_letters (text, short_form);
    guint n_letters = 0;

    for (gsize at = short_form.start; at < end; at = (gsize) (g_utf8_next_char (text + at) - text)) {
        gunichar c = g_utf8_get_char (text + at);

        if (!g_unichar_isalnum (c))
            continue;
        if (n_letters < size) {
            letters[n_letters] = align_fold (c);
            is_small[n_letters] = g_unichar_islower (c);
        }
        n_letters++;
    }
    return n_letters;
}

guint
align_n_letters (const char *text, Span short_form)
{
    return read_letters (text, short_form, NULL, NULL, 0);
}

guint
align_letters (const char *text, Span short_form, gunichar *letters)
{
    gboolean is_small[ALIGN_MAX_LETTERS];

    return MIN (read_letters (text, short_form, letters, is_small, ALIGN_MAX_LETTERS), ALIGN_MAX_LETTERS);
}

static const struct {
    char digit;
    const char *words[3];
} numbers[] = {
    { '1', { "one", "first", "I" } },       { '2', { "two", "second", "II" } },
    { '3', { "three", "third", "III" } },   { '4', { "four", "fourth", "IV" } },
    { '5', { "five", "fifth", "V" } },      { '6', { "six", "sixth", "VI" } },
    { '7', { "seven", "seventh", "VII" } }, { '8', { "eight", "eighth", "VIII" } },
    { '9', { "nine", "ninth", "IX" } },
};

/* The digit that word i stands for; 0 if it is no number. */
static gunichar
digit_of (const Words *words, guint i)
{
    for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
        for (guint n = 0; n < G_N_ELEMENTS (numbers[k].words); n++)
            if (word_is (words, i, numbers[k].words[n]))
                return (gunichar) numbers[k].digit;
    return 0;
}

static void
read_candidate (const Words *words, guint i, Candidate *candidate)
{
    Span span = words->items[i].span;
    const char *end = words->text + span.end;

    candidate->n_letters = 0;
    for (const char *p = words->text + span.start; p < end && candidate->n_letters < LETTERS_IN_WORD;
         p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_ismark (c))
            continue;
        candidate->is_capital[candidate->n_letters] = g_unichar_isupper (c) || g_unichar_isdigit (c);
        candidate->letters[candidate->n_letters++] = align_fold (c);
    }
    candidate->is_small = candidate->n_letters > 0 && !candidate->is_capital[0];
    candidate->is_part = words_is_joined (words, i);
    candidate->is_stop = word_is_stop (words, i);
    candidate->skip = candidate->is_stop ? LOSS_SKIPPED_STOP : candidate->is_part ? LOSS_SKIPPED_PART : LOSS_SKIPPED;
    if (candidate->is_part && words_gap_has (words, i, "'’"))
        candidate->skip = 0;
    candidate->is_after_comma = words_gap_has (words, i, ",");
}

/* Takes a digit that the whole of word j stands for. */
static void
take_number (Search *search, guint i, guint j)
{
    int worth = WORTH_NUMBER + search->worth[i + 1][j + 1];

    if (search->words[j].digit != search->letters[i] || worth <= search->worth[i][j])
        return;
    search->worth[i][j] = worth;
    search->taken[i][j] = 1;
}

static int
worth_of_initial (const Search *search, guint letter, const Candidate *word)
{
    if (word->is_part)
        return WORTH_INITIAL_OF_PART;
    /* A small letter is meant for a small word: "MoU". */
    if (word->is_stop && !search->is_small[letter])
        return WORTH_INITIAL_OF_STOP;
    return WORTH_INITIAL;
}

static int
loss_at_start (const Search *search, guint letter, const Candidate *word)
{
    if (letter > 0)
        return word->is_after_comma ? LOSS_COMMA : 0;
    return word->is_stop && word->is_small && !search->is_small[0] ? LOSS_STARTS_WITH_STOP : 0;
}

/* Tries to take one, two, ... letters from word j, the letters in order. */
static void
take_from_word (Search *search, guint i, guint j)
{
    const Candidate *word = &search->words[j];
    guint from = 0, taken = 0;
    int worth = 0;

    while (i + taken < search->n_letters) {
        guint at = from;

        while (at < word->n_letters && word->letters[at] != search->letters[i + taken])
            at++;
        if (at == word->n_letters || (i + taken == 0 && at > 0))
            return;
        if (at == 0)
            worth = worth_of_initial (search, i, word) - loss_at_start (search, i, word);
        else if (taken == 0)
            worth = (word->is_capital[at] ? WORTH_CAPITAL_INSIDE : WORTH_INSIDE) - LOSS_NOT_INITIAL;
        else
            worth += word->is_capital[at] ? WORTH_CAPITAL_INSIDE : at == from ? WORTH_NEXT_INSIDE : WORTH_INSIDE;
        taken++;
        from = at + 1;
        if (worth + search->worth[i + taken][j + 1] > search->worth[i][j]) {
            search->worth[i][j] = worth + search->worth[i + taken][j + 1];
            search->taken[i][j] = (guint8) taken;
        }
    }
}

static void
leave_digit (Search *search, guint i, guint j)
{
    int worth = search->worth[i + 1][j] - LOSS_DIGIT;

    if (i == 0 || !g_unichar_isdigit (search->letters[i]) || worth <= search->worth[i][j])
        return;
    search->worth[i][j] = worth;
    search->taken[i][j] = TAKEN_NONE;
}

/* All letters are taken: what the words that are left cost. */
static int
worth_of_rest (const Search *search, guint j)
{
    int worth = 0;

    if (search->mode == ALIGN_FROM_START)
        return 0;
    for (guint k = j; k < search->n_words; k++)
        worth -= search->words[k].skip;
    return worth;
}

static void
fill_table (Search *search)
{
    for (guint j = search->n_words + 1; j-- > 0;)
        search->worth[search->n_letters][j] = worth_of_rest (search, j);
    for (guint i = search->n_letters; i-- > 0;) {
        search->worth[i][search->n_words] = IMPOSSIBLE;
        leave_digit (search, i, search->n_words);
    }
    for (guint j = search->n_words; j-- > 0;) {
        for (guint i = search->n_letters; i-- > 0;) {
            /* Words before the first letter are no part of the long form: nothing is skipped there. */
            search->worth[i][j] = i == 0 ? IMPOSSIBLE : search->worth[i][j + 1] - search->words[j].skip;
            search->taken[i][j] = 0;
            take_from_word (search, i, j);
            take_number (search, i, j);
            leave_digit (search, i, j);
        }
    }
}

/* The last word that gives a letter, for a long form that begins at word j. */
static guint
last_giver (const Search *search, guint j)
{
    guint i = 0, last = j;

    while (i < search->n_letters && j < search->n_words) {
        guint taken = search->taken[i][j];

        i += taken == TAKEN_NONE ? 1 : taken;
        if (taken == TAKEN_NONE)
            continue;
        if (taken > 0)
            last = j;
        j++;
    }
    return last;
}

static guint
best_start (const Search *search)
{
    guint best = 0;

    if (search->mode != ALIGN_TO_END)
        return 0;
    /* Of equals the shorter one, as Schwartz and Hearst do. */
    for (guint j = 1; j < search->n_words; j++)
        if (search->worth[0][j] >= search->worth[0][best])
            best = j;
    return best;
}

/* "mild iron (MI) deposit": the bracket is beside the long form. */
static gboolean
opens_aside (const Words *words, guint i)
{
    return words_gap_has (words, i, "([") && !words_is_joined (words, i);
}

gboolean
align_short_form (const Words *words, Span short_form, guint first, guint end, AlignMode mode, Alignment *alignment)
{
    Search search = { .mode = mode };
    gboolean is_aside = FALSE, has_digit = FALSE;
    guint start;

    search.n_letters = read_letters (words->text, short_form, search.letters, search.is_small, ALIGN_MAX_LETTERS);
    for (guint i = 0; i < MIN (search.n_letters, ALIGN_MAX_LETTERS); i++)
        has_digit = has_digit || g_unichar_isdigit (search.letters[i]);
    if (search.n_letters == 0 || search.n_letters > ALIGN_MAX_LETTERS || first >= end)
        return FALSE;
    if (end - first > ALIGN_MAX_WORDS && mode == ALIGN_WHOLE)
        return FALSE;
    if (end - first > ALIGN_MAX_WORDS && mode == ALIGN_TO_END)
        first = end - ALIGN_MAX_WORDS;
    search.n_words = MIN (end - first, ALIGN_MAX_WORDS);
    for (guint j = 0; j < search.n_words; j++) {
        read_candidate (words, first + j, &search.words[j]);
        search.words[j].digit = has_digit ? digit_of (words, first + j) : 0;
        is_aside = j > 0 && (is_aside ? !words_gap_has (words, first + j, ")]") : opens_aside (words, first + j));
        if (is_aside)
            search.words[j].n_letters = 0, search.words[j].skip = 0;
    }
    fill_table (&search);
    start = best_start (&search);
    alignment->first = first + start;
    alignment->last = first + last_giver (&search, start);
    alignment->end = mode == ALIGN_FROM_START ? alignment->last + 1 : end;
    alignment->score = search.worth[0][start] * 10 / (int) search.n_letters;
    return search.worth[0][start] > IMPOSSIBLE / 2;
}
