/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "memory.h"
#include "shut.h"

/* One run of "sheaf pack". */
typedef struct {
    char **inputs;
    char **lists; /* of inputs */
    char *output;
    char *title;
    char *language;
    char **glossaries;
    char *sidecar;
    char *cover;
    char **references; /* files to write beside the book */
    char *device;
    char *group_by;
    char *sort;
    char *since;
    char *first_day; /* that it means */
    char *sandbox;
    char *max_articles;
    char *max_size;
    guint most_articles; /* of a volume; 0: no limit */
    guint64 most_bytes;
    gboolean is_grey;
    gboolean keeps_location;
    gboolean is_strict;
    gboolean has_no_cover;
    gboolean embeds_references;
    gboolean may_replace;
    gboolean wants_json;
    gboolean is_quiet;
    gboolean is_verbose;
    GPtrArray *errors; /* char *: what the JSON report says of them */
} Pack;

static void
pack_clear (Pack *pack)
{
    g_strfreev (pack->inputs);
    g_strfreev (pack->lists);
    g_strfreev (pack->glossaries);
    g_strfreev (pack->references);
    g_free (pack->output);
    g_free (pack->title);
    g_free (pack->language);
    g_free (pack->sidecar);
    g_free (pack->cover);
    g_free (pack->device);
    g_free (pack->group_by);
    g_free (pack->sort);
    g_free (pack->since);
    g_free (pack->first_day);
    g_free (pack->sandbox);
    g_free (pack->max_articles);
    g_free (pack->max_size);
    g_clear_pointer (&pack->errors, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pack, pack_clear)

static const Usage usage = {
    "pack",
    "INPUT… -o BOOK.epub",
    "Pack articles into one book, in the order given.  INPUT is a web page, a web archive\n"
    "(MHTML, WARC), Markdown, a feed, an EPUB or plain text, or a ZIP archive or folder of them,\n"
    "or a quoted pattern, such as \"news/**/*.html\".\n"
    "INPUT and BOOK.epub may be - for standard input and output.\n"
    "\n"
    "Exit status: 0 done, 3 some inputs failed and the others are in the book, or one of\n"
    "sysexits.h: nothing is written then.",
};

static gboolean
pack_parse (Pack *pack, int argc, char **argv, Status *status)
{
    /* FILENAME for text too: GLib would take STRING for the locale's encoding. */
    const GOptionEntry entries[] = {
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &pack->output, "Write the book to FILE", "FILE" },
        { "list", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pack->lists,
          "Pack what this list names, text or NDJSON; may be given again", "FILE" },
        { "group-by", 0, 0, G_OPTION_ARG_FILENAME, &pack->group_by,
          "Make parts of the articles: by folder, date, publication or author", "WHAT" },
        { "sort", 0, 0, G_OPTION_ARG_FILENAME, &pack->sort, "Sort them by title, date or author", "WHAT" },
        { "since", 0, 0, G_OPTION_ARG_FILENAME, &pack->since,
          "Leave out those of days before DATE, or older than 7d (days) or 4w (weeks)", "DATE" },
        { "max-articles", 0, 0, G_OPTION_ARG_FILENAME, &pack->max_articles,
          "Make volumes of at most N articles each, BOOK-1.epub and so on", "N" },
        { "max-size", 0, 0, G_OPTION_ARG_FILENAME, &pack->max_size, "Make volumes of at most this size, as in 50MB",
          "SIZE" },
        { "force", 'f', 0, G_OPTION_ARG_NONE, &pack->may_replace, "Replace FILE if it is there", NULL },
        { "title", 0, 0, G_OPTION_ARG_FILENAME, &pack->title, "Give the book this title", "TEXT" },
        { "language", 0, 0, G_OPTION_ARG_FILENAME, &pack->language, "Take this for the articles' language", "TAG" },
        { "glossary", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pack->glossaries,
          "Explain the terms of this file, YAML or CSV; may be given again", "FILE" },
        { "meta", 0, 0, G_OPTION_ARG_FILENAME, &pack->sidecar, "Take corrections from this sidecar", "FILE" },
        { "cover", 0, 0, G_OPTION_ARG_FILENAME, &pack->cover, "Take this picture for the cover", "FILE" },
        { "no-cover", 0, 0, G_OPTION_ARG_NONE, &pack->has_no_cover, "Make a book without a cover", NULL },
        { "device", 0, 0, G_OPTION_ARG_FILENAME, &pack->device,
          "Make pictures fit: kobo, kindle, phone, tablet, original or any", "NAME" },
        { "grey", 0, 0, G_OPTION_ARG_NONE, &pack->is_grey, "Make pictures grey, for e-ink", NULL },
        { "keep-location", 0, 0, G_OPTION_ARG_NONE, &pack->keeps_location, "Credit photos with where they were taken",
          NULL },
        { "strict", 0, 0, G_OPTION_ARG_NONE, &pack->is_strict, "Leave out terms, sources, roles and speakers in doubt",
          NULL },
        { "references", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pack->references,
          "Write the references to FILE, CSL-JSON (.json) or BibTeX (.bib); may be given again", "FILE" },
        { "embed-references", 0, 0, G_OPTION_ARG_NONE, &pack->embeds_references, "Put them into the book as files",
          NULL },
        { "sandbox", 0, 0, G_OPTION_ARG_FILENAME, &pack->sandbox,
          "Take from sheaf what it does not need: auto, as far as the kernel can; require; off", "MODE" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &pack->wants_json, "Report in JSON", NULL },
        { "quiet", 'q', 0, G_OPTION_ARG_NONE, &pack->is_quiet, "Print errors only", NULL },
        { "verbose", 'v', 0, G_OPTION_ARG_NONE, &pack->is_verbose, "Print all notes", NULL },
        { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pack->inputs, NULL, NULL },
        { NULL },
    };

    return options_parse (&usage, entries, argc, argv, status);
}

static guint
count_standard (char **inputs)
{
    guint n_standard = 0;

    for (guint i = 0; inputs != NULL && inputs[i] != NULL; i++)
        n_standard += is_standard (inputs[i]) ? 1 : 0;
    return n_standard;
}

static gboolean
has_unknown_references (const Pack *pack)
{
    SheafReferencesFormat format;

    for (guint i = 0; pack->references != NULL && pack->references[i] != NULL; i++)
        if (!sheaf_references_format_from_path (pack->references[i], &format))
            return TRUE;
    return FALSE;
}

static gboolean
makes_volumes (const Pack *pack)
{
    return pack->max_articles != NULL || pack->max_size != NULL;
}

/* What is wrong with the way it was called; NULL: nothing. */
static const char *
pack_misuse (const Pack *pack)
{
    if (pack->inputs == NULL && pack->lists == NULL)
        return "no input given";
    if (pack->output == NULL || pack->output[0] == '\0')
        return "no output given: -o BOOK.epub";
    if (pack->sidecar != NULL && inputs_are_several (pack->inputs, pack->lists))
        return "--meta belongs to one input, and there are several";
    if (count_standard (pack->inputs) + count_standard (pack->lists) > 1)
        return "standard input can be read once only";
    if (pack->cover != NULL && pack->has_no_cover)
        return "--cover and --no-cover exclude each other";
    if (has_unknown_references (pack))
        return "--references: the name of the file must end in .json or .bib";
    if (pack->is_quiet && pack->is_verbose)
        return "--quiet and --verbose exclude each other";
    if (is_standard (pack->output) && makes_volumes (pack))
        return "volumes are files: --max-articles and --max-size need -o BOOK.epub";
    if (is_standard (pack->output) && isatty (STDOUT_FILENO))
        return "standard output is a terminal, which no book should be written to";
    return NULL;
}

static gboolean
pack_options (Pack *pack, SheafOptions *options, GError **error)
{
    sheaf_options_init (options);
    options->title = pack->title;
    options->language = pack->language;
    options->sidecar = pack->sidecar;
    options->cover = pack->cover;
    options->has_no_cover = pack->has_no_cover;
    options->embeds_references = pack->embeds_references;
    options->is_grey = pack->is_grey;
    options->keeps_location = pack->keeps_location;
    options->is_strict = pack->is_strict;
    if (!options_take_device (options, pack->device, error) || !options_check_title (pack->title, error)
        || !shut_check_mode (pack->sandbox, error) || !options_check_language (pack->language, error)
        || !options_take_epoch (options, error) || !options_take_group (options, pack->group_by, error)
        || !options_take_sort (options, pack->sort, error)
        || !options_take_since (options, pack->since, &pack->first_day, error)
        || !options_take_count (pack->max_articles, &pack->most_articles, error)
        || !options_take_size (pack->max_size, &pack->most_bytes, error))
        return FALSE;
    options->since = pack->first_day;
    return TRUE;
}

/* Finds the regular file behind a path, or behind a standard stream for "-". */
static gboolean
find_file (const char *path, int standard, struct stat *status)
{
    return (is_standard (path) ? fstat (standard, status) : stat (path, status)) == 0 && S_ISREG (status->st_mode);
}

static gboolean
is_file (const char *path, const struct stat *file)
{
    struct stat status;

    return path != NULL && find_file (path, STDIN_FILENO, &status) && status.st_dev == file->st_dev
           && status.st_ino == file->st_ino;
}

/* Whether the path is that of a folder which the file at `file` lies in. */
static gboolean
holds_file (const char *path, const char *file)
{
    g_autofree char *folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? realpath (path, NULL) : NULL;
    g_autofree char *real = folder != NULL && !is_standard (file) ? realpath (file, NULL) : NULL;

    return real != NULL && g_str_has_prefix (real, folder)
           && (g_str_has_suffix (folder, "/") || real[strlen (folder)] == '/');
}

/* Whether one of the paths, which may be NULL, is that of the file, or of a folder that it lies in. */
static gboolean
is_among (char **paths, const char *path, const struct stat *file)
{
    for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
        if (is_file (paths[i], file) || holds_file (paths[i], path))
            return TRUE;
    return FALSE;
}

/* Whether the file would replace something that the book is made from, by whatever name. */
static gboolean
would_replace_input (const Pack *pack, const char *path)
{
    struct stat output;

    return find_file (path, STDOUT_FILENO, &output)
           && (is_among (pack->inputs, path, &output) || is_among (pack->lists, path, &output)
               || is_among (pack->glossaries, path, &output) || is_file (pack->sidecar, &output)
               || is_file (pack->cover, &output));
}

/* Before anything is read: the library would refuse as well, but only after all the work. */
static gboolean
check_output (const Pack *pack, const char *path, GError **error)
{
    struct stat status;

    if (would_replace_input (pack, path)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_PLACE, "%s: is one of the inputs", path);
        return FALSE;
    }
    if (is_standard (path) || g_lstat (path, &status) < 0 || S_ISCHR (status.st_mode))
        return TRUE;
    if (S_ISDIR (status.st_mode)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_PLACE, "%s: is a folder", path);
        return FALSE;
    }
    if (!pack->may_replace) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EXISTS, "%s: is there already; --force replaces it", path);
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_volume (const Pack *pack, guint number, GError **error)
{
    g_autofree char *path = sheaf_volume_path (pack->output, number);

    return check_output (pack, path, error);
}

/* Of all that is to be written.  What has one name is one file, and the last would replace the others. */
static gboolean
check_outputs (const Pack *pack, GError **error)
{
    g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);

    g_hash_table_add (paths, pack->output);
    for (guint i = 0; pack->references != NULL && pack->references[i] != NULL; i++) {
        if (!g_hash_table_add (paths, pack->references[i])) {
            g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_PLACE, "%s: is to be written twice", pack->references[i]);
            return FALSE;
        }
        if (!check_output (pack, pack->references[i], error))
            return FALSE;
    }
    return check_output (pack, pack->output, error) && (!makes_volumes (pack) || check_volume (pack, 1, error));
}

/* Standard error must hold nothing but the report when that goes there. */
static gboolean
report_is_on_stderr (const Pack *pack)
{
    return pack->wants_json && is_standard (pack->output);
}

/* What lists and patterns name is known only when its turn comes. */
static gboolean
check_input (const Pack *pack, const char *input, GError **error)
{
    char *const paths[] = { (char *) input, NULL };
    guint n_references = pack->references != NULL ? g_strv_length (pack->references) : 0;

    for (guint i = 0; i <= n_references; i++) {
        const char *path = i < n_references ? pack->references[i] : pack->output;
        struct stat output;

        if (!find_file (path, STDOUT_FILENO, &output) || !is_among ((char **) paths, path, &output))
            continue;
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_PLACE, "%s: is one of the inputs", path);
        return FALSE;
    }
    return TRUE;
}

static Status
pack_fail (Pack *pack, const GError *error)
{
    g_ptr_array_add (pack->errors, g_strdup (error->message));
    if (!report_is_on_stderr (pack))
        print_error ("%s", error->message);
    return status_of (error);
}

/* When none can be read, it ends as for the first of them. */
static Status
read_inputs (Pack *pack, SheafBook *book)
{
    g_autoptr (SheafInputs) inputs = inputs_given (pack->inputs, pack->lists, SHEAF_INPUTS_WHOLE);
    Status failure = STATUS_DONE;
    guint n_read = 0;

    for (;;) {
        g_autoptr (GError) error = NULL;
        SheafInput input;
        gboolean is_there = sheaf_inputs_next (inputs, &input, &error);

        if (is_there && !check_input (pack, input.path, &error))
            return pack_fail (pack, error);
        if (is_there && book_read_input (book, &input, &error))
            n_read++;
        else if (error == NULL)
            return failure != STATUS_DONE && n_read > 0 ? STATUS_SOME_FAILED : failure;
        else if (failure == STATUS_DONE)
            failure = pack_fail (pack, error);
        else
            pack_fail (pack, error);
    }
}

static SheafWriteMode
write_mode (const Pack *pack)
{
    return pack->may_replace ? SHEAF_WRITE_REPLACE : SHEAF_WRITE_NEW;
}

/* Before the book: where there is a book, its references are there too. */
static gboolean
write_references (const Pack *pack, SheafBook *book, GError **error)
{
    for (guint i = 0; pack->references != NULL && pack->references[i] != NULL; i++)
        if (!sheaf_book_write_references (book, pack->references[i], write_mode (pack), error))
            return FALSE;
    return TRUE;
}

static gboolean
write_book (const Pack *pack, SheafBook *book, GError **error)
{
    g_autoptr (GBytes) bytes = NULL;

    for (guint i = 0; i < sheaf_book_get_n_volumes (book); i++)
        if (!check_volume (pack, i + 1, error))
            return FALSE;
    if (!is_standard (pack->output))
        return sheaf_book_write_volumes (book, pack->output, write_mode (pack), error);
    bytes = sheaf_book_write_bytes (book, error);
    if (bytes == NULL)
        return FALSE;
    output_write (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    return output_close (error);
}

static gboolean
is_written (Status status)
{
    return status == STATUS_DONE || status == STATUS_SOME_FAILED;
}

/* Reads, enriches and writes; *book is whatever became of it. */
static Status
make_book (Pack *pack, const SheafOptions *options, SheafBook **book)
{
    g_autoptr (GError) error = NULL;
    Status status;

    if (!check_outputs (pack, &error) || (*book = book_open (options, pack->glossaries, &error)) == NULL)
        return pack_fail (pack, error);
    status = read_inputs (pack, *book);
    if (!is_written (status))
        return status;
    memory_is_for_output (pack->output);
    sheaf_book_enrich (*book);
    if (makes_volumes (pack) && !sheaf_book_split (*book, pack->most_articles, pack->most_bytes, &error))
        return pack_fail (pack, error);
    if (!write_references (pack, *book, &error) || !write_book (pack, *book, &error))
        return pack_fail (pack, error);
    return status;
}

static void
report_json (const Pack *pack, SheafBook *book, Status status)
{
    g_autofree char *json = summary_json (book, is_written (status) ? pack->output : NULL, pack->errors);

    if (report_is_on_stderr (pack))
        errors_print (json);
    else
        output_print (json);
}

static void
report_plain (const Pack *pack, SheafBook *book, Status status)
{
    if (book == NULL || pack->is_quiet)
        return;
    print_notes (book, pack->is_verbose);
    if (is_written (status) && !is_standard (pack->output)) {
        g_autofree char *lines = summary_lines (book, pack->output);

        output_print (lines);
    }
}

static gboolean
pack_shut_in (const Pack *pack, SheafOptions *options, Status *status)
{
    g_autoptr (Shut) shut = shut_new ();

    shut_keep_all (shut, pack->lists, PLACE_READ);
    shut_keep_all (shut, pack->glossaries, PLACE_READ);
    shut_keep (shut, pack->sidecar, PLACE_READ);
    shut_keep (shut, pack->cover, PLACE_READ);
    shut_keep_output (shut, pack->output);
    for (char **path = pack->references; path != NULL && *path != NULL; path++)
        shut_keep_output (shut, *path);
    shut_keep_pictures (shut);
    return shut_in (shut, pack->sandbox, pack->inputs, pack->lists, &options->unconfined, status);
}

Status
run_pack (int argc, char **argv)
{
    g_auto (Pack) pack = { .errors = g_ptr_array_new_with_free_func (g_free) };
    g_autoptr (SheafBook) book = NULL;
    g_autoptr (GError) error = NULL;
    SheafOptions options;
    Status status;

    if (!pack_parse (&pack, argc, argv, &status))
        return status;
    if (pack_misuse (&pack) != NULL)
        return options_complain ("pack", "%s", pack_misuse (&pack));
    if (!pack_options (&pack, &options, &error))
        return options_fail ("pack", error);
    if (!pack_shut_in (&pack, &options, &status))
        return status;
    status = make_book (&pack, &options, &book);
    if (pack.wants_json)
        report_json (&pack, book, status);
    else
        report_plain (&pack, book, status);
    return status;
}
