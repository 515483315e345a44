/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "enrich/passes.h"
#include "paragraphs.h"

/* Runs the examples of tests/spec/speakers.md: prose with fenced blocks
 *
 *     ```speakers
 *     paragraphs, a line each
 *     .
 *     speaker: quotation
 *     ```
 *
 * with a line for each quotation in the order of the text, "-" where nobody speaks. */

#define FENCE "\n```speakers\n"

typedef struct {
    char *text;
    char *speakers;
} Example;

static void
example_free (gpointer data)
{
    Example *example = data;

    g_free (example->text);
    g_free (example->speakers);
    g_free (example);
}

static void
append_speaker (GString *list, const Article *article, const Quote *quote)
{
    g_autofree char *words =
        g_strndup (article->text + quote->span.start, (gsize) (quote->span.end - quote->span.start));

    g_string_append_printf (list, "%s: %s\n", quote->speaker != NULL ? quote->speaker->name : "-",
                            g_strdelimit (words, "\n", ' '));
}

static void
run_example (gconstpointer data)
{
    const Example *example = data;
    g_autoptr (Article) article = article_of (example->text);
    g_autoptr (GString) speakers = g_string_new (NULL);

    enrich_sources (NULL, article);
    for (guint i = 0; i < article->quotes->len; i++)
        append_speaker (speakers, article, g_ptr_array_index (article->quotes, i));
    g_assert_cmpstr (speakers->str, ==, example->speakers);
}

static Example *
example_new (const char *start, const char *end)
{
    Example *example = g_new0 (Example, 1);
    const char *middle = g_strstr_len (start, end - start, "\n.\n");

    g_assert_nonnull (middle);
    example->text = g_strndup (start, (gsize) (middle - start));
    example->speakers = g_strndup (middle + 3, (gsize) (end - middle - 3));
    return example;
}

int
main (int argc, char **argv)
{
    g_autofree char *text = NULL;
    guint line = 1;

    g_test_init (&argc, &argv, NULL);
    g_assert_cmpint (argc, ==, 2);
    g_assert_true (g_file_get_contents (argv[1], &text, NULL, NULL));
    for (const char *p = text, *next; (next = strstr (p, FENCE)) != NULL; p = next) {
        const char *start = next + strlen (FENCE), *end = strstr (start, "\n```\n");
        g_autofree char *name = NULL;

        g_assert_nonnull (end);
        for (; p < start; p++)
            line += *p == '\n';
        name = g_strdup_printf ("/speaker/line-%u", line);
        g_test_add_data_func_full (name, example_new (start, end + 1), run_example, example_free);
        for (next = end; p < end; p++)
            line += *p == '\n';
    }
    return g_test_run ();
}
