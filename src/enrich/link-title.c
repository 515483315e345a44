/* SPDX-License-Identifier: MIT */
#include "link-title.h"

#include <string.h>

#include "lang/lang.h"

#define TITLE_CHARACTERS 90
#define AROUND 200

/* How much words tell of the page they lead to. */
typedef enum {
    SAYS_NOTHING, /* "read more", "said on Monday" */
    SAYS_LITTLE,  /* "cut", "has risen" */
    SAYS_CLAUSE,  /* "according to the Ports Authority", "is closed for the winter" */
    SAYS_ENOUGH,  /* "the winter timetable", "Halden" */
} Weight;

static gboolean
is_word_char (gunichar c)
{
    return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

static gboolean
is_digits (const char *word, gsize length)
{
    return strspn (word, "0123456789.,") >= length;
}

/* Whether the word is of the kind that stands in any sentence. */
static gboolean
is_filler (const char *word, gsize length)
{
    return is_digits (word, length) || lexicon_says (LEXICON_LINK_WORDS, word, (gssize) length, "empty")
           || lexicon_has (LEXICON_STOP_WORDS, word, (gssize) length)
           || lexicon_has (LEXICON_FUNCTION_WORDS, word, (gssize) length)
           || lexicon_has (LEXICON_SPEECH_VERBS, word, (gssize) length)
           || lexicon_has (LEXICON_MONTHS, word, (gssize) length)
           || lexicon_says (LEXICON_NAME_PARTS, word, (gssize) length, "calendar");
}

/* A word of a script that writes none apart, or a name: either is enough. */
static gboolean
is_enough (const char *word, gsize length)
{
    gunichar first = g_utf8_get_char (word);

    return g_unichar_isupper (first) || (first >= 0x2e80 && length > 3);
}

/* An address instead of words. */
static gboolean
is_address (const char *words)
{
    return strchr (words, ' ') == NULL && (strchr (words, '/') != NULL || text_has_prefix_ci (words, "www."));
}

/* Whether words that begin with this one are a piece of a sentence, and no name of anything. */
static gboolean
opens_clause (const char *word, gsize length)
{
    static const char *const kinds[] = { "adverb", "be",          "conjunction",  "have",
                                         "modal",  "preposition", "subordinator", "to" };
    const char *kind = lexicon_find (LEXICON_FUNCTION_WORDS, word, (gssize) length);

    for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
        if (strcmp (kind, kinds[i]) == 0)
            return TRUE;
    return lexicon_has (LEXICON_SPEECH_VERBS, word, (gssize) length);
}

static Weight
weigh (const char *words)
{
    gboolean is_first = TRUE, is_clause = FALSE;
    guint n_words = 0;

    if (is_address (words))
        return SAYS_NOTHING;
    for (const char *p = words, *end; *p != '\0'; p = end) {
        end = p;
        while (*end != '\0' && is_word_char (g_utf8_get_char (end)))
            end = g_utf8_next_char (end);
        if (end == p) {
            end = g_utf8_next_char (p);
            continue;
        }
        is_clause = is_clause || (is_first && opens_clause (p, (gsize) (end - p)));
        is_first = FALSE;
        if (is_filler (p, (gsize) (end - p)))
            continue;
        n_words += is_enough (p, (gsize) (end - p)) ? 2 : 1;
    }
    if (n_words > 1)
        return is_clause ? SAYS_CLAUSE : SAYS_ENOUGH;
    return n_words > 0 ? SAYS_LITTLE : SAYS_NOTHING;
}

static gboolean
is_edge (gunichar c)
{
    return char_is_space (c) || (c < 0x80 && strchr (".,;:[>", (char) c) != NULL) || c == 0x2192 || c == 0x203a;
}

/* Whether all of the text stands in one pair of quotation marks. */
static gboolean
is_quoted (const char *text, const char *end)
{
    const char *last = g_utf8_prev_char (end);

    if (end - text < 2 || !char_is_opening_quote (g_utf8_get_char (text))
        || !char_is_closing_quote (g_utf8_get_char (last)))
        return FALSE;
    for (const char *p = g_utf8_next_char (text); p < last; p = g_utf8_next_char (p))
        if (g_utf8_get_char (p) != 0x2019 && char_is_closing_quote (g_utf8_get_char (p)))
            return FALSE;
    return TRUE;
}

/* Takes off what is around a title: space, punctuation, quotation marks. */
static void
strip (const char **text, const char **end)
{
    while (*text < *end && is_edge (g_utf8_get_char (*text)))
        *text = g_utf8_next_char (*text);
    while (*end > *text && is_edge (g_utf8_get_char (g_utf8_prev_char (*end))))
        *end = g_utf8_prev_char (*end);
    if (*text < *end && is_quoted (*text, *end)) {
        *text = g_utf8_next_char (*text);
        *end = g_utf8_prev_char (*end);
    }
}

/* "iPad" stays as it is. */
static gboolean
may_be_raised (const char *title)
{
    gunichar second = *title != '\0' ? g_utf8_get_char (g_utf8_next_char (title)) : 0;

    return !g_unichar_isupper (second);
}

/* As it stands in a list: without what is around it, with a capital, and not too long. */
static const char *
dress (Article *article, const char *words)
{
    const char *end = words + strlen (words), *rest;
    g_autofree char *stripped = NULL;
    g_autofree char *shortened = NULL;
    char first[7] = "";

    strip (&words, &end);
    stripped = text_clean (words, end - words);
    shortened = text_shorten (stripped, TITLE_CHARACTERS);
    if (*shortened == '\0' || !may_be_raised (shortened))
        return arena_strdup (article->arena, shortened);
    rest = g_utf8_next_char (shortened);
    g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (shortened)), first);
    return arena_printf (article->arena, "%s%s", first, rest);
}

/* A full stop, with the space of a new sentence behind it. */
static gboolean
ends_sentence (const char *text, gsize at)
{
    return strchr (".!?", text[at]) != NULL && (text[at + 1] == ' ' || text[at + 1] == '\n' || text[at + 1] == '\0');
}

/* The sentence that the link stands in, or as many words of it as are near. */
static char *
words_around (const Article *article, Span span)
{
    const Node *block = article_block_at (article, span.start);
    gsize start = span.start, end = span.end;
    gboolean is_cut;

    if (block == NULL)
        return g_strdup ("");
    while (start > block->span.start && span.start - start < AROUND && !ends_sentence (article->text, start - 1))
        start--;
    is_cut = span.start - start == AROUND && start > block->span.start;
    while (is_cut && start < span.start && article->text[start - 1] != ' ')
        start++;
    while (end < block->span.end && end - span.end < AROUND && !ends_sentence (article->text, end))
        end++;
    if (end - span.end == AROUND)
        while (end > span.end && article->text[end] != ' ')
            end--;
    return g_strdup_printf ("%s%.*s", is_cut ? "… " : "", (int) (end - start), article->text + start);
}

static const char *
best_of (Article *article, const char *words, const char *given, const char *around, const char *url)
{
    g_autofree char *path = address_words (url);
    g_autofree char *host = address_host (url);

    if (weigh (words) == SAYS_ENOUGH)
        return dress (article, words);
    if (given != NULL && weigh (given) >= SAYS_CLAUSE)
        return dress (article, given);
    if (path != NULL && weigh (path) >= SAYS_CLAUSE)
        return dress (article, path);
    if (weigh (words) != SAYS_NOTHING)
        return dress (article, words);
    if (around != NULL && !is_address (words) && weigh (around) != SAYS_NOTHING)
        return dress (article, around);
    return arena_strdup (article->arena, host);
}

const char *
link_title_of_words (Article *article, const char *words, const char *given, const char *url)
{
    return best_of (article, words, given, NULL, url);
}

const char *
link_title (Article *article, Span span, const char *given, const char *url)
{
    g_autofree char *words = g_strndup (article->text + span.start, MIN (span.end - span.start, 512));
    g_autofree char *valid = g_utf8_make_valid (words, -1);
    g_autofree char *around = words_around (article, span);

    return best_of (article, valid, given, around, url);
}
