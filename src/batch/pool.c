/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

/* A book is made by the processor and then written to the disk, which takes as long again on many a machine: while one
 * worker waits for it, another one has the processor. */
#define WORKERS_PER_JOB 3

typedef struct {
    pid_t pid; /* 0: there is no process */
    int fd;
    GByteArray *buffer;
    char *key, *meta; /* of the input that it is at; NULL: none */
    gboolean is_made; /* the book is, and only to be written */
    gboolean is_late; /* and was ended for that */
    gint64 deadline;
} Worker;

struct _Pool {
    const WorkerTask *task;
    PoolEvents events;
    guint n_jobs, n_workers;
    Worker *workers;
    struct pollfd *polled; /* one more than there are workers */
};

/* ---- processes ---- */

static void
close_all (const Pool *pool)
{
    for (guint i = 0; i < pool->n_workers; i++)
        if (pool->workers[i].pid > 0)
            close (pool->workers[i].fd);
}

/* In the new process: nothing of the parent's is kept open, least of all the journal and its lock, and it ends with the
 * parent. */
G_NORETURN static void
be_worker (const Pool *pool, pid_t parent, int fd)
{
    close_all (pool);
    close (pool->task->journal);
    prctl (PR_SET_PDEATHSIG, SIGKILL);
    if (getppid () != parent)
        _exit (0);
    worker_run (pool->task, fd);
}

static gboolean
worker_start (Pool *pool, Worker *worker, GError **error)
{
    pid_t parent = getpid ();
    int ends[2] = { -1, -1 };
    int cause;

    if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0) {
        worker->pid = fork ();
        if (worker->pid == 0) {
            close (ends[0]);
            be_worker (pool, parent, ends[1]);
        }
    }
    cause = errno;
    if (ends[1] >= 0)
        close (ends[1]);
    if (ends[0] >= 0 && worker->pid > 0) {
        worker->fd = ends[0];
        return TRUE;
    }
    if (ends[0] >= 0)
        close (ends[0]);
    worker->pid = 0;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_BUSY, "no process can be started: %s; try again later",
                 g_strerror (cause));
    return FALSE;
}

/* Returns how it ended, as waitpid() tells. */
static int
worker_reap (Worker *worker)
{
    int status = 0;

    (void) shutdown (worker->fd, SHUT_RDWR); /* which the process hears, whoever else may hold this end */
    close (worker->fd);
    while (waitpid (worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
    g_byte_array_set_size (worker->buffer, 0);
    return status;
}

static void
worker_forget (Worker *worker)
{
    g_clear_pointer (&worker->key, g_free);
    g_clear_pointer (&worker->meta, g_free);
    worker->is_made = worker->is_late = FALSE;
}

/* A process that cannot be started is no harm as long as there are others. */
Pool *
pool_new (const WorkerTask *task, guint n_jobs, const PoolEvents *events, GError **error)
{
    g_autoptr (Pool) pool = g_new0 (Pool, 1);

    pool->task = task;
    pool->events = *events;
    pool->n_jobs = n_jobs;
    pool->n_workers = n_jobs * WORKERS_PER_JOB;
    pool->workers = g_new0 (Worker, pool->n_workers);
    pool->polled = g_new0 (struct pollfd, pool->n_workers + 1);
    for (guint i = 0; i < pool->n_workers; i++)
        pool->workers[i].buffer = g_byte_array_new ();
    return worker_start (pool, &pool->workers[0], error) ? g_steal_pointer (&pool) : NULL;
}

void
pool_free (Pool *pool)
{
    if (pool == NULL)
        return;
    for (guint i = 0; i < pool->n_workers; i++) {
        Worker *worker = &pool->workers[i];

        if (worker->pid > 0 && worker->key != NULL)
            kill (worker->pid, SIGKILL);
        if (worker->pid > 0)
            worker_reap (worker);
        worker_forget (worker);
        g_byte_array_unref (worker->buffer);
    }
    g_free (pool->workers);
    g_free (pool->polled);
    g_free (pool);
}

/* ---- inputs ---- */

guint
pool_n_busy (const Pool *pool)
{
    guint n = 0;

    for (guint i = 0; i < pool->n_workers; i++)
        n += pool->workers[i].key != NULL;
    return n;
}

gboolean
pool_has_room (const Pool *pool)
{
    guint n_making = 0;

    for (guint i = 0; i < pool->n_workers; i++)
        n_making += pool->workers[i].key != NULL && !pool->workers[i].is_made;
    return n_making < pool->n_jobs && pool_n_busy (pool) < pool->n_workers;
}

/* One that runs already, else one that can be started. */
static Worker *
find_free (Pool *pool)
{
    Worker *stopped = NULL;

    for (guint i = 0; i < pool->n_workers; i++) {
        Worker *worker = &pool->workers[i];

        if (worker->pid > 0 && worker->key == NULL)
            return worker;
        if (worker->pid == 0 && stopped == NULL)
            stopped = worker;
    }
    return stopped;
}

static gboolean
worker_give (const Worker *worker, const SheafInput *input, const char *line)
{
    g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, input->offset);
    const char *fields[N_INPUT] = {
        [INPUT_KEY] = input->key,   [INPUT_PATH] = input->path,   [INPUT_ROOT] = input->root, [INPUT_OFFSET] = offset,
        [INPUT_META] = input->meta, [INPUT_PLACE] = input->place, [INPUT_LINE] = line,
    };

    return message_send (worker->fd, MESSAGE_INPUT, fields, N_INPUT);
}

/* One that somebody has ended since it was heard of last is replaced: this input had no part in that. */
gboolean
pool_give (Pool *pool, const SheafInput *input, const char *line, GError **error)
{
    Worker *worker = find_free (pool);

    if (worker->pid > 0 && !worker_give (worker, input, line))
        worker_reap (worker);
    if (worker->pid == 0 && (!worker_start (pool, worker, error) || !worker_give (worker, input, line)))
        return FALSE;
    worker->key = g_strdup (input->key);
    worker->meta = g_strdup (input->meta);
    worker->deadline = g_get_monotonic_time () + (gint64) pool->task->options->timeout * G_USEC_PER_SEC;
    return TRUE;
}

/* ---- what happens ---- */

static char *
explain (const Pool *pool, const Worker *worker, int status, int *exit)
{
    *exit = EX_DATAERR;
    if (worker->is_late)
        return g_strdup_printf ("takes more than %u seconds; --timeout SECONDS lets it have more",
                                pool->task->options->timeout);
    if (WIFEXITED (status) && WEXITSTATUS (status) == BATCH_AT_LIMIT)
        return g_strdup_printf ("needs more than %u MiB of memory; --memory MIB lets it have more",
                                pool->task->options->memory);
    *exit = EX_TEMPFAIL;
    if (WIFEXITED (status) && WEXITSTATUS (status) == EX_TEMPFAIL)
        return g_strdup ("there is not enough memory for it; try again when there is more");
    *exit = EX_SOFTWARE;
    if (WIFSIGNALED (status))
        return g_strdup_printf ("its process was ended by signal %d (%s); please report it, with this file",
                                WTERMSIG (status), g_strsignal (WTERMSIG (status)));
    return g_strdup_printf ("its process ended with status %d; please report it, with this file", WEXITSTATUS (status));
}

static void
worker_died (Pool *pool, Worker *worker)
{
    g_autofree char *key = g_steal_pointer (&worker->key), *meta = g_steal_pointer (&worker->meta), *what = NULL;
    int status = worker_reap (worker), exit = 0;

    if (key != NULL)
        what = explain (pool, worker, status, &exit);
    worker_forget (worker);
    if (key != NULL)
        pool->events.death (key, meta, what, exit, pool->events.data);
}

static void
worker_told (Pool *pool, Worker *worker, const Message *message)
{
    g_autofree char *key = NULL;

    if (message->kind == MESSAGE_MADE) {
        worker->is_made = TRUE;
        return;
    }
    key = g_steal_pointer (&worker->key);
    worker_forget (worker);
    if (key != NULL)
        pool->events.result (key, message, pool->events.data);
}

static void
worker_listen (Pool *pool, Worker *worker)
{
    gboolean is_there = message_receive (worker->fd, worker->buffer);
    Message message;

    while (message_take (worker->buffer, &message)) {
        worker_told (pool, worker, &message);
        message_drop (worker->buffer, &message);
    }
    if (!is_there)
        worker_died (pool, worker);
}

static int
patience (const Pool *pool, gint64 deadline)
{
    gint64 now = g_get_monotonic_time (), first = deadline >= 0 ? deadline : G_MAXINT64;

    for (guint i = 0; i < pool->n_workers; i++)
        if (pool->workers[i].key != NULL && !pool->workers[i].is_late)
            first = MIN (first, pool->workers[i].deadline);
    return first == G_MAXINT64 ? -1 : (int) CLAMP ((first - now) / 1000 + 1, 0, G_MAXINT / 2);
}

static void
end_late (Pool *pool)
{
    gint64 now = g_get_monotonic_time ();

    for (guint i = 0; i < pool->n_workers; i++) {
        Worker *worker = &pool->workers[i];

        if (worker->key == NULL || worker->is_late || worker->deadline > now)
            continue;
        worker->is_late = TRUE;
        kill (worker->pid, SIGKILL);
    }
}

gboolean
pool_wait (Pool *pool, int fd, gint64 deadline)
{
    for (guint i = 0; i < pool->n_workers; i++) {
        const Worker *worker = &pool->workers[i];

        pool->polled[i] = (struct pollfd){ .fd = worker->pid > 0 ? worker->fd : -1, .events = POLLIN };
    }
    pool->polled[pool->n_workers] = (struct pollfd){ .fd = fd, .events = POLLIN };
    if (poll (pool->polled, pool->n_workers + 1, patience (pool, deadline)) < 0)
        return FALSE;
    for (guint i = 0; i < pool->n_workers; i++)
        if (pool->polled[i].revents != 0)
            worker_listen (pool, &pool->workers[i]);
    end_late (pool);
    return pool->polled[pool->n_workers].revents != 0;
}
