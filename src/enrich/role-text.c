/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "role-reader.h"
#include "role.h"

/* "the spokeswoman for ..." tells that the person is a woman; "the son of a woman who ..." does not. */
static void
take_sex (const Prose *prose, Voice *voice)
{
    for (gsize i = voice->role.nouns.start; voice->sex == SEX_UNKNOWN && i < voice->role.nouns.end; i++) {
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

/* The plural noun of a role that tells of several people, `end` when there is none: "nurses at the clinic". */
static guint
plural_noun (const Prose *prose, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        const Token *token = token_at (prose, i);

        if (token->kind == TOKEN_WORD && token->grammar != GRAMMAR_NONE)
            return end;
        if (token->noun == NOUN_ROLE && !token->is_possessive && token->kind == TOKEN_WORD)
            return token->is_plural ? i : end;
    }
    return end;
}

/* author of “The Mill”: without the comma that stands inside of the marks. */
static const char *
text_with_work (Article *article, Span span)
{
    const char *text = article->text + span.start;
    const char *mark = g_utf8_prev_char (article->text + span.end), *end = mark;

    while (end > text && strchr (",.", end[-1]) != NULL)
        end--;
    return arena_printf (article->arena, "%.*s%.*s", (int) (end - text), text, (int) (article->text + span.end - mark),
                         mark);
}

static gboolean
has_preposition (const Prose *prose, guint first, guint end)
{
    for (guint i = first; i < end; i++)
        if (token_has_grammar (prose, i, end, GRAMMAR_PREPOSITION))
            return TRUE;
    return FALSE;
}

/* What the noun stands for: the institution that has just been named, or the only one of all of the text; NULL. */
static const char *
institution_named (const RoleReader *reader, guint noun)
{
    return reader->is_behind ? institutions_find_only (reader->institutions, reader->prose, noun)
                             : institutions_find (reader->institutions, reader->prose, noun);
}

/* "the bureau's lead author" as "lead author of the National Bureau of Tides"; NULL when the text has not named what
 * the noun stands for. */
static const char *
text_of_owned (const RoleReader *reader, guint first, guint end)
{
    const Prose *prose = reader->prose;
    const Token *owner = token_at (prose, first);
    const char *name;

    if (!owner->is_possessive || owner->kind != TOKEN_WORD || owner->noun != NOUN_ORGANISATION
        || !role_phrase_has_noun (prose, first + 1, end))
        return NULL;
    name = institution_named (reader, first);
    return name != NULL ? arena_printf (reader->article->arena, "%s %s %s",
                                        article_slice (reader->article, prose_span (prose, first + 1, end)),
                                        has_preposition (prose, first + 1, end) ? "at" : "of", name)
                        : NULL;
}

/* What "the department" at the token means, if nothing behind it says which: its name, or NULL. */
static const char *
institution_at (const RoleReader *reader, guint index, guint end)
{
    const Prose *prose = reader->prose;
    guint noun = index + 1;

    if (noun >= end || !token_is (prose, index, "the") || token_at (prose, noun)->kind != TOKEN_WORD
        || token_at (prose, noun)->noun != NOUN_ORGANISATION || token_at (prose, noun)->is_possessive
        || token_at (prose, noun)->is_plural)
        return NULL;
    if (noun + 1 < end
        && (token_at (prose, noun + 1)->kind == TOKEN_NAME || token_is (prose, noun + 1, "of")
            || (token_at (prose, noun + 1)->kind == TOKEN_WORD && token_at (prose, noun + 1)->grammar == GRAMMAR_NONE)))
        return NULL;
    return institution_named (reader, noun);
}

/* The words with each "the bureau" as "the National Bureau of Tides": the appendix stands alone.  NULL when there is
 * none whose name is known. */
static const char *
text_with_institutions (const RoleReader *reader, guint first, guint end)
{
    g_autoptr (GString) text = NULL;
    guint done = first;

    for (guint i = first; i + 1 < end; i++) {
        const char *name = institution_at (reader, i, end);

        if (name == NULL)
            continue;
        if (text == NULL)
            text = g_string_new (NULL);
        g_string_append_len (text, reader->prose->text + token_at (reader->prose, done)->start,
                             token_at (reader->prose, i)->start - token_at (reader->prose, done)->start);
        g_string_append (text, name);
        done = i + 2;
        if (done < end)
            g_string_append_len (text, reader->prose->text + token_at (reader->prose, done - 1)->end,
                                 token_at (reader->prose, done)->start - token_at (reader->prose, done - 1)->end);
    }
    if (text == NULL)
        return NULL;
    if (done < end)
        g_string_append_len (text, reader->prose->text + token_at (reader->prose, done)->start,
                             token_at (reader->prose, end - 1)->end - token_at (reader->prose, done)->start);
    return arena_strdup (reader->article->arena, text->str);
}

/* German nouns have capitals wherever they stand. */
static gboolean
keeps_capitals (const Article *article)
{
    const char *language = article->metadata.language;

    return language != NULL && strncmp (language, "de", 2) == 0 && (language[2] == '\0' || language[2] == '-');
}

/* The text of a role, as it is said of one person. */
static const char *
plain_text (Article *article, const Prose *prose, guint first, guint end)
{
    guint plural = plural_noun (prose, first, end);
    gsize start = token_at (prose, first)->start, noun_end, rest;
    char *text;

    if (token_at (prose, end - 1)->kind == TOKEN_QUOTE)
        return text_with_work (article, prose_span (prose, first, end));
    if (plural == end)
        return article_slice (article, prose_span (prose, first, end));
    noun_end = token_at (prose, plural)->end;
    rest = token_at (prose, end - 1)->end - noun_end;
    text = arena_printf (article->arena, "%.*s%.*s", (int) (noun_end - 1 - start), prose->text + start, (int) rest,
                         prose->text + noun_end);
    if (plural == first && !keeps_capitals (article))
        *text = g_ascii_tolower (*text); /* the sentence began with it */
    return text;
}

static gboolean
has_inner_capital (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);

    for (guint32 i = token->start + 1; i < token->end; i++)
        if (g_ascii_isupper (prose->text[i]))
            return TRUE;
    return FALSE;
}

/* A shortened title written out: "Gov." as "governor"; NULL when the token is none. */
static const char *
written_out (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);
    const char *value = token_ends (prose, index, ".") ? lexicon_find (LEXICON_TITLES, prose->text + token->start,
                                                                       (gssize) (token->end - token->start))
                                                       : NULL;

    return value != NULL && g_ascii_islower (*value) ? value : NULL;
}

/* Whether the word has its capital only because it stands in a title before a name, or begins a sentence. */
static gboolean
is_common (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);

    return token->kind == TOKEN_WORD || written_out (prose, index) != NULL
           || ((token->noun == NOUN_ROLE || role_word_is (prose, index, "modifier"))
               && !has_inner_capital (prose, index));
}

/* Where the words at the end of a title begin that are common: "Lyle [Prime Minister]", "Lyle City [Manager]", but
 * "[Town Manager]". */
static guint
common_start (const Prose *prose, guint first, guint end)
{
    guint i = end, k;

    while (i > first && is_common (prose, i - 1))
        i--;
    for (k = i; k > first && (is_common (prose, k - 1) || role_word_is (prose, k - 1, "local"));)
        k--;
    return k == first ? first : i;
}

/* A title as it stands behind a name: "Town Manager" as "town manager", "Lyle Gov." as "Lyle governor". */
static const char *
title_text (const RoleReader *reader, guint first, guint end)
{
    g_autoptr (GString) text = g_string_new (NULL);
    guint common = common_start (reader->prose, first, end), former = first;

    while (former < end && role_word_is (reader->prose, former, "modifier")
           && token_at (reader->prose, former)->noun == NOUN_NONE)
        former++; /* "Former Lyle mayor" */

    for (guint i = first; i < end; i++) {
        const Token *token = token_at (reader->prose, i);
        g_autofree char *word = g_strndup (reader->prose->text + token->start, token->end - token->start);
        g_autofree char *lower = i >= common || i < former ? g_utf8_strdown (word, -1) : NULL;
        const char *title = written_out (reader->prose, i);

        if (i > first)
            g_string_append_len (text, reader->prose->text + token[-1].end, token->start - token[-1].end);
        g_string_append (text, title != NULL ? title : lower != NULL ? lower : word);
    }
    return arena_strdup (reader->article->arena, text->str);
}

static const char *
role_text (const RoleReader *reader, RolePlace place, guint first, guint end)
{
    const char *text = text_of_owned (reader, first, end);

    if (text == NULL && plural_noun (reader->prose, first, end) == end)
        text = text_with_institutions (reader, first, end);
    if (text != NULL)
        return text;
    if (place == FROM_TITLE && !keeps_capitals (reader->article) && plural_noun (reader->prose, first, end) == end)
        return title_text (reader, first, end);
    return plain_text (reader->article, reader->prose, first, end);
}

RoleLevel
role_level (const Role *role)
{
    return (role->rank - 1) / N_PLACES;
}

RolePlace
role_place (const Role *role)
{
    return (role->rank - 1) % N_PLACES;
}

gboolean
role_is_address (const Role *role)
{
    return role->text != NULL && strchr (role->text, ' ') == NULL && !lexicon_has (LEXICON_ROLE_NOUNS, role->text, -1);
}

const char *
role_words (const RoleReader *reader, guint first, guint end)
{
    Span span = prose_span (reader->prose, first, end);
    const char *text;

    if (token_at (reader->prose, end - 1)->kind == TOKEN_QUOTE)
        return text_with_work (reader->article, span);
    text = text_with_institutions (reader, first, end);
    return text != NULL ? text : article_slice (reader->article, span);
}

gboolean
role_set (const RoleReader *reader, Voice *voice, RolePlace place, guint first, guint end)
{
    const Prose *prose = reader->prose;
    guint rank;

    if (first >= end)
        return FALSE;
    rank = 1 + (guint) role_phrase_level (prose, first, end) * N_PLACES + place;
    if (rank <= voice->role.rank)
        return FALSE;
    if (voice->role.rank > 0 && role_place (&voice->role) == FROM_TITLE && role_level (&voice->role) <= ROLE_SHORT
        && role_level (&voice->role) > ROLE_WEAK)
        voice->role.title = voice->role.text;
    voice->role.text = role_text (reader, place, first, end);
    voice->role.nouns = (Span){ first, end };
    voice->role.rank = rank;
    voice->is_sure = TRUE;
    take_sex (prose, voice);
    return TRUE;
}

/* "detective of the Vale Institute", "senator, D-Ohio, who sits on the committee" */
static const char *
print_person (Article *article, const Role *role)
{
    gboolean has_title = role->title != NULL && role->text != NULL && strstr (role->text, role->title) == NULL;
    g_autoptr (GString) text = g_string_new (has_title ? role->title : role->text);

    if (role->text == NULL && role->clause != NULL)
        return role->clause;
    if (role->text == NULL)
        return role->tail != NULL    ? role->tail
               : role->tag != NULL   ? role->tag
               : role->habit != NULL ? arena_printf (article->arena, "who %s", role->habit)
                                     : NULL;
    if (has_title)
        g_string_append_printf (text, "; %s", role->text);
    if (role->tail != NULL && role_level (role) <= ROLE_SHORT)
        g_string_append_printf (text, *role->tail == ',' ? "%s" : " %s", role->tail);
    if (role->tag != NULL)
        g_string_append_printf (text, ", %s", role->tag);
    if (role->clause != NULL && (role->is_habit || role_level (role) <= ROLE_BARE)
        && text_n_words (role->clause) <= MOST_CLAUSE_WORDS)
        g_string_append_printf (text, ", %s", role->clause);
    else if (role->habit != NULL && role->tail == NULL && role_level (role) <= ROLE_SHORT)
        g_string_append_printf (text, ", who %s", role->habit);
    return arena_strdup (article->arena, text->str);
}

const char *
role_print (Article *article, const Voice *voice)
{
    if (voice->kind == SOURCE_ANONYMOUS)
        return voice->role.clause != NULL ? voice->role.clause : voice->name;
    return print_person (article, &voice->role);
}

void
role_tell_owner (Article *article, Voice *voice, const Voice *owner)
{
    if (strstr (voice->role.text, " of ") == NULL)
        voice->role.text =
            arena_printf (article->arena, "%s of %s%s", voice->role.text, owner->takes_the ? "the " : "", owner->name);
}
