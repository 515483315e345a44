/* SPDX-License-Identifier: MIT */
#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* No picture takes so long, in milliseconds. */
#define PATIENCE 30000

/* It ends at once, or not at all, in milliseconds. */
#define FAREWELL 1000

/* Nothing that was made is larger, in bytes. */
#define REPLY_LIMIT ((guint32) 64 * 1024 * 1024)

#define IMAGE "sheaf-image"

#define DOOR "sheaf-door"

/* A process of sheaf-image. */
typedef struct {
    pid_t owner;  /* who asked for it: a process that was forked since must not talk in between */
    int to, from; /* its standard input and output */
    int end;      /* where its wait status comes when it has ended */
} Helper;

/* The program that starts sheaf-image, which starts a process for whoever asks. */
typedef struct {
    pid_t pid, owner;
    int requests; /* a socket; -1: it is not there */
    int life;     /* what ends when it does */
    gboolean is_in_use;
} Door;

static GMutex lock;
static GQueue idle = G_QUEUE_INIT;
static Door door = { .requests = -1 };

static void
close_end (int *end)
{
    if (*end >= 0)
        close (*end);
    *end = -1;
}

/* ---- The door ---- */

/* What lies beside a program. */
static char *
find_beside (const char *program, const char *name)
{
    g_autofree char *folder = g_path_get_dirname (program), *beside = g_build_filename (folder, name, NULL);

    return g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&beside) : NULL;
}

/* What lies beside the program that runs, else beside another one, else what was installed. */
static char *
find_program (const char *name, const char *other)
{
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    char *found = self != NULL ? find_beside (self, name) : NULL;

    if (found == NULL && other != NULL)
        found = find_beside (other, name);
    return found != NULL ? found : g_build_filename (SHEAF_LIBEXECDIR, name, NULL);
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
spawn (char *const arguments[], int input, int output, pid_t *pid)
{
    g_auto (GStrv) environment = make_environment ();
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
    fault = posix_spawn (pid, arguments[0], &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy (&actions);
    posix_spawnattr_destroy (&attributes);
    return fault == 0;
}

/* Lifts both ends above the standard streams, which may be closed, so that neither is overwritten when the other takes
 * its place; nobody else inherits them. */
static gboolean
lift (int ends[2])
{
    gboolean is_lifted = TRUE;

    for (guint i = 0; i < 2; i++) {
        int low = ends[i];

        ends[i] = fcntl (low, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        close (low);
        is_lifted = is_lifted && ends[i] >= 0;
    }
    return is_lifted;
}

static gboolean
make_pipe (int ends[2])
{
    return pipe2 (ends, O_CLOEXEC) == 0 && lift (ends);
}

static void
door_shut (void)
{
    close_end (&door.requests);
    close_end (&door.life);
}

/* FALSE: there is no such program. */
static gboolean
door_open (void)
{
    const char *given = g_getenv ("SHEAF_IMAGE");
    g_autofree char *image = given != NULL ? g_strdup (given) : find_program (IMAGE, NULL);
    g_autofree char *program = find_program (DOOR, image);
    char name[] = IMAGE, *arguments[] = { program, image, name, NULL };
    int requests[2] = { -1, -1 }, life[2] = { -1, -1 };
    gboolean is_open = g_file_test (image, G_FILE_TEST_IS_EXECUTABLE)
                       && socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, requests) == 0 && lift (requests)
                       && make_pipe (life) && spawn (arguments, requests[1], life[1], &door.pid);

    close_end (&requests[1]);
    close_end (&life[1]);
    door = (Door){ .pid = door.pid, .owner = getpid (), .requests = requests[0], .life = life[0] };
    if (!is_open)
        door_shut ();
    return is_open;
}

gboolean
helper_prepare (void)
{
    return door.requests >= 0 || door_open ();
}

/* Sends the ends that a process of sheaf-image is to have. */
static gboolean
door_ask (const int files[IMAGE_N_FILES])
{
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE (sizeof (int) * IMAGE_N_FILES)];
    } control = { 0 };
    char byte = 0;
    struct iovec bytes = { &byte, 1 };
    struct msghdr message = {
        .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
    };

    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    control.header.cmsg_len = CMSG_LEN (sizeof (int) * IMAGE_N_FILES);
    memcpy (CMSG_DATA (&control.header), files, sizeof (int) * IMAGE_N_FILES);
    door.is_in_use = TRUE;
    return sendmsg (door.requests, &message, MSG_NOSIGNAL) == 1;
}

/* Somebody has ended it. */
static gboolean
door_mend (void)
{
    door_shut ();
    (void) waitpid (door.pid, NULL, WNOHANG);
    return door_open ();
}

/* Whether something can be read there, or has ended, within so many milliseconds. */
static gboolean
is_stirring (int end, int patience)
{
    struct pollfd polled = { .fd = end, .events = POLLIN };

    return poll (&polled, 1, patience) != 0;
}

/* What it took is counted as this process's, which is why it is waited for. */
static void
door_leave (void)
{
    gboolean is_ours = door.requests >= 0 && door.owner == getpid () && door.is_in_use;

    close_end (&door.requests);
    if (is_ours && is_stirring (door.life, FAREWELL))
        while (waitpid (door.pid, NULL, 0) < 0 && errno == EINTR)
            ;
    close_end (&door.life);
}

/* ---- A process of sheaf-image ---- */

static void
helper_free (Helper *helper)
{
    close_end (&helper->to);
    close_end (&helper->from);
    close_end (&helper->end); /* which ends it, unless it is shared with a process that was forked since */
    g_free (helper);
}

static Helper *
helper_start (void)
{
    Helper *helper = g_new0 (Helper, 1);
    int requests[2] = { -1, -1 }, replies[2] = { -1, -1 }, end[2] = { -1, -1 };
    gboolean is_started = make_pipe (requests) && make_pipe (replies) && make_pipe (end)
                          && fcntl (requests[1], F_SETFL, O_NONBLOCK) == 0
                          && fcntl (replies[0], F_SETFL, O_NONBLOCK) == 0;
    const int files[IMAGE_N_FILES] = { requests[0], replies[1], end[1] };

    g_mutex_lock (&lock);
    is_started = is_started && helper_prepare () && (door_ask (files) || (door_mend () && door_ask (files)));
    g_mutex_unlock (&lock);
    close_end (&requests[0]);
    close_end (&replies[1]);
    close_end (&end[1]);
    *helper = (Helper){ getpid (), requests[1], replies[0], end[0] };
    if (is_started)
        return helper;
    helper_free (helper);
    return NULL;
}

/* Ends one that cannot be trusted any more.  Returns the signal that it died of, or 0. */
static int
helper_stop (Helper *helper, gboolean is_late)
{
    int status = 0;

    if (!is_late && is_stirring (helper->end, FAREWELL) && read (helper->end, &status, sizeof status) != sizeof status)
        status = 0;
    helper_free (helper);
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
        /* of another process, or somebody killed it since */
        if (helper->owner != getpid () || is_stirring (helper->from, 0))
            helper_free (g_steal_pointer (&helper));
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
        helper_free (helper);
    door_leave ();
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
    cause = helper_stop (helper, inbox.is_late);
    g_free (inbox.bytes);
    reply->status = inbox.is_late || cause == SIGPROF ? IMAGE_SLOW : IMAGE_LOST;
    return NULL;
}
