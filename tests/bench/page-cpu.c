/* SPDX-License-Identifier: MIT */
/* What pages cost, one after the other in one process: page-cpu ROUNDS PAGE...
 *
 * Prints milliseconds of processor time a page, for the bare parse by libxml2 and by our parser, reading (which
 * parses too), enriching and writing: medians of the rounds.  The first round warms up and does not count. */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dom/dom.h"
#include "sheaf.h"

typedef enum { LIBXML2, PARSE, READ, ENRICH, WRITE, N_STAGES } Stage;

static const char *const stage_names[] = { "libxml2", "parse", "read", "enrich", "write" };

static double
now (void)
{
    struct timespec time;

    clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* Adds what has passed since *since to the stage, and sets the watch to zero. */
static void
lap (double *stages, Stage stage, double *since)
{
    double time = now ();

    stages[stage] += time - *since;
    *since = time;
}

/* As text, which the parser takes and a page need not be. */
static void
parse_page (GBytes *page, double *stages)
{
    g_autofree char *text = g_utf8_make_valid (g_bytes_get_data (page, NULL), (gssize) g_bytes_get_size (page));
    gsize length = strlen (text);
    double since = now ();
    Arena *arena;

    xmlFreeDoc (htmlReadMemory (text, (int) length, NULL, "UTF-8",
                                HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
    lap (stages, LIBXML2, &since);
    arena = arena_new ();
    dom_parse_html (arena, text, length);
    arena_free (arena);
    lap (stages, PARSE, &since);
}

static void
pack_page (GBytes *page, const char *name, double *stages)
{
    double since = now ();
    SheafBook *book = sheaf_book_new (NULL);
    g_autoptr (GBytes) epub = NULL;
    g_autoptr (GError) error = NULL;

    if (!sheaf_book_read_bytes (book, page, name, &error))
        g_printerr ("%s\n", error->message);
    lap (stages, READ, &since);
    sheaf_book_enrich (book);
    lap (stages, ENRICH, &since);
    epub = sheaf_book_write_bytes (book, NULL);
    sheaf_book_free (book);
    lap (stages, WRITE, &since);
}

static int
compare (const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

static double
median (double *rounds, guint n_rounds)
{
    qsort (rounds, n_rounds, sizeof *rounds, compare);
    return rounds[n_rounds / 2];
}

static GPtrArray *
load (char **paths)
{
    GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

    for (; *paths != NULL; paths++) {
        char *data;
        gsize size;

        if (g_file_get_contents (*paths, &data, &size, NULL))
            g_ptr_array_add (pages, g_bytes_new_take (data, size));
    }
    return pages;
}

static void
run_round (GPtrArray *pages, double *stages)
{
    for (guint i = 0; i < pages->len; i++) {
        g_autofree char *name = g_strdup_printf ("%u.html", i);

        parse_page (g_ptr_array_index (pages, i), stages);
        pack_page (g_ptr_array_index (pages, i), name, stages);
    }
}

int
main (int argc, char **argv)
{
    guint n_rounds = argc > 2 ? (guint) MAX (1, atoi (argv[1])) : 0;
    g_autofree double *rounds = g_new0 (double, N_STAGES *MAX (1, n_rounds));
    double times[N_STAGES], whole;

    if (n_rounds == 0) {
        g_printerr ("usage: page-cpu ROUNDS PAGE...\n");
        return 2;
    }
    g_autoptr (GPtrArray) pages = load (argv + 2);
    run_round (pages, (double[N_STAGES]){ 0 });
    for (guint i = 0; i < n_rounds; i++) {
        double stages[N_STAGES] = { 0 };

        run_round (pages, stages);
        for (Stage stage = 0; stage < N_STAGES; stage++)
            rounds[stage * n_rounds + i] = stages[stage] / MAX (1, pages->len);
    }
    for (Stage stage = 0; stage < N_STAGES; stage++) {
        times[stage] = median (rounds + stage * n_rounds, n_rounds);
        printf ("%-8s%8.3f ms a page\n", stage_names[stage], times[stage]);
    }
    whole = times[READ] + times[ENRICH] + times[WRITE];
    printf ("whole   %8.3f ms a page: %.2f times libxml2's bare parse, %.2f times ours\n", whole,
            whole / times[LIBXML2], whole / times[PARSE]);
    return 0;
}
