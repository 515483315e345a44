/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

/* The filter is a list of its own instead of one that libseccomp makes: that takes several times as long as all the
 * rest of the sandbox, in every run. */

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#elif defined __powerpc64__ && defined __LITTLE_ENDIAN__
#define ARCHITECTURE AUDIT_ARCH_PPC64LE
#else
#error "Add the architecture here, and look through the system calls: some of them may have other names."
#endif

/* A system call that is allowed: always, or when an argument, from 0, has these bits of the mask. */
typedef struct {
    guint number, argument, mask, value;
} Call;

#define ALWAYS(name)                                                                                                   \
    {                                                                                                                  \
        .number = SYS_##name                                                                                           \
    }
#define WHEN(name, argument, mask, value)                                                                              \
    {                                                                                                                  \
        SYS_##name, argument, (guint) (mask), (guint) (value)                                                          \
    }
#define EXACTLY 0xffffffffu

static const Call compute[] = {
    /* memory */
    ALWAYS (brk),
    ALWAYS (madvise),
    WHEN (mmap, 2, PROT_EXEC, 0),
    WHEN (mmap, 2, PROT_WRITE, 0),
    WHEN (mprotect, 2, PROT_EXEC, 0),
    ALWAYS (mremap),
    ALWAYS (munmap),
    /* what is open, and what is written there */
    ALWAYS (close),
    ALWAYS (close_range),
    ALWAYS (dup),
    ALWAYS (fstat),
    ALWAYS (lseek),
    ALWAYS (pipe2),
    ALWAYS (ppoll),
    ALWAYS (pread64),
    ALWAYS (read),
    ALWAYS (readv),
    ALWAYS (write),
    ALWAYS (writev),
    WHEN (fcntl, 1, EXACTLY, F_DUPFD_CLOEXEC),
    WHEN (fcntl, 1, EXACTLY, F_DUPFD),
    WHEN (fcntl, 1, EXACTLY, F_GETFD),
    WHEN (fcntl, 1, EXACTLY, F_GETFL),
    WHEN (fcntl, 1, EXACTLY, F_SETFD),
    WHEN (fcntl, 1, EXACTLY, F_SETFL),
    WHEN (ioctl, 1, EXACTLY, TCGETS),
    WHEN (ioctl, 1, EXACTLY, TIOCGWINSZ),
    /* time and turns */
    ALWAYS (clock_getres),
    ALWAYS (clock_gettime),
    ALWAYS (clock_nanosleep),
    ALWAYS (futex),
    ALWAYS (gettimeofday),
    ALWAYS (nanosleep),
    ALWAYS (sched_getaffinity),
    ALWAYS (sched_yield),
    ALWAYS (setitimer),
    /* the end, and the signals before it */
    ALWAYS (exit),
    ALWAYS (exit_group),
    ALWAYS (restart_syscall),
    ALWAYS (rt_sigaction),
    ALWAYS (rt_sigpending),
    ALWAYS (rt_sigprocmask),
    ALWAYS (rt_sigreturn),
    ALWAYS (rt_sigtimedwait),
    ALWAYS (sigaltstack),
    /* what libraries ask */
    ALWAYS (getegid),
    ALWAYS (geteuid),
    ALWAYS (getgid),
    ALWAYS (getpid),
    ALWAYS (getppid),
    ALWAYS (getrandom),
    ALWAYS (getrusage),
    WHEN (prlimit64, 0, EXACTLY, 0),
    ALWAYS (gettid),
    ALWAYS (getuid),
    ALWAYS (sysinfo),
    ALWAYS (uname),
#ifdef SYS_poll
    ALWAYS (poll),
#endif
#ifdef SYS_time
    ALWAYS (time),
#endif
#ifdef __SANITIZE_ADDRESS__ /* looks for leaks from a thread of its own, which stops all others */
    WHEN (clone, 0, CLONE_VM | CLONE_UNTRACED, CLONE_VM | CLONE_UNTRACED),
    ALWAYS (prctl),
    ALWAYS (ptrace),
    ALWAYS (tgkill),
#ifdef SYS_getdents
    ALWAYS (getdents),
#endif
#endif
};

/* Which files these are about is for the places to say. */
static const Call look[] = {
    ALWAYS (faccessat),  ALWAYS (faccessat2),
    ALWAYS (fstatfs),    ALWAYS (getcwd),
    ALWAYS (getdents64), ALWAYS (newfstatat),
    ALWAYS (readlinkat), ALWAYS (statfs),
    ALWAYS (statx),      WHEN (openat, 2, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY),
#ifdef SYS_access
    ALWAYS (access),     ALWAYS (lstat),
    ALWAYS (readlink),   ALWAYS (stat),
#endif
};

static const Call write_calls[] = {
    ALWAYS (fdatasync), ALWAYS (flock),  ALWAYS (fsync),   ALWAYS (ftruncate), ALWAYS (linkat), ALWAYS (memfd_create),
    ALWAYS (mkdirat),   ALWAYS (openat), ALWAYS (openat2), ALWAYS (renameat2), ALWAYS (umask),  ALWAYS (unlinkat),
#ifdef SYS_renameat
    ALWAYS (renameat),
#endif
#ifdef SYS_open
    ALWAYS (link),      ALWAYS (mkdir),  ALWAYS (open),    ALWAYS (rename),    ALWAYS (rmdir),  ALWAYS (unlink),
#endif
};

static const Call threads[] = {
    /* no processes: glibc falls back from clone3 to clone, whose flags can be looked at */
    WHEN (clone, 0, CLONE_THREAD, CLONE_THREAD),
    ALWAYS (rseq),
    ALWAYS (set_robust_list),
};

static const Call code[] = { ALWAYS (mmap), ALWAYS (mprotect) };

static const Call pass[] = { ALWAYS (recvfrom), ALWAYS (recvmsg), ALWAYS (sendmsg), ALWAYS (sendto), ALWAYS (wait4) };

static const Call processes[] = {
    WHEN (clone, 0, EXACTLY, CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID | SIGCHLD),
    WHEN (kill, 1, EXACTLY, SIGKILL),
    WHEN (prctl, 0, EXACTLY, PR_SET_PDEATHSIG),
    ALWAYS (rseq),
    ALWAYS (set_robust_list),
    ALWAYS (signalfd4),
    WHEN (socketpair, 0, EXACTLY, 1 /* AF_UNIX */),
};

static const Call shut[] = {
    WHEN (prctl, 0, EXACTLY, PR_SET_NO_NEW_PRIVS),
    ALWAYS (landlock_add_rule),
    ALWAYS (landlock_create_ruleset),
    ALWAYS (landlock_restrict_self),
    ALWAYS (seccomp),
};

static const struct {
    guint when; /* 0: always */
    const Call *calls;
    guint n_calls;
} groups[] = {
    { 0, compute, G_N_ELEMENTS (compute) },
    { CALLS_LOOK, look, G_N_ELEMENTS (look) },
    { CALLS_WRITE, write_calls, G_N_ELEMENTS (write_calls) },
    { CALLS_THREADS, threads, G_N_ELEMENTS (threads) },
    { CALLS_CODE, code, G_N_ELEMENTS (code) },
    { CALLS_PASS, pass, G_N_ELEMENTS (pass) },
    { CALLS_PROCESSES, processes, G_N_ELEMENTS (processes) },
    { CALLS_SHUT, shut, G_N_ELEMENTS (shut) },
};

/* ---- The filter, https://docs.kernel.org/userspace-api/seccomp_filter.html ---- */

/* Later ones came after this list was made, or are of another table (x32), or are what strace makes of a call that it
 * lets fail. */
#define LAST_KNOWN SYS_landlock_restrict_self

#define MOST_STEPS 1024

typedef struct {
    struct sock_filter steps[MOST_STEPS];
    gushort n;
} Filter;

static void
add (Filter *filter, guint operation, guint value, guint8 if_true, guint8 if_false)
{
    g_assert (filter->n < MOST_STEPS);
    filter->steps[filter->n++] = (struct sock_filter){ (guint16) operation, if_true, if_false, value };
}

static void
load (Filter *filter, gsize offset)
{
    add (filter, BPF_LD | BPF_W | BPF_ABS, (guint) offset, 0, 0);
}

static void
end (Filter *filter, guint action)
{
    add (filter, BPF_RET | BPF_K, action, 0, 0);
}

/* The lower half, which is all of an argument that these calls look at; it comes first on all these machines. */
static gsize
offset_of_argument (guint argument)
{
    return offsetof (struct seccomp_data, args) + argument * sizeof (guint64);
}

/* Allows the call, if it is this one; the number of the call is loaded before and after it. */
static void
add_call (Filter *filter, const Call *call)
{
    add (filter, BPF_JMP | BPF_JEQ | BPF_K, call->number, 0, call->mask == 0 ? 1 : 5);
    if (call->mask != 0) {
        load (filter, offset_of_argument (call->argument));
        add (filter, BPF_ALU | BPF_AND | BPF_K, call->mask, 0, 0);
        add (filter, BPF_JMP | BPF_JEQ | BPF_K, call->value, 0, 1);
    }
    end (filter, SECCOMP_RET_ALLOW);
    if (call->mask != 0)
        load (filter, offsetof (struct seccomp_data, nr));
}

static int
compare_calls (gconstpointer a, gconstpointer b)
{
    guint x = ((const Call *) a)->number, y = ((const Call *) b)->number;

    return x < y ? -1 : x > y;
}

static void
sort_calls (GArray *sorted, Calls calls)
{
    const Call abort_call = WHEN (tgkill, 0, EXACTLY, getpid ());

    g_array_append_val (sorted, abort_call);
    for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
        if ((groups[i].when & ~calls) == 0)
            g_array_append_vals (sorted, groups[i].calls, groups[i].n_calls);
    g_array_sort (sorted, compare_calls);
}

/* So many are asked for one after the other. */
#define FEW 4

/* Allows the calls, which are sorted, and refuses others that are no larger.  When the filter is loaded the kernel runs
 * it once for each call that there is, to remember what is allowed anyway: halving what is left makes that short. */
static void
add_calls (Filter *filter, const Call *calls, guint n) /* NOLINT(misc-no-recursion): it halves */
{
    guint half = n / 2, jump;

    while (half > 0 && calls[half].number == calls[half - 1].number)
        half--;
    if (n <= FEW || half == 0) {
        for (guint i = 0; i < n; i++)
            add_call (filter, &calls[i]);
        end (filter, SECCOMP_RET_ERRNO | EPERM);
        return;
    }
    add (filter, BPF_JMP | BPF_JGE | BPF_K, calls[half].number, 0, 1);
    jump = filter->n;
    add (filter, BPF_JMP | BPF_JA, 0, 0, 0);
    add_calls (filter, calls, half);
    filter->steps[jump].k = filter->n - jump - 1;
    add_calls (filter, calls + half, n - half);
}

static void
build (Filter *filter, Calls calls)
{
    g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Call));

    sort_calls (sorted, calls);
    load (filter, offsetof (struct seccomp_data, arch));
    add (filter, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    end (filter, SECCOMP_RET_KILL_PROCESS);
    load (filter, offsetof (struct seccomp_data, nr));
    add (filter, BPF_JMP | BPF_JGT | BPF_K, LAST_KNOWN, 1, 0);
    add (filter, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1);
    end (filter, SECCOMP_RET_ERRNO | ENOSYS);
    add_calls (filter, (const Call *) sorted->data, sorted->len);
}

gboolean
calls_shut (Calls calls)
{
    Filter filter = { .n = 0 };
    struct sock_fprog program = { .filter = filter.steps };

    build (&filter, calls);
    program.len = filter.n;
    return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
           && syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}
