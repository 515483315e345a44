/* SPDX-License-Identifier: MIT */
#include "batch.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "catalog.h"
#include "jobs.h"
#include "journal.h"
#include "line.h"
#include "pool.h"
#include "report-page.h"
#include "tally.h"

/* Seconds that inputs at work may go on when a signal has come. */
#define GRACE 4

#define SOME_FAILED 3

typedef struct {
    SheafInputs *inputs;
    const BatchOptions *options;
    const BatchEvents *events;
    Folder *folder;
    Journal *journal;
    Pool *pool;
    char *hash;
    SheafBook *lender; /* of the glossaries' terms */
    BatchState state;
    Histogram cpu;      /* milliseconds for an input */
    gboolean is_at_end; /* there is no further input */
    gboolean has_fault; /* something that was given is no input, or could not be looked into */
    int first_failure;  /* exit status of the first input that failed; 0: none */
    int signals;        /* a signalfd */
    sigset_t mask;      /* as it was */
    int signal;         /* that came */
    gint64 deadline;    /* for what is at work when it came; -1 */
    GError *error;      /* that ends the run */
} Batch;

void
batch_options_init (BatchOptions *options)
{
    *options = (BatchOptions){ .timeout = 60, .memory = 1024, .n_reported = REPORTED };
}

gboolean
batch_prepare (BatchOptions *options, GError **error)
{
    if (options->n_jobs == 0)
        options->n_jobs = jobs_available ();
    return folder_create (options->folder, error);
}

/* ---- what comes back ---- */

static void
end_with (Batch *batch, GError *error)
{
    if (batch->error == NULL)
        batch->error = error;
    else
        g_error_free (error);
}

/* An older book that this input made under another name is gone before the journal knows of the new one: whoever is
 * killed in between does it again. */
static void
write_down (Batch *batch, const BatchArticle *article, const char *old)
{
    g_autoptr (GError) error = NULL;

    if (old != NULL && g_strcmp0 (old, article->output) != 0)
        (void) folder_remove (batch->folder, old);
    if (journal_append (batch->journal, article->input, article->line, &error))
        return;
    /* On a disk that is full for the line, though not for the book, the book would be one that nobody knows of. */
    if (article->output != NULL)
        (void) folder_remove (batch->folder, article->output);
    end_with (batch, g_steal_pointer (&error));
}

static void
count_notes (BatchState *state, const char *line)
{
    g_autofree char *copy = g_strdup (line);
    g_auto (JournalEntry) entry = { 0 };

    entry_init (&entry);
    if (!entry_read (&entry, copy))
        return;
    for (guint i = 0; i < entry.notes->len; i++)
        switch (tally_severity_of (&g_array_index (entry.notes, EntryNote, i))) {
        case TALLY_INFO: state->n_infos++; break;
        case TALLY_WARNING: state->n_warnings++; break;
        case TALLY_LOSS:
        case N_SEVERITIES: state->n_losses++; break;
        }
}

static void
tell (Batch *batch, const BatchArticle *article)
{
    switch (article->outcome) {
    case BATCH_DONE: batch->state.n_done++; break;
    case BATCH_FAILED: batch->state.n_failed++; break;
    case BATCH_UNCHANGED: batch->state.n_unchanged++; break;
    }
    if (article->outcome != BATCH_UNCHANGED)
        count_notes (&batch->state, article->line);
    batch->state.n_waiting = pool_n_busy (batch->pool);
    if (batch->events->article != NULL)
        batch->events->article (article, &batch->state, batch->events->data);
}

static void
take_result (const char *key, const Message *message, gpointer data)
{
    Batch *batch = data;
    const char *const *fields = message->fields;
    int exit = atoi (fields[RESULT_EXIT]);
    BatchArticle article = {
        .outcome = message->kind == MESSAGE_DONE     ? BATCH_DONE
                   : message->kind == MESSAGE_FAILED ? BATCH_FAILED
                                                     : BATCH_UNCHANGED,
        .input = key,
        .line = fields[RESULT_LINE],
        .output = fields[RESULT_OUTPUT],
        .error = fields[RESULT_ERROR],
        .cpu_ms = (guint) atoi (fields[RESULT_CPU]),
    };

    if (message->kind == MESSAGE_BROKEN) {
        end_with (batch, g_error_new_literal (SHEAF_ERROR, SHEAF_ERROR_OUTPUT, article.error));
        return;
    }
    if (article.outcome == BATCH_FAILED && batch->first_failure == 0)
        batch->first_failure = exit;
    if (article.outcome == BATCH_DONE)
        histogram_add (&batch->cpu, article.cpu_ms);
    if (article.outcome != BATCH_UNCHANGED)
        write_down (batch, &article, fields[RESULT_OLD]);
    if (batch->error == NULL)
        tell (batch, &article);
}

static void
take_death (const char *key, const char *meta, const char *what, int exit, gpointer data)
{
    Batch *batch = data;
    g_autofree char *options = worker_hash_with (batch->hash, meta), *error = g_strconcat (key, ": ", what, NULL);
    g_autofree char *line = line_write (&(LineFacts){ .input = key, .options = options, .error = error, .exit = exit });
    BatchArticle article = { .outcome = BATCH_FAILED, .input = key, .line = line, .error = error };

    if (batch->first_failure == 0)
        batch->first_failure = exit;
    write_down (batch, &article, NULL);
    if (batch->error == NULL)
        tell (batch, &article);
}

/* ---- what goes out ---- */

static void
tell_fault (Batch *batch, const GError *error)
{
    batch->has_fault = TRUE;
    batch->state.n_failed++;
    if (batch->first_failure == 0)
        batch->first_failure = sheaf_error_exit_status (error);
    if (batch->events->fault != NULL)
        batch->events->fault (error, &batch->state, batch->events->data);
}

static gboolean
check_input (const SheafInput *input, GError **error)
{
    if (strcmp (input->path, "-") != 0)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "standard input: many books are made of files only");
    return FALSE;
}

/* The report of an earlier run, in a folder of inputs. */
static gboolean
is_report (const Batch *batch, const SheafInput *input)
{
    struct stat ours, report;

    return batch->options->report != NULL && stat (input->path, &ours) == 0
           && stat (batch->options->report, &report) == 0 && ours.st_ino == report.st_ino
           && ours.st_dev == report.st_dev;
}

static void
give_next (Batch *batch)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *line = NULL;
    SheafInput input;

    if (!sheaf_inputs_next (batch->inputs, &input, &error)) {
        batch->is_at_end = error == NULL;
        if (error != NULL)
            tell_fault (batch, error);
        return;
    }
    if (folder_made (batch->folder, &input) || is_report (batch, &input))
        return;
    if (!check_input (&input, &error)) {
        tell_fault (batch, error);
        return;
    }
    line = journal_take (batch->journal, input.key, input.index);
    if (!pool_give (batch->pool, &input, line, &error))
        end_with (batch, g_steal_pointer (&error));
}

/* ---- signals ---- */

static void
catch_signals (Batch *batch)
{
    sigset_t set;

    sigemptyset (&set);
    sigaddset (&set, SIGINT);
    sigaddset (&set, SIGTERM);
    sigprocmask (SIG_BLOCK, &set, &batch->mask);
    batch->signals = signalfd (-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
take_signal (Batch *batch)
{
    struct signalfd_siginfo info;

    if (read (batch->signals, &info, sizeof info) != sizeof info)
        return;
    /* A second one does not wait any more. */
    batch->deadline = batch->signal == 0 ? g_get_monotonic_time () + GRACE * G_USEC_PER_SEC : 0;
    batch->signal = (int) info.ssi_signo;
}

/* ---- the run ---- */

static gboolean
is_stopping (const Batch *batch)
{
    return batch->signal != 0 || batch->error != NULL;
}

static gboolean
is_over (const Batch *batch)
{
    gboolean is_out_of_time = batch->deadline >= 0 && g_get_monotonic_time () >= batch->deadline;

    return is_out_of_time || ((batch->is_at_end || is_stopping (batch)) && pool_n_busy (batch->pool) == 0);
}

static void
run (Batch *batch)
{
    while (!is_over (batch)) {
        while (!batch->is_at_end && !is_stopping (batch) && pool_has_room (batch->pool))
            give_next (batch);
        if (!is_over (batch) && pool_wait (batch->pool, batch->signals, batch->deadline))
            take_signal (batch);
    }
}

static gboolean
write_report (const Batch *batch, GError **error)
{
    const BatchOptions *options = batch->options;
    const ReportPageOptions page = { .n_shown = options->n_reported, .cpu = &batch->cpu };
    const ReportSource source = { batch->folder->journal, options->folder };

    return options->report == NULL || report_page_write (options->report, &page, &source, 1, error);
}

/* Only of what is known to be whole: a folder that could not be looked into may have what seems to be gone. */
static void
finish (Batch *batch)
{
    gboolean prunes = batch->options->prunes && !batch->has_fault;
    g_autoptr (GError) error = NULL;

    folder_sync (batch->folder);
    if (!journal_finish (batch->journal, prunes, &batch->state.n_removed, &error)
        || (batch->options->has_catalog && batch->options->n_shards == 0
            && !catalog_write (batch->folder, FALSE, &error))
        || !write_report (batch, &error))
        end_with (batch, g_steal_pointer (&error));
    folder_sync (batch->folder);
}

static int
status_of (const Batch *batch)
{
    if (batch->error != NULL)
        return sheaf_error_exit_status (batch->error);
    if (batch->signal != 0)
        return 128 + batch->signal;
    return batch->first_failure != 0 && batch->state.n_done + batch->state.n_unchanged > 0 ? SOME_FAILED
                                                                                           : batch->first_failure;
}

static gboolean
begin (Batch *batch, WorkerTask *task, GError **error)
{
    const BatchOptions *options = batch->options;
    const PoolEvents events = { take_result, take_death, batch };

    if (options->report != NULL && !report_page_check (options->report, error))
        return FALSE;
    batch->journal = journal_open (batch->folder, error);
    if (batch->journal == NULL)
        return FALSE;
    task->journal = journal_descriptor (batch->journal);
    folder_sweep (batch->folder);
    batch->state.n_jobs = options->n_jobs > 0 ? options->n_jobs : jobs_available ();
    batch->pool = pool_new (task, batch->state.n_jobs, &events, error);
    return batch->pool != NULL;
}

static void
batch_clear (Batch *batch)
{
    /* The processes first: what they were at is swept away while nobody else may be in the folder. */
    g_clear_pointer (&batch->pool, pool_free);
    if (batch->journal != NULL)
        folder_sweep (batch->folder);
    g_clear_pointer (&batch->journal, journal_free);
    g_clear_pointer (&batch->folder, folder_free);
    g_clear_pointer (&batch->hash, g_free);
    g_clear_pointer (&batch->lender, sheaf_book_free);
    close (batch->signals);
    sigprocmask (SIG_SETMASK, &batch->mask, NULL);
}

static int
run_in_folder (Batch *batch, GError **error)
{
    WorkerTask task = { batch->options, batch->events, batch->folder, batch->lender, batch->hash, -1 };
    int status;

    if (!begin (batch, &task, error))
        return EX_TEMPFAIL;
    if (batch->events->begin != NULL)
        batch->events->begin (&batch->state, batch->lender, batch->events->data);
    run (batch);
    if (!is_stopping (batch))
        finish (batch);
    status = status_of (batch);
    batch->state.n_waiting = 0;
    if (batch->events->end != NULL)
        batch->events->end (&batch->state, status, batch->events->data);
    if (batch->error != NULL)
        g_propagate_error (error, batch->error);
    return status;
}

int
batch_run (SheafInputs *inputs, const BatchOptions *options, const BatchEvents *events, GError **error)
{
    Batch batch = { .inputs = inputs, .options = options, .events = events, .deadline = -1 };
    GError *cause = NULL;
    int status = EX_USAGE;

    catch_signals (&batch);
    batch.hash = worker_hash (options, &cause);
    if (batch.hash != NULL)
        batch.lender = worker_lender (options, &cause);
    if (batch.lender != NULL)
        batch.folder = folder_open (options->folder, options->shard, options->n_shards, &cause);
    if (batch.folder != NULL)
        status = run_in_folder (&batch, &cause);
    batch_clear (&batch);
    if (cause != NULL) {
        status = sheaf_error_exit_status (cause);
        g_propagate_error (error, cause);
    }
    return status;
}
