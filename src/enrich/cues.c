/* SPDX-License-Identifier: MIT */
#include "cues.h"

#include <string.h>

#include "lang/lang.h"

#define CUE_WORDS 4
#define CUE_BYTES 64
#define CUE_KNOWN (1u << 31) /* the word has been looked up */

static const struct {
    const char *name;
    CueKind kind;
} kind_names[] = {
    { "adverb", CUE_ADVERB },       { "as", CUE_AS },
    { "aside", CUE_ASIDE },         { "be", CUE_BE },
    { "clause", CUE_CLAUSE },       { "defined", CUE_DEFINED },
    { "defines", CUE_DEFINES },     { "determiner", CUE_DETERMINER },
    { "frame", CUE_FRAME },         { "genus", CUE_GENUS },
    { "goes-on", CUE_GOES_ON },     { "link", CUE_LINK },
    { "long", CUE_LONG },           { "means", CUE_MEANS },
    { "measure", CUE_MEASURE },     { "middle", CUE_MIDDLE },
    { "names", CUE_NAMES },         { "not-gerund", CUE_NOT_GERUND },
    { "noun", CUE_NOUN },           { "one", CUE_ONE },
    { "opens", CUE_OPENS },         { "other", CUE_OTHER },
    { "past", CUE_PAST },           { "plain", CUE_PLAIN },
    { "predicate", CUE_PREDICATE }, { "pronoun", CUE_PRONOUN },
    { "quantity", CUE_QUANTITY },   { "relative", CUE_RELATIVE },
    { "short", CUE_SHORT },         { "source", CUE_SOURCE },
    { "unlike", CUE_UNLIKE },
};

static guint
kind_named (const char *name, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
        if (*name == *kind_names[i].name && strncmp (name, kind_names[i].name, length) == 0
            && kind_names[i].name[length] == '\0')
            return kind_names[i].kind;
    return 0;
}

static guint
kinds_of (const char *phrase, gsize length)
{
    const char *value = lexicon_find (LEXICON_TERM_CUES, phrase, (gssize) length);
    guint kinds = 0;

    for (const char *name = value, *end; name != NULL && *name != '\0'; name = end + (*end == ' ')) {
        end = name + strcspn (name, " ");
        kinds |= kind_named (name, (gsize) (end - name));
    }
    return kinds;
}

static guint
word_kinds (const Words *words, guint i)
{
    Word *word = &words->items[i];

    if (word->cues == 0)
        word->cues = kinds_of (word_text (words, i), word_length (words, i)) | CUE_KNOWN;
    return word->cues & ~CUE_KNOWN;
}

gboolean
word_is_cue (const Words *words, guint i, CueKind kind)
{
    return i < words->n_items && word_kinds (words, i) & kind;
}

/* The kinds of the phrase of two or more words that goes from `first` to `end`; in the table a hyphen is one, and an
 * apostrophe a blank: "c est-à-dire". */
static guint
phrase_kinds (const Words *words, guint first, guint end)
{
    char phrase[CUE_BYTES];
    gsize length = 0;

    if (!(word_kinds (words, first) & CUE_OPENS) || !(word_kinds (words, first + 1) & CUE_GOES_ON))
        return 0;
    for (guint i = first + 1; i < end; i++)
        if (!words_is_spaced (words, i) && !words_is_joined (words, i))
            return 0;
    for (guint i = first; i < end; i++) {
        if (length + word_length (words, i) + 1 > sizeof phrase)
            return 0;
        if (i > first)
            phrase[length++] = words_has_hyphen (words, i) ? '-' : ' ';
        memcpy (phrase + length, word_text (words, i), word_length (words, i));
        length += word_length (words, i);
    }
    return kinds_of (phrase, length);
}

guint
cue_before (const Words *words, guint end, CueKind kind)
{
    guint found = end;

    if (end > 0 && word_kinds (words, end - 1) & kind)
        found = end - 1;
    for (guint n = 2; n <= MIN (CUE_WORDS, end); n++)
        if (phrase_kinds (words, end - n, end) & kind)
            found = end - n;
    return found;
}

guint
cue_after (const Words *words, guint first, CueKind kind)
{
    guint found = first;

    if (first < words->n_items && word_kinds (words, first) & kind)
        found = first + 1;
    for (guint end = first + 2; end <= MIN (first + CUE_WORDS, words->n_items); end++)
        if (phrase_kinds (words, first, end) & kind)
            found = end;
    return found;
}
