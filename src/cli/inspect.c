/* SPDX-License-Identifier: MIT */
#include "cli.h"
#include "shut.h"

/* One run of "sheaf inspect". */
typedef struct {
    char **inputs;
    char **lists;
    char *language;
    char **glossaries;
    char *sidecar;
    char *sandbox;
    gboolean keeps_location;
    gboolean is_strict;
    gboolean wants_json;
    gboolean wants_tree;
    gboolean reads_lines;
} Inspect;

static void
inspect_clear (Inspect *inspect)
{
    g_strfreev (inspect->inputs);
    g_strfreev (inspect->lists);
    g_strfreev (inspect->glossaries);
    g_free (inspect->language);
    g_free (inspect->sidecar);
    g_free (inspect->sandbox);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Inspect, inspect_clear)

static const Usage usage = {
    "inspect",
    "INPUT…",
    "Say what is understood of articles: as a YAML sidecar, which \"sheaf pack\" takes back,\n"
    "or in one of the other forms.  INPUT is what \"sheaf pack\" takes.\n"
    "\n"
    "Exit status: 0 done, 3 some of several inputs or lines failed, or one of sysexits.h.",
};

static gboolean
inspect_parse (Inspect *inspect, int argc, char **argv, Status *status)
{
    const GOptionEntry entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &inspect->wants_json, "Print a line of JSON for each article", NULL },
        { "tree", 0, 0, G_OPTION_ARG_NONE, &inspect->wants_tree, "Print the tree of nodes, for bug reports", NULL },
        { "stdin-text", 0, 0, G_OPTION_ARG_NONE, &inspect->reads_lines,
          "With --json: take each line {\"id\", \"text\"} of standard input for an article", NULL },
        { "list", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &inspect->lists,
          "Take what this list or manifest names; may be given again", "FILE" },
        { "language", 0, 0, G_OPTION_ARG_FILENAME, &inspect->language, "Take this for the articles' language", "TAG" },
        { "glossary", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &inspect->glossaries,
          "Explain the terms of this file, YAML or CSV; may be given again", "FILE" },
        { "meta", 0, 0, G_OPTION_ARG_FILENAME, &inspect->sidecar, "Take corrections from this sidecar", "FILE" },
        { "keep-location", 0, 0, G_OPTION_ARG_NONE, &inspect->keeps_location, "Say where photos were taken", NULL },
        { "strict", 0, 0, G_OPTION_ARG_NONE, &inspect->is_strict,
          "Leave out terms, sources, roles and speakers in doubt", NULL },
        { "sandbox", 0, 0, G_OPTION_ARG_FILENAME, &inspect->sandbox,
          "Take from sheaf what it does not need: auto, as far as the kernel can; require; off", "MODE" },
        { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &inspect->inputs, NULL, NULL },
        { NULL },
    };

    return options_parse (&usage, entries, argc, argv, status);
}

static const char *
lines_misuse (const Inspect *inspect)
{
    if (!inspect->wants_json)
        return "--stdin-text needs --json";
    if (inspect->inputs != NULL || inspect->lists != NULL || inspect->sidecar != NULL)
        return "--stdin-text reads standard input alone";
    return NULL;
}

/* What is wrong with the way it was called; NULL: nothing. */
static const char *
inspect_misuse (const Inspect *inspect)
{
    gboolean has_several;

    if (inspect->wants_json && inspect->wants_tree)
        return "--json and --tree exclude each other";
    if (inspect->reads_lines)
        return lines_misuse (inspect);
    if (inspect->inputs == NULL && inspect->lists == NULL)
        return "no input given";
    has_several = (inspect->sidecar != NULL || (!inspect->wants_json && !inspect->wants_tree))
                  && inputs_are_several (inspect->inputs, inspect->lists);
    if (has_several && inspect->sidecar != NULL)
        return "--meta belongs to one input, and there are several";
    if (has_several && !inspect->wants_json && !inspect->wants_tree)
        return "a sidecar belongs to one input, and there are several; --json takes them all";
    return NULL;
}

static void
print_book (const Inspect *inspect, SheafBook *book)
{
    g_autofree char *text = NULL;

    if (inspect->wants_json)
        text = sheaf_book_inspect_json (book);
    else if (inspect->wants_tree)
        text = sheaf_book_dump (book);
    else
        text = sheaf_book_inspect_yaml (book);
    output_print (text);
    if (!inspect->wants_json) /* the JSON has them */
        print_notes (book, FALSE);
}

static gboolean
inspect_input (const Inspect *inspect, SheafBook *book, const SheafInput *input, GError **error)
{
    if (!book_read_input (book, input, error))
        return FALSE;
    sheaf_book_enrich (book);
    print_book (inspect, book);
    return TRUE;
}

/* A book for each input, so that one takes no memory while the next is looked at. */
static Status
inspect_inputs (const Inspect *inspect, const SheafOptions *options)
{
    g_autoptr (SheafInputs) inputs = inputs_given (inspect->inputs, inspect->lists, SHEAF_INPUTS_WHOLE);
    guint n_inputs = 0, n_failed = 0;
    Status failure = STATUS_DONE;

    for (; !output_is_broken (); n_inputs++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (SheafBook) book = book_open (options, inspect->glossaries, &error);
        SheafInput input;

        if (book == NULL) {
            print_error ("%s", error->message);
            return status_of (error);
        }
        if (sheaf_inputs_next (inputs, &input, &error) && inspect_input (inspect, book, &input, &error))
            continue;
        if (error == NULL)
            break;
        print_error ("%s", error->message);
        failure = n_failed++ == 0 ? status_of (error) : failure;
    }
    return n_failed > 0 && n_failed < n_inputs ? STATUS_SOME_FAILED : failure;
}

static gboolean
inspect_shut_in (const Inspect *inspect, SheafOptions *options, Status *status)
{
    g_autoptr (Shut) shut = shut_new ();

    shut_keep_all (shut, inspect->lists, PLACE_READ);
    shut_keep_all (shut, inspect->glossaries, PLACE_READ);
    shut_keep (shut, inspect->sidecar, PLACE_READ);
    return shut_in (shut, inspect->sandbox, inspect->inputs, inspect->lists, &options->unconfined, status);
}

Status
run_inspect (int argc, char **argv)
{
    g_auto (Inspect) inspect = { 0 };
    g_autoptr (GError) error = NULL;
    SheafOptions options;
    Status status;

    if (!inspect_parse (&inspect, argc, argv, &status))
        return status;
    if (inspect_misuse (&inspect) != NULL)
        return options_complain ("inspect", "%s", inspect_misuse (&inspect));
    if (!options_check_language (inspect.language, &error) || !shut_check_mode (inspect.sandbox, &error))
        return options_fail ("inspect", error);
    sheaf_options_init (&options);
    options.language = inspect.language;
    options.sidecar = inspect.sidecar;
    options.is_for_inspection = TRUE;
    options.keeps_location = inspect.keeps_location;
    options.is_strict = inspect.is_strict;
    if (!inspect_shut_in (&inspect, &options, &status))
        return status;
    if (inspect.reads_lines)
        return inspect_lines (&options, inspect.glossaries);
    return inspect_inputs (&inspect, &options);
}
