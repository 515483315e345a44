/* SPDX-License-Identifier: MIT */
#include "phrase.h"

#include "lang/lang.h"
#include "role-phrase.h"
#include "work.h"

/* No phrase that names a source is longer, no apposition either; they keep the search linear. */
#define MAX_PHRASE 12
#define MAX_APPOSITION 48
#define MAX_INTRODUCTION 40
#define MAX_OWNERS 4

static const Token *
at (const Grammarian *g, guint index)
{
    return token_at (g->prose, index);
}

static gboolean
is_kind (const Grammarian *g, guint index, guint end, TokenKind kind)
{
    return index < end && at (g, index)->kind == kind;
}

static gboolean
has_grammar (const Grammarian *g, guint index, guint end, Grammar grammar)
{
    return index < end && at (g, index)->kind == TOKEN_WORD && at (g, index)->grammar == grammar;
}

static gboolean
is_pronoun (const Token *token)
{
    switch (token->kind == TOKEN_WORD ? token->grammar : GRAMMAR_NONE) {
    case GRAMMAR_HE:
    case GRAMMAR_SHE:
    case GRAMMAR_IT:
    case GRAMMAR_THEY:
    case GRAMMAR_SELF: return TRUE;
    default: return FALSE;
    }
}

static gboolean
is_determiner (const Token *token)
{
    return token->kind == TOKEN_WORD
           && (token->grammar == GRAMMAR_ARTICLE || token->grammar == GRAMMAR_THE
               || token->grammar == GRAMMAR_POSSESSIVE);
}

static gboolean
is_content_word (const Token *token)
{
    return token->kind == TOKEN_WORD && token->grammar == GRAMMAR_NONE
           && (token->cue == SPEECH_NONE || token->noun != NOUN_NONE);
}

static void
set_name (Phrase *phrase, guint first, NameRun *name)
{
    phrase->kind = PHRASE_NAME;
    phrase->first = phrase->core = first;
    phrase->end = name->end;
    phrase->head = name->end - 1;
    phrase->name = name;
}

/* "Vale supporters", "Orrin data scientist": the name only describes the noun behind it. */
static gboolean
describes_noun (const Grammarian *g, guint after, guint end)
{
    if (after >= end || !is_content_word (at (g, after)))
        return FALSE;
    if (at (g, after)->noun != NOUN_NONE)
        return TRUE;
    return after + 1 < end && is_content_word (at (g, after + 1)) && at (g, after + 1)->noun != NOUN_NONE
           && !token_ends (g->prose, after, "s") && !token_ends (g->prose, after, "ed");
}

static gboolean
read_pronoun (const Grammarian *g, guint index, Phrase *phrase)
{
    if (!is_pronoun (at (g, index)))
        return FALSE;
    *phrase = (Phrase){ PHRASE_PRONOUN, index, index + 1, index, index, NULL, FALSE };
    return TRUE;
}

static gboolean
read_work (const Grammarian *g, guint first, guint quote, Phrase *phrase)
{
    Span noun;

    if (at (g, quote)->kind != TOKEN_QUOTE || !work_is_title (g->prose->article, g->prose, quote, &noun))
        return FALSE;
    *phrase = (Phrase){ PHRASE_WORK, first, quote + 1, quote, quote, NULL, TRUE };
    return TRUE;
}

/* A noun that says what it is comes last but for what is already verb: "the board [voted]". */
static gboolean
finish_noun (const Grammarian *g, Phrase *phrase, guint end)
{
    phrase->kind = PHRASE_NONE;
    for (guint i = phrase->core; i < end; i++) {
        if (at (g, i)->kind == TOKEN_QUOTE || at (g, i)->noun == NOUN_NONE || at (g, i)->is_possessive)
            continue;
        phrase->kind = PHRASE_NOUN;
        phrase->head = i;
        phrase->end = i + 1;
    }
    return phrase->kind != PHRASE_NONE;
}

/* "the novelist [and] critic Ann Vale" */
static gboolean
joins_roles (const Grammarian *g, guint index, guint end)
{
    guint i = index + 1;

    if (!token_is (g->prose, index, "and") || at (g, index - 1)->noun != NOUN_ROLE)
        return FALSE;
    while (i < end && is_content_word (at (g, i)))
        i++;
    return i > index + 1 && at (g, i - 1)->noun == NOUN_ROLE && is_kind (g, i, end, TOKEN_NAME)
           && voices_name_at (g->voices, i) != NULL;
}

gboolean
phrase_read (const Grammarian *g, guint first, guint end, Phrase *phrase)
{
    guint i = first;

    end = MIN (end, first + MAX_PHRASE);
    *phrase = (Phrase){ PHRASE_NONE, first, first, first, first, NULL, FALSE };
    if (first >= end)
        return FALSE;
    if (read_pronoun (g, first, phrase))
        return TRUE;
    if (is_determiner (at (g, i)))
        phrase->is_definite = at (g, i++)->grammar != GRAMMAR_ARTICLE;
    phrase->core = i;
    if (i < end && read_work (g, first, i, phrase))
        return TRUE;
    while (i < end) {
        NameRun *name = voices_name_at (g->voices, i);

        if (name != NULL && !name->is_possessive && !describes_noun (g, name->end, end) && name->surname != NO_INDEX) {
            set_name (phrase, first, name);
            return TRUE;
        }
        if (name == NULL && !is_content_word (at (g, i)) && at (g, i)->kind != TOKEN_NUMBER && !joins_roles (g, i, end))
            break;
        i = name != NULL ? MAX (name->end, i + 1) : i + 1;
    }
    return finish_noun (g, phrase, MIN (i, end));
}

/* The words that can be a noun phrase, whose last token is before `before`: back to its article. */
static gboolean
read_words_back (const Grammarian *g, guint start, guint before, Phrase *phrase)
{
    guint i = before;

    while (i > start && before - i < MAX_PHRASE) {
        const Token *token = at (g, i - 1);

        if (!is_content_word (token) && token->kind != TOKEN_NUMBER && token->kind != TOKEN_NAME)
            break;
        i--;
    }
    *phrase = (Phrase){ PHRASE_NOUN, i, before, i, before - 1, NULL, FALSE };
    if (i == before || at (g, before - 1)->is_possessive)
        return FALSE;
    if (i > start && is_determiner (at (g, i - 1))) {
        phrase->first = i - 1;
        phrase->is_definite = at (g, i - 1)->grammar != GRAMMAR_ARTICLE;
    }
    return TRUE;
}

/* The same for a noun that says what it is. */
gboolean
phrase_read_noun_back (const Grammarian *g, guint start, guint before, Phrase *phrase)
{
    return read_words_back (g, start, before, phrase) && at (g, before - 1)->noun != NOUN_NONE;
}

/* "a spokesman for X", "counsel to the board": prepositions that tie a noun to the one before it. */
static gboolean
ties_nouns (const Grammarian *g, guint index)
{
    static const char *const ties[] = { "of", "for", "at", "with", "from", "in", "to", "on" };

    for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
        if (token_is (g->prose, index, ties[i]))
            return TRUE;
    return index > 0 && at (g, index - 1)->noun == NOUN_DOCUMENT && token_is (g->prose, index, "by");
}

/* The words before a name that are part of its phrase: "the former state senator Ann Vale". */
static void
take_words_before (const Grammarian *g, guint start, Phrase *phrase)
{
    guint limit = phrase->first > start + MAX_PHRASE ? phrase->first - MAX_PHRASE : start;

    while (phrase->first > limit
           && (is_content_word (at (g, phrase->first - 1)) || at (g, phrase->first - 1)->kind == TOKEN_NAME
               || voices_name_at (g->voices, phrase->first - 1) != NULL)) /* "Bank of Lyle analyst" */
        phrase->first--;
    if (phrase->first > start && is_determiner (at (g, phrase->first - 1)))
        phrase->first--;
}

static gboolean
is_document (const Grammarian *g, const Phrase *phrase)
{
    return phrase->kind == PHRASE_NAME ? phrase->name->is_document : at (g, phrase->head)->noun == NOUN_DOCUMENT;
}

/* "[Ann Vale] and her staff": she speaks. */
static void
take_companion (const Grammarian *g, guint start, Phrase *phrase)
{
    guint end = phrase->end, at_and = phrase->first - 1;
    NameRun *name;

    if (phrase->first < start + 2 || !has_grammar (g, phrase->first, end, GRAMMAR_POSSESSIVE)
        || !token_is (g->prose, at_and, "and"))
        return;
    name = voices_name_at (g->voices, at_and - 1);
    if (name == NULL || name->surname == NO_INDEX || name->is_possessive || name->end != at_and)
        return;
    set_name (phrase, name->first, name);
    take_words_before (g, start, phrase);
    phrase->end = end;
}

/* If the phrase only tells more of a noun before it, takes that noun instead.  FALSE when it belongs to
 * something that is no source. */
static gboolean
take_owner (const Grammarian *g, guint start, Phrase *phrase)
{
    guint end = phrase->end;
    Phrase owner;

    for (guint n = 0; n < MAX_OWNERS && phrase->first > start && ties_nouns (g, phrase->first - 1); n++) {
        guint before = phrase->first - 1;
        NameRun *name = before > start ? voices_name_at (g->voices, before - 1) : NULL;

        if (name != NULL && !name->is_possessive && name->surname != NO_INDEX) {
            set_name (&owner, name->first, name);
            take_words_before (g, start, &owner);
        } else if (!phrase_read_noun_back (g, start, before, &owner)) {
            return is_document (g, phrase); /* "the 1931 edition of the handbook" */
        }
        *phrase = owner;
        phrase->end = end;
    }
    take_companion (g, start, phrase);
    return TRUE;
}

/* "a spokesman for the ferry": the last noun may be anything. */
static gboolean
read_owned_back (const Grammarian *g, guint start, guint before, Phrase *phrase)
{
    Phrase owner;

    return read_words_back (g, start, before, phrase) && phrase->first > start && phrase->first < phrase->core
           && ties_nouns (g, phrase->first - 1) && phrase_read_noun_back (g, start, phrase->first - 1, &owner)
           && at (g, owner.head)->noun == NOUN_ROLE;
}

static gboolean
skip_bracket (const Grammarian *g, guint start, guint *before)
{
    guint i = *before - 1;

    for (guint n = 0; i > start && n < MAX_PHRASE; i--, n++)
        if (at (g, i)->kind == TOKEN_OPEN)
            break;
    if (at (g, i)->kind != TOKEN_OPEN || i == start)
        return FALSE;
    *before = i;
    return TRUE;
}

static gboolean
read_before (const Grammarian *g, guint start, guint before, Phrase *phrase)
{
    NameRun *name;

    if (before <= start)
        return FALSE;
    if (at (g, before - 1)->kind == TOKEN_CLOSE && !skip_bracket (g, start, &before))
        return FALSE;
    if (read_pronoun (g, before - 1, phrase))
        return TRUE;
    if (read_work (g, before > start + 1 && is_determiner (at (g, before - 2)) ? before - 2 : before - 1, before - 1,
                   phrase))
        return TRUE;
    name = voices_name_at (g->voices, before - 1);
    if (name != NULL && name->surname != NO_INDEX && name->end == before && !name->is_possessive) {
        set_name (phrase, name->first, name);
        take_words_before (g, start, phrase);
        return TRUE;
    }
    return phrase_read_noun_back (g, start, before, phrase) || read_owned_back (g, start, before, phrase);
}

gboolean
phrase_read_words (const Grammarian *g, guint first, guint end, guint *after)
{
    guint i = first;

    if (i < end && is_determiner (at (g, i)))
        i++;
    *after = i;
    while (*after < end && *after < i + MAX_PHRASE
           && (is_content_word (at (g, *after)) || is_kind (g, *after, end, TOKEN_NAME)))
        (*after)++;
    return i > first && *after > i;
}

gboolean
phrase_read_back (const Grammarian *g, guint start, guint before, Phrase *phrase)
{
    return read_before (g, start, before, phrase) && (phrase->kind == PHRASE_PRONOUN || take_owner (g, start, phrase));
}

/* "Ph.D.", "of the Mill Institute" */
static gboolean
begins_tail (const Grammarian *g, guint first, guint end)
{
    const NameRun *name = voices_name_at (g->voices, first);

    if (name != NULL)
        return name->surname == NO_INDEX;
    return (token_is (g->prose, first, "of") || token_is (g->prose, first, "from"))
           && (has_grammar (g, first + 1, end, GRAMMAR_THE) || is_kind (g, first + 1, end, TOKEN_NAME));
}

/* What can follow the comma behind a name: "a farmer", "who", "45", "director of", "Mr. Vale's aide". */
static gboolean
begins_apposition (const Grammarian *g, guint first, guint end)
{
    if (begins_tail (g, first, end))
        return TRUE;
    if (is_determiner (at (g, first)) || has_grammar (g, first, end, GRAMMAR_WHO)
        || has_grammar (g, first, end, GRAMMAR_WHICH) || at (g, first)->kind == TOKEN_NUMBER)
        return TRUE;
    for (guint i = first; i < end && i < first + MAX_PHRASE / 2; i++) {
        const Token *token = at (g, i);

        if (token->noun == NOUN_ROLE || token->is_possessive)
            return TRUE;
        if (token->kind == TOKEN_COMMA || (token->grammar != GRAMMAR_NONE && token->kind == TOKEN_WORD))
            return FALSE;
    }
    return FALSE;
}

/* What else can stand between a name and its verb: "Vale, speaking in Rome, [said]", "Vale, of the board, [said]". */
static gboolean
begins_aside (const Grammarian *g, guint first, guint end)
{
    const Token *token = at (g, first);

    if (token->kind != TOKEN_WORD)
        return FALSE;
    return has_grammar (g, first, end, GRAMMAR_PREPOSITION) || token_ends (g->prose, first, "ing")
           || token_ends (g->prose, first, "ed");
}

/* "the mayor's press secretary, Ann Vale, [said]"; "Counsel for the family, Ann Vale, [said]" */
static gboolean
is_apposition_itself (const Grammarian *g, guint start, const Phrase *phrase)
{
    if (phrase->kind == PHRASE_NAME && phrase->first > start + 1 && at (g, phrase->first - 1)->kind == TOKEN_COMMA
        && role_phrase_has_noun (g->prose, start + is_determiner (at (g, start)), phrase->first - 1))
        return TRUE;
    return phrase->kind == PHRASE_NAME && phrase->first >= start + 2 && at (g, phrase->first - 1)->kind == TOKEN_COMMA
           && at (g, phrase->first - 2)->noun == NOUN_ROLE;
}

static gboolean
begins_clause (const Grammarian *g, guint start, guint first)
{
    const Token *before;

    if (first == start)
        return TRUE;
    before = at (g, first - 1);
    return before->kind == TOKEN_COMMA || before->kind == TOKEN_DASH || before->kind == TOKEN_STOP
           || (before->kind == TOKEN_WORD
               && (before->grammar == GRAMMAR_CONJUNCTION || before->grammar == GRAMMAR_THAT));
}

/* The phrase that an apposition before the comma at `comma` belongs to: "Ann Vale, a farmer, [said]". */
static gboolean
skip_apposition (const Grammarian *g, guint start, guint comma, gboolean is_participle, Phrase *phrase)
{
    guint limit = comma > start + MAX_APPOSITION ? comma - MAX_APPOSITION : start;
    Phrase candidate;

    for (guint i = comma; i > limit + 1;) {
        gboolean is_apposition;

        i--;
        if (at (g, i)->kind != at (g, comma)->kind)
            continue;
        is_apposition = begins_apposition (g, i + 1, comma);
        if ((!is_apposition && (is_participle || !begins_aside (g, i + 1, comma)))
            || !phrase_read_back (g, start, i, &candidate))
            continue;
        if ((candidate.kind == PHRASE_NAME && (is_apposition || begins_clause (g, start, candidate.first)))
            || (candidate.kind == PHRASE_NOUN && candidate.end == i
                && (at (g, candidate.head)->noun == NOUN_DOCUMENT || has_grammar (g, i + 1, comma, GRAMMAR_WHO)
                    || has_grammar (g, i + 1, comma, GRAMMAR_WHICH)))) {
            *phrase = candidate;
            return TRUE;
        }
    }
    return phrase_read_back (g, start, comma, phrase) && is_apposition_itself (g, start, phrase);
}

static gboolean
is_skipped_before_verb (const Grammarian *g, guint index)
{
    const Token *token = at (g, index);

    if (token->kind != TOKEN_WORD)
        return FALSE;
    if (token->grammar == GRAMMAR_NONE)
        return token->cue == SPEECH_NONE && token->noun == NOUN_NONE && token_ends (g->prose, index, "ly");
    return token->grammar == GRAMMAR_ADVERB || token->grammar == GRAMMAR_HAVE || token->grammar == GRAMMAR_MODAL
           || token->grammar == GRAMMAR_BE;
}

/* "was told", "is called": not the subject speaks. */
static gboolean
is_passive (const Grammarian *g, guint start, guint verb)
{
    guint i = verb;

    if (token_ends (g->prose, verb, "ing"))
        return FALSE;
    while (i > start && is_skipped_before_verb (g, i - 1)) {
        i--;
        if (at (g, i)->grammar == GRAMMAR_BE)
            return TRUE;
    }
    return FALSE;
}

/* "the man who said", "the report, which said": the noun before. */
static gboolean
find_antecedent (const Grammarian *g, guint start, guint relative, Phrase *phrase)
{
    gboolean is_thing = at (g, relative)->grammar == GRAMMAR_WHICH;
    guint before = relative;

    if (before > start && at (g, before - 1)->kind == TOKEN_COMMA) {
        before--;
        /* "Vale, a nurse, who said" */
        if (!is_thing && skip_apposition (g, start, before, TRUE, phrase) && phrase->kind == PHRASE_NAME)
            return TRUE;
    }
    if (phrase_read_back (g, start, before, phrase) && phrase->kind != PHRASE_PRONOUN)
        return TRUE;
    for (guint i = before, n = 0; is_thing && i > start && n < MAX_APPOSITION; i--, n++)
        if (at (g, i - 1)->noun == NOUN_DOCUMENT)
            return phrase_read_noun_back (g, start, i, phrase);
    return FALSE;
}

/* "with Vale saying": then it is no verb of the sentence's subject. */
static gboolean
has_own_subject (const Grammarian *g, guint start, guint before, Phrase *phrase)
{
    return read_before (g, start, before, phrase) && phrase->kind == PHRASE_NAME && phrase->first > start
           && token_is (g->prose, phrase->first - 1, "with");
}

/* "A sign [at the gate] read": words that name nobody, behind a preposition. */
static gboolean
skip_tail (const Grammarian *g, guint start, guint before, Phrase *phrase)
{
    guint limit = before > start + MAX_PHRASE ? before - MAX_PHRASE : start;

    for (guint i = before; i > limit + 1; i--) {
        const Token *token = at (g, i - 1);

        if (ties_nouns (g, i - 1))
            return phrase_read_back (g, start, i - 1, phrase) && phrase->kind != PHRASE_PRONOUN;
        if (!is_content_word (token) && !is_determiner (token) && token->kind != TOKEN_NAME
            && token->kind != TOKEN_NUMBER)
            return FALSE;
    }
    return FALSE;
}

/* "The surveyor who came by in May [wrote]": a clause without commas stands between noun and verb. */
static gboolean
skip_clause (const Grammarian *g, guint start, guint verb, Phrase *phrase)
{
    guint limit = verb > start + MAX_APPOSITION ? verb - MAX_APPOSITION : start;

    for (guint i = verb; i > limit + 1; i--) {
        const Token *token = at (g, i - 1);

        if (token->kind == TOKEN_COMMA || token->kind == TOKEN_DASH || token->kind == TOKEN_STOP
            || token->kind == TOKEN_QUOTE || token->cue != SPEECH_NONE)
            return FALSE;
        if (has_grammar (g, i - 1, verb, GRAMMAR_WHO) || has_grammar (g, i - 1, verb, GRAMMAR_WHICH))
            return phrase_read_back (g, start, i - 1, phrase) && phrase->kind != PHRASE_PRONOUN;
    }
    return FALSE;
}

/* "audit [released]", "inspector [sent] by the trust" */
static gboolean
is_made (const Grammarian *g, guint participle, guint end)
{
    const Token *token = at (g, participle), *noun = at (g, participle - 1);
    gboolean is_verb;

    if (token->kind != TOKEN_WORD || noun->kind != TOKEN_WORD)
        return FALSE;
    is_verb = lexicon_has (LEXICON_DOCUMENT_VERBS, g->prose->text + token->start, (gssize) (token->end - token->start));
    if (noun->noun == NOUN_ROLE)
        return participle + 1 < end && token_is (g->prose, participle + 1, "by")
               && (is_verb || token_ends (g->prose, participle, "ed"));
    return is_verb && (noun->noun == NOUN_DOCUMENT || noun->noun == NOUN_UTTERANCE);
}

/* "The audit released in May by the county [said]": so does what tells where a document comes from. */
static gboolean
skip_participle (const Grammarian *g, guint start, guint verb, Phrase *phrase)
{
    guint limit = verb > start + MAX_APPOSITION / 2 ? verb - MAX_APPOSITION / 2 : start;

    for (guint i = verb; i > limit + 1; i--) {
        const Token *token = at (g, i - 1);

        if (token->kind == TOKEN_COMMA || token->kind == TOKEN_DASH || token->kind == TOKEN_STOP
            || token->kind == TOKEN_QUOTE)
            return FALSE;
        if (is_made (g, i - 1, verb))
            return phrase_read_noun_back (g, start, i - 1, phrase);
    }
    return FALSE;
}

static gboolean
is_sharing (const Grammarian *g, guint start, guint verb)
{
    const Token *before;

    if (verb <= start || token_ends (g->prose, verb, "ing"))
        return verb > start;
    before = at (g, verb - 1);
    return before->kind == TOKEN_WORD
           && (before->grammar == GRAMMAR_CONJUNCTION || before->grammar == GRAMMAR_TO || before->cue != SPEECH_NONE);
}

/* "who", "which", or the "that" of "a sign that says" */
static gboolean
is_relative (const Grammarian *g, guint index)
{
    const Token *token = at (g, index), *noun = at (g, index - 1);

    if (token->kind != TOKEN_WORD)
        return FALSE;
    return token->grammar == GRAMMAR_WHO || token->grammar == GRAMMAR_WHICH
           || (token_is (g->prose, index, "that") && noun->kind == TOKEN_WORD && noun->noun != NOUN_NONE
               && noun->cue == SPEECH_NONE);
}

SubjectKind
phrase_find_subject (const Grammarian *g, guint start, guint verb, Phrase *phrase)
{
    guint before = verb;

    *phrase = (Phrase){ .kind = PHRASE_NONE };
    if (is_passive (g, start, verb))
        return SUBJECT_NONE;
    while (before > start && is_skipped_before_verb (g, before - 1))
        before--;
    if (before > start + 1 && is_relative (g, before - 1))
        return find_antecedent (g, start, before - 1, phrase) ? SUBJECT_FOUND : SUBJECT_NONE;
    if (before > start && (at (g, before - 1)->kind == TOKEN_COMMA || at (g, before - 1)->kind == TOKEN_DASH)
        && skip_apposition (g, start, before - 1, token_ends (g->prose, verb, "ing"), phrase))
        return SUBJECT_FOUND;
    if (token_ends (g->prose, verb, "ing") && has_own_subject (g, start, before, phrase))
        return SUBJECT_FOUND;
    if (is_sharing (g, start, before == verb ? verb : before))
        return SUBJECT_SHARED;
    if (skip_participle (g, start, before, phrase))
        return SUBJECT_FOUND;
    if (read_before (g, start, before, phrase))
        return phrase->kind == PHRASE_PRONOUN || take_owner (g, start, phrase) ? SUBJECT_FOUND : SUBJECT_SHARED;
    if (skip_tail (g, start, before, phrase))
        return SUBJECT_FOUND;
    return skip_clause (g, start, verb, phrase) ? SUBJECT_FOUND : SUBJECT_NONE;
}

static gboolean
introduces (const Grammarian *g, guint first, guint end)
{
    const Token *token = at (g, first);

    if (token->kind == TOKEN_QUOTE || token->kind == TOKEN_NUMBER)
        return TRUE;
    return token->kind == TOKEN_WORD
           && (token->grammar == GRAMMAR_PREPOSITION || token->grammar == GRAMMAR_SUBORDINATOR
               || token->grammar == GRAMMAR_TO || token->grammar == GRAMMAR_ADVERB || token->cue != SPEECH_NONE
               || token_ends (g->prose, first, "ing") || token_ends (g->prose, first, "ed"));
}

/* Whether a verb may follow, so that the phrase is no place and no item of a list: "In Ames, Iowa, on Sunday, ...". */
static gboolean
may_be_subject (const Grammarian *g, const Phrase *phrase, guint end)
{
    if (phrase->kind == PHRASE_PRONOUN || phrase->end + 1 >= end || !is_kind (g, phrase->end, end, TOKEN_COMMA))
        return phrase->kind != PHRASE_NOUN || phrase->is_definite;
    return phrase->kind == PHRASE_NAME && begins_apposition (g, phrase->end + 1, end);
}

/* The subject behind the comma that ends what introduces the sentence. */
static gboolean
find_behind_comma (const Grammarian *g, guint first, guint end, Phrase *phrase)
{
    for (guint i = first; i + 1 < end; i++)
        if (at (g, i)->kind == TOKEN_COMMA && phrase_read (g, i + 1, end, phrase) && may_be_subject (g, phrase, end))
            return TRUE;
    return FALSE;
}

/* "A retired mechanic at the mill, [he] ...": what somebody is comes first. */
static gboolean
find_behind_role (const Grammarian *g, guint first, guint end, Phrase *phrase)
{
    guint comma = first + 1;
    NameRun *name;

    if (!has_grammar (g, first, end, GRAMMAR_ARTICLE))
        return FALSE;
    while (comma + 1 < end && at (g, comma)->kind != TOKEN_COMMA)
        comma++;
    if (comma + 1 >= end || read_pronoun (g, comma + 1, phrase))
        return comma + 1 < end;
    name = voices_name_at (g->voices, comma + 1);
    if (name == NULL || name->is_possessive || name->surname == NO_INDEX || is_kind (g, name->end, end, TOKEN_COMMA))
        return FALSE;
    set_name (phrase, comma + 1, name);
    return TRUE;
}

gboolean
phrase_find_first (const Grammarian *g, const Sentence *sentence, Phrase *phrase)
{
    guint first = sentence->first, end = MIN (sentence->end, first + MAX_INTRODUCTION);
    Phrase behind;

    while (first < end
           && (has_grammar (g, first, end, GRAMMAR_CONJUNCTION) || has_grammar (g, first, end, GRAMMAR_ADVERB)
               || is_kind (g, first, end, TOKEN_DASH)))
        first++;
    if (first >= end)
        return FALSE;
    if (find_behind_role (g, first, end, phrase))
        return TRUE;
    if (introduces (g, first, end) || !phrase_read (g, first, end, phrase))
        return find_behind_comma (g, first, end, phrase);
    /* "Hours later, Vale spoke": a capital that is nobody's. */
    if (phrase->kind == PHRASE_NAME && phrase->name->voice == NULL && find_behind_comma (g, first, end, &behind))
        *phrase = behind;
    return TRUE;
}
