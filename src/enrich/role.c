/* SPDX-License-Identifier: MIT */
#include "role.h"

#include <string.h>

#include "lang/lang.h"

/* Longer than this is no role but a story. */
#define MAX_ROLE 40
#define NOUN_REACH 8

enum {
    RANK_NONE,
    RANK_TITLE,
    RANK_STATEMENT,
    RANK_APPOSITION,
};

/* "the spokeswoman for ..." tells that the person is a woman; "the son of a woman who ..." does not. */
static void
take_sex (const Prose *prose, Voice *voice)
{
    for (gsize i = voice->role_nouns.start; voice->sex == SEX_UNKNOWN && i < voice->role_nouns.end; i++) {
        const Token *token = token_at (prose, (guint) i);
        const char *sex;

        if (token->kind == TOKEN_WORD && token->grammar == GRAMMAR_PREPOSITION)
            break;
        sex = lexicon_find (LEXICON_ROLE_NOUNS, prose->text + token->start, (gssize) (token->end - token->start));
        if (g_strcmp0 (sex, "male") == 0)
            voice->sex = SEX_MALE;
        else if (g_strcmp0 (sex, "female") == 0)
            voice->sex = SEX_FEMALE;
    }
}

static void
set_role (Article *article, const Prose *prose, Voice *voice, guint rank, guint first, guint end)
{
    if (rank <= voice->role_rank || first >= end)
        return;
    voice->role = article_slice (article, prose_span (prose, first, end));
    voice->role_nouns = (Span){ first, end };
    voice->role_rank = rank;
    voice->is_sure = TRUE;
    take_sex (prose, voice);
}

static gboolean
has_grammar (const Prose *prose, guint index, guint end, Grammar grammar)
{
    return index < end && token_at (prose, index)->kind == TOKEN_WORD && token_at (prose, index)->grammar == grammar;
}

static gboolean
is_article (const Prose *prose, guint index, guint end)
{
    return has_grammar (prose, index, end, GRAMMAR_ARTICLE) || has_grammar (prose, index, end, GRAMMAR_THE);
}

static gboolean
ends_role (const Token *token)
{
    return token->kind == TOKEN_COMMA || token->kind == TOKEN_STOP || token->kind == TOKEN_QUOTE
           || token->kind == TOKEN_DASH || token->kind == TOKEN_OPEN || token->kind == TOKEN_COLON;
}

/* A role that runs into a quotation has lost the end of its last clause: that clause is left off. */
static guint
role_end (const Prose *prose, guint first, guint end)
{
    guint clause = first, i;

    end = MIN (end, first + MAX_ROLE);
    for (i = first; i < end && !ends_role (token_at (prose, i)); i++)
        if (i > first && (has_grammar (prose, i, end, GRAMMAR_WHO) || has_grammar (prose, i, end, GRAMMAR_WHICH)))
            clause = i;
    if (i < end && token_at (prose, i)->kind == TOKEN_QUOTE)
        return clause;
    return i == first + MAX_ROLE ? first : i;
}

static gboolean
has_role_noun (const Prose *prose, guint first, guint end)
{
    for (guint i = first; i < end && i < first + NOUN_REACH; i++) {
        if (token_at (prose, i)->noun == NOUN_ROLE)
            return TRUE;
        if (token_at (prose, i)->grammar != GRAMMAR_NONE && token_at (prose, i)->kind == TOKEN_WORD
            && token_at (prose, i)->grammar != GRAMMAR_CONJUNCTION)
            return FALSE;
    }
    return FALSE;
}

static gboolean
is_role_verb (const Prose *prose, guint index, guint end)
{
    const Token *token = token_at (prose, index);

    return index < end
           && lexicon_has (LEXICON_ROLE_VERBS, prose->text + token->start, (gssize) (token->end - token->start));
}

/* Where the role in a clause begins: "who is the [director ...", "[who runs the shelter". */
static guint
role_in_clause (const Prose *prose, guint who, guint end)
{
    if (who + 2 < end && has_grammar (prose, who + 1, end, GRAMMAR_BE) && is_article (prose, who + 2, end))
        return who + 3;
    return is_role_verb (prose, who + 1, end) ? who : end;
}

/* Where the role that follows a name begins, `end` when none does. */
static guint
role_behind (const Prose *prose, guint comma, guint end)
{
    guint first = comma + 1;

    if (first + 1 < end && token_at (prose, first)->kind == TOKEN_NUMBER
        && token_at (prose, first + 1)->kind == TOKEN_COMMA)
        first += 2;
    if (first >= end)
        return end;
    if (has_grammar (prose, first, end, GRAMMAR_WHO))
        return role_in_clause (prose, first, end);
    if (is_article (prose, first, end))
        return first + 1;
    if (has_grammar (prose, first, end, GRAMMAR_POSSESSIVE))
        return has_role_noun (prose, first + 1, end) ? first : end;
    return has_role_noun (prose, first, end) ? first : end;
}

static void
read_apposition (Article *article, const Prose *prose, const NameRun *run, guint end)
{
    guint first, last;

    if (run->end >= end || token_at (prose, run->end)->kind != TOKEN_COMMA)
        return;
    first = role_behind (prose, run->end, end);
    if (first >= end)
        return;
    last = role_end (prose, first, end);
    set_role (article, prose, run->voice, RANK_APPOSITION, first, last);
}

void
role_read_statement (Article *article, const Prose *prose, guint verb, guint end, Voice *voice)
{
    if (!has_grammar (prose, verb, end, GRAMMAR_BE) || !is_article (prose, verb + 1, end)
        || !has_role_noun (prose, verb + 2, end))
        return;
    set_role (article, prose, voice, RANK_STATEMENT, verb + 2, role_end (prose, verb + 2, end));
}

/* The words before a name that belong to its role, back from `before`: "Vale's press secretary". */
static guint
role_start (const Prose *prose, guint start, guint before)
{
    guint i = before;

    while (i > start && before - i < NOUN_REACH) {
        const Token *token = token_at (prose, i - 1);

        if (token->kind != TOKEN_NAME && token->kind != TOKEN_NUMBER
            && (token->kind != TOKEN_WORD || token->grammar != GRAMMAR_NONE
                || (token->cue != SPEECH_NONE && token->noun == NOUN_NONE)))
            break;
        i--;
    }
    return i;
}

/* "the mayor's press secretary, Ann Vale, said" */
static void
read_before_comma (Article *article, const Prose *prose, const NameRun *run, guint start, guint end)
{
    guint comma = run->first - 1;

    if (run->first < start + 2 || token_at (prose, comma)->kind != TOKEN_COMMA
        || token_at (prose, comma - 1)->noun != NOUN_ROLE || token_at (prose, comma - 1)->is_plural
        || token_at (prose, comma - 1)->kind != TOKEN_WORD)
        return;
    if (run->end < end && token_at (prose, run->end)->kind != TOKEN_COMMA)
        return;
    set_role (article, prose, run->voice, RANK_STATEMENT, role_start (prose, start, comma), comma);
}

/* A title that is all of the role is written out: "Sen." as "senator". */
static gboolean
expand_title (Article *article, const Prose *prose, guint index, Voice *voice)
{
    const Token *token = token_at (prose, index);
    g_autofree char *value =
        lexicon_get (LEXICON_TITLES, prose->text + token->start, (gssize) (token->end - token->start));

    if (value == NULL || strchr ("=+*", *value) != NULL || voice->role_rank >= RANK_TITLE)
        return FALSE;
    voice->role = g_ascii_isupper (*value) ? article_slice (article, prose_span (prose, index, index + 1))
                                           : arena_strdup (article->arena, value);
    voice->role_rank = RANK_TITLE;
    return TRUE;
}

/* "New Zealand President Ann Vale", "sociologist Ann Vale" */
static void
read_title (Article *article, const Prose *prose, const NameRun *run, guint start)
{
    gboolean has_noun = run->first > start && token_at (prose, run->first - 1)->kind == TOKEN_WORD
                        && token_at (prose, run->first - 1)->noun == NOUN_ROLE;
    guint first = run->first;

    if (run->is_honorific && !has_noun)
        return;
    if (has_noun || run->first == run->name)
        first = role_start (prose, start, run->first);
    if (!has_noun && run->name == run->first)
        return;
    if (!has_noun && run->name == run->first + 1 && expand_title (article, prose, run->first, run->voice))
        return;
    set_role (article, prose, run->voice, RANK_TITLE, first, has_noun ? run->first : run->name);
}

void
roles_read (Article *article, const Prose *prose, const Voices *voices)
{
    GArray *runs = voices_runs (voices);
    guint sentence = 0;

    for (guint i = 0; i < runs->len; i++) {
        const NameRun *run = &g_array_index (runs, NameRun, i);
        guint start, end;

        while (sentence_at (prose, sentence)->end <= run->first)
            sentence++;
        start = sentence_at (prose, sentence)->first;
        end = sentence_at (prose, sentence)->end;
        if (run->voice == NULL || run->voice->kind != SOURCE_PERSON || run->is_possessive)
            continue;
        read_apposition (article, prose, run, end);
        read_before_comma (article, prose, run, start, end);
        role_read_statement (article, prose, run->end, end, run->voice);
        read_title (article, prose, run, start);
    }
}

void
role_read_description (Article *article, const Prose *prose, guint noun, guint after, guint end, Voice *voice)
{
    guint first = after;

    if (voice->kind == SOURCE_DOCUMENT) {
        guint last = after < end && token_is (prose, after, "dated") ? role_end (prose, noun, end) : noun + 1;

        if (last < end && last > noun + 1 && last + 1 < end && token_at (prose, last)->kind == TOKEN_COMMA
            && token_at (prose, last + 1)->kind == TOKEN_NUMBER)
            last += 2;
        set_role (article, prose, voice, RANK_STATEMENT, noun, last);
        return;
    }
    if (first < end && token_at (prose, first)->kind == TOKEN_COMMA)
        first++;
    if (has_grammar (prose, first, end, GRAMMAR_WHO))
        set_role (article, prose, voice, RANK_STATEMENT, first, role_end (prose, first, end));
}
