/* SPDX-License-Identifier: MIT */
#include "lexicon.h"

#include <gio/gio.h>
#include <string.h>

#include "base/base.h"

/* Longer keys than this are not in any table. */
#define KEY_SIZE 128

static const char *const lexicon_names[N_LEXICONS] = {
    [LEXICON_ABBREVIATIONS] = "abbreviations",
    [LEXICON_AGENCIES] = "agencies",
    [LEXICON_BLOCK_CUES] = "block-cues",
    [LEXICON_BLOCK_HINTS] = "block-hints",
    [LEXICON_DOCUMENT_NOUNS] = "document-nouns",
    [LEXICON_ENCODING_LABELS] = "encoding-labels",
    [LEXICON_FRONT_MATTER_KEYS] = "front-matter-keys",
    [LEXICON_FUNCTION_WORDS] = "function-words",
    [LEXICON_KICKERS] = "kickers",
    [LEXICON_LABELS] = "labels",
    [LEXICON_MONTHS] = "months",
    [LEXICON_NAME_PARTS] = "name-parts",
    [LEXICON_NOTE_OPENERS] = "note-openers",
    [LEXICON_ORGANISATION_WORDS] = "organisation-words",
    [LEXICON_PAGE_HINTS] = "page-hints",
    [LEXICON_PICTURE_CLUES] = "picture-clues",
    [LEXICON_PUBLICATION_WORDS] = "publication-words",
    [LEXICON_PUBLICATIONS] = "publications",
    [LEXICON_ROLE_NOUNS] = "role-nouns",
    [LEXICON_ROLE_VERBS] = "role-verbs",
    [LEXICON_SPEECH_VERBS] = "speech-verbs",
    [LEXICON_STOP_WORDS] = "stop-words",
    [LEXICON_TERM_CUES] = "term-cues",
    [LEXICON_TITLES] = "titles",
};

/* A line of a table: where it begins, how long its key is, and how long all of it. */
typedef struct {
    guint32 start;
    guint16 key_length, length;
} Line;

/* A table, and its lines hashed by their keys; those without length are free.  Most words are in no
 * table, and to find that out takes a look or two. */
typedef struct {
    const char *text;
    Line *lines;
    guint mask;
} Table;

static guint
hash_key (const char *key, gsize length)
{
    guint hash = 2166136261u; /* FNV-1a */

    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar) key[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static void
add_line (Table *table, const char *start, const char *end)
{
    const char *tab = memchr (start, '\t', (gsize) (end - start));
    gsize key_length = (gsize) ((tab != NULL ? tab : end) - start);
    guint slot = hash_key (start, key_length) & table->mask;

    while (table->lines[slot].length > 0)
        slot = (slot + 1) & table->mask;
    table->lines[slot] = (Line){ (guint32) (start - table->text), (guint16) key_length, (guint16) (end - start) };
}

static void
index_lines (Table *table, const char *end)
{
    guint n_lines = 0;

    for (const char *p = table->text; p < end; p++)
        n_lines += *p == '\n';
    table->mask = (1u << g_bit_storage (2 * n_lines)) - 1;
    table->lines = g_new0 (Line, table->mask + 1);
    for (const char *p = table->text, *newline; p < end; p = newline + 1) {
        newline = memchr (p, '\n', (gsize) (end - p));
        newline = newline != NULL ? newline : end;
        add_line (table, p, newline);
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
        table->text = g_bytes_get_data (bytes, &size);
        index_lines (table, table->text + size);
        g_once_init_leave (&is_loaded[lexicon], 1);
    }
    return table;
}

/* The key as it stands in the tables, and its length: 0 when it cannot stand there. */
static gsize
fold_key (const char *key, gsize length, char folded[KEY_SIZE])
{
    gsize n = 0;

    for (const char *p = key; p < key + length; p = g_utf8_next_char (p)) {
        gunichar c = (guchar) *p;

        if (n + 6 >= KEY_SIZE)
            return 0;
        if (c < 0x80) {
            folded[n++] = (char) (g_ascii_isupper (c) ? c + ('a' - 'A') : c);
            continue;
        }
        c = g_unichar_tolower (g_utf8_get_char (p));
        n += (gsize) g_unichar_to_utf8 (c == 0x2019 ? '\'' : c, folded + n);
    }
    return n;
}

static const Line *
find_line (const Table *table, const char *key, gssize length)
{
    char folded[KEY_SIZE];
    gsize n = fold_key (key, text_length (key, length), folded);
    guint slot = hash_key (folded, n) & table->mask;

    for (; n > 0 && table->lines[slot].length > 0; slot = (slot + 1) & table->mask) {
        const Line *line = &table->lines[slot];

        if (line->key_length == n && memcmp (table->text + line->start, folded, n) == 0)
            return line;
    }
    return NULL;
}

gboolean
lexicon_has (Lexicon lexicon, const char *key, gssize length)
{
    return find_line (lexicon_table (lexicon), key, length) != NULL;
}

char *
lexicon_get (Lexicon lexicon, const char *key, gssize length)
{
    const Table *table = lexicon_table (lexicon);
    const Line *line = find_line (table, key, length);

    if (line == NULL)
        return NULL;
    if (line->key_length == line->length)
        return g_strndup (key, text_length (key, length));
    return g_strndup (table->text + line->start + line->key_length + 1, (gsize) (line->length - line->key_length - 1));
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
