/* SPDX-License-Identifier: MIT */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Bytes of memory: a photo of fifty megapixels that is decoded as a whole takes half of it. */
#define MEMORY_LIMIT ((rlim_t) 640 * 1024 * 1024)

/* What librsvg needs for letters: typefaces, and fontconfig's rules and lists of them; and where Thai words end. */
static const char *const readable[] = { "/etc/fonts",       "/usr/local/share/fonts", "/usr/share/fontconfig",
                                        "/usr/share/fonts", "/usr/share/libthai",     "/var/cache/fontconfig" };

/* ---- What there is of the machine ---- */

static void
limit (int resource, rlim_t most)
{
    const struct rlimit limits = { most, most };

    setrlimit (resource, &limits);
}

static void
limit_resources (void)
{
    limit (RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes, and reports what it finds */
    limit (RLIMIT_FSIZE, 0);
    limit (RLIMIT_AS, MEMORY_LIMIT);
#endif
}

/* ---- Which files: Landlock, https://docs.kernel.org/userspace-api/landlock.html ---- */

static void
allow_reading (int rules, const char *folder)
{
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open (folder, O_PATH | O_CLOEXEC),
    };

    if (beneath.parent_fd < 0)
        return;
    syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close (beneath.parent_fd);
}

/* Everything that the first version of Landlock knows to forbid; later ones add renaming and truncating, which the
 * system calls below do not allow anyway. */
static gboolean
close_files (void)
{
    const struct landlock_ruleset_attr all = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
    int rules = (int) syscall (SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);
    gboolean is_closed;

    if (rules < 0)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
        allow_reading (rules, readable[i]);
    is_closed = syscall (SYS_landlock_restrict_self, rules, 0) == 0;
    close (rules);
    return is_closed;
}

/* ---- Which system calls ---- */

static const int calls[] = {
    /* memory */
    SCMP_SYS (brk), SCMP_SYS (madvise), SCMP_SYS (mmap), SCMP_SYS (mprotect), SCMP_SYS (mremap), SCMP_SYS (munmap),
    /* what is open, and what is written there */
    SCMP_SYS (close), SCMP_SYS (fcntl), SCMP_SYS (fstat), SCMP_SYS (lseek), SCMP_SYS (poll), SCMP_SYS (ppoll),
    SCMP_SYS (pread64), SCMP_SYS (read), SCMP_SYS (readv), SCMP_SYS (write), SCMP_SYS (writev),
    /* threads and time */
    SCMP_SYS (clock_getres), SCMP_SYS (clock_gettime), SCMP_SYS (clock_nanosleep), SCMP_SYS (futex), SCMP_SYS (getpid),
    SCMP_SYS (gettid), SCMP_SYS (gettimeofday), SCMP_SYS (nanosleep), SCMP_SYS (rseq), SCMP_SYS (sched_getaffinity),
    SCMP_SYS (sched_yield), SCMP_SYS (set_robust_list), SCMP_SYS (setitimer),
    /* the end, and the signals before it */
    SCMP_SYS (exit), SCMP_SYS (exit_group), SCMP_SYS (restart_syscall), SCMP_SYS (rt_sigaction),
    SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn), SCMP_SYS (sigaltstack),
    /* what libraries ask */
    SCMP_SYS (getrandom), SCMP_SYS (getrusage), SCMP_SYS (sysinfo), SCMP_SYS (uname)
};

/* With Landlock these reach the typefaces alone. */
static const int lookups[] = { SCMP_SYS (access),     SCMP_SYS (faccessat),  SCMP_SYS (faccessat2),
                               SCMP_SYS (getdents64), SCMP_SYS (newfstatat), SCMP_SYS (readlink),
                               SCMP_SYS (stat),       SCMP_SYS (statfs),     SCMP_SYS (fstatfs),
                               SCMP_SYS (lstat),      SCMP_SYS (statx) };

static gboolean
allow (scmp_filter_ctx filter, const int *list, guint length)
{
    for (guint i = 0; i < length; i++)
        if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, list[i], 0) != 0)
            return FALSE;
    return TRUE;
}

/* What is not in the lists is refused, not punished: libraries try this and that, and can do without. */
static gboolean
close_calls (gboolean may_open)
{
    const unsigned flags = O_ACCMODE | O_CREAT | O_TRUNC;
    scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
    gboolean is_closed = filter != NULL && allow (filter, calls, G_N_ELEMENTS (calls));

    /* Threads, but no processes: glibc falls back to clone, whose flags can be looked at. */
    is_closed = is_closed && seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0
                && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1,
                                     SCMP_A0 (SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
                       == 0;
    if (may_open)
        is_closed = is_closed && allow (filter, lookups, G_N_ELEMENTS (lookups))
                    && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                                         SCMP_A2 (SCMP_CMP_MASKED_EQ, flags, O_RDONLY))
                           == 0;
    /* abort() */
    is_closed = is_closed
                && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                                     SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ()))
                       == 0;
    is_closed = is_closed && seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0 && seccomp_load (filter) == 0;
    if (filter != NULL)
        seccomp_release (filter);
    return is_closed;
}

gboolean
sandbox_enter (void)
{
    limit_resources ();
    return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && close_calls (close_files ());
}
