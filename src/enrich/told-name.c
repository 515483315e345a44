/* SPDX-License-Identifier: MIT */
#include "told-name.h"

#include <string.h>

#include "lang/lang.h"

/* An interview has a few speakers, named soon. */
#define MAX_NAMES 48
#define MAX_WORDS 4
#define MAX_WORD 40
#define BETWEEN_WORDS " \n\t"

GPtrArray *
told_names_new (Arena *arena)
{
    return arena_ptr_array (arena);
}

void
told_names_add (GPtrArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++)
        if (strcmp (g_ptr_array_index (names, i), name) == 0)
            return;
    if (names->len < MAX_NAMES)
        g_ptr_array_add (names, (gpointer) name);
}

static gboolean
is_given_name (const char *words)
{
    return lexicon_has (LEXICON_GIVEN_NAMES, words, (gssize) strcspn (words, " "));
}

const char *
told_name_make (Arena *arena, const char *words)
{
    g_autofree char *name = name_normalise (words);

    if (strchr (name, ' ') == NULL || !is_given_name (name) || !name_is_person (name, -1))
        return NULL;
    return arena_strdup (arena, name);
}

/* The capitalised words that stand together. */
typedef struct {
    Arena *arena;
    GPtrArray *names;
    char *words[MAX_WORDS];
    guint n_words;
} Run;

static void
end_run (Run *run)
{
    g_autoptr (GString) name = g_string_new (NULL);
    const char *made;

    while (run->n_words > 0 && name_part (run->words[run->n_words - 1]) != PART_CAPITAL)
        g_free (run->words[--run->n_words]);
    for (guint i = 0; i < run->n_words; i++) {
        if (name->len > 0)
            g_string_append_c (name, ' ');
        g_string_append (name, run->words[i]);
        g_free (run->words[i]);
    }
    run->n_words = 0;
    made = told_name_make (run->arena, name->str);
    if (made != NULL)
        told_names_add (run->names, made);
}

/* The word without what clings to it; whether a name ends with it. */
static char *
trim_word (const char *word, gsize length, gboolean *is_last)
{
    const char *start = word, *end = word + length;
    gsize n;

    while (start < end && !g_unichar_isalnum (g_utf8_get_char (start)))
        start = g_utf8_next_char (start);
    while (end > start && !g_unichar_isalnum (text_char_before (start, end)))
        end = g_utf8_prev_char (end);
    *is_last = end < word + length;
    n = (gsize) (end - start);
    if (n > 2 && strncmp (end - 2, "'s", 2) == 0)
        n -= 2, *is_last = TRUE;
    else if (n > 4 && strncmp (end - 4, "’s", 4) == 0)
        n -= 4, *is_last = TRUE;
    if (*end == '.' && n > 0 && g_utf8_next_char (start) >= start + n) {
        n++; /* an initial keeps its full stop */
        *is_last = FALSE;
    }
    return g_strndup (start, n <= MAX_WORD ? n : 0); /* no name is longer, and a part of one is none */
}

/* A name begins with a given name; whatever capitals stand before it are titles and first words of sentences. */
static void
take_word (Run *run, const char *word, gsize length)
{
    gboolean is_last;
    char *trimmed = trim_word (word, length, &is_last);
    NamePart part = *trimmed != '\0' ? name_part (trimmed) : PART_NONE;
    gboolean begins = part == PART_CAPITAL && is_given_name (trimmed);

    if (part == PART_NONE || run->n_words == MAX_WORDS || (run->n_words == 0 && !begins)) {
        end_run (run);
        g_free (trimmed);
        return;
    }
    run->words[run->n_words++] = trimmed;
    if (is_last)
        end_run (run);
}

void
told_names_read (Arena *arena, GPtrArray *names, const char *text, gsize length)
{
    Run run = { .arena = arena, .names = names };
    const char *end = text + length;

    for (const char *p = text; p < end && names->len < MAX_NAMES;) {
        gsize n = strcspn (p, BETWEEN_WORDS);

        if (n > (gsize) (end - p))
            n = (gsize) (end - p);
        if (n > 0)
            take_word (&run, p, n);
        p += n;
        if (p < end && *p == '\n')
            end_run (&run);
        p += p < end;
    }
    end_run (&run);
}

static gboolean
is_at_word (const char *text, const char *start, const char *end)
{
    return (start == text || !g_unichar_isalnum (text_char_before (text, start)))
           && !g_unichar_isalnum (g_utf8_get_char (end));
}

/* The capitalised word before a surname and its space, or NULL. */
static const char *
word_before (const char *text, const char *surname)
{
    const char *start = surname - 1;

    if (surname == text || *start != ' ')
        return NULL;
    while (start > text && g_unichar_isalpha (text_char_before (text, start)))
        start = g_utf8_prev_char (start);
    return start < surname - 1 && g_unichar_isupper (g_utf8_get_char (start)) ? start : NULL;
}

static gboolean
is_no_given_name (const char *word, gsize length)
{
    return lexicon_has (LEXICON_FUNCTION_WORDS, word, (gssize) length)
           || lexicon_has (LEXICON_STOP_WORDS, word, (gssize) length)
           || lexicon_has (LEXICON_TITLES, word, (gssize) length)
           || lexicon_has (LEXICON_ROLE_NOUNS, word, (gssize) length);
}

void
told_names_seek (Arena *arena, GPtrArray *names, const char *text, const char *label)
{
    gsize n = strlen (label);
    gboolean is_full = strchr (label, ' ') != NULL;

    for (const char *p = text; (p = strcasestr (p, label)) != NULL; p += n) {
        const char *start = is_full ? p : word_before (text, p);
        g_autofree char *name = NULL;

        if (!is_at_word (text, p, p + n) || start == NULL || is_no_given_name (start, strcspn (start, " ")))
            continue;
        name = g_strndup (start, (gsize) (p + n - start));
        if (!name_is_person (name, -1))
            continue;
        told_names_add (names, arena_own (arena, name_normalise (name), g_free));
        return;
    }
}

static gboolean
is_same (const char *a, gsize length, const char *b)
{
    g_autofree char *cut = g_strndup (a, length), *folded = g_utf8_casefold (cut, -1), *other = g_utf8_casefold (b, -1);

    return strcmp (folded, other) == 0;
}

/* "RQ" or "R.Q." of "Rosalind Quay" */
static gboolean
are_initials (const char *words, const char *name)
{
    const char *p = words;

    if (!text_is_capitals (words) || strlen (words) > MAX_WORDS * 3)
        return FALSE;
    for (const char *word = name; word != NULL; word = strchr (word, ' ')) {
        word += *word == ' ';
        if (g_utf8_get_char (p) != g_utf8_get_char (word))
            return FALSE;
        p = g_utf8_next_char (p);
        p += *p == '.';
    }
    return *p == '\0';
}

static gboolean
means (const char *words, const char *name)
{
    const char *last = strrchr (name, ' ');

    if (strchr (words, ' ') != NULL)
        return is_same (name, strlen (name), words);
    return is_same (last + 1, strlen (last + 1), words) || is_same (name, strcspn (name, " "), words)
           || are_initials (words, name);
}

const char *
told_names_find (const GPtrArray *names, const char *words)
{
    for (guint i = 0; i < names->len; i++)
        if (means (words, g_ptr_array_index (names, i)))
            return g_ptr_array_index (names, i);
    return NULL;
}
