/* SPDX-License-Identifier: MIT */
#include "name-run.h"

#include <string.h>

#include "lang/lang.h"

/* Longer runs of capitals are headlines. */
#define MAX_RUN 12
#define MAX_PERSON_TOKENS 4
#define MAX_OFFICE 6
/* ‘Jack “Two Rivers” Tolland’: a longer quotation between two names is no nickname. */
#define MAX_NICKNAME 24

static const char *
token_entry (const Prose *prose, guint index, Lexicon lexicon)
{
    const Token *token = token_at (prose, index);

    return lexicon_find (lexicon, prose->text + token->start, (gssize) (token->end - token->start));
}

static gboolean
is_name_part (const Prose *prose, guint index, const char *part)
{
    const char *value = token_entry (prose, index, LEXICON_NAME_PARTS);

    return value != NULL && strcmp (value, part) == 0;
}

gboolean
token_is_acronym (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);
    guint n_capitals = 0;

    for (guint32 i = token->start; i < token->end; i++) {
        if (g_ascii_islower (prose->text[i]) || (guchar) prose->text[i] >= 0x80)
            return FALSE;
        n_capitals += g_ascii_isupper (prose->text[i]);
    }
    return n_capitals >= 2;
}

/* "MilkRun", "YouTube": written like that, it is a company. */
static gboolean
is_camel_case (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);
    const char *word = prose->text + token->start;
    gsize length = token->end - token->start;

    if (length < 5 || strncmp (word, "Mc", 2) == 0 || strncmp (word, "Mac", 3) == 0
        || memchr (word, '\'', length) != NULL)
        return FALSE;
    for (gsize i = 2; i < length; i++)
        if (g_ascii_isupper (word[i]) && g_ascii_islower (word[i - 1]))
            return TRUE;
    return FALSE;
}

/* "May 11", "in May": the month; "May said": the person. */
static gboolean
is_calendar (const Prose *prose, guint index)
{
    const char *value = token_entry (prose, index, LEXICON_NAME_PARTS);

    if (value == NULL || strcmp (value, "month") != 0)
        return value != NULL && strcmp (value, "calendar") == 0;
    if (index + 1 < prose->tokens->len && token_at (prose, index + 1)->kind == TOKEN_NUMBER)
        return TRUE;
    return index > 0 && token_at (prose, index - 1)->kind == TOKEN_WORD
           && (token_at (prose, index - 1)->grammar == GRAMMAR_PREPOSITION
               || token_at (prose, index - 1)->grammar == GRAMMAR_THE);
}

static gboolean
is_kind (const Prose *prose, guint index, guint end, TokenKind kind)
{
    return index < end && token_at (prose, index)->kind == kind;
}

/* "of" and "for" are inside names of organisations, "and" after another of these: "Department of Health
 * and Safety". */
static gboolean
is_connector (const Prose *prose, guint index, gboolean has_organisation, gboolean has_connector)
{
    if (!has_organisation)
        return token_is (prose, index, "&");
    return token_is (prose, index, "of") || token_is (prose, index, "for")
           || (has_connector && token_is (prose, index, "and"));
}

static gboolean
is_nickname (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);

    return token->kind == TOKEN_QUOTE && token->end - token->start <= MAX_NICKNAME;
}

/* Where nouns are large or "de" is any "of", a particle has a given name before it: "Otto von Marsch", but "Rat von
 * Marsch" and "Présidente de France". */
static gboolean
may_take_particle (const Prose *prose, guint index)
{
    return *prose->language == '\0' || (index > 0 && token_entry (prose, index - 1, LEXICON_GIVEN_NAMES) != NULL);
}

/* The number of tokens that join the name at `index` to what stands before it: 1 for the name itself,
 * 2 or 3 with a particle; 0 when the run ends. */
static guint
join_length (const Prose *prose, guint index, guint end, gboolean has_organisation, gboolean has_connector)
{
    guint n = 0;

    if (is_kind (prose, index, end, TOKEN_NAME))
        return is_calendar (prose, index) ? 0 : 1;
    if (!is_kind (prose, index, end, TOKEN_WORD) && !is_kind (prose, index, end, TOKEN_QUOTE))
        return 0;
    if (is_nickname (prose, index) || is_connector (prose, index, has_organisation, has_connector)) {
        n = 1;
        if (has_organisation && index + 1 < end && token_at (prose, index + 1)->grammar == GRAMMAR_THE)
            n = 2;
    } else if (may_take_particle (prose, index)) {
        while (n < 2 && is_kind (prose, index + n, end, TOKEN_WORD) && is_name_part (prose, index + n, "particle"))
            n++;
    }
    return n > 0 && is_kind (prose, index + n, end, TOKEN_NAME) && !is_calendar (prose, index + n) ? n + 1 : 0;
}

static gboolean
is_organisation_token (const Prose *prose, guint index)
{
    const char *value;

    if (token_at (prose, index)->noun != NOUN_ORGANISATION)
        return FALSE;
    value = token_entry (prose, index, LEXICON_ORGANISATION_WORDS);
    return value == NULL || strcmp (value, "alone") != 0;
}

/* "Australian-born Vale", "Lyle-based Orrin Mills": the first word is no part of the name. */
static gboolean
is_modifier (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);
    const char *end = prose->text + token->end,
               *hyphen = g_strrstr_len (prose->text + token->start, end - (prose->text + token->start), "-");

    return hyphen != NULL && lexicon_says (LEXICON_NAME_PARTS, hyphen + 1, end - hyphen - 1, "modifier");
}

/* "Employee Ann Vale", "the Browns DL Tom Orr": a noun for what somebody is, or an abbreviation of one, in
 * front of a full name. */
static gboolean
is_noun_title (const Prose *prose, const NameRun *run, guint index)
{
    if (index + 2 >= run->end || token_at (prose, index)->kind != TOKEN_NAME)
        return FALSE;
    return token_at (prose, index)->noun == NOUN_ROLE || (index > run->first && token_is_acronym (prose, index));
}

/* "Dictionary [of Mills]", "Act of 1931" */
static gboolean
is_document_token (const Prose *prose, guint index)
{
    return token_at (prose, index)->noun == NOUN_DOCUMENT && token_at (prose, index)->kind == TOKEN_NAME;
}

/* "the ambassador to [Norway] Ann Vale" */
static gboolean
is_posting (const Prose *prose, const NameRun *run)
{
    guint first = run->first;

    return first >= 2 && run->end > first + 2 && token_is (prose, first - 1, "to")
           && token_at (prose, first - 2)->noun == NOUN_ROLE && token_at (prose, first)->noun == NOUN_ORGANISATION
           && !is_organisation_token (prose, first) && token_at (prose, first + 1)->kind == TOKEN_NAME;
}

static void
note_title (NameRun *run, const char *value)
{
    const char *sex = value + (*value == '=' || *value == '+' || *value == '*');

    if (sex != value && strcmp (sex, "male") == 0)
        run->sex = SEX_MALE;
    else if (sex != value && strcmp (sex, "female") == 0)
        run->sex = SEX_FEMALE;
    run->is_honorific &= *value == '=';
    run->has_title = TRUE;
}

/* "Mr. King", "Rep. Major", "Ken Doctor": an honorific, a shortened title or a given name has a surname
 * behind it. */
static gboolean
takes_surname (const Prose *prose, guint index)
{
    const char *value = token_entry (prose, index, LEXICON_TITLES);

    if (value == NULL)
        return token_entry (prose, index, LEXICON_GIVEN_NAMES) != NULL;
    return *value == '=' || *value == '+' || token_ends (prose, index, ".");
}

/* What a title says; NULL when the token is none. */
static const char *
title_at (const Prose *prose, const NameRun *run, guint index)
{
    const char *value = token_at (prose, index)->kind == TOKEN_NAME ? token_entry (prose, index, LEXICON_TITLES) : NULL;

    return value == NULL && is_noun_title (prose, run, index) ? "" : value;
}

/* Sets where the bare name begins: behind the last title that is followed by more.  "Sir" stays. */
static void
take_titles (const Prose *prose, NameRun *run, guint office_end)
{
    run->is_honorific = TRUE;
    if (office_end > 0) {
        note_title (run, "");
        run->name = office_end;
    }
    for (guint i = run->name; i < run->end && i < run->first + MAX_RUN; i++) {
        const char *value = title_at (prose, run, i);

        if (i == run->first && i + 1 < run->end && (is_modifier (prose, i) || is_posting (prose, run)))
            run->name = i + 1;
        if (value == NULL || (i + 1 == run->end && i > run->first && takes_surname (prose, i - 1))
            || (i > run->first && i + 1 < run->end && is_name_part (prose, i + 1, "suffix")))
            continue;
        note_title (run, value);
        run->keeps_title = *value == '+';
        run->name = run->keeps_title ? i : i + 1;
    }
}

/* "R-Lyle" */
static gboolean
is_party_tag (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);
    const char *text = prose->text + token->start;

    return token->end - token->start > 3 && strchr ("DIR", text[0]) != NULL && text[1] == '-'
           && g_ascii_isupper (text[2]);
}

/* "Ann Vale, Ph.D.,", "the CEO", "London-based", "R-Lyle": not a name. */
static gboolean
is_no_name (const Prose *prose, const NameRun *run)
{
    if (run->end != run->first + 1)
        return FALSE;
    if (is_modifier (prose, run->first) || is_party_tag (prose, run->first)
        || (token_at (prose, run->first)->noun == NOUN_ROLE && token_is_acronym (prose, run->first)))
        return TRUE;
    return run->first > 0 && token_at (prose, run->first - 1)->kind == TOKEN_COMMA
           && is_name_part (prose, run->first, "suffix");
}

static void
take_suffixes (const Prose *prose, NameRun *run)
{
    guint last = run->end;

    while (last > run->name + 1 && is_name_part (prose, last - 1, "suffix"))
        last--;
    run->name_end = run->end;
    run->given = run->name;
    if (run->keeps_title && run->given + 1 < last)
        run->given++;
    run->surname = run->name < run->end && !is_no_name (prose, run) ? last - 1 : NO_INDEX;
}

/* "Dictionary of Mills" */
static gboolean
is_document_of (const Prose *prose, const NameRun *run)
{
    for (guint i = run->name + 1; i < run->end; i++)
        if (token_is (prose, i, "of"))
            return is_document_token (prose, i - 1);
    return FALSE;
}

/* "Lyle County", but "Rosa Island": a given name has a surname behind it. */
static gboolean
is_place (const Prose *prose, const NameRun *run)
{
    return run->end > run->name + 1 && is_name_part (prose, run->end - 1, "place")
           && token_entry (prose, run->name, LEXICON_GIVEN_NAMES) == NULL;
}

/* "Ohio State Police": a word for people that stands for an institution behind a name. */
static gboolean
is_force (const Prose *prose, guint index)
{
    return token_at (prose, index)->noun == NOUN_ROLE && token_at (prose, index)->kind == TOKEN_NAME
           && token_entry (prose, index, LEXICON_ORGANISATION_WORDS) != NULL;
}

/* "Quick Start Guide": three words that end in a noun are nobody's name, unless a given name begins them. */
static gboolean
ends_with_noun (const Prose *prose, const NameRun *run)
{
    return run->surname > run->given + 1 && token_at (prose, run->surname)->noun == NOUN_ROLE
           && token_entry (prose, run->given, LEXICON_GIVEN_NAMES) == NULL;
}

/* What the words of the run say of its kind; a title before the name says more. */
static void
judge_kind (const Prose *prose, NameRun *run)
{
    gboolean has_organisation = FALSE;
    guint n = run->end - run->name;

    for (guint i = run->name; i < run->end; i++)
        has_organisation |= is_organisation_token (prose, i);
    has_organisation |= n > 1 && is_force (prose, run->end - 1);
    if (n == 0 || (run->has_title && (!has_organisation || run->is_honorific)))
        return;
    if (run->has_title) { /* "Justice Department" */
        run->name = run->given = run->first;
        run->has_title = FALSE;
    }
    run->is_document = token_at (prose, run->end - 1)->noun == NOUN_DOCUMENT || is_document_of (prose, run);
    run->is_organisation =
        !run->is_document && (has_organisation || n > MAX_PERSON_TOKENS + 1 || is_place (prose, run));
    if (n == 1 && !run->is_organisation)
        run->is_organisation = token_at (prose, run->name)->noun == NOUN_ORGANISATION
                               || token_is_acronym (prose, run->name) || is_camel_case (prose, run->name);
}

/* A title says more of it than the given name does: "Mrs. Evan Marsh". */
static void
take_sex (const Prose *prose, NameRun *run)
{
    const char *sex;

    if (run->sex != SEX_UNKNOWN || run->is_organisation || run->surname == NO_INDEX || run->surname <= run->given)
        return;
    sex = token_entry (prose, run->given, LEXICON_GIVEN_NAMES);
    if (sex != NULL)
        run->sex = *sex == 'f' ? SEX_FEMALE : SEX_MALE;
}

typedef struct {
    Prose *prose;
    GArray *runs;
    GHashTable *particled; /* "Laan": the surnames that had a particle before them, as entries of the text */
} NameReader;

static char *
token_text (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);

    return g_strndup (prose->text + token->start, token->end - token->start);
}

/* After "Joost van der Laan" it is "van der Laan said", where the particles are no given name: how many there are. */
static guint
count_particles (const NameReader *reader, guint first, guint end)
{
    g_autofree char *name = NULL;
    guint n = 0;

    while (n < 3 && first + n < end && is_name_part (reader->prose, first + n, "particle"))
        n++;
    if (n == 0 || n == 3 || !is_kind (reader->prose, first + n, end, TOKEN_NAME))
        return 0;
    name = token_text (reader->prose, first + n);
    return g_hash_table_contains (reader->particled, name) ? n : 0;
}

static void
note_particles (NameReader *reader, const NameRun *run)
{
    for (guint i = run->name; i + 1 < run->name_end; i++)
        if (token_at (reader->prose, i)->kind == TOKEN_WORD && is_name_part (reader->prose, i, "particle"))
            g_hash_table_add (reader->particled, token_text (reader->prose, run->surname));
}

/* "Secretary [of State] Ann Vale": the number of tokens at `index` that a title before them takes in.  A
 * full name of two is left. */
static guint
office_length (const Prose *prose, guint first, guint index, guint end)
{
    guint n = 1;

    if (index == first || index >= end || !token_is (prose, index, "of")
        || (token_at (prose, index - 1)->noun != NOUN_ROLE && token_entry (prose, index - 1, LEXICON_TITLES) == NULL))
        return 0;
    while (n < MAX_OFFICE && is_kind (prose, index + n, end, TOKEN_NAME) && !is_organisation_token (prose, index + n))
        n++;
    return n >= 4 && !is_kind (prose, index + n, end, TOKEN_NAME) ? n - 2 : 0;
}

static guint
run_end (const NameReader *reader, guint first, guint end, guint *office_end)
{
    gboolean has_organisation = FALSE, has_connector = FALSE;
    guint at = first + count_particles (reader, first, end), n;

    *office_end = 0;
    while (at < first + MAX_RUN) {
        n = join_length (reader->prose, at, end, has_organisation, has_connector);
        if (n == 0 && (n = office_length (reader->prose, first, at, end)) > 0)
            *office_end = at + n;
        if (n == 0)
            break;
        has_connector |= n > 1;
        at += n;
        has_organisation |= is_organisation_token (reader->prose, at - 1) || is_document_token (reader->prose, at - 1);
        if (token_at (reader->prose, at - 1)->is_possessive)
            break;
    }
    return at;
}

static guint
read_run (NameReader *reader, guint first, guint end)
{
    Prose *prose = reader->prose;
    guint office_end;
    NameRun run = { .first = first, .name = first, .end = run_end (reader, first, end, &office_end) };

    if (run.end == first)
        return first + 1;
    run.is_possessive = token_at (prose, run.end - 1)->is_possessive;
    take_titles (prose, &run, office_end);
    take_suffixes (prose, &run);
    if (run.given < run.surname && count_particles (reader, run.given, run.end) > 0)
        run.given = run.surname;
    judge_kind (prose, &run);
    take_sex (prose, &run);
    note_particles (reader, &run);
    for (guint i = first; i < run.end; i++)
        if (token_at (prose, i)->kind != TOKEN_QUOTE)
            token_at (prose, i)->index = reader->runs->len;
    g_array_append_val (reader->runs, run);
    return run.end;
}

static gboolean
begins_run (const NameReader *reader, guint at, guint end)
{
    const Token *token = token_at (reader->prose, at);

    if (token->kind != TOKEN_WORD || g_hash_table_size (reader->particled) == 0)
        return token->kind == TOKEN_NAME;
    return (is_kind (reader->prose, at + 1, end, TOKEN_NAME) || is_kind (reader->prose, at + 2, end, TOKEN_NAME))
           && count_particles (reader, at, end) > 0;
}

GArray *
name_runs_find (Prose *prose)
{
    g_autoptr (GHashTable) particled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    NameReader reader = { prose, g_array_new (FALSE, FALSE, sizeof (NameRun)), particled };

    for (guint i = 0; i < prose->sentences->len; i++) {
        const Sentence *sentence = sentence_at (prose, i);
        guint at = sentence->first;

        while (at < sentence->end)
            at = begins_run (&reader, at, sentence->end) ? read_run (&reader, at, sentence->end) : at + 1;
    }
    return reader.runs;
}

gboolean
name_run_is_person (const Prose *prose, const NameRun *run)
{
    guint n = run->surname == NO_INDEX ? 0 : run->surname + 1 - run->given;

    if (run->is_organisation || run->is_document || n == 0)
        return FALSE;
    if (run->has_title)
        return TRUE;
    if (ends_with_noun (prose, run))
        return FALSE;
    if (run->first > 0 && token_at (prose, run->first - 1)->grammar == GRAMMAR_THE)
        return FALSE;
    return n >= 2 && n <= MAX_PERSON_TOKENS;
}
