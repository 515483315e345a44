/* SPDX-License-Identifier: MIT */
#include "passes.h"

#include <string.h>

/* What was left out, by kind. */
typedef struct {
    guint n_abbreviations, n_definitions, n_sources, n_roles, n_speakers;
} Doubts;

static guint
leave_out_abbreviations (GPtrArray *all)
{
    guint n_kept = 0, n = all->len;

    for (guint i = 0; i < n; i++)
        if (((const Abbreviation *) g_ptr_array_index (all, i))->confidence >= CONFIDENCE_DOUBTFUL)
            all->pdata[n_kept++] = all->pdata[i];
    g_ptr_array_set_size (all, (gint) n_kept);
    return n - n_kept;
}

static guint
leave_out_definitions (GPtrArray *all)
{
    guint n_kept = 0, n = all->len;

    for (guint i = 0; i < n; i++)
        if (((const Definition *) g_ptr_array_index (all, i))->confidence >= CONFIDENCE_DOUBTFUL)
            all->pdata[n_kept++] = all->pdata[i];
    g_ptr_array_set_size (all, (gint) n_kept);
    return n - n_kept;
}

/* Takes what is no citation any more out of the source's places; both lists stand in the order of the text. */
static void
forget_places (Source *source, const GArray *quoted)
{
    guint n_kept = 0, next = 0;

    for (guint i = 0; i < source->cited->len; i++) {
        Span place = g_array_index (source->cited, Span, i);

        while (next < quoted->len && g_array_index (quoted, Span, next).start < place.start)
            next++;
        if (next == quoted->len || memcmp (&g_array_index (quoted, Span, next), &place, sizeof place) != 0)
            g_array_index (source->cited, Span, n_kept++) = place;
    }
    g_array_set_size (source->cited, n_kept);
}

/* Of each source the quotations in doubt: Source -> array of Span. */
static GHashTable *
doubtful_quotes (GPtrArray *quotes, guint *n)
{
    GHashTable *by_source = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

    for (guint i = 0; i < quotes->len; i++) {
        Quote *quote = g_ptr_array_index (quotes, i);
        GArray *spans;

        if (quote->speaker == NULL || quote->confidence >= CONFIDENCE_DOUBTFUL)
            continue;
        spans = g_hash_table_lookup (by_source, quote->speaker);
        if (spans == NULL) {
            spans = g_array_new (FALSE, FALSE, sizeof (Span));
            g_hash_table_insert (by_source, quote->speaker, spans);
        }
        g_array_append_val (spans, quote->span);
        quote->speaker->n_quotes--;
        quote->speaker = NULL;
        ++*n;
    }
    return by_source;
}

static guint
leave_out_speakers (Article *article)
{
    guint n = 0;
    g_autoptr (GHashTable) by_source = doubtful_quotes (article->quotes, &n);

    for (guint i = 0; i < article->sources->len; i++) {
        Source *source = g_ptr_array_index (article->sources, i);
        const GArray *quoted = g_hash_table_lookup (by_source, source);

        if (quoted != NULL)
            forget_places (source, quoted);
    }
    return n;
}

/* Whom only doubtful quotations made a source is none; whom a sidecar names always is one. */
static gboolean
is_doubtful (const Source *source)
{
    return source->confidence < CONFIDENCE_DOUBTFUL
           || (source->confidence < CONFIDENCE_CERTAIN && source->cited->len == 0);
}

static void
leave_out_sources (Article *article, Doubts *doubts)
{
    GPtrArray *sources = article->sources;
    g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
    guint n_kept = 0;

    for (guint i = 0; i < sources->len; i++) {
        Source *source = g_ptr_array_index (sources, i);

        if (is_doubtful (source)) {
            g_hash_table_add (gone, source);
            continue;
        }
        if (source->role != NULL && source->role_confidence < CONFIDENCE_DOUBTFUL) {
            source->role = NULL;
            doubts->n_roles++;
        }
        sources->pdata[n_kept++] = source;
    }
    doubts->n_sources = sources->len - n_kept;
    g_ptr_array_set_size (sources, (gint) n_kept);
    for (guint i = 0; i < article->quotes->len; i++) {
        Quote *quote = g_ptr_array_index (article->quotes, i);

        if (quote->speaker != NULL && g_hash_table_contains (gone, quote->speaker))
            quote->speaker = NULL;
    }
}

static void
append_count (GString *list, guint n, const char *one, const char *several)
{
    if (n > 0)
        g_string_append_printf (list, "%s%u %s", list->len > 0 ? ", " : "", n, n == 1 ? one : several);
}

static void
tell (SheafBook *book, const Article *article, const Doubts *doubts)
{
    g_autoptr (GString) list = g_string_new (NULL);

    append_count (list, doubts->n_abbreviations, "abbreviation", "abbreviations");
    append_count (list, doubts->n_definitions, "definition", "definitions");
    append_count (list, doubts->n_sources, "source", "sources");
    append_count (list, doubts->n_roles, "role", "roles");
    append_count (list, doubts->n_speakers, "speaker of a quotation", "speakers of quotations");
    if (list->len > 0)
        report_note (book->report, NOTE_DOUBTFUL_LEFT_OUT, article->origin.path, 0, "%s", list->str);
}

void
enrich_doubts (SheafBook *book, Article *article)
{
    Doubts doubts = { 0 };

    if (!book->options.is_strict)
        return;
    doubts.n_abbreviations = leave_out_abbreviations (article->abbreviations);
    doubts.n_definitions = leave_out_definitions (article->definitions);
    doubts.n_speakers = leave_out_speakers (article);
    leave_out_sources (article, &doubts);
    tell (book, article, &doubts);
}
