/* SPDX-License-Identifier: MIT */
#include "shards.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "journal.h"
#include "line.h"

/* ---- names ---- */

/* journal.2-of-8.ndjson */
static gboolean
parse_name (const char *path, guint *number, guint *n_shards)
{
    g_autofree char *name = g_path_get_basename (path);
    g_autofree char *same = NULL;

    if (sscanf (name, "journal.%9u-of-%9u.ndjson", number, n_shards) != 2 || *number < 1 || *number > *n_shards)
        return FALSE;
    same = g_strdup_printf ("journal.%u-of-%u.ndjson", *number, *n_shards);
    return g_str_equal (name, same);
}

static int
compare_shards (gconstpointer a, gconstpointer b)
{
    guint x = ((const Shard *) a)->number, y = ((const Shard *) b)->number;

    return x < y ? -1 : x > y;
}

static gboolean
refuse (const char *path, const char *why, GError **error)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "%s: %s", path, why);
    return FALSE;
}

static gboolean
add_path (Shards *shards, const char *path, GError **error)
{
    Shard shard = { 0 };
    guint n_shards = 0;

    if (!parse_name (path, &shard.number, &n_shards))
        return refuse (path, "is not called as the journal of a shard is, journal.I-of-N.ndjson", error);
    if (shards->n_shards != 0 && n_shards != shards->n_shards) {
        g_autofree char *why =
            g_strdup_printf ("is of %u shards, and others are of %u; take away those of the older run",
                             MAX (n_shards, shards->n_shards), MIN (n_shards, shards->n_shards));

        return refuse (path, why, error);
    }
    shards->n_shards = n_shards;
    shard.path = g_strdup (path);
    g_array_append_val (shards->shards, shard);
    return TRUE;
}

static gboolean
add_folder (Shards *shards, const Folder *folder, GError **error)
{
    g_autoptr (GDir) directory = g_dir_open (folder->path, 0, NULL);
    const char *name;
    guint number, n_shards;

    while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
        g_autofree char *path = g_build_filename (folder->path, name, NULL);

        if (parse_name (path, &number, &n_shards) && !add_path (shards, path, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_paths (Shards *shards, char **paths, GError **error)
{
    for (; *paths != NULL; paths++)
        if (!add_path (shards, *paths, error))
            return FALSE;
    return TRUE;
}

/* ---- lines ---- */

static gboolean
open_shard (Shard *shard, GError **error)
{
    int fd = open (shard->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    FILE *file = fd >= 0 ? fdopen (fd, "r") : NULL;

    if (file == NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "%s: cannot be read: %s", shard->path, g_strerror (errno));
        if (fd >= 0)
            close (fd);
        return FALSE;
    }
    shard->file = file;
    if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_BUSY, "%s: its run is still at work; try again later", shard->path);
    return FALSE;
}

/* Every line of a run that has ended has an index.  Returns whether all have, and all are lines. */
static gboolean
scan (Shards *shards, guint i)
{
    FILE *file = g_array_index (shards->shards, Shard, i).file;
    gboolean is_finished = TRUE;
    guint64 offset = 0;
    ssize_t length;

    while ((length = getline (&shards->text, &shards->n_allocated, file)) > 0) {
        g_autofree char *key = shards->text[length - 1] == '\n' ? line_key (shards->text, (gsize) length) : NULL;
        gsize rest;
        gint64 index = line_get_index (shards->text, (gsize) length, &rest);
        ShardLine line = { index < 0 ? G_MAXUINT64 : (guint64) index, 0, offset, i };

        if (key != NULL) {
            line.hash = journal_hash (key);
            g_array_append_val (shards->lines, line);
        }
        is_finished = is_finished && key != NULL && index >= 0;
        offset += (guint64) length;
    }
    return is_finished;
}

static gboolean
scan_all (Shards *shards, GError **error)
{
    guint number = 1;

    for (guint i = 0; i < shards->shards->len; i++) {
        Shard *shard = &g_array_index (shards->shards, Shard, i);

        if (i > 0 && shard->number == shard[-1].number)
            return refuse (shard->path, "that shard has two journals", error);
        if (!open_shard (shard, error))
            return FALSE;
        for (; number < shard->number; number++)
            g_array_append_val (shards->missing, number);
        if (!scan (shards, i))
            g_array_append_val (shards->missing, number);
        number++;
    }
    for (; number <= shards->n_shards; number++)
        g_array_append_val (shards->missing, number);
    return TRUE;
}

Shards *
shards_open (const Folder *folder, char **paths, GError **error)
{
    g_autoptr (Shards) shards = g_new0 (Shards, 1);

    shards->shards = g_array_new (FALSE, FALSE, sizeof (Shard));
    shards->lines = g_array_new (FALSE, FALSE, sizeof (ShardLine));
    shards->missing = g_array_new (FALSE, FALSE, sizeof (guint));
    if (paths != NULL ? !add_paths (shards, paths, error) : !add_folder (shards, folder, error))
        return NULL;
    g_array_sort (shards->shards, compare_shards);
    return scan_all (shards, error) ? g_steal_pointer (&shards) : NULL;
}

void
shards_free (Shards *shards)
{
    if (shards == NULL)
        return;
    for (guint i = 0; i < shards->shards->len; i++) {
        Shard *shard = &g_array_index (shards->shards, Shard, i);

        if (shard->file != NULL)
            fclose (shard->file);
        g_free (shard->path);
    }
    g_array_unref (shards->shards);
    g_array_unref (shards->lines);
    g_array_unref (shards->missing);
    free (shards->text);
    g_free (shards);
}

gboolean
shards_read (Shards *shards, const ShardLine *line)
{
    FILE *file = g_array_index (shards->shards, Shard, line->shard).file;
    g_autoptr (GString) whole = g_string_new (NULL);
    ssize_t length;

    if (fseeko (file, (off_t) line->offset, SEEK_SET) < 0
        || (length = getline (&shards->text, &shards->n_allocated, file)) < 2) {
        errno = errno != 0 ? errno : EIO;
        return FALSE;
    }
    g_string_append_len (whole, shards->text, length - 1);
    line_remove_index (whole);
    memcpy (shards->text, whole->str, whole->len + 1); /* which is no longer */
    return TRUE;
}
