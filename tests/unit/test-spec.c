/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sheaf.h"

/* Runs the examples of the specifications, tests/spec: prose with fenced blocks
 *
 *     ```example [name of the input]
 *     input
 *     .
 *     the tree that it gives
 *     ```
 *
 * where ```example enriched asks for the article's tree after all passes, and ```example book for that
 * of its glossary and sources too. */

typedef enum {
    STAGE_READ,
    STAGE_ENRICHED,
    STAGE_BOOK,
} Stage;

typedef struct {
    char *input;
    char *tree;
    Stage stage;
    guint line;
} Example;

static void
example_free (gpointer data)
{
    Example *example = data;

    g_free (example->input);
    g_free (example->tree);
    g_free (example);
}

/* Leaves the example's book where tests/validate will find it. */
static void
keep_book (SheafBook *book)
{
    const char *folder = g_getenv ("SHEAF_TEST_BOOKS");
    g_autofree char *name = g_strconcat ("spec", g_test_get_path (), ".epub", NULL);
    g_autofree char *path = NULL;
    g_autoptr (GError) error = NULL;

    if (folder == NULL)
        return;
    path = g_build_filename (folder, g_strdelimit (name, "/", '-'), NULL);
    g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
    sheaf_book_enrich (book);
    sheaf_book_write (book, path, SHEAF_WRITE_REPLACE, &error);
    g_assert_no_error (error);
}

static void
run_example (gconstpointer data)
{
    const Example *example = data;
    SheafOptions options;
    g_autoptr (SheafBook) book = NULL;
    g_autoptr (GBytes) bytes = g_bytes_new (example->input, strlen (example->input));
    g_autoptr (GError) error = NULL;
    g_autofree char *tree = NULL;

    sheaf_options_init (&options);
    options.language = "en";
    book = sheaf_book_new (&options);
    if (sheaf_book_read_bytes (book, bytes, "example.txt", &error)) {
        if (example->stage != STAGE_READ)
            sheaf_book_enrich (book);
        tree = sheaf_book_dump (book);
        if (example->stage == STAGE_ENRICHED)
            *(strstr (tree, "\narticle ") + 1) = '\0';
        keep_book (book);
    } else {
        tree = g_strdup_printf ("error %s\n", error->message);
    }
    g_assert_cmpstr (tree, ==, example->tree);
}

/* Reads the example that begins after `start`; returns where its fence ends. */
static char *
read_example (char *start, Example *example)
{
    char *middle = strstr (start, "\n.\n"), *end = strstr (start, "\n```\n");

    g_assert (middle != NULL && end != NULL && middle < end);
    example->input = g_strndup (start, (gsize) (middle + 1 - start));
    example->tree = g_strndup (middle + 3, (gsize) (end + 1 - middle - 3));
    return end + 5;
}

static Stage
stage_of (const char *fence)
{
    if (g_str_has_prefix (fence, "```example enriched"))
        return STAGE_ENRICHED;
    return g_str_has_prefix (fence, "```example book") ? STAGE_BOOK : STAGE_READ;
}

static guint
count_lines (const char *start, const char *end)
{
    guint n_lines = 1;

    for (const char *p = start; p < end; p++)
        n_lines += *p == '\n';
    return n_lines;
}

static void
add_examples (const char *path)
{
    g_autofree char *text = NULL;
    g_autofree char *name = g_path_get_basename (path);

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    for (char *p = strstr (text, "\n```example"); p != NULL; p = strstr (p, "\n```example")) {
        Example *example = g_new0 (Example, 1);
        char *start = strchr (p + 1, '\n') + 1;
        g_autofree char *test = NULL;

        example->stage = stage_of (p + 1);
        example->line = count_lines (text, start);
        p = read_example (start, example) - 1;
        test = g_strdup_printf ("/spec/%s/line-%u", name, example->line);
        g_test_add_data_func_full (test, example, run_example, example_free);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    for (int i = 1; i < argc; i++)
        add_examples (argv[i]);
    return g_test_run ();
}
