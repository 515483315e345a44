/* SPDX-License-Identifier: MIT */
#ifndef ABBREVIATION_H
#define ABBREVIATION_H

#include "confidence.h"
#include "long-form.h"
#include "model/model.h"

/* How a text uses a word in capitals. */
typedef struct {
    guint n_uses;
    Span first;
    guint word;            /* the first */
    gboolean is_bracketed; /* there: something was meant to be explained, but not this */
} Uses;

/* What the search for abbreviations knows of a text. */
typedef struct {
    Article *article;
    Words *words;
    GHashTable *seen;     /* folded pairs */
    GHashTable *counted;  /* words in capitals, without a plural s, to their Uses */
    GHashTable *paired;   /* short forms that have a long form */
    guint8 *is_explained; /* by word: it is of a long form that the text pairs with a short one */
    guint next_entry;     /* the short form after this one's entry, in a list "A = B; C = D" */
} Finder;

/* A short form without its plural s.  Free it with g_free(). */
char *finder_singular (const char *form, gsize length);

/* How often the text uses the short form. */
guint finder_count_uses (const Finder *finder, const ShortForm *form);

/* Adds the words from `first` to `end` as what a short form stands for, which the text puts beside them. */
void finder_add (Finder *finder, const ShortForm *form, guint first, guint end, guint confidence);

/* The same for a pair that the text does not put together. */
void finder_add_implied (Finder *finder, const char *short_form, const char *long_form, Span use, Pairing pairing);

/* Whether word i comes right after an opening bracket; what its brackets pair, if they do. */
gboolean is_opened_by_bracket (const Words *words, guint i);
void pair_in_brackets (Finder *finder, guint i);

/* What a phrase pairs that stands before the short form that begins with word i, or after it. */
void pair_after_phrase (Finder *finder, guint i);
void pair_before_phrase (Finder *finder, guint i);

/* The short forms that the text uses as if the reader knew: their letters are the initials of a name elsewhere in it.
 * The uses are counted first, the names looked for after everything else. */
void implied_count (Finder *finder);
void implied_find (Finder *finder);

#endif
