/* SPDX-License-Identifier: MIT */
#include "speech-cue.h"

#include "lang/lang.h"
#include "role-phrase.h"

typedef struct {
    Topics *topics;
    GArray *cues;
} CueReader;

static gboolean
is_kind (const CueReader *reader, guint index, const Sentence *sentence, TokenKind kind)
{
    return index >= sentence->first && index < sentence->end && token_at (reader->topics->prose, index)->kind == kind;
}

gboolean
speech_cue_is_strong (const SpeechCue *cue)
{
    return cue->kind == SPEECH_INVERTS || cue->kind == SPEECH_UTTERS || cue->kind == SPEECH_REPORTS
           || cue->kind == SPEECH_INTRODUCES;
}

/* "Mauna Kea", "Fact Checker": capitals alone make nobody a person whose words are reported. */
static gboolean
is_told_person (const Voice *voice)
{
    return !voice->is_bare
           && (voice->sex != SEX_UNKNOWN || voice->aliases->len > 0 || voice->role.rank > 0 || voice->role.tail != NULL
               || voice->role.clause != NULL);
}

/* A film "shows" what it shows: nothing is cited from it. */
static gboolean
is_scene (const Prose *prose, const SpeechCue *cue)
{
    return token_is (prose, cue->at, "shows") || token_is (prose, cue->at, "showed")
           || token_is (prose, cue->at, "show");
}

/* "A report" may be anybody's; one whose title, publisher or date is told can be looked up. */
static gboolean
is_told_document (const Prose *prose, const SpeechCue *cue)
{
    const Voice *voice = cue->voice;

    return voice->source != NULL || voice->publisher != NULL || voice->date != NULL
           || (voice->is_titled && !is_scene (prose, cue));
}

/* "added 20 points", "added his third goal": a thing, not words. */
static gboolean
takes_thing (const Prose *prose, const SpeechCue *cue)
{
    guint next = cue->at + 1;
    const Token *token = next < prose->tokens->len ? token_at (prose, next) : NULL;

    if (token == NULL || !token_is (prose, cue->at, "added"))
        return FALSE;
    return token->kind == TOKEN_NUMBER
           || (token->kind == TOKEN_WORD
               && (token->grammar == GRAMMAR_NONE || token->grammar == GRAMMAR_ARTICLE
                   || token->grammar == GRAMMAR_POSSESSIVE));
}

gboolean
speech_cue_is_citation (const Prose *prose, const SpeechCue *cue)
{
    if (cue->voice == NULL || cue->kind == SPEECH_UTTERS || takes_thing (prose, cue))
        return FALSE;
    switch (cue->voice->kind) {
    case SOURCE_PERSON:
        return speech_cue_is_strong (cue) && (cue->voice->source != NULL || is_told_person (cue->voice));
    case SOURCE_ORGANISATION: /* "told the court": what it does, not what it lets us know */
        return speech_cue_is_strong (cue)
               && (cue->voice->source != NULL
                   || (cue->told_by == PHRASE_NAME && cue->voice->is_sure && cue->kind != SPEECH_REPORTS));
    case SOURCE_DOCUMENT:
        return cue->kind != SPEECH_QUOTES
               && (cue->kind == SPEECH_INTRODUCES ? !cue->voice->is_group : is_told_document (prose, cue));
    case SOURCE_ANONYMOUS: return speech_cue_is_strong (cue) && cue->voice->source != NULL;
    }
    g_assert_not_reached ();
}

static void
add_cue (CueReader *reader, const SpeechCue *cue)
{
    g_array_append_val (reader->cues, *cue);
    if (cue->voice == NULL || cue->voice->kind != SOURCE_PERSON)
        return;
    cue->voice->is_sure |= speech_cue_is_strong (cue);
    topics_set (reader->topics, cue->voice, PART_SPEAKER);
}

static void
add_sourced_cue (CueReader *reader, const Sentence *sentence, SpeechCue cue, const Phrase *phrase)
{
    cue.source = phrase->first;
    cue.voice = topics_resolve (reader->topics, phrase, sentence);
    cue.told_by = phrase->kind;
    if (cue.voice != NULL && cue.voice->kind == SOURCE_ANONYMOUS
        && token_at (reader->topics->prose, phrase->head)->is_plural && cue.kind == SPEECH_QUOTES)
        cue.voice = NULL;
    add_cue (reader, &cue);
}

/* said another witness, Ann Vale. */
static void
prefer_name_behind (const CueReader *reader, const Sentence *sentence, Phrase *phrase)
{
    guint first = phrase->first, comma;
    Phrase name;

    if (phrase->kind != PHRASE_NOUN || token_at (reader->topics->prose, phrase->head)->noun != NOUN_ROLE)
        return;
    comma = role_phrase_end (reader->topics->prose, phrase->core, sentence->end);
    if (is_kind (reader, comma, sentence, TOKEN_COMMA)
        && phrase_read (&reader->topics->grammarian, comma + 1, sentence->end, &name) && name.kind == PHRASE_NAME
        && name.core == comma + 1) {
        *phrase = name;
        phrase->first = first;
    }
}

/* "“...,” read a sign" */
static gboolean
is_written (const CueReader *reader, const SpeechCue *cue, const Phrase *phrase)
{
    const Prose *prose = reader->topics->prose;
    NounKind noun = token_at (prose, phrase->head)->noun;

    return (token_is (prose, cue->at, "read") || token_is (prose, cue->at, "reads")) && phrase->kind == PHRASE_NOUN
           && (noun == NOUN_DOCUMENT || noun == NOUN_UTTERANCE);
}

static gboolean
read_inverted (CueReader *reader, const Sentence *sentence, SpeechCue cue)
{
    Phrase phrase;
    guint first = cue.end;

    /* said one of its owners, Ann Vale */
    if (first + 2 < sentence->end && token_is (reader->topics->prose, first, "one")
        && token_is (reader->topics->prose, first + 1, "of"))
        first += 2;
    if (!phrase_read (&reader->topics->grammarian, first, sentence->end, &phrase))
        return FALSE;
    if (cue.kind != SPEECH_INVERTS && cue.kind != SPEECH_UTTERS && !is_written (reader, &cue, &phrase))
        return FALSE;
    prefer_name_behind (reader, sentence, &phrase);
    phrase.first = cue.end;
    cue.end = phrase.end;
    cue.is_inverted = TRUE;
    add_sourced_cue (reader, sentence, cue, &phrase);
    return TRUE;
}

static void
read_shared (CueReader *reader, SpeechCue cue)
{
    cue.source = NO_INDEX;
    cue.voice = speech_cue_is_strong (&cue) && !token_ends (reader->topics->prose, cue.at, "ing")
                    ? reader->topics->first
                    : reader->topics->subject;
    if (reader->cues->len > 0)
        cue.voice = g_array_index (reader->cues, SpeechCue, reader->cues->len - 1).voice;
    add_cue (reader, &cue);
}

static gboolean
is_noun_here (const CueReader *reader, guint index, const Sentence *sentence)
{
    const Token *before;

    if (index == sentence->first)
        return FALSE;
    before = token_at (reader->topics->prose, index - 1);
    return before->is_possessive
           || (before->kind == TOKEN_WORD
               && (before->grammar == GRAMMAR_ARTICLE || before->grammar == GRAMMAR_THE
                   || before->grammar == GRAMMAR_POSSESSIVE));
}

/* "continued to be", "used to be" report nothing. */
static gboolean
is_helper (const CueReader *reader, guint verb, const Sentence *sentence)
{
    const Prose *prose = reader->topics->prose;

    return verb + 1 < sentence->end && token_at (prose, verb + 1)->grammar == GRAMMAR_TO
           && !is_kind (reader, verb + 2, sentence, TOKEN_QUOTE)
           && (token_is (prose, verb, "used") || token_is (prose, verb, "continue")
               || token_is (prose, verb, "continues") || token_is (prose, verb, "continued"));
}

/* "What others dismissed as “crackle”": who that is cannot be told, but it is nobody else.  A document that the
 * sentence begins with says what follows, whatever else is told of it: "A memo dated May 11, 2022, calls it “safe”". */
static void
read_unknown (CueReader *reader, const Sentence *sentence, SpeechCue cue)
{
    guint behind = cue.end + (cue.end < sentence->end && token_is (reader->topics->prose, cue.end, "as"));

    cue.source = NO_INDEX;
    if (reader->cues->len == 0 && reader->topics->subject != NULL && reader->topics->subject->kind == SOURCE_DOCUMENT)
        cue.voice = reader->topics->subject;
    if (cue.voice != NULL || is_kind (reader, behind, sentence, TOKEN_QUOTE))
        add_cue (reader, &cue);
}

/* "« ... », [a] déclaré Vale" */
static guint
first_of_verb (const CueReader *reader, guint verb, const Sentence *sentence)
{
    guint first = verb;

    if (is_kind (reader, verb - 1, sentence, TOKEN_WORD)
        && token_at (reader->topics->prose, verb - 1)->grammar == GRAMMAR_HAVE)
        first--;
    return first;
}

static void
read_verb (CueReader *reader, const Sentence *sentence, guint verb)
{
    SpeechCue cue = { .kind = token_at (reader->topics->prose, verb)->cue, .at = verb, .end = verb + 1 };
    Phrase phrase;

    if (is_noun_here (reader, verb, sentence) || is_helper (reader, verb, sentence))
        return;
    cue.at = first_of_verb (reader, verb, sentence);
    if (is_kind (reader, cue.at - 1, sentence, TOKEN_QUOTE) && read_inverted (reader, sentence, cue))
        return;
    switch (phrase_find_subject (&reader->topics->grammarian, sentence->first, verb, &phrase)) {
    case SUBJECT_FOUND:
        cue.at = verb;
        add_sourced_cue (reader, sentence, cue, &phrase);
        return;
    case SUBJECT_SHARED:
        cue.at = verb;
        read_shared (reader, cue);
        return;
    case SUBJECT_NONE:
        if ((is_kind (reader, cue.at - 1, sentence, TOKEN_COMMA) || is_kind (reader, cue.at - 1, sentence, TOKEN_DASH))
            && read_inverted (reader, sentence, cue))
            return;
        cue.at = verb;
        read_unknown (reader, sentence, cue);
        return;
    }
}

/* "Vale's promise", "in her view" */
static void
read_owned (CueReader *reader, const Sentence *sentence, guint noun)
{
    SpeechCue cue = { .kind = SPEECH_QUOTES, .at = noun, .end = noun + 1, .source = NO_INDEX, .is_owned = TRUE };

    cue.voice = topics_find_owner (reader->topics, sentence, noun);
    if (cue.voice != NULL)
        add_cue (reader, &cue);
}

/* The length of a phrase such as "according to data released by" that begins at the token, or 0. */
static guint
introduction_length (const CueReader *reader, const Sentence *sentence, guint index)
{
    for (guint n = 5; n > 0; n--)
        if (index + n < sentence->end
            && prose_says (reader->topics->prose, index, index + n, LEXICON_SPEECH_VERBS, "introduces"))
            return n;
    return 0;
}

static guint
read_introduction (CueReader *reader, const Sentence *sentence, guint index)
{
    guint n = introduction_length (reader, sentence, index);
    SpeechCue cue = { .kind = SPEECH_INTRODUCES, .at = index };
    Phrase phrase;

    if (n == 0 || !phrase_read (&reader->topics->grammarian, index + n, sentence->end, &phrase))
        return index + 1;
    cue.end = phrase.end;
    add_sourced_cue (reader, sentence, cue, &phrase);
    return phrase.end;
}

/* "in the words of" begins like that, as do many other phrases. */
static gboolean
may_introduce (const Prose *prose, guint index, guint end)
{
    if (token_at (prose, index)->cue == SPEECH_INTRODUCES)
        return TRUE;
    return token_at (prose, index)->grammar == GRAMMAR_PREPOSITION && index + 1 < end
           && (token_at (prose, index + 1)->grammar == GRAMMAR_THE || *prose->language != '\0');
}

void
speech_cues_read (Topics *topics, const Sentence *sentence, GArray *cues)
{
    CueReader reader = { topics, cues };
    guint index = sentence->first;

    g_array_set_size (cues, 0);
    while (index < sentence->end) {
        const Token *token = token_at (topics->prose, index);

        if (token->kind == TOKEN_WORD && may_introduce (topics->prose, index, sentence->end)) {
            index = read_introduction (&reader, sentence, index);
            continue;
        }
        if (token->kind == TOKEN_WORD && token->names_speech)
            read_owned (&reader, sentence, index);
        if (token->kind == TOKEN_WORD && token->cue != SPEECH_NONE)
            read_verb (&reader, sentence, index);
        index++;
    }
}
