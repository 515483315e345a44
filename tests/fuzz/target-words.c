/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "fuzz.h"
#include "lang/lang.h"

/* What looks at words: a line at a time, as any article may have it. */

static void
check_string (char *text)
{
    check_text (text);
    g_free (text);
}

static void
check_credit (gboolean is_one, Credit *credit)
{
    check_text (credit->caption);
    check_text (credit->photographer);
    check_text (credit->agency);
    check_text (credit->date);
    check_text (credit->place);
    CHECK (credit_kind_label (credit->kind) != NULL, "every kind has a label");
    credit_clear (credit);
}

static void
read_caption (const char *line)
{
    Credit credit = { 0 };
    Byline byline = { 0 };

    check_credit (credit_parse (line, &credit), &credit);
    credit_is_caption (line);
    credit_may_be_caption (line);
    credit = (Credit){ 0 };
    if (credit_parse_line (line, &credit))
        check_credit (TRUE, &credit);
    credit = (Credit){ 0 };
    if (credit_parse_creator (line, line, &credit))
        check_credit (TRUE, &credit);
    if (byline_parse (line, &byline)) {
        for (char **author = byline.authors; *author != NULL; author++)
            check_text (*author);
        check_text (byline.publication);
        check_text (byline.published);
        byline_clear (&byline);
    }
}

static void
for_lines (const guint8 *data, gsize size, void (*read) (const char *line))
{
    g_autofree char *text = fuzz_text_of (data, size);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (char **line = lines; *line != NULL; line++)
        read (*line);
}

/* A caption a line. */
void
fuzz_caption (const guint8 *data, gsize size, const char *file)
{
    for_lines (data, size, read_caption);
}

static void
check_spans (const char *text, GArray *spans, gsize size)
{
    guint32 last = 0;

    for (guint i = 0; i < spans->len; i++) {
        const Span *span = (const Span *) (gpointer) (spans->data + i * size);

        CHECK (span->start >= last && span->end >= span->start && span->end <= strlen (text), "stretches are in order");
        CHECK (g_utf8_validate_len (text + span->start, span->end - span->start, NULL), "characters stay whole");
        last = span->end;
    }
    g_array_unref (spans);
}

static void
read_address (const char *line)
{
    Span found = { 0, 0 };

    check_string (address_clean (line));
    check_string (address_key (line));
    check_string (address_host (line));
    check_string (address_display (line));
    check_string (address_words (line));
    address_shows_picture (line);
    for (gsize at = 0; address_find (line, at, strlen (line), &found); at = found.end)
        CHECK (found.start >= at && found.end > found.start, "addresses are in order");
}

static void
read_date (const char *line)
{
    FoundDate found;

    check_string (date_parse (line));
    check_string (date_parse_mail (line));
    check_string (date_format (line, "de"));
    for (gsize at = 0; date_find (line, at, TRUE, &found); at = found.span.end)
        CHECK (found.span.start >= at && found.span.end > found.span.start, "dates are in order");
}

static void
read_name (const char *line)
{
    g_autofree char *tag = language_normalise (line);

    name_part (line);
    name_is_person (line, -1);
    name_has_shape (line, -1);
    name_is_publication (line, -1);
    name_is_known_publication (line);
    check_string (name_normalise (line));
    check_text (tag);
    if (tag != NULL)
        check_string (language_name (tag, "fr"));
    language_guess (line, strlen (line));
}

static void
read_words (const char *line)
{
    Span all = { 0, (guint32) strlen (line) };

    read_address (line);
    read_date (line);
    read_name (line);
    check_spans (line, sentence_split (line, all), sizeof (Span));
    check_spans (line, quotation_find (line, all), sizeof (Quotation));
}

/* A line each of whatever words may be. */
void
fuzz_words (const guint8 *data, gsize size, const char *file)
{
    for_lines (data, size, read_words);
}
