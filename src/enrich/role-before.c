/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lang/lang.h"
#include "role-reader.h"
#include "role.h"

/* The comma behind a role is no further from where that begins. */
#define ROLE_REACH 12

/* Where the role begins that ends before the comma: "the [mayor's press secretary], Ann Vale", "the [head of the
 * union], Ann Vale"; the comma when there is none. */
static guint
role_before_comma (const Prose *prose, guint start, guint comma)
{
    const Token *last = token_at (prose, comma - 1);
    guint limit = comma > start + ROLE_REACH ? comma - ROLE_REACH : start;

    if (last->noun == NOUN_ROLE && (last->kind == TOKEN_WORD || token_is_acronym (prose, comma - 1))) {
        guint first = role_phrase_start (prose, start, comma);
        gboolean is_one_of =
            first > start + 2 && token_is (prose, first - 2, "of") && token_is (prose, first - 3, "one");

        return last->is_plural && !is_one_of ? comma : first;
    }
    for (guint i = comma - 1; i > limit; i--) {
        const Token *token = token_at (prose, i - 1);

        if (token->kind != TOKEN_WORD && token->kind != TOKEN_NAME && token->kind != TOKEN_NUMBER)
            break;
        if ((token_has_grammar (prose, i - 1, comma, GRAMMAR_THE)
             || token_has_grammar (prose, i - 1, comma, GRAMMAR_ARTICLE))
            && role_phrase_has_noun (prose, i, comma) && role_phrase_end (prose, i, comma + 1) == comma)
            return i;
    }
    return comma;
}

/* "a friend of Tom Orr, [Ann Vale], Ida Marsh and others" */
static gboolean
is_listed (const Prose *prose, const NameRun *run, guint end)
{
    const Token *before = token_at (prose, run->first - 2);

    return before->kind == TOKEN_NAME && run->end + 1 < end && token_at (prose, run->end)->kind == TOKEN_COMMA
           && (token_at (prose, run->end + 1)->kind == TOKEN_NAME || token_is (prose, run->end + 1, "and"));
}

/* "the mayor's press secretary, Ann Vale, said" */
static void
read_before_comma (const RoleReader *reader, const NameRun *run, guint start, guint end)
{
    const Prose *prose = reader->prose;
    guint comma = run->first - 1;

    if (run->first < start + 2 || token_at (prose, comma)->kind != TOKEN_COMMA)
        return;
    if ((run->end < end && token_at (prose, run->end)->kind != TOKEN_COMMA
         && token_at (prose, run->end)->kind != TOKEN_STOP)
        || is_listed (prose, run, end))
        return;
    role_set (reader, run->voice, FROM_STATEMENT, role_before_comma (prose, start, comma), comma);
}

/* "A retired mechanic at the mill, Vale has ...": the role comes first. */
static void
read_fronted (const RoleReader *reader, const NameRun *run, guint start, guint end)
{
    if (run->first > start && run->end < end)
        role_read_fronted (reader, start, run->first, run->voice);
}

/* A title that is all of the role is written out, with the words before it: "state Sen." as "state senator". */
static gboolean
expand_title (const RoleReader *reader, guint first, guint title, Voice *voice)
{
    const Token *token = token_at (reader->prose, title);
    const char *value =
        lexicon_find (LEXICON_TITLES, reader->prose->text + token->start, (gssize) (token->end - token->start));

    if (value == NULL || strchr ("=+*", *value) != NULL)
        return FALSE;
    if (!role_set (reader, voice, FROM_TITLE, first, title + 1))
        return TRUE;
    if (first < title) {
        const char *words = article_slice (reader->article, prose_span (reader->prose, first, title));
        g_autofree char *small = g_utf8_strdown (words, -1); /* a sentence may begin with "State" */

        voice->role.text = arena_printf (reader->article->arena, "%s %s", small, value);
    } else {
        voice->role.text = value;
    }
    return TRUE;
}

/* Where the noun before a name ends: "the [sociologist] Ann Vale", "a [farmer] named Ann Vale", "the [curator] is
 * Ann Vale"; `start` when there is none. */
static guint
noun_before (const Prose *prose, const NameRun *run, guint start)
{
    guint end = run->first;

    if (end > start + 1
        && (token_is_naming (prose, end - 1) || token_is (prose, end - 1, "named") || token_is (prose, end - 1, "is")))
        end--;
    return end > start && token_at (prose, end - 1)->kind == TOKEN_WORD && token_at (prose, end - 1)->noun == NOUN_ROLE
               ? end
               : start;
}

/* "New Zealand President Ann Vale", "sociologist Ann Vale", "former state Sen. Ann Vale" */
static void
read_title (const RoleReader *reader, const NameRun *run, guint start)
{
    const Prose *prose = reader->prose;
    guint first = run->first, noun_end = noun_before (prose, run, start);

    if (noun_end > start) {
        first = role_phrase_start (prose, start, noun_end);
        role_set (reader, run->voice, FROM_TITLE, first,
                  noun_end == run->first && !run->is_honorific ? run->name : noun_end);
        return;
    }
    if (run->name == first + 1 && first > start + 1 && token_is (prose, first - 1, "to")
        && token_at (prose, first - 2)->noun == NOUN_ROLE) {
        role_set (reader, run->voice, FROM_STATEMENT, role_phrase_start (prose, start, first - 1), run->name);
        return;
    }
    if (run->is_honorific || run->name == run->first)
        return;
    while (first > start && (role_word_is (prose, first - 1, "modifier") || role_word_is (prose, first - 1, "local")))
        first--;
    if (run->name > run->first + 1 || !expand_title (reader, first, run->first, run->voice))
        role_set (reader, run->voice, FROM_TITLE, first, run->name);
}

void
role_read_before (const RoleReader *reader, const NameRun *run, guint start, guint end)
{
    read_before_comma (reader, run, start, end);
    read_fronted (reader, run, start, end);
    read_title (reader, run, start);
}

/* "PORT ELLIS, Wis." as "Port Ellis"; NULL when the article has no dateline, or that of a place which needs no state
 * to be known and is rather where the writer is. */
static const char *
dateline_place (const Article *article)
{
    const char *dateline = article->metadata.dateline;
    g_autofree char *town = NULL;
    g_autoptr (GString) place = g_string_new (NULL);
    gboolean has_small = FALSE, is_first = TRUE;

    if (dateline == NULL || strchr (dateline, ',') == NULL)
        return NULL;
    town = g_strchomp (g_strndup (dateline, strcspn (dateline, ",(")));
    for (const char *p = town; *p != '\0'; p = g_utf8_next_char (p))
        has_small |= g_unichar_islower (g_utf8_get_char (p));
    for (const char *p = town; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        g_string_append_unichar (place, is_first || has_small ? c : g_unichar_tolower (c));
        is_first = !g_unichar_isalpha (c);
    }
    return *town != '\0' ? arena_strdup (article->arena, place->str) : NULL;
}

/* "the mayor" is that of the town which the article is from. */
static const char *
town_of (const RoleReader *reader, guint noun)
{
    return noun > 0 && token_is (reader->prose, noun - 1, "the") ? dateline_place (reader->article) : NULL;
}

/* The one institution of the text to which a superintendent, or whatever the token says, belongs. */
static const char *
institution_of (const RoleReader *reader, guint noun)
{
    const Token *token = token_at (reader->prose, noun);
    const char *kind =
        lexicon_find_role (LEXICON_ROLE_NOUNS, reader->prose->text + token->start, (gsize) (token->end - token->start));

    if (g_strcmp0 (kind, "town") == 0)
        return town_of (reader, noun);
    return kind != NULL ? institutions_find_kind (reader->institutions, kind) : NULL;
}

/* "superintendent [of the Lyle Public School District]", "fire chief" as "chief of the Lyle Fire Department" */
void
role_complete (const RoleReader *reader, Voice *voice)
{
    guint first = (guint) voice->role.nouns.start, noun = (guint) voice->role.nouns.end - 1;
    const char *name;

    if (voice->role.rank == 0 || voice->role.tail != NULL || span_is_empty (voice->role.nouns) || noun > first + 1)
        return;
    name = institution_of (reader, noun);
    if (name == NULL)
        return;
    if (noun > first) {
        const Token *word = token_at (reader->prose, first);
        g_autofree char *kind = g_strndup (reader->prose->text + word->start, word->end - word->start);
        const Token *head = token_at (reader->prose, noun);
        g_autofree char *folded =
            g_utf8_strdown (reader->prose->text + head->start, (gssize) (head->end - head->start));

        if (strstr (name, kind) == NULL)
            return;
        voice->role.text = arena_strdup (reader->article->arena, folded);
    }
    voice->role.tail = arena_printf (reader->article->arena, "of %s", name);
}
