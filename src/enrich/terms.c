/* SPDX-License-Identifier: MIT */
#include "terms.h"

#include <string.h>

/* Longer terms than this are never found; it bounds the work at each word of the text. */
#define MOST_WORDS 32
#define KEY_SIZE 192

/* A term as it was given. */
typedef struct {
    const char *head, *tail; /* signs before and after its words that must be there: the "++" of "C++" */
    const char *exact;       /* its own spelling, if only that counts */
    gpointer data;
} Form;

/* The place in the tree that a row of words leads to. */
typedef struct {
    Form *cased, *any; /* the terms that end here: all in capitals, and others */
} Place;

struct _TermIndex {
    Arena *arena;
    GHashTable *words;    /* folded word, with the signs before it unless it is a term's first, to a number */
    GHashTable *branches; /* place and word, 32 bits each, to the place that the word leads to */
    GArray *places;       /* Place; the first is the root */
};

TermIndex *
term_index_new (void)
{
    TermIndex *index = g_new0 (TermIndex, 1);
    Place root = { NULL, NULL };

    index->arena = arena_new ();
    index->words = g_hash_table_new (g_str_hash, g_str_equal);
    index->branches = g_hash_table_new (g_int64_hash, g_int64_equal);
    index->places = g_array_new (FALSE, FALSE, sizeof (Place));
    g_array_append_val (index->places, root);
    return index;
}

void
term_index_free (TermIndex *index)
{
    if (index == NULL)
        return;
    g_hash_table_unref (index->words);
    g_hash_table_unref (index->branches);
    g_array_unref (index->places);
    arena_free (index->arena);
    g_free (index);
}

/* Writes a stretch folded: small letters, one space for any blanks, one apostrophe, one hyphen.
 * FALSE when it is too long for a word of a term. */
static gboolean
fold_key (const char *text, Span span, char key[KEY_SIZE])
{
    gsize n = 0;

    for (const char *p = text + span.start; p < text + span.end; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (n + 7 > KEY_SIZE || c == '\n')
            return FALSE;
        if (char_is_space (c)) {
            if (n == 0 || key[n - 1] != ' ')
                key[n++] = ' ';
        } else if (c < 0x80)
            key[n++] = g_ascii_tolower ((char) c);
        else if (c == 0x2019)
            key[n++] = '\'';
        else if (c == 0x2010 || c == 0x2011)
            key[n++] = '-';
        else
            n += (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), key + n);
    }
    key[n] = '\0';
    return n > 0;
}

/* The stretch of word i that a key is made of. */
static Span
key_span (const Words *words, guint i, gboolean is_first)
{
    Span span = words->items[i].span;

    if (!is_first)
        span.start = words->items[i - 1].span.end;
    return span;
}

static guint
word_number (TermIndex *index, const char *key, gboolean may_add)
{
    guint number = GPOINTER_TO_UINT (g_hash_table_lookup (index->words, key));

    if (number == 0 && may_add) {
        number = g_hash_table_size (index->words) + 1;
        g_hash_table_insert (index->words, arena_strdup (index->arena, key), GUINT_TO_POINTER (number));
    }
    return number;
}

/* The place after `place` and the word; 0, the root, when there is none. */
static guint
next_place (TermIndex *index, guint place, guint number)
{
    gint64 branch = ((gint64) place << 32) | number;

    return GPOINTER_TO_UINT (g_hash_table_lookup (index->branches, &branch));
}

static guint
add_place (TermIndex *index, guint place, guint number)
{
    guint next = next_place (index, place, number);
    Place empty = { NULL, NULL };
    gint64 *branch;

    if (next != 0)
        return next;
    next = index->places->len;
    g_array_append_val (index->places, empty);
    branch = arena_make (index->arena, gint64);
    *branch = ((gint64) place << 32) | number;
    g_hash_table_insert (index->branches, branch, GUINT_TO_POINTER (next));
    return next;
}

static gboolean
is_all_capitals (const char *term)
{
    guint n_capitals = 0;

    for (const char *p = term; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_islower (c))
            return FALSE;
        n_capitals += g_unichar_isupper (c);
    }
    return n_capitals > 0;
}

/* Where the words of the term lead to, the way built as needed; 0 when it cannot be a term. */
static guint
build_way (TermIndex *index, const Words *words)
{
    guint place = 0;

    if (words->n_items > MOST_WORDS)
        return 0;
    for (guint i = 0; i < words->n_items; i++) {
        char key[KEY_SIZE];

        if (!fold_key (words->text, key_span (words, i, i == 0), key))
            return 0;
        place = add_place (index, place, word_number (index, key, TRUE));
    }
    return place;
}

void
term_index_add (TermIndex *index, const char *term, gpointer data)
{
    g_autofree char *tidy = text_squeeze (term, -1);
    g_autoptr (Words) words = words_split (tidy, strlen (tidy));
    guint place = build_way (index, words);
    gboolean is_cased = is_all_capitals (tidy);
    Place *end;
    Form **form;
    Span first, last;

    if (place == 0)
        return;
    end = &g_array_index (index->places, Place, place);
    form = is_cased ? &end->cased : &end->any;
    if (*form != NULL)
        return;
    first = words->items[0].span;
    last = words->items[words->n_items - 1].span;
    *form = arena_make (index->arena, Form);
    (*form)->head = arena_strndup (index->arena, tidy, first.start);
    (*form)->tail = arena_strdup (index->arena, tidy + last.end);
    (*form)->exact = is_cased ? arena_strndup (index->arena, tidy + first.start, last.end - first.start) : NULL;
    (*form)->data = data;
}

/* A link of letters: what stands there makes the word part of a larger one. */
static gboolean
is_inside_word_before (const char *text, gsize at)
{
    gunichar c = text_char_before (text, text + at), before;

    if (c == '-' || c == 0x2010 || c == 0x2011 || c == '.' || c == '@' || c == '_') {
        before = text_char_before (text, g_utf8_prev_char (text + at));
        return g_unichar_isalnum (before);
    }
    return g_unichar_isalnum (c);
}

static gboolean
is_inside_word_after (const char *text, gsize at)
{
    gunichar c = g_utf8_get_char (text + at), after;

    if (c == 0)
        return FALSE;
    after = g_utf8_get_char (g_utf8_next_char (text + at));
    if (c == '-' || c == 0x2010 || c == 0x2011 || c == '.' || c == '@' || c == '_')
        return g_unichar_isalnum (after);
    if (c == '\'' || c == 0x2019)
        /* A possessive stays outside, "can't" is no "can". */
        return g_unichar_isalnum (after)
               && (after != 's'
                   || g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (g_utf8_next_char (text + at)))));
    return g_unichar_isalnum (c);
}

/* Whether the form stands there, with the ending of a plural of `n_ending` bytes. */
static gboolean
form_fits (const Form *form, const char *text, Span use, gsize n_ending)
{
    gsize head = form != NULL ? strlen (form->head) : 0, length = use.end - n_ending - use.start;

    if (form == NULL || use.start < head)
        return FALSE;
    if (form->exact != NULL && (strlen (form->exact) != length || memcmp (form->exact, text + use.start, length) != 0))
        return FALSE;
    if (memcmp (text + use.start - head, form->head, head) != 0 || !g_str_has_prefix (text + use.end, form->tail))
        return FALSE;
    return !is_inside_word_before (text, use.start - head)
           && !is_inside_word_after (text, use.end + strlen (form->tail));
}

static const Form *
form_at (TermIndex *index, guint place, const char *text, Span use, gsize n_ending)
{
    const Place *here = &g_array_index (index->places, Place, place);

    if (form_fits (here->cased, text, use, n_ending))
        return here->cased;
    return form_fits (here->any, text, use, n_ending) ? here->any : NULL;
}

/* The term whose last word this is, as it stands or in the plural. */
static const Form *
find_last_word (TermIndex *index, guint place, char *key, const char *text, Span use, guint next)
{
    const Form *form = next != 0 ? form_at (index, next, text, use, 0) : NULL;
    gsize length = strlen (key);
    gsize most = length < 3 || key[length - 1] != 's' ? 0 : key[length - 2] == 'e' ? 2 : 1;

    for (gsize n_ending = 1; form == NULL && n_ending <= most; n_ending++) {
        guint number;

        key[length - n_ending] = '\0';
        number = word_number (index, key, FALSE);
        next = number != 0 ? next_place (index, place, number) : 0;
        form = next != 0 ? form_at (index, next, text, use, n_ending) : NULL;
    }
    return form;
}

/* The longest term that begins with word i; its last word in *last. */
static const Form *
find_longest (TermIndex *index, const Words *words, guint i, guint *last)
{
    const Form *longest = NULL;
    guint place = 0;

    for (guint k = i; k < words->n_items && k < i + MOST_WORDS; k++) {
        Span use = { words->items[i].span.start, words->items[k].span.end };
        char key[KEY_SIZE];
        const Form *form;
        guint number, next;

        if ((k > i && words->items[k].flags & WORD_BREAK) || !fold_key (words->text, key_span (words, k, k == i), key))
            break;
        number = word_number (index, key, FALSE);
        next = number != 0 ? next_place (index, place, number) : 0;
        form = find_last_word (index, place, key, words->text, use, next);
        if (form != NULL) {
            longest = form;
            *last = k;
        }
        if (next == 0)
            break;
        place = next;
    }
    return longest;
}

void
term_index_find (TermIndex *index, const Words *words, TermFound found, gpointer user_data)
{
    if (g_hash_table_size (index->words) == 0)
        return;
    for (guint i = 0; i < words->n_items;) {
        guint last = i;
        const Form *form = find_longest (index, words, i, &last);

        if (form != NULL) {
            Span use = { words->items[i].span.start - strlen (form->head),
                         words->items[last].span.end + strlen (form->tail) };

            found (form->data, use, user_data);
        }
        i = last + 1;
    }
}
