/* SPDX-License-Identifier: MIT */
#include "organisation.h"

#include <string.h>

#include "lang/lang.h"

typedef struct {
    const Prose *prose;
    GHashTable *names; /* those that are organisations, as they stand in the text */
} OrganisationReader;

static const Token *
at (const OrganisationReader *reader, guint index)
{
    return token_at (reader->prose, index);
}

static gboolean
is_kind (const OrganisationReader *reader, guint index, TokenKind kind)
{
    return index < reader->prose->tokens->len && at (reader, index)->kind == kind;
}

static char *
name_text (const OrganisationReader *reader, guint first, guint end)
{
    Span span = prose_span (reader->prose, first, end);

    return g_strndup (reader->prose->text + span.start, span.end - span.start);
}

static const char *
lexicon_value (const OrganisationReader *reader, guint index, Lexicon lexicon)
{
    const Token *token = at (reader, index);

    return lexicon_find (lexicon, reader->prose->text + token->start, (gssize) (token->end - token->start));
}

static gboolean
may_be_person (const NameRun *run)
{
    return !run->is_organisation && !run->is_document && run->surname != NO_INDEX && run->surname > run->given;
}

static gboolean
begins_with_given_name (const OrganisationReader *reader, const NameRun *run)
{
    return lexicon_value (reader, run->given, LEXICON_GIVEN_NAMES) != NULL;
}

/* "Orrin Mills Co." tells that Orrin Mills is a company, "Orrin Inc." that Orrin is one. */
static void
note_shorter (OrganisationReader *reader, const NameRun *run)
{
    guint last = run->name_end - 1;
    gboolean is_suffix;

    if (run->name_end < run->name + 2 || at (reader, last)->noun != NOUN_ORGANISATION)
        return;
    is_suffix = lexicon_says (LEXICON_ORGANISATION_WORDS, reader->prose->text + at (reader, last)->start,
                              (gssize) (at (reader, last)->end - at (reader, last)->start), "suffix");
    if (is_suffix || run->name_end > run->name + 2)
        g_hash_table_add (reader->names, name_text (reader, run->name, last));
}

/* Orrin Mills (NYSE: ORM) */
static gboolean
is_traded (const OrganisationReader *reader, guint after)
{
    return is_kind (reader, after, TOKEN_OPEN) && is_kind (reader, after + 1, TOKEN_NAME)
           && is_kind (reader, after + 2, TOKEN_COLON) && is_kind (reader, after + 3, TOKEN_NAME)
           && is_kind (reader, after + 4, TOKEN_CLOSE);
}

/* "a clerk at Orrin Mills", "a spokeswoman for Orrin Mills", "the Orrin Mills" */
static gboolean
has_staff (const OrganisationReader *reader, const NameRun *run)
{
    guint tie = run->first - 1;

    if (run->first < 2 || run->first != run->name || begins_with_given_name (reader, run))
        return FALSE;
    if (token_has_grammar (reader->prose, tie, run->first, GRAMMAR_THE))
        return !run->is_possessive
               && !(is_kind (reader, run->end, TOKEN_WORD) && at (reader, run->end)->grammar == GRAMMAR_NONE);
    return at (reader, tie - 1)->noun == NOUN_ROLE
           && (token_is (reader->prose, tie, "at")
               || (token_is (reader->prose, tie, "for")
                   && g_ascii_strncasecmp (reader->prose->text + at (reader, tie - 1)->start, "spokes", 6) == 0));
}

static gboolean
is_told_one (const OrganisationReader *reader, const NameRun *run)
{
    g_autofree char *name = NULL;

    if (is_traded (reader, run->end) || has_staff (reader, run))
        return TRUE;
    name = name_text (reader, run->name, run->name_end);
    return name_is_publication (name, -1);
}

void
organisations_find (const Prose *prose, GArray *runs)
{
    g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    OrganisationReader reader = { prose, names };
    GPtrArray *abbreviations = prose->article->abbreviations;

    for (guint i = 0; i < abbreviations->len; i++)
        g_hash_table_add (names, g_strdup (((const Abbreviation *) g_ptr_array_index (abbreviations, i))->long_form));
    for (guint i = 0; i < runs->len; i++) {
        const NameRun *run = &g_array_index (runs, NameRun, i);

        if (run->is_organisation)
            note_shorter (&reader, run);
        else if (may_be_person (run) && !run->has_title && is_told_one (&reader, run))
            g_hash_table_add (names, name_text (&reader, run->name, run->name_end));
    }
    for (guint i = 0; i < runs->len && g_hash_table_size (names) > 0; i++) {
        NameRun *run = &g_array_index (runs, NameRun, i);
        g_autofree char *name = NULL;

        if (run->is_organisation || run->is_document || run->has_title || run->surname == NO_INDEX)
            continue;
        name = name_text (&reader, run->name, run->name_end);
        run->is_organisation = g_hash_table_contains (names, name);
    }
}
