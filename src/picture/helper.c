/* SPDX-License-Identifier: MIT */
#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* No picture takes so long, in milliseconds. */
#define PATIENCE 30000

/* It ends at once, or not at all, in milliseconds. */
#define FAREWELL 1000

/* Nothing that was made is larger, in bytes. */
#define REPLY_LIMIT ((guint32) 64 * 1024 * 1024)

#define NAME "sheaf-image"

typedef struct {
    pid_t pid;
    pid_t owner;  /* who started it: a process that was forked since must not talk in between */
    int to, from; /* its standard input and output */
} Helper;

static GMutex lock;
static GQueue idle = G_QUEUE_INIT;

/* $SHEAF_IMAGE, else what lies beside the program that runs, else what was installed. */
static char *
find_program (void)
{
    const char *given = g_getenv ("SHEAF_IMAGE");
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL), *folder = NULL, *beside = NULL;

    if (given != NULL)
        return g_strdup (given);
    folder = g_path_get_dirname (self != NULL ? self : "/");
    beside = g_build_filename (folder, NAME, NULL);
    if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&beside);
    return g_build_filename (SHEAF_LIBEXECDIR, NAME, NULL);
}

/* Nothing of the user's settings but those of the sanitizers: they must not change what a picture becomes. */
static char **
make_environment (void)
{
    static const char *const kept[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS" };
    GStrvBuilder *builder = g_strv_builder_new ();
    char **environment;

    g_strv_builder_add (builder, "LC_ALL=C.UTF-8");
    for (guint i = 0; i < G_N_ELEMENTS (kept); i++) {
        const char *value = g_getenv (kept[i]);
        g_autofree char *setting = value != NULL ? g_strconcat (kept[i], "=", value, NULL) : NULL;

        if (setting != NULL)
            g_strv_builder_add (builder, setting);
    }
    environment = g_strv_builder_end (builder);
    g_strv_builder_unref (builder);
    return environment;
}

/* Starts it with the two ends as its standard input and output and with no other file open. */
static gboolean
spawn (Helper *helper, int input, int output)
{
    g_autofree char *program = find_program ();
    g_auto (GStrv) environment = make_environment ();
    char name[] = NAME, *arguments[] = { name, NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    int fault;

    sigemptyset (&none);
    posix_spawnattr_init (&attributes);
    posix_spawnattr_setsigmask (&attributes, &none);
    posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_init (&actions);
    posix_spawn_file_actions_adddup2 (&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2 (&actions, output, STDOUT_FILENO);
#ifndef __SANITIZE_ADDRESS__ /* whose findings are to be seen */
    posix_spawn_file_actions_addopen (&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
    posix_spawn_file_actions_addclosefrom_np (&actions, STDERR_FILENO + 1);
    fault = posix_spawn (&helper->pid, program, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy (&actions);
    posix_spawnattr_destroy (&attributes);
    return fault == 0;
}

/* A pipe of which our end does not block, and neither is inherited by anybody else.  Both are above the standard
 * streams, which may be closed, so that neither is overwritten when the other takes its place. */
static gboolean
make_pipe (int ends[2], int ours)
{
    int low[2];

    if (pipe2 (low, O_CLOEXEC) != 0)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (low); i++) {
        ends[i] = fcntl (low[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        close (low[i]);
    }
    return ends[0] >= 0 && ends[1] >= 0 && fcntl (ends[ours], F_SETFL, O_NONBLOCK) == 0;
}

static void
close_end (int *end)
{
    if (*end >= 0)
        close (*end);
    *end = -1;
}

static Helper *
helper_start (void)
{
    g_autofree Helper *helper = g_new0 (Helper, 1);
    int requests[2] = { -1, -1 }, replies[2] = { -1, -1 };
    gboolean is_started = make_pipe (requests, 1) && make_pipe (replies, 0) && spawn (helper, requests[0], replies[1]);

    close_end (&requests[0]);
    close_end (&replies[1]);
    helper->owner = getpid ();
    helper->to = requests[1];
    helper->from = replies[0];
    if (is_started)
        return g_steal_pointer (&helper);
    close_end (&helper->to);
    close_end (&helper->from);
    return NULL;
}

/* Whether it has ended, or says what nobody asked for, within so many milliseconds. */
static gboolean
is_stirring (const Helper *helper, int patience)
{
    struct pollfd end = { .fd = helper->from, .events = POLLIN };

    return poll (&end, 1, patience) != 0;
}

/* It ends by itself when its input does, which a process that was forked since may hold open; one that cannot be
 * trusted any more is not asked.  Returns the signal that it died of, or 0. */
static int
helper_stop (Helper *helper, gboolean is_asked)
{
    gboolean is_ending;
    int status = 0;

    close_end (&helper->to);
    if (!is_asked)
        kill (helper->pid, SIGKILL);
    is_ending = helper->owner == getpid () && (!is_asked || is_stirring (helper, FAREWELL));
    close_end (&helper->from);
    while (is_ending && waitpid (helper->pid, &status, 0) < 0 && errno == EINTR)
        ;
    g_free (helper);
    return WIFSIGNALED (status) ? WTERMSIG (status) : 0;
}

static Helper *
take_idle (void)
{
    Helper *helper;

    do {
        g_mutex_lock (&lock);
        helper = g_queue_pop_tail (&idle);
        g_mutex_unlock (&lock);
        if (helper == NULL)
            return helper_start ();
        if (helper->owner != getpid ())
            helper_stop (g_steal_pointer (&helper), TRUE);
        else if (is_stirring (helper, 0)) /* somebody killed it since */
            helper_stop (g_steal_pointer (&helper), FALSE);
    } while (helper == NULL);
    return helper;
}

static void
put_idle (Helper *helper)
{
    g_mutex_lock (&lock);
    g_queue_push_tail (&idle, helper);
    g_mutex_unlock (&lock);
}

__attribute__ ((destructor)) static void
stop_all (void)
{
    for (Helper *helper; (helper = g_queue_pop_tail (&idle)) != NULL;)
        helper_stop (helper, TRUE);
}

/* ---- One request ---- */

/* What is to be sent, piece by piece, and how far that is. */
typedef struct {
    const guint8 *data[2 + IMAGE_N_TEXTS];
    gsize size[2 + IMAGE_N_TEXTS];
    guint piece;
    gsize sent;
} Outbox;

typedef struct {
    ImageReply *reply;
    guint8 *bytes;    /* as many as the reply counts */
    gsize n_read;     /* of the reply and the bytes */
    gboolean is_late; /* the time for it is over */
} Inbox;

static gboolean
outbox_is_empty (const Outbox *outbox)
{
    return outbox->piece == G_N_ELEMENTS (outbox->data);
}

static void
outbox_skip_sent (Outbox *outbox)
{
    while (!outbox_is_empty (outbox) && outbox->sent == outbox->size[outbox->piece]) {
        outbox->piece++;
        outbox->sent = 0;
    }
}

/* So much of the text as may be sent, in whole letters. */
static gsize
length_to_send (const char *text)
{
    const char *end;

    g_utf8_validate (text, (gssize) strnlen (text, IMAGE_TEXT_LIMIT), &end);
    return (gsize) (end - text);
}

static void
fill_outbox (Outbox *outbox, ImageRequest *request, GBytes *picture, const char *const *texts)
{
    request->magic = IMAGE_MAGIC;
    request->n_picture = picture != NULL ? (guint32) g_bytes_get_size (picture) : 0;
    outbox->data[0] = (const guint8 *) request;
    outbox->size[0] = sizeof *request;
    if (picture != NULL)
        outbox->data[1] = g_bytes_get_data (picture, &outbox->size[1]);
    for (guint i = 0; i < IMAGE_N_TEXTS; i++) {
        const char *text = texts != NULL && texts[i] != NULL ? texts[i] : "";

        outbox->data[2 + i] = (const guint8 *) text;
        outbox->size[2 + i] = request->n_texts[i] = (guint32) length_to_send (text);
    }
}

/* FALSE: the other end is gone. */
static gboolean
send_some (const Helper *helper, Outbox *outbox)
{
    gssize n =
        write (helper->to, outbox->data[outbox->piece] + outbox->sent, outbox->size[outbox->piece] - outbox->sent);

    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    outbox->sent += (gsize) n;
    outbox_skip_sent (outbox);
    return TRUE;
}

static gboolean
is_sane (const ImageReply *reply)
{
    return reply->magic == IMAGE_MAGIC && reply->status <= IMAGE_UNFIT && reply->format <= IMAGE_PNG
           && reply->n_bytes <= REPLY_LIMIT && (reply->n_bytes > 0) == (reply->status == IMAGE_DONE);
}

static gboolean
inbox_is_full (const Inbox *inbox)
{
    return inbox->n_read >= sizeof *inbox->reply && inbox->n_read == sizeof *inbox->reply + inbox->reply->n_bytes;
}

static gboolean
receive_some (const Helper *helper, Inbox *inbox)
{
    gsize head = sizeof *inbox->reply;
    gboolean is_head = inbox->n_read < head;
    guint8 *at = is_head ? (guint8 *) inbox->reply + inbox->n_read : inbox->bytes + (inbox->n_read - head);
    gssize n = read (helper->from, at, is_head ? head - inbox->n_read : head + inbox->reply->n_bytes - inbox->n_read);

    if (n <= 0)
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    inbox->n_read += (gsize) n;
    if (!is_head || inbox->n_read < head)
        return TRUE;
    if (is_sane (inbox->reply))
        inbox->bytes = g_malloc (inbox->reply->n_bytes);
    return inbox->bytes != NULL || (is_sane (inbox->reply) && inbox->reply->n_bytes == 0);
}

/* Both directions at once, so that neither side waits for the other. */
static gboolean
exchange (const Helper *helper, Outbox *outbox, Inbox *inbox)
{
    gint64 deadline = g_get_monotonic_time () / 1000 + PATIENCE;
    gboolean is_alive = TRUE;

    while (is_alive && !inbox_is_full (inbox)) {
        struct pollfd ends[] = { { .fd = helper->from, .events = POLLIN },
                                 { .fd = outbox_is_empty (outbox) ? -1 : helper->to, .events = POLLOUT } };
        gint64 left = deadline - g_get_monotonic_time () / 1000;

        inbox->is_late = left <= 0;
        if (inbox->is_late || (poll (ends, G_N_ELEMENTS (ends), (int) left) < 0 && errno != EINTR))
            return FALSE;
        if (ends[0].revents != 0)
            is_alive = receive_some (helper, inbox);
        if (is_alive && ends[1].revents != 0)
            is_alive = send_some (helper, outbox);
    }
    return is_alive;
}

/* As exchange(), and a helper that goes away while it is written to does not take the program with it. */
static gboolean
exchange_in_peace (const Helper *helper, Outbox *outbox, Inbox *inbox)
{
    const struct timespec at_once = { 0 };
    sigset_t pipe, pending, before;
    gboolean was_pending, is_done;

    sigemptyset (&pipe);
    sigaddset (&pipe, SIGPIPE);
    sigpending (&pending);
    was_pending = sigismember (&pending, SIGPIPE) == 1;
    pthread_sigmask (SIG_BLOCK, &pipe, &before);
    is_done = exchange (helper, outbox, inbox);
    if (!was_pending)
        while (sigtimedwait (&pipe, NULL, &at_once) < 0 && errno == EINTR)
            ;
    pthread_sigmask (SIG_SETMASK, &before, NULL);
    return is_done;
}

GBytes *
helper_call (ImageRequest *request, GBytes *picture, const char *const texts[IMAGE_N_TEXTS], ImageReply *reply)
{
    Outbox outbox = { 0 };
    Inbox inbox = { .reply = reply };
    Helper *helper = take_idle ();
    int cause;

    memset (reply, 0, sizeof *reply);
    reply->status = IMAGE_MISSING;
    if (helper == NULL)
        return NULL;
    fill_outbox (&outbox, request, picture, texts);
    if (exchange_in_peace (helper, &outbox, &inbox)) {
        put_idle (helper);
        return inbox.bytes != NULL ? g_bytes_new_take (inbox.bytes, reply->n_bytes) : NULL;
    }
    cause = helper_stop (helper, FALSE);
    g_free (inbox.bytes);
    reply->status = inbox.is_late || cause == SIGPROF ? IMAGE_SLOW : IMAGE_LOST;
    return NULL;
}
