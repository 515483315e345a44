/* SPDX-License-Identifier: MIT */
#include "role.h"

#include <string.h>

#include "lang/lang.h"
#include "role-phrase.h"

/* "Ann Vale, 45, D-Ohio, a farmer, who ...": nobody is told of in more parts. */
#define MAX_PARTS 4
#define ROLE_REACH 12
#define MAX_ALIAS 9
#define MOST_CLAUSE_WORDS 14

/* Where a role stands: of two that tell as much, the later of these wins. */
typedef enum {
    FROM_TITLE,
    FROM_STATEMENT,
    FROM_APPOSITION,
    N_PLACES,
} RolePlace;

typedef struct {
    Article *article;
    const Prose *prose;
    GArray *runs;
    GHashTable *institutions; /* "district" -> the text of the name that has that word; "" when several have */
} RoleReader;

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

/* The text of a role, as it is said of one person. */
static const char *
role_text (Article *article, const Prose *prose, guint first, guint end)
{
    guint plural = plural_noun (prose, first, end);
    gsize start = token_at (prose, first)->start, noun_end, rest;

    if (token_at (prose, end - 1)->kind == TOKEN_QUOTE)
        return text_with_work (article, prose_span (prose, first, end));
    if (plural == end)
        return article_slice (article, prose_span (prose, first, end));
    noun_end = token_at (prose, plural)->end;
    rest = token_at (prose, end - 1)->end - noun_end;
    return arena_printf (article->arena, "%.*s%.*s", (int) (noun_end - 1 - start), prose->text + start, (int) rest,
                         prose->text + noun_end);
}

static gboolean
set_role (Article *article, const Prose *prose, Voice *voice, RolePlace place, guint first, guint end)
{
    guint rank;

    if (first >= end)
        return FALSE;
    rank = 1 + (guint) role_phrase_level (prose, first, end) * N_PLACES + place;
    if (rank <= voice->role.rank)
        return FALSE;
    voice->role.text = role_text (article, prose, first, end);
    voice->role.nouns = (Span){ first, end };
    voice->role.rank = rank;
    voice->is_sure = TRUE;
    take_sex (prose, voice);
    return TRUE;
}

/* "a Republican from Lyle" says less of a senator than that she is one. */
static gboolean
is_party (const Prose *prose, const RolePart *part)
{
    return role_word_is (prose, part->first, "party")
           && (part->first + 1 >= part->end || token_at (prose, part->first + 1)->grammar != GRAMMAR_NONE);
}

static void
take_part (Article *article, const Prose *prose, Voice *voice, const RolePart *part)
{
    const char **place = NULL;

    switch (part->kind) {
    case ROLE_NONE:
    case ROLE_ASIDE: return;
    case ROLE_NOUN:
        if (!is_party (prose, part)) {
            set_role (article, prose, voice, FROM_APPOSITION, part->first, part->end);
            return;
        }
        place = &voice->role.tag;
        break;
    case ROLE_TAIL: place = &voice->role.tail; break;
    case ROLE_TAG: place = &voice->role.tag; break;
    case ROLE_CLAUSE:
        place = &voice->role.clause;
        voice->role.is_habit = role_clause_is_habit (prose, part);
        break;
    }
    if (*place == NULL && part->first < part->end)
        *place = article_slice (article, prose_span (prose, part->first, part->end));
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
        take_part (reader->article, reader->prose, run->voice, &part);
        if (partner != NULL)
            take_part (reader->article, reader->prose, partner, &part);
        at = part.end;
        if (at < end && token_at (reader->prose, at)->kind == TOKEN_CLOSE)
            at++;
    }
}

/* "is", "became", "works as" */
static guint
stating_length (const Prose *prose, guint verb, guint end)
{
    static const char *const verbs[] = { "serves", "served", "works", "worked" };

    if (token_has_grammar (prose, verb, end, GRAMMAR_BE) || (verb < end && token_is (prose, verb, "became")))
        return 1;
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

    if (token_has_grammar (prose, first, end, GRAMMAR_ARTICLE) || token_has_grammar (prose, first, end, GRAMMAR_THE))
        return role_phrase_has_noun (prose, first + 1, end) ? first + 1 : end;
    if (!role_phrase_has_noun (prose, first, end))
        return end;
    while (noun + 1 < end && token_at (prose, noun)->noun != NOUN_ROLE)
        noun++;
    return token_has_grammar (prose, noun + 1, end, GRAMMAR_PREPOSITION) ? first : end;
}

void
role_read_statement (Article *article, const Prose *prose, guint verb, guint end, Voice *voice)
{
    guint first = verb + stating_length (prose, verb, end), last;
    RolePart habit;

    if (first > verb) {
        first = stated_noun (prose, first, end);
        last = first < end ? role_phrase_end (prose, first, end) : first;
        set_role (article, prose, voice, FROM_STATEMENT, first, last);
        return;
    }
    habit = role_habit_read (prose, verb, end);
    if (habit.kind != ROLE_NONE && voice->role.habit == NULL)
        voice->role.habit = article_slice (article, prose_span (prose, habit.first, habit.end));
}

void
role_read_fronted (Article *article, const Prose *prose, guint start, guint subject, Voice *voice)
{
    guint first = start + token_is (prose, start, "as"), comma = subject - 1;

    if (subject < start + 3 || token_at (prose, comma)->kind != TOKEN_COMMA)
        return;
    if (token_has_grammar (prose, first, comma, GRAMMAR_ARTICLE)
        || token_has_grammar (prose, first, comma, GRAMMAR_THE))
        first++;
    if (!role_phrase_has_noun (prose, first, comma) || role_phrase_end (prose, first, comma + 1) != comma)
        return;
    set_role (article, prose, voice, FROM_APPOSITION, first, comma);
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
    role_read_statement (reader->article, reader->prose, verb, end, run->voice);
}

/* Where the role begins that ends before the comma: "the [mayor's press secretary], Ann Vale", "the [head of the
 * union], Ann Vale"; the comma when there is none. */
static guint
role_before_comma (const Prose *prose, guint start, guint comma)
{
    const Token *last = token_at (prose, comma - 1);
    guint limit = comma > start + ROLE_REACH ? comma - ROLE_REACH : start;

    if (last->noun == NOUN_ROLE && last->kind == TOKEN_WORD) {
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

/* "the mayor's press secretary, Ann Vale, said" */
static void
read_before_comma (const RoleReader *reader, const NameRun *run, guint start, guint end)
{
    const Prose *prose = reader->prose;
    guint comma = run->first - 1;

    if (run->first < start + 2 || token_at (prose, comma)->kind != TOKEN_COMMA)
        return;
    if (run->end < end && token_at (prose, run->end)->kind != TOKEN_COMMA
        && token_at (prose, run->end)->kind != TOKEN_STOP)
        return;
    set_role (reader->article, prose, run->voice, FROM_STATEMENT, role_before_comma (prose, start, comma), comma);
}

/* "A retired mechanic at the mill, Vale has ...": the role comes first. */
static void
read_fronted (const RoleReader *reader, const NameRun *run, guint start, guint end)
{
    if (run->first > start && run->end < end)
        role_read_fronted (reader->article, reader->prose, start, run->first, run->voice);
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
    if (!set_role (reader->article, reader->prose, voice, FROM_TITLE, first, title + 1))
        return TRUE;
    if (first < title)
        voice->role.text =
            arena_printf (reader->article->arena, "%s %s",
                          article_slice (reader->article, prose_span (reader->prose, first, title)), value);
    else
        voice->role.text = value;
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
        set_role (reader->article, prose, run->voice, FROM_TITLE, first, noun_end);
        return;
    }
    if (run->is_honorific)
        return;
    if (run->name == run->first)
        return;
    while (first > start && role_word_is (prose, first - 1, "modifier"))
        first--;
    if (run->name > run->first + 1 || !expand_title (reader, first, run->first, run->voice))
        set_role (reader->article, prose, run->voice, FROM_TITLE, first, run->name);
}

/* Institutions. */

static char *
lower_token (const RoleReader *reader, guint index)
{
    const Token *token = token_at (reader->prose, index);

    return g_utf8_strdown (reader->prose->text + token->start, (gssize) (token->end - token->start));
}

/* Takes note of "Lyle Public School District", so that it is known by each of its nouns. */
static void
note_institution (const RoleReader *reader, const NameRun *run)
{
    const char *name = article_slice (reader->article, prose_span (reader->prose, run->name, run->name_end));

    for (guint i = run->name; i < run->name_end; i++) {
        g_autofree char *noun = NULL;
        const char *known;

        if (token_at (reader->prose, i)->noun != NOUN_ORGANISATION)
            continue;
        noun = lower_token (reader, i);
        known = g_hash_table_lookup (reader->institutions, noun);
        if (known != NULL && (run->name + 1 == run->name_end || strcmp (known, name) == 0))
            continue;
        g_hash_table_insert (reader->institutions, g_steal_pointer (&noun), (gpointer) (known == NULL ? name : ""));
    }
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

/* "the League, or LFT, [a union of pilots]"; "the League, [which won in May]," */
static void
read_organisation (const RoleReader *reader, const NameRun *run, guint end)
{
    guint at = skip_short_form (reader->prose, run->end, end) + 1, last;
    Role *role = run->voice != NULL ? &run->voice->role : NULL;

    note_institution (reader, run);
    if (role == NULL || role->text != NULL || at >= end || run->is_possessive
        || token_at (reader->prose, at - 1)->kind != TOKEN_COMMA)
        return;
    if (token_has_grammar (reader->prose, at, end, GRAMMAR_ARTICLE))
        at++;
    else if (!token_has_grammar (reader->prose, at, end, GRAMMAR_WHICH))
        return;
    last = role_phrase_end (reader->prose, at, end);
    if (last > at + 1)
        role->text = article_slice (reader->article, prose_span (reader->prose, at, last));
}

/* The one institution of the text to which a superintendent, or whatever the token says, belongs. */
static const char *
institution_of (const RoleReader *reader, guint noun)
{
    const Token *token = token_at (reader->prose, noun);
    const char *kind =
        lexicon_find_role (LEXICON_ROLE_NOUNS, reader->prose->text + token->start, (gsize) (token->end - token->start));
    const char *name = kind != NULL ? g_hash_table_lookup (reader->institutions, kind) : NULL;

    return name != NULL && *name != '\0' ? name : NULL;
}

/* "superintendent [of the Lyle Public School District]", "fire chief" as "chief of the Lyle Fire Department" */
static void
complete_role (const RoleReader *reader, Voice *voice)
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
        g_autofree char *folded = lower_token (reader, noun);

        if (strstr (name, kind) == NULL)
            return;
        voice->role.text = arena_strdup (reader->article->arena, folded);
    }
    voice->role.tail = arena_printf (reader->article->arena, "of the %s", name);
}

static void
read_person (const RoleReader *reader, guint index, const Sentence *sentence)
{
    const NameRun *run = &g_array_index (reader->runs, NameRun, index);

    read_apposition (reader, index, sentence->end);
    read_before_comma (reader, run, sentence->first, sentence->end);
    read_fronted (reader, run, sentence->first, sentence->end);
    read_statement (reader, run, sentence->end);
    read_title (reader, run, sentence->first);
}

void
roles_read (Article *article, const Prose *prose, const Voices *voices)
{
    g_autoptr (GHashTable) institutions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    RoleReader reader = { article, prose, voices_runs (voices), institutions };
    guint sentence = 0;

    for (guint i = 0; i < reader.runs->len; i++) {
        const NameRun *run = &g_array_index (reader.runs, NameRun, i);

        while (sentence_at (prose, sentence)->end <= run->first)
            sentence++;
        if (run->is_organisation)
            read_organisation (&reader, run, sentence_at (prose, sentence)->end);
        else if (run->voice != NULL && run->voice->kind == SOURCE_PERSON && !run->is_possessive)
            read_person (&reader, i, sentence_at (prose, sentence));
    }
    for (guint i = 0; g_hash_table_size (institutions) > 0 && i < reader.runs->len; i++) {
        Voice *voice = g_array_index (reader.runs, NameRun, i).voice;

        if (voice != NULL && voice->kind == SOURCE_PERSON)
            complete_role (&reader, voice);
    }
}

void
role_read_description (Article *article, const Prose *prose, guint after, guint end, Voice *voice)
{
    guint first = after, last;

    if (token_has_grammar (prose, first, end, GRAMMAR_ADVERB))
        first++;
    if (first < end && token_at (prose, first)->kind == TOKEN_COMMA)
        first++;
    if (voice->role.clause != NULL || !token_has_grammar (prose, first, end, GRAMMAR_WHO))
        return;
    last = role_phrase_end (prose, first, end);
    if (last > first)
        voice->role.clause = article_slice (article, prose_span (prose, first, last));
}

/* Printing. */

static RoleLevel
level_of (const Role *role)
{
    return (role->rank - 1) / N_PLACES;
}

/* "detective of the Vale Institute", "senator, D-Ohio, who sits on the committee" */
static const char *
print_person (Article *article, const Role *role)
{
    g_autoptr (GString) text = g_string_new (role->text);

    if (role->text == NULL && role->clause != NULL)
        return role->clause;
    if (role->text == NULL)
        return role->tail != NULL ? role->tail : role->tag != NULL ? role->tag : role->habit;
    if (role->tail != NULL && level_of (role) <= ROLE_SHORT)
        g_string_append_printf (text, " %s", role->tail);
    if (role->tag != NULL)
        g_string_append_printf (text, ", %s", role->tag);
    if (role->clause != NULL && role->is_habit && text_n_words (role->clause) <= MOST_CLAUSE_WORDS)
        g_string_append_printf (text, ", %s", role->clause);
    return arena_strdup (article->arena, text->str);
}

const char *
role_print (Article *article, const Voice *voice)
{
    if (voice->kind == SOURCE_ANONYMOUS)
        return voice->role.clause != NULL ? voice->role.clause : voice->name;
    return print_person (article, &voice->role);
}
