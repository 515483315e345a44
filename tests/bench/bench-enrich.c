/* SPDX-License-Identifier: MIT */
/* What enriching an article costs, all passes together: bench-enrich ARTICLE...
 *
 * Prints for each article its words, and milliseconds of processor time for it and for 1,000 words: medians. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "enrich/words.h"
#include "model/model.h"
#include "sheaf.h"

#define N_ROUNDS 201

static double
now (void)
{
    struct timespec time;

    clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static guint
count_words (const SheafBook *book)
{
    guint n_words = 0;

    for (guint i = 0; i < book_n_chapters (book); i++) {
        const Article *article = g_ptr_array_index (book->articles, i);
        g_autoptr (Words) words = words_split (article->text, article->text_length);

        n_words += words->n_items;
    }
    return n_words;
}

/* Negative when the article cannot be read. */
static double
enrich_once (const char *path, guint *n_words)
{
    SheafBook *book = sheaf_book_new (NULL);
    g_autoptr (GError) error = NULL;
    double time = -1;

    if (sheaf_book_read (book, path, &error)) {
        double start = now ();

        sheaf_book_enrich (book);
        time = now () - start;
        *n_words = count_words (book);
    } else {
        g_printerr ("%s\n", error->message);
    }
    sheaf_book_free (book);
    return time;
}

static int
compare (const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
    printf ("%-32s %8s %10s %16s\n", "article", "words", "ms", "ms/1,000 words");
    for (int i = 1; i < argc; i++) {
        g_autofree char *name = g_path_get_basename (argv[i]);
        double times[N_ROUNDS];
        guint n_words = 0;

        for (guint k = 0; k < N_ROUNDS; k++)
            if ((times[k] = enrich_once (argv[i], &n_words)) < 0)
                return 1;
        qsort (times, N_ROUNDS, sizeof *times, compare);
        printf ("%-32s %8u %10.3f %16.3f\n", name, n_words, times[N_ROUNDS / 2],
                1000 * times[N_ROUNDS / 2] / MAX (1, n_words));
    }
    return 0;
}
