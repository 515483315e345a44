/* SPDX-License-Identifier: MIT */
#include "report-book.h"

#include <string.h>
#include <sysexits.h>

#include "html.h"
#include "name.h"
#include "sheaf.h"
#include "tally.h"

/* Half again as large as it is shown, for screens that are finer. */
#define COVER_WIDTH 108
#define COVER_HEIGHT 162

/* More notes of a book are only counted. */
#define MOST_NOTES 4

/* More authors are too. */
#define MOST_AUTHORS 4

/* ---- inputs that failed ---- */

static const char *
explain_exit (guint64 exit)
{
    switch (exit) {
    case EX_DATAERR: return "bad data, 65";
    case EX_NOINPUT: return "not there, 66";
    case EX_SOFTWARE: return "crash, 70";
    case EX_CANTCREAT: return "output, 73";
    case EX_IOERR: return "output, 74";
    case EX_TEMPFAIL: return "try again, 75";
    case EX_CONFIG: return "configuration, 78";
    default: return NULL;
    }
}

/* The message without the key, which stands above it. */
static const char *
message_of (const JournalEntry *entry)
{
    const char *error = entry->error != NULL ? entry->error : "";
    gsize length = strlen (entry->input);

    return strncmp (error, entry->input, length) == 0 && g_str_has_prefix (error + length, ": ") ? error + length + 2
                                                                                                 : error;
}

void
report_add_failure (GString *html, const JournalEntry *entry)
{
    g_string_append (html, "<li><p>");
    html_element (html, "code", NULL, entry->input);
    html_element (html, "span", "exit", explain_exit (entry->exit));
    g_string_append (html, "</p>");
    html_element (html, "p", NULL, message_of (entry));
    g_string_append (html, "</li>\n");
}

/* ---- books ---- */

static void
add_cover (GString *html, const JournalEntry *entry, const char *folder, gsize *n_left)
{
    g_autofree char *path = g_build_filename (folder, entry->output, NULL), *base64 = NULL;
    g_autoptr (GBytes) bytes = NULL;
    const char *media_type = NULL;
    gsize size = 0;
    const void *data = NULL;

    if (*n_left > 0 && name_is_of_book (entry->output))
        bytes = sheaf_cover_thumbnail (path, COVER_WIDTH, COVER_HEIGHT, &media_type, NULL);
    if (bytes != NULL)
        data = g_bytes_get_data (bytes, &size);
    if (data == NULL || size > *n_left) {
        *n_left = data != NULL ? 0 : *n_left;
        g_string_append (html, "<span class=\"cover blank\"></span>");
        return;
    }
    *n_left -= size;
    base64 = g_base64_encode (data, size);
    g_string_append_printf (html, "<span class=\"cover\"><img alt=\"\" src=\"data:%s;base64,%s\"/></span>", media_type,
                            base64);
}

static void
add_title (GString *html, const JournalEntry *entry, const char *link)
{
    g_autofree char *name = g_uri_escape_string (entry->output, NULL, FALSE);

    g_string_append (html, "<h3 dir=\"auto\"><a href=\"");
    html_text (html, link);
    html_text (html, name);
    g_string_append (html, "\">");
    html_text (html, entry->title != NULL ? entry->title : entry->output);
    g_string_append (html, "</a></h3>");
}

static void
add_byline (GString *html, const JournalEntry *entry)
{
    g_autoptr (GString) authors = g_string_new (NULL);
    g_autofree char *date = timeline_format (entry->published);
    guint n = entry->authors->len, n_shown = n > MOST_AUTHORS ? MOST_AUTHORS - 1 : n;

    for (guint i = 0; i < n_shown; i++)
        g_string_append_printf (authors, "%s%s", i > 0 ? ", " : "", (char *) g_ptr_array_index (entry->authors, i));
    if (n_shown < n)
        g_string_append_printf (authors, " and %u more", n - n_shown);
    html_element (html, "p", "by", authors->len > 0 ? authors->str : NULL);
    if (entry->publication == NULL && date == NULL)
        return;
    g_string_append (html, "<p class=\"facts\">");
    html_element (html, "cite", NULL, entry->publication);
    html_element (html, "span", NULL, date);
    g_string_append (html, "</p>");
}

static void
add_count (GString *html, guint64 n, const char *one, const char *many)
{
    g_autofree char *count = format_count (n, one, many);

    if (n > 0)
        html_element (html, "span", NULL, count);
}

static void
add_facts (GString *html, const JournalEntry *entry)
{
    g_autofree char *size = format_bytes (entry->size);

    g_string_append (html, "<p class=\"facts\">");
    add_count (html, entry->n_words, "word", "words");
    add_count (html, entry->n_articles > 1 ? entry->n_articles : 0, "article", "articles");
    add_count (html, entry->n_pictures, "picture", "pictures");
    add_count (html, entry->n_captions, "caption", "captions");
    add_count (html, entry->n_terms, "glossary entry", "glossary entries");
    add_count (html, entry->n_sources, "source", "sources");
    html_element (html, "span", NULL, size);
    g_string_append (html, "</p>");
}

static void
add_note (GString *html, const EntryNote *note)
{
    static const char *const names[N_SEVERITIES] = { "info", "warning", "loss" };
    const char *name = names[tally_severity_of (note)];
    g_autofree char *line = note->line > 0 ? g_strdup_printf ("line %" G_GUINT64_FORMAT ": ", note->line) : NULL;

    g_string_append_printf (html, "<li class=\"%s\" dir=\"auto\"><b>%s</b> ", name, name);
    if (note->file != NULL) {
        html_element (html, "code", NULL, note->file);
        g_string_append_c (html, ' ');
    }
    html_text (html, line != NULL ? line : "");
    html_text (html, note->message);
    g_string_append (html, "</li>");
}

/* The worst first. */
static void
add_notes (GString *html, const JournalEntry *entry)
{
    guint n = entry->notes->len, n_shown = 0;

    if (n == 0)
        return;
    g_string_append (html, "<ul class=\"notes\">");
    for (gint severity = TALLY_LOSS; severity >= TALLY_INFO; severity--)
        for (guint i = 0; i < n && n_shown < MOST_NOTES; i++) {
            const EntryNote *note = &g_array_index (entry->notes, EntryNote, i);

            if ((gint) tally_severity_of (note) != severity)
                continue;
            add_note (html, note);
            n_shown++;
        }
    if (n + entry->n_notes_left_out > n_shown) {
        g_autofree char *more = format_count (n + entry->n_notes_left_out - n_shown, "more note", "more notes");

        html_element (html, "li", NULL, more);
    }
    g_string_append (html, "</ul>");
}

void
report_add_book (GString *html, const JournalEntry *entry, const char *folder, const char *link, gsize *n_left)
{
    g_string_append (html, "<li>");
    add_cover (html, entry, folder, n_left);
    g_string_append (html, "<div>");
    add_title (html, entry, link);
    add_byline (html, entry);
    add_facts (html, entry);
    add_notes (html, entry);
    g_string_append (html, "</div></li>\n");
}
