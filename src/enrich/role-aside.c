/* SPDX-License-Identifier: MIT */
#include "role.h"

/* The line below the headline and the captions often say what somebody is whom the text only names. */

static void
add_line (Article *aside, GString *text, const char *line)
{
    Node *block;

    if (line == NULL || *line == '\0')
        return;
    block = node_new (aside->arena, NODE_PARAGRAPH);
    block->span.start = text->len;
    g_string_append (text, line);
    block->span.end = text->len;
    g_string_append_c (text, '\n');
    g_ptr_array_add (aside->blocks, block);
}

/* Those lines as an article of their own, in the arena of the one they belong to. */
static Article *
aside_of (Article *article)
{
    Article *aside = arena_make (article->arena, Article);
    g_autoptr (GString) text = g_string_new (NULL);

    *aside = *article;
    aside->blocks = arena_ptr_array (article->arena);
    aside->quotes = arena_ptr_array (article->arena);
    add_line (aside, text, article->metadata.dek);
    for (guint i = 0; i < article->captions->len; i++)
        add_line (aside, text, ((const Caption *) g_ptr_array_index (article->captions, i))->caption);
    aside->text = arena_strdup (article->arena, text->str);
    aside->text_length = text->len;
    return aside;
}

void
roles_read_asides (const RoleReader *reader, const Voices *voices)
{
    Article *aside = aside_of (reader->article);
    g_autoptr (Institutions) institutions = institutions_new ();
    RoleReader inner = { .article = aside, .institutions = institutions };
    g_autoptr (Prose) prose = prose_new (aside);
    g_autoptr (Voices) found = NULL;
    GArray *runs;

    if (prose->sentences->len == 0)
        return;
    found = voices_new (aside, prose);
    runs = voices_runs (found);
    inner.prose = prose;
    inner.runs = runs;
    roles_read (&inner);
    for (guint i = 0; i < runs->len; i++) {
        const Voice *voice = g_array_index (runs, NameRun, i).voice;
        Voice *same = voice != NULL && voice->role.rank > 0 ? voices_find_person (voices, voice->name) : NULL;

        if (same == NULL || same->role.rank >= voice->role.rank)
            continue;
        same->role.text = voice->role.text;
        same->role.rank = voice->role.rank;
        same->role.nouns = SPAN_NONE;
    }
}
