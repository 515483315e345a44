/* SPDX-License-Identifier: MIT */
#include "credit-words.h"

#include <string.h>

#include "base/base.h"
#include "lexicon.h"
#include "scan.h"

#define MOST_PHRASE_WORDS 6

/* In the order of their bits. */
static const char *const role_names[] = {
    "and",      "begin", "by",         "caption",      "copyright", "courtesy", "file",   "firm", "first", "for",
    "given",    "glued", "graphic",    "illustration", "label",     "licence",  "nobody", "of",   "on",    "opener",
    "pictures", "rank",  "screenshot", "side",         "source",    "status",   "tool",   "via",  "video",
};

static guint
role_of_name (const char *name, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
        if (strncmp (role_names[i], name, length) == 0 && role_names[i][length] == '\0')
            return 1u << i;
    g_assert_not_reached ();
}

static guint
roles_of_value (const char *value)
{
    guint roles = 0;

    for (const char *p = value; p != NULL && *p != '\0';) {
        gsize length = strcspn (p, " ");

        roles |= role_of_name (p, length);
        p += length + (p[length] == ' ');
    }
    return roles;
}

guint
credit_roles_of (const char *word, gsize length)
{
    return roles_of_value (lexicon_find (LEXICON_CREDIT_WORDS, word, (gssize) length));
}

static gboolean
is_word_start (gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum (c) || c == '@' || c == '&' || c == '_';
    return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_word_inside (gunichar c)
{
    return is_word_start (c) || c == '-' || c == '\'' || c == 0x2019 || c == 0x2010 || c == '+' || c == '*' || c == '!';
}

/* Whether the full stop at `p` belongs to the word that began at `start`: "C.", "Capelle.r", "Inc." */
static gboolean
is_stop_of_word (const char *start, const char *p, const char *end)
{
    gunichar before = text_char_before (start, p), after = p + 1 < end ? g_utf8_get_char (p + 1) : 0;
    gsize length = (gsize) (p - start);
    const char *letter = length > 0 ? g_utf8_prev_char (p) : start;
    gboolean is_initial = letter == start || text_char_before (start, letter) == '.';

    if (after == '.')
        return FALSE;
    if (g_unichar_isupper (after))
        return is_initial;
    if (g_unichar_isalnum (after))
        return g_unichar_isdigit (before) == g_unichar_isdigit (after);
    return is_initial || (scan_is_capital (start) && lexicon_has (LEXICON_ABBREVIATIONS, start, (gssize) length))
           || credit_roles_of (start, length + 1) != 0;
}

static gsize
word_length (const char *start, const char *end)
{
    const char *p = start;

    for (; p < end; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (c == '.' ? !is_stop_of_word (start, p, end) : !is_word_inside (c))
            break;
    }
    return (gsize) (p - start);
}

/* "CreditAnn": where the label ends, or 0. */
static gsize
glued_length (const char *word, gsize length)
{
    gsize n = 1;

    while (n < length && g_ascii_islower (word[n]))
        n++;
    return n > 1 && n < length && scan_is_capital (word + n) && credit_roles_of (word, n) & ROLE_GLUED ? n : 0;
}

/* "(c)" is a word of rights, not a letter in brackets. */
static gsize
sign_length (const char *p, const char *end)
{
    return end - p >= 3 && g_ascii_strncasecmp (p, "(c)", 3) == 0 ? 3 : 0;
}

/* "Lee-Imagn Images": where the name ends, if an agency of several words stands behind the hyphen. */
static gsize
length_before_agency (const char *word, gsize length, const char *end)
{
    const char *hyphen = g_strrstr_len (word, (gssize) length, "-"), *p;
    LexiconKey key;

    if (hyphen == NULL || hyphen == word || !scan_is_capital (hyphen + 1))
        return 0;
    p = word + length;
    key = lexicon_key (hyphen + 1);
    for (guint n_words = 1; n_words < 3 && p + 1 < end && *p == ' ' && scan_is_capital (p + 1); n_words++) {
        p += 1 + word_length (p + 1, end);
        lexicon_key_extend (&key, (gsize) (p - (hyphen + 1)));
        if (lexicon_find_key (LEXICON_AGENCIES, &key) != NULL)
            return (gsize) (hyphen - word);
    }
    return 0;
}

static CreditToken
token_at (const char *p, const char *end)
{
    gunichar c = g_utf8_get_char (p);
    CreditToken token = { .start = p };
    gsize glued;

    if (sign_length (p, end) > 0)
        return (CreditToken){ .start = p, .length = 3, .mark = 0xa9 };
    if (is_word_start (c)) {
        token.length = word_length (p, end);
        glued = glued_length (p, token.length);
        glued = glued > 0 ? glued : length_before_agency (p, token.length, end);
        token.length = glued > 0 ? glued : token.length;
        return token;
    }
    token.mark = c;
    token.length = (gsize) (g_utf8_next_char (p) - p);
    if (c == '.' && end - p > 1 && p[1] == '.') {
        token.length = strspn (p, ".");
        token.length = MIN (token.length, (gsize) (end - p));
        token.mark = 0x2026;
    }
    return token;
}

/* The longest phrase of the table that begins at the word becomes one token. */
static void
take_phrase (CreditToken *token, const char *end)
{
    LexiconKey key = lexicon_key (token->start);
    const char *p = token->start + token->length;

    lexicon_key_extend (&key, token->length);
    token->roles = roles_of_value (lexicon_find_key (LEXICON_CREDIT_WORDS, &key));
    if ((token->roles & ROLE_BEGIN) == 0)
        return;
    for (guint n_words = 1; n_words < MOST_PHRASE_WORDS; n_words++) {
        const char *value;

        if (p + 1 >= end || *p != ' ' || !is_word_start (g_utf8_get_char (p + 1)))
            break;
        p += 1 + word_length (p + 1, end);
        lexicon_key_extend (&key, (gsize) (p - token->start));
        value = lexicon_find_key (LEXICON_CREDIT_WORDS, &key);
        if (value != NULL) {
            token->roles = roles_of_value (value);
            token->length = key.length;
        }
    }
}

void
credit_tokens_read (CreditTokens *tokens, const char *text, gsize length)
{
    const char *p = text, *end = text + length;

    tokens->n = 0;
    while (p < end && tokens->n < CREDIT_MOST_TOKENS) {
        CreditToken *token = &tokens->at[tokens->n];

        if (char_is_space (g_utf8_get_char (p))) {
            p = g_utf8_next_char (p);
            continue;
        }
        *token = token_at (p, end);
        if (token->mark == 0) {
            take_phrase (token, end);
            token->is_prose = token->roles == 0 && token->length > 3 && !scan_is_capital (p)
                              && g_unichar_isalpha (g_utf8_get_char (p));
        }
        p = token->start + token->length;
        tokens->n++;
    }
}
