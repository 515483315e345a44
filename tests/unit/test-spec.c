/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>

#include "sheaf.h"

/* Runs the examples of the specifications, tests/spec: prose with fenced blocks
 *
 *     ```example [enriched|glossary|book|contents [OPTION=VALUE...]] [folder] [name of the input]
 *     input
 *     .
 *     the tree that it gives
 *     ```
 *
 * where ```example enriched asks for the article's tree after all passes, ```example glossary for the terms that
 * they find alone, and ```example book for the tree of its glossary and sources too.  An input that holds such a fence
 * itself stands in a longer one.  ```example contents asks for titles alone, with the parts of the book and what its
 * report says of articles; the options are group-by, sort and since.  ```example strict leaves out what is doubtful.
 *
 * The input of an ```example folder is files: a line "== name" before each, and a picture is drawn from the line
 * "600x400" in the place of its bytes.  The name is that of the folder, or of a file in it: "halden/bell.txt". */

typedef enum {
    STAGE_READ,
    STAGE_ENRICHED,
    STAGE_GLOSSARY,
    STAGE_BOOK,
    STAGE_CONTENTS,
} Stage;

typedef struct {
    char *name;     /* of the input */
    char *language; /* of it, or NULL for English */
    char *input;
    char *tree;
    Stage stage;
    SheafGroup group_by;
    SheafSort sort;
    char *since;
    gboolean is_folder, is_strict;
    guint line;
} Example;

static void
example_free (gpointer data)
{
    Example *example = data;

    g_free (example->name);
    g_free (example->language);
    g_free (example->input);
    g_free (example->tree);
    g_free (example->since);
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
append_chunk (GByteArray *png, const char *type, const guint8 *data, gsize size)
{
    g_autoptr (GByteArray) chunk = g_byte_array_new ();
    guint32 number = GUINT32_TO_BE ((guint32) size), crc = ~0u;

    g_byte_array_append (png, (const guint8 *) &number, 4);
    g_byte_array_append (chunk, (const guint8 *) type, 4);
    g_byte_array_append (chunk, data, (guint) size);
    for (guint i = 0; i < chunk->len; i++) {
        crc ^= chunk->data[i];
        for (guint bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    number = GUINT32_TO_BE (~crc);
    g_byte_array_append (png, chunk->data, chunk->len);
    g_byte_array_append (png, (const guint8 *) &number, 4);
}

/* A PNG of one grey; no two sizes are alike. */
static GByteArray *
draw_picture (guint width, guint height)
{
    GByteArray *png = g_byte_array_new ();
    g_autoptr (GConverter) deflate = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
    gsize size = (gsize) height * (width + 1), room = size / 100 + 1000, n_read, n_written;
    g_autofree guint8 *rows = g_malloc0 (size), *deflated = g_malloc (room);
    guint32 header[4] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height), 0, 0 };
    g_autoptr (GError) error = NULL;

    memset (rows, 0, size);
    ((guint8 *) header)[8] = 8;
    g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
    append_chunk (png, "IHDR", (const guint8 *) header, 13);
    g_converter_convert (deflate, rows, size, deflated, room, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, &error);
    g_assert_no_error (error);
    append_chunk (png, "IDAT", deflated, n_written);
    append_chunk (png, "IEND", NULL, 0);
    return png;
}

static void
write_file (const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename (folder, name, NULL), *parent = g_path_get_dirname (path);
    g_autoptr (GError) error = NULL;
    guint width, height;

    g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
    if (sscanf (text, "%ux%u", &width, &height) == 2) {
        g_autoptr (GByteArray) png = draw_picture (width, height);

        g_file_set_contents (path, (const char *) png->data, (gssize) png->len, &error);
    } else {
        g_file_set_contents (path, text, -1, &error);
    }
    g_assert_no_error (error);
}

/* Writes the files of the example; returns where its input lies. */
static char *
write_folder (const Example *example, const char *temporary)
{
    gsize n_folder = strcspn (example->name, "/");
    g_autofree char *name = g_strndup (example->name, n_folder);
    g_autofree char *folder = g_build_filename (temporary, name, NULL);
    g_auto (GStrv) files = g_strsplit (example->input, "== ", -1);

    for (char **file = files + 1; *file != NULL; file++) {
        char *text = strchr (*file, '\n');

        *text++ = '\0';
        write_file (folder, *file, text);
    }
    return g_build_filename (temporary, example->name, NULL);
}

static void
remove_tree (const char *path)
{
    g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

    for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
         name = g_dir_read_name (folder)) {
        g_autofree char *inner = g_build_filename (path, name, NULL);

        remove_tree (inner);
    }
    g_assert_cmpint (g_remove (path), ==, 0);
}

static gboolean
read_folder_of (const Example *example, SheafBook *book, GError **error)
{
    g_autofree char *temporary = g_dir_make_tmp ("sheaf-XXXXXX", NULL);
    g_autofree char *path = write_folder (example, temporary);
    gboolean is_read = sheaf_book_read (book, path, error);

    remove_tree (temporary);
    return is_read;
}

static gboolean
read_input (const Example *example, SheafBook *book, GError **error)
{
    g_autoptr (GBytes) bytes = g_bytes_new (example->input, strlen (example->input));

    return example->is_folder ? read_folder_of (example, book, error)
                              : sheaf_book_read_bytes (book, bytes, example->name, error);
}

/* The lines of terms among those of the first article. */
static char *
terms_of (const char *tree)
{
    static const char *const kinds[] = { "  abbreviation \"", "  definition \"", "  user \"" };
    g_autoptr (GString) terms = g_string_new (NULL);

    for (const char *line = tree, *end; *line != '\0'; line = end + 1) {
        end = strchr (line, '\n');
        for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
            if (g_str_has_prefix (line, kinds[i]))
                g_string_append_len (terms, line + 2, end + 1 - line - 2);
    }
    return g_string_free (g_steal_pointer (&terms), FALSE);
}

/* What the report says of articles, without the folder that the files were written to. */
static void
append_notes (GString *contents, SheafBook *book)
{
    g_autofree char *before = g_build_filename (g_get_tmp_dir (), "sheaf-", NULL);

    for (guint i = 0; i < sheaf_book_get_n_notes (book); i++) {
        SheafNote note;
        const char *particulars;
        g_autofree char *line = NULL;

        sheaf_book_get_note (book, i, &note);
        if (!g_str_has_prefix (note.code, "article-"))
            continue;
        particulars = strstr (note.message, ": ");
        line = g_strdup_printf ("%s%s [%s]", note.input, particulars != NULL ? particulars : "", note.code);
        g_string_append (contents, "note ");
        for (const char *p = line; *p != '\0'; p++) {
            if (g_str_has_prefix (p, before))
                p += strlen (before) + strlen ("XXXXXX/");
            g_string_append_c (contents, *p);
        }
        g_string_append_c (contents, '\n');
    }
}

/* The titles of all articles but the back matter, below those of their parts. */
static char *
contents_of (SheafBook *book, const char *tree)
{
    g_autoptr (GString) contents = g_string_new (NULL);
    g_autofree char *part = NULL;
    g_auto (GStrv) lines = g_strsplit (tree, "\n", -1);
    SheafSummary summary;
    guint n = 0;

    sheaf_book_get_summary (book, &summary);
    for (char **line = lines; *line != NULL && n < summary.n_articles; line++) {
        const char *own = line[1] != NULL && g_str_has_prefix (line[1], "  part ") ? line[1] + 2 : NULL;

        if (!g_str_has_prefix (*line, "article "))
            continue;
        if (own != NULL && g_strcmp0 (own, part) != 0)
            g_string_append_printf (contents, "%s\n", own);
        g_free (part);
        part = g_strdup (own);
        g_string_append_printf (contents, "%s%s\n", own != NULL ? "  " : "", *line);
        n++;
    }
    append_notes (contents, book);
    return g_string_free (g_steal_pointer (&contents), FALSE);
}

/* The part of the tree that the example shows. */
static char *
cut_tree (const Example *example, SheafBook *book, char *tree)
{
    if (example->stage == STAGE_ENRICHED || example->stage == STAGE_GLOSSARY)
        *(strstr (tree, "\narticle ") + 1) = '\0';
    if (example->stage == STAGE_GLOSSARY)
        return terms_of (tree);
    if (example->stage == STAGE_CONTENTS)
        return contents_of (book, tree);
    return g_strdup (tree);
}

static SheafBook *
new_book (const Example *example)
{
    SheafOptions options;

    sheaf_options_init (&options);
    options.language = example->language != NULL ? example->language : "en";
    options.group_by = example->group_by;
    options.sort = example->sort;
    options.since = example->since;
    options.is_strict = example->is_strict;
    return sheaf_book_new (&options);
}

static void
run_example (gconstpointer data)
{
    const Example *example = data;
    g_autoptr (SheafBook) book = new_book (example);
    g_autoptr (GError) error = NULL;
    g_autofree char *tree = NULL;

    if (read_input (example, book, &error)) {
        g_autofree char *whole = NULL;

        if (example->stage != STAGE_READ)
            sheaf_book_enrich (book);
        whole = sheaf_book_dump (book);
        tree = cut_tree (example, book, whole);
        keep_book (book);
    } else {
        tree = g_strdup_printf ("error %s\n", error->message);
    }
    g_assert_cmpstr (tree, ==, example->tree);
}

/* "sort=title" */
static void
read_option (const char *word, Example *example)
{
    static const char *const groups[] = { "none", "folder", "date", "publication", "author", NULL };
    static const char *const sorts[] = { "input", "title", "date", "author", NULL };
    const char *value = strchr (word, '=') + 1;

    for (guint i = 0; g_str_has_prefix (word, "group-by=") && groups[i] != NULL; i++)
        if (g_str_equal (groups[i], value))
            example->group_by = (SheafGroup) i;
    for (guint i = 0; g_str_has_prefix (word, "sort=") && sorts[i] != NULL; i++)
        if (g_str_equal (sorts[i], value))
            example->sort = (SheafSort) i;
    if (g_str_has_prefix (word, "since="))
        example->since = g_strdup (value);
}

/* The words after "example": a stage, a language, options, a name. */
static void
read_words (const char *line, Example *example)
{
    g_autofree char *words = g_strndup (line, strcspn (line, "\n"));
    g_auto (GStrv) list = g_strsplit (g_strstrip (words), " ", -1);

    for (char **word = list; *word != NULL; word++) {
        if (g_str_equal (*word, "enriched"))
            example->stage = STAGE_ENRICHED;
        else if (g_str_equal (*word, "glossary"))
            example->stage = STAGE_GLOSSARY;
        else if (g_str_equal (*word, "book"))
            example->stage = STAGE_BOOK;
        else if (g_str_equal (*word, "contents"))
            example->stage = STAGE_CONTENTS;
        else if (g_str_equal (*word, "folder"))
            example->is_folder = TRUE;
        else if (g_str_equal (*word, "strict"))
            example->is_strict = TRUE;
        else if (g_str_has_prefix (*word, "language="))
            example->language = g_strdup (*word + strlen ("language="));
        else if (strchr (*word, '=') != NULL)
            read_option (*word, example);
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
