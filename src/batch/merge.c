/* SPDX-License-Identifier: MIT */
#include "merge.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "catalog.h"
#include "journal.h"
#include "line.h"
#include "record.h"
#include "report-page.h"
#include "shards.h"

typedef struct {
    const MergeOptions *options;
    MergeCounts *counts;
    MergeTell tell;
    gpointer data;
    Folder *folder;
    Shards *shards;
} Merge;

static void tell (const Merge *merge, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (const Merge *merge, const char *format, ...)
{
    va_list arguments;
    g_autofree char *message = NULL;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    merge->tell (message, merge->data);
}

/* ---- what is not there ---- */

/* A merge that was killed when it had all but taken the journals away. */
static gboolean
is_merged (const Merge *merge)
{
    g_autoptr (Journal) journal =
        g_file_test (merge->folder->journal, G_FILE_TEST_IS_REGULAR) ? journal_open (merge->folder, NULL) : NULL;

    for (guint i = 0; journal != NULL && i < merge->shards->lines->len; i++) {
        g_autofree char *key = NULL, *line = NULL;

        if (!shards_read (merge->shards, &g_array_index (merge->shards->lines, ShardLine, i)))
            return FALSE;
        key = line_key (merge->shards->text, strlen (merge->shards->text));
        line = key != NULL ? journal_take (journal, key, 0) : NULL;
        if (g_strcmp0 (line, merge->shards->text) != 0)
            return FALSE;
    }
    return journal != NULL && merge->shards->lines->len > 0;
}

static gboolean
check_missing (const Merge *merge, GError **error)
{
    const GArray *missing = merge->shards->missing;

    for (guint i = 0; i < missing->len; i++)
        tell (merge, "%s: shard %u of %u has not ended, or its journal is not here", merge->folder->path,
              g_array_index (missing, guint, i), merge->shards->n_shards);
    if (missing->len == 0 || merge->options->is_partial)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_BUSY,
                 "%s: %u of %u shards are missing; try again when they are done, or take what there is: --partial",
                 merge->folder->path, missing->len, merge->shards->n_shards);
    return FALSE;
}

/* ---- what is there twice ---- */

static gint
compare_hashes (gconstpointer a, gconstpointer b)
{
    const ShardLine *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->shard != y->shard)
        return x->shard < y->shard ? -1 : 1;
    return x->offset > y->offset ? -1 : x->offset < y->offset; /* the later one counts */
}

static gboolean
drop_repeat (const Merge *merge, const ShardLine *first, ShardLine *line, GError **error)
{
    const Shard *shards = &g_array_index (merge->shards->shards, Shard, 0);
    g_autofree char *text = shards_read (merge->shards, first) ? g_strdup (merge->shards->text) : NULL;
    gboolean is_same = text != NULL && shards_read (merge->shards, line) && g_str_equal (text, merge->shards->text);

    line->offset = SHARD_NOWHERE;
    if (line->shard == first->shard)
        return TRUE;
    if (is_same) {
        tell (merge, "%s: an input of %s is in it again, and is taken once", shards[line->shard].path,
              shards[first->shard].path);
        return TRUE;
    }
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_FORMAT, "%s: %s has the same input, with another outcome",
                 shards[line->shard].path, shards[first->shard].path);
    return FALSE;
}

static gboolean
drop_repeats (const Merge *merge, GError **error)
{
    GArray *lines = merge->shards->lines;
    guint first = 0;

    g_array_sort (lines, compare_hashes);
    for (guint i = 1; i < lines->len; i++) {
        ShardLine *line = &g_array_index (lines, ShardLine, i);

        if (line->hash != g_array_index (lines, ShardLine, first).hash)
            first = i;
        else if (!drop_repeat (merge, &g_array_index (lines, ShardLine, first), line, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the journal ---- */

static gint
compare_indices (gconstpointer a, gconstpointer b)
{
    const ShardLine *x = a, *y = b;

    if (x->index != y->index)
        return x->index < y->index ? -1 : 1;
    if (x->shard != y->shard)
        return x->shard < y->shard ? -1 : 1;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static void
look_for_book (const Merge *merge, char *line)
{
    g_autoptr (Arena) arena = arena_new ();
    g_autofree char *path = NULL;
    Record record;

    merge->counts->n_inputs++;
    if (!record_parse (&record, arena, line))
        return;
    path = g_build_filename (merge->folder->path, record.output, NULL);
    if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        merge->counts->n_lost++;
}

static gboolean
write_lines (FILE *file, gpointer data)
{
    const Merge *merge = data;
    const GArray *lines = merge->shards->lines;

    for (guint i = 0; i < lines->len; i++) {
        const ShardLine *line = &g_array_index (lines, ShardLine, i);

        if (line->offset == SHARD_NOWHERE)
            continue;
        if (!shards_read (merge->shards, line) || fprintf (file, "%s\n", merge->shards->text) < 0)
            return FALSE;
        look_for_book (merge, merge->shards->text);
    }
    return TRUE;
}

/* Those that lie elsewhere are somebody's copies. */
static void
remove_journals (const Merge *merge)
{
    for (guint i = merge->shards->shards->len; i-- > 0;) {
        const char *path = g_array_index (merge->shards->shards, Shard, i).path;
        g_autofree char *name = g_path_get_basename (path), *here = g_build_filename (merge->folder->path, name, NULL);
        GStatBuf one, other;

        if (g_stat (path, &one) == 0 && g_stat (here, &other) == 0 && one.st_dev == other.st_dev
            && one.st_ino == other.st_ino)
            (void) g_unlink (here);
    }
}

static gboolean
write_journal (Merge *merge, Journal *journal, GError **error)
{
    if (!drop_repeats (merge, error))
        return FALSE;
    g_array_sort (merge->shards->lines, compare_indices);
    if (!journal_replace (journal, write_lines, merge, error))
        return FALSE;
    folder_sync (merge->folder);
    if (merge->counts->n_lost > 0)
        tell (merge, "%s: %" G_GUINT64_FORMAT " books that the journals tell of are not here", merge->folder->path,
              merge->counts->n_lost);
    return TRUE;
}

/* Of shards, or of a journal that is whole already. */
static gboolean
check_shards (const Merge *merge, GError **error)
{
    if (merge->shards->n_shards > 0 || g_file_test (merge->folder->journal, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "%s: there is no journal", merge->folder->path);
    return FALSE;
}

static gboolean
write_views (const Merge *merge, GError **error)
{
    const MergeOptions *options = merge->options;
    const ReportPageOptions page = { .n_shown = options->n_reported };
    const ReportSource source = { merge->folder->journal, options->folder };

    return (!options->has_catalog || catalog_write (merge->folder, TRUE, error))
           && (options->report == NULL || report_page_write (options->report, &page, &source, 1, error));
}

static gboolean
merge_all (Merge *merge, GError **error)
{
    g_autoptr (Journal) journal = NULL;
    gboolean is_to_be_written;

    merge->counts->n_shards = merge->shards->n_shards;
    if (!check_shards (merge, error)
        || (merge->options->report != NULL && !report_page_check (merge->options->report, error)))
        return FALSE;
    is_to_be_written = merge->shards->n_shards > 0 && !(merge->shards->missing->len > 0 && is_merged (merge));
    if (is_to_be_written && !check_missing (merge, error))
        return FALSE;
    merge->counts->n_missing = is_to_be_written ? merge->shards->missing->len : 0;
    journal = journal_open (merge->folder, error);
    if (journal == NULL || (is_to_be_written && !write_journal (merge, journal, error)))
        return FALSE;
    if (merge->counts->n_missing == 0) /* or the rest could not be merged with it later */
        remove_journals (merge);
    return write_views (merge, error);
}

gboolean
merge_run (const MergeOptions *options, MergeCounts *counts, MergeTell tell_of, gpointer data, GError **error)
{
    Merge merge = { options, counts, tell_of, data, NULL, NULL };
    gboolean is_done = FALSE;

    *counts = (MergeCounts){ 0 };
    if (!g_file_test (options->folder, G_FILE_TEST_IS_DIR)) {
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "%s: there is no such folder", options->folder);
        return FALSE;
    }
    merge.folder = folder_open (options->folder, 0, 0, error);
    if (merge.folder != NULL)
        merge.shards = shards_open (merge.folder, options->journals, error);
    if (merge.shards != NULL)
        is_done = merge_all (&merge, error);
    shards_free (merge.shards);
    folder_free (merge.folder);
    return is_done;
}
