/* SPDX-License-Identifier: MIT */
#include "abbreviation.h"

#include <string.h>

#include "cues.h"
#include "initials.h"
#include "lang/lang.h"

#define NEAR_WORDS 60 /* before a short form, in which its words in small letters are looked for */
#define LEAST_WORD 3  /* letters of such a word */

/* "(NYSE: BTS)" */
static gboolean
is_ticker (const Words *words, guint i)
{
    return i > 0 && words_gap_has (words, i, ":") && is_opened_by_bracket (words, i - 1);
}

/* Not a short form of its own: a part of another one ("HSC-NORTH"), or among other words in capitals,
 * where it may be a word like any other: a headline, a cry. */
static gboolean
is_part_of_more (const Words *words, guint i)
{
    return short_form_is_sign (words, i) || is_ticker (words, i)
           || (words_is_joined (words, i) && words_gap_has (words, i, "-/&."))
           || (words_is_joined (words, i + 1) && words_gap_has (words, i + 1, "-/&."))
           || (words_is_spaced (words, i) && words->items[i - 1].flags & WORD_CAPS)
           || (words_is_spaced (words, i + 1) && words->items[i + 1].flags & WORD_CAPS);
}

void
implied_count (Finder *finder)
{
    const Words *words = finder->words;

    for (guint i = 0; i < words->n_items; i++) {
        char *form;
        Uses *uses;

        if (!(words->items[i].flags & WORD_CAPS) || is_part_of_more (words, i))
            continue;
        form = finder_singular (word_text (words, i), word_length (words, i));
        uses = g_hash_table_lookup (finder->counted, form);
        if (uses == NULL) {
            uses = g_new0 (Uses, 1);
            uses->first = words->items[i].span;
            uses->word = i;
            uses->is_bracketed = words_gap_has (words, i, "([");
            g_hash_table_insert (finder->counted, g_strdup (form), uses);
        }
        uses->n_uses++;
        g_free (form);
    }
}

/* The words in capitals that nothing in the text explains: a set of borrowed strings. */
static GHashTable *
unexplained (Finder *finder)
{
    GHashTable *wanted = g_hash_table_new (g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer form, uses;

    g_hash_table_iter_init (&iter, finder->counted);
    while (g_hash_table_iter_next (&iter, &form, &uses)) {
        Span all = { 0, strlen (form) };

        if (all.end < 3 || all.end > 6 || shape_is_roman (form, all) || ((Uses *) uses)->is_bracketed)
            continue;
        if (!g_hash_table_contains (finder->paired, form) && !lexicon_has (LEXICON_PUBLICATIONS, form, -1)
            && !lexicon_has (LEXICON_CODES, form, -1))
            g_hash_table_add (wanted, form);
    }
    return wanted;
}

static void
add_inferred (Finder *finder, const char *form, const char *long_form, Pairing pairing)
{
    const Uses *uses = g_hash_table_lookup (finder->counted, form);

    if (uses != NULL && !g_hash_table_contains (finder->paired, form))
        finder_add_implied (finder, form, long_form, uses->first, pairing);
}

/* A paper calls itself by its initials: MPL, for Marsh Point Ledger. */
static void
infer_publication (Finder *finder, GHashTable *wanted)
{
    const char *publication = finder->article->metadata.publication;
    g_autofree char *initials = NULL, *with_article = NULL;

    if (publication == NULL)
        return;
    initials = initials_of (publication);
    with_article = g_strconcat ("T", initials, NULL);
    if (g_hash_table_contains (wanted, initials))
        add_inferred (finder, initials, publication, PAIRED_BY_NAME);
    else if (g_str_has_prefix (publication, "The ") && g_hash_table_contains (wanted, with_article))
        add_inferred (finder, with_article, publication, PAIRED_BY_NAME);
}

/* Whether the word has small letters only, and is no article or preposition. */
static gboolean
is_small_word (const Words *words, guint i)
{
    Shape shape = shape_of (words->text, words->items[i].span);

    return shape.n_small >= LEAST_WORD && shape.n_capitals + shape.n_digits == 0 && !word_is_stop (words, i);
}

/* Whether words in small letters, right after an article, begin with just these letters. */
static gboolean
phrase_has_initials (const Words *words, guint first, const char *letters)
{
    if (first == 0 || !(word_is_cue (words, first - 1, CUE_DETERMINER) || word_is (words, first - 1, "s")))
        return FALSE;
    for (guint i = first; *letters != '\0'; i++, letters++) {
        if (g_ascii_toupper (*word_text (words, i)) != *letters || words->items[i].flags & (WORD_STARTS)
            || !is_small_word (words, i))
            return FALSE;
        if (i > first && !words_is_spaced (words, i) && !words_has_hyphen (words, i))
            return FALSE;
    }
    return TRUE;
}

/* "A fire-proof deck hatch was tried. The FPDH burned." */
static void
infer_common_name (Finder *finder, const char *form)
{
    const Uses *uses = g_hash_table_lookup (finder->counted, form);
    guint n_letters = (guint) strlen (form);
    guint first = uses->word > NEAR_WORDS ? uses->word - NEAR_WORDS : 0;

    for (guint i = uses->word; i-- > first;) {
        if (i + n_letters > uses->word || !phrase_has_initials (finder->words, i, form))
            continue;
        add_inferred (finder, form, article_slice (finder->article, words_span (finder->words, i, i + n_letters)),
                      PAIRED_BY_WORDS);
        return;
    }
}

void
implied_find (Finder *finder)
{
    g_autoptr (GHashTable) wanted = unexplained (finder);
    g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    GHashTableIter iter;
    gpointer form, span;

    infer_publication (finder, wanted);
    initials_find (finder->words, finder->is_explained, wanted, found);
    g_hash_table_iter_init (&iter, found);
    while (g_hash_table_iter_next (&iter, &form, &span))
        add_inferred (finder, form, article_slice (finder->article, *(Span *) span), PAIRED_BY_NAME);
    g_hash_table_iter_init (&iter, wanted);
    while (g_hash_table_iter_next (&iter, &form, NULL))
        if (!g_hash_table_contains (finder->paired, form))
            infer_common_name (finder, form);
}
