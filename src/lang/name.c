/* SPDX-License-Identifier: MIT */
#include "name.h"

#include <string.h>

#include "date.h"
#include "lexicon.h"

/* Longer lines are prose. */
#define BYLINE_SIZE 200
#define NAME_SIZE 80
#define MOST_NAME_WORDS 5
#define MOST_PUBLICATION_WORDS 6

/* Of words that are not in the lexicon more than these are rather a headline. */
#define MOST_UNKNOWN_WORDS 3

/* What a word can be in a name. */
typedef enum {
    WORD_CAPITAL,  /* "Lee", "Ruiz-Bayer", "O'Neil", "al-Assad" */
    WORD_INITIAL,  /* "B.", "J.R.", "S" */
    WORD_PARTICLE, /* "de", "von" */
    WORD_SUFFIX,   /* "Jr.", "III" */
    WORD_OTHER,
} WordKind;

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
    g_autofree char *found = lexicon_get (lexicon, key, (gssize) length);

    return found != NULL && strcmp (found, value) == 0;
}

static gboolean
starts_with_capital (const char *text)
{
    return g_unichar_isupper (g_utf8_get_char (text)) || g_unichar_istitle (g_utf8_get_char (text));
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
    return starts_with_capital (g_utf8_next_char (p));
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

    if (starts_with_capital (word) && *g_utf8_next_char (word) == '\0')
        return TRUE;
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p)) {
        const char *next = g_utf8_next_char (p);

        if (*p == '-')
            continue;
        if (!starts_with_capital (p) || *next != '.')
            return FALSE;
        has_letter = TRUE;
        p = next;
    }
    return has_letter;
}

static WordKind
kind_of_word (const char *word)
{
    if (has_value (LEXICON_NAME_PARTS, word, length_without (word, "."), "suffix") && starts_with_capital (word))
        return WORD_SUFFIX;
    if (is_initials (word))
        return WORD_INITIAL;
    if (has_value (LEXICON_NAME_PARTS, word, strlen (word), "particle") && !starts_with_capital (word))
        return WORD_PARTICLE;
    if (is_of_name_letters (word) && (starts_with_capital (word) || is_capital_after_prefix (word)))
        return WORD_CAPITAL;
    return WORD_OTHER;
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
        if (kind_of_word (words[i]) == WORD_CAPITAL && !has_small_letters (words[i])
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
    WordKind last = WORD_OTHER;

    for (guint i = 0; i < n_words; i++) {
        WordKind kind = kind_of_word (words[i]);

        if (kind == WORD_OTHER || (i == 0 && kind != WORD_CAPITAL && kind != WORD_INITIAL))
            return FALSE;
        if (is_small_word (words[i], i + 1 == n_words) && kind == WORD_CAPITAL)
            return FALSE;
        n_capitals += kind == WORD_CAPITAL;
        n_names += kind == WORD_CAPITAL || kind == WORD_INITIAL;
        last = kind;
    }
    return n_names >= 2 && n_capitals >= 1 && (last == WORD_CAPITAL || last == WORD_SUFFIX);
}

static gboolean
words_have_shape (char **words)
{
    guint n_words = g_strv_length (words);

    return n_words >= 2 && n_words <= MOST_NAME_WORDS && has_order_of_name (words, n_words) && !has_acronym (words);
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

/* Words with capitals; small ones between them: "The News of the West". */
static gboolean
words_are_title (char **words)
{
    guint n_words = g_strv_length (words);

    for (guint i = 0; i < n_words; i++) {
        gboolean is_inside = i > 0 && i + 1 < n_words;

        if (starts_with_capital (words[i]) && is_of_name_letters (words[i]))
            continue;
        if (!is_inside || !(is_in (LEXICON_STOP_WORDS, words[i]) || strcmp (words[i], "&") == 0))
            return FALSE;
    }
    return n_words > 0 && n_words <= MOST_PUBLICATION_WORDS;
}

/* In the lexicon, and written as a name: "the point" is no magazine, but "taz" is a paper. */
static gboolean
is_known_publication (const char *text)
{
    g_autofree char *printed = lexicon_get (LEXICON_PUBLICATIONS, text, -1);

    return printed != NULL && (starts_with_capital (text) || !g_ascii_isalpha (*text) || strcmp (printed, text) == 0);
}

/* "Northgate Chronicle", "The Severn Observer" */
static gboolean
words_are_publication (char **words)
{
    guint n_words = g_strv_length (words);
    gboolean has_article = n_words > 0 && is_article_word (words[0]);

    return n_words >= 2 && words_are_title (words) && is_in (LEXICON_PUBLICATION_WORDS, words[n_words - 1])
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
    return is_known_publication (name) || words_are_publication (words);
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

/* A byline while it is taken apart. */
typedef struct {
    GPtrArray *authors;
    char *publication;
    gboolean has_lead;   /* "By": what follows is a person */
    gboolean is_english; /* after "By" a publication may follow; after "Von" a town does */
    gboolean has_role;   /* "staff writer" */
} Reading;

/* What the lexicon says of a word of bylines: "by", "text", "picture", "join", or NULL. */
static char *
role_of (const char *word)
{
    g_autofree char *key = g_strdup_printf ("*%.*s", (int) MIN (length_without (word, ":"), NAME_SIZE), word);

    return lexicon_get (LEXICON_PUBLICATION_WORDS, key, -1);
}

static gboolean
has_role (const char *word, const char *role)
{
    g_autofree char *found = role_of (word);

    return g_strcmp0 (found, role) == 0;
}

/* Takes "By", "Story by", "Text and photos by", "Text:" off; FALSE when it is a photographer's. */
static gboolean
take_lead (const char **line, Reading *reading)
{
    g_auto (GStrv) words = g_strsplit (*line, " ", 6);
    const char *p = *line;

    if (has_role (words[0], "picture"))
        return FALSE;
    for (guint i = 0; words[i] != NULL && i < 5; i++) {
        g_autofree char *role = role_of (words[i]);
        gboolean has_colon = g_str_has_suffix (words[i], ":");

        p += strlen (words[i]) + 1;
        if (role == NULL)
            return TRUE;
        if (strcmp (role, "by") == 0 || has_colon) {
            if (words[i + 1] == NULL)
                return FALSE;
            *line = p;
            reading->has_lead = TRUE;
            reading->is_english = has_colon || text_has_prefix_ci (words[i], "by");
            return TRUE;
        }
    }
    return TRUE;
}

static gboolean
is_person_here (const Reading *reading, const char *text)
{
    return reading->has_lead ? name_has_shape (text, -1) && !is_known_publication (text) : name_is_person (text, -1);
}

static void
take_publication (Reading *reading, const char *text)
{
    char *printed = lexicon_get (LEXICON_PUBLICATIONS, text, -1);

    if (printed == NULL)
        printed = name_normalise (text);
    if (reading->publication == NULL)
        reading->publication = printed;
    else
        g_free (printed);
}

/* Names joined by "and" and its like. */
static gboolean
take_people (Reading *reading, const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) name = g_string_new (NULL);

    for (guint i = 0;; i++) {
        if (words[i] != NULL && !(name->len > 0 && has_role (words[i], "join"))) {
            g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", words[i]);
            continue;
        }
        if (!is_person_here (reading, name->str))
            return FALSE;
        g_ptr_array_add (names, name_normalise (name->str));
        g_string_truncate (name, 0);
        if (words[i] == NULL)
            break;
    }
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add (reading->authors, g_steal_pointer (&names->pdata[i]));
    return TRUE;
}

/* "Jane Doe for The Severn Observer", "Jane Doe in Lisbon" */
static gboolean
take_people_for (Reading *reading, const char *text)
{
    static const char *const links[] = { " for ", " für ", " pour ", " para ", " of ", " in " };
    guint n_links = G_N_ELEMENTS (links);

    for (guint i = 0; i < n_links; i++) {
        const char *link = strstr (text, links[i]);
        const char *rest = link != NULL ? link + strlen (links[i]) : NULL;
        g_autofree char *people = link != NULL ? g_strndup (text, (gsize) (link - text)) : NULL;
        g_auto (GStrv) words = link != NULL ? g_strsplit (rest, " ", -1) : NULL;

        if (link == NULL || !words_are_title (words) || (!reading->has_lead && !name_is_publication (rest, -1)))
            continue;
        if (!take_people (reading, people))
            continue;
        if (i + 1 < n_links)
            take_publication (reading, rest);
        return TRUE;
    }
    return FALSE;
}

static gboolean
take_name_and_publication (Reading *reading, char **words, guint n_name_words)
{
    g_autofree char *publication = g_strjoinv (" ", words + n_name_words);
    g_autofree char *name = NULL;
    char *next = g_steal_pointer (&words[n_name_words]);

    name = g_strjoinv (" ", words);
    words[n_name_words] = next;
    if (!is_person_here (reading, name) && !(is_known_publication (publication) && name_has_shape (name, -1)))
        return FALSE;
    g_ptr_array_add (reading->authors, name_normalise (name));
    take_publication (reading, publication);
    return TRUE;
}

/* A name in its shortest form: two words, more with initials, particles and suffix. */
static guint
count_name_words (char **words)
{
    guint n_capitals = 0, i;

    for (i = 0; words[i] != NULL && n_capitals < 2; i++) {
        WordKind kind = kind_of_word (words[i]);

        if (kind == WORD_OTHER || kind == WORD_SUFFIX)
            return 0;
        n_capitals += kind == WORD_CAPITAL || (kind == WORD_INITIAL && i == 0);
    }
    if (words[i] != NULL && kind_of_word (words[i]) == WORD_SUFFIX)
        i++;
    return n_capitals == 2 ? i : 0;
}

static gboolean
ends_as_organisation (char **words)
{
    const char *last = words[g_strv_length (words) - 1];

    return is_in (LEXICON_ORGANISATION_WORDS, last) && !is_in (LEXICON_PUBLICATION_WORDS, last);
}

/* "Hunter Walker Talking Points Memo": the publication is known, or begins with "The", or the name is
 * as short as names are and the rest ends as publications do. */
static gboolean
take_line (Reading *reading, const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    guint n_words = g_strv_length (words), n_name_words;

    for (guint i = 2; i < n_words && i <= MOST_NAME_WORDS; i++) {
        g_autofree char *rest = g_strjoinv (" ", words + i);

        if (is_known_publication (rest) && take_name_and_publication (reading, words, i))
            return TRUE;
    }
    for (guint i = 2; i + 1 < n_words && i <= MOST_NAME_WORDS; i++)
        if (text_has_prefix_ci (words[i], "the") && strlen (words[i]) == 3 && words_are_title (words + i)
            && !ends_as_organisation (words + i) && take_name_and_publication (reading, words, i))
            return TRUE;
    n_name_words = count_name_words (words);
    return n_name_words > 0 && n_name_words + 2 <= n_words && words_are_publication (words + n_name_words)
           && (reading->has_lead || !(is_in (LEXICON_TITLES, words[0]) || is_in (LEXICON_ROLE_NOUNS, words[0])))
           && take_name_and_publication (reading, words, n_name_words);
}

/* "staff writer", "Chief Correspondent", "our woman in Lisbon" */
static gboolean
is_role (const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    const char *last = words[g_strv_length (words) - 1];

    return g_unichar_islower (g_utf8_get_char (text)) || is_in (LEXICON_ROLE_NOUNS, last)
           || g_ascii_strcasecmp (last, "staff") == 0;
}

static gboolean
is_left_out (const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, " ", 2);

    return strchr (text, '@') != NULL || has_role (words[0], "picture");
}

/* Whether what follows a name is where it was published.  A bar says so; a comma does not. */
static gboolean
is_publication_here (const Reading *reading, const char *text, gunichar separator)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);

    if (name_is_publication (text, -1) || is_in (LEXICON_AGENCIES, text))
        return TRUE;
    if (!words_are_title (words))
        return FALSE;
    return separator == '|' || (separator == ',' && reading->has_lead && reading->is_english);
}

static const char *
skip_prefix (const char *text)
{
    static const char *const prefixes[] = { "for ", "special to ", "in " };

    for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
        if (text_has_prefix_ci (text, prefixes[i]))
            return text + strlen (prefixes[i]);
    return NULL;
}

static gboolean
take_segment (Reading *reading, const char *text, gunichar separator)
{
    const char *rest = separator != 0 ? skip_prefix (text) : NULL;

    if (is_left_out (text))
        return separator != 0;
    if (rest != NULL && name_is_publication (rest, -1)) {
        take_publication (reading, rest);
        return TRUE;
    }
    if (separator != 0 && is_role (text)) {
        reading->has_role = TRUE;
        return TRUE;
    }
    if ((separator == 0 || (separator == ',' && !name_is_publication (text, -1))) && !is_known_publication (text)
        && (take_people (reading, text) || take_people_for (reading, text) || take_line (reading, text)))
        return TRUE;
    if (separator == '|' && reading->authors->len == 0 && take_people (reading, text))
        return TRUE;
    if (is_publication_here (reading, text, separator)) {
        take_publication (reading, text);
        return TRUE;
    }
    return separator == ',' && reading->has_lead && starts_with_capital (text); /* a town */
}

/* The separator at `p`, which is '|' for all that part more than a comma does; 0: none. */
static gunichar
separator_at (const char *p, gsize *length)
{
    static const char *const bars[] = { " | ", " · ", " • ", " / ", " — ", " – ", " -- ", " - ", "; " };

    for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
        if (g_str_has_prefix (p, bars[i])) {
            *length = strlen (bars[i]);
            return i < 4 ? '|' : ';';
        }
    *length = 2;
    return g_str_has_prefix (p, ", ") ? ',' : 0;
}

static gboolean
take_segments (Reading *reading, const char *line)
{
    gunichar before = 0;
    const char *start = line;

    for (const char *p = line;; p = g_utf8_next_char (p)) {
        gsize length = 0;
        gunichar separator = *p != '\0' ? separator_at (p, &length) : 0;
        g_autofree char *segment = NULL;

        if (*p != '\0' && separator == 0)
            continue;
        segment = g_strndup (start, (gsize) (p - start));
        if (*segment == '\0' || !take_segment (reading, segment, before))
            return FALSE;
        if (*p == '\0')
            return TRUE;
        before = separator;
        p += length - 1;
        start = p + 1;
    }
}

/* Sentences, questions, quotations are no bylines. */
static gboolean
is_prose (const char *line)
{
    gsize length = strlen (line);
    const char *last = strrchr (line, ' ');

    last = last != NULL ? last + 1 : line;
    if (length == 0 || strchr (":;,", line[length - 1]) != NULL)
        return TRUE;
    for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
        if (g_utf8_strchr ("\"“”„«»?!", -1, g_utf8_get_char (p)) != NULL)
            return TRUE;
    return line[length - 1] == '.' && kind_of_word (last) != WORD_SUFFIX;
}

static void
cut_separators (char *line)
{
    gsize length = strlen (line);

    while (length > 0) {
        const char *last = g_utf8_prev_char (line + length);

        if (g_utf8_strchr (" ,|·•/-–—", -1, g_utf8_get_char (last)) == NULL)
            break;
        length = (gsize) (last - line);
    }
    line[length] = '\0';
}

/* Without what may stand at its end: "(with AFP)", "| April 14, 2025". */
static char *
squeeze_byline (const char *line)
{
    char *squeezed = text_squeeze (line, -1);
    char *bracket = strrchr (squeezed, '(');
    FoundDate date;

    if (bracket != NULL && bracket > squeezed && bracket[-1] == ' ' && g_str_has_suffix (squeezed, ")"))
        bracket[-1] = '\0';
    if (date_find (squeezed, 0, FALSE, &date)) {
        g_autofree char *rest = date_parse (squeezed + date.span.start);

        if (rest != NULL) {
            squeezed[date.span.start] = '\0';
            cut_separators (squeezed);
        }
    }
    return squeezed;
}

static gboolean
reading_is_byline (const Reading *reading)
{
    if (reading->has_lead)
        return reading->authors->len > 0 || reading->publication != NULL;
    return reading->publication != NULL || (reading->authors->len > 0 && reading->has_role);
}

gboolean
byline_parse (const char *line, Byline *byline)
{
    g_autoptr (GPtrArray) authors = g_ptr_array_new_with_free_func (g_free);
    Reading reading = { .authors = authors };
    g_autofree char *squeezed = NULL;
    const char *rest;

    if (strlen (line) > BYLINE_SIZE)
        return FALSE;
    rest = squeezed = squeeze_byline (line);
    if (is_prose (squeezed) || !take_lead (&rest, &reading) || !take_segments (&reading, rest)
        || !reading_is_byline (&reading)) {
        g_free (reading.publication);
        return FALSE;
    }
    g_ptr_array_add (authors, NULL);
    byline->authors = (char **) g_ptr_array_steal (authors, NULL);
    byline->publication = reading.publication;
    return TRUE;
}

void
byline_clear (Byline *byline)
{
    g_clear_pointer (&byline->authors, g_strfreev);
    g_clear_pointer (&byline->publication, g_free);
}
