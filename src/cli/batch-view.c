/* SPDX-License-Identifier: MIT */
#include "batch-view.h"

#include <math.h>
#include <string.h>

#include "cli.h"
#include "memory.h"
#include "shut.h"

/* ---- for people ---- */

static void
print_article (const BatchArticle *article, const BatchState *state, gpointer data)
{
    const BatchView *view = data;

    if (article->error != NULL) {
        progress_clear (view->progress);
        print_error ("%s", article->error);
    }
    if (view->progress != NULL)
        progress_update (view->progress, state);
}

static void
print_fault (const GError *error, const BatchState *state, gpointer data)
{
    progress_clear (((const BatchView *) data)->progress);
    print_error ("%s", error->message);
}

static void
append_count (GString *line, const char *separator, guint64 n, const char *what)
{
    g_string_append_printf (line, "%s%" G_GUINT64_FORMAT " %s", separator, n, what);
}

/* What was found in what was done, and how long that took. */
static void
append_details (GString *line, const BatchState *state, double seconds)
{
    g_string_append (line, " (");
    if (state->n_losses > 0)
        append_count (line, "", state->n_losses, state->n_losses == 1 ? "loss, " : "losses, ");
    if (state->n_warnings > 0)
        append_count (line, "", state->n_warnings, state->n_warnings == 1 ? "warning, " : "warnings, ");
    if (state->n_infos > 0)
        append_count (line, "", state->n_infos, state->n_infos == 1 ? "info, " : "infos, ");
    if (seconds < 60)
        g_string_append_printf (line, seconds < 10 ? "%.1f s)" : "%.0f s)", seconds);
    else
        g_string_append_printf (line, "%.0f min %.0f s)", floor (seconds / 60), fmod (seconds, 60));
}

/* books: 97 done, 3 unchanged, 1 failed (2 losses, 5 warnings, 1.8 s) */
static void
print_end (const BatchState *state, int status, gpointer data)
{
    const BatchView *view = data;
    g_autofree char *folder = escape_controls (view->folder);
    g_autoptr (GString) line = g_string_new (folder);

    append_count (line, ": ", state->n_done, "done");
    append_count (line, ", ", state->n_unchanged, "unchanged");
    append_count (line, ", ", state->n_failed, "failed");
    if (state->n_removed > 0)
        append_count (line, ", ", state->n_removed, "removed");
    append_details (line, state, (double) (g_get_monotonic_time () - view->start) / G_USEC_PER_SEC);
    g_string_append_c (line, '\n');
    progress_clear (view->progress);
    output_print (line->str);
}

/* ---- for programs ---- */

static char *
quote (const char *text)
{
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), valid);

    return json_text (node);
}

static void
print_begin (const BatchState *state, SheafBook *glossary, gpointer data)
{
    if (!((const BatchView *) data)->is_quiet)
        print_notes (glossary, FALSE);
}

static void
write_begin (const BatchState *state, SheafBook *glossary, gpointer data)
{
    g_autofree char *folder = quote (((const BatchView *) data)->folder);
    g_autofree char *event =
        g_strdup_printf ("{\"event\":\"begin\",\"output\":%s,\"jobs\":%u}\n", folder, state->n_jobs);

    output_print (event);
}

/* What the journal says of it, and one thing more. */
static void
write_article (const BatchArticle *article, const BatchState *state, gpointer data)
{
    g_autoptr (GString) event = g_string_new ("{\"event\":\"article\",");

    if (article->outcome == BATCH_UNCHANGED) {
        g_autofree char *input = quote (article->input), *output = quote (article->output);

        g_string_append_printf (event, "\"input\":%s,\"status\":\"unchanged\",\"output\":%s", input, output);
    } else {
        g_string_append_len (event, article->line + 1, (gssize) strlen (article->line) - 2);
    }
    g_string_append_printf (event, ",\"cpu_ms\":%u}\n", article->cpu_ms);
    output_print (event->str);
    print_article (article, state, data);
}

static void
write_end (const BatchState *state, int status, gpointer data)
{
    g_autofree char *event =
        g_strdup_printf ("{\"event\":\"end\",\"done\":%" G_GUINT64_FORMAT ",\"failed\":%" G_GUINT64_FORMAT
                         ",\"unchanged\":%" G_GUINT64_FORMAT ",\"removed\":%" G_GUINT64_FORMAT ",\"exit\":%d}\n",
                         state->n_done, state->n_failed, state->n_unchanged, state->n_removed, status);

    progress_clear (((const BatchView *) data)->progress);
    output_print (event);
}

static void
begin_worker (gpointer data)
{
    const BatchView *view = data;

    memory_is_for_worker ();
    if (view->is_shut_in)
        shut_in_worker ();
}

void
batch_view_init (BatchView *view, BatchEvents *events)
{
    view->start = g_get_monotonic_time ();
    *events = (BatchEvents){
        .begin = view->wants_json ? write_begin : print_begin,
        .article = view->wants_json ? write_article : print_article,
        .fault = print_fault,
        .end = view->wants_json ? write_end
               : view->is_quiet ? NULL
                                : print_end,
        .begin_worker = begin_worker,
        .data = view,
    };
}
