/* SPDX-License-Identifier: MIT */
#include "role-phrase.h"

#include <string.h>

#include "lang/lang.h"
#include "quote.h"

/* Longer than this is no role but a story. */
#define MAX_ROLE 40
#define LONG_ROLE 16
/* Of a phrase of so many words, those behind so many may go. */
#define MUCH 13
#define ENOUGH 6
#define NOUN_REACH 8
#define MAX_INNER 6
#define MAX_LIST 9

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
is_small_word (const Prose *prose, guint index)
{
    return at (prose, index)->kind == TOKEN_WORD && at (prose, index)->grammar != GRAMMAR_NONE;
}

gboolean
role_phrase_has_noun (const Prose *prose, guint first, guint end)
{
    for (guint i = first; i < end && i < first + NOUN_REACH; i++) {
        if (at (prose, i)->noun == NOUN_ROLE)
            return TRUE;
        if (is_small_word (prose, i) && at (prose, i)->grammar != GRAMMAR_CONJUNCTION
            && at (prose, i)->index == NO_INDEX)
            return FALSE; /* but "Department of Health spokeswoman" */
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

gboolean
role_word_is (const Prose *prose, guint index, const char *kind)
{
    const Token *token = at (prose, index);
    const char *value =
        lexicon_find_role (LEXICON_ROLE_NOUNS, prose->text + token->start, (gsize) (token->end - token->start));

    return g_strcmp0 (value, kind) == 0;
}

/* Whether the words from `first` to before `end` hold a noun that says what somebody is. */
static gboolean
holds_role (const Prose *prose, guint first, guint end)
{
    for (guint i = first; i < end; i++)
        if (at (prose, i)->noun == NOUN_ROLE)
            return TRUE;
    return FALSE;
}

/* "who sat [as specialist adviser to] the board" */
static gboolean
serves_as (const Prose *prose, guint as, guint end)
{
    guint first = as + 1;

    first +=
        token_has_grammar (prose, first, end, GRAMMAR_ARTICLE) || token_has_grammar (prose, first, end, GRAMMAR_THE);
    return role_phrase_has_noun (prose, first, MIN (end, first + 3));
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
    if (token_is (prose, index, "and") && is_kind (prose, index + 1, end, TOKEN_WORD)
        && token_ends (prose, index + 1, "ed") && !role_word_is (prose, index + 1, "modifier")
        && !holds_role (prose, index + 1, MIN (end, index + 3)))
        return TRUE; /* "a miller and [worked there]" */
    if (token_is (prose, index, "after") && token_ends (prose, index - 1, "ed"))
        return FALSE; /* "named after the creek" */
    if (token_is (prose, index, "as") && serves_as (prose, index, end))
        return FALSE;
    if (at (prose, index - 1)->noun == NOUN_ROLE
        && (token_is (prose, index, "himself") || token_is (prose, index, "herself")))
        return TRUE; /* "a baker herself" */
    if (token_is (prose, index, "since") && token_has_grammar (prose, index - 1, end, GRAMMAR_HAVE))
        return FALSE; /* "who has since retired" */
    if (token->grammar == GRAMMAR_SUBORDINATOR)
        return !is_kind (prose, index + 1, end, TOKEN_NUMBER) && !is_kind (prose, index + 1, end, TOKEN_NAME);
    return (token->cue == SPEECH_INVERTS || token->cue == SPEECH_REPORTS) && token->noun == NOUN_NONE
           && !begins_clause (prose, index - 1, end);
}

/* author of “The Mill” */
static gboolean
names_work (const Prose *prose, guint quote, guint first)
{
    return quote > first
           && (token_is (prose, quote - 1, "of") || token_is_naming (prose, quote - 1)
               || (token_has_grammar (prose, quote - 1, quote, GRAMMAR_PREPOSITION)
                   && quote_is_title (prose->article,
                                      g_ptr_array_index (prose->article->quotes, at (prose, quote)->index))));
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

static gboolean
is_list_word (const Prose *prose, guint index, guint end)
{
    return is_kind (prose, index, end, TOKEN_WORD) && at (prose, index)->grammar == GRAMMAR_NONE
           && at (prose, index)->cue == SPEECH_NONE;
}

/* "vice president for research, [policy and outreach at] the union", "poet, [critic and translator]": where the
 * list behind the comma is at its "and", if that is what it is; else the comma itself. */
static guint
skip_list (const Prose *prose, guint first, guint comma, guint end)
{
    guint i = comma + 1, last;

    while (i < end && i < comma + MAX_LIST
           && (is_list_word (prose, i, end) || is_kind (prose, i, end, TOKEN_COMMA) || token_is (prose, i, "of")))
        i++;
    if (i == comma + 1 || !token_has_grammar (prose, i, end, GRAMMAR_CONJUNCTION))
        return comma;
    last = i + 1 + token_has_grammar (prose, i + 1, end, GRAMMAR_ARTICLE);
    if (!is_list_word (prose, last, end))
        return comma;
    if (token_has_grammar (prose, last + 1, end, GRAMMAR_PREPOSITION) && !holds_role (prose, comma + 1, i))
        return i;
    return holds_role (prose, first, comma) && holds_role (prose, comma + 1, i)
                   && holds_role (prose, last, MIN (end, last + 3))
               ? i
               : comma;
}

/* "aide to the mayor [on a call with the board of the mill in May]": where what is too long can end. */
static guint
shorter (const Prose *prose, guint first, guint end)
{
    static const char *const ties[] = { "after", "before", "during", "in", "on", "over", "with" };

    if (end < first + MUCH)
        return end;
    for (guint i = first + ENOUGH; i < first + MUCH; i++)
        for (guint k = 0; k < G_N_ELEMENTS (ties); k++)
            if (token_is (prose, i, ties[k]) && at (prose, i)->kind == TOKEN_WORD
                && at (prose, i)->grammar != GRAMMAR_NONE)
                return i;
    return end;
}

/* "who runs the mill and is [“proud” of it]": what leads to no more is left off. */
static guint
trim (const Prose *prose, guint first, guint end)
{
    while (end > first + 1 && is_small_word (prose, end - 1)
           && (at (prose, end - 1)->grammar == GRAMMAR_CONJUNCTION || at (prose, end - 1)->grammar == GRAMMAR_BE
               || at (prose, end - 1)->grammar == GRAMMAR_ARTICLE || at (prose, end - 1)->grammar == GRAMMAR_MODAL
               || at (prose, end - 1)->grammar == GRAMMAR_TO || at (prose, end - 1)->grammar == GRAMMAR_ADVERB
               || at (prose, end - 1)->grammar == GRAMMAR_HE || at (prose, end - 1)->grammar == GRAMMAR_SHE
               || at (prose, end - 1)->grammar == GRAMMAR_THEY || at (prose, end - 1)->grammar == GRAMMAR_SUBORDINATOR))
        end--;
    if (end > first + 2 && token_is (prose, end - 1, "such"))
        end -= 1; /* "critic of many plans such [as]" */
    return end;
}

guint
role_phrase_end (const Prose *prose, guint first, guint end)
{
    guint clause = first, i;

    end = MIN (end, first + MAX_ROLE);
    for (i = first; i < end; i++) {
        const Token *token = at (prose, i);

        if (token->kind == TOKEN_COMMA)
            i = skip_list (prose, first, skip_inner_name (prose, first, i, end), end);
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
    if (i == first + MAX_ROLE)
        return first;
    return trim (prose, first, begins_clause (prose, first, end) || clause > first ? i : shorter (prose, first, i));
}

/* How much it tells. */

RoleLevel
role_phrase_level (const Prose *prose, guint first, guint end)
{
    gboolean has_tie = FALSE, has_name = FALSE, has_noun = FALSE, has_owner = FALSE;

    if (first < end && (token_is (prose, first, "then") || token_is (prose, first, "one")))
        return ROLE_WEAK;
    for (guint i = first; i < end; i++) {
        const Token *token = at (prose, i);

        if (token->noun == NOUN_ROLE && !has_noun && !has_tie) {
            has_noun = TRUE;
            if (role_word_is (prose, i, "weak") || role_word_is (prose, i, "kin"))
                return ROLE_WEAK;
        }
        has_owner |= token->is_possessive;
        has_tie |= token_has_grammar (prose, i, end, GRAMMAR_PREPOSITION) || begins_clause (prose, i, end);
        has_name |= token->kind == TOKEN_NAME && (has_tie || token->is_possessive);
    }
    if (!has_noun)
        return ROLE_WEAK;
    if (has_tie || has_owner)
        return has_name ? ROLE_PLACED : ROLE_TOLD;
    return end == first + 1 ? ROLE_BARE : end == first + 2 ? ROLE_SHORT : ROLE_TOLD;
}

/* The words before a noun. */

static gboolean
describes (const Prose *prose, guint index)
{
    const Token *token = at (prose, index);

    if (token->kind == TOKEN_NAME || token->kind == TOKEN_NUMBER || role_word_is (prose, index, "modifier")
        || role_word_is (prose, index, "local") || (token->kind == TOKEN_WORD && token->index != NO_INDEX))
        return TRUE; /* or the "of" in "Bank of Lyle analyst" */
    if (token_ends (prose, index, "ed"))
        return FALSE; /* "protesters jeered the ..." */
    return token->kind == TOKEN_WORD && token->grammar == GRAMMAR_NONE
           && (token->cue == SPEECH_NONE || token->noun != NOUN_NONE);
}

guint
role_phrase_start (const Prose *prose, guint start, guint before)
{
    guint i = before;

    while (i > start && before - i < NOUN_REACH) {
        gboolean joins = i > start + 1 && i < before && token_is (prose, i - 1, "and")
                         && at (prose, i - 2)->noun == NOUN_ROLE && !at (prose, i - 2)->is_plural;

        if (!joins && (!describes (prose, i - 1) || role_word_is (prose, i - 1, "article")))
            break;
        i -= 1 + joins;
    }
    return i;
}
