/* SPDX-License-Identifier: MIT */
#include "name.h"

#include <string.h>

#include "lexicon.h"
#include "scan.h"

#define NAME_SIZE 80
#define MOST_PUBLICATION_WORDS 6

/* Of words that are not in the lexicon more than these are rather a headline. */
#define MOST_UNKNOWN_WORDS 3

static gsize
length_without (const char *word, const char *marks)
{
    gsize length = strlen (word);

    while (length > 0 && strchr (marks, word[length - 1]) != NULL)
        length--;
    return length;
}

static gboolean
has_value (Lexicon lexicon, const char *key, gsize length, const char *value)
{
    return lexicon_says (lexicon, key, (gssize) length, value);
}

static gboolean
is_in (Lexicon lexicon, const char *word)
{
    return lexicon_has (lexicon, word, -1);
}

/* "al-Assad", "d'Arcy": small letters, then a capital after the hyphen or apostrophe. */
static gboolean
is_capital_after_prefix (const char *word)
{
    const char *p = word;

    while (g_unichar_islower (g_utf8_get_char (p)) && p < word + 6)
        p = g_utf8_next_char (p);
    if (p == word || (*p != '-' && *p != '\'' && !g_str_has_prefix (p, "’")))
        return FALSE;
    return scan_is_capital (g_utf8_next_char (p));
}

static gboolean
is_of_name_letters (const char *word)
{
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (!g_unichar_isalpha (c) && !g_unichar_ismark (c) && c != '-' && c != '\'' && c != 0x2019 && c != 0x2010)
            return FALSE;
    }
    return TRUE;
}

/* "B.", "J.R.", "J.-P.", "S" */
static gboolean
is_initials (const char *word)
{
    gboolean has_letter = FALSE;

    if (scan_is_capital (word) && *g_utf8_next_char (word) == '\0')
        return TRUE;
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p)) {
        const char *next = g_utf8_next_char (p);

        if (*p == '-')
            continue;
        if (!scan_is_capital (p) || *next != '.')
            return FALSE;
        has_letter = TRUE;
        p = next;
    }
    return has_letter;
}

NamePart
name_part (const char *word)
{
    if (has_value (LEXICON_NAME_PARTS, word, length_without (word, "."), "suffix") && scan_is_capital (word))
        return PART_SUFFIX;
    if (is_initials (word))
        return PART_INITIAL;
    if (has_value (LEXICON_NAME_PARTS, word, strlen (word), "particle") && !scan_is_capital (word))
        return PART_PARTICLE;
    if (is_of_name_letters (word) && (scan_is_capital (word) || is_capital_after_prefix (word)))
        return PART_CAPITAL;
    return PART_NONE;
}

static gboolean
has_small_letters (const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_islower (g_utf8_get_char (p)))
            return TRUE;
    return FALSE;
}

/* "JD", "AJ": two letters that stand for given names. */
static gboolean
is_pair_of_initials (const char *word)
{
    return strlen (word) == 2 && g_ascii_isupper (word[0]) && g_ascii_isupper (word[1])
           && (strchr (word, 'J') != NULL || strpbrk (word, "AEIOU") == NULL) && !is_in (LEXICON_AGENCIES, word)
           && !is_in (LEXICON_PUBLICATIONS, word);
}

/* Acronyms stand in no name.  Where all of it is in capitals, those are told by their letters. */
static gboolean
has_acronym (char **words)
{
    g_autofree char *joined = g_strjoinv (" ", words);

    if (!has_small_letters (joined))
        return strlen (words[0]) > 2 && strspn (words[0], "BCDFGHJKLMNPQRSTVWXZ") == strlen (words[0]);
    for (guint i = 0; words[i] != NULL; i++)
        if (name_part (words[i]) == PART_CAPITAL && !has_small_letters (words[i])
            && !(i == 0 && is_pair_of_initials (words[i])))
            return TRUE;
    return FALSE;
}

/* A small word of the sentence, "The" or "For", which no name begins with or holds. */
static gboolean
is_small_word (const char *word, gboolean is_last)
{
    if (has_value (LEXICON_NAME_PARTS, word, strlen (word), "particle"))
        return FALSE;
    return is_in (LEXICON_FUNCTION_WORDS, word) || (!is_last && is_in (LEXICON_STOP_WORDS, word));
}

static gboolean
has_order_of_name (char **words, guint n_words)
{
    guint n_names = 0, n_capitals = 0;
    NamePart last = PART_NONE;

    for (guint i = 0; i < n_words; i++) {
        NamePart kind = name_part (words[i]);

        if (kind == PART_NONE || (i == 0 && kind != PART_CAPITAL && kind != PART_INITIAL))
            return FALSE;
        if (is_small_word (words[i], i + 1 == n_words) && kind == PART_CAPITAL)
            return FALSE;
        n_capitals += kind == PART_CAPITAL;
        n_names += kind == PART_CAPITAL || kind == PART_INITIAL;
        last = kind;
    }
    return n_names >= 2 && n_capitals >= 1 && (last == PART_CAPITAL || last == PART_SUFFIX);
}

static gboolean
words_have_shape (char **words)
{
    guint n_words = g_strv_length (words);

    return n_words >= 2 && n_words <= NAME_MOST_WORDS && has_order_of_name (words, n_words) && !has_acronym (words);
}

static char **
split_words (const char *text, gssize length)
{
    g_autofree char *squeezed = text_squeeze (text, length);

    return g_strsplit (squeezed, " ", -1);
}

gboolean
name_has_shape (const char *text, gssize length)
{
    g_auto (GStrv) words = NULL;

    if (text_length (text, length) > NAME_SIZE)
        return FALSE;
    words = split_words (text, length);
    return words_have_shape (words);
}

/* "June Carter" has a month for a first name; "Monday Night" and "Next June" are none. */
static gboolean
is_of_calendar (const char *word, gboolean is_first)
{
    return has_value (LEXICON_NAME_PARTS, word, strlen (word), "calendar")
           && !(is_first && is_in (LEXICON_MONTHS, word));
}

gboolean
name_is_person (const char *text, gssize length)
{
    g_auto (GStrv) words = NULL;
    g_autofree char *name = NULL;
    guint n_words;

    if (text_length (text, length) > NAME_SIZE)
        return FALSE;
    words = split_words (text, length);
    n_words = g_strv_length (words);
    if (!words_have_shape (words))
        return FALSE;
    for (guint i = 0; i < n_words; i++)
        if (is_in (LEXICON_ORGANISATION_WORDS, words[i]) || is_of_calendar (words[i], i == 0))
            return FALSE;
    name = g_strjoinv (" ", words);
    return !is_in (LEXICON_AGENCIES, name) && !is_in (LEXICON_PUBLICATIONS, name)
           && !is_in (LEXICON_PUBLICATION_WORDS, words[n_words - 1]);
}

static gboolean
is_article_word (const char *word)
{
    static const char *const articles[] = { "the", "der", "die", "das", "el", "la", "los", "las", "le", "les", NULL };
    g_autofree char *lower = g_utf8_strdown (word, -1);

    return g_strv_contains (articles, lower);
}

gboolean
name_is_title (char **words)
{
    guint n_words = g_strv_length (words);

    for (guint i = 0; i < n_words; i++) {
        gboolean is_inside = i > 0 && i + 1 < n_words;

        if (scan_is_capital (words[i]) && is_of_name_letters (words[i]))
            continue;
        if (!is_inside || !(is_in (LEXICON_STOP_WORDS, words[i]) || strcmp (words[i], "&") == 0))
            return FALSE;
    }
    return n_words > 0 && n_words <= MOST_PUBLICATION_WORDS;
}

gboolean
name_is_known_publication (const char *text)
{
    const char *printed = lexicon_find (LEXICON_PUBLICATIONS, text, -1);

    return printed != NULL && (scan_is_capital (text) || !g_ascii_isalpha (*text) || strcmp (printed, text) == 0);
}

/* "Harbour Gazette", "The Brannock Courier" */
static gboolean
words_are_publication (char **words)
{
    guint n_words = g_strv_length (words);
    gboolean has_article = n_words > 0 && is_article_word (words[0]);

    return n_words >= 2 && name_is_title (words) && is_in (LEXICON_PUBLICATION_WORDS, words[n_words - 1])
           && (has_article || (n_words <= MOST_UNKNOWN_WORDS && !is_in (LEXICON_STOP_WORDS, words[0])));
}

gboolean
name_is_publication (const char *text, gssize length)
{
    g_autofree char *name = NULL;
    g_auto (GStrv) words = NULL;

    if (text_length (text, length) > NAME_SIZE)
        return FALSE;
    name = text_squeeze (text, length);
    words = g_strsplit (name, " ", -1);
    return name_is_known_publication (name) || words_are_publication (words);
}

/* "MCDONALD", "McDONALD" */
static gboolean
begins_with_mc (const char *word)
{
    return word[0] == 'M' && (word[1] == 'C' || word[1] == 'c') && strlen (word) > 4;
}

/* Whether the letter at `p` stays a capital: the first, and the first after a hyphen, a full stop,
 * "O'" and "Mc". */
static gboolean
keeps_capital (const char *word, const char *p)
{
    gunichar before = text_char_before (word, p);

    if (p == word || before == '-' || before == '.' || before == 0x2010)
        return TRUE;
    if (before == '\'' || before == 0x2019)
        return g_utf8_pointer_to_offset (word, p) == 2 && *g_utf8_next_char (p) != '\0';
    return p == word + 2 && begins_with_mc (word);
}

static void
append_word (GString *name, const char *word, gboolean is_first)
{
    gsize length = length_without (word, ".,");
    gboolean is_numeral = strlen (word) > 1 && strspn (word, "IVX") == strlen (word);

    if (is_numeral || is_pair_of_initials (word)) {
        g_string_append (name, word);
        return;
    }
    if (!is_first && has_value (LEXICON_NAME_PARTS, word, length, "particle")) {
        g_autofree char *lower = g_utf8_strdown (word, -1);

        g_string_append (name, lower);
        return;
    }
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        g_string_append_unichar (name, keeps_capital (word, p) ? c : g_unichar_tolower (c));
    }
}

/* No small letters, but for that of "Mc". */
static gboolean
is_in_capitals (const char *name)
{
    guint n_capitals = 0;

    for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_islower (c) && !(c == 'c' && text_char_before (name, p) == 'M'))
            return FALSE;
        n_capitals += g_unichar_isupper (c);
    }
    return n_capitals > 2;
}

char *
name_normalise (const char *name)
{
    g_autofree char *squeezed = text_squeeze (name, -1);
    g_auto (GStrv) words = NULL;
    GString *normal;

    if (!is_in_capitals (squeezed))
        return g_steal_pointer (&squeezed);
    normal = g_string_new (NULL);
    words = g_strsplit (squeezed, " ", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        if (i > 0)
            g_string_append_c (normal, ' ');
        append_word (normal, words[i], i == 0);
    }
    return g_string_free (normal, FALSE);
}
