/* SPDX-License-Identifier: MIT */
#include "report-page.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "chart.h"
#include "html.h"
#include "report-book.h"
#include "tally.h"

/* What a report of ours begins with: nothing else is replaced. */
#define HEAD                                                                                                           \
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"generator\" content=\"sheaf"

/* Bytes of all covers together: in the page they are a third more. */
#define COVERS_LIMIT ((gsize) 1500 * 1000)

#define MOST_PUBLICATIONS 20

/* Which come first. */
typedef enum { SHOWN_LOSS, SHOWN_WARNING, SHOWN_OTHER, N_SHOWN, SHOWN_FAILED = N_SHOWN, N_LISTS } List;

/* Where the line of an input is. */
typedef struct {
    guint source;
    goffset offset;
} Place;

typedef struct {
    const ReportSource *source;
    FILE *file;
    char *link; /* from the page to the folder: "books/" */
} Journal;

typedef struct {
    const ReportPageOptions *options;
    GArray *journals;       /* Journal */
    GArray *lists[N_LISTS]; /* Place, at most options->n_shown in each */
    Tally tally;
    JournalEntry entry;
    char *line; /* that was read last */
    size_t n_allocated;
    GString *html;
} Page;

static void
clear_journal (gpointer data)
{
    Journal *journal = data;

    if (journal->file != NULL)
        fclose (journal->file);
    g_free (journal->link);
}

static void
page_init (Page *page, const ReportPageOptions *options)
{
    *page = (Page){
        .options = options,
        .journals = g_array_new (FALSE, FALSE, sizeof (Journal)),
        .html = g_string_new (NULL),
    };
    g_array_set_clear_func (page->journals, clear_journal);
    for (guint i = 0; i < N_LISTS; i++)
        page->lists[i] = g_array_new (FALSE, FALSE, sizeof (Place));
    tally_init (&page->tally);
    entry_init (&page->entry);
}

static void
page_clear (Page *page)
{
    g_array_unref (page->journals);
    for (guint i = 0; i < N_LISTS; i++)
        g_array_unref (page->lists[i]);
    tally_clear (&page->tally);
    entry_clear (&page->entry);
    free (page->line);
    if (page->html != NULL)
        g_string_free (page->html, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* ---- journals ---- */

/* The way from one folder to another, both without links: "../books/". */
static char *
find_way (const char *from, const char *to)
{
    g_auto (GStrv) start = g_strsplit (from, "/", -1), end = g_strsplit (to, "/", -1);
    GString *way = g_string_new ("./");
    guint n = 0;

    while (start[n] != NULL && end[n] != NULL && g_str_equal (start[n], end[n]))
        n++;
    for (guint i = n; start[i] != NULL; i++)
        g_string_append (way, start[i][0] != '\0' ? "../" : "");
    for (guint i = n; end[i] != NULL; i++) {
        g_autofree char *step = g_uri_escape_string (end[i], NULL, FALSE);

        if (end[i][0] != '\0')
            g_string_append_printf (way, "%s/", step);
    }
    return g_string_free (way, FALSE);
}

static gboolean
open_journal (Page *page, const char *path, const ReportSource *source, GError **error)
{
    g_autofree char *beside = g_path_get_dirname (path);
    char *from = realpath (beside, NULL), *to = realpath (source->folder, NULL);
    Journal journal = { source, fopen (source->journal, "re"), NULL };
    int cause = errno;

    journal.link = find_way (from != NULL ? from : "", to != NULL ? to : "");
    g_array_append_val (page->journals, journal);
    free (from);
    free (to);
    if (journal.file == NULL)
        g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_INPUT, "%s: cannot be read: %s", source->journal,
                     g_strerror (cause));
    return journal.file != NULL;
}

static gboolean
read_entry (Page *page, const Journal *journal)
{
    ssize_t length = getline (&page->line, &page->n_allocated, journal->file);

    return length > 0 && page->line[length - 1] == '\n' && entry_read (&page->entry, page->line);
}

static List
list_of (const JournalEntry *entry)
{
    static const List lists[N_SEVERITIES] = { SHOWN_OTHER, SHOWN_WARNING, SHOWN_LOSS };

    return entry->is_done ? lists[tally_severity (entry)] : SHOWN_FAILED;
}

static void
take_entry (Page *page, guint source, goffset offset)
{
    GArray *list = page->lists[list_of (&page->entry)];
    Place place = { source, offset };

    tally_add (&page->tally, &page->entry);
    if (list->len < page->options->n_shown)
        g_array_append_val (list, place);
}

/* What is no line of a journal is nothing that a report could tell of. */
static void
go_through (Page *page, guint source)
{
    const Journal *journal = &g_array_index (page->journals, Journal, source);
    goffset offset = 0;

    while (!feof (journal->file) && !ferror (journal->file)) {
        if (read_entry (page, journal))
            take_entry (page, source, offset);
        offset = ftello (journal->file);
    }
    clearerr (journal->file);
}

static gboolean
read_place (Page *page, const Place *place)
{
    const Journal *journal = &g_array_index (page->journals, Journal, place->source);

    return fseeko (journal->file, place->offset, SEEK_SET) == 0 && read_entry (page, journal);
}

/* ---- head ---- */

static void
add_style (GString *html)
{
    g_autoptr (GBytes) style = g_resources_lookup_data ("/sheaf/style/report.css", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    g_string_append (html, "<style>\n");
    g_string_append_len (html, g_bytes_get_data (style, NULL), (gssize) g_bytes_get_size (style));
    g_string_append (html, "</style>\n");
}

static char *
title_of (const Page *page)
{
    const ReportSource *source = g_array_index (page->journals, Journal, 0).source;
    char *folder = realpath (source->folder, NULL);
    g_autofree char *name = g_path_get_basename (folder != NULL ? folder : source->folder);

    free (folder);
    return page->options->title != NULL ? g_strdup (page->options->title) : g_utf8_make_valid (name, -1);
}

/* A number as it stands at the head of the page. */
static void
add_total (GString *html, const char *what, guint64 n, gboolean is_bad)
{
    g_autofree char *number = format_number (n);

    g_string_append_printf (html, "<div%s><dt>%s</dt><dd>%s</dd></div>", is_bad ? " class=\"bad\"" : "", what, number);
}

static void
add_totals (GString *html, const Tally *tally)
{
    g_string_append (html, "<dl class=\"totals\">");
    add_total (html, "books", tally->n_books, FALSE);
    add_total (html, "articles", tally->n_articles, FALSE);
    add_total (html, "words", tally->n_words, FALSE);
    add_total (html, "pictures", tally->n_pictures, FALSE);
    add_total (html, "captions", tally->n_captions, FALSE);
    add_total (html, "glossary entries", tally->n_terms, FALSE);
    add_total (html, "sources", tally->n_sources, FALSE);
    add_total (html, "failed", tally->n_failed, tally->n_failed > 0);
    g_string_append (html, "</dl>\n");
}

static void
add_head (Page *page)
{
    g_autofree char *title = title_of (page), *span = timeline_span (page->tally.timeline);
    GString *html = page->html;

    g_string_append (html, HEAD " " SHEAF_VERSION "\"/>\n");
    g_string_append (html, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                           "style-src 'unsafe-inline'\"/>\n"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>");
    html_text (html, title);
    g_string_append (html, "</title>\n");
    add_style (html);
    g_string_append (html, "</head>\n<body>\n<header>\n<p class=\"kicker\">Report on books</p>\n");
    html_element (html, "h1", NULL, title);
    if (span != NULL)
        g_string_append_printf (html, "\n<p class=\"span\">Articles of %s</p>\n", span);
    add_totals (html, &page->tally);
    g_string_append (html, "</header>\n");
}

/* ---- notes ---- */

static void
add_code (GString *html, const TallyName *code)
{
    g_autofree char *n = format_number (code->n), *n_books = format_number (code->n_books);
    const char *sentence = report_sentence (code->name);

    g_string_append (html, "<tr><th scope=\"row\"><code>");
    html_text (html, code->name);
    g_string_append (html, "</code> ");
    html_text (html, sentence != NULL ? sentence : "");
    g_string_append_printf (html, "</th><td>%s</td><td>%s</td></tr>\n", n, n_books);
}

static void
add_group (GString *html, TallySeverity severity)
{
    static const char *const names[N_SEVERITIES] = { "info", "warning", "loss" };
    static const char *const meanings[N_SEVERITIES] = {
        [TALLY_INFO] = "worth knowing",
        [TALLY_WARNING] = "the book is whole, but something in it could be better",
        [TALLY_LOSS] = "something of the input is not in the book",
    };

    g_string_append_printf (html,
                            "<tr class=\"group\"><th colspan=\"3\" class=\"%s\"><b>%s</b><span>%s</span></th></tr>\n",
                            names[severity], names[severity], meanings[severity]);
}

static void
add_codes (Page *page)
{
    g_autoptr (GPtrArray) codes = tally_sort (page->tally.codes);
    GString *html = page->html;

    if (codes->len == 0)
        return;
    g_string_append (html, "<section>\n<h2>Notes</h2>\n<table class=\"codes\">\n<thead><tr><th></th><th>notes</th>"
                           "<th>inputs</th></tr></thead>\n");
    for (guint i = 0; i < codes->len; i++) {
        const TallyName *code = g_ptr_array_index (codes, i);
        const TallyName *before = i > 0 ? g_ptr_array_index (codes, i - 1) : NULL;

        if (before == NULL || before->severity != code->severity) {
            g_string_append (html, before != NULL ? "</tbody><tbody>\n" : "<tbody>\n");
            add_group (html, code->severity);
        }
        add_code (html, code);
    }
    g_string_append (html, "</tbody>\n</table>\n</section>\n");
}

/* ---- sizes and times ---- */

static void
add_publications (Page *page)
{
    g_autoptr (GPtrArray) names = tally_sort (page->tally.publications);
    g_autofree char *count = format_number (g_hash_table_size (page->tally.publications));
    GString *html = page->html;

    if (names->len == 0)
        return;
    g_string_append (html, "<figure class=\"chart wide\"><figcaption><b>Publications</b><span>");
    if (page->tally.n_of_others > 0)
        g_string_append_printf (html, "%d of more than %s", MOST_PUBLICATIONS, count);
    else if (names->len > MOST_PUBLICATIONS)
        g_string_append_printf (html, "%d of %s", MOST_PUBLICATIONS, count);
    else
        g_string_append (html, "by number of books");
    g_string_append (html, "</span></figcaption><ol class=\"ranks\">\n");
    for (guint i = 0; i < MIN (names->len, MOST_PUBLICATIONS); i++) {
        const TallyName *name = g_ptr_array_index (names, i), *most = g_ptr_array_index (names, 0);
        g_autofree char *n = format_number (name->n);

        g_string_append (html, "<li>");
        html_element (html, "span", NULL, name->name);
        g_string_append_printf (html, "<span class=\"n\">%s</span><i style=\"width:%u%%\"></i></li>\n", n,
                                (guint) MAX (name->n * 100 / most->n, 1));
    }
    g_string_append (html, "</ol></figure>\n");
}

static void
add_charts (Page *page)
{
    static const ChartText size = { "Size of a book", "book", "books" };
    static const ChartText words = { "Words of an article", "book", "books" };
    static const ChartText cpu = { "Processor time for an input, in this run", "input", "inputs" };
    static const ChartText dates = { "Dates of articles", "book", "books" };
    g_auto (Periods) periods = { 0 };
    GString *html = page->html;

    if (page->tally.n_books == 0)
        return;
    g_string_append (html, "<section>\n<h2>Sizes and times</h2>\n<div class=\"charts\">\n");
    chart_histogram (html, &size, &page->tally.sizes, format_bytes);
    chart_histogram (html, &words, &page->tally.words, format_number);
    if (page->options->cpu != NULL)
        chart_histogram (html, &cpu, page->options->cpu, format_milliseconds);
    timeline_divide (page->tally.timeline, &periods);
    chart_periods (html, &dates, &periods);
    add_publications (page);
    g_string_append (html, "</div>\n</section>\n");
}

/* ---- inputs, one by one ---- */

static void
add_more (GString *html, guint64 n, guint n_shown)
{
    g_autofree char *number = format_number (n - n_shown);

    if (n > n_shown)
        g_string_append_printf (html, "<p class=\"more\">And %s more, which the journal has.</p>\n", number);
}

static void
add_failures (Page *page)
{
    const GArray *list = page->lists[SHOWN_FAILED];

    if (page->tally.n_failed == 0)
        return;
    g_string_append (page->html, "<section>\n<h2>Failed</h2>\n<ol class=\"failed\">\n");
    for (guint i = 0; i < list->len; i++)
        if (read_place (page, &g_array_index (list, Place, i)))
            report_add_failure (page->html, &page->entry);
    g_string_append (page->html, "</ol>\n");
    add_more (page->html, page->tally.n_failed, list->len);
    g_string_append (page->html, "</section>\n");
}

static guint
add_list (Page *page, List which, guint n_most, gsize *n_left)
{
    const GArray *list = page->lists[which];
    guint n = MIN (list->len, n_most);

    for (guint i = 0; i < n; i++) {
        const Place *place = &g_array_index (list, Place, i);
        const Journal *journal = &g_array_index (page->journals, Journal, place->source);

        if (read_place (page, place))
            report_add_book (page->html, &page->entry, journal->source->folder, journal->link, n_left);
    }
    return n;
}

static void
add_books (Page *page)
{
    guint64 n_books = page->tally.n_books;
    gsize n_left = COVERS_LIMIT;
    guint n_shown = 0;

    if (n_books == 0)
        return;
    g_string_append (page->html, "<section>\n<h2>Books</h2>\n");
    if (n_books > page->options->n_shown) {
        g_autofree char *number = format_number (n_books), *most = format_number (page->options->n_shown);

        g_string_append_printf (page->html,
                                "<p class=\"lead\">%s of %s: those that lost something or could be better "
                                "come first, then the others in their order.</p>\n",
                                most, number);
    }
    g_string_append (page->html, "<ol class=\"books\">\n");
    for (List list = 0; list < N_SHOWN; list++)
        n_shown += add_list (page, list, page->options->n_shown - n_shown, &n_left);
    g_string_append (page->html, "</ol>\n");
    add_more (page->html, n_books, n_shown);
    g_string_append (page->html, "</section>\n");
}

/* ---- the page ---- */

gboolean
report_page_check (const char *path, GError **error)
{
    g_autofree char *head = g_new0 (char, sizeof HEAD);
    FILE *file = fopen (path, "re");
    gboolean is_there = file != NULL || errno != ENOENT;
    gboolean is_ours = file != NULL && fread (head, 1, sizeof HEAD - 1, file) > 0 && g_str_equal (head, HEAD);

    if (file != NULL)
        fclose (file);
    if (!is_there || is_ours)
        return TRUE;
    g_set_error (error, SHEAF_ERROR, SHEAF_ERROR_EXISTS, "%s: is there already, and is no report that may be replaced",
                 path);
    return FALSE;
}

static void
add_all (Page *page)
{
    add_head (page);
    g_string_append (page->html, "<main>\n");
    add_codes (page);
    add_charts (page);
    add_failures (page);
    add_books (page);
    g_string_append (page->html, "</main>\n<footer>Made by sheaf " SHEAF_VERSION
                                 " from the journal of the books.</footer>\n</body>\n</html>\n");
}

gboolean
report_page_write (const char *path, const ReportPageOptions *options, const ReportSource *sources, guint n_sources,
                   GError **error)
{
    g_auto (Page) page = { 0 };
    g_autoptr (GBytes) bytes = NULL;

    page_init (&page, options);
    for (guint i = 0; i < n_sources; i++)
        if (!open_journal (&page, path, &sources[i], error))
            return FALSE;
    for (guint i = 0; i < n_sources; i++)
        go_through (&page, i);
    add_all (&page);
    bytes = g_string_free_to_bytes (g_steal_pointer (&page.html));
    return report_page_check (path, error) && file_write (path, bytes, TRUE, error);
}
