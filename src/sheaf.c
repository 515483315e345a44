/* SPDX-License-Identifier: MIT */
#include "sheaf.h"

#include <string.h>

#include "arrange/arrange.h"
#include "cover/cover.h"
#include "enrich/enrich.h"
#include "model/model.h"
#include "picture/picture.h"
#include "read/read.h"
#include "write/write.h"

const char *
sheaf_version (void)
{
    return SHEAF_VERSION;
}

gboolean
sheaf_prepare_pictures (void)
{
    return picture_prepare ();
}

void
sheaf_options_init (SheafOptions *options)
{
    memset (options, 0, sizeof *options);
    options->modified = -1;
}

SheafBook *
sheaf_book_new (const SheafOptions *options)
{
    SheafBook *book = g_new0 (SheafBook, 1);

    sheaf_options_init (&book->options);
    if (options != NULL)
        book->options = *options;
    book->arena = arena_new ();
    book->options.title = arena_strdup (book->arena, book->options.title);
    book->options.language = arena_strdup (book->arena, book->options.language);
    book->options.sidecar = arena_strdup (book->arena, book->options.sidecar);
    book->options.cover = arena_strdup (book->arena, book->options.cover);
    book->options.since = arena_strdup (book->arena, book->options.since);
    book->report = report_new ();
    if (book->options.unconfined != NULL)
        report_note (book->report, NOTE_SANDBOX_PARTIAL, "sheaf", 0, "%s", book->options.unconfined);
    book->seen = book->options.remembers_files ? seen_new () : NULL;
    book_init (book);
    book->user_terms = arena_ptr_array (book->arena);
    return book;
}

void
sheaf_book_free (SheafBook *book)
{
    if (book == NULL)
        return;
    book_clear (book);
    report_free (book->report);
    seen_free (book->seen);
    arena_free (book->arena);
    g_free (book);
}

gboolean
sheaf_book_read (SheafBook *book, const char *path, GError **error)
{
    g_return_val_if_fail (!book->is_enriched, FALSE);
    return read_path (book, path, error);
}

gboolean
sheaf_book_read_bytes (SheafBook *book, GBytes *bytes, const char *name, GError **error)
{
    g_return_val_if_fail (!book->is_enriched, FALSE);
    return read_bytes (book, bytes, name, error);
}

gboolean
sheaf_book_read_input (SheafBook *book, const SheafInput *input, GError **error)
{
    g_return_val_if_fail (!book->is_enriched, FALSE);
    return read_input (book, input, error);
}

gboolean
sheaf_book_read_glossary (SheafBook *book, const char *path, GError **error)
{
    g_autoptr (GBytes) bytes = file_read (path, READ_LIMIT, error);
    guint n_terms = book->user_terms->len;

    g_return_val_if_fail (book->lender == NULL, FALSE);
    if (bytes != NULL && read_glossary (book, bytes, path, error))
        return TRUE;
    g_ptr_array_set_size (book->user_terms, (gint) n_terms);
    error_is_of_config (error != NULL ? *error : NULL);
    g_prefix_error (error, "%s: ", path);
    return FALSE;
}

void
sheaf_book_borrow_glossary (SheafBook *book, SheafBook *lender)
{
    enrich_prepare (lender);
    book->lender = lender;
    book->user_terms = lender->user_terms;
}

void
sheaf_book_enrich (SheafBook *book)
{
    if (!book->is_enriched && !book->options.is_for_inspection && !book->options.is_fragment)
        arrange_book (book);
    if (!book->is_enriched)
        enrich_book (book);
    book->is_enriched = TRUE;
}

static void
set_empty (const SheafBook *book, GError **error)
{
    if (book->options.since != NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "no article is of %s or a later day", book->options.since);
    else
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "the book has no article");
}

GBytes *
sheaf_book_write_bytes (SheafBook *book, GError **error)
{
    g_return_val_if_fail (book->volumes == NULL, NULL);
    if (book_n_chapters (book) == 0) {
        set_empty (book, error);
        return NULL;
    }
    return book->bytes != NULL ? g_bytes_ref (book->bytes) : write_epub (book, error);
}

gboolean
sheaf_book_write (SheafBook *book, const char *path, SheafWriteMode mode, GError **error)
{
    g_autoptr (GBytes) bytes = sheaf_book_write_bytes (book, error);

    return bytes != NULL && file_write (path, bytes, mode == SHEAF_WRITE_REPLACE, error);
}

char *
sheaf_book_get_references (SheafBook *book, SheafReferencesFormat format)
{
    return write_references (book, format);
}

gboolean
sheaf_references_format_from_path (const char *path, SheafReferencesFormat *format)
{
    *format = text_has_suffix_ci (path, ".bib") ? SHEAF_REFERENCES_BIBTEX : SHEAF_REFERENCES_CSL_JSON;
    return *format == SHEAF_REFERENCES_BIBTEX || text_has_suffix_ci (path, ".json");
}

gboolean
sheaf_book_write_references (SheafBook *book, const char *path, SheafWriteMode mode, GError **error)
{
    SheafReferencesFormat format;
    g_autoptr (GBytes) bytes = NULL;
    char *text;

    if (!sheaf_references_format_from_path (path, &format)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_PLACE, "%s: references are .json or .bib", path);
        return FALSE;
    }
    text = sheaf_book_get_references (book, format);
    bytes = g_bytes_new_take (text, strlen (text));
    return file_write (path, bytes, mode == SHEAF_WRITE_REPLACE, error);
}

char *
sheaf_book_inspect_json (SheafBook *book)
{
    return write_inspect_json (book);
}

char *
sheaf_book_inspect_yaml (SheafBook *book)
{
    GString *yaml = g_string_new (NULL);
    guint n_chapters = book_n_chapters (book);

    for (guint i = 0; i < n_chapters; i++) {
        g_autofree char *sidecar = write_sidecar (g_ptr_array_index (book->articles, i));

        g_string_append_printf (yaml, "%s%s", i > 0 ? "---\n" : "", sidecar);
    }
    return g_string_free (yaml, FALSE);
}

char *
sheaf_book_dump (SheafBook *book)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < book->articles->len; i++)
        dump_article (dump, g_ptr_array_index (book->articles, i));
    return g_string_free (dump, FALSE);
}

void
sheaf_book_get_summary (SheafBook *book, SheafSummary *summary)
{
    book_summarise (book, summary);
    summary->identifier = write_identifier (book);
}

guint
sheaf_book_get_n_files (SheafBook *book)
{
    return book->seen != NULL ? seen_length (book->seen) : 0;
}

void
sheaf_book_get_file (SheafBook *book, guint index, SheafFile *file)
{
    g_return_if_fail (book->seen != NULL);
    seen_get (book->seen, index, file);
}

gboolean
sheaf_input_has_files (const SheafInput *input, const SheafFile *files, guint n_files)
{
    return input_has_files (input, files, n_files);
}

guint
sheaf_book_get_n_notes (SheafBook *book)
{
    return report_length (book->report);
}

void
sheaf_book_get_note (SheafBook *book, guint index, SheafNote *note)
{
    g_return_if_fail (index < report_length (book->report));
    report_get (book->report, index, note);
}

GBytes *
sheaf_cover_thumbnail (const char *path, guint max_width, guint max_height, const char **media_type, GError **error)
{
    g_autoptr (GBytes) cover = epub_read_cover (path, error);
    GBytes *thumbnail = cover != NULL ? thumbnail_make (cover, max_width, max_height, media_type, error) : NULL;

    if (thumbnail == NULL)
        g_prefix_error (error, "%s: ", path);
    return thumbnail;
}
