/* SPDX-License-Identifier: MIT */
#include "correction.h"

#include "confidence.h"

#include <string.h>

/* Longer names of new sources are looked for by their first words only. */
#define MAX_NAME_WORDS 8

typedef struct {
    Article *article;
    GHashTable *by_name;  /* string -> GPtrArray of Source: the corrected ones, in their order */
    GHashTable *by_alias; /* string -> Source: who goes by it in the corrected list */
    GHashTable *taken;    /* corrected Source -> the found one that it corrects */
    GHashTable *becomes;  /* found Source -> what it is now; those that went are not in it */
} Correction;

static GHashTable *
table_new (GDestroyNotify destroy)
{
    return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, destroy);
}

static void
index_corrections (Correction *correction)
{
    GPtrArray *list = correction->article->corrections.sources;

    for (guint i = 0; i < list->len; i++) {
        Source *source = g_ptr_array_index (list, i);
        GPtrArray *namesakes = g_hash_table_lookup (correction->by_name, source->name);

        if (namesakes == NULL) {
            namesakes = g_ptr_array_new ();
            g_hash_table_insert (correction->by_name, (gpointer) source->name, namesakes);
        }
        g_ptr_array_add (namesakes, source);
        for (char **alias = source->aliases; alias != NULL && *alias != NULL; alias++)
            if (!g_hash_table_contains (correction->by_alias, *alias))
                g_hash_table_insert (correction->by_alias, *alias, source);
    }
}

/* The entry of the list that is about the found source.  Of several with one name, the next that is
 * free; of a name that is no longer there, the one that keeps it as an alias. */
static Source *
find_correction (const Correction *correction, const Source *found)
{
    GPtrArray *namesakes = g_hash_table_lookup (correction->by_name, found->name);

    if (namesakes == NULL)
        return g_hash_table_lookup (correction->by_alias, found->name);
    if (namesakes->len > 1)
        return g_ptr_array_steal_index (namesakes, 0);
    return g_ptr_array_index (namesakes, 0);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
    const Span *first = a, *second = b;

    return (first->start > second->start) - (first->start < second->start);
}

static void
take_over (Source *source, const Source *correction)
{
    source->kind = correction->kind;
    source->name = correction->name;
    source->role = corrected (correction->role, source->role);
    source->confidence = source->role_confidence = CONFIDENCE_CERTAIN;
    if (correction->aliases != NULL)
        source->aliases = correction->aliases;
}

/* A person who joins two entries writes the name of one among the aliases of the other. */
static void
join (Source *source, const Source *other)
{
    source->n_quotes += other->n_quotes;
    g_array_append_vals (source->cited, other->cited->data, other->cited->len);
    g_array_sort (source->cited, compare_spans);
}

/* Corrects the found sources; what is left of them stays in its order. */
static void
correct_found (Correction *correction)
{
    GPtrArray *sources = correction->article->sources;
    guint n_kept = 0;

    for (guint i = 0; i < sources->len; i++) {
        Source *found = g_ptr_array_index (sources, i), *same;
        Source *entry = find_correction (correction, found);

        if (entry == NULL)
            continue;
        same = g_hash_table_lookup (correction->taken, entry);
        g_hash_table_insert (correction->becomes, found, same != NULL ? same : found);
        if (same != NULL) {
            join (same, found);
            continue;
        }
        g_hash_table_insert (correction->taken, entry, found);
        take_over (found, entry);
        sources->pdata[n_kept++] = found;
    }
    g_ptr_array_set_size (sources, (gint) n_kept);
}

static void
correct_quotes (const Correction *correction)
{
    GPtrArray *quotes = correction->article->quotes;

    for (guint i = 0; i < quotes->len; i++) {
        Quote *quote = g_ptr_array_index (quotes, i);

        if (quote->speaker != NULL)
            quote->speaker = g_hash_table_lookup (correction->becomes, quote->speaker);
    }
}

static gboolean
is_word_char (const char *text, gsize at)
{
    return g_unichar_isalnum (g_utf8_get_char (text + at));
}

static gsize
skip (const char *text, gsize at, gsize end, gboolean over_words)
{
    while (at < end && is_word_char (text, at) == over_words)
        at = (gsize) (g_utf8_next_char (text + at) - text);
    return at;
}

static void
add_wanted (GHashTable *wanted, const char *name, Source *source)
{
    if (*name != '\0' && !g_hash_table_contains (wanted, name))
        g_hash_table_insert (wanted, (gpointer) name, source);
}

/* Cites the new source whose name the text has at `start`, the longest one, if there is one. */
static void
cite_at (const Article *article, GHashTable *wanted, gsize start)
{
    gsize end = start;
    Span longest = SPAN_NONE;
    Source *source = NULL;

    for (guint n = 0; n < MAX_NAME_WORDS && end < article->text_length; n++) {
        g_autofree char *name = NULL;
        Source *found;

        end = skip (article->text, end, article->text_length, TRUE);
        name = g_strndup (article->text + start, end - start);
        found = g_hash_table_lookup (wanted, name);
        if (found != NULL) {
            source = found;
            longest = (Span){ start, end };
        }
        end = skip (article->text, end, article->text_length, FALSE);
    }
    if (source != NULL && source->cited->len == 0)
        g_array_append_val (source->cited, longest);
}

static void
cite_new (const Article *article, GHashTable *wanted)
{
    gsize at = 0;

    while (g_hash_table_size (wanted) > 0 && at < article->text_length) {
        at = skip (article->text, at, article->text_length, FALSE);
        if (at < article->text_length)
            cite_at (article, wanted, at);
        at = skip (article->text, at, article->text_length, TRUE);
    }
}

static void
add_new (Correction *correction)
{
    GPtrArray *list = correction->article->corrections.sources;
    g_autoptr (GHashTable) wanted = table_new (NULL);

    for (guint i = 0; i < list->len; i++) {
        const Source *entry = g_ptr_array_index (list, i);
        Source *source;

        if (g_hash_table_contains (correction->taken, entry))
            continue;
        source = article_add_source (correction->article);
        take_over (source, entry);
        add_wanted (wanted, source->name, source);
        for (char **alias = source->aliases; *alias != NULL; alias++)
            add_wanted (wanted, *alias, source);
    }
    cite_new (correction->article, wanted);
}

void
sources_correct (Article *article)
{
    Correction correction = { .article = article };

    if (article->corrections.sources == NULL)
        return;
    correction.by_name = table_new ((GDestroyNotify) g_ptr_array_unref);
    correction.by_alias = table_new (NULL);
    correction.taken = g_hash_table_new (NULL, NULL);
    correction.becomes = g_hash_table_new (NULL, NULL);
    index_corrections (&correction);
    correct_found (&correction);
    correct_quotes (&correction);
    add_new (&correction);
    g_hash_table_unref (correction.by_name);
    g_hash_table_unref (correction.by_alias);
    g_hash_table_unref (correction.taken);
    g_hash_table_unref (correction.becomes);
}
