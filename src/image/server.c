/* SPDX-License-Identifier: MIT */
#include "server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "image.h"

typedef struct {
    pid_t pid;
    int process; /* a pidfd, which can be read when it has ended; -1: the kernel has none */
    int end;     /* where that is told */
} Child;

gboolean
server_is_wanted (void)
{
    struct stat status;

    return fstat (STDIN_FILENO, &status) == 0 && S_ISSOCK (status.st_mode);
}

/* ---- requests ---- */

static void
close_files (const int *files, guint n)
{
    for (guint i = 0; i < n; i++)
        close (files[i]);
}

/* Whether there is a request, and not the end of the socket.  *n_files is 0 for one that is none. */
static gboolean
receive (int files[IMAGE_N_FILES], guint *n_files)
{
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE (sizeof (int) * IMAGE_N_FILES)];
    } control;
    char byte;
    struct iovec bytes = { &byte, 1 };
    struct msghdr message = {
        .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
    };
    gssize n = recvmsg (STDIN_FILENO, &message, MSG_CMSG_CLOEXEC);
    const struct cmsghdr *header = n > 0 ? CMSG_FIRSTHDR (&message) : NULL;

    *n_files = 0;
    if (header != NULL && header->cmsg_type == SCM_RIGHTS) {
        *n_files = (guint) ((header->cmsg_len - CMSG_LEN (0)) / sizeof (int));
        memcpy (files, CMSG_DATA (header), *n_files * sizeof (int));
    }
    if (*n_files != IMAGE_N_FILES) {
        close_files (files, *n_files);
        *n_files = 0;
    }
    return n > 0 || (n < 0 && errno == EINTR);
}

/* ---- processes ---- */

/* In the new process: it has its two ends and nothing else, and does not outlive the server. */
G_NORETURN static void
be_child (const int files[IMAGE_N_FILES], pid_t parent, void (*work) (void))
{
    (void) signal (SIGPIPE, SIG_DFL);
    dup2 (files[0], STDIN_FILENO);
    dup2 (files[1], STDOUT_FILENO);
    syscall (SYS_close_range, STDERR_FILENO + 1, ~0u, 0);
    prctl (PR_SET_PDEATHSIG, SIGKILL);
    if (getppid () == parent)
        work ();
    _exit (1);
}

static void
start (GArray *children, const int files[IMAGE_N_FILES], void (*work) (void))
{
    pid_t parent = getpid ();
    Child child = { .pid = fork (), .end = files[2] };

    if (child.pid == 0)
        be_child (files, parent, work);
    close_files (files, 2);
    if (child.pid < 0) {
        close (child.end);
        return;
    }
    child.process = (int) syscall (SYS_pidfd_open, child.pid, 0);
    g_array_append_val (children, child);
}

/* Ends the process, if it has not ended, and tells how, if that is to be told. */
static void
stop (const Child *child)
{
    int status = 0;

    kill (child->pid, SIGKILL);
    while (waitpid (child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    (void) !write (child->end, &status, sizeof status);
    close (child->end);
    if (child->process >= 0)
        close (child->process);
}

/* ---- the server ---- */

static void
fill_polled (GArray *polled, const GArray *children)
{
    const struct pollfd requests = { .fd = STDIN_FILENO, .events = POLLIN };

    g_array_set_size (polled, 0);
    g_array_append_val (polled, requests);
    for (guint i = 0; i < children->len; i++) {
        const Child *child = &g_array_index (children, Child, i);
        const struct pollfd both[] = { { .fd = child->process, .events = POLLIN }, { .fd = child->end } };

        g_array_append_vals (polled, both, G_N_ELEMENTS (both));
    }
}

static void
stop_ended (GArray *children, const GArray *polled)
{
    for (guint i = children->len; i > 0; i--) {
        const struct pollfd *both = &g_array_index (polled, struct pollfd, 2 * i - 1);

        if (both[0].revents == 0 && both[1].revents == 0)
            continue;
        stop (&g_array_index (children, Child, i - 1));
        g_array_remove_index_fast (children, i - 1);
    }
}

void
server_run (void (*work) (void))
{
    g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (Child));
    g_autoptr (GArray) polled = g_array_new (FALSE, FALSE, sizeof (struct pollfd));
    int files[IMAGE_N_FILES];
    gboolean is_open = TRUE;
    guint n_files;

    (void) signal (SIGPIPE, SIG_IGN);
    while (is_open) {
        fill_polled (polled, children);
        if (poll ((struct pollfd *) polled->data, polled->len, -1) < 0)
            continue;
        stop_ended (children, polled);
        if (g_array_index (polled, struct pollfd, 0).revents == 0)
            continue;
        is_open = receive (files, &n_files);
        if (n_files > 0)
            start (children, files, work);
    }
    for (guint i = 0; i < children->len; i++)
        stop (&g_array_index (children, Child, i));
}
