/* SPDX-License-Identifier: MIT */
#include "sheaf.h"

#include <string.h>

#include "base/base.h"
#include "enrich/enrich.h"
#include "lang/lang.h"
#include "model/model.h"
#include "write/write.h"

/* A book as several books.  How many articles go into a file of a size is estimated, and every volume is then written
 * and measured: what was too much goes into the next one.  Volumes have their chapters and pictures from the whole,
 * and glossary and sources of their own. */

/* What stands in every volume: cover, style, metadata.  An estimate, as all of these. */
#define FIXED_SIZE ((gdouble) 96 * 1024)
/* What an article has beside its text, in bytes of text; and how much a byte of text takes in the file, at first. */
#define ARTICLE_SIZE 2500
#define FIRST_RATE 0.4
/* So full is a volume meant to be. */
#define AIM 0.97
/* One that turns out to be less full is made once more. */
#define FULL 0.8
/* Volumes that are measured are kept until they are written, as far as there is room. */
#define KEPT_SIZE ((guint64) 256 * 1024 * 1024)

typedef struct {
    SheafBook *book;
    guint most_articles;
    guint64 most_bytes; /* G_MAXUINT64: no limit */
    gdouble *texts;     /* of each chapter, in bytes of text */
    gdouble *pictures;  /* of each chapter, in bytes of the file: those that no chapter before it shows */
    gdouble rate;       /* bytes in the file for one of text */
    guint64 n_kept;
} Split;

static const Article *
chapter (const SheafBook *book, guint index)
{
    return g_ptr_array_index (book->articles, index);
}

/* ---- A volume ---- */

static void
drop_back_matter (SheafBook *book)
{
    for (guint i = book_n_chapters (book); i < book->articles->len; i++)
        article_free (g_ptr_array_index (book->articles, i));
}

static void
volume_free (gpointer data)
{
    SheafBook *volume = data;

    drop_back_matter (volume);
    g_ptr_array_unref (volume->articles);
    g_ptr_array_unref (volume->pictures);
    g_clear_pointer (&volume->bytes, g_bytes_unref);
    arena_free (volume->arena);
    g_free (volume);
}

/* The pictures of the volume's articles, in the order of the book's. */
static void
take_pictures (SheafBook *volume, const SheafBook *book)
{
    g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);

    for (guint i = 0; i < book_n_chapters (volume); i++) {
        const Article *article = chapter (volume, i);

        for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
            if ((node->kind == NODE_IMAGE || node->kind == NODE_ICON) && node->image.picture != NULL)
                g_hash_table_add (shown, node->image.picture);
    }
    for (guint i = 0; i < book->pictures->len; i++)
        if (g_hash_table_contains (shown, g_ptr_array_index (book->pictures, i)))
            g_ptr_array_add (volume->pictures, g_ptr_array_index (book->pictures, i));
}

static SheafBook *
volume_new (SheafBook *book, guint first, guint end, guint number)
{
    SheafBook *volume = g_new0 (SheafBook, 1);

    volume->arena = arena_new ();
    volume->options = book->options;
    volume->series = book_title (book);
    volume->volume = number;
    volume->options.title = arena_printf (volume->arena, "%s, %u", volume->series, number);
    volume->options.language = book_language (book);
    volume->report = book->report;
    volume->user_terms = book->user_terms;
    volume->term_finder = book->term_finder;
    volume->is_enriched = TRUE;
    volume->articles = g_ptr_array_new ();
    volume->pictures = g_ptr_array_new ();
    for (guint i = first; i < end; i++)
        g_ptr_array_add (volume->articles, g_ptr_array_index (book->articles, i));
    take_pictures (volume, book);
    enrich_back_matter (volume);
    return volume;
}

/* ---- Estimates ---- */

static gdouble
estimate_pictures (const Article *article, GHashTable *seen)
{
    gdouble size = 0;

    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root))
        if ((node->kind == NODE_IMAGE || node->kind == NODE_ICON) && node->image.picture != NULL
            && g_hash_table_add (seen, node->image.picture))
            size += (gdouble) g_bytes_get_size (node->image.picture->bytes);
    return size;
}

static void
estimate_chapters (Split *split, Arena *arena)
{
    guint n_chapters = book_n_chapters (split->book);
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

    split->texts = arena_alloc (arena, n_chapters * sizeof *split->texts);
    split->pictures = arena_alloc (arena, n_chapters * sizeof *split->pictures);
    for (guint i = 0; i < n_chapters; i++) {
        split->texts[i] = (gdouble) chapter (split->book, i)->text_length + ARTICLE_SIZE;
        split->pictures[i] = estimate_pictures (chapter (split->book, i), seen);
    }
}

/* What was measured tells more of the rest. */
static void
learn_rate (Split *split, guint first, guint end, guint64 size)
{
    gdouble texts = 0, pictures = 0;

    for (guint i = first; i < end; i++) {
        texts += split->texts[i];
        pictures += split->pictures[i];
    }
    split->rate = CLAMP (((gdouble) size - pictures - FIXED_SIZE) / texts, 0.05, 5);
}

/* As far as a volume from `first` on goes, if it may be of that size. */
static guint
estimate_end (const Split *split, guint first, gdouble most_bytes)
{
    guint n_chapters = book_n_chapters (split->book), end = first;
    gdouble size = FIXED_SIZE;

    while (end < n_chapters && end - first < split->most_articles) {
        size += split->texts[end] * split->rate + split->pictures[end];
        if (size > most_bytes && end > first)
            break;
        end++;
    }
    return end;
}

/* ---- Where to cut ---- */

static gboolean
begins_part (const SheafBook *book, guint index)
{
    return chapter (book, index)->part_number != chapter (book, index - 1)->part_number;
}

/* A part that would be cut goes into the next volume, if it fits into one. */
static guint
keep_part_whole (const Split *split, guint first, guint end)
{
    guint n_chapters = book_n_chapters (split->book), start = end, part_end = end;

    if (end >= n_chapters || begins_part (split->book, end))
        return end;
    while (start > first && !begins_part (split->book, start))
        start--;
    while (part_end < n_chapters && !begins_part (split->book, part_end))
        part_end++;
    if (start == first || estimate_end (split, start, AIM * (gdouble) split->most_bytes) < part_end)
        return end;
    return start;
}

/* ---- Dividing ---- */

static guint64
measure (SheafBook *volume, GError **error)
{
    volume->bytes = write_epub (volume, error);
    return volume->bytes != NULL ? g_bytes_get_size (volume->bytes) : 0;
}

static void
keep_bytes (Split *split, SheafBook *volume)
{
    gsize size = volume->bytes != NULL ? g_bytes_get_size (volume->bytes) : 0;

    if (split->n_kept + size > KEPT_SIZE)
        g_clear_pointer (&volume->bytes, g_bytes_unref);
    else
        split->n_kept += size;
}

static gboolean
fail_article (const Split *split, guint index, guint64 size, GError **error)
{
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_LIMIT,
                 "%s: this article alone makes a volume of %" G_GUINT64_FORMAT " bytes; at most %" G_GUINT64_FORMAT
                 " are asked for",
                 chapter (split->book, index)->origin.path, size, split->most_bytes);
    return FALSE;
}

/* Where a volume from `first` on is to end, by what is known now. */
static guint
choose_end (const Split *split, guint first, guint most)
{
    guint end = estimate_end (split, first, AIM * (gdouble) split->most_bytes);

    return MAX (MIN (keep_part_whole (split, first, end), most), first + 1);
}

/* The volume as it came out; its size, 0 on failure, is 1 where there is no limit. */
static SheafBook *
try_volume (Split *split, guint first, guint end, guint64 *size, GError **error)
{
    SheafBook *volume = volume_new (split->book, first, end, split->book->volumes->len + 1);

    *size = 1;
    if (split->most_bytes == G_MAXUINT64)
        return volume;
    *size = measure (volume, error);
    if (*size > 0)
        learn_rate (split, first, end, *size);
    return volume;
}

/* Makes the volume that begins with the chapter `*first`, and moves that to the next one. */
static gboolean
add_volume (Split *split, guint *first, guint most, GError **error)
{
    guint end = choose_end (split, *first, most);
    gboolean may_grow = split->most_bytes < G_MAXUINT64;

    for (;;) {
        guint64 size;
        SheafBook *volume = try_volume (split, *first, end, &size, error);
        guint better = choose_end (split, *first, most);
        gboolean fits = size > 0 && size <= split->most_bytes;

        if (fits && !(may_grow && better > end && (gdouble) size < FULL * (gdouble) split->most_bytes)) {
            keep_bytes (split, volume);
            g_ptr_array_add (split->book->volumes, volume);
            *first = end;
            return TRUE;
        }
        volume_free (volume);
        if (size == 0 || (!fits && end == *first + 1))
            return size > 0 ? fail_article (split, *first, size, error) : FALSE;
        may_grow = FALSE;
        end = fits ? better : MAX (MIN (better, end - 1), *first + 1);
    }
}

static gboolean
add_volumes (Split *split, GError **error)
{
    guint n_chapters = book_n_chapters (split->book), first = 0;

    while (first < n_chapters)
        if (!add_volume (split, &first, first == 0 ? n_chapters - 1 : n_chapters, error))
            return FALSE;
    return TRUE;
}

/* Whether it is one book that keeps to the limits.  Asked only where that may be: it costs as much as to write it. */
static gboolean
is_small (Split *split, gboolean *has_failed, GError **error)
{
    guint n_chapters = book_n_chapters (split->book);
    g_autoptr (GBytes) bytes = NULL;

    *has_failed = FALSE;
    if (n_chapters > split->most_articles)
        return FALSE;
    if (split->most_bytes == G_MAXUINT64)
        return TRUE;
    if (estimate_end (split, 0, 3 * (gdouble) split->most_bytes) < n_chapters)
        return FALSE;
    bytes = write_epub (split->book, error);
    *has_failed = bytes == NULL;
    if (bytes != NULL)
        learn_rate (split, 0, n_chapters, g_bytes_get_size (bytes));
    return bytes != NULL && g_bytes_get_size (bytes) <= split->most_bytes;
}

/* ---- Links that lead from volume to volume ---- */

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

static GTree *
index_addresses (const SheafBook *book)
{
    GTree *numbers = g_tree_new_full (compare_keys, NULL, g_free, NULL);

    for (guint i = 0; i < book->volumes->len; i++) {
        const SheafBook *volume = g_ptr_array_index (book->volumes, i);

        for (guint k = 0; k < book_n_chapters (volume); k++) {
            const char *url = chapter (volume, k)->metadata.url;

            if (url != NULL)
                g_tree_insert (numbers, address_key (url), GUINT_TO_POINTER (i + 1));
        }
    }
    return numbers;
}

static guint
count_outward (const Article *article, GTree *numbers, guint number)
{
    guint n = 0;

    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root)) {
        g_autofree char *key = node->kind == NODE_LINK ? address_key (node->link.url) : NULL;
        guint other = key != NULL ? GPOINTER_TO_UINT (g_tree_lookup (numbers, key)) : 0;

        n += other != 0 && other != number;
    }
    return n;
}

static void
note_outward_links (SheafBook *book)
{
    g_autoptr (GTree) numbers = index_addresses (book);

    for (guint i = 0; i < book->volumes->len; i++) {
        const SheafBook *volume = g_ptr_array_index (book->volumes, i);

        for (guint k = 0; k < book_n_chapters (volume); k++) {
            guint n = count_outward (chapter (volume, k), numbers, i + 1);

            if (n > 0)
                report_note (book->report, NOTE_LINK_VOLUME, chapter (volume, k)->origin.path, 0, "%u", n);
        }
    }
}

/* ---- What is public ---- */

static void
remove_back_matter (SheafBook *book)
{
    g_ptr_array_set_size (book->articles, (gint) book_n_chapters (book));
}

gboolean
sheaf_book_split (SheafBook *book, guint n_articles, guint64 n_bytes, GError **error)
{
    g_autoptr (Arena) arena = arena_new ();
    Split split = { .book = book,
                    .most_articles = n_articles > 0 ? n_articles : G_MAXUINT,
                    .most_bytes = n_bytes > 0 ? n_bytes : G_MAXUINT64,
                    .rate = FIRST_RATE };
    gboolean has_failed;
    guint n_notes;

    g_return_val_if_fail (book->volumes == NULL && book->volume == 0, FALSE);
    sheaf_book_enrich (book);
    estimate_chapters (&split, arena);
    if (is_small (&split, &has_failed, error) || has_failed || book_n_chapters (book) == 0)
        return !has_failed;
    if (book_n_chapters (book) == 1)
        return fail_article (&split, 0, n_bytes, error);
    n_notes = report_length (book->report);
    remove_back_matter (book);
    book->volumes = g_ptr_array_new_with_free_func (volume_free);
    if (add_volumes (&split, error)) {
        note_outward_links (book);
        return TRUE;
    }
    g_clear_pointer (&book->volumes, g_ptr_array_unref);
    enrich_back_matter (book);
    report_truncate (book->report, n_notes); /* it has been told */
    return FALSE;
}

guint
sheaf_book_get_n_volumes (SheafBook *book)
{
    return book->volumes != NULL ? book->volumes->len : 0;
}

SheafBook *
sheaf_book_get_volume (SheafBook *book, guint index)
{
    g_return_val_if_fail (index < sheaf_book_get_n_volumes (book), NULL);
    return g_ptr_array_index (book->volumes, index);
}

char *
sheaf_volume_path (const char *path, guint number)
{
    gsize stem = strlen (path) - (text_has_suffix_ci (path, ".epub") ? strlen (".epub") : 0);

    return g_strdup_printf ("%.*s-%u%s", (int) stem, path, number, path + stem);
}

/* ---- Writing ---- */

static FileStage *
stage_volume (SheafBook *volume, const char *path, SheafWriteMode mode, GError **error)
{
    g_autofree char *own = sheaf_volume_path (path, volume->volume);
    g_autoptr (GBytes) bytes = sheaf_book_write_bytes (volume, error);

    return bytes != NULL ? file_stage (own, bytes, mode == SHEAF_WRITE_REPLACE, error) : NULL;
}

/* All of them lie beside their places now, so hardly anything can fail any more. */
static gboolean
commit_all (GPtrArray *stages, const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *last = NULL;

    for (guint i = 0; i < stages->len; i++) {
        if (!file_commit (g_ptr_array_index (stages, i), error)) {
            if (last != NULL)
                g_prefix_error (error, "of %u volumes only those up to %s are written: ", stages->len, last);
            return FALSE;
        }
        g_free (last);
        last = sheaf_volume_path (path, i + 1);
    }
    file_sync_folder (folder);
    return TRUE;
}

gboolean
sheaf_book_write_volumes (SheafBook *book, const char *path, SheafWriteMode mode, GError **error)
{
    g_autoptr (GPtrArray) stages = g_ptr_array_new_with_free_func ((GDestroyNotify) file_stage_free);

    if (sheaf_book_get_n_volumes (book) == 0)
        return sheaf_book_write (book, path, mode, error);
    for (guint i = 0; i < book->volumes->len; i++) {
        FileStage *stage = stage_volume (g_ptr_array_index (book->volumes, i), path, mode, error);

        if (stage == NULL)
            return FALSE;
        g_ptr_array_add (stages, stage);
    }
    return commit_all (stages, path, error);
}
