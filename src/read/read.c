/* SPDX-License-Identifier: MIT */
#include "photos.h"
#include "warc-read.h"

#include <string.h>

#include "lang/lang.h"

/* Those that take bytes stand before those that take text, and then the strictest first; plain text takes
 * whatever is left. */
static const Reader *const readers[] = { &archive_reader,    &warc_reader,  &mhtml_reader,
                                         &photo_list_reader, &photo_reader, &feed_reader,
                                         &markdown_reader,   &html_reader,  &text_reader };

/* Decodes the input on the way, unless it is one of a format that is no text.  A fragment is text, whatever it
 * looks like. */
static const Reader *
find_reader (Input *input, Arena *arena, GError **error)
{
    gboolean is_fragment = input->book->options.is_fragment;

    for (guint i = is_fragment ? G_N_ELEMENTS (readers) - 1 : 0; i < G_N_ELEMENTS (readers); i++) {
        if (!readers[i]->takes_bytes && input->text == NULL && !input_decode (input, arena, error))
            return NULL;
        if (readers[i]->probe (input))
            return readers[i];
    }
    g_return_val_if_reached (NULL);
}

static Origin
find_origin (const Input *input, const Reader *reader)
{
    Arena *arena = input->book->arena;
    const char *known = seen_sha256 (input->book->seen, input->bytes);
    g_autofree char *sha256 = known == NULL ? sha256_of_bytes (input->bytes) : NULL;

    return (Origin){ .path = arena_strdup (arena, input->path),
                     .root = arena_strdup (arena, input->root),
                     .format = reader->format,
                     .encoding = arena_strdup (arena, input->encoding),
                     .n_bytes = g_bytes_get_size (input->bytes),
                     .sha256 = arena_strdup (arena, known != NULL ? known : sha256) };
}

/* What all articles of the input have in common; those of a member of an archive have their origin already.  Its
 * strings are the book's: a feed has many articles. */
static void
set_origins (const Input *input, const Reader *reader, guint first)
{
    SheafBook *book = input->book;
    Origin origin = { NULL };

    for (guint i = first; i < book->articles->len; i++) {
        Article *article = g_ptr_array_index (book->articles, i);
        Origin known = article->origin;

        if (known.path != NULL)
            continue;
        if (origin.path == NULL)
            origin = find_origin (input, reader);
        article->origin = origin;
        article->origin.format = known.format != NULL ? known.format : origin.format;
        article->origin.encoding = known.encoding != NULL ? known.encoding : origin.encoding;
        article->origin.saved = known.saved;
    }
}

/* One that nobody named lies beside the input, and no link leads out of its folder.  NULL without an error:
 * there is none. */
static GBytes *
read_sidecar (const Input *input, char **path, GError **error)
{
    g_autofree char *name = g_strconcat (input->name, SIDECAR_ENDING, NULL);
    GBytes *bytes;

    if (!input->is_member && input->book->options.sidecar != NULL) {
        *path = g_strdup (input->book->options.sidecar);
        bytes = file_read (*path, READ_LIMIT, error);
    } else if (input->store != NULL && store_has (input->store, name)) {
        *path = g_strconcat (input->path, SIDECAR_ENDING, NULL);
        bytes = store_read_member (input->store, name, READ_LIMIT, error);
    } else {
        return NULL;
    }
    if (bytes == NULL)
        g_prefix_error (error, "%s: ", *path);
    return bytes;
}

static gboolean
apply_sidecar (const Input *input, guint first, GError **error)
{
    g_autofree char *path = NULL;
    g_autoptr (GBytes) bytes = read_sidecar (input, &path, error);

    if (bytes == NULL)
        return path == NULL;
    return sidecar_apply (input, bytes, path, first, error);
}

static void
set_title (const Input *input, Article *article)
{
    g_autofree char *name = g_path_get_basename (input->name);
    char *extension = strrchr (name, '.');
    g_autofree char *text = NULL;

    if (article->metadata.title != NULL)
        return;
    if (extension != NULL && extension != name)
        *extension = '\0';
    text = text_of_name (name);
    article->metadata.title = g_str_equal (text, "-") ? "Untitled" : arena_strdup (article->arena, text);
    if (!input->book->options.is_fragment)
        report_note (input->book->report, NOTE_TITLE_MISSING, input->path, 0, NULL);
}

/* The language is guessed by no more than this. */
#define SAMPLE_SIZE ((gsize) 64 * 1024)

/* What a list or a file says of a photo. */
static void
append_facts (GString *sample, const Node *image)
{
    const PhotoFacts *facts =
        image->image.origin->listed != NULL ? image->image.origin->listed : image->image.origin->embedded;

    if (facts != NULL && facts->description != NULL)
        g_string_append_printf (sample, "%s\n", facts->description);
}

static const char *
guess_language (const Article *article)
{
    g_autoptr (GString) sample = g_string_new (article->metadata.title);

    for (const Node *node = article->root; node != NULL && sample->len < SAMPLE_SIZE;
         node = node_next (node, article->root)) {
        if (node->kind == NODE_IMAGE)
            append_facts (sample, node);
        else if (node->kind == NODE_TEXT)
            g_string_append_len (sample, node->text.string, (gssize) node->text.length);
        else if (!node_is_inline (node))
            g_string_append_c (sample, '\n');
    }
    return language_guess (sample->str, sample->len);
}

static void
set_language (const Input *input, Article *article)
{
    Report *report = input->book->report;

    if (input->book->options.language != NULL)
        article->metadata.language = input->book->options.language;
    if (article->metadata.language != NULL)
        return;
    article->metadata.language = guess_language (article);
    if (article->metadata.language != NULL) {
        report_note (report, NOTE_LANGUAGE_GUESSED, input->path, 0, "%s", article->metadata.language);
        return;
    }
    article->metadata.language = "en";
    report_note (report, NOTE_LANGUAGE_UNKNOWN, input->path, 0, NULL);
}

/* A photo alone is called what the list calls it. */
static void
take_headline (Article *article)
{
    const Node *image = article->root->first->first;

    if (image->image.origin->listed != NULL && image->image.origin->listed->headline != NULL)
        article->metadata.title = image->image.origin->listed->headline;
}

/* Archives have their photos in themselves, and a list has said of its photos what there is to say. */
static void
take_photos (const Input *input, const Reader *reader, guint first)
{
    photos_take (input->photos, input, first,
                 reader != &archive_reader && reader != &mhtml_reader && reader != &photo_list_reader);
    if (reader == &photo_reader)
        take_headline (g_ptr_array_index (input->book->articles, first));
    if (!input->is_member && reader != &photo_reader && reader != &photo_list_reader)
        galleries_add_alone (input->photos);
}

gboolean
input_finish (const Input *input, const Reader *reader, guint first, GError **error)
{
    const GPtrArray *articles = input->book->articles;

    for (guint i = first; i < articles->len; i++) {
        const Article *article = g_ptr_array_index (articles, i);

        if (article->root->first == NULL && article->metadata.title == NULL) {
            g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "there is no text in it");
            return FALSE;
        }
    }
    set_origins (input, reader, first);
    if (input->photos != NULL)
        take_photos (input, reader, first);
    if (!apply_sidecar (input, first, error) || !meta_apply (input, first, error))
        return FALSE;
    for (guint i = first; i < articles->len; i++) {
        set_title (input, g_ptr_array_index (articles, i));
        set_language (input, g_ptr_array_index (articles, i));
        input_tidy (input, g_ptr_array_index (articles, i));
    }
    return TRUE;
}

/* All or nothing: whatever a failed read left behind is cut off, but for the notes: they may tell why it failed. */
gboolean
input_read (Input *input, GError **error)
{
    SheafBook *book = input->book;
    guint n_articles = book->articles->len, n_pictures = book->pictures->len;
    g_autoptr (Arena) arena = arena_new ();
    const Reader *reader = find_reader (input, arena, error);

    if (reader != NULL && reader->read (input, error) && input_finish (input, reader, n_articles, error))
        return TRUE;
    book_truncate (book, n_articles, n_pictures);
    return FALSE;
}

gboolean
read_bytes (SheafBook *book, GBytes *bytes, const char *name, GError **error)
{
    g_autofree char *base = g_path_get_basename (name);
    Input input = { .book = book, .path = name, .name = base, .bytes = bytes };

    if (input_read (&input, error))
        return TRUE;
    g_prefix_error (error, "%s: ", name);
    return FALSE;
}

/* Reads the bytes of the file that is called `name` in the folder, whose other files it may refer to. */
static gboolean
read_from (const Input *given, const char *folder, const char *name, Store *store, GBytes *bytes, GError **error)
{
    g_autoptr (Photos) photos = store != NULL ? photos_new (given->book, store, folder) : NULL;
    Input input = *given;

    input.store = store;
    input.name = name;
    input.photos = photos;
    input.bytes = bytes;
    return input_read (&input, error);
}

/* What the folder is called in messages: what the input is called, without the name that it has in there. */
static char *
shown_folder (const Input *given, const char *folder, const char *name)
{
    if (g_str_has_suffix (given->path, name))
        return g_strndup (given->path, strlen (given->path) - strlen (name));
    return g_strdup (folder);
}

/* The file was named: links lead to it wherever it lies. */
static gboolean
read_file (const SheafInput *input, const Input *given, GError **error)
{
    g_autofree char *folder = g_path_get_dirname (input->path), *name = g_path_get_basename (input->path);
    g_autofree char *shown = shown_folder (given, folder, name);
    g_autoptr (GBytes) bytes = file_read (input->path, READ_LIMIT, error);
    g_autoptr (Store) store = bytes != NULL ? store_new_folder (folder, error) : NULL;

    if (bytes == NULL) {
        seen_presence (given->book->seen, name, FALSE);
        return FALSE;
    }
    seen_bytes (given->book->seen, name, bytes);
    if (store == NULL)
        return FALSE;
    store_watch (store, given->book->seen);
    return read_from (given, shown, name, store, bytes, error);
}

/* The folder was named, and the file was found in it. */
static gboolean
read_below (const SheafInput *input, const Input *given, GError **error)
{
    const char *name = path_below (input->root, input->path);
    g_autofree char *shown = shown_folder (given, input->root, name);
    g_autoptr (Store) store = store_new_folder (input->root, error);
    g_autoptr (GBytes) bytes = NULL;

    if (store == NULL)
        return FALSE;
    store_watch (store, given->book->seen);
    bytes = store_read_member (store, name, READ_LIMIT, error);
    return bytes != NULL && read_from (given, shown, name, store, bytes, error);
}

static gboolean
read_folder (const SheafInput *input, const Input *given, GError **error)
{
    g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
    g_autoptr (Store) store = store_new_folder (input->path, error);
    Input folder = *given;

    folder.name = "";
    folder.bytes = nothing;
    if (store == NULL)
        return FALSE;
    store_watch (store, given->book->seen);
    return members_read (&folder, store, FALSE, error);
}

static gboolean
read_given (const SheafInput *input, const Input *given, GError **error)
{
    gboolean is_file = input->root != NULL || !g_file_test (input->path, G_FILE_TEST_IS_DIR);

    if (input->offset >= 0)
        return warc_read_record (input, given, error);
    if (is_file && name_is_warc (input->path))
        return warc_read_file (input, given, error);
    if (input->root != NULL)
        return read_below (input, given, error);
    return is_file ? read_file (input, given, error) : read_folder (input, given, error);
}

gboolean
read_input (SheafBook *book, const SheafInput *input, GError **error)
{
    const char *name = book->options.names_by_key && input->key != NULL ? input->key : input->path;
    Input given = { .book = book,
                    .path = name,
                    .root = name == input->path ? input->root : NULL,
                    .meta = input->meta,
                    .place = input->place };
    guint n_articles = book->articles->len, n_pictures = book->pictures->len;

    if (read_given (input, &given, error))
        return TRUE;
    book_truncate (book, n_articles, n_pictures);
    g_prefix_error (error, "%s: ", name);
    return FALSE;
}

gboolean
read_path (SheafBook *book, const char *path, GError **error)
{
    SheafInput input = { .path = path, .offset = -1 };

    return read_input (book, &input, error);
}
