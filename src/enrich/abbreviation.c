/* SPDX-License-Identifier: MIT */
#include "abbreviation.h"

#include <string.h>

#include "lang/lang.h"
#include "passes.h"

/* Finds pairs of short and long form where the text puts one beside the other, and short forms that it
 * uses as if the reader knew: their letters are the initials of a name elsewhere in the text.
 *
 * Where to look is after Schwartz and Hearst (2003), with the other ways in which journalists bring an
 * abbreviation in: abbreviation-bracket.c, abbreviation-phrase.c and implied.c; which words belong to it is
 * long-form.c's, by align.c and, for the names of other languages, translated.c. */

char *
finder_singular (const char *form, gsize length)
{
    return g_strndup (form, length > 2 && form[length - 1] == 's' ? length - 1 : length);
}

static char *
fold_pair (const char *short_form, const char *long_form)
{
    g_autofree char *folded = g_utf8_casefold (long_form, -1);

    return g_strconcat (short_form, "\t", folded, NULL);
}

/* "New York (NY)", "50 euros (EUR)", "Eastern time (ET)": everybody knows, and it is no term of the article. */
static gboolean
is_code (const char *short_form, const char *long_form)
{
    const char *stands_for = lexicon_find (LEXICON_CODES, short_form, -1);
    g_autofree char *folded = NULL, *word = NULL;

    if (stands_for == NULL)
        return FALSE;
    folded = g_utf8_casefold (long_form, -1);
    word = g_utf8_casefold (stands_for, -1);
    return strstr (folded, word) != NULL;
}

static Abbreviation *
add_pair (Finder *finder, const char *short_form, const char *long_form, Span use, guint confidence)
{
    Arena *arena = finder->article->arena;
    g_autofree char *tidy = text_squeeze (long_form, -1);
    Abbreviation *abbreviation;

    if (is_code (short_form, tidy) || !g_hash_table_add (finder->seen, fold_pair (short_form, tidy)))
        return NULL;
    abbreviation = article_add_abbreviation (finder->article);
    abbreviation->short_form = arena_strdup (arena, short_form);
    abbreviation->long_form = arena_strdup (arena, tidy);
    abbreviation->use = use;
    abbreviation->confidence = confidence;
    g_hash_table_add (finder->paired, finder_singular (short_form, strlen (short_form)));
    return abbreviation;
}

void
finder_add (Finder *finder, const ShortForm *form, guint first, guint end, guint confidence)
{
    const Words *words = finder->words;
    gsize start = words->items[first].span.start, length = words->items[end - 1].span.end - start;
    g_autofree char *short_form = g_strndup (words->text + form->span.start, form->span.end - form->span.start);
    g_autofree char *long_form = g_strndup (words->text + start, length);

    add_pair (finder, short_form, long_form, form->span, confidence);
    memset (finder->is_explained + first, 1, end - first);
}

void
finder_add_implied (Finder *finder, const char *short_form, const char *long_form, Span use, Pairing pairing)
{
    Abbreviation *abbreviation = add_pair (finder, short_form, long_form, use, confidence_of_pair (pairing, 0));

    if (abbreviation != NULL)
        abbreviation->is_inferred = TRUE;
}

guint
finder_count_uses (const Finder *finder, const ShortForm *form)
{
    g_autofree char *singular =
        finder_singular (finder->words->text + form->span.start, form->span.end - form->span.start);
    const Uses *uses = g_hash_table_lookup (finder->counted, singular);

    return uses != NULL ? uses->n_uses : 0;
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
    const Abbreviation *first = *(const Abbreviation *const *) a, *second = *(const Abbreviation *const *) b;

    return (first->use.start > second->use.start) - (first->use.start < second->use.start);
}

void
enrich_abbreviations (SheafBook *book, Article *article)
{
    g_autoptr (Words) words = words_split (article->text, article->text_length);
    g_autofree guint8 *is_explained = g_new0 (guint8, words->n_items + 1);
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GHashTable) paired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Finder finder = { article, words, seen, counted, paired, is_explained, 0 };

    implied_count (&finder);
    for (guint i = 0; i < words->n_items; i++) {
        guint flags = words->items[i].flags;

        if (!(flags & WORD_SPACED) && is_opened_by_bracket (words, i))
            pair_in_brackets (&finder, i);
        else if (!(flags & WORD_BREAK))
            pair_after_phrase (&finder, i);
        if (flags & (WORD_CAPITAL | WORD_DIGIT))
            pair_before_phrase (&finder, i);
    }
    implied_find (&finder);
    /* In the order of the text, whatever the order of a hash table. */
    g_ptr_array_sort (article->abbreviations, compare_use);
}
