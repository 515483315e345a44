/* SPDX-License-Identifier: MIT */
#include "lexicon.h"

#include <gio/gio.h>
#include <string.h>

#include "base/base.h"

/* Longer keys than this are not in any table. */
#define KEY_SIZE 128

typedef struct {
    const char *start, *end;
} Line;

static const char *const lexicon_names[N_LEXICONS] = {
    [LEXICON_ABBREVIATIONS] = "abbreviations",
    [LEXICON_AGENCIES] = "agencies",
    [LEXICON_DOCUMENT_NOUNS] = "document-nouns",
    [LEXICON_FUNCTION_WORDS] = "function-words",
    [LEXICON_LABELS] = "labels",
    [LEXICON_MONTHS] = "months",
    [LEXICON_NAME_PARTS] = "name-parts",
    [LEXICON_NOTE_OPENERS] = "note-openers",
    [LEXICON_ORGANISATION_WORDS] = "organisation-words",
    [LEXICON_PUBLICATION_WORDS] = "publication-words",
    [LEXICON_PUBLICATIONS] = "publications",
    [LEXICON_ROLE_NOUNS] = "role-nouns",
    [LEXICON_ROLE_VERBS] = "role-verbs",
    [LEXICON_SPEECH_VERBS] = "speech-verbs",
    [LEXICON_STOP_WORDS] = "stop-words",
    [LEXICON_TERM_CUES] = "term-cues",
    [LEXICON_TITLES] = "titles",
};

/* A table, and where the keys of each first byte stand in it: that spares half of every search. */
typedef struct {
    Line text;
    Line ranges[256];
} Table;

static void
index_lines (Table *table)
{
    for (const char *p = table->text.start; p < table->text.end;) {
        const char *newline = memchr (p, '\n', (gsize) (table->text.end - p));
        Line *range = &table->ranges[(guchar) *p];

        if (range->start == NULL)
            range->start = p;
        range->end = newline != NULL ? newline : table->text.end;
        p = range->end + 1;
    }
}

/* The bytes of a compiled-in resource stay where they are for the whole run. */
static const Table *
lexicon_table (Lexicon lexicon)
{
    static Table tables[N_LEXICONS];
    static gsize is_loaded[N_LEXICONS];
    Table *table = &tables[lexicon];

    if (g_once_init_enter (&is_loaded[lexicon])) {
        g_autofree char *path = g_strdup_printf ("/sheaf/lexicons/%s.tsv", lexicon_names[lexicon]);
        g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
        gsize size = 0;

        g_assert (bytes != NULL);
        table->text.start = g_bytes_get_data (bytes, &size);
        table->text.end = table->text.start + size;
        index_lines (table);
        g_once_init_leave (&is_loaded[lexicon], 1);
    }
    return table;
}

static gboolean
fold_key (const char *key, gsize length, char folded[KEY_SIZE])
{
    gsize n = 0;

    for (const char *p = key; p < key + length; p = g_utf8_next_char (p)) {
        gunichar c = g_unichar_tolower (g_utf8_get_char (p));

        if (n + 6 >= KEY_SIZE)
            return FALSE;
        n += (gsize) g_unichar_to_utf8 (c == 0x2019 ? '\'' : c, folded + n);
    }
    folded[n] = '\0';
    return n > 0;
}

static Line
line_around (Line text, const char *at)
{
    Line line = { at, at };

    while (line.start > text.start && line.start[-1] != '\n')
        line.start--;
    while (line.end < text.end && *line.end != '\n')
        line.end++;
    return line;
}

static int
compare_key (const char *key, Line line)
{
    gsize length = strlen (key);
    const char *tab = memchr (line.start, '\t', (gsize) (line.end - line.start));
    gsize line_length = (gsize) ((tab != NULL ? tab : line.end) - line.start);
    int order = memcmp (key, line.start, MIN (length, line_length));

    return order != 0 ? order : (length > line_length) - (length < line_length);
}

static gboolean
find_line (Lexicon lexicon, const char *key, gssize length, Line *found)
{
    char folded[KEY_SIZE];
    const char *low, *high;
    Line range;

    if (!fold_key (key, text_length (key, length), folded))
        return FALSE;
    range = lexicon_table (lexicon)->ranges[(guchar) *folded];
    for (low = range.start, high = range.end; low < high;) {
        Line line = line_around (range, low + (high - low) / 2);
        int order = compare_key (folded, line);

        if (order == 0) {
            *found = line;
            return TRUE;
        }
        if (order < 0)
            high = line.start;
        else
            low = line.end + 1;
    }
    return FALSE;
}

gboolean
lexicon_has (Lexicon lexicon, const char *key, gssize length)
{
    Line line;

    return find_line (lexicon, key, length, &line);
}

char *
lexicon_get (Lexicon lexicon, const char *key, gssize length)
{
    Line line;
    const char *tab;

    if (!find_line (lexicon, key, length, &line))
        return NULL;
    tab = memchr (line.start, '\t', (gsize) (line.end - line.start));
    if (tab == NULL)
        return g_strndup (key, text_length (key, length));
    return g_strndup (tab + 1, (gsize) (line.end - tab - 1));
}

char *
label_get (const char *language, const char *name)
{
    g_autofree char *primary = g_strndup (language, strcspn (language, "-"));
    g_autofree char *key = g_strdup_printf ("%s.%s", primary, name);
    g_autofree char *english = g_strdup_printf ("en.%s", name);
    char *label = lexicon_get (LEXICON_LABELS, key, -1);

    return label != NULL ? label : lexicon_get (LEXICON_LABELS, english, -1);
}
