/* SPDX-License-Identifier: MIT */
#ifndef CLI_H
#define CLI_H

/* The program sheaf, a user of the library like any other: it knows sheaf.h and nothing else of ours. */

#include <json-glib/json-glib.h>
#include <sysexits.h>

#include "sheaf.h"

/* Exit statuses, as sheaf(1) promises them; for errors those of sysexits.h. */
typedef enum {
    STATUS_DONE = 0,
    STATUS_SOME_FAILED = 3, /* of several inputs, while the others are done */
    STATUS_USAGE = EX_USAGE
} Status;

/* How to end for an error, of the library or of an option's value. */
Status status_of (const GError *error);

/* A command; the table is in main.c. */
typedef struct {
    const char *name;
    const char *help; /* one line */
    Status (*run) (int argc, char **argv);
} Command;

Status run_batch (int argc, char **argv);
Status run_merge (int argc, char **argv);
Status run_pack (int argc, char **argv);
Status run_inspect (int argc, char **argv);

/* --- Options (options.c) --- */

/* How a command is called; shown by its --help. */
typedef struct {
    const char *command;     /* "pack" */
    const char *arguments;   /* what follows the options */
    const char *description; /* what stands below the options */
} Usage;

/* Parses the options of a command, in any place before "--".  FALSE: nothing is left to do but to
 * end with *status, because help was printed or the options are wrong. */
gboolean options_parse (const Usage *usage, const GOptionEntry *entries, int argc, char **argv, Status *status);

/* Says what is wrong with the way sheaf was called, and where the help is.  `command` may be NULL. */
Status options_complain (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Says what is wrong with a value of an option, or of the environment. */
Status options_fail (const char *command, const GError *error);

/* Whether a value given on the command line, or NULL, is a title or language that a book can have. */
gboolean options_check_title (const char *title, GError **error);
gboolean options_check_language (const char *language, GError **error);

/* Takes the device of that name, "kobo"; NULL: any. */
gboolean options_take_device (SheafOptions *options, const char *name, GError **error);

/* Takes the time of the book from SOURCE_DATE_EPOCH, if that is set. */
gboolean options_take_epoch (SheafOptions *options, GError **error);

/* Take how articles are grouped and sorted: "date", "title"; NULL: not at all (arrange.c). */
gboolean options_take_group (SheafOptions *options, const char *name, GError **error);
gboolean options_take_sort (SheafOptions *options, const char *name, GError **error);

/* Take the limits of volumes: "100", "50MB"; 0 for NULL. */
gboolean options_take_count (const char *value, guint *count, GError **error);
gboolean options_take_size (const char *value, guint64 *size, GError **error);

/* Finds the day that "2026-11-18", "7d" or "4w" mean, the latter counted from the time of the options, or now.  *since
 * is freed with g_free(); NULL for NULL. */
gboolean options_take_since (const SheafOptions *options, const char *value, char **since, GError **error);

/* --- Inputs (input.c) --- */

/* What no single input may have more of: it is held in memory. */
#define INPUT_LIMIT ((gsize) 512 * 1024 * 1024)

/* "-": standard input or output, whatever files there are. */
gboolean is_standard (const char *path);

/* A new book with the terms of all the glossaries; `glossaries` may be NULL. */
SheafBook *book_open (const SheafOptions *options, char **glossaries, GError **error);

/* Reads a file, or standard input for "-". */
gboolean book_read_input (SheafBook *book, const SheafInput *input, GError **error);

/* What is given on the command line, and then what lists name; both may be NULL. */
SheafInputs *inputs_given (char **paths, char **lists, SheafInputsMode mode);

/* Whether there are more inputs than one: a list counts for many, and a pattern for what it fits. */
gboolean inputs_are_several (char **paths, char **lists);

/* --- JSON Lines (lines.c) --- */

/* Inspects the text of each line {"id", "text"} of standard input, without keeping it. */
Status inspect_lines (const SheafOptions *options, char **glossaries);

/* --- Output (print.c) --- */

/* The node as JSON.  Freed by the caller. */
char *json_text (JsonNode *node);

/* The text on one line and with nothing in it that a terminal would obey.  Freed by the caller. */
char *escape_controls (const char *text);

/* One line on standard error: "sheaf: ...", with controls escaped. */
void print_error (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Standard error, as it is. */
void errors_print (const char *text);

/* The book's notes on standard error, a line each; those of severity INFO only on request. */
void print_notes (SheafBook *book, gboolean with_infos);

/* Standard output.  Trouble is remembered, and told by output_close(): once, and to be called
 * after the last write. */
void output_write (const void *data, gsize size);
void output_print (const char *text);
gboolean output_is_broken (void);
gboolean output_close (GError **error);

/* --- What was packed (summary.c) --- */

/* BOOK.epub: "Title", 1 article, 2 pictures, ...; a line for each volume, if the book is divided. */
char *summary_lines (SheafBook *book, const char *output);

/* The same, with notes and errors, as one JSON object and a line end.  `book` is NULL when it was not
 * even begun, `output` when it was not written; `errors` holds strings. */
char *summary_json (SheafBook *book, const char *output, const GPtrArray *errors);

#endif
