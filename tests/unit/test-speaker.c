/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "enrich/passes.h"
#include "paragraphs.h"

/* Runs the examples of tests/spec/speakers.md and sources.md: prose with fenced blocks
 *
 *     ```speakers
 *     paragraphs, a line each
 *     .
 *     speaker: quotation
 *     ```
 *
 * with a line for each quotation in the order of the text, "-" where nobody speaks, or ```sources with
 * a line for each source, "kind: name, role".  The language stands behind that word, "```speakers de". */

typedef struct {
    char *text;
    char *expected;
    char *language;
    void (*print) (GString *list, const Article *article);
} Example;

static void
example_free (gpointer data)
{
    Example *example = data;

    g_free (example->text);
    g_free (example->expected);
    g_free (example->language);
    g_free (example);
}

static void
print_speakers (GString *list, const Article *article)
{
    for (guint i = 0; i < article->quotes->len; i++) {
        const Quote *quote = g_ptr_array_index (article->quotes, i);
        g_autofree char *words =
            g_strndup (article->text + quote->span.start, (gsize) (quote->span.end - quote->span.start));

        g_string_append_printf (list, "%s: %s\n", quote->speaker != NULL ? quote->speaker->name : "-",
                                g_strdelimit (words, "\n", ' '));
    }
}

static void
print_sources (GString *list, const Article *article)
{
    for (guint i = 0; i < article->sources->len; i++) {
        const Source *source = g_ptr_array_index (article->sources, i);

        g_string_append_printf (list, "%s: %s%s%s\n", source_kind_name (source->kind), source->name,
                                source->role != NULL ? ", " : "", source->role != NULL ? source->role : "");
    }
}

static void
run_example (gconstpointer data)
{
    const Example *example = data;
    g_autoptr (Article) article = article_of (example->text);
    g_autoptr (GString) found = g_string_new (NULL);

    article->metadata.language = example->language;
    enrich_abbreviations (NULL, article);
    enrich_sources (NULL, article);
    example->print (found, article);
    g_assert_cmpstr (found->str, ==, example->expected);
}

static Example *
example_new (const char *start, const char *end)
{
    Example *example = g_new0 (Example, 1);
    const char *middle = g_strstr_len (start, end - start, "\n.\n");

    g_assert_nonnull (middle);
    example->text = g_strndup (start, (gsize) (middle - start));
    example->expected = g_strndup (middle + 3, (gsize) (end - middle - 3));
    return example;
}

static void
add_examples (const char *text, const char *fence, void (*print) (GString *list, const Article *article))
{
    guint line = 1;

    for (const char *p = text, *next; (next = strstr (p, fence)) != NULL; p = next) {
        const char *words = next + strlen (fence), *start = strchr (words, '\n') + 1, *end = strstr (start, "\n```\n");
        g_autofree char *name = NULL;
        Example *example;

        g_assert_nonnull (end);
        for (; p < start; p++)
            line += *p == '\n';
        name = g_strdup_printf ("/line-%u", line);
        example = example_new (start, end + 1);
        example->print = print;
        example->language = g_strstrip (g_strndup (words, (gsize) (start - words)));
        g_test_add_data_func_full (name, example, run_example, example_free);
        for (next = end; p < end; p++)
            line += *p == '\n';
    }
}

int
main (int argc, char **argv)
{
    g_autofree char *text = NULL;

    g_test_init (&argc, &argv, NULL);
    g_assert_cmpint (argc, ==, 2);
    g_assert_true (g_file_get_contents (argv[1], &text, NULL, NULL));
    add_examples (text, "\n```speakers", print_speakers);
    add_examples (text, "\n```sources", print_sources);
    return g_test_run ();
}
