/* SPDX-License-Identifier: MIT */
#include "confidence.h"
#include "passes.h"

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

static int
compare_spans (gconstpointer a, gconstpointer b)
{
    const Span *first = a, *second = b;

    return (first->start > second->start) - (first->start < second->start);
}

/* Takes back that the source is quoted there.  Its places stand in their order, and one of them is the quotation. */
static void
unquote (Quote *quote)
{
    GArray *cited = quote->speaker->cited;
    guint place;

    if (g_array_binary_search (cited, &quote->span, compare_spans, &place))
        g_array_remove_index (cited, place);
    quote->speaker->n_quotes--;
    quote->speaker = NULL;
}

static guint
leave_out_speakers (GPtrArray *quotes)
{
    guint n = 0;

    for (guint i = 0; i < quotes->len; i++) {
        Quote *quote = g_ptr_array_index (quotes, i);

        if (quote->speaker == NULL || quote->confidence >= CONFIDENCE_DOUBTFUL)
            continue;
        unquote (quote);
        n++;
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
    doubts.n_speakers = leave_out_speakers (article->quotes);
    leave_out_sources (article, &doubts);
    tell (book, article, &doubts);
}
