/* SPDX-License-Identifier: MIT */
#include "initials.h"

#include <string.h>

#define LEAST_LETTERS 3
#define MOST_LETTERS 6

/* The words of a name that give a letter. */
typedef struct {
    const Words *words;
    const guint8 *is_explained;
    GHashTable *wanted, *found;
    GArray *givers; /* guint: indices of words */
} Search;

/* Whether nothing parts the word from the one before it. */
static gboolean
continues_name (const Words *words, guint i)
{
    Span gap = words_gap (words, i);

    if (words->items[i].flags & (WORD_BREAK | WORD_STARTS))
        return FALSE;
    for (const char *p = words->text + gap.start; p < words->text + gap.end; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (!char_is_space (c) && c != '-' && c != '\'' && c != 0x2019 && c != '&')
            return FALSE;
    }
    return TRUE;
}

static gboolean
gives_letter (const Words *words, guint i)
{
    return (words->items[i].flags & (WORD_CAPITAL | WORD_CAPS)) == WORD_CAPITAL && !word_is_stop (words, i);
}

/* The small words of names; the s of "Women's" is one too. */
static gboolean
is_inside_name (const Words *words, guint i)
{
    return word_is_stop (words, i) || (word_is (words, i, "s") && words_is_joined (words, i));
}

static void
try_letters (Search *search, guint first, guint end)
{
    GString *letters;
    char *initials;

    /* What is called otherwise as a whole is not called by a part of it. */
    if (search->is_explained[g_array_index (search->givers, guint, first)])
        return;
    letters = g_string_new (NULL);
    for (guint k = first; k < end; k++)
        g_string_append_unichar (letters,
                                 g_utf8_get_char (word_text (search->words, g_array_index (search->givers, guint, k))));
    initials = g_string_free (letters, FALSE);
    if (g_hash_table_contains (search->wanted, initials) && !g_hash_table_contains (search->found, initials)) {
        Span *span = g_new (Span, 1);

        span->start = search->words->items[g_array_index (search->givers, guint, first)].span.start;
        span->end = search->words->items[g_array_index (search->givers, guint, end - 1)].span.end;
        g_hash_table_insert (search->found, initials, span);
        return;
    }
    g_free (initials);
}

/* A name may have a title before it or a noun after it, so that the short form may stand for its first
 * words or its last, the whole of it first; never for some in the middle. */
static void
try_name (Search *search)
{
    guint n = search->givers->len;

    for (guint length = MIN (n, MOST_LETTERS); length >= LEAST_LETTERS; length--) {
        try_letters (search, 0, length);
        if (length < n)
            try_letters (search, n - length, n);
    }
    g_array_set_size (search->givers, 0);
}

void
initials_find (const Words *words, const guint8 *is_explained, GHashTable *wanted, GHashTable *found)
{
    g_autoptr (GArray) givers = g_array_new (FALSE, FALSE, sizeof (guint));
    Search search = { words, is_explained, wanted, found, givers };

    if (g_hash_table_size (wanted) == 0)
        return;
    for (guint i = 0; i < words->n_items; i++) {
        gboolean goes_on = givers->len > 0 && continues_name (words, i);

        if (gives_letter (words, i)) {
            if (!goes_on)
                try_name (&search);
            g_array_append_val (givers, i);
        } else if (givers->len > 0 && !(goes_on && is_inside_name (words, i)))
            try_name (&search);
    }
    try_name (&search);
}

char *
initials_of (const char *name)
{
    g_autoptr (Words) words = words_split (name, strlen (name));
    GString *letters = g_string_new (NULL);

    for (guint i = 0; i < words->n_items; i++)
        if (gives_letter (words, i))
            g_string_append_unichar (letters, g_utf8_get_char (word_text (words, i)));
    return g_string_free (letters, FALSE);
}
