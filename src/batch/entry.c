/* SPDX-License-Identifier: MIT */
#include "entry.h"

#include <string.h>

#include "json-scan.h"

void
entry_init (JournalEntry *entry)
{
    *entry = (JournalEntry){
        .authors = g_ptr_array_new (),
        .notes = g_array_new (FALSE, TRUE, sizeof (EntryNote)),
    };
}

void
entry_clear (JournalEntry *entry)
{
    g_clear_pointer (&entry->authors, g_ptr_array_unref);
    g_clear_pointer (&entry->notes, g_array_unref);
}

/* Whatever a member should be, it may be null. */
static void
take_text (char **scan, const char **text)
{
    char *string = NULL;

    if (*scan != NULL && **scan != '"')
        scan_skip (scan);
    else if (scan_string (scan, &string))
        *text = string;
}

static void
take_number (char **scan, guint64 *number)
{
    if (*scan != NULL && !g_ascii_isdigit (**scan))
        scan_skip (scan);
    else
        scan_number (scan, number);
}

/* ---- members that are lists ---- */

static void
take_authors (char **scan, JournalEntry *entry)
{
    if (!scan_enter (scan, '['))
        return;
    while (scan_next (scan, '[', NULL)) {
        const char *author = NULL;

        take_text (scan, &author);
        if (author != NULL)
            g_ptr_array_add (entry->authors, (gpointer) author);
    }
}

static void
take_note (char **scan, JournalEntry *entry)
{
    EntryNote note = { 0 };
    char *name;

    if (!scan_enter (scan, '{'))
        return;
    while (scan_next (scan, '{', &name)) {
        if (strcmp (name, "code") == 0)
            take_text (scan, &note.code);
        else if (strcmp (name, "severity") == 0)
            take_text (scan, &note.severity);
        else if (strcmp (name, "file") == 0)
            take_text (scan, &note.file);
        else if (strcmp (name, "line") == 0)
            take_number (scan, &note.line);
        else if (strcmp (name, "message") == 0)
            take_text (scan, &note.message);
        else
            scan_skip (scan);
    }
    if (note.code != NULL && note.severity != NULL && note.message != NULL)
        g_array_append_val (entry->notes, note);
}

static void
take_notes (char **scan, JournalEntry *entry)
{
    if (!scan_enter (scan, '['))
        return;
    while (scan_next (scan, '[', NULL))
        take_note (scan, entry);
}

static void
take_status (char **scan, JournalEntry *entry)
{
    const char *status = NULL;

    take_text (scan, &status);
    entry->is_done = g_strcmp0 (status, "done") == 0;
}

/* ---- all members ---- */

typedef enum { TEXT, NUMBER, STATUS, AUTHORS, NOTES } Kind;

/* In the order in which they stand in a line. */
static const struct {
    const char *name;
    Kind kind;
    glong offset; /* in the entry, of texts and numbers */
} members[] = {
    { "input", TEXT, G_STRUCT_OFFSET (JournalEntry, input) },
    { "status", STATUS, 0 },
    { "output", TEXT, G_STRUCT_OFFSET (JournalEntry, output) },
    { "size", NUMBER, G_STRUCT_OFFSET (JournalEntry, size) },
    { "title", TEXT, G_STRUCT_OFFSET (JournalEntry, title) },
    { "authors", AUTHORS, 0 },
    { "publication", TEXT, G_STRUCT_OFFSET (JournalEntry, publication) },
    { "published", TEXT, G_STRUCT_OFFSET (JournalEntry, published) },
    { "language", TEXT, G_STRUCT_OFFSET (JournalEntry, language) },
    { "dek", TEXT, G_STRUCT_OFFSET (JournalEntry, dek) },
    { "identifier", TEXT, G_STRUCT_OFFSET (JournalEntry, identifier) },
    { "words", NUMBER, G_STRUCT_OFFSET (JournalEntry, n_words) },
    { "articles", NUMBER, G_STRUCT_OFFSET (JournalEntry, n_articles) },
    { "pictures", NUMBER, G_STRUCT_OFFSET (JournalEntry, n_pictures) },
    { "captions", NUMBER, G_STRUCT_OFFSET (JournalEntry, n_captions) },
    { "terms", NUMBER, G_STRUCT_OFFSET (JournalEntry, n_terms) },
    { "sources", NUMBER, G_STRUCT_OFFSET (JournalEntry, n_sources) },
    { "error", TEXT, G_STRUCT_OFFSET (JournalEntry, error) },
    { "exit", NUMBER, G_STRUCT_OFFSET (JournalEntry, exit) },
    { "notes", NOTES, 0 },
    { "notes_left_out", NUMBER, G_STRUCT_OFFSET (JournalEntry, n_notes_left_out) },
};

static void
take_member (char **scan, JournalEntry *entry, const char *name)
{
    guint i = 0;

    while (i < G_N_ELEMENTS (members) && strcmp (members[i].name, name) != 0)
        i++;
    if (i == G_N_ELEMENTS (members)) {
        scan_skip (scan);
        return;
    }
    switch (members[i].kind) {
    case TEXT: take_text (scan, G_STRUCT_MEMBER_P (entry, members[i].offset)); break;
    case NUMBER: take_number (scan, G_STRUCT_MEMBER_P (entry, members[i].offset)); break;
    case STATUS: take_status (scan, entry); break;
    case AUTHORS: take_authors (scan, entry); break;
    case NOTES: take_notes (scan, entry); break;
    }
}

static void
forget (JournalEntry *entry)
{
    GPtrArray *authors = entry->authors;
    GArray *notes = entry->notes;

    g_ptr_array_set_size (authors, 0);
    g_array_set_size (notes, 0);
    *entry = (JournalEntry){ .authors = authors, .notes = notes };
}

gboolean
entry_read (JournalEntry *entry, char *line)
{
    char *name;

    forget (entry);
    if (!g_utf8_validate (line, -1, NULL) || !scan_enter (&line, '{'))
        return FALSE;
    while (scan_next (&line, '{', &name))
        take_member (&line, entry, name);
    return line != NULL && entry->input != NULL && (!entry->is_done || entry->output != NULL);
}
