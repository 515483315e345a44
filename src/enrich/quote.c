/* SPDX-License-Identifier: MIT */
#include "quote.h"

#include <string.h>

#include "dialogue.h"
#include "interview.h"
#include "lang/lang.h"

#define MAX_TITLE 80

static gboolean
is_single (const Article *article, Span span)
{
    gunichar c = g_utf8_get_char (article->text + span.start);

    return c == 0x2018 || c == 0x201a;
}

/* What a forgotten mark leaves open ends where the reader takes it to end: with its sentence, or with
 * the paragraph when that begins with it. */
static gsize
guess_end (const Article *article, Span span, const Node *block)
{
    gsize inner = (gsize) (g_utf8_next_char (article->text + span.start) - article->text);
    g_autoptr (GArray) sentences = NULL;

    if (span.start == block->span.start)
        return span.end;
    sentences = sentence_split (article->text, (Span){ inner, span.end });
    return sentences->len > 0 ? g_array_index (sentences, Span, 0).end : span.end;
}

static void
close_quote (Article *article, Quote *quote, const Node *block)
{
    if (is_single (article, quote->span))
        g_ptr_array_remove_index (article->quotes, article->quotes->len - 1);
    else
        quote->span.end = guess_end (article, quote->span, block);
}

/* Whether the paragraph takes up what the one before it left open: it begins with a mark of its own. */
static gboolean
continues (const Article *article, const Quote *open, const Node *block, GArray *quotations)
{
    const Quotation *first;

    if (quotations->len == 0 || block->kind == NODE_HEADING)
        return FALSE;
    first = &g_array_index (quotations, Quotation, 0);
    return first->span.start == block->span.start
           && is_single (article, first->span) == is_single (article, open->span);
}

gboolean
quote_is_single (const Article *article, const Quote *quote)
{
    const char *text = article->text + quote->span.start;

    return is_single (article, quote->span) || (text[0] == '\'' && text[1] != '\'');
}

Span
quote_inside (const Article *article, const Quote *quote)
{
    const char *text = article->text;
    const char *start = text + quote->span.start, *end = text + quote->span.end;
    gunichar c;

    if (!quote->is_bare)
        start = g_utf8_next_char (start);
    while (end > start && (char_is_closing_quote (c = text_char_before (start, end)) || c == ',' || c == '.'))
        end = g_utf8_prev_char (end);
    return (Span){ (gsize) (start - text), (gsize) (end - text) };
}

typedef struct {
    guint n_words, n_capitals;
    gboolean has_small; /* a small word that a title would write large */
} Capitals;

static Capitals
count_capitals (const Article *article, const Quote *quote)
{
    Span inside = quote_inside (article, quote);
    const char *p = article->text + inside.start, *end = article->text + inside.end;
    Capitals count = { 0 };

    if (inside.end - inside.start > MAX_TITLE)
        return count;
    while (p < end) {
        const char *space = memchr (p, ' ', (gsize) (end - p));
        const char *word_end = space != NULL ? space : end;
        gunichar c = g_utf8_get_char (p);

        if (word_end > p && g_unichar_islower (c)
            && (count.n_words == 0 || !lexicon_has (LEXICON_FUNCTION_WORDS, p, word_end - p)))
            count.has_small = TRUE;
        count.n_words += word_end > p;
        count.n_capitals += g_unichar_isupper (c) != 0;
        p = word_end + 1;
    }
    return count;
}

gboolean
quote_is_title (const Article *article, const Quote *quote)
{
    Capitals count = count_capitals (article, quote);

    return !count.has_small && count.n_words >= 2 && count.n_capitals * 2 >= count.n_words;
}

gboolean
quote_is_capital_word (const Article *article, const Quote *quote)
{
    Capitals count = count_capitals (article, quote);

    return count.n_words == 1 && count.n_capitals == 1;
}

guint
quote_count_words (const Article *article, const Quote *quote)
{
    Span inside = quote_inside (article, quote);
    guint n_words = 1;

    for (gsize i = inside.start; i < inside.end; i++)
        n_words += article->text[i] == ' ';
    return n_words;
}

typedef struct {
    Article *article;
    Quote *open; /* the next paragraph may go on with it */
    const Node *open_block;
} Finder;

static void
close_open (Finder *finder)
{
    if (finder->open != NULL)
        close_quote (finder->article, finder->open, finder->open_block);
    finder->open = NULL;
}

static void
find_in_block (Finder *finder, const Node *block)
{
    g_autoptr (GArray) quotations = quotation_find (finder->article->text, block->span);
    guint first = 0;

    if (finder->open != NULL && continues (finder->article, finder->open, block, quotations)) {
        const Quotation *rest = &g_array_index (quotations, Quotation, first++);

        finder->open->span.end = rest->span.end;
        finder->open = rest->is_open ? finder->open : NULL;
    } else {
        close_open (finder);
    }
    for (guint i = first; block->kind != NODE_HEADING && i < quotations->len; i++) {
        const Quotation *quotation = &g_array_index (quotations, Quotation, i);
        Quote *quote = article_add_quote (finder->article);

        quote->span = quotation->span;
        finder->open = quotation->is_open ? quote : NULL;
        finder->open_block = block;
    }
}

/* "— Je viens, dit Ann Vale." */
static void
add_dialogue (Article *article, const GArray *words)
{
    for (guint i = 0; i < words->len; i++) {
        Quote *quote = article_add_quote (article);

        quote->span = g_array_index (words, Span, i);
        quote->is_bare = TRUE;
    }
}

static void
find_outside_turns (Finder *finder, const Node *block)
{
    g_autoptr (GArray) words = dialogue_find (finder->article, block->span);

    if (words->len == 0 || block->kind == NODE_HEADING) {
        find_in_block (finder, block);
        return;
    }
    close_open (finder);
    add_dialogue (finder->article, words);
}

/* What is quoted within a turn is part of it. */
static void
add_turn (Article *article, const Turn *turn)
{
    Quote *quote = article_add_quote (article);

    quote->span = turn->span;
    quote->is_bare = quote->is_turn = TRUE;
    quote->said_by = turn->name;
}

void
quote_find (Article *article)
{
    Finder finder = { .article = article };
    g_autoptr (GArray) turns = interview_find (article);
    guint n_turns = 0;

    for (guint i = 0; i < article->blocks->len; i++) {
        const Turn *turn = n_turns < turns->len ? &g_array_index (turns, Turn, n_turns) : NULL;

        if (turn == NULL || turn->block != i) {
            find_outside_turns (&finder, g_ptr_array_index (article->blocks, i));
            continue;
        }
        close_open (&finder);
        add_turn (article, turn);
        i = turn->last_block;
        n_turns++;
    }
    close_open (&finder);
}
