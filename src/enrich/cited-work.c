/* SPDX-License-Identifier: MIT */
#include "cited-work.h"

#include <string.h>

#include "cues.h"
#include "lang/lang.h"
#include "term-phrase.h"

#define NAME_WORDS 10

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

const char *
cited_work_at (const Article *article, const Words *words, guint i)
{
    guint first, end;

    while (i < words->n_items && word_is_cue (words, i, CUE_DETERMINER))
        i++;
    first = end = i;
    for (; i < words->n_items && i < first + NAME_WORDS; i++) {
        if (i > first && (words_gap_has (words, i, ",;:()“”\"") || words->items[i].flags & WORD_STARTS))
            break;
        if (words->items[i].flags & WORD_CAPITAL)
            end = i + 1;
        else if (!word_is_stop (words, i))
            break;
    }
    if (end < first + 2 || !is_work (words, first, end))
        return NULL;
    return arena_strndup (article->arena, words->text + words->items[first].span.start,
                          words->items[end - 1].span.end - words->items[first].span.start);
}

const char *
cited_work_before (const Article *article, const Words *words, guint term, guint gloss)
{
    guint start = sentence_start (words, term, 40), after = cue_after (words, start, CUE_SOURCE);

    if (after > start)
        return cited_work_at (article, words, after);
    for (guint i = term; i + 1 < gloss; i++) {
        after = cue_after (words, i, CUE_SOURCE);
        if (after > i)
            return cited_work_at (article, words, after);
    }
    return NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

static void
add_name (GTree *by_name, const char *name, Source *source)
{
    g_autofree char *key = term_key (name, NULL);

    if (g_tree_lookup (by_name, key) == NULL)
        g_tree_insert (by_name, g_steal_pointer (&key), source);
}

/* All names stand before all aliases. */
static GTree *
index_sources (const Article *article)
{
    GTree *by_name = g_tree_new_full (compare_keys, NULL, g_free, NULL);

    for (guint i = 0; i < article->sources->len; i++) {
        Source *source = g_ptr_array_index (article->sources, i);

        if (source->name != NULL)
            add_name (by_name, source->name, source);
    }
    for (guint i = 0; i < article->sources->len; i++) {
        Source *source = g_ptr_array_index (article->sources, i);

        for (char **alias = source->aliases; *alias != NULL; alias++)
            add_name (by_name, *alias, source);
    }
    return by_name;
}

void
terms_find_works (Article *article)
{
    g_autoptr (GTree) by_name = NULL;

    for (guint i = 0; i < article->terms->len; i++) {
        Term *term = g_ptr_array_index (article->terms, i);
        g_autofree char *key = term->stated_by != NULL ? term_key (term->stated_by, NULL) : NULL;

        if (key == NULL)
            continue;
        if (by_name == NULL)
            by_name = index_sources (article);
        term->work = g_tree_lookup (by_name, key);
    }
}
