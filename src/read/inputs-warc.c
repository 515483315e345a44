/* SPDX-License-Identifier: MIT */
#include "inputs.h"
#include "warc-read.h"

/* A web archive, each page of which is an input. */

typedef struct {
    InputSource source;
    Candidate *given;
    Warc *warc;
    gboolean is_told; /* that nothing of it can be an input */
    guint64 n_found;
} Archive;

static void
archive_free (InputSource *source)
{
    Archive *archive = (Archive *) source;

    warc_free (archive->warc);
    candidate_free (archive->given);
    g_free (archive);
}

static Step
give (Archive *archive, SheafInputs *inputs, gint64 offset)
{
    g_autofree char *key = g_strdup_printf ("%s#%" G_GINT64_FORMAT, archive->given->key, offset);
    Candidate page = *archive->given;

    page.key = key;
    page.offset = offset;
    archive->n_found++;
    return inputs_give (inputs, &page);
}

/* Says once why there is none, or no more. */
static Step
end (Archive *archive, const char *what, GError **error)
{
    if (archive->is_told || what == NULL)
        return STEP_END;
    archive->is_told = TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EMPTY, "%s: %s", archive->given->path, what);
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
        case WARC_BAD: g_prefix_error (error, "%s: ", archive->given->path); return STEP_ERROR;
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
    archive->given = candidate_copy (candidate);
    archive->warc = warc_new (stream);
    return &archive->source;
}
