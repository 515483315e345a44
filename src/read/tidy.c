/* SPDX-License-Identifier: MIT */
#include "readers.h"

#include <string.h>

/* What no reader of its format has to look at: whoever wrote the input may say so much, and turn the text so. */

#define AUTHORS_LIMIT 100
#define NAME_CHARACTERS 200

/* Each once, in their order, and not without end. */
static void
tidy_authors (const Input *input, Article *article)
{
    char **authors = article->metadata.authors;
    g_autoptr (GHashTable) seen = NULL;
    guint n_kept = 0, n_dropped = 0;

    if (authors[0] == NULL || (authors[1] == NULL && strlen (authors[0]) <= NAME_CHARACTERS))
        return;
    seen = g_hash_table_new (g_str_hash, g_str_equal);
    for (char **author = authors; *author != NULL; author++) {
        char *name = *author;

        if (strlen (name) > NAME_CHARACTERS)
            name = arena_take (article->arena, text_shorten (name, NAME_CHARACTERS));
        if (!g_hash_table_add (seen, name))
            continue;
        if (n_kept < AUTHORS_LIMIT)
            authors[n_kept++] = name;
        else
            n_dropped++;
    }
    authors[n_kept] = NULL;
    if (n_dropped > 0)
        report_note (input->book->report, NOTE_AUTHORS_DROPPED, input->path, 0, "%u", n_dropped);
}

static gboolean
has_turn (const char *text, gsize length)
{
    const char *end = text + length;

    for (const char *p = memchr (text, TURNS_FIRST_BYTE, length); p != NULL;
         p = memchr (p + 1, TURNS_FIRST_BYTE, (gsize) (end - p - 1)))
        if (turns_is_control (p, end))
            return TRUE;
    return FALSE;
}

/* Whether what turns the text in it is turned back, once the texts that stand in one element are put together. */
static void
follow_turns (Turns *turns, GString *scratch, const char *text, gsize length)
{
    const char *end = text + length;

    g_string_truncate (scratch, 0);
    for (const char *p = text; p < end; p = g_utf8_next_char (p))
        turns_take (turns, scratch, 0, p, end);
}

/* The writer mends them; here it is told. */
static void
tell_turns (const Input *input, const Article *article)
{
    g_autoptr (GString) scratch = g_string_new (NULL);
    const Node *parent = NULL;
    const char *title = article->metadata.title;
    Turns turns = { 0 };

    follow_turns (&turns, scratch, title, strlen (title));
    turns_end (&turns, scratch, 0);
    for (const Node *node = article->root; node != NULL; node = node_next (node, article->root)) {
        if (node->kind != NODE_TEXT || !has_turn (node->text.string, node->text.length))
            continue;
        if (node->parent != parent)
            turns_end (&turns, scratch, 0);
        parent = node->parent;
        follow_turns (&turns, scratch, node->text.string, node->text.length);
    }
    turns_end (&turns, scratch, 0);
    if (turns.n_mended > 0)
        report_note (input->book->report, NOTE_DIRECTION_OPEN, input->path, 0, "%u", turns.n_mended);
}

void
input_tidy (const Input *input, Article *article)
{
    tidy_authors (input, article);
    tell_turns (input, article);
}
