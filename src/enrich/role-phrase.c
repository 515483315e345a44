/* SPDX-License-Identifier: MIT */
#include "role-phrase.h"

#include <string.h>

#include "lang/lang.h"

/* Longer than this is no role but a story. */
#define MAX_ROLE 40
#define LONG_ROLE 16
#define NOUN_REACH 8
#define MAX_TAG 8
#define MAX_INNER 6

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
is_small_word (const Prose *prose, guint index)
{
    return at (prose, index)->kind == TOKEN_WORD && at (prose, index)->grammar != GRAMMAR_NONE;
}

static const char *
role_verb (const Prose *prose, guint index, guint end)
{
    const Token *token = index < end ? at (prose, index) : NULL;

    return token != NULL && token->kind == TOKEN_WORD
               ? lexicon_find (LEXICON_ROLE_VERBS, prose->text + token->start, (gssize) (token->end - token->start))
               : NULL;
}

gboolean
role_phrase_has_noun (const Prose *prose, guint first, guint end)
{
    for (guint i = first; i < end && i < first + NOUN_REACH; i++) {
        if (at (prose, i)->noun == NOUN_ROLE)
            return TRUE;
        if (is_small_word (prose, i) && at (prose, i)->grammar != GRAMMAR_CONJUNCTION)
            return FALSE;
        if (at (prose, i)->kind == TOKEN_WORD && at (prose, i)->cue != SPEECH_NONE && at (prose, i)->noun == NOUN_NONE)
            return FALSE;
        if (at (prose, i)->kind == TOKEN_COMMA || at (prose, i)->kind == TOKEN_QUOTE)
            return FALSE;
    }
    return FALSE;
}

/* Where a role ends. */

static gboolean
is_break (const Token *token)
{
    return token->kind == TOKEN_COMMA || token->kind == TOKEN_STOP || token->kind == TOKEN_QUOTE
           || token->kind == TOKEN_DASH || token->kind == TOKEN_OPEN || token->kind == TOKEN_CLOSE
           || token->kind == TOKEN_COLON;
}

static gboolean
begins_clause (const Prose *prose, guint index, guint end)
{
    return token_has_grammar (prose, index, end, GRAMMAR_WHO) || token_has_grammar (prose, index, end, GRAMMAR_WHICH);
}

/* "clerk until 2021" tells more of the clerk, "clerk when the bank failed" begins another story; so does
 * the verb of a sentence whose comma was forgotten.  Why somebody is not named belongs to the role. */
static gboolean
leaves_role (const Prose *prose, guint index, guint end)
{
    const Token *token = at (prose, index);

    if (token->kind != TOKEN_WORD || token_is (prose, index, "because"))
        return FALSE;
    if (token_is (prose, index, "whom"))
        return TRUE;
    if (token->grammar == GRAMMAR_SUBORDINATOR)
        return !is_kind (prose, index + 1, end, TOKEN_NUMBER) && !is_kind (prose, index + 1, end, TOKEN_NAME);
    return token->cue == SPEECH_INVERTS && token->noun == NOUN_NONE && !begins_clause (prose, index - 1, end);
}

/* author of “The Mill” */
static gboolean
names_work (const Prose *prose, guint quote, guint first)
{
    return quote > first && (token_is (prose, quote - 1, "of") || token_is_naming (prose, quote - 1));
}

/* Behind the comma of "whose mother, Grace, died" the clause goes on. */
static guint
skip_inner_name (const Prose *prose, guint first, guint comma, guint end)
{
    if (!token_is (prose, first, "whose") || comma > first + 3 || !is_kind (prose, comma + 1, end, TOKEN_NAME))
        return comma;
    for (guint i = comma + 2; i < end && i <= comma + MAX_INNER; i++)
        if (at (prose, i)->kind == TOKEN_COMMA)
            return i + 1;
    return comma;
}

guint
role_phrase_end (const Prose *prose, guint first, guint end)
{
    guint clause = first, i;

    end = MIN (end, first + MAX_ROLE);
    for (i = first; i < end; i++) {
        const Token *token = at (prose, i);

        if (token->kind == TOKEN_COMMA)
            i = skip_inner_name (prose, first, i, end);
        if (i >= end)
            break;
        if (at (prose, i)->kind == TOKEN_QUOTE && names_work (prose, i, first))
            return i + 1;
        if (is_break (at (prose, i)) || (i > first && leaves_role (prose, i, end)))
            break;
        if (i > first && begins_clause (prose, i, end))
            clause = i;
    }
    if (i < end && at (prose, i)->kind == TOKEN_QUOTE)
        return clause;
    if (i > first + LONG_ROLE && clause > first && !begins_clause (prose, first, end))
        return clause;
    return i == first + MAX_ROLE ? first : i;
}

/* The parts. */

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

    if (first + 1 < end && !is_break (at (prose, first + 1)))
        return FALSE;
    return token->kind == TOKEN_NUMBER
           || (token->kind == TOKEN_NAME
               && lexicon_says (LEXICON_NAME_PARTS, prose->text + token->start, (gssize) (token->end - token->start),
                                "suffix"));
}

static RolePart
noun_part (const Prose *prose, guint first, guint end)
{
    return (RolePart){ ROLE_NOUN, first, role_phrase_end (prose, first, end) };
}

/* "teaches", "volunteers": what somebody does every day. */
static gboolean
is_habit (const Prose *prose, guint index, guint end)
{
    const Token *token = index < end ? at (prose, index) : NULL;

    return token != NULL && token->kind == TOKEN_WORD && token->grammar == GRAMMAR_NONE && token->cue == SPEECH_NONE
           && token->end - token->start > 3 && token_ends (prose, index, "s") && !token_ends (prose, index, "ss");
}

gboolean
role_clause_is_habit (const Prose *prose, const RolePart *clause)
{
    return is_habit (prose, clause->first + 1, clause->end) || token_is (prose, clause->first + 1, "has");
}

/* Where the noun of "who is the [director" or "who was appointed [director" begins; `end` when there is none. */
static guint
noun_behind_be (const Prose *prose, guint be, guint end)
{
    const char *value = role_verb (prose, be + 1, end);
    guint first = be + 1;

    if (value != NULL && strcmp (value, "appoints") == 0)
        first += 1 + token_is (prose, first + 1, "as");
    else if (!is_article (prose, first, end))
        return end;
    if (is_article (prose, first, end))
        first++;
    return role_phrase_has_noun (prose, first, end) ? first : end;
}

/* "who is the [director ...]", "[who runs the shelter]", "[who has lived there]", "[whose mother died]" */
static RolePart
read_clause (const Prose *prose, guint who, guint end)
{
    guint verb = who + 1;
    RolePart clause = { ROLE_CLAUSE, who, 0 };

    if (token_has_grammar (prose, verb, end, GRAMMAR_ADVERB))
        verb++;
    if (token_has_grammar (prose, verb, end, GRAMMAR_BE)) {
        guint noun = noun_behind_be (prose, verb, end);

        return noun < end ? noun_part (prose, noun, end) : (RolePart){ ROLE_NONE, who, who };
    }
    if (!token_is (prose, who, "whose") && role_verb (prose, verb, end) == NULL && !is_habit (prose, verb, end)
        && !(verb < end && (token_is (prose, verb, "has") || token_is (prose, verb, "have"))))
        return (RolePart){ ROLE_NONE, who, who };
    clause.end = role_phrase_end (prose, who, end);
    return clause;
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
        for (guint k = first + 1; k < last && k <= first + NOUN_REACH; k++)
            if (at (prose, k)->kind == TOKEN_NAME)
                return (RolePart){ ROLE_TAIL, first, last };
    }
    return (RolePart){ ROLE_NONE, first, first };
}

/* "the Long Road" behind a name is rather a work of that name's. */
static gboolean
is_noun_phrase (const Prose *prose, guint article, guint end)
{
    return role_phrase_has_noun (prose, article + 1, end) || !is_kind (prose, article + 1, end, TOKEN_NAME);
}

RolePart
role_part_read (const Prose *prose, guint first, guint end)
{
    RolePart none = { ROLE_NONE, first, first };

    if (first >= end)
        return none;
    if (is_aside (prose, first, end))
        return (RolePart){ ROLE_ASIDE, first, first + 1 };
    if (is_tag (prose, first, end))
        return read_tag (prose, first, end);
    if (token_has_grammar (prose, first, end, GRAMMAR_WHO))
        return read_clause (prose, first, end);
    if (token_is (prose, first, "then") && is_article (prose, first + 1, end))
        return noun_part (prose, first, end);
    if (is_article (prose, first, end))
        return is_noun_phrase (prose, first, end) ? noun_part (prose, first + 1, end) : none;
    if (token_has_grammar (prose, first, end, GRAMMAR_PREPOSITION))
        return read_tail (prose, first, end);
    if (token_has_grammar (prose, first, end, GRAMMAR_POSSESSIVE))
        return role_phrase_has_noun (prose, first + 1, end) ? noun_part (prose, first, end) : none;
    if (g_strcmp0 (role_verb (prose, first, end), "alone") == 0 && is_kind (prose, first + 1, end, TOKEN_COMMA))
        return (RolePart){ ROLE_NOUN, first, first + 1 };
    return role_phrase_has_noun (prose, first, end) ? noun_part (prose, first, end) : none;
}

/* How much it tells. */

static gboolean
is_weak (const Prose *prose, guint index)
{
    const Token *token = at (prose, index);
    const char *value =
        lexicon_find_role (LEXICON_ROLE_NOUNS, prose->text + token->start, (gsize) (token->end - token->start));

    return g_strcmp0 (value, "weak") == 0;
}

RoleLevel
role_phrase_level (const Prose *prose, guint first, guint end)
{
    gboolean has_tie = FALSE, has_name = FALSE, has_noun = FALSE;

    if (first < end && token_is (prose, first, "then"))
        return ROLE_WEAK;
    for (guint i = first; i < end; i++) {
        const Token *token = at (prose, i);

        if (token->noun == NOUN_ROLE && !has_noun && !has_tie) {
            has_noun = TRUE;
            if (is_weak (prose, i))
                return ROLE_WEAK;
        }
        has_tie |= token->is_possessive || token_has_grammar (prose, i, end, GRAMMAR_PREPOSITION)
                   || begins_clause (prose, i, end);
        has_name |= token->kind == TOKEN_NAME && (has_tie || token->is_possessive);
    }
    if (!has_noun)
        return ROLE_WEAK;
    if (has_tie)
        return has_name ? ROLE_PLACED : ROLE_TOLD;
    return end == first + 1 ? ROLE_BARE : end == first + 2 ? ROLE_SHORT : ROLE_TOLD;
}

/* The words before a noun. */

static gboolean
describes (const Prose *prose, guint index)
{
    const Token *token = at (prose, index);

    if (token->kind == TOKEN_NAME || token->kind == TOKEN_NUMBER)
        return TRUE;
    return token->kind == TOKEN_WORD && token->grammar == GRAMMAR_NONE
           && (token->cue == SPEECH_NONE || token->noun != NOUN_NONE);
}

guint
role_phrase_start (const Prose *prose, guint start, guint before)
{
    guint i = before;

    while (i > start && before - i < NOUN_REACH && describes (prose, i - 1))
        i--;
    return i;
}
