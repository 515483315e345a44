/* SPDX-License-Identifier: MIT */
#include "name-quote.h"

#include <string.h>

#include "lang/lang.h"
#include "quote.h"

#define MAX_TITLE 80
#define MAX_LEAD 5

typedef struct {
    guint n_words, n_capitals;
    gboolean has_small; /* a small word that a title would write large */
} Capitals;

/* Of what stands inside of the marks. */
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
name_quote_is_title (const Article *article, const Quote *quote)
{
    Capitals count = count_capitals (article, quote);

    return !count.has_small && count.n_words >= 2 && count.n_capitals * 2 >= count.n_words;
}

gboolean
name_quote_is_word (const Article *article, const Quote *quote)
{
    Capitals count = count_capitals (article, quote);

    return count.n_words == 1 && count.n_capitals == 1;
}

/* Whether a word for a work stands before the quotation: "her memoir, “Salt”". */
static gboolean
is_behind_work (const Prose *prose, const Sentence *sentence, guint quote)
{
    guint before = quote - 1;

    if (token_at (prose, before)->kind == TOKEN_COMMA && before > sentence->first)
        before--;
    return token_at (prose, before)->kind == TOKEN_WORD && token_at (prose, before)->noun == NOUN_DOCUMENT;
}

gboolean
name_quote_is_term (const Article *article, const Prose *prose, const Sentence *sentence, guint quote)
{
    const Quote *words = g_ptr_array_index (article->quotes, token_at (prose, quote)->index);

    if (quote == sentence->first)
        return FALSE;
    return token_is_naming (prose, quote - 1) || token_is (prose, quote - 1, "so-called")
           || (is_behind_work (prose, sentence, quote) && name_quote_is_word (article, words));
}

gboolean
name_quote_is_nickname (const Prose *prose, const Voices *voices, const Sentence *sentence, guint quote)
{
    const NameRun *name = quote > sentence->first ? voices_name_at (voices, quote - 1) : NULL;

    return name != NULL && name->first < quote && quote < name->end
           && token_at (prose, quote)->end < token_at (prose, name->end - 1)->end;
}

gboolean
name_quote_begins (const Prose *prose, const Sentence *sentence, guint quote)
{
    const Token *first = token_at (prose, sentence->first);

    return quote > sentence->first && quote <= sentence->first + MAX_LEAD && first->kind == TOKEN_WORD
           && first->grammar == GRAMMAR_PREPOSITION
           && (quote + 1 >= sentence->end || token_at (prose, quote + 1)->kind != TOKEN_STOP);
}
