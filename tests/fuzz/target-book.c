/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "model/model.h"
#include "read/read.h"
#include "read/readers.h"

/* The whole way: read, arrange, enrich, write, and a look at what was written. */

/* The words of a file "options" ask for what the program's options of that name do. */
static void
take_options (SheafOptions *options, const char *words)
{
    sheaf_options_init (options);
    options->has_no_cover = strstr (words, "cover") == NULL;
    options->is_fragment = strstr (words, "fragment") != NULL;
    options->is_grey = strstr (words, "grey") != NULL;
    options->is_strict = strstr (words, "strict") != NULL;
    options->keeps_location = strstr (words, "location") != NULL;
    options->embeds_references = strstr (words, "references") != NULL;
    options->group_by = strstr (words, "folder") != NULL        ? SHEAF_GROUP_FOLDER
                        : strstr (words, "day") != NULL         ? SHEAF_GROUP_DATE
                        : strstr (words, "publication") != NULL ? SHEAF_GROUP_PUBLICATION
                        : strstr (words, "author") != NULL      ? SHEAF_GROUP_AUTHOR
                                                                : SHEAF_GROUP_NONE;
    options->sort = strstr (words, "by-title") != NULL  ? SHEAF_SORT_TITLE
                    : strstr (words, "by-date") != NULL ? SHEAF_SORT_DATE
                    : strstr (words, "by-name") != NULL ? SHEAF_SORT_AUTHOR
                                                        : SHEAF_SORT_INPUT;
}

static char *
words_of (const GArray *files)
{
    const FuzzFile *file = fuzz_file (files, "options");

    return file == NULL ? g_strdup ("")
                        : fuzz_text_of (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
}

/* ---- reading ---- */

static void
read_glossaries (SheafBook *book, const GArray *files)
{
    static const char *const names[] = { "terms.yaml", "terms.csv", "terms.tbx" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        const FuzzFile *file = fuzz_file (files, names[i]);

        if (file != NULL && !read_glossary (book, file->bytes, names[i], NULL))
            g_ptr_array_set_size (book->user_terms, 0);
    }
}

/* Many files are an archive of them; one is whatever it looks like. */
static gboolean
read_files (SheafBook *book, const GArray *files)
{
    const FuzzFile *first = &g_array_index (files, FuzzFile, 0);
    g_autoptr (GBytes) zip = NULL;

    if (files->len == 0)
        return FALSE;
    read_glossaries (book, files);
    if (files->len == 1)
        return sheaf_book_read_bytes (book, first->bytes, first->name != NULL ? first->name : "tides", NULL);
    zip = fuzz_zip (files);
    return sheaf_book_read_bytes (book, zip, "tides.zip", NULL);
}

static SheafBook *
make_book (const GArray *files, const char *words, const char *sidecar, gboolean is_for_inspection)
{
    SheafOptions options;
    SheafBook *book;

    take_options (&options, words);
    options.sidecar = sidecar;
    options.is_for_inspection = is_for_inspection;
    book = sheaf_book_new (&options);
    if (read_files (book, files)) {
        check_articles (book);
        sheaf_book_enrich (book);
        check_articles (book);
        return book;
    }
    sheaf_book_free (book);
    return NULL;
}

/* ---- what must hold ---- */

static GBytes *
write_and_check (SheafBook *book)
{
    g_autoptr (GError) error = NULL;
    GBytes *epub = sheaf_book_write_bytes (book, &error);

    CHECK (epub != NULL, "what was read is written: %s", error->message);
    check_epub (book, epub);
    return epub;
}

static void
check_told (SheafBook *book)
{
    g_autofree char *json = sheaf_book_inspect_json (book), *dump = sheaf_book_dump (book);
    g_autofree char *csl = sheaf_book_get_references (book, SHEAF_REFERENCES_CSL_JSON);
    g_autofree char *bibtex = sheaf_book_get_references (book, SHEAF_REFERENCES_BIBTEX);

    check_text (json);
    check_text (dump);
    check_text (csl);
    check_text (bibtex);
}

/* The sidecar that inspect writes changes nothing. */
static void
check_law (const GArray *files, const char *words, GBytes *epub)
{
    g_autoptr (SheafBook) inspected = make_book (files, words, NULL, TRUE);
    g_autofree char *yaml = sheaf_book_inspect_yaml (inspected), *path = NULL;
    g_autoptr (GBytes) sidecar = g_bytes_new (yaml, strlen (yaml)), again = NULL;
    int fd = fuzz_memory_file (sidecar, &path);
    g_autoptr (SheafBook) corrected = make_book (files, words, path, FALSE);

    close (fd);
    CHECK (corrected != NULL, "what inspect writes is a sidecar");
    again = write_and_check (corrected);
    CHECK (g_bytes_equal (epub, again), "an uncorrected sidecar changes nothing");
}

static void
check_volumes (SheafBook *book)
{
    if (!sheaf_book_split (book, 1, 0, NULL))
        return;
    for (guint i = 0; i < sheaf_book_get_n_volumes (book); i++) {
        GBytes *epub = write_and_check (sheaf_book_get_volume (book, i));

        g_bytes_unref (epub);
    }
}

void
fuzz_book (const guint8 *data, gsize size, const char *file)
{
    g_autoptr (GArray) files = fuzz_split (data, size);
    g_autofree char *words = words_of (files);
    g_autoptr (SheafBook) book = make_book (files, words, NULL, FALSE), twin = NULL;
    g_autoptr (GBytes) epub = NULL, again = NULL;

    if (book == NULL || book_n_chapters (book) == 0)
        return;
    epub = write_and_check (book);
    check_told (book);
    if (strstr (words, "twice") != NULL) {
        twin = make_book (files, words, NULL, FALSE);
        again = write_and_check (twin);
        CHECK (g_bytes_equal (epub, again), "the same gives the same");
    }
    if (strstr (words, "law") != NULL)
        check_law (files, words, epub);
    if (strstr (words, "split") != NULL)
        check_volumes (book);
}

/* ---- what says something of an article ---- */

#define ARTICLE                                                                                                        \
    "# The lamp at Halden\n\nBy Ann Lee\n\nThe Harbour Office (HO) lit the lamp. A tide is the rise of the sea.\n\n"   \
    "![The lamp](lamp.png \"The lamp. Photo: Tom Vale/AP\")\n\n“It burns,” said Ada Example, the keeper of the "   \
    "lamp.\n\n"                                                                                                        \
    "It is told in the [tide tables](https://tides.example/tables), as the HO says.\n"

static SheafBook *
book_of_article (const char *sidecar)
{
    g_autoptr (GBytes) article = g_bytes_new_static (ARTICLE, strlen (ARTICLE));
    SheafOptions options;
    SheafBook *book;

    sheaf_options_init (&options);
    options.has_no_cover = TRUE;
    options.sidecar = sidecar;
    book = sheaf_book_new (&options);
    if (sheaf_book_read_bytes (book, article, "lamp.md", NULL))
        return book;
    sheaf_book_free (book);
    return NULL;
}

static void
finish (SheafBook *book)
{
    sheaf_book_enrich (book);
    check_articles (book);
    check_told (book);
    g_bytes_unref (write_and_check (book));
}

void
fuzz_sidecar (const guint8 *data, gsize size, const char *file)
{
    g_autoptr (GBytes) sidecar = g_bytes_new (data, size);
    g_autofree char *path = NULL;
    int fd = fuzz_memory_file (sidecar, &path);
    g_autoptr (SheafBook) book = book_of_article (path);

    close (fd);
    if (book != NULL)
        finish (book);
}

/* What a line of a manifest says of an article. */
void
fuzz_manifest (const guint8 *data, gsize size, const char *file)
{
    g_autofree char *line = fuzz_text_of (data, size);
    g_autoptr (GBytes) article = g_bytes_new_static (ARTICLE, strlen (ARTICLE));
    SheafOptions options;
    g_autoptr (SheafBook) book = NULL;
    Input input = { .path = "lamp.md", .name = "lamp.md", .bytes = article, .meta = line, .place = "week.ndjson:1" };

    sheaf_options_init (&options);
    options.has_no_cover = TRUE;
    input.book = book = sheaf_book_new (&options);
    if (input_read (&input, NULL))
        finish (book);
}

void
fuzz_glossary (const guint8 *data, gsize size, const char *file)
{
    g_autoptr (GBytes) terms = g_bytes_new (data, size);
    g_autoptr (SheafBook) book = book_of_article (NULL);

    if (!read_glossary (book, terms, file, NULL))
        return;
    for (guint i = 0; i < book->user_terms->len; i++) {
        const UserTerm *term = g_ptr_array_index (book->user_terms, i);

        CHECK (term->term != NULL && *term->term != '\0', "a term is a word");
        check_text (term->term);
        check_text (term->expansion);
        check_text (term->definition);
        check_text (term->language);
    }
    if (book->user_terms->len > 0)
        finish (book);
}

/* A list of photos, beside an article that shows some of them. */
void
fuzz_photos (const guint8 *data, gsize size, const char *file)
{
    static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
    g_autoptr (GArray) files = fuzz_split (data, size);
    static const char *const names[] = { "lamp.png", "quay.png", "rope.gif" };
    FuzzFile article = { g_strdup ("lamp.md"), g_bytes_new_static (ARTICLE, strlen (ARTICLE)) };
    g_autoptr (GBytes) zip = NULL;
    g_autoptr (SheafBook) book = NULL;
    SheafOptions options;

    g_array_append_val (files, article);
    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        FuzzFile picture = { g_strdup (names[i]), g_bytes_new_static (gif, sizeof gif - 1) };

        g_array_append_val (files, picture);
    }
    if (g_array_index (files, FuzzFile, 0).name == NULL)
        g_array_index (files, FuzzFile, 0).name = g_strdup (size % 2 == 0 ? "photos.csv" : "photos.yaml");
    zip = fuzz_zip (files);
    sheaf_options_init (&options);
    options.has_no_cover = TRUE;
    book = sheaf_book_new (&options);
    if (sheaf_book_read_bytes (book, zip, "lamp.zip", NULL))
        finish (book);
}
