/* SPDX-License-Identifier: MIT */
#include "reference.h"

#include <string.h>

#include "lang/lang.h"

/* Shorter ends of words are no words of their own. */
#define LEAST_PART 4
#define LONGEST_WORD 40

/* What a paper or site is by a word of its name, "Gazette", or by what it ends with: "Küstenbote". */
static const char *
kind_of_word (const char *word)
{
    const char *kind = lexicon_find_role (LEXICON_REFERENCE_TYPES, word, (gssize) strlen (word));

    if (strlen (word) > LONGEST_WORD)
        return NULL;
    for (const char *p = word; kind == NULL && strlen (p) > LEAST_PART;) {
        p = g_utf8_next_char (p);
        if (strlen (p) >= LEAST_PART)
            kind = lexicon_find_role (LEXICON_REFERENCE_TYPES, p, (gssize) strlen (p));
    }
    return kind;
}

/* The last of the words that says it: "Weekly Post" is a paper. */
static const char *
kind_of_name (const char *name, const char *separators)
{
    g_autofree char *lower = g_utf8_strdown (name, -1);
    g_auto (GStrv) words = g_strsplit_set (lower, separators, -1);
    const char *kind = NULL;

    for (guint i = g_strv_length (words); i > 0 && kind == NULL; i--)
        kind = kind_of_word (words[i - 1]);
    return kind;
}

static gboolean
is_blog (const char *url)
{
    g_autofree char *host = url != NULL ? address_host (url) : NULL;
    g_auto (GStrv) labels = host != NULL ? g_strsplit (host, ".", -1) : NULL;

    for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
        if (g_strcmp0 (lexicon_find_role (LEXICON_REFERENCE_TYPES, labels[i], (gssize) strlen (labels[i])),
                       "post-weblog")
            == 0)
            return TRUE;
    return FALSE;
}

const char *
reference_kind_of_article (const Article *article)
{
    const Metadata *metadata = &article->metadata;
    const char *kind = metadata->publication != NULL ? kind_of_name (metadata->publication, " -") : NULL;

    if (g_strcmp0 (article->origin.format, "epub") == 0 && metadata->url == NULL) /* a book of articles names them */
        return "chapter";
    if (is_blog (metadata->url))
        return "post-weblog";
    if (kind != NULL)
        return kind;
    if (metadata->publication != NULL && name_is_publication (metadata->publication, -1))
        return "article-newspaper";
    if (metadata->url != NULL)
        return g_strcmp0 (article->origin.format, "feed") == 0 ? "post-weblog" : "webpage";
    return metadata->publication != NULL ? "article-newspaper" : "document";
}

/* The first words of a name say what the work is: "report by the Harbour Office". */
static const char *
kind_by_noun (const char *words)
{
    g_autofree char *lower = words != NULL ? g_utf8_strdown (words, -1) : NULL;
    g_auto (GStrv) split = lower != NULL ? g_strsplit_set (lower, " ’'", -1) : NULL;
    const char *kind = NULL;

    for (guint i = 0; split != NULL && split[i] != NULL && kind == NULL; i++)
        kind = lexicon_find (LEXICON_REFERENCE_TYPES, split[i], -1);
    return kind;
}

const char *
reference_kind_of_work (const Source *source)
{
    const char *kind = kind_by_noun (source->role);

    if (kind == NULL)
        kind = kind_by_noun (source->name);
    if (kind == NULL)
        kind = source->link != NULL ? reference_kind_of_link (source->link) : "document";
    return kind;
}

const char *
reference_kind_of_link (const Link *link)
{
    return is_blog (link->url) ? "post-weblog" : "webpage";
}
