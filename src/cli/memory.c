/* SPDX-License-Identifier: MIT */
#include "memory.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/batch.h"
#include "cli.h"

/* Some of the libraries write to what they did not get, others take it for a damaged input, and GLib ends the program
 * by a signal, in ways of its own.  So the program has one answer for all of them: it stands before malloc() and its
 * sisters, and where there is no memory it says so in one line and ends.  What is to be written has no name before it
 * is whole (base/file-write.c), so there is nothing to be put away. */

/* So much nobody here asks for in earnest: whoever does has read it in an input, and expects to be refused. */
#define ABSURD ((size_t) 1 << 30)

/* What is asked for at once may be less than what it takes to have more: a process grows by that. */
#define STEP ((size_t) 1 << 20)

static char subject[512]; /* "a.html: " */
static gboolean is_worker = FALSE;

/* The file that the run is for, and what was there when it began: nothing, or that. */
static char *output;
static struct stat before;

void
memory_is_for (const char *what)
{
    g_autofree char *escaped = escape_controls (what);

    g_snprintf (subject, sizeof subject, "%s: ", escaped);
}

void
memory_is_for_worker (void)
{
    is_worker = TRUE;
}

void
memory_is_for_output (const char *path)
{
    g_free (output);
    output = g_strdup (path);
    if (lstat (output, &before) < 0)
        memset (&before, 0, sizeof before);
    memory_is_for (path);
}

/* Without memory nothing can be kept in mind, but the file system knows. */
static gboolean
is_written (void)
{
    struct stat now;

    return output != NULL && lstat (output, &now) == 0 && (now.st_dev != before.st_dev || now.st_ino != before.st_ino);
}

static gboolean
can_be_had (size_t size)
{
    void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return memory != MAP_FAILED && munmap (memory, size) == 0;
}

/* Whether there is memory, but no more for this process. */
static gboolean
is_at_limit (size_t size)
{
    struct rlimit limit;

    if (can_be_had (MAX (size, STEP)) || getrlimit (RLIMIT_DATA, &limit) < 0)
        return FALSE;
    limit.rlim_cur = limit.rlim_max;
    return setrlimit (RLIMIT_DATA, &limit) == 0 && can_be_had (MAX (size, STEP));
}

static void
say (const char *text)
{
    (void) !write (STDERR_FILENO, text, strlen (text));
}

G_NORETURN static void
end_without (size_t size)
{
    if (is_worker)
        _exit (is_at_limit (size) ? BATCH_AT_LIMIT : EX_TEMPFAIL);
    say ("sheaf: ");
    say (subject);
    say (is_written () ? "is written, but there is not enough memory to tell of it\n"
                       : "there is not enough memory; try again when there is more\n");
    _exit (EX_TEMPFAIL);
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
    for (gsize i = 0; i < n_fields; i++)
        if ((level & G_LOG_LEVEL_ERROR) != 0 && strcmp (fields[i].key, "MESSAGE") == 0
            && strstr (fields[i].value, "failed to allocate") != NULL)
            end_without (0);
    return g_log_writer_default (level, fields, n_fields, user_data);
}

void
memory_guard (void)
{
    g_log_set_writer_func (write_log, NULL, NULL); /* of what is absurd, and where the sanitizers stand here */
}

#ifndef __SANITIZE_ADDRESS__

/* The next one in line, which may be the C library's or one that somebody has loaded before it. */
#define NEXT(name) ((typeof (&name)) dlsym (RTLD_NEXT, #name))

static void *
sure (void *memory, size_t size)
{
    if (memory == NULL && size > 0 && size < ABSURD)
        end_without (size);
    return memory;
}

G_MODULE_EXPORT void *
malloc (size_t size)
{
    static void *(*next) (size_t size);

    if (next == NULL)
        next = NEXT (malloc);
    return sure (next (size), size);
}

G_MODULE_EXPORT void *
calloc (size_t n, size_t size)
{
    static void *(*next) (size_t n, size_t size);

    if (next == NULL)
        next = NEXT (calloc);
    return sure (next (n, size), n > 0 && size > ABSURD / n ? ABSURD : n * size);
}

G_MODULE_EXPORT void *
realloc (void *old, size_t size)
{
    static void *(*next) (void *old, size_t size);

    if (next == NULL)
        next = NEXT (realloc);
    return sure (next (old, size), size);
}

G_MODULE_EXPORT int
posix_memalign (void **memory, size_t alignment, size_t size)
{
    static int (*next) (void **memory, size_t alignment, size_t size);
    int fault;

    if (next == NULL)
        next = NEXT (posix_memalign);
    fault = next (memory, alignment, size);
    if (fault == ENOMEM)
        (void) sure (NULL, size);
    return fault;
}

G_MODULE_EXPORT void *
aligned_alloc (size_t alignment, size_t size)
{
    static void *(*next) (size_t alignment, size_t size);

    if (next == NULL)
        next = NEXT (aligned_alloc);
    return sure (next (alignment, size), size);
}

G_MODULE_EXPORT void *
memalign (size_t alignment, size_t size)
{
    static void *(*next) (size_t alignment, size_t size);

    if (next == NULL)
        next = NEXT (memalign);
    return sure (next (alignment, size), size);
}

#endif
