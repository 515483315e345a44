/* SPDX-License-Identifier: MIT */
#include "reference.h"

#include <string.h>

#include "lang/lang.h"

/* An id is made of three words of such a length. */
#define ID_WORD 24

static void
free_note (gpointer note)
{
    g_string_free (note, TRUE);
}

/* "Ranamathan" is "ranamathan", "Müller" "muller": what every program takes for a key. */
static void
append_key (GString *id, const char *words, const char *language)
{
    g_autofree char *ascii = words != NULL ? g_str_to_ascii (words, language) : g_strdup ("");
    gsize start = id->len;

    for (const char *p = ascii; *p != '\0' && id->len - start < ID_WORD; p++) {
        if (g_ascii_isalnum (*p))
            g_string_append_c (id, g_ascii_tolower (*p));
        else if (id->len > start && id->str[id->len - 1] != '-' && *p != '\'' && *p != '?')
            g_string_append_c (id, '-');
    }
    while (id->len > start && id->str[id->len - 1] == '-')
        g_string_truncate (id, id->len - 1);
}

static void
append_part (GString *id, const char *words, const char *language)
{
    g_autoptr (GString) part = g_string_new (NULL);

    append_key (part, words, language);
    if (part->len > 0)
        g_string_append_printf (id, "%s%s", id->len > 0 ? "-" : "", part->str);
}

/* "2019" is the year once more. */
static gboolean
is_number (const char *word)
{
    return word[strspn (word, "0123456789")] == '\0';
}

/* The first word of a title that says something. */
static char *
key_word (const char *title)
{
    g_auto (GStrv) words = g_strsplit_set (title != NULL ? title : "", " -—–:,.;!?“”\"‘’'()/", 40);

    for (guint i = 0; words[i] != NULL; i++)
        if (g_utf8_strlen (words[i], -1) > 2 && !is_number (words[i]) && !lexicon_has (LEXICON_STOP_WORDS, words[i], -1)
            && !lexicon_has (LEXICON_FUNCTION_WORDS, words[i], -1))
            return g_strdup (words[i]);
    return g_strdup (words[0] != NULL ? words[0] : "");
}

/* Who, when, what: and a number, if another entry has the same. */
static const char *
make_id (References *references, const char *who, const char *date, const char *title, const char *language)
{
    g_autofree char *year = date != NULL ? g_strndup (date, strcspn (date, "-")) : NULL;
    g_autofree char *primary = language != NULL ? g_strndup (language, strcspn (language, "-")) : g_strdup ("en");
    g_autofree char *what = key_word (title);
    g_autoptr (GString) id = g_string_new (NULL);
    guint n;

    append_part (id, who, primary);
    append_part (id, year, primary);
    append_part (id, what, primary);
    if (id->len == 0)
        g_string_append (id, "reference");
    n = GPOINTER_TO_UINT (g_hash_table_lookup (references->ids, id->str)) + 1;
    g_hash_table_replace (references->ids, g_strdup (id->str), GUINT_TO_POINTER (n));
    return n == 1 ? arena_strdup (references->arena, id->str) : arena_printf (references->arena, "%s--%u", id->str, n);
}

static const char *
family_of (Arena *arena, const char *name)
{
    g_auto (NameForm) form = name_form (name);

    return arena_strdup (arena, name_is_person (name, -1) ? form.family : name);
}

static Reference *
add_reference (References *references, const char *type)
{
    Reference *reference = arena_make (references->arena, Reference);

    reference->type = type;
    reference->note = arena_own (references->arena, g_string_new (NULL), free_note);
    g_ptr_array_add (references->items, reference);
    return reference;
}

static void
append_sentence (GString *note, const char *sentence)
{
    g_string_append_printf (note, "%s%s", note->len == 0 ? "" : ". ", sentence);
}

/* Which file it was read from, that somebody who has it can tell. */
static void
note_origin (Reference *reference, const Origin *origin)
{
    g_autofree char *base = g_path_get_basename (origin->path);
    g_autofree char *name = text_of_name (base);

    append_sentence (reference->note, name);
    if (origin->n_bytes > 0)
        g_string_append_printf (reference->note, ", SHA-256 %s", origin->sha256);
}

static Reference *
add_article (References *references, const Article *article)
{
    const Metadata *metadata = &article->metadata;
    Reference *reference = add_reference (references, reference_kind_of_article (article));
    g_autofree char *host = metadata->url != NULL ? address_host (metadata->url) : NULL;
    const char *who = metadata->publication != NULL ? metadata->publication : host;

    if (*metadata->authors != NULL)
        who = family_of (references->arena, *metadata->authors);
    reference->id = make_id (references, who, metadata->published, metadata->title, metadata->language);
    reference->title = metadata->title;
    reference->authors = metadata->authors;
    reference->container = metadata->publication;
    reference->url = metadata->url;
    reference->issued = metadata->published;
    reference->accessed = article->origin.saved;
    reference->language = metadata->language;
    reference->summary = metadata->dek;
    note_origin (reference, &article->origin);
    if (metadata->url != NULL)
        g_hash_table_replace (references->pages, address_key (metadata->url), reference);
    return reference;
}

/* An article whose references are added. */
typedef struct {
    References *references;
    const Article *article;
    const Reference *itself;
    GHashTable *numbers; /* of its paragraphs */
} Citing;

/* "Cited in paragraphs 3, 7 (ranamathan-2025-ferry)" */
static void
note_places (const Citing *citing, Reference *reference, const GArray *places)
{
    g_autoptr (GPtrArray) blocks = article_citing_blocks (citing->article, citing->numbers, places);
    const char *language = citing->article->metadata.language;

    if (blocks->len > 0)
        append_sentence (reference->note, label_find (language, blocks->len == 1 ? "cited-in" : "cited-in-several"));
    for (guint i = 0; i < blocks->len; i++)
        g_string_append_printf (
            reference->note, "%s %u", i > 0 ? "," : "",
            GPOINTER_TO_UINT (g_hash_table_lookup (citing->numbers, g_ptr_array_index (blocks, i))));
    if (blocks->len > 0)
        g_string_append_printf (reference->note, " (%s)", citing->itself->id);
}

static char **
one_name (Arena *arena, const char *name)
{
    char *names[] = { (char *) name, NULL };

    return arena_strdupv (arena, names);
}

/* Somebody who is quoted said it to the article's authors, or they took it from somewhere; we cannot know, and say so
 * of those alone whose words stand there. */
static void
add_person (const Citing *citing, const Source *source)
{
    Arena *arena = citing->references->arena;
    const Metadata *metadata = &citing->article->metadata;
    gboolean is_quoted = source->kind == SOURCE_PERSON && source->n_quotes > 0;
    Reference *reference = add_reference (citing->references, is_quoted ? "interview" : "personal_communication");

    reference->id = make_id (citing->references, family_of (arena, source->name), metadata->published, metadata->title,
                             metadata->language);
    reference->title = metadata->title;
    reference->authors = one_name (arena, source->name);
    reference->interviewers = is_quoted ? metadata->authors : NULL;
    reference->container = metadata->publication;
    reference->url = metadata->url;
    reference->issued = metadata->published;
    reference->language = metadata->language;
    if (source->role != NULL)
        append_sentence (reference->note, source->role);
    note_places (citing, reference, source->cited);
}

/* The entry of the page, which another article may have made; NULL: there is none yet. */
static Reference *
find_page (const References *references, const char *url)
{
    g_autofree char *key = address_key (url);

    return g_hash_table_lookup (references->pages, key);
}

static void
set_page (References *references, Reference *reference, const Link *link)
{
    reference->url = link->url;
    reference->container = link->host;
    g_hash_table_replace (references->pages, address_key (link->url), reference);
}

static void
add_work (const Citing *citing, const Source *source)
{
    References *references = citing->references;
    Reference *reference = source->link != NULL ? find_page (references, source->link->url) : NULL;
    g_autoptr (GArray) places = source_places (source);

    if (reference == NULL) {
        reference = add_reference (references, reference_kind_of_work (source));
        reference->title = source->name;
        reference->publisher = source->publisher;
        reference->issued = source->date;
        reference->id = make_id (references, source->link != NULL ? source->link->host : source->publisher,
                                 source->date, source->name, NULL);
        if (source->link != NULL)
            set_page (references, reference, source->link);
        if (source->role != NULL)
            append_sentence (reference->note, source->role);
    }
    note_places (citing, reference, places);
}

static void
add_link (const Citing *citing, const Link *link)
{
    References *references = citing->references;
    Reference *reference = find_page (references, link->url);

    if (reference == NULL) {
        reference = add_reference (references, reference_kind_of_link (link));
        reference->title = link->title;
        reference->id = make_id (references, link->host, NULL, link->title, NULL);
        set_page (references, reference, link);
    }
    note_places (citing, reference, link->cited);
}

/* Whom the article does not name nobody can look up. */
static void
add_cited (const Citing *citing)
{
    for (guint i = 0; i < citing->article->sources->len; i++) {
        const Source *source = g_ptr_array_index (citing->article->sources, i);

        switch (source->kind) {
        case SOURCE_PERSON:
        case SOURCE_ORGANISATION: add_person (citing, source); break;
        case SOURCE_DOCUMENT: add_work (citing, source); break;
        case SOURCE_ANONYMOUS: break;
        }
    }
    for (guint i = 0; i < citing->article->links->len; i++) {
        const Link *link = g_ptr_array_index (citing->article->links, i);

        if (link->source == NULL)
            add_link (citing, link);
    }
}

References *
references_new (const SheafBook *book)
{
    Arena *arena = arena_new ();
    References *references = arena_make (arena, References);
    guint n_chapters = book_n_chapters (book);

    references->arena = arena;
    references->items = arena_ptr_array (arena);
    references->ids = arena_own (arena, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                                 (GDestroyNotify) g_hash_table_unref);
    references->pages = arena_own (arena, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                                   (GDestroyNotify) g_hash_table_unref);
    for (guint i = 0; i < n_chapters; i++) /* all of them first: a link may lead to a later one */
        add_article (references, g_ptr_array_index (book->articles, i));
    for (guint i = 0; i < n_chapters; i++) {
        const Article *article = g_ptr_array_index (book->articles, i);
        g_autoptr (GHashTable) numbers = article_number_paragraphs (article);
        Citing citing = { references, article, g_ptr_array_index (references->items, i), numbers };

        add_cited (&citing);
    }
    return references;
}

void
references_free (References *references)
{
    if (references != NULL)
        arena_free (references->arena);
}
