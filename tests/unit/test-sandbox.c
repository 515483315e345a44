/* SPDX-License-Identifier: MIT */
/* What can still be done inside the sandbox of sheaf-image: each attempt in a process of its own, which ends with 0
 * when it was refused. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/image/shut.h"

typedef gboolean (*Attempt) (void);

enum { REFUSED, DONE, NO_SANDBOX };

static gboolean
read_file (void)
{
    return open ("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
}

static gboolean
read_itself (void)
{
    return open ("/proc/self/environ", O_RDONLY | O_CLOEXEC) >= 0;
}

static gboolean
write_file (void)
{
    return open ("/tmp/sheaf-sandbox", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0 || mkdir ("/tmp/sheaf-dir", 0700) == 0
           || unlink ("/tmp/sheaf-none") == 0 || errno == ENOENT;
}

static gboolean
make_socket (void)
{
    return socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean
run_program (void)
{
    char name[] = "/bin/true", *arguments[] = { name, NULL };

    execve (name, arguments, NULL);
    return errno == ENOENT;
}

static gboolean
make_process (void)
{
    pid_t pid = fork ();

    if (pid == 0)
        _exit (0);
    return pid > 0;
}

static gboolean
touch_others (void)
{
    return kill (getppid (), 0) == 0 || ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0;
}

static gboolean
compute (void)
{
    void *memory = malloc (1 << 24);

    free (memory);
    return memory == NULL;
}

static void
check_attempt (gconstpointer data)
{
    const Attempt *attempt = data;
    pid_t pid = fork ();
    int status = -1;

    if (pid == 0) {
        if (!shut_in ())
            _exit (NO_SANDBOX);
        _exit ((*attempt) () ? DONE : REFUSED);
    }
    g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
    g_assert_true (WIFEXITED (status));
    g_assert_cmpint (WEXITSTATUS (status), ==, REFUSED);
}

int
main (int argc, char **argv)
{
    static const struct {
        const char *name;
        Attempt attempt;
    } attempts[] = {
        { "/sandbox/no-file-is-read", read_file },        { "/sandbox/no-environment-is-read", read_itself },
        { "/sandbox/nothing-is-written", write_file },    { "/sandbox/no-socket-is-made", make_socket },
        { "/sandbox/no-program-is-run", run_program },    { "/sandbox/no-process-is-made", make_process },
        { "/sandbox/no-other-is-touched", touch_others }, { "/sandbox/memory-is-at-hand", compute },
    };

    g_test_init (&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
        g_test_add_data_func (attempts[i].name, &attempts[i].attempt, check_attempt);
    return g_test_run ();
}
