/* SPDX-License-Identifier: MIT */
#include "institution.h"

#include <string.h>

#include "lang/lang.h"

/* What a name without any noun of its kind is: "Orrin Mills". */
#define ANY_FIRM "company"

typedef struct {
    const char *name; /* with its article */
    gboolean is_only;
} Institution;

struct _Institutions {
    GHashTable *by_noun; /* string -> Institution */
};

Institutions *
institutions_new (void)
{
    Institutions *institutions = g_new0 (Institutions, 1);

    institutions->by_noun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    return institutions;
}

void
institutions_free (Institutions *institutions)
{
    if (institutions == NULL)
        return;
    g_hash_table_unref (institutions->by_noun);
    g_free (institutions);
}

static char *
lower_token (const Prose *prose, guint index)
{
    const Token *token = token_at (prose, index);

    return g_utf8_strdown (prose->text + token->start, (gssize) (token->end - token->start));
}

/* The noun that stands for all of its kind: "agency" for "department"; NULL when there is none. */
static const char *
kind_of (const char *noun)
{
    return lexicon_find_role (LEXICON_ORGANISATION_WORDS, noun, strlen (noun));
}

static void
note_noun (Institutions *institutions, const char *noun, const char *name)
{
    Institution *known = g_hash_table_lookup (institutions->by_noun, noun);

    if (known == NULL) {
        known = g_new0 (Institution, 1);
        *known = (Institution){ name, TRUE };
        g_hash_table_insert (institutions->by_noun, g_strdup (noun), known);
        return;
    }
    known->is_only = known->is_only && strcmp (known->name, name) == 0;
    known->name = name;
}

/* "the Lyle School District"; a shorter form of a name that is known already is not one more. */
void
institutions_note (Institutions *institutions, Article *article, const Prose *prose, const NameRun *run)
{
    gboolean has_noun = FALSE;
    guint first = run->name;
    const char *name;

    if (run->name_end < run->name + 2)
        return;
    if (first > 0 && token_has_grammar (prose, first - 1, first, GRAMMAR_THE) && token_is (prose, first - 1, "the"))
        first--;
    name = article_slice (article, prose_span (prose, first, run->name_end));
    if (g_str_has_prefix (name, "The "))
        name = arena_printf (article->arena, "the %s", name + 4);
    for (guint i = run->name; i < run->name_end; i++) {
        g_autofree char *noun = NULL;

        if (token_at (prose, i)->noun != NOUN_ORGANISATION && i + 1 < run->name_end)
            continue;
        has_noun |= token_at (prose, i)->noun == NOUN_ORGANISATION;
        noun = lower_token (prose, i);
        note_noun (institutions, noun, name);
        if (kind_of (noun) != NULL && strcmp (kind_of (noun), noun) != 0)
            note_noun (institutions, kind_of (noun), name);
    }
    if (!has_noun)
        note_noun (institutions, ANY_FIRM, name);
}

static const Institution *
find (const Institutions *institutions, const Prose *prose, guint noun)
{
    g_autofree char *word = lower_token (prose, noun);
    const Institution *found = g_hash_table_lookup (institutions->by_noun, word);

    if (found == NULL && kind_of (word) != NULL)
        found = g_hash_table_lookup (institutions->by_noun, kind_of (word));
    return found;
}

const char *
institutions_find (const Institutions *institutions, const Prose *prose, guint noun)
{
    const Institution *found = find (institutions, prose, noun);

    return found != NULL ? found->name : NULL;
}

const char *
institutions_find_only (const Institutions *institutions, const Prose *prose, guint noun)
{
    const Institution *found = find (institutions, prose, noun);

    return found != NULL && found->is_only ? found->name : NULL;
}

const char *
institutions_find_kind (const Institutions *institutions, const char *word)
{
    const Institution *found = g_hash_table_lookup (institutions->by_noun, word);

    return found != NULL && found->is_only ? found->name : NULL;
}
