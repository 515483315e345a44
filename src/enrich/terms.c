/* SPDX-License-Identifier: MIT */
#include "terms.h"

#include <string.h>

#include "lang/lang.h"

/* Longer terms than this are never found; it bounds the work at each word of the text. */
#define MOST_TOKENS 64
#define KEY_SIZE 640

/* A term as it was given. */
typedef struct {
    const char *head, *tail; /* signs before and after its words that must be there: the "++" of "C++" */
    const char *key;         /* its words, folded */
    gsize length;
    gpointer data;
} Form;

/* The terms that one row of words is, and those that begin with it. */
typedef struct {
    guint64 hash;      /* of the row; 0: the slot is free */
    Form *cased, *any; /* the terms that end here: all in capitals, and others; or NULL */
} Slot;

struct _TermIndex {
    Arena *arena;
    Slot *slots;
    gsize n_slots; /* a power of two */
    gsize n_used;
};

/* ---- Words ---- */

typedef enum {
    CLASS_NONE,
    CLASS_LETTERS,  /* words end where they do */
    CLASS_KATAKANA, /* so do these, but no blank need stand there */
    CLASS_SINGLE,   /* of a script without spaces: each character is taken for a word */
} CharClass;

static gboolean
is_of_script_without_spaces (gunichar c)
{
    static const gunichar ranges[][2] = {
        { 0x0e00, 0x0eff }, { 0x1000, 0x109f }, { 0x1780, 0x17ff },   { 0x1950, 0x19df },
        { 0x1a20, 0x1aaf }, { 0x3005, 0x3007 }, { 0x3041, 0x309f },   { 0x3400, 0x4dbf },
        { 0x4e00, 0x9fff }, { 0xf900, 0xfaff }, { 0x20000, 0x3ffff },
    };

    for (guint i = 0; c >= 0x0e00 && i < G_N_ELEMENTS (ranges) && c >= ranges[i][0]; i++)
        if (c <= ranges[i][1])
            return TRUE;
    return FALSE;
}

static CharClass
class_of (gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum (c) ? CLASS_LETTERS : CLASS_NONE;
    if (!g_unichar_isalnum (c))
        return CLASS_NONE;
    if (is_of_script_without_spaces (c))
        return CLASS_SINGLE;
    return (c >= 0x30a1 && c <= 0x30ff) || (c >= 0x31f0 && c <= 0x31ff) || (c >= 0xff66 && c <= 0xff9f) ? CLASS_KATAKANA
                                                                                                        : CLASS_LETTERS;
}

/* What belongs to the character before it. */
static gboolean
is_attached (gunichar c)
{
    return c >= 0x80 && (g_unichar_ismark (c) || term_character (c) == 0);
}

static inline gunichar
character_at (const char *text, gsize at)
{
    return (guchar) text[at] < 0x80 ? (guchar) text[at] : g_utf8_get_char (text + at);
}

static inline gsize
next_at (const char *text, gsize at)
{
    return (gsize) (g_utf8_next_char (text + at) - text);
}

/* The first word that begins at `at` or behind it; an empty one at the end. */
static Span
next_token (const char *text, gsize at, gsize end)
{
    CharClass class = CLASS_NONE;
    Span token;

    while (at < end && (class = class_of (character_at (text, at))) == CLASS_NONE)
        at = next_at (text, at);
    token = (Span){ at, at };
    while (token.end < end) {
        gunichar c = character_at (text, token.end);

        if (token.end > at && !is_attached (c) && (class == CLASS_SINGLE || class_of (c) != class))
            break;
        token.end = next_at (text, token.end);
    }
    return token;
}

/* ---- Keys ---- */

/* The words from some place of a text on, folded, with the hashes of all their beginnings. */
typedef struct {
    char any[KEY_SIZE]; /* in small letters */
    gsize length;
    char cased[KEY_SIZE]; /* as they are written */
    gsize cased_length;
    guint64 hashes[KEY_SIZE + 1];
    guint64 point; /* of the polynomials */
} Key;

static guint64
hash_add (guint64 point, guint64 hash, char byte)
{
    guint64 sum = hash_multiply (hash, point) + (guchar) byte + 1;

    return sum >= HASH_PRIME ? sum - HASH_PRIME : sum;
}

static void
key_clear (Key *key)
{
    key->length = key->cased_length = 0;
    key->hashes[0] = 0;
    key->point = hash_points ()[0];
}

/* The small letters of characters that have several, or another one at the end of a word (full case folding of Unicode,
 * CaseFolding.txt), in any language; NULL: of all others. */
static const char *
folded_letters (gunichar c)
{
    switch (c) {
    case 0x00df: return "ss"; /* sharp s */
    case 0x1e9e: return "ss";
    case 0x0130: return "i"; /* dotted I */
    case 0x017f: return "s"; /* long s */
    case 0x03c2: return "σ"; /* final sigma */
    case 0xfb00: return "ff";
    case 0xfb01: return "fi";
    case 0xfb02: return "fl";
    case 0xfb03: return "ffi";
    case 0xfb04: return "ffl";
    case 0xfb05: return "st";
    case 0xfb06: return "st";
    default: return NULL;
    }
}

/* Writes at most 6 bytes; their number. */
static gsize
append_folded (gunichar c, char *letters)
{
    const char *folded = folded_letters (c);
    gsize n;

    if (folded == NULL)
        return (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), letters);
    for (n = 0; folded[n] != '\0'; n++)
        letters[n] = folded[n];
    return n;
}

/* FALSE when there is no room. */
static gboolean
key_add_character (Key *key, gunichar c)
{
    gsize at = key->length;

    if (key->length + 7 > KEY_SIZE || key->cased_length + 7 > KEY_SIZE)
        return FALSE;
    if (c < 0x80) {
        key->any[key->length++] = g_ascii_tolower ((char) c);
        key->cased[key->cased_length++] = (char) c;
    } else {
        key->length += append_folded (c, key->any + key->length);
        key->cased_length += (gsize) g_unichar_to_utf8 (c, key->cased + key->cased_length);
    }
    for (; at < key->length; at++)
        key->hashes[at + 1] = hash_add (key->point, key->hashes[at], key->any[at]);
    return TRUE;
}

/* Adds a stretch of the text; FALSE when a line ends in it, or there is no room. */
static gboolean
key_add (Key *key, const char *text, Span span)
{
    for (gsize at = span.start; at < span.end; at = next_at (text, at)) {
        gunichar c = character_at (text, at), counts = term_character (c);

        if (c == '\n')
            return FALSE;
        if (counts == 0 || (counts == ' ' && key->length > 0 && key->any[key->length - 1] == ' '))
            continue;
        if (!key_add_character (key, counts))
            return FALSE;
    }
    return TRUE;
}

/* ---- The index ---- */

TermIndex *
term_index_new (void)
{
    TermIndex *index = g_new0 (TermIndex, 1);

    index->arena = arena_new ();
    index->n_slots = 64;
    index->slots = g_new0 (Slot, index->n_slots);
    return index;
}

void
term_index_free (TermIndex *index)
{
    if (index == NULL)
        return;
    g_free (index->slots);
    arena_free (index->arena);
    g_free (index);
}

/* The slot of the hash, or the free one where it would stand. */
static Slot *
slot_of (const TermIndex *index, guint64 hash)
{
    gsize i = hash & (index->n_slots - 1);

    while (index->slots[i].hash != 0 && index->slots[i].hash != hash)
        i = (i + 1) & (index->n_slots - 1);
    return &index->slots[i];
}

static void
grow (TermIndex *index)
{
    g_autofree Slot *old = index->slots;
    gsize n_old = index->n_slots;

    index->n_slots *= 2;
    index->slots = g_new0 (Slot, index->n_slots);
    for (gsize i = 0; i < n_old; i++)
        if (old[i].hash != 0)
            *slot_of (index, old[i].hash) = old[i];
}

/* No hash is 0, and one of 2^61 that were is taken for 1. */
static guint64
key_hash (const Key *key)
{
    return MAX (key->hashes[key->length], 1);
}

static Slot *
add_slot (TermIndex *index, const Key *key)
{
    Slot *slot = slot_of (index, key_hash (key));

    if (slot->hash != 0)
        return slot;
    if (2 * ++index->n_used > index->n_slots) {
        grow (index);
        slot = slot_of (index, key_hash (key));
    }
    slot->hash = key_hash (key);
    return slot;
}

/* Where the words of the term lead to, all beginnings on the way; NULL when it cannot be a term. */
static Slot *
add_words (TermIndex *index, const char *term, Key *key, Span *words)
{
    gsize length = strlen (term);
    Span token = next_token (term, 0, length);
    Slot *slot = NULL;
    guint n_tokens = 0;

    *words = token;
    key_clear (key);
    while (!span_is_empty (token)) {
        if (++n_tokens > MOST_TOKENS || !key_add (key, term, token))
            return NULL;
        slot = add_slot (index, key);
        words->end = token.end;
        token = next_token (term, token.end, length);
        if (!span_is_empty (token) && !key_add (key, term, (Span){ words->end, token.start }))
            return NULL;
    }
    return slot;
}

void
term_index_add (TermIndex *index, const char *term, gpointer data)
{
    g_autofree char *tidy = text_squeeze (term, -1);
    gboolean is_cased = text_is_capitals (tidy);
    Key key;
    Span words;
    Slot *slot = add_words (index, tidy, &key, &words);
    Form **form;

    if (slot == NULL)
        return;
    form = is_cased ? &slot->cased : &slot->any;
    if (*form != NULL)
        return;
    *form = arena_make (index->arena, Form);
    (*form)->head = arena_strndup (index->arena, tidy, words.start);
    (*form)->tail = arena_strdup (index->arena, tidy + words.end);
    (*form)->length = is_cased ? key.cased_length : key.length;
    (*form)->key = arena_strndup (index->arena, is_cased ? key.cased : key.any, (*form)->length);
    (*form)->data = data;
}

/* ---- Finding ---- */

/* What a plural adds to a term, or puts in the place of its last letters. */
typedef struct {
    const char *plural, *singular;
} Ending;

static const Ending endings[] = { { "", "" }, { "s", "" }, { "es", "" }, { "ies", "y" } };

typedef struct {
    const TermIndex *const *indexes;
    guint n_indexes;
    const char *text;
    gsize end;
    const TermSearch *search;
    Key key;
} Finder;

typedef struct {
    const Form *form; /* NULL: none */
    gsize words_end;  /* without its tail */
    TermUse use;
} Match;

static gboolean
are_one_word (CharClass a, CharClass b)
{
    return a == b && a != CLASS_NONE && a != CLASS_SINGLE;
}

/* What joins two words to a larger one. */
static gboolean
is_joint (gunichar c)
{
    return c == '-' || c == 0x2010 || c == 0x2011 || c == '.' || c == '_' || c == '@';
}

/* "@port" is somebody's name. */
static gboolean
is_inside_word_before (const char *text, gsize at, CharClass class)
{
    gunichar c = text_char_before (text, text + at);

    if (c == '@')
        return TRUE;
    if (is_joint (c))
        return are_one_word (class_of (text_char_before (text, g_utf8_prev_char (text + at))), class);
    return are_one_word (is_attached (c) ? class : class_of (c), class);
}

/* A possessive stays outside, "can't" is no "can". */
static gboolean
is_inside_word_after (const char *text, gsize at, CharClass class)
{
    gunichar c = character_at (text, at), after = c != 0 ? character_at (text, next_at (text, at)) : 0;

    if (is_joint (c))
        return are_one_word (class_of (after), class);
    if (term_character (c) == '\'')
        return are_one_word (class_of (after), class)
               && ((after != 's' && after != 'S')
                   || are_one_word (class_of (character_at (text, next_at (text, at) + 1)), class));
    return are_one_word (class_of (c), class);
}

static gboolean
is_whole (const char *text, Span use)
{
    CharClass first = class_of (character_at (text, use.start));
    gunichar last = text_char_before (text, text + use.end);

    /* Signs at its ends are as good as letters: "C++11" is no "C++". */
    first = first == CLASS_NONE ? CLASS_LETTERS : first;
    return !is_inside_word_before (text, use.start, first)
           && !is_inside_word_after (text, use.end, class_of (last) == CLASS_NONE ? CLASS_LETTERS : class_of (last));
}

/* Whether the form is the words of the key, with the ending. */
static gboolean
form_has_words (const Form *form, const char *key, gsize length, const Ending *ending)
{
    gsize stem = length - strlen (ending->plural);

    return form->length == stem + strlen (ending->singular) && memcmp (form->key, key, stem) == 0
           && memcmp (form->key + stem, ending->singular, strlen (ending->singular)) == 0
           && memcmp (key + stem, ending->plural, strlen (ending->plural)) == 0;
}

/* Whether the form stands there, with all of its signs. */
static gboolean
form_stands (const Finder *finder, const Form *form, Span words)
{
    gsize head = strlen (form->head), tail = strlen (form->tail);
    Span use = { words.start - head, words.end + tail };

    return head <= words.start && use.end <= finder->end && memcmp (finder->text + use.start, form->head, head) == 0
           && memcmp (finder->text + words.end, form->tail, tail) == 0 && is_whole (finder->text, use)
           && finder->search->may_be (use, finder->search->user_data);
}

static const Slot *
slot_with_ending (const TermIndex *index, const Key *key, const Ending *ending)
{
    gsize length = strlen (ending->plural);
    guint64 hash;
    const Slot *slot;

    if ((length > 0 && key->length < length + 2)
        || memcmp (key->any + key->length - length, ending->plural, length) != 0)
        return NULL;
    hash = key->hashes[key->length - length];
    for (const char *p = ending->singular; *p != '\0'; p++)
        hash = hash_add (key->point, hash, *p);
    slot = slot_of (index, MAX (hash, 1));
    return slot->hash != 0 ? slot : NULL;
}

static const Form *
form_with_ending (const Finder *finder, const Slot *slot, Span words, const Ending *ending)
{
    const Key *key = &finder->key;

    if (slot->cased != NULL && form_has_words (slot->cased, key->cased, key->cased_length, ending)
        && form_stands (finder, slot->cased, words))
        return slot->cased;
    return slot->any != NULL && form_has_words (slot->any, key->any, key->length, ending)
                   && form_stands (finder, slot->any, words)
               ? slot->any
               : NULL;
}

static gboolean
has_terms (const TermIndex *index)
{
    return index != NULL && index->n_used > 0;
}

static Match
match_of (const Form *form, guint index, Span words)
{
    Span span = { words.start - strlen (form->head), words.end + strlen (form->tail) };

    return (Match){ form, words.end, { span, index, form->data } };
}

/* Looks whether the words of the key are a term that ends later than the match.  Returns whether longer ones begin with
 * them. */
static gboolean
look_up (const Finder *finder, Span words, Match *match)
{
    gboolean goes_on = FALSE;

    for (guint i = 0; i < finder->n_indexes; i++)
        for (guint k = 0; has_terms (finder->indexes[i]) && k < G_N_ELEMENTS (endings); k++) {
            const Slot *slot = slot_with_ending (finder->indexes[i], &finder->key, &endings[k]);
            const Form *form = slot != NULL ? form_with_ending (finder, slot, words, &endings[k]) : NULL;

            goes_on |= slot != NULL && k == 0;
            if (form != NULL && words.end + strlen (form->tail) > match->use.span.end)
                *match = match_of (form, i, words);
        }
    return goes_on;
}

/* What "aqui- fer" is, a word that was divided at the end of a line: only terms can tell. */
typedef enum {
    DIVIDED_NOT,       /* what it says: "Sicherheits- und" */
    DIVIDED_WORD,      /* "aquifer" */
    DIVIDED_AT_HYPHEN, /* "first- draw" is "first-draw" */
} Division;

static gboolean
is_divided (const Finder *finder, Span token, Span next)
{
    gunichar c = character_at (finder->text, token.end);
    gsize blanks = next_at (finder->text, token.end);

    return (c == '-' || c == 0x2010) && next.start > blanks
           && text_is_blank (finder->text + blanks, (gssize) (next.start - blanks))
           && g_unichar_islower (character_at (finder->text, next.start));
}

static gboolean
add_gap (Finder *finder, Span gap, Division division)
{
    switch (division) {
    case DIVIDED_NOT: return key_add (&finder->key, finder->text, gap);
    case DIVIDED_WORD: return TRUE;
    case DIVIDED_AT_HYPHEN: return key_add_character (&finder->key, '-');
    }
    g_assert_not_reached ();
}

/* Looks for the longest term that begins with the word.  Returns whether a word on the way may be divided. */
static gboolean
find_from (Finder *finder, Span token, Division division, Match *match)
{
    gsize start = token.start;
    gboolean has_division = FALSE;

    key_clear (&finder->key);
    for (guint n = 0; n < MOST_TOKENS && key_add (&finder->key, finder->text, token); n++) {
        gboolean goes_on = look_up (finder, (Span){ start, token.end }, match), is_division;
        Span next;

        if (!goes_on && g_ascii_isspace (finder->text[token.end]))
            break;
        next = next_token (finder->text, token.end, finder->end);
        is_division = !span_is_empty (next) && is_divided (finder, token, next);
        has_division |= is_division;
        if (span_is_empty (next) || (!goes_on && (!is_division || division == DIVIDED_NOT))
            || !add_gap (finder, (Span){ token.end, next.start }, is_division ? division : DIVIDED_NOT))
            break;
        token = next;
    }
    return has_division;
}

/* An address is no text: what stands behind "https" is skipped to the next blank. */
static gsize
skip_address (const Finder *finder, gsize at)
{
    if (strncmp (finder->text + at, "://", 3) != 0)
        return at;
    return at + strcspn (finder->text + at, " \t\n");
}

void
term_index_find (const TermIndex *const *indexes, guint n_indexes, const char *text, gsize length,
                 const TermSearch *search)
{
    g_autofree Finder *finder = g_new (Finder, 1);
    Span token = next_token (text, 0, length);
    guint n_filled = 0;

    for (guint i = 0; i < n_indexes; i++)
        n_filled += has_terms (indexes[i]);
    if (n_filled == 0)
        return;
    finder->indexes = indexes;
    finder->n_indexes = n_indexes;
    finder->text = text;
    finder->end = length;
    finder->search = search;
    while (!span_is_empty (token)) {
        Match match = { .form = NULL };

        if (find_from (finder, token, DIVIDED_NOT, &match)) {
            find_from (finder, token, DIVIDED_WORD, &match);
            find_from (finder, token, DIVIDED_AT_HYPHEN, &match);
        }
        if (match.form != NULL)
            search->found (&match.use, search->user_data);
        token = next_token (text, match.form != NULL ? match.words_end : skip_address (finder, token.end), length);
    }
}

static gboolean
may_be_any (Span span, gpointer user_data)
{
    return TRUE;
}

static void
take_use (const TermUse *use, gpointer user_data)
{
    *(TermUse *) user_data = *use;
}

gpointer
term_index_get (const TermIndex *index, const char *term)
{
    g_autofree char *tidy = text_squeeze (term, -1);
    TermUse use = { .data = NULL };
    const TermSearch search = { may_be_any, take_use, &use };

    term_index_find (&index, 1, tidy, strlen (tidy), &search);
    return use.span.start == 0 && use.span.end == strlen (tidy) ? use.data : NULL;
}
