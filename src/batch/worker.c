/* SPDX-License-Identifier: MIT */
#include "worker.h"

#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "covers.h"
#include "line.h"
#include "message.h"
#include "name.h"

/* ---- what makes books but their inputs ---- */

static void
add_text (GString *all, const char *name, const char *text)
{
    g_string_append_printf (all, "%s=%s\n", name, text != NULL ? text : "");
}

static gboolean
add_file (GString *all, const char *name, const char *path, GError **error)
{
    g_autofree char *data = NULL, *sha256 = NULL;
    gsize size;
    g_autoptr (GError) cause = NULL;

    if (!g_file_get_contents (path, &data, &size, &cause)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "%s: cannot be read: %s", path, cause->message);
        return FALSE;
    }
    sha256 = sha256_of (data, size);
    add_text (all, name, sha256);
    return TRUE;
}

char *
worker_hash (const BatchOptions *options, GError **error)
{
    const SheafOptions *books = options->books;
    g_autoptr (GString) all = g_string_new (NULL);

    add_text (all, "sheaf", sheaf_version ());
    add_text (all, "language", books->language);
    g_string_append_printf (all, "modified=%" G_GINT64_FORMAT "\n", books->modified);
    g_string_append_printf (all, "device=%d grey=%d location=%d references=%d cover=%d strict=%d\n",
                            (int) books->device, books->is_grey, books->keeps_location, books->embeds_references,
                            !books->has_no_cover, books->is_strict);
    if (books->cover != NULL && !add_file (all, "cover", books->cover, error))
        return NULL;
    for (guint i = 0; options->glossaries != NULL && options->glossaries[i] != NULL; i++)
        if (!add_file (all, "glossary", options->glossaries[i], error))
            return NULL;
    return sha256_of (all->str, all->len);
}

char *
worker_hash_with (const char *hash, const char *meta)
{
    g_autofree char *both = meta != NULL ? g_strconcat (hash, "\n", meta, NULL) : NULL;

    return both != NULL ? sha256_of (both, strlen (both)) : g_strdup (hash);
}

/* ---- what they have in common ---- */

/* Something of whatever an article may have. */
static const char sample[] =
    "<html lang=en><head><title>The Clock at the Harbour</title></head><body><article><h1>The Clock at the Harbour</h1>"
    "<p>By Ada Example</p><p>November 23, 2026</p><p>The clock at the harbour stopped on a Tuesday, said Ben Example, "
    "who keeps it for the Harbour Clock Society (HCS). \xe2\x80\x9cNobody noticed until Friday,\xe2\x80\x9d he "
    "said.</p><p>A weir is a small dam. It took the <a href=\"https://example.com/clock\">watchmaker</a> a week to "
    "find the reason.</p></article></body></html>";

/* Lexicons are read, typefaces opened and so on: for all processes at once. */
static gboolean
make_sample (const BatchOptions *options, SheafBook *lender, GError **error)
{
    g_autoptr (SheafBook) book = sheaf_book_new (options->books);
    g_autoptr (GBytes) bytes = g_bytes_new_static (sample, strlen (sample)), epub = NULL;

    sheaf_book_borrow_glossary (book, lender);
    if (!sheaf_book_read_bytes (book, bytes, "sample.html", error))
        return FALSE;
    sheaf_book_enrich (book);
    epub = sheaf_book_write_bytes (book, error);
    return epub != NULL;
}

SheafBook *
worker_lender (const BatchOptions *options, GError **error)
{
    g_autoptr (SheafBook) lender = sheaf_book_new (options->books);

    for (char **path = options->glossaries; path != NULL && *path != NULL; path++)
        if (!sheaf_book_read_glossary (lender, *path, error))
            return NULL;
    return make_sample (options, lender, error) ? g_steal_pointer (&lender) : NULL;
}

/* ---- one input ---- */

typedef struct {
    const WorkerTask *task;
    int fd;
    SheafInput input;
    char *options; /* the hash */
    Line old;
    gboolean has_old;
    gint64 started; /* microseconds of processor time */
} Work;

static gint64
cpu_time (void)
{
    struct timespec time;

    clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
    return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
work_begin (Work *work, const Message *message)
{
    const char *const *fields = message->fields;

    work->started = cpu_time ();
    work->input = (SheafInput){
        .key = fields[INPUT_KEY],
        .path = fields[INPUT_PATH],
        .root = fields[INPUT_ROOT],
        .offset = g_ascii_strtoll (fields[INPUT_OFFSET], NULL, 10),
        .meta = fields[INPUT_META],
        .place = fields[INPUT_PLACE],
    };
    work->options = worker_hash_with (work->task->hash, work->input.meta);
    work->has_old = fields[INPUT_LINE] != NULL && line_parse (&work->old, fields[INPUT_LINE]);
}

static void
work_end (Work *work)
{
    g_clear_pointer (&work->options, g_free);
    if (work->has_old)
        line_clear (&work->old);
    work->has_old = FALSE;
}

static void
reply (const Work *work, char kind, const LineFacts *facts, const char *line)
{
    g_autofree char *cpu = g_strdup_printf ("%u", (guint) ((cpu_time () - work->started) / 1000));
    g_autofree char *exit = g_strdup_printf ("%d", facts->exit);
    const char *fields[N_RESULT] = {
        [RESULT_LINE] = line,
        [RESULT_OUTPUT] = facts->output,
        [RESULT_OLD] = work->has_old ? work->old.output : NULL,
        [RESULT_ERROR] = facts->error,
        [RESULT_CPU] = cpu,
        [RESULT_EXIT] = exit,
    };

    if (!message_send (work->fd, kind, fields, N_RESULT))
        _exit (EX_UNAVAILABLE);
}

/* Whether the book is there, as it was written. */
static gboolean
has_output (const Work *work)
{
    g_autofree char *path = NULL, *sha256 = NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (work->old.output == NULL || work->old.size < 0 || !name_is_of_book (work->old.output)
        || strchr (work->old.output, '/') != NULL)
        return FALSE;
    path = g_build_filename (work->task->folder->path, work->old.output, NULL);
    bytes = file_read (path, (gsize) work->old.size, NULL);
    if (bytes == NULL || g_bytes_get_size (bytes) != (gsize) work->old.size)
        return FALSE;
    sha256 = sha256_of_bytes (bytes);
    return g_strcmp0 (sha256, work->old.sha256) == 0;
}

/* A cover that is lacking beside a book that is not. */
static gboolean
mend_cover (const Work *work, GError **error)
{
    const Folder *folder = work->task->folder;
    const char *media_type;
    g_autofree char *cover = covers_find (folder, work->old.output, &media_type);

    return cover != NULL || covers_make (folder, work->old.output, error);
}

static gboolean
is_unchanged (const Work *work)
{
    return work->has_old && !work->task->options->is_fresh && work->old.is_done
           && g_strcmp0 (work->old.options, work->options) == 0
           && sheaf_input_has_files (&work->input, (const SheafFile *) (void *) work->old.files->data,
                                     work->old.files->len)
           && has_output (work);
}

static GBytes *
make_book (const Work *work, SheafBook *book, GError **error)
{
    if (!sheaf_book_read_input (book, &work->input, error))
        return NULL;
    sheaf_book_enrich (book);
    return sheaf_book_write_bytes (book, error);
}

/* What the input is at fault for is its own affair; a full disk is that of all. */
static void
reply_failure (const Work *work, LineFacts *facts, const GError *error)
{
    gboolean is_broken = g_error_matches (error, SHEAF_ERROR, SHEAF_ERROR_OUTPUT);
    g_autofree char *line = NULL;

    facts->error = error->message;
    facts->exit = sheaf_error_exit_status (error);
    facts->output = NULL;
    line = line_write (facts);
    reply (work, is_broken ? MESSAGE_BROKEN : MESSAGE_FAILED, facts, line);
}

/* The book, and its cover for the catalogue; one that is there already is that of an older book. */
static gboolean
write_files (const WorkerTask *task, const char *name, GBytes *bytes, GError **error)
{
    if (!folder_write (task->folder, name, bytes, error))
        return FALSE;
    if (!task->options->has_catalog) {
        covers_remove (task->folder, name);
        return TRUE;
    }
    if (covers_make (task->folder, name, error))
        return TRUE;
    (void) folder_remove (task->folder, name);
    return FALSE;
}

static void
write_book (const Work *work, LineFacts *facts)
{
    SheafSummary summary;
    g_autofree char *name = NULL, *sha256 = NULL, *line = NULL;
    g_autoptr (GError) error = NULL;

    if (!message_send (work->fd, MESSAGE_MADE, NULL, 0))
        _exit (EX_UNAVAILABLE);
    sheaf_book_get_summary (facts->book, &summary);
    facts->output = name = name_of_book (summary.title, work->input.key);
    facts->sha256 = sha256 = sha256_of_bytes (facts->bytes);
    if (!write_files (work->task, name, facts->bytes, &error)) {
        reply_failure (work, facts, error);
        return;
    }
    line = line_write (facts);
    reply (work, MESSAGE_DONE, facts, line);
}

static void
do_work (const Work *work)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (SheafBook) book = NULL;
    g_autoptr (GBytes) bytes = NULL;
    LineFacts facts = {
        .input = work->input.key,
        .options = work->options,
    };

    if (is_unchanged (work)) {
        facts.output = work->old.output;
        if (work->task->options->has_catalog && !mend_cover (work, &error))
            reply_failure (work, &facts, error);
        else
            reply (work, MESSAGE_UNCHANGED, &facts, NULL);
        return;
    }
    facts.book = book = sheaf_book_new (work->task->options->books);
    sheaf_book_borrow_glossary (book, work->task->lender);
    facts.bytes = bytes = make_book (work, book, &error);
    if (bytes != NULL)
        write_book (work, &facts);
    else
        reply_failure (work, &facts, error);
}

/* ---- the process ---- */

/* Bytes of memory that a process keeps between books. */
#define KEPT (32 * 1024 * 1024)

/* Its parent tells it when to end: signals for all processes of a terminal or a job are for the parent.  What an input
 * may need of memory is bounded; the sanitizers need more than any input. */
static void
set_up (const WorkerTask *task)
{
    G_GNUC_UNUSED const rlim_t memory = (rlim_t) task->options->memory * 1024 * 1024;
    G_GNUC_UNUSED struct rlimit limit;
    sigset_t none;

    (void) signal (SIGINT, SIG_IGN);
    (void) signal (SIGTERM, SIG_IGN);
    (void) signal (SIGHUP, SIG_IGN);
    sigemptyset (&none);
    sigprocmask (SIG_SETMASK, &none, NULL);
#ifndef __SANITIZE_ADDRESS__
    if (getrlimit (RLIMIT_DATA, &limit) == 0) {
        limit.rlim_cur = MIN (memory, limit.rlim_max);
        (void) setrlimit (RLIMIT_DATA, &limit);
    }
#endif
    /* What one book gives back the next one takes: between them nothing goes back to the system, to come anew. */
    (void) mallopt (M_MMAP_THRESHOLD, KEPT);
    (void) mallopt (M_TRIM_THRESHOLD, KEPT);
    if (task->events->begin_worker != NULL)
        task->events->begin_worker (task->events->data);
}

void
worker_run (const WorkerTask *task, int fd)
{
    g_autoptr (GByteArray) buffer = g_byte_array_new ();
    Work work = { .task = task, .fd = fd };
    Message message;

    set_up (task);
    for (;;) {
        while (!message_take (buffer, &message))
            if (!message_receive (fd, buffer))
                _exit (0);
        work_begin (&work, &message);
        do_work (&work);
        work_end (&work);
        message_drop (buffer, &message);
    }
}
