/* SPDX-License-Identifier: MIT */
#include "batch/batch.h"
#include "cli.h"
#include "shut.h"

/* One run of "sheaf merge". */
typedef struct {
    char **journals;
    char *folder;
    char *report;
    char *sandbox;
    int n_reported;
    gboolean is_partial;
    gboolean has_catalog;
    gboolean is_quiet;
} MergeRun;

static void
run_clear (MergeRun *run)
{
    g_strfreev (run->journals);
    g_free (run->folder);
    g_free (run->report);
    g_free (run->sandbox);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MergeRun, run_clear)

static const Usage usage = {
    "merge",
    "-O FOLDER [JOURNAL…]",
    "Make one journal of those that the shards of \"sheaf batch\" left in the folder of their\n"
    "books, or of these: the one that a run without shards would have left.\n"
    "\n"
    "Exit status: 0 done, 3 done and something is missing, 75 some shards have not ended and\n"
    "nothing is done, or another one of sysexits.h.",
};

static gboolean
parse (MergeRun *run, int argc, char **argv, Status *status)
{
    const GOptionEntry entries[] = {
        { "output-folder", 'O', 0, G_OPTION_ARG_FILENAME, &run->folder, "The folder of the books", "FOLDER" },
        { "partial", 0, 0, G_OPTION_ARG_NONE, &run->is_partial, "Take what there is, even if shards are missing",
          NULL },
        { "catalog", 0, 0, G_OPTION_ARG_NONE, &run->has_catalog,
          "Write a catalogue of the books, OPDS, for reading programs to fetch them", NULL },
        { "report", 0, 0, G_OPTION_ARG_FILENAME, &run->report, "Write a page that says what became of the inputs",
          "FILE" },
        { "report-limit", 0, 0, G_OPTION_ARG_INT, &run->n_reported, "Show so many books on it, 500 unless given", "N" },
        { "sandbox", 0, 0, G_OPTION_ARG_FILENAME, &run->sandbox,
          "Take from sheaf what it does not need: auto, as far as the kernel can; require; off", "MODE" },
        { "quiet", 'q', 0, G_OPTION_ARG_NONE, &run->is_quiet, "Print errors only", NULL },
        { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &run->journals, NULL, NULL },
        { NULL },
    };

    run->n_reported = REPORTED;
    return options_parse (&usage, entries, argc, argv, status);
}

static void
print_trouble (const char *message, gpointer data)
{
    print_error ("%s", message);
}

static void
print_counts (const MergeRun *run, const MergeCounts *counts)
{
    g_autofree char *folder = escape_controls (run->folder);
    g_autofree char *line = NULL;

    if (run->is_quiet)
        return;
    if (counts->n_shards == 0)
        line = g_strdup_printf ("%s: there was nothing to merge\n", folder);
    else
        line = g_strdup_printf ("%s: %u of %u shards, %" G_GUINT64_FORMAT " inputs\n", folder,
                                counts->n_shards - counts->n_missing, counts->n_shards, counts->n_inputs);
    output_print (line);
}

static gboolean
merge_shut_in (const MergeRun *run, Status *status)
{
    g_autoptr (Shut) shut = shut_new ();
    const char *lack;

    shut_keep (shut, run->folder, PLACE_READ | PLACE_WRITE | PLACE_FOLDERS);
    shut_keep_all (shut, run->journals, PLACE_READ);
    shut_keep (shut, run->report, PLACE_READ);
    shut_keep_output (shut, run->report);
    if (run->has_catalog)
        shut_keep_pictures (shut);
    return shut_in (shut, run->sandbox, NULL, NULL, &lack, status);
}

Status
run_merge (int argc, char **argv)
{
    g_auto (MergeRun) run = { 0 };
    g_autoptr (GError) error = NULL;
    MergeOptions options;
    MergeCounts counts;
    Status status;

    if (!parse (&run, argc, argv, &status))
        return status;
    if (run.folder == NULL || run.folder[0] == '\0')
        return options_complain ("merge", "no folder given: -O FOLDER");
    if (run.n_reported < 0 || run.n_reported > MOST_REPORTED)
        return options_complain ("merge", "--report-limit: from 0 to %d", MOST_REPORTED);
    if (!shut_check_mode (run.sandbox, &error))
        return options_fail ("merge", error);
    if (!merge_shut_in (&run, &status))
        return status;
    options = (MergeOptions){
        .folder = run.folder,
        .journals = run.journals,
        .is_partial = run.is_partial,
        .has_catalog = run.has_catalog,
        .report = run.report,
        .n_reported = (guint) run.n_reported,
    };
    if (!merge_run (&options, &counts, print_trouble, NULL, &error)) {
        print_error ("%s", error->message);
        return status_of (error);
    }
    print_counts (&run, &counts);
    return counts.n_missing > 0 || counts.n_lost > 0 ? STATUS_SOME_FAILED : STATUS_DONE;
}
