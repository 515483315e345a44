/* SPDX-License-Identifier: MIT */
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "line.h"

/* Where the last line of a key is. */
typedef struct {
    guint64 hash;  /* of the key; 0: nothing is here */
    guint64 place; /* twice the offset; one more when the input is of this run */
} Entry;

struct _Journal {
    const Folder *folder;
    int fd;
    guint64 size;
    guint64 n_lines;  /* in the file */
    gboolean is_torn; /* something in it is no line */

    /* Open addressing with linear probing: where a SHA-256 begins is as good as drawn at random. */
    Entry *entries;
    gsize n_slots; /* a power of two */
    gsize n_used;

    GArray *order; /* guint64: the hashes of the inputs of this run */
};

/* ---- the index ---- */

static guint64
hash_of (const char *key)
{
    g_autofree char *sha256 = sha256_of (key, strlen (key));

    sha256[16] = '\0';
    return MAX (g_ascii_strtoull (sha256, NULL, 16), 1);
}

static Entry *
find (const Journal *journal, guint64 hash)
{
    gsize mask = journal->n_slots - 1, i = (gsize) hash & mask;

    while (journal->entries[i].hash != 0 && journal->entries[i].hash != hash)
        i = (i + 1) & mask;
    return &journal->entries[i];
}

static void
grow (Journal *journal)
{
    Entry *old = journal->entries;
    gsize n_old = journal->n_slots;

    journal->n_slots = n_old * 2;
    journal->entries = g_new0 (Entry, journal->n_slots);
    for (gsize i = 0; i < n_old; i++)
        if (old[i].hash != 0)
            *find (journal, old[i].hash) = old[i];
    g_free (old);
}

static void
set_place (Journal *journal, guint64 hash, guint64 offset, gboolean is_taken)
{
    Entry *entry;

    if (4 * journal->n_used >= 3 * journal->n_slots)
        grow (journal);
    entry = find (journal, hash);
    journal->n_used += entry->hash == 0;
    *entry = (Entry){ hash, 2 * offset + (is_taken ? 1 : 0) };
}

/* ---- the file ---- */

static gboolean
fail (const Journal *journal, GError **error)
{
    int cause = errno;

    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_OUTPUT, "%s: cannot be written: %s", journal->folder->journal,
                 g_strerror (cause));
    return FALSE;
}

/* A last line that was cut off is taken away, so that the next one begins where a line does. */
static gboolean
load (Journal *journal, GError **error)
{
    int copy = fcntl (journal->fd, F_DUPFD_CLOEXEC, 0);
    FILE *file = copy >= 0 ? fdopen (copy, "r") : NULL;
    char *text = NULL;
    size_t n_allocated = 0;
    ssize_t length;

    if (file == NULL)
        return fail (journal, error);
    while ((length = getline (&text, &n_allocated, file)) > 0 && text[length - 1] == '\n') {
        g_autofree char *key = line_key (text, (gsize) length);

        if (key != NULL)
            set_place (journal, hash_of (key), journal->size, FALSE);
        journal->is_torn = journal->is_torn || key == NULL;
        journal->size += (guint64) length;
        journal->n_lines++;
    }
    free (text);
    fclose (file);
    return length <= 0 || ftruncate (journal->fd, (off_t) journal->size) == 0 || fail (journal, error);
}

/* The file that is locked must be the one that stands there: a run that has just ended may have put another in its
 * place. */
static gboolean
is_in_place (int fd, const char *path)
{
    struct stat ours, there;

    return fstat (fd, &ours) == 0 && stat (path, &there) == 0 && ours.st_ino == there.st_ino
           && ours.st_dev == there.st_dev;
}

static int
open_locked (const char *path, GError **error)
{
    int fd = open (path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    int cause = errno;

    if (fd < 0) {
        g_set_error (error, SHEAF_ERROR, (gint) (cause == ENOSPC ? SHEAF_ERROR_OUTPUT : SHEAF_ERROR_PLACE),
                     "%s: cannot be written: %s", path, g_strerror (cause));
        return -1;
    }
    if (flock (fd, LOCK_EX | LOCK_NB) == 0 && is_in_place (fd, path))
        return fd;
    close (fd);
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_BUSY, "%s: another run is at work in this folder; try again later",
                 path);
    return -1;
}

Journal *
journal_open (const Folder *folder, GError **error)
{
    int fd = open_locked (folder->journal, error);
    g_autoptr (Journal) journal = NULL;

    if (fd < 0)
        return NULL;
    journal = g_new0 (Journal, 1);
    journal->folder = folder;
    journal->fd = fd;
    journal->n_slots = 256;
    journal->entries = g_new0 (Entry, journal->n_slots);
    journal->order = g_array_new (FALSE, FALSE, sizeof (guint64));
    return load (journal, error) ? g_steal_pointer (&journal) : NULL;
}

void
journal_free (Journal *journal)
{
    if (journal == NULL)
        return;
    close (journal->fd);
    g_free (journal->entries);
    g_array_unref (journal->order);
    g_free (journal);
}

/* ---- lines ---- */

#define CHUNK 4096

/* The line that begins there, with its end; NULL: it cannot be read any more. */
static GString *
read_line (const Journal *journal, guint64 offset)
{
    GString *line = g_string_new (NULL);
    const char *end = NULL;

    while (end == NULL) {
        char chunk[CHUNK];
        ssize_t n = pread (journal->fd, chunk, sizeof chunk, (off_t) (offset + line->len));

        if (n <= 0) {
            g_string_free (line, TRUE);
            return NULL;
        }
        end = memchr (chunk, '\n', (gsize) n);
        g_string_append_len (line, chunk, end != NULL ? end + 1 - chunk : n);
    }
    return line;
}

char *
journal_take (Journal *journal, const char *key)
{
    guint64 hash = hash_of (key);
    Entry *entry = find (journal, hash);
    GString *line = entry->hash != 0 ? read_line (journal, entry->place / 2) : NULL;
    g_autofree char *found = line != NULL ? line_key (line->str, line->len) : NULL;

    g_array_append_val (journal->order, hash);
    if (entry->hash != 0)
        entry->place |= 1;
    if (g_strcmp0 (found, key) == 0) {
        g_string_truncate (line, line->len - 1);
        return g_string_free (line, FALSE);
    }
    if (line != NULL)
        g_string_free (line, TRUE);
    return NULL;
}

gboolean
journal_append (Journal *journal, const char *key, const char *line, GError **error)
{
    g_autofree char *whole = g_strconcat (line, "\n", NULL);
    gsize length = strlen (whole);
    ssize_t n;

    do
        n = write (journal->fd, whole, length);
    while (n < 0 && errno == EINTR);
    if (n != (ssize_t) length) {
        if (n >= 0) /* a part of it: there is no room for the rest */
            errno = ENOSPC;
        fail (journal, error);
        (void) !ftruncate (journal->fd, (off_t) journal->size);
        return FALSE;
    }
    set_place (journal, hash_of (key), journal->size, TRUE);
    journal->size += length;
    journal->n_lines++;
    return TRUE;
}

/* ---- the end ---- */

static gint
compare_places (gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

    return x < y ? -1 : x > y;
}

/* Where the lines of inputs are that were not in this run. */
static GArray *
find_others (const Journal *journal)
{
    GArray *places = g_array_new (FALSE, FALSE, sizeof (guint64));

    for (gsize i = 0; i < journal->n_slots; i++) {
        guint64 place = journal->entries[i].place / 2;

        if (journal->entries[i].hash != 0 && (journal->entries[i].place & 1) == 0)
            g_array_append_val (places, place);
    }
    g_array_sort (places, compare_places);
    return places;
}

/* Where all lines are, in the order in which they are to stand. */
static GArray *
find_order (const Journal *journal, const GArray *others)
{
    GArray *places = g_array_new (FALSE, FALSE, sizeof (guint64));

    for (guint i = 0; i < journal->order->len; i++) {
        const Entry *entry = find (journal, g_array_index (journal->order, guint64, i));
        guint64 place = entry->place / 2;

        if (entry->hash != 0)
            g_array_append_val (places, place);
    }
    g_array_append_vals (places, others->data, others->len);
    return places;
}

static gboolean
is_in_order (const Journal *journal, const GArray *places)
{
    for (guint i = 1; i < places->len; i++)
        if (g_array_index (places, guint64, i - 1) >= g_array_index (places, guint64, i))
            return FALSE;
    return !journal->is_torn && places->len == journal->n_lines;
}

static gboolean
copy_lines (const Journal *journal, const GArray *places, FILE *file)
{
    for (guint i = 0; i < places->len; i++) {
        GString *line = read_line (journal, g_array_index (places, guint64, i));
        gboolean is_copied = line != NULL && fwrite (line->str, 1, line->len, file) == line->len;

        if (line != NULL)
            g_string_free (line, TRUE);
        if (!is_copied)
            return FALSE;
    }
    return fflush (file) == 0 && fsync (fileno (file)) == 0;
}

/* The new journal is locked before it is one. */
static gboolean
rewrite (Journal *journal, const GArray *places, GError **error)
{
    g_autofree char *temporary =
        g_strconcat (journal->folder->path, G_DIR_SEPARATOR_S, journal->folder->temporary, "XXXXXX", NULL);
    int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
    FILE *file = fd >= 0 ? fdopen (fd, "w") : NULL;
    gboolean is_written;

    if (file == NULL)
        return fail (journal, error);
    is_written = flock (fd, LOCK_EX | LOCK_NB) == 0 && copy_lines (journal, places, file)
                 && rename (temporary, journal->folder->journal) == 0;
    if (!is_written) {
        fail (journal, error);
        (void) unlink (temporary);
        fclose (file);
        return FALSE;
    }
    close (journal->fd);
    journal->fd = fcntl (fd, F_DUPFD_CLOEXEC, 0); /* which shares the lock */
    fclose (file);
    return TRUE;
}

static guint64
remove_books (const Journal *journal, const GArray *places)
{
    guint64 n = 0;

    for (guint i = 0; i < places->len; i++) {
        GString *text = read_line (journal, g_array_index (places, guint64, i));
        g_auto (Line) line = { 0 };

        if (text != NULL && line_parse (&line, text->str) && line.output != NULL)
            n += folder_remove (journal->folder, line.output);
        if (text != NULL)
            g_string_free (text, TRUE);
    }
    return n;
}

gboolean
journal_finish (Journal *journal, gboolean prunes, guint64 *n_removed, GError **error)
{
    g_autoptr (GArray) others = find_others (journal), places = NULL;

    *n_removed = prunes ? remove_books (journal, others) : 0;
    if (prunes)
        g_array_set_size (others, 0);
    places = find_order (journal, others);
    return is_in_order (journal, places) || rewrite (journal, places, error);
}
