/* SPDX-License-Identifier: MIT */
#include "attribution.h"

#include <string.h>

#include "confidence.h"
#include "name-quote.h"
#include "speech-cue.h"
#include "quote.h"
#include "role.h"
#include "work.h"

/* A reporting verb further from its quotation reports something else. */
#define MAX_REACH 80
/* A verb that need not report words does so only right before them. */
#define MAX_WEAK_REACH 4
#define MAX_OWNED_REACH 8
/* So many words are a sentence of somebody's. */
#define MIN_UNTOLD 3
/* So many quotations show which marks a text has for speech. */
#define MIN_MARKS 4
/* Of a sentence that goes on: words before its quotation, and how many bytes that has at least. */
#define MAX_CONNECTIVE 3
#define MIN_CONTINUED 16

typedef struct {
    Article *article;
    Prose *prose;
    Topics topics;
    GArray *cues;    /* SpeechCue, of the sentence at hand */
    Voice *previous; /* who spoke, or was spoken of, in the sentence before */
    guint previous_block;
    gboolean is_previous_quoted;
    Voice *asked;              /* who may answer to the sentence before */
    Voice *told;               /* whose the last quotation of the sentence is */
    gboolean has_double_marks; /* so that single ones are no speech */
    GArray *waiting;           /* Quote *: at a paragraph's beginning, whose speaker may follow */
    GPtrArray *cited;          /* Voice: those that have a source */
    Hearing hearing;           /* how the speaker at hand was found */
    PhraseKind told_by;
    guint confidence; /* in the last one */
} Attribution;

static const Token *
at (const Attribution *a, guint index)
{
    return token_at (a->prose, index);
}

static gboolean
is_kind (const Attribution *a, guint index, const Sentence *sentence, TokenKind kind)
{
    return index >= sentence->first && index < sentence->end && at (a, index)->kind == kind;
}

static Quote *
quote_at (const Attribution *a, guint index)
{
    return g_ptr_array_index (a->article->quotes, at (a, index)->index);
}

/* Sources. */

static Source *
cite (Attribution *a, Voice *voice, Span span)
{
    if (voice->source == NULL) {
        voice->source = article_add_source (a->article);
        voice->source->kind = voice->kind;
        g_ptr_array_add (a->cited, voice);
    }
    g_array_append_val (voice->source->cited, span);
    return voice->source;
}

/* What is carried over is no surer than what it is carried over from. */
static guint
confidence_of (const Attribution *a, const Quote *quote, const Voice *voice)
{
    guint confidence = confidence_of_speaker (a->hearing, a->told_by, quote_count_words (a->article, quote), voice);
    gboolean is_carried = a->hearing == HEARD_ON || a->hearing == HEARD_NEXT || a->hearing == HEARD_CONTINUED;

    return is_carried && a->is_previous_quoted ? MIN (confidence, a->confidence) : confidence;
}

static void
attribute_quote (Attribution *a, Quote *quote, Voice *voice)
{
    quote->confidence = a->confidence = confidence_of (a, quote, voice);
    quote->speaker = cite (a, voice, quote->span);
    quote->speaker->n_quotes++;
}

/* Which cue a quotation belongs to. */

static const SpeechCue *
cue_at (const Attribution *a, guint index)
{
    return &g_array_index (a->cues, SpeechCue, index);
}

/* The first cue at or behind the token; the list's length when there is none.  A sentence may hold a
 * hundred thousand, so that each quotation looks at those within its reach only. */
static guint
first_cue_from (const Attribution *a, guint token)
{
    guint low = 0, high = a->cues->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (cue_at (a, middle)->at < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Skips what may stand between a quotation and its tag: a comma, "as". */
static guint
tag_start (const Attribution *a, const Sentence *sentence, guint quote)
{
    guint start = quote + 1;

    if (is_kind (a, start, sentence, TOKEN_COMMA) || is_kind (a, start, sentence, TOKEN_DASH))
        start++;
    if (start < sentence->end && token_is (a->prose, start, "as"))
        start++;
    return start;
}

/* “No,” Vale shot back: the comma says that a tag follows, unless the words are a title. */
static gboolean
is_shot_back (const Attribution *a, const SpeechCue *cue, guint quote)
{
    const Quote *words = quote_at (a, quote);
    const char *text = a->article->text, *closing = g_utf8_prev_char (text + words->span.end);

    if (cue->voice == NULL || cue->voice->kind != SOURCE_PERSON)
        return FALSE;
    return closing > text + words->span.start && closing[-1] == ',' && !quote_is_title (a->article, words)
           && !quote_is_capital_word (a->article, words);
}

/* “...,” said X; “...,” X said; “...,” according to X. */
static const SpeechCue *
find_tag (const Attribution *a, const Sentence *sentence, guint quote)
{
    guint start = tag_start (a, sentence, quote);

    for (guint i = first_cue_from (a, quote + 1); i < a->cues->len; i++) {
        const SpeechCue *cue = cue_at (a, i);

        if (cue->at - quote > MAX_REACH)
            break;
        if (cue->source == NO_INDEX)
            continue;
        if (cue->at == start && (cue->is_inverted || cue->kind == SPEECH_INTRODUCES))
            return cue;
        if (cue->source == start && cue->at > cue->source
            && (speech_cue_is_strong (cue) || token_is (a->prose, start - 1, "as") || is_shot_back (a, cue, quote)
                || (cue->voice != NULL && cue->voice->kind == SOURCE_DOCUMENT)))
            return cue;
    }
    return NULL;
}

/* "Vale said the agency promised “...”": what somebody says of an institution is still what they say, and so is what
 * they tell of others with a verb that need not report words: "Vale said that when Marsh railed at the board, “...”" */
static gboolean
is_inside (const SpeechCue *cue, const SpeechCue *outer, guint quote)
{
    if (cue->kind == SPEECH_SHOWS && (cue->voice == NULL || cue->voice->kind != SOURCE_DOCUMENT))
        return TRUE;
    if (outer != NULL && speech_cue_is_strong (outer) && outer->voice != NULL && cue->voice == NULL
        && cue->source == NO_INDEX && !cue->is_owned)
        return TRUE;
    if (outer != NULL && speech_cue_is_strong (outer) && outer->voice != NULL && !speech_cue_is_strong (cue)
        && (cue->voice == NULL || quote - cue->at > (cue->is_owned ? MAX_OWNED_REACH : MAX_WEAK_REACH)))
        return TRUE;
    return outer != NULL && speech_cue_is_strong (outer) && outer->voice != NULL && outer->voice->kind == SOURCE_PERSON
           && cue->voice != NULL && cue->voice->kind == SOURCE_ORGANISATION;
}

static const SpeechCue *
find_before (const Attribution *a, guint quote)
{
    const SpeechCue *found = NULL;

    for (guint i = first_cue_from (a, quote > MAX_REACH ? quote - MAX_REACH : 0); i < a->cues->len; i++) {
        const SpeechCue *cue = cue_at (a, i);

        if (cue->at >= quote)
            break;
        if (!is_inside (cue, found, quote))
            found = cue;
    }
    return found;
}

/* A tag at the sentence's end: "It is “too late” for that, X said." */
static const SpeechCue *
find_after (const Attribution *a, const Sentence *sentence, guint quote)
{
    for (guint i = first_cue_from (a, quote + 1); i < a->cues->len; i++) {
        const SpeechCue *cue = cue_at (a, i);
        guint first = MIN (cue->at, cue->source);

        if (cue->at - quote > MAX_REACH)
            break;
        if (!speech_cue_is_strong (cue))
            continue;
        if (cue->kind == SPEECH_INTRODUCES || is_kind (a, first - 1, sentence, TOKEN_COMMA))
            return cue;
    }
    return NULL;
}

/* X wrote, “...”; X put it this way: “...” */
static gboolean
is_told_directly (const Attribution *a, const Sentence *sentence, guint quote)
{
    const SpeechCue *cue = find_before (a, quote);

    if (cue == NULL)
        return FALSE;
    if (is_kind (a, quote - 1, sentence, TOKEN_COLON))
        return TRUE;
    return speech_cue_is_strong (cue) && cue->at + 2 == quote && is_kind (a, quote - 1, sentence, TOKEN_COMMA);
}

/* Ann Vale: “...” */
static Voice *
find_label (Attribution *a, const Sentence *sentence, guint quote)
{
    Phrase phrase;

    if (!is_kind (a, quote - 1, sentence, TOKEN_COLON)
        || !phrase_read_back (&a->topics.grammarian, sentence->first, quote - 1, &phrase) || phrase.kind != PHRASE_NAME)
        return NULL;
    return voices_of_name (a->topics.voices, phrase.name);
}

/* But “...”; Then, “...”; “...” or nothing: a sentence that begins with a quotation and tells of nobody who speaks goes
 * on with who spoke before it in the paragraph. */
static Voice *
find_continued (const Attribution *a, const Sentence *sentence, guint quote)
{
    if (a->previous == NULL || !a->is_previous_quoted || a->previous_block != sentence->block
        || quote > sentence->first + MAX_CONNECTIVE)
        return NULL;
    for (guint i = sentence->first; i < quote; i++)
        if (at (a, i)->kind != TOKEN_COMMA && at (a, i)->kind != TOKEN_COLON
            && at (a, i)->grammar != GRAMMAR_CONJUNCTION && at (a, i)->grammar != GRAMMAR_ADVERB)
            return NULL;
    return at (a, quote)->end - at (a, quote)->start >= MIN_CONTINUED ? a->previous : NULL;
}

/* Whom the sentence is about, when nothing in it says that somebody speaks.  Of a few words without a verb for speech
 * half are a name or a jest: nobody speaks those. */
static Voice *
find_untold (const Attribution *a, const Sentence *sentence, guint quote)
{
    Voice *subject = a->topics.frame != NULL ? a->topics.frame : a->topics.subject;
    gboolean is_led_in = a->topics.frame != NULL || is_kind (a, quote - 1, sentence, TOKEN_COLON);

    if (subject == NULL || (subject->kind != SOURCE_PERSON && subject->kind != SOURCE_DOCUMENT))
        return NULL;
    return is_led_in || quote_count_words (a->article, quote_at (a, quote)) >= MIN_UNTOLD ? subject : NULL;
}

/* "the author of “Dry Ground,” a book" */
static gboolean
is_authored (const Attribution *a, const Sentence *sentence, guint quote)
{
    return quote > sentence->first + 1 && token_is (a->prose, quote - 1, "of") && at (a, quote - 2)->noun == NOUN_ROLE;
}

/* Whether the quotation only names a thing, and no verb for speech stands right before it. */
static gboolean
is_name (const Attribution *a, const Sentence *sentence, guint quote)
{
    guint before = quote > sentence->first ? first_cue_from (a, quote - 1) : a->cues->len;
    gboolean is_told = before < a->cues->len && cue_at (a, before)->at + 1 == quote;

    if (quote_is_title (a->article, quote_at (a, quote)) || is_authored (a, sentence, quote))
        return TRUE;
    return !is_told && name_quote_is_term (a->article, a->prose, sentence, quote);
}

/* Marsh was called “a fool” by Vale. */
static Voice *
find_agent (Attribution *a, const Sentence *sentence, guint quote)
{
    guint verb = quote - 1;
    Phrase phrase;

    if (quote < sentence->first + 2 || quote + 2 >= sentence->end || !token_is (a->prose, quote + 1, "by"))
        return NULL;
    verb -= token_is (a->prose, verb, "as");
    if (at (a, verb)->cue == SPEECH_NONE || !phrase_read (&a->topics.grammarian, quote + 2, sentence->end, &phrase)
        || phrase.kind == PHRASE_PRONOUN)
        return NULL;
    return topics_resolve (&a->topics, &phrase, sentence);
}

/* "With Vale saying it was “late,” the crowd laughed": who laughs need not speak. */
static Voice *
last_told_before (const Attribution *a, guint quote)
{
    const SpeechCue *cue = find_before (a, quote);

    return cue != NULL && speech_cue_is_strong (cue) ? cue->voice : NULL;
}

/* Takes down how the speaker was found, and hands them on. */
static Voice *
hear (Attribution *a, Hearing hearing, const SpeechCue *cue, Voice *voice)
{
    a->hearing = hearing;
    a->told_by = cue != NULL && voice == cue->voice ? cue->told_by : PHRASE_NONE;
    return voice;
}

static Voice *
tag_voice (const Attribution *a, guint quote, const SpeechCue *tag)
{
    Voice *before = NULL;

    if (tag->voice == NULL || (tag->kind == SPEECH_UTTERS && !tag->is_inverted))
        before = last_told_before (a, quote);
    return before != NULL ? before : tag->voice;
}

/* Who speaks what stands amid a sentence. */
static Voice *
find_speaker_around (Attribution *a, const Sentence *sentence, guint quote)
{
    const SpeechCue *cue = find_before (a, quote);
    const SpeechCue *behind = cue == NULL || cue->voice == NULL ? find_after (a, sentence, quote) : NULL;
    Voice *voice;

    if (behind != NULL)
        return hear (a, HEARD_AFTER, behind, behind->voice);
    if (cue != NULL)
        return hear (a, HEARD_BEFORE, cue, cue->voice);
    if (a->told != NULL && is_kind (a, quote - 1, sentence, TOKEN_DASH))
        return hear (a, HEARD_CONTINUED, NULL, a->told);
    voice = find_continued (a, sentence, quote);
    return voice != NULL ? hear (a, HEARD_CONTINUED, NULL, voice)
                         : hear (a, HEARD_ABOUT, NULL, find_untold (a, sentence, quote));
}

static Voice *
find_speaker (Attribution *a, const Sentence *sentence, guint quote)
{
    const SpeechCue *cue = name_quote_begins (a->prose, sentence, quote) ? NULL : find_tag (a, sentence, quote);
    Voice *voice;

    if ((a->has_double_marks && quote_is_single (a->article, quote_at (a, quote)))
        || name_quote_is_nickname (a->prose, a->topics.voices, sentence, quote))
        return NULL;
    if (cue != NULL)
        return hear (a, HEARD_TAG, cue, tag_voice (a, quote, cue));
    if (is_told_directly (a, sentence, quote)) {
        cue = find_before (a, quote);
        return hear (a, HEARD_DIRECT, cue, tag_voice (a, quote, cue));
    }
    voice = find_label (a, sentence, quote);
    if (voice != NULL)
        return hear (a, HEARD_LABEL, NULL, voice);
    if (is_name (a, sentence, quote))
        return NULL;
    voice = find_agent (a, sentence, quote);
    return voice != NULL ? hear (a, HEARD_AGENT, NULL, voice) : find_speaker_around (a, sentence, quote);
}

static gboolean
is_quote_only (const Attribution *a, const Sentence *sentence)
{
    for (guint i = sentence->first; i < sentence->end; i++)
        if (at (a, i)->kind != TOKEN_QUOTE && at (a, i)->kind != TOKEN_STOP && at (a, i)->kind != TOKEN_DASH)
            return FALSE;
    return TRUE;
}

static void
attribute_waiting (Attribution *a, Voice *voice)
{
    for (guint i = 0; i < a->waiting->len; i++)
        attribute_quote (a, g_array_index (a->waiting, Quote *, i), voice);
    g_array_set_size (a->waiting, 0);
}

/* A sentence that is nothing but quotations goes on with who spoke before. */
static Voice *
attribute_bare (Attribution *a, const Sentence *sentence)
{
    Voice *speaker = a->asked != NULL ? a->asked : a->previous;
    gboolean is_near = speaker != NULL && sentence->block <= a->previous_block + 1;

    hear (a,
          a->asked != NULL                       ? HEARD_ANSWER
          : sentence->block == a->previous_block ? HEARD_ON
                                                 : HEARD_NEXT,
          NULL, speaker);
    for (guint i = sentence->first; i < sentence->end; i++) {
        Quote *quote;

        if (at (a, i)->kind != TOKEN_QUOTE)
            continue;
        quote = quote_at (a, i);
        if (quote->span.start != at (a, i)->start)
            continue;
        if (is_near) {
            attribute_waiting (a, speaker);
            attribute_quote (a, quote, speaker);
        }
        if (!is_near)
            g_array_append_val (a->waiting, quote);
    }
    return is_near ? speaker : NULL;
}

static Voice *
attribute_told (Attribution *a, const Sentence *sentence)
{
    a->told = NULL;
    for (guint i = sentence->first; i < sentence->end; i++) {
        Voice *voice;

        if (at (a, i)->kind != TOKEN_QUOTE || quote_at (a, i)->span.start != at (a, i)->start)
            continue;
        voice = find_speaker (a, sentence, i);
        if (voice == NULL)
            continue;
        attribute_quote (a, quote_at (a, i), voice);
        attribute_waiting (a, voice);
        a->told = voice;
    }
    return a->told;
}

static void
cite_once (Attribution *a, Voice *voice, const Sentence *sentence)
{
    const GArray *cited = voice->source != NULL ? voice->source->cited : NULL;

    if (cited == NULL || cited->len == 0 || g_array_index (cited, Span, cited->len - 1).start < sentence->span.start)
        cite (a, voice, sentence->span);
}

/* "He showed in a paper published in the journal Tides that ...": what rests on a work need not say so by a verb of its
 * own. */
static void
cite_printed (Attribution *a, const Sentence *sentence)
{
    for (guint i = sentence->first + 2; i < sentence->end; i++) {
        Phrase phrase;
        Voice *voice;

        if (at (a, i)->kind != TOKEN_WORD || at (a, i)->noun != NOUN_DOCUMENT)
            continue;
        voice = voices_find_noun (a->topics.voices, i);
        if (voice != NULL && voice->is_printed
            && phrase_read_noun_back (&a->topics.grammarian, sentence->first, i + 1, &phrase)
            && phrase.first > sentence->first && token_is (a->prose, phrase.first - 1, "in"))
            cite_once (a, voice, sentence);
    }
}

static void
cite_reported (Attribution *a, const Sentence *sentence)
{
    for (guint i = 0; i < a->cues->len; i++) {
        const SpeechCue *cue = cue_at (a, i);

        if (speech_cue_is_citation (a->prose, cue))
            cite_once (a, cue->voice, sentence);
    }
    cite_printed (a, sentence);
}

/* Who speaks on when the next sentence is only a quotation. */
static Voice *
last_voice (const Attribution *a, const Sentence *sentence)
{
    gboolean leads_in = at (a, sentence->end - 1)->kind == TOKEN_COLON;

    for (guint i = a->cues->len; i > 0; i--) {
        const SpeechCue *cue = cue_at (a, i - 1);

        if (speech_cue_is_strong (cue) || leads_in)
            return cue->voice;
    }
    return a->topics.subject;
}

/* “Are you cold?” Vale asked Marsh. “No.” */
static Voice *
find_asked (Attribution *a, const Sentence *sentence)
{
    guint verb;

    if (a->cues->len == 0)
        return NULL;
    verb = cue_at (a, a->cues->len - 1)->at;
    if (!token_is (a->prose, verb, "asked") && !token_is (a->prose, verb, "asks"))
        return NULL;
    return topics_find_asked (&a->topics, sentence, verb, cue_at (a, a->cues->len - 1)->voice);
}

/* The turn of an interview that begins in the sentence, or NULL. */
static Quote *
find_turn (const Attribution *a, const Sentence *sentence)
{
    const Token *last = at (a, sentence->end - 1);
    Quote *quote = last->kind == TOKEN_QUOTE ? quote_at (a, sentence->end - 1) : NULL;

    return quote != NULL && quote->is_turn ? quote : NULL;
}

/* Nobody but its label says who speaks in a turn, and nobody goes on with it. */
static void
attribute_turn (Attribution *a, const Sentence *sentence, Quote *turn)
{
    hear (a, HEARD_TURN, NULL, NULL);
    if (turn->said_by != NULL && turn->span.start >= sentence->span.start)
        attribute_quote (a, turn, voices_of_person (a->topics.voices, turn->said_by));
    a->previous = a->asked = NULL;
    a->is_previous_quoted = FALSE;
    g_array_set_size (a->waiting, 0);
}

static void
attribute_sentence (Attribution *a, const Sentence *sentence)
{
    Voice *speaker;
    Quote *turn = find_turn (a, sentence);

    if (turn != NULL) {
        attribute_turn (a, sentence, turn);
        return;
    }
    if (a->previous_block != sentence->block)
        g_array_set_size (a->waiting, 0);
    topics_begin (&a->topics, sentence);
    if (is_quote_only (a, sentence)) {
        speaker = attribute_bare (a, sentence);
        a->is_previous_quoted = speaker != NULL;
        a->asked = NULL;
    } else {
        speech_cues_read (&a->topics, sentence, a->cues);
        speaker = attribute_told (a, sentence);
        a->is_previous_quoted = speaker != NULL;
        a->asked = find_asked (a, sentence);
        cite_reported (a, sentence);
        if (speaker == NULL)
            speaker = last_voice (a, sentence);
    }
    a->previous = speaker;
    a->previous_block = sentence->block;
    topics_end (&a->topics, sentence, speaker);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
    const Span *first = a, *second = b;

    return (first->start > second->start) - (first->start < second->start);
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
    const Source *first = *(Source *const *) a, *second = *(Source *const *) b;

    return compare_spans (first->cited->data, second->cited->data);
}

static void
describe_source (Article *article, const Voice *voice)
{
    Source *source = voice->source;
    g_autoptr (GPtrArray) aliases = g_ptr_array_new ();

    for (guint i = 0; i < voice->aliases->len; i++)
        if (strcmp (g_ptr_array_index (voice->aliases, i), voice->name) != 0)
            g_ptr_array_add (aliases, g_ptr_array_index (voice->aliases, i));
    source->name = voice->name;
    source->role = role_print (article, voice);
    source->confidence = confidence_of_source (voice);
    source->role_confidence = source->role != NULL ? confidence_of_role (voice) : 0;
    source->publisher = voice->publisher;
    source->date = voice->date;
    source->aliases = arena_strv (article->arena, aliases);
    g_array_sort (source->cited, compare_spans);
}

/* Where speech stands in double marks, single ones are those of headlines and of things called so. */
static gboolean
has_double_marks (const Article *article)
{
    guint n_single = 0;

    for (guint i = 0; i < article->quotes->len; i++)
        n_single += quote_is_single (article, g_ptr_array_index (article->quotes, i)) != FALSE;
    return article->quotes->len >= MIN_MARKS && n_single * 3 < article->quotes->len;
}

void
attribute (Article *article)
{
    g_autoptr (Prose) prose = prose_new (article);
    g_autoptr (Voices) voices = voices_new (article, prose);
    g_autoptr (Institutions) institutions = institutions_new ();
    RoleReader roles = { article, prose, voices_runs (voices), institutions, FALSE };
    Attribution a = { article, prose, { .article = article, .prose = prose, .voices = voices } };

    a.has_double_marks = has_double_marks (article);
    a.topics.roles = &roles;
    a.topics.grammarian = (Grammarian){ prose, voices };
    a.cues = g_array_new (FALSE, FALSE, sizeof (SpeechCue));
    a.waiting = g_array_new (FALSE, FALSE, sizeof (Quote *));
    a.cited = g_ptr_array_new ();
    roles_read (&roles);
    roles_read_asides (&roles, voices);
    works_read_authors (article, prose, voices);
    for (guint i = 0; i < prose->sentences->len; i++)
        attribute_sentence (&a, sentence_at (prose, i));
    for (guint i = 0; i < a.cited->len; i++)
        describe_source (article, g_ptr_array_index (a.cited, i));
    g_ptr_array_sort (article->sources, compare_sources);
    g_array_unref (a.cues);
    g_array_unref (a.waiting);
    g_ptr_array_unref (a.cited);
}
