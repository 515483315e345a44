/* SPDX-License-Identifier: MIT */
#include "shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static gboolean
fail (const Shelf *shelf, int cause, GError **error)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "%s: cannot be read: %s", shelf->path,
                 cause != 0 ? g_strerror (cause) : "it has changed meanwhile");
    return FALSE;
}

/* ---- keys ---- */

/* Those that sort first are the latest. */
static void
set_time (Place *place, gint64 time)
{
    guint64 backwards = GUINT64_TO_BE (~((guint64) time ^ (G_GUINT64_CONSTANT (1) << 63)));

    memcpy (place->key, &backwards, sizeof backwards);
}

/* Letters without their marks and case. */
static void
set_name (Place *place, const char *name)
{
    g_autofree char *folded = g_utf8_casefold (name, -1), *plain = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
    gsize length = 0;

    for (const char *p = plain; *p != '\0' && length < PLACE_KEY; p = g_utf8_next_char (p)) {
        gsize n = MIN ((gsize) (g_utf8_next_char (p) - p), PLACE_KEY - length);

        if (g_unichar_ismark (g_utf8_get_char (p)) || g_unichar_ispunct (g_utf8_get_char (p)))
            continue;
        memcpy (place->key + length, p, n);
        length += n;
    }
}

static gint
compare (gconstpointer a, gconstpointer b)
{
    const Place *x = a, *y = b;
    int order = memcmp (x->key, y->key, PLACE_KEY);

    return order != 0 ? order : x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* ---- the journal ---- */

void
shelf_free (Shelf *shelf)
{
    if (shelf == NULL)
        return;
    if (shelf->file != NULL)
        fclose (shelf->file);
    free (shelf->text);
    g_free (shelf->publication);
    g_array_unref (shelf->newest);
    g_free (shelf);
}

static gboolean
parse (Shelf *shelf, ssize_t length, Record *record, Arena *arena)
{
    if (length <= 0 || shelf->text[length - 1] != '\n')
        return FALSE;
    shelf->text[length - 1] = '\0';
    return record_parse (record, arena, shelf->text);
}

/* An article that was there twice has two books of one identifier, which a feed may hold once only. */
typedef struct {
    guint64 hash; /* of the identifier */
    guint place;
} Identifier;

static gint
compare_identifiers (gconstpointer a, gconstpointer b)
{
    const Identifier *x = a, *y = b;

    return x->hash < y->hash ? -1 : x->hash > y->hash ? 1 : x->place < y->place ? -1 : x->place > y->place;
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
    return memcmp (((const Place *) a)->key, ((const Place *) b)->key, PLACE_KEY);
}

#define NOWHERE G_MAXUINT64

static void
drop_repeats (GArray *places)
{
    g_autoptr (GArray) identifiers = g_array_sized_new (FALSE, FALSE, sizeof (Identifier), places->len);
    guint n = 0;

    for (guint i = 0; i < places->len; i++) {
        Identifier identifier = { g_array_index (places, Place, i).hash, i };

        g_array_append_val (identifiers, identifier);
    }
    g_array_sort (identifiers, compare_identifiers);
    for (guint i = 1; i < identifiers->len; i++) {
        const Identifier *identifier = &g_array_index (identifiers, Identifier, i);

        if (identifier->hash == identifier[-1].hash)
            g_array_index (places, Place, identifier->place).offset = NOWHERE;
    }
    for (guint i = 0; i < places->len; i++)
        if (g_array_index (places, Place, i).offset != NOWHERE)
            g_array_index (places, Place, n++) = g_array_index (places, Place, i);
    g_array_set_size (places, n);
}

static void
add (Shelf *shelf, const Record *record, guint64 offset)
{
    Place place = { .offset = offset, .hash = sha256_head (record->identifier) };
    gint64 time = record_time (record->published);

    if (shelf->newest->len == 0)
        shelf->publication = g_strdup (record->publication);
    else if (g_strcmp0 (shelf->publication, record->publication) != 0)
        g_clear_pointer (&shelf->publication, g_free);
    shelf->time = MAX (shelf->time, time);
    set_time (&place, time);
    g_array_append_val (shelf->newest, place);
}

static gboolean
scan (Shelf *shelf, EachBook each, gpointer data, GError **error)
{
    guint64 offset = 0;
    ssize_t length;

    while ((length = getline (&shelf->text, &shelf->n_allocated, shelf->file)) > 0) {
        g_autoptr (Arena) arena = arena_new ();
        Record record;

        if (parse (shelf, length, &record, arena)) {
            if (!each (&record, data, error))
                return FALSE;
            add (shelf, &record, offset);
        }
        offset += (guint64) length;
    }
    g_array_sort (shelf->newest, compare_places); /* which is stable */
    drop_repeats (shelf->newest);
    return !ferror (shelf->file) || fail (shelf, errno, error);
}

Shelf *
shelf_new (const char *path, EachBook each, gpointer data, GError **error)
{
    Shelf *shelf = g_new0 (Shelf, 1);
    int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    shelf->path = path;
    shelf->newest = g_array_new (FALSE, TRUE, sizeof (Place));
    shelf->time = G_MININT64;
    shelf->file = fd >= 0 ? fdopen (fd, "r") : NULL;
    if (shelf->file == NULL ? fail (shelf, errno, error) : scan (shelf, each, data, error))
        return shelf;
    shelf_free (shelf);
    return NULL;
}

gboolean
shelf_read (Shelf *shelf, guint64 offset, Record *record, Arena *arena, GError **error)
{
    if (fseeko (shelf->file, (off_t) offset, SEEK_SET) < 0)
        return fail (shelf, errno, error);
    return parse (shelf, getline (&shelf->text, &shelf->n_allocated, shelf->file), record, arena)
           || fail (shelf, 0, error);
}

/* ---- names ---- */

static void
add_names (GArray *sorted, char **names, guint64 offset)
{
    for (; *names != NULL; names++) {
        Place place = { .offset = offset, .hash = sha256_head (*names) };

        set_name (&place, *names);
        g_array_append_val (sorted, place);
    }
}

GArray *
shelf_by_name (Shelf *shelf, NamesOf names_of, GError **error)
{
    g_autoptr (GArray) sorted = g_array_new (FALSE, TRUE, sizeof (Place));

    for (guint i = 0; i < shelf->newest->len; i++) {
        guint64 offset = g_array_index (shelf->newest, Place, i).offset;
        g_autoptr (Arena) arena = arena_new ();
        Record record;

        if (!shelf_read (shelf, offset, &record, arena, error))
            return NULL;
        add_names (sorted, names_of (&record), offset);
    }
    g_array_sort (sorted, compare);
    return g_steal_pointer (&sorted);
}

guint
shelf_run (const GArray *sorted, guint first)
{
    guint end = first + 1;

    while (end < sorted->len
           && compare (&g_array_index (sorted, Place, first), &g_array_index (sorted, Place, end)) == 0)
        end++;
    return end - first;
}

guint
shelf_n_runs (const GArray *sorted)
{
    guint n = 0;

    for (guint i = 0; i < sorted->len; i += shelf_run (sorted, i))
        n++;
    return n;
}

char *
shelf_read_name (Shelf *shelf, const Place *place, NamesOf names_of, gint64 *time, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    Record record;
    char **names;

    if (!shelf_read (shelf, place->offset, &record, arena, error))
        return NULL;
    *time = record_time (record.published);
    for (names = names_of (&record); *names != NULL; names++)
        if (sha256_head (*names) == place->hash)
            return g_strdup (*names);
    (void) fail (shelf, 0, error);
    return NULL;
}
