/* SPDX-License-Identifier: MIT */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/openat2.h>
#include <stdio.h>
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

static gboolean
write_all (int fd, GBytes *bytes)
{
    gsize size, n_written = 0;
    const char *data = g_bytes_get_data (bytes, &size);

    while (n_written < size) {
        gssize n = write (fd, data + n_written, size - n_written);

        if (n < 0 && errno != EINTR)
            return FALSE;
        n_written += n > 0 ? (gsize) n : 0;
    }
    return TRUE;
}

/* close() is asked too: some file systems tell only then that the disk is full. */
static gboolean
fill_and_close (int fd, GBytes *bytes, gboolean is_synced)
{
    gboolean is_written = write_all (fd, bytes) && (!is_synced || fsync (fd) == 0);

    if (close (fd) < 0 && is_written)
        return FALSE;
    return is_written;
}

/* A name that is free is claimed by the rename itself, so two runs cannot both believe they made it. */
static gboolean
move_into_place (const char *temporary, const char *path, gboolean may_replace)
{
    if (may_replace)
        return rename (temporary, path) == 0;
    if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return TRUE;
    if (errno != EINVAL)
        return FALSE;
    /* The file system knows no RENAME_NOREPLACE: a link is made only where there is no file. */
    if (link (temporary, path) < 0)
        return FALSE;
    (void) unlink (temporary);
    return TRUE;
}

void
file_sync_folder (const char *folder)
{
    int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        (void) fsync (fd);
        close (fd);
    }
}

/* Whether it is the place that is wrong, where nothing could ever be written. */
static gboolean
is_of_place (int cause)
{
    static const int causes[] = { EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR, ENOTSUP, EPERM, EROFS };

    for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
        if (cause == causes[i])
            return TRUE;
    return FALSE;
}

static gboolean
fail_output (GError **error, const char *path)
{
    int cause = errno;
    SheafError code = is_of_place (cause) ? SHEAF_ERROR_PLACE : error_code_of (cause, SHEAF_ERROR_OUTPUT);

    if (cause == EEXIST)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EXISTS, "%s: is there already", path);
    else
        g_set_error (error, SHEAF_ERROR, (gint) code, "%s: cannot be written: %s", path, g_strerror (cause));
    return FALSE;
}

/* A FIFO is not a place for a book, and renaming over it would destroy it. */
static gboolean
check_target (const char *path, gboolean may_replace, GError **error)
{
    struct stat status;

    if (lstat (path, &status) < 0)
        return TRUE;
    if (S_ISDIR (status.st_mode))
        errno = EISDIR;
    else if (!S_ISREG (status.st_mode) && !S_ISLNK (status.st_mode))
        errno = ENOTSUP;
    else if (!may_replace)
        errno = EEXIST;
    else
        return TRUE;
    return fail_output (error, path);
}

/* /dev/null, /dev/full: there is nothing that could be replaced, and nothing to be put beside it. */
static gboolean
is_device (const char *path)
{
    struct stat status;

    return lstat (path, &status) == 0 && S_ISCHR (status.st_mode);
}

static gboolean
write_device (const char *path, GBytes *bytes, GError **error)
{
    int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW);

    return (fd >= 0 && fill_and_close (fd, bytes, FALSE)) || fail_output (error, path);
}

struct _FileStage {
    char *path;
    char *beside; /* the temporary file; NULL once it is in its place */
    gboolean may_replace;
};

/* `temporary` is what the name of the file beside it begins with. */
static FileStage *
stage (const char *path, GBytes *bytes, const char *temporary, gboolean may_replace, GError **error)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (FileStage) file = g_new0 (FileStage, 1);
    int fd;

    file->path = g_strdup (path);
    file->may_replace = may_replace;
    if (!check_target (path, may_replace, error))
        return NULL;
    file->beside = g_strconcat (folder, G_DIR_SEPARATOR_S, temporary, "XXXXXX", NULL);
    fd = g_mkstemp_full (file->beside, O_RDWR | O_CLOEXEC, 0666);
    if (fd < 0)
        g_clear_pointer (&file->beside, g_free);
    if (fd >= 0 && fill_and_close (fd, bytes, TRUE))
        return g_steal_pointer (&file);
    fail_output (error, path);
    return NULL;
}

FileStage *
file_stage (const char *path, GBytes *bytes, gboolean may_replace, GError **error)
{
    return stage (path, bytes, ".sheaf-", may_replace, error);
}

gboolean
file_commit (FileStage *file, GError **error)
{
    if (!move_into_place (file->beside, file->path, file->may_replace))
        return fail_output (error, file->path);
    g_clear_pointer (&file->beside, g_free);
    return TRUE;
}

void
file_stage_free (FileStage *file)
{
    if (file == NULL)
        return;
    if (file->beside != NULL)
        (void) unlink (file->beside);
    g_free (file->beside);
    g_free (file->path);
    g_free (file);
}

gboolean
file_write (const char *path, GBytes *bytes, gboolean may_replace, GError **error)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (FileStage) file = NULL;

    if (is_device (path))
        return write_device (path, bytes, error);
    file = file_stage (path, bytes, may_replace, error);
    if (file == NULL || !file_commit (file, error))
        return FALSE;
    file_sync_folder (folder);
    return TRUE;
}

gboolean
file_replace (const char *path, GBytes *bytes, const char *temporary, GError **error)
{
    g_autoptr (FileStage) file = stage (path, bytes, temporary, TRUE, error);

    return file != NULL && file_commit (file, error);
}
