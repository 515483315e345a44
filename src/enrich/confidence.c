/* SPDX-License-Identifier: MIT */
#include "confidence.h"

#include <math.h>
#include <string.h>

#include "role-reader.h"

#define PASSAGE_SHIFT 0.9 /* the weights say so much too much of lines that stand alone */
#define SHORT_QUOTE 3     /* words; fewer are often no speech at all */

/* By the alignment's score; none: 0. */
static const struct {
    int least;
    guint by_bracket, in_bracket, by_cue, beside;
} scores[] = {
    { 100, 98, 97, 96, 83 }, { 90, 97, 97, 95, 65 }, { 80, 94, 85, 80, 65 },       { 60, 90, 72, 65, 65 },
    { 50, 85, 65, 65, 65 },  { 40, 72, 65, 65, 65 }, { G_MININT, 68, 65, 65, 65 },
};

guint
confidence_of_pair (Pairing pairing, int score)
{
    guint i = 0;

    while (score < scores[i].least)
        i++;
    switch (pairing) {
    case PAIRED_BY_BRACKET: return scores[i].by_bracket;
    case PAIRED_IN_BRACKET: return scores[i].in_bracket;
    case PAIRED_BY_CUE: return scores[i].by_cue;
    case PAIRED_BESIDE: return scores[i].beside;
    case PAIRED_BY_PHRASE: return 74;
    case PAIRED_IN_LIST: return 83;
    case PAIRED_ACROSS: return 83;
    case PAIRED_BY_NAME: return 90;
    case PAIRED_BY_WORDS: return 80;
    }
    g_assert_not_reached ();
}

guint
confidence_of_definition (double log_odds, gboolean is_passage)
{
    return (guint) lround (100 / (1 + exp ((is_passage ? PASSAGE_SHIFT : 0) - log_odds)));
}

/* A pronoun may be another's, and what nobody is named for was carried over. */
static const guint hearings[N_HEARINGS][PHRASE_WORK + 1] = {
    [HEARD_TAG] = { 90, 98, 84, 88, 95 },
    [HEARD_DIRECT] = { 87, 96, 58, 82, 95 },
    [HEARD_LABEL] = { 80 },
    [HEARD_AGENT] = { 85 },
    [HEARD_BEFORE] = { 92, 97, 72, 89, 95 },
    [HEARD_AFTER] = { 85, 90, 50, 80, 90 },
    [HEARD_CONTINUED] = { 85 },
    [HEARD_ABOUT] = { 62 },
    [HEARD_ON] = { 94 },
    [HEARD_NEXT] = { 65 },
    [HEARD_ANSWER] = { 55 },
    [HEARD_TURN] = { 97 },
};

guint
confidence_of_speaker (Hearing hearing, PhraseKind told_by, guint n_words, const Voice *voice)
{
    guint confidence = hearings[hearing][told_by];

    if (n_words < SHORT_QUOTE && (hearing == HEARD_BEFORE || hearing == HEARD_AFTER))
        confidence -= 14;
    if (voice->kind == SOURCE_ORGANISATION)
        confidence -= 15;
    if (voice->is_bare)
        confidence -= 30;
    return confidence;
}

static guint
of_person (const Voice *voice)
{
    gboolean is_told = voice->sex != SEX_UNKNOWN || voice->aliases->len > 0 || voice->role.rank > 0;

    if (voice->is_bare)
        return 62;
    if (voice->source->n_quotes == 0 && voice->source->cited->len == 1)
        return 68;
    return is_told ? 96 : 82;
}

guint
confidence_of_source (const Voice *voice)
{
    switch (voice->kind) {
    case SOURCE_PERSON: return of_person (voice);
    case SOURCE_ORGANISATION: return strchr (voice->name, ' ') != NULL ? 77 : 56;
    case SOURCE_DOCUMENT: return voice->is_titled || voice->publisher != NULL || voice->date != NULL ? 95 : 87;
    case SOURCE_ANONYMOUS: return 87;
    }
    g_assert_not_reached ();
}

static guint
role_of_person (const Role *role)
{
    static const guint levels[] = {
        [ROLE_WEAK] = 82, [ROLE_BARE] = 78, [ROLE_SHORT] = 90, [ROLE_TOLD] = 97, [ROLE_PLACED] = 96,
    };

    if (role->rank == 0)
        return 85;
    if (role_level (role) <= ROLE_SHORT && role_place (role) == FROM_STATEMENT)
        return 65;
    return levels[role_level (role)];
}

guint
confidence_of_role (const Voice *voice)
{
    switch (voice->kind) {
    case SOURCE_PERSON: return role_of_person (&voice->role);
    case SOURCE_ORGANISATION: return 90;
    case SOURCE_DOCUMENT: return 76;
    case SOURCE_ANONYMOUS: return voice->role.clause != NULL ? 97 : 70;
    }
    g_assert_not_reached ();
}
