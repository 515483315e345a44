/* SPDX-License-Identifier: MIT */
#include "credit-part.h"

#include <string.h>

#include "base/base.h"
#include "date.h"
#include "lexicon.h"
#include "name.h"
#include "scan.h"

/* Of names that are in no lexicon, longer ones are rather a sentence. */
#define MOST_AGENCY_WORDS 8

#define MOST_SMALL_TOKENS 3

/* Longer parts are nobody's name. */
#define MOST_PART_TOKENS 14

gboolean
credit_is_acronym (const char *name)
{
    gsize n_capitals = strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return n_capitals >= 2 && n_capitals <= 5 && name[n_capitals] == '\0';
}

static gboolean
is_quote (const CreditToken *token)
{
    return token->mark != 0 && (char_is_opening_quote (token->mark) || char_is_closing_quote (token->mark));
}

/* The text of the tokens, on one line, without quotes around it. */
static char *
slice (const CreditToken *tokens, guint n)
{
    while (n > 0 && is_quote (&tokens[n - 1]))
        n--;
    for (; n > 0 && is_quote (tokens); n--)
        tokens++;
    if (n == 0)
        return g_strdup ("");
    return text_squeeze (tokens->start, (gssize) (tokens[n - 1].start + tokens[n - 1].length - tokens->start));
}

static gboolean
all_have (const CreditToken *tokens, guint n, guint roles)
{
    for (guint i = 0; i < n; i++)
        if ((tokens[i].roles & roles) == 0)
            return FALSE;
    return TRUE;
}

static gboolean
any_has (const CreditToken *tokens, guint n, guint roles)
{
    for (guint i = 0; i < n; i++)
        if (tokens[i].roles & roles)
            return TRUE;
    return FALSE;
}

/* In a lexicon, and written as a name: "the point" is no magazine, but "taz" is a paper. */
static const char *
known_name (const char *name)
{
    const char *printed = lexicon_find (LEXICON_AGENCIES, name, -1);

    if (printed == NULL)
        printed = lexicon_find (LEXICON_PUBLICATIONS, name, -1);
    if (printed == NULL
        || (g_unichar_islower (g_utf8_get_char (name)) && text_n_words (name) > 1 && strcmp (printed, name) != 0
            && text_n_words (printed) == 1))
        return NULL;
    return printed;
}

/* "AP Photo", "AFP Foto", "The Times file": the agency without the words behind it. */
static const char *
known_agency (const CreditToken *tokens, guint n)
{
    for (; n > 0; n--) {
        g_autofree char *name = slice (tokens, n);
        const char *printed = known_name (name);

        if (printed != NULL)
            return printed;
        if ((tokens[n - 1].roles & (ROLE_LABEL | ROLE_FILE)) == 0)
            break;
    }
    return NULL;
}

/* "CC BY-SA 4.0", "2019", "File Photo", "All rights reserved" */
static gboolean
says_nothing (const CreditToken *tokens, guint n)
{
    g_autofree char *text = NULL, *date = NULL;

    if (n == 0 || tokens->roles & (ROLE_LICENCE | ROLE_NOBODY)
        || all_have (tokens, n, ROLE_FILE | ROLE_LABEL | ROLE_TOOL | ROLE_SOURCE) || all_have (tokens, n, ROLE_SIDE))
        return TRUE;
    text = slice (tokens, n);
    if (strspn (text, "0123456789.-/ ") == strlen (text))
        return TRUE;
    date = strpbrk (text, "0123456789") != NULL ? date_parse (text) : NULL;
    return date != NULL;
}

/* "Jaafar ASHTIYEH" as "Jaafar Ashtiyeh": to be looked at, not to be printed. */
static char *
without_shouting (const char *name)
{
    g_auto (GStrv) words = g_strsplit (name, " ", -1);

    for (guint i = 1; words[0] != NULL && words[i] != NULL; i++) {
        const char *second = *words[i] != '\0' ? g_utf8_next_char (words[i]) : words[i];
        g_autofree char *first = NULL, *rest = NULL;

        if (strlen (words[i]) < 4 || !scan_is_capital (words[i]))
            continue;
        first = g_strndup (words[i], (gsize) (second - words[i]));
        rest = strchr (second, '-') == NULL ? g_utf8_strdown (second, -1) : g_strdup (second);
        g_free (words[i]);
        words[i] = g_strconcat (first, rest, NULL);
    }
    return g_strjoinv (" ", words);
}

/* "Jordan" and "Ireland" stand for organisations, but are names of people too. */
static gboolean
ends_as_organisation (const CreditToken *tokens, guint n)
{
    const CreditToken *last = &tokens[n - 1];
    const char *role = lexicon_find (LEXICON_ORGANISATION_WORDS, last->start, (gssize) last->length);

    return last->roles & ROLE_LABEL || (n > 1 && role != NULL && strcmp (role, "alone") != 0);
}

/* What of a title need not begin with a capital. */
static gboolean
is_small_in_title (const CreditToken *token)
{
    return token->roles & (ROLE_AND | ROLE_OF | ROLE_FOR | ROLE_ON | ROLE_FIRM)
           || lexicon_has (LEXICON_STOP_WORDS, token->start, (gssize) token->length);
}

/* A name with capitals, be it a person's or not: no sentence. */
static gboolean
is_title (const CreditToken *tokens, guint n)
{
    guint n_capitals = 0;

    if (n == 0 || n > MOST_AGENCY_WORDS || tokens->mark != 0)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        const CreditToken *token = &tokens[i];
        gboolean is_capital = scan_is_capital (token->start);

        if (token->mark != 0
                ? token->mark != '\''
                : !is_capital && !g_ascii_isdigit (*token->start) && (i == 0 || !is_small_in_title (token)))
            return FALSE;
        n_capitals += is_capital;
    }
    return n_capitals > 0;
}

/* "photocase.de" */
static gboolean
is_domain (const char *text)
{
    const char *dot = strrchr (text, '.');

    return dot != NULL && dot > text && strspn (dot + 1, "abcdefghijklmnopqrstuvwxyz") == strlen (dot + 1)
           && dot[1] != '\0' && strlen (dot + 1) <= 4 && strlen (dot + 1) > 1;
}

/* "South Kestrel Sun Sentinel", "Kestrel Sun-Sentinel" */
static gboolean
is_long_publication (const CreditToken *tokens, guint n)
{
    const CreditToken *last = &tokens[n - 1];
    const char *hyphen = g_strrstr_len (last->start, (gssize) last->length, "-");
    const char *word = hyphen != NULL ? hyphen + 1 : last->start;

    return (n > MOST_SMALL_TOKENS || hyphen != NULL) && is_title (tokens, n)
           && lexicon_has (LEXICON_PUBLICATION_WORDS, word, (gssize) (last->start + last->length - word));
}

static gboolean
is_firm (const CreditToken *tokens, guint n, const char *text)
{
    if (n == 1)
        return (credit_is_acronym (text) && (tokens->roles & ROLE_GIVEN) == 0) || is_domain (text);
    /* "Globe Staff", "Family handout", "ARCHIVES LE QUOTIDIEN", "The Kestrel Archive" */
    if (scan_is_capital (text) && (tokens[n - 1].roles & (ROLE_STATUS | ROLE_FILE) || tokens->roles & ROLE_FILE))
        return TRUE;
    if (name_is_publication (text, -1) || is_long_publication (tokens, n))
        return TRUE;
    return (is_title (tokens, n) || tokens->roles & ROLE_FIRM)
           && (any_has (tokens, n, ROLE_FIRM) || ends_as_organisation (tokens, n));
}

/* "MF SP" */
static gboolean
has_long_word (const CreditToken *tokens, guint n)
{
    for (guint i = 0; i < n; i++)
        if (tokens[i].length > 2)
            return TRUE;
    return FALSE;
}

/* "LA FAMILLE", but "La Toya Jackson" */
static gboolean
is_article_and_noun (const CreditToken *tokens, guint n, const char *text)
{
    return n == 2 && lexicon_says (LEXICON_SCENE_WORDS, tokens->start, (gssize) tokens->length, "article")
           && scan_is_upper (text, text + strlen (text));
}

static gboolean
is_person (const CreditToken *tokens, guint n)
{
    g_autofree char *text = NULL, *calm = NULL;

    while (n > 2 && tokens->roles & ROLE_RANK) {
        tokens++;
        n--;
    }
    text = slice (tokens, n);
    if ((!has_long_word (tokens, n) && scan_is_upper (text, text + strlen (text)))
        || is_article_and_noun (tokens, n, text))
        return FALSE;
    calm = without_shouting (text);
    /* "STR", "Stringer" */
    if (n == 1)
        return tokens->roles & ROLE_GIVEN && scan_is_capital (text);
    if (tokens->roles & ROLE_GIVEN && scan_is_capital (text)) {
        g_autofree char *other = g_strconcat ("Ann", calm + strcspn (calm, " "), NULL);

        return name_has_shape (other, -1);
    }
    return name_has_shape (text, -1) || name_has_shape (calm, -1);
}

/* One word that somebody goes by: "Beawiharta", "joiseyshowaa", "@ann_lee". */
static gboolean
is_handle (const CreditToken *tokens, guint n, const char *text)
{
    return n == 1 && tokens->mark == 0 && strlen (text) > strspn (text, "0123456789") + 2
           && !lexicon_has (LEXICON_FUNCTION_WORDS, text, -1);
}

/* "The Kestrel Herald file" without its last word, but not "The Kestrel Archive". */
static guint
length_without_file (const CreditToken *tokens, guint n)
{
    while (n > 1 && tokens[n - 1].roles & ROLE_FILE) {
        g_autofree char *text = slice (tokens, n - 1);

        if (scan_is_capital (tokens[n - 1].start) && !name_is_publication (text, -1))
            break;
        n--;
    }
    return n;
}

/* Agencies in small letters have few words: most parts are told from a sentence at once. */
static gboolean
is_prose (const CreditToken *tokens, guint n)
{
    for (guint i = 0; i < n && n > MOST_SMALL_TOKENS; i++)
        if (tokens[i].is_prose && !lexicon_has (LEXICON_NAME_PARTS, tokens[i].start, (gssize) tokens[i].length)
            && !lexicon_has (LEXICON_STOP_WORDS, tokens[i].start, (gssize) tokens[i].length))
            return TRUE;
    return FALSE;
}

PartKind
credit_part_kind (const CreditToken *tokens, guint n)
{
    g_autofree char *text = NULL;

    if (is_prose (tokens, n) && (tokens->roles & ROLE_LICENCE) == 0)
        return PART_IS_OTHER;
    if (n > MOST_PART_TOKENS)
        return n > 0 && tokens->roles & ROLE_LICENCE ? PART_IS_NOTHING : PART_IS_OTHER;
    if (known_agency (tokens, n) != NULL)
        return PART_IS_KNOWN;
    if (says_nothing (tokens, n))
        return PART_IS_NOTHING;
    n = length_without_file (tokens, n);
    if (all_have (tokens, n, ROLE_STATUS | ROLE_LABEL | ROLE_FILE))
        return PART_IS_STATUS;
    text = slice (tokens, n);
    if (*text == '\0')
        return PART_IS_NOTHING;
    if (is_firm (tokens, n, text))
        return PART_IS_FIRM;
    if (is_person (tokens, n))
        return PART_IS_PERSON;
    if (is_handle (tokens, n, text))
        return PART_IS_HANDLE;
    return is_title (tokens, n) ? PART_IS_TITLE : PART_IS_OTHER;
}

char *
credit_part_text (const CreditToken *tokens, guint n, PartKind kind)
{
    g_autofree char *text = NULL;

    if (kind == PART_IS_KNOWN)
        return g_strdup (known_agency (tokens, n));
    /* "Contributed photo" */
    while (kind == PART_IS_STATUS && n > 1 && tokens[n - 1].roles & (ROLE_LABEL | ROLE_FILE)
           && (tokens[n - 1].roles & ROLE_STATUS) == 0)
        n--;
    if (kind != PART_IS_STATUS)
        n = length_without_file (tokens, n);
    text = slice (tokens, n);
    return kind == PART_IS_PERSON ? name_normalise (text) : g_steal_pointer (&text);
}
