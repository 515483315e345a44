/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <string.h>

typedef struct {
    NoteId id;
    char *input;
    guint line;
    char *message;
} Entry;

struct _Report {
    GPtrArray *entries;
};

#define NOTE_SEVERITY(id, severity, code, sentence) [NOTE_##id] = SHEAF_SEVERITY_##severity,
#define NOTE_CODE(id, severity, code, sentence) [NOTE_##id] = code,
#define NOTE_SENTENCE(id, severity, code, sentence) [NOTE_##id] = sentence,

static const SheafSeverity note_severities[N_NOTES] = { NOTES (NOTE_SEVERITY) };
static const char *const note_codes[N_NOTES] = { NOTES (NOTE_CODE) };
static const char *const note_sentences[N_NOTES] = { NOTES (NOTE_SENTENCE) };

static void
entry_free (gpointer data)
{
    Entry *entry = data;

    g_free (entry->input);
    g_free (entry->message);
    g_free (entry);
}

Report *
report_new (void)
{
    Report *report = g_new0 (Report, 1);

    report->entries = g_ptr_array_new_with_free_func (entry_free);
    return report;
}

void
report_free (Report *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref (report->entries);
    g_free (report);
}

/* The particulars may name files and quote headers, which are any bytes; a message is text. */
static char *
compose_message (NoteId id, const char *format, va_list arguments)
{
    g_autofree char *particulars = NULL, *valid = NULL;

    if (format == NULL)
        return g_strdup (note_sentences[id]);
    particulars = g_strdup_vprintf (format, arguments);
    valid = g_utf8_make_valid (particulars, -1);
    return g_strdup_printf ("%s: %s", note_sentences[id], valid);
}

void
report_note (Report *report, NoteId id, const char *input, guint line, const char *format, ...)
{
    Entry *entry = g_new0 (Entry, 1);
    va_list arguments;

    va_start (arguments, format);
    entry->id = id;
    entry->input = g_strdup (input);
    entry->line = line;
    entry->message = compose_message (id, format, arguments);
    va_end (arguments);
    g_ptr_array_add (report->entries, entry);
}

guint
report_length (const Report *report)
{
    return report->entries->len;
}

void
report_get (const Report *report, guint index, SheafNote *note)
{
    const Entry *entry = g_ptr_array_index (report->entries, index);

    note->code = note_codes[entry->id];
    note->severity = note_severities[entry->id];
    note->input = entry->input;
    note->line = entry->line;
    note->message = entry->message;
}

void
report_truncate (Report *report, guint length)
{
    g_ptr_array_set_size (report->entries, (gint) length);
}

const char *
sheaf_severity_name (SheafSeverity severity)
{
    switch (severity) {
    case SHEAF_SEVERITY_INFO: return "info";
    case SHEAF_SEVERITY_WARNING: return "warning";
    case SHEAF_SEVERITY_LOSS: return "loss";
    }
    g_return_val_if_reached ("info");
}

const char *
report_sentence (const char *code)
{
    for (guint i = 0; i < N_NOTES; i++)
        if (strcmp (note_codes[i], code) == 0)
            return note_sentences[i];
    return NULL;
}
