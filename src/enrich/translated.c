/* SPDX-License-Identifier: MIT */
#include "translated.h"

#include "cues.h"
#include "lang/lang.h"

/* The organisations of the world keep their short forms in all languages, while their names are
 * translated: the letters are still initials of the name's words, but in another order, and some are
 * missing.  What the words tell is where the name begins: at a word with a capital that no other word
 * of the name leads to, from where on most letters are found and least words give none. */

enum {
    WORTH_LETTER = 10,
    LOSS_CAPITAL = 6, /* a word with a capital that gives no letter */
    LOSS_SMALL = 2,
    LOSS_COMMA = 8,
    LOSS_INSIDE = 9, /* the word before belongs to it: "of the Nations" after "Fund" */
    LEAST_WORTH = -5,
};

/* The name, as far as the words are looked at, from the last to the first. */
typedef struct {
    guint first, n_initials, n_capitals, n_small;
    int worth;
    gboolean has_inside; /* small words hold it together: it is no person's */
    gboolean has_link;   /* such as names hold whose other words may be small */
    gboolean is_parted;  /* by such as those names do not hold */
} Name;

typedef struct {
    const Words *words;
    gunichar letters[ALIGN_MAX_LETTERS];
    gboolean is_used[ALIGN_MAX_LETTERS];
    guint n_letters;
} Search;

static gboolean
take_letter (Search *search, guint i)
{
    gunichar initial = align_fold (g_utf8_get_char (word_text (search->words, i)));

    for (guint k = 0; k < search->n_letters; k++) {
        if (search->is_used[k] || search->letters[k] != initial)
            continue;
        search->is_used[k] = TRUE;
        return TRUE;
    }
    return FALSE;
}

static gboolean
is_capital (const Words *words, guint i)
{
    return (words->items[i].flags & WORD_CAPITAL) && !word_is_stop (words, i);
}

static guint
skip_back (const Words *words, guint i, guint limit, gboolean over_stops)
{
    while (i > limit && words_is_spaced (words, i) && !(words->items[i - 1].flags & WORD_CAPITAL)
           && word_is_stop (words, i - 1) == over_stops)
        i--;
    return i;
}

/* What speaks against a start at word i: that the word before is of the same name, as in "Fund for the aid of
 * Nations" written in Spanish or French. */
static int
loss_at_start (const Words *words, guint i, guint limit)
{
    guint before = skip_back (words, i, limit, TRUE);
    guint noun = skip_back (words, before, limit, FALSE);

    if (noun < before && skip_back (words, noun, limit, TRUE) < noun)
        before = skip_back (words, noun, limit, TRUE);
    if (before <= limit || words_gap_has (words, before, ",") || !is_capital (words, before - 1)
        || words->items[before - 1].flags & WORD_STARTS)
        return 0;
    return LOSS_INSIDE;
}

/* Whether what stands before word i leaves room for a name's start: an article, a comma, another short form. */
static gboolean
is_free_before (const Words *words, guint i)
{
    return i == 0 || !words_is_spaced (words, i) || words->items[i].flags & WORD_STARTS || word_is_stop (words, i - 1)
           || words->items[i - 1].flags & (WORD_CAPS | WORD_DIGIT);
}

/* Of "Ask the Nordian Office" the first word is none of the name. */
static gboolean
may_start (const Words *words, guint i)
{
    return is_capital (words, i) && is_free_before (words, i)
           && !(words->items[i].flags & WORD_STARTS && word_is_cue (words, i + 1, CUE_DETERMINER))
           && (!(words->items[i].flags & WORD_CAPS) || words_gap_has (words, i + 1, "'’"));
}

static int
worth_of_word (Search *search, guint i)
{
    const Words *words = search->words;
    int worth = words_gap_has (words, i + 1, ",") ? -LOSS_COMMA : 0;

    if (word_is_stop (words, i)
        || (words_is_joined (words, i) && words_gap_has (words, i, "'’") && word_length (words, i) == 1))
        return worth;
    if (take_letter (search, i))
        return worth + WORTH_LETTER;
    return worth - (words->items[i].flags & WORD_CAPITAL ? LOSS_CAPITAL : LOSS_SMALL);
}

static guint
count_used (const Search *search)
{
    guint n_used = 0;

    for (guint k = 0; k < search->n_letters; k++)
        n_used += search->is_used[k];
    return n_used;
}

static void
read_word (Search *search, Name *name, guint i)
{
    const Words *words = search->words;

    name->first = i;
    name->worth += worth_of_word (search, i);
    name->n_initials = count_used (search);
    name->n_capitals += is_capital (words, i) && !(words->items[i].flags & WORD_CAPS);
    name->n_small += !is_capital (words, i) && !word_is_stop (words, i) && word_length (words, i) > 1;
    name->has_inside = name->has_inside || !(words->items[i].flags & (WORD_CAPITAL | WORD_DIGIT));
    name->has_link = name->has_link || word_links_names (words, i);
    name->is_parted = name->is_parted || word_parts_names (words, i);
}

static gboolean
find_name (Search *search, guint limit, guint end, Name *best)
{
    const Words *words = search->words;
    Name name = { 0 };
    int most = G_MININT;

    for (guint i = end; i-- > limit;) {
        read_word (search, &name, i);
        if (!may_start (words, i) || (name.n_small > 0 && (name.is_parted || !name.has_link))
            || name.worth - loss_at_start (words, i, limit) < most)
            continue;
        *best = name;
        most = best->worth = name.worth - loss_at_start (words, i, limit);
    }
    return most > G_MININT;
}

/* Whether the short form could be of letters alone, as those of organisations are. */
static gboolean
has_letters_only (const Words *words, const ShortForm *form)
{
    Shape shape = shape_of (words->text, form->span);

    return shape.n_capitals >= 3 && shape.n_small <= shape.n_capitals && shape.n_digits == 0
           && form->end == form->first + 1 && words->items[form->first].flags & WORD_CAPITAL
           && !shape_is_word (words->text, form->span)
           && !lexicon_has (LEXICON_CODES, word_text (words, form->first), (gssize) word_length (words, form->first));
}

/* Whether the name is one, and not a person's whose party follows, or a clause before an example.  Few
 * letters need fit where the text goes on to use it, and none where it says that it is the short form. */
static gboolean
is_likely (const Words *words, const Name *name, Place place, guint n_uses)
{
    gboolean has_article = name->first > 0 && word_is_cue (words, name->first - 1, CUE_DETERMINER);

    if (place == PLACE_BRACKET ? !name->has_inside && !has_article : name->n_small > 0)
        return FALSE;
    if (words->items[name->first].flags & WORD_STARTS && (name->n_capitals < 3 || name->n_small > name->n_capitals))
        return FALSE;
    if (place == PLACE_CUE && n_uses >= 2 && name->n_capitals >= 2)
        return TRUE;
    if (has_article && n_uses >= 3 && name->n_capitals >= 3 && name->n_small == 0 && name->n_initials > 0)
        return TRUE;
    return name->n_initials >= 2 && name->worth >= LEAST_WORTH;
}

gboolean
translated_name (const Words *words, const ShortForm *form, guint limit, guint end, Place place, guint n_uses,
                 guint *first)
{
    Search search = { .words = words };
    Name name = { 0 };

    if (!has_letters_only (words, form))
        return FALSE;
    search.n_letters = align_letters (words->text, form->span, search.letters);
    if (!find_name (&search, limit, end, &name) || !is_likely (words, &name, place, n_uses))
        return FALSE;
    *first = name.first;
    return TRUE;
}
