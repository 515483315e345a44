/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "photos.h"

/* Archives and folders: what lies in them is read one by one, and what cannot be read spoils nothing. */

/* What belongs to pages, or is none of a reader's: silently left alone.  Whatever is not named here is tried. */
static const char *const other_endings[] = {
    ".aac", ".avif", ".avi",  ".bmp",  ".css",  ".csv",  ".db",   ".eot",   ".flac", ".gif",  ".heic", ".heif",
    ".ico", ".ini",  ".jfif", ".jpeg", ".jpg",  ".js",   ".json", ".m4a",   ".map",  ".mjs",  ".mkv",  ".mov",
    ".mp3", ".mp4",  ".ogg",  ".ogv",  ".opus", ".otf",  ".png",  ".svg",   ".svgz", ".tif",  ".tiff", ".toml",
    ".tsv", ".ttf",  ".wasm", ".wav",  ".webm", ".webp", ".woff", ".woff2", ".xmp",  ".yaml", ".yml",
};

/* How browsers, in several languages, end the name of the folder beside a page that they saved. */
static const char *const folder_endings[] = {
    "_files", "-Dateien", "_Dateien", "_fichiers", "_archivos", "_ficheiros", "_arquivos", "_bestanden", "_pliki",
};

const char *const page_endings[] = { ".html", ".htm", ".xhtml", ".xht", NULL };

static gboolean
is_other (const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (other_endings); i++)
        if (text_has_suffix_ci (name, other_endings[i]))
            return TRUE;
    return text_has_suffix_ci (name, SIDECAR_ENDING) || g_str_has_prefix (name, "__MACOSX/");
}

gboolean
name_is_article (const char *name)
{
    return !is_other (name);
}

gsize
name_saved_page (const char *name, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS (folder_endings); i++) {
        gsize n_ending = strlen (folder_endings[i]);

        if (length > n_ending && memcmp (name + length - n_ending, folder_endings[i], n_ending) == 0)
            return length - n_ending;
    }
    return 0;
}

static gboolean
has_page (const GHashTable *names, const char *stem, gsize length)
{
    for (guint i = 0; page_endings[i] != NULL; i++) {
        g_autofree char *page = g_strdup_printf ("%.*s%s", (int) length, stem, page_endings[i]);

        if (g_hash_table_contains ((GHashTable *) names, page))
            return TRUE;
    }
    return FALSE;
}

/* Whether the file lies in the folder that was saved with a page beside it. */
static gboolean
belongs_to_page (const GHashTable *names, const char *name)
{
    for (const char *slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/')) {
        gsize stem = name_saved_page (name, (gsize) (slash - name));

        if (stem > 0 && has_page (names, name, stem))
            return TRUE;
    }
    return FALSE;
}

typedef struct {
    const Input *container;
    Store *store;
    Photos *photos;
    gboolean is_archive;
    char *first_fault; /* for when nothing can be read */
} Members;

static gboolean
read_member (const Members *members, const StoreMember *member, const char *path, GError **error)
{
    g_autoptr (GBytes) bytes = NULL;
    Input input = {
        .book = members->container->book,
        .path = path,
        .root = members->container->root != NULL ? members->container->root : members->container->path,
        .store = members->store,
        .name = member->name,
        .photos = members->photos,
        .is_member = TRUE,
        .is_in_archive = members->is_archive,
        .meta = members->container->meta,
        .place = members->container->place,
    };

    if (member->fault != NULL) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "%s", member->fault);
        return FALSE;
    }
    bytes = store_read_member (members->store, member->name, READ_LIMIT, error);
    input.bytes = bytes;
    return bytes != NULL && input_read (&input, error);
}

static void
try_member (Members *members, const StoreMember *member)
{
    g_autofree char *path = g_build_filename (members->container->path, member->name, NULL);
    g_autoptr (GError) error = NULL;

    if (read_member (members, member, path, &error))
        return;
    report_note (members->container->book->report, NOTE_INPUT_SKIPPED, path, 0, "%s", error->message);
    if (members->first_fault == NULL)
        members->first_fault = g_strdup_printf (": %s: %s", member->name, error->message);
}

static gboolean
has_photos (const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++)
        if (name_is_photo (((const StoreMember *) g_ptr_array_index (list, i))->name))
            return TRUE;
    return FALSE;
}

gboolean
members_read (const Input *container, Store *store, gboolean is_archive, GError **error)
{
    const GPtrArray *list = store_list (store, error);
    g_autoptr (Photos) photos = photos_new (container->book, store, container->path);
    Members members = { container, store, photos, is_archive, NULL };
    g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
    guint n_articles = container->book->articles->len;
    g_autofree char *fault = NULL;

    if (list == NULL)
        return FALSE;
    photos_read_lists (photos, list);
    for (guint i = 0; i < list->len; i++)
        g_hash_table_add (names, (gpointer) ((const StoreMember *) g_ptr_array_index (list, i))->name);
    for (guint i = 0; i < list->len; i++) {
        const StoreMember *member = g_ptr_array_index (list, i);

        if (!is_other (member->name) && !belongs_to_page (names, member->name))
            try_member (&members, member);
    }
    galleries_add (photos, list);
    fault = members.first_fault;
    if (container->book->articles->len > n_articles)
        return TRUE;
    if (has_photos (list))
        return gallery_read (photos, container, list, error);
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "there is no article in it that can be read%s",
                 fault != NULL ? fault : "");
    return FALSE;
}

/* Any archive but an empty one begins with the header of a file, or with the mark of a divided one. */
static gboolean
probe (const Input *input)
{
    gsize size;
    const char *data = g_bytes_get_data (input->bytes, &size);

    return size >= 4
           && (memcmp (data, "PK\3\4", 4) == 0 || memcmp (data, "PK\5\6", 4) == 0 || memcmp (data, "PK\7\x8", 4) == 0);
}

/* Documents of offices, and packages of programs, are archives too, but not of articles. */
static gboolean
is_of_other_kind (Store *store)
{
    return store_has (store, "mimetype") || store_has (store, "[Content_Types].xml")
           || store_has (store, "META-INF/MANIFEST.MF");
}

static gboolean
read_archive (const Input *input, GError **error)
{
    g_autoptr (Store) store = store_new_zip (input->bytes, error);

    if (store == NULL)
        return FALSE;
    if (epub_is_in (store))
        return epub_read (input, store, error);
    if (is_of_other_kind (store))
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT,
                     "is a document of a kind that is not known; save it as a web page or EPUB");
    else if (input->is_in_archive)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "is an archive in an archive; unpack it");
    else
        return members_read (input, store, TRUE, error);
    return FALSE;
}

const Reader archive_reader = { "zip", probe, read_archive, TRUE };
