/* SPDX-License-Identifier: MIT */
#include "topic.h"

#include <string.h>

#include "document.h"
#include "lang/lang.h"
#include "quote.h"
#include "role-phrase.h"
#include "role.h"

/* "a spokesman for the office of the mayor": more than that describes nobody. */
#define MAX_TAILS 3
/* "Vale's [famous last] words" */
#define OWNER_REACH 3
#define ITS_REACH 24
#define NAME_REACH 40
/* Who has spoken so often is new no more. */
#define MOST_NEW 4

void
topics_set (Topics *topics, Voice *voice, Part part)
{
    if (voice == NULL || voice->is_group)
        return;
    if (voice->kind != SOURCE_DOCUMENT)
        topics->speaker = voice;
    if (voice->kind == SOURCE_ORGANISATION || voice->kind == SOURCE_DOCUMENT) {
        topics->thing = voice;
        topics->thing_sentence = topics->place.sentence;
        return;
    }
    mentions_note (&topics->mentions, voice, topics->place, part);
}

/* "a Vale [supporter]": the name only tells of somebody else. */
static gboolean
describes_noun (const Topics *topics, guint after)
{
    const Token *token = after < topics->prose->tokens->len ? token_at (topics->prose, after) : NULL;

    return token != NULL && token->kind == TOKEN_WORD && token->noun != NOUN_NONE && token->grammar == GRAMMAR_NONE;
}

static Part
part_of (const Topics *topics, const NameRun *run)
{
    const Token *before = run->first > 0 ? token_at (topics->prose, run->first - 1) : NULL;

    if (run->is_possessive || describes_noun (topics, run->end))
        return PART_OWNER;
    return before != NULL && before->kind == TOKEN_WORD && before->grammar == GRAMMAR_PREPOSITION ? PART_OBLIQUE
                                                                                                  : PART_OTHER;
}

/* Takes note of the people who are named before the token, as far as it has not been done. */
static void
notice_until (Topics *topics, guint end)
{
    for (guint i = topics->n_noticed; i < end; i++) {
        const NameRun *run = voices_name_at (topics->voices, i);

        if (run != NULL && run->voice != NULL && run->first == i && run->voice->kind == SOURCE_PERSON)
            mentions_note (&topics->mentions, run->voice, topics->place, part_of (topics, run));
    }
    topics->n_noticed = MAX (topics->n_noticed, end);
}

static gboolean
is_kind (const Topics *topics, guint index, TokenKind kind)
{
    return index < topics->prose->tokens->len && token_at (topics->prose, index)->kind == kind;
}

/* "Vale is a fool, she said", "Vale, she said, is a fool": somebody else says so.  In "When Vale came, she said, “No”"
 * it is Vale. */
static gboolean
is_tag (const Topics *topics, const Phrase *phrase)
{
    guint after = phrase->end + 1;

    if (phrase->first == 0 || !is_kind (topics, phrase->first - 1, TOKEN_COMMA))
        return FALSE;
    return is_kind (topics, after, TOKEN_STOP)
           || (is_kind (topics, after, TOKEN_COMMA)
               && (topics->subject != NULL || !is_kind (topics, after + 1, TOKEN_QUOTE)));
}

/* "She was born in May" tells of somebody; "she said" goes on with who spoke. */
static gboolean
is_story (const Topics *topics, const Phrase *phrase)
{
    guint verb = phrase->end;

    while (is_kind (topics, verb, TOKEN_WORD)
           && (token_at (topics->prose, verb)->grammar == GRAMMAR_ADVERB
               || token_at (topics->prose, verb)->grammar == GRAMMAR_HAVE))
        verb++;
    return topics->is_opening && is_kind (topics, verb, TOKEN_WORD)
           && (token_at (topics->prose, verb)->cue == SPEECH_NONE
               || token_at (topics->prose, verb)->cue == SPEECH_QUOTES);
}

static Voice *
resolve_sex (Topics *topics, const Phrase *phrase, Sex sex)
{
    const Mention *mention;

    notice_until (topics, phrase->first);
    mention = mentions_find (&topics->mentions, &(Reference){ sex, topics->place, is_tag (topics, phrase),
                                                              is_story (topics, phrase), NULL });
    if (mention == NULL)
        return NULL;
    if (mention->voice->sex == SEX_UNKNOWN)
        mention->voice->sex = sex;
    return mention->voice;
}

static Voice *
resolve_pronoun (Topics *topics, const Phrase *phrase)
{
    switch (token_at (topics->prose, phrase->head)->grammar) {
    case GRAMMAR_HE: return resolve_sex (topics, phrase, SEX_MALE);
    case GRAMMAR_SHE: return resolve_sex (topics, phrase, SEX_FEMALE);
    case GRAMMAR_IT: return topics->thing;
    default: return NULL;
    }
}

/* Whether the token ties more to the description: "spokesman [for] Orrin Mills", "audit [by] the state". */
static gboolean
ties_tail (const Topics *topics, guint index, const Phrase *phrase)
{
    static const char *const ties[] = { "at", "for", "from", "in", "of", "with" };

    for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
        if (token_is (topics->prose, index, ties[i]))
            return TRUE;
    return token_is (topics->prose, index, "by") && token_at (topics->prose, phrase->head)->noun == NOUN_DOCUMENT;
}

/* "a person familiar with the audit", "a source close to the board", "an inspector sent by the state" */
static gboolean
ties_adjective (const Topics *topics, guint index)
{
    static const char *const ties[][2] = {
        { "briefed", "on" },
        { "close", "to" },
        { "familiar", "with" },
        { "involved", "in" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
        if (token_is (topics->prose, index, ties[i][0]) && token_is (topics->prose, index + 1, ties[i][1]))
            return TRUE;
    return token_at (topics->prose, index - 1)->noun == NOUN_ROLE && token_is (topics->prose, index + 1, "by")
           && token_at (topics->prose, index)->noun == NOUN_NONE && token_at (topics->prose, index)->cue == SPEECH_NONE
           && is_kind (topics, index, TOKEN_WORD) && token_at (topics->prose, index)->grammar == GRAMMAR_NONE;
}

/* Where a description ends: "a spokesman [for Orrin Mills]". */
static guint
description_end (const Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    guint end = phrase->head + 1;
    gboolean is_tied = end + 2 < sentence->end && ties_adjective (topics, end);
    Phrase inner;

    for (guint n = 0; n < MAX_TAILS && end + 1 < sentence->end && (is_tied || ties_tail (topics, end, phrase)); n++) {
        end += is_tied;
        is_tied = FALSE;
        if (!phrase_read (&topics->grammarian, end + 1, sentence->end, &inner)
            && !phrase_read_words (&topics->grammarian, end + 1, sentence->end, &inner.end))
            break;
        if (inner.kind == PHRASE_PRONOUN)
            break;
        end = inner.end;
    }
    return end;
}

static Sex
sex_of_noun (const Topics *topics, guint noun)
{
    const Token *token = token_at (topics->prose, noun);
    const char *sex =
        lexicon_find (LEXICON_ROLE_NOUNS, topics->prose->text + token->start, (gssize) (token->end - token->start));

    return g_strcmp0 (sex, "female") == 0 ? SEX_FEMALE : g_strcmp0 (sex, "male") == 0 ? SEX_MALE : SEX_UNKNOWN;
}

/* "reports", "interviews": what is heard of, and nothing that could be looked up. */
static gboolean
is_hearsay (const Topics *topics, const Phrase *phrase)
{
    const Token *token = token_at (topics->prose, phrase->head);

    return token->is_plural && (token->noun == NOUN_UTTERANCE || token_is (topics->prose, phrase->head, "reports"));
}

/* "the Board's report", "its report": a report of the Board's, if the text says no more of it. */
static void
tell_owner (Topics *topics, const Phrase *phrase, const Sentence *sentence, Voice *voice)
{
    const Voice *owner = topics_find_owner (topics, sentence, phrase->head);

    if (owner != NULL && owner != voice && owner->kind == SOURCE_ORGANISATION)
        document_tell_owner (topics->article, voice, owner);
}

/* "The Board met. A spokesman said": for whom; NULL when the text does not say. */
static const Voice *
spoken_for (const Topics *topics, const Phrase *phrase)
{
    const Token *head = token_at (topics->prose, phrase->head);

    return phrase->core == phrase->head && head->end - head->start > 6
                   && g_ascii_strncasecmp (topics->prose->text + head->start, "spokes", 6) == 0 && topics->thing != NULL
                   && topics->thing->kind == SOURCE_ORGANISATION && topics->thing_sentence + 1 >= topics->place.sentence
               ? topics->thing
               : NULL;
}

static Voice *
add_described (Topics *topics, const Phrase *phrase, SourceKind kind, const Sentence *sentence)
{
    guint end = description_end (topics, phrase, sentence);
    Voice *voice =
        voices_add_noun (topics->voices, kind, phrase->head, phrase->core, end,
                         kind == SOURCE_ANONYMOUS && end == phrase->head + 1 ? spoken_for (topics, phrase) : NULL);

    if (kind == SOURCE_DOCUMENT) {
        voice->is_group = is_hearsay (topics, phrase);
        document_read (topics->article, topics->prose, topics->voices, sentence, phrase->core, phrase->head, voice);
        tell_owner (topics, phrase, sentence, voice);
    }
    if (kind == SOURCE_ANONYMOUS) {
        role_read_description (topics->roles, end, sentence->end, voice);
        voice->is_group = token_at (topics->prose, phrase->head)->is_plural;
        voice->sex = sex_of_noun (topics, phrase->head);
    }
    return voice;
}

/* Whether what the text says of the voice has all the words that stand before the noun: "the [Ohio] senator". */
static gboolean
is_described (const Topics *topics, const Voice *voice, const Phrase *phrase)
{
    Span nouns = voice->role.nouns;

    for (guint i = phrase->core; i < phrase->head; i++) {
        const Token *token = token_at (topics->prose, i);
        g_autofree char *word = g_strndup (topics->prose->text + token->start, token->end - token->start);
        Span role = nouns.start < nouns.end ? prose_span (topics->prose, (guint) nouns.start, (guint) nouns.end)
                                            : (Span){ 0, 0 };

        if (strstr (voice->name, word) == NULL
            && g_strstr_len (topics->prose->text + role.start, (gssize) (role.end - role.start), word) == NULL)
            return FALSE;
    }
    return TRUE;
}

/* "the surveyor who came in May", "the head of the school": whoever that is, it needs no one before. */
static gboolean
is_described_behind (const Topics *topics, const Phrase *phrase)
{
    guint after = phrase->head + 1;

    return is_kind (topics, after, TOKEN_WORD)
           && (token_at (topics->prose, after)->grammar == GRAMMAR_WHO || ties_tail (topics, after, phrase));
}

/* "the retired neurosurgeon": another way to call who spoke or acted last, if that was just now. */
static Voice *
resolve_epithet (Topics *topics, const Phrase *phrase)
{
    const Mention *mention;

    if (is_described_behind (topics, phrase))
        return NULL;
    notice_until (topics, phrase->first);
    mention = mentions_find (&topics->mentions, &(Reference){ sex_of_noun (topics, phrase->head), topics->place,
                                                              is_tag (topics, phrase), FALSE, NULL });
    if (mention == NULL || mention->voice->kind != SOURCE_PERSON || !mention->voice->is_sure
        || mention->part < PART_SUBJECT || topics->place.sentence > mention->place.sentence + 1)
        return NULL;
    return mention->voice;
}

/* "her sister" is somebody else than she. */
static gboolean
is_owned (const Topics *topics, const Phrase *phrase)
{
    return phrase->first < phrase->core && token_at (topics->prose, phrase->first)->grammar == GRAMMAR_POSSESSIVE
           && role_word_is (topics->prose, phrase->head, "kin");
}

static Voice *
resolve_definite_role (Topics *topics, const Phrase *phrase)
{
    Voice *voice = voices_find_noun (topics->voices, phrase->head), *epithet;

    if (token_at (topics->prose, phrase->head)->is_plural)
        return voice;
    if (voice == NULL && role_word_is (topics->prose, phrase->head, "church"))
        voice = voices_find_word (topics->voices, "reverend");
    if (voice != NULL && voice->is_group)
        voice = NULL;
    if (voice != NULL && is_described (topics, voice, phrase))
        return voice;
    epithet = is_owned (topics, phrase) ? NULL : resolve_epithet (topics, phrase);
    if (epithet != NULL)
        return epithet;
    if (voice != NULL && voice->kind == SOURCE_ANONYMOUS && voice->n_tokens > 1 && phrase->core < phrase->head)
        return NULL; /* "the chief deputy" is not "the former deputy" */
    return voice != NULL || is_described_behind (topics, phrase) ? voice : topics->unnamed;
}

static Voice *
resolve_role (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    Voice *voice = phrase->is_definite ? resolve_definite_role (topics, phrase) : NULL;

    if (voice == NULL)
        voice = add_described (topics, phrase, SOURCE_ANONYMOUS, sentence);
    else if (voice->kind == SOURCE_ANONYMOUS)
        role_read_description (topics->roles, phrase->end, sentence->end, voice);
    else if (voice->kind == SOURCE_PERSON)
        role_read_epithet (topics->roles, phrase->core, phrase->head + 1, sentence->end, voice);
    if (voice->kind == SOURCE_ANONYMOUS && !token_at (topics->prose, phrase->head)->is_plural)
        topics->unnamed = voice;
    if (voice->kind == SOURCE_ANONYMOUS) {
        topics->hidden = voice;
        topics->hidden_place = topics->place;
    }
    return voice;
}

static Voice *
resolve_document (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    Voice *voice = phrase->is_definite ? voices_find_noun (topics->voices, phrase->head) : NULL;

    if (voice == NULL || voice->kind != SOURCE_DOCUMENT)
        return add_described (topics, phrase, SOURCE_DOCUMENT, sentence);
    voice_add_alias (topics->article, voice, prose_span (topics->prose, phrase->core, phrase->head + 1));
    return voice;
}

/* "the company" can be any: the one that the text just spoke of.  "the exchange" need not be one at all. */
static Voice *
resolve_bare_organisation (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    const Token *token = token_at (topics->prose, phrase->head);
    const char *value = lexicon_find (LEXICON_ORGANISATION_WORDS, topics->prose->text + token->start,
                                      (gssize) (token->end - token->start));

    if (g_strcmp0 (value, "name") == 0)
        return NULL;
    if ((g_strcmp0 (value, "any") == 0 || g_strcmp0 (value, "suffix") == 0) && topics->thing != NULL
        && topics->thing->kind == SOURCE_ORGANISATION)
        return topics->thing;
    return add_described (topics, phrase, SOURCE_ORGANISATION, sentence);
}

/* "the authority" is the one that was named; "the Vale campaign" is a name of its own. */
static Voice *
resolve_organisation (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    Voice *voice = phrase->is_definite ? voices_find_noun (topics->voices, phrase->head) : NULL;

    if (voice == NULL && token_at (topics->prose, phrase->core)->kind == TOKEN_NAME)
        voice = add_described (topics, phrase, SOURCE_ORGANISATION, sentence);
    else if (voice == NULL && phrase->is_definite)
        voice = resolve_bare_organisation (topics, phrase, sentence);
    if (voice != NULL && voice->kind == SOURCE_ORGANISATION)
        role_read_which (topics->roles, phrase->end, sentence->end, voice);
    return voice;
}

/* Who is not named, as author of a paper. */
static Voice *
resolve_author (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    switch ((NounKind) token_at (topics->prose, phrase->head)->noun) {
    case NOUN_ROLE: return resolve_role (topics, phrase, sentence);
    case NOUN_ORGANISATION: return resolve_organisation (topics, phrase, sentence);
    default: return NULL;
    }
}

/* "a statement [from the Board]", "a letter [released by Vale]": where the name of who speaks begins, or 0. */
static guint
author_start (const Topics *topics, guint noun)
{
    static const char *const made[] = { "issued", "posted", "published", "released", "sent", "signed", "written" };
    guint after = noun + 1;

    for (guint i = 0; i < G_N_ELEMENTS (made); i++)
        if (is_kind (topics, after + 1, TOKEN_WORD) && token_is (topics->prose, after, made[i])
            && token_is (topics->prose, after + 1, "by"))
            return after + 2;
    return is_kind (topics, after, TOKEN_WORD)
                   && (token_is (topics->prose, after, "from") || token_is (topics->prose, after, "by"))
               ? after + 1
               : 0;
}

static Voice *
find_author (Topics *topics, guint noun, const Sentence *sentence)
{
    guint start = author_start (topics, noun);
    Phrase phrase;

    if (start == 0 || start >= sentence->end || !phrase_read (&topics->grammarian, start, sentence->end, &phrase))
        return NULL;
    switch (phrase.kind) {
    case PHRASE_NAME: return voices_of_name (topics->voices, phrase.name);
    case PHRASE_NOUN: return resolve_author (topics, &phrase, sentence);
    default: return NULL;
    }
}

/* "an email [seen by the Herald]": then it is not the author who is told. */
static gboolean
is_seen_by (const Topics *topics, guint noun)
{
    return is_kind (topics, noun + 1, TOKEN_WORD) && is_kind (topics, noun + 2, TOKEN_WORD)
           && token_at (topics->prose, noun + 1)->grammar == GRAMMAR_NONE && token_is (topics->prose, noun + 2, "by");
}

/* A statement is its author's; one that is told of as a thing of its own, an unsigned letter, speaks for itself. */
static Voice *
resolve_utterance (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    Voice *voice = phrase->is_definite ? voices_find_noun (topics->voices, phrase->head) : NULL;

    if (voice != NULL && voice->kind == SOURCE_DOCUMENT)
        return resolve_document (topics, phrase, sentence);
    voice = find_author (topics, phrase->head, sentence);
    if (voice != NULL)
        return voice;
    if (document_is_made (topics->prose, phrase->head + 1, sentence->end) || is_seen_by (topics, phrase->head))
        return resolve_document (topics, phrase, sentence);
    voice = topics_find_owner (topics, sentence, phrase->head);
    if (voice == NULL && phrase->is_definite)
        voice = topics->speaker;
    return voice != NULL ? voice : resolve_document (topics, phrase, sentence);
}

static Voice *
resolve_noun (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    switch ((NounKind) token_at (topics->prose, phrase->head)->noun) {
    case NOUN_ROLE: return resolve_role (topics, phrase, sentence);
    case NOUN_DOCUMENT: return resolve_document (topics, phrase, sentence);
    case NOUN_UTTERANCE: return resolve_utterance (topics, phrase, sentence);
    case NOUN_ORGANISATION: return resolve_organisation (topics, phrase, sentence);
    case NOUN_NONE: return NULL;
    }
    g_assert_not_reached ();
}

Voice *
topics_resolve (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    switch (phrase->kind) {
    case PHRASE_NAME: return voices_of_name (topics->voices, phrase->name);
    case PHRASE_PRONOUN: return resolve_pronoun (topics, phrase);
    case PHRASE_NOUN: return resolve_noun (topics, phrase, sentence);
    case PHRASE_WORK: return voices_add_work (topics->voices, phrase->head);
    case PHRASE_NONE: return NULL;
    }
    g_assert_not_reached ();
}

/* Whose "its" is: that of the institution which the sentence named before it, or which the text just spoke of. */
static Voice *
resolve_its (Topics *topics, const Sentence *sentence, guint index)
{
    for (guint i = index; i > sentence->first && index - i < ITS_REACH; i--) {
        NameRun *name = voices_name_at (topics->voices, i - 1);

        if (name != NULL && (name->voice == NULL || name->voice->kind != SOURCE_PERSON))
            return voices_of_name (topics->voices, name);
        if (token_at (topics->prose, i - 1)->kind == TOKEN_WORD
            && token_at (topics->prose, i - 1)->grammar == GRAMMAR_THE)
            return NULL; /* "the harbour and its master" */
    }
    return topics->thing != NULL && topics->thing->kind == SOURCE_ORGANISATION
                   && topics->thing_sentence + 1 >= topics->place.sentence
               ? topics->thing
               : NULL;
}

/* Whom "his", "her" or "its" means there. */
static Voice *
resolve_possessive (Topics *topics, const Sentence *sentence, guint index)
{
    const Phrase phrase = { PHRASE_PRONOUN, index, index + 1, index, index, NULL, FALSE };

    if (token_is (topics->prose, index, "its"))
        return resolve_its (topics, sentence, index);
    if (token_is (topics->prose, index, "his"))
        return resolve_sex (topics, &phrase, SEX_MALE);
    return token_is (topics->prose, index, "her") ? resolve_sex (topics, &phrase, SEX_FEMALE) : NULL;
}

Voice *
topics_find_owner (Topics *topics, const Sentence *sentence, guint noun)
{
    for (guint i = noun; i > sentence->first && noun - i < OWNER_REACH; i--) {
        const Token *token = token_at (topics->prose, i - 1);
        NameRun *name = voices_name_at (topics->voices, i - 1);

        if (name != NULL)
            return name->is_possessive ? voices_of_name (topics->voices, name) : NULL;
        if (token->grammar == GRAMMAR_POSSESSIVE)
            return resolve_possessive (topics, sentence, i - 1);
        if (token->kind != TOKEN_WORD || token->grammar != GRAMMAR_NONE)
            return NULL;
    }
    return NULL;
}

/* Documents come up before they are quoted: "a report titled “Dry Ground”". */

static void
notice_document (Topics *topics, const Sentence *sentence, guint noun)
{
    Phrase phrase;
    Voice *voice;
    guint title;

    if (token_at (topics->prose, noun)->is_plural
        || !phrase_read_noun_back (&topics->grammarian, sentence->first, noun + 1, &phrase))
        return;
    voice = phrase.is_definite ? voices_find_noun (topics->voices, noun) : NULL;
    if (voice != NULL && voice->kind == SOURCE_DOCUMENT)
        document_read (topics->article, topics->prose, topics->voices, sentence, phrase.core, noun, voice);
    if (voice != NULL)
        return;
    voice = add_described (topics, &phrase, SOURCE_DOCUMENT, sentence);
    title = document_find_title (topics->article, topics->prose, sentence, phrase.core, noun);
    if (title != NO_INDEX)
        voices_name_work (topics->voices, voice, title);
}

/* "Sen. Vale": the senator. */
static void
notice_title (Topics *topics, guint title, Voice *voice)
{
    const Token *token = token_at (topics->prose, title);
    const char *word;

    if (token->noun == NOUN_ROLE) {
        voices_remember_noun (topics->voices, title, voice);
        return;
    }
    word = lexicon_find (LEXICON_TITLES, topics->prose->text + token->start, (gssize) (token->end - token->start));
    if (word != NULL && g_ascii_islower (*word))
        voices_remember_word (topics->voices, word, voice);
}

static gboolean
is_named_between (const Topics *topics, const Voice *voice, guint first, guint end)
{
    for (guint i = end > first + NAME_REACH ? end - NAME_REACH : first; i < end; i++) {
        const NameRun *run = voices_name_at (topics->voices, i);

        if (run != NULL && run->voice == voice)
            return TRUE;
    }
    return FALSE;
}

/* "Her daughter, Ida Vale", "Orr and his lawyer, Ida Vale", "its owner, Ida Vale": whose she is. */
static void
notice_owner (Topics *topics, const Sentence *sentence, const NameRun *run, Voice *voice)
{
    guint noun = (guint) voice->role.nouns.start;
    const Voice *owner;

    if (noun <= sentence->first || noun >= run->first
        || token_at (topics->prose, noun - 1)->grammar != GRAMMAR_POSSESSIVE)
        return;
    owner = topics_find_owner (topics, sentence, noun);
    if (owner == NULL || owner == voice || (owner->kind != SOURCE_PERSON && owner->kind != SOURCE_ORGANISATION))
        return;
    if (role_word_is (topics->prose, noun, "kin") || token_is (topics->prose, noun - 1, "its")
        || is_named_between (topics, owner, sentence->first, noun))
        role_tell_owner (topics->article, voice, owner);
}

/* A person may be called by role from now on: "the engineer". */
static void
notice_name (Topics *topics, const Sentence *sentence, NameRun *run)
{
    Voice *voice = voices_of_name (topics->voices, run);

    if (voice->kind != SOURCE_PERSON)
        return;
    notice_owner (topics, sentence, run, voice);
    for (guint i = run->first; i < run->name; i++)
        notice_title (topics, i, run->voice);
    for (gsize i = voice->role.nouns.start; i < voice->role.nouns.end; i++) {
        const Token *token = token_at (topics->prose, (guint) i);

        if (token->kind == TOKEN_WORD && token->grammar == GRAMMAR_PREPOSITION)
            break;
        if (token->noun == NOUN_ROLE)
            voices_remember_noun (topics->voices, (guint) i, run->voice);
    }
}

/* "a report"; "an unsigned letter to the board", but not "in a letter". */
static gboolean
may_be_document (const Topics *topics, const Sentence *sentence, guint index)
{
    const Token *token = token_at (topics->prose, index);

    if (token->kind != TOKEN_WORD)
        return FALSE;
    return token->noun == NOUN_DOCUMENT
           || (token->noun == NOUN_UTTERANCE && document_is_made (topics->prose, index + 1, sentence->end));
}

static void
notice (Topics *topics, const Sentence *sentence)
{
    for (guint i = sentence->first; i < sentence->end; i++) {
        NameRun *run = voices_name_at (topics->voices, i);

        if (run != NULL && run->is_document && run->first == i)
            document_read_named (topics->article, topics->prose, topics->voices, sentence, run);
        else if (run != NULL && run->voice != NULL && run->first == i)
            notice_name (topics, sentence, run);
        else if (may_be_document (topics, sentence, i))
            notice_document (topics, sentence, i);
    }
}

/* "For Vale, the pier is “a friend”" */
static Voice *
find_frame (Topics *topics, const Sentence *sentence)
{
    guint first = sentence->first;
    Phrase phrase;

    if ((token_at (topics->prose, first)->grammar != GRAMMAR_PREPOSITION
         && token_at (topics->prose, first)->grammar != GRAMMAR_TO)
        || !prose_says (topics->prose, first, first + 1, LEXICON_SPEECH_VERBS, "frames")
        || !phrase_read (&topics->grammarian, first + 1, sentence->end, &phrase) || phrase.kind != PHRASE_NAME
        || !is_kind (topics, phrase.end, TOKEN_COMMA))
        return NULL;
    return voices_of_name (topics->voices, phrase.name);
}

/* "In the log, the call is marked “late”": what stands in a paper is its words. */
static Voice *
find_paper (Topics *topics, const Sentence *sentence)
{
    guint first = sentence->first;
    Phrase phrase;

    if ((!token_is (topics->prose, first, "in") && !token_is (topics->prose, first, "on"))
        || !phrase_read (&topics->grammarian, first + 1, sentence->end, &phrase) || phrase.kind != PHRASE_NOUN
        || !phrase.is_definite || token_at (topics->prose, phrase.head)->noun != NOUN_DOCUMENT
        || token_at (topics->prose, phrase.head)->is_plural)
        return NULL;
    return resolve_document (topics, &phrase, sentence);
}

Voice *
topics_find_asked (Topics *topics, const Sentence *sentence, guint verb, const Voice *asker)
{
    const Mention *mention;
    Phrase phrase;

    if (phrase_read (&topics->grammarian, verb + 1, sentence->end, &phrase) && phrase.kind == PHRASE_NAME)
        return voices_of_name (topics->voices, phrase.name);
    notice_until (topics, verb);
    mention = mentions_find (&topics->mentions, &(Reference){ SEX_UNKNOWN, topics->place, FALSE, FALSE, asker });
    if (mention == NULL || mention->part < PART_SUBJECT || mention->place.block + 1 < topics->place.block)
        return NULL;
    return mention->voice;
}

/* “No,” said Ann Vale.  "She is a farmer": that is said of who has just come up, be the article about somebody else. */
static Voice *
find_introduced (const Topics *topics, const Phrase *phrase)
{
    Sex sex = token_at (topics->prose, phrase->head)->grammar == GRAMMAR_HE ? SEX_MALE : SEX_FEMALE;

    for (guint i = 0; i < topics->mentions.n_items; i++) {
        const Mention *mention = &topics->mentions.items[i];

        if (mention->count <= MOST_NEW && mention->part == PART_SPEAKER
            && mention->place.sentence + 1 == topics->place.sentence && mention->voice->kind == SOURCE_PERSON
            && mention->voice->role.rank == 0 && mention->voice->role.clause == NULL
            && (mention->voice->sex == sex || mention->voice->sex == SEX_UNKNOWN))
            return mention->voice;
    }
    return topics->subject;
}

/* "Both asked not to be named", right behind what two clerks said. */
static void
notice_reason (const Topics *topics, const Sentence *sentence)
{
    const Token *first = token_at (topics->prose, sentence->first);

    if (topics->hidden == NULL || topics->hidden_place.sentence + 2 < topics->place.sentence
        || topics->hidden_place.block + 1 < topics->place.block || sentence->end < sentence->first + 3
        || first->kind != TOKEN_WORD)
        return;
    if (first->grammar == GRAMMAR_HE || first->grammar == GRAMMAR_SHE || first->grammar == GRAMMAR_THEY
        || token_is (topics->prose, sentence->first, "both") || token_is (topics->prose, sentence->first, "all"))
        role_read_reason (topics->roles, sentence->first + 1, sentence->end, topics->hidden);
}

void
topics_begin (Topics *topics, const Sentence *sentence)
{
    gboolean is_opening = topics->place.block != sentence->block;
    Phrase phrase;

    topics->place = (Place){ (guint) (sentence - sentence_at (topics->prose, 0)), sentence->block };
    notice (topics, sentence);
    notice_reason (topics, sentence);
    topics->first = topics->subject = NULL;
    topics->frame = find_frame (topics, sentence);
    if (topics->frame == NULL)
        topics->frame = find_paper (topics, sentence);
    if (!phrase_find_first (&topics->grammarian, sentence, &phrase))
        return;
    topics->is_opening = is_opening;
    topics->first = topics->subject = topics_resolve (topics, &phrase, sentence);
    topics->is_opening = FALSE;
    if (phrase.kind == PHRASE_PRONOUN && topics->subject != NULL && topics->subject->kind == SOURCE_PERSON) {
        role_read_statement (topics->roles, phrase.end, sentence->end, find_introduced (topics, &phrase));
        role_read_fronted (topics->roles, sentence->first, phrase.first, topics->subject);
    }
    if (topics->subject == NULL || (topics->subject->kind == SOURCE_PERSON && !topics->subject->is_sure)) {
        topics->subject = NULL;
        return;
    }
    topics_set (topics, topics->subject, PART_SUBJECT);
}

void
topics_end (Topics *topics, const Sentence *sentence, Voice *speaker)
{
    notice_until (topics, sentence->end);
    if (speaker != NULL)
        topics_set (topics, speaker, speaker == topics->subject ? PART_SUBJECT : PART_SPEAKER);
}
