/* SPDX-License-Identifier: MIT */
/* Loaded before a program (LD_PRELOAD), lets one allocation of it fail, or all from one on.  The environment says
 * which: FAIL_AT=N, the N-th of a process and of what is forked from it; FAIL_ON=1, all later ones too; FAIL_LOG=FILE
 * appends a word for each allocation, which is the same where it comes from the same place in the program. */
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define EXPORT __attribute__ ((visibility ("default")))

/* Return addresses that tell a place: with more, loops that call each other make ever new ones. */
#define DEPTH 10

void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *old, size_t size);
void *__libc_memalign (size_t alignment, size_t size);

static atomic_ulong n_allocations;
static unsigned long fail_at;
static int fails_on, log_file = -1;
static _Thread_local int is_logging;

__attribute__ ((constructor)) static void
set_up (void)
{
    const char *at = getenv ("FAIL_AT"), *log = getenv ("FAIL_LOG");
    void *frames[DEPTH];

    fail_at = at != NULL ? strtoul (at, NULL, 10) : 0;
    fails_on = getenv ("FAIL_ON") != NULL;
    if (log == NULL)
        return;
    (void) backtrace (frames, DEPTH); /* loads what it needs, once */
    log_file = open (log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
}

static void
write_place (void)
{
    void *frames[DEPTH];
    uint64_t hash = 0xcbf29ce484222325;
    int n;

    is_logging = 1;
    n = backtrace (frames, DEPTH);
    for (int i = 2; i < n; i++)
        hash = (hash ^ (uintptr_t) frames[i]) * 0x100000001b3;
    (void) !write (log_file, &hash, sizeof hash);
    is_logging = 0;
}

static int
must_fail (void)
{
    unsigned long n;

    if (is_logging)
        return 0;
    n = atomic_fetch_add (&n_allocations, 1) + 1;
    if (log_file >= 0)
        write_place ();
    if (fail_at == 0 || n < fail_at || (n > fail_at && !fails_on))
        return 0;
    errno = ENOMEM;
    return 1;
}

EXPORT void *
malloc (size_t size)
{
    return must_fail () ? NULL : __libc_malloc (size);
}

EXPORT void *
calloc (size_t n, size_t size)
{
    return must_fail () ? NULL : __libc_calloc (n, size);
}

EXPORT void *
realloc (void *old, size_t size)
{
    return must_fail () ? NULL : __libc_realloc (old, size);
}

EXPORT int
posix_memalign (void **memory, size_t alignment, size_t size)
{
    if (must_fail ())
        return ENOMEM;
    *memory = __libc_memalign (alignment, size);
    return *memory != NULL ? 0 : ENOMEM;
}

EXPORT void *
aligned_alloc (size_t alignment, size_t size)
{
    return must_fail () ? NULL : __libc_memalign (alignment, size);
}

EXPORT void *
memalign (size_t alignment, size_t size)
{
    return must_fail () ? NULL : __libc_memalign (alignment, size);
}
