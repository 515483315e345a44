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

/* A line of a table: where its key begins, and how long that is; its value begins behind that. */
typedef struct {
    guint32 start;
    guint16 key_length;
    gboolean has_value;
} Line;

/* A table, each key and value of it closed with a NUL, and its lines hashed by their keys; those without a key are
 * free.  Most words are in no table, and to find that out takes a look or two. */
typedef struct {
    char *text;
    Line *lines;
    guint mask;
    gsize longest; /* of the keys */
} Table;

#define HASH_SEED 2166136261u /* FNV-1a */

static guint
hash_byte (guint hash, char byte)
{
    return (hash ^ (guchar) byte) * 16777619u;
}

static guint
slot_of_hash (const Table *table, guint hash)
{
    return (hash ^ hash >> 15) & table->mask;
}

static void
add_line (Table *table, char *start, char *end)
{
    char *tab = memchr (start, '\t', (gsize) (end - start));
    char *key_end = tab != NULL ? tab : end;
    guint hash = HASH_SEED, slot;

    for (const char *p = start; p < key_end; p++)
        hash = hash_byte (hash, *p);
    for (slot = slot_of_hash (table, hash); table->lines[slot].key_length > 0;)
        slot = (slot + 1) & table->mask;
    table->lines[slot] = (Line){ (guint32) (start - table->text), (guint16) (key_end - start), tab != NULL };
    table->longest = MAX (table->longest, (gsize) (key_end - start));
    *key_end = *end = '\0';
}

static void
index_lines (Table *table, char *end)
{
    guint n_lines = 0;

    for (const char *p = table->text; p < end; p++)
        n_lines += *p == '\n';
    table->mask = (1u << g_bit_storage (2 * n_lines)) - 1;
    table->lines = g_new0 (Line, table->mask + 1);
    for (char *p = table->text, *newline; p < end; p = newline + 1) {
        newline = memchr (p, '\n', (gsize) (end - p));
        newline = newline != NULL ? newline : end;
        if (*p != '#')
            add_line (table, p, newline);
    }
    g_assert (table->longest <= KEY_SIZE);
}

/* A table stays for the whole run. */
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
        const char *text = g_bytes_get_data (bytes, &size);

        g_assert (text != NULL);
        table->text = g_strndup (text, size);
        index_lines (table, table->text + size);
        g_once_init_leave (&is_loaded[lexicon], 1);
    }
    return table;
}

/* A key as it stands in the tables. */
typedef struct {
    char text[KEY_SIZE + 6]; /* the last character may be longer than what is left */
    gsize length;
    guint hash;
} Key;

/* FALSE when it is longer than any key of the table, or empty. */
static gboolean
fold_key (const Table *table, const char *key, gsize length, Key *folded)
{
    gsize n = 0;
    guint hash = HASH_SEED;

    for (const char *p = key; p < key + length; p = g_utf8_next_char (p)) {
        gunichar c = (guchar) *p;

        if (n >= table->longest)
            return FALSE;
        if (c < 0x80) {
            folded->text[n] = (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            hash = hash_byte (hash, folded->text[n++]);
            continue;
        }
        c = g_unichar_tolower (g_utf8_get_char (p));
        for (gsize end = n + (gsize) g_unichar_to_utf8 (c == 0x2019 ? '\'' : c, folded->text + n); n < end;)
            hash = hash_byte (hash, folded->text[n++]);
    }
    folded->length = n;
    folded->hash = hash;
    return n > 0;
}

static const Line *
find_line (const Table *table, const char *key, gssize length)
{
    Key folded;

    if (!fold_key (table, key, text_length (key, length), &folded))
        return NULL;
    for (guint slot = slot_of_hash (table, folded.hash); table->lines[slot].key_length > 0;
         slot = (slot + 1) & table->mask) {
        const Line *line = &table->lines[slot];

        if (line->key_length == folded.length && memcmp (table->text + line->start, folded.text, folded.length) == 0)
            return line;
    }
    return NULL;
}

const char *
lexicon_find (Lexicon lexicon, const char *key, gssize length)
{
    const Table *table = lexicon_table (lexicon);
    const Line *line = find_line (table, key, length);

    if (line == NULL)
        return NULL;
    return table->text + line->start + (line->has_value ? line->key_length + 1u : 0);
}

const char *
lexicon_find_role (Lexicon lexicon, const char *word, gsize length)
{
    char key[KEY_SIZE];

    if (length >= sizeof key)
        return NULL;
    key[0] = '*';
    memcpy (key + 1, word, length);
    return lexicon_find (lexicon, key, (gssize) length + 1);
}

gboolean
lexicon_says (Lexicon lexicon, const char *key, gssize length, const char *value)
{
    return g_strcmp0 (lexicon_find (lexicon, key, length), value) == 0;
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
    return line->has_value ? g_strdup (table->text + line->start + line->key_length + 1)
                           : g_strndup (key, text_length (key, length));
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
