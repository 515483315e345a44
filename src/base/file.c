/* SPDX-License-Identifier: MIT */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "error.h"

static gboolean
fail (GError **error, const char *what)
{
    int cause = errno;

    g_set_error (error, SHEAF_ERROR, (gint) error_code_of (cause, SHEAF_ERROR_INPUT), "%s: %s", what,
                 g_strerror (cause));
    return FALSE;
}

/* O_NONBLOCK lets a FIFO without a writer be opened and then refused, instead of waiting for ever. */
#define OPEN_FLAGS (O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)

static gboolean
check_regular (int fd, gsize limit, gsize *size, GError **error)
{
    struct stat status;

    if (fstat (fd, &status) < 0)
        return fail (error, "cannot be read");
    if (S_ISDIR (status.st_mode)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is a folder; name a file in it");
        return FALSE;
    }
    if (!S_ISREG (status.st_mode)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "is no regular file");
        return FALSE;
    }
    if ((guint64) status.st_size > limit) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT,
                     "has %" G_GUINT64_FORMAT " bytes; at most %" G_GSIZE_FORMAT " are taken", (guint64) status.st_size,
                     limit);
        return FALSE;
    }
    *size = (gsize) status.st_size;
    return TRUE;
}

/* Reads what is there, which may have become less or more than `size` since it was asked for. */
static GBytes *
read_descriptor (int fd, gsize size, GError **error)
{
    g_autofree char *data = g_try_malloc (size + 1);
    gsize n_read = 0;

    if (data == NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_BUSY, "does not fit into memory");
        return NULL;
    }
    while (n_read < size) {
        gssize n = read (fd, data + n_read, size - n_read);

        if (n == 0)
            break;
        if (n < 0 && errno != EINTR) {
            fail (error, "cannot be read");
            return NULL;
        }
        n_read += n > 0 ? (gsize) n : 0;
    }
    return g_bytes_new_take (g_steal_pointer (&data), n_read);
}

GBytes *
file_read_open (int fd, gsize limit, GError **error)
{
    GBytes *bytes = NULL;
    gsize size = 0;

    if (fd < 0 && errno == EXDEV) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "lies outside the folder of the input");
        return NULL;
    }
    if (fd < 0) {
        fail (error, "cannot be opened");
        return NULL;
    }
    if (check_regular (fd, limit, &size, error))
        bytes = read_descriptor (fd, size, error);
    close (fd);
    return bytes;
}

GBytes *
file_read (const char *path, gsize limit, GError **error)
{
    return file_read_open (open (path, OPEN_FLAGS), limit, error);
}

int
file_open_folder (const char *path)
{
    return open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

const char *
path_below (const char *folder, const char *path)
{
    const char *rest = g_str_has_prefix (path, folder) ? path + strlen (folder) : path;

    return rest + strspn (rest, "/");
}

static void
close_quietly (int fd)
{
    int cause = errno;

    close (fd);
    errno = cause;
}

/* One name after the other, for kernels and sandboxes that have no openat2(): no link is followed, not even
 * one that stays below the folder. */
static int
open_stepwise (int folder, const char *name, int flags)
{
    g_auto (GStrv) steps = g_strsplit (name, "/", -1);
    int at = folder;

    for (guint i = 0; steps[i] != NULL; i++) {
        int how = steps[i + 1] != NULL ? O_PATH | O_DIRECTORY | O_CLOEXEC : OPEN_FLAGS | flags;
        gboolean leads_out = g_str_equal (steps[i], "..") || name[0] == '/';
        int next = leads_out ? -1 : openat (at, steps[i][0] != '\0' ? steps[i] : ".", how | O_NOFOLLOW);

        if (leads_out)
            errno = EXDEV;
        if (at != folder)
            close_quietly (at);
        at = next;
        if (at < 0)
            break;
    }
    return at;
}

int
file_open_beneath (int folder, const char *name, int flags)
{
    struct open_how how = {
        .flags = (guint64) (OPEN_FLAGS | flags),
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    int fd = (int) syscall (SYS_openat2, folder, name, &how, sizeof how);

    if (fd < 0 && (errno == ENOSYS || errno == EPERM) && name[0] != '\0')
        return open_stepwise (folder, name, flags);
    return fd;
}
