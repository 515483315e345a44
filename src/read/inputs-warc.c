/* SPDX-License-Identifier: MIT */
#include "inputs.h"
#include "warc-read.h"

/* A web archive, each page of which is an input. */

typedef struct {
    InputSource source;
    char *key, *path, *root, *meta, *place;
    Warc *warc;
    gboolean is_told; /* that nothing of it can be an input */
    guint64 n_found;
} Archive;

static void
archive_free (InputSource *source)
{
    Archive *archive = (Archive *) source;

    warc_free (archive->warc);
    g_free (archive->key);
    g_free (archive->path);
    g_free (archive->root);
    g_free (archive->meta);
    g_free (archive->place);
    g_free (archive);
}

static Step
give (Archive *archive, SheafInputs *inputs, gint64 offset)
{
    g_autofree char *key = g_strdup_printf ("%s#%" G_GINT64_FORMAT, archive->key, offset);
    Candidate candidate = {
        .key = key,
        .path = archive->path,
        .root = archive->root,
        .offset = offset,
        .meta = archive->meta,
        .place = archive->place,
    };

    archive->n_found++;
    return inputs_give (inputs, &candidate);
}

/* Says once why there is none, or no more. */
static Step
end (Archive *archive, const char *what, GError **error)
{
    if (archive->is_told || what == NULL)
        return STEP_END;
    archive->is_told = TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "%s: %s", archive->path, what);
    return STEP_ERROR;
}

static Step
archive_next (InputSource *source, SheafInputs *inputs, GError **error)
{
    Archive *archive = (Archive *) source;

    while (!archive->is_told) {
        g_auto (WarcRecord) record = { 0 };

        switch (warc_next (archive->warc, FALSE, &record, error)) {
        case WARC_PAGE:
            if (record.is_inside)
                return end (archive, "its records are no gzip members of their own; unpack it", error);
            return give (archive, inputs, record.offset);
        case WARC_OTHER: break;
        case WARC_BAD: g_prefix_error (error, "%s: ", archive->path); return STEP_ERROR;
        case WARC_END: return end (archive, archive->n_found == 0 ? "there is no page in it" : NULL, error);
        }
    }
    return STEP_END;
}

InputSource *
warc_source_new (const Candidate *candidate, GError **error)
{
    WarcStream *stream = warc_open (candidate->root, candidate->path, error);
    Archive *archive;

    if (stream == NULL) {
        g_prefix_error (error, "%s: ", candidate->path);
        return NULL;
    }
    archive = g_new0 (Archive, 1);
    archive->source = (InputSource){ archive_next, archive_free };
    archive->key = g_strdup (candidate->key);
    archive->path = g_strdup (candidate->path);
    archive->root = g_strdup (candidate->root);
    archive->meta = g_strdup (candidate->meta);
    archive->place = g_strdup (candidate->place);
    archive->warc = warc_new (stream);
    return &archive->source;
}
