/* SPDX-License-Identifier: MIT */
#include "voice.h"

#include <string.h>

#include "lang/lang.h"
#include "organisation.h"
#include "quote.h"
#include "work.h"

/* A list of more shorter forms, or of more people of one surname, helps nobody. */
#define MAX_ALIASES 6
#define MAX_NAMESAKES 8
#define APPOSITION_REACH 4

struct _Voices {
    Article *article;
    Prose *prose;
    GArray *runs;           /* NameRun */
    GHashTable *by_surname; /* string -> Voice: the newest of its namesakes */
    GHashTable
        *by_other_name;     /* "Ann", the "Vale" of "Luz Vale Marsh": string -> Voice, or NULL when there are several */
    GHashTable *by_name;    /* organisations, documents, and persons of one name: string -> Voice */
    GHashTable *by_noun;    /* "authority" -> the Voice that it meant last */
    GHashTable *long_forms; /* "DWA" -> "Dunmore Water Authority" */
    GHashTable *seen;       /* words that are capitalised inside of sentences */
};

static char *
token_text (const Voices *voices, guint index)
{
    const Token *token = token_at (voices->prose, index);

    return arena_strndup (voices->article->arena, voices->prose->text + token->start, token->end - token->start);
}

static gpointer
look_up_token (const Voices *voices, GHashTable *table, guint index)
{
    const Token *token = token_at (voices->prose, index);
    g_autofree char *key = g_strndup (voices->prose->text + token->start, token->end - token->start);

    return g_hash_table_lookup (table, key);
}

static Voice *
voice_new (Voices *voices, SourceKind kind, const char *name, guint n_tokens)
{
    Voice *voice = arena_make (voices->article->arena, Voice);

    voice->kind = kind;
    voice->name = name;
    voice->n_tokens = n_tokens;
    voice->aliases = arena_ptr_array (voices->article->arena);
    return voice;
}

static gboolean
has_alias (const Voice *voice, const char *form, gsize length)
{
    if (strlen (voice->name) == length && memcmp (voice->name, form, length) == 0)
        return TRUE;
    for (guint i = 0; i < voice->aliases->len; i++) {
        const char *alias = g_ptr_array_index (voice->aliases, i);

        if (strlen (alias) == length && memcmp (alias, form, length) == 0)
            return TRUE;
    }
    return FALSE;
}

void
voice_add_alias (Article *article, Voice *voice, Span form)
{
    const char *text = article->text + form.start;
    gsize length = form.end - form.start;

    if (length == 0 || voice->aliases->len >= MAX_ALIASES || has_alias (voice, text, length))
        return;
    g_ptr_array_add (voice->aliases, arena_strndup (article->arena, text, length));
}

Voice *
voices_find_person (const Voices *voices, const char *name)
{
    const char *space = strrchr (name, ' '), *surname = space != NULL ? space + 1 : name;
    Voice *voice = g_hash_table_lookup (voices->by_surname, surname);

    for (guint i = 0; voice != NULL && i < MAX_NAMESAKES; i++, voice = voice->namesake) {
        gsize n = voice->given != NULL ? strlen (voice->given) : 0;

        if (has_alias (voice, name, strlen (name)) || (n > 0 && strncmp (name, voice->given, n) == 0 && name[n] == ' '))
            return voice;
    }
    return NULL;
}

GArray *
voices_runs (const Voices *voices)
{
    return voices->runs;
}

NameRun *
voices_name_at (const Voices *voices, guint token)
{
    const Token *at = token_at (voices->prose, token);

    if (at->kind == TOKEN_QUOTE || at->index == NO_INDEX)
        return NULL;
    return &g_array_index (voices->runs, NameRun, at->index);
}

static char *
run_text (const Voices *voices, const NameRun *run)
{
    return article_slice (voices->article, prose_span (voices->prose, run->name, run->name_end));
}

static gboolean
is_same_token (const Voices *voices, const char *name, guint index)
{
    const Token *token = token_at (voices->prose, index);
    gsize length = token->end - token->start;

    return strncmp (name, voices->prose->text + token->start, length) == 0
           && (name[length] == ' ' || name[length] == '\0');
}

/* "J. Vale" can be "Jane Vale", "Tom Vale" cannot. */
static gboolean
is_compatible (const Voices *voices, const Voice *voice, const NameRun *run)
{
    const char *given = voices->prose->text + token_at (voices->prose, run->given)->start;

    if (run->sex != SEX_UNKNOWN && voice->sex != SEX_UNKNOWN && run->sex != voice->sex)
        return FALSE;
    if (run->given == run->surname || voice->given == NULL)
        return TRUE;
    return is_same_token (voices, voice->given, run->given)
           || (given[0] == voice->given[0] && (given[1] == '.' || voice->given[1] == '.'));
}

/* "Tom Vale, Mrs Vale's son": nobody is named again that soon, so that the second is another one. */
static gboolean
is_just_named (const Voice *voice, const NameRun *run)
{
    return voice->last_seen + APPOSITION_REACH > run->first && voice->last_seen < run->first;
}

static gboolean
is_better (const Voice *voice, const Voice *found, const NameRun *run)
{
    if (found == NULL || is_just_named (voice, run) != is_just_named (found, run))
        return found == NULL || is_just_named (found, run);
    if ((voice->sex == run->sex) != (found->sex == run->sex))
        return voice->sex == run->sex;
    return voice->last_seen > found->last_seen;
}

/* The person of that surname whom the text last spoke of. */
static Voice *
find_person (const Voices *voices, const NameRun *run)
{
    Voice *found = NULL, *voice = look_up_token (voices, voices->by_surname, run->surname);

    for (guint i = 0; voice != NULL && i < MAX_NAMESAKES; i++, voice = voice->namesake)
        if (is_compatible (voices, voice, run) && is_better (voice, found, run))
            found = voice;
    return found;
}

static void
take_form (Voices *voices, Voice *voice, const NameRun *run)
{
    guint n = run->name_end - run->name;
    Span form = prose_span (voices->prose, run->name, run->name_end);

    if (n > voice->n_tokens) {
        const char *former = voice->name;

        voice->name = run_text (voices, run);
        voice->n_tokens = n;
        if (voice->aliases->len < MAX_ALIASES)
            g_ptr_array_add (voice->aliases, (gpointer) former);
    } else {
        voice_add_alias (voices->article, voice, form);
    }
    if (run->sex != SEX_UNKNOWN)
        voice->sex = run->sex;
    voice->is_sure |= run->has_title || run->given == run->surname || run->sex != SEX_UNKNOWN;
    voice->last_seen = run->first;
}

static Voice *
add_person (Voices *voices, const NameRun *run)
{
    Voice *voice = voice_new (voices, SOURCE_PERSON, run_text (voices, run), run->name_end - run->name);
    char *surname = token_text (voices, run->surname);

    voice->sex = run->sex;
    voice->namesake = g_hash_table_lookup (voices->by_surname, surname);
    g_hash_table_insert (voices->by_surname, surname, voice);
    if (run->surname > run->given)
        voice->given = token_text (voices, run->given);
    for (guint i = run->given; i < run->surname; i++) {
        char *other = token_text (voices, i);
        gboolean is_known = g_hash_table_contains (voices->by_other_name, other);

        g_hash_table_insert (voices->by_other_name, other, is_known ? NULL : voice);
    }
    return voice;
}

Voice *
voices_of_person (Voices *voices, const char *name)
{
    Voice *voice = voices_find_person (voices, name);
    const char *space = strrchr (name, ' ');

    if (voice != NULL)
        return voice;
    voice = voice_new (voices, SOURCE_PERSON, name, 2);
    voice->given = arena_strndup (voices->article->arena, name, strcspn (name, " "));
    voice->namesake = g_hash_table_lookup (voices->by_surname, space + 1);
    g_hash_table_insert (voices->by_surname, (gpointer) (space + 1), voice);
    return voice;
}

static Voice *
person_of (Voices *voices, NameRun *run)
{
    Voice *voice = find_person (voices, run);

    if (voice == NULL)
        voice = add_person (voices, run);
    take_form (voices, voice, run);
    return voice;
}

/* Whether the name holds a word for an organisation, or is an abbreviation that nobody explains. */
static gboolean
is_organisation (const char *name)
{
    gboolean is_capitals = TRUE;

    for (const char *p = name; *p != '\0'; p += strspn (p, " ")) {
        gsize length = strcspn (p, " ");

        if (lexicon_has (LEXICON_ORGANISATION_WORDS, p, (gssize) length))
            return TRUE;
        p += length;
    }
    for (const char *p = name; *p != '\0'; p++)
        is_capitals &= g_ascii_isupper (*p) || *p == '.' || *p == '&';
    return is_capitals;
}

/* "the Chronicle", after "the Lyle Chronicle" */
static Voice *
organisation_called (const Voices *voices, const NameRun *run)
{
    Voice *voice = run->name_end == run->name + 1 && run->first == run->name && run->name > 0
                           && token_at (voices->prose, run->name)->noun == NOUN_ORGANISATION
                           && token_is (voices->prose, run->name - 1, "the")
                       ? voices_find_noun (voices, run->name)
                       : NULL;

    return voice != NULL && voice->kind == SOURCE_ORGANISATION ? voice : NULL;
}

static Voice *
named_of (Voices *voices, SourceKind kind, const NameRun *run)
{
    char *name = run_text (voices, run);
    const char *full = g_hash_table_lookup (voices->long_forms, name);
    const char *key = full != NULL ? full : name;
    Voice *voice = g_hash_table_lookup (voices->by_name, key);

    if (voice == NULL)
        voice = organisation_called (voices, run);
    if (voice == NULL) {
        voice = voice_new (voices, kind, key, 1);
        g_hash_table_insert (voices->by_name, (gpointer) key, voice);
    }
    voice->is_sure |= kind == SOURCE_DOCUMENT || is_organisation (key);
    voice->is_titled |= kind == SOURCE_DOCUMENT;
    voice->takes_the |= run->first > 0 && token_is (voices->prose, run->first - 1, "the");
    voice_add_alias (voices->article, voice, prose_span (voices->prose, run->name, run->name_end));
    return voice;
}

/* The last word of an organisation's name that says what it is stands for it later: "the authority". */
static void
remember_organisation (Voices *voices, const NameRun *run, Voice *voice)
{
    for (guint i = run->name; i < run->name_end; i++)
        if (token_at (voices->prose, i)->noun == NOUN_ORGANISATION && token_at (voices->prose, i)->kind == TOKEN_NAME)
            voices_remember_noun (voices, i, voice);
}

static void
count_name (Voices *voices, const NameRun *run, gboolean is_inside)
{
    if (is_inside && run->name + 1 == run->name_end)
        g_hash_table_add (voices->seen, token_text (voices, run->name));
}

/* "Hosting Vale, Ann Marsh asked", after "Tom Vale": a sentence's first word that is a verb, and no given name. */
static gboolean
begins_with_verb (const Voices *voices, const NameRun *run, guint sentence_start)
{
    const Token *token = token_at (voices->prose, run->first);

    return run->first == sentence_start && run->given == run->first && run->surname == run->first + 1
           && token_ends (voices->prose, run->first, "ing")
           && look_up_token (voices, voices->by_surname, run->surname) != NULL
           && !lexicon_has (LEXICON_GIVEN_NAMES, voices->prose->text + token->start,
                            (gssize) (token->end - token->start));
}

/* Full names and titled ones first: a surname may come before the name that it is short for. */
static void
collect_persons (Voices *voices)
{
    guint sentence = 0;

    for (guint i = 0; i < voices->runs->len; i++) {
        NameRun *run = &g_array_index (voices->runs, NameRun, i);

        while (sentence_at (voices->prose, sentence)->end <= run->first)
            sentence++;
        count_name (voices, run, run->first > sentence_at (voices->prose, sentence)->first);
        if (begins_with_verb (voices, run, sentence_at (voices->prose, sentence)->first))
            run->name = run->given = run->surname;
        else if (name_run_is_person (voices->prose, run) && run->surname > run->given)
            run->voice = person_of (voices, run);
    }
}

/* "Doctor" alone is Ken Doctor's name, not a title. */
static void
take_title_for_surname (const Voices *voices, NameRun *run)
{
    if (run->end != run->first + 1 || look_up_token (voices, voices->by_surname, run->first) == NULL)
        return;
    run->name = run->given = run->surname = run->first;
    run->name_end = run->end;
    run->has_title = FALSE;
}

/* Everything else in the order of the text, so that a surname means who was spoken of last. */
static void
collect_others (Voices *voices)
{
    for (guint i = 0; i < voices->runs->len; i++)
        if (g_array_index (voices->runs, NameRun, i).voice != NULL)
            g_array_index (voices->runs, NameRun, i).voice->last_seen = 0;
    for (guint i = 0; i < voices->runs->len; i++) {
        NameRun *run = &g_array_index (voices->runs, NameRun, i);

        if (run->surname == NO_INDEX)
            take_title_for_surname (voices, run);
        if (run->voice != NULL) {
            run->voice->last_seen = run->first;
        } else if (run->surname == NO_INDEX) {
            continue;
        } else if (run->is_organisation && run->name_end > run->name + 1) {
            run->voice = named_of (voices, SOURCE_ORGANISATION, run);
        } else if (!run->is_organisation && !run->is_document) {
            run->voice = find_person (voices, run);
            if (run->voice == NULL && run->given == run->surname)
                run->voice = look_up_token (voices, voices->by_other_name, run->surname);
            if (run->voice == NULL && run->has_title)
                run->voice = add_person (voices, run);
            if (run->voice != NULL)
                take_form (voices, run->voice, run);
        }
    }
}

static Voice *
single_of (Voices *voices, const NameRun *run)
{
    g_autofree char *name = NULL;
    Span span = prose_span (voices->prose, run->name, run->name_end);
    Voice *voice;

    name = g_strndup (voices->prose->text + span.start, span.end - span.start);
    if (run->name + 1 < run->name_end)
        return named_of (voices, SOURCE_ORGANISATION, run);
    if (!g_hash_table_contains (voices->seen, name))
        return NULL;
    voice = named_of (voices, SOURCE_PERSON, run);
    voice->is_bare = TRUE;
    return voice;
}

Voice *
voices_of_name (Voices *voices, NameRun *run)
{
    if (run->surname == NO_INDEX)
        return NULL;
    if (run->voice == NULL && run->is_document)
        run->voice = named_of (voices, SOURCE_DOCUMENT, run);
    else if (run->voice == NULL && run->is_organisation)
        run->voice = named_of (voices, SOURCE_ORGANISATION, run);
    else if (run->voice == NULL)
        run->voice = single_of (voices, run);
    if (run->voice != NULL && run->voice->kind == SOURCE_ORGANISATION)
        remember_organisation (voices, run, run->voice);
    return run->voice;
}

/* Nouns are known by their singular, in small letters. */
static char *
noun_key (const Voices *voices, guint noun)
{
    const Token *token = token_at (voices->prose, noun);

    return g_utf8_strdown (voices->prose->text + token->start, (gssize) (token->end - token->start) - token->is_plural);
}

/* "complaint" stands for the lawsuit: the key that nouns for one kind of document share, or NULL. */
static const char *
group_key (const char *noun)
{
    const char *value = lexicon_find_role (LEXICON_DOCUMENT_NOUNS, noun, strlen (noun));

    return value != NULL && *value == '=' ? value : NULL;
}

Voice *
voices_find_noun (const Voices *voices, guint noun)
{
    g_autofree char *key = noun_key (voices, noun);
    Voice *voice = g_hash_table_lookup (voices->by_noun, key);
    const char *group = voice == NULL ? group_key (key) : NULL;

    return group != NULL ? g_hash_table_lookup (voices->by_noun, group) : voice;
}

Voice *
voices_find_word (const Voices *voices, const char *word)
{
    return g_hash_table_lookup (voices->by_noun, word);
}

void
voices_remember_word (Voices *voices, const char *word, Voice *voice)
{
    g_hash_table_insert (voices->by_noun, arena_strdup (voices->article->arena, word), voice);
}

void
voices_remember_noun (Voices *voices, guint noun, Voice *voice)
{
    g_autofree char *key = noun_key (voices, noun);
    const char *group = group_key (key);

    voices_remember_word (voices, key, voice);
    if (group != NULL)
        voices_remember_word (voices, group, voice);
}

Voice *
voices_add_noun (Voices *voices, SourceKind kind, guint noun, guint first, guint end, const Voice *speaks_for)
{
    char *name = article_slice (voices->article, prose_span (voices->prose, first, end));
    Voice *voice;

    if (token_at (voices->prose, first)->kind == TOKEN_WORD && g_ascii_isupper (*name)
        && strcmp (voices->prose->language, "de") != 0)
        *name = g_ascii_tolower (*name); /* the sentence began with it */
    if (speaks_for != NULL)
        name = arena_printf (voices->article->arena, "%s for %s%s", name, speaks_for->takes_the ? "the " : "",
                             speaks_for->name);
    voice = g_hash_table_lookup (voices->by_name, name);

    if (voice == NULL) {
        voice = voice_new (voices, kind, name, end - first);
        g_hash_table_insert (voices->by_name, name, voice);
    }
    voices_remember_noun (voices, noun, voice);
    return voice;
}

Voice *
voices_add_work (Voices *voices, guint quote)
{
    const Quote *found = g_ptr_array_index (voices->article->quotes, token_at (voices->prose, quote)->index);
    char *title = article_slice (voices->article, quote_inside (voices->article, found));
    Voice *voice = g_hash_table_lookup (voices->by_name, title);
    Span noun;

    if (voice != NULL)
        return voice;
    voice = voice_new (voices, SOURCE_DOCUMENT, title, 1);
    voice->is_sure = voice->is_titled = TRUE;
    g_hash_table_insert (voices->by_name, title, voice);
    if (work_is_title (voices->article, voices->prose, quote, &noun)) {
        g_autofree char *kind = g_utf8_strdown (voices->article->text + noun.start, (gssize) (noun.end - noun.start));

        voice->role.text = arena_strdup (voices->article->arena, kind);
        voice->role.rank = 1;
    }
    return voice;
}

void
voices_name_work (Voices *voices, Voice *voice, guint quote)
{
    const Quote *found = g_ptr_array_index (voices->article->quotes, token_at (voices->prose, quote)->index);
    const char *former = voice->name;

    voice->name = article_slice (voices->article, quote_inside (voices->article, found));
    voice->is_titled = TRUE;
    if (voice->aliases->len < MAX_ALIASES)
        g_ptr_array_add (voice->aliases, (gpointer) former);
    g_hash_table_insert (voices->by_name, (gpointer) voice->name, voice);
}

static void
collect_long_forms (Voices *voices)
{
    for (guint i = 0; i < voices->article->abbreviations->len; i++) {
        const Abbreviation *abbreviation = g_ptr_array_index (voices->article->abbreviations, i);

        const char *tail = g_strrstr (abbreviation->long_form, " and ");

        g_hash_table_insert (voices->long_forms, (gpointer) abbreviation->short_form,
                             (gpointer) abbreviation->long_form);
        if (tail != NULL && strchr (tail + 5, ' ') != NULL) /* names are read as far as their "and" */
            g_hash_table_insert (voices->long_forms, (gpointer) (tail + 5), (gpointer) abbreviation->long_form);
    }
}

Voices *
voices_new (Article *article, Prose *prose)
{
    Voices *voices = g_new0 (Voices, 1);

    voices->article = article;
    voices->prose = prose;
    voices->runs = name_runs_find (prose);
    voices->by_surname = g_hash_table_new (g_str_hash, g_str_equal);
    voices->by_other_name = g_hash_table_new (g_str_hash, g_str_equal);
    voices->by_name = g_hash_table_new (g_str_hash, g_str_equal);
    voices->by_noun = g_hash_table_new (g_str_hash, g_str_equal);
    voices->long_forms = g_hash_table_new (g_str_hash, g_str_equal);
    voices->seen = g_hash_table_new (g_str_hash, g_str_equal);
    collect_long_forms (voices);
    organisations_find (prose, voices->runs);
    collect_persons (voices);
    collect_others (voices);
    return voices;
}

void
voices_free (Voices *voices)
{
    if (voices == NULL)
        return;
    g_array_unref (voices->runs);
    g_hash_table_unref (voices->by_surname);
    g_hash_table_unref (voices->by_other_name);
    g_hash_table_unref (voices->by_name);
    g_hash_table_unref (voices->by_noun);
    g_hash_table_unref (voices->long_forms);
    g_hash_table_unref (voices->seen);
    g_free (voices);
}
