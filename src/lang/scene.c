/* SPDX-License-Identifier: MIT */
#include "scene.h"

#include <string.h>

#include "base/base.h"
#include "date.h"
#include "lexicon.h"
#include "scan.h"
#include "sentence.h"

#define MOST_PLACE_PARTS 3

/* Bytes of the longest ending of a name in the table. */
#define MOST_ENDING 8

/* Whether the table says that the word serves so: "near" stands before a place. */
static gboolean
role_has (const char *word, gsize length, const char *role)
{
    const char *roles = length > 0 ? lexicon_find (LEXICON_SCENE_WORDS, word, (gssize) length) : NULL;
    gsize role_length = strlen (role);

    for (const char *p = roles; p != NULL; p = (p = strchr (p, ' ')) != NULL ? p + 1 : NULL)
        if (strncmp (p, role, role_length) == 0 && (p[role_length] == ' ' || p[role_length] == '\0'))
            return TRUE;
    return FALSE;
}

/* A word of a sentence, without the punctuation around it. */
typedef struct {
    const char *start;
    gsize length;
    gboolean has_comma, has_stop; /* behind it */
    gboolean is_first, is_last;   /* of the sentence */
} Token;

static gboolean
is_inner_mark (gunichar c)
{
    return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '-' || c == '\'' || c == 0x2019 || c == '/'
           || c == '&';
}

/* "U.S.", "D.C.": the last full stop belongs to the word. */
static gboolean
has_inner_stop (const char *start, gsize length)
{
    return length >= 3 && memchr (start, '.', length - 1) != NULL && scan_is_capital (start);
}

static Token
token_at (const char *start, const char *end)
{
    Token token = { .start = start };
    const char *last = end;

    while (token.start < end && !is_inner_mark (g_utf8_get_char (token.start)))
        token.start = g_utf8_next_char (token.start);
    while (last > token.start && !is_inner_mark (g_utf8_get_char (g_utf8_prev_char (last)))) {
        last = g_utf8_prev_char (last);
        token.has_comma |= g_utf8_get_char (last) != '.';
        token.has_stop |= *last == '.';
    }
    token.length = (gsize) (last - token.start);
    if (token.has_stop
        && (has_inner_stop (token.start, token.length)
            || lexicon_has (LEXICON_ABBREVIATIONS, token.start, (gssize) token.length))) {
        token.length++;
        token.has_stop = FALSE;
    }
    return token;
}

static GArray *
split_tokens (const char *text, Span sentence)
{
    GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
    const char *p = text + sentence.start, *end = text + sentence.end;

    while ((p = scan_spaces (p)) < end) {
        const char *start = p;
        Token token;

        while (p < end && !char_is_space (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
        token = token_at (start, p);
        if (token.length > 0)
            g_array_append_val (tokens, token);
    }
    if (tokens->len > 0) {
        g_array_index (tokens, Token, 0).is_first = TRUE;
        g_array_index (tokens, Token, tokens->len - 1).is_last = TRUE;
    }
    return tokens;
}

static const Token *
token_get (const GArray *tokens, guint index)
{
    return index < tokens->len ? &g_array_index (tokens, Token, index) : NULL;
}

static gboolean
token_has_role (const Token *token, const char *role)
{
    return token != NULL && role_has (token->start, token->length, role);
}

/* "Bodensee", "Wildpark": the table has the ends of such names as "-see". */
static gboolean
token_is_geography (const Token *token)
{
    char ending[MOST_ENDING + 2] = "-";

    if (token_has_role (token, "geography"))
        return TRUE;
    for (gsize n = 3; n <= MOST_ENDING && n + 3 <= token->length; n++) {
        memcpy (ending + 1, token->start + token->length - n, n);
        if (role_has (ending, n + 1, "geography"))
            return TRUE;
    }
    return FALSE;
}

static gboolean
token_is_small (const Token *token)
{
    return lexicon_has (LEXICON_STOP_WORDS, token->start, (gssize) token->length)
           || lexicon_has (LEXICON_FUNCTION_WORDS, token->start, (gssize) token->length);
}

static gboolean
token_is_possessive (const Token *token)
{
    g_autofree char *word = g_strndup (token->start, token->length);

    return g_str_has_suffix (word, "'s") || g_str_has_suffix (word, "’s");
}

static gboolean
token_is_month (const Token *token)
{
    gsize length = token->length - (token->start[token->length - 1] == '.');

    return lexicon_has (LEXICON_MONTHS, token->start, (gssize) length);
}

/* "Las Vegas", "The Hague", "Den Haag": small words with a capital belong to the name that follows. */
static gboolean
opens_name (const Token *token)
{
    return !token->is_first && !token->is_last && !token->has_comma && !token->has_stop && token->length > 1
           && scan_is_capital (token[1].start) && token_has_role (token, "article");
}

/* Whether the word can stand in the name of a place. */
static gboolean
token_is_name (const Token *token)
{
    return token != NULL && scan_is_capital (token->start) && (!token_is_small (token) || opens_name (token))
           && !token_has_role (token, "event") && !token_is_month (token) && !token_is_possessive (token);
}

/* Names of places in the order of a sentence. */
typedef struct {
    const GArray *tokens;
    guint first, end;       /* tokens of the name, end exclusive */
    gboolean has_geography; /* "River", "Square" */
    gboolean has_organisation;
} Place;

/* "Rio de Janeiro", "Anhui province": the end of the name that begins at `at`. */
static guint
read_name (Place *place, guint at)
{
    const Token *token;

    while (token_is_name (token = token_get (place->tokens, at)) && (at == place->first || !token_is_small (token))) {
        const Token *next = token_get (place->tokens, at + 1);

        place->has_geography |= token_is_geography (token);
        place->has_organisation |= lexicon_has (LEXICON_ORGANISATION_WORDS, token->start, (gssize) token->length);
        at++;
        if (token->has_comma || token->has_stop || next == NULL)
            break;
        if (token_is_possessive (next) && scan_is_capital (next->start))
            return place->first;
        if (token_has_role (next, "of") && token_is_name (token_get (place->tokens, at + 1)) && !next->has_comma)
            at++;
    }
    token = token_get (place->tokens, at);
    if (at > place->first && token != NULL && token_has_role (token, "unit") && !scan_is_capital (token->start)) {
        const Token *last = token_get (place->tokens, at - 1);

        at += !last->has_comma && !last->has_stop;
    }
    return at;
}

/* Whether a place's name can end before the token: no noun follows that it would belong to. */
static gboolean
ends_before (const GArray *tokens, guint at)
{
    const Token *last = token_get (tokens, at - 1), *next = token_get (tokens, at);

    return next == NULL || last->has_comma || last->has_stop || token_is_small (next) || token_has_role (next, "place")
           || token_has_role (next, "article") || token_is_month (next) || g_ascii_isdigit (*next->start)
           || token_has_role (next, "event");
}

/* ", Norway" after "Oslo", if the sentence does not go on with it as a subject. */
static guint
read_next_part (Place *place, guint at)
{
    Place part = { .tokens = place->tokens, .first = at };
    guint end = read_name (&part, at);
    const Token *next = token_get (place->tokens, end);

    if (end == at || end - at > 3 || !ends_before (place->tokens, end))
        return at;
    if (token_get (place->tokens, end - 1)->has_comma && end - at > 1 && next != NULL
        && g_unichar_islower (g_utf8_get_char (next->start)) && !token_is_small (next))
        return at;
    return end;
}

static gboolean
read_place (Place *place)
{
    place->end = read_name (place, place->first);
    if (place->end == place->first)
        return FALSE;
    for (guint n_parts = 1; n_parts < MOST_PLACE_PARTS; n_parts++) {
        guint end;

        if (!token_get (place->tokens, place->end - 1)->has_comma)
            break;
        end = read_next_part (place, place->end);
        if (end == place->end)
            break;
        place->end = end;
    }
    return TRUE;
}

/* "outside President Lee" */
static gboolean
is_person_of_title (const Place *place)
{
    const Token *first = token_get (place->tokens, place->first);

    return !place->has_geography && place->end - place->first > 1
           && lexicon_has (LEXICON_TITLES, first->start, (gssize) first->length);
}

/* "am Marktplatz Gotha", not "am Rande" */
static gboolean
is_long_or_known (const Place *place)
{
    return place->has_geography || place->end - place->first > 1;
}

/* All German nouns have capitals: "in der Nacht". */
static gboolean
is_german (const Token *article)
{
    static const char *const articles[] = { "der", "die", "das", "dem", "den" };

    for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
        if (article->length == 3 && g_ascii_strncasecmp (article->start, articles[i], 3) == 0)
            return TRUE;
    return FALSE;
}

/* "A Paris, ...": capitals go without their accents. */
static gboolean
is_bare_accent (const GArray *tokens, guint at)
{
    const Token *word = token_get (tokens, at), *next = token_get (tokens, at + 1);

    return word->is_first && word->length == 1 && *word->start == 'A' && token_is_name (next) && next->has_comma;
}

/* "in AP exams" */
static gboolean
is_kind_of_thing (const Place *place)
{
    const Token *first = token_get (place->tokens, place->first), *next = token_get (place->tokens, place->end);

    return place->end - place->first == 1 && first->length <= 5
           && scan_is_upper (first->start, first->start + first->length) && !ends_before (place->tokens, place->end)
           && g_unichar_islower (g_utf8_get_char (next->start));
}

/* How well a preposition tells that a place follows: 0, it does not. */
static guint
rank_place (Place *place, guint at)
{
    const Token *word = token_get (place->tokens, at), *next = token_get (place->tokens, at + 1);
    gboolean has_article = token_has_role (next, "article") && !scan_is_capital (next->start);
    gboolean is_weak = g_ascii_strncasecmp (word->start, "on", word->length) == 0;
    gboolean is_vague = token_has_role (word, "vague");

    if (word->has_comma || word->has_stop)
        return 0;
    if (token_has_role (word, "part") && token_has_role (next, "of") && !scan_is_capital (next->start)) {
        place->first = at + 2;
        return read_place (place) ? 2 : 0;
    }
    if (!token_has_role (word, "place") && !is_vague && !is_bare_accent (place->tokens, at))
        return 0;
    /* "près de Lyon", "cerca de Lima" */
    if (token_has_role (next, "of") && !scan_is_capital (next->start))
        at++;
    place->first = at + 1 + has_article;
    if (!read_place (place) || is_person_of_title (place) || (is_vague && !is_long_or_known (place)))
        return 0;
    if (is_kind_of_thing (place))
        return 0;
    if (!has_article && !is_weak)
        return 2;
    if (!ends_before (place->tokens, place->end))
        return 0;
    if (place->has_geography)
        return 2;
    return has_article && !is_weak && !place->has_organisation && !is_german (next);
}

/* ", Leeds" at the end of "outside the hospital, Leeds". */
static gboolean
read_last_word (const GArray *tokens, Place *place)
{
    guint last = tokens->len - 1;
    gboolean has_preposition = FALSE;

    while (last > 1 && !token_is_name (token_get (tokens, last)))
        last--;
    *place = (Place){ .tokens = tokens, .first = last, .end = last + 1 };
    if (last < 2 || !token_get (tokens, last - 1)->has_comma || !token_is_name (token_get (tokens, last))
        || scan_is_capital (token_get (tokens, last - 1)->start) || !ends_before (tokens, last + 1))
        return FALSE;
    for (guint i = last - 1; i > 0 && !token_get (tokens, i - 1)->has_comma; i--)
        has_preposition |= token_has_role (token_get (tokens, i - 1), "place");
    return has_preposition;
}

static char *
place_text (const Place *place)
{
    const Token *first = token_get (place->tokens, place->first), *last = token_get (place->tokens, place->end - 1);

    return text_squeeze (first->start, (gssize) (last->start + last->length - first->start));
}

/* The place that a sentence names last; of one that has an article ("the Chamber") only if there is no
 * other. */
static char *
find_place_in (const char *text, Span sentence)
{
    g_autoptr (GArray) tokens = split_tokens (text, sentence);
    Place best = { 0 };
    guint best_rank = 0;

    for (guint i = 0; i + 1 < tokens->len; i++) {
        Place place = { .tokens = tokens };
        guint rank = rank_place (&place, i);

        if (rank > 0 && rank >= best_rank) {
            best = place;
            best_rank = rank;
        }
    }
    if (best_rank > 0 || (tokens->len > 2 && read_last_word (tokens, &best)))
        return place_text (&best);
    return NULL;
}

char *
scene_find_place (const char *caption)
{
    g_autoptr (GArray) sentences = sentence_split (caption, (Span){ 0, strlen (caption) });
    char *place = NULL;

    for (guint i = 0; i < sentences->len && place == NULL; i++)
        place = find_place_in (caption, g_array_index (sentences, Span, i));
    return place;
}

static gsize
word_before (const char *text, gsize at, gsize *length)
{
    const char *end = scan_spaces_back (text, text + at), *start = end;

    while (start > text && g_unichar_isalpha (text_char_before (text, start)))
        start = g_utf8_prev_char (start);
    *length = (gsize) (end - start);
    return (gsize) (start - text);
}

/* A year that the caption tells something of, not that of the picture: "who founded it in 2011". */
static gboolean
is_aside (const char *text, Span year)
{
    const char *next = scan_spaces (text + year.end);
    gsize at = year.start, length;

    if (role_has (next, scan_word (next), "range") || role_has (next, scan_word (next), "work"))
        return TRUE;
    at = word_before (text, at, &length);
    if (role_has (text + at, length, "since"))
        return TRUE;
    while (at > 0 && !scan_is_stop (text_char_before (text, text + at))) {
        gsize start = word_before (text, at, &length);

        if (length > 0 && role_has (text + start, length, "aside"))
            return TRUE;
        at = length > 0 ? start : (gsize) (g_utf8_prev_char (text + at) - text);
    }
    return FALSE;
}

char *
scene_find_date (const char *text)
{
    FoundDate found, best = { 0 };

    for (gsize from = 0; date_find (text, from, TRUE, &found); from = found.span.end) {
        gboolean is_bare_year = strlen (found.iso) == 4;

        if (is_bare_year && is_aside (text, found.span))
            continue;
        if (strlen (found.iso) < strlen (best.iso))
            continue;
        if (strlen (found.iso) == strlen (best.iso)
            && g_strstr_len (text + best.span.end, (gssize) (found.span.start - best.span.end), ". ") != NULL)
            continue;
        best = found;
    }
    return *best.iso != '\0' ? g_strdup (best.iso) : NULL;
}
