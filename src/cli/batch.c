/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "batch-view.h"
#include "cli.h"
#include "shard.h"
#include "shut.h"

/* One run of "sheaf batch". */
typedef struct {
    char **inputs;
    char **lists;
    char *folder;
    char *language;
    char **glossaries;
    char *cover;
    char *device;
    char *jobs;
    char *shard;
    char *shards;
    char *report;
    char *sandbox;
    int n_reported;
    int timeout;
    int memory;
    gboolean is_grey;
    gboolean keeps_location;
    gboolean is_strict;
    gboolean has_no_cover;
    gboolean embeds_references;
    gboolean resumes;
    gboolean is_fresh;
    gboolean prunes;
    gboolean has_catalog;
    gboolean wants_json;
    gboolean is_quiet;
} BatchRun;

#define NOT_GIVEN G_MININT

static void
batch_clear (BatchRun *run)
{
    g_strfreev (run->inputs);
    g_strfreev (run->lists);
    g_strfreev (run->glossaries);
    g_free (run->folder);
    g_free (run->language);
    g_free (run->cover);
    g_free (run->device);
    g_free (run->jobs);
    g_free (run->shard);
    g_free (run->shards);
    g_free (run->report);
    g_free (run->sandbox);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatchRun, batch_clear)

static const Usage usage = {
    "batch",
    "INPUT… -O FOLDER",
    "Make a book of each article and document, in one folder.  INPUT is what \"sheaf pack\" takes,\n"
    "or a pattern such as \"news/**/*.html\"; of a folder, each file is one.  FOLDER/journal.ndjson\n"
    "says what is done: the next run does only what is new, has changed or failed.\n"
    "\n"
    "Exit status: 0 done, 3 some inputs failed and the others are done, 75 another run is at\n"
    "work in this folder, 130 or 143 ended by a signal, or another one of sysexits.h.",
};

static gboolean
batch_parse (BatchRun *run, int argc, char **argv, Status *status)
{
    const GOptionEntry entries[] = {
        { "output-folder", 'O', 0, G_OPTION_ARG_FILENAME, &run->folder, "Write the books into FOLDER", "FOLDER" },
        { "list", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &run->lists,
          "Take what this list or manifest names; may be given again", "FILE" },
        { "jobs", 'j', 0, G_OPTION_ARG_FILENAME, &run->jobs, "Make so many books at a time; auto: as processors allow",
          "N" },
        { "shard", 0, 0, G_OPTION_ARG_FILENAME, &run->shard,
          "Do this part of the inputs only, 1/8 to 8/8; auto: the one that SLURM_ARRAY_TASK_ID or its like says",
          "I/N" },
        { "shards", 0, 0, G_OPTION_ARG_FILENAME, &run->shards, "There are so many shards, for --shard auto", "N" },
        { "timeout", 0, 0, G_OPTION_ARG_INT, &run->timeout, "Give up an input after so long, 60 unless given",
          "SECONDS" },
        { "memory", 0, 0, G_OPTION_ARG_INT, &run->memory, "Give up an input that needs more, 1024 unless given",
          "MIB" },
        { "resume", 0, 0, G_OPTION_ARG_NONE, &run->resumes, "Leave alone what is done and unchanged, as is usual",
          NULL },
        { "no-resume", 0, 0, G_OPTION_ARG_NONE, &run->is_fresh, "Make all books anew", NULL },
        { "prune", 0, 0, G_OPTION_ARG_NONE, &run->prunes, "Remove books whose input is not there any more", NULL },
        { "catalog", 0, 0, G_OPTION_ARG_NONE, &run->has_catalog,
          "Write a catalogue of the books, OPDS, for reading programs to fetch them", NULL },
        { "report", 0, 0, G_OPTION_ARG_FILENAME, &run->report, "Write a page that says what became of the inputs",
          "FILE" },
        { "report-limit", 0, 0, G_OPTION_ARG_INT, &run->n_reported, "Show so many books on it, 500 unless given", "N" },
        { "language", 0, 0, G_OPTION_ARG_FILENAME, &run->language, "Take this for the articles' language", "TAG" },
        { "glossary", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &run->glossaries,
          "Explain the terms of this file, YAML or CSV; may be given again", "FILE" },
        { "cover", 0, 0, G_OPTION_ARG_FILENAME, &run->cover, "Take this picture for all covers", "FILE" },
        { "no-cover", 0, 0, G_OPTION_ARG_NONE, &run->has_no_cover, "Make books without covers", NULL },
        { "device", 0, 0, G_OPTION_ARG_FILENAME, &run->device,
          "Make pictures fit: kobo, kindle, phone, tablet, original or any", "NAME" },
        { "grey", 0, 0, G_OPTION_ARG_NONE, &run->is_grey, "Make pictures grey, for e-ink", NULL },
        { "keep-location", 0, 0, G_OPTION_ARG_NONE, &run->keeps_location, "Credit photos with where they were taken",
          NULL },
        { "strict", 0, 0, G_OPTION_ARG_NONE, &run->is_strict, "Leave out terms, sources, roles and speakers in doubt",
          NULL },
        { "embed-references", 0, 0, G_OPTION_ARG_NONE, &run->embeds_references,
          "Put the references into the books as files", NULL },
        { "sandbox", 0, 0, G_OPTION_ARG_FILENAME, &run->sandbox,
          "Take from sheaf what it does not need: auto, as far as the kernel can; require; off", "MODE" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &run->wants_json, "Print events in JSON", NULL },
        { "quiet", 'q', 0, G_OPTION_ARG_NONE, &run->is_quiet, "Print errors only", NULL },
        { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &run->inputs, NULL, NULL },
        { NULL },
    };

    run->timeout = run->memory = NOT_GIVEN;
    run->n_reported = REPORTED;
    return options_parse (&usage, entries, argc, argv, status);
}

/* What is wrong with the way it was called; NULL: nothing. */
static const char *
batch_misuse (const BatchRun *run)
{
    if (run->inputs == NULL && run->lists == NULL)
        return "no input given";
    if (run->folder == NULL || run->folder[0] == '\0')
        return "no output given: -O FOLDER";
    if (run->cover != NULL && run->has_no_cover)
        return "--cover and --no-cover exclude each other";
    if (run->resumes && run->is_fresh)
        return "--resume and --no-resume exclude each other";
    if (run->timeout < 1 && run->timeout != NOT_GIVEN)
        return "--timeout: at least a second";
    if ((run->memory < 16 && run->memory != NOT_GIVEN) || run->memory > 1024 * 1024)
        return "--memory: from 16 to 1048576 MiB";
    if (run->n_reported < 0 || run->n_reported > MOST_REPORTED)
        return "--report-limit: from 0 to 10000";
    return NULL;
}

#define MOST_JOBS 512

static gboolean
take_jobs (BatchOptions *options, const char *jobs, GError **error)
{
    guint64 n = 0;

    if (jobs != NULL && !g_str_equal (jobs, "auto") && !g_ascii_string_to_unsigned (jobs, 10, 1, MOST_JOBS, &n, NULL)) {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     "--jobs: \"%s\" is neither auto nor a number from 1 to %d", jobs, MOST_JOBS);
        return FALSE;
    }
    options->n_jobs = (guint) n;
    return TRUE;
}

static gboolean
batch_options (const BatchRun *run, BatchOptions *options, SheafOptions *books, GError **error)
{
    sheaf_options_init (books);
    books->language = run->language;
    books->cover = run->cover;
    books->has_no_cover = run->has_no_cover;
    books->embeds_references = run->embeds_references;
    books->is_grey = run->is_grey;
    books->keeps_location = run->keeps_location;
    books->is_strict = run->is_strict;
    books->remembers_files = TRUE;
    books->names_by_key = TRUE;
    batch_options_init (options);
    options->folder = run->folder;
    options->books = books;
    options->glossaries = run->glossaries;
    options->timeout = run->timeout > 0 ? (guint) run->timeout : options->timeout;
    options->memory = run->memory > 0 ? (guint) run->memory : options->memory;
    options->is_fresh = run->is_fresh;
    options->prunes = run->prunes;
    options->has_catalog = run->has_catalog;
    options->report = run->report;
    options->n_reported = (guint) run->n_reported;
    return options_take_device (books, run->device, error) && shut_check_mode (run->sandbox, error)
           && options_check_language (run->language, error) && options_take_epoch (books, error)
           && take_jobs (options, run->jobs, error);
}

/* What is read from standard input cannot be read twice. */
static gboolean
has_standard (char **paths)
{
    for (; paths != NULL && *paths != NULL; paths++)
        if (is_standard (*paths))
            return TRUE;
    return FALSE;
}

/* Events are for programs, but they may go elsewhere than the progress. */
static Progress *
show_progress (const BatchRun *run, const BatchOptions *options)
{
    SheafInputs *ahead = NULL;

    if (run->is_quiet || (run->wants_json && (isatty (STDOUT_FILENO) || !isatty (STDERR_FILENO))))
        return NULL;
    if (!has_standard (run->inputs) && !has_standard (run->lists)) {
        ahead = inputs_given (run->inputs, run->lists, SHEAF_INPUTS_EACH);
        if (options->n_shards > 0)
            sheaf_inputs_set_shard (ahead, options->shard, options->n_shards);
    }
    return progress_new (ahead);
}

static gboolean
batch_shut_in (const BatchRun *run, SheafOptions *books, Status *status)
{
    g_autoptr (Shut) shut = shut_new ();

    shut_keep (shut, run->folder, PLACE_READ | PLACE_WRITE | PLACE_FOLDERS);
    shut_keep_all (shut, run->lists, PLACE_READ);
    shut_keep_all (shut, run->glossaries, PLACE_READ);
    shut_keep (shut, run->cover, PLACE_READ);
    shut_keep (shut, run->report, PLACE_READ);
    shut_keep_output (shut, run->report);
    shut_keep_processes (shut);
    shut_keep_pictures (shut);
    return shut_in (shut, run->sandbox, run->inputs, run->lists, &books->unconfined, status);
}

Status
run_batch (int argc, char **argv)
{
    g_auto (BatchRun) run = { 0 };
    g_autoptr (SheafInputs) inputs = NULL;
    g_autoptr (GError) error = NULL;
    SheafOptions books;
    BatchOptions options;
    BatchView view;
    BatchEvents events;
    Status status;

    if (!batch_parse (&run, argc, argv, &status))
        return status;
    if (batch_misuse (&run) != NULL)
        return options_complain ("batch", "%s", batch_misuse (&run));
    if (!batch_options (&run, &options, &books, &error) || !batch_prepare (&options, &error))
        return options_fail ("batch", error);
    if (!batch_shut_in (&run, &books, &status))
        return status;
    inputs = inputs_given (run.inputs, run.lists, SHEAF_INPUTS_EACH);
    if (!shard_take (run.shard, run.shards, inputs, &options.shard, &options.n_shards, &error))
        return options_fail ("batch", error);
    view = (BatchView){ .folder = run.folder,
                        .wants_json = run.wants_json,
                        .is_quiet = run.is_quiet,
                        .is_shut_in = shut_is_wanted (run.sandbox) };
    view.progress = show_progress (&run, &options);
    batch_view_init (&view, &events);
    status = (Status) batch_run (inputs, &options, &events, &error);
    progress_free (view.progress);
    if (error != NULL)
        print_error ("%s", error->message);
    return status;
}
