/* SPDX-License-Identifier: MIT */
#include "document.h"

#include <string.h>

#include "lang/lang.h"
#include "quote.h"

#define MAX_TELLING 24
#define MAX_MAKER 8
#define MAX_ADJUNCT 6

typedef struct {
    Article *article;
    const Prose *prose;
    Voices *voices;
    const Sentence *sentence;
} DocumentReader;

/* How much a role tells. */
enum {
    TELLS_KIND = 1, /* "2019 report" */
    TELLS_SUBJECT,  /* "report on the dam" */
    TELLS_ORIGIN,   /* "report published in May by the Mill Institute" */
};

static const Token *
at (const DocumentReader *reader, guint index)
{
    return token_at (reader->prose, index);
}

static gboolean
is_kind (const DocumentReader *reader, guint index, TokenKind kind)
{
    return index < reader->sentence->end && at (reader, index)->kind == kind;
}

static gboolean
has_grammar (const DocumentReader *reader, guint index, Grammar grammar)
{
    return token_has_grammar (reader->prose, index, reader->sentence->end, grammar);
}

/* The participle of a verb that says how a document came about, "written" for "wrote"; else NULL. */
static const char *
making_verb (const DocumentReader *reader, guint index)
{
    const Token *token = index < reader->sentence->end ? at (reader, index) : NULL;

    return token != NULL && token->kind == TOKEN_WORD ? lexicon_find (
               LEXICON_DOCUMENT_VERBS, reader->prose->text + token->start, (gssize) (token->end - token->start))
                                                      : NULL;
}

static gboolean
is_determiner (const DocumentReader *reader, guint index)
{
    return has_grammar (reader, index, GRAMMAR_ARTICLE) || has_grammar (reader, index, GRAMMAR_THE)
           || has_grammar (reader, index, GRAMMAR_POSSESSIVE);
}

static const char *
slice (const DocumentReader *reader, guint first, guint end)
{
    return article_slice (reader->article, prose_span (reader->prose, first, end));
}

static void
tell (const DocumentReader *reader, Voice *voice, guint rank, const char *role)
{
    if (rank <= voice->role.rank)
        return;
    voice->role.text = role;
    voice->role.rank = rank;
    voice->is_sure = TRUE;
}

gboolean
document_is_made (const Prose *prose, guint index, guint end)
{
    const Token *token = index < end ? token_at (prose, index) : NULL;

    if (token == NULL || token->kind != TOKEN_WORD)
        return FALSE;
    return token_is (prose, index, "from") || token_is (prose, index, "to") || token_is (prose, index, "by")
           || lexicon_has (LEXICON_DOCUMENT_VERBS, prose->text + token->start, (gssize) (token->end - token->start));
}

static gboolean
is_title (const Article *article, const Prose *prose, const Sentence *sentence, guint index)
{
    return index >= sentence->first && index < sentence->end && token_at (prose, index)->kind == TOKEN_QUOTE
           && quote_is_title (article, g_ptr_array_index (article->quotes, token_at (prose, index)->index));
}

guint
document_find_title (const Article *article, const Prose *prose, const Sentence *sentence, guint core, guint noun)
{
    guint behind = noun + 1, before = core - 2;

    if (behind + 1 < sentence->end && token_is_naming (prose, behind)
        && token_at (prose, behind + 1)->kind == TOKEN_QUOTE)
        return behind + 1;
    if (behind < sentence->end && token_at (prose, behind)->kind == TOKEN_COMMA)
        behind++;
    if (is_title (article, prose, sentence, behind))
        return behind;
    if (core < sentence->first + 2 || token_at (prose, core - 1)->grammar == GRAMMAR_NONE)
        return NO_INDEX;
    if (before > sentence->first && token_at (prose, before)->kind == TOKEN_COMMA)
        before--;
    return is_title (article, prose, sentence, before) ? before : NO_INDEX;
}

/* What stands between the noun and what is told of it: titled “Loose Ground”, "(SFRA)". */
static guint
skip_title (const DocumentReader *reader, guint index)
{
    if (index + 1 < reader->sentence->end && token_is_naming (reader->prose, index)
        && is_kind (reader, index + 1, TOKEN_QUOTE))
        index += 2;
    else if (is_title (reader->article, reader->prose, reader->sentence, index))
        index++;
    else if (is_kind (reader, index, TOKEN_COMMA)
             && is_title (reader->article, reader->prose, reader->sentence, index + 1))
        index += 2;
    if (is_kind (reader, index, TOKEN_OPEN) && is_kind (reader, index + 1, TOKEN_NAME)
        && is_kind (reader, index + 2, TOKEN_CLOSE))
        index += 3;
    return index;
}

/* Whether what is told of a document ends before the token. */
static gboolean
ends_telling (const DocumentReader *reader, guint index)
{
    const Token *token = at (reader, index);

    switch ((TokenKind) token->kind) {
    case TOKEN_NAME:
    case TOKEN_NUMBER: return FALSE;
    case TOKEN_WORD: break;
    default: return TRUE;
    }
    if (making_verb (reader, index) != NULL)
        return FALSE;
    if (token->cue != SPEECH_NONE && token->noun == NOUN_NONE)
        return TRUE;
    switch ((Grammar) token->grammar) {
    case GRAMMAR_NONE:
    case GRAMMAR_ARTICLE:
    case GRAMMAR_THE:
    case GRAMMAR_PREPOSITION:
    case GRAMMAR_POSSESSIVE:
    case GRAMMAR_TO: return FALSE;
    case GRAMMAR_CONJUNCTION: return !is_kind (reader, index + 1, TOKEN_NAME);
    case GRAMMAR_ADVERB: return FALSE;
    default: return TRUE;
    }
}

/* "a ruling on July 30 [the board] decided" */
static gboolean
is_behind_date (const DocumentReader *reader, guint first, guint index)
{
    return index > first && is_kind (reader, index - 1, TOKEN_NUMBER)
           && (has_grammar (reader, index, GRAMMAR_THE) || has_grammar (reader, index, GRAMMAR_ARTICLE));
}

/* "a report by the Board [looked] into it" */
static gboolean
is_verb (const DocumentReader *reader, guint first, guint index)
{
    return index > first && is_kind (reader, index - 1, TOKEN_NAME) && is_kind (reader, index, TOKEN_WORD)
           && token_ends (reader->prose, index, "ed") && making_verb (reader, index) == NULL;
}

static gboolean
is_word (const DocumentReader *reader, guint index, const char *word)
{
    return is_kind (reader, index, TOKEN_WORD) && token_is (reader->prose, index, word);
}

/* "published today" */
static gboolean
is_day (const DocumentReader *reader, guint index)
{
    return is_word (reader, index, "today") || is_word (reader, index, "yesterday");
}

/* Where what is told from the token on ends; the year of "May 11, 2022" belongs to it. */
static guint
telling_end (const DocumentReader *reader, guint first)
{
    guint end = MIN (reader->sentence->end, first + MAX_TELLING), i = first;

    while (i < end && !ends_telling (reader, i) && !is_behind_date (reader, first, i) && !is_verb (reader, first, i))
        i++;
    if (i == first + MAX_TELLING)
        return first;
    if (i > first && is_kind (reader, i, TOKEN_COMMA) && is_kind (reader, i - 1, TOKEN_NUMBER)
        && is_kind (reader, i + 1, TOKEN_NUMBER))
        i += 2;
    while (i > first && at (reader, i - 1)->kind == TOKEN_WORD && at (reader, i - 1)->grammar != GRAMMAR_NONE
           && !is_day (reader, i - 1))
        i--; /* "published in" lost what it was published in */
    return i;
}

/* Facts of their own: who published it, and when. */

static void
take_publisher (Voice *voice, const char *name)
{
    if (voice->publisher == NULL)
        voice->publisher = name;
}

static const char *
name_of (const DocumentReader *reader, NameRun *run)
{
    const Voice *voice = voices_of_name (reader->voices, run);

    return voice != NULL ? voice->name : slice (reader, run->name, run->name_end);
}

/* "obtained by the Courier in May": neither who made it nor when. */
static gboolean
is_later (const DocumentReader *reader, guint verb)
{
    const Token *token = at (reader, verb);

    return lexicon_find_role (LEXICON_DOCUMENT_VERBS, reader->prose->text + token->start,
                              (gsize) (token->end - token->start))
           != NULL;
}

/* "Transactions of Tides", "Lyle Courier", "TMJ": what articles appear in by its words, and no place or month. */
static gboolean
is_periodical (const DocumentReader *reader, guint first, guint end)
{
    const NameRun *run = voices_name_at (reader->voices, first);
    Span span = prose_span (reader->prose, first, run != NULL ? MIN (run->end, end) : first + 1);
    const char *name = reader->prose->text + span.start;

    return (run != NULL && run->is_document) || name_is_publication (name, (gssize) (span.end - span.start));
}

/* "[published] in the journal Tides": where the name of what it appeared in begins, or `end`. */
static guint
find_container (const DocumentReader *reader, guint first, guint end)
{
    for (guint i = first; i + 1 < end; i++) {
        guint behind = i + 1 + (has_grammar (reader, i + 1, GRAMMAR_THE) != 0);
        gboolean has_noun =
            behind + 1 < end && at (reader, behind)->kind == TOKEN_WORD && at (reader, behind)->noun == NOUN_DOCUMENT;

        if (!token_is (reader->prose, i, "in"))
            continue;
        behind += has_noun;
        if (behind < end && at (reader, behind)->kind == TOKEN_NAME
            && (has_noun || is_periodical (reader, behind, end)))
            return behind;
    }
    return end;
}

/* "published by the [Mill Institute] [in 2022]" */
static void
take_facts (const DocumentReader *reader, Voice *voice, guint first, guint end)
{
    FoundDate date;
    guint container;
    Span span = prose_span (reader->prose, first, end);
    g_autofree char *words = g_strndup (reader->prose->text + span.start, span.end - span.start);

    if (is_later (reader, first))
        return;
    for (guint i = first; i + 1 < end; i++) {
        guint behind = i + 1 + (has_grammar (reader, i + 1, GRAMMAR_THE) != 0);
        NameRun *run = behind < end ? voices_name_at (reader->voices, behind) : NULL;

        if (run != NULL && run->name == behind && run->surname != NO_INDEX && token_is (reader->prose, i, "by"))
            take_publisher (voice, name_of (reader, run));
    }
    container = find_container (reader, first, end);
    if (container < end && token_is (reader->prose, first, "published")) {
        NameRun *run = voices_name_at (reader->voices, container);

        take_publisher (voice, run != NULL ? slice (reader, container, MIN (run->end, end))
                                           : slice (reader, container, container + 1));
        voice->is_printed = TRUE;
    }
    if (voice->date == NULL && date_find (words, 0, TRUE, &date))
        voice->date = arena_strdup (reader->article->arena, date.iso);
}

/* The ways to say where a document comes from. */

/* "the report [was] published in May", "a circular [went out] to the members" */
static guint
skip_be (const DocumentReader *reader, guint index)
{
    guint verb = index;

    while (verb < index + 2 && (has_grammar (reader, verb, GRAMMAR_HAVE) || has_grammar (reader, verb, GRAMMAR_BE)))
        verb++;
    if (is_word (reader, index, "went") && is_word (reader, index + 1, "out")
        && has_grammar (reader, index + 2, GRAMMAR_TO))
        return index + 2;
    return verb > index && making_verb (reader, verb) != NULL ? verb : index;
}

/* "report [on the dam]", "report [published in May by the Institute]" */
static void
read_behind (const DocumentReader *reader, guint core, guint noun, Voice *voice)
{
    guint first = skip_be (reader, skip_title (reader, noun + 1)), end;
    gboolean is_made = making_verb (reader, first) != NULL, is_tied;

    if (is_kind (reader, first, TOKEN_COMMA) && making_verb (reader, first + 1) != NULL
        && !has_grammar (reader, first + 2, GRAMMAR_THE)) {
        first++;
        is_made = TRUE;
    }
    is_tied = (has_grammar (reader, first, GRAMMAR_PREPOSITION) && !is_word (reader, first, "by"))
              || has_grammar (reader, first, GRAMMAR_TO);
    end = telling_end (reader, first);
    if (first >= end)
        return;
    take_facts (reader, voice, first, end);
    if (is_made || is_tied)
        tell (
            reader, voice, is_made ? TELLS_ORIGIN : TELLS_SUBJECT,
            arena_printf (reader->article->arena, "%s %s", slice (reader, core, noun + 1), slice (reader, first, end)));
}

/* "the assessment that [the council] published [in 2022]", "the minutes, which were [published in May]" */
static void
read_relative (const DocumentReader *reader, guint core, guint noun, Voice *voice)
{
    guint relative = skip_title (reader, noun + 1), verb, end;
    const char *participle = NULL;

    if (is_kind (reader, relative, TOKEN_COMMA))
        relative++;
    if (!has_grammar (reader, relative, GRAMMAR_WHICH) && !has_grammar (reader, relative, GRAMMAR_THAT))
        return;
    for (verb = relative + 1; verb < reader->sentence->end && verb <= relative + MAX_MAKER; verb++) {
        if ((participle = making_verb (reader, verb)) != NULL || ends_telling (reader, verb))
            break;
    }
    while (participle == NULL && verb < reader->sentence->end
           && (has_grammar (reader, verb, GRAMMAR_BE) || has_grammar (reader, verb, GRAMMAR_HAVE)))
        participle = making_verb (reader, ++verb);
    end = participle != NULL ? telling_end (reader, verb) : 0;
    if (end <= verb)
        return;
    take_facts (reader, voice, verb, end);
    if (verb > relative + 1 && !has_grammar (reader, verb - 1, GRAMMAR_BE)
        && !has_grammar (reader, relative + 1, GRAMMAR_BE) && !has_grammar (reader, relative + 1, GRAMMAR_HAVE)) {
        const char *maker = slice (reader, relative + 1, verb);
        const char *rest = end > verb + 1 ? slice (reader, verb + 1, end) : "";

        if (!is_later (reader, verb))
            take_publisher (voice, slice (reader, relative + 1 + is_determiner (reader, relative + 1), verb));
        tell (reader, voice, TELLS_ORIGIN,
              arena_printf (reader->article->arena, "%s %s by %s%s%s", slice (reader, core, noun + 1), participle,
                            maker, *rest != '\0' ? " " : "", rest));
        return;
    }
    tell (reader, voice, TELLS_ORIGIN,
          arena_printf (reader->article->arena, "%s %s", slice (reader, core, noun + 1), slice (reader, verb, end)));
}

/* The name that stands before `before`, behind it nothing but "known as the NBWS, which" or the like. */
static NameRun *
find_maker (const DocumentReader *reader, guint before, guint *adjunct)
{
    NameRun *found = NULL;
    guint which = before;

    *adjunct = before;
    for (guint i = before; i > reader->sentence->first && i + MAX_ADJUNCT > before; i--)
        if (has_grammar (reader, i - 1, GRAMMAR_WHICH) || has_grammar (reader, i - 1, GRAMMAR_WHO))
            which = i - 1;
    if (which < before)
        *adjunct = which + 1;
    for (guint i = which; i > reader->sentence->first && i + MAX_TELLING > which; i--) {
        NameRun *run = voices_name_at (reader->voices, i - 1);

        if (run != NULL && !run->is_possessive && run->surname != NO_INDEX) {
            found = run;
            if (run->name_end > run->name + 1 || which == before)
                return run;
        }
        if (which == before)
            return NULL;
    }
    return found;
}

/* "the Institute, which in May [released] a report" */
static void
read_before (const DocumentReader *reader, guint core, guint noun, Voice *voice)
{
    guint verb, adjunct;
    const char *participle, *when, *name;
    NameRun *maker;

    if (core < reader->sentence->first + 3 || !has_grammar (reader, core - 1, GRAMMAR_ARTICLE))
        return;
    verb = core - 2;
    participle = making_verb (reader, verb);
    maker = participle != NULL ? find_maker (reader, verb, &adjunct) : NULL;
    if (maker == NULL)
        return;
    name = name_of (reader, maker);
    when = adjunct < verb ? slice (reader, adjunct, verb) : NULL;
    if (!is_later (reader, verb))
        take_publisher (voice, name);
    tell (reader, voice, TELLS_ORIGIN,
          arena_printf (reader->article->arena, "%s %s%s%s by %s%s", slice (reader, core, noun + 1), participle,
                        when != NULL ? " " : "", when != NULL ? when : "",
                        maker->first > 0 && has_grammar (reader, maker->first - 1, GRAMMAR_THE) ? "the " : "", name));
}

void
document_read (Article *article, const Prose *prose, Voices *voices, const Sentence *sentence, guint core, guint noun,
               Voice *voice)
{
    DocumentReader reader = { article, prose, voices, sentence };

    if (voice->role.rank >= TELLS_ORIGIN)
        return;
    tell (&reader, voice, TELLS_KIND, slice (&reader, core, noun + 1));
    take_facts (&reader, voice, core, noun + 1);
    read_behind (&reader, core, noun, voice);
    read_relative (&reader, core, noun, voice);
    read_before (&reader, core, noun, voice);
}

/* "[Encyclopedia] of Tides", "Mill [Encyclopedia]" */
static const Token *
noun_of_name (const Prose *prose, const NameRun *run)
{
    guint last = run->name_end - 1;

    for (guint i = run->name; i < last; i++)
        if (token_at (prose, i)->noun == NOUN_DOCUMENT)
            return token_at (prose, i);
    return token_at (prose, last);
}

void
document_tell_owner (Article *article, Voice *voice, const Voice *owner)
{
    if (voice->role.rank > TELLS_KIND)
        return;
    voice->role.text =
        arena_printf (article->arena, "%s of %s%s", voice->role.text, owner->takes_the ? "the " : "", owner->name);
    voice->role.rank = TELLS_SUBJECT;
}

void
document_read_named (Article *article, const Prose *prose, Voices *voices, const Sentence *sentence, NameRun *run)
{
    DocumentReader reader = { article, prose, voices, sentence };
    const Token *noun = noun_of_name (prose, run);
    guint first = run->end + is_kind (&reader, run->end, TOKEN_COMMA), end;
    Voice *voice = voices_of_name (voices, run);

    if (voice == NULL || voice->role.rank >= TELLS_ORIGIN)
        return;
    if (voice->role.rank == 0) {
        g_autofree char *kind = g_utf8_strdown (prose->text + noun->start, (gssize) (noun->end - noun->start));

        tell (&reader, voice, TELLS_KIND, arena_strdup (article->arena, kind));
    }
    if (making_verb (&reader, first) == NULL || has_grammar (&reader, first + 1, GRAMMAR_THE))
        return;
    end = telling_end (&reader, first);
    take_facts (&reader, voice, first, end);
    if (end > first)
        tell (&reader, voice, TELLS_ORIGIN, slice (&reader, first, end));
}
