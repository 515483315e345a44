/* SPDX-License-Identifier: MIT */
#include "dialogue.h"

#include <string.h>

#include "lang/lang.h"

#define MAX_VERB 40

typedef struct {
    const char *text;
    gsize end;
    char language[4];
} Reader;

static gunichar
char_at (const Reader *reader, gsize at)
{
    return at < reader->end ? g_utf8_get_char (reader->text + at) : 0;
}

static gsize
next (const Reader *reader, gsize at)
{
    return (gsize) (g_utf8_next_char (reader->text + at) - reader->text);
}

static gboolean
is_dash (gunichar c)
{
    return c == 0x2013 || c == 0x2014;
}

static gsize
skip_spaces (const Reader *reader, gsize at)
{
    while (char_is_space (char_at (reader, at)))
        at = next (reader, at);
    return at;
}

static gsize
word_end (const Reader *reader, gsize at)
{
    while (g_unichar_isalpha (char_at (reader, at)))
        at = next (reader, at);
    return at;
}

/* Whether a verb of speech stands there that may come before its subject: "dit", "s’écria", "le dijo". */
static gboolean
begins_tag (const Reader *reader, gsize at)
{
    gsize end = word_end (reader, at);
    gunichar joint = char_at (reader, end);
    char key[MAX_VERB];
    int n;

    if (end - at <= 2 && end > at && (joint == '\'' || joint == 0x2019 || joint == ' ')) {
        at = next (reader, end);
        end = word_end (reader, at);
    }
    n = g_snprintf (key, sizeof key, "%s.%.*s", reader->language, (int) MIN (end - at, MAX_VERB), reader->text + at);
    return end > at && n > 0 && (gsize) n < sizeof key
           && (lexicon_says (LEXICON_SPEECH_VERBS, key, n, "inverts")
               || lexicon_says (LEXICON_SPEECH_VERBS, key, n, "utters"));
}

/* Where the words end that begin at `from`: at a comma, a mark or a dash with a tag behind it.  `*tag` is where that
 * begins; FALSE when there is none. */
static gboolean
find_tag (const Reader *reader, gsize from, gsize *end, gsize *tag, gboolean *is_dashed)
{
    for (gsize at = from; at < reader->end; at = next (reader, at)) {
        gunichar c = char_at (reader, at);

        *is_dashed = is_dash (c);
        if (!*is_dashed && c != ',' && c != '?' && c != '!' && c != 0x2026)
            continue;
        *end = c == ',' || *is_dashed ? at : next (reader, at);
        *tag = skip_spaces (reader, next (reader, at));
        if (begins_tag (reader, *tag))
            return TRUE;
    }
    return FALSE;
}

static gsize
find_dash (const Reader *reader, gsize at)
{
    while (at < reader->end && !is_dash (char_at (reader, at)))
        at = next (reader, at);
    return at;
}

static void
add_words (const Reader *reader, GArray *found, gsize start, gsize end)
{
    Span span = { start, end };

    while (span.end > span.start && char_is_space (text_char_before (reader->text + start, reader->text + span.end)))
        span.end = (gsize) (g_utf8_prev_char (reader->text + span.end) - reader->text);
    if (span.end > span.start)
        g_array_append_val (found, span);
}

/* "—Vengo [—dijo Ana—.] Ya es tarde [—añadió—] y llueve.": words and what is told of them take turns. */
static void
add_rest (const Reader *reader, GArray *found, gsize tag)
{
    for (gsize at = find_dash (reader, tag); at < reader->end; at = find_dash (reader, at)) {
        gsize start = next (reader, at), end;

        while (g_unichar_ispunct (char_at (reader, start)) && char_at (reader, start) != 0xbf
               && char_at (reader, start) != 0xa1)
            start = next (reader, start);
        start = skip_spaces (reader, start);
        end = find_dash (reader, start);
        add_words (reader, found, start, end);
        at = end < reader->end ? next (reader, end) : end;
    }
}

GArray *
dialogue_find (const Article *article, Span paragraph)
{
    GArray *found = g_array_new (FALSE, FALSE, sizeof (Span));
    Reader reader = { .text = article->text, .end = paragraph.end };
    const char *language = article->metadata.language;
    gboolean is_dashed;
    gsize start, end, tag;

    if (language == NULL || !is_dash (char_at (&reader, paragraph.start)))
        return found;
    g_strlcpy (reader.language, language, MIN (sizeof reader.language, strcspn (language, "-") + 1));
    start = skip_spaces (&reader, next (&reader, paragraph.start));
    if (!find_tag (&reader, start, &end, &tag, &is_dashed))
        return found;
    add_words (&reader, found, start, end);
    if (is_dashed)
        add_rest (&reader, found, tag);
    return found;
}
