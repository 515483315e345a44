/* SPDX-License-Identifier: MIT */
#include "quote.h"

#include <string.h>

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
    const char *start = g_utf8_next_char (text + quote->span.start), *end = text + quote->span.end;
    gunichar c;

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

void
quote_find (Article *article)
{
    Quote *open = NULL;
    const Node *open_block = NULL;

    for (guint i = 0; i < article->blocks->len; i++) {
        const Node *block = g_ptr_array_index (article->blocks, i);
        g_autoptr (GArray) quotations = quotation_find (article->text, block->span);
        guint first = 0;

        if (open != NULL && continues (article, open, block, quotations)) {
            const Quotation *rest = &g_array_index (quotations, Quotation, first++);

            open->span.end = rest->span.end;
            open = rest->is_open ? open : NULL;
        } else if (open != NULL) {
            close_quote (article, open, open_block);
            open = NULL;
        }
        if (block->kind == NODE_HEADING)
            continue;
        for (guint k = first; k < quotations->len; k++) {
            const Quotation *quotation = &g_array_index (quotations, Quotation, k);
            Quote *quote = article_add_quote (article);

            quote->span = quotation->span;
            open = quotation->is_open ? quote : NULL;
            open_block = block;
        }
    }
    if (open != NULL)
        close_quote (article, open, open_block);
}
