/* SPDX-License-Identifier: MIT */
#include "passes.h"

#include <string.h>

#include "align.h"
#include "cues.h"
#include "initials.h"
#include "lang/lang.h"
#include "words.h"

/* Finds pairs of short and long form where the text puts one beside the other, and short forms that it
 * uses as if the reader knew: their letters are the initials of a name elsewhere in the text.
 *
 * Where to look is after Schwartz and Hearst (2003), with the other ways in which journalists bring an
 * abbreviation in; which words belong to it is align.c's. */

#define SHORT_FORM_BYTES 24
#define BRACKET_WORDS 40 /* nobody explains an abbreviation in more */

/* How much a pair's place says for it: the less, the better its letters must fit. */
typedef enum {
    PLACE_BRACKET, /* in brackets after or before the other */
    PLACE_CUE,     /* "or", "known as", "stands for" */
    PLACE_BESIDE,  /* between commas or dashes */
} Place;

typedef struct {
    Article *article;
    Words *words;
    GHashTable *seen;    /* folded pairs */
    GHashTable *counted; /* words in capitals, without a plural s, to their Uses */
    GHashTable *paired;  /* short forms that have a long form */
} Finder;

typedef struct {
    guint n_uses;
    Span first;
    gboolean is_bracketed; /* there: something was meant to be explained, but not this */
} Uses;

/* A short form in the text: its bytes, and its words. */
typedef struct {
    Span span;
    guint first, end;
} ShortForm;

static gboolean
is_roman (const char *text, Span span)
{
    for (gsize i = span.start; i < span.end; i++)
        if (strchr ("IVXivx", text[i]) == NULL)
            return FALSE;
    return TRUE;
}

/* What a short form's letters look like. */
typedef struct {
    guint n_capitals, n_small, n_digits, n_others;
} Shape;

static Shape
shape_of (const char *text, Span span)
{
    Shape shape = { 0, 0, 0, 0 };

    for (const char *p = text + span.start; p < text + span.end; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (g_unichar_isupper (c))
            shape.n_capitals++;
        else if (g_unichar_isdigit (c))
            shape.n_digits++;
        else if (g_unichar_isalpha (c))
            shape.n_small++;
        else
            shape.n_others++;
    }
    return shape;
}

/* Whether it could be a word like any other: small, or small after a first capital. */
static gboolean
looks_like_word (const char *text, Span span)
{
    Shape shape = shape_of (text, span);

    if (shape.n_capitals == 1 && shape.n_small > 0)
        return shape.n_digits == 0 && g_unichar_isupper (g_utf8_get_char (text + span.start));
    return shape.n_capitals == 0;
}

/* "D-Calif.", "R-Tex." */
static gboolean
is_party_tag (const char *text, Span span)
{
    return span.end > span.start + 2 && text[span.start + 1] == '-' && strchr ("DRI", text[span.start]) != NULL;
}

static gboolean
is_short_form (const char *text, Span span)
{
    Shape shape = shape_of (text, span);
    guint n_letters = align_n_letters (text, span);

    return span.end - span.start <= SHORT_FORM_BYTES && n_letters >= 2 && n_letters <= ALIGN_MAX_LETTERS
           && shape.n_capitals + shape.n_small > 0 && !is_roman (text, span) && !is_party_tag (text, span);
}

/* Whether word i is joined to the one before it so that both are one short form: "X-RAY", "B&B", "U.N." */
static gboolean
joins_short_form (const Words *words, guint i)
{
    Span gap = words_gap (words, i);

    return i < words->n_items && gap.end == gap.start + 1 && strchr ("-.&+", words->text[gap.start]) != NULL;
}

/* Sets the bytes: "G.M.R." with its last stop, "VWD's" and "VWD'er" without their endings. */
static void
finish_short_form (const Words *words, ShortForm *form)
{
    gsize apostrophe;

    form->span.start = words->items[form->first].span.start;
    form->span.end = words->items[form->end - 1].span.end;
    apostrophe = span_find (words->text, form->span, "'’");
    if (apostrophe > form->span.start + 1 && form->span.end - apostrophe <= 5)
        form->span.end = apostrophe;
    if (words->text[form->span.end] == '.'
        && memchr (words->text + form->span.start, '.', form->span.end - form->span.start))
        form->span.end++;
}

static gboolean
short_form_from (const Words *words, guint i, ShortForm *form)
{
    form->first = i;
    for (form->end = i + 1; form->end < i + 8 && joins_short_form (words, form->end);)
        form->end++;
    finish_short_form (words, form);
    return is_short_form (words->text, form->span);
}

static gboolean
short_form_before (const Words *words, guint end, ShortForm *form)
{
    if (end == 0)
        return FALSE;
    form->end = end;
    for (form->first = end - 1; form->first > 0 && end - form->first < 8 && joins_short_form (words, form->first);)
        form->first--;
    finish_short_form (words, form);
    return is_short_form (words->text, form->span) && !looks_like_word (words->text, form->span);
}

/* Whether the words before and from i on cannot be of one long form. */
static gboolean
is_boundary (const Words *words, guint i)
{
    return i == 0 || i >= words->n_items || words->items[i].flags & WORD_STARTS
           || words_gap_has (words, i, ";:()[]{}=“”\"„«»") || words_has_dash (words, i)
           || (i + 1 < words->n_items && words_gap_has (words, i + 1, "="));
}

static guint
window_start (const Words *words, guint end, guint n_letters)
{
    guint limit = MIN (2 * n_letters + 8, ALIGN_MAX_WORDS), first = end;

    while (first > 0 && end - first < limit) {
        first--;
        if (is_boundary (words, first))
            break;
    }
    return first;
}

static guint
window_end (const Words *words, guint first, guint n_letters)
{
    guint limit = MIN (2 * n_letters + 8, ALIGN_MAX_WORDS), end = first + 1;

    while (end < words->n_items && end - first < limit && !is_boundary (words, end))
        end++;
    return MIN (end, words->n_items);
}

static Span
words_span (const Words *words, guint first, guint end)
{
    return (Span){ words->items[first].span.start, words->items[end - 1].span.end };
}

static char *
singular_form (const char *form, gsize length)
{
    return g_strndup (form, length > 2 && form[length - 1] == 's' ? length - 1 : length);
}

static char *
fold_pair (const char *short_form, const char *long_form)
{
    g_autofree char *folded = g_utf8_casefold (long_form, -1);

    return g_strconcat (short_form, "\t", folded, NULL);
}

static void
add_pair (Finder *finder, const char *short_form, const char *long_form, Span use, gboolean is_inferred)
{
    Arena *arena = finder->article->arena;
    g_autofree char *tidy = text_squeeze (long_form, -1);
    char *pair = fold_pair (short_form, tidy);
    Abbreviation *abbreviation;

    if (!g_hash_table_add (finder->seen, pair))
        return;
    abbreviation = article_add_abbreviation (finder->article);
    abbreviation->short_form = arena_strdup (arena, short_form);
    abbreviation->long_form = arena_strdup (arena, tidy);
    abbreviation->use = use;
    abbreviation->is_inferred = is_inferred;
    g_hash_table_add (finder->paired, singular_form (short_form, strlen (short_form)));
}

static void
add_found (Finder *finder, const ShortForm *form, guint first, guint end)
{
    const Words *words = finder->words;
    Span span = words_span (words, first, end);
    g_autofree char *short_form = g_strndup (words->text + form->span.start, form->span.end - form->span.start);
    g_autofree char *long_form = g_strndup (words->text + span.start, span.end - span.start);

    add_pair (finder, short_form, long_form, form->span, FALSE);
}

/* "Salt-free water" begins before "free", "2-propanol" with its number. */
static guint
whole_word_start (const Words *words, guint first, guint limit)
{
    while (first > limit && words_is_joined (words, first) && !words_gap_has (words, first, "'’/(["))
        first--;
    return first;
}

/* A long form says more than its short form: "HS (HSC)" and "NET (nets)" are no pairs. */
static gboolean
is_long_form (const Words *words, const ShortForm *form, guint first, guint end)
{
    Span span = words_span (words, first, end);
    gsize length = form->span.end - form->span.start;

    if (span.end - span.start <= length + 1)
        return FALSE;
    if (end - first == 1 && (shape_of (words->text, span).n_capitals > 1 || shape_of (words->text, span).n_digits > 0))
        return FALSE;
    for (guint i = first; i < end; i++)
        if (word_length (words, i) == length
            && memcmp (word_text (words, i), words->text + form->span.start, length) == 0)
            return FALSE;
    return TRUE;
}

/* "the Royal Net Makers’ Guild program, or RNMG": what follows a name is not of it. */
static void
trim_after_name (const Words *words, const ShortForm *form, Alignment *alignment)
{
    Alignment shorter;

    if (alignment->last + 1 >= alignment->end || !(words->items[alignment->last].flags & WORD_CAPITAL))
        return;
    for (guint i = alignment->last + 1; i < alignment->end; i++)
        if (words->items[i].flags & (WORD_CAPITAL | WORD_DIGIT) || words_is_joined (words, i))
            return;
    if (align_short_form (words, form->span, alignment->first, alignment->last + 1, ALIGN_WHOLE, &shorter)
        && shorter.score >= 90)
        *alignment = shorter;
}

/* The score below which a pair is none, measured over the corpora.  Two letters are soon found; a short
 * form that looks like an ordinary word ("left", "Times") is one, unless its letters are all initials. */
static int
least_score (const Words *words, const ShortForm *form, const Alignment *alignment, Place place)
{
    guint n_letters = align_n_letters (words->text, form->span);

    switch (place) {
    case PLACE_BRACKET:
        if (looks_like_word (words->text, form->span))
            return alignment->end - alignment->first == 1 ? 45 : 70;
        return n_letters == 2 ? 58 : n_letters == 3 ? 30 : 20;
    case PLACE_CUE: return looks_like_word (words->text, form->span) ? 95 : 74;
    case PLACE_BESIDE: return n_letters == 2 ? 101 : 95;
    }
    g_assert_not_reached ();
}

/* The long form is said to be in the words from `first` to `end`. */
static gboolean
try_align (Finder *finder, const ShortForm *form, guint first, guint end, AlignMode mode, Place place)
{
    Alignment alignment;

    if (!align_short_form (finder->words, form->span, first, end, mode, &alignment))
        return FALSE;
    if (mode == ALIGN_TO_END) {
        trim_after_name (finder->words, form, &alignment);
        alignment.first = whole_word_start (finder->words, alignment.first, first);
    }
    if (alignment.score < least_score (finder->words, form, &alignment, place)
        || !is_long_form (finder->words, form, alignment.first, alignment.end))
        return FALSE;
    add_found (finder, form, alignment.first, alignment.end);
    return TRUE;
}

static guint
count_uses (const Finder *finder, Span span)
{
    g_autofree char *form = singular_form (finder->words->text + span.start, span.end - span.start);
    const Uses *uses = g_hash_table_lookup (finder->counted, form);

    return uses != NULL ? uses->n_uses : 0;
}

/* The first word of the name that ends before word `end`: words with capitals, small words between. */
static guint
name_start (const Words *words, guint end)
{
    guint first = end;

    for (guint i = end; i-- > 0 && end - i <= ALIGN_MAX_WORDS;) {
        if (words->items[i].flags & WORD_CAPITAL)
            first = i;
        else if (!word_is_stop (words, i))
            break;
        if (is_boundary (words, i) || words_gap_has (words, i, ","))
            break;
    }
    while (first < end && word_is_stop (words, first))
        first++;
    return first;
}

/* How many letters of the short form, from its first on, are initials of the words, in their order. */
static guint
n_shared_initials (const Words *words, const ShortForm *form, guint first, guint end)
{
    const char *letter = words->text + form->span.start;
    guint n_shared = 0;

    for (guint i = first; i < end && letter < words->text + form->span.end; i++) {
        if (g_utf8_get_char (word_text (words, i)) != g_utf8_get_char (letter))
            continue;
        letter = g_utf8_next_char (letter);
        n_shared++;
    }
    return n_shared;
}

/* The abbreviation of a foreign name stands after its translation, and no letter fits.  Then the name
 * right before it is meant; in brackets only if it has an article, or it could be a person's party. */
static gboolean
try_translation (Finder *finder, const ShortForm *form, guint end, Place place)
{
    const Words *words = finder->words;
    guint first = name_start (words, end), n_capitals = 0;

    if (shape_of (words->text, form->span).n_capitals < 3 || looks_like_word (words->text, form->span))
        return FALSE;
    for (guint i = first; i < end; i++)
        n_capitals += (words->items[i].flags & (WORD_CAPITAL | WORD_CAPS)) == WORD_CAPITAL;
    if (n_capitals < 2 || end - first > 12)
        return FALSE;
    if (place == PLACE_BRACKET && (first == 0 || !word_is_stop (words, first - 1) || words_gap_has (words, first, ",")))
        return FALSE;
    if (count_uses (finder, form->span) < 2 && n_shared_initials (words, form, first, end) < 2)
        return FALSE;
    add_found (finder, form, first, end);
    return TRUE;
}

/* "ANNAPOLIS (AP) —": where the report comes from, and whose it is. */
static gboolean
is_dateline (const Words *words, const ShortForm *form, guint first)
{
    Span after = words_gap (words, form->end);
    const char *close = memchr (words->text + after.start, ')', after.end - after.start);

    if (close == NULL)
        return FALSE;
    for (close++; *close == ' '; close++)
        ;
    if (!g_str_has_prefix (close, "—") && !g_str_has_prefix (close, "–") && *close != '-')
        return FALSE;
    while (first > 0 && !(words->items[first].flags & WORD_BREAK) && form->first - first < 12)
        first--;
    return (words->items[first].flags & (WORD_BREAK | WORD_CAPS)) == (WORD_BREAK | WORD_CAPS);
}

static gboolean
try_before_bracket (Finder *finder, const ShortForm *form, guint end)
{
    const Words *words = finder->words;
    guint first;

    if (end == 0 || is_dateline (words, form, end - 1))
        return FALSE;
    first = window_start (words, end, align_n_letters (words->text, form->span));
    return try_align (finder, form, first, end, ALIGN_TO_END, PLACE_BRACKET)
           || try_translation (finder, form, end, PLACE_BRACKET);
}

/* Where a bracket's content ends: the first word after it, and after its first part. */
typedef struct {
    guint first, end, part_end;
} Bracket;

static gboolean
read_bracket (const Words *words, guint i, Bracket *bracket)
{
    bracket->first = i;
    bracket->part_end = 0;
    for (bracket->end = i + 1; bracket->end < i + BRACKET_WORDS; bracket->end++) {
        Span gap = words_gap (words, bracket->end);
        gsize stop = span_find (words->text, gap, ")]([\n");

        if (bracket->part_end == 0 && span_find (words->text, gap, ",;:)]") < gap.end)
            bracket->part_end = bracket->end;
        if (stop < gap.end)
            return words->text[stop] == ')' || words->text[stop] == ']';
        if (bracket->end >= words->n_items)
            return FALSE;
    }
    return FALSE;
}

/* The long form stands in the bracket: "HSC (Harbour Safety Council)". */
static void
try_inside_bracket (Finder *finder, const Bracket *bracket)
{
    ShortForm form;

    if (!short_form_before (finder->words, bracket->first, &form))
        return;
    if (!try_align (finder, &form, bracket->first, bracket->end, ALIGN_WHOLE, PLACE_BRACKET)
        && bracket->part_end < bracket->end)
        try_align (finder, &form, bracket->first, bracket->part_end, ALIGN_WHOLE, PLACE_BRACKET);
}

static void
try_bracket (Finder *finder, guint i)
{
    const Words *words = finder->words;
    Bracket bracket;
    ShortForm form;
    guint before = i;

    if (!read_bracket (words, i, &bracket))
        return;
    while (bracket.first < bracket.part_end && cue_after (words, bracket.first, CUE_SHORT) > bracket.first)
        bracket.first = cue_after (words, bracket.first, CUE_SHORT);
    if (bracket.first + 1 < bracket.part_end && word_is_cue (words, bracket.first, CUE_DETERMINER)
        && !words_is_joined (words, bracket.first + 1))
        bracket.first++;
    if (bracket.first >= bracket.part_end)
        return;
    form = (ShortForm){ words_span (words, bracket.first, bracket.part_end), bracket.first, bracket.part_end };
    finish_short_form (words, &form);
    if (bracket.part_end - bracket.first <= 8 && is_short_form (words->text, form.span)
        && try_before_bracket (finder, &form, before))
        return;
    bracket.first = cue_after (words, i, CUE_LONG);
    try_inside_bracket (finder, &bracket);
}

/* "LF, or SF," "LF, known as the SF", "LF — the SF, ... —", "LF, SF,". */
static void
try_after_cue (Finder *finder, guint i)
{
    const Words *words = finder->words;
    guint first = i, end;
    Place place = PLACE_BESIDE;
    ShortForm form;

    if (i == 0 || !short_form_from (words, i, &form))
        return;
    if (words_is_spaced (words, i) || words_gap_has (words, i, "“\"‘'„«")) {
        end = word_is_cue (words, i - 1, CUE_DETERMINER) ? i - 1 : i;
        first = end > 0 ? cue_before (words, end, CUE_SHORT) : end;
        if (first < end)
            place = PLACE_CUE;
        while (first > 0 && place == PLACE_CUE && cue_before (words, first, CUE_ADVERB) < first)
            first = cue_before (words, first, CUE_ADVERB);
    }
    if (first == 0 || words->items[first].flags & WORD_STARTS
        || (place == PLACE_BESIDE && looks_like_word (words->text, form.span)))
        return;
    if (place == PLACE_BESIDE && !words_gap_has (words, first, ",—–-"))
        return;
    end = first;
    first = window_start (words, end, align_n_letters (words->text, form.span));
    if (!try_align (finder, &form, first, end, ALIGN_TO_END, place) && place == PLACE_CUE)
        try_translation (finder, &form, end, place);
}

/* "SF stands for LF", "SF, short for LF", "SF = LF". */
static void
try_before_cue (Finder *finder, guint i)
{
    const Words *words = finder->words;
    ShortForm form;
    guint first;

    if (!short_form_from (words, i, &form) || looks_like_word (words->text, form.span) || form.end >= words->n_items)
        return;
    first = form.end;
    if (!words_gap_has (words, first, "=")) {
        while (cue_after (words, first, CUE_ADVERB) > first)
            first = cue_after (words, first, CUE_ADVERB);
        if (cue_after (words, first, CUE_LONG) == first)
            return;
        first = cue_after (words, first, CUE_LONG);
    }
    if (first < words->n_items && word_is_cue (words, first, CUE_DETERMINER))
        first++;
    if (first >= words->n_items)
        return;
    try_align (finder, &form, first, window_end (words, first, align_n_letters (words->text, form.span)),
               ALIGN_FROM_START, PLACE_CUE);
}

static gboolean
is_opened_by_bracket (const Words *words, guint i)
{
    Span gap = words_gap (words, i);
    gsize at = span_find (words->text, gap, "([");

    /* What stands between name and bracket parts them: "he said. (DW)". */
    if (at == gap.end)
        return FALSE;
    return span_find (words->text, (Span){ gap.start, at }, ",;:!?\n—–)]") == at;
}

/* Small letters are a short form only after "or": "grains per litre, or gpl,". */
static gboolean
follows_or (const Words *words, guint i)
{
    return i > 1 && words_gap_has (words, i - 1, ",") && word_is_cue (words, i - 1, CUE_OTHER);
}

static void
find_explicit (Finder *finder)
{
    const Words *words = finder->words;

    for (guint i = 0; i < words->n_items; i++) {
        guint flags = words->items[i].flags;

        if (i > 0 && is_opened_by_bracket (words, i))
            try_bracket (finder, i);
        else if (!(flags & WORD_BREAK) && (flags & WORD_CAPITAL || follows_or (words, i)))
            try_after_cue (finder, i);
        if (flags & (WORD_CAPITAL | WORD_DIGIT))
            try_before_cue (finder, i);
    }
}

/* Not a short form of its own: a part of another one ("HSC-NORTH"), or among other words in capitals,
 * where it may be a word like any other: a headline, a cry. */
static gboolean
is_part_of_more (const Words *words, guint i)
{
    return (words_is_joined (words, i) && words_gap_has (words, i, "-/&."))
           || (words_is_joined (words, i + 1) && words_gap_has (words, i + 1, "-/&."))
           || (words_is_spaced (words, i) && words->items[i - 1].flags & WORD_CAPS)
           || (words_is_spaced (words, i + 1) && words->items[i + 1].flags & WORD_CAPS);
}

static void
count_caps (Finder *finder)
{
    const Words *words = finder->words;

    for (guint i = 0; i < words->n_items; i++) {
        char *form;
        Uses *uses;

        if (!(words->items[i].flags & WORD_CAPS) || is_part_of_more (words, i))
            continue;
        form = singular_form (word_text (words, i), word_length (words, i));
        uses = g_hash_table_lookup (finder->counted, form);
        if (uses == NULL) {
            uses = g_new0 (Uses, 1);
            uses->first = words->items[i].span;
            uses->is_bracketed = words_gap_has (words, i, "([");
            g_hash_table_insert (finder->counted, g_strdup (form), uses);
        }
        uses->n_uses++;
        g_free (form);
    }
}

/* The words in capitals that nothing in the text explains: a set of borrowed strings. */
static GHashTable *
unexplained (Finder *finder)
{
    GHashTable *wanted = g_hash_table_new (g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer form, uses;

    g_hash_table_iter_init (&iter, finder->counted);
    while (g_hash_table_iter_next (&iter, &form, &uses)) {
        Span all = { 0, strlen (form) };

        if (all.end < 3 || all.end > 6 || is_roman (form, all) || ((Uses *) uses)->is_bracketed)
            continue;
        if (!g_hash_table_contains (finder->paired, form))
            g_hash_table_add (wanted, form);
    }
    return wanted;
}

static void
add_inferred (Finder *finder, const char *form, const char *long_form)
{
    const Uses *uses = g_hash_table_lookup (finder->counted, form);

    if (uses != NULL && !g_hash_table_contains (finder->paired, form))
        add_pair (finder, form, long_form, uses->first, TRUE);
}

/* A paper calls itself by its initials: MPL, for Marsh Point Ledger. */
static void
infer_publication (Finder *finder, GHashTable *wanted)
{
    const char *publication = finder->article->metadata.publication;
    g_autofree char *initials = NULL, *with_article = NULL;

    if (publication == NULL)
        return;
    initials = initials_of (publication);
    with_article = g_strconcat ("T", initials, NULL);
    if (g_hash_table_contains (wanted, initials))
        add_inferred (finder, initials, publication);
    else if (g_str_has_prefix (publication, "The ") && g_hash_table_contains (wanted, with_article))
        add_inferred (finder, with_article, publication);
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
    const Abbreviation *first = *(const Abbreviation *const *) a, *second = *(const Abbreviation *const *) b;

    return (first->use.start > second->use.start) - (first->use.start < second->use.start);
}

static void
find_implicit (Finder *finder)
{
    g_autoptr (GHashTable) wanted = unexplained (finder);
    g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    GHashTableIter iter;
    gpointer form, span;

    infer_publication (finder, wanted);
    initials_find (finder->words, wanted, found);
    g_hash_table_iter_init (&iter, found);
    while (g_hash_table_iter_next (&iter, &form, &span))
        add_inferred (finder, form, article_slice (finder->article, *(Span *) span));
}

void
enrich_abbreviations (SheafBook *book, Article *article)
{
    g_autoptr (Words) words = words_split (article->text, article->text_length);
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GHashTable) paired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Finder finder = { article, words, seen, counted, paired };

    count_caps (&finder);
    find_explicit (&finder);
    find_implicit (&finder);
    /* In the order of the text, whatever the order of a hash table. */
    g_ptr_array_sort (article->abbreviations, compare_use);
}
