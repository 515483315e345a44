/* SPDX-License-Identifier: MIT */
#include "work.h"

#include <string.h>

#include "lang/lang.h"
#include "quote.h"

#define NOUN_REACH 6
#define AUTHOR_REACH 16
#define MAX_TITLE 10

typedef struct {
    Article *article;
    const Prose *prose;
    const Voices *voices;
    const Sentence *sentence;
} WorkReader;

static const Token *
at (const WorkReader *reader, guint index)
{
    return token_at (reader->prose, index);
}

static gboolean
is_kind (const WorkReader *reader, guint index, TokenKind kind)
{
    return index < reader->sentence->end && at (reader, index)->kind == kind;
}

gboolean
work_is_title (const Article *article, const Prose *prose, guint quote, Span *noun)
{
    const Quote *found = g_ptr_array_index (article->quotes, token_at (prose, quote)->index);
    Span inside = quote_inside (article, found);
    gsize word;

    if (!quote_is_title (article, found))
        return FALSE;
    for (gsize i = word = inside.start; i <= inside.end; i++) {
        if (i < inside.end && article->text[i] != ' ')
            continue;
        if (i > word && lexicon_has (LEXICON_DOCUMENT_NOUNS, article->text + word, (gssize) (i - word))) {
            *noun = (Span){ word, i };
            return TRUE;
        }
        word = i + 1;
    }
    return FALSE;
}

/* "book", and where a title stands beside it "history". */
static gboolean
is_work_noun (const WorkReader *reader, guint index)
{
    const Token *token = at (reader, index);

    if (token->kind != TOKEN_WORD)
        return FALSE;
    return token->noun == NOUN_DOCUMENT
           || lexicon_find_role (LEXICON_DOCUMENT_NOUNS, reader->prose->text + token->start,
                                 (gsize) (token->end - token->start))
                  != NULL;
}

/* The noun that says what the work is, from the token on: "wonderful 1996 [book]"; the sentence's end when there
 * is none. */
static guint
find_noun (const WorkReader *reader, guint first)
{
    for (guint i = first; i < reader->sentence->end && i < first + NOUN_REACH; i++) {
        if (is_work_noun (reader, i))
            return i;
        if (at (reader, i)->kind != TOKEN_NUMBER
            && (at (reader, i)->kind != TOKEN_WORD || at (reader, i)->grammar != GRAMMAR_NONE))
            break;
    }
    return reader->sentence->end;
}

static Voice *
person_at (const WorkReader *reader, guint index)
{
    NameRun *run = index < reader->sentence->end ? voices_name_at (reader->voices, index) : NULL;

    return run != NULL && run->voice != NULL && run->voice->kind == SOURCE_PERSON ? run->voice : NULL;
}

/* The person whom the sentence names next. */
static Voice *
next_person (const WorkReader *reader, guint first)
{
    for (guint i = first; i < reader->sentence->end && i < first + AUTHOR_REACH; i++) {
        Voice *voice = person_at (reader, i);

        if (voice != NULL || at (reader, i)->kind == TOKEN_STOP)
            return voice;
    }
    return NULL;
}

static gboolean
is_pronoun (const WorkReader *reader, guint index)
{
    return token_has_grammar (reader->prose, index, reader->sentence->end, GRAMMAR_POSSESSIVE);
}

/* Whose work it is when "Ann Vale's" or "her" stands at the token; `after` is where her name may follow. */
static Voice *
owner_at (const WorkReader *reader, guint index, guint after)
{
    NameRun *run = index < reader->sentence->end ? voices_name_at (reader->voices, index) : NULL;

    if (is_pronoun (reader, index))
        return next_person (reader, after);
    return run != NULL && run->is_possessive ? run->voice : NULL;
}

/* “The Long Tide,” her history of floods, Ann Vale; “The Long Tide,” Vale's book; “The Long Tide” by Vale */
static Voice *
author_behind (const WorkReader *reader, guint quote)
{
    guint first = quote + 1 + is_kind (reader, quote + 1, TOKEN_COMMA), noun;
    NameRun *run = first < reader->sentence->end ? voices_name_at (reader->voices, first) : NULL;

    if (first < reader->sentence->end && token_is (reader->prose, first, "by"))
        return person_at (reader, first + 1);
    noun = find_noun (reader, run != NULL ? run->end : first + 1);
    if (noun >= reader->sentence->end)
        return NULL;
    if (noun + 1 < reader->sentence->end && token_is (reader->prose, noun + 1, "by"))
        return person_at (reader, noun + 2);
    return owner_at (reader, first, noun + 1);
}

/* In her book “The Long Tide,” Ann Vale; Vale's history “The Long Tide”; Vale wrote in “The Long Tide” */
static Voice *
author_before (const WorkReader *reader, guint quote)
{
    guint noun = quote - 1;

    if (quote < reader->sentence->first + 3)
        return NULL;
    if (token_is (reader->prose, noun, "in")
        && (token_is (reader->prose, noun - 1, "wrote") || token_is (reader->prose, noun - 1, "writes")))
        return person_at (reader, noun - 2);
    if (is_kind (reader, noun, TOKEN_COMMA))
        noun--;
    if (!is_work_noun (reader, noun))
        return NULL;
    for (guint i = noun; i > reader->sentence->first && i + NOUN_REACH > noun; i--)
        if (is_pronoun (reader, i - 1) || (person_at (reader, i - 1) != NULL && at (reader, i - 1)->is_possessive))
            return owner_at (reader, i - 1, quote + 1);
    return NULL;
}

/* “The Long Tide”, “Tides!” */
static gboolean
may_be_title (const Article *article, const Quote *quote)
{
    Span inside = quote_inside (article, quote);

    return quote_is_title (article, quote)
           || (g_unichar_isupper (g_utf8_get_char (article->text + inside.start))
               && memchr (article->text + inside.start, ' ', inside.end - inside.start) == NULL);
}

/* A noun for a work that is somebody's own: "book", "memoir". */
static gboolean
is_authored (const WorkReader *reader, guint index)
{
    const Token *token = at (reader, index);

    return token->kind == TOKEN_WORD && token->noun == NOUN_DOCUMENT
           && lexicon_says (LEXICON_REFERENCE_TYPES, reader->prose->text + token->start,
                            (gssize) (token->end - token->start), "book");
}

/* "her 2014 [book]" */
static gboolean
is_owned (const WorkReader *reader, guint noun)
{
    for (guint i = noun; i > reader->sentence->first && i + NOUN_REACH > noun; i--)
        if (is_pronoun (reader, i - 1))
            return TRUE;
    return FALSE;
}

/* "The Long Tide", from the token to before the comma: where it ends, or `first` when it is no title. */
static guint
bare_title_end (const WorkReader *reader, guint first)
{
    guint i = first;

    for (; i < reader->sentence->end && i < first + MAX_TITLE; i++) {
        const Token *token = at (reader, i);
        gboolean is_capital = g_unichar_isupper (g_utf8_get_char (reader->prose->text + token->start));

        if (token->kind == TOKEN_COMMA)
            return i;
        if ((!is_capital && (i == first || token->kind != TOKEN_WORD || token->grammar == GRAMMAR_NONE))
            || prose_says (reader->prose, i, i + 1, LEXICON_NAME_PARTS, "calendar"))
            break;
    }
    return first;
}

/* "In her book The Long Tide, [Ann Vale] says": a title without marks. */
static void
read_bare_title (const WorkReader *reader, guint noun)
{
    guint end = bare_title_end (reader, noun + 1);
    Voice *voice;

    if (end == noun + 1 || !is_owned (reader, noun))
        return;
    voice = next_person (reader, end + 1);
    if (voice == NULL || voice->role.text != NULL)
        return;
    voice->role.text = arena_printf (reader->article->arena, "author of %s",
                                     article_slice (reader->article, prose_span (reader->prose, noun + 1, end)));
    voice->role.rank = 1;
}

static void
read_author (const WorkReader *reader, guint quote)
{
    const Quote *found = g_ptr_array_index (reader->article->quotes, at (reader, quote)->index);
    const char *text = reader->article->text, *opening = text + found->span.start;
    const char *closing = g_utf8_prev_char (text + found->span.end);
    Span inside = quote_inside (reader->article, found);
    Voice *voice;

    if (!may_be_title (reader->article, found))
        return;
    voice = author_behind (reader, quote);
    if (voice == NULL)
        voice = author_before (reader, quote);
    if (voice == NULL || voice->role.text != NULL)
        return;
    voice->role.text =
        arena_printf (reader->article->arena, "author of %.*s%.*s%s", (int) (g_utf8_next_char (opening) - opening),
                      opening, (int) (inside.end - inside.start), text + inside.start,
                      article_slice (reader->article, (Span){ (gsize) (closing - text), found->span.end }));
    voice->role.rank = 1;
}

void
works_read_authors (Article *article, const Prose *prose, const Voices *voices)
{
    for (guint i = 0; i < prose->sentences->len; i++) {
        WorkReader reader = { article, prose, voices, sentence_at (prose, i) };

        for (guint k = reader.sentence->first; k < reader.sentence->end; k++) {
            if (token_at (prose, k)->kind == TOKEN_QUOTE)
                read_author (&reader, k);
            else if (is_authored (&reader, k))
                read_bare_title (&reader, k);
        }
    }
}
