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
    WORD_ENGLISH = 1 << 8, /* it is one, of English: ask word_is_english_stop() */
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
    Word *items;
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

/* What stands before the word: from the end of the one before it, or the start of the text.  Of a very
 * long gap, the end.  For `n_items`: what follows the last word. */
Span words_gap (const Words *words, guint i);

/* Whether nothing but blanks stands before the word (and it does not begin a line). */
gboolean words_is_spaced (const Words *words, guint i);

/* Whether the word is joined to the one before it, as by a hyphen: no blank between them. */
gboolean words_is_joined (const Words *words, guint i);

/* Whether one of the characters stands before the word, in its gap. */
gboolean words_gap_has (const Words *words, guint i, const char *characters);

/* Whether the word is exactly this, ASCII letters in either case. */
gboolean word_is (const Words *words, guint i, const char *string);

/* Whether the word comes after a dash; no hyphen is one. */
gboolean words_has_dash (const Words *words, guint i);

/* Whether the word is a short article, conjunction or preposition; of English, not of a language in which
 * names go on with small letters. */
gboolean word_is_stop (const Words *words, guint i);
gboolean word_is_english_stop (const Words *words, guint i);

/* The first of the offsets at which one of the characters stands, or `end`. */
gsize span_find (const char *text, Span span, const char *characters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Words, words_free)

#endif
