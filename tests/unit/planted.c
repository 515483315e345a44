/* SPDX-License-Identifier: MIT */
/* sheaf with a bug in it: whatever is read, it first tries what somebody would who had taken it over, and tells how
 * that went, a line each on standard error: "planted NAME: done", or the reason why not.  For tests/sandbox; the linker
 * puts it before the function that reads (--wrap).  PLANTED says which group is tried, or all are; PLANTED_SECRET is a
 * file outside of all folders, PLANTED_ROOT a folder of inputs with a link to it, PLANTED_OUTPUT that of the books. */
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sheaf.h"

gboolean __real_sheaf_book_read_input (SheafBook *book, const SheafInput *input, GError **error);
gboolean __wrap_sheaf_book_read_input (SheafBook *book, const SheafInput *input, GError **error);

/* What fails for another reason could be done as well, if it were tried in the right way. */
static void
tell (const char *name, gboolean is_done)
{
    gboolean is_refused = !is_done && (errno == EPERM || errno == EACCES || errno == EXDEV || errno == ENOSYS);
    g_autofree char *line = g_strdup_printf ("planted %s: %s\n", name,
                                             is_refused ? "refused"
                                             : is_done  ? "done"
                                                        : g_strerror (errno));

    (void) !write (STDERR_FILENO, line, strlen (line));
    errno = 0;
}

static char *
in (const char *folder, const char *name)
{
    return g_build_filename (g_getenv (folder), name, NULL);
}

/* ---- files ---- */

static gboolean
can_open (const char *path, int flags)
{
    int fd = open (path, flags | O_CLOEXEC, 0600);

    if (fd >= 0)
        close (fd);
    return fd >= 0;
}

static void
try_reading (void)
{
    const char *secret = g_getenv ("PLANTED_SECRET");
    g_autofree char *beside = in ("PLANTED_ROOT", "../secret.txt"), *linked = in ("PLANTED_ROOT", ".link");
    G_GNUC_UNUSED g_autofree char *parent = g_strdup_printf ("/proc/%d/environ", (int) getppid ());
    g_autofree char *folder = g_path_get_dirname (secret);

    tell ("read-password-file", can_open ("/etc/passwd", O_RDONLY));
    tell ("read-secret", can_open (secret, O_RDONLY));
    tell ("read-beside-root", can_open (beside, O_RDONLY));
    tell ("read-through-link", can_open (linked, O_RDONLY));
    tell ("list-folder", can_open (folder, O_RDONLY | O_DIRECTORY));
    tell ("list-everything", can_open ("/", O_RDONLY | O_DIRECTORY));
    tell ("read-own-memory", can_open ("/proc/self/mem", O_RDWR));
#ifndef __SANITIZE_ADDRESS__ /* which looks there for leaks */
    tell ("read-environment", can_open ("/proc/self/environ", O_RDONLY));
    tell ("read-parent", can_open (parent, O_RDONLY));
#endif
    tell ("read-device", can_open ("/dev/zero", O_RDONLY));
}

/* Changes nothing that the test does not look at. */
static void
try_writing (void)
{
    const char *secret = g_getenv ("PLANTED_SECRET");
    g_autofree char *out = in ("PLANTED_ROOT", "../planted"), *in_root = in ("PLANTED_ROOT", "planted");
    g_autofree char *moved = in ("PLANTED_OUTPUT", "planted"), *beside = in ("PLANTED_ROOT", "../moved");
    g_autofree char *input = in ("PLANTED_ROOT", "a.html"), *alias = in ("PLANTED_OUTPUT", "alias");

    tell ("write-outside", can_open (out, O_WRONLY | O_CREAT));
    tell ("write-in-root", can_open (in_root, O_WRONLY | O_CREAT));
    tell ("write-secret", can_open (secret, O_WRONLY));
    tell ("truncate-secret", can_open (secret, O_WRONLY | O_TRUNC) || truncate (secret, 0) == 0);
    tell ("append-to-input", can_open (input, O_WRONLY | O_APPEND));
    tell ("remove-secret", unlink (secret) == 0);
    tell ("remove-input", unlink (input) == 0);
    tell ("move-secret", rename (secret, moved) == 0);
    tell ("move-out", can_open (moved, O_WRONLY | O_CREAT) && rename (moved, beside) == 0);
    tell ("link-secret", link (secret, alias) == 0);
    tell ("link-out", link (input, beside) == 0);
    tell ("make-link", symlink ("/etc/passwd", alias) == 0);
    tell ("make-folder", mkdir (out, 0700) == 0);
    tell ("make-fifo", mkfifo (alias, 0600) == 0);
    tell ("make-device", mknod (alias, S_IFCHR | 0600, 0x103) == 0);
    tell ("change-mode", chmod (secret, 0666) == 0);
    tell ("change-owner", chown (secret, 65534, 65534) == 0);
    tell ("change-time", utimes (secret, NULL) == 0);
    (void) unlink (moved);
}

/* ---- others ---- */

static void
try_talking (void)
{
    const struct sockaddr_un abstract = { .sun_family = AF_UNIX, .sun_path = "\0planted" };
    int ends[2];

    tell ("socket-inet", socket (AF_INET, SOCK_STREAM, 0) >= 0);
    tell ("socket-inet6", socket (AF_INET6, SOCK_DGRAM, 0) >= 0);
    tell ("socket-unix", socket (AF_UNIX, SOCK_STREAM, 0) >= 0);
    tell ("socket-netlink", socket (AF_NETLINK, SOCK_RAW, 0) >= 0);
    tell ("socket-packet", socket (AF_PACKET, SOCK_RAW, 0) >= 0);
    tell ("socket-pair", socketpair (AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    tell ("connect", connect (STDERR_FILENO, (const struct sockaddr *) &abstract, sizeof abstract) == 0);
    tell ("bind", bind (STDERR_FILENO, (const struct sockaddr *) &abstract, sizeof abstract) == 0);
}

static gboolean
can_start (const char *path)
{
    char *arguments[] = { (char *) path, (char *) "-c", (char *) ":", NULL };

    execve (path, arguments, NULL);
    return FALSE;
}

static gboolean
can_fork (void)
{
    long pid = syscall (SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);

    if (pid == 0)
        _exit (0);
    if (pid > 0)
        waitpid ((pid_t) pid, NULL, 0);
    return pid > 0;
}

static void
try_starting (void)
{
    char *nothing[] = { NULL };

    tell ("start-shell", can_start ("/bin/sh"));
    tell ("start-itself", can_start ("/proc/self/exe"));
    tell ("start-descriptor", fexecve (STDIN_FILENO, nothing, nothing) == 0);
    tell ("fork", can_fork ());
#ifndef __SANITIZE_ADDRESS__ /* which traces to find leaks */
    tell ("trace-me", ptrace (PTRACE_TRACEME, 0, NULL, NULL) == 0);
    tell ("trace-parent", ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0);
#endif
}

static void
try_touching (void)
{
    char byte;
    struct iovec local = { &byte, 1 }, remote = { (void *) &try_touching, 1 };

    tell ("read-memory-of-parent", process_vm_readv (getppid (), &local, 1, &remote, 1, 0) == 1);
    tell ("signal-parent", kill (getppid (), 0) == 0);
    tell ("signal-first", kill (1, 0) == 0);
    tell ("kill-parent", kill (getppid (), SIGCONT) == 0);
    tell ("descriptor-of-parent", syscall (SYS_pidfd_open, getppid (), 0) >= 0);
    tell ("slow-down-parent", syscall (SYS_setpriority, 0, getppid (), 5) == 0);
}

/* ---- the kernel ---- */

static void
try_system (void)
{
    struct perf_event_attr event = { .size = sizeof event };
    union bpf_attr map = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1 };
    char parameters[128] = { 0 };

    tell ("mount", mount ("none", "/nowhere", "tmpfs", 0, NULL) == 0);
    tell ("unmount", umount2 ("/nowhere", MNT_DETACH) == 0);
    tell ("change-root", chroot ("/nowhere") == 0);
    tell ("namespace", unshare (0) == 0);
    tell ("bpf", syscall (SYS_bpf, BPF_MAP_CREATE, &map, sizeof map) >= 0);
    tell ("perf", syscall (SYS_perf_event_open, &event, 0, -1, -1, 0) >= 0);
    tell ("ring", syscall (SYS_io_uring_setup, 1, parameters) >= 0);
    tell ("page-faults", syscall (SYS_userfaultfd, 0) >= 0);
    tell ("keys", syscall (SYS_keyctl, 0, -3, 1) >= 0);
    tell ("module", syscall (SYS_finit_module, -1, "", 0) == 0);
    tell ("clock", syscall (SYS_settimeofday, &(struct timeval){ .tv_usec = -1 }, NULL) == 0);
    tell ("host-name", syscall (SYS_sethostname, "", -1) == 0);
    tell ("user", syscall (SYS_setresuid, -1, -1, -1) == 0);
#ifndef __SANITIZE_ADDRESS__
    tell ("dumpable", prctl (PR_SET_DUMPABLE, 0) == 0);
#endif
}

static void
try_code (void)
{
    gsize size = (gsize) sysconf (_SC_PAGESIZE);
    void *page = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    tell ("run-memory", mprotect (page, size, PROT_READ | PROT_EXEC) == 0);
    tell ("map-writable-code",
          mmap (NULL, size, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
    munmap (page, size);
}

gboolean
__wrap_sheaf_book_read_input (SheafBook *book, const SheafInput *input, GError **error)
{
    static const struct {
        const char *name;
        void (*try_all) (void);
    } groups[] = {
        { "reading", try_reading },   { "writing", try_writing },   { "talking", try_talking },
        { "starting", try_starting }, { "touching", try_touching }, { "system", try_system },
        { "code", try_code },
    };
    const char *only = g_getenv ("PLANTED");

    for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
        if (only == NULL || g_str_equal (only, groups[i].name))
            groups[i].try_all ();
    return __real_sheaf_book_read_input (book, input, error);
}
