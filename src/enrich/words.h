/* SPDX-License-Identifier: MIT */
#ifndef WORDS_H
#define WORDS_H

#include "base/base.h"

/* How a word is written. */
typedef enum {
    WORD_CAPITAL = 1 << 0, /* begins with a capital */
    WORD_CAPS = 1 << 1,    /* two or more capitals, no small letter but a plural s */
    WORD_DIGIT = 1 << 2,   /* begins with a digit */
    WORD_BREAK = 1 << 3,   /* the first word of its line */
    WORD_STARTS = 1 << 4,  /* the first word of a sentence, as far as punctuation tells */
    WORD_SPACED = 1 << 5,  /* nothing but one space stands before it */
    WORD_STOP = 1 << 6,    /* a short article, conjunction or preposition: ask word_is_stop() */
    WORD_KNOWN = 1 << 7,   /* it has been looked up whether it is one */
    WORD_PARTS = 1 << 8,   /* it is one: ask word_parts_names() */
    WORD_LINKS = 1 << 9,   /* it is one: ask word_links_names() */
} WordFlags;

/* A run of letters and digits.  What stands between two words decides what they are to each other:
 * "first-draw" are two words, so that a short form can take a letter of each. */
typedef struct {
    Span span;
    guint flags;
    guint cues; /* what cues.c knows of it */
} Word;

/* The words of a text. */
typedef struct {
    const char *text;
    gsize text_length;
    Word *items; /* and one behind them, without letters, that begins a line: who looks ahead finds an end */
    guint n_items;
} Words;

Words *words_split (const char *text, gsize length);
void words_free (Words *words);

static inline const char *
word_text (const Words *words, guint i)
{
    return words->text + words->items[i].span.start;
}

static inline gsize
word_length (const Words *words, guint i)
{
    return words->items[i].span.end - words->items[i].span.start;
}

/* The first word that begins at the offset or after it; `n_items` when there is none. */
guint words_find (const Words *words, gsize offset);

/* What stands before the word: from the end of the one before it, or the start of the text.  Of a very
 * long gap, the end.  For `n_items`: what follows the last word. */
Span words_gap (const Words *words, guint i);

/* Whether nothing but blanks stands before the word (and it does not begin a line). */
gboolean words_is_spaced (const Words *words, guint i);

/* Whether the word is joined to the one before it, as by a hyphen: no blank between them. */
gboolean words_is_joined (const Words *words, guint i);

/* Whether nothing but a hyphen stands before the word. */
gboolean words_has_hyphen (const Words *words, guint i);

/* The bytes of the words from `first` to `end`. */
static inline Span
words_span (const Words *words, guint first, guint end)
{
    return (Span){ words->items[first].span.start, words->items[end - 1].span.end };
}

/* Whether one of the characters stands before the word, in its gap. */
gboolean words_gap_has (const Words *words, guint i, const char *characters);

/* Whether the word is exactly this, ASCII letters in either case. */
gboolean word_is (const Words *words, guint i, const char *string);

/* Whether two words are the same, ASCII letters in either case. */
gboolean words_are_same (const Words *words, guint i, guint k);

/* Whether the word comes after a dash; no hyphen is one. */
gboolean words_has_dash (const Words *words, guint i);

/* Whether the word is a short article, conjunction or preposition. */
gboolean word_is_stop (const Words *words, guint i);

/* Whether it is one of a language whose names go on with capitals only, such as English; or one that links names
 * whose other words may be small, as in French. */
gboolean word_parts_names (const Words *words, guint i);
gboolean word_links_names (const Words *words, guint i);

/* The first of the offsets at which one of the characters stands, or `end`. */
gsize span_find (const char *text, Span span, const char *characters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Words, words_free)

#endif
