/* SPDX-License-Identifier: MIT */
#include "glossary-entries.h"

#include <string.h>

#include "lang/lang.h"
#include "user-terms.h"

/* Trees, for hashes can be made to collide. */
typedef struct {
    SheafBook *book;
    Entries *entries;
    GTree *senses; /* name, expansion and definition -> Sense */
    guint n_used;  /* headwords that articles use: the others follow them */
} Collection;

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
    return strcmp (a, b);
}

/* Two of the user's terms may be singular and plural; of what articles say, both are one term. */
static char *
name_key (const Article *article, const Term *term)
{
    return term_key (term->term, term->kind != TERM_USER ? article->metadata.language : NULL);
}

static Headword *
add_headword (Collection *collection, const char *name, const char *key)
{
    Entries *entries = collection->entries;
    Headword *headword = g_tree_lookup (entries->by_name, key);

    if (headword != NULL)
        return headword;
    headword = arena_make (entries->arena, Headword);
    headword->term = name;
    headword->senses = arena_ptr_array (entries->arena);
    headword->names = arena_ptr_array (entries->arena);
    headword->see = arena_ptr_array (entries->arena);
    g_ptr_array_add (entries->headwords, headword);
    g_tree_insert (entries->by_name, arena_strdup (entries->arena, key), headword);
    return headword;
}

/* ---- Senses ---- */

/* What stands in a key for any expansion or definition; none of them begins with it. */
#define ANY "\x01"

typedef struct {
    const char *name, *expansion, *definition; /* folded; empty: none */
} SenseKey;

static char *
sense_key (const SenseKey *key, const char *expansion, const char *definition)
{
    return g_strjoin ("\n", key->name, expansion, definition, NULL);
}

static Sense *
look_up (const Collection *collection, const SenseKey *key, const char *expansion, const char *definition)
{
    g_autofree char *joined = sense_key (key, expansion, definition);

    return g_tree_lookup (collection->senses, joined);
}

/* Articles agree when they say the same, or when one of them says no more than the other's beginning: who defines a
 * term that another only uses means the same by it, if both give the same expansion. */
static Sense *
find_sense (const Collection *collection, const SenseKey *key)
{
    Sense *sense = look_up (collection, key, key->expansion, key->definition);

    if (sense == NULL)
        sense = look_up (collection, key, key->expansion, *key->definition == '\0' ? ANY : "");
    if (sense == NULL && *key->definition != '\0')
        sense = look_up (collection, key, *key->expansion == '\0' ? ANY : "", key->definition);
    return sense;
}

static void
know_sense (const Collection *collection, const SenseKey *key, const char *expansion, const char *definition,
            Sense *sense)
{
    g_autofree char *joined = sense_key (key, expansion, definition);

    if (g_tree_lookup (collection->senses, joined) == NULL)
        g_tree_insert (collection->senses, g_steal_pointer (&joined), sense);
}

/* A sense that has a definition now is none without one any more. */
static void
forget_sense (const Collection *collection, const SenseKey *key, const char *expansion, const char *definition)
{
    g_autofree char *joined = sense_key (key, expansion, definition);

    g_tree_remove (collection->senses, joined);
}

static void
fill_sense (const Collection *collection, Sense *sense, const TermInArticle *use, const SenseKey *key)
{
    const Term *term = use->term;

    if (sense->expansion == NULL && term->expansion != NULL) {
        forget_sense (collection, key, "", key->definition);
        sense->expansion = term->expansion;
    }
    if (sense->definition == NULL && term->definition != NULL) {
        forget_sense (collection, key, key->expansion, "");
        sense->definition = term->definition;
        sense->stated_by = term->stated_by;
        sense->work = term->work;
        sense->is_quoted = term->kind != TERM_USER;
        sense->article = use->article;
    }
    know_sense (collection, key, key->expansion, key->definition, sense);
    know_sense (collection, key, key->expansion, ANY, sense);
    know_sense (collection, key, ANY, key->definition, sense);
}

static Sense *
new_sense (const Collection *collection, Headword *headword, const Article *article)
{
    Sense *sense = arena_make (collection->entries->arena, Sense);

    sense->article = article;
    sense->uses = arena_own (collection->entries->arena, g_array_new (FALSE, FALSE, sizeof (TermInArticle)),
                             (GDestroyNotify) g_array_unref);
    g_ptr_array_add (headword->senses, sense);
    return sense;
}

static char *
fold (const char *text)
{
    return text != NULL ? term_key (text, NULL) : g_strdup ("");
}

static void
add_names (Headword *headword, char **see)
{
    for (; see != NULL && *see != NULL; see++)
        g_ptr_array_add (headword->names, *see);
}

static void
add_use (Collection *collection, const TermInArticle *use)
{
    const Term *term = use->term;
    g_autofree char *name = name_key (use->article, term), *expansion = fold (term->expansion);
    g_autofree char *definition = fold (term->definition);
    const SenseKey key = { name, expansion, definition };
    Headword *headword = add_headword (collection, term->term, name);
    Sense *sense = find_sense (collection, &key);

    if (sense == NULL)
        sense = new_sense (collection, headword, use->article);
    fill_sense (collection, sense, use, &key);
    g_array_append_val (sense->uses, *use);
    if (sense->uses->len == 1)
        add_names (headword, term->see);
}

/* ---- References ---- */

static UserTerm *
find_user_term (const Collection *collection, const char *name)
{
    return user_terms_get (user_terms_for (collection->book, book_language (collection->book)), name);
}

/* Articles use none of the term's names, but the entry of a term that they use says no more than to see it. */
static Headword *
add_unused (Collection *collection, const UserTerm *term, const char *key)
{
    Headword *headword = add_headword (collection, term->term, key);

    if (headword->senses->len == 0) {
        Sense *sense = new_sense (collection, headword, NULL);

        sense->expansion = term->expansion;
        sense->definition = term->definition;
        add_names (headword, term->see);
    }
    return headword;
}

static gboolean
says_nothing (const Headword *headword)
{
    for (guint i = 0; i < headword->senses->len; i++) {
        const Sense *sense = g_ptr_array_index (headword->senses, i);

        if (sense->expansion != NULL || sense->definition != NULL)
            return FALSE;
    }
    return TRUE;
}

/* More references of an entry than these are no help to a reader.  So many are added for each term that articles use,
 * too: entries that only lead on and on are none either. */
#define MOST_REFERENCES 20

static gboolean
has_room (const Collection *collection)
{
    return collection->entries->headwords->len < (1 + MOST_REFERENCES) * collection->n_used;
}

static void
resolve (Collection *collection, Headword *headword, const char *name)
{
    const UserTerm *term = find_user_term (collection, name);
    g_autofree char *key = term_key (term != NULL ? term->term : name, NULL);
    Headword *other = g_tree_lookup (collection->entries->by_name, key);

    if (other == NULL && term != NULL && says_nothing (headword) && has_room (collection))
        other = add_unused (collection, term, key);
    if (other != NULL && other != headword && !g_ptr_array_find (headword->see, other, NULL))
        g_ptr_array_add (headword->see, other);
}

/* What is added on the way is looked at, too; each term is added once, so circles end. */
static void
resolve_references (Collection *collection)
{
    collection->n_used = collection->entries->headwords->len;
    for (guint i = 0; i < collection->entries->headwords->len; i++) {
        Headword *headword = g_ptr_array_index (collection->entries->headwords, i);

        for (guint k = 0; k < MIN (headword->names->len, MOST_REFERENCES); k++)
            resolve (collection, headword, g_ptr_array_index (headword->names, k));
    }
}

static void
note_unknown_references (const Collection *collection)
{
    SheafBook *book = collection->book;

    for (guint i = 0; i < book->user_terms->len; i++) {
        const UserTerm *term = g_ptr_array_index (book->user_terms, i);

        for (char **see = term->see; *see != NULL; see++)
            if (user_terms_get (user_terms_for (book, term->language), *see) == NULL)
                report_note (book->report, NOTE_GLOSSARY_REFERENCE, term->file, term->line, "\"%s\" of \"%s\"", *see,
                             term->term);
    }
}

/* ---- All of them ---- */

static int
compare_headwords (gconstpointer a, gconstpointer b, gpointer collator)
{
    return collator_compare (collator, (*(Headword *const *) a)->term, (*(Headword *const *) b)->term);
}

Entries *
entries_collect (SheafBook *book)
{
    Entries *entries = g_new0 (Entries, 1);
    g_autoptr (GTree) senses = g_tree_new_full (compare_keys, NULL, g_free, NULL);
    g_autoptr (Collator) collator = NULL;
    Collection collection = { book, entries, senses };

    entries->arena = arena_new ();
    entries->headwords = arena_ptr_array (entries->arena);
    entries->by_name = g_tree_new_full (compare_keys, NULL, NULL, NULL);
    for (guint i = 0; i < book_n_chapters (book); i++) {
        const Article *article = g_ptr_array_index (book->articles, i);

        for (guint k = 0; k < article->terms->len; k++)
            add_use (&collection, &(TermInArticle){ article, g_ptr_array_index (article->terms, k), i + 1 });
    }
    resolve_references (&collection);
    if (book->volume == 0 && book->lender == NULL)
        note_unknown_references (&collection);
    if (entries->headwords->len > 1) {
        collator = collator_new (book_language (book));
        g_ptr_array_sort_with_data (entries->headwords, compare_headwords, collator);
    }
    return entries;
}

void
entries_free (Entries *entries)
{
    if (entries == NULL)
        return;
    g_tree_unref (entries->by_name);
    arena_free (entries->arena);
    g_free (entries);
}

Headword *
entries_find_expansion (const Entries *entries, const Headword *headword, const Sense *sense)
{
    g_autofree char *key = sense->expansion != NULL ? term_key (sense->expansion, NULL) : NULL;
    Headword *other = key != NULL ? g_tree_lookup (entries->by_name, key) : NULL;

    return other != headword ? other : NULL;
}
