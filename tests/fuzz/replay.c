/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

/* The targets without libFuzzer, for any compiler: replay FOLDER [TARGET...]
 *
 * In the folder lies one for each target, with seeds.  Each seed is given to its target as it is, and changed in some
 * simple ways, the same in every run. */

/* So often a target runs, be it on many seeds or on few that are changed more often. */
#define N_RUNS 600

/* Places that are changed in one go. */
#define MOST_AT_ONCE 8

/* Larger ones are not changed: they are slow. */
#define CHANGED_LIMIT 8192

/* What runs: to be told, and to be looked at, when it fails, in whatever way. */
static struct {
    char what[256], kept[256];
    const guint8 *data;
    gsize size;
} running;

static void
tell (int number)
{
    int fd = open (running.kept, O_WRONLY | O_CREAT | O_TRUNC, 0666);

    if (fd < 0 || write (fd, running.data, running.size) < 0
        || write (STDERR_FILENO, running.what, strlen (running.what)) < 0)
        _exit (1);
    signal (number, SIG_DFL);
    raise (number);
}

static guint32
next_random (guint32 *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Some bytes are others, a stretch is gone, or stands there twice. */
static void
change (GByteArray *bytes, guint32 *random)
{
    guint at = next_random (random) % bytes->len, length = 1 + next_random (random) % (bytes->len - at);

    length = MIN (length, 64);
    switch (next_random (random) % 4) {
    case 0: bytes->data[at] ^= (guint8) (1 << next_random (random) % 8); break;
    case 1: bytes->data[at] = (guint8) next_random (random); break;
    case 2: g_byte_array_remove_range (bytes, at, length); break;
    case 3: {
        g_autofree guint8 *copy = g_memdup2 (bytes->data + at, length);

        g_byte_array_append (bytes, copy, length);
        break;
    }
    }
}

/* A copy of just that size, so that a look behind it is seen. */
static void
run (const FuzzTarget *target, const char *path, guint n, const guint8 *data, gsize size)
{
    g_autofree guint8 *copy = g_memdup2 (data, size);

    g_snprintf (running.kept, sizeof running.kept, "%s/sheaf-fuzz-%s", g_get_tmp_dir (), target->name);
    g_snprintf (running.what, sizeof running.what, "replay: %s, change %u, is in %s\n", path, n, running.kept);
    running.data = copy;
    running.size = size;
    target->run (copy, size, target->file);
}

static guint
replay_seed (const FuzzTarget *target, const char *path, guint n_changes)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *data = NULL;
    gsize size;
    guint32 random = 1;

    if (!g_file_get_contents (path, &data, &size, &error))
        g_error ("%s", error->message);
    run (target, path, 0, (const guint8 *) data, size);
    if (size == 0 || size > CHANGED_LIMIT)
        return 1;
    for (guint i = 0; i < n_changes; i++) {
        g_autoptr (GByteArray) bytes = g_byte_array_new ();

        g_byte_array_append (bytes, (const guint8 *) data, (guint) size);
        for (guint n = 0; n <= i % MOST_AT_ONCE && bytes->len > 0; n++)
            change (bytes, &random);
        run (target, path, i + 1, bytes->data, bytes->len);
    }
    return 1 + n_changes;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static guint
replay (const FuzzTarget *target, const char *folder)
{
    g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *seeds = g_build_filename (folder, target->name, NULL);
    g_autoptr (GDir) names = g_dir_open (seeds, 0, NULL);
    guint n_runs = 0;

    for (const char *name; names != NULL && (name = g_dir_read_name (names)) != NULL;)
        g_ptr_array_add (paths, g_build_filename (seeds, name, NULL));
    g_ptr_array_sort (paths, compare_names);
    for (guint i = 0; i < paths->len; i++)
        n_runs += replay_seed (target, paths->pdata[i], 1 + N_RUNS / paths->len);
    return n_runs;
}

static gboolean
is_wanted (const char *name, char **names)
{
    return names[0] == NULL || g_strv_contains ((const char *const *) names, name);
}

int
main (int argc, char **argv)
{
    if (argc < 2) {
        g_printerr ("usage: replay FOLDER [TARGET...]\n");
        return 2;
    }
    fuzz_prepare ();
    signal (SIGABRT, tell);
    signal (SIGSEGV, tell);
    signal (SIGTRAP, tell); /* GLib's */
    for (guint i = 0; i < n_fuzz_targets; i++) {
        guint n_runs = is_wanted (fuzz_targets[i].name, argv + 2) ? replay (&fuzz_targets[i], argv[1]) : 1;

        if (is_wanted (fuzz_targets[i].name, argv + 2))
            g_print ("%s %u - %s: %u inputs\n", n_runs > 0 ? "ok" : "not ok", i + 1, fuzz_targets[i].name, n_runs);
    }
    g_print ("1..%u\n", n_fuzz_targets);
    return 0;
}
