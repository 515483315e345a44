/* SPDX-License-Identifier: MIT */
#include "role.h"

#include "role-reader.h"

/* "Ann Vale, 45, D-Ohio, a farmer, who ...": nobody is told of in more parts. */
#define MAX_PARTS 4
#define MAX_ALIAS 9
#define LEAST_CLAUSE_WORDS 4
#define MAX_STATEMENT 40

/* "a Republican from Lyle" says less of a senator than that she is one. */
static gboolean
is_party (const Prose *prose, const RolePart *part)
{
    return role_word_is (prose, part->first, "party")
           && (part->first + 1 >= part->end || token_at (prose, part->first + 1)->grammar != GRAMMAR_NONE);
}

/* "who has three boats [and a wife who works in the office of the harbour master]": the end without what is too long.
 */
static guint
short_end (const Prose *prose, const RolePart *clause)
{
    if (clause->end <= clause->first + MOST_CLAUSE_WORDS)
        return clause->end;
    for (guint i = clause->first + MOST_CLAUSE_WORDS; i > clause->first + LEAST_CLAUSE_WORDS; i--)
        if (token_is (prose, i, "and"))
            return i;
    return clause->end;
}

/* What somebody does tells more than what happened once. */
static void
take_clause (const RoleReader *reader, Voice *voice, const RolePart *part)
{
    Role *role = &voice->role;
    gboolean is_habit = role_clause_is_habit (reader->prose, part);

    if (part->first >= part->end || (role->clause != NULL && (role->is_habit || !is_habit)))
        return;
    role->clause = role_words (reader, part->first, short_end (reader->prose, part));
    role->is_habit = is_habit;
    voice->is_sure = TRUE;
}

static void
take_part (const RoleReader *reader, Voice *voice, const RolePart *part)
{
    const Prose *prose = reader->prose;
    const char **place = NULL;

    switch (part->kind) {
    case ROLE_NONE:
    case ROLE_ASIDE: return;
    case ROLE_NOUN:
        if (!is_party (prose, part)) {
            role_set (reader, voice, FROM_APPOSITION, part->first, part->end);
            return;
        }
        place = &voice->role.tag;
        break;
    case ROLE_TAIL: place = &voice->role.tail; break;
    case ROLE_TAG: place = &voice->role.tag; break;
    case ROLE_CLAUSE: take_clause (reader, voice, part); return;
    }
    if (*place == NULL && part->first < part->end)
        *place = role_words (reader, part->first, part->end);
    voice->is_sure = TRUE;
}

static gboolean
opens_part (const Prose *prose, guint index, guint end)
{
    return index < end
           && (token_at (prose, index)->kind == TOKEN_COMMA || token_at (prose, index)->kind == TOKEN_OPEN
               || token_at (prose, index)->kind == TOKEN_DASH);
}

/* "Tom Orr and Ann Vale, both nurses at the clinic,": the one before has the same role. */
static Voice *
find_partner (const RoleReader *reader, guint index, const RolePart *part)
{
    const NameRun *run = &g_array_index (reader->runs, NameRun, index), *before = run - 1;

    if (index == 0 || part->kind != ROLE_NOUN || before->end + 1 != run->first
        || !token_is (reader->prose, before->end, "and") || before->voice == NULL
        || before->voice->kind != SOURCE_PERSON)
        return NULL;
    for (guint i = part->first; i < part->end; i++)
        if (token_at (reader->prose, i)->noun == NOUN_ROLE)
            return token_at (reader->prose, i)->is_plural ? before->voice : NULL;
    return NULL;
}

/* "Ann Vale, director, Mill Museum,": what she directs.  Where it ends, or the comma when it is none. */
static guint
read_comma_institution (const RoleReader *reader, Voice *voice, guint comma, guint end)
{
    const Token *first = comma + 1 < end && token_at (reader->prose, comma)->kind == TOKEN_COMMA
                             ? token_at (reader->prose, comma + 1)
                             : NULL;
    const NameRun *name = first != NULL && first->kind == TOKEN_NAME && first->index != NO_INDEX
                              ? &g_array_index (reader->runs, NameRun, first->index)
                              : NULL;

    if (name == NULL || !name->is_organisation || name->is_possessive || name->first != comma + 1
        || (name->end < end && token_at (reader->prose, name->end)->kind != TOKEN_COMMA
            && token_at (reader->prose, name->end)->kind != TOKEN_STOP))
        return comma;
    if (voice->role.tail == NULL)
        voice->role.tail =
            arena_printf (reader->article->arena, ", %s",
                          article_slice (reader->article, prose_span (reader->prose, name->name, name->name_end)));
    return name->end;
}

static void
take_habit (const RoleReader *reader, guint verb, guint end, Voice *voice)
{
    RolePart habit = role_habit_read (reader->prose, verb, end);

    if (habit.kind != ROLE_NONE && voice->role.habit == NULL)
        voice->role.habit = role_words (reader, habit.first, habit.end);
}

/* "is a baker [and owns] three shops", "was a guide [and worked] there": where that begins; `limit` when
 * nothing of the kind does before it. */
static guint
second_statement (const Prose *prose, guint first, guint limit, guint end)
{
    for (guint i = first; i < limit && !token_has_grammar (prose, i, end, GRAMMAR_WHO)
                          && token_at (prose, i)->kind != TOKEN_COMMA && token_at (prose, i)->kind != TOKEN_STOP;
         i++)
        if (token_is (prose, i, "and") && role_habit_read (prose, i + 1, end).kind != ROLE_NONE)
            return i;
    return limit;
}

/* "who is a baker [and owns three shops]": both are told. */
static void
cut_second (const RoleReader *reader, Voice *voice, RolePart *part, guint end)
{
    guint limit = MIN (end, part->end + 2), second = second_statement (reader->prose, part->first, limit, end);

    if (second == limit)
        return;
    take_habit (reader, second + 1, end, voice);
    part->end = MIN (part->end, second);
}

static void
read_apposition (const RoleReader *reader, guint index, guint end)
{
    const NameRun *run = &g_array_index (reader->runs, NameRun, index);
    guint at = run->end;

    if (at < end && token_is (reader->prose, at, "of"))
        at--; /* "Vale of the Mill Institute" */
    for (guint n = 0; n < MAX_PARTS && (at < run->end || opens_part (reader->prose, at, end)); n++) {
        RolePart part = role_part_read (reader->prose, at + 1, end);
        Voice *partner = find_partner (reader, index, &part);

        if (part.kind == ROLE_NONE)
            break;
        if (part.kind == ROLE_NOUN)
            cut_second (reader, run->voice, &part, end);
        take_part (reader, run->voice, &part);
        if (partner != NULL)
            take_part (reader, partner, &part);
        if (part.kind == ROLE_CLAUSE)
            break; /* what follows may tell of whom or what the clause names */
        at = part.end;
        if (part.kind == ROLE_NOUN)
            at = read_comma_institution (reader, run->voice, at, end);
        if (at < end && token_at (reader->prose, at)->kind == TOKEN_CLOSE)
            at++;
    }
}

/* "is", "became", "has been", "works as" */
static guint
stating_length (const Prose *prose, guint verb, guint end)
{
    static const char *const verbs[] = { "serves", "served", "works", "worked" };

    if (token_has_grammar (prose, verb, end, GRAMMAR_BE) || (verb < end && token_is (prose, verb, "became")))
        return 1;
    if (token_has_grammar (prose, verb, end, GRAMMAR_HAVE) && token_has_grammar (prose, verb + 1, end, GRAMMAR_BE))
        return 2;
    for (guint i = 0; verb + 1 < end && i < G_N_ELEMENTS (verbs); i++)
        if (token_is (prose, verb, verbs[i]) && token_is (prose, verb + 1, "as"))
            return 2;
    return 0;
}

/* Where the noun of "is the director", "was director of" begins, the verb of which ends before `first`; `end` when
 * there is none. */
static guint
stated_noun (const Prose *prose, guint first, guint end)
{
    guint noun = first;

    if (first + 1 < end && token_at (prose, first)->kind == TOKEN_NUMBER && token_is (prose, first + 1, "and"))
        first = noun = first + 2; /* "is 77 and the chairman" */
    if (token_has_grammar (prose, first, end, GRAMMAR_ARTICLE) || token_has_grammar (prose, first, end, GRAMMAR_THE))
        return role_phrase_has_noun (prose, first + 1, end) ? first + 1 : end;
    if (!role_phrase_has_noun (prose, first, end))
        return end;
    while (noun + 1 < end && token_at (prose, noun)->noun != NOUN_ROLE)
        noun++;
    return token_has_grammar (prose, noun + 1, end, GRAMMAR_PREPOSITION)
                   || token_has_grammar (prose, noun + 1, end, GRAMMAR_SUBORDINATOR)
               ? first
               : end;
}

void
role_read_statement (const RoleReader *reader, guint verb, guint end, Voice *voice)
{
    const Prose *prose = reader->prose;
    guint first = verb + stating_length (prose, verb, end), last, limit, second;

    if (first == verb) {
        take_habit (reader, verb, end, voice);
        return;
    }
    first = stated_noun (prose, first, end);
    if (first == end)
        return;
    limit = MIN (end, first + MAX_STATEMENT);
    second = second_statement (prose, first, limit, end);
    last = role_phrase_end (prose, first, second);
    role_set (reader, voice, FROM_STATEMENT, first, last);
    if (second < limit)
        take_habit (reader, second + 1, end, voice);
}

/* "The secretary referred us to a briefing where the chief [, Ann Vale, ...]": what comes first is no role. */
static gboolean
is_clause (const Prose *prose, guint first, guint end)
{
    for (guint i = first; i < end; i++)
        if (token_has_grammar (prose, i, end, GRAMMAR_OBJECT) || token_has_grammar (prose, i, end, GRAMMAR_SELF)
            || token_has_grammar (prose, i, end, GRAMMAR_SUBORDINATOR))
            return TRUE;
    return FALSE;
}

void
role_read_fronted (const RoleReader *reader, guint start, guint subject, Voice *voice)
{
    const Prose *prose = reader->prose;
    guint first = start + token_is (prose, start, "as"), comma = subject - 1;

    if (subject < start + 3 || token_at (prose, comma)->kind != TOKEN_COMMA)
        return;
    if (token_has_grammar (prose, first, comma, GRAMMAR_ARTICLE)
        || token_has_grammar (prose, first, comma, GRAMMAR_THE))
        first++;
    if (!role_phrase_has_noun (prose, first, comma) || role_phrase_end (prose, first, comma + 1) != comma
        || is_clause (prose, first, comma))
        return;
    role_set (reader, voice, FROM_APPOSITION, first, comma);
}

/* "Vale is the director", "Vale, 57, is the director" */
static void
read_statement (const RoleReader *reader, const NameRun *run, guint end)
{
    guint verb = run->end;

    if (verb + 3 < end && token_at (reader->prose, verb)->kind == TOKEN_COMMA
        && token_at (reader->prose, verb + 1)->kind == TOKEN_NUMBER
        && token_at (reader->prose, verb + 2)->kind == TOKEN_COMMA)
        verb += 3;
    role_read_statement (reader, verb, end, run->voice);
}

/* What stands between the name and what is told of it: "(DWA)", ", or DWA", ", known as the DWA". */
static guint
skip_short_form (const Prose *prose, guint index, guint end)
{
    guint i = index;

    if (i < end && token_at (prose, i)->kind == TOKEN_OPEN)
        while (i < end && i < index + MAX_ALIAS && token_at (prose, i++)->kind != TOKEN_CLOSE)
            ;
    else if (i + 1 < end && (token_is (prose, i + 1, "or") || token_is (prose, i + 1, "known")))
        for (i++; i < end && i < index + MAX_ALIAS && token_at (prose, i)->kind != TOKEN_COMMA;)
            i++;
    return i < index + MAX_ALIAS ? i : index;
}

/* "the [market research firm] Orrin Mills", "the [regulator], the Orrin Mills Board": what stands before its name. */
static void
read_kind_before (const RoleReader *reader, const NameRun *run, guint start)
{
    const Prose *prose = reader->prose;
    guint end = run->first, first;

    if (end > start && token_has_grammar (prose, end - 1, end, GRAMMAR_THE))
        end--;
    if (end > start && token_at (prose, end - 1)->kind == TOKEN_COMMA)
        end--;
    if ((end + 1 == run->first && token_at (prose, end)->kind != TOKEN_COMMA) || end < start + 2
        || token_at (prose, end - 1)->kind != TOKEN_WORD || token_at (prose, end - 1)->noun != NOUN_ORGANISATION
        || token_at (prose, end - 1)->is_plural || token_at (prose, end - 1)->is_possessive)
        return;
    first = role_phrase_start (prose, start, end);
    if (first > start
        && (token_has_grammar (prose, first - 1, end, GRAMMAR_THE)
            || token_has_grammar (prose, first - 1, end, GRAMMAR_ARTICLE)))
        run->voice->role.text = role_words (reader, first, end);
}

/* "the League, or LFT, [a union of pilots]"; "the League, [which won in May]," */
static void
read_organisation (const RoleReader *reader, const NameRun *run, guint start, guint end)
{
    guint at = skip_short_form (reader->prose, run->end, end) + 1, last;
    Role *role = run->voice != NULL ? &run->voice->role : NULL;

    institutions_note (reader->institutions, reader->article, reader->prose, run);
    if (role != NULL && role->text == NULL)
        read_kind_before (reader, run, start);
    if (role == NULL || role->text != NULL || at >= end || run->is_possessive
        || token_at (reader->prose, at - 1)->kind != TOKEN_COMMA)
        return;
    if (token_has_grammar (reader->prose, at, end, GRAMMAR_ARTICLE))
        at++;
    else if (!token_has_grammar (reader->prose, at, end, GRAMMAR_WHICH))
        return;
    last = role_phrase_end (reader->prose, at, end);
    if (last > at + 1)
        role->text = role_words (reader, at, last);
}

void
role_read_which (const RoleReader *reader, guint comma, guint end, Voice *voice)
{
    const Prose *prose = reader->prose;
    guint last;

    if (voice->role.text != NULL || comma + 1 >= end || token_at (prose, comma)->kind != TOKEN_COMMA
        || !token_has_grammar (prose, comma + 1, end, GRAMMAR_WHICH))
        return;
    last = role_phrase_end (prose, comma + 1, end);
    if (last > comma + 3)
        voice->role.text = role_words (reader, comma + 1, last);
}

static void
read_person (const RoleReader *reader, guint index, const Sentence *sentence)
{
    const NameRun *run = &g_array_index (reader->runs, NameRun, index);

    read_apposition (reader, index, sentence->end);
    read_statement (reader, run, sentence->end);
    role_read_before (reader, run, sentence->first, sentence->end);
}

void
roles_read (RoleReader *reader)
{
    const Prose *prose = reader->prose;
    guint sentence = 0;

    for (guint i = 0; i < reader->runs->len; i++) {
        const NameRun *run = &g_array_index (reader->runs, NameRun, i);

        while (sentence_at (prose, sentence)->end <= run->first)
            sentence++;
        if (run->is_organisation)
            read_organisation (reader, run, sentence_at (prose, sentence)->first, sentence_at (prose, sentence)->end);
        else if (run->voice != NULL && run->voice->kind == SOURCE_PERSON && !run->is_possessive)
            read_person (reader, i, sentence_at (prose, sentence));
    }
    reader->is_behind = TRUE;
    for (guint i = 0; i < reader->runs->len; i++) {
        Voice *voice = g_array_index (reader->runs, NameRun, i).voice;

        if (voice != NULL && voice->kind == SOURCE_PERSON)
            role_complete (reader, voice);
    }
}

void
role_read_description (const RoleReader *reader, guint after, guint end, Voice *voice)
{
    const Prose *prose = reader->prose;
    guint first = after, last;

    if (token_has_grammar (prose, first, end, GRAMMAR_ADVERB))
        first++;
    if (first + 2 < end && token_at (prose, first)->kind == TOKEN_OPEN
        && token_at (prose, first + 2)->kind == TOKEN_CLOSE)
        first += 3; /* "a technician (EMT) who" */
    if (first < end && token_at (prose, first)->kind == TOKEN_COMMA)
        first++;
    if (voice->role.clause != NULL || !token_has_grammar (prose, first, end, GRAMMAR_WHO))
        return;
    last = role_phrase_end (prose, first, end);
    if (last > first + 3)
        voice->role.clause = role_words (reader, first, last);
}

static gboolean
asks_for_no_name (const Prose *prose, guint first, guint end)
{
    for (guint i = first; i < end; i++)
        if (token_is (prose, i, "anonymity") || token_is (prose, i, "anonymously")
            || (i > first && (token_is (prose, i, "named") || token_is (prose, i, "identified"))
                && token_is (prose, i - 1, "be")))
            return TRUE;
    return FALSE;
}

void
role_read_reason (const RoleReader *reader, guint verb, guint end, Voice *voice)
{
    guint last = role_phrase_end (reader->prose, verb, end);

    if (voice->role.clause == NULL && last > verb + 1 && asks_for_no_name (reader->prose, verb, last))
        voice->role.clause = arena_printf (reader->article->arena, "who %s", role_words (reader, verb, last));
}

void
role_read_epithet (const RoleReader *reader, guint first, guint noun_end, guint end, Voice *voice)
{
    RolePart part = { ROLE_NONE, 0, 0 };

    if ((voice->role.text == NULL || role_is_address (&voice->role))
        && role_set (reader, voice, FROM_TITLE, first, noun_end))
        role_complete (reader, voice);
    if (noun_end < end && token_at (reader->prose, noun_end)->kind == TOKEN_COMMA)
        part = role_part_read (reader->prose, noun_end + 1, end);
    if (part.kind == ROLE_CLAUSE)
        take_clause (reader, voice, &part);
}
