/* SPDX-License-Identifier: MIT */
#include "name-quote.h"

#include "quote.h"

#define MAX_LEAD 5

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
           || (quote > sentence->first + 1 && token_is (prose, quote - 1, "as") && token_is (prose, quote - 2, "known"))
           || (is_behind_work (prose, sentence, quote) && quote_is_capital_word (article, words));
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
