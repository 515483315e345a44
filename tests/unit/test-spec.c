/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sheaf.h"

/* Runs the examples of the specifications, tests/spec: prose with fenced blocks
 *
 *     ```example [enriched|book] [name of the input]
 *     input
 *     .
 *     the tree that it gives
 *     ```
 *
 * where ```example enriched asks for the article's tree after all passes, and ```example book for that
 * of its glossary and sources too.  An input that holds such a fence itself stands in a longer one. */

typedef enum {
    STAGE_READ,
    STAGE_ENRICHED,
    STAGE_BOOK,
} Stage;

typedef struct {
    char *name; /* of the input */
    char *input;
    char *tree;
    Stage stage;
    guint line;
} Example;

static void
example_free (gpointer data)
{
    Example *example = data;

    g_free (example->name);
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
    if (sheaf_book_read_bytes (book, bytes, example->name, &error)) {
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

/* The words after "example": a stage, a name. */
static void
read_words (const char *line, Example *example)
{
    g_autofree char *words = g_strndup (line, strcspn (line, "\n"));
    g_auto (GStrv) list = g_strsplit (g_strstrip (words), " ", -1);

    for (char **word = list; *word != NULL; word++) {
        if (g_str_equal (*word, "enriched"))
            example->stage = STAGE_ENRICHED;
        else if (g_str_equal (*word, "book"))
            example->stage = STAGE_BOOK;
        else if (example->name == NULL && **word != '\0')
            example->name = g_strdup (*word);
    }
}

/* Reads the example whose line after "```example" begins at `words`; returns where its fence ends. */
static const char *
read_example (const char *words, gsize n_ticks, Example *example)
{
    const char *start = strchr (words, '\n') + 1, *middle = strstr (start, "\n.\n"), *end;
    g_autofree char *ticks = g_strnfill (n_ticks, '`');
    g_autofree char *fence = g_strdup_printf ("\n%s\n", ticks);

    read_words (words, example);
    if (example->name == NULL)
        example->name = g_strdup ("example.txt");
    end = strstr (start, fence);
    g_assert (middle != NULL && end != NULL && middle < end);
    example->input = g_strndup (start, (gsize) (middle + 1 - start));
    example->tree = g_strndup (middle + 3, (gsize) (end + 1 - middle - 3));
    return end + strlen (fence) - 1;
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
    for (const char *p = strstr (text, "\n```"); p != NULL; p = strstr (p, "\n```")) {
        gsize n_ticks = strspn (p + 1, "`");
        const char *word = p + 1 + n_ticks;
        Example *example;
        g_autofree char *test = NULL;

        p = word;
        if (!g_str_has_prefix (word, "example"))
            continue;
        example = g_new0 (Example, 1);
        example->line = count_lines (text, strchr (word, '\n') + 1);
        p = read_example (word + strlen ("example"), n_ticks, example);
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
