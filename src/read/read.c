/* SPDX-License-Identifier: MIT */
#include "readers.h"

#include <string.h>

#include "lang/lang.h"

/* The strictest first; plain text takes whatever is left. */
static const Reader *const readers[] = { &html_reader, &text_reader };

static const Reader *
find_reader (const Input *input)
{
    for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
        if (readers[i]->probe (input))
            return readers[i];
    g_return_val_if_reached (NULL);
}

static void
set_origin (const Input *input, const Reader *reader, const char *sha256, Article *article)
{
    article->origin.path = arena_strdup (article->arena, input->path);
    article->origin.format = reader->format;
    article->origin.encoding = arena_strdup (article->arena, input->encoding);
    article->origin.n_bytes = g_bytes_get_size (input->bytes);
    article->origin.sha256 = arena_strdup (article->arena, sha256);
}

/* One that nobody named is of the input's folder, as pictures are: no link leads out of it. */
static GBytes *
read_sidecar (const Input *input, const char *path, GError **error)
{
    g_autofree char *name = g_path_get_basename (path);

    if (input->book->options.sidecar != NULL)
        return file_read (path, READ_LIMIT, error);
    return file_read_beneath (input->folder, name, READ_LIMIT, error);
}

static gboolean
apply_sidecar (const Input *input, Article *article, const char *path, GError **error)
{
    g_autoptr (GBytes) bytes = path != NULL ? read_sidecar (input, path, error) : NULL;
    gsize size;
    const char *text;

    if (path == NULL)
        return TRUE;
    if (bytes == NULL) {
        g_prefix_error (error, "%s: ", path);
        return FALSE;
    }
    text = g_bytes_get_data (bytes, &size);
    return sidecar_apply (input, article, text, size, path, error);
}

static void
set_title (const Input *input, Article *article)
{
    g_autofree char *name = g_path_get_basename (input->path);
    char *extension = strrchr (name, '.');
    g_autofree char *utf8 = NULL;

    if (article->metadata.title != NULL)
        return;
    if (extension != NULL && extension != name)
        *extension = '\0';
    utf8 = g_utf8_make_valid (name, -1);
    article->metadata.title = g_str_equal (utf8, "-") ? "Untitled" : arena_strdup (article->arena, utf8);
    if (!input->book->options.is_fragment)
        report_note (input->book->report, NOTE_TITLE_MISSING, input->path, 0, NULL);
}

static void
set_language (const Input *input, Article *article)
{
    Report *report = input->book->report;

    if (input->book->options.language != NULL)
        article->metadata.language = input->book->options.language;
    if (article->metadata.language != NULL)
        return;
    article->metadata.language = language_guess (input->text, input->length);
    if (article->metadata.language != NULL) {
        report_note (report, NOTE_LANGUAGE_GUESSED, input->path, 0, "%s", article->metadata.language);
        return;
    }
    article->metadata.language = "en";
    report_note (report, NOTE_LANGUAGE_UNKNOWN, input->path, 0, NULL);
}

static gboolean
finish (const Input *input, Article *article, const char *sidecar, GError **error)
{
    if (article->root->first == NULL && article->metadata.title == NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "there is no text in it");
        return FALSE;
    }
    if (!apply_sidecar (input, article, sidecar, error))
        return FALSE;
    set_title (input, article);
    set_language (input, article);
    return TRUE;
}

gboolean
read_input (SheafBook *book, GBytes *bytes, const char *path, const char *folder, const char *sidecar, GError **error)
{
    g_autofree char *name = g_path_get_basename (path);
    g_autoptr (Store) store = folder != NULL ? store_new_folder (folder) : NULL;
    Input input = { .book = book, .path = path, .folder = folder, .store = store, .name = name, .bytes = bytes };
    g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    guint first = book->articles->len;
    const Reader *reader;

    if (!input_decode (&input, book->arena, error))
        return FALSE;
    reader = find_reader (&input);
    if (!reader->read (&input, error))
        return FALSE;
    for (guint i = first; i < book->articles->len; i++) {
        Article *article = g_ptr_array_index (book->articles, i);

        set_origin (&input, reader, sha256, article);
        if (!finish (&input, article, sidecar, error))
            return FALSE;
    }
    return TRUE;
}
