/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>

#include "lang/lang.h"

/* What stands between words of one thought is shorter; a longer gap is looked at no further, so that a
 * megabyte of dots costs no more than one. */
#define LONGEST_GAP 256

/* Nearly all characters are ASCII, and GLib's functions take their time over these too. */

static inline gunichar
character_at (const char *text, gsize at)
{
    return (guchar) text[at] < 0x80 ? (guchar) text[at] : g_utf8_get_char (text + at);
}

static inline gboolean
is_word_character (gunichar c)
{
    return c < 0x80 ? g_ascii_isalnum (c) : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static inline gboolean
is_upper (gunichar c)
{
    return c < 0x80 ? g_ascii_isupper (c) : g_unichar_isupper (c);
}

static inline gboolean
is_lower (gunichar c)
{
    return c < 0x80 ? g_ascii_islower (c) : g_unichar_islower (c);
}

/* What is known of a word while its letters are read. */
typedef struct {
    guint n_capitals, n_small, n_characters;
    gunichar first, last;
} Letters;

static gsize
read_word (const char *text, gsize start, gsize end, Letters *letters)
{
    gsize at = start;

    memset (letters, 0, sizeof *letters);
    while (at < end) {
        gunichar c = character_at (text, at);

        if (!is_word_character (c))
            break;
        if (letters->n_characters++ == 0)
            letters->first = c;
        letters->last = c;
        letters->n_capitals += is_upper (c);
        letters->n_small += is_lower (c);
        at = (gsize) (g_utf8_next_char (text + at) - text);
    }
    return at;
}

static guint
letter_flags (const Letters *letters)
{
    guint flags = 0;

    if (is_upper (letters->first) || (letters->first >= 0x80 && g_unichar_istitle (letters->first)))
        flags |= WORD_CAPITAL;
    if (g_unichar_isdigit (letters->first))
        flags |= WORD_DIGIT;
    if (letters->n_capitals >= 2 && (letters->n_small == 0 || (letters->n_small == 1 && letters->last == 's')))
        flags |= WORD_CAPS;
    return flags;
}

/* A full stop after a single capital belongs to the initial: "U.S. Senate". */
static gboolean
ends_sentence (const Word *before, gunichar stop)
{
    if (stop == '.')
        return before->span.end - before->span.start > 1 || !(before->flags & WORD_CAPITAL);
    return stop == '!' || stop == '?' || stop == 0x2026;
}

static guint
gap_flags (const char *text, const Word *before, gsize start)
{
    guint flags = 0;
    gunichar first;

    if (before == NULL)
        return WORD_BREAK | WORD_STARTS;
    first = g_utf8_get_char (text + before->span.end);
    if (start == before->span.end + 1 && first == ' ')
        return WORD_SPACED;
    if (start - before->span.end > LONGEST_GAP)
        return WORD_BREAK | WORD_STARTS;
    for (const char *p = text + before->span.end; p < text + start; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (c == '\n')
            flags |= WORD_BREAK | WORD_STARTS;
        else if (char_is_space (c) && ends_sentence (before, first))
            flags |= WORD_STARTS;
        else if (first != '.' && ends_sentence (before, c))
            first = c;
    }
    return flags;
}

Words *
words_split (const char *text, gsize length)
{
    Words *words = g_new0 (Words, 1);
    GArray *items = g_array_sized_new (FALSE, FALSE, sizeof (Word), (guint) (length / 6 + 1));
    Word end_of_text = { { length, length }, WORD_BREAK | WORD_STARTS, 0 };
    Letters letters;

    for (gsize at = 0; at < length;) {
        gsize end = read_word (text, at, length, &letters);

        if (end > at) {
            const Word *before = items->len > 0 ? &g_array_index (items, Word, items->len - 1) : NULL;
            Word word = { { at, end }, letter_flags (&letters) | gap_flags (text, before, at), 0 };

            g_array_append_val (items, word);
        }
        at = end > at ? end : (gsize) (g_utf8_next_char (text + at) - text);
    }
    words->text = text;
    words->text_length = length;
    words->n_items = items->len;
    g_array_append_val (items, end_of_text);
    words->items = g_renew (Word, g_array_free (items, FALSE), words->n_items + 1);
    return words;
}

void
words_free (Words *words)
{
    if (words == NULL)
        return;
    g_free (words->items);
    g_free (words);
}

guint
words_find (const Words *words, gsize offset)
{
    guint low = 0, high = words->n_items;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (words->items[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Span
words_gap (const Words *words, guint i)
{
    Span gap = { i > 0 ? words->items[i - 1].span.end : 0, words->text_length };

    if (i < words->n_items)
        gap.end = words->items[i].span.start;
    if (gap.end - gap.start > LONGEST_GAP) {
        gap.start = gap.end - LONGEST_GAP;
        while (gap.start < gap.end && (words->text[gap.start] & 0xc0) == 0x80)
            gap.start++;
    }
    return gap;
}

gboolean
words_is_spaced (const Words *words, guint i)
{
    Span gap = words_gap (words, i);

    if (i == 0 || i >= words->n_items || words->items[i].flags & WORD_BREAK)
        return FALSE;
    if (words->items[i].flags & WORD_SPACED)
        return TRUE;
    return text_is_blank (words->text + gap.start, (gssize) (gap.end - gap.start));
}

gboolean
words_is_joined (const Words *words, guint i)
{
    Span gap = words_gap (words, i);

    if (i == 0 || i >= words->n_items || words->items[i].flags & WORD_SPACED)
        return FALSE;
    for (const char *p = words->text + gap.start; p < words->text + gap.end; p = g_utf8_next_char (p))
        if (char_is_space (g_utf8_get_char (p)))
            return FALSE;
    return TRUE;
}

gboolean
words_has_hyphen (const Words *words, guint i)
{
    Span gap = words_gap (words, i);

    return i > 0 && gap.end == gap.start + 1 && words->text[gap.start] == '-';
}

gsize
span_find (const char *text, Span span, const char *characters)
{
    for (gsize at = span.start; at < span.end; at = (gsize) (g_utf8_next_char (text + at) - text)) {
        gunichar c = character_at (text, at);

        if (c < 0x80 ? strchr (characters, (int) c) != NULL : g_utf8_strchr (characters, -1, c) != NULL)
            return at;
    }
    return span.end;
}

gboolean
words_gap_has (const Words *words, guint i, const char *characters)
{
    Span gap = words_gap (words, i);

    if (i < words->n_items && words->items[i].flags & WORD_SPACED)
        return FALSE;
    return span_find (words->text, gap, characters) < gap.end;
}

gboolean
words_are_same (const Words *words, guint i, guint k)
{
    gsize length = word_length (words, i);

    return length == word_length (words, k)
           && g_ascii_strncasecmp (word_text (words, i), word_text (words, k), length) == 0;
}

gboolean
words_has_dash (const Words *words, guint i)
{
    Span gap = words_gap (words, i);
    gsize hyphen;

    if (words_gap_has (words, i, "—"))
        return TRUE;
    /* "Sicherheits- und" has a hyphen at a word's end, "1920–21" a dash inside; " - ", " – " are dashes. */
    hyphen = span_find (words->text, gap, "-–");
    return hyphen < gap.end && char_is_space (text_char_before (words->text, words->text + hyphen))
           && char_is_space (text_char_before (words->text, words->text + gap.end));
}

gboolean
word_is (const Words *words, guint i, const char *string)
{
    gsize length = strlen (string);

    return i < words->n_items && word_length (words, i) == length
           && g_ascii_strncasecmp (word_text (words, i), string, length) == 0;
}

static guint
stop_flags (const Words *words, guint i)
{
    const char *value;

    if (word_length (words, i) > 12)
        return 0;
    value = lexicon_find (LEXICON_STOP_WORDS, word_text (words, i), (gssize) word_length (words, i));
    if (value == NULL)
        return 0;
    return WORD_STOP | (strcmp (value, "capitals") == 0 ? WORD_PARTS : 0)
           | (strcmp (value, "links") == 0 ? WORD_LINKS : 0);
}

static guint
known_flags (const Words *words, guint i)
{
    Word *word = &words->items[i];

    if (!(word->flags & WORD_KNOWN))
        word->flags |= WORD_KNOWN | stop_flags (words, i);
    return word->flags;
}

gboolean
word_is_stop (const Words *words, guint i)
{
    return i < words->n_items && (known_flags (words, i) & WORD_STOP) != 0;
}

gboolean
word_parts_names (const Words *words, guint i)
{
    return (known_flags (words, i) & WORD_PARTS) != 0;
}

gboolean
word_links_names (const Words *words, guint i)
{
    return (known_flags (words, i) & WORD_LINKS) != 0;
}
