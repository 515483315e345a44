/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "file.h"
#include "sha256.h"

/* What a temporary file of no particular run is called. */
#define TEMPORARY ".sheaf-"

/* What follows it: what mkstemp() draws, or the name of the target in so many hexadecimal digits. */
#define N_DRAWN 6
#define N_DIGITS 16

/* ---- what the system may have to be asked twice ---- */

gboolean
file_write_all (int fd, const void *data, gsize size)
{
    const char *next = data;

    while (size > 0) {
        gssize n = write (fd, next, size);

        if (n < 0 && errno != EINTR)
            return FALSE;
        next += n > 0 ? n : 0;
        size -= n > 0 ? (gsize) n : 0;
    }
    return TRUE;
}

gboolean
file_sync (int fd)
{
    while (fsync (fd) < 0)
        if (errno != EINTR)
            return FALSE;
    return TRUE;
}

static ssize_t
write_stream (void *cookie, const char *data, size_t size)
{
    return file_write_all (GPOINTER_TO_INT (cookie), data, size) ? (ssize_t) size : 0;
}

FILE *
file_stream (int fd)
{
    return fopencookie (GINT_TO_POINTER (fd), "w", (cookie_io_functions_t){ .write = write_stream });
}

/* Some file systems tell only here that the disk is full.  A call that was interrupted has closed the file. */
static gboolean
close_file (int fd)
{
    return close (fd) == 0 || errno == EINTR;
}

/* On a network a call that was interrupted may have done its work all the same. */
static gboolean
rename_file (const char *from, const char *to, guint flags)
{
    gboolean was_interrupted = FALSE;

    while ((flags == 0 ? rename (from, to) : renameat2 (AT_FDCWD, from, AT_FDCWD, to, flags)) < 0) {
        if (errno != EINTR)
            return was_interrupted && errno == ENOENT;
        was_interrupted = TRUE;
    }
    return TRUE;
}

static gboolean
has_name (int fd)
{
    struct stat status;

    return fstat (fd, &status) == 0 && status.st_nlink > 0;
}

/* Where a file that has no name can be found, to be given one. */
typedef struct {
    char path[sizeof "/proc/self/fd/" + 10];
} Handle;

static Handle
handle_of (int fd)
{
    Handle handle;

    (void) snprintf (handle.path, sizeof handle.path, "/proc/self/fd/%d", fd);
    return handle;
}

/* Only where there is no file: errno is EEXIST else. */
static gboolean
link_file (int fd, const char *path)
{
    const Handle handle = handle_of (fd);

    while (linkat (AT_FDCWD, handle.path, AT_FDCWD, path, AT_SYMLINK_FOLLOW) < 0) {
        if (errno != EINTR)
            return FALSE;
        if (has_name (fd))
            return TRUE;
    }
    return TRUE;
}

void
file_sync_folder (const char *folder)
{
    int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        (void) file_sync (fd);
        close (fd);
    }
}

/* ---- where a file may be ---- */

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
fail (GError **error, const char *path)
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
    return fail (error, path);
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
    gboolean is_written;
    gsize size;
    const void *data = g_bytes_get_data (bytes, &size);

    if (fd < 0)
        return fail (error, path);
    is_written = file_write_all (fd, data, size);
    return (close_file (fd) && is_written) || fail (error, path);
}

/* ---- files in the making ---- */

struct _FileStage {
    char *path;
    char *beside; /* the name of the file until it is in its place, where it has one, or has to have one */
    int fd;       /* -1: closed, as the file has a name */
    gboolean is_named;
    gboolean may_replace;
};

gboolean
file_is_temporary (const char *name, const char *temporary)
{
    const char *rest = name + strlen (temporary);
    gsize length = g_str_has_prefix (name, temporary) ? strlen (rest) : 0;

    return (length == N_DRAWN || length == N_DIGITS) && strpbrk (rest, "-.") == NULL;
}

/* The name that only files on their way to `path` have. */
static char *
name_beside (const char *folder, const char *temporary, const char *path)
{
    g_autofree char *name = g_path_get_basename (path);

    return g_strdup_printf ("%s/%s%016" G_GINT64_MODIFIER "x", folder, temporary, sha256_head (name));
}

/* Where file systems have it, and a name can be given later, the file has none: whatever ends the program, nothing is
 * left of it.  Half of the descriptors at most are for such files, when many are to have their names at once. */
static int
open_unnamed (const char *folder, int access_mode)
{
    int fd = open (folder, O_TMPFILE | O_CLOEXEC | access_mode, 0666);

    if (fd < 0)
        return -1;
    if (fd < sysconf (_SC_OPEN_MAX) / 2 && access (handle_of (fd).path, F_OK) == 0)
        return fd;
    close (fd);
    return -1;
}

static FileStage *
begin (const char *path, const char *temporary, gboolean may_replace, int access_mode, GError **error)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (FileStage) file = g_new0 (FileStage, 1);

    file->path = g_strdup (path);
    file->may_replace = may_replace;
    file->fd = -1;
    if (!check_target (path, may_replace, error))
        return NULL;
    file->fd = open_unnamed (folder, access_mode);
    if (file->fd >= 0) {
        file->beside = name_beside (folder, temporary, path);
        return g_steal_pointer (&file);
    }
    file->beside = g_strconcat (folder, "/", temporary, "XXXXXX", NULL);
    file->fd = g_mkstemp_full (file->beside, O_CLOEXEC | access_mode, 0666);
    file->is_named = file->fd >= 0;
    if (file->is_named)
        return g_steal_pointer (&file);
    fail (error, path);
    return NULL;
}

FileStage *
file_begin (const char *path, const char *temporary, gboolean may_replace, GError **error)
{
    return begin (path, temporary, may_replace, O_RDWR, error);
}

int
file_descriptor (const FileStage *file)
{
    return file->fd;
}

/* One with a name needs to be open no longer. */
static gboolean
settle (FileStage *file)
{
    int fd = file->fd;

    if (!file_sync (fd))
        return FALSE;
    if (file->is_named)
        file->fd = -1;
    return !file->is_named || close_file (fd);
}

/* Of what is written, nothing is read: the program may not be allowed to, in that folder. */
static FileStage *
stage (const char *path, GBytes *bytes, const char *temporary, gboolean may_replace, GError **error)
{
    g_autoptr (FileStage) file = begin (path, temporary, may_replace, O_WRONLY, error);
    gsize size;
    const void *data = g_bytes_get_data (bytes, &size);

    if (file == NULL)
        return NULL;
    if (file_write_all (file->fd, data, size) && settle (file))
        return g_steal_pointer (&file);
    fail (error, path);
    return NULL;
}

FileStage *
file_stage (const char *path, GBytes *bytes, gboolean may_replace, GError **error)
{
    return stage (path, bytes, TEMPORARY, may_replace, error);
}

/* ---- into their places ---- */

/* A name that is free is claimed by the rename itself, so two runs cannot both believe they made it. */
static gboolean
claim (const char *temporary, const char *path)
{
    if (rename_file (temporary, path, RENAME_NOREPLACE))
        return TRUE;
    if (errno != EINVAL)
        return FALSE;
    /* The file system knows no RENAME_NOREPLACE: a link is made only where there is no file. */
    if (link (temporary, path) < 0)
        return FALSE;
    (void) unlink (temporary);
    return TRUE;
}

static gboolean
is_file (int fd, const char *path)
{
    struct stat one, other;

    return fstat (fd, &one) == 0 && lstat (path, &other) == 0 && one.st_dev == other.st_dev
           && one.st_ino == other.st_ino;
}

/* So many runs at once are not the cause when the name beside the target is taken again and again. */
#define MOST_HELPED 1000

/* The name beside the target belongs to the target, and what has it is whole: where a run was killed right before the
 * rename the next one does that rename, and so do two runs at once for each other.  Nothing stays behind, and a name
 * that is gone is in its place. */
static gboolean
replace (const FileStage *file)
{
    guint n_helped = 0;
    int cause;

    while (!link_file (file->fd, file->beside))
        if (errno != EEXIST || n_helped++ == MOST_HELPED
            || (!rename_file (file->beside, file->path, 0) && errno != ENOENT))
            return FALSE;
    if (rename_file (file->beside, file->path, 0) || errno == ENOENT)
        return TRUE;
    cause = errno;
    if (is_file (file->fd, file->beside))
        (void) unlink (file->beside);
    errno = cause;
    return FALSE;
}

static gboolean
move_into_place (const FileStage *file)
{
    if (file->is_named)
        return file->may_replace ? rename_file (file->beside, file->path, 0) : claim (file->beside, file->path);
    return link_file (file->fd, file->path) || (file->may_replace && errno == EEXIST && replace (file));
}

gboolean
file_commit (FileStage *file, GError **error)
{
    if (!move_into_place (file))
        return fail (error, file->path);
    file->is_named = FALSE;
    return TRUE;
}

void
file_stage_free (FileStage *file)
{
    if (file == NULL)
        return;
    if (file->is_named)
        (void) unlink (file->beside);
    if (file->fd >= 0)
        close (file->fd);
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
