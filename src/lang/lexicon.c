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
    [LEXICON_CODES] = "codes",
    [LEXICON_CREDIT_WORDS] = "credit-words",
    [LEXICON_DOCUMENT_NOUNS] = "document-nouns",
    [LEXICON_DOCUMENT_VERBS] = "document-verbs",
    [LEXICON_ENCODING_LABELS] = "encoding-labels",
    [LEXICON_FRONT_MATTER_KEYS] = "front-matter-keys",
    [LEXICON_FUNCTION_WORDS] = "function-words",
    [LEXICON_GIVEN_NAMES] = "given-names",
    [LEXICON_KICKERS] = "kickers",
    [LEXICON_LABELS] = "labels",
    [LEXICON_LINK_WORDS] = "link-words",
    [LEXICON_MONTHS] = "months",
    [LEXICON_NAME_PARTS] = "name-parts",
    [LEXICON_NOTE_OPENERS] = "note-openers",
    [LEXICON_ORGANISATION_WORDS] = "organisation-words",
    [LEXICON_PAGE_HINTS] = "page-hints",
    [LEXICON_PHOTO_FIELDS] = "photo-fields",
    [LEXICON_PHOTO_LEFTOVERS] = "photo-leftovers",
    [LEXICON_PICTURE_CLUES] = "picture-clues",
    [LEXICON_PICTURE_PLACES] = "picture-places",
    [LEXICON_PUBLICATION_WORDS] = "publication-words",
    [LEXICON_PUBLICATIONS] = "publications",
    [LEXICON_REFERENCE_TYPES] = "reference-types",
    [LEXICON_ROLE_NOUNS] = "role-nouns",
    [LEXICON_ROLE_VERBS] = "role-verbs",
    [LEXICON_SCENE_WORDS] = "scene-words",
    [LEXICON_SPEECH_NOUNS] = "speech-nouns",
    [LEXICON_SPEECH_VERBS] = "speech-verbs",
    [LEXICON_STOP_WORDS] = "stop-words",
    [LEXICON_TERM_CUES] = "term-cues",
    [LEXICON_TITLES] = "titles",
    [LEXICON_TURN_LABELS] = "turn-labels",
};

/* A line of a table: the hash of its key, where that begins, and how long it is; its value begins behind that. */
typedef struct {
    guint32 hash, start;
    guint16 key_length;
    gboolean has_value;
} Line;

/* A table, each key and value of it closed with a NUL, and its lines by the hashes of their keys; those without a key
 * are free.  Most words are in no table, and to find that out takes a look or two. */
typedef struct {
    char *text;
    Line *lines;
    guint mask;
} Table;

static guint
slot_of_hash (const Table *table, guint hash)
{
    return (hash ^ hash >> 15) & table->mask;
}

static char
to_lower (char c)
{
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
}

void
lexicon_key_extend (LexiconKey *key, gsize length)
{
    guint hash = key->hash;
    char all = 0;

    for (gsize i = key->length; i < length; i++) {
        hash = (hash ^ (guchar) to_lower (key->text[i])) * 16777619u; /* FNV-1a */
        all |= key->text[i];
    }
    key->hash = hash;
    key->length = length;
    key->is_ascii = key->is_ascii && (guchar) all < 0x80;
}

static void
add_line (Table *table, char *start, char *end)
{
    char *tab = memchr (start, '\t', (gsize) (end - start));
    char *key_end = tab != NULL ? tab : end;
    LexiconKey key = lexicon_key (start);
    guint slot;

    lexicon_key_extend (&key, (gsize) (key_end - start));
    for (slot = slot_of_hash (table, key.hash); table->lines[slot].key_length > 0;)
        slot = (slot + 1) & table->mask;
    table->lines[slot] = (Line){ key.hash, (guint32) (start - table->text), (guint16) key.length, tab != NULL };
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

static const Line *
line_of (const Table *table, const LexiconKey *key)
{
    for (guint slot = slot_of_hash (table, key->hash); table->lines[slot].key_length > 0;
         slot = (slot + 1) & table->mask) {
        const Line *line = &table->lines[slot];

        if (line->hash == key->hash && line->key_length == key->length
            && g_ascii_strncasecmp (table->text + line->start, key->text, key->length) == 0)
            return line;
    }
    return NULL;
}

/* The key as it stands in the tables, and its length: 0 when it cannot stand there. */
static gsize
fold_key (const LexiconKey *key, char folded[KEY_SIZE])
{
    gsize n = 0;

    for (const char *p = key->text; p < key->text + key->length; p = g_utf8_next_char (p)) {
        gunichar c = g_unichar_tolower (g_utf8_get_char (p));

        if (n + 6 >= KEY_SIZE)
            return 0;
        n += (gsize) g_unichar_to_utf8 (c == 0x2019 ? '\'' : c, folded + n);
    }
    return n;
}

static const Line *
find_line (const Table *table, const LexiconKey *key)
{
    char buffer[KEY_SIZE];
    LexiconKey folded;
    gsize length;

    if (key->is_ascii)
        return line_of (table, key);
    length = fold_key (key, buffer);
    folded = lexicon_key (buffer);
    lexicon_key_extend (&folded, length);
    return line_of (table, &folded);
}

const char *
lexicon_find_key (Lexicon lexicon, const LexiconKey *key)
{
    const Table *table = lexicon_table (lexicon);
    const Line *line = find_line (table, key);

    if (line == NULL)
        return NULL;
    return table->text + line->start + (line->has_value ? line->key_length + 1u : 0);
}

const char *
lexicon_find (Lexicon lexicon, const char *text, gssize length)
{
    LexiconKey key = lexicon_key (text);

    lexicon_key_extend (&key, text_length (text, length));
    return lexicon_find_key (lexicon, &key);
}

const char *
lexicon_find_role (Lexicon lexicon, const char *word, gsize length)
{
    char key[KEY_SIZE] = "*";

    if (length >= sizeof key)
        return NULL;
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
    return lexicon_find (lexicon, key, length) != NULL;
}

char *
lexicon_get (Lexicon lexicon, const char *text, gssize length)
{
    const Table *table = lexicon_table (lexicon);
    LexiconKey key = lexicon_key (text);
    const Line *line;

    lexicon_key_extend (&key, text_length (text, length));
    line = find_line (table, &key);
    if (line == NULL)
        return NULL;
    return line->has_value ? g_strdup (table->text + line->start + line->key_length + 1) : g_strndup (text, key.length);
}

const char *
label_find (const char *language, const char *name)
{
    g_autofree char *primary = language != NULL ? g_strndup (language, strcspn (language, "-")) : g_strdup ("en");
    g_autofree char *key = g_strdup_printf ("%s.%s", primary, name);
    g_autofree char *english = g_strdup_printf ("en.%s", name);
    const char *label = lexicon_find (LEXICON_LABELS, key, -1);

    return label != NULL ? label : lexicon_find (LEXICON_LABELS, english, -1);
}

char *
label_get (const char *language, const char *name)
{
    return g_strdup (label_find (language, name));
}
