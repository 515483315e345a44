/* SPDX-License-Identifier: MIT */
#include "topic.h"

#include <string.h>

#include "quote.h"
#include "role.h"

/* "a spokesman for the office of the mayor": more than that describes nobody. */
#define MAX_TAILS 3

void
topics_set (Topics *topics, Voice *voice)
{
    if (voice == NULL || voice->is_group)
        return;
    if (voice->kind == SOURCE_ORGANISATION || voice->kind == SOURCE_DOCUMENT) {
        topics->thing = voice;
        return;
    }
    topics->persons[SEX_UNKNOWN] = voice;
    if (voice->sex != SEX_FEMALE)
        topics->persons[SEX_MALE] = voice;
    if (voice->sex != SEX_MALE)
        topics->persons[SEX_FEMALE] = voice;
}

/* In "Vale, she said, is a fool" somebody else says so. */
static gboolean
is_parenthesis (const Topics *topics, const Phrase *phrase)
{
    return phrase->first > 0 && token_at (topics->prose, phrase->first - 1)->kind == TOKEN_COMMA
           && topics->subject != NULL && phrase->end + 1 < topics->prose->tokens->len
           && token_at (topics->prose, phrase->end + 1)->kind == TOKEN_COMMA;
}

static Voice *
resolve_sex (Topics *topics, const Phrase *phrase, Sex sex)
{
    Voice *voice =
        is_parenthesis (topics, phrase) && topics->former[sex] != NULL ? topics->former[sex] : topics->persons[sex];

    if (voice != NULL && voice->sex == SEX_UNKNOWN)
        voice->sex = sex;
    return voice;
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
    static const char *const ties[] = { "at", "for", "of", "with" };

    for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
        if (token_is (topics->prose, index, ties[i]))
            return TRUE;
    return token_is (topics->prose, index, "by") && token_at (topics->prose, phrase->head)->noun == NOUN_DOCUMENT;
}

/* Where a description ends: "a spokesman [for Orrin Mills]". */
static guint
description_end (const Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    guint end = phrase->head + 1;
    Phrase inner;

    for (guint n = 0; n < MAX_TAILS && end + 1 < sentence->end && ties_tail (topics, end, phrase); n++) {
        if (!phrase_read (&topics->grammarian, end + 1, sentence->end, &inner) || inner.kind == PHRASE_PRONOUN)
            break;
        end = inner.end;
    }
    return end;
}

static Voice *
add_described (Topics *topics, const Phrase *phrase, SourceKind kind, const Sentence *sentence)
{
    guint end = description_end (topics, phrase, sentence);
    Voice *voice = voices_add_noun (topics->voices, kind, phrase->head, phrase->core, end);

    role_read_description (topics->article, topics->prose, phrase->head, end, sentence->end, voice);
    voice->is_group = kind == SOURCE_ANONYMOUS && token_at (topics->prose, phrase->head)->is_plural;
    return voice;
}

static Voice *
resolve_role (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    Voice *voice = phrase->is_definite ? voices_find_noun (topics->voices, phrase->head) : NULL;

    if (voice == NULL && phrase->is_definite && !token_at (topics->prose, phrase->head)->is_plural)
        voice = topics->unnamed;
    if (voice == NULL)
        voice = add_described (topics, phrase, SOURCE_ANONYMOUS, sentence);
    if (voice->kind == SOURCE_ANONYMOUS && !token_at (topics->prose, phrase->head)->is_plural)
        topics->unnamed = voice;
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

/* "the authority" is the one that was named; "the Vale campaign" is a name of its own. */
static Voice *
resolve_organisation (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    Voice *voice = phrase->is_definite ? voices_find_noun (topics->voices, phrase->head) : NULL;

    if (voice == NULL && token_at (topics->prose, phrase->core)->kind == TOKEN_NAME)
        voice = add_described (topics, phrase, SOURCE_ORGANISATION, sentence);
    return voice;
}

static Voice *
resolve_noun (Topics *topics, const Phrase *phrase, const Sentence *sentence)
{
    switch ((NounKind) token_at (topics->prose, phrase->head)->noun) {
    case NOUN_ROLE: return resolve_role (topics, phrase, sentence);
    case NOUN_DOCUMENT: return resolve_document (topics, phrase, sentence);
    case NOUN_UTTERANCE: return topics->persons[SEX_UNKNOWN];
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
    case PHRASE_NONE: return NULL;
    }
    g_assert_not_reached ();
}

/* Documents come up before they are quoted: "a report titled “Dry Ground”". */

static void
notice_document (Topics *topics, const Sentence *sentence, guint noun)
{
    const Quote *quote;
    Phrase phrase;
    Voice *voice;

    if (token_at (topics->prose, noun)->is_plural
        || !phrase_read_back (&topics->grammarian, sentence->first, noun + 1, &phrase) || phrase.head != noun)
        return;
    if (phrase.is_definite && voices_find_noun (topics->voices, noun) != NULL)
        return;
    voice = add_described (topics, &phrase, SOURCE_DOCUMENT, sentence);
    if (noun + 2 < sentence->end && token_is_naming (topics->prose, noun + 1)
        && token_at (topics->prose, noun + 2)->kind == TOKEN_QUOTE) {
        quote = g_ptr_array_index (topics->article->quotes, token_at (topics->prose, noun + 2)->index);
        voice_add_alias (topics->article, voice, prose_span (topics->prose, phrase.core, noun + 1));
        voice->name = article_slice (topics->article, quote_inside (topics->article, quote));
    }
}

/* A person may be called by role from now on: "the engineer". */
static void
notice_name (Topics *topics, NameRun *run)
{
    const Voice *voice = voices_of_name (topics->voices, run);

    if (voice->kind != SOURCE_PERSON)
        return;
    for (gsize i = voice->role_nouns.start; i < voice->role_nouns.end; i++) {
        const Token *token = token_at (topics->prose, (guint) i);

        if (token->kind == TOKEN_WORD && token->grammar == GRAMMAR_PREPOSITION)
            break;
        if (token->noun == NOUN_ROLE)
            voices_remember_noun (topics->voices, (guint) i, run->voice);
    }
}

static void
notice (Topics *topics, const Sentence *sentence)
{
    for (guint i = sentence->first; i < sentence->end; i++) {
        NameRun *run = voices_name_at (topics->voices, i);

        if (run != NULL && run->voice != NULL && run->first == i)
            notice_name (topics, run);
        else if (token_at (topics->prose, i)->kind == TOKEN_WORD && token_at (topics->prose, i)->noun == NOUN_DOCUMENT)
            notice_document (topics, sentence, i);
    }
}

void
topics_begin (Topics *topics, const Sentence *sentence)
{
    Phrase phrase;

    notice (topics, sentence);
    topics->first = topics->subject = NULL;
    memcpy (topics->former, topics->persons, sizeof topics->former);
    if (!phrase_find_first (&topics->grammarian, sentence, &phrase))
        return;
    topics->first = topics->subject = topics_resolve (topics, &phrase, sentence);
    if (topics->subject == NULL || (topics->subject->kind == SOURCE_PERSON && !topics->subject->is_sure)) {
        topics->subject = NULL;
        return;
    }
    if (topics->subject->kind != SOURCE_ANONYMOUS)
        topics_set (topics, topics->subject);
    if (phrase.kind == PHRASE_PRONOUN && topics->subject->kind == SOURCE_PERSON)
        role_read_statement (topics->article, topics->prose, phrase.end, sentence->end, topics->subject);
}
