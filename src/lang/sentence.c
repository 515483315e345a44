/* SPDX-License-Identifier: MIT */
#include "sentence.h"

#include <string.h>

#include "lexicon.h"
#include "quotation.h"

/* How far to look for a word before or after a full stop: no word that matters is longer. */
#define WORD_REACH 32
#define N_TAG_WORDS 5

typedef struct {
    const char *text;
    gsize end;
} Stretch;

static gunichar
char_at (const Stretch *stretch, gsize at)
{
    return at < stretch->end ? g_utf8_get_char (stretch->text + at) : 0;
}

static gsize
next_char (const Stretch *stretch, gsize at)
{
    return (gsize) (g_utf8_next_char (stretch->text + at) - stretch->text);
}

static gsize
skip_spaces (const Stretch *stretch, gsize at)
{
    while (at < stretch->end && char_is_space (char_at (stretch, at)))
        at = next_char (stretch, at);
    return at;
}

static gboolean
is_terminator (gunichar c)
{
    return c == '.' || c == '?' || c == '!' || c == 0x2026 || c == 0x3002;
}

static gboolean
is_closer (gunichar c)
{
    return c == ')' || c == ']' || (char_is_closing_quote (c) && c != 0x201c);
}

static Span
word_from (const Stretch *stretch, gsize at)
{
    Span word = { at, at };

    while (word.end < stretch->end && word.end - word.start < WORD_REACH) {
        gunichar c = char_at (stretch, word.end);

        if (!g_unichar_isalnum (c) && c != '-' && c != '.' && c != '\'' && c != 0x2019)
            break;
        word.end = next_char (stretch, word.end);
    }
    while (word.end > word.start && stretch->text[word.end - 1] == '.')
        word.end--;
    return word;
}

/* The word that ends at `at`, inner dots included: "U.S", "Dr". */
static Span
word_until (const Stretch *stretch, gsize start, gsize at)
{
    Span word = { at, at };

    while (word.start > start && at - word.start < WORD_REACH) {
        const char *previous = g_utf8_prev_char (stretch->text + word.start);
        gunichar c = g_utf8_get_char (previous);

        if (!g_unichar_isalnum (c) && c != '.')
            break;
        word.start = (gsize) (previous - stretch->text);
    }
    return word;
}

/* Whether a sentence can end before `next`, by what stands there. */
static gboolean
may_begin_at (const Stretch *stretch, gsize next)
{
    return next >= stretch->end || !g_unichar_islower (char_at (stretch, next));
}

/* A capitalised small word ("The", "He") begins a sentence; a capitalised noun may be a name. */
static gboolean
begins_sentence (const Stretch *stretch, gsize at)
{
    Span word;

    if (char_is_opening_quote (char_at (stretch, at)))
        return may_begin_at (stretch, next_char (stretch, at));
    word = word_from (stretch, at);
    return lexicon_has (LEXICON_FUNCTION_WORDS, stretch->text + word.start, (gssize) (word.end - word.start));
}

typedef enum {
    STOP_ENDS,
    STOP_MAY_END, /* "Corp.": ends a sentence if the next word looks like the first of one */
    STOP_INSIDE,
} StopKind;

static StopKind
judge_word (const Stretch *stretch, Span word)
{
    const char *start = stretch->text + word.start;
    gsize length = word.end - word.start;
    const char *value;

    if (length == 0)
        return STOP_ENDS;
    if (length == 1 && g_ascii_isupper (*start))
        return *start == 'I' ? STOP_MAY_END : STOP_INSIDE;
    value = lexicon_find (LEXICON_ABBREVIATIONS, start, (gssize) length);
    if (value != NULL)
        return strcmp (value, "ends") == 0 ? STOP_MAY_END : STOP_INSIDE;
    return memchr (start, '.', length) != NULL && !g_ascii_isdigit (*start) ? STOP_MAY_END : STOP_ENDS;
}

/* "4. April", "am 3. Oktober": a short number with a full stop before a month is no end either. */
static gboolean
is_ordinal (const Stretch *stretch, Span word, gsize next)
{
    Span month;

    if (word.end - word.start > 2 || !g_ascii_isdigit (stretch->text[word.start]))
        return FALSE;
    month = word_from (stretch, next);
    return lexicon_has (LEXICON_MONTHS, stretch->text + month.start, (gssize) (month.end - month.start));
}

static gboolean
stop_ends (const Stretch *stretch, gsize start, gsize stop, gsize next)
{
    Span word = word_until (stretch, start, stop);

    if (is_ordinal (stretch, word, next))
        return FALSE;
    switch (judge_word (stretch, word)) {
    case STOP_ENDS: return TRUE;
    case STOP_MAY_END: return begins_sentence (stretch, next);
    case STOP_INSIDE: return FALSE;
    }
    g_assert_not_reached ();
}

/* Whether a clause ends there, so that nothing is reported behind it. */
static gboolean
is_clause_end (const Stretch *stretch, gsize at)
{
    gunichar c = char_at (stretch, at);

    return c == 0 || c == ',' || is_terminator (c);
}

/* “Were you there?” Ms Vane asked: the question does not end the sentence.  A full stop does, unless the tag is all
 * that follows: “It was late.” Ms Vane said. */
static gboolean
is_speech_tag (const Stretch *stretch, gsize at, gboolean is_full_stop)
{
    for (guint i = 0; i < N_TAG_WORDS && at < stretch->end; i++) {
        Span word = word_from (stretch, at);
        const char *start = stretch->text + word.start;
        const char *value;

        if (span_is_empty (word))
            return FALSE;
        value = lexicon_find (LEXICON_SPEECH_VERBS, start, (gssize) (word.end - word.start));
        if (i > 0 && value != NULL && (strcmp (value, "inverts") == 0 || strcmp (value, "utters") == 0))
            return !is_full_stop || is_clause_end (stretch, word.end);
        if (!g_unichar_isupper (g_utf8_get_char (start)))
            return FALSE;
        at = skip_spaces (stretch, word.end);
    }
    return FALSE;
}

/* Whether a quotation that ends at `end` ends its sentence as well. */
static gboolean
quotation_ends (const Stretch *stretch, const Quotation *quotation)
{
    const char *inner = stretch->text + quotation->span.end;
    gsize next = skip_spaces (stretch, quotation->span.end);
    gunichar c, last;

    do {
        inner = g_utf8_prev_char (inner);
        last = g_utf8_get_char (inner);
    } while (char_is_closing_quote (last) && inner > stretch->text + quotation->span.start);
    if (!is_terminator (last) || !may_begin_at (stretch, next))
        return FALSE;
    if (next < stretch->end && next == quotation->span.end)
        return FALSE;
    c = char_at (stretch, next);
    if (next < stretch->end && !g_unichar_isalnum (c) && !char_is_opening_quote (c) && c != '(' && c != '[')
        return FALSE;
    return !is_speech_tag (stretch, next, last == '.');
}

/* "the Harker … Lowe Chair": dots with a space on either side stand for words that were left out. */
static gboolean
is_omission (const Stretch *stretch, gsize start, gsize at)
{
    return at > start && char_is_space (text_char_before (stretch->text, stretch->text + at))
           && (char_at (stretch, at) == 0x2026 || strncmp (stretch->text + at, "...", 3) == 0);
}

/* If a sentence ends at the terminator at `at`, the offset behind it; else 0.  `*next` is set to the
 * offset to go on with. */
static gsize
end_at_terminator (const Stretch *stretch, gsize start, gsize at, gsize *next)
{
    gsize end = at, follows;

    while (is_terminator (char_at (stretch, end)) || (end > at && is_closer (char_at (stretch, end))))
        end = next_char (stretch, end);
    *next = end;
    follows = skip_spaces (stretch, end);
    if (follows == end && end < stretch->end)
        return 0;
    if (follows >= stretch->end)
        return end;
    if (!may_begin_at (stretch, follows) || is_omission (stretch, start, at))
        return 0;
    return stretch->text[at] != '.' || end > at + 1 || stop_ends (stretch, start, at, follows) ? end : 0;
}

/* The next quotation that hides its full stops, from `*index` on.  One that is never closed hides
 * nothing, unless all of the paragraph is one. */
static const Quotation *
next_mask (GArray *quotations, guint *index, gsize at, gsize start)
{
    for (; *index < quotations->len; (*index)++) {
        const Quotation *quotation = &g_array_index (quotations, Quotation, *index);

        if (quotation->span.start >= at && (!quotation->is_open || quotation->span.start == start))
            return quotation;
    }
    return NULL;
}

static gsize
add_sentence (GArray *sentences, const Stretch *stretch, gsize start, gsize end)
{
    Span sentence = { start, end };

    while (sentence.end > start) {
        const char *last = g_utf8_prev_char (stretch->text + sentence.end);

        if (!char_is_space (g_utf8_get_char (last)))
            break;
        sentence.end = (gsize) (last - stretch->text);
    }
    if (!span_is_empty (sentence))
        g_array_append_val (sentences, sentence);
    return skip_spaces (stretch, end);
}

static void
split_line (const char *text, Span line, GArray *sentences)
{
    Stretch stretch = { text, line.end };
    g_autoptr (GArray) quotations = quotation_find (text, line);
    gsize first = skip_spaces (&stretch, line.start), start = first, at = first, next, end;
    guint i = 0;

    while (at < line.end) {
        const Quotation *mask = next_mask (quotations, &i, at, first);

        end = 0;
        if (mask != NULL && mask->span.start == at) {
            next = mask->span.end;
            end = quotation_ends (&stretch, mask) ? next : 0;
        } else if ((guchar) text[at] < 0x80 && !is_terminator ((guchar) text[at])) {
            next = at + 1;
        } else if (is_terminator (char_at (&stretch, at))) {
            end = end_at_terminator (&stretch, start, at, &next);
        } else {
            next = next_char (&stretch, at);
        }
        at = next;
        if (end != 0)
            at = start = add_sentence (sentences, &stretch, start, end);
    }
    add_sentence (sentences, &stretch, start, line.end);
}

/* A line is a paragraph: no sentence and no quotation mark reaches beyond it. */
GArray *
sentence_split (const char *text, Span stretch)
{
    GArray *sentences = g_array_new (FALSE, FALSE, sizeof (Span));

    for (gsize start = stretch.start; start < stretch.end;) {
        const char *newline = memchr (text + start, '\n', stretch.end - start);
        gsize end = newline != NULL ? (gsize) (newline - text) : stretch.end;

        split_line (text, (Span){ start, end }, sentences);
        start = end + 1;
    }
    return sentences;
}
