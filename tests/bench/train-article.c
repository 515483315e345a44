/* SPDX-License-Identifier: MIT */
/* Fits the weights by which the article is found in a page; tests/bench/train-article runs it.
 *
 *   train-article --blocks PAGE...        prints "# PAGE", then the text of each block of it a line, after "- "
 *   train-article LABELS CHOICES PAGE...  prints src/page/main-weights.c
 *
 * LABELS has for each page "# FOLD FACTOR", then a line a block: how much of it is of the article, from 0 to 1, and
 * how much it counts.  CHOICES gets a line a block: the first and second verdict on it and whether it is chosen, all
 * of them by weights that have not seen the pages of its fold, "# PAGE" before those of each page. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page/main-evidence.h"
#include "read/readers.h"

#define N_FOLDS 5

/* How the weights are learnt: rounds through all blocks, the width of the first steps, the pull towards zero. */
#define N_ROUNDS 30
#define N_LAST_ROUNDS 20
#define STEP_WIDTH 0.2
#define PULL 1e-4

typedef struct {
    Arena *arena;
    Page page;
    PageMeasure *measure;
    Evidence *evidence;
    guint first; /* of its blocks among those of all pages */
    guint fold;
    double factor;
} Sample;

typedef struct {
    const guint8 *steps;
    guint fold;
    double share, weight; /* how much of it is of the article; how much it counts */
    double verdict;
} Block;

typedef struct {
    double bias;
    Weights weights[N_FAMILIES];
} Model;

static const char *const family_names[N_FAMILIES] = {
#define FAMILY_NAME(id) [FAMILY_##id] = #id,
#define HINT_FAMILY_NAME(id, name) [FAMILY_HINT_##id] = "HINT_" #id,
    FAMILIES (FAMILY_NAME) HINTS (HINT_FAMILY_NAME) LATER_FAMILIES (FAMILY_NAME)
};

static void
fail (const char *what, const char *name)
{
    fprintf (stderr, "train-article: %s: %s\n", name, what);
    exit (1);
}

/* Reads the page as far as its evidence. */
static void
read_sample (Sample *sample, SheafBook *book, const char *path)
{
    Input input = { .book = book, .path = path, .name = path };
    char *bytes;
    gsize size;

    if (!g_file_get_contents (path, &bytes, &size, NULL))
        fail ("cannot be read", path);
    sample->arena = arena_new ();
    input.bytes = arena_own (sample->arena, g_bytes_new_take (bytes, size), (GDestroyNotify) g_bytes_unref);
    if (!input_decode (&input, sample->arena, NULL))
        fail ("cannot be decoded", path);
    sample->page = (Page){ .book = book, .article = article_new (ARTICLE_CHAPTER), .path = path, .name = "page.html" };
    sample->page.document = html_parse (sample->arena, input.text, input.length);
    sample->page.marks = arena_alloc (sample->arena, sample->page.document->n_nodes);
    sample->page.figures = g_hash_table_new (NULL, NULL);
    page_read_metadata (&sample->page);
    sample->measure = measure_page (&sample->page);
    sample->evidence = evidence_collect (sample->measure);
}

static void
free_sample (Sample *sample)
{
    g_free (sample->evidence);
    measure_free (sample->measure);
    g_hash_table_unref (sample->page.figures);
    article_free (sample->page.article);
    arena_free (sample->arena);
}

static void
print_block (const PageBlock *block)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *squeezed = NULL;

    for (const DomNode *node = block->first; node != NULL; node = dom_next (node, block->element)) {
        if (node->kind == DOM_TEXT)
            g_string_append_len (text, node->text, (gssize) node->length);
        else if (dom_is (node, DOM_TAG_BR))
            g_string_append_c (text, ' ');
        if (node == block->last)
            break;
    }
    squeezed = text_squeeze (text->str, (gssize) text->len);
    printf ("- %s\n", g_strdelimit (squeezed, "\r\n\f\v", ' '));
}

static void
print_blocks (SheafBook *book, const char *path)
{
    Sample sample = { 0 };

    read_sample (&sample, book, path);
    printf ("# %s\n", path);
    for (guint i = 0; i < sample.measure->blocks->len; i++)
        print_block (measure_block (sample.measure, i));
    free_sample (&sample);
}

/* Logistic regression by gradient descent with a step width for each weight (AdaGrad); the weights are the mean
 * over the later rounds. */

static double
judge (const Model *model, const guint8 *steps, guint n_families)
{
    double sum = model->bias;

    for (guint i = 0; i < n_families; i++)
        sum += model->weights[i][steps[i]];
    return 1 / (1 + exp (-sum));
}

static void
descend (double *weight, double *squares, double gradient)
{
    *squares += gradient * gradient;
    *weight -= STEP_WIDTH * gradient / sqrt (*squares + 1e-3);
}

static void
learn_block (Model *model, Model *squares, const Block *block, guint n_families)
{
    double error = (judge (model, block->steps, n_families) - block->share) * block->weight;

    descend (&model->bias, &squares->bias, error);
    for (guint i = 0; i < n_families; i++) {
        double *weight = &model->weights[i][block->steps[i]];

        descend (weight, &squares->weights[i][block->steps[i]], error + PULL * *weight);
    }
}

static void
shuffle (const Block **blocks, guint n, GRand *random)
{
    for (guint i = n; i > 1; i--) {
        guint j = (guint) g_rand_int_range (random, 0, (gint32) i);
        const Block *block = blocks[i - 1];

        blocks[i - 1] = blocks[j];
        blocks[j] = block;
    }
}

static void
add_scaled (Model *sum, const Model *model, double factor)
{
    sum->bias += model->bias * factor;
    for (guint i = 0; i < N_FAMILIES; i++)
        for (guint n = 0; n < N_STEPS; n++)
            sum->weights[i][n] += model->weights[i][n] * factor;
}

/* Learns from all blocks but those of the fold. */
static void
train (Model *mean, const GArray *blocks, guint fold, guint n_families)
{
    g_autofree const Block **order = g_new (const Block *, blocks->len);
    g_autofree Model *model = g_new0 (Model, 1), *squares = g_new0 (Model, 1);
    g_autoptr (GRand) random = g_rand_new_with_seed (1);
    guint n = 0;

    *mean = (Model){ 0 };
    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = &g_array_index (blocks, Block, i);

        if (block->fold != fold && block->weight > 0)
            order[n++] = block;
    }
    for (guint round = 0; round < N_ROUNDS; round++) {
        shuffle (order, n, random);
        for (guint i = 0; i < n; i++)
            learn_block (model, squares, order[i], n_families);
        if (round >= N_ROUNDS - N_LAST_ROUNDS)
            add_scaled (mean, model, 1.0 / N_LAST_ROUNDS);
    }
}

/* The verdicts of weights that have not seen the block's fold. */
static void
judge_unseen (const GArray *blocks, guint n_families)
{
    for (guint fold = 0; fold < N_FOLDS; fold++) {
        g_autofree Model *model = g_new (Model, 1);

        train (model, blocks, fold, n_families);
        for (guint i = 0; i < blocks->len; i++) {
            Block *block = &g_array_index (blocks, Block, i);

            if (block->fold == fold)
                block->verdict = judge (model, block->steps, n_families);
        }
    }
}

static void
read_labels (FILE *labels, GPtrArray *samples, GArray *blocks)
{
    for (guint i = 0; i < samples->len; i++) {
        Sample *sample = g_ptr_array_index (samples, i);

        if (fscanf (labels, "# %u %lf\n", &sample->fold, &sample->factor) != 2)
            fail ("no labels", sample->page.path);
        sample->first = blocks->len;
        for (guint n = 0; n < sample->measure->blocks->len; n++) {
            Block block = { .steps = sample->evidence[n].steps, .fold = sample->fold };

            if (fscanf (labels, "%lf %lf\n", &block.share, &block.weight) != 2)
                fail ("too few labels", sample->page.path);
            block.weight = block.weight > 0 ? (MIN (block.weight * 20, 3) + 0.02) * sample->factor : 0;
            g_array_append_val (blocks, block);
        }
    }
}

static double *
sample_verdicts (const Sample *sample, const GArray *blocks)
{
    double *verdicts = g_new0 (double, sample->measure->blocks->len + 1);

    for (guint i = 0; i < sample->measure->blocks->len; i++)
        verdicts[i] = g_array_index (blocks, Block, sample->first + i).verdict;
    return verdicts;
}

/* The evidence that the first verdicts are for the second. */
static void
collect_later (GPtrArray *samples, const GArray *blocks)
{
    for (guint i = 0; i < samples->len; i++) {
        Sample *sample = g_ptr_array_index (samples, i);
        g_autofree double *verdicts = sample_verdicts (sample, blocks);

        evidence_collect_later (sample->measure, sample->evidence, verdicts);
    }
}

static void
print_choice (FILE *choices, Sample *sample, const GArray *blocks)
{
    g_autofree double *verdicts = sample_verdicts (sample, blocks);
    g_autofree guint8 *keeps = g_malloc0 (sample->measure->blocks->len + 1);

    for (guint i = 0; i < sample->measure->blocks->len; i++)
        verdicts[i] = evidence_is_foreign (&sample->evidence[i]) ? 0 : verdicts[i];
    measure_add_up (sample->measure, verdicts);
    choose_blocks (sample->measure, verdicts, keeps);
    fprintf (choices, "# %s\n", sample->page.path);
    for (guint i = 0; i < sample->measure->blocks->len; i++)
        fprintf (choices, "%.4f %d\n", g_array_index (blocks, Block, sample->first + i).verdict, keeps[i]);
}

static void
print_table (const Model *model, const char *name, guint n_families)
{
    printf ("\nconst double %s_bias = %.2f;\n\nconst Weights %s_weights[N_FAMILIES] = {\n", name, model->bias, name);
    for (guint i = 0; i < n_families; i++) {
        guint n = N_STEPS;

        while (n > 1 && model->weights[i][n - 1] == 0)
            n--;
        printf ("    [FAMILY_%s] = { ", family_names[i]);
        for (guint k = 0; k < n; k++)
            printf ("%s%.2f", k > 0 ? ", " : "", model->weights[i][k]);
        printf (" },\n");
    }
    printf ("};\n");
}

static void
print_head (void)
{
    printf (
        "/* SPDX-License-Identifier: MIT */\n"
        "#include \"main-evidence.h\"\n\n"
        "/* What each step of each kind of evidence adds to the verdict on a block, for (+) or against (-) its being "
        "of\n"
        " * the article; see main-evidence.h for the kinds, and main-evidence.c for the limits of the steps.  Made by\n"
        " * tests/bench/train-article: the weights are those of a logistic regression over the blocks of labelled\n"
        " * pages, with every page counting the same.\n"
        " *\n"
        " * The first verdict knows a block and where it stands; the second also knows the first verdicts on what is\n"
        " * around it, by weights that had not seen the page. */\n\n"
        "/* clang-format off */");
}

/* The second table learns from first verdicts by weights that have not seen the page, as those of a reader's page
 * will be. */
static void
fit (GPtrArray *samples, FILE *labels, FILE *choices)
{
    g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (Block));
    g_autofree Model *first = g_new (Model, 1), *second = g_new (Model, 1);

    read_labels (labels, samples, blocks);
    judge_unseen (blocks, N_FIRST_FAMILIES);
    collect_later (samples, blocks);
    judge_unseen (blocks, N_FAMILIES);
    for (guint i = 0; i < samples->len; i++)
        print_choice (choices, g_ptr_array_index (samples, i), blocks);
    train (first, blocks, N_FOLDS, N_FIRST_FAMILIES);
    train (second, blocks, N_FOLDS, N_FAMILIES);
    print_head ();
    print_table (first, "first", N_FIRST_FAMILIES);
    print_table (second, "second", N_FAMILIES);
    printf ("/* clang-format on */\n");
}

int
main (int argc, char **argv)
{
    g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) free_sample);
    SheafBook *book = sheaf_book_new (NULL);
    FILE *labels, *choices;

    if (argc > 1 && strcmp (argv[1], "--blocks") == 0) {
        for (int i = 2; i < argc; i++)
            print_blocks (book, argv[i]);
        sheaf_book_free (book);
        return 0;
    }
    if (argc < 4 || (labels = fopen (argv[1], "r")) == NULL || (choices = fopen (argv[2], "w")) == NULL)
        fail ("cannot open labels and choices", argc > 1 ? argv[1] : "no labels");
    for (int i = 3; i < argc; i++) {
        Sample *sample = g_new0 (Sample, 1);

        read_sample (sample, book, argv[i]);
        g_ptr_array_add (samples, sample);
    }
    fit (samples, labels, choices);
    fclose (choices);
    fclose (labels);
    sheaf_book_free (book);
    return 0;
}
