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

    GArray *order;   /* guint64: the hashes of the inputs of this run */
    GArray *indices; /* guint64: their places among the inputs of all shards; NULL: there are no others */
};

/* ---- the index ---- */

guint64
journal_hash (const char *key)
{
    return MAX (sha256_head (key), 1); /* 0: nothing is there */
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

    if (8 * journal->n_used >= 7 * journal->n_slots)
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

    g_set_error (error, SHEAF_ERROR, (gint) error_code_of (cause, SHEAF_ERROR_OUTPUT), "%s: cannot be written: %s",
                 journal->folder->journal, g_strerror (cause));
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
    gboolean is_read;

    if (file == NULL)
        return fail (journal, error);
    while ((length = getline (&text, &n_allocated, file)) > 0 && text[length - 1] == '\n') {
        g_autofree char *key = line_key (text, (gsize) length);

        if (key != NULL)
            set_place (journal, journal_hash (key), journal->size, FALSE);
        journal->is_torn = journal->is_torn || key == NULL;
        journal->size += (guint64) length;
        journal->n_lines++;
    }
    is_read = length > 0 || feof (file); /* or what is beyond would be taken for cut off, too */
    free (text);
    if (!is_read)
        fail (journal, error);
    fclose (file);
    if (!is_read)
        return FALSE;
    return length <= 0 || ftruncate (journal->fd, (off_t) journal->size) == 0 || fail (journal, error);
}

/* ---- shards ---- */

/* Tells that the run has not ended yet: it is no line of an input, and gone when the journal is put in order. */
#define UNFINISHED "{\"finished\":false}\n"

static gboolean
write_text (Journal *journal, const char *text, gsize length, GError **error)
{
    if (file_write_all (journal->fd, text, length))
        return TRUE;
    fail (journal, error);
    (void) !ftruncate (journal->fd, (off_t) journal->size);
    return FALSE;
}

/* The lines of a whole journal, `base`, whose inputs are in this shard. */
static gboolean
copy_base (Journal *journal, FILE *base, GError **error)
{
    char *text = NULL;
    size_t n_allocated = 0;
    ssize_t length;
    gboolean is_copied = TRUE;

    for (guint64 i = 0; is_copied && (length = getline (&text, &n_allocated, base)) > 0; i++) {
        g_autofree char *key = text[length - 1] == '\n' ? line_key (text, (gsize) length) : NULL;
        guint64 hash = key != NULL ? journal_hash (key) : 0;
        g_autoptr (GString) line = g_string_new_len (text, length);

        if (key == NULL || hash % journal->folder->n_shards != journal->folder->shard)
            continue;
        line_set_index (line, i);
        is_copied = write_text (journal, line->str, line->len, error);
        set_place (journal, hash, journal->size, FALSE);
        journal->size += line->len;
        journal->n_lines++;
    }
    free (text);
    return is_copied;
}

/* A shard that has no journal begins with what the journal of all says of its inputs. */
static gboolean
begin_shard (Journal *journal, GError **error)
{
    g_autofree char *path = g_build_filename (journal->folder->path, "journal.ndjson", NULL);
    FILE *base;
    gboolean is_begun = write_text (journal, UNFINISHED, strlen (UNFINISHED), error);

    if (!is_begun)
        return FALSE;
    journal->size += strlen (UNFINISHED);
    journal->n_lines++;
    base = fopen (path, "re");
    if (base == NULL)
        return TRUE;
    is_begun = copy_base (journal, base, error);
    fclose (base);
    return is_begun;
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
    if (folder->n_shards > 0)
        journal->indices = g_array_new (FALSE, FALSE, sizeof (guint64));
    if (!load (journal, error) || (journal->indices != NULL && journal->size == 0 && !begin_shard (journal, error)))
        return NULL;
    return g_steal_pointer (&journal);
}

int
journal_descriptor (const Journal *journal)
{
    return journal->fd;
}

void
journal_free (Journal *journal)
{
    if (journal == NULL)
        return;
    close (journal->fd);
    g_free (journal->entries);
    g_array_unref (journal->order);
    g_clear_pointer (&journal->indices, g_array_unref);
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
journal_take (Journal *journal, const char *key, guint64 index)
{
    guint64 hash = journal_hash (key);
    Entry *entry = find (journal, hash);
    GString *line = entry->hash != 0 ? read_line (journal, entry->place / 2) : NULL;
    g_autofree char *found = line != NULL ? line_key (line->str, line->len) : NULL;

    g_array_append_val (journal->order, hash);
    if (journal->indices != NULL)
        g_array_append_val (journal->indices, index);
    if (entry->hash != 0)
        entry->place |= 1;
    if (line != NULL && g_strcmp0 (found, key) == 0) {
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

    if (!write_text (journal, whole, length, error))
        return FALSE;
    set_place (journal, journal_hash (key), journal->size, TRUE);
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

/* What is to stand in the journal. */
typedef struct {
    guint64 place; /* of the line, as it is */
    guint64 index; /* among the inputs of all shards */
} OrderedLine;

/* The index of a line whose input is not in this run: all of these come behind all that are, and those that were not in
 * the run before behind them. */
#define OLDER G_MAXUINT64

/* All lines, in the order in which they are to stand; worked out anew each time, for it would be the largest thing
 * here. */
typedef struct {
    const Journal *journal;
    const GArray *others;
} Order;

static guint
order_length (const Order *order)
{
    return order->journal->order->len + order->others->len;
}

/* FALSE: there is no line of that input, which is still to be done. */
static gboolean
order_get (const Order *order, guint i, OrderedLine *line)
{
    const Journal *journal = order->journal;
    guint n_inputs = journal->order->len;
    const Entry *entry;

    if (i >= n_inputs) {
        *line = (OrderedLine){ g_array_index (order->others, guint64, i - n_inputs), OLDER };
        return TRUE;
    }
    entry = find (journal, g_array_index (journal->order, guint64, i));
    *line =
        (OrderedLine){ entry->place / 2, journal->indices != NULL ? g_array_index (journal->indices, guint64, i) : 0 };
    return entry->hash != 0;
}

static gboolean
is_in_order (const Order *order)
{
    const Journal *journal = order->journal;
    guint64 end = 0, n_lines = 0;

    for (guint i = 0; i < order_length (order); i++) {
        OrderedLine line;

        if (!order_get (order, i, &line))
            continue;
        if (n_lines++ > 0 && line.place <= end)
            return FALSE;
        end = line.place;
    }
    return !journal->is_torn && journal->indices == NULL && n_lines == journal->n_lines;
}

static gboolean
copy_line (const Journal *journal, const OrderedLine *ordered, FILE *file)
{
    GString *line = read_line (journal, ordered->place);
    gboolean is_copied = line != NULL;

    if (is_copied && journal->indices != NULL)
        line_set_index (line, ordered->index != OLDER ? ordered->index : line_older_index (line));
    is_copied = is_copied && fwrite (line->str, 1, line->len, file) == line->len;
    if (line != NULL)
        g_string_free (line, TRUE);
    return is_copied;
}

static gboolean
copy_lines (FILE *file, gpointer data)
{
    const Order *order = data;

    for (guint i = 0; i < order_length (order); i++) {
        OrderedLine line;

        if (order_get (order, i, &line) && !copy_line (order->journal, &line, file))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_lines_to (int fd, JournalWrite write_lines, gpointer data)
{
    FILE *file = file_stream (fd);
    gboolean is_written = file != NULL && write_lines (file, data) && fflush (file) == 0;

    if (file != NULL)
        fclose (file);
    return is_written && file_sync (fd);
}

/* The new journal is locked before it is one. */
gboolean
journal_replace (Journal *journal, JournalWrite write_lines, gpointer data, GError **error)
{
    g_autoptr (FileStage) file = file_begin (journal->folder->journal, journal->folder->temporary, TRUE, error);
    int fd;

    if (file == NULL)
        return FALSE;
    fd = fcntl (file_descriptor (file), F_DUPFD_CLOEXEC, 0); /* which shares the lock */
    if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) < 0 || !write_lines_to (fd, write_lines, data)) {
        fail (journal, error);
    } else if (file_commit (file, error)) {
        close (journal->fd);
        journal->fd = fd;
        return TRUE;
    }
    if (fd >= 0)
        close (fd);
    return FALSE;
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
    g_autoptr (GArray) others = find_others (journal);
    Order order = { journal, others };

    *n_removed = prunes ? remove_books (journal, others) : 0;
    if (prunes)
        g_array_set_size (others, 0);
    return is_in_order (&order) || journal_replace (journal, copy_lines, &order, error);
}
