/* SPDX-License-Identifier: MIT */
#include "clue.h"

#include <string.h>

#include "lang/lang.h"

/* Of longer names only the beginning is looked at. */
#define NAME_SIZE 256

/* Entries are of so many words at most: "pie-de-foto". */
#define MOST_WORDS 3

static ClueSet
clue_named (const char *name, gsize length)
{
#define CLUE_NAME(id, name) [CLUE_##id] = name,
    static const char *const names[N_CLUES] = { CLUES (CLUE_NAME) };
#undef CLUE_NAME

    for (guint i = 0; i < N_CLUES; i++)
        if (strlen (names[i]) == length && memcmp (names[i], name, length) == 0)
            return CLUE_BIT (i);
    return 0;
}

/* What the article's blocks are known by tells of pictures and captions, too. */
static ClueSet
clue_of_block (const LexiconKey *words)
{
    static const struct {
        const char *kind;
        Clue clue;
    } kinds[] = {
        { "bio", CLUE_APART },        { "byline", CLUE_HEAD },     { "comment", CLUE_APART },
        { "consent", CLUE_APART },    { "header", CLUE_HEAD },     { "navigation", CLUE_APART },
        { "newsletter", CLUE_APART }, { "promotion", CLUE_APART }, { "related", CLUE_APART },
        { "share", CLUE_APART },      { "summary", CLUE_HEAD },    { "tags", CLUE_HEAD },
        { "title", CLUE_HEAD },
    };
    const char *kind = lexicon_find_key (LEXICON_BLOCK_HINTS, words);

    for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
        if (strcmp (kind, kinds[i].kind) == 0)
            return CLUE_BIT (kinds[i].clue);
    return 0;
}

/* The entry's value is one clue or several: "credit tool". */
static ClueSet
look_up (const LexiconKey *words)
{
    const char *value = lexicon_find_key (LEXICON_PICTURE_CLUES, words);
    ClueSet clues = clue_of_block (words);

    for (const char *p = value; p != NULL && *p != '\0';) {
        gsize n = strcspn (p, " ");

        clues |= clue_named (p, n);
        p += n + (p[n] == ' ');
    }
    return clues;
}

/* Whether a word begins at `p`: after anything but letters, and at the humps of camelCase. */
static gboolean
begins_word (const char *name, const char *p)
{
    if (!g_ascii_isalnum (*p) && (guchar) *p < 0x80)
        return FALSE;
    if (p == name)
        return TRUE;
    return (!g_ascii_isalnum (p[-1]) && (guchar) p[-1] < 0x80) || (g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
           || (g_ascii_isdigit (*p) != g_ascii_isdigit (p[-1]));
}

/* The words of the name, in lower case and with hyphens between them; where each ends. */
static guint
split (const char *name, char words[2 * NAME_SIZE], gsize ends[NAME_SIZE])
{
    gsize length = 0;
    guint n_words = 0;

    for (const char *p = name; *p != '\0' && p < name + NAME_SIZE - 1; p++) {
        if (begins_word (name, p)) {
            if (length > 0)
                words[length++] = '-';
            n_words++;
        }
        if (g_ascii_isalnum (*p) || (guchar) *p >= 0x80)
            words[length++] = g_ascii_tolower (*p);
        if (n_words > 0)
            ends[n_words - 1] = length;
    }
    words[length] = '\0';
    return n_words;
}

ClueSet
clues_of_name (const char *name)
{
    char words[2 * NAME_SIZE];
    gsize ends[NAME_SIZE];
    guint n_words = split (name, words, ends);
    ClueSet clues = 0;

    for (guint i = 0; i < n_words; i++) {
        gsize start = i > 0 ? ends[i - 1] + 1 : 0;
        LexiconKey key = lexicon_key (words + start);

        for (guint last = i; last < MIN (i + MOST_WORDS, n_words); last++) {
            lexicon_key_extend (&key, ends[last] - start);
            clues |= look_up (&key);
        }
    }
    return clues;
}

ClueSet
clues_of_element (const DomNode *element)
{
    static const char *const names[] = { "class", "id", "itemprop", "role", "data-testid", "data-component" };
    ClueSet clues = 0;

    for (guint i = 0; i < element->n_attributes; i++)
        for (guint k = 0; k < G_N_ELEMENTS (names); k++)
            if (strcmp (element->attributes[i].name, names[k]) == 0)
                clues |= clues_of_name (element->attributes[i].value);
    return clues;
}

/* Without query, as queries name what the file is made of or for. */
ClueSet
clues_of_address (const char *address)
{
    gsize length = strcspn (address, "?#"), start = length;
    const char *path = strstr (address, "//");
    g_autofree char *name = NULL, *folders = NULL;

    while (start > 0 && address[start - 1] != '/' && length - start < NAME_SIZE)
        start--;
    path = path != NULL && path < address + start ? path + 2 : address;
    name = g_strndup (address + start, length - start);
    folders = g_strndup (path, (gsize) (address + start - path));
    return clues_of_name (name)
           | (clues_of_name (folders) & (CLUE_BIT (CLUE_AD) | CLUE_BIT (CLUE_AVATAR) | CLUE_BIT (CLUE_ICON)));
}
