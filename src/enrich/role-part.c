/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "role-phrase.h"

#define MAX_TAG 8
#define TAIL_REACH 8

static const Token *
at (const Prose *prose, guint index)
{
    return token_at (prose, index);
}

static gboolean
is_kind (const Prose *prose, guint index, guint end, TokenKind kind)
{
    return index < end && at (prose, index)->kind == kind;
}

static gboolean
is_article (const Prose *prose, guint index, guint end)
{
    return token_has_grammar (prose, index, end, GRAMMAR_ARTICLE) || token_has_grammar (prose, index, end, GRAMMAR_THE);
}

static gboolean
is_at_end (const Prose *prose, guint index, guint end)
{
    if (index >= end)
        return TRUE;
    return at (prose, index)->kind != TOKEN_WORD && at (prose, index)->kind != TOKEN_NAME
           && at (prose, index)->kind != TOKEN_NUMBER;
}

/* What kind of role verb the token is; NULL when it is none. */
static const char *
role_verb (const Prose *prose, guint index, guint end)
{
    const Token *token = index < end ? at (prose, index) : NULL;

    return token != NULL && token->kind == TOKEN_WORD
               ? lexicon_find (LEXICON_ROLE_VERBS, prose->text + token->start, (gssize) (token->end - token->start))
               : NULL;
}

static const RolePart no_part = { ROLE_NONE, 0, 0 };

/* "D-Ohio", "R-Kan", in brackets "D" as well. */
static gboolean
is_tag (const Prose *prose, guint index, guint end)
{
    const Token *token = index < end ? at (prose, index) : NULL;
    gsize length = token != NULL ? token->end - token->start : 0;
    const char *text = prose->text + (token != NULL ? token->start : 0), *hyphen;

    if (length == 0 || length > MAX_TAG || token->kind != TOKEN_NAME)
        return FALSE;
    if (length == 1)
        return index > 0 && at (prose, index - 1)->kind == TOKEN_OPEN && is_kind (prose, index + 1, end, TOKEN_CLOSE);
    hyphen = memchr (text, '-', length);
    return hyphen != NULL && hyphen <= text + 3 && hyphen + 1 < text + length && g_ascii_isupper (hyphen[1])
           && g_ascii_isupper (hyphen[-1]);
}

static RolePart
read_tag (const Prose *prose, guint first, guint end)
{
    guint last = first + 1;

    if (is_kind (prose, last, end, TOKEN_STOP) && last + 1 < end)
        last++;
    return (RolePart){ ROLE_TAG, first, last };
}

/* "45", "Ph.D.": what stands between commas behind a name and says nothing of a role. */
static gboolean
is_aside (const Prose *prose, guint first, guint end)
{
    const Token *token = at (prose, first);

    if (!is_at_end (prose, first + 1, end))
        return FALSE;
    return token->kind == TOKEN_NUMBER
           || (token->kind == TOKEN_NAME
               && lexicon_says (LEXICON_NAME_PARTS, prose->text + token->start, (gssize) (token->end - token->start),
                                "suffix"));
}

/* In "Vale left, a source told the paper" somebody else speaks. */
static RolePart
noun_part (const Prose *prose, guint first, guint end)
{
    guint last = role_phrase_end (prose, first, end);

    if (is_kind (prose, last, end, TOKEN_WORD) && at (prose, last)->cue == SPEECH_REPORTS)
        return no_part;
    return (RolePart){ ROLE_NOUN, first, last };
}

/* "was elected [chief] in 2020" */
static RolePart
appointed_part (const Prose *prose, guint first, guint end)
{
    RolePart part = noun_part (prose, first, end);

    if (part.end > part.first + 2 && token_is (prose, part.end - 2, "in")
        && at (prose, part.end - 1)->kind == TOKEN_NUMBER)
        part.end -= 2;
    return part;
}

/* "teaches", "volunteers": what somebody does every day. */
static gboolean
is_habit (const Prose *prose, guint index, guint end)
{
    const Token *token = index < end ? at (prose, index) : NULL;

    return token != NULL && token->kind == TOKEN_WORD && token->grammar == GRAMMAR_NONE && token->cue == SPEECH_NONE
           && token->end - token->start > 3 && token_ends (prose, index, "s") && !token_ends (prose, index, "ss");
}

/* "inherited", "learnt": any verb but one of speech. */
static gboolean
is_verb (const Prose *prose, guint index, guint end)
{
    return is_kind (prose, index, end, TOKEN_WORD) && at (prose, index)->grammar == GRAMMAR_NONE
           && at (prose, index)->cue == SPEECH_NONE && !token_ends (prose, index, "ly");
}

gboolean
role_clause_is_habit (const Prose *prose, const RolePart *clause)
{
    return is_habit (prose, clause->first + 1, clause->end) || token_is (prose, clause->first + 1, "is")
           || (token_is (prose, clause->first + 1, "has")
               && !token_has_grammar (prose, clause->first + 2, clause->end, GRAMMAR_BE));
}

/* "who was [head lifeguard at the baths]" */
static gboolean
is_tied_noun (const Prose *prose, guint first, guint end)
{
    if (!role_phrase_has_noun (prose, first, end))
        return FALSE;
    while (first + 1 < end && at (prose, first)->noun != NOUN_ROLE)
        first++;
    while (first + 1 < end && at (prose, first + 1)->noun == NOUN_ROLE)
        first++;
    return token_has_grammar (prose, first + 1, end, GRAMMAR_PREPOSITION);
}

/* Where the noun of "who is the [director", "who had been a [nurse" or "who was appointed [director" begins; `end`
 * when there is none. */
static guint
noun_behind_be (const Prose *prose, guint be, guint end)
{
    const char *value = role_verb (prose, be + 1, end);
    guint first = be + 1;

    if (value == NULL && !is_article (prose, first, end) && is_tied_noun (prose, first, end))
        return first;
    if (value != NULL && strcmp (value, "appoints") == 0)
        first += 1 + (first + 1 < end && token_is (prose, first + 1, "as"));
    else if (!is_article (prose, first, end))
        return end;
    if (is_article (prose, first, end))
        first++;
    return role_phrase_has_noun (prose, first, end) ? first : end;
}

/* "who was not involved in the study" */
static gboolean
is_disclaimer (const Prose *prose, guint be, guint end)
{
    return be + 2 < end && token_is (prose, be + 1, "not") && token_is (prose, be + 2, "involved");
}

/* "who is leading the inquiry" */
static gboolean
is_at_work (const Prose *prose, guint be, guint end)
{
    return (token_is (prose, be, "is") || token_is (prose, be, "are")) && is_kind (prose, be + 1, end, TOKEN_WORD)
           && at (prose, be + 1)->cue == SPEECH_NONE && token_ends (prose, be + 1, "ing");
}

/* "who has called himself [as “a friend”]": the half that is not quoted says nothing. */
static gboolean
meets_quote (const Prose *prose, guint at_end, guint end)
{
    guint i = at_end;

    while (i < at_end + 2 && is_kind (prose, i, end, TOKEN_WORD))
        i++;
    return at (prose, i)->kind == TOKEN_QUOTE;
}

/* "who is the [director ...]", "[who runs the shelter]", "[who has lived there]", "[whose mother died]" */
static RolePart
read_clause (const Prose *prose, guint who, guint end)
{
    guint verb = who + !at (prose, who)->is_possessive; /* "who's a miller" */
    RolePart clause = { ROLE_CLAUSE, who, 0 };
    gboolean has = token_has_grammar (prose, verb, end, GRAMMAR_HAVE);

    if (token_has_grammar (prose, verb, end, GRAMMAR_ADVERB))
        verb++;
    if (verb == who || token_has_grammar (prose, verb, end, GRAMMAR_BE)
        || (has && token_has_grammar (prose, verb + 1, end, GRAMMAR_BE))) {
        guint noun = noun_behind_be (prose, verb + has, end);

        if (noun < end)
            return noun > verb + has + 1 && !is_article (prose, noun - 1, end) ? appointed_part (prose, noun, end)
                                                                               : noun_part (prose, noun, end);
        if (!is_disclaimer (prose, verb, end) && !is_at_work (prose, verb, end)
            && (!has || token_is (prose, verb, "had")))
            return no_part;
    } else if (!token_is (prose, who, "whose") && role_verb (prose, verb, end) == NULL && !is_habit (prose, verb, end)
               && !is_verb (prose, verb, end) && (!has || token_is (prose, verb, "had"))) {
        return no_part;
    }
    clause.end = role_phrase_end (prose, who, end);
    return meets_quote (prose, clause.end, end) ? no_part : clause;
}

/* "of the Mill Institute", "from Lyle" */
static RolePart
read_tail (const Prose *prose, guint first, guint end)
{
    static const char *const ties[] = { "at", "from", "of", "with" };
    guint last = role_phrase_end (prose, first, end);

    for (guint i = 0; i < G_N_ELEMENTS (ties); i++) {
        if (!token_is (prose, first, ties[i]))
            continue;
        for (guint k = first + 1; k < last && k <= first + TAIL_REACH; k++)
            if (at (prose, k)->kind == TOKEN_NAME)
                return (RolePart){ ROLE_TAIL, first, last };
    }
    return no_part;
}

/* "formerly of the Mill Institute" */
static RolePart
read_former_tail (const Prose *prose, guint first, guint end)
{
    RolePart part = first + 1 < end ? read_tail (prose, first + 1, end) : no_part;

    part.first = part.kind != ROLE_NONE ? first : part.first;
    return part;
}

/* "the Long Road" behind a name is rather a work of that name's. */
static RolePart
read_noun (const Prose *prose, guint article, guint end)
{
    if (token_is (prose, article, "one") && article + 1 < end && token_is (prose, article + 1, "of"))
        return noun_part (prose, article, end);
    if (!role_phrase_has_noun (prose, article + 1, end)
        && (is_kind (prose, article + 1, end, TOKEN_NAME)
            || (article + 1 < end && at (prose, article + 1)->is_possessive)))
        return no_part;
    return noun_part (prose, article + 1, end);
}

static RolePart
read_bare (const Prose *prose, guint first, guint end)
{
    const char *value = role_verb (prose, first, end);

    if (role_word_is (prose, first, "article") && first + 1 < end)
        first++;
    if (g_strcmp0 (value, "appoints") == 0 && role_phrase_has_noun (prose, first + 1, end))
        return appointed_part (prose, first + 1, end);
    if (g_strcmp0 (value, "participle") == 0)
        return (RolePart){ ROLE_CLAUSE, first, role_phrase_end (prose, first, end) };
    return role_phrase_has_noun (prose, first, end) ? noun_part (prose, first, end) : no_part;
}

RolePart
role_part_read (const Prose *prose, guint first, guint end)
{
    if (first >= end)
        return no_part;
    if (is_aside (prose, first, end))
        return (RolePart){ ROLE_ASIDE, first, first + 1 };
    if (is_tag (prose, first, end))
        return read_tag (prose, first, end);
    if (token_has_grammar (prose, first, end, GRAMMAR_WHO))
        return read_clause (prose, first, end);
    if (token_is (prose, first, "then") && is_article (prose, first + 1, end))
        return noun_part (prose, first, end);
    if ((token_is (prose, first, "now") || token_has_grammar (prose, first, end, GRAMMAR_OBJECT))
        && is_article (prose, first + 1, end))
        return read_noun (prose, first + 1, end);
    if (is_article (prose, first, end))
        return read_noun (prose, first, end);
    if (token_has_grammar (prose, first, end, GRAMMAR_PREPOSITION))
        return read_tail (prose, first, end);
    if (token_is (prose, first, "formerly"))
        return read_former_tail (prose, first, end);
    if (token_has_grammar (prose, first, end, GRAMMAR_POSSESSIVE))
        return role_phrase_has_noun (prose, first + 1, end) ? noun_part (prose, first + 1, end) : no_part;
    return read_bare (prose, first, end);
}

/* "has fished here for 40 years", "has run it since 1998" */
static gboolean
has_lasted (const Prose *prose, guint verb, guint end)
{
    if (verb >= end || !token_is (prose, verb, "has"))
        return FALSE;
    for (guint i = verb + 2; i + 1 < end; i++)
        if ((token_is (prose, i, "for") && is_kind (prose, i + 1, end, TOKEN_NUMBER))
            || (token_is (prose, i, "for") && token_ends (prose, end - 1, "years")) || token_is (prose, i, "since"))
            return TRUE;
    return FALSE;
}

RolePart
role_habit_read (const Prose *prose, guint verb, guint end)
{
    guint last = role_phrase_end (prose, verb, end);

    if (!(role_verb (prose, verb, end) != NULL && is_habit (prose, verb, end)) && !has_lasted (prose, verb, last))
        return no_part;
    for (guint i = verb + 2; i + 1 < last; i++)
        if (token_is (prose, i, "and") && (is_habit (prose, i + 1, last) || token_ends (prose, i + 1, "ed")))
            last = i; /* "owns a mill [and hired two men]" */
    return last > verb + 1 ? (RolePart){ ROLE_CLAUSE, verb, last } : no_part;
}
